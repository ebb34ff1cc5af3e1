//! A list is split where positions can be computed, or where it goes on beyond a value of its items.

use std::io::Error;

use pagination_core::{Offset, Paginated, pages_blocking};

#[derive(Paginated)]
#[cursor(field = next)]
#[offset(stop(short_page))]
struct Meetings {
    data: Vec<u8>,
    next: Option<String>,
}

fn list(_: Option<String>) -> Result<Meetings, Error> {
    todo!()
}

fn main() {
    let parts = pages_blocking(list).split(8).unwrap();
    let _ = pages_blocking(list).part(parts[0].clone()).items();
    let _ = pages_blocking(list).by::<Offset>().split(8);
}
