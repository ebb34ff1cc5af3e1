use pagination_core::Paginated;

#[derive(Paginated)]
#[cursor(field = next)]
struct Changes {
    added: Vec<u8>,
    removed: Option<Vec<u8>>,
    next: Option<String>,
}

fn main() {}
