use pagination_core::Paginated;

#[derive(Paginated)]
#[offset(parallel, stop(short_page))]
struct Notes {
    data: Vec<u8>,
}

#[derive(Paginated)]
#[offset(step(page_size), stop(short_page))]
struct Records {
    data: Vec<u8>,
}

fn main() {}
