//! A redirect that turned a POST into a GET leads to another list: an error, where the client can tell.

use bytes::Bytes;
use demo_apis::{MockResponse, Scripted};
use http::{Method, Request, Response};
use http_body_util::Full;
use pagination_core::tower::PaginateService;
use pagination_core::{Error, Paginate as _, Paginated};
use serde::Deserialize;
use serde_json::json;
use tower::{Service, ServiceBuilder, ServiceExt as _, service_fn};
use tower_http::follow_redirect::FollowRedirectLayer;
use tower_http::follow_redirect::policy::{Limited, PolicyExt, clone_body_fn};

use crate::harness::api_of_numbers::{Found, get, hyper};
use crate::harness::{blocking, drain, drain_blocking, serve};

/// What the documentation of `tower` shows: the method of each request is in the extensions of its response.
fn with_method<S, B, R>(
    service: S,
) -> impl Service<Request<B>, Response = Response<R>, Error = S::Error, Future: Send> + Clone + Send
where
    S: Service<Request<B>, Response = Response<R>, Future: Send> + Clone + Send + 'static,
    B: Send + 'static,
{
    service_fn(move |request: Request<B>| {
        let (service, method) = (service.clone(), Method::clone(request.method()));
        async move {
            let mut response = service.oneshot(request).await?;
            response.extensions_mut().insert(method);
            Ok(response)
        }
    })
}

/// `/old` redirects to `/new`, whose list has one page.
fn redirecting(status: u16) -> Scripted {
    serve(move |_, request| match request.path.as_str() {
        "/old" => MockResponse::empty(status).header("location", "/new?key=secret"),
        _ => MockResponse::json(&json!({ "data": [1] })),
    })
}

fn search(server: &Scripted) -> Request<&'static str> {
    Request::post(server.url_of("/old")).body(r#"{"q":"x"}"#).unwrap()
}

#[tokio::test]
async fn a_post_that_a_redirect_turned_into_a_get_is_an_error_that_says_what_to_do() {
    for status in [301, 302, 303] {
        let server = redirecting(status);
        let service = ServiceBuilder::new().layer(FollowRedirectLayer::new()).service(with_method(hyper()));
        let walked = drain(&mut service.paginate::<Found>(search(&server)).items()).await;
        assert!(walked.items.is_empty(), "{walked:?}");
        let Error::Request(_) = walked.error() else { panic!("{walked:?}") };
        let text = walked.error().to_string();
        assert!(text.contains("a redirect turned the POST request into a GET"), "{text}");
        assert!(text.contains("send the request to the URL that the API has now"), "{text}");
        assert!(!text.contains("secret"), "{text}");
        let methods: Vec<_> = server.log().into_iter().map(|request| request.method).collect();
        assert_eq!(methods, [Method::POST, Method::GET]);
    }
}

#[tokio::test]
async fn a_redirect_that_keeps_the_method_is_followed() {
    for status in [307, 308] {
        let server = redirecting(status);
        // The layer's own policy does not send a body again.
        let policy = clone_body_fn(|body: &Full<Bytes>| Some(body.clone()));
        let policy = PolicyExt::and::<_, Full<Bytes>, hyper_util::client::legacy::Error>(policy, Limited::default());
        let service =
            ServiceBuilder::new().layer(FollowRedirectLayer::with_policy(policy)).service(with_method(hyper()));
        assert_eq!(drain(&mut service.paginate::<Found>(search(&server)).items()).await.sound(), [1]);
        let log = server.log();
        assert_eq!((&log[1].method, &log[1].body), (&Method::POST, &log[0].body));
    }
}

#[tokio::test]
async fn a_get_that_is_redirected_stays_a_get() {
    #[derive(Debug, Deserialize, Paginated)]
    #[cursor(field = next)]
    struct Numbers {
        data: Vec<u64>,
        next: Option<String>,
    }
    let server = redirecting(302);
    let service = ServiceBuilder::new().layer(FollowRedirectLayer::new()).service(with_method(hyper()));
    let mut items = service.paginate::<Numbers>(get(server.url_of("/old"))).items();
    assert_eq!(drain(&mut items).await.sound(), [1]);
}

#[tokio::test]
async fn a_link_that_is_fetched_by_get_is_answered_to_a_get() {
    #[derive(Debug, Deserialize, Paginated)]
    #[next_link(field = next, method = "GET")]
    struct ByGet {
        data: Vec<u64>,
        next: Option<String>,
    }
    let server = serve(|number, _| {
        MockResponse::json(&json!({ "data": [number], "next": (number == 0).then_some("/list?p=2") }))
    });
    let mut items = with_method(hyper()).paginate::<ByGet>(search(&server)).items();
    assert_eq!(drain(&mut items).await.sound(), [0, 1]);
}

#[tokio::test]
async fn a_method_that_the_caller_changes_is_no_redirect() {
    let server = serve(|_, _| MockResponse::json(&json!({ "data": [1] })));
    let pager = with_method(hyper()).paginate::<Found>(search(&server));
    let mut items = pager.each_request(|request| *request.method_mut() = Method::PUT).items();
    assert_eq!(drain(&mut items).await.sound(), [1]);
}

/// Documented: without the method in the extensions, and over reqwest, nothing tells.
#[tokio::test]
async fn where_the_client_cannot_tell_the_other_list_is_read() {
    let server = redirecting(302);
    let service = ServiceBuilder::new().layer(FollowRedirectLayer::new()).service(hyper());
    assert_eq!(drain(&mut service.paginate::<Found>(search(&server)).items()).await.sound(), [1]);
}

#[test]
fn a_policy_of_reqwest_makes_such_a_redirect_an_error() {
    let server = redirecting(302);
    let walked = drain_blocking(&mut blocking().post(server.url_of("/old")).body("{}").paginate::<Found>().items());
    assert_eq!(walked.sound(), [1]);

    let client = || reqwest::blocking::Client::builder().no_proxy();
    let none = client().redirect(reqwest::redirect::Policy::none()).build().unwrap();
    let walked = drain_blocking(&mut none.post(server.url_of("/old")).body("{}").paginate::<Found>().items());
    assert!(matches!(walked.error(), Error::Status(_)), "{walked:?}");

    let keeping = || {
        reqwest::redirect::Policy::custom(|attempt| match attempt.status().as_u16() {
            307 | 308 => attempt.follow(),
            _ => attempt.stop(),
        })
    };
    for (status, is_followed) in [(302, false), (303, false), (307, true), (308, true)] {
        let server = redirecting(status);
        let client = client().redirect(keeping()).build().unwrap();
        let walked = drain_blocking(&mut client.post(server.url_of("/old")).body("{}").paginate::<Found>().items());
        assert_eq!(walked.errors.is_empty(), is_followed, "{status}");
    }
}
