//! What an error knows about the page that it is about.

use std::fmt;
use std::time::Duration;

use http::{HeaderMap, StatusCode};

use super::reported::ReportedFailure;
use super::{BoxError, Transient};
use crate::position::Position;
use crate::redact;

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
    /// The path in the body, for instance `data[3].id`; `.` is its root.
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
    /// A page that names the position it was requested with: more items tie than a page holds (`inclusive`).
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
    /// How many more items the checkpoint counts than the list had. 0 where the walk was refused before it began.
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
