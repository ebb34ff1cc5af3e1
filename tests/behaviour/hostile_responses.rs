//! Responses made to harm: to take time or memory, to forge a log, or to have secrets shown.

use std::io::{Read as _, Write as _};
use std::net::TcpListener;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use demo_apis::MockResponse;
use http::header::LINK;
use http::{HeaderMap, HeaderValue, StatusCode};
use pagination_core::reqwest::Error;
use pagination_core::testing::{Recorded, Replay};
use pagination_core::{Head, Page, Paginate as _, Paginated, pages, pages_blocking};
use serde::Deserialize;
use serde_json::{Value, json};

use crate::harness::{
    ByCursor, ByLink, ByOffset, blocking, client, error_text, over_http, over_http_at, page, run, serve,
};

/// Characters that forge a line of a log, steer a terminal, or make a text look like another.
const HARMFUL: &str = "\r\n\u{1b}[31m\u{9b}2J\u{7}\u{85}\u{2028}\u{2029}\u{202e}\u{2066}\u{200b}\u{feff}\u{e0041}";

#[track_caller]
fn is_clean(error: &(dyn std::error::Error + 'static)) {
    let text = error.to_string();
    let harmful = |c: char| c.is_control() || (c != ' ' && HARMFUL.replace("[31m", "").replace("2J", "").contains(c));
    assert!(!text.contains(harmful), "{text:?}");
    assert!(!text.contains("[31m"), "{text:?}");
}

#[derive(Debug, Deserialize, Paginated)]
#[next_link(rel = "next")]
#[serde(transparent)]
struct Linked(Vec<u64>);

#[test]
fn a_link_header_is_read_in_linear_time_whatever_it_contains() {
    for piece in ["<,", "<", "<a>;", "<a>;b=\"", "\"\\", "<a>;;b=", ",", "; ,<"] {
        let value = HeaderValue::from_str(&piece.repeat(4_000_000 / piece.len())).unwrap();
        let head = Head { status: StatusCode::OK, headers: HeaderMap::from_iter([(LINK, value)]), url: String::new() };
        let begun = Instant::now();
        let items =
            pages_blocking(|_: Option<String>| Ok::<_, std::io::Error>(Page::with_head(Linked(vec![1]), head.clone())))
                .items();
        assert_eq!(items.map(Result::unwrap).collect::<Vec<_>>(), [1]);
        // In quadratic time, this takes minutes.
        assert!(begun.elapsed() < Duration::from_secs(60), "{piece}: {:?}", begun.elapsed());
    }
}

#[test]
fn a_position_of_many_entries_is_merged_in_linear_time() {
    #[derive(Debug, Deserialize, Paginated)]
    #[cursor(field = next, merge, body = "")]
    struct IntoBody {
        data: Vec<u64>,
        next: Option<Value>,
    }
    let many: Value =
        (0..20_000).map(|number| (format!("k{number}"), json!(number))).collect::<serde_json::Map<_, _>>().into();
    let next = json!({ "data": [1], "next": many });
    let replay = Replay::new([Recorded::json(next.to_string()), Recorded::json(r#"{"data":[2]}"#)]);
    let items = replay.post("https://api.example/list", r#"{"k7":1,"q":"x"}"#).paginate::<IntoBody>().items();
    assert_eq!(items.map(Result::unwrap).collect::<Vec<_>>(), [1, 2]);
    let sent = replay.requests()[1].json().unwrap();
    assert_eq!((sent.as_object().unwrap().len(), &sent["q"], &sent["k7"]), (20_001, &json!("x"), &json!(7)));
}

#[test]
fn a_decode_error_shows_no_value() {
    let bodies = [
        json!({ "data": [], "next": { "next": "s3cret" } }).to_string(),
        json!({ "data": ["s3cret"] }).to_string(),
        json!({ "token": "s3cret" }).to_string(),
        r#"{"data":[1],"next":"s3cret""#.to_owned(),
        "<html>s3cret".to_owned(),
        "s3cret".to_owned(),
        r#"{"data":[1],"next":"a"} s3cret"#.to_owned(),
    ];
    for body in bodies {
        let walked = over_http::<ByCursor>({
            let body = body.clone();
            move |_, _| MockResponse::text(body.clone())
        });
        let Error::Decode(decode) = walked.error() else { panic!("{walked:?}") };
        assert!(!error_text(walked.error()).contains("s3cret"), "{}", error_text(walked.error()));
        assert_eq!(decode.body, body.as_bytes(), "whoever asks for the body gets it");
    }
    let walked = over_http::<ByCursor>(|_, _| MockResponse::json(&json!({ "data": [], "next": { "next": "s3cret" } })));
    let Error::Decode(decode) = walked.error() else { panic!("{walked:?}") };
    assert_eq!(
        (decode.path.as_str(), decode.found.as_str()),
        ("next", "expected a string, found an object of 1 member")
    );
}

/// Sends this text to every client that connects.
fn raw_server(response: &'static str) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}/list", listener.local_addr().unwrap());
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            let mut stream = stream.unwrap();
            let _ = stream.read(&mut [0; 4_096]);
            let _ = stream.write_all(response.as_bytes());
            // In two pieces: a body of one piece needs no buffer.
            std::thread::sleep(Duration::from_millis(20));
            let _ = stream.write_all(b"1,");
        }
    });
    url
}

#[test]
fn an_announced_length_reserves_no_memory() {
    for response in [
        "HTTP/1.1 200 OK\r\ncontent-length: 18446744073709551614\r\n\r\n{\"data\":[",
        "HTTP/1.1 200 OK\r\ncontent-length: 9223372036854775807\r\n\r\n{\"data\":[",
        "HTTP/1.1 200 OK\r\ncontent-length: 1099511627776\r\n\r\n{\"data\":[",
    ] {
        let url = raw_server(response);
        let error = blocking().get(&url).paginate::<ByCursor>().max_body(usize::MAX).items().try_next().unwrap_err();
        assert!(error.is_transient(), "{error:?}");
        let error = run(async {
            client().get(&url).paginate::<ByCursor>().max_body(usize::MAX).items().try_next().await.unwrap_err()
        });
        assert!(error.is_transient(), "{error:?}");
    }
}

#[test]
fn no_message_copies_characters_that_steer_a_log_or_a_terminal() {
    let responses = [
        MockResponse::text(format!("no{HARMFUL}such list")).status(404),
        MockResponse::text(format!("no{HARMFUL}such list")),
        MockResponse::json(&json!({ "data": [{ (HARMFUL): 1 }], "next": null })),
        MockResponse::json(&json!({ (HARMFUL): { "nextCursor": "x" }, "data": [1], "next": null, "total": 9 })),
    ];
    for response in responses {
        #[derive(Debug, Deserialize, Paginated)]
        #[cursor(field = next)]
        #[paginated(total = total)]
        struct Totalled {
            data: Vec<u64>,
            next: Option<String>,
            total: Option<u64>,
        }
        is_clean(over_http::<Totalled>(move |_, _| response.clone()).error());
    }
    #[derive(Debug, Deserialize, Paginated)]
    #[cursor(field = next)]
    #[paginated(check = refuse)]
    struct Checked {
        data: Vec<u64>,
        next: Option<String>,
        error: Option<String>,
    }
    fn refuse(page: &Checked) -> Result<(), String> {
        page.error.clone().map_or(Ok(()), Err)
    }
    is_clean(over_http::<Checked>(|_, _| MockResponse::json(&json!({ "data": [], "error": HARMFUL }))).error());
    #[derive(Debug, Deserialize, Paginated)]
    #[cursor(field = next, merge)]
    struct Merged {
        data: Vec<u64>,
        next: Value,
    }
    is_clean(
        over_http::<Merged>(|_, _| MockResponse::json(&json!({ "data": [], "next": { (HARMFUL): [1] } }))).error(),
    );
    let checkpoint = json!({ "response": HARMFUL, "strategy": "cursor", "first": true });
    let checkpoint = serde_json::from_value(checkpoint).unwrap();
    let replay = Replay::new([]);
    let mut items = replay.get("https://api.example/list").paginate::<ByCursor>().resume(checkpoint).items();
    is_clean(&items.try_next().unwrap_err());
}

#[test]
fn what_cannot_be_parsed_is_not_shown() {
    for link in ["//me:s3cret@evil:99999/a@b/c://d", "https://me:s3cret@[", "https://me:s3cret@a b/"] {
        let walked = over_http::<ByLink>(move |_, _| page(0..1, link));
        let text = error_text(walked.error());
        assert!(!text.contains("s3cret") && text.contains("is not a URL"), "{text}");
    }
    let replay = Replay::new([]);
    for origin in ["me:s3cret@files.example", "https://me:s3cret@:x/", "data:s3cret", "//me:s3cret@files.example"] {
        let mut items = replay.get("https://api.example/list").paginate::<ByLink>().allow_origin(origin).items();
        let text = error_text(&items.try_next().unwrap_err());
        assert!(!text.contains("s3cret") && text.contains("is not an origin"), "{text}");
    }
    let mut items = replay.get("https://me:s3cret@api.example/list?key=s3cret").paginate::<ByLink>().items();
    let text = error_text(&items.try_next().unwrap_err());
    assert!(!text.contains("s3cret") && text.contains("https://api.example/list"), "{text}");
}

#[tokio::test]
async fn concurrent_has_a_cap_where_the_list_has_no_total() {
    #[derive(Debug, Paginated)]
    #[offset(parallel, stop(empty_page))]
    #[paginated(page_size(param = "limit", default = 1))]
    struct Endless {
        data: Vec<u64>,
    }
    let (running, most) = (AtomicUsize::new(0), AtomicUsize::new(0));
    let list = async |at: u64| {
        most.fetch_max(running.fetch_add(1, Ordering::SeqCst) + 1, Ordering::SeqCst);
        tokio::task::yield_now().await;
        running.fetch_sub(1, Ordering::SeqCst);
        Ok::<_, std::io::Error>(Endless { data: vec![at] })
    };
    let mut items = std::pin::pin!(pages(list).concurrent(usize::MAX).items());
    for expected in 0..1_000 {
        assert_eq!(items.try_next().await.unwrap(), Some(expected));
    }
    assert!((2..=256).contains(&most.load(Ordering::SeqCst)), "{most:?}");
}

#[test]
fn positions_and_counts_near_the_largest_number_saturate() {
    // Three items from the last but two: the next offset would be past the largest number.
    let at = u64::MAX - 1;
    let walked = over_http_at::<ByOffset>(&format!("/list?offset={at}"), |_, _| page(0..3, Value::Null));
    assert!(walked.items.starts_with(&[0, 1, 2]));
    assert!(matches!(walked.error(), Error::Loop(_)), "{walked:?}");
    let checkpoint = json!({
        "response": "ByOffset", "strategy": "offset", "position": u64::MAX, "taken": 1, "reached": u64::MAX,
    });
    let server = serve(|_, _| page(0..3, Value::Null));
    let mut items = blocking()
        .get(server.url_of("/list"))
        .paginate::<ByOffset>()
        .resume(serde_json::from_value(checkpoint).unwrap())
        .items();
    assert_eq!(items.try_next().unwrap(), Some(1));
    assert_eq!(items.try_next().unwrap(), Some(2));
    assert!(matches!(items.try_next(), Err(Error::Loop(_))));
}
