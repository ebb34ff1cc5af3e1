#[cursor(field = meta.paging.next)]
#[paginated(total = meta.paging.total)]
struct Meetings {
    data: Vec<Meeting>,
    meta: Meta,
}
