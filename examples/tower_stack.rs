//! A walk over a stack of tower layers around hyper's client: `cargo run --example tower_stack`
//!
//! At most fifty requests per second, four at a time, each within ten seconds. The layers see one request per page.

use std::time::Duration;

use demo_apis::{ATTIO_TOKEN, Server, data::Meeting};
use http::Request;
use http::header::AUTHORIZATION;
use hyper_util::client::legacy::Client;
use hyper_util::rt::TokioExecutor;
use pagination_core::Paginated;
use pagination_core::tower::PaginateService;
use serde::Deserialize;
use tower::ServiceBuilder;

#[derive(Deserialize, Paginated)]
#[cursor(field = pagination.next_cursor)]
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

    let service = ServiceBuilder::new()
        // A rate limit cannot be cloned. The buffer shares it among all walks.
        .buffer(16)
        .rate_limit(50, Duration::from_secs(1))
        .concurrency_limit(4)
        .timeout(Duration::from_secs(10))
        .service(Client::builder(TokioExecutor::new()).build_http());

    let request =
        Request::get(server.url_of("/v2/meetings")).header(AUTHORIZATION, format!("Bearer {ATTIO_TOKEN}")).body("")?;
    let mut meetings = service.paginate::<Meetings>(request).page_size(25).items();
    while let Some(meeting) = meetings.try_next().await? {
        println!("{}  {}", meeting.starts_at, meeting.title);
    }
    Ok(())
}
