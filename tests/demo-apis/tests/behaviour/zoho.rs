use demo_apis::{Server, Zoho};
use reqwest::blocking::Client;
use serde_json::Value;

use crate::client::{Received, each, encoded, get};

fn server(datastores: usize) -> Server {
    Server::builder().zoho(datastores).start().unwrap()
}

fn list(server: &Server, query: &str) -> Received {
    get(&server.url_of(&format!("/api/v3/datastores?{query}")))
}

/// All pages of a walk that begins with this query.
fn walk(server: &Server, first: &str) -> Vec<Value> {
    let mut pages = vec![list(server, first).json];
    while let Some(token) = pages.last().unwrap()["next_token"].as_str() {
        let query = format!("limit=10&next_token={}", encoded(token));
        pages.push(list(server, &query).json);
    }
    pages
}

fn ids(pages: &[Value]) -> Vec<String> {
    pages.iter().flat_map(|page| each(&page["data"], "/id")).collect()
}

fn last_sync_token(pages: &[Value]) -> String {
    encoded(pages.last().unwrap()["sync_token"].as_str().unwrap())
}

fn touch(zoho: &Zoho, numbers: &[usize]) -> Vec<String> {
    let all = zoho.ids();
    let touched: Vec<_> = numbers.iter().map(|number| all[*number].clone()).collect();
    assert_eq!(zoho.touch(&touched), numbers.len());
    touched
}

#[test]
fn a_walk_gives_every_datastore_once_in_order() {
    for count in [0, 1, 10, 25, 30] {
        let server = server(count);
        let pages = walk(&server, "limit=10");
        assert_eq!(ids(&pages), server.zoho().ids());
        assert_eq!(pages.len(), count.div_ceil(10).max(1));
        assert_eq!(pages[0]["url"], "/api/v3/datastores");
        assert_eq!(pages[0]["type"], "datastore");
    }
}

#[test]
fn tokens_end_in_an_equals_sign_and_the_last_page_has_no_next_token() {
    let server = server(1025);
    let pages = walk(&server, "limit=10");
    let (last, others) = pages.split_last().unwrap();
    for page in others {
        assert!(page["next_token"].as_str().unwrap().ends_with('='));
    }
    assert!(last.get("next_token").is_none());
    assert!(last["sync_token"].as_str().unwrap().ends_with('='));
}

#[test]
fn the_sync_token_of_an_earlier_page_is_its_next_token_and_refused() {
    let server = server(25);
    let pages = walk(&server, "limit=10");
    for page in &pages[..2] {
        assert_eq!(page["sync_token"], page["next_token"]);
        let token = encoded(page["sync_token"].as_str().unwrap());
        let response = list(&server, &format!("sync_token={token}"));
        assert_eq!((response.status, &response.json["code"]), (400, &"invalid_token".into()));
    }
}

#[test]
fn a_sync_gives_what_changed_since_paged_and_the_next_one_goes_on() {
    let server = server(40);
    let token = last_sync_token(&walk(&server, "limit=10"));
    let mut changed = touch(server.zoho(), &[30, 3, 17, 4, 5, 6, 7, 8, 9, 10]);
    changed.extend(server.zoho().insert(15));

    let pages = walk(&server, &format!("limit=10&sync_token={token}"));
    assert_eq!(ids(&pages), changed);
    assert_eq!(pages.len(), 3);
    assert_eq!(pages[0]["data"][0]["revision"], 1);
    assert_eq!(server.zoho().ids().len(), 55);

    let token = last_sync_token(&pages);
    assert!(ids(&walk(&server, &format!("sync_token={token}"))).is_empty());
    let changed = touch(server.zoho(), &[3]);
    assert_eq!(ids(&walk(&server, &format!("sync_token={token}"))), changed);
}

#[test]
fn a_sync_goes_on_with_and_without_the_sync_token() {
    let server = server(40);
    let token = last_sync_token(&walk(&server, "limit=10"));
    let changed = touch(server.zoho(), &[1, 2, 3, 4]);
    let first = list(&server, &format!("limit=2&sync_token={token}")).json;
    let next = encoded(first["next_token"].as_str().unwrap());
    for query in [format!("next_token={next}"), format!("sync_token={token}&next_token={next}")] {
        assert_eq!(each(&list(&server, &query).json["data"], "/id"), changed[2..]);
    }
}

#[test]
fn tokens_that_do_not_belong_together_are_refused() {
    let server = server(40);
    let pages = walk(&server, "limit=10");
    let (sync, next) = (last_sync_token(&pages), encoded(pages[0]["next_token"].as_str().unwrap()));
    let response = list(&server, &format!("sync_token={sync}&next_token={next}"));
    assert_eq!((response.status, &response.json["code"]), (400, &"invalid_token".into()));
}

#[test]
fn what_is_edited_during_a_walk_comes_with_the_next_sync() {
    let server = server(25);
    let first = list(&server, "limit=20").json;
    let changed = touch(server.zoho(), &[0]);
    let next = encoded(first["next_token"].as_str().unwrap());
    let last = list(&server, &format!("limit=20&next_token={next}")).json;
    let token = last_sync_token(&[last]);
    assert_eq!(ids(&walk(&server, &format!("sync_token={token}"))), changed);
}

#[test]
fn an_edit_during_a_sync_skips_nothing_and_comes_with_the_next_one() {
    let server = server(25);
    let token = last_sync_token(&walk(&server, "limit=10"));
    let changed = touch(server.zoho(), &[1, 2, 3, 4]);
    let first = list(&server, &format!("limit=2&sync_token={token}")).json;
    let again = touch(server.zoho(), &[1, 3]);
    let next = encoded(first["next_token"].as_str().unwrap());
    let second = list(&server, &format!("next_token={next}")).json;
    assert_eq!(each(&second["data"], "/id"), changed[3..]);
    let token = last_sync_token(&[second]);
    assert_eq!(ids(&walk(&server, &format!("sync_token={token}"))), again);
}

#[test]
fn garbled_and_expired_tokens_are_invalid_tokens() {
    let server = server(25);
    let first = list(&server, "limit=10").json;
    let next = first["next_token"].as_str().unwrap().to_owned();
    let sync = last_sync_token(&walk(&server, "limit=10"));
    for token in ["", "MTB8", &next.replace('=', ""), &next.to_lowercase()] {
        let response = list(&server, &format!("next_token={}", encoded(token)));
        assert_eq!((response.status, &response.json["code"]), (400, &"invalid_token".into()));
    }
    server.zoho().expire_tokens();
    for query in [format!("next_token={}", encoded(&next)), format!("sync_token={sync}")] {
        let response = list(&server, &query);
        assert_eq!((response.status, &response.json["code"]), (400, &"invalid_token".into()));
    }
    assert_eq!(ids(&walk(&server, "limit=10")), server.zoho().ids());
}

#[test]
fn the_limit_is_20_by_default_and_100_at_most() {
    let server = server(300);
    assert_eq!(list(&server, "").json["data"].as_array().unwrap().len(), 20);
    assert_eq!(list(&server, "limit=100").json["data"].as_array().unwrap().len(), 100);
    for limit in ["101", "0", "-1", "ten", "", "%2B5", "10&limit=10"] {
        assert_eq!(list(&server, &format!("limit={limit}")).status, 400, "{limit}");
    }
}

#[test]
fn every_request_needs_the_token_in_zohos_own_scheme() {
    let server = server(3);
    let url = server.url_of("/api/v3/datastores");
    let bearer = Client::new().get(&url).bearer_auth(demo_apis::ZOHO_TOKEN).send().unwrap();
    assert_eq!(bearer.status().as_u16(), 401);
    assert_eq!(Client::new().get(&url).send().unwrap().status().as_u16(), 401);
}

#[test]
fn chats_have_a_next_token_and_never_a_sync_token() {
    let server = Server::builder().zoho_chats(45).start().unwrap();
    let (mut found, mut query) = (Vec::new(), String::new());
    loop {
        let page = get(&server.url_of(&format!("/api/v3/chats{query}"))).json;
        assert!(page.get("sync_token").is_none());
        found.extend(each(&page["data"], "/id"));
        match page["next_token"].as_str() {
            Some(token) => query = format!("?next_token={}", encoded(token)),
            None => break,
        }
    }
    assert_eq!(found, server.zoho().chat_ids());
    assert_eq!(server.requests(), 3);
}
