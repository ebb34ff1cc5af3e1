#[cursor(field = meta.paging., param = "after")]
#[paginated(total = met.total)]
struct Meetings {
    data: Vec<Meeting>,
    meta: Meta,
}
