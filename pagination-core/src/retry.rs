//! Requests the same page again, with exponential backoff.

mod retry_after;

use std::time::Duration;

use backon::{BackoffBuilder, ExponentialBackoff, ExponentialBuilder};
use http::{HeaderMap, StatusCode};

use crate::driver::Retries;
pub(crate) use retry_after::retry_after;

/// How often, and after which waits, a page is asked for again: for `.retry(…)`, which is off by default.
///
/// The statuses 408, 429 and 5xx are retried, those named with [`on_statuses`](Self::on_statuses), and requests that no answer came for. The
/// waits grow from [`first_wait`](Self::first_wait), doubled each time and blurred by a random part of it. Where the server says
/// when to come back (`Retry-After`, RFC 9110 §10.2.3, in seconds or as a date), that is obeyed instead. No wait is longer than
/// [`longest_wait`](Self::longest_wait): a server that asks for more gets no further request, and the error is told.
///
/// The count is one of tries in a row for one page: a page that arrives sets it back.
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
    /// Five times, after half a second, one, two, four and eight; at most two minutes each.
    pub fn new() -> Self {
        Self {
            backoff: ExponentialBuilder::new().with_jitter(),
            longest_wait: Duration::from_secs(120),
            statuses: Vec::new(),
        }
        .times(5)
        .first_wait(Duration::from_millis(500))
    }

    /// How often one page is asked for again.
    #[must_use]
    pub fn times(mut self, times: usize) -> Self {
        self.backoff = self.backoff.with_max_times(times);
        self
    }

    /// The wait before the first retry.
    #[must_use]
    pub fn first_wait(mut self, wait: Duration) -> Self {
        self.backoff = self.backoff.with_min_delay(wait);
        self
    }

    /// The longest wait, also where the server asks for more.
    #[must_use]
    pub fn longest_wait(mut self, wait: Duration) -> Self {
        self.longest_wait = wait;
        self
    }

    /// Statuses that are retried beside the others: 401 where [`each_request`](crate::Pager::each_request) sends a token that is
    /// refreshed elsewhere, 403 for an API that says so what others say by 429.
    #[must_use]
    pub fn on_statuses(mut self, statuses: impl IntoIterator<Item = u16>) -> Self {
        self.statuses.extend(statuses);
        self
    }
}

/// The waits of [backon](https://docs.rs/backon); the longest is that of [`Retry::new`].
impl From<ExponentialBuilder> for Retry {
    fn from(backoff: ExponentialBuilder) -> Self {
        Self { backoff, ..Self::new() }
    }
}

/// A policy at work.
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
    fn wait(&mut self, response: Option<(StatusCode, &HeaderMap)>) -> Option<Duration> {
        if let Some((status, _)) = response
            && !matches!(status.as_u16(), 408 | 429 | 500..=599)
            && !self.policy.statuses.contains(&status.as_u16())
        {
            return None;
        }
        let Self { policy, waits } = self;
        let wait = waits.get_or_insert_with(|| policy.backoff.with_max_delay(policy.longest_wait).build()).next()?;
        match response.and_then(|(_, headers)| retry_after(headers)) {
            Some(asked) if asked > policy.longest_wait => None,
            Some(asked) => Some(asked),
            // The random part comes on top of the longest delay of the backoff.
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
    use std::time::SystemTime;

    fn answer(status: u16, retry_after: Option<&str>) -> (StatusCode, HeaderMap) {
        let mut headers = HeaderMap::new();
        if let Some(value) = retry_after {
            headers.insert(RETRY_AFTER, value.parse().unwrap());
        }
        (StatusCode::from_u16(status).unwrap(), headers)
    }

    fn wait(retry: Retry, status: u16, retry_after: Option<&str>) -> Option<Duration> {
        let (status, headers) = answer(status, retry_after);
        Retrying::from(retry).wait(Some((status, &headers)))
    }

    #[test]
    fn only_errors_that_can_pass_are_retried() {
        for status in [408, 429, 500, 502, 503, 599] {
            assert!(wait(Retry::new(), status, None).is_some(), "{status}");
        }
        for status in [400, 401, 404, 410, 422, 425] {
            assert!(wait(Retry::new(), status, None).is_none(), "{status}");
        }
        assert!(Retrying::from(Retry::new()).wait(None).is_some());
    }

    #[test]
    fn a_status_that_was_named_is_retried_and_its_neighbours_are_not() {
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
        let asked = wait(Retry::new(), 503, Some(&date)).unwrap();
        assert!((58..=60).contains(&asked.as_secs()), "{asked:?}");
        assert_eq!(wait(Retry::new(), 503, Some("Sun, 06 Nov 1994 08:49:37 GMT")), Some(Duration::ZERO));
    }

    #[test]
    fn no_wait_is_longer_than_the_longest() {
        let retry = || Retry::new().longest_wait(Duration::from_secs(1)).times(40);
        assert_eq!(wait(retry(), 429, Some("2")), None);
        let mut retrying = Retrying::from(retry());
        for _ in 0..40 {
            assert!(retrying.wait(None).unwrap() <= Duration::from_secs(1));
        }
        assert_eq!(retrying.wait(None), None);
    }

    #[test]
    fn a_page_that_arrives_sets_the_count_back() {
        let mut retrying = Retrying::from(Retry::new().times(1));
        assert!(retrying.wait(None).is_some());
        assert!(retrying.wait(None).is_none());
        retrying.page_arrived();
        assert!(retrying.wait(None).is_some());
    }
}
