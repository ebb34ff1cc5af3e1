//! When a request is sent: after which pause, and whether again. It does not know the response type, so it is compiled once.

use std::future::Future;
use std::pin::Pin;
use std::sync::{Mutex, PoisonError};
use std::task::{Context, Poll};
use std::time::Duration;

use http::{HeaderMap, StatusCode};

use crate::error::Problem;
use crate::paginated::Paginated;
use crate::quota::Quota;
use crate::spec::{QuotaHeaders, Spec};
use crate::transport::{MaybeSend, Pause, Received};

/// This many transient errors in a row end a walk.
const MOST_FAILURES: u32 = 16;

/// What delays a request, and what sends it again.
#[derive(Default)]
pub(crate) struct Pace {
    pub(crate) retries: Option<Box<dyn Retries>>,
    pub(crate) throttle: Option<Box<dyn Throttle>>,
    pub(crate) hooks: Vec<StatusHook>,
    /// No request is sent before it is over.
    pause: Option<Pause>,
    /// Transient errors in a row.
    failures: u32,
}

impl Pace {
    pub(super) fn pause_for(&mut self, pause: Pause) {
        self.pause = Some(pause);
    }

    pub(super) fn has_pause(&self) -> bool {
        self.pause.is_some()
    }

    /// Whether the pause goes on.
    pub(super) fn is_paused(&mut self, cx: &mut Context<'_>) -> bool {
        // A pause that panics, as the caller's own function may, counts as over.
        let Some(mut pause) = self.pause.take() else { return false };
        if pause.as_mut().poll(cx).is_ready() {
            return false;
        }
        self.pause = Some(pause);
        true
    }

    /// How long the rate limit makes the next request wait; `None` where it may be sent now. `in_flight` counts the pending requests of
    /// this walk.
    pub(super) fn wait(&mut self, in_flight: usize) -> Option<Duration> {
        self.throttle.as_mut()?.wait(in_flight)
    }

    /// Tells the rate limit that a request has finished. `in_flight` counts the other pending requests of this walk.
    pub(super) fn request_is_over(&mut self, seen: &Seen<'_>, in_flight: usize) {
        if let Some(throttle) = &mut self.throttle {
            throttle.arrived(seen, in_flight);
        }
    }

    /// Whether the caller's own function for this status runs.
    pub(super) fn runs_hook(&mut self, status: StatusCode) -> bool {
        let pause = self.hooks.iter_mut().find_map(|hook| hook.run(status));
        if pause.is_none() {
            return false;
        }
        self.pause = pause;
        true
    }

    /// How long to wait before the same request is sent again; `None` where it is not.
    pub(super) fn wait_after(&mut self, failure: Failure<'_>) -> Option<Duration> {
        self.retries.as_mut()?.wait(failure)
    }

    /// A transient error is reported. Returns whether there were too many in a row.
    pub(super) fn counts_too_many(&mut self) -> bool {
        self.failures += 1;
        if let Some(retries) = &mut self.retries {
            retries.page_arrived();
        }
        self.failures >= MOST_FAILURES
    }

    /// The next failure is the first.
    pub(super) fn page_arrived(&mut self) {
        self.failures = 0;
        if let Some(retries) = &mut self.retries {
            retries.page_arrived();
        }
        self.hooks.iter_mut().for_each(StatusHook::page_arrived);
    }

    /// The walk begins anew.
    pub(super) fn begin_again(&mut self) {
        self.pause = None;
        self.page_arrived();
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
