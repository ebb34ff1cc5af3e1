//! A bearer token that expires in the middle of a walk: `cargo run --example token_refresh`
//!
//! If a 401 is the first sign of it, `on_status` fetches a new token, and the walk requests the same page again. If you know beforehand
//! when the token expires, `each_request` is enough: a function that writes the current token into every request.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use demo_apis::{MockResponse, Scripted};
use http::HeaderValue;
use http::header::AUTHORIZATION;
use pagination_core::{Paginate, Paginated};
use serde::Deserialize;
use serde_json::json;

#[derive(Deserialize, Paginated)]
#[cursor(field = next)]
struct Names {
    data: Vec<String>,
    next: Option<u64>,
}

/// A token that all walks of a client share.
struct Session {
    http: reqwest::Client,
    token_url: String,
    /// Its number, and the token itself.
    token: Mutex<(u64, HeaderValue)>,
    refreshing: tokio::sync::Mutex<()>,
}

impl Session {
    fn token(&self) -> (u64, HeaderValue) {
        self.token.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Fetches a token, unless another walk did so since this one was sent.
    async fn refresh_after(&self, sent: u64) {
        let _one_at_a_time = self.refreshing.lock().await;
        if self.token().0 == sent
            && let Ok(token) = fetch(&self.http, &self.token_url).await
        {
            *self.token.lock().unwrap_or_else(PoisonError::into_inner) = (sent + 1, token);
        }
    }
}

async fn fetch(http: &reqwest::Client, url: &str) -> Result<HeaderValue, Box<dyn std::error::Error + Send + Sync>> {
    let token = http.post(url).send().await?.error_for_status()?.text().await?;
    Ok(HeaderValue::try_from(format!("Bearer {token}"))?)
}

/// Six pages. A token is valid for two requests.
fn api() -> std::io::Result<Scripted> {
    let (mut tokens, mut uses) = (0, 0);
    Scripted::start(move |request| {
        if request.path == "/token" {
            (tokens, uses) = (tokens + 1, 0);
            return MockResponse::text(format!("token-{tokens}"));
        }
        uses += 1;
        if uses > 2 || request.header("authorization") != Some(&format!("Bearer token-{tokens}")) {
            return MockResponse::empty(401);
        }
        let at: u64 = request.pair("cursor").and_then(|cursor| cursor.parse().ok()).unwrap_or(1);
        MockResponse::json(&json!({ "data": [format!("name {at}")], "next": (at < 6).then_some(at + 1) }))
    })
}

async fn by_on_status() -> Result<(), Box<dyn std::error::Error + Send + Sync>> {
    let api = api()?;
    let session = Arc::new(Session {
        http: reqwest::Client::new(),
        token_url: api.url_of("/token"),
        token: Mutex::new((0, HeaderValue::from_static("Bearer none yet"))),
        refreshing: tokio::sync::Mutex::default(),
    });
    let sent = Arc::new(AtomicU64::new(0));
    let (current, last) = (Arc::clone(&session), Arc::clone(&sent));
    let pager = session.http.get(api.url_of("/names")).paginate::<Names>();
    let mut names = pager
        .each_request(move |request| {
            let (number, token) = current.token();
            last.store(number, Ordering::Relaxed);
            request.headers_mut().insert(AUTHORIZATION, token);
        })
        .on_status(401, move || {
            let (session, sent) = (Arc::clone(&session), sent.load(Ordering::Relaxed));
            async move { session.refresh_after(sent).await }
        })
        .items();
    while let Some(name) = names.try_next().await? {
        println!("{name}");
    }
    println!("{} requests, including refusals and refreshes", api.requests());
    Ok(())
}

async fn by_each_request() -> Result<(), Box<dyn std::error::Error + Send + Sync>> {
    let api = api()?;
    let http = reqwest::Client::new();
    let token = Arc::new(Mutex::new(fetch(&http, &api.url_of("/token")).await?));

    let shared = Arc::clone(&token);
    let pager = http.get(api.url_of("/names")).paginate::<Names>().each_request(move |request| {
        let token = shared.lock().unwrap_or_else(PoisonError::into_inner).clone();
        request.headers_mut().insert(AUTHORIZATION, token);
    });
    let mut pages = pager.pages();
    while let Some(page) = pages.try_next().await? {
        println!("{:?}", page.data);
        // In place of a timer that fires before the token expires.
        if page.request().index() % 2 == 1 && page.next.is_some() {
            let fresh = fetch(&http, &api.url_of("/token")).await?;
            *token.lock().unwrap_or_else(PoisonError::into_inner) = fresh;
        }
    }
    println!("{} requests, including refreshes", api.requests());
    Ok(())
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error + Send + Sync>> {
    by_on_status().await?;
    by_each_request().await
}
