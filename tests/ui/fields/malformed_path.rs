use pagination_core::Paginated;

#[derive(Paginated)]
#[cursor(field = meta.)]
#[paginated(has_more = meta..more, total = "", total_pages = "meta.total pages", is_last = self.last)]
struct Meetings {
    data: Vec<u8>,
    meta: Meta,
}

struct Meta {
    next: Option<String>,
}

#[derive(Paginated)]
#[cursor(field = meta::next)]
struct Notes {
    data: Vec<u8>,
    meta: Meta,
}

#[derive(Paginated)]
#[cursor(field = 0x1.next)]
struct Wrapper(Vec<u8>);

fn main() {}
