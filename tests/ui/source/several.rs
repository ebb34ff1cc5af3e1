use pagination_core::Paginated;

#[derive(Paginated)]
#[cursor(field = next, header = "x-cursor", stop(empty_page))]
struct Meetings {
    data: Vec<u8>,
    next: Option<String>,
}

#[derive(Paginated)]
#[next_link(rel = "next", header = "x-next", with = next)]
struct Contacts {
    data: Vec<u8>,
}

fn next(_: &pagination_core::Page<Contacts>) -> Option<String> {
    None
}

#[derive(Paginated)]
#[cursor(last_item = id, first_item = id)]
#[sync_token(cursor, field = sync)]
struct Events {
    data: Vec<Event>,
    sync: Option<String>,
}

struct Event {
    id: String,
}

#[derive(Paginated)]
#[offset(step(received, page_size), stop(short_page))]
#[paginated(page_size(param = "limit"))]
struct Notes {
    data: Vec<u8>,
}

fn main() {}
