use std::io::Error;

use pagination_core::{Paginated, pages, pages_blocking};

#[derive(Paginated)]
#[cursor(field = next)]
struct Meetings {
    data: Vec<u8>,
    next: Option<String>,
}

struct Position;

async fn list(_: Position) -> Result<Meetings, Error> {
    todo!()
}

fn list_blocking(_: Option<Position>) -> Result<Meetings, Error> {
    todo!()
}

async fn walk() -> Result<(), pagination_core::Error<Error>> {
    let mut items = pages(list).items();
    while let Some(item) = items.try_next().await? {
        let _: u8 = item;
    }
    Ok(())
}

fn main() {
    for item in pages_blocking(list_blocking).items() {
        let _: u8 = item.unwrap();
    }
}
