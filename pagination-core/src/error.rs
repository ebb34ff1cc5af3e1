//! What can go wrong on a walk.

mod details;
mod messages;
mod reported;
mod transient;

use std::convert::Infallible;
use std::error::Error as StdError;
use std::time::Duration;

use http::StatusCode;

use crate::outside_text::clean;

pub use details::{
    BodyTooLarge, CapReached, Check, Decode, Drifted, ForeignCheckpoint, ForeignOrigin, Loop, LoopKind,
    MissingPosition, PageSizeTooLarge, Request, Status, Timeout,
};
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
