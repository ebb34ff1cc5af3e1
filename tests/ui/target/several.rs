use pagination_core::Paginated;

#[derive(Paginated)]
#[cursor(field = next, param = "after", body = "/after")]
#[paginated(page_size(param = "limit", form = "limit"))]
struct Meetings {
    data: Vec<u8>,
    next: Option<String>,
}

#[derive(Paginated)]
#[cursor(field = next, merge, request_header = "x-next")]
struct Pages {
    data: Vec<u8>,
    next: Option<String>,
}

fn main() {}
