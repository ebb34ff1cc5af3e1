//! The asynchronous client.

use std::future::Future;
use std::pin::Pin;
use std::time::Duration;

use ::reqwest::{Request, RequestBuilder, Response};

use super::redirect::refused_redirect;
use super::request::{Sent, is_transient, redacted, transport};
use crate::error::Problem;
use crate::over_http::limited_body::LimitedBody;
use crate::over_http::{Http, HttpClient, HttpResponse};
use crate::pager::{Pager, Paginate};
use crate::paginated::Paginated;
use crate::transport::{Async, Pause, Transport};

/// A `reqwest::Client`, as a walk uses it.
pub struct Client {
    http: ::reqwest::Client,
    #[cfg(not(all(target_arch = "wasm32", target_os = "unknown")))]
    pub(super) spawned: bool,
}

/// A request in flight. On `wasm32-unknown-unknown`, reqwest's own is not `Send`, and so is this.
#[cfg(not(all(target_arch = "wasm32", target_os = "unknown")))]
type Sending = Pin<Box<dyn Future<Output = Sent> + Send + Sync>>;
#[cfg(all(target_arch = "wasm32", target_os = "unknown"))]
type Sending = Pin<Box<dyn Future<Output = Sent>>>;

impl Paginate for RequestBuilder {
    type Transport = Http<Client>;
    type Mode = Async;

    fn paginate<P>(self) -> Pager<P, Http<Client>, P::Strategy, Async>
    where
        P: Paginated,
        Http<Client>: Transport<P, Mode = Async>,
    {
        let (http, request) = self.build_split();
        let client = Client {
            http,
            #[cfg(not(all(target_arch = "wasm32", target_os = "unknown")))]
            spawned: false,
        };
        Pager::new(transport(client, request, |error| error))
    }
}

impl HttpClient for Client {
    type Mode = Async;
    type Request = Request;
    type Error = ::reqwest::Error;
    type Sending = Sending;

    fn send(&mut self, request: Request, max_body: usize) -> Result<Self::Sending, Problem> {
        let response = self.http.execute(request);
        let response = async move { read(response.await.map_err(redacted)?, max_body).await };
        #[cfg(not(all(target_arch = "wasm32", target_os = "unknown")))]
        if self.spawned {
            return Ok(Box::pin(super::task::Task::new(response)));
        }
        Ok(Box::pin(response))
    }

    fn pause(&mut self, wait: Duration) -> Pause {
        crate::transport::sleep(wait)
    }

    fn is_timeout(error: &::reqwest::Error) -> bool {
        error.is_timeout()
    }

    fn problem(error: &::reqwest::Error) -> Option<Problem> {
        refused_redirect(error)
    }

    fn is_transient(error: &::reqwest::Error) -> bool {
        is_transient(error)
    }
}

pub(super) async fn read(mut response: Response, max_body: usize) -> Sent {
    let (status, url) = (response.status(), response.url().clone());
    let headers = std::mem::take(response.headers_mut());
    let mut body = LimitedBody::new(max_body, response.content_length());
    // On wasm, reqwest gives the body only whole.
    #[cfg(all(target_arch = "wasm32", target_os = "unknown"))]
    if !body.is_too_large() {
        body.add(response.bytes().await.map_err(redacted)?);
    }
    #[cfg(not(all(target_arch = "wasm32", target_os = "unknown")))]
    while !body.is_too_large() {
        let Some(chunk) = response.chunk().await.map_err(redacted)? else { break };
        body.add(chunk);
    }
    // reqwest does not say which method a redirect left.
    Ok(HttpResponse { status, headers, url, body: body.finish(), method: None })
}
