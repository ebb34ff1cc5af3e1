use demo_apis::Server;

use crate::client::{Received, each, get};

fn server() -> Server {
    Server::builder().zylo(1234).start().unwrap()
}

fn list(server: &Server, query: &str) -> Received {
    get(&server.url_of(&format!("/v2/applications?{query}")))
}

#[test]
fn the_page_is_a_bare_array_of_50_by_default_and_1000_at_most() {
    let server = server();
    assert_eq!(each(&list(&server, "").json, "/id"), server.zylo().ids()[..50]);
    assert_eq!(each(&list(&server, "limit=1000").json, "/id").len(), 1000);
    assert_eq!(list(&server, "limit=1001").status, 400);
    assert_eq!(list(&server, "limit=0").status, 400);
}

#[test]
fn skip_reads_on_in_any_order() {
    let server = server();
    let zylo = server.zylo();
    for (sort, expected) in [("", zylo.ids()), ("&sort=id", zylo.ids_sorted()), ("&sort=name", zylo.ids_by_name())] {
        let pages =
            [0, 500, 1000, 1500].map(|skip| each(&list(&server, &format!("limit=500&skip={skip}{sort}")).json, "/id"));
        assert_eq!(pages.concat(), expected);
    }
}

#[test]
fn x_cursor_is_the_last_id_also_on_the_last_page_and_absent_on_an_empty_one() {
    let server = server();
    let (mut found, mut cursor, mut requests) = (Vec::new(), String::new(), 0);
    loop {
        let response = list(&server, &format!("sort=id&limit=500{cursor}"));
        let ids = each(&response.json, "/id");
        requests += 1;
        assert_eq!(response.headers.get("x-cursor"), ids.last());
        let Some(last) = ids.last() else { break };
        cursor = format!("&cursor={last}");
        found.extend(ids);
    }
    assert_eq!(found, server.zylo().ids_sorted());
    assert_ne!(found, server.zylo().ids());
    assert_eq!(requests, 4);
}

#[test]
fn without_sort_by_id_there_is_no_cursor() {
    let server = server();
    let id = &server.zylo().ids()[0];
    assert!(!list(&server, "").headers.contains_key("x-cursor"));
    for query in [
        format!("cursor={id}"),
        format!("sort=name&cursor={id}"),
        format!("sort=id&skip=0&cursor={id}"),
        "sort=id&cursor=".to_owned(),
        format!("sort=id&cursor={}", id.to_uppercase()),
        "sort=cost".to_owned(),
    ] {
        let response = list(&server, &query);
        assert_eq!((response.status, &response.json["statusCode"]), (400, &400.into()), "{query}");
    }
}
