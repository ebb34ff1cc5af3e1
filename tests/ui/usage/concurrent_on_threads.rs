use std::io::Error;
use std::rc::Rc;

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
    // Not `Clone`, since it holds a unique reference.
    let mut asked = 0;
    let _ = pages_blocking(|at: u64| {
        asked += 1;
        list(at)
    })
    .concurrent(4)
    .items();

    // Not `Send`.
    let client = Rc::new(());
    let _ = pages_blocking(move |at: u64| {
        let _ = &client;
        list(at)
    })
    .concurrent(4)
    .items();
}
