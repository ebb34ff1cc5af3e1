use pagination_core::Paginated;

#[derive(Paginated)]
#[offset(stop(short_page))]
#[paginated(page_size(param = "limit", default = 100, max = 50))]
struct Notes {
    data: Vec<u8>,
}

#[derive(Paginated)]
#[offset(stop(short_page), max_window = 0)]
#[paginated(page_size(param = "limit", default = 0, max = 0, send = 0))]
struct Zero {
    data: Vec<u8>,
}

#[derive(Paginated)]
#[offset(stop(short_page), max_window = 100)]
#[paginated(page_size(param = "limit", default = 200))]
struct Window {
    data: Vec<u8>,
}

#[derive(Paginated)]
#[page(stop(short_page), first = "1")]
#[paginated(page_size(param = "limit", send = -1, max = 99999999999999999999999))]
struct Numbers {
    data: Vec<u8>,
}

fn main() {}
