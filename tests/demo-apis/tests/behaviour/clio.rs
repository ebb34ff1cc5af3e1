use demo_apis::Server;
use serde_json::Value;

use crate::client::{Received, get};

fn server() -> Server {
    let builder = Server::builder().clio_contacts(950).clio_activities(401);
    builder.clio_offset_cap(800).start().unwrap()
}

fn ids(page: &Value) -> Vec<u64> {
    page["data"].as_array().unwrap().iter().map(|item| item["id"].as_u64().unwrap()).collect()
}

fn list(server: &Server, query: &str) -> Received {
    get(&server.url_of(&format!("/api/v4/contacts?{query}")))
}

/// Follows one kind of link from a page on, to the end or to an error.
fn follow(from: Received, link: &str) -> Vec<Received> {
    let mut pages = vec![from];
    while let Some(url) = pages.last().unwrap().json["meta"]["paging"][link].as_str() {
        pages.push(get(url));
    }
    pages
}

fn all_ids(pages: &[Received]) -> Vec<u64> {
    pages.iter().flat_map(|page| ids(&page.json)).collect()
}

#[test]
fn next_links_by_token_lead_past_the_cap_with_all_parameters_encoded() {
    let server = server();
    let pages = follow(list(&server, "fields=id,name&order=id(asc)"), "next");
    assert_eq!(all_ids(&pages), server.clio().contact_ids());
    assert_eq!(pages.len(), 5);
    let next = pages[0].json["meta"]["paging"]["next"].as_str().unwrap();
    assert!(next.starts_with(&server.url_of("/api/v4/contacts?fields=id%2Cname&limit=200")));
    assert!(next.contains("&order=id%28asc%29&page_token="));
    assert!(pages[4].json["data"][0].get("name").is_some());
}

#[test]
fn previous_links_lead_back_to_the_start() {
    let server = server();
    let last = follow(list(&server, "limit=150&order=id(asc)"), "next").pop().unwrap();
    let mut pages = follow(last, "previous");
    pages.reverse();
    assert_eq!(all_ids(&pages), server.clio().contact_ids());
}

#[test]
fn links_are_left_out_at_the_ends() {
    let server = Server::builder().clio_contacts(3).start().unwrap();
    for query in ["order=id(asc)", "offset=0", ""] {
        let page = list(&server, query).json;
        assert_eq!(page["meta"]["paging"], serde_json::json!({}));
        assert_eq!(page["meta"]["records"], 3);
    }
}

#[test]
fn offset_reads_every_order_with_links_in_both_directions() {
    let server = Server::builder().clio_contacts(950).start().unwrap();
    let clio = server.clio();
    let (by_id, by_name) = (clio.contact_ids(), clio.contact_ids_by_name());
    let reversed = |ids: &[u64]| ids.iter().rev().copied().collect::<Vec<_>>();
    for (query, expected) in [
        ("", by_id.clone()),
        ("offset=0", by_id.clone()),
        ("offset=0&order=id(asc)", by_id.clone()),
        ("offset=0&order=id(desc)", reversed(&by_id)),
        ("offset=0&order=name(asc)", by_name.clone()),
        ("offset=0&order=name(desc)", reversed(&by_name)),
    ] {
        let pages = follow(list(&server, query), "next");
        assert_eq!(all_ids(&pages), expected, "{query}");
        let back = follow(get(&server.url_of("/api/v4/contacts?offset=800")), "previous");
        assert_eq!(back.len(), 5);
    }
}

#[test]
fn the_link_of_the_last_page_below_the_cap_leads_into_a_422() {
    let server = server();
    let pages = follow(list(&server, "offset=0"), "next");
    let (last, good) = pages.split_last().unwrap();
    assert_eq!(all_ids(good_pages(good)), server.clio().contact_ids()[..800]);
    assert_eq!((last.status, &last.json["error"]["type"]), (422, &"ArgumentError".into()));
    assert!(last.json["error"]["message"].is_string());
}

fn good_pages(pages: &[Received]) -> &[Received] {
    assert!(pages.iter().all(|page| page.status == 200));
    pages
}

#[test]
fn a_page_over_the_cap_is_refused_even_where_no_records_are() {
    let server = Server::builder().clio_contacts(5).start().unwrap();
    assert_eq!(list(&server, "offset=9800").status, 200);
    for query in ["offset=9801", "offset=10000&limit=1", "offset=18446744073709551615"] {
        assert_eq!(list(&server, query).status, 422, "{query}");
    }
}

#[test]
fn the_limit_is_200_by_default_and_at_most() {
    let server = server();
    assert_eq!(ids(&list(&server, "").json).len(), 200);
    assert_eq!(list(&server, "limit=201").status, 422);
    assert_eq!(list(&server, "limit=0").status, 422);
}

#[test]
fn without_fields_a_record_has_id_and_etag_only() {
    let server = server();
    let page = list(&server, "limit=1").json;
    let record = page["data"][0].as_object().unwrap();
    assert_eq!(record.keys().collect::<Vec<_>>(), ["etag", "id"]);
    let page = get(&server.url_of("/api/v4/activities?fields=id,quantity,price,total")).json;
    assert_eq!(page["data"][0].as_object().unwrap().len(), 4);
    assert_eq!(ids(&page), server.clio().activity_ids()[..200]);
    assert_eq!(list(&server, "fields=id,shoe_size").status, 400);
}

#[test]
fn parameters_that_do_not_fit_are_refused() {
    let server = server();
    let first = list(&server, "limit=10&order=id(asc)").json;
    let next = first["meta"]["paging"]["next"].as_str().unwrap();
    let (_, token) = next.split_once("page_token=").unwrap();
    for (query, status) in [
        ("order=name(asc)".to_owned(), 422),
        ("order=id(desc)".to_owned(), 422),
        ("order=shoe_size(asc)&offset=0".to_owned(), 422),
        (format!("page_token={token}"), 422),
        (format!("order=id(asc)&offset=10&page_token={token}"), 422),
        (format!("order=id(asc)&page_token={token}0"), 400),
        ("order=id(asc)&page_token=".to_owned(), 400),
    ] {
        assert_eq!(list(&server, &query).status, status, "{query}");
    }
}
