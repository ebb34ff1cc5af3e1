use std::io::Error;

use pagination_core::{Paginated, pages_blocking};

#[derive(Paginated)]
#[offset(parallel, stop(short_page))]
#[paginated(page_size(param = "limit"))]
struct Notes {
    data: Vec<u8>,
}

fn list(_: u64) -> Result<Notes, Error> {
    todo!()
}

fn main() {
    let function: Box<dyn FnMut(u64) -> Result<Notes, Error> + Send> = Box::new(list);
    let _ = pages_blocking(function).concurrent(4).items();
}
