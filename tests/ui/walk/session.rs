use pagination_core::Paginated;

#[derive(Paginated)]
#[offset(parallel, session, stop(short_page))]
#[paginated(page_size(param = "limit"))]
struct Notes {
    data: Vec<u8>,
}

#[derive(Paginated)]
#[cursor(field = next, session, stop(repeated), prev(field = prev))]
struct Scroll {
    data: Vec<u8>,
    next: Option<String>,
    prev: Option<String>,
}

fn main() {}
