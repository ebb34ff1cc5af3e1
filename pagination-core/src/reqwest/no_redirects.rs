//! Redirects in a browser, which follows them by itself and says nothing about them.

use std::error::Error as StdError;

use crate::error::Problem;

/// None is refused here.
pub(super) fn refused_redirect(_: &(dyn StdError + 'static)) -> Option<Problem> {
    None
}
