//! How a page is fetched.

pub(crate) mod blocking;
mod function;

use std::future::Future;
use std::time::Duration;

use crate::error::Problem;
use crate::page::{Head, Page};
use crate::page_request::PageRequest;
use crate::position::Position;
use crate::spec::Spec;
use crate::{BoxError, Paginated};

pub use crate::recovery::Pause;
pub use blocking::{Running, Threads};
pub use function::{BlockingFunction, Function};

/// What the template of the requests carries already.
#[derive(Debug, Clone, Default)]
pub struct Given {
    /// A position: the walk begins there.
    pub position: Option<Position>,
    /// A page size: it counts as sent.
    pub size: Option<u64>,
}

/// Reads a body: what the caller chose with `.codec::<…>()`.
pub type Decoder<P> = fn(&[u8]) -> Result<P, BoxError>;

/// What came back for one request, before it is a page.
pub enum Reply<P> {
    /// A page, and a hash of its body where there was one.
    Page(Page<P>, Option<u64>),
    /// No content (204, 304 and what the API declares with `empty(…)`): the list is over.
    Empty,
}

/// Fetches pages of `P`. Implemented for functions and for HTTP clients; the drivers know nothing else of them.
pub trait Transport<P> {
    /// The error of the transport itself.
    type Error;
    /// What a request becomes on its way.
    type Reply;
    /// A request on its way.
    type Fetch: Future<Output = Result<Self::Reply, Self::Error>>;
    /// What a page of this transport carries beside the response: [`Head`], or `()`.
    type Head;
    /// Whether a request has to be polled to go on. Where it goes on by itself, polling it waits for its answer.
    const POLLED: bool = true;

    /// Sends a request. `ahead` says that the page before it has not arrived yet.
    fn fetch(&mut self, spec: &'static Spec, ask: &PageRequest, ahead: bool) -> Result<Self::Fetch, Problem>;

    /// Reads what came back. A `decoder` is given where the caller chose one, which is possible over HTTP alone.
    fn read(
        &mut self,
        spec: &'static Spec,
        ask: &PageRequest,
        reply: Self::Reply,
        decoder: Option<Decoder<P>>,
    ) -> Result<Reply<P>, Problem>;

    /// What the template carries already.
    fn given(&mut self, spec: &'static Spec) -> Given {
        let _ = spec;
        Given::default()
    }

    /// A link as it stands in the response, made whole: joined on the URL that answered, and of an origin that may be asked.
    fn resolve(&self, spec: &'static Spec, page: &Page<P>, link: &str) -> Result<String, Problem> {
        let _ = (spec, page);
        Ok(link.to_owned())
    }

    /// Waits; a transport that blocks does so here, and gives a pause that is over.
    fn pause(&mut self, wait: Duration) -> Pause {
        let _ = wait;
        Box::pin(std::future::ready(()))
    }

    /// A problem that the transport's error stands for, such as a redirect that was refused.
    fn problem(error: &Self::Error) -> Option<Problem> {
        let _ = error;
        None
    }

    /// Whether asking again can help after this error.
    fn is_transient(error: &Self::Error) -> bool {
        let _ = error;
        true
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
    /// The page.
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
