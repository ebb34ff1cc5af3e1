use std::io::Error;

use pagination_core::{Paginated, pages, pages_blocking};

#[derive(Paginated)]
#[cursor(field = next)]
struct Meetings {
    data: Vec<u8>,
    next: Option<String>,
}

struct Position;

async fn own(_: Position) -> Result<Meetings, Error> {
    todo!()
}

fn list(_: Option<String>) -> Meetings {
    todo!()
}

fn main() {
    let _ = pages(own).items();
    let _ = pages_blocking(|at: Option<String>| list(at)).items();
}
