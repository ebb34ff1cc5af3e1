//! When a request is sent: after which pause, and whether again. It does not know the response type, so it is compiled once.

use std::task::Context;
use std::time::Duration;

use http::StatusCode;

use super::options::{Failure, Retries, Seen, StatusHook, Throttle};
use crate::transport::Pause;

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
