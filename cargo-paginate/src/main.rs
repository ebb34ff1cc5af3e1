//! `cargo paginate`: from an API's own description to declarations for `pagination-core`.

use std::process::ExitCode;

fn main() -> ExitCode {
    cargo_paginate::command::main()
}
