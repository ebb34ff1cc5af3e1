//! Starts servers that others have written, for the tests of walks over them, and stops them.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, reason = "a test may panic")]

mod folder;
mod process;
mod python;

pub use folder::Folder;
pub use process::{Server, free_port};
pub use python::python;

/// How many times a test with random numbers runs: the environment variable, or else this many.
///
/// # Panics
///
/// If the variable is no number.
#[must_use]
pub fn rounds(variable: &str, otherwise: u64) -> u64 {
    std::env::var(variable).map_or(otherwise, |text| text.parse().expect("a number of rounds"))
}
