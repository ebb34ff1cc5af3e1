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

fn list_blocking(_: Option<String>) -> Result<Meetings, Error> {
    todo!()
}

async fn walk() -> Result<(), pagination_core::Error<Error>> {
    let mut meetings = pagination_core::pages(list).max_items(5);
    while let Some(item) = meetings.try_next().await? {
        let _: u8 = item;
    }
    Ok(())
}

fn main() {
    for item in pagination_core::pages_blocking(list_blocking) {
        let _: u8 = item.unwrap();
    }
}
