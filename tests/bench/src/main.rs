//! What a walk costs, beside the loop written by hand and the other crates that walk pages.
//!
//! `cargo run --profile bench -p pagination-bench -- overhead` and the like; see the README beside this program.

mod allocator;
mod callgrind;
mod compile;
mod json;
mod memory;
mod overhead;
mod peers;
mod plot;
mod report;
mod waiting;
mod walks;
mod workload;

use std::io;
use std::process::ExitCode;

use report::Report;

const USAGE: &str = "usage: pagination-bench overhead | waiting | memory | json | compile | all  [--save]

  overhead   instructions and allocations above the loop written by hand, beside the peers (valgrind)
  waiting    prefetch() and concurrent(8) over a server that takes its time
  memory     the peak of walks over 10 to 10,000 pages
  json       a walk over HTTP, against a loop over the same pages written by hand (valgrind)
  compile    what the derive adds to `cargo check`, beside serde and thiserror

  --save     writes the tables and plots into tests/bench";

fn main() -> ExitCode {
    let arguments: Vec<_> = std::env::args().skip(1).collect();
    let arguments: Vec<_> = arguments.iter().map(String::as_str).collect();
    match run(&arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: &[&str]) -> io::Result<()> {
    let mut report = Report::new(arguments.contains(&"--save"));
    match arguments {
        ["overhead", ..] => overhead::run(&mut report),
        ["waiting", ..] => waiting::run(&mut report),
        ["memory", ..] => memory::run(&mut report),
        ["json", ..] => json::run(&mut report),
        ["compile", ..] => compile::run(&mut report),
        ["all", ..] => {
            overhead::run(&mut report)?;
            waiting::run(&mut report)?;
            memory::run(&mut report)?;
            json::run(&mut report)?;
            compile::run(&mut report)
        }
        // The child processes.
        ["walk", name, allocator] => overhead::walk(name, allocator),
        ["fetch", how, url] => json::fetch(how, url),
        _ => Err(io::Error::other(USAGE)),
    }
}
