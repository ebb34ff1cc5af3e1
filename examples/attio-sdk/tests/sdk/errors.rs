//! What a user of the client sees when a list cannot be read on.

use std::error::Error as _;
use std::time::Duration;

use attio_sdk::{Client, Error, Retry};
use demo_apis::{ATTIO_TOKEN, Fault};
use serde_json::json;

use crate::support::{all, client, server};

#[tokio::test]
async fn a_refused_token_carries_attios_error() {
    let server = server();
    let mut notes = Client::new("wrong").base_url(server.url()).notes().list().send();
    let error = notes.try_next().await.unwrap_err();
    assert!(!error.is_transient() && error.retry_after().is_none());
    assert_eq!(error.to_string(), "Attio answered 401 unauthorized: The access token is missing or not valid.");
    let Error::Api(api) = &error else { panic!("{error}") };
    assert_eq!((api.status_code, api.kind.as_str(), api.code.as_str()), (401, "auth_error", "unauthorized"));
    assert_eq!(api.message, "The access token is missing or not valid.");

    // The walk's own error stays within reach, with headers and URL.
    let source = error.source().unwrap().downcast_ref::<pagination_core::reqwest::Error>().unwrap();
    let pagination_core::Error::Status(response) = source else { panic!("{source}") };
    assert_eq!(response.status.as_u16(), 401);
    assert_eq!(response.headers["content-type"], "application/json");

    assert!(notes.try_next().await.unwrap().is_none(), "it is returned once");
    assert_eq!(server.requests(), 1);
}

#[tokio::test]
async fn a_refused_request_says_what_is_wrong_with_it() {
    let server = server();
    for (filter, message) in [("nonsense", "The filter nonsense is not known."), ("x", "The filter x is not known.")] {
        let mut people = client(&server).people().query().filter(json!({ filter: "1" })).send();
        let Err(Error::Api(error)) = people.try_next().await else { panic!("it is refused") };
        assert_eq!((error.status_code, error.code.as_str()), (400, "validation_type"));
        assert_eq!(error.message, message);
    }
    assert_eq!(server.requests(), 2);
}

#[tokio::test]
async fn after_a_transient_error_the_same_page_is_requested_again() {
    let server = server();
    let body =
        json!({ "status_code": 429, "type": "rate_limit_error", "code": "rate_limit_exceeded", "message": "Wait." });
    let Fault::Response { status, mut headers, body } = Fault::json(429, &body) else { unreachable!() };
    headers.push(("retry-after".to_owned(), "2".to_owned()));
    server.fail_request(2, Fault::Response { status, headers, body });
    server.fail_request(3, Fault::BadGateway);

    let mut meetings = client(&server).meetings().list().limit(50).send();
    let (mut found, mut errors) = (Vec::new(), Vec::new());
    loop {
        match meetings.try_next().await {
            Ok(Some(meeting)) => found.push(meeting.id.meeting_id),
            Ok(None) => break,
            Err(error) => errors.push(error),
        }
    }
    assert_eq!(found, server.attio().meeting_ids());
    assert_eq!(server.requests(), 5);
    let [limited, gateway] = errors.as_slice() else { panic!("{errors:?}") };
    assert!(matches!(limited, Error::Api(error) if error.code == "rate_limit_exceeded"), "{limited}");
    assert_eq!((limited.is_transient(), limited.retry_after()), (true, Some(Duration::from_secs(2))));
    // A response of a gateway is not Attio's.
    assert!(matches!(gateway, Error::List(_)) && gateway.is_transient(), "{gateway}");
    assert!(gateway.source().unwrap().to_string().contains("502"));
}

#[tokio::test]
async fn a_retry_policy_hides_transient_errors() {
    let server = server();
    server.fail_request(1, Fault::TooManyRequests(0));
    server.fail_request(3, Fault::Unavailable);
    let retry = Retry::new().first_wait(Duration::from_millis(1));
    let notes = all(client(&server).notes().list().limit(50).retry(retry).send()).await;
    assert_eq!((notes.len(), server.requests()), (122, 5));
}

#[tokio::test]
async fn pages_have_the_same_errors() {
    let server = server();
    server.fail_next(Fault::WrongType);
    let mut pages = client(&server).notes().list().pages();
    let error = pages.try_next().await.unwrap_err();
    assert_eq!(error.to_string(), "the list could not be read on");
    assert!(error.source().unwrap().to_string().contains("data[49].id"), "{error:?}");
    assert!(pages.try_next().await.unwrap().is_none());
}

#[tokio::test]
async fn what_cannot_be_sent_is_the_first_result() {
    let clients = [Client::new("a\nb").base_url("http://127.0.0.1:9"), Client::new(ATTIO_TOKEN).base_url("nowhere")];
    for client in clients {
        let mut notes = client.notes().list().send();
        let error = notes.try_next().await.unwrap_err();
        assert!(matches!(error, Error::List(_)), "{error:?}");
        assert!(notes.try_next().await.unwrap().is_none());
        assert!(!notes.checkpoint().is_over(), "it has been given up, and is not at its end");
    }
}
