//! The error of a service.

use std::error::Error as StdError;
use std::fmt;

use crate::BoxError;

/// Why no answer came: the error of the service or of one of its layers, or that of the answer's body.
///
/// Layers box the errors of what they are put around, so the type of the error is found by asking for it:
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

    /// Whether the error, or one that it stems from, is an `E`.
    pub fn is<E: StdError + 'static>(&self) -> bool {
        self.find::<E>().is_some()
    }

    /// The error, or the first that it stems from, that is an `E`.
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

    /// The error itself.
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
