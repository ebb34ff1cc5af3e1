use std::io::Error;

use pagination_core::{Offset, Paginated, pages, pages_blocking};

#[derive(Paginated)]
#[cursor(field = next)]
#[offset(stop(short_page))]
struct Meetings {
    data: Vec<u8>,
    next: Option<String>,
}

async fn list(_: Option<String>) -> Result<Meetings, Error> {
    todo!()
}

fn list_blocking(_: Option<String>) -> Result<Meetings, Error> {
    todo!()
}

fn main() {
    let _ = pages(list).concurrent(8).items();
    let _ = pages_blocking(list_blocking).concurrent(8).items();
    // An offset can be computed, but the API has not been said to allow it.
    let _ = pages(list).by::<Offset>().concurrent(8).items();
}
