use demo_apis::Server;
use reqwest::blocking::Client;
use serde_json::json;

use crate::client::{each, encoded, get, post};

const PEOPLE: &str = "/v2/objects/people/records/query";

fn server() -> Server {
    let builder = Server::builder().attio_notes(122).attio_people(1203).attio_meetings(122);
    builder.start().unwrap()
}

#[test]
fn notes_are_read_by_limit_and_offset_to_a_short_page() {
    let server = server();
    let (mut found, mut sizes) = (Vec::new(), Vec::new());
    for offset in [0, 50, 100, 150] {
        let page = get(&server.url_of(&format!("/v2/notes?offset={offset}"))).json;
        let ids = each(&page["data"], "/id/note_id");
        sizes.push(ids.len());
        found.extend(ids);
    }
    assert_eq!(sizes, [50, 50, 22, 0]);
    assert_eq!(found, server.attio().note_ids());
}

#[test]
fn people_are_read_by_a_json_body() {
    let server = server();
    let mut found = Vec::new();
    for offset in [0, 500, 1000] {
        let body = json!({ "limit": 500, "offset": offset }).to_string();
        let page = post(&server.url_of(PEOPLE), "application/json; charset=utf-8", &body).json;
        found.extend(each(&page["data"], "/id/record_id"));
    }
    assert_eq!(found, server.attio().person_ids());
}

#[test]
fn people_need_no_body() {
    let server = server();
    let request = Client::new().post(server.url_of(PEOPLE)).bearer_auth(demo_apis::ATTIO_TOKEN);
    let page: serde_json::Value = request.send().unwrap().json().unwrap();
    assert_eq!(each(&page["data"], "/id/record_id"), server.attio().person_ids()[..500]);
}

#[test]
fn people_are_filtered_by_company() {
    let server = server();
    let body = json!({ "filter": { "company": "Acme" }, "limit": 1000 }).to_string();
    let page = post(&server.url_of(PEOPLE), "application/json", &body).json;
    let expected = server.attio().person_ids_of("Acme");
    assert_eq!(each(&page["data"], "/id/record_id"), expected);
    assert_eq!(expected.len(), 241);
}

#[test]
fn a_body_that_is_not_json_or_not_said_to_be_is_refused() {
    let server = server();
    let cases = [
        ("text/plain", "{}"),
        ("application/json", "{"),
        ("application/json", "[]"),
        ("application/json", r#"{"limit": "50"}"#),
        ("application/json", r#"{"limit": 0}"#),
        ("application/json", r#"{"offset": -1}"#),
        ("application/json", r#"{"filter": {"nonsense": "1"}}"#),
    ];
    for (content_type, body) in cases {
        let response = post(&server.url_of(PEOPLE), content_type, body);
        assert_eq!(response.status, 400, "{content_type} {body}");
        assert_eq!(response.json["status_code"], 400);
        assert_eq!(response.json["type"], "invalid_request_error");
    }
}

#[test]
fn meetings_are_read_by_cursor_to_a_null_cursor() {
    for company in [None, Some("Ümlaut+Söhne")] {
        let server = server();
        let filter = company.map(|name| format!("&company={}", encoded(name))).unwrap_or_default();
        let (mut found, mut cursor) = (Vec::new(), String::new());
        loop {
            let path = format!("/v2/meetings?limit=10{filter}{cursor}");
            let page = get(&server.url_of(&path)).json;
            found.extend(each(&page["data"], "/id/meeting_id"));
            let next = &page["pagination"]["next_cursor"];
            match next.as_str() {
                Some(next) => cursor = format!("&cursor={}", encoded(next)),
                None => break assert!(next.is_null() && page["pagination"].is_object()),
            }
        }
        let expected = match company {
            Some(company) => server.attio().meeting_ids_of(company),
            None => server.attio().meeting_ids(),
        };
        assert_eq!(found, expected);
        assert!(!found.is_empty());
        assert_eq!(server.requests(), u64::try_from(found.len().div_ceil(10)).unwrap());
    }
}

#[test]
fn a_cursor_must_be_encoded_and_its_limit_and_filter_stay() {
    let server = server();
    let page = get(&server.url_of("/v2/meetings?limit=10")).json;
    let cursor = page["pagination"]["next_cursor"].as_str().unwrap();
    assert!(cursor.contains('+') && cursor.contains('/') && cursor.ends_with('='));
    let good = encoded(cursor);
    let status = |query: &str| get(&server.url_of(&format!("/v2/meetings?{query}"))).status;
    assert_eq!(status(&format!("cursor={good}&limit=10")), 200);
    for query in [
        format!("limit=10&cursor={cursor}"),
        format!("cursor={good}"),
        format!("limit=11&cursor={good}"),
        format!("limit=10&cursor={good}&company=Acme"),
        format!("limit=10&cursor={good}&cursor={good}"),
        format!("limit=10&cursor={}", encoded(&cursor.replace('A', "B"))),
        "limit=10&cursor=".to_owned(),
        "limit=10&cursor=10".to_owned(),
    ] {
        assert_eq!(status(&query), 400, "{query}");
    }
}

#[test]
fn a_wrong_token_is_401_and_a_wrong_method_405() {
    let server = server();
    let response = Client::new().get(server.url_of("/v2/notes")).bearer_auth("no").send().unwrap();
    assert_eq!(response.status().as_u16(), 401);
    let response = get(&server.url_of(PEOPLE));
    assert_eq!((response.status, response.headers["allow"].as_str()), (405, "POST"));
    assert_eq!(post(&server.url_of("/v2/notes"), "application/json", "").status, 405);
}
