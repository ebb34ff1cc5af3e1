//! Positions and sizes in the body of a request: JSON members, form fields, a map merged into it.

use pagination_core::Error;
use pagination_core::Paginate as _;
use pagination_core::Paginated;
use serde::Deserialize;
use serde_json::{Value, json};

use crate::harness::{bare, blocking, client, drain, drain_blocking, list, page, serve};

#[derive(Debug, Deserialize, Paginated)]
#[cursor(field = next, body = "/variables/page/after")]
#[paginated(page_size(body = "/variables/first"))]
struct GraphQl {
    data: Vec<u64>,
    next: Option<String>,
}

#[tokio::test]
async fn a_body_keeps_its_bytes_and_gets_position_and_size_where_declared() {
    let server = serve(|number, _| if number == 0 { page(0..1, "b\"") } else { page(1..2, Value::Null) });
    let text = r#"{"query":"{ things }", "z": 12345678901234567890123, "variables": {"filter" :[1, 2.50]}, "a": 1}"#;
    let request = client().post(server.url_of("/graphql")).header("content-type", "application/json").body(text);
    drain(&mut request.paginate::<GraphQl>().page_size(7).items()).await.sound();
    let bodies: Vec<_> = server.log().iter().map(|request| String::from_utf8(request.body.to_vec()).unwrap()).collect();
    assert_eq!(bodies[0], text.replace("2.50]", "2.50],\"first\":7"));
    assert_eq!(bodies[1], text.replace("2.50]", r#"2.50],"first":7,"page":{"after":"b\""}"#));
    for request in server.log() {
        assert_eq!(request.header("content-length"), Some(request.body.len().to_string().as_str()));
    }
}

#[tokio::test]
async fn a_body_is_made_where_the_template_has_none() {
    let server = serve(|number, _| if number == 0 { page(0..1, "b") } else { page(1..2, Value::Null) });
    drain(&mut client().post(server.url_of("/graphql")).paginate::<GraphQl>().items()).await.sound();
    let log = server.log();
    assert_eq!(log[0].json(), Some(json!({})));
    assert_eq!(log[1].json(), Some(json!({ "variables": { "page": { "after": "b" } } })));
    for request in log {
        assert_eq!(request.header("content-type"), Some("application/json"));
    }
}

#[test]
fn a_body_that_cannot_hold_the_position_is_an_error() {
    for body in ["not json", r#"{"variables": [1]}"#, "[1]"] {
        let server = serve(|_, _| page(0..1, "b"));
        let mut items = blocking().post(server.url_of("/graphql")).body(body).paginate::<GraphQl>().items();
        let walked = drain_blocking(&mut items);
        assert!(matches!(walked.error(), Error::Request(_)), "{walked:?}");
        assert!(server.requests() <= 1);
    }
}

#[derive(Debug, Deserialize, Paginated)]
#[offset(body = "/from", stop(short_page))]
#[paginated(page_size(body = "/size", default = 3))]
struct Search {
    data: Vec<u64>,
}

#[tokio::test]
async fn a_walk_starts_at_the_position_that_the_body_carries() {
    let server = serve(|_, request| {
        let body = request.json().unwrap();
        let (from, size) = (body["from"].as_u64().unwrap(), body["size"].as_u64().unwrap());
        bare(from..(from + size).min(7))
    });
    let request = client().post(server.url_of("/search")).json(&json!({ "from": 2, "size": 3, "q": "x" }));
    assert_eq!(drain(&mut request.paginate::<Search>().items()).await.sound(), list(2..7));
    let sent: Vec<_> = server.log().iter().map(|request| request.json().unwrap()).collect();
    assert_eq!(sent, [json!({ "from": 2, "size": 3, "q": "x" }), json!({ "from": 5, "size": 3, "q": "x" })]);
}

#[derive(Debug, Deserialize, Paginated)]
#[cursor(field = next, form = "Marker")]
#[paginated(page_size(form = "MaxItems"))]
struct Form {
    data: Vec<u64>,
    next: Option<String>,
}

#[test]
fn a_form_keeps_its_fields_and_gets_position_and_size() {
    let server = serve(|number, _| if number == 0 { page(0..1, "a b&c=+") } else { page(1..2, Value::Null) });
    let request = blocking()
        .post(server.url_of("/"))
        .header("content-type", "application/x-www-form-urlencoded")
        .body("Action=List&Path=%2Fx%2f&Marker=");
    drain_blocking(&mut request.paginate::<Form>().page_size(5).items()).sound();
    let bodies: Vec<_> = server.log().iter().map(|request| String::from_utf8(request.body.to_vec()).unwrap()).collect();
    assert_eq!(bodies[0], "Action=List&Path=%2Fx%2f&Marker=&MaxItems=5");
    assert_eq!(bodies[1], "Action=List&Path=%2Fx%2f&Marker=a+b%26c%3D%2B&MaxItems=5");
}

#[derive(Debug, Clone, Deserialize, Paginated)]
#[cursor(field = next, merge, body = "")]
struct MergedBody {
    data: Vec<u64>,
    next: Option<Value>,
}

#[tokio::test]
async fn a_map_is_merged_deep_into_the_body() {
    let server = serve(|number, _| match number {
        0 => page(0..1, json!({ "start": { "id": 5 }, "mode": "next" })),
        _ => page(1..2, Value::Null),
    });
    let request = client().post(server.url_of("/")).json(&json!({ "start": { "day": 1, "id": 0 }, "q": "x" }));
    drain(&mut request.paginate::<MergedBody>().items()).await.sound();
    assert_eq!(server.log()[1].json(), Some(json!({ "start": { "day": 1, "id": 5 }, "q": "x", "mode": "next" })));
}
