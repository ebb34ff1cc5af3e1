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

fn over_a_function() {
    let _ = pages(list).max_items(5).by::<Offset>();
}

fn over_http(request: reqwest::blocking::RequestBuilder) {
    let _ = request.paginate::<Meetings>().page_size(5).by::<NextLink>();
}

fn main() {}
