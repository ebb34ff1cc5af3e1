//! Attio: `limit` and `offset` in a query or a body, and opaque cursors.

use demo_apis::data::COMPANIES;
use demo_apis::{ATTIO_TOKEN, Fault, Faults, Server};
use pagination_core::Paginate as _;
use pagination_core::reqwest::Error;
use serde_json::json;

use super::response_types::{Meetings, Notes, People};
use super::walks::{until_reported, until_short};
use crate::harness::blocking;

fn server(items: usize) -> Server {
    Server::builder().attio_notes(items).attio_people(items).attio_meetings(items).start().unwrap()
}

#[test]
fn the_offsets_of_a_get_are_those_of_the_document() {
    let server = server(122);
    let walked = over_demo_apis!(server, http => http
        .get(server.url_of("/v2/notes"))
        .bearer_auth(ATTIO_TOKEN)
        .paginate::<Notes>()
        .page_size(50));
    walked.gave_ids(&server.attio().note_ids(), 3);
    assert_eq!(
        walked.targets(),
        ["/v2/notes?limit=50&offset=0", "/v2/notes?limit=50&offset=50", "/v2/notes?limit=50&offset=100"]
    );
}

#[test]
fn a_list_that_fills_its_last_page_takes_one_request_more() {
    for count in [0, 49, 50, 100, 101] {
        let server = server(count);
        let notes = over_demo_apis!(server, http => http
            .get(server.url_of("/v2/notes"))
            .bearer_auth(ATTIO_TOKEN)
            .paginate::<Notes>()
            .page_size(50));
        notes.gave_ids(&server.attio().note_ids(), until_short(count, 50));
        let meetings = over_demo_apis!(server, http => http
            .get(server.url_of("/v2/meetings"))
            .bearer_auth(ATTIO_TOKEN)
            .paginate::<Meetings>()
            .page_size(50));
        meetings.gave_ids(&server.attio().meeting_ids(), until_reported(count, 50));
    }
}

#[test]
fn without_a_limit_a_short_page_is_one_below_the_default_of_the_endpoint() {
    let server = server(122);
    let walked = over_demo_apis!(server, http => http.get(server.url_of("/v2/notes")).bearer_auth(ATTIO_TOKEN).paginate::<Notes>());
    walked.gave_ids(&server.attio().note_ids(), 3);
    assert_eq!(walked.targets(), ["/v2/notes?offset=0", "/v2/notes?offset=50", "/v2/notes?offset=100"]);
}

#[test]
fn a_template_with_offset_and_limit_starts_there_and_has_that_size() {
    let server = server(122);
    let walked = over_demo_apis!(server, http => http
        .get(server.url_of("/v2/notes?offset=40&limit=30"))
        .bearer_auth(ATTIO_TOKEN)
        .paginate::<Notes>());
    walked.gave_ids(&server.attio().note_ids()[40..], 3);
    assert_eq!(
        walked.targets(),
        ["/v2/notes?offset=40&limit=30", "/v2/notes?offset=70&limit=30", "/v2/notes?offset=100&limit=30"]
    );
}

#[test]
fn a_post_carries_limit_and_offset_in_its_body() {
    let server = server(122);
    let walked = over_demo_apis!(server, http => http
        .post(server.url_of("/v2/objects/people/records/query"))
        .bearer_auth(ATTIO_TOKEN)
        .json(&json!({}))
        .paginate::<People>()
        .page_size(50));
    walked.gave_ids(&server.attio().person_ids(), 3);
    let bodies: Vec<_> =
        walked.requests.iter().map(|request| String::from_utf8_lossy(&request.body).into_owned()).collect();
    assert_eq!(bodies, [r#"{"limit":50,"offset":0}"#, r#"{"limit":50,"offset":50}"#, r#"{"limit":50,"offset":100}"#]);
    for request in &walked.requests {
        assert_eq!((request.method.as_str(), request.target().as_str()), ("POST", "/v2/objects/people/records/query"));
        assert_eq!(request.header("content-type"), Some("application/json"));
        assert_eq!(request.header("content-length").unwrap(), request.body.len().to_string());
    }
}

#[test]
fn a_post_without_a_body_gets_one() {
    let server = server(622);
    let walked = over_demo_apis!(server, http => http
        .post(server.url_of("/v2/objects/people/records/query"))
        .bearer_auth(ATTIO_TOKEN)
        .paginate::<People>());
    walked.gave_ids(&server.attio().person_ids(), 2);
    let bodies: Vec<_> = walked.requests.iter().map(|request| request.json().unwrap()).collect();
    assert_eq!(bodies, [json!({ "offset": 0 }), json!({ "offset": 500 })]);
    assert!(walked.requests.iter().all(|request| request.header("content-type") == Some("application/json")));
}

#[test]
fn the_filter_of_a_body_stays_on_every_page() {
    let server = server(622);
    for company in COMPANIES {
        let walked = over_demo_apis!(server, http => http
            .post(server.url_of("/v2/objects/people/records/query"))
            .bearer_auth(ATTIO_TOKEN)
            .json(&json!({ "filter": { "company": company } }))
            .paginate::<People>()
            .page_size(50));
        walked.gave_ids(&server.attio().person_ids_of(company), 3);
        for (number, request) in walked.requests.iter().enumerate() {
            let body = json!({ "filter": { "company": company }, "limit": 50, "offset": number * 50 });
            assert_eq!(request.json(), Some(body));
        }
    }
}

#[test]
fn the_requests_by_cursor_are_those_of_the_document() {
    let server = server(122);
    let walked = over_demo_apis!(server, http => http
        .get(server.url_of("/v2/meetings"))
        .bearer_auth(ATTIO_TOKEN)
        .paginate::<Meetings>()
        .page_size(50));
    walked.gave_ids(&server.attio().meeting_ids(), 3);
    let http = blocking();
    let pager = http.get(server.url_of("/v2/meetings")).bearer_auth(ATTIO_TOKEN).paginate::<Meetings>().page_size(50);
    let cursors: Vec<_> = pager.pages().filter_map(|page| page.unwrap().pagination.next_cursor.clone()).collect();
    // They contain characters with a meaning in a query.
    assert!(cursors.iter().all(|cursor| cursor.starts_with("++//")), "{cursors:?}");
    let encoded = |cursor: &str| cursor.replace('+', "%2B").replace('/', "%2F").replace('=', "%3D");
    let next = |cursor: &str| format!("/v2/meetings?limit=50&cursor={}", encoded(cursor));
    assert_eq!(walked.targets(), ["/v2/meetings?limit=50".to_owned(), next(&cursors[0]), next(&cursors[1])]);
}

#[test]
fn the_filter_of_a_query_stays_on_every_page_so_that_the_cursor_is_accepted() {
    let server = server(622);
    for (company, text) in
        COMPANIES.iter().zip(["Acme", "Globex", "Initech", "Tyrell%20%26+Co", "%C3%9Cmlaut%2BS%C3%B6hne"])
    {
        let walked = over_demo_apis!(server, http => http
            .get(server.url_of(&format!("/v2/meetings?company={text}&note=id(asc)")))
            .bearer_auth(ATTIO_TOKEN)
            .paginate::<Meetings>()
            .page_size(50));
        walked.gave_ids(&server.attio().meeting_ids_of(company), 3);
        let begins = format!("/v2/meetings?company={text}&note=id(asc)&limit=50");
        assert!(walked.targets().iter().all(|target| target.starts_with(&begins)), "{:?}", walked.targets());
    }
}

#[test]
fn a_cursor_in_the_template_is_where_the_walk_begins() {
    let server = server(122);
    let http = blocking();
    let list = || http.get(server.url_of("/v2/meetings?limit=50")).bearer_auth(ATTIO_TOKEN);
    let page = list().paginate::<Meetings>().pages().try_next().unwrap().unwrap();
    let cursor = page.pagination.next_cursor.clone().unwrap();
    let text = cursor.replace('+', "%2B").replace('/', "%2F").replace('=', "%3D");
    let walked = over_demo_apis!(server, http => http
        .get(server.url_of(&format!("/v2/meetings?cursor={text}&limit=50")))
        .bearer_auth(ATTIO_TOKEN)
        .paginate::<Meetings>());
    walked.gave_ids(&server.attio().meeting_ids()[50..], 2);
    assert_eq!(walked.requests[0].pair("cursor"), Some(cursor.as_str()));
    assert!(walked.requests.iter().all(|request| request.target().matches("cursor=").count() == 1));
}

#[test]
fn a_cursor_under_another_limit_is_refused_and_the_response_is_kept() {
    let server = server(122);
    let http = blocking();
    let list = || http.get(server.url_of("/v2/meetings")).bearer_auth(ATTIO_TOKEN);
    let mut pages = list().paginate::<Meetings>().page_size(50).pages();
    pages.try_next().unwrap().unwrap();
    let checkpoint = pages.checkpoint();
    let walked = over_demo_apis!(server, http => http
        .get(server.url_of("/v2/meetings"))
        .bearer_auth(ATTIO_TOKEN)
        .paginate::<Meetings>()
        .page_size(20)
        .resume(checkpoint.clone()));
    let Error::Status(status) = walked.failed_after_ids::<String>(&[], 1) else { panic!("{:?}", walked.errors) };
    assert_eq!(status.status.as_u16(), 400);
    assert!(String::from_utf8_lossy(&status.body).contains("validation_type"));
}

#[test]
fn a_server_that_clamps_the_size_loses_nothing() {
    // It returns 20 items for a limit of 50. No declared stop takes the short page for the end.
    let server = server(122);
    server.set_faults(Some(Faults::always(Fault::ClampLimit(20))));
    let walked = over_demo_apis!(server, http => http
        .get(server.url_of("/v2/meetings"))
        .bearer_auth(ATTIO_TOKEN)
        .paginate::<Meetings>()
        .page_size(50));
    walked.gave_ids(&server.attio().meeting_ids(), 7);
}

#[test]
fn an_empty_page_with_a_cursor_is_not_the_end() {
    let server = server(122);
    let before = { || server.fail_request(2, Fault::EmptyPage) };
    let walked = over_demo_apis!(server, { before() }, http => http
        .get(server.url_of("/v2/meetings"))
        .bearer_auth(ATTIO_TOKEN)
        .paginate::<Meetings>()
        .page_size(50));
    walked.gave_ids(&server.attio().meeting_ids(), 4);
}
