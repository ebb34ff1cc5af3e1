use pagination_core::Paginated;

#[derive(Paginated)]
#[cursor(field = next, expired(41, 9999, "gone"))]
#[paginated(empty())]
struct Meetings {
    data: Vec<u8>,
    next: Option<String>,
}

fn main() {}
