//! A bearer token that expires during the walk.

use std::pin::Pin;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, RwLock};
use std::time::Duration;

use async_trait::async_trait;
use bytes::Bytes;
use demo_apis::{MockResponse, Scripted};
use futures_util::FutureExt as _;
use http::header::AUTHORIZATION;
use http::{Extensions, HeaderValue, Request, Response, StatusCode};
use http_body_util::{BodyExt as _, Full};
use pagination_core::Error;
use pagination_core::Paginate as _;
use pagination_core::Retry;
use pagination_core::tower::PaginateService;
use reqwest_middleware::{ClientBuilder, Middleware, Next};
use tower::retry::Policy;
use tower::{BoxError, ServiceBuilder};

use crate::harness::api_of_numbers::{Hyper, Numbers, all, get, hyper, numbers, serve};

/// Five pages. A token is valid for two requests; `POST /token` returns the next one.
fn api() -> Scripted {
    let (mut token, mut uses) = (1, 0);
    serve(move |request| {
        if request.path == "/token" {
            (token, uses) = (token + 1, 0);
            return MockResponse::text(format!("token-{token}"));
        }
        uses += 1;
        if uses > 2 || request.header("authorization") != Some(&format!("Bearer token-{token}")) {
            return MockResponse::empty(401);
        }
        numbers(request, 5)
    })
}

/// The current token.
#[derive(Clone)]
struct Token(Arc<Mutex<String>>);

impl Token {
    fn new() -> Self {
        Self(Arc::new(Mutex::new("token-1".to_owned())))
    }

    fn header(&self) -> HeaderValue {
        HeaderValue::try_from(format!("Bearer {}", self.0.lock().unwrap())).unwrap()
    }

    fn set(&self, token: String) {
        *self.0.lock().unwrap() = token;
    }
}

/// Two refusals, two refreshes.
fn assert_walked(walked: &[u64], api: &Scripted) {
    assert_eq!(walked, (0..10).collect::<Vec<_>>());
    let log = api.log();
    let cursors: Vec<_> =
        log.iter().map(|r| if r.path == "/token" { "token" } else { r.pair("cursor").unwrap_or("first") }).collect();
    assert_eq!(cursors, ["first", "1", "2", "token", "2", "3", "4", "token", "4"]);
}

/// Fetches a token after a 401, and retries the request once.
#[derive(Clone)]
struct Refresh {
    http: Hyper,
    token_url: String,
    token: Token,
    tries: u8,
}

impl<B> Policy<Request<Full<Bytes>>, Response<B>, BoxError> for Refresh {
    type Future = Pin<Box<dyn Future<Output = ()> + Send>>;

    fn retry(
        &mut self,
        request: &mut Request<Full<Bytes>>,
        response: &mut Result<Response<B>, BoxError>,
    ) -> Option<Self::Future> {
        let refused = response.as_ref().is_ok_and(|response| response.status() == StatusCode::UNAUTHORIZED);
        if !refused || self.tries > 0 {
            return None;
        }
        assert!(!request.headers().contains_key(AUTHORIZATION));
        self.tries += 1;
        let Self { http, token_url, token, .. } = self.clone();
        Some(Box::pin(async move {
            let request = Request::post(token_url).body(Full::default()).unwrap();
            let fresh = http.request(request).await.unwrap().into_body().collect().await.unwrap().to_bytes();
            token.set(String::from_utf8(fresh.to_vec()).unwrap());
        }))
    }

    fn clone_request(&mut self, request: &Request<Full<Bytes>>) -> Option<Request<Full<Bytes>>> {
        Some(request.clone())
    }
}

#[tokio::test]
async fn a_tower_policy_refreshes_it_and_sends_the_page_again() {
    let api = api();
    let token = Token::new();
    let refresh = Refresh { http: hyper(), token_url: api.url_of("/token"), token: token.clone(), tries: 0 };
    let service = ServiceBuilder::new()
        .retry(refresh)
        .map_request(move |mut request: Request<Full<Bytes>>| {
            request.headers_mut().insert(AUTHORIZATION, token.header());
            request
        })
        .map_err(BoxError::from)
        .service(hyper());
    let walked = all(service.paginate::<Numbers>(get(api.url_of("/numbers"))).items()).await;
    assert_walked(&walked, &api);
}

struct Refreshing {
    http: reqwest::Client,
    token_url: String,
    token: Token,
}

#[async_trait]
impl Middleware for Refreshing {
    async fn handle(
        &self,
        mut request: reqwest::Request,
        extensions: &mut Extensions,
        next: Next<'_>,
    ) -> reqwest_middleware::Result<reqwest::Response> {
        let mut again = request.try_clone().unwrap();
        request.headers_mut().insert(AUTHORIZATION, self.token.header());
        let response = next.clone().run(request, extensions).await?;
        if response.status() != StatusCode::UNAUTHORIZED {
            return Ok(response);
        }
        self.token.set(self.http.post(&self.token_url).send().await?.text().await?);
        again.headers_mut().insert(AUTHORIZATION, self.token.header());
        next.run(again, extensions).await
    }
}

#[tokio::test]
async fn a_middleware_refreshes_it_and_sends_the_page_again() {
    let api = api();
    let http = reqwest::Client::new();
    let refreshing = Refreshing { http: http.clone(), token_url: api.url_of("/token"), token: Token::new() };
    let http = ClientBuilder::new(http).with(refreshing).build();
    let walked = all(http.get(api.url_of("/numbers")).paginate::<Numbers>().items()).await;
    assert_walked(&walked, &api);
}

#[test]
fn each_request_may_refresh_it_where_it_may_block() {
    let api = api();
    let http = reqwest::blocking::Client::new();
    let (client, token_url) = (http.clone(), api.url_of("/token"));
    let (mut token, mut uses) = ("token-1".to_owned(), 0);
    let pager = http.get(api.url_of("/numbers")).paginate::<Numbers>().each_request(move |request| {
        if uses == 2 {
            token = client.post(&token_url).send().unwrap().text().unwrap();
            uses = 0;
        }
        uses += 1;
        request.headers_mut().insert(AUTHORIZATION, format!("Bearer {token}").parse().unwrap());
    });
    let walked: Result<Vec<_>, _> = pager.items().collect();
    assert_eq!(walked.unwrap(), (0..10).collect::<Vec<_>>());
    assert_eq!(api.requests(), 7, "five pages and two tokens: no request was refused");
}

#[tokio::test]
async fn each_request_sends_the_token_that_another_task_refreshes_where_401_is_retried() {
    let api = api();
    let token = Token::new();
    let (shared, refused) = (token.clone(), Arc::new(tokio::sync::Notify::new()));
    let (token_url, woken) = (api.url_of("/token"), Arc::clone(&refused));
    let refresher = tokio::spawn(async move {
        let http = reqwest::Client::new();
        loop {
            woken.notified().await;
            token.set(http.post(&token_url).send().await.unwrap().text().await.unwrap());
        }
    });
    let mut requested = 0;
    let pager = reqwest::Client::new().get(api.url_of("/numbers")).paginate::<Numbers>();
    let pager = pager.retry(Retry::new().on_statuses([401]).first_wait(Duration::from_millis(200))).each_request(
        move |request| {
            request.headers_mut().insert(AUTHORIZATION, shared.header());
            requested += 1;
            // In place of a clock that knows when the token expires.
            if requested % 3 == 0 {
                refused.notify_one();
            }
        },
    );
    let walked = all(pager.items()).await;
    refresher.abort();
    assert_eq!(walked, (0..10).collect::<Vec<_>>());
}

#[tokio::test]
async fn without_a_refresh_the_walk_ends_and_a_checkpoint_resumes_with_another_token() {
    let api = api();
    let http = reqwest::Client::new();
    let pager = |token: &str| http.get(api.url_of("/numbers")).bearer_auth(token).paginate::<Numbers>();
    let mut items = pager("token-1").items();
    let mut walked = Vec::new();
    let error = loop {
        match items.try_next().await {
            Ok(Some(number)) => walked.push(number),
            Ok(None) => panic!("the token has not expired"),
            Err(error) => break error,
        }
    };
    assert!(matches!(&error, Error::Status(status) if status.status == 401), "{error}");
    assert_eq!(api.requests(), 3);
    let fresh = http.post(api.url_of("/token")).send().await.unwrap().text().await.unwrap();
    let mut rest = pager(&fresh).resume(items.checkpoint()).max_pages(2).items();
    while let Some(number) = rest.try_next().await.unwrap() {
        walked.push(number);
    }
    assert_eq!(walked, (0..8).collect::<Vec<_>>());
    assert_eq!(api.requests(), 6);
}

/// Five pages, for everybody who has the token. `token-1` is refused after this many requests.
fn api_of_many(valid_for: usize) -> Scripted {
    let (mut token, mut uses) = (1, 0);
    serve(move |request| {
        if request.path == "/token" {
            token += 1;
            return MockResponse::text(format!("token-{token}"));
        }
        uses += 1;
        if (token == 1 && uses > valid_for) || request.header("authorization") != Some(&format!("Bearer token-{token}"))
        {
            return MockResponse::empty(401);
        }
        numbers(request, 5)
    })
}

fn refreshes(api: &Scripted) -> usize {
    api.log().iter().filter(|request| request.path == "/token").count()
}

/// As the guide shows it.
struct Session {
    http: reqwest::Client,
    token_url: String,
    token: RwLock<(u64, String)>,
    refreshing: tokio::sync::Mutex<()>,
}

impl Session {
    fn new(api: &Scripted) -> Arc<Self> {
        Arc::new(Self {
            http: crate::harness::client(),
            token_url: api.url_of("/token"),
            token: RwLock::new((1, "token-1".to_owned())),
            refreshing: tokio::sync::Mutex::default(),
        })
    }

    fn token(&self) -> (u64, String) {
        self.token.read().unwrap().clone()
    }

    async fn refresh_after(&self, sent: u64) {
        let _one_at_a_time = self.refreshing.lock().await;
        if self.token().0 != sent {
            return;
        }
        let token = self.http.post(&self.token_url).send().await.unwrap().text().await.unwrap();
        *self.token.write().unwrap() = (sent + 1, token);
    }
}

fn walk(session: &Arc<Session>, url: &str) -> pagination_core::reqwest::Pager<Numbers> {
    let sent = Arc::new(AtomicU64::new(0));
    let (current, last) = (Arc::clone(session), Arc::clone(&sent));
    let session = Arc::clone(session);
    let pager = session.http.get(url).paginate::<Numbers>();
    pager
        .each_request(move |request| {
            let (number, token) = current.token();
            last.store(number, Ordering::SeqCst);
            request.headers_mut().insert(AUTHORIZATION, format!("Bearer {token}").parse().unwrap());
        })
        .on_status(401, move || {
            let (session, sent) = (Arc::clone(&session), sent.load(Ordering::SeqCst));
            async move { session.refresh_after(sent).await }
        })
}

#[tokio::test]
async fn a_hook_refreshes_it_once_for_eight_walks_at_once() {
    for ahead in [false, true] {
        let api = api_of_many(12);
        let session = Session::new(&api);
        let walks = (0..8).map(|_| {
            let pager = walk(&session, &api.url_of("/numbers"));
            let mut items = if ahead { pager.prefetch() } else { pager }.items();
            tokio::spawn(async move { crate::harness::drain(&mut items).await.into_items() })
        });
        for walked in futures_util::future::join_all(walks).await {
            assert_eq!(walked.unwrap(), (0..10).collect::<Vec<_>>());
        }
        assert_eq!(refreshes(&api), 1, "{ahead}");
    }
}

#[tokio::test]
async fn a_hook_runs_each_time_that_it_expires() {
    let api = api();
    let session = Session::new(&api);
    let walked = all(walk(&session, &api.url_of("/numbers")).items()).await;
    assert_walked(&walked, &api);
}

#[test]
fn a_blocking_hook_refreshes_it_also_where_requests_are_made_ahead() {
    for ahead in [false, true] {
        let api = api_of_many(3);
        let http = crate::harness::blocking();
        let token = Token::new();
        let (current, token_url, client) = (token.clone(), api.url_of("/token"), http.clone());
        let pager = http
            .get(api.url_of("/numbers"))
            .paginate::<Numbers>()
            .each_request(move |request| {
                request.headers_mut().insert(AUTHORIZATION, current.header());
            })
            .on_status(401, move || token.set(client.post(&token_url).send().unwrap().text().unwrap()));
        let items = if ahead { pager.prefetch() } else { pager }.items();
        assert_eq!(items.map(Result::unwrap).collect::<Vec<_>>(), (0..10).collect::<Vec<_>>());
        assert_eq!(refreshes(&api), 1, "{ahead}");
    }
}

#[test]
fn a_second_refusal_in_a_row_is_the_error_and_another_status_is_not_the_hooks() {
    let runs = Arc::new(AtomicU64::new(0));
    for (status, expected_runs, requests) in [(401, 1, 2), (403, 0, 1)] {
        let api = serve(move |_| MockResponse::empty(status));
        let counter = Arc::clone(&runs);
        runs.store(0, Ordering::SeqCst);
        let pager = crate::harness::blocking().get(api.url_of("/numbers")).paginate::<Numbers>();
        let hook = move || {
            counter.fetch_add(1, Ordering::SeqCst);
        };
        let mut items = pager.on_status(401, hook).items();
        let error = items.next().unwrap().unwrap_err();
        assert_eq!(error.status().map(|status| status.as_u16()), Some(status));
        assert!(items.next().is_none());
        assert_eq!((runs.load(Ordering::SeqCst), api.requests()), (expected_runs, requests));
    }
}

#[tokio::test]
async fn requests_made_with_the_old_token_are_made_again() {
    #[derive(Debug, serde::Deserialize, pagination_core::Paginated)]
    #[offset(parallel)]
    #[paginated(total = total, page_size(param = "limit", default = 2))]
    struct Counted {
        data: Vec<u64>,
        total: u64,
    }
    let (mut token, mut uses) = (1, 0);
    let api = serve(move |request| {
        if request.path == "/token" {
            token += 1;
            return MockResponse::text(format!("token-{token}"));
        }
        uses += 1;
        if (token == 1 && uses > 3) || request.header("authorization") != Some(&format!("Bearer token-{token}")) {
            return MockResponse::empty(401);
        }
        let at = crate::harness::number_in(request, "offset", 0);
        MockResponse::json(&serde_json::json!({ "data": crate::harness::numbers(at, 2, 20), "total": 20 }))
    });
    let token = Token::new();
    let runs = Arc::new(AtomicU64::new(0));
    let (current, counter) = (token.clone(), Arc::clone(&runs));
    let http = crate::harness::client();
    let (client, url) = (http.clone(), api.url_of("/token"));
    let pager = http
        .get(api.url_of("/numbers"))
        .paginate::<Counted>()
        .each_request(move |request| {
            request.headers_mut().insert(AUTHORIZATION, current.header());
        })
        .on_status(401, move || {
            let (client, url, token) = (client.clone(), url.clone(), token.clone());
            counter.fetch_add(1, Ordering::SeqCst);
            async move { token.set(client.post(&url).send().await.unwrap().text().await.unwrap()) }
        });
    assert_eq!(all(pager.concurrent(4).items()).await, (0..20).collect::<Vec<_>>());
    assert_eq!(runs.load(Ordering::SeqCst), 1, "those in flight are not refused one by one");
}

#[tokio::test]
async fn a_hook_that_is_dropped_half_way_or_panics_loses_nothing() {
    let api = api_of_many(2);
    let token = Token::new();
    let started = Arc::new(AtomicU64::new(0));
    let http = crate::harness::client();
    let pager = |panics: bool| {
        let (current, client, url) = (token.clone(), http.clone(), api.url_of("/token"));
        let (token, counter) = (token.clone(), Arc::clone(&started));
        http.get(api.url_of("/numbers"))
            .paginate::<Numbers>()
            .each_request(move |request| {
                request.headers_mut().insert(AUTHORIZATION, current.header());
            })
            .on_status(401, move || {
                let (client, url, token) = (client.clone(), url.clone(), token.clone());
                counter.fetch_add(1, Ordering::SeqCst);
                async move {
                    tokio::time::sleep(Duration::from_millis(30)).await;
                    assert!(!panics, "as the test wants it");
                    token.set(client.post(&url).send().await.unwrap().text().await.unwrap());
                }
            })
    };
    // The future that polls the walk is dropped: the hook goes on.
    let mut items = pager(false).items();
    let (mut walked, mut dropped) = (Vec::new(), 0);
    while walked.len() < 10 {
        match tokio::time::timeout(Duration::from_millis(5), items.try_next()).await {
            Ok(item) => walked.extend(item.unwrap()),
            Err(_) => dropped += 1,
        }
    }
    assert!(dropped > 0 && started.load(Ordering::SeqCst) == 1, "{dropped}");
    assert_eq!(walked, (0..10).collect::<Vec<_>>());

    // The walk is dropped with its hook, and another goes on from its checkpoint.
    token.set("token-0".to_owned());
    let mut items = pager(false).items();
    assert!(tokio::time::timeout(Duration::from_millis(15), items.try_next()).await.is_err());
    let checkpoint = items.checkpoint();
    drop(items);
    assert_eq!(all(pager(false).resume(checkpoint).items()).await, (0..10).collect::<Vec<_>>());

    // The hook panics: the walk stands before the page.
    token.set("token-0".to_owned());
    let mut items = pager(true).items();
    let panicked = std::panic::AssertUnwindSafe(items.try_next()).catch_unwind().await;
    assert!(panicked.is_err());
    let checkpoint = items.checkpoint();
    let error = items.try_next().await.unwrap_err();
    assert_eq!(error.status().map(|status| status.as_u16()), Some(401));
    assert_eq!(all(pager(false).resume(checkpoint).items()).await, (0..10).collect::<Vec<_>>());
}
