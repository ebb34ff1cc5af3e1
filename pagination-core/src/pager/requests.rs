//! The settings of requests, over every transport.

use std::fmt;
use std::time::Duration;

use super::Pager;
#[cfg(any(feature = "http", feature = "tokio"))]
use crate::driver::RetryIf;
use crate::paginated::Paginated;
#[cfg(any(feature = "http", feature = "tokio"))]
use crate::retry::{Retry, Retrying};
use crate::strategy::Strategy;
#[cfg(any(feature = "http", feature = "tokio"))]
use crate::transport::MaybeSend;
use crate::transport::{Transport, Waits};

impl<P: Paginated, T: Transport<P>, S: Strategy, M> Pager<P, T, S, M> {
    /// Requests this many items a page: any type of integer. Zero, a negative number, or more than the maximum that the API
    /// declares is [`Error::PageSize`](crate::Error::PageSize), at the first result.
    ///
    /// A function reads the size of the [`PageRequest`](crate::PageRequest) that it takes as its argument. One that takes the position
    /// alone requests the size by itself; the walk then only knows what a full page has.
    ///
    /// ```
    /// use pagination_core::PageRequest;
    ///
    /// let numbers = pagination_core::pages_blocking(|request: PageRequest| {
    ///     let at = request.position().map_or(Ok(0), |position| position.get::<u64>())?;
    ///     let size = request.page_size().unwrap_or(10);
    ///     Ok::<Vec<u64>, Box<dyn std::error::Error>>((at..50).take(usize::try_from(size)?).collect())
    /// });
    /// let mut pages = numbers.page_size(20).pages();
    /// assert_eq!(pages.try_next()?.map(|page| page.items.len()), Some(20));
    /// # Ok::<_, pagination_core::Error<Box<dyn std::error::Error>>>(())
    /// ```
    pub fn page_size<N: TryInto<u64> + fmt::Display>(mut self, size: N) -> Self {
        let is_negative = size.to_string().starts_with('-');
        self.settings.page_size = Some(size.try_into().unwrap_or(if is_negative { 0 } else { u64::MAX }));
        self
    }

    /// Gives up a request whose page has not arrived after so long, each time it is sent. Off by default, so that a server that never
    /// responds holds the walk for ever, unless the client has a timeout of its own.
    ///
    /// The error is [`Error::Timeout`](crate::Error::Timeout). It is transient: the next call requests the same page, and
    /// [`retry`][crate::Pager::retry] does so by itself. The time in which a walk is not polled counts; a page that is there is never
    /// late.
    ///
    /// | transport | |
    /// |---|---|
    /// | async | the request is dropped |
    /// | `reqwest::blocking` | reqwest ends the request; this replaces the timeout of the client |
    /// | [`pages_blocking`](crate::pages_blocking) | a function cannot be interrupted: the walk waits until it returns, and a page that comes late is refused; its own error stays. With [`prefetch`](Pager::prefetch) or [`concurrent`](Pager::concurrent) the walk waits no longer than this, and leaves the thread to itself |
    ///
    /// ```
    /// use std::time::Duration;
    /// use pagination_core::Error;
    ///
    /// let slow = |_: u64| {
    ///     std::thread::sleep(Duration::from_millis(20));
    ///     Ok::<Vec<u64>, std::io::Error>(vec![])
    /// };
    /// let mut numbers = pagination_core::pages_blocking(slow).timeout(Duration::from_millis(5)).items();
    /// assert!(matches!(numbers.try_next(), Err(Error::Timeout(_))));
    /// ```
    #[cfg_attr(not(any(feature = "http", feature = "tokio")), doc = "")]
    #[cfg_attr(not(any(feature = "http", feature = "tokio")), doc = include_str!("../links/http.md"))]
    pub fn timeout(mut self, limit: Duration) -> Self
    where
        T: Waits,
    {
        self.options.timeout = Some(limit);
        self
    }

    /// Requests the same page again after transient errors. Off by default. All errors of a function of the caller's own count as
    /// transient; [`retry_if`](Self::retry_if) tells them apart.
    ///
    /// ```
    /// use std::time::Duration;
    /// use pagination_core::Retry;
    ///
    /// let mut failures = 2;
    /// let numbers = pagination_core::pages_blocking(|at: u64| {
    ///     if failures > 0 {
    ///         failures -= 1;
    ///         return Err("busy");
    ///     }
    ///     Ok((at..3).collect::<Vec<_>>())
    /// });
    /// let numbers = numbers.retry(Retry::new().first_wait(Duration::from_millis(1))).items();
    /// assert_eq!(numbers.collect::<Result<Vec<_>, _>>().ok(), Some(vec![0, 1, 2]));
    /// ```
    #[cfg(any(feature = "http", feature = "tokio"))]
    pub fn retry(mut self, policy: impl Into<Retry>) -> Self
    where
        T: Waits,
    {
        self.options.pace.retries = Some(Box::new(Retrying::from(policy.into())));
        self
    }

    /// Says which of the transport's own errors [`retry`](Self::retry) is for: those of the caller's function, or of the client where
    /// no response came. Others are returned at once.
    ///
    /// ```
    /// use std::io::{Error, ErrorKind};
    /// use pagination_core::Retry;
    ///
    /// let list = |_: u64| Err::<Vec<u64>, _>(Error::from(ErrorKind::PermissionDenied));
    /// let pager = pagination_core::pages_blocking(list).retry(Retry::new());
    /// let mut numbers = pager.retry_if(|error| error.kind() == ErrorKind::ConnectionReset).items();
    /// assert!(numbers.try_next().is_err(), "without a wait");
    /// ```
    #[cfg(any(feature = "http", feature = "tokio"))]
    pub fn retry_if(mut self, is_worth_it: impl Fn(&T::Error) -> bool + MaybeSend + 'static) -> Self
    where
        T: Waits,
    {
        self.options.retry_if = Some(RetryIf::new(is_worth_it));
        self
    }

    /// Sends requests no faster than this, for APIs that count every request against a limit: a fixed one, or
    /// [what the API says is left](crate::RateLimit::observed).
    #[cfg(feature = "rate-limit")]
    pub fn rate_limit(mut self, limit: impl Into<crate::rate_limit::RateLimit>) -> Self
    where
        T: Waits,
    {
        self.options.pace.throttle = Some(limit.into().throttle());
        self
    }
}
