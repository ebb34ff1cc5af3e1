use pagination_core::Paginated;

#[derive(Paginated)]
#[cursor(field = next)]
#[paginated(crate = Self::core)]
struct Meetings {
    data: Vec<u8>,
    next: Option<String>,
}

#[derive(Paginated)]
#[cursor(field = next)]
#[paginated(crate = "::pagination_core")]
struct Notes {
    data: Vec<u8>,
    next: Option<String>,
}

fn main() {}
