//! Mirrors the lists of many accounts: each list, and each part of a long one, is a job, and any number of workers share the jobs, on
//! one machine or on many.
//!
//! `cargo run -p fleet` mirrors two accounts of a demo server with three workers, on SQLite. To share the work, start the program
//! several times, with the URL of one PostgreSQL:
//!
//! ```text
//! fleet --db postgres://… --account ann=https://api.example --account bob=https://api.example --enqueue
//! fleet --db postgres://… --account ann=https://api.example --account bob=https://api.example --worker one
//! fleet --db postgres://… --account ann=https://api.example --account bob=https://api.example --worker two
//! ```
//!
//! A job is an account, a list, a part of it, and a [`Checkpoint`](pagination_core::Checkpoint). The checkpoint is saved with the records of each page, in one
//! transaction, and only while the worker still holds the job. So a worker may be killed at any moment, and its job goes on elsewhere
//! where it stood; and a worker that was paused so long that another one has its job writes nothing any more. Every record arrives
//! exactly once.

mod database;
mod job;
mod lists;
mod options;
mod worker;

use std::collections::BTreeMap;
use std::time::Duration;

use demo_apis::Server;
use indicatif::{ProgressBar, ProgressStyle};

use database::Database;
use job::{Job, List};
use options::{Options, Role};
use worker::Fleet;

type Outcome<T> = Result<T, Box<dyn std::error::Error + Send + Sync>>;

/// Into how many jobs the activities of an account are split, at most.
const PARTS: usize = 4;

#[tokio::main]
async fn main() -> Outcome<()> {
    let Options { db, accounts, role } = Options::read(std::env::args().skip(1))?;
    let database = Database::open(&db).await?;
    match role {
        Role::Enqueue => {
            let jobs = jobs(&accounts).await?;
            println!("{} jobs", jobs.len());
            database.enqueue(jobs).await
        }
        Role::Work(name) => Fleet::new(database, accounts).work(&name).await,
        Role::All => all(database).await,
    }
}

/// The jobs of all accounts: the meetings of each are one, the activities as many as they have parts.
async fn jobs(accounts: &BTreeMap<String, String>) -> Outcome<Vec<Job>> {
    let mut jobs = Vec::new();
    for (account, url) in accounts {
        let parts = lists::parts(url, PARTS).await?;
        jobs.push(Job::new(account, List::Meetings, None));
        jobs.extend(parts.into_iter().map(|part| Job::new(account, List::Activities, Some(part))));
    }
    Ok(jobs)
}

/// Everything in one process: two accounts, and three workers.
async fn all(database: Database) -> Outcome<()> {
    let servers = [3_456, 2_345].map(|count| Server::builder().clio_activities(count).attio_meetings(count / 2));
    let [ann, bob] = servers.map(|server| server.latency(Duration::from_millis(5)).start());
    let (ann, bob) = (ann?, bob?);
    let accounts = BTreeMap::from([("ann".to_owned(), ann.url()), ("bob".to_owned(), bob.url())]);
    database.forget().await?;
    let jobs = jobs(&accounts).await?;
    println!("{} jobs for three workers", jobs.len());
    database.enqueue(jobs).await?;
    let expected: usize =
        [&ann, &bob].map(|server| server.clio().activity_ids().len() + server.attio().meeting_ids().len()).iter().sum();

    let bar = ProgressBar::new(expected as u64);
    bar.set_style(ProgressStyle::with_template("{wide_bar} {pos}/{len} records, {per_sec}, {eta} left")?);
    let watched = database.clone();
    let watching = {
        let bar = bar.clone();
        tokio::spawn(async move {
            while let Ok(count) = watched.count().await {
                bar.set_position(count);
                tokio::time::sleep(Duration::from_millis(100)).await;
            }
        })
    };
    let fleet = Fleet::new(database.clone(), accounts);
    // A worker that comes back under its old name at once would be refused.
    let name = |number: u32| format!("worker-{number}-{}", std::process::id());
    let (one, two, three) = (name(1), name(2), name(3));
    let worked = tokio::try_join!(fleet.work(&one), fleet.work(&two), fleet.work(&three));
    watching.abort();
    bar.finish_and_clear();
    worked?;

    let (count, twice) = (database.count().await?, database.written_twice().await?);
    println!("{count} of {expected} records are mirrored, {twice} of them were written more than once");
    if count == expected as u64 && twice == 0 {
        Ok(())
    } else {
        Err("the mirror is not exactly the API's lists".into())
    }
}
