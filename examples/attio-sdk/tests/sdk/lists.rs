//! What each list requests and returns.

use serde_json::json;

use crate::support::{all, client, server, targets};

#[tokio::test]
async fn meetings_are_walked_by_cursor() {
    let server = server();
    let meetings = all(client(&server).meetings().list().limit(50).send()).await;
    let ids: Vec<_> = meetings.into_iter().map(|meeting| meeting.id.meeting_id).collect();
    assert_eq!(ids, server.attio().meeting_ids());
    let targets = targets(&server);
    assert_eq!((targets.len(), targets[0].as_str()), (3, "/v2/meetings?limit=50"));
    assert!(targets[1..].iter().all(|target| target.starts_with("/v2/meetings?limit=50&cursor=%2B%2B%2F%2F")));
}

#[tokio::test]
async fn a_company_stays_on_every_page() {
    for company in ["Acme", "Tyrell & Co", "Ümlaut+Söhne"] {
        let server = server();
        let list = client(&server).meetings().list().company("another").company(company).limit(10);
        let ids: Vec<_> = all(list.send()).await.into_iter().map(|meeting| meeting.id.meeting_id).collect();
        assert_eq!(ids, server.attio().meeting_ids_of(company));
        assert_eq!(server.requests(), 3);
        assert!(server.log().iter().all(|request| request.pair("company") == Some(company)));
    }
}

#[tokio::test]
async fn notes_are_walked_by_offset() {
    let server = server();
    let notes = all(client(&server).notes().list().limit(50).send()).await;
    let ids: Vec<_> = notes.into_iter().map(|note| note.id.note_id).collect();
    assert_eq!(ids, server.attio().note_ids());
    let expected = ["/v2/notes?limit=50&offset=0", "/v2/notes?limit=50&offset=50", "/v2/notes?limit=50&offset=100"];
    assert_eq!(targets(&server), expected);
}

#[tokio::test]
async fn people_are_walked_by_the_offset_of_a_body() {
    let server = server();
    let people = all(client(&server).people().query().filter(json!({ "company": "Acme" })).limit(50).send()).await;
    let ids: Vec<_> = people.into_iter().map(|person| person.id.record_id).collect();
    assert_eq!(ids, server.attio().person_ids_of("Acme"));
    let bodies: Vec<_> = server.log().iter().map(|request| request.json().unwrap()).collect();
    let body = |offset| json!({ "filter": { "company": "Acme" }, "limit": 50, "offset": offset });
    assert_eq!(bodies, [body(0), body(50), body(100)]);
}

#[tokio::test]
async fn without_a_filter_or_limit_a_query_still_is_json() {
    let server = server();
    assert_eq!(all(client(&server).people().query().send()).await.len(), 622);
    let bodies: Vec<_> = server.log().iter().map(|request| request.json().unwrap()).collect();
    assert_eq!(bodies, [json!({ "offset": 0 }), json!({ "offset": 500 })]);
}

#[tokio::test]
async fn nothing_is_requested_past_max_items() {
    let server = server();
    let meetings = client(&server).meetings().list().limit(50).max_items(60).send();
    assert_eq!(server.requests(), 0);
    assert_eq!(all(meetings).await.len(), 60);
    assert_eq!(server.requests(), 2);
}
