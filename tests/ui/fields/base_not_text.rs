use pagination_core::Paginated;

#[derive(Paginated)]
#[next_link(field = next, base = base)]
struct Pages {
    data: Vec<u8>,
    next: Option<String>,
    base: u64,
}

fn main() {}
