#[offset(overlap = 5, seen = 500, stop(short_page))]
#[paginated(items = tickets, key = id)]
struct Tickets {
    tickets: Vec<Ticket>,
}
