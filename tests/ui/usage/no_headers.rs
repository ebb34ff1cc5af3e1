use std::io::Error;

use pagination_core::{Cursor, Paginated, pages, pages_blocking};

#[derive(Paginated)]
#[cursor(header = "x-cursor", stop(absent))]
struct Applications(Vec<u8>);

#[derive(Paginated)]
#[offset(stop(short_page))]
#[cursor(header = "x-cursor", stop(absent))]
struct Both(Vec<u8>);

async fn list(_: Option<String>) -> Result<Applications, Error> {
    todo!()
}

fn list_blocking(_: Option<String>) -> Result<Applications, Error> {
    todo!()
}

async fn both(_: Option<u64>) -> Result<Both, Error> {
    todo!()
}

async fn walk() -> Result<(), pagination_core::Error<Error>> {
    let mut applications = pages(async |at: Option<String>| list(at).await).items();
    while let Some(application) = applications.try_next().await? {
        let _: u8 = application;
    }
    Ok(())
}

async fn by_hand() -> Result<(), pagination_core::Error<Error>> {
    let mut applications = pages(list).pages();
    while let Some(page) = applications.try_next().await? {
        let _ = page.0.len();
    }
    Ok(())
}

fn main() {
    for application in pages_blocking(|at: Option<String>| list_blocking(at)).items() {
        let _ = application;
    }
    let _ = pages(both).by::<Cursor>().pages();
}
