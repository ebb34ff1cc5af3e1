//! How requests are made, as the caller chose it.

use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use crate::page::Page;
use crate::paginated::Paginated;
use crate::transport::{Decoder, MaybeSend};

use super::pace::Pace;
use super::stop_at::StopAt;

/// No more requests than this are in flight, whatever the caller asks for: without a total, nothing else would bound them. Clients and
/// servers take about a hundred on one connection (RFC 9113 §6.5.2).
const MOST_REQUESTS: usize = 256;

/// Whether an error of the transport is worth another request. The mutex is never locked: it makes a walk `Sync`, whatever the function
/// holds.
pub(crate) struct RetryIf<E>(Mutex<Box<dyn IsWorthIt<E>>>);

trait IsWorthIt<E>: Fn(&E) -> bool + MaybeSend {}
impl<E, F: Fn(&E) -> bool + MaybeSend> IsWorthIt<E> for F {}

#[cfg_attr(not(any(feature = "http", feature = "tokio")), allow(dead_code, reason = "nothing is retried"))]
impl<E> RetryIf<E> {
    pub(crate) fn new(is_worth_it: impl Fn(&E) -> bool + MaybeSend + 'static) -> Self {
        Self(Mutex::new(Box::new(is_worth_it)))
    }

    pub(super) fn is_worth_it(&mut self, error: &E) -> bool {
        self.0.get_mut().unwrap_or_else(PoisonError::into_inner)(error)
    }
}

/// How requests are made, as the caller chose it. `E` is the transport's own error.
pub(crate) struct Options<P: Paginated, E> {
    pub(crate) decoder: Option<Decoder<P>>,
    /// How many requests may be in flight.
    pub(crate) width: usize,
    /// Whether the next request is sent before a page is handed over.
    pub(crate) ahead: bool,
    pub(crate) pace: Pace,
    /// Which errors of the transport are retried; all that are transient where it is `None`.
    pub(crate) retry_if: Option<RetryIf<E>>,
    /// How long a request may take.
    pub(crate) timeout: Option<Duration>,
    /// Page one, which is not requested.
    pub(crate) first_page: Option<Box<Page<P>>>,
    /// Where the caller wants no more.
    pub(crate) stop_at: Option<Box<StopAt<P::Item>>>,
}

impl<P: Paginated, E> Default for Options<P, E> {
    fn default() -> Self {
        Self {
            decoder: None,
            width: 1,
            ahead: false,
            pace: Pace::default(),
            retry_if: None,
            timeout: None,
            first_page: None,
            stop_at: None,
        }
    }
}

impl<P: Paginated, E> Options<P, E> {
    /// Without what changes where a walk ends, or what it requests ahead.
    pub(crate) fn for_one_page(&mut self) {
        self.set_width(1);
        self.stop_at = None;
    }

    /// So many requests may be in flight: at least one, at most [`MOST_REQUESTS`].
    pub(crate) fn set_width(&mut self, width: usize) {
        self.width = width.clamp(1, MOST_REQUESTS);
        self.ahead = self.width > 1;
    }
}
