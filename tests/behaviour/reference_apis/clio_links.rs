//! Clio: links to the next and the previous page.

use demo_apis::{CLIO_TOKEN, Fault, Faults, Server};
use pagination_core::Paginate as _;
use pagination_core::reqwest::Error;

use super::response_types::{Contacts, Id as _, texts};
use super::walks::until_reported;
use crate::harness::targets;

/// The template, for either client.
macro_rules! contacts {
    ($http:ident, $server:expr) => {
        contacts!($http, $server, "")
    };
    ($http:ident, $server:expr, $query:literal) => {
        $http.get($server.url_of(concat!("/api/v4/contacts", $query))).bearer_auth(CLIO_TOKEN).paginate::<Contacts>()
    };
}

fn server(contacts: usize) -> Server {
    Server::builder().clio_contacts(contacts).start().unwrap()
}

/// The ids of a page.
fn ids<'a>(contacts: impl IntoIterator<Item = &'a super::response_types::Contact>) -> Vec<String> {
    contacts.into_iter().map(super::response_types::Id::id).collect()
}

#[test]
fn the_links_are_followed_to_the_end() {
    for count in [0, 1, 200, 201, 620] {
        let server = server(count);
        let walked = over_demo_apis!(server, http => contacts!(http, server));
        walked.gave_ids(&server.clio().contact_ids(), until_reported(count, 200));
    }
}

#[test]
fn the_order_keeps_its_bytes_and_a_link_is_followed_as_it_came() {
    let server = server(620);
    let http = crate::harness::blocking();
    let links: Vec<_> =
        contacts!(http, server).pages().filter_map(|page| page.unwrap().meta.paging.next.clone()).collect();
    assert_eq!(links.len(), 3);
    let requested = targets(&server.log());
    assert_eq!(requested[0], "/api/v4/contacts?order=id(asc)");
    for (target, link) in requested[1..].iter().zip(&links) {
        assert_eq!(server.url_of(target), *link);
    }
}

#[test]
fn the_page_size_is_in_the_first_request_and_then_in_the_links_of_the_server() {
    let server = server(120);
    let walked = over_demo_apis!(server, http => contacts!(http, server).page_size(50));
    walked.gave_ids(&server.clio().contact_ids(), 3);
    assert_eq!(walked.targets()[0], "/api/v4/contacts?order=id(asc)&limit=50");
    for request in &walked.requests {
        assert_eq!(request.pairs.iter().filter(|(name, _)| name == "limit").count(), 1);
        assert_eq!(request.pairs.iter().filter(|(name, _)| name == "order").count(), 1);
    }
}

#[test]
fn the_fields_of_the_template_come_back_in_the_links() {
    let server = server(120);
    let walked = over_demo_apis!(server, http => contacts!(http, server, "?fields=id,name").page_size(50));
    walked.gave_ids(&server.clio().contact_ids(), 3);
    assert_eq!(walked.targets()[0], "/api/v4/contacts?fields=id,name&order=id(asc)&limit=50");
    assert!(walked.items.iter().all(|contact| contact.name.is_some()));
}

#[test]
fn credentials_go_with_every_link() {
    let server = server(620);
    let walked = over_demo_apis!(server, http => contacts!(http, server));
    for request in &walked.requests {
        assert_eq!(request.header("authorization").unwrap(), format!("Bearer {CLIO_TOKEN}"));
    }
}

#[test]
fn backwards_from_the_end_every_page_comes_once_the_last_first() {
    let server = server(620);
    let all = texts(&server.clio().contact_ids());
    let http = crate::harness::blocking();
    let mut pages = contacts!(http, server).pages();
    assert_eq!(pages.by_ref().count(), 4);
    let end = pages.checkpoint();
    assert!(end.is_over());

    let walked = over_demo_apis!(server, http => contacts!(http, server).resume(end.clone()).rev());
    let backwards: Vec<_> = all[..600].chunks(200).rev().flatten().collect();
    walked.gave_ids(&backwards, 3);
}

#[test]
fn backwards_from_the_middle_begins_with_the_page_before() {
    let server = server(620);
    let all = texts(&server.clio().contact_ids());
    let http = crate::harness::blocking();
    let mut pages = contacts!(http, server).pages();
    for _ in 0..3 {
        pages.try_next().unwrap().unwrap();
    }
    let checkpoint = pages.checkpoint();
    let walked = over_demo_apis!(server, http => contacts!(http, server).rev().resume(checkpoint.clone()));
    let backwards: Vec<_> = all[..400].chunks(200).rev().flatten().collect();
    walked.gave_ids(&backwards, 2);
    // Forward from the same checkpoint.
    let walked = over_demo_apis!(server, http => contacts!(http, server).resume(checkpoint.clone()));
    walked.gave_ids(&all[600..], 1);
}

#[test]
fn backwards_from_the_first_page_there_is_nothing_and_nothing_is_requested() {
    let server = server(620);
    let http = crate::harness::blocking();
    let mut pages = contacts!(http, server).pages();
    pages.try_next().unwrap().unwrap();
    let checkpoint = pages.checkpoint();
    let walked = over_demo_apis!(server, http => contacts!(http, server).resume(checkpoint.clone()).rev());
    walked.gave_ids::<u64>(&[], 0);
}

#[test]
fn a_walk_back_can_be_stopped_stored_and_resumed() {
    let server = server(1_020);
    let all = texts(&server.clio().contact_ids());
    let backwards: Vec<_> = all[..1_000].chunks(200).rev().flatten().cloned().collect();
    let http = crate::harness::blocking();
    let mut pages = contacts!(http, server).pages();
    assert_eq!(pages.by_ref().count(), 6);
    let end = pages.checkpoint();
    for stop in [0, 1, 200, 350, 600, 999, 1_000] {
        let mut items: pagination_core::blocking::Items<Contacts> =
            contacts!(http, server).resume(end.clone()).rev().items();
        let mut ids: Vec<_> = items.by_ref().take(stop).map(|contact| contact.unwrap().id()).collect();
        let stored = serde_json::to_string(&items.checkpoint()).unwrap();
        let checkpoint = serde_json::from_str(&stored).unwrap();
        let mut rest = contacts!(http, server).resume(checkpoint).rev().items();
        ids.extend(rest.by_ref().map(|contact| contact.unwrap().id()));
        assert_eq!(ids, backwards, "stopped after {stop}");
    }
}

#[test]
fn backwards_without_a_checkpoint_is_an_error_that_says_what_is_missing() {
    let server = server(620);
    let walked = over_demo_apis!(server, http => contacts!(http, server).rev());
    let error = walked.failed_after_ids::<u64>(&[], 0);
    assert!(matches!(error, Error::Request(_)), "{error}");
    assert!(error.to_string().contains(".resume(checkpoint).rev()"), "{error}");
}

#[test]
fn a_relative_link_is_joined_on_the_url_of_its_page() {
    let server = server(620);
    server.set_faults(Some(Faults::always(Fault::LinkOrigin(String::new()))));
    let walked = over_demo_apis!(server, http => contacts!(http, server));
    walked.gave_ids(&server.clio().contact_ids(), 4);
}

#[test]
fn a_link_to_another_origin_is_refused_before_anything_is_sent() {
    let server = server(620);
    let all = texts(&server.clio().contact_ids());
    let port = server.address().port();
    let other_port = if port == 1 { 2 } else { port - 1 };
    for origin in [
        "https://evil.example".to_owned(),
        "//evil.example".to_owned(),
        format!("http://localhost:{port}"),
        format!("https://127.0.0.1:{port}"),
        format!("http://127.0.0.1:{other_port}"),
        format!("http://127.0.0.1:{port}@evil.example"),
    ] {
        let before = { || server.fail_request(2, Fault::LinkOrigin(origin.clone())) };
        let walked = over_demo_apis!(server, { before() }, http => contacts!(http, server));
        let error = walked.failed_after_ids(&all[..400], 2);
        let Error::ForeignOrigin(foreign) = error else { panic!("{origin}: {error}") };
        assert_eq!(foreign.expected, server.url());
        assert!(!error.is_transient());
        assert!(!error.to_string().contains("page_token"), "{error}");
    }
}

#[test]
fn an_origin_that_was_allowed_is_followed() {
    let server = server(620);
    let second = Server::builder().clio_contacts(620).start().unwrap();
    server.set_faults(Some(Faults::always(Fault::LinkOrigin(second.url()))));
    let walked =
        over_demo_apis!(server, { second.reset_log() }, http => contacts!(http, server).allow_origin(second.url()));
    walked.gave_ids(&server.clio().contact_ids(), 1);
    assert_eq!(second.requests(), 3);
}

#[test]
fn an_empty_page_with_a_link_is_not_the_end() {
    let server = server(620);
    let before = { || server.fail_request(2, Fault::EmptyPage) };
    let walked = over_demo_apis!(server, { before() }, http => contacts!(http, server));
    walked.gave_ids(&server.clio().contact_ids(), 5);
}

#[test]
fn a_page_has_the_links_to_its_neighbours() {
    let server = server(620);
    let http = crate::harness::blocking();
    let mut pages = contacts!(http, server).pages();
    let all = texts(&server.clio().contact_ids());
    for number in 0..4 {
        let page = pages.try_next().unwrap().unwrap();
        assert_eq!(page.meta.paging.previous.is_some(), number > 0);
        assert_eq!(page.meta.paging.next.is_some(), number < 3);
        assert_eq!(ids(&page), all[number * 200..all.len().min(number * 200 + 200)]);
    }
    assert!(pages.try_next().unwrap().is_none());
    assert!(pages.try_next().unwrap().is_none());
    assert_eq!(server.requests(), 4);
    let walked = over_demo_apis!(server, http => contacts!(http, server).resume(pages.checkpoint()));
    walked.gave_ids::<u64>(&[], 0);
}
