use pagination_core::Paginated;

#[derive(Paginated)]
#[next_link(rel = "next page", prev(rel = "<prev>"))]
struct Contacts(Vec<u8>);

#[derive(Paginated)]
#[next_link(rel = next)]
struct Users(Vec<u8>);

fn main() {}
