use pagination_core::{Paginated, pages_blocking};

#[derive(Paginated)]
#[offset(parallel, stop(short_page))]
#[paginated(page_size(param = "limit"))]
struct Notes {
    data: Vec<u8>,
}

fn list(_: u64) -> Result<Notes, Box<dyn std::error::Error>> {
    todo!()
}

fn main() {
    let _ = pages_blocking(list).concurrent(4).items();
}
