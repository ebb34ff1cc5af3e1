use std::io::Error;

use pagination_core::{Checkpoint, Paginated, pages, pages_blocking};

#[derive(Paginated)]
#[cursor(field = next)]
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

fn back(from: Checkpoint) {
    let _ = pages(list).resume(from.clone()).rev().items();
    for meeting in pages_blocking(list_blocking).resume(from).rev().items() {
        let _ = meeting;
    }
}

fn main() {}
