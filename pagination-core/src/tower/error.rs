//! The error of a service.

use std::error::Error as StdError;
use std::fmt;

use crate::error::BoxError;

/// Why no response came: an error of the service, of one of its layers, or of the response's body.
///
/// Layers box the errors of the services that they wrap, so use [`is`](Self::is) or [`find`](Self::find) to look for a type:
///
/// ```
/// use pagination_core::Error;
/// use pagination_core::tower::ServiceError;
///
/// fn is_slow(error: &Error<ServiceError>) -> bool {
///     matches!(error, Error::Transport(error) if error.is::<tower::timeout::error::Elapsed>())
/// }
/// ```
#[derive(Debug)]
pub struct ServiceError(BoxError);

impl ServiceError {
    pub(super) fn new(error: impl Into<BoxError>) -> Self {
        Self(error.into())
    }

    /// Whether the error or one of its sources is an `E`.
    pub fn is<E: StdError + 'static>(&self) -> bool {
        self.find::<E>().is_some()
    }

    /// The first `E` among the error and its sources.
    pub fn find<E: StdError + 'static>(&self) -> Option<&E> {
        let mut error: Option<&(dyn StdError + 'static)> = Some(&*self.0);
        while let Some(inner) = error {
            if let Some(found) = inner.downcast_ref() {
                return Some(found);
            }
            error = inner.source();
        }
        None
    }

    /// The boxed error.
    pub fn into_inner(self) -> BoxError {
        self.0
    }
}

impl fmt::Display for ServiceError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl StdError for ServiceError {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.0.source()
    }
}
