use std::io::Error;

use pagination_core::{Paginate, pages, pages_blocking};

struct Meetings {
    data: Vec<u8>,
    next: Option<String>,
}

async fn list(_: Option<String>) -> Result<Meetings, Error> {
    todo!()
}

fn list_blocking(_: Option<String>) -> Result<Vec<u8>, Error> {
    todo!()
}

fn main() {
    let _ = pages(list);
    let _ = pages_blocking(list_blocking);
}

fn over_http(request: reqwest::RequestBuilder) {
    let _ = request.paginate::<Meetings>();
}
