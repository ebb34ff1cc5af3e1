//! The cap of `max_window`: nothing is requested past it, and a list that may go on is an error after the items.

use demo_apis::MockResponse;
use pagination_core::Error;
use pagination_core::Paginate as _;
use pagination_core::Paginated;
use pagination_core::testing::{Recorded, Replay};
use serde::{Deserialize, Serialize};

use crate::harness::{Sound, bare, client, drain, list, number_in, numbers, serve, slice};

#[test]
fn nothing_is_requested_past_the_cap_and_the_cap_is_an_error_after_the_items() {
    #[derive(Debug, Serialize, Deserialize, Paginated)]
    #[offset(max_window = 6, stop(short_page))]
    #[paginated(page_size(default = 3))]
    struct Windowed {
        data: Vec<u64>,
    }
    let api = |_, at: u64| -> Sound<Windowed> { Ok(Windowed { data: numbers(at, 3, 20) }) };
    let walked = everywhere!(u64, api);
    let error = walked.failed(&[0, 1, 2, 3, 4, 5], &[0, 3]);
    assert!(matches!(error, Error::CapReached(cap) if cap.max_window == 6), "{error}");
    assert!(!error.is_transient());
    // A list that ends below the cap is not affected.
    let api = |_, at: u64| -> Sound<Windowed> { Ok(Windowed { data: numbers(at, 3, 5) }) };
    everywhere!(u64, api).gave(&[0, 1, 2, 3, 4], &[0, 3]);
}

#[test]
fn the_cap_of_a_page_number_counts_items() {
    #[derive(Debug, Serialize, Deserialize, Paginated)]
    #[page(max_window = 7, stop(short_page))]
    #[paginated(page_size(default = 3))]
    struct Windowed {
        data: Vec<u64>,
    }
    let api = |_, at: u64| -> Sound<Windowed> { Ok(Windowed { data: numbers((at - 1) * 3, 3, 20) }) };
    let walked = everywhere!(u64, api);
    assert!(matches!(walked.failed(&[0, 1, 2, 3, 4, 5], &[1, 2]), Error::CapReached(_)));
}

#[test]
fn the_cap_holds_for_a_cursor_too() {
    #[derive(Debug, Serialize, Deserialize, Paginated)]
    #[cursor(field = next, max_window = 6)]
    struct Windowed {
        data: Vec<u64>,
        next: Option<u64>,
    }
    let api = |count| {
        move |_, at: Option<u64>| -> Sound<Windowed> {
            let data = numbers(at.unwrap_or(0), 3, count);
            let next = data.last().map(|last| *last + 1).filter(|next| *next < count);
            Ok(Windowed { data, next })
        }
    };
    let walked = everywhere!(Option<u64>, api(20));
    let error = walked.failed(&[0, 1, 2, 3, 4, 5], &[None, Some(3)]);
    assert!(matches!(error, Error::CapReached(cap) if cap.strategy == "cursor"), "{error}");
    // The position is absent: the list ends at the cap.
    everywhere!(Option<u64>, api(6)).gave(&[0, 1, 2, 3, 4, 5], &[None, Some(3)]);
}

#[derive(Debug, Deserialize, Paginated)]
#[offset(parallel, max_window = 9, stop(short_page))]
#[paginated(page_size(param = "limit", default = 3))]
struct Capped {
    data: Vec<u64>,
}

#[tokio::test]
async fn the_last_page_before_the_cap_is_requested_as_far_as_the_cap_reaches() {
    let server = serve(|_, request| {
        let (offset, limit) = (number_in(request, "offset", 0), number_in(request, "limit", 3));
        if offset + limit > 9 { MockResponse::empty(422) } else { bare(offset..offset + limit) }
    });
    let mut items = client().get(server.url_of("/list")).paginate::<Capped>().page_size(4).items();
    let walked = drain(&mut items).await;
    assert_eq!(walked.items, list(0..9));
    assert!(matches!(walked.error(), Error::CapReached(_)), "{walked:?}");
    assert_eq!(server.log()[2].pair("limit"), Some("1"));
}

#[tokio::test]
async fn a_short_page_below_the_cap_is_the_end() {
    // A short page before the cap is the end, and no error.
    let server = serve(|_, request| bare(slice(request, 3, 8)));
    let mut items = client().get(server.url_of("/list")).paginate::<Capped>().concurrent(4).items();
    assert_eq!(drain(&mut items).await.sound(), list(0..8));
}

#[test]
fn a_number_that_a_cursor_is_counts_no_items() {
    #[derive(Debug, Deserialize, Paginated)]
    #[cursor(field = next, body = "/after", max_window = 100)]
    struct Windowed {
        data: Vec<u64>,
        next: Option<u64>,
    }
    let replay =
        Replay::new([Recorded::json(r#"{"data":[1,2],"next":5002}"#), Recorded::json(r#"{"data":[3],"next":null}"#)]);
    let items = replay.post("https://api.example/list", r#"{"after":5000}"#).paginate::<Windowed>().items();
    assert_eq!(items.map(Result::unwrap).collect::<Vec<_>>(), [1, 2, 3]);
    assert_eq!(replay.requests().len(), 2);
}
