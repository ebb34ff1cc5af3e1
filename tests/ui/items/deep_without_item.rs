use pagination_core::Paginated;

#[derive(Paginated)]
#[cursor(field = result.next)]
#[paginated(items = result.entries)]
struct Meetings {
    result: Inner,
}

struct Inner {
    entries: Vec<u8>,
    next: Option<String>,
}

#[derive(Paginated)]
#[cursor(field = next)]
#[paginated(items = edges, each = node)]
struct Graph {
    edges: Vec<Edge>,
    next: Option<String>,
}

struct Edge {
    node: u8,
}

fn main() {}
