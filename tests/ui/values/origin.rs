use pagination_core::Paginated;

#[derive(Paginated)]
#[next_link(rel = "next", origin("files.example", "https://files.example/v2", "https://*.example"))]
struct Contacts(Vec<u8>);

#[derive(Paginated)]
#[cursor(field = next, continue_at = "more?x=1")]
struct Entries {
    data: Vec<u8>,
    next: Option<String>,
}

fn main() {}
