use pagination_core::Paginated;

#[derive(Paginated)]
#[page(stop(empty_page))]
#[paginated(empty(404, last))]
struct AnotherWord {
    data: Vec<u8>,
}

#[derive(Paginated)]
#[page(stop(empty_page))]
#[paginated(empty(first))]
struct NoStatus {
    data: Vec<u8>,
}

fn main() {}
