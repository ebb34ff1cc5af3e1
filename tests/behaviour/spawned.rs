//! With `spawned()`, requests go on while nobody polls the walk.

use std::thread;
use std::time::{Duration, Instant};

use demo_apis::data::Application;
use demo_apis::{Server, ZYLO_TOKEN};
use pagination_core::{Paginate as _, Paginated};
use serde::Deserialize;

#[derive(Deserialize, Paginated)]
#[offset(param = "skip", parallel, stop(short_page))]
#[paginated(page_size(param = "limit", default = 50, max = 1000))]
#[serde(transparent)]
struct Applications(Vec<Application>);

/// Blocks the thread until the server has received so many requests. Returns whether it has.
fn occupy_until(server: &Server, requests: u64) -> bool {
    let patience = Instant::now() + Duration::from_secs(20);
    while server.requests() < requests && Instant::now() < patience {
        thread::sleep(Duration::from_millis(2));
    }
    server.requests() >= requests
}

fn walk(server: &Server) -> pagination_core::reqwest::Pager<Applications> {
    let request = reqwest::Client::new().get(server.url_of("/v2/applications")).bearer_auth(ZYLO_TOKEN);
    request.paginate().page_size(10).spawned()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn requests_side_by_side_are_sent_while_the_consumer_occupies_its_thread() {
    let server = Server::builder().zylo(95).start().unwrap();
    let mut pages = walk(&server).concurrent(4).pages();
    let first = pages.try_next().await.unwrap().unwrap();
    // Three are ahead, and the first page made room for a fourth. None of them has a connection yet.
    assert!(occupy_until(&server, 5), "{} requests", server.requests());
    let mut ids: Vec<_> = first.into_iter().map(|application| application.id).collect();
    while let Some(page) = pages.try_next().await.unwrap() {
        ids.extend(page.into_iter().map(|application| application.id));
    }
    assert_eq!(ids, server.zylo().ids());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_walk_is_the_same_page_by_page() {
    let server = Server::builder().zylo(95).start().unwrap();
    let mut items = walk(&server).prefetch().items();
    let mut ids = Vec::new();
    while let Some(application) = items.try_next().await.unwrap() {
        ids.push(application.id);
    }
    assert_eq!(ids, server.zylo().ids());
    assert_eq!(server.requests(), 10);
}
