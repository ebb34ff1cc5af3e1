use pagination_core::Paginated;

#[derive(Paginated)]
#[cursor(field = next, parallel)]
struct Meetings {
    data: Vec<u8>,
    next: Option<String>,
}

#[derive(Paginated)]
#[next_link(rel = "next", parallel)]
struct Contacts(Vec<u8>);

fn main() {}
