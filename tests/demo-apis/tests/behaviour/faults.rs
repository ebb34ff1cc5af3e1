use std::time::{Duration, Instant, SystemTime};

use demo_apis::{Fault, Faults, Server};
use serde_json::{Value, json};

use crate::client::{Received, each, encoded, get, try_get};

fn server() -> Server {
    let builder = Server::builder().zoho(50).attio_notes(50).attio_meetings(50);
    builder.zylo(50).clio_contacts(50).start().unwrap()
}

fn datastores(server: &Server, query: &str) -> Received {
    get(&server.url_of(&format!("/api/v3/datastores?limit=10{query}")))
}

fn contacts(server: &Server) -> Received {
    get(&server.url_of("/api/v4/contacts?limit=10&order=id(asc)"))
}

/// The tokens of a walk of datastores, each with the first id of its page.
fn pages(server: &Server, count: usize) -> Vec<(String, String)> {
    let (mut pages, mut query) = (Vec::new(), String::new());
    for _ in 0..count {
        let page = datastores(server, &query).json;
        let token = page["next_token"].as_str().unwrap().to_owned();
        query = format!("&next_token={}", encoded(&token));
        pages.push((token, page["data"][0]["id"].as_str().unwrap().to_owned()));
    }
    pages
}

#[test]
fn statuses_come_with_their_headers_and_bodies() {
    let server = server();
    for (fault, status, content_type) in [
        (Fault::TooManyRequests(3), 429, "application/json"),
        (Fault::TooManyRequestsUntil(3), 429, "application/json"),
        (Fault::ServerError, 500, "application/json"),
        (Fault::BadGateway, 502, "text/html"),
        (Fault::Unavailable, 503, "application/json"),
        (Fault::Html, 200, "text/html"),
        (Fault::json(418, &json!({"ok": false})), 418, "application/json"),
    ] {
        server.fail_next(fault.clone());
        let response = contacts(&server);
        assert_eq!(response.status, status);
        assert_eq!(response.headers["content-type"], content_type);
        match (fault, response.headers.get("retry-after")) {
            (Fault::TooManyRequests(_), after) => assert_eq!(after.unwrap(), "3"),
            (Fault::TooManyRequestsUntil(_), after) => {
                let until = httpdate::parse_http_date(after.unwrap()).unwrap();
                assert!(until.duration_since(SystemTime::now()).unwrap().as_secs() < 4);
            }
            (_, after) => assert_eq!(after, None),
        }
    }
    assert_eq!(contacts(&server).status, 200);
}

#[test]
fn any_response_can_replace_that_of_the_api() {
    let server = server();
    let link = "</a>; rel=\"next\"";
    server.fail_next(Fault::Response {
        status: 204,
        headers: vec![("link".to_owned(), link.to_owned())],
        body: String::new(),
    });
    let response = get(&server.url_of("/anything"));
    assert_eq!((response.status, response.headers["link"].as_str(), &*response.text), (204, link, ""));
}

#[test]
fn a_reset_ends_the_connection_and_other_spoiled_bodies_are_complete() {
    let server = server();
    let whole = contacts(&server).text;
    server.fail_next(Fault::Reset);
    assert!(try_get(&server.url_of("/api/v4/contacts?limit=10&order=id(asc)")).is_err());
    server.fail_next(Fault::Truncated);
    assert_eq!(contacts(&server).text, whole[..whole.len() / 2]);
    server.fail_next(Fault::Malformed);
    assert_eq!(contacts(&server).text, format!("{{]{whole}"));
    server.fail_next(Fault::SlowBody(Duration::from_millis(200)));
    let begin = Instant::now();
    assert_eq!(contacts(&server).text, whole);
    assert!(begin.elapsed() >= Duration::from_millis(200));
}

#[test]
fn a_wrong_type_is_in_the_last_records_id() {
    let server = server();
    let wrong = json!({ "unexpected": true });
    for (path, pointer) in [
        ("/api/v4/contacts?limit=10", "/data/9/id"),
        ("/v2/notes?limit=10", "/data/9/id/note_id"),
        ("/v2/meetings?limit=10", "/data/9/id/meeting_id"),
        ("/v2/applications?limit=10", "/9/id"),
    ] {
        server.fail_next(Fault::WrongType);
        let page = get(&server.url_of(path)).json;
        assert_eq!(page.pointer(pointer), Some(&wrong), "{path}");
    }
}

#[test]
fn an_expired_token_is_the_apis_own_refusal() {
    let server = server();
    let meeting = get(&server.url_of("/v2/meetings?limit=10")).json["pagination"]["next_cursor"].as_str().map(encoded);
    let link = contacts(&server).json["meta"]["paging"]["next"].as_str().unwrap().to_owned();
    let zylo = server.zylo().ids()[0].clone();
    for url in [
        server.url_of(&format!("/v2/meetings?limit=10&cursor={}", meeting.unwrap())),
        link,
        server.url_of(&format!("/v2/applications?sort=id&cursor={zylo}")),
        server.url_of(&format!("/api/v3/datastores?next_token={}", encoded(&pages(&server, 1)[0].0))),
    ] {
        assert_eq!(get(&url).status, 200, "{url}");
        server.fail_next(Fault::ExpiredToken);
        assert_eq!(get(&url).status, 400, "{url}");
    }
}

#[test]
fn a_cycle_leads_back_to_the_second_page() {
    let server = server();
    server.fail_request(3, Fault::CycleCursor);
    let pages = pages(&server, 4);
    assert_eq!(pages[2].0, pages[0].0);
    assert_ne!(pages[2].1, pages[0].1);
    assert_eq!(pages[3], pages[1]);
}

#[test]
fn a_cycle_takes_links_and_headers_too() {
    let server = server();
    let first = contacts(&server).json["meta"]["paging"]["next"].clone();
    server.fail_next(Fault::CycleCursor);
    assert_eq!(get(first.as_str().unwrap()).json["meta"]["paging"]["next"], first);

    let path = "/v2/applications?sort=id&limit=10";
    let first = get(&server.url_of(path)).headers["x-cursor"].clone();
    server.fail_next(Fault::CycleCursor);
    let second = get(&server.url_of(&format!("{path}&cursor={first}")));
    assert_eq!(second.headers["x-cursor"], first);
}

#[test]
fn a_page_repeats_with_its_token() {
    let server = server();
    server.fail_request(2, Fault::RepeatPage);
    let pages = pages(&server, 3);
    assert_eq!(pages[0], pages[1]);
    assert_ne!(pages[1], pages[2]);
}

#[test]
fn a_page_repeats_for_ever_and_never_as_the_error_before_it() {
    let server = server();
    let (token, _) = pages(&server, 1).remove(0);
    server.fail_next(Fault::Truncated);
    datastores(&server, "");
    server.set_faults(Some(Faults::always(Fault::RepeatPage)));
    for _ in 0..3 {
        let query = format!("&next_token={}", encoded(&token));
        assert_eq!(datastores(&server, &query).json["next_token"], token);
    }
}

#[test]
fn a_clamped_page_is_short_and_the_walk_goes_on_after_it() {
    let server = server();
    server.set_faults(Some(Faults::always(Fault::ClampLimit(7))));
    let first = datastores(&server, "").json;
    assert_eq!(each(&first["data"], "/id"), server.zoho().ids()[..7]);
    let token = encoded(first["next_token"].as_str().unwrap());
    let second = datastores(&server, &format!("&next_token={token}")).json;
    assert_eq!(each(&second["data"], "/id"), server.zoho().ids()[7..14]);
    server.set_faults(None);
    assert_eq!(datastores(&server, "").json["data"].as_array().unwrap().len(), 10);
}

#[test]
fn an_empty_page_has_a_new_token_that_loses_nothing() {
    let server = server();
    let next_cursor = |page: &Value| page["pagination"]["next_cursor"].as_str().map(encoded);
    let next_token = |page: &Value| page["next_token"].as_str().map(encoded);
    let (mut found, mut seen) = (Vec::new(), Vec::new());
    for number in [1, 2, 4] {
        server.fail_request(number, Fault::EmptyPage);
    }
    let mut token = String::new();
    loop {
        let page = datastores(&server, &token).json;
        found.extend(each(&page["data"], "/id"));
        let Some(next) = next_token(&page) else { break };
        assert!(!seen.contains(&next));
        seen.push(next.clone());
        token = format!("&next_token={next}");
    }
    assert_eq!((found, server.requests()), (server.zoho().ids(), 8));

    let (mut found, mut cursor) = (Vec::new(), String::new());
    loop {
        server.fail_next(Fault::EmptyPage);
        let empty = get(&server.url_of(&format!("/v2/meetings?limit=10{cursor}"))).json;
        assert_eq!(empty["data"], json!([]));
        let next = next_cursor(&empty).unwrap();
        assert_ne!(format!("&cursor={next}"), cursor);
        let page = get(&server.url_of(&format!("/v2/meetings?limit=10&cursor={next}"))).json;
        found.extend(each(&page["data"], "/id/meeting_id"));
        let Some(next) = next_cursor(&page) else {
            break;
        };
        cursor = format!("&cursor={next}");
    }
    assert_eq!(found, server.attio().meeting_ids());
}

#[test]
fn an_empty_page_loses_nothing_with_links_and_headers_either() {
    let server = server();
    let first = contacts(&server).json["meta"]["paging"]["next"].as_str().unwrap().to_owned();
    server.fail_next(Fault::EmptyPage);
    let empty = get(&first).json;
    let next = empty["meta"]["paging"]["next"].as_str().unwrap();
    assert_eq!(empty["data"], json!([]));
    assert_ne!(next, first);
    assert_eq!(get(next).json["data"], get(&first).json["data"]);

    let path = "/v2/applications?sort=id&limit=10";
    server.fail_next(Fault::EmptyPage);
    let empty = get(&server.url_of(path));
    let cursor = &empty.headers["x-cursor"];
    assert_eq!(empty.json, json!([]));
    let page = get(&server.url_of(&format!("{path}&cursor={cursor}"))).json;
    assert_eq!(each(&page, "/id"), server.zylo().ids_sorted()[..10]);
}

#[test]
fn a_total_can_be_wrong_or_a_string() {
    let server = server();
    server.fail_next(Fault::WrongTotal(7));
    assert_eq!(contacts(&server).json["meta"]["records"], 7);
    server.fail_next(Fault::TotalAsText);
    assert_eq!(contacts(&server).json["meta"]["records"], "50");
}

#[test]
fn a_next_link_can_have_another_origin_or_none() {
    let server = server();
    let good = contacts(&server).json["meta"]["paging"]["next"].as_str().unwrap().to_owned();
    let path = good.strip_prefix(&server.url()).unwrap();
    for origin in ["//evil.example", "http://127.0.0.1:9", "https://evil.example", ""] {
        server.fail_next(Fault::LinkOrigin(origin.to_owned()));
        let next = contacts(&server).json["meta"]["paging"]["next"].clone();
        assert_eq!(next, format!("{origin}{path}"));
    }
}

#[test]
fn a_seeded_plan_is_the_same_every_time_and_rests() {
    let run = |seed| {
        let server = server();
        let plan = Faults::seeded(seed).rate(0.5).kinds([Fault::ServerError, Fault::Unavailable]);
        server.set_faults(Some(plan));
        let statuses: Vec<_> = (0..60).map(|_| contacts(&server).status).collect();
        assert_eq!(statuses.iter().filter(|status| **status != 200).count(), server.faults_given().len());
        statuses
    };
    let statuses = run(7);
    assert_eq!(statuses, run(7));
    assert_ne!(statuses, run(8));
    assert!(statuses.contains(&500) && statuses.contains(&503) && statuses.contains(&200));
    assert!(statuses.windows(3).all(|row| row.contains(&200)));
}

#[test]
fn a_plan_can_be_for_one_path_only() {
    let server = server();
    server.set_faults(Some(Faults::always(Fault::ServerError).only_path("/v2/notes")));
    assert_eq!(get(&server.url_of("/v2/notes")).status, 500);
    assert_eq!(contacts(&server).status, 200);
}
