//! How many requests a walk may make in a time.

use std::num::NonZeroU32;
use std::sync::Arc;
use std::time::Duration;

use governor::clock::{Clock, DefaultClock};
use governor::{DefaultDirectRateLimiter, Quota, RateLimiter};

use crate::driver::Throttle;

/// A limit of requests in a time, for `.rate_limit(…)`: on [governor](https://docs.rs/governor), a token bucket.
///
/// Cloned, it is the same limit: several walks that share it stay below it together.
///
/// ```
/// use pagination_core::RateLimit;
///
/// let two_a_second = RateLimit::per_second(2);
/// ```
#[derive(Clone)]
pub struct RateLimit(Arc<DefaultDirectRateLimiter>);

impl RateLimit {
    /// So many requests a second, at least 1.
    pub fn per_second(requests: u32) -> Self {
        Self::from(Quota::per_second(at_least_one(requests)))
    }

    /// So many requests a minute, at least 1.
    pub fn per_minute(requests: u32) -> Self {
        Self::from(Quota::per_minute(at_least_one(requests)))
    }
}

fn at_least_one(requests: u32) -> NonZeroU32 {
    NonZeroU32::new(requests).unwrap_or(NonZeroU32::MIN)
}

/// Any quota of governor, with a burst of its own.
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
