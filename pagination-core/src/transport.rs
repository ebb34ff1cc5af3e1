//! How a page is fetched.

mod function;
mod mode;
mod pause;
pub(crate) mod threads;

use std::borrow::Cow;
use std::future::{Future, ready};
use std::time::Duration;

use crate::error::{BoxError, Error, Problem};
use crate::page::{Head, Page};
use crate::page_request::PageRequest;
use crate::paginated::Paginated;
use crate::position::Position;
use crate::spec::Spec;

pub use crate::lists::{CursorPage, VecPage};
pub use function::{BlockingFunction, Call, Function, WithClient};
pub use mode::{Async, Blocking, Mode};
#[cfg(feature = "tokio")]
pub(crate) use pause::sleep;
pub use pause::{MaybeSend, Pause};
pub use threads::{Running, Threads};

/// Reads a body: what the caller chose with `.codec::<…>()`.
pub type Decoder<P> = fn(&[u8]) -> Result<P, BoxError>;

/// What the caller's request carries before the walk begins.
#[derive(Debug, Clone, Default)]
pub struct Preset {
    /// A position: the walk begins there.
    pub position: Option<Position>,
    /// A page size: it counts as sent.
    pub page_size: Option<u64>,
    /// How a page size is requested.
    pub page_sizes: PageSizes,
}

/// How a page size is requested.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum PageSizes {
    /// As the response type declares it.
    #[default]
    Declared,
    /// The caller's own function reads the size of its [`PageRequest`].
    Read,
    /// The caller's own function takes the position alone, and requests the size by itself.
    ByItself,
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

    /// What the body of the last page says about a failure, for messages: a page whose list is in an object that is null may be one.
    fn reported_failure(&self) -> Option<String> {
        None
    }

    /// Waits. A blocking transport sleeps here, and returns a pause that is over.
    fn pause(&mut self, wait: Duration) -> Pause {
        let _ = wait;
        Box::pin(ready(()))
    }

    /// Completes when a request sent now has reached its time limit. The request is then dropped.
    ///
    /// `None` where the transport keeps to the limit by itself: its error then [is a timeout](Self::is_timeout), or its response is
    /// refused with [`Problem::Timeout`](crate::Error::Timeout) when it is read.
    fn deadline(&mut self, limit: Duration) -> Option<Pause> {
        let _ = limit;
        None
    }

    /// Whether an error means that the request has reached its time limit.
    fn is_timeout(error: &Self::Error) -> bool {
        let _ = error;
        false
    }

    /// The URL of a request, without its query, for messages; empty where there is none.
    fn url(&self, spec: &'static Spec, request: &PageRequest) -> String {
        let _ = (spec, request);
        String::new()
    }

    /// The walk's own error that an error of the transport stands for, such as a refused redirect.
    fn problem(error: &Self::Error) -> Option<Problem> {
        let _ = error;
        None
    }

    /// Whether a request can proceed while another is waited for. From now on it does, where that needs nothing of the caller: a blocking
    /// client that can be used from threads uses them.
    fn may_run_ahead(&mut self) -> bool {
        Self::Mode::POLLED
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

/// A transport with a timer: it can pause before a request, and limit how long one takes. Blocking functions sleep; asynchronous
/// ones need the timer that the feature `tokio` brings.
#[diagnostic::on_unimplemented(
    message = "this walk cannot wait, since nothing brings a timer for an asynchronous function",
    label = "`retry`, `rate_limit` and `timeout` need a timer here",
    note = "switch on the feature `tokio` of `pagination-core`; a walk over `pages_blocking` needs none"
)]
pub trait Waits {}

/// What a function may return for a page: the response itself, a [`Page`] with the head of its response, or, for a type that cannot be
/// annotated, its items.
///
/// | the function returns | the walk is over | and ends at |
/// |---|---|---|
/// | a response that is [`Paginated`] | that type | what it declares |
/// | `(Vec<T>, Option<C>)` | [`CursorPage<T, C>`](crate::transport::CursorPage), by cursor | `None`, and the empty string |
/// | `Vec<T>` | [`VecPage<T>`](crate::transport::VecPage), by offset, or [by page number](crate::Pager::by) | an empty page |
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not declared as a page of a list",
    label = "this function returns `{Self}`, which is not `Paginated`",
    note = "add `#[derive(Paginated)]` to `{Self}`, with the attribute of its API's style: `#[cursor(…)]`, `#[next_link(…)]`, \
            `#[offset(…)]` or `#[page(…)]`; where that is not possible, return its items and its cursor, `(Vec<T>, Option<C>)`, or \
            its items alone, `Vec<T>`"
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
impl<T> IntoPage for Vec<T> {
    type Response = VecPage<T>;
    type Head = ();
    fn into_page(self) -> Page<VecPage<T>> {
        Page::new(VecPage { items: self })
    }
}

#[diagnostic::do_not_recommend]
impl<T, C> IntoPage for (Vec<T>, Option<C>) {
    type Response = CursorPage<T, C>;
    type Head = ();
    fn into_page(self) -> Page<CursorPage<T, C>> {
        Page::new(CursorPage { items: self.0, next: self.1 })
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
