use pagination_core::Paginated;

struct Meeting;
struct Note;

#[derive(Paginated)]
#[cursor(field = result.next)]
#[paginated(items = result.entries, item = Note)]
struct Meetings {
    result: Inner,
}

struct Inner {
    entries: Vec<Meeting>,
    next: Option<String>,
}

#[derive(Paginated)]
#[cursor(field = next)]
#[paginated(items = edges, each = node, item = Note)]
struct Graph {
    edges: Vec<Edge>,
    next: Option<String>,
}

struct Edge {
    node: Option<Meeting>,
}

fn main() {}
