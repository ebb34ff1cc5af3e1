//! What an API says is left of a limit.

use std::time::Duration;

/// What an API says is left of a limit, as the function of `quota(with = …)` reads it, for
/// [`RateLimit::observed`][crate::RateLimit::observed].
///
/// The numbers are in the API's own unit: requests, or points, of which each request costs some.
///
#[cfg_attr(not(feature = "rate-limit"), doc = include_str!("links/rate_limit.md"))]
///
/// ```
/// use std::time::Duration;
/// use pagination_core::Quota;
///
/// // 3 requests, for another 20 seconds.
/// let requests = Quota::remaining(3).reset_after(Duration::from_secs(20));
/// // 120 points; 50 come back every second, and a request costs 101.
/// let points = Quota::remaining(120).restored_per_second(50).cost(101);
/// # assert_ne!(requests, points);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Quota {
    pub(crate) remaining: u64,
    pub(crate) cost: u64,
    pub(crate) per_second: u64,
    pub(crate) reset: Option<Duration>,
}

#[cfg_attr(not(feature = "rate-limit"), allow(dead_code, reason = "only a rate limit reads it"))]
impl Quota {
    /// So much is left.
    #[must_use]
    pub fn remaining(remaining: u64) -> Self {
        Self { remaining, cost: 1, per_second: 0, reset: None }
    }

    /// The next request costs so much; 1 unless set.
    #[must_use]
    pub fn cost(mut self, cost: u64) -> Self {
        self.cost = cost;
        self
    }

    /// So much comes back every second.
    #[must_use]
    pub fn restored_per_second(mut self, restored: u64) -> Self {
        self.per_second = restored;
        self
    }

    /// Everything is there again after so long.
    #[must_use]
    pub fn reset_after(mut self, reset: Duration) -> Self {
        self.reset = Some(reset);
        self
    }
}
