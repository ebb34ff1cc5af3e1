use pagination_core::Paginated;

#[derive(Paginated)]
#[cursor(field = next, body = "variables.after")]
struct Graph {
    data: Vec<u8>,
    next: Option<String>,
}

#[derive(Paginated)]
#[offset(body = "/a~2b", stop(short_page), first_only("/x~"))]
#[paginated(page_size(body = "limit"))]
struct Records {
    data: Vec<u8>,
}

fn main() {}
