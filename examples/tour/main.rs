//! Walks four APIs by every strategy that they document, async and blocking, against the embedded demo server. Checks that every
//! item arrives exactly once and in order, and that no request is unnecessary.
//!
//! `cargo run --example tour`

mod apis;
mod asynchronous;
mod blocking;
mod report;

use std::error::Error;
use std::process::ExitCode;

use demo_apis::Server;

use report::Report;

type Outcome = Result<(), Box<dyn Error + Send + Sync>>;

fn main() -> ExitCode {
    match tour() {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("the tour stopped early: {error}");
            ExitCode::FAILURE
        }
    }
}

fn tour() -> Result<bool, Box<dyn Error + Send + Sync>> {
    let server = Server::start()?;
    println!("The demo server listens on {}.", server.url());
    let mut report = Report::new(&server);
    tokio::runtime::Runtime::new()?.block_on(asynchronous::walk(&server, &mut report))?;
    blocking::walk(&server, &mut report)?;
    Ok(report.print())
}
