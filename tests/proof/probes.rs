//! A probe refutes no right declaration of the demo APIs, and names each claim that a mutant of them breaks.

use std::collections::BTreeSet;
use std::thread;

use demo_apis::{ATTIO_TOKEN, CLIO_TOKEN, LoggedRequest, MockResponse, Scripted, Server, ZOHO_TOKEN, ZYLO_TOKEN};
use pagination_core::testing::{Outcome, Probing, Recorded, Replay, Report};
use pagination_core::{Cursor, NextLink, Offset, PageNumber, Paginate as _, Paginated};
use serde::Deserialize;
use serde_json::{Value, json};

use crate::apis::{Applications, Contacts, Datastores, Meetings, Notes, People};

fn demo(count: usize) -> Server {
    Server::builder()
        .zoho(count)
        .attio_notes(count)
        .attio_people(count)
        .attio_meetings(count)
        .zylo(count)
        .clio_contacts(count)
        .clio_activities(count)
        .start()
        .unwrap()
}

const CONTACTS: &str = "/api/v4/contacts?fields=id";

/// The probes of every list, over both clients: they must find the same.
macro_rules! probe {
    ($url:expr, $auth:expr, $response:ty, $strategy:ty) => {
        probe!(get, $url, $auth, $response, $strategy, request => request)
    };
    ($method:ident, $url:expr, $auth:expr, $response:ty, $strategy:ty, $request:ident => $ready:expr) => {{
        let probing = || Probing::new().allow_post();
        let blocking = {
            let $request = reqwest::blocking::Client::new().$method($url).header("authorization", $auth);
            $ready.paginate::<$response>().by::<$strategy>().probe_with(probing())
        };
        let polled = {
            let $request = reqwest::Client::new().$method($url).header("authorization", $auth);
            let probe = $ready.paginate::<$response>().by::<$strategy>().probe_with(probing());
            tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(probe)
        };
        assert_eq!(blocking, polled);
        assert!(blocking.requests() <= 8, "{blocking}");
        blocking
    }};
}

fn every_list(origin: &str) -> Vec<Report> {
    let at = |path: &str| format!("{origin}{path}");
    let bearer = |token: &str| format!("Bearer {token}");
    let zoho = format!("Zoho-oauthtoken {ZOHO_TOKEN}");
    let (attio, zylo, clio) = (bearer(ATTIO_TOKEN), bearer(ZYLO_TOKEN), bearer(CLIO_TOKEN));
    vec![
        probe!(at("/api/v3/datastores"), &zoho, Datastores, Cursor),
        probe!(at("/v2/notes"), &attio, Notes, Offset),
        probe!(post, at("/v2/objects/people/records/query"), &attio, People, Offset, request => request.json(&json!({}))),
        probe!(at("/v2/meetings"), &attio, Meetings, Cursor),
        probe!(at("/v2/applications"), &zylo, Applications, Offset),
        probe!(at("/v2/applications"), &zylo, Applications, Cursor),
        probe!(at(CONTACTS), &clio, Contacts, NextLink),
        probe!(at(CONTACTS), &clio, Contacts, Offset),
    ]
}

#[test]
fn no_right_declaration_is_refuted_however_long_the_list_is() {
    for count in [0, 1, 4, 5, 6, 10, 11, 47, 203, 1_204, 10_450] {
        let server = demo(count);
        let reports = every_list(&server.url());
        for report in &reports {
            assert!(report.refuted().is_empty(), "{count} items:\n{report}");
            let text = format!("{report}{report:?}{}", serde_json::to_string(report).unwrap());
            for secret in [ZOHO_TOKEN, ATTIO_TOKEN, CLIO_TOKEN, ZYLO_TOKEN] {
                assert!(!text.contains(secret), "{text}");
            }
            if count == 47 {
                println!("{report}");
                let position = report.finding("position").unwrap();
                assert_eq!(position.outcome, Outcome::Confirmed, "{report}");
                assert_eq!(report.finding("order").unwrap().outcome, Outcome::Confirmed, "{report}");
                assert_eq!(report.finding("page_size").unwrap().outcome, Outcome::Confirmed, "{report}");
            }
        }
    }
}

#[derive(Debug, Deserialize, Paginated)]
#[page(stop(empty_page))]
#[paginated(page_size(param = "size", default = 20, max = 50), total = total, has_more = more)]
struct Numbered {
    data: Vec<u64>,
    total: Option<u64>,
    more: Option<bool>,
}

/// The same with the number of pages alone.
#[derive(Debug, Deserialize, Paginated)]
#[page]
#[paginated(items = data, page_size(param = "size"), total_pages = pages, has_more = more)]
struct Leaves {
    data: Vec<u64>,
    pages: Option<u64>,
    more: Option<bool>,
}

/// The same with both.
#[derive(Debug, Deserialize, Paginated)]
#[page]
#[paginated(items = data, page_size(param = "size"), total_pages = pages, total = total)]
struct Counted {
    data: Vec<u64>,
    pages: Option<u64>,
    total: Option<u64>,
}

fn numbered() -> Scripted {
    Scripted::start(|request| {
        let number = |name: &str, default: u64| request.pair(name).map_or(default, |text| text.parse().unwrap());
        let (page, size) = (number("page", 1), number("size", 20).min(50));
        let from = (page - 1).saturating_mul(size).min(87);
        let to = from.saturating_add(size).min(87);
        let data: Vec<_> = (from..to).collect();
        MockResponse::json(&json!({ "data": data, "total": 87, "more": to < 87, "pages": 87_u64.div_ceil(size) }))
    })
    .unwrap()
}

/// A layer around a server that breaks one claim: it may change the request, and it may change the response.
struct Mutant {
    /// The query of the request, as pairs.
    ask: fn(&mut Vec<(String, String)>),
    answer: fn(&LoggedRequest, &mut Exchange),
}

/// A response that may be changed, and a way to ask for another.
struct Exchange {
    status: u16,
    body: Value,
    headers: Vec<(String, String)>,
    origin: String,
    own: String,
}

const SOUND: Mutant = Mutant { ask: |_| {}, answer: |_, _| {} };

impl Mutant {
    fn start(self, origin: String) -> Scripted {
        Scripted::start(move |request| {
            let mut pairs: Vec<_> = request.pairs.clone();
            (self.ask)(&mut pairs);
            let mut exchange = fetch(&origin, request, &pairs);
            exchange.own = request.origin();
            (self.answer)(request, &mut exchange);
            let own = exchange.own.clone();
            // Links lead to the mutant, not past it.
            let body: Value = serde_json::from_str(&exchange.body.to_string().replace(&origin, &own)).unwrap();
            let mut response = MockResponse::json(&body).status(exchange.status);
            for (name, value) in &exchange.headers {
                response = response.header(name, value);
            }
            response
        })
        .unwrap()
    }
}

/// Asks the sound server. The script runs within a runtime, where a blocking client must not be.
fn fetch(origin: &str, request: &LoggedRequest, pairs: &[(String, String)]) -> Exchange {
    let url = reqwest::Url::parse_with_params(&format!("{origin}{}", request.path), pairs).unwrap();
    let authorization = request.headers.get("authorization").cloned();
    thread::scope(|scope| {
        let asked = scope.spawn(move || {
            let mut sent = reqwest::blocking::Client::new().get(url);
            if let Some(authorization) = authorization {
                sent = sent.header("authorization", authorization);
            }
            let response = sent.send().unwrap();
            let headers = response
                .headers()
                .get("x-cursor")
                .map(|cursor| ("x-cursor".to_owned(), cursor.to_str().unwrap().to_owned()));
            let status = response.status().as_u16();
            let body = response.json().unwrap_or(Value::Null);
            Exchange {
                status,
                body,
                headers: headers.into_iter().collect(),
                origin: origin.to_owned(),
                own: String::new(),
            }
        });
        asked.join().unwrap()
    })
}

fn without(pairs: &mut Vec<(String, String)>, name: &str) {
    pairs.retain(|(key, _)| key != name);
}

/// The refuted claims.
fn refuted(report: &Report) -> BTreeSet<&str> {
    report.refuted().into_iter().map(|finding| &*finding.claim).collect()
}

#[track_caller]
fn names(report: &Report, claim: &str) {
    let found = refuted(report);
    assert!(found.contains(claim), "`{claim}` is not refuted:\n{report}");
}

fn attio(mutant: Mutant, count: usize) -> Report {
    let sound = demo(count);
    let server = mutant.start(sound.url());
    probe!(server.url_of("/v2/notes"), format!("Bearer {ATTIO_TOKEN}"), Notes, Offset)
}

fn meetings(mutant: Mutant) -> Report {
    let sound = demo(47);
    let server = mutant.start(sound.url());
    probe!(server.url_of("/v2/meetings"), format!("Bearer {ATTIO_TOKEN}"), Meetings, Cursor)
}

fn zylo(mutant: Mutant) -> Report {
    let sound = demo(147);
    let server = mutant.start(sound.url());
    probe!(server.url_of("/v2/applications"), format!("Bearer {ZYLO_TOKEN}"), Applications, Offset)
}

fn zylo_by_cursor(mutant: Mutant) -> Report {
    let sound = demo(147);
    let server = mutant.start(sound.url());
    probe!(server.url_of("/v2/applications"), format!("Bearer {ZYLO_TOKEN}"), Applications, Cursor)
}

fn clio_links(mutant: Mutant) -> Report {
    let sound = demo(47);
    let server = mutant.start(sound.url());
    probe!(server.url_of(CONTACTS), format!("Bearer {CLIO_TOKEN}"), Contacts, NextLink)
}

fn clio_offsets(mutant: Mutant) -> Report {
    let sound = demo(247);
    let server = mutant.start(sound.url());
    probe!(server.url_of(CONTACTS), format!("Bearer {CLIO_TOKEN}"), Contacts, Offset)
}

fn by_page(mutant: Mutant) -> Report {
    let sound = numbered();
    let server = mutant.start(sound.url());
    let report = reqwest::blocking::Client::new().get(server.url_of("/list")).paginate::<Numbered>().by::<PageNumber>();
    report.probe()
}

#[test]
fn a_layer_that_changes_nothing_refutes_nothing() {
    let reports = [
        attio(SOUND, 47),
        meetings(SOUND),
        zylo(SOUND),
        zylo_by_cursor(SOUND),
        clio_links(SOUND),
        clio_offsets(SOUND),
        by_page(SOUND),
    ];
    for report in reports {
        println!("{report}");
        assert!(report.refuted().is_empty(), "{report}");
        assert_eq!(report.finding("position").unwrap().outcome, Outcome::Confirmed, "{report}");
    }
}

#[test]
fn a_position_that_is_ignored_is_refuted_by_every_strategy() {
    names(&attio(Mutant { ask: |pairs| without(pairs, "offset"), ..SOUND }, 47), "position");
    names(&meetings(Mutant { ask: |pairs| without(pairs, "cursor"), ..SOUND }), "position");
    names(&zylo(Mutant { ask: |pairs| without(pairs, "skip"), ..SOUND }), "position");
    names(&zylo_by_cursor(Mutant { ask: |pairs| without(pairs, "cursor"), ..SOUND }), "position");
    names(&clio_links(Mutant { ask: |pairs| without(pairs, "page_token"), ..SOUND }), "position");
    names(&clio_offsets(Mutant { ask: |pairs| without(pairs, "offset"), ..SOUND }), "position");
    names(&by_page(Mutant { ask: |pairs| without(pairs, "page"), ..SOUND }), "position");
}

#[test]
fn a_size_that_is_ignored_or_clamped_is_refuted() {
    names(&attio(Mutant { ask: |pairs| without(pairs, "limit"), ..SOUND }, 147), "page_size");
    names(&meetings(Mutant { ask: |pairs| without(pairs, "limit"), ..SOUND }), "page_size");
    fn clamp(pairs: &mut [(String, String)], most: u64) {
        for (_, value) in pairs.iter_mut().filter(|(name, _)| name == "limit" || name == "size") {
            *value = value.parse().unwrap_or(most).min(most).to_string();
        }
    }
    let clamped = zylo(Mutant { ask: |pairs| clamp(pairs, 3), ..SOUND });
    names(&clamped, "page_size");
    names(&clamped, "stop(short_page)");
    assert!(clamped.finding("page_size").unwrap().evidence.contains('3'), "{clamped}");
    // Only large pages are.
    let clamped = zylo(Mutant { ask: |pairs| clamp(pairs, 60), ..SOUND });
    assert_eq!(clamped.finding("page_size").unwrap().outcome, Outcome::Confirmed, "{clamped}");
    names(&clamped, "max");
    names(&by_page(Mutant { ask: |pairs| clamp(pairs, 30), ..SOUND }), "max");
    // Without a size, other pages come than declared.
    let other_default = |pairs: &mut Vec<(String, String)>| {
        if !pairs.iter().any(|(name, _)| name == "limit") {
            pairs.push(("limit".to_owned(), "30".to_owned()));
        }
    };
    names(&zylo(Mutant { ask: other_default, ..SOUND }), "default");
    names(&attio(Mutant { ask: other_default, ..SOUND }, 147), "default");
}

#[test]
fn an_order_that_changes_is_refuted() {
    use std::sync::atomic::{AtomicUsize, Ordering};
    static TURNS: AtomicUsize = AtomicUsize::new(1);
    fn shuffle(exchange: &mut Exchange, pointer: &str) {
        if let Some(Value::Array(items)) = exchange.body.pointer_mut(pointer)
            && !items.is_empty()
        {
            let by = TURNS.fetch_add(1, Ordering::SeqCst) % items.len();
            items.rotate_left(by);
        }
    }
    names(&attio(Mutant { answer: |_, exchange| shuffle(exchange, "/data"), ..SOUND }, 47), "order");
    names(&meetings(Mutant { answer: |_, exchange| shuffle(exchange, "/data"), ..SOUND }), "order");
    names(&zylo(Mutant { answer: |_, exchange| shuffle(exchange, ""), ..SOUND }), "order");
    names(&clio_links(Mutant { answer: |_, exchange| shuffle(exchange, "/data"), ..SOUND }), "order");
}

#[test]
fn a_wrong_total_is_refuted() {
    for wrong in [0_i64, 1, -1, 20, -20] {
        // `fn` pointers capture nothing.
        static BY: std::sync::atomic::AtomicI64 = std::sync::atomic::AtomicI64::new(0);
        BY.store(wrong, std::sync::atomic::Ordering::SeqCst);
        fn change(exchange: &mut Exchange) {
            for pointer in ["/meta/records", "/total"] {
                if let Some(total) = exchange.body.pointer_mut(pointer) {
                    *total = (total.as_i64().unwrap() + BY.load(std::sync::atomic::Ordering::SeqCst)).into();
                }
            }
        }
        let mutant = || Mutant { answer: |_, exchange| change(exchange), ..SOUND };
        for report in [clio_offsets(mutant()), clio_links(mutant()), by_page(mutant())] {
            let total = report.finding("total").unwrap();
            let expected = if wrong == 0 { Outcome::Confirmed } else { Outcome::Refuted };
            assert_eq!(total.outcome, expected, "{wrong}\n{report}");
        }
    }
    // The count of the page instead of the total.
    let own_count = |_: &LoggedRequest, exchange: &mut Exchange| {
        let count = exchange.body["data"].as_array().map_or(0, Vec::len);
        if let Some(total) = exchange.body.pointer_mut("/meta/records") {
            *total = count.into();
        }
    };
    names(&clio_offsets(Mutant { answer: own_count, ..SOUND }), "total");
}

#[test]
fn a_wrong_number_of_pages_is_refuted() {
    for wrong in [0_i64, 1, -1, 7, -7, -17] {
        static BY: std::sync::atomic::AtomicI64 = std::sync::atomic::AtomicI64::new(0);
        BY.store(wrong, std::sync::atomic::Ordering::SeqCst);
        let change = |_: &LoggedRequest, exchange: &mut Exchange| {
            let pages = exchange.body["pages"].as_i64().unwrap();
            exchange.body["pages"] = (pages + BY.load(std::sync::atomic::Ordering::SeqCst)).into();
        };
        let sound = numbered();
        let server = Mutant { answer: change, ..SOUND }.start(sound.url());
        let http = reqwest::blocking::Client::new();
        let expected = if wrong == 0 { Outcome::Confirmed } else { Outcome::Refuted };
        for report in [
            http.get(server.url_of("/list")).paginate::<Leaves>().probe(),
            http.get(server.url_of("/list")).paginate::<Counted>().probe(),
        ] {
            let pages = report.finding("total_pages").unwrap();
            assert_eq!(pages.outcome, expected, "{wrong}\n{report}");
            let others = refuted(&report).into_iter().filter(|claim| *claim != "total_pages").count();
            assert_eq!(others, 0, "{wrong}\n{report}");
            assert!(report.requests() <= 8, "{report}");
        }
    }
}

#[test]
fn lists_of_a_page_or_two_have_so_many_pages() {
    for (length, wrong) in [(1_u64, 0_u64), (5, 0), (6, 0), (10, 0), (1, 1), (5, 1), (6, 1)] {
        let server = Scripted::start(move |request| {
            let number = |name: &str, default: u64| request.pair(name).map_or(default, |text| text.parse().unwrap());
            let (page, size) = (number("page", 1), number("size", 20));
            let from = (page - 1).saturating_mul(size).min(length);
            let data: Vec<_> = (from..from.saturating_add(size).min(length)).collect();
            MockResponse::json(&json!({ "data": data, "pages": length.div_ceil(size) + wrong }))
        })
        .unwrap();
        let report = reqwest::blocking::Client::new().get(server.url_of("/list")).paginate::<Leaves>().probe();
        let expected = if wrong == 0 { Outcome::Confirmed } else { Outcome::Refuted };
        assert_eq!(report.finding("total_pages").unwrap().outcome, expected, "{length} {wrong}\n{report}");
    }
}

#[test]
fn a_flag_that_lies_is_refuted() {
    names(&by_page(Mutant { answer: |_, exchange| exchange.body["more"] = true.into(), ..SOUND }), "has_more");
    names(&by_page(Mutant { answer: |_, exchange| exchange.body["more"] = false.into(), ..SOUND }), "has_more");
}

#[test]
fn a_wrong_way_back_and_foreign_links_are_refuted() {
    let wrong = |_: &LoggedRequest, exchange: &mut Exchange| {
        if let Some(paging) = exchange.body.pointer_mut("/meta/paging").filter(|paging| paging["previous"].is_string())
        {
            paging["previous"] = paging["next"].clone();
        }
    };
    names(&clio_links(Mutant { answer: wrong, ..SOUND }), "prev");
    let missing = |_: &LoggedRequest, exchange: &mut Exchange| {
        if let Some(paging) = exchange.body.pointer_mut("/meta/paging") {
            paging["previous"] = Value::Null;
        }
    };
    names(&clio_links(Mutant { answer: missing, ..SOUND }), "prev");
    let foreign = |_: &LoggedRequest, exchange: &mut Exchange| {
        let origin = exchange.origin.clone();
        if let Some(next) = exchange.body.pointer_mut("/meta/paging/next").filter(|next| next.is_string()) {
            *next = next.as_str().unwrap().replace(&origin, "https://evil.example").into();
        }
    };
    let report = clio_links(Mutant { answer: foreign, ..SOUND });
    names(&report, "origin");
    assert!(report.finding("origin").unwrap().evidence.contains("https://evil.example"), "{report}");
    assert!(!report.to_string().contains("page_token"), "{report}");
}

#[test]
fn another_name_of_the_cursor_is_refuted_and_named() {
    let renamed = |_: &LoggedRequest, exchange: &mut Exchange| {
        let pagination = exchange.body["pagination"].as_object_mut().unwrap();
        let cursor = pagination.remove("next_cursor").unwrap();
        pagination.insert("nextCursor".to_owned(), cursor);
    };
    let report = meetings(Mutant { answer: renamed, ..SOUND });
    names(&report, "position");
    names(&report, "unread");
    assert!(report.finding("unread").unwrap().evidence.contains("pagination.nextCursor"), "{report}");
}

#[test]
fn a_last_page_that_comes_again_past_the_end_is_refuted() {
    fn back(pairs: &mut [(String, String)], name: &str, last: u64) {
        for (_, value) in pairs.iter_mut().filter(|(key, _)| key == name) {
            *value = value.parse::<u64>().unwrap_or(0).min(last).to_string();
        }
    }
    let report = attio(Mutant { ask: |pairs| back(pairs, "offset", 45), ..SOUND }, 47);
    names(&report, "past_the_end");
    names(&report, "stop(empty_page)");
    let report = by_page(Mutant { ask: |pairs| back(pairs, "page", 18), ..SOUND });
    names(&report, "past_the_end");
    names(&clio_offsets(Mutant { ask: |pairs| back(pairs, "offset", 246), ..SOUND }), "past_the_end");
}

#[test]
fn an_error_past_the_end_that_is_not_declared_is_refuted() {
    let refused = |request: &LoggedRequest, exchange: &mut Exchange| {
        if request.pair("page").is_some_and(|page| page.parse::<u64>().unwrap() > 18) {
            exchange.status = 404;
        }
    };
    let report = by_page(Mutant { answer: refused, ..SOUND });
    names(&report, "past_the_end");
    assert!(report.finding("past_the_end").unwrap().evidence.contains("empty(404)"), "{report}");
}

#[test]
fn offsets_that_count_pages_leave_a_gap_that_is_refuted() {
    // `offset=5` means page 5 there.
    let pages = |pairs: &mut Vec<(String, String)>| {
        let limit = pairs
            .iter()
            .find(|(name, _)| name == "limit")
            .and_then(|(_, limit)| limit.parse::<u64>().ok())
            .unwrap_or(50);
        for (_, value) in pairs.iter_mut().filter(|(name, _)| name == "offset") {
            *value = (value.parse::<u64>().unwrap() * limit).to_string();
        }
    };
    names(&attio(Mutant { ask: pages, ..SOUND }, 147), "no_gap");
    names(&clio_offsets(Mutant { ask: pages, ..SOUND }), "parallel");
}

#[derive(Debug, Deserialize, Paginated)]
#[offset(stop(short_page))]
struct Anything {
    #[allow(dead_code)]
    data: Vec<Value>,
}

#[test]
fn only_get_is_sent_unless_others_are_allowed() {
    let replay = Replay::new([Recorded::json(r#"{"data": [1]}"#)]);
    let report = replay.post("https://api.example/list", "{}").paginate::<Anything>().probe();
    assert!(replay.requests().is_empty() && report.requests() == 0);
    let position = report.finding("position").unwrap();
    assert_eq!(position.outcome, Outcome::Unknown);
    assert!(position.evidence.contains("allow_post"), "{report}");
    let report = replay
        .post("https://api.example/list", "{}")
        .paginate::<Anything>()
        .probe_with(Probing::new().allow_post().requests(1));
    assert_eq!((replay.requests().len(), report.requests()), (1, 1));
}

#[test]
fn what_goes_wrong_is_evidence_and_shows_no_secret() {
    for response in [
        Recorded::status(401),
        Recorded::status(503),
        Recorded::status(204),
        Recorded::broken(),
        Recorded::body("<html>s3cr3t"),
        Recorded::json(r#"{"data": "s3cr3t"}"#),
        Recorded::json(r#"{"data": []}"#),
    ] {
        let replay = Replay::new([response]);
        let report = replay.get("https://me:s3cr3t@api.example/list?key=s3cr3t").paginate::<Anything>().probe();
        assert!(report.refuted().is_empty(), "{report}");
        assert_eq!(report.finding("position").unwrap().outcome, Outcome::Unknown, "{report}");
        let text = format!("{report} {report:?} {}", serde_json::to_string(&report).unwrap());
        assert!(!text.contains("s3cr3t"), "{text}");
    }
}

#[test]
fn a_report_is_stored_and_shown() {
    let server = demo(47);
    let report = probe!(server.url_of("/v2/notes"), format!("Bearer {ATTIO_TOKEN}"), Notes, Offset);
    let stored = serde_json::to_string(&report).unwrap();
    assert_eq!(serde_json::from_str::<Report>(&stored).unwrap(), report);
    assert!(serde_json::from_str::<Report>("{}").is_err());
    let changed = stored.replacen(r#""claim":""#, &format!(r#""claim":"{}"#, "x".repeat(100_000)), 1);
    assert!(serde_json::from_str::<Report>(&changed).unwrap().to_string().contains(&"x".repeat(100_000)));
    let shown = report.to_string();
    assert!(shown.starts_with("`Notes` by offset, after "), "{shown}");
    for finding in report.findings() {
        let line = shown.lines().find(|line| line.trim_start().starts_with(&format!("{} ", finding.claim))).unwrap();
        assert!(line.contains(&finding.outcome.to_string()) && line.ends_with(&finding.evidence), "{line}");
    }
}
