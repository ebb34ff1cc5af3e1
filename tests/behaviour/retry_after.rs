//! `Retry-After`, as seconds and as a date.

use std::time::Duration;

use demo_apis::{Fault, MockResponse, Server, ZOHO_TOKEN};
use pagination_core::Paginate as _;
use pagination_core::Paginated;
use pagination_core::reqwest::Error;
use serde::Deserialize;
use serde_json::Value;

use crate::harness::{ByCursor, blocking, over_http, page};

#[derive(Debug, Deserialize, Paginated)]
#[cursor(field = next_token, param = "next_token")]
#[paginated(page_size(param = "limit"))]
struct Datastores {
    data: Vec<demo_apis::data::Datastore>,
    next_token: Option<String>,
}

#[test]
fn retry_after_is_read_as_seconds_and_as_a_date() {
    let seconds = over_http::<ByCursor>(|number, _| match number {
        0 => MockResponse::empty(429).header("retry-after", "17"),
        _ => page(0..1, Value::Null),
    });
    assert_eq!(seconds.error().retry_after(), Some(Duration::from_secs(17)));

    let server = Server::builder().zoho(5).start().unwrap();
    server.fail_next(Fault::TooManyRequestsUntil(60));
    let request = blocking()
        .get(server.url_of("/api/v3/datastores"))
        .header("authorization", format!("Zoho-oauthtoken {ZOHO_TOKEN}"));
    let error = request.paginate::<Datastores>().items().next().unwrap().unwrap_err();
    let wait = error.retry_after().unwrap();
    assert!((55..=60).contains(&wait.as_secs()), "{wait:?}");

    let past = over_http::<ByCursor>(|number, _| match number {
        0 => MockResponse::empty(503).header("retry-after", "Wed, 21 Oct 2015 07:28:00 GMT"),
        1 => MockResponse::empty(503).header("retry-after", "soon"),
        2 => MockResponse::empty(503),
        _ => page(0..1, Value::Null),
    });
    let waits: Vec<_> = past.errors.iter().map(Error::retry_after).collect();
    assert_eq!(waits, [Some(Duration::ZERO), None, None]);
}
