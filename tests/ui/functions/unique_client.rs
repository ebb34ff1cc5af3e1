use std::io::Error;

use pagination_core::Paginated;

#[derive(Paginated)]
#[cursor(field = next)]
struct Meetings {
    data: Vec<u8>,
    next: Option<String>,
}

struct Client;

impl Client {
    async fn list(&mut self, _: Option<&str>) -> Result<Meetings, Error> {
        todo!()
    }
}

fn walk(client: &mut Client) {
    let _ = pagination_core::pages(async |at: Option<String>| client.list(at.as_deref()).await).items();
}

fn main() {}
