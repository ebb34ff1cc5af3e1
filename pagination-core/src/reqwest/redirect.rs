//! Redirects that would take credentials to another origin.

use std::error::Error as StdError;
use std::fmt;

use ::reqwest::redirect;

use crate::error::{ForeignOrigin, Problem};

/// A redirect policy that follows redirects within an origin (scheme, host and port), ten at the most, and refuses others before
/// anything is sent there. The walk's error is then [`Error::ForeignOrigin`](crate::Error::ForeignOrigin).
///
/// ```
/// let client = reqwest::Client::builder()
///     .redirect(pagination_core::reqwest::same_origin_redirects())
///     .build()?;
/// # Ok::<_, reqwest::Error>(())
/// ```
pub fn same_origin_redirects() -> redirect::Policy {
    redirect::Policy::custom(|attempt| {
        let Some(from) = attempt.previous().last() else { return attempt.follow() };
        if from.origin() != attempt.url().origin() {
            let refused = LeavesOrigin {
                expected: from.origin().ascii_serialization(),
                found: attempt.url().origin().ascii_serialization(),
            };
            return attempt.error(refused);
        }
        if attempt.previous().len() > 10 {
            return attempt.error("more than ten redirects");
        }
        attempt.follow()
    })
}

/// A redirect that leaves the origin.
#[derive(Debug, Clone)]
struct LeavesOrigin {
    expected: String,
    found: String,
}

impl fmt::Display for LeavesOrigin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "a redirect leads from {} to {}", self.expected, self.found)
    }
}

impl StdError for LeavesOrigin {}

/// The refused redirect among the sources of an error.
pub(super) fn refused_redirect(error: &(dyn StdError + 'static)) -> Option<Problem> {
    let mut source = error.source();
    while let Some(inner) = source {
        if let Some(LeavesOrigin { expected, found }) = inner.downcast_ref() {
            let foreign = ForeignOrigin { expected: expected.clone(), found: found.clone() };
            return Some(Problem::ForeignOrigin(Box::new(foreign)));
        }
        source = inner.source();
    }
    None
}
