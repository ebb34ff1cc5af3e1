use pagination_core::{Blocking, Paginated, Pager, over_http::Http, reqwest::Client};
use serde::Deserialize;

#[derive(Deserialize, Paginated)]
#[cursor(field = next)]
struct Meetings {
    data: Vec<u8>,
    next: Option<String>,
}

fn blocking_over_an_async_client(transport: Http<Client>) {
    let _ = Pager::<Meetings, Http<Client>, _, Blocking>::new(transport);
}

fn main() {}
