//! How many requests a walk may make per second or minute.

use std::num::NonZeroU32;
use std::sync::Arc;
use std::time::Duration;

use governor::clock::{Clock, DefaultClock};
use governor::{DefaultDirectRateLimiter, Quota, RateLimiter};

use crate::driver::Throttle;

/// The most requests per second or minute, for `.rate_limit(…)`. It is a token bucket of [governor](https://docs.rs/governor).
///
/// Clones share the limit, so several walks stay below it together.
///
/// ```
/// use pagination_core::RateLimit;
///
/// let two_a_second = RateLimit::per_second(2);
/// ```
#[derive(Clone)]
pub struct RateLimit(Arc<DefaultDirectRateLimiter>);

impl RateLimit {
    /// At most this many requests a second; 0 counts as 1.
    pub fn per_second(requests: u32) -> Self {
        Self::from(Quota::per_second(at_least_one(requests)))
    }

    /// At most this many requests a minute; 0 counts as 1.
    pub fn per_minute(requests: u32) -> Self {
        Self::from(Quota::per_minute(at_least_one(requests)))
    }
}

fn at_least_one(requests: u32) -> NonZeroU32 {
    NonZeroU32::new(requests).unwrap_or(NonZeroU32::MIN)
}

/// Any quota of governor, with its own burst size.
impl From<Quota> for RateLimit {
    fn from(quota: Quota) -> Self {
        Self(Arc::new(RateLimiter::direct(quota)))
    }
}

impl std::fmt::Debug for RateLimit {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("RateLimit").finish_non_exhaustive()
    }
}

impl Throttle for RateLimit {
    fn wait(&mut self) -> Option<Duration> {
        let not_until = self.0.check().err()?;
        Some(not_until.wait_time_from(DefaultClock::default().now()))
    }
}
