use pagination_core::Paginated;

#[derive(Paginated)]
#[cursor(field = next)]
#[cursor(field = next, param = "after")]
struct Meetings {
    data: Vec<u8>,
    next: Option<String>,
}

#[derive(Paginated)]
#[page(stop(short_page))]
#[page(stop(empty_page))]
struct Notes {
    data: Vec<u8>,
}

fn main() {}
