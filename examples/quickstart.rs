//! The README's example, run against the embedded demo server: `cargo run --example quickstart`

use std::time::Duration;

use demo_apis::{ATTIO_TOKEN, Server, data::Meeting};
use pagination_core::reqwest::same_origin_redirects;
use pagination_core::{Paginate, Paginated};
use serde::Deserialize;

#[derive(Deserialize, Paginated)]
#[cursor(field = "pagination.next_cursor")]
#[paginated(page_size(param = "limit"))]
struct Meetings {
    data: Vec<Meeting>,
    pagination: Pagination,
}

#[derive(Deserialize)]
struct Pagination {
    next_cursor: Option<String>,
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let server = Server::builder().attio_meetings(122).start()?;
    let http = reqwest::Client::builder()
        .timeout(Duration::from_secs(30)) // without it, a server that never responds stops the walk for ever
        .redirect(same_origin_redirects()) // no header is sent to another host
        .build()?;
    let request = http.get(server.url_of("/v2/meetings")).bearer_auth(ATTIO_TOKEN);

    let mut meetings = request.paginate::<Meetings>().page_size(50).items();
    while let Some(meeting) = meetings.try_next().await? {
        println!("{}  {}", meeting.starts_at, meeting.title);
    }
    Ok(())
}
