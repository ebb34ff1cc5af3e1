//! How many requests a walk may make: as many as the caller says, or as the API says are left.

mod headers;
mod observed;
mod reset;

use std::num::NonZeroU32;
use std::sync::Arc;
use std::time::Duration;

use governor::clock::{Clock, DefaultClock};
use governor::{DefaultDirectRateLimiter, Quota, RateLimiter};

use crate::driver::{Seen, Throttle};
use observed::{Observing, Shared};

/// The most requests per second or minute, for `.rate_limit(…)`: a token bucket of [governor](https://docs.rs/governor). Or
/// [what the API says is left](Self::observed).
///
/// Clones share the limit, so several walks stay below it together.
///
/// ```
/// use pagination_core::RateLimit;
///
/// let two_a_second = RateLimit::per_second(2);
/// ```
#[derive(Clone)]
pub struct RateLimit(Limit);

#[derive(Clone)]
enum Limit {
    Fixed(Arc<DefaultDirectRateLimiter>),
    Observed { shared: Arc<Shared>, longest_wait: Duration },
}

impl RateLimit {
    /// At most this many requests a second; 0 counts as 1.
    pub fn per_second(requests: u32) -> Self {
        Self::from(Quota::per_second(at_least_one(requests)))
    }

    /// At most this many requests a minute; 0 counts as 1.
    pub fn per_minute(requests: u32) -> Self {
        Self::from(Quota::per_minute(at_least_one(requests)))
    }

    /// As many requests as the API says are left.
    ///
    /// It reads the headers of every response:
    ///
    /// | header | |
    /// |---|---|
    /// | `RateLimit`, `RateLimit-Policy` | of the [IETF draft](https://datatracker.ietf.org/doc/draft-ietf-httpapi-ratelimit-headers/), the older forms too: `"default";r=50;t=30`, `r=5;t=30`, `limit=100, remaining=50, reset=30`. Of several limits, the one of which the least is left |
    /// | `X-RateLimit-Remaining`, `X-RateLimit-Reset` | also `RateLimit-…` and `X-Rate-Limit-…`. The reset is in seconds (`30`, `0.5`), a time of Unix (in seconds or milliseconds), an ISO time, an HTTP date, or a duration (`1m30s`) |
    /// | `Retry-After` | nothing is left until then |
    /// | [`quota(…)`](crate::attributes::response#quota) | names others, or a function that reads the body |
    ///
    /// When nothing is left, the next request waits until the reset. Requests in flight count as sent. Before the first response, after
    /// a reset, and wherever nothing is known, requests go one by one, until a response says how much there is. Clones share what is
    /// known: walks with one limit do not exceed it together. A limit that no response mentions is none.
    ///
    /// No wait is longer than an hour, or than [`longest_wait`](Self::longest_wait): after it, one request is made to see.
    ///
    /// ```
    /// use std::time::Duration;
    /// use pagination_core::RateLimit;
    ///
    /// let limit = RateLimit::observed().longest_wait(Duration::from_secs(120));
    /// ```
    pub fn observed() -> Self {
        Self(Limit::Observed { shared: Arc::default(), longest_wait: Duration::from_secs(3_600) })
    }

    /// Sets the longest wait of an [`observed`](Self::observed) limit.
    #[must_use]
    pub fn longest_wait(mut self, wait: Duration) -> Self {
        if let Limit::Observed { longest_wait, .. } = &mut self.0 {
            *longest_wait = wait;
        }
        self
    }

    /// The limit, for one walk.
    pub(crate) fn throttle(self) -> Box<dyn Throttle> {
        match self.0 {
            Limit::Fixed(limiter) => Box::new(Fixed(limiter)),
            Limit::Observed { shared, longest_wait } => Box::new(Observing::new(shared, longest_wait)),
        }
    }
}

fn at_least_one(requests: u32) -> NonZeroU32 {
    NonZeroU32::new(requests).unwrap_or(NonZeroU32::MIN)
}

/// Any quota of governor, with its own burst size.
impl From<Quota> for RateLimit {
    fn from(quota: Quota) -> Self {
        Self(Limit::Fixed(Arc::new(RateLimiter::direct(quota))))
    }
}

impl std::fmt::Debug for RateLimit {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("RateLimit").finish_non_exhaustive()
    }
}

struct Fixed(Arc<DefaultDirectRateLimiter>);

impl Throttle for Fixed {
    fn wait(&mut self, _: usize) -> Option<Duration> {
        let not_until = self.0.check().err()?;
        Some(not_until.wait_time_from(DefaultClock::default().now()))
    }

    fn arrived(&mut self, _: &Seen<'_>, _: usize) {}
}
