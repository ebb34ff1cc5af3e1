//! Positions that are used up by reading: they may stay the same, errors are final, and nothing is resumed.

use demo_apis::MockResponse;
use pagination_core::Error;
use pagination_core::Paginate as _;
use pagination_core::{Paginated, pages_blocking};
use serde::{Deserialize, Serialize};

use crate::harness::{Sound, client, drain, serve, some, stored};

/// A session whose position never changes.
#[derive(Debug, Clone, Serialize, Deserialize, Paginated)]
#[cursor(field = scroll, session, stop(empty_page))]
struct Scroll {
    data: Vec<u64>,
    scroll: String,
}

fn scroll(number: usize) -> Scroll {
    Scroll { data: vec![1; 3_usize.saturating_sub(number)], scroll: "always the same".into() }
}

#[test]
fn the_position_of_a_session_may_stay_the_same() {
    let walked = everywhere!(Option<String>, |number: usize, _| -> Sound<Scroll> { Ok(scroll(number)) });
    walked.gave(&[1; 6], &some(&["always the same"; 3]));
}

#[test]
fn every_error_ends_a_session_because_a_lost_page_cannot_be_requested_again() {
    let walked =
        everywhere!(Option<String>, |number: usize, _| if number == 1 { Err("lost") } else { Ok(scroll(number)) });
    assert!(matches!(walked.failed(&[1; 3], &some(&["always the same"])), Error::Transport("lost")));
}

#[test]
fn a_session_is_resumed_only_at_its_beginning() {
    let api = |_: Option<String>| -> Sound<Scroll> { Ok(scroll(0)) };
    let start = pages_blocking(api).items().checkpoint();
    let walked = over_functions!(Option<String>, |number: usize, _| -> Sound<Scroll> { Ok(scroll(number)) }, pager => pager.resume(start.clone()));
    assert_eq!(walked.items.len(), 6);

    let mut begun = pages_blocking(api).pages();
    begun.try_next().unwrap().unwrap();
    let checkpoint = stored(&begun.checkpoint());
    let walked = over_functions!(Option<String>, |number: usize, _| -> Sound<Scroll> { Ok(scroll(number)) }, pager => pager.resume(checkpoint.clone()));
    let error = walked.failed::<u64, Option<String>>(&[], &[]);
    assert!(matches!(error, Error::Request(_)) && error.to_string().contains("session"), "{error}");
}

#[tokio::test]
async fn a_session_over_http_is_not_resumed_either() {
    let server = serve(|number, _| MockResponse::json(&serde_json::to_value(scroll(number)).unwrap()));
    let mut pages = client().get(server.url_of("/list")).paginate::<Scroll>().pages();
    pages.try_next().await.unwrap();
    let checkpoint = pages.checkpoint();
    let mut items = client().get(server.url_of("/list")).paginate::<Scroll>().resume(checkpoint).items();
    let walked = drain(&mut items).await;
    assert!(matches!(walked.error(), Error::Request(_)), "{walked:?}");
    assert_eq!(server.requests(), 1);
}
