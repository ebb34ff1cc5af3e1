//! Kills and pauses workers at random: every record arrives exactly once.
#![cfg(unix)]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, reason = "a test may panic")]

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use demo_apis::Server;
use sqlx::{Connection as _, Row as _};

/// How many workers are killed and how many paused, unless `FLEET_ROUNDS` says otherwise.
const ROUNDS: u64 = 14;
const WORKERS: usize = 3;
/// After this, a worker that is silent is taken for dead, with something to spare.
const LONG: Duration = Duration::from_millis(5_500);

struct Random(u64);

impl Random {
    fn below(&mut self, end: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut bits = self.0;
        bits = (bits ^ bits >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        bits = (bits ^ bits >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
        (bits ^ bits >> 31) % end
    }
}

/// A database that is gone when the test is over.
struct File(PathBuf);

impl File {
    fn new() -> Self {
        Self(std::env::temp_dir().join(format!("fleet-{}.sqlite", std::process::id())))
    }
}

impl Drop for File {
    fn drop(&mut self) {
        for suffix in ["", "-wal", "-shm"] {
            let mut path = self.0.clone().into_os_string();
            path.push(suffix);
            let _ = std::fs::remove_file(path);
        }
    }
}

struct Workers {
    db: String,
    accounts: Vec<String>,
    running: Vec<Child>,
    started: usize,
}

impl Workers {
    fn command(&self) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_fleet"));
        command.args(["--db", &self.db]);
        for account in &self.accounts {
            command.args(["--account", account]);
        }
        command.stdin(Stdio::null()).stdout(Stdio::null());
        command
    }

    fn start(&mut self) {
        self.started += 1;
        // A name of its own: one that comes back at once would be refused.
        let name = format!("worker-{}-{}", std::process::id(), self.started);
        let child = self.command().args(["--worker", &name]).spawn().unwrap();
        self.running.push(child);
    }
}

impl Drop for Workers {
    fn drop(&mut self) {
        for worker in &mut self.running {
            let _ = worker.kill();
            let _ = worker.wait();
        }
    }
}

fn signal(worker: &Child, name: &str) {
    assert!(Command::new("kill").args([name, &worker.id().to_string()]).status().unwrap().success());
}

/// The records: account, list, id as JSON, and how often it was written.
fn records(db: &str) -> Vec<(String, String, String, i64)> {
    const ALL: &str =
        "SELECT account, list, id, CAST(times AS BIGINT) AS times FROM records ORDER BY account, list, id";
    tokio::runtime::Runtime::new().unwrap().block_on(async {
        if db.starts_with("postgres") {
            let mut connection = sqlx::PgConnection::connect(db).await.unwrap();
            let rows = sqlx::query(ALL).fetch_all(&mut connection).await.unwrap();
            rows.iter().map(|row| (row.get(0), row.get(1), row.get(2), row.get(3))).collect()
        } else {
            let mut connection = sqlx::SqliteConnection::connect(db).await.unwrap();
            let rows = sqlx::query(ALL).fetch_all(&mut connection).await.unwrap();
            rows.iter().map(|row| (row.get(0), row.get(1), row.get(2), row.get(3))).collect()
        }
    })
}

fn server(count: usize) -> Server {
    Server::builder()
        .clio_activities(count)
        .attio_meetings(count / 3)
        .latency(Duration::from_millis(400))
        .start()
        .unwrap()
}

fn every_record_arrives_once(db: &str, seed: u64) {
    let began = Instant::now();
    let (ann, bob) = (server(3_210), server(2_050));
    let accounts = vec![format!("ann={}", ann.url()), format!("bob={}", bob.url())];
    let mut workers = Workers { db: db.to_owned(), accounts, running: Vec::new(), started: 0 };
    assert!(workers.command().arg("--enqueue").status().unwrap().success());
    (0..WORKERS).for_each(|_| workers.start());
    let mut random = Random(seed);
    let rounds = std::env::var("FLEET_ROUNDS").map_or(ROUNDS, |text| text.parse().unwrap());
    let (mut kills, mut pauses) = (0, 0);
    for _ in 0..rounds {
        sleep(Duration::from_millis(200 + random.below(1_300)));
        let at = usize::try_from(random.below(workers.running.len() as u64)).unwrap();
        if workers.running[at].try_wait().unwrap().is_some() {
            // All is done already.
            break;
        }
        if random.below(3) == 0 {
            signal(&workers.running[at], "-STOP");
            // Sometimes so long that another one has its job when it goes on.
            sleep(if random.below(2) == 0 { LONG } else { Duration::from_millis(random.below(900)) });
            signal(&workers.running[at], "-CONT");
            pauses += 1;
        } else {
            let mut killed = workers.running.remove(at);
            killed.kill().unwrap();
            killed.wait().unwrap();
            kills += 1;
            workers.start();
        }
    }
    while let Some(mut worker) = workers.running.pop() {
        let deadline = Instant::now() + Duration::from_mins(4);
        let status = loop {
            if let Some(status) = worker.try_wait().unwrap() {
                break status;
            }
            assert!(Instant::now() < deadline, "the workers do not come to an end");
            sleep(Duration::from_millis(50));
        };
        assert!(status.success(), "{status}");
    }

    let mut expected = Vec::new();
    for (account, server) in [("ann", &ann), ("bob", &bob)] {
        let ids = |ids: Vec<String>, list: &str| {
            ids.into_iter().map(|id| (account.to_owned(), list.to_owned(), id)).collect::<Vec<_>>()
        };
        expected.extend(ids(server.attio().meeting_ids(), "meetings"));
        expected.extend(ids(server.clio().activity_ids().iter().map(u64::to_string).collect(), "activities"));
    }
    let found = records(db);
    println!(
        "{kills} workers killed, {pauses} paused; {} records, {} requests, {:.1} s",
        found.len(),
        ann.requests() + bob.requests(),
        began.elapsed().as_secs_f64()
    );
    let twice: Vec<_> = found.iter().filter(|(.., times)| *times != 1).collect();
    assert!(twice.is_empty(), "written more than once: {twice:?}");
    assert_eq!(found.len(), expected.len());
    // The id of an activity is a number; that of a meeting is an object, one of whose members is the id of the list.
    let mut known = BTreeSet::new();
    for (account, list, json, _) in &found {
        let id: serde_json::Value = serde_json::from_str(json).unwrap();
        let texts: Vec<_> = match id.as_object() {
            Some(members) => members.values().filter_map(|value| value.as_str().map(str::to_owned)).collect(),
            None => vec![id.to_string()],
        };
        known.extend(texts.into_iter().map(|text| (account.clone(), list.clone(), text)));
    }
    for record in &expected {
        assert!(known.contains(record), "{record:?} is missing");
    }
    assert!(kills + pauses > 3, "the work was done before anything went wrong");
}

#[test]
fn workers_on_sqlite_are_killed_and_paused_and_every_record_arrives_once() {
    let file = File::new();
    every_record_arrives_once(&format!("sqlite:{}", file.0.display()), 1);
}

/// Needs a PostgreSQL, whose database it fills: `FLEET_POSTGRES_URL=postgres://… cargo test -p fleet`.
#[test]
fn workers_on_postgres_are_killed_and_paused_and_every_record_arrives_once() {
    let Ok(url) = std::env::var("FLEET_POSTGRES_URL") else {
        println!("FLEET_POSTGRES_URL is not set");
        return;
    };
    every_record_arrives_once(&url, 2);
}
