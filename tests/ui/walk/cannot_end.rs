use pagination_core::Paginated;

#[derive(Paginated)]
#[offset]
struct Notes {
    data: Vec<u8>,
}

#[derive(Paginated)]
#[page(first = 0)]
struct Posts {
    data: Vec<u8>,
}

fn main() {}
