//! Asynchronous walks over recorded responses.

use std::future::{Ready, ready};
use std::time::Duration;

use bytes::Bytes;
use http::Request;
use serde::de::DeserializeOwned;

use super::replay::{NoAnswer, Replay, RequestBuilder};
use crate::error::Problem;
use crate::over_http::{Http, HttpClient, HttpResponse};
use crate::pager::{Pager, Paginate};
use crate::paginated::Paginated;
use crate::transport::{Async, Pause, Transport};

/// The asynchronous walks. They are as the blocking ones, and have names of their own, since a `get` cannot be both.
///
/// ```
/// # use pagination_core::Paginated;
/// # use pagination_core::testing::{Recorded, Replay};
/// # #[derive(serde::Deserialize, Paginated)]
/// # #[cursor(field = next)]
/// # struct Names { names: Vec<String>, next: Option<String> }
/// # futures_executor::block_on(async {
/// let replay = Replay::new([
///     Recorded::json(r#"{"names": ["ann"], "next": "b"}"#),
///     Recorded::json(r#"{"names": ["bob"], "next": null}"#),
/// ]);
/// let mut names = replay.get_async("https://api.example/names").paginate::<Names>().items();
/// while let Some(name) = names.try_next().await? {
///     println!("{name}");
/// }
/// assert_eq!(replay.left(), 0);
/// # Ok::<_, pagination_core::testing::Error>(()) }).unwrap();
/// ```
impl Replay {
    /// As [`get`](Self::get), for an asynchronous walk.
    pub fn get_async(&self, url: &str) -> AsyncRequestBuilder {
        AsyncRequestBuilder(self.get(url))
    }

    /// As [`post`](Self::post), for an asynchronous walk.
    pub fn post_async(&self, url: &str, body: impl Into<Bytes>) -> AsyncRequestBuilder {
        AsyncRequestBuilder(self.post(url, body))
    }

    /// As [`post_form`](Self::post_form), for an asynchronous walk.
    pub fn post_form_async(&self, url: &str, fields: &[(&str, &str)]) -> AsyncRequestBuilder {
        AsyncRequestBuilder(self.post_form(url, fields))
    }

    /// As [`request`](Self::request), for an asynchronous walk.
    pub fn request_async(&self, request: Request<impl Into<Bytes>>) -> AsyncRequestBuilder {
        AsyncRequestBuilder(self.request(request))
    }
}

/// A request to start an asynchronous walk over recorded responses.
pub struct AsyncRequestBuilder(RequestBuilder);

impl AsyncRequestBuilder {
    /// As [`Paginate::paginate`], but needs no import.
    pub fn paginate<P>(self) -> super::AsyncPager<P>
    where
        P: Paginated + DeserializeOwned,
    {
        Paginate::paginate(self)
    }
}

impl Paginate for AsyncRequestBuilder {
    type Transport = Http<AsyncClient>;
    type Mode = Async;

    fn paginate<P>(self) -> Pager<P, Http<AsyncClient>, P::Strategy, Async>
    where
        P: Paginated,
        Http<AsyncClient>: Transport<P, Mode = Async>,
    {
        let RequestBuilder { request, replay } = self.0;
        let client = AsyncClient { replay, limit: None };
        Pager::new(match request {
            Ok(request) => Http::new(client, request),
            Err(problem) => Http::refused(client, problem.into_error()),
        })
    }
}

/// The client of an asynchronous walk over recorded responses.
pub struct AsyncClient {
    replay: Replay,
    /// How long a request may take.
    limit: Option<Duration>,
}

impl HttpClient for AsyncClient {
    type Mode = Async;
    type Request = Request<Bytes>;
    type Error = NoAnswer;
    type Sending = Ready<Result<HttpResponse, NoAnswer>>;

    fn send(&mut self, request: Request<Bytes>, _: usize) -> Result<Self::Sending, Problem> {
        self.replay.send(request, self.limit).map(ready)
    }

    /// Records the wait: tests do not sleep.
    fn pause(&mut self, wait: Duration) -> Pause {
        self.replay.waited(wait);
        Box::pin(ready(()))
    }

    fn deadline(&mut self, limit: Duration) -> Option<Pause> {
        self.limit = Some(limit);
        None
    }

    fn is_timeout(error: &NoAnswer) -> bool {
        *error == NoAnswer::Late
    }

    fn is_transient(error: &NoAnswer) -> bool {
        matches!(error, NoAnswer::Broken | NoAnswer::Late)
    }
}
