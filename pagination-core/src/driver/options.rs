//! How requests are made, as the caller chose it.

use std::future::Future;
use std::pin::Pin;
use std::sync::{Mutex, PoisonError};
use std::task::{Context, Poll};
use std::time::Duration;

use http::{HeaderMap, StatusCode};

use crate::error::Problem;
use crate::page::Page;
use crate::paginated::Paginated;
use crate::quota::Quota;
use crate::spec::{QuotaHeaders, Spec};
use crate::transport::{Decoder, MaybeSend, Pause, Received};

use super::pace::Pace;
use super::stop_at::StopAt;

/// No more requests than this are in flight, whatever the caller asks for: without a total, nothing else would bound them. Clients and
/// servers take about a hundred on one connection (RFC 9113 §6.5.2).
const MOST_REQUESTS: usize = 256;

/// Whether an error of the transport is worth another request. The mutex is never locked: it makes a walk `Sync`, whatever the function
/// holds.
pub(crate) struct RetryIf<E>(Mutex<Box<dyn IsWorthIt<E>>>);

trait IsWorthIt<E>: Fn(&E) -> bool + MaybeSend {}
impl<E, F: Fn(&E) -> bool + MaybeSend> IsWorthIt<E> for F {}

#[cfg_attr(not(any(feature = "http", feature = "tokio")), allow(dead_code, reason = "nothing is retried"))]
impl<E> RetryIf<E> {
    pub(crate) fn new(is_worth_it: impl Fn(&E) -> bool + MaybeSend + 'static) -> Self {
        Self(Mutex::new(Box::new(is_worth_it)))
    }

    pub(super) fn is_worth_it(&mut self, error: &E) -> bool {
        self.0.get_mut().unwrap_or_else(PoisonError::into_inner)(error)
    }
}

/// How requests are made, as the caller chose it. `E` is the transport's own error.
pub(crate) struct Options<P: Paginated, E> {
    pub(crate) decoder: Option<Decoder<P>>,
    /// How many requests may be in flight.
    pub(crate) width: usize,
    /// Whether the next request is sent before a page is handed over.
    pub(crate) ahead: bool,
    pub(crate) pace: Pace,
    /// Which errors of the transport are retried; all that are transient where it is `None`.
    pub(crate) retry_if: Option<RetryIf<E>>,
    /// How long a request may take.
    pub(crate) timeout: Option<Duration>,
    /// Page one, which is not requested.
    pub(crate) first_page: Option<Box<Page<P>>>,
    /// Where the caller wants no more.
    pub(crate) stop_at: Option<Box<StopAt<P::Item>>>,
}

impl<P: Paginated, E> Default for Options<P, E> {
    fn default() -> Self {
        Self {
            decoder: None,
            width: 1,
            ahead: false,
            pace: Pace::default(),
            retry_if: None,
            timeout: None,
            first_page: None,
            stop_at: None,
        }
    }
}

impl<P: Paginated, E> Options<P, E> {
    /// Without what changes where a walk ends, or what it requests ahead.
    pub(crate) fn for_one_page(&mut self) {
        self.set_width(1);
        self.stop_at = None;
    }

    /// So many requests may be in flight: at least one, at most [`MOST_REQUESTS`].
    pub(crate) fn set_width(&mut self, width: usize) {
        self.width = width.clamp(1, MOST_REQUESTS);
        self.ahead = self.width > 1;
    }
}

trait Hook: FnMut() -> Pause + MaybeSend {}
impl<F: FnMut() -> Pause + MaybeSend> Hook for F {}

/// What the caller does after a status, before the same page is requested again.
pub(crate) struct StatusHook {
    status: u16,
    /// The mutex is never locked: it makes a walk `Sync`, whatever the function holds.
    run: Mutex<Box<dyn Hook>>,
    /// Whether it ran for the page that is due.
    has_run: bool,
}

#[cfg_attr(not(feature = "http"), allow(dead_code, reason = "only HTTP has statuses"))]
impl StatusHook {
    pub(crate) fn new(status: u16, run: impl FnMut() -> Pause + MaybeSend + 'static) -> Self {
        Self { status, run: Mutex::new(Box::new(run)), has_run: false }
    }

    /// Runs it, where it is for this status and did not run for this page. It is over when the pause is.
    pub(super) fn run(&mut self, status: StatusCode) -> Option<Pause> {
        if self.has_run || status != self.status {
            return None;
        }
        let pause = self.run.get_mut().unwrap_or_else(PoisonError::into_inner)();
        self.has_run = true;
        Some(pause)
    }

    /// The page has arrived.
    pub(super) fn page_arrived(&mut self) {
        self.has_run = false;
    }
}

/// A future that is polled by one thread at a time, and may be shared. The mutex is never locked.
#[cfg_attr(not(feature = "http"), allow(dead_code, reason = "only HTTP has statuses"))]
pub(crate) struct Exclusive<F>(Mutex<Pin<Box<F>>>);

#[cfg_attr(not(feature = "http"), allow(dead_code, reason = "only HTTP has statuses"))]
impl<F: Future> Exclusive<F> {
    pub(crate) fn new(future: F) -> Self {
        Self(Mutex::new(Box::pin(future)))
    }
}

impl<F: Future> Future for Exclusive<F> {
    type Output = F::Output;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<F::Output> {
        self.0.get_mut().unwrap_or_else(PoisonError::into_inner).as_mut().poll(cx)
    }
}

/// A transient failure.
#[cfg_attr(
    not(any(feature = "http", feature = "tokio")),
    allow(dead_code, reason = "only a policy reads what is in it")
)]
#[derive(Clone, Copy)]
pub(crate) enum Failure<'a> {
    /// No response came.
    NoResponse,
    Status(StatusCode, &'a HeaderMap),
    /// The `check` of the response says that it may pass, and perhaps how long that takes.
    Check(Option<Duration>),
}

/// Decides whether a page is requested again.
pub(crate) trait Retries: Send + Sync {
    /// How long to wait before the same request is sent again; `None` reports the error.
    fn wait(&mut self, failure: Failure<'_>) -> Option<Duration>;
    /// The page has arrived, or its error was reported: the next failure is the first.
    fn page_arrived(&mut self);
}

/// Decides when a request may be sent.
pub(crate) trait Throttle: Send + Sync {
    /// How long to wait before the next request; `None` lets it go, and counts it. `in_flight` counts the pending requests of this walk.
    fn wait(&mut self, in_flight: usize) -> Option<Duration>;
    /// A request has finished; `in_flight` counts the other pending requests of this walk.
    fn arrived(&mut self, seen: &Seen<'_>, in_flight: usize);
}

/// What a response says about a limit.
#[cfg_attr(not(feature = "rate-limit"), allow(dead_code, reason = "only a rate limit reads it"))]
pub(crate) struct Seen<'a> {
    /// What the caller's own function read.
    pub(crate) quota: Option<Quota>,
    /// `None` where no response came.
    pub(crate) headers: Option<&'a HeaderMap>,
    pub(crate) names: Option<QuotaHeaders>,
}

impl<'a> Seen<'a> {
    pub(super) fn nothing() -> Self {
        Self { quota: None, headers: None, names: None }
    }

    pub(super) fn in_response<P: Paginated>(spec: &Spec, read: &'a Result<Received<P>, Problem>) -> Self {
        match read {
            Ok(Received::Page { page, .. }) => {
                Self { quota: P::quota(page), headers: Some(page.headers()), names: spec.quota }
            }
            Err(Problem::Status(status) | Problem::Expired(status)) => {
                Self { quota: None, headers: Some(&status.headers), names: spec.quota }
            }
            _ => Self::nothing(),
        }
    }
}
