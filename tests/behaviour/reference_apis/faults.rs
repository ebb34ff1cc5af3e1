//! What these APIs, or something before them, can send in place of a page: a clear error, and nothing lost.

use demo_apis::{Fault, Faults, Server};
use pagination_core::Paginate as _;
use pagination_core::error::LoopKind;
use pagination_core::reqwest::Error;
use serde_json::json;

use super::response_types::{Applications, Contacts, Datastores, Notes};
use super::walks::{ApiWalk, Outcome, Setup, WALKS, small};

/// Every walk over both clients, with this fault on the second request.
fn on_the_second_page(fault: &Fault, check: impl Fn(&ApiWalk, &Server, &Setup, &Outcome)) {
    let server = small();
    for api in &WALKS {
        for setup in Setup::both() {
            server.reset_log();
            server.fail_request(2, fault.clone());
            let walked = api.walk(&server, &setup);
            assert_eq!(server.faults_given().len(), 1, "{}", api.name);
            check(api, &server, &setup, &walked);
        }
    }
}

/// A final error comes once, after the first page, and no request follows it. Resumed from there, the walk gives the rest.
#[track_caller]
fn ended_after_the_first_page(api: &ApiWalk, server: &Server, setup: &Setup, walked: &Outcome) {
    let all = (api.ids)(server);
    assert_eq!(walked.ids, all[..api.size], "{}", api.name);
    assert_eq!(walked.log.len(), 2, "{}", api.name);
    let error = walked.error();
    assert!(!error.is_transient(), "{}: {error}", api.name);
    shows_no_query(error);
    let rest = api.walk(server, &Setup { resume: Some(walked.checkpoint.clone()), ..setup.clone() });
    rest.sound();
    assert_eq!(rest.ids, all[api.size..], "{}", api.name);
}

#[track_caller]
fn shows_no_query(error: &Error) {
    let text = format!("{error} {error:?}");
    for secret in ["?", "limit=", "cursor=", "token=", "Bearer", "oauthtoken"] {
        assert!(!text.contains(secret), "{text}");
    }
}

#[test]
fn html_instead_of_json_is_named_as_such() {
    on_the_second_page(&Fault::Html, |api, server, setup, walked| {
        ended_after_the_first_page(api, server, setup, walked);
        let Error::Decode(decode) = walked.error() else { panic!("{}: {}", api.name, walked.error()) };
        assert!(
            decode.found == format!("expected JSON, found HTML of {} bytes", decode.body.len()),
            "{}",
            decode.found
        );
        assert_eq!(decode.status.as_u16(), 200);
        assert_eq!(decode.content_type.as_deref(), Some("text/html"));
        assert_eq!(decode.url, server.url_of(&walked.log[1].path));
        assert!(decode.body.starts_with(b"<html>"));
    });
}

#[test]
fn a_body_that_is_cut_off_is_named_as_such() {
    on_the_second_page(&Fault::Truncated, |api, server, setup, walked| {
        ended_after_the_first_page(api, server, setup, walked);
        let Error::Decode(decode) = walked.error() else { panic!("{}: {}", api.name, walked.error()) };
        assert!(decode.found.contains(&format!("cut off after {} bytes", decode.body.len())), "{}", decode.found);
        assert_eq!(decode.url, server.url_of(&walked.log[1].path));
    });
}

#[test]
fn a_body_that_is_not_json_is_named_as_such_with_its_length() {
    on_the_second_page(&Fault::Malformed, |api, server, setup, walked| {
        ended_after_the_first_page(api, server, setup, walked);
        let Error::Decode(decode) = walked.error() else { panic!("{}: {}", api.name, walked.error()) };
        let start = format!("expected JSON, found {} bytes that are not: ", decode.body.len());
        assert!(decode.found.starts_with(&start), "{}", decode.found);
        assert_eq!(decode.path, ".");
    });
}

#[test]
fn a_wrong_type_deep_inside_is_named_by_its_path() {
    on_the_second_page(&Fault::WrongType, |api, server, setup, walked| {
        ended_after_the_first_page(api, server, setup, walked);
        let Error::Decode(decode) = walked.error() else { panic!("{}: {}", api.name, walked.error()) };
        assert_eq!(decode.path, api.spoiled, "{}", api.name);
        assert!(
            decode.found.starts_with("expected ") && decode.found.contains(", found an object of "),
            "{}",
            decode.found
        );
        let text = walked.error().to_string();
        assert!(text.contains(api.spoiled) && text.contains(&decode.url), "{text}");
    });
}

#[test]
fn a_refusal_ends_the_walk_and_keeps_the_response() {
    for status in [400, 401, 403, 404, 422] {
        let fault = Fault::json(status, &json!({ "why": "no" }));
        on_the_second_page(&fault, |api, server, setup, walked| {
            ended_after_the_first_page(api, server, setup, walked);
            let Error::Status(refusal) = walked.error() else { panic!("{}: {}", api.name, walked.error()) };
            assert_eq!(refusal.status.as_u16(), status);
            assert_eq!(refusal.body, br#"{"why":"no"}"#);
            assert_eq!(refusal.headers["content-type"], "application/json");
            assert_eq!(walked.error().status().map(|status| status.as_u16()), Some(status));
        });
    }
}

#[test]
fn after_a_transient_error_the_same_page_is_requested_again() {
    for fault in Fault::passing() {
        on_the_second_page(&fault, |api, server, _, walked| {
            assert_eq!(walked.ids, (api.ids)(server), "{}", api.name);
            assert_eq!(walked.log.len(), api.requests(server) + 1, "{}", api.name);
            let error = walked.error();
            assert!(error.is_transient(), "{}: {error}", api.name);
            match error {
                Error::Status(status) => assert!(matches!(status.status.as_u16(), 429 | 500..=599)),
                Error::Transport(_) => assert_eq!(fault, Fault::Reset),
                error => panic!("{}: {error}", api.name),
            }
            assert_eq!(walked.log[1].target(), walked.log[2].target());
            assert_eq!(walked.log[1].body, walked.log[2].body);
        });
    }
}

#[test]
fn a_server_error_says_what_the_server_said() {
    on_the_second_page(&Fault::ServerError, |_, _, _, walked| {
        let Error::Status(status) = walked.error() else { panic!("{}", walked.error()) };
        let body: serde_json::Value = serde_json::from_slice(&status.body).unwrap();
        assert_eq!(body["error"]["code"], 500);
        assert!(walked.error().to_string().contains("Internal Server Error"), "{}", walked.error());
        shows_no_query(walked.error());
    });
}

#[test]
fn with_a_retry_policy_transient_errors_are_not_returned() {
    for seed in 1..=3 {
        let server = small();
        server.set_faults(Some(Faults::seeded(seed).rate(0.5)));
        for api in &WALKS {
            for setup in Setup::both() {
                let walked = api.walk(&server, &Setup { retry: true, ..setup });
                walked.sound();
                assert_eq!(walked.ids, (api.ids)(&server), "{}", api.name);
                let requests = api.requests(&server) + server.faults_given().len();
                assert_eq!(walked.log.len(), requests, "{}", api.name);
            }
        }
    }
}

#[test]
fn a_server_that_never_recovers_ends_the_walk() {
    let server = small();
    server.set_faults(Some(Faults::always(Fault::ServerError)));
    for api in &WALKS {
        for setup in Setup::both() {
            let walked = api.walk(&server, &setup);
            assert!(walked.ids.is_empty());
            assert!((2..=100).contains(&walked.log.len()), "{}: {}", api.name, walked.log.len());
            assert_eq!(walked.errors.len(), walked.log.len());
        }
    }
}

#[test]
fn a_cursor_that_leads_back_is_a_loop_after_its_page() {
    on_the_second_page(&Fault::CycleCursor, |api, server, _, walked| {
        let all = (api.ids)(server);
        if !api.has_cursor() {
            // These walks follow nothing in the pages.
            assert_eq!(walked.ids, all, "{}", api.name);
            return;
        }
        assert_eq!(walked.ids, all[..2 * api.size], "{}", api.name);
        assert_eq!(walked.log.len(), 2, "{}", api.name);
        let Error::Loop(found) = walked.error() else { panic!("{}: {}", api.name, walked.error()) };
        assert_eq!((found.kind, found.pages), (LoopKind::Position, 2), "{}", api.name);
        shows_no_query(walked.error());
    });
}

#[test]
fn a_page_that_comes_again_is_a_loop() {
    on_the_second_page(&Fault::RepeatPage, |api, server, _, walked| {
        let first = &(api.ids)(server)[..api.size];
        assert_eq!(walked.log.len(), 2, "{}", api.name);
        let Error::Loop(found) = walked.error() else { panic!("{}: {}", api.name, walked.error()) };
        // The cursor repeats as well: no item comes twice.
        assert_eq!(found.kind, LoopKind::Body, "{}", api.name);
        assert_eq!(walked.ids, first, "{}", api.name);
    });
}

#[test]
fn an_empty_cursor_is_the_end_after_its_page() {
    let server = small();
    for api in &WALKS {
        let Some(fault) = api.empty_token else { continue };
        for setup in Setup::both() {
            server.reset_log();
            server.fail_request(2, fault());
            let walked = api.walk(&server, &setup);
            walked.sound();
            assert_eq!(walked.ids, (api.ids)(&server)[..=api.size], "{}", api.name);
            assert_eq!(walked.log.len(), 2, "{}", api.name);
            assert!(walked.checkpoint.is_over(), "{}", api.name);
        }
    }
}

#[test]
fn without_credentials_each_api_gets_one_request() {
    let server = small();
    macro_rules! refused {
        ($($path:literal: $response:ty;)*) => {$(
            let walked = over_demo_apis!(server, http => http.get(server.url_of($path)).paginate::<$response>());
            let Error::Status(status) = walked.failed_after_ids::<String>(&[], 1) else { panic!("{:?}", walked.errors) };
            assert_eq!(status.status.as_u16(), 401);
            let text = walked.errors[0].to_string();
            assert!(text.contains("missing or not valid") && text.contains($path), "{text}");
        )*};
    }
    refused! {
        "/api/v3/datastores": Datastores;
        "/v2/notes": Notes;
        "/v2/applications": Applications;
        "/api/v4/contacts": Contacts;
    }
}
