use std::io::Error;

use pagination_core::{Paginated, pages, pages_blocking};

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

fn main() {
    let _ = pages(list).since("token").items();
    let _ = pages(list).items().sync_token();
    let _ = pages_blocking(list_blocking).pages().sync_token();
    let _ = pages_blocking(list_blocking).items().sync_token();
}
