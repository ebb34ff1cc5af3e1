use pagination_core::{BoxError, Paginated};

#[derive(Paginated)]
#[cursor(field = next)]
struct Meetings {
    data: Vec<u8>,
    next: Option<String>,
}

fn list(_: Option<String>) -> Result<Meetings, BoxError> {
    todo!()
}

fn walk() -> Result<(), BoxError> {
    for item in pagination_core::pages_blocking(list).items() {
        let _: u8 = item?;
    }
    Ok(())
}

fn main() {
    let _ = walk();
}
