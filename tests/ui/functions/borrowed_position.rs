use std::io::Error;

use pagination_core::{Paginated, pages, pages_blocking};

#[derive(Paginated)]
#[cursor(field = next)]
struct Meetings {
    data: Vec<u8>,
    next: Option<String>,
}

struct Client;

impl Client {
    async fn list(&self, _: Option<&str>) -> Result<Meetings, Error> {
        todo!()
    }
}

fn list_blocking(_: Option<&str>) -> Result<Meetings, Error> {
    todo!()
}

// No attribute of a trait is shown where a lifetime is wrong: the documentation of `pages` quotes this message.
fn main() {
    let client = Client;
    let _ = pages(async |at| client.list(at).await).items();
    let _ = pages_blocking(list_blocking).items();
}
