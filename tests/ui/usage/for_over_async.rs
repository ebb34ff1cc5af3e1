use std::io::Error;

use pagination_core::Paginated;

#[derive(Paginated)]
#[cursor(field = next)]
struct Meetings {
    data: Vec<u8>,
    next: Option<String>,
}

async fn list(_: Option<String>) -> Result<Meetings, Error> {
    todo!()
}

async fn walk() {
    for item in pagination_core::pages(list).items() {
        let _: u8 = item.unwrap();
    }
    for page in pagination_core::pages(list).pages() {
        let _: Vec<u8> = page.unwrap().into_inner().data;
    }
}

fn main() {}
