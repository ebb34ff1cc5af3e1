//! Codecs: decoders other than `serde_json`.

use std::error::Error as _;

use demo_apis::MockResponse;
use pagination_core::Error;
use pagination_core::Paginate as _;
use pagination_core::tower::PaginateService;
use pagination_core::{BoxError, Codec, Cursor, Paginated};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::json;

use crate::harness::api_of_numbers::{Numbers, all, get, hyper, serve, server};

enum Sonic {}

impl Codec for Sonic {
    fn decode<P: DeserializeOwned>(body: &[u8]) -> Result<P, BoxError> {
        Ok(sonic_rs::from_slice(body)?)
    }
}

/// One JSON value a line.
enum Lines {}

impl Codec for Lines {
    fn decode<P: DeserializeOwned>(body: &[u8]) -> Result<P, BoxError> {
        let lines = std::str::from_utf8(body)?.lines().filter(|line| !line.is_empty());
        let lines: Vec<serde_json::Value> = lines.map(serde_json::from_str).collect::<Result<_, _>>()?;
        Ok(serde_json::from_value(lines.into())?)
    }
}

#[derive(Debug, Deserialize, Paginated)]
#[cursor(header = "x-cursor", stop(absent))]
#[serde(transparent)]
struct Rows(Vec<u64>);

#[tokio::test]
async fn a_walk_is_the_same_by_another_decoder() {
    let server = server(3);
    let http = reqwest::Client::new();
    let request = http.get(server.url_of("/numbers"));
    assert_eq!(all(request.paginate::<Numbers>().codec::<Sonic>().items()).await, [0, 1, 2, 3, 4, 5]);
    let pager = hyper().paginate::<Numbers>(get(server.url_of("/numbers")));
    assert_eq!(all(pager.codec::<Sonic>().by::<Cursor>().items()).await, [0, 1, 2, 3, 4, 5]);
    assert_eq!(server.requests(), 6);
}

#[test]
fn a_body_that_is_not_json_is_read_over_the_blocking_client_and_its_threads() {
    let server = serve(|request| match request.pair("cursor") {
        None => MockResponse::text("1\n2\n").header("x-cursor", "b"),
        Some(_) => MockResponse::text("3\n"),
    });
    let request = reqwest::blocking::Client::new().get(server.url_of("/rows"));
    let rows: Result<Vec<_>, _> = request.paginate::<Rows>().codec::<Lines>().prefetch().items().collect();
    assert_eq!(rows.unwrap(), [1, 2, 3]);
    assert_eq!(server.requests(), 2);
}

#[tokio::test]
async fn the_error_has_the_body_and_not_the_message_of_the_decoder_which_quotes_it() {
    let server = serve(|_| MockResponse::json(&json!({ "data": ["s3cret"], "next": null })));
    let mut items =
        reqwest::Client::new().get(server.url_of("/numbers")).paginate::<Numbers>().codec::<Sonic>().items();
    let error = items.try_next().await.unwrap_err();
    assert!(error.source().is_none());
    let Error::Decode(decode) = error else { panic!("{error:?}") };
    let said = sonic_rs::from_slice::<Numbers>(&decode.body).unwrap_err().to_string();
    assert!(said.contains("s3cret"), "{said}");
    assert!(!format!("{decode} {decode:?}").contains("s3cret"), "{decode}");
    assert_eq!(
        decode.found,
        "the codec refuses a body of 31 bytes; decode the `body` of this error with it to see why"
    );
    assert_eq!((decode.response, decode.status.as_u16()), ("Numbers", 200));
    assert!(items.try_next().await.unwrap().is_none());
    assert_eq!(server.requests(), 1);
}

#[tokio::test]
async fn no_content_and_failures_do_not_reach_the_decoder() {
    enum Never {}
    impl Codec for Never {
        fn decode<P: DeserializeOwned>(_: &[u8]) -> Result<P, BoxError> {
            panic!("it was called")
        }
    }
    for (status, error) in [(204, false), (401, true)] {
        let server = serve(move |_| MockResponse::empty(status));
        let mut items =
            reqwest::Client::new().get(server.url_of("/numbers")).paginate::<Numbers>().codec::<Never>().items();
        assert_eq!(items.try_next().await.is_err(), error);
    }
}
