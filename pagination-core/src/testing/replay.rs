//! The client that answers from recordings.

use std::collections::VecDeque;
use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use bytes::Bytes;
use http::{Method, Request};
use serde::de::DeserializeOwned;

use super::recorded::{Answer, Recorded};
use super::sent::Sent;
use crate::error::Problem;
use crate::over_http::Requests;
use crate::over_http::copies::{Copies, Received};
use crate::over_http::plain::url_of;
use crate::page::{Head, Page};
use crate::page_request::PageRequest;
use crate::pager::{Blocking, Pager};
use crate::recovery::Pause;
use crate::spec::Spec;
use crate::transport::{Decoder, Given, Reply, Running, Threads, Transport};
use crate::{Paginate, Paginated};

/// Recorded answers, given one after the other, and the requests that were made for them. A clone is the same replay.
#[derive(Debug, Clone, Default)]
pub struct Replay(Arc<Mutex<Tape>>);

#[derive(Debug, Default)]
struct Tape {
    answers: VecDeque<Recorded>,
    sent: Vec<Sent>,
    waits: Vec<Duration>,
}

impl Replay {
    /// Gives these answers. One request more than there are answers fails with [`NoAnswer::Exhausted`].
    pub fn new(answers: impl IntoIterator<Item = Recorded>) -> Self {
        let tape = Tape { answers: answers.into_iter().collect(), ..Tape::default() };
        Self(Arc::new(Mutex::new(tape)))
    }

    fn tape<T>(&self, with: impl FnOnce(&mut Tape) -> T) -> T {
        with(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// One answer more, after the others.
    pub fn push(&self, answer: Recorded) {
        self.tape(|tape| tape.answers.push_back(answer));
    }

    /// A template that asks for this URL.
    pub fn get(&self, url: &str) -> Template {
        self.method(Method::GET, url, Bytes::new())
    }

    /// A template that posts this body.
    pub fn post(&self, url: &str, body: impl Into<Bytes>) -> Template {
        self.method(Method::POST, url, body.into())
    }

    fn method(&self, method: Method, url: &str, body: Bytes) -> Template {
        let built = Request::builder().method(method).uri(url).body(body);
        let copies = match built {
            Ok(request) => Copies::of(request),
            Err(error) => Copies::refused(Problem::request_because("the URL of the template cannot be read", error)),
        };
        Template { copies, replay: self.clone() }
    }

    /// Any request as the template: a method, headers and a body of one's own.
    pub fn request(&self, request: Request<impl Into<Bytes>>) -> Template {
        Template { copies: Copies::of(request), replay: self.clone() }
    }

    /// The requests that were made, in their order.
    pub fn requests(&self) -> Vec<Sent> {
        self.tape(|tape| tape.sent.clone())
    }

    /// The URLs that were asked, in their order.
    pub fn urls(&self) -> Vec<String> {
        self.tape(|tape| tape.sent.iter().map(|sent| sent.url.clone()).collect())
    }

    /// The pauses that the walk would have made, in their order.
    pub fn waits(&self) -> Vec<Duration> {
        self.tape(|tape| tape.waits.clone())
    }

    /// How many answers are left: 0 where the walk has read them all.
    pub fn left(&self) -> usize {
        self.tape(|tape| tape.answers.len())
    }

    fn answer(&self, sent: Sent) -> Result<Answer, NoAnswer> {
        self.tape(|tape| {
            let exhausted = NoAnswer::Exhausted { request: tape.sent.len() + 1, url: sent.url.clone() };
            tape.sent.push(sent);
            tape.answers.pop_front().ok_or(exhausted)?.0.ok_or(NoAnswer::Broken)
        })
    }
}

/// A request that a walk over recorded answers is made from.
pub struct Template {
    copies: Copies<Request<Bytes>>,
    replay: Replay,
}

impl Template {
    /// As [`Paginate::paginate`], without an import.
    pub fn paginate<P>(self) -> super::Pager<P>
    where
        P: Paginated + DeserializeOwned,
    {
        Paginate::paginate(self)
    }
}

impl Paginate for Template {
    type Transport = Client;
    type Mode = Blocking;

    fn paginate<P>(self) -> Pager<P, Client, P::Strategy, Blocking>
    where
        P: Paginated,
        Client: Transport<P>,
    {
        Pager::new(Client { copies: self.copies, replay: self.replay })
    }
}

/// The transport of a walk over recorded answers.
pub struct Client {
    copies: Copies<Request<Bytes>>,
    replay: Replay,
}

/// Why no answer came.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum NoAnswer {
    /// [`Recorded::broken`].
    Broken,
    /// Every recorded answer had been given before. This error ends the walk.
    Exhausted {
        /// The number of the request that has no answer, from 1.
        request: usize,
        /// What it asks for.
        url: String,
    },
}

impl fmt::Display for NoAnswer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Broken => f.write_str("no answer came, as was recorded"),
            Self::Exhausted { request, url } => {
                write!(f, "request {request} asks for {url}, and no answer was recorded for it")
            }
        }
    }
}

impl std::error::Error for NoAnswer {}

impl<P: DeserializeOwned> Transport<P> for Client {
    type Error = NoAnswer;
    type Reply = Received;
    type Fetch = Running<Result<Received, NoAnswer>>;
    type Head = Head;
    const POLLED: bool = false;

    fn fetch(&mut self, spec: &'static Spec, ask: &PageRequest, _: bool) -> Result<Self::Fetch, Problem> {
        let request = self.copies.request(spec, ask)?;
        let url = url_of(&request)?;
        let answer = self.replay.answer(Sent::new(request, url.clone()));
        let max_body = self.copies.max_body;
        Ok(Running::done(answer.map(|Answer { status, headers, body }| {
            let body = (body.len() <= max_body).then_some(body);
            Received { status, headers, url, body }
        })))
    }

    fn read(
        &mut self,
        spec: &'static Spec,
        ask: &PageRequest,
        reply: Received,
        decoder: Option<Decoder<P>>,
    ) -> Result<Reply<P>, Problem> {
        self.copies.read(spec, ask, reply, decoder)
    }

    fn given(&mut self, spec: &'static Spec) -> Given {
        self.copies.given(spec)
    }

    fn resolve(&self, spec: &'static Spec, page: &Page<P>, link: &str) -> Result<String, Problem> {
        self.copies.resolve(spec, page.url(), link)
    }

    /// Nothing waits in a test.
    fn pause(&mut self, wait: Duration) -> Pause {
        self.replay.tape(|tape| tape.waits.push(wait));
        Box::pin(std::future::ready(()))
    }

    fn is_transient(error: &NoAnswer) -> bool {
        *error == NoAnswer::Broken
    }
}

/// Side by side, the requests are made one after the other.
impl Threads for Client {
    fn use_threads(&mut self) {}
}

impl Requests for Client {
    type Request = Request<Bytes>;

    fn copies(&mut self) -> &mut Copies<Request<Bytes>> {
        &mut self.copies
    }
}
