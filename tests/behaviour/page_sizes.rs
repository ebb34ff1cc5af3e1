//! The page size: the caller's, the template's, the declared one, and its maximum.

use pagination_core::Error;
use pagination_core::Paginate as _;
use pagination_core::Paginated;
use serde::Deserialize;
use serde_json::Value;

use crate::harness::{
    ByCursor, ByLink, ByOffset, bare, blocking, client, drain, drain_blocking, list, over_http_at, page, serve, slice,
    targets,
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
    assert_eq!(server.requests(), 0);
    drain(&mut request().page_size(200).items()).await.sound();
    assert_eq!(server.log()[0].target(), "/list?limit=200&offset=0");
}

/// Sizes of every type of integer, and the first request of each.
#[test]
fn a_page_size_is_any_type_of_integer() {
    let server = serve(|_, _| bare(0..1));
    macro_rules! sent {
        ($($size:expr),*) => {[$({
            let pager = blocking().get(server.url_of("/list")).paginate::<Bounded>().page_size($size);
            drain_blocking(&mut pager.items()).sound();
            server.log().last().unwrap().pair("limit").map(str::to_owned)
        }),*]};
    }
    let sizes = sent!(4, 4_u8, 4_u16, 4_u32, 4_u64, 4_u128, 4_usize, 4_i8, 4_i16, 4_i32, 4_i64, 4_i128, 4_isize);
    assert!(sizes.iter().all(|sent| sent.as_deref() == Some("4")), "{sizes:?}");
}

#[test]
fn a_page_size_that_no_page_can_have_is_an_error_before_any_request() {
    let server = serve(|_, _| bare(0..1));
    macro_rules! refused {
        ($size:expr, $asked:expr) => {
            let pager = blocking().get(server.url_of("/list")).paginate::<Bounded>().page_size($size);
            let walked = drain_blocking(&mut pager.items());
            let error = walked.error();
            assert!(matches!(error, Error::PageSize(size) if (size.asked, size.max) == ($asked, 200)), "{error:?}");
            assert!(!error.is_transient());
            // Where no maximum is declared, too.
            let pager = blocking().get(server.url_of("/list")).paginate::<ByCursor>().page_size($size);
            let walked = drain_blocking(&mut pager.items());
            assert!(matches!(walked.error(), Error::PageSize(size) if size.asked == $asked), "{walked:?}");
        };
    }
    refused!(0, 0);
    refused!(-1, 0);
    refused!(i8::MIN, 0);
    refused!(i128::MIN, 0);
    refused!(u64::MAX, u64::MAX);
    refused!(u128::MAX, u64::MAX);
    assert_eq!(server.requests(), 0);
}

#[test]
fn a_page_size_that_is_declared_nowhere_is_an_error() {
    let server = serve(|_, _| page(0..1, Value::Null));
    let walked = drain_blocking(&mut blocking().get(server.url_of("/list")).paginate::<ByLink>().page_size(5).items());
    assert!(matches!(walked.error(), Error::Request(_)), "{walked:?}");
    assert_eq!(server.requests(), 0);
}
