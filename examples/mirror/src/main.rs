//! Mirrors the datastores of Zoho Cliq into `SQLite`: everything once, then only what changed.
//!
//! `cargo run -p mirror` mirrors an embedded demo server into `mirror.sqlite`. The options are
//! `-- [--server URL] [--db PATH] [--rounds N] [--page-size N] [--pause-ms N]`.
//!
//! Each page is written in one transaction with the checkpoint after it. So you can kill the program at any moment: started again,
//! it continues there, and ends with exactly the datastores that the server has.

mod api;
mod demo;
mod options;
mod progress;
mod store;

use std::error::Error;
use std::process::ExitCode;
use std::thread;

use pagination_core::reqwest::Error as WalkError;

use api::{Cliq, Pager};
use demo::Demo;
use options::Options;
use progress::Progress;
use store::{State, Store};

type Outcome<T> = Result<T, Box<dyn Error + Send + Sync>>;

fn main() -> ExitCode {
    let done = Options::read(std::env::args().skip(1)).map_err(Into::into).and_then(|options| mirror(&options));
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            let mut source = error.source();
            while let Some(error) = source {
                eprintln!("  {error}");
                source = error.source();
            }
            ExitCode::FAILURE
        }
    }
}

fn mirror(options: &Options) -> Outcome<()> {
    let demo = if options.server.is_none() { Some(Demo::start()?) } else { None };
    let server = options.server.clone().or(demo.as_ref().map(Demo::url)).unwrap_or_default();
    let cliq = Cliq::new(&server, options.page_size)?;
    let mut store = Store::open(&options.db)?;

    sync(&cliq, &mut store, options)?;
    for _ in 0..options.rounds {
        if let Some(demo) = &demo {
            demo.edit();
        }
        sync(&cliq, &mut store, options)?;
    }
    println!("{} has {} datastores.", options.db, store.count()?);
    demo.map_or(Ok(()), |demo| demo.compare(&store))
}

/// One walk to its end: the rest of an interrupted walk, the changes, or everything.
fn sync(cliq: &Cliq, store: &mut Store, options: &Options) -> Outcome<()> {
    let (what, pager): (_, Pager) = match store.state()? {
        State::Empty => {
            store.start_over()?;
            ("all datastores", cliq.datastores())
        }
        State::Unfinished(checkpoint) => ("the rest", cliq.datastores().resume(checkpoint)),
        State::Synced(token) => ("changes", cliq.datastores().since(token)),
    };
    let progress = Progress::begin(what);
    // If the token is too old, the walk starts again by itself, with everything.
    let mut pages = pager.restart_on_expiry().pages();
    loop {
        match pages.try_next() {
            Ok(Some(page)) => {
                store.save(&page.data, &pages.checkpoint(), pages.sync_token())?;
                progress.add(page.data.len());
                thread::sleep(options.pause);
            }
            Ok(None) => break,
            Err(WalkError::Restarted(_)) => {
                store.start_over()?;
                progress.restart("all datastores, since the token has expired");
            }
            Err(error) => return Err(error.into()),
        }
    }
    progress.end();
    Ok(())
}
