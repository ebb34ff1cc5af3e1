use pagination_core::Paginated;

#[derive(Paginated)]
struct Notes {
    data: Vec<u8>,
}

#[derive(Paginated)]
struct Meetings {
    data: Vec<u8>,
    next_cursor: Option<String>,
}

#[derive(Paginated)]
struct Contacts {
    data: Vec<u8>,
    next_url: Option<String>,
}

fn main() {}
