use pagination_core::Paginated;

#[derive(Paginated)]
#[next_link(field = next, end(results = "false"))]
struct Issues {
    data: Vec<u8>,
    next: Option<String>,
}

#[derive(Paginated)]
#[next_link(rel = "next", end(results = "false", more = "no"))]
struct Events(Vec<u8>);

#[derive(Paginated)]
#[cursor(field = next, initial = "")]
struct Works {
    data: Vec<u8>,
    next: Option<String>,
}

fn main() {}
