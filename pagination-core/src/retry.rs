//! Requests the same page again, with exponential backoff.

use std::time::Duration;

use crate::driver::{Failure, Retries};
use crate::retry_after::retry_after;
use backon::{BackoffBuilder, ExponentialBackoff, ExponentialBuilder};

/// How often to request a page again, and how long to wait before that. For `.retry(…)`, which is off by default.
///
/// A request is retried if no response comes, if the status is 408, 429 or 5xx, if it is one of [`on_statuses`](Self::on_statuses), or
/// if `check` returned a [`Transient`](crate::error::Transient) error. The first wait is [`first_wait`](Self::first_wait), and each later one is twice as long. Each is
/// extended at random, by up to its own length. If the server sends `Retry-After` (RFC 9110 §10.2.3, in seconds or as a date), or
/// `check` found a wait in the response, the walk waits that long instead. No wait is longer than [`longest_wait`](Self::longest_wait): if the server requires a longer one, the
/// walk does not retry and returns the error.
///
/// Retries are counted for each page: a page that arrives resets the count.
///
/// ```
/// use std::time::Duration;
/// use pagination_core::Retry;
///
/// let patient = Retry::new().times(8).longest_wait(Duration::from_secs(600));
/// ```
#[derive(Debug, Clone)]
pub struct Retry {
    backoff: ExponentialBuilder,
    longest_wait: Duration,
    statuses: Vec<u16>,
}

impl Default for Retry {
    fn default() -> Self {
        Self::new()
    }
}

impl Retry {
    /// Five retries, after 0.5, 1, 2, 4 and 8 seconds, each extended at random. The longest wait is two minutes.
    pub fn new() -> Self {
        Self {
            backoff: ExponentialBuilder::new().with_jitter(),
            longest_wait: Duration::from_secs(120),
            statuses: Vec::new(),
        }
        .times(5)
        .first_wait(Duration::from_millis(500))
    }

    /// Sets how often one page is requested again.
    #[must_use]
    pub fn times(mut self, times: usize) -> Self {
        self.backoff = self.backoff.with_max_times(times);
        self
    }

    /// Sets the wait before the first retry.
    #[must_use]
    pub fn first_wait(mut self, wait: Duration) -> Self {
        self.backoff = self.backoff.with_min_delay(wait);
        self
    }

    /// Sets the longest wait. If the server requires a longer one, the page is not requested again.
    #[must_use]
    pub fn longest_wait(mut self, wait: Duration) -> Self {
        self.longest_wait = wait;
        self
    }

    /// Adds statuses to retry: for example 401, where [`each_request`](crate::Pager::each_request) sends credentials that are refreshed
    /// elsewhere, or 403, for an API that uses it in place of 429.
    #[must_use]
    pub fn on_statuses(mut self, statuses: impl IntoIterator<Item = u16>) -> Self {
        self.statuses.extend(statuses);
        self
    }
}

/// Takes the waits from [backon](https://docs.rs/backon), except the longest, which is that of [`Retry::new`].
impl From<ExponentialBuilder> for Retry {
    fn from(backoff: ExponentialBuilder) -> Self {
        Self { backoff, ..Self::new() }
    }
}

/// A policy in use, with the waits that the current page has left.
pub(crate) struct Retrying {
    policy: Retry,
    waits: Option<ExponentialBackoff>,
}

impl From<Retry> for Retrying {
    fn from(policy: Retry) -> Self {
        Self { policy, waits: None }
    }
}

impl Retries for Retrying {
    fn wait(&mut self, failure: Failure<'_>) -> Option<Duration> {
        if let Failure::Status(status, _) = failure
            && !matches!(status.as_u16(), 408 | 429 | 500..=599)
            && !self.policy.statuses.contains(&status.as_u16())
        {
            return None;
        }
        let Self { policy, waits } = self;
        let wait = waits.get_or_insert_with(|| policy.backoff.with_max_delay(policy.longest_wait).build()).next()?;
        let required = match failure {
            Failure::NoResponse => None,
            Failure::Status(_, headers) => retry_after(headers),
            Failure::Check(wait) => wait,
        };
        match required {
            Some(required) if required > policy.longest_wait => None,
            Some(required) => Some(required),
            // backon adds the random part after its own maximum.
            None => Some(wait.min(policy.longest_wait)),
        }
    }

    fn page_arrived(&mut self) {
        self.waits = None;
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may panic")]
mod tests {
    use super::*;
    use http::header::RETRY_AFTER;
    use http::{HeaderMap, StatusCode};
    use std::time::SystemTime;

    fn response(status: u16, retry_after: Option<&str>) -> (StatusCode, HeaderMap) {
        let mut headers = HeaderMap::new();
        if let Some(value) = retry_after {
            headers.insert(RETRY_AFTER, value.parse().unwrap());
        }
        (StatusCode::from_u16(status).unwrap(), headers)
    }

    fn wait(retry: Retry, status: u16, retry_after: Option<&str>) -> Option<Duration> {
        let (status, headers) = response(status, retry_after);
        Retrying::from(retry).wait(Failure::Status(status, &headers))
    }

    #[test]
    fn only_408_429_5xx_and_missing_responses_are_retried() {
        for status in [408, 429, 500, 502, 503, 599] {
            assert!(wait(Retry::new(), status, None).is_some(), "{status}");
        }
        for status in [400, 401, 404, 410, 422, 425] {
            assert!(wait(Retry::new(), status, None).is_none(), "{status}");
        }
        assert!(Retrying::from(Retry::new()).wait(Failure::NoResponse).is_some());
    }

    #[test]
    fn a_named_status_is_retried_and_others_are_not() {
        let retry = || Retry::new().on_statuses([401, 403]);
        assert!(wait(retry(), 401, None).is_some());
        assert_eq!(wait(retry(), 403, Some("3")), Some(Duration::from_secs(3)));
        assert!(wait(retry(), 404, None).is_none());
        assert!(wait(retry(), 503, None).is_some());
    }

    #[test]
    fn retry_after_is_obeyed_in_seconds_and_as_a_date() {
        assert_eq!(wait(Retry::new(), 429, Some("7")), Some(Duration::from_secs(7)));
        let date = httpdate::fmt_http_date(SystemTime::now() + Duration::from_secs(60));
        let required = wait(Retry::new(), 503, Some(&date)).unwrap();
        assert!((58..=60).contains(&required.as_secs()), "{required:?}");
        assert_eq!(wait(Retry::new(), 503, Some("Sun, 06 Nov 1994 08:49:37 GMT")), Some(Duration::ZERO));
    }

    #[test]
    fn no_wait_is_longer_than_the_longest() {
        let retry = || Retry::new().longest_wait(Duration::from_secs(1)).times(40);
        assert_eq!(wait(retry(), 429, Some("2")), None);
        let mut retrying = Retrying::from(retry());
        for _ in 0..40 {
            assert!(retrying.wait(Failure::NoResponse).unwrap() <= Duration::from_secs(1));
        }
        assert_eq!(retrying.wait(Failure::NoResponse), None);
    }

    #[test]
    fn a_page_that_arrives_resets_the_count() {
        let mut retrying = Retrying::from(Retry::new().times(1));
        assert!(retrying.wait(Failure::NoResponse).is_some());
        assert!(retrying.wait(Failure::NoResponse).is_none());
        retrying.page_arrived();
        assert!(retrying.wait(Failure::NoResponse).is_some());
    }
}
