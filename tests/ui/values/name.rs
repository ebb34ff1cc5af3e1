use pagination_core::Paginated;

#[derive(Paginated)]
#[cursor(field = next)]
#[paginated(name = "")]
struct Meetings {
    data: Vec<u8>,
    next: Option<String>,
}

#[derive(Paginated)]
#[offset(stop(short_page))]
#[paginated(name = Notes, name = "notes")]
struct Notes(Vec<u8>);

#[derive(Paginated)]
#[page(stop(short_page), name = "posts")]
#[paginated(name = "posts", name = "articles")]
struct Posts(#[paginated(name = "posts")] Vec<u8>);

fn main() {}
