#[cursor(field = pagination.next_cursor, param = "after", stop(repeated))]
struct Meetings {
    data: Vec<Meeting>,
    pagination: Option<Pagination>,
}
