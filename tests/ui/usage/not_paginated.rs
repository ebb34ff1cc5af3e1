use std::io::Error;

use pagination_core::{Paginate, pages, pages_blocking};

#[derive(serde::Deserialize)]
struct Meetings {
    data: Vec<u8>,
    next: Option<String>,
}

async fn list(_: Option<String>) -> Result<Meetings, Error> {
    todo!()
}

fn list_blocking(_: Option<String>) -> Result<Box<[u8]>, Error> {
    todo!()
}

fn main() {
    for byte in pages_blocking(list_blocking).items() {
        let _: u8 = byte.unwrap();
    }
}

async fn over_a_function() -> Result<(), pagination_core::Error<Error>> {
    let mut items = pages(list).max_items(5).items();
    while let Some(item) = items.try_next().await? {
        let _: u8 = item;
    }
    Ok(())
}

fn over_http(request: reqwest::RequestBuilder) {
    let _ = request.paginate::<Meetings>();
}
