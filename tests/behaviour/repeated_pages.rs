//! Pages that come again on walks by offset or page number.

use demo_apis::MockResponse;
use pagination_core::error::LoopKind;
use pagination_core::{Error, Paginate as _, Paginated};
use serde::Deserialize;
use serde_json::json;

use crate::harness::{blocking, over_http, serve};

#[derive(Debug, Deserialize, Paginated)]
#[page(stop(empty_page))]
struct Pages {
    data: Vec<u64>,
}

#[derive(Debug, Deserialize, Paginated)]
#[page(stop(repeated))]
struct EndsRepeating {
    data: Vec<u64>,
}

fn script(
    pages: &'static [&'static [u64]],
) -> impl Fn(usize, &demo_apis::LoggedRequest) -> MockResponse + Clone + Send {
    move |number, _| MockResponse::json(&json!({ "data": pages.get(number).copied().unwrap_or_default() }))
}

#[test]
fn a_server_that_wraps_to_its_first_page_is_a_loop_and_doubles_nothing() {
    let walked = over_http::<Pages>(script(&[&[1, 2], &[3, 4], &[1, 2], &[3, 4]]));
    assert_eq!((walked.items.as_slice(), walked.requests.len()), (&[1, 2, 3, 4][..], 3));
    let Error::Loop(looped) = walked.error() else { panic!("{walked:?}") };
    assert_eq!(looped.kind, LoopKind::Body);
    let message = looped.to_string();
    assert!(message.contains("`allow_repeated`") && message.contains("`stop(repeated)`"), "{message}");
}

#[test]
fn a_server_that_ignores_the_parameter_is_a_loop_although_it_sends_its_total() {
    #[derive(Debug, Deserialize, Paginated)]
    #[offset]
    #[paginated(total = total)]
    struct Totalled {
        data: Vec<u64>,
        total: u64,
    }
    let walked = over_http::<Totalled>(|_, _| MockResponse::json(&json!({ "data": [1, 2], "total": 4 })));
    assert_eq!((walked.items.as_slice(), walked.requests.len()), (&[1, 2][..], 2));
    assert!(matches!(walked.error(), Error::Loop(_)));
}

#[test]
fn stop_repeated_makes_the_last_page_that_comes_again_the_end() {
    let walked = over_http::<EndsRepeating>(script(&[&[1, 2], &[3], &[3]]));
    assert_eq!((walked.sound(), walked.requests.len()), (&[1, 2, 3][..], 3));
    let wrapping = over_http::<EndsRepeating>(script(&[&[1, 2], &[3], &[1, 2]]));
    assert_eq!((wrapping.sound(), wrapping.requests.len()), (&[1, 2, 3][..], 3));
}

#[test]
fn a_walk_that_ended_at_a_repeated_page_is_over() {
    let server = serve(script(&[&[1], &[1]]));
    let mut pages = blocking().get(server.url_of("/list")).paginate::<EndsRepeating>().pages();
    assert_eq!(pages.by_ref().map(|page| page.unwrap().data.clone()).collect::<Vec<_>>(), [[1]]);
    assert!(pages.checkpoint().is_over());
}

#[test]
fn allow_repeated_says_that_equal_pages_are_data() {
    #[derive(Debug, Deserialize, Paginated)]
    #[page(stop(empty_page), allow_repeated)]
    struct Zeros {
        data: Vec<u64>,
    }
    let walked = over_http::<Zeros>(script(&[&[0, 0], &[0, 0], &[1], &[0, 0], &[]]));
    assert_eq!((walked.sound(), walked.requests.len()), (&[0, 0, 0, 0, 1, 0, 0][..], 5));
}

#[test]
fn two_equal_pages_in_a_row_are_a_loop_unless_they_are_declared_data() {
    let walked = over_http::<Pages>(script(&[&[0, 0], &[0, 0], &[1]]));
    assert_eq!(walked.items, [0, 0]);
    assert!(walked.error().to_string().contains("`allow_repeated`"));
}
