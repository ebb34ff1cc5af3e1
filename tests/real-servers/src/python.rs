//! The Python whose packages the servers need.

use std::path::{Path, PathBuf};

/// How it is made.
pub(crate) const INSTALL: &str =
    "python3 -m venv target/python && target/python/bin/pip install -r tests/real-servers/servers/requirements.txt";

/// A program of the virtual environment `target/python`, and how that is made.
///
/// # Panics
///
/// If there is none.
#[must_use]
pub fn python(program: &str) -> (PathBuf, &'static str) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let path = root.join("target/python/bin").join(program);
    assert!(path.exists(), "`target/python/bin/{program}` is missing; run in the root of the workspace: {INSTALL}");
    (path, INSTALL)
}
