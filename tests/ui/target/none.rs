use pagination_core::Paginated;

#[derive(Paginated)]
#[offset(stop(short_page))]
#[paginated(page_size(send = 100))]
struct Notes {
    data: Vec<u8>,
}

#[derive(Paginated)]
#[offset(body = "", stop(short_page))]
#[paginated(page_size(max = 100))]
struct Records {
    data: Vec<u8>,
}

fn main() {}
