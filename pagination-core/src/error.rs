//! What can go wrong on a walk.

mod reported;
mod transient;

use std::convert::Infallible;
use std::error::Error as StdError;
use std::fmt;
use std::time::Duration;

use http::{HeaderMap, StatusCode};

use crate::outside_text::{Cleaned, clean, shortened};
use crate::position::Position;
use crate::redact;

use reported::ReportedFailure;
pub use transient::Transient;

/// Any error that can be sent between threads.
pub type BoxError = Box<dyn StdError + Send + Sync>;

/// Why a page could not be fetched. `E` is the error of the transport: `reqwest::Error`, or that of the caller's own function.
///
/// A transient error ([`is_transient`](Self::is_transient)) leaves the walk where it is: the next call requests the same page. Any
/// other error ends the walk: it is returned once, and then the walk is over.
#[derive(Debug)]
#[non_exhaustive]
pub enum Error<E = Infallible> {
    /// The transport failed: no response came, or the caller's own function returned an error.
    Transport(E),
    /// The transport failed for good: the request could not be built, or a redirect went wrong.
    Client(E),
    /// The page did not arrive within the time that a request may take ([`timeout`](crate::Pager::timeout)).
    Timeout(Box<Timeout>),
    /// The status of the response is not a success.
    Status(Box<Status>),
    /// The position has expired: the status is one that is declared for it (`expired(410)`).
    Expired(Box<Status>),
    /// The position had expired, and the walk has started again (`restart_on_expiry`): the next call returns the first item of the
    /// list.
    Restarted(Box<Status>),
    /// The body is not what the response type expects.
    Decode(Box<Decode>),
    /// The body is larger than the walk accepts.
    BodyTooLarge(Box<BodyTooLarge>),
    /// The response has a success status and carries a failure: `check` refused it (`check = function`), or it has no list and its body
    /// reports an error. It is transient where `check` says so ([`Transient`]).
    Check(Box<Check>),
    /// The pages lead in a circle.
    Loop(Loop),
    /// A link, redirect or stored URL names another origin (RFC 6454) than the first request's.
    ForeignOrigin(Box<ForeignOrigin>),
    /// The list was cut at the most items that the strategy may reach.
    CapReached(CapReached),
    /// The page size is above what the API accepts, zero or negative.
    PageSize(PageSizeTooLarge),
    /// The API says that more pages follow, but not where.
    MissingPosition(MissingPosition),
    /// The list has changed so that the walk cannot go on without a gap.
    Drifted(Box<Drifted>),
    /// The list ended with fewer items than its total.
    #[non_exhaustive]
    Incomplete {
        /// The response type.
        response: &'static str,
        /// How many items arrived, those before the start of the walk included.
        received: u64,
        /// The total that the API reported.
        total: u64,
        /// Members of the body that look like a position and are not read.
        unread: Box<[String]>,
    },
    /// The request could not be made.
    Request(Box<Request>),
    /// The checkpoint does not belong to this walk, or counts more items than its list has.
    Checkpoint(Box<ForeignCheckpoint>),
}

/// A walk's own error, before the transport's type is known.
pub type Problem = Error<Infallible>;

/// A response whose status is not a success. The body is kept: the API's own error can be read from it.
#[derive(Clone)]
#[non_exhaustive]
pub struct Status {
    /// The status.
    pub status: StatusCode,
    /// The headers.
    pub headers: HeaderMap,
    /// The body, as it arrived.
    pub body: Vec<u8>,
    /// The URL of the request, without its query.
    pub url: String,
}

/// A page that did not arrive in time.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Timeout {
    /// The response type.
    pub response: &'static str,
    /// The number of the page in the walk, from 1.
    pub page: u64,
    /// The URL of the request, without its query; empty over functions.
    pub url: String,
    /// The time that a request may take.
    pub limit: Duration,
}

/// A body that could not be read.
#[derive(Clone)]
#[non_exhaustive]
pub struct Decode {
    /// The response type.
    pub response: &'static str,
    /// The URL of the request, without its query.
    pub url: String,
    /// The place in the body, for instance `data[3].id`; `.` is its root.
    pub path: String,
    /// What was expected there, and the type and length of what was found. Never its value.
    pub found: String,
    /// The status of the response.
    pub status: StatusCode,
    /// The content type of the response, where it has one.
    pub content_type: Option<String>,
    /// What a GraphQL response says went wrong (`errors[0].message`), on one line and without what may be a token.
    pub reported: Option<String>,
    /// The body, as it arrived.
    pub body: Vec<u8>,
}

/// A body above the limit.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct BodyTooLarge {
    /// The response type.
    pub response: &'static str,
    /// The URL of the request, without its query.
    pub url: String,
    /// The limit, in bytes.
    pub limit: usize,
}

/// A success status with a failure.
#[derive(Debug)]
#[non_exhaustive]
pub struct Check {
    /// The response type.
    pub response: &'static str,
    /// What its `check` function returned, or what the body reports where no `check` is declared.
    pub error: BoxError,
}

/// The pages lead in a circle.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Loop {
    /// The response type.
    pub response: &'static str,
    /// What was repeated.
    pub kind: LoopKind,
    /// The number of pages received.
    pub pages: u64,
}

/// What a walk in circles repeats.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum LoopKind {
    /// A position that was requested before.
    Position,
    /// The page before, or the first page, by its keys or else by its body: the server ignores the parameter.
    Body,
    /// An empty page, many times in a row.
    EmptyPages,
    /// A page whose position is its own: more items tie than a page holds (`inclusive`).
    Ties,
    /// Items that the consumer was to delete (`drain`).
    Drain,
    /// The window before: the server ignores the filter (`anchor`).
    Window,
}

/// Another origin than the first request's.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct ForeignOrigin {
    /// The origin of the first request: scheme, host and port.
    pub expected: String,
    /// The origin that was named instead.
    pub found: String,
}

/// The list was cut.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct CapReached {
    /// The response type.
    pub response: &'static str,
    /// The strategy.
    pub strategy: &'static str,
    /// The most items that it may reach.
    pub max_window: u64,
}

/// A page size above the maximum, or below 1.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct PageSizeTooLarge {
    /// The response type.
    pub response: &'static str,
    /// What was requested: 0 for what is negative, and `u64::MAX` for what is larger.
    pub asked: u64,
    /// What the API accepts; `u64::MAX` where no maximum is declared.
    pub max: u64,
}

/// A list that has changed.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Drifted {
    /// The response type.
    pub response: &'static str,
    /// The key of the item that did not come again, where one is known.
    pub key: Option<Position>,
    /// What happened.
    pub why: &'static str,
}

/// More pages follow, and the API does not say where.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct MissingPosition {
    /// The response type.
    pub response: &'static str,
    /// The strategy.
    pub strategy: &'static str,
}

/// A request that could not be made.
#[derive(Debug)]
#[non_exhaustive]
pub struct Request {
    /// Why, and what to do.
    pub reason: String,
    /// The cause, where there is one.
    pub source: Option<BoxError>,
}

/// A checkpoint of another walk, or of a list that was longer.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct ForeignCheckpoint {
    /// What this walk is: response type and strategy.
    pub expected: String,
    /// What the checkpoint was taken from.
    pub found: String,
    /// So many items it counts as taken that the list, which has ended, did not have. 0 where the walk was refused before it began.
    pub surplus: usize,
}

impl Status {
    /// The body read as JSON: the API's own error.
    ///
    /// ```
    /// # fn read(error: pagination_core::Error<std::io::Error>) -> Option<String> {
    /// #[derive(serde::Deserialize)]
    /// struct ApiError { message: String }
    ///
    /// if let pagination_core::Error::Status(status) = &error {
    ///     return status.json::<ApiError>().ok().map(|error| error.message);
    /// }
    /// # None }
    /// ```
    pub fn json<T: serde::de::DeserializeOwned>(&self) -> Result<T, serde_json::Error> {
        serde_json::from_slice(&self.body)
    }
}

impl Check {
    /// A page without a list, whose body reports a failure.
    pub(crate) fn reported(response: &'static str, failure: String) -> Self {
        Self { response, error: Box::new(ReportedFailure(failure)) }
    }

    /// What `check` says about trying again.
    pub(crate) fn transient(&self) -> Option<&Transient> {
        Transient::find(&*self.error)
    }
}

impl<E> Error<E> {
    /// Whether the same request may succeed later: no response came, the status is 408, 425, 429 or 5xx, or `check` returned a
    /// [`Transient`] error. The next call requests the same page again.
    ///
    /// An error of the caller's own function counts as transient.
    pub fn is_transient(&self) -> bool {
        match self {
            Self::Transport(_) | Self::Timeout(_) | Self::Restarted(_) => true,
            Self::Status(status) => Problem::is_transient_status(status.status),
            Self::Check(check) => check.transient().is_some(),
            _ => false,
        }
    }

    /// The status of the response, where one came.
    pub fn status(&self) -> Option<StatusCode> {
        match self {
            Self::Status(status) | Self::Expired(status) | Self::Restarted(status) => Some(status.status),
            Self::Decode(decode) => Some(decode.status),
            _ => None,
        }
    }

    /// How long the server asks to wait: `Retry-After` in seconds or as an HTTP date (RFC 9110 §10.2.3), or what `check` read out of
    /// the response ([`Transient::after`]).
    pub fn retry_after(&self) -> Option<Duration> {
        match self {
            #[cfg(any(feature = "http", feature = "tokio"))]
            Self::Status(status) | Self::Expired(status) | Self::Restarted(status) => {
                crate::retry_after::retry_after(&status.headers)
            }
            Self::Check(check) => check.transient()?.wait(),
            _ => None,
        }
    }

    /// The error as a box, for a walk over a function whose own error is a box, which does not implement
    /// [`std::error::Error`].
    ///
    /// ```
    /// # #[cfg(feature = "derive")]
    /// # mod example {
    /// # use pagination_core::{BoxError, Error, Paginated};
    /// # #[derive(Paginated)]
    /// # #[cursor(field = next)]
    /// # struct Names { names: Vec<String>, next: Option<String> }
    /// fn list(at: Option<String>) -> Result<Names, BoxError> {
    ///     # let _ = at;
    ///     # Ok(Names { names: vec![], next: None })
    ///     // …
    /// }
    ///
    /// # fn main() -> Result<(), BoxError> {
    /// for name in pagination_core::pages_blocking(list).items() {
    ///     println!("{}", name.map_err(Error::into_boxed)?);
    /// }
    /// # Ok(()) } }
    /// ```
    pub fn into_boxed(self) -> BoxError
    where
        E: Into<BoxError>,
    {
        match self.split() {
            Ok(problem) => Problem::into(problem),
            Err(Own::Transport(error) | Own::Client(error)) => error.into(),
        }
    }

    /// The same error with another transport error.
    pub fn map_transport<F>(self, map: impl FnOnce(E) -> F) -> Error<F> {
        match self.split() {
            Ok(error) => error,
            Err(Own::Transport(error)) => Error::Transport(map(error)),
            Err(Own::Client(error)) => Error::Client(map(error)),
        }
    }

    /// Separates the transport's own error from the walk's, which fits any transport.
    fn split<F>(self) -> Result<Error<F>, Own<E>> {
        Ok(match self {
            Self::Transport(error) => return Err(Own::Transport(error)),
            Self::Client(error) => return Err(Own::Client(error)),
            Self::Timeout(inner) => Error::Timeout(inner),
            Self::Status(inner) => Error::Status(inner),
            Self::Expired(inner) => Error::Expired(inner),
            Self::Restarted(inner) => Error::Restarted(inner),
            Self::Decode(inner) => Error::Decode(inner),
            Self::BodyTooLarge(inner) => Error::BodyTooLarge(inner),
            Self::Check(inner) => Error::Check(inner),
            Self::Loop(inner) => Error::Loop(inner),
            Self::ForeignOrigin(inner) => Error::ForeignOrigin(inner),
            Self::CapReached(inner) => Error::CapReached(inner),
            Self::PageSize(inner) => Error::PageSize(inner),
            Self::MissingPosition(inner) => Error::MissingPosition(inner),
            Self::Drifted(inner) => Error::Drifted(inner),
            Self::Incomplete { response, received, total, unread } => {
                Error::Incomplete { response, received, total, unread }
            }
            Self::Request(inner) => Error::Request(inner),
            Self::Checkpoint(inner) => Error::Checkpoint(inner),
        })
    }
}

/// A transport's own error.
enum Own<E> {
    Transport(E),
    Client(E),
}

impl Problem {
    /// Whether the same request may succeed later, after this status.
    pub(crate) fn is_transient_status(status: StatusCode) -> bool {
        matches!(status.as_u16(), 408 | 425 | 429 | 500..=599)
    }

    pub(crate) fn into_error<E>(self) -> Error<E> {
        self.map_transport(|never| match never {})
    }

    pub(crate) fn request(reason: impl Into<String>) -> Self {
        Self::Request(Box::new(Request { reason: clean(&reason.into()), source: None }))
    }

    pub(crate) fn request_because(reason: impl Into<String>, source: impl Into<BoxError>) -> Self {
        Self::Request(Box::new(Request { reason: clean(&reason.into()), source: Some(source.into()) }))
    }
}

impl<E: fmt::Display> fmt::Display for Error<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Transport(error) | Self::Client(error) => error.fmt(f),
            Self::Timeout(inner) => inner.fmt(f),
            Self::Status(inner) => write!(f, "{} responded {}{}", inner.url, inner.status, Excerpt(&inner.body)),
            Self::Expired(inner) => write!(
                f,
                "{} responded {}: the position has expired; start the walk again from the beginning",
                inner.url, inner.status
            ),
            Self::Restarted(inner) => write!(
                f,
                "{} responded {}: the position had expired, and the walk has started again; its items come once more",
                inner.url, inner.status
            ),
            Self::Decode(inner) => inner.fmt(f),
            Self::BodyTooLarge(inner) => write!(
                f,
                "the response of {} is larger than {} bytes; request smaller pages, or raise the limit with `.max_body(…)`",
                inner.url, inner.limit
            ),
            Self::Check(inner) if inner.error.is::<ReportedFailure>() => write!(
                f,
                "a response of `{}` has no list, and {}; if that is an empty page, accept it with a `check = function`",
                inner.response, inner.error
            ),
            Self::Check(inner) => {
                write!(f, "the `check` of `{}` refused the response: {}", inner.response, Cleaned(&inner.error))
            }
            Self::Loop(inner) => inner.fmt(f),
            Self::ForeignOrigin(inner) => write!(
                f,
                "the next page is at {}, but the walk began at {}, and its credentials must not go elsewhere; if the other \
                 origin is trusted, name it with `origin(\"{}\")` in the attribute or with `.allow_origin(…)`",
                inner.found, inner.expected, inner.found
            ),
            Self::CapReached(inner) => write!(
                f,
                "the list of `{}` was cut at the {} items that `{}` may reach (`max_window`); use another strategy, or narrow the \
                 request",
                inner.response, inner.max_window, inner.strategy
            ),
            Self::PageSize(inner) if inner.asked == 0 => write!(
                f,
                "a page of `{}` holds at least 1 item; the page size that was set is zero or negative",
                inner.response
            ),
            Self::PageSize(inner) => write!(
                f,
                "a page size of {} is more than the maximum of {} that `{}` declares; use at most {}",
                inner.asked, inner.max, inner.response, inner.max
            ),
            Self::Drifted(inner) => inner.fmt(f),
            Self::MissingPosition(inner) => write!(
                f,
                "more pages of `{}` follow, but the response has no {} for them; check the path in `#[{}(…)]`",
                inner.response, inner.strategy, inner.strategy
            ),
            Self::Incomplete { response, received, total, unread } => {
                write!(f, "the list of `{response}` ended after {received} of {total} items")?;
                match &**unread {
                    [] => f.write_str("; check where its position and its total are read"),
                    [name] => write!(f, "; is `{}`, which is not read, its position?", Cleaned(name)),
                    [names @ .., last] => {
                        f.write_str("; is one of these, which are not read, its position: ")?;
                        names.iter().try_for_each(|name| write!(f, "`{}`, ", Cleaned(name)))?;
                        write!(f, "`{}`?", Cleaned(last))
                    }
                }
            }
            Self::Request(inner) => f.write_str(&inner.reason),
            Self::Checkpoint(inner) if inner.surplus > 0 => write!(
                f,
                "the list of {} ended {} items before those that the checkpoint counts as taken: it is shorter now, or the checkpoint \
                 is damaged; resume `checkpoint.at_page_start()`, or start the walk again without it",
                inner.expected, inner.surplus
            ),
            Self::Checkpoint(inner) => write!(
                f,
                "the checkpoint is of {}, but this walk is of {}; resume it with the type and strategy that made it, and the same path \
                 or name (`.named(…)`)",
                shortened(&inner.found, 200),
                inner.expected
            ),
        }
    }
}

impl fmt::Display for Drifted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the list of `{}` has changed: {}", self.response, self.why)?;
        match &self.key {
            Some(key) => write!(f, " (its key is {})", shortened(&key.to_json().to_string(), 100)),
            None => Ok(()),
        }
    }
}

impl fmt::Display for Timeout {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "page {} of `{}` did not arrive", self.page, self.response)?;
        if !self.url.is_empty() {
            write!(f, " from {}", self.url)?;
        }
        write!(
            f,
            " within {:?}; request it again, request smaller pages, or raise the limit with `.timeout(…)`",
            self.limit
        )
    }
}

impl fmt::Display for Loop {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.kind {
            LoopKind::Position => write!(
                f,
                "page {} of `{}` leads to a page that was requested before; if this API ends its lists so, declare `stop(repeated)`, \
                 and if its position never changes, `session`",
                self.pages, self.response
            ),
            LoopKind::Body => write!(
                f,
                "page {} of `{}` equals one that came before: the server seems to ignore the parameter; check its name in the \
                 attribute. If its lists end so, declare `stop(repeated)`; if equal pages are data, `allow_repeated`",
                self.pages.saturating_add(1),
                self.response
            ),
            LoopKind::Ties => write!(
                f,
                "page {} of `{}` names its own position: more items tie than a page holds, and the walk cannot go past them; request larger \
                 pages, or sort by more than one value",
                self.pages, self.response
            ),
            LoopKind::Drain => write!(
                f,
                "the page after {} pages of `{}` has only items that came before, although the consumer deletes what it reads (`drain`): \
                 they were not deleted, or the server still lists them",
                self.pages, self.response
            ),
            LoopKind::Window => write!(
                f,
                "the window after {} pages of `{}` begins before the end of the one before: the server seems to ignore the filter; check \
                 the target of `anchor`, and that the filter goes beyond its value",
                self.pages, self.response
            ),
            LoopKind::EmptyPages => write!(
                f,
                "{} pages of `{}` were received, the last of them all empty, and the API says that more follow; check the flag",
                self.pages, self.response
            ),
        }
    }
}

impl fmt::Display for Decode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the response of {} is not a `{}`: at `{}`, {}", self.url, self.response, self.path, self.found)?;
        match &self.content_type {
            Some(kind) if !kind.contains("json") => {
                write!(f, " (status {}, content type {})", self.status, shortened(kind, 100))
            }
            _ => write!(f, " (status {})", self.status),
        }?;
        match &self.reported {
            Some(reported) => write!(f, "; the API says: {reported}"),
            None => Ok(()),
        }
    }
}

/// The beginning of a body, on one line.
struct Excerpt<'a>(&'a [u8]);

impl fmt::Display for Excerpt<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        const MOST: usize = 200;
        let text = String::from_utf8_lossy(self.0.get(..MOST).unwrap_or(self.0));
        let text = text.trim();
        if text.is_empty() {
            return Ok(());
        }
        let more = if self.0.len() > MOST { "…" } else { "" };
        write!(f, ": {}{more}", Cleaned(text))
    }
}

impl fmt::Debug for Status {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Status")
            .field("status", &self.status)
            .field("url", &redact::url(&self.url))
            .field("body", &format_args!("{} bytes", self.body.len()))
            .finish_non_exhaustive()
    }
}

impl fmt::Debug for Decode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Decode")
            .field("response", &self.response)
            .field("url", &redact::url(&self.url))
            .field("path", &self.path)
            .field("found", &self.found)
            .field("status", &self.status)
            .finish_non_exhaustive()
    }
}

/// The error of a transport, as a source: every `std::error::Error` is one. A box is none, hence the message.
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not implement `std::error::Error`, so `Error<{Self}>` does not either",
    label = "write `.map_err(pagination_core::Error::into_boxed)?`: the function's own error is a box"
)]
pub trait OwnError: StdError + 'static {}

#[diagnostic::do_not_recommend]
impl<E: StdError + 'static> OwnError for E {}

impl<E: OwnError> StdError for Error<E> {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        match self {
            Self::Transport(error) | Self::Client(error) => error.source(),
            Self::Check(inner) => Some(&*inner.error),
            Self::Request(inner) => inner.source.as_deref().map(|source| source as &(dyn StdError + 'static)),
            _ => None,
        }
    }
}
