use pagination_core::Paginated;

#[derive(Paginated)]
#[cursor(field = meta.next)]
#[next_link(field = meta.next)]
#[paginated(total = meta.total, total_pages = meta.total)]
#[page]
struct Meetings {
    data: Vec<u8>,
    meta: Meta,
}

struct Meta {
    next: Option<String>,
    total: u64,
}

#[derive(Paginated)]
struct Notes {
    #[cursor(param = "after")]
    #[paginated(items)]
    data: Vec<u8>,
}

fn main() {}
