//! A failure that a body reports, where no `check` reads it.

use std::error::Error;
use std::fmt;

/// What the body says about it.
#[derive(Debug)]
pub(super) struct ReportedFailure(pub(super) String);

impl fmt::Display for ReportedFailure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Error for ReportedFailure {}
