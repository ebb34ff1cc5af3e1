//! The page size: the caller's, the template's, the declared one, and its maximum.

use pagination_core::Error;
use pagination_core::Paginate as _;
use pagination_core::Paginated;
use serde::Deserialize;
use serde_json::Value;

use crate::harness::{
    ByLink, ByOffset, bare, blocking, client, drain, drain_blocking, list, over_http_at, page, serve, slice, targets,
};

#[tokio::test]
async fn a_size_of_the_caller_replaces_that_of_the_template() {
    let server = serve(|_, request| bare(slice(request, 3, 5)));
    let mut items = client().get(server.url_of("/list?limit=50&a=1")).paginate::<ByOffset>().page_size(4).items();
    assert_eq!(drain(&mut items).await.sound(), list(0..5));
    assert_eq!(targets(&server.log()), ["/list?limit=4&a=1&offset=0", "/list?limit=4&a=1&offset=4"]);
}

#[derive(Debug, Deserialize, Paginated)]
#[offset(stop(short_page))]
#[paginated(page_size(param = "limit", default = 3, send = 2))]
struct Sent {
    data: Vec<u64>,
}

#[test]
fn send_is_always_sent_and_default_never() {
    let walked = over_http_at::<Sent>("/list", |_, request| bare(slice(request, 3, 3)));
    assert_eq!(walked.sound(), list(0..3));
    let sizes: Vec<_> = walked.requests.iter().map(|request| request.pair("limit")).collect();
    assert_eq!(sizes, [Some("2"), Some("2")]);
    let walked = over_http_at::<Sent>("/list?limit=5", |_, request| bare(slice(request, 3, 3)));
    assert_eq!(walked.targets(), ["/list?limit=5&offset=0"]);
    let walked = over_http_at::<ByOffset>("/list", |_, request| bare(slice(request, 3, 1)));
    assert_eq!(walked.requests[0].pair("limit"), None);
}

#[derive(Debug, Deserialize, Paginated)]
#[offset(stop(short_page))]
#[paginated(page_size(param = "limit", default = 50, max = 200))]
struct Bounded {
    data: Vec<u64>,
}

#[tokio::test]
async fn a_page_size_above_the_maximum_is_an_error_before_any_request() {
    let server = serve(|_, _| bare(0..1));
    let request = || client().get(server.url_of("/list")).paginate::<Bounded>();
    let walked = drain(&mut request().page_size(201).items()).await;
    let Error::PageSize(refused) = walked.error() else { panic!("{walked:?}") };
    assert_eq!((refused.asked, refused.max), (201, 200));
    let walked = drain(&mut request().page_size(0).items()).await;
    assert_eq!(walked.errors.len(), 1);
    assert_eq!(server.requests(), 0);
    drain(&mut request().page_size(200).items()).await.sound();
    assert_eq!(server.log()[0].target(), "/list?limit=200&offset=0");
}

#[test]
fn a_page_size_that_is_declared_nowhere_is_an_error() {
    let server = serve(|_, _| page(0..1, Value::Null));
    let walked = drain_blocking(&mut blocking().get(server.url_of("/list")).paginate::<ByLink>().page_size(5).items());
    assert!(matches!(walked.error(), Error::Request(_)), "{walked:?}");
    assert_eq!(server.requests(), 0);
}
