//! A client that returns recorded responses.

use std::collections::VecDeque;
use std::fmt;
use std::future::ready;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use bytes::Bytes;
use http::{Method, Request};
use serde::de::DeserializeOwned;

use super::recorded::{Recorded, Response};
use super::sent::Sent;
use crate::error::Problem;
use crate::over_http::{Http, HttpClient, HttpRequest, HttpResponse};
use crate::pager::{Pager, Paginate};
use crate::paginated::Paginated;
use crate::redact;
use crate::transport::{Blocking, Pause, Running, Threads, Transport};

/// Recorded responses, returned in order, and the requests made for them. Clones share both.
///
/// See the [module](super) for an example.
#[derive(Debug, Clone, Default)]
pub struct Replay(Arc<Mutex<Tape>>);

#[derive(Debug, Default)]
struct Tape {
    responses: VecDeque<Recorded>,
    sent: Vec<Sent>,
    waits: Vec<Duration>,
}

impl Replay {
    /// Returns these responses, in order. A request after the last one fails with [`NoAnswer::Exhausted`].
    pub fn new(responses: impl IntoIterator<Item = Recorded>) -> Self {
        let tape = Tape { responses: responses.into_iter().collect(), ..Tape::default() };
        Self(Arc::new(Mutex::new(tape)))
    }

    fn tape<T>(&self, with: impl FnOnce(&mut Tape) -> T) -> T {
        with(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Appends a response.
    pub fn push(&self, response: Recorded) {
        self.tape(|tape| tape.responses.push_back(response));
    }

    /// A GET request for this URL.
    pub fn get(&self, url: &str) -> RequestBuilder {
        self.method(Method::GET, url, Bytes::new())
    }

    /// A POST request with this body.
    pub fn post(&self, url: &str, body: impl Into<Bytes>) -> RequestBuilder {
        self.method(Method::POST, url, body.into())
    }

    fn method(&self, method: Method, url: &str, body: Bytes) -> RequestBuilder {
        let request = Request::builder().method(method).uri(url).body(body);
        let request =
            request.map_err(|error| Problem::request_because("the URL of the request cannot be parsed", error));
        RequestBuilder { request, replay: self.clone() }
    }

    /// Any request, for other methods or for headers.
    pub fn request(&self, request: Request<impl Into<Bytes>>) -> RequestBuilder {
        RequestBuilder { request: Ok(request.map(Into::into)), replay: self.clone() }
    }

    /// The requests made so far, in order.
    pub fn requests(&self) -> Vec<Sent> {
        self.tape(|tape| tape.sent.clone())
    }

    /// The URLs requested so far, in order.
    pub fn urls(&self) -> Vec<String> {
        self.tape(|tape| tape.sent.iter().map(|sent| sent.url.clone()).collect())
    }

    /// The waits that a real walk would have made so far, in order.
    pub fn waits(&self) -> Vec<Duration> {
        self.tape(|tape| tape.waits.clone())
    }

    /// The number of responses left.
    pub fn left(&self) -> usize {
        self.tape(|tape| tape.responses.len())
    }

    fn respond(&self, sent: Sent, limit: Option<Duration>) -> Result<Response, NoAnswer> {
        self.tape(|tape| {
            let exhausted = NoAnswer::Exhausted { request: tape.sent.len().saturating_add(1), url: sent.url.clone() };
            tape.sent.push(sent);
            let response = tape.responses.pop_front().ok_or(exhausted)?.0.ok_or(NoAnswer::Broken)?;
            if limit.is_some_and(|limit| response.delay > limit) { Err(NoAnswer::Late) } else { Ok(response) }
        })
    }
}

/// A request to start a walk over recorded responses.
pub struct RequestBuilder {
    request: Result<Request<Bytes>, Problem>,
    replay: Replay,
}

impl RequestBuilder {
    /// As [`Paginate::paginate`], but needs no import.
    pub fn paginate<P>(self) -> super::Pager<P>
    where
        P: Paginated + DeserializeOwned,
    {
        Paginate::paginate(self)
    }
}

impl Paginate for RequestBuilder {
    type Transport = Http<Client>;
    type Mode = Blocking;

    fn paginate<P>(self) -> Pager<P, Http<Client>, P::Strategy, Blocking>
    where
        P: Paginated,
        Http<Client>: Transport<P, Mode = Blocking>,
    {
        let client = Client { replay: self.replay, limit: None };
        Pager::new(match self.request {
            Ok(request) => Http::new(client, request),
            Err(problem) => Http::refused(client, problem.into_error()),
        })
    }
}

/// The client of a walk over recorded responses.
pub struct Client {
    replay: Replay,
    /// How long a request may take.
    limit: Option<Duration>,
}

/// Why no response came. Its `Display` and `Debug` show the URL without its query.
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum NoAnswer {
    /// The response is [`Recorded::broken`]. This error is transient.
    Broken,
    /// The response comes [later](Recorded::after) than a request may take. The walk reports it as
    /// [`Error::Timeout`](crate::Error::Timeout).
    Late,
    /// All recorded responses were used. This error ends the walk.
    Exhausted {
        /// The number of the request without a response, from 1.
        request: usize,
        /// Its URL, whole.
        url: String,
    },
}

impl fmt::Display for NoAnswer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Broken => f.write_str("no response came, as recorded"),
            Self::Late => f.write_str("no response came in time, as recorded"),
            Self::Exhausted { request, url } => {
                write!(f, "request {request} is for {}, and no response was recorded for it", redact::url(url))
            }
        }
    }
}

impl fmt::Debug for NoAnswer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Broken => f.write_str("Broken"),
            Self::Late => f.write_str("Late"),
            Self::Exhausted { request, url } => {
                f.debug_struct("Exhausted").field("request", request).field("url", &redact::url(url)).finish()
            }
        }
    }
}

impl std::error::Error for NoAnswer {}

impl HttpClient for Client {
    type Mode = Blocking;
    type Request = Request<Bytes>;
    type Error = NoAnswer;
    type Sending = Running<Result<HttpResponse, NoAnswer>>;

    fn send(&mut self, request: Request<Bytes>, _: usize) -> Result<Self::Sending, Problem> {
        let url = HttpRequest::url(&request)?;
        let response = self.replay.respond(Sent::new(request, url.clone()), self.limit);
        Ok(Running::done(response.map(|Response { status, headers, body, .. }| HttpResponse {
            status,
            headers,
            url,
            body: Some(body),
            method: None,
        })))
    }

    /// Records the wait: tests do not sleep.
    fn pause(&mut self, wait: Duration) -> Pause {
        self.replay.tape(|tape| tape.waits.push(wait));
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

/// Requests are made one after the other, even if several may be in flight.
impl Threads for Client {
    fn use_threads(&mut self) {}
}
