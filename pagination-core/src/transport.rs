//! How a page is fetched.

mod function;
mod mode;
pub(crate) mod threads;

use std::borrow::Cow;
use std::future::{Future, ready};
use std::pin::Pin;
use std::time::Duration;

use crate::error::{BoxError, Error, Problem};
use crate::page::{Head, Page};
use crate::page_request::PageRequest;
use crate::paginated::Paginated;
use crate::position::Position;
use crate::spec::Spec;

pub use function::{BlockingFunction, Function};
pub use mode::{Async, Blocking, Mode};
pub use threads::{Running, Threads};

/// A pause before the next request.
pub type Pause = Pin<Box<dyn Future<Output = ()> + Send + Sync>>;

/// Reads a body: what the caller chose with `.codec::<…>()`.
pub type Decoder<P> = fn(&[u8]) -> Result<P, BoxError>;

/// What the caller's request carries before the walk begins.
#[derive(Debug, Clone, Default)]
pub struct Preset {
    /// A position: the walk begins there.
    pub position: Option<Position>,
    /// A page size: it counts as sent.
    pub page_size: Option<u64>,
}

/// A response that was read.
pub enum Received<P> {
    /// A page.
    Page {
        /// The page.
        page: Page<P>,
        /// A hash of its body, where it had one: equal bodies are recognized by it.
        body: Option<u64>,
    },
    /// No content (204, 304, and what the API declares with `empty(…)`): the list ends.
    NoContent,
}

/// Fetches pages of `P`. Functions and HTTP clients implement it; the pager knows nothing else of them.
///
/// A client for HTTP does not need this trait: [`HttpClient`][crate::over_http::HttpClient] asks for less.
///
#[cfg_attr(not(feature = "http"), doc = include_str!("links/http.md"))]
pub trait Transport<P> {
    /// [`Async`], or [`Blocking`] where a request is complete as soon as it is polled.
    type Mode: Mode;
    /// The error of the transport itself.
    type Error;
    /// What a request gives, before it is read.
    type Response;
    /// A request in flight.
    type Fetch: Future<Output = Result<Self::Response, Self::Error>>;
    /// What a page carries beside the response: [`Head`], or `()`.
    type Head;

    /// Sends a request.
    fn fetch(&mut self, spec: &'static Spec, request: &PageRequest) -> Result<Self::Fetch, Error<Self::Error>>;

    /// Reads a response. A `decoder` is given where the caller chose one, which is possible over HTTP only.
    fn read(
        &mut self,
        spec: &'static Spec,
        request: &PageRequest,
        response: Self::Response,
        decoder: Option<Decoder<P>>,
    ) -> Result<Received<P>, Problem>;

    /// What the caller's request carries already.
    fn preset(&mut self, spec: &'static Spec) -> Preset {
        let _ = spec;
        Preset::default()
    }

    /// Completes a link: joins it on the URL of the response, and refuses an origin that may not be requested.
    fn resolve(&self, spec: &'static Spec, page: &Page<P>, link: &str) -> Result<String, Problem> {
        let _ = (spec, page);
        Ok(link.to_owned())
    }

    /// Members of the first page's body that look like a position, for messages: a position that is absent may have another name.
    fn likely_positions(&self) -> Vec<String> {
        Vec::new()
    }

    /// Waits. A blocking transport sleeps here, and returns a pause that is over.
    fn pause(&mut self, wait: Duration) -> Pause {
        let _ = wait;
        Box::pin(ready(()))
    }

    /// The walk's own error that an error of the transport stands for, such as a refused redirect.
    fn problem(error: &Self::Error) -> Option<Problem> {
        let _ = error;
        None
    }

    /// Whether the same request may succeed later.
    fn is_transient(error: &Self::Error) -> bool {
        let _ = error;
        true
    }

    /// The path of the caller's request, without what a target writes into it. A checkpoint of another path is refused.
    fn path(&self, spec: &'static Spec) -> Option<Cow<'_, str>> {
        let _ = spec;
        None
    }
}

/// What a function may return for a page: the response itself, or a [`Page`] with the head of its response.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not declared as a page of a list",
    label = "this function returns `{Self}`, which is not `Paginated`",
    note = "add `#[derive(Paginated)]` to `{Self}`, with the attribute of its API's style: `#[cursor(…)]`, `#[next_link(…)]`, \
            `#[offset(…)]` or `#[page(…)]`"
)]
pub trait IntoPage {
    /// The response type.
    type Response;
    /// [`Head`] for a [`Page`], `()` for a response alone.
    type Head;
    /// Converts it into a page.
    fn into_page(self) -> Page<Self::Response>;
}

#[diagnostic::do_not_recommend]
impl<P: Paginated> IntoPage for P {
    type Response = P;
    type Head = ();
    fn into_page(self) -> Page<P> {
        Page::new(self)
    }
}

#[diagnostic::do_not_recommend]
impl<P> IntoPage for Page<P> {
    type Response = P;
    type Head = Head;
    fn into_page(self) -> Self {
        self
    }
}

/// A transport whose pages carry what a strategy reads.
#[diagnostic::on_unimplemented(
    message = "this strategy reads a response header, and the function returns none",
    label = "the pages carry no headers",
    note = "let the function return `Page::with_head(response, head)`, or walk over an HTTP client"
)]
pub trait Provides<H> {}

impl Provides<()> for () {}
// Of every strategy, so that code that is generic over the response type needs no bound for it.
impl<H> Provides<H> for Head {}
