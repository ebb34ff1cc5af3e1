//! Zoho Cliq: `next_token` from page to page, `sync_token` for what changed since.

use demo_apis::data::Chat;
use demo_apis::{Fault, Faults, Server, ZOHO_TOKEN};
use pagination_core::Paginate as _;
use pagination_core::SyncToken;
use pagination_core::reqwest::Error;
use serde_json::json;

use super::response_types::{Chats, Datastores, ExpiringDatastores, Id as _, Module, texts};
use super::walks::until_reported;
use crate::harness::{blocking, targets};

/// The template, for either client.
macro_rules! list {
    ($http:ident, $server:expr, $module:literal) => {
        $http
            .get($server.url_of(concat!("/api/v3/", $module)))
            .header("authorization", format!("Zoho-oauthtoken {ZOHO_TOKEN}"))
    };
}

fn server(datastores: usize) -> Server {
    Server::builder().zoho(datastores).start().unwrap()
}

/// Walks the whole list and returns its sync token.
fn full_load(server: &Server) -> SyncToken {
    let http = blocking();
    let mut items = list!(http, server, "datastores").paginate::<Datastores>().page_size(100).items();
    let ids: Vec<_> = items.by_ref().map(|datastore| datastore.unwrap().id).collect();
    assert_eq!(ids, server.zoho().ids());
    items.sync_token().unwrap().clone()
}

#[test]
fn a_list_ends_where_next_token_is_absent() {
    for (count, requests) in [(0, 1), (1, 1), (20, 1), (21, 2), (245, 13)] {
        let server = server(count);
        let walked =
            over_demo_apis!(server, http => list!(http, server, "datastores").paginate::<Datastores>().page_size(20));
        walked.gave_ids(&server.zoho().ids(), requests);
    }
}

#[test]
fn the_requests_are_those_of_the_document_and_padding_is_encoded_once() {
    let server = server(45);
    let (mut tokens, mut requested) = (Vec::new(), Vec::new());
    let http = blocking();
    for page in list!(http, server, "datastores").paginate::<Datastores>().page_size(20).pages() {
        let page = page.unwrap();
        tokens.extend(page.next_token.clone());
        requested.push(page.request().position().and_then(|token| token.as_str().map(str::to_owned)));
    }
    assert_eq!(tokens.len(), 2);
    assert_eq!(requested, [None, Some(tokens[0].clone()), Some(tokens[1].clone())]);
    assert!(tokens.iter().all(|token| token.ends_with('=')), "{tokens:?}");
    let next = |token: &str| format!("/api/v3/datastores?limit=20&next_token={}", token.replace('=', "%3D"));
    assert_eq!(targets(&server.log()), ["/api/v3/datastores?limit=20".to_owned(), next(&tokens[0]), next(&tokens[1])]);
}

#[test]
fn without_a_page_size_none_is_sent_and_the_defaults_of_the_server_hold() {
    let server = server(45);
    let walked = over_demo_apis!(server, http => list!(http, server, "datastores").paginate::<Datastores>());
    walked.gave_ids(&server.zoho().ids(), 3);
    assert_eq!(walked.targets()[0], "/api/v3/datastores");
    assert!(walked.requests.iter().all(|request| request.pair("limit").is_none()));
}

#[test]
fn credentials_and_other_headers_go_with_every_page() {
    let server = server(45);
    let walked = over_demo_apis!(server, http => list!(http, server, "datastores").header("x-trace", "7").paginate::<Datastores>());
    for request in &walked.requests {
        assert_eq!(request.header("authorization").unwrap(), format!("Zoho-oauthtoken {ZOHO_TOKEN}"));
        assert_eq!(request.header("x-trace"), Some("7"));
    }
}

#[test]
fn a_filter_of_the_template_stays_on_every_page_byte_by_byte() {
    let server = server(45);
    let filter = "status=open&$top=a,b&limit=15&x=%C3%A4+1";
    let walked = over_demo_apis!(server, http => http
        .get(format!("{}?{filter}", server.url_of("/api/v3/datastores")))
        .header("authorization", format!("Zoho-oauthtoken {ZOHO_TOKEN}"))
        .paginate::<Datastores>());
    walked.gave_ids(&server.zoho().ids(), 3);
    let begins = format!("/api/v3/datastores?{filter}");
    assert!(walked.targets().iter().all(|target| target.starts_with(&begins)), "{:?}", walked.targets());
}

#[test]
fn changes_since_a_full_load_come_in_the_order_of_their_last_edit() {
    let server = server(245);
    let token = full_load(&server);
    let all = server.zoho().ids();
    let mut changed: Vec<_> = all.iter().step_by(50).rev().cloned().collect();
    assert_eq!(server.zoho().touch(&changed), changed.len());
    changed.extend(server.zoho().insert(3));

    let walked =
        over_demo_apis!(server, http => list!(http, server, "datastores").paginate::<Datastores>().since(&token));
    walked.gave_ids(&changed, 1);
    for datastore in &walked.items {
        assert_eq!(Some(datastore), server.zoho().datastore(&datastore.id).as_ref());
    }
    let sent = token.as_str().unwrap().replace('=', "%3D");
    assert_eq!(walked.targets(), [format!("/api/v3/datastores?sync_token={sent}")]);
}

#[test]
fn both_tokens_go_together_where_the_changes_take_several_pages() {
    let server = server(245);
    let token = full_load(&server);
    let mut changed: Vec<_> = server.zoho().ids().iter().step_by(3).cloned().collect();
    server.zoho().touch(&changed);
    changed.extend(server.zoho().insert(10));
    let requests = until_reported(changed.len(), 20);
    assert_eq!(requests, 5);

    let pager = || over_demo_apis!(server, http => list!(http, server, "datastores").paginate::<Datastores>().since(&token).page_size(20));
    let walked = pager();
    walked.gave_ids(&changed, requests);
    for (number, request) in walked.requests.iter().enumerate() {
        assert_eq!(request.pair("sync_token"), token.as_str());
        assert_eq!(request.pair("next_token").is_some(), number > 0);
        assert_eq!(request.pair("limit"), Some("20"));
    }
}

#[test]
fn sync_after_sync_gives_each_change_once() {
    let server = server(100);
    let http = blocking();
    let mut token = full_load(&server);
    for round in 0..4 {
        // The first round has no changes, and still gives a token.
        let changed = server.zoho().insert(round * 15);
        let mut items = list!(http, server, "datastores").paginate::<Datastores>().since(&token).page_size(20).items();
        let ids: Vec<_> = items.by_ref().map(|datastore| datastore.unwrap().id).collect();
        assert_eq!(ids, changed);
        token = items.sync_token().unwrap().clone();
    }
}

#[test]
fn a_sync_token_survives_its_storage_and_may_be_a_plain_text() {
    let server = server(100);
    let token = full_load(&server);
    let text = serde_json::to_string(&token).unwrap();
    assert_eq!(text, serde_json::to_string(token.as_str().unwrap()).unwrap());
    let back: SyncToken = serde_json::from_str(&text).unwrap();
    assert!(back == token);
    assert!(!format!("{back:?}").contains(token.as_str().unwrap()));

    let changed = server.zoho().insert(3);
    let pager = || over_demo_apis!(server, http => list!(http, server, "datastores").paginate::<Datastores>().since(token.as_str().unwrap()));
    pager().gave_ids(&changed, 1);
    let pager = || over_demo_apis!(server, http => list!(http, server, "datastores").paginate::<Datastores>().since(back.clone()));
    pager().gave_ids(&changed, 1);
}

#[test]
fn the_sync_token_of_a_page_that_is_not_the_last_would_be_refused() {
    let server = server(45);
    let http = blocking();
    let page = list!(http, server, "datastores").paginate::<Datastores>().pages().try_next().unwrap().unwrap();
    let early = page.sync_token.clone().unwrap();
    let walked =
        over_demo_apis!(server, http => list!(http, server, "datastores").paginate::<Datastores>().since(&early));
    assert_eq!(walked.failed_after_ids::<String>(&[], 1).status().map(|status| status.as_u16()), Some(400));
}

#[test]
fn a_module_without_a_sync_token_is_walked_by_next_token_only() {
    let server = Server::builder().zoho_chats(250).start().unwrap();
    let walked = over_demo_apis!(server, http => list!(http, server, "chats").paginate::<Chats>().page_size(100));
    walked.gave_ids(&server.zoho().chat_ids(), 3);

    // The envelope of all modules: the token is declared, and absent from every page.
    let walked =
        over_demo_apis!(server, http => list!(http, server, "chats").paginate::<Module<Chat>>().page_size(100));
    walked.gave_ids(&server.zoho().chat_ids(), 3);
    let http = blocking();
    let mut items = list!(http, server, "chats").paginate::<Module<Chat>>().page_size(100).items();
    assert_eq!(items.by_ref().count(), 250);
    assert!(items.sync_token().is_none());
}

#[test]
fn a_refused_token_keeps_the_response_of_the_api() {
    let server = server(45);
    let token = full_load(&server);
    server.zoho().expire_tokens();
    let walked =
        over_demo_apis!(server, http => list!(http, server, "datastores").paginate::<Datastores>().since(&token));
    let Error::Status(status) = walked.failed_after_ids::<String>(&[], 1) else { panic!("{:?}", walked.errors) };
    assert_eq!(status.status.as_u16(), 400);
    let body: serde_json::Value = serde_json::from_slice(&status.body).unwrap();
    assert_eq!(body["code"], "invalid_token");
    assert_eq!(status.headers["content-type"], "application/json");
}

#[test]
fn an_expired_sync_token_is_its_own_error() {
    let server = server(45);
    let token = full_load(&server);
    server.zoho().expire_tokens();
    let walked = over_demo_apis!(server, http => list!(http, server, "datastores").paginate::<ExpiringDatastores>().since(&token));
    let error = walked.failed_after_ids::<String>(&[], 1);
    assert!(matches!(error, Error::Expired(status) if status.status.as_u16() == 400), "{error}");
    assert!(!error.is_transient());
    assert!(!format!("{error} {error:?}").contains(token.as_str().unwrap()), "{error}");
}

#[test]
fn a_first_request_without_a_token_cannot_have_expired() {
    let server = server(45);
    let before = { || server.fail_next(Fault::json(400, &json!({ "code": "invalid_param" }))) };
    let walked = over_demo_apis!(server, { before() }, http => list!(http, server, "datastores").paginate::<ExpiringDatastores>());
    assert!(matches!(walked.failed_after_ids::<String>(&[], 1), Error::Status(_)));
}

#[test]
fn an_expired_sync_token_restarts_the_full_load_where_that_is_set() {
    let server = server(45);
    let token = full_load(&server);
    server.zoho().insert(5);
    server.zoho().expire_tokens();
    let walked = over_demo_apis!(server, http => list!(http, server, "datastores")
        .paginate::<ExpiringDatastores>()
        .page_size(20)
        .since(&token)
        .restart_on_expiry());
    let error = walked.failed_after_ids(&server.zoho().ids(), 1 + 3);
    assert!(matches!(error, Error::Restarted(status) if status.status.as_u16() == 400), "{error}");
    assert!(error.is_transient());
    assert!(walked.requests[0].pair("sync_token").is_some());
    assert_eq!(walked.targets()[1], "/api/v3/datastores?limit=20");
    assert!(walked.requests[1..].iter().all(|request| request.pair("sync_token").is_none()));

    // The new load gives a token that works.
    let http = blocking();
    let pager = || list!(http, server, "datastores").paginate::<ExpiringDatastores>().restart_on_expiry();
    let mut items = pager().since(&token).items();
    assert_eq!(items.by_ref().flatten().count(), 50);
    let token = items.sync_token().unwrap().clone();
    let changed = server.zoho().insert(2);
    let ids: Vec<_> = pager().since(token).items().map(|datastore| datastore.unwrap().id).collect();
    assert_eq!(ids, changed);
}

#[test]
fn a_next_token_that_expires_during_the_walk_restarts_the_list_and_reports_it() {
    let server = server(45);
    let before = { || server.fail_request(3, Fault::ExpiredToken) };
    let walked = over_demo_apis!(server, { before() }, http => list!(http, server, "datastores")
        .paginate::<ExpiringDatastores>()
        .page_size(20)
        .restart_on_expiry());
    let all = server.zoho().ids();
    let twice: Vec<_> = all[..40].iter().chain(&all).cloned().collect();
    assert!(matches!(walked.failed_after_ids(&twice, 3 + 3), Error::Restarted(_)));

    let walked = over_demo_apis!(server, { before() }, http => list!(http, server, "datastores")
        .paginate::<ExpiringDatastores>()
        .page_size(20));
    assert!(matches!(walked.failed_after_ids(&all[..40], 3), Error::Expired(_)));
}

#[test]
fn a_walk_restarts_once() {
    let server = server(45);
    let token = full_load(&server);
    server.set_faults(Some(Faults::always(Fault::ExpiredToken)));
    let walked = over_demo_apis!(server, http => list!(http, server, "datastores")
        .paginate::<ExpiringDatastores>()
        .page_size(20)
        .since(&token)
        .restart_on_expiry());
    assert_eq!(walked.ids(), texts(&server.zoho().ids()[..20]));
    assert!(matches!(&walked.errors[..], [Error::Restarted(_), Error::Expired(_)]), "{:?}", walked.errors);
    assert_eq!(walked.requests.len(), 3);
}

#[test]
fn an_empty_page_in_the_middle_loses_nothing() {
    let server = server(45);
    let before = { || server.fail_request(2, Fault::EmptyPage) };
    let walked = over_demo_apis!(server, { before() }, http => list!(http, server, "datastores").paginate::<Datastores>().page_size(20));
    walked.gave_ids(&server.zoho().ids(), 4);
}

#[test]
fn items_that_are_edited_during_a_load_come_again_with_the_next_sync() {
    let server = server(45);
    let http = blocking();
    let mut items = list!(http, server, "datastores").paginate::<Datastores>().page_size(20).items();
    let first = items.try_next().unwrap().unwrap();
    server.zoho().touch(&[first.id()]);
    assert_eq!(items.by_ref().count(), 44);
    let token = items.sync_token().unwrap().clone();
    let walked =
        over_demo_apis!(server, http => list!(http, server, "datastores").paginate::<Datastores>().since(&token));
    walked.gave_ids(&[first.id()], 1);
    assert_eq!(walked.items[0].revision, 1);
}
