//! A bearer token that expires in the middle of a walk: `cargo run --example token_refresh`
//!
//! If a 401 is the first sign of it, and a new token has to be fetched, put a layer around the client: a middleware as here, or a
//! tower service. If you know beforehand when the token expires, `each_request` is enough: a function that writes the current token
//! into every request.

use std::sync::{Arc, Mutex as SyncMutex};

use async_trait::async_trait;
use demo_apis::{MockResponse, Scripted};
use http::header::AUTHORIZATION;
use http::{Extensions, HeaderValue, StatusCode};
use pagination_core::{Paginate, Paginated};
use reqwest::{Request, Response};
use reqwest_middleware::{ClientBuilder, Error, Middleware, Next, Result};
use serde::Deserialize;
use serde_json::json;
use tokio::sync::Mutex;

#[derive(Deserialize, Paginated)]
#[cursor(field = next)]
struct Names {
    data: Vec<String>,
    next: Option<u64>,
}

/// Sends its token. After a 401, it fetches a new token and sends the request once more.
struct Refresh {
    http: reqwest::Client,
    token_url: String,
    token: Mutex<HeaderValue>,
}

impl Refresh {
    /// A token other than `refused`. If several requests are refused at once, only one of them fetches it.
    async fn token_after(&self, refused: &HeaderValue) -> Result<HeaderValue> {
        let mut token = self.token.lock().await;
        if *token == *refused {
            let fresh = self.http.post(&self.token_url).send().await?.error_for_status()?.text().await?;
            *token = HeaderValue::try_from(format!("Bearer {fresh}")).map_err(Error::middleware)?;
        }
        Ok(token.clone())
    }
}

#[async_trait]
impl Middleware for Refresh {
    async fn handle(&self, mut request: Request, extensions: &mut Extensions, next: Next<'_>) -> Result<Response> {
        let again = request.try_clone();
        let token = self.token.lock().await.clone();
        request.headers_mut().insert(AUTHORIZATION, token.clone());
        let response = next.clone().run(request, extensions).await?;
        match again {
            Some(mut again) if response.status() == StatusCode::UNAUTHORIZED => {
                again.headers_mut().insert(AUTHORIZATION, self.token_after(&token).await?);
                next.run(again, extensions).await
            }
            _ => Ok(response),
        }
    }
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

async fn by_a_middleware() -> std::result::Result<(), Box<dyn std::error::Error>> {
    let api = api()?;
    let token = Mutex::new(HeaderValue::from_static("Bearer none yet"));
    let refresh = Refresh { http: reqwest::Client::new(), token_url: api.url_of("/token"), token };
    let http = ClientBuilder::new(reqwest::Client::new()).with(refresh).build();

    let mut names = http.get(api.url_of("/names")).paginate::<Names>().items();
    while let Some(name) = names.try_next().await? {
        println!("{name}");
    }
    println!("{} requests, including refusals and refreshes", api.requests());
    Ok(())
}

async fn by_each_request() -> std::result::Result<(), Box<dyn std::error::Error>> {
    let api = api()?;
    let http = reqwest::Client::new();
    let fetch = async || http.post(api.url_of("/token")).send().await?.text().await;
    let token = Arc::new(SyncMutex::new(fetch().await?));

    let shared = Arc::clone(&token);
    let pager = http.get(api.url_of("/names")).paginate::<Names>().each_request(move |request| {
        let token = shared.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        if let Ok(value) = HeaderValue::try_from(format!("Bearer {token}")) {
            request.headers_mut().insert(AUTHORIZATION, value);
        }
    });
    let mut pages = pager.pages();
    while let Some(page) = pages.try_next().await? {
        println!("{:?}", page.data);
        // In place of a timer that fires before the token expires.
        if page.request().index() % 2 == 1 && page.next.is_some() {
            let fresh = fetch().await?;
            *token.lock().unwrap_or_else(std::sync::PoisonError::into_inner) = fresh;
        }
    }
    println!("{} requests, including refreshes", api.requests());
    Ok(())
}

#[tokio::main]
async fn main() -> std::result::Result<(), Box<dyn std::error::Error>> {
    by_a_middleware().await?;
    by_each_request().await
}
