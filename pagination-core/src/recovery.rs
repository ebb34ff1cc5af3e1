//! What a walk does about errors that can pass, and how fast it may go. The driver knows these two traits alone.

#[cfg(feature = "rate-limit")]
mod rate_limit;
#[cfg(feature = "http")]
mod retry;

use std::future::Future;
use std::pin::Pin;
use std::time::Duration;

use http::{HeaderMap, StatusCode};

#[cfg(feature = "rate-limit")]
pub use rate_limit::RateLimit;
#[cfg(feature = "http")]
pub use retry::Retry;
#[cfg(feature = "http")]
pub(crate) use retry::{Retrying, retry_after};

/// A pause, where the transport does not block.
pub type Pause = Pin<Box<dyn Future<Output = ()> + Send + Sync>>;

/// Decides whether a page is asked for once more.
pub(crate) trait Recover: Send + Sync {
    /// How long to wait before the same request is made again; `None` tells the error. `answer` is absent where none came.
    fn wait(&mut self, answer: Option<(StatusCode, &HeaderMap)>) -> Option<Duration>;
    /// The page has arrived.
    fn arrived(&mut self);
}

/// Decides when a request may go.
pub(crate) trait Pace: Send + Sync {
    /// How long to wait before the next request; `None` lets it go, and counts it.
    fn wait(&mut self) -> Option<Duration>;
}
