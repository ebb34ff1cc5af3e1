//! A response that asks to be requested again.

use std::error::Error as StdError;
use std::fmt;
use std::time::Duration;

use super::BoxError;

/// What a `check` returns for a response that asks to wait: the same page may be good later.
///
/// Some APIs report their limit with status 200. With this error, [`Error::is_transient`](super::Error::is_transient) is true,
/// [`Error::retry_after`](super::Error::retry_after) is the wait, and `.retry(…)` obeys it, as it obeys a 429 with `Retry-After`.
/// Without `.retry(…)`, the next call requests the same page again. It is found at any depth: as the error itself, in a box, or as a
/// [`source`](StdError::source) of the error that `check` returns.
///
/// ```
/// # #[cfg(feature = "derive")]
/// # mod example {
/// use std::time::Duration;
/// use pagination_core::error::Transient;
/// use pagination_core::{BoxError, Paginated};
///
/// # #[derive(Clone)]
/// #[derive(Paginated)]
/// #[cursor(field = next)]
/// #[paginated(check = check)]
/// struct Orders { orders: Vec<u64>, next: Option<String>, throttled_ms: Option<u64>, error: Option<String> }
///
/// fn check(page: &Orders) -> Result<(), BoxError> {
///     match (&page.throttled_ms, &page.error) {
///         (Some(wait), _) => Err(Transient::new("throttled").after(Duration::from_millis(*wait)).into()),
///         (None, Some(error)) => Err(error.clone().into()), // ends the walk
///         (None, None) => Ok(()),
///     }
/// }
///
/// # pub fn run() -> Result<(), BoxError> {
/// # let answer = |orders, throttled_ms| Orders { orders, next: None, throttled_ms, error: None };
/// # let mut answers = vec![answer(vec![1, 2], None), answer(vec![], Some(700))];
/// let mut orders = pagination_core::pages_blocking(|at: Option<String>| {
///     # let _ = at;
///     # let _: BoxError = "…".into();
///     # Ok::<_, std::io::Error>(answers.pop().unwrap())
///     // …
/// }).items();
/// let error = orders.next().unwrap().unwrap_err();
/// assert!(error.is_transient());
/// assert_eq!(error.retry_after(), Some(Duration::from_millis(700)));
/// assert_eq!(orders.collect::<Result<Vec<_>, _>>()?, [1, 2]);
/// # Ok(()) } }
/// # #[cfg(feature = "derive")]
/// # example::run().unwrap();
/// ```
#[derive(Debug)]
pub struct Transient {
    error: BoxError,
    wait: Option<Duration>,
}

impl Transient {
    /// An error that is transient: an error of your own, or a string.
    pub fn new(error: impl Into<BoxError>) -> Self {
        Self { error: error.into(), wait: None }
    }

    /// How long the response asks to wait. Without it, `.retry(…)` waits as it does after a 503.
    #[must_use]
    pub fn after(mut self, wait: Duration) -> Self {
        self.wait = Some(wait);
        self
    }

    /// How long the response asks to wait, where it says so.
    pub fn wait(&self) -> Option<Duration> {
        self.wait
    }

    /// The error that it was made from.
    pub fn error(&self) -> &(dyn StdError + Send + Sync + 'static) {
        &*self.error
    }

    /// The first among an error and its sources.
    pub(super) fn find<'a>(error: &'a (dyn StdError + 'static)) -> Option<&'a Self> {
        let mut error = error;
        // Errors that name each other as their sources would never end.
        for _ in 0..32 {
            match error.downcast_ref() {
                Some(transient) => return Some(transient),
                None => error = error.source()?,
            }
        }
        None
    }
}

/// As the error that it was made from.
impl fmt::Display for Transient {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.error.fmt(f)
    }
}

impl StdError for Transient {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.error.source()
    }
}
