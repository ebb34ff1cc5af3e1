use std::io::Error;

use pagination_core::{NextLink, Offset, Paginate, Paginated, pages};
use serde::Deserialize;

#[derive(Deserialize, Paginated)]
#[cursor(field = next)]
struct Meetings {
    data: Vec<u8>,
    next: Option<String>,
}

async fn list(_: Option<String>) -> Result<Meetings, Error> {
    todo!()
}

async fn over_a_function() -> Result<(), pagination_core::Error<Error>> {
    let mut items = pages(list).max_items(5).by::<Offset>().items();
    while let Some(item) = items.try_next().await? {
        let _: u8 = item;
    }
    Ok(())
}

fn over_http(request: reqwest::blocking::RequestBuilder) {
    for page in request.paginate::<Meetings>().page_size(5).by::<NextLink>().max_pages(2).pages() {
        let _ = page.unwrap().data.len();
    }
}

fn main() {}
