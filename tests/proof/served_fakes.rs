//! Recorded responses over HTTP, for code that names a real client.

use std::io::{Read as _, Write as _};
use std::net::TcpStream;

use pagination_core::testing::{Recorded, Replay};
use pagination_core::{Error, NextLink, Paginate as _, Paginated};
use serde::Deserialize;

use crate::fakes::{Numbers, page};

/// The code under test: it names its client.
struct Sdk {
    http: reqwest::Client,
    api: String,
}

impl Sdk {
    fn numbers(&self) -> pagination_core::reqwest::Items<Numbers> {
        self.http.get(format!("{}/numbers?team=1", self.api)).bearer_auth("t0ken").paginate::<Numbers>().items()
    }
}

async fn collected(
    mut items: pagination_core::reqwest::Items<Numbers>,
) -> Result<Vec<u64>, pagination_core::reqwest::Error> {
    let mut numbers = Vec::new();
    while let Some(number) = items.try_next().await? {
        numbers.push(number);
    }
    Ok(numbers)
}

#[tokio::test]
async fn code_that_names_a_client_walks_recorded_responses() {
    let replay = Replay::new([page(&[1, 2], Some("b=")), page(&[3], None)]);
    let server = replay.serve().unwrap();
    let sdk = Sdk { http: reqwest::Client::new(), api: server.url() };
    assert_eq!(collected(sdk.numbers()).await.unwrap(), [1, 2, 3]);
    let sent = &replay.requests()[1];
    assert_eq!(sent.url, format!("{}?team=1&cursor=b%3D", server.url_of("/numbers")));
    assert_eq!(sent.header("authorization"), Some("Bearer t0ken"));
    assert!(replay.unused().is_empty());
}

#[tokio::test]
async fn several_walks_at_once_each_get_their_own() {
    let recorded = |team: u64| {
        let first = page(&[team, team + 1], Some("b")).answers("GET", &format!("/numbers?team={team}"));
        let last = page(&[team + 2], None).answers("GET", &format!("/numbers?team={team}&cursor=b"));
        [last, first]
    };
    let replay = Replay::new((0..40).flat_map(recorded));
    let server = replay.serve().unwrap();
    let http = reqwest::Client::new();
    let walks = (0..40_u64).map(|team| {
        let url = server.url_of(&format!("/numbers?team={team}"));
        let items = http.get(url).paginate::<Numbers>().items();
        tokio::spawn(async move { (team, collected(items).await.unwrap()) })
    });
    for walk in walks.collect::<Vec<_>>() {
        let (team, numbers) = walk.await.unwrap();
        assert_eq!(numbers, [team, team + 1, team + 2]);
    }
    assert!(replay.unused().is_empty() && replay.unmatched().is_empty());
}

#[tokio::test]
async fn errors_of_the_fake_lose_and_double_nothing() {
    let mut responses = Vec::new();
    for page in [page(&[1, 2], Some("b")), page(&[3], None)] {
        responses.extend([Recorded::status(503), Recorded::broken(), page]);
    }
    let replay = Replay::new(responses);
    let server = replay.serve().unwrap();
    let mut items = reqwest::Client::new().get(server.url()).paginate::<Numbers>().items();
    let (mut numbers, mut errors) = (Vec::new(), 0);
    loop {
        match items.try_next().await {
            Ok(Some(number)) => numbers.push(number),
            Ok(None) => break,
            Err(error) => {
                assert!(error.is_transient(), "{error}");
                errors += 1;
            }
        }
    }
    assert_eq!((numbers, errors, replay.left()), (vec![1, 2, 3], 4, 0));
}

#[tokio::test]
async fn a_request_that_was_not_recorded_is_refused_with_what_differs() {
    let replay = Replay::new([
        page(&[1], Some("b")).answers("GET", "/numbers?team=1"),
        page(&[2], None).answers("GET", "/numbers?team=2"),
    ]);
    let server = replay.serve().unwrap();
    let sdk = Sdk { http: reqwest::Client::new(), api: server.url() };
    let error = collected(sdk.numbers()).await.unwrap_err();
    let Error::Status(refusal) = &error else { panic!("{error}") };
    assert_eq!(refusal.status, 421);
    assert!(error.to_string().contains("GET /numbers?team=… was recorded"), "{error}");
    assert!(String::from_utf8_lossy(&refusal.body).contains("`cursor` is one more"));
    assert_eq!((replay.unmatched().len(), replay.unused().len()), (1, 1));
}

#[derive(Debug, Deserialize, Paginated)]
#[next_link(rel = "next")]
#[serde(transparent)]
struct Linked(Vec<u64>);

#[derive(Debug, Deserialize, Paginated)]
#[next_link(field = next)]
struct InBody {
    data: Vec<u64>,
    next: Option<String>,
}

#[test]
fn links_of_a_recorded_origin_lead_to_the_server() {
    let http = reqwest::blocking::Client::new();
    let replay = Replay::new([
        Recorded::json("[1]")
            .header("link", "<https://api.example/list?page=2>; rel=next")
            .answers("GET", "https://api.example/list"),
        Recorded::json("[2]").answers("GET", "https://api.example/list?page=2"),
    ]);
    let server = replay.serve().unwrap();
    let items: Vec<_> = http.get(server.url_of("/list")).paginate::<Linked>().items().map(Result::unwrap).collect();
    assert_eq!(items, [1, 2]);

    for next in ["https://api.example/list?page=2", r"https:\/\/api.example\/list?page=2"] {
        let replay = Replay::new([
            Recorded::json(format!(r#"{{"data": [1], "next": "{next}"}}"#)).answers("GET", "https://api.example/list"),
            Recorded::json(r#"{"data": [2], "next": null}"#).answers("GET", "https://api.example/list?page=2"),
        ]);
        let server = replay.serve().unwrap();
        let pager = http.get(server.url_of("/list")).paginate::<InBody>().by::<NextLink>();
        assert_eq!(pager.items().map(Result::unwrap).collect::<Vec<_>>(), [1, 2]);
    }
    // Another origin that only begins like it stays as it is.
    let replay = Replay::new([Recorded::json(r#"{"data": [1], "next": "https://api.example.evil/list"}"#)
        .answers("GET", "https://api.example/list")]);
    let server = replay.serve().unwrap();
    let mut items = http.get(server.url_of("/list")).paginate::<InBody>().items();
    assert_eq!(items.try_next().unwrap(), Some(1));
    assert!(matches!(items.try_next().unwrap_err(), Error::ForeignOrigin(_)));
}

#[test]
fn statuses_without_a_body_and_large_pages_are_framed_as_http_wants_it() {
    let large = vec![7_u64; 1_000_000];
    let replay = Replay::new([page(&large, Some("b")), page(&[8], Some("c")), Recorded::status(204)]);
    let server = replay.serve().unwrap();
    let http = reqwest::blocking::Client::new();
    let items = http.get(server.url()).paginate::<Numbers>().items();
    assert_eq!(items.map(Result::unwrap).sum::<u64>(), 7_000_008);
    assert_eq!(replay.left(), 0);
}

/// What the server answers to these bytes, up to the end of the connection.
fn raw(replay: &Replay, request: &str) -> String {
    let server = replay.serve().unwrap();
    let mut stream = TcpStream::connect(server.url().trim_start_matches("http://")).unwrap();
    stream.write_all(request.as_bytes()).unwrap();
    stream.shutdown(std::net::Shutdown::Write).unwrap();
    let mut text = String::new();
    stream.read_to_string(&mut text).unwrap();
    text
}

#[test]
fn connections_are_kept_and_closed_as_http_wants_it() {
    let two = || Replay::new([Recorded::body("one"), Recorded::body("two")]);
    let kept = raw(&two(), "GET /a HTTP/1.1\r\nhost: x\r\n\r\nGET /b HTTP/1.1\r\nhost: x\r\n\r\n");
    assert_eq!(kept, "HTTP/1.1 200 OK\r\ncontent-length: 3\r\n\r\noneHTTP/1.1 200 OK\r\ncontent-length: 3\r\n\r\ntwo");
    let closed = raw(&two(), "GET /a HTTP/1.1\r\nconnection: close\r\n\r\nGET /b HTTP/1.1\r\n\r\n");
    assert_eq!(closed, "HTTP/1.1 200 OK\r\ncontent-length: 3\r\nconnection: close\r\n\r\none");
    assert!(raw(&two(), "GET /a HTTP/1.0\r\n\r\n").contains("connection: close"));
    let replay = two();
    let chunked = "POST /a HTTP/1.1\r\ntransfer-encoding: chunked\r\nexpect: 100-continue\r\n\r\n3\r\nabc\r\n2;x=y\r\nde\r\n0\r\n\r\n";
    assert!(raw(&replay, chunked).starts_with("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK"));
    assert_eq!(&replay.requests()[0].body[..], b"abcde");
    assert!(raw(&two(), "HEAD /a HTTP/1.1\r\n\r\n").ends_with("content-length: 3\r\n\r\n"));
    assert_eq!(raw(&Replay::new([Recorded::broken()]), "GET /a HTTP/1.1\r\n\r\n"), "");
    assert_eq!(
        raw(&Replay::new([Recorded::status(204)]), "GET /a HTTP/1.1\r\n\r\n"),
        "HTTP/1.1 204 No Content\r\n\r\n"
    );
    for broken in [
        "nonsense\r\n\r\n",
        "GET /a HTTP/1.1\r\nno colon\r\n\r\n",
        "GET a b HTTP/1.1\r\n\r\n",
        "GET /a HTTP/1.1\r\ncontent-length: x\r\n\r\n",
        "GET /a HT",
    ] {
        assert!(raw(&two(), broken).starts_with("HTTP/1.1 400 Bad Request\r\n"), "{broken}");
    }
}

#[test]
fn a_server_that_is_dropped_is_gone() {
    let server = Replay::new([Recorded::body("one")]).serve().unwrap();
    let (url, http) = (server.url(), reqwest::blocking::Client::new());
    // A connection is kept open meanwhile.
    assert_eq!(http.get(&url).send().unwrap().text().unwrap(), "one");
    drop(server);
    assert!(http.get(&url).send().is_err());
}
