//! Keeps below what the API says is left.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant, SystemTime};

use super::headers;
use crate::driver::{Seen, Throttle};
use crate::quota::Quota;

/// Where nothing is known, a request waits for the response of the one before it. It looks again after so long.
const LOOK_AGAIN: Duration = Duration::from_millis(10);
/// It waits no longer than this: the other request may be one that nobody polls any more.
const LONGEST_LOOK: Duration = Duration::from_secs(1);
/// The wait where nothing is left, and no response says until when.
const UNKNOWN_RESET: Duration = Duration::from_secs(1);
/// Resets that differ by no more are of the same window: many servers send whole seconds.
const SAME_WINDOW: Duration = Duration::from_millis(1_500);

/// What all walks with one limit know.
#[derive(Default)]
pub(super) struct Shared(Mutex<State>);

#[derive(Default)]
struct State {
    known: Option<Known>,
    /// Whether a response has come since the last reset.
    is_answered: bool,
    in_flight: usize,
}

/// What the last response said, less what was sent since.
struct Known {
    available: f64,
    cost: f64,
    per_second: f64,
    read_at: Instant,
    reset_at: Option<Instant>,
    /// Whether other requests were in flight then.
    had_others: bool,
}

impl Known {
    fn available_at(&self, now: Instant) -> f64 {
        self.available + self.per_second * now.saturating_duration_since(self.read_at).as_secs_f64()
    }
}

pub(super) trait Clock: Send + Sync {
    fn now(&self) -> Instant;
    fn time(&self) -> SystemTime;
}

pub(super) struct SystemClock;

impl Clock for SystemClock {
    fn now(&self) -> Instant {
        Instant::now()
    }

    fn time(&self) -> SystemTime {
        SystemTime::now()
    }
}

/// The limit, as one walk sees it.
pub(super) struct Observing<C = SystemClock> {
    shared: Arc<Shared>,
    clock: C,
    longest_wait: Duration,
    /// How many requests of this walk the others count as in flight.
    own: usize,
    waiting: Option<Waiting>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Reason {
    /// Nothing is left.
    Limit,
    /// Nothing is known, and a response is under way.
    Response,
}

/// A walk that waits.
#[derive(Clone, Copy)]
struct Waiting {
    since: Instant,
    /// What for.
    reason: Reason,
    /// When its last wait is over. A transport that does not sleep, as in tests, comes back earlier.
    until: Instant,
}

impl Observing {
    pub(super) fn new(shared: Arc<Shared>, longest_wait: Duration) -> Self {
        Self { shared, clock: SystemClock, longest_wait, own: 0, waiting: None }
    }
}

impl<C> Observing<C> {
    fn state<R>(&self, with: impl FnOnce(&mut State) -> R) -> R {
        with(&mut self.shared.0.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// `in_flight` requests of this walk are in flight.
    fn count(&mut self, in_flight: usize) {
        let own = std::mem::replace(&mut self.own, in_flight);
        self.state(|state| state.in_flight = state.in_flight.saturating_sub(own).saturating_add(in_flight));
    }
}

impl State {
    /// How long a request has to wait. `None`: it goes, and what it costs is taken off.
    fn wait(&mut self, now: Instant) -> Option<(Reason, Duration)> {
        if self.known.as_ref().is_some_and(|known| known.reset_at.is_some_and(|reset| reset <= now)) {
            self.forget();
        }
        let Some(known) = &mut self.known else {
            return (!self.is_answered && self.in_flight > 0).then_some((Reason::Response, LOOK_AGAIN));
        };
        let available = known.available_at(now);
        if available >= known.cost {
            known.available -= known.cost;
            return None;
        }
        if known.per_second > 0.0 {
            let wait = Duration::try_from_secs_f64((known.cost - available) / known.per_second);
            // Rounded up.
            return Some((Reason::Limit, wait.unwrap_or(Duration::MAX).saturating_add(Duration::from_millis(1))));
        }
        let reset = *known.reset_at.get_or_insert(now.checked_add(UNKNOWN_RESET).unwrap_or(now));
        Some((Reason::Limit, reset.saturating_duration_since(now)))
    }

    /// Nothing is known any more: the next request goes alone.
    fn forget(&mut self) {
        self.known = None;
        self.is_answered = false;
    }

    fn read(&mut self, quota: &Quota, now: Instant, longest_wait: Duration) {
        let [remaining, cost, per_second] = [quota.remaining, quota.cost, quota.per_second].map(to_float);
        let reset = quota.reset.map(|reset| if reset.is_zero() { UNKNOWN_RESET } else { reset }.min(longest_wait));
        let reset_at = reset.and_then(|reset| now.checked_add(reset));
        // The server may not have counted those that are under way.
        let mut available = remaining - to_float(self.in_flight as u64) * cost;
        let had_others = self.in_flight > 0;
        // Responses may come in another order than they were sent: then the latest one says too much.
        if let Some(known) = &self.known
            && (is_same_window(known.reset_at, reset_at, now) || (per_second > 0.0 && (had_others || known.had_others)))
        {
            available = available.min(known.available_at(now));
        }
        self.known = Some(Known { available, cost, per_second, read_at: now, reset_at, had_others });
    }
}

#[allow(clippy::cast_precision_loss, reason = "limits are small numbers")]
fn to_float(number: u64) -> f64 {
    number as f64
}

fn is_same_window(known: Option<Instant>, new: Option<Instant>, now: Instant) -> bool {
    match (known, new) {
        (Some(known), Some(new)) => known > now && new.saturating_duration_since(known) <= SAME_WINDOW,
        // Without a reset, no window ends.
        _ => false,
    }
}

impl<C: Clock> Throttle for Observing<C> {
    fn wait(&mut self, in_flight: usize) -> Option<Duration> {
        self.count(in_flight);
        let clock = self.clock.now();
        let now = self.waiting.map_or(clock, |waiting| waiting.until.max(clock));
        let before = self.waiting;
        let waiting = self.state(|state| {
            let (reason, wait) = state.wait(now)?;
            let since = before.filter(|before| before.reason == reason).map_or(now, |before| before.since);
            let waited = now.saturating_duration_since(since);
            let longest = match reason {
                Reason::Limit => self.longest_wait,
                Reason::Response => LONGEST_LOOK,
            };
            if waited >= longest {
                // One request is made to see.
                state.forget();
                return None;
            }
            let until = now.checked_add(wait.min(longest.saturating_sub(waited))).unwrap_or(now);
            Some(Waiting { since, reason, until })
        });
        self.waiting = waiting;
        if waiting.is_none() {
            self.count(in_flight.saturating_add(1));
        }
        waiting.map(|waiting| waiting.until.saturating_duration_since(clock))
    }

    fn arrived(&mut self, seen: &Seen<'_>, in_flight: usize) {
        self.count(in_flight);
        let (now, quota) = (self.clock.now(), headers::quota(seen, self.clock.time()));
        self.state(|state| {
            state.is_answered |= seen.headers.is_some();
            if let Some(quota) = quota {
                state.is_answered = true;
                state.read(&quota, now, self.longest_wait);
            }
        });
    }
}

impl<C> Drop for Observing<C> {
    fn drop(&mut self) {
        self.count(0);
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::cast_precision_loss, reason = "a test may panic, and its numbers are small")]
mod tests;
