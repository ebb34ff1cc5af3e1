//! A client that returns recorded responses.

use std::collections::VecDeque;
use std::fmt;
use std::future::ready;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use bytes::Bytes;
use http::header::CONTENT_TYPE;
use http::{HeaderValue, Method, Request};
use serde::de::DeserializeOwned;

use super::expected::Expected;
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
/// A response that names its request ([`Recorded::answers`]) waits for that one. See the [module](super) for an example.
#[derive(Debug, Clone, Default)]
pub struct Replay(Arc<Mutex<Tape>>);

#[derive(Debug, Default)]
struct Tape {
    responses: VecDeque<Recorded>,
    sent: Vec<Sent>,
    waits: Vec<Duration>,
    unmatched: Vec<String>,
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

    /// A GET request for this URL. The walk is blocking.
    pub fn get(&self, url: &str) -> RequestBuilder {
        RequestBuilder { request: request(Method::GET, url, Bytes::new()), replay: self.clone() }
    }

    /// A POST request with this body. The walk is blocking.
    pub fn post(&self, url: &str, body: impl Into<Bytes>) -> RequestBuilder {
        RequestBuilder { request: request(Method::POST, url, body.into()), replay: self.clone() }
    }

    /// A POST request with these fields as a form. The walk is blocking.
    pub fn post_form(&self, url: &str, fields: &[(&str, &str)]) -> RequestBuilder {
        RequestBuilder { request: form_request(url, fields), replay: self.clone() }
    }

    /// Any request, for other methods or for headers. The walk is blocking.
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

    /// The responses left, each by its request, or by its number and status where it has none.
    pub fn unused(&self) -> Vec<String> {
        self.tape(|tape| {
            let used = tape.sent.len().saturating_sub(tape.unmatched.len());
            let described = tape.responses.iter().zip(1_usize..).map(|(response, number)| match &response.expected {
                Some(expected) => expected.to_string(),
                None => format!("response {}, {response}", used.saturating_add(number)),
            });
            described.collect()
        })
    }

    /// The requests that no response was recorded for, and what they differ in. No value of a query is shown.
    pub fn unmatched(&self) -> Vec<String> {
        self.tape(|tape| tape.unmatched.clone())
    }

    /// The response to a request, and the origin of the request that it was recorded for, if that is known.
    pub(super) fn respond(&self, sent: Sent, limit: Option<Duration>) -> Result<(Response, Option<String>), NoAnswer> {
        self.tape(|tape| {
            let (request, url) = (tape.sent.len().saturating_add(1), sent.url.clone());
            let found = tape.responses.iter().position(|response| response.is_for(&sent));
            let answer = match found.and_then(|at| tape.responses.remove(at)) {
                Some(Recorded { response, expected }) => {
                    let origin = expected.and_then(Expected::into_origin);
                    match response {
                        None => Err(NoAnswer::Broken),
                        Some(response) if limit.is_some_and(|limit| response.delay > limit) => Err(NoAnswer::Late),
                        Some(response) => Ok((response, origin)),
                    }
                }
                None => Err(match tape.responses.iter().find_map(|response| response.expected.as_ref()) {
                    None => NoAnswer::Exhausted { request, url },
                    Some(expected) => {
                        let difference =
                            format!("{expected} was recorded, but {}", expected.differences(&sent).join(", "));
                        NoAnswer::Unexpected { request, url, difference }
                    }
                }),
            };
            if let Err(error @ (NoAnswer::Exhausted { .. } | NoAnswer::Unexpected { .. })) = &answer {
                tape.unmatched.push(error.to_string());
            }
            tape.sent.push(sent);
            answer
        })
    }

    /// The response to a request of a walk, which may take as long as `limit`.
    pub(super) fn send(
        &self,
        request: Request<Bytes>,
        limit: Option<Duration>,
    ) -> Result<Result<HttpResponse, NoAnswer>, Problem> {
        let url = HttpRequest::url(&request)?;
        let response = self.respond(Sent::new(request, url.clone()), limit);
        Ok(response.map(|(Response { status, headers, body, .. }, _)| HttpResponse {
            status,
            headers,
            url,
            body: Some(body),
            method: None,
        }))
    }

    pub(super) fn waited(&self, wait: Duration) {
        self.tape(|tape| tape.waits.push(wait));
    }
}

impl Recorded {
    fn is_for(&self, sent: &Sent) -> bool {
        self.expected.as_ref().is_none_or(|expected| expected.differences(sent).is_empty())
    }
}

impl fmt::Display for Recorded {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.response {
            Some(response) => write!(f, "status {}", response.status.as_u16()),
            None => f.write_str("broken"),
        }
    }
}

fn request(method: Method, url: &str, body: Bytes) -> Result<Request<Bytes>, Problem> {
    let request = Request::builder().method(method).uri(url).body(body);
    request.map_err(|error| Problem::request_because("the URL of the request cannot be parsed", error))
}

fn form_request(url: &str, fields: &[(&str, &str)]) -> Result<Request<Bytes>, Problem> {
    let body = url::form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
    let mut request = request(Method::POST, url, body.into())?;
    let kind = HeaderValue::from_static("application/x-www-form-urlencoded");
    let _previous = request.headers_mut().insert(CONTENT_TYPE, kind);
    Ok(request)
}

/// A request to start a walk over recorded responses.
pub struct RequestBuilder {
    pub(super) request: Result<Request<Bytes>, Problem>,
    pub(super) replay: Replay,
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
    /// Every response that is left belongs to another request. This error ends the walk.
    Unexpected {
        /// The number of the request, from 1.
        request: usize,
        /// Its URL, whole.
        url: String,
        /// What it differs in from the first of them, without any value.
        difference: String,
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
            Self::Unexpected { request, url, difference } => {
                write!(
                    f,
                    "request {request} is for {}, and no response was recorded for it: {difference}",
                    redact::url(url)
                )
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
            Self::Unexpected { request, url, difference } => f
                .debug_struct("Unexpected")
                .field("request", request)
                .field("url", &redact::url(url))
                .field("difference", difference)
                .finish(),
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
        self.replay.send(request, self.limit).map(Running::done)
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

/// Requests are made one after the other, even if several may be in flight.
impl Threads for Client {
    fn use_threads(&mut self) {}
}
