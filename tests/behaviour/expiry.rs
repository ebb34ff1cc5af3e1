//! Positions that have expired: `expired(…)`.

use demo_apis::{LoggedRequest, MockResponse};
use pagination_core::Paginate as _;
use pagination_core::Paginated;
use pagination_core::reqwest::Error;
use serde::Deserialize;
use serde_json::Value;

use crate::harness::{client, drain, list, over_http, page, serve};

#[derive(Debug, Deserialize, Paginated)]
#[cursor(field = next, expired(400, 410))]
struct Expiring {
    data: Vec<u64>,
    next: Option<String>,
}

#[test]
fn an_expired_position_is_its_own_error() {
    for status in [400, 410] {
        let walked = over_http::<Expiring>(move |number, _| match number {
            0 => page(0..1, "b"),
            _ => MockResponse::text("cursor expired").status(status),
        });
        assert!(matches!(walked.error(), Error::Expired(_)), "{walked:?}");
        assert_eq!(walked.error().status().unwrap().as_u16(), status);
        assert!(!walked.error().is_transient());
        assert_eq!(walked.requests.len(), 2);
    }
}

#[test]
fn the_status_of_an_expired_position_is_a_plain_error_where_no_position_was_sent() {
    let walked = over_http::<Expiring>(|_, _| MockResponse::empty(400));
    assert!(matches!(walked.error(), Error::Status(_)), "{walked:?}");
}

#[tokio::test]
async fn an_expired_position_in_a_checkpoint_is_the_same_error() {
    let server = serve(|number, _| if number == 0 { page(0..1, "b") } else { MockResponse::empty(410) });
    let mut pages = client().get(server.url_of("/list")).paginate::<Expiring>().pages();
    pages.try_next().await.unwrap();
    let mut items = client().get(server.url_of("/list")).paginate::<Expiring>().resume(pages.checkpoint()).items();
    let walked = drain(&mut items).await;
    assert!(matches!(walked.error(), Error::Expired(_)), "{walked:?}");
    assert_eq!(server.requests(), 2);
}

#[derive(Debug, Deserialize, Paginated)]
#[cursor(field = next)]
#[sync_token(field = token, expired(410))]
struct ExpiringToken {
    data: Vec<u64>,
    next: Option<String>,
    token: Option<String>,
}

#[tokio::test]
async fn a_sync_token_can_expire_with_a_status_of_its_own() {
    let server = serve(|_, _| MockResponse::empty(410));
    let pager = || client().get(server.url_of("/list")).paginate::<ExpiringToken>();
    let walked = drain(&mut pager().since("old").items()).await;
    assert!(matches!(walked.error(), Error::Expired(_)), "{walked:?}");
    let walked = drain(&mut pager().items()).await;
    assert!(matches!(walked.error(), Error::Status(_)), "{walked:?}");
}

/// The second page has expired once; the list begins anew after that.
fn expires_once(number: usize, request: &LoggedRequest) -> MockResponse {
    match (number, request.pair("cursor")) {
        (1, _) => MockResponse::empty(410),
        (_, None) => page(0..3, "b"),
        (_, Some("b")) => page(3..6, "c"),
        _ => page(6..9, Value::Null),
    }
}

#[tokio::test]
async fn after_a_restart_the_limit_of_items_counts_anew() {
    // Three items are delivered before the restart.
    for (most, whole) in [(4, 4), (5, 5), (7, 7), (9, 9), (20, 9)] {
        let server = serve(expires_once);
        let pager = client().get(server.url_of("/list")).paginate::<Expiring>().restart_on_expiry();
        let walked = drain(&mut pager.max_items(most).items()).await;
        assert!(matches!(walked.error(), Error::Restarted(_)), "{walked:?}");
        assert_eq!(walked.items, [list(0..3), list(0..whole)].concat(), "at most {most}");
    }
}

#[tokio::test]
async fn after_a_restart_the_limits_of_a_walk_by_page_count_anew() {
    for (most, after) in [(2, 2), (3, 3), (9, 3)] {
        let server = serve(expires_once);
        let pager = client().get(server.url_of("/list")).paginate::<Expiring>().restart_on_expiry();
        let walked = drain(&mut pager.max_pages(most).pages()).await;
        assert!(matches!(walked.error(), Error::Restarted(_)), "{walked:?}");
        assert_eq!(walked.items.len(), 1 + after, "at most {most} pages");
        let server = serve(expires_once);
        let pager = client().get(server.url_of("/list")).paginate::<Expiring>().restart_on_expiry();
        let walked = drain(&mut pager.max_items(most * 3).pages()).await;
        assert!(matches!(walked.error(), Error::Restarted(_)), "{walked:?}");
        assert_eq!(walked.items.len(), 1 + after, "at most {} items", most * 3);
    }
}
