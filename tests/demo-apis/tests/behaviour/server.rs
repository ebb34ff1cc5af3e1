use std::time::{Duration, Instant};

use demo_apis::Server;

use crate::client::{get, post, try_get};

fn small() -> Server {
    Server::builder().zoho(5).zylo(5).clio_contacts(5).start().unwrap()
}

#[test]
fn the_default_sizes_are_those_of_the_documentation() {
    let server = Server::start().unwrap();
    assert_eq!(server.zoho().ids().len(), 25_000);
    assert_eq!(server.attio().note_ids().len(), 12_000);
    assert_eq!(server.attio().person_ids().len(), 12_000);
    assert_eq!(server.attio().meeting_ids().len(), 12_000);
    assert_eq!(server.zylo().ids().len(), 25_000);
    assert_eq!(server.clio().contact_ids().len(), 10_450);
    assert_eq!(server.clio().activity_ids().len(), 4_321);
    assert_eq!(server.clio().offset_cap(), 10_000);
}

#[test]
fn the_log_has_the_requests_as_they_came() {
    let server = small();
    get(&server.url_of("/api/v4/contacts?order=id(asc)&fields=id%2Cname"));
    post(&server.url_of("/v2/objects/people/records/query"), "application/json", "{\"limit\":1}");
    let log = server.log();
    assert_eq!((log.len(), server.requests()), (2, 2));
    assert_eq!(log[0].method, "GET");
    assert_eq!(log[0].target(), "/api/v4/contacts?order=id(asc)&fields=id%2Cname");
    assert_eq!(log[0].pair("fields"), Some("id,name"));
    assert_eq!(log[0].header("authorization"), Some("Bearer clio-demo-token"));
    assert_eq!((log[1].query.as_deref(), log[1].pairs.len()), (None, 0));
    assert_eq!(log[1].json().unwrap()["limit"], 1);
    server.reset_log();
    assert_eq!((server.log().len(), server.requests()), (0, 0));
}

#[test]
fn an_unknown_path_is_404_in_json() {
    let server = small();
    let response = get(&server.url_of("/v2/nothing"));
    assert_eq!((response.status, response.headers["content-type"].as_str()), (404, "application/json"));
    assert_eq!(response.json["error"]["type"], "NotFound");
}

#[test]
fn latency_delays_every_response_and_the_peak_counts_those_in_flight() {
    let server = small();
    server.set_latency(Duration::from_millis(150));
    let url = server.url_of("/v2/applications");
    let begin = Instant::now();
    std::thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| assert_eq!(get(&url).status, 200));
        }
    });
    assert!(begin.elapsed() >= Duration::from_millis(150));
    assert_eq!(server.in_flight_peak(), 4);
    server.set_latency(Duration::ZERO);
    server.reset_log();
    get(&url);
    assert_eq!(server.in_flight_peak(), 1);
}

#[test]
fn a_dropped_server_stops_responding() {
    let server = small();
    let url = server.url_of("/v2/applications");
    assert_eq!(get(&url).status, 200);
    drop(server);
    assert!(try_get(&url).is_err());
}

#[test]
fn the_same_record_is_made_again_and_again() {
    assert_eq!(demo_apis::data::Contact::nth(7), demo_apis::data::Contact::nth(7));
    let server = small();
    let page = get(&server.url_of("/v2/applications")).text;
    let records: Vec<demo_apis::data::Application> = serde_json::from_str(&page).unwrap();
    assert_eq!(records[4], demo_apis::data::Application::nth(4));
}
