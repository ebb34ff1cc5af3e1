use pagination_core::Paginated;

#[derive(Paginated)]
struct Meetings {
    #[paginated(items, page_size(param = "limit"))]
    data: Vec<u8>,
    #[cursor(header = "x-cursor")]
    next: Option<String>,
    #[paginated(total = meta.total)]
    total: u64,
    #[offset(stop(short_page))]
    offset: u64,
}

#[derive(Paginated)]
#[cursor(field = next)]
#[paginated(total, has_more)]
struct Notes {
    data: Vec<u8>,
    next: Option<String>,
}

fn main() {}
