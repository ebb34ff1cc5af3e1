use std::io::Error;

use pagination_core::{NextLink, Offset, Paginate, Paginated, pages};

#[derive(serde::Deserialize, Paginated)]
#[cursor(field = next)]
struct Meetings {
    data: Vec<u8>,
    next: Option<String>,
}

async fn list(_: Option<String>) -> Result<Meetings, Error> {
    todo!()
}

// What follows the mistake is not reported as well.
async fn walk() -> Result<(), pagination_core::Error<Error>> {
    let mut meetings = pages(list).by::<Offset>().max_items(5).items();
    while let Some(meeting) = meetings.try_next().await? {
        let _: u8 = meeting;
    }
    Ok(())
}

fn over_http(request: reqwest::blocking::RequestBuilder) {
    for meeting in request.paginate::<Meetings>().page_size(5).by::<NextLink>().items() {
        let _ = meeting;
    }
}

fn main() {}
