//! Kills the `mirror` example with SIGKILL again and again, edits the records meanwhile, and compares what it ends with.
#![cfg(unix)]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, reason = "a test may panic")]

mod child;
mod copy;
mod random;
mod tree;

use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, Instant};

use demo_apis::data::Datastore;
use demo_apis::{Fault, Faults, Server};

use child::{End, Mirror};
use copy::Stand;
use random::Random;

/// How often mirrors are killed in all, unless `MIRROR_KILLS` says otherwise.
const ALL_KILLS: u64 = 200;
/// How often each of them is killed; each begins from nothing.
const KILLS: u32 = 20;
/// After so many kills, the mirror is let come to its end.
const KILLS_BEFORE_AN_END: u32 = 4;

/// How often a mirror was killed, by where it stood.
#[derive(Debug, Default)]
struct Kills {
    before_the_first_page: u32,
    in_a_full_load: u32,
    in_an_incremental_sync: u32,
    between_walks: u32,
}

impl Kills {
    fn count(&mut self, stand: Stand) {
        match stand {
            Stand::Nothing => self.before_the_first_page += 1,
            Stand::FullLoad => self.in_a_full_load += 1,
            Stand::IncrementalSync => self.in_an_incremental_sync += 1,
            Stand::Synced => self.between_walks += 1,
        }
    }

    fn all(&self) -> u32 {
        self.before_the_first_page + self.in_a_full_load + self.in_an_incremental_sync + self.between_walks
    }
}

/// A database that is gone when the test is over.
struct Database(PathBuf);

impl Database {
    fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("mirror-{}-{name}.sqlite", std::process::id()));
        let database = Self(path);
        database.remove();
        database
    }

    fn path(&self) -> &Path {
        &self.0
    }

    fn remove(&self) {
        for suffix in ["", "-wal", "-shm"] {
            let mut path = self.0.clone().into_os_string();
            path.push(suffix);
            let _ = std::fs::remove_file(path);
        }
    }
}

impl Drop for Database {
    fn drop(&mut self) {
        self.remove();
    }
}

fn records_of(server: &Server) -> Vec<Datastore> {
    let zoho = server.zoho();
    let mut records: Vec<_> = zoho.ids().iter().map(|id| zoho.datastore(id).unwrap()).collect();
    records.sort_by(|one, other| one.id.cmp(&other.id));
    records
}

/// Edits some records, adds a few, and now and then makes all tokens expired.
fn edit(server: &Server, random: &mut Random) {
    let ids = server.zoho().ids();
    let some: Vec<_> = (0..random.below::<u32>(200)).map(|_| &ids[random.below::<usize>(ids.len() as u64)]).collect();
    server.zoho().touch(&some);
    server.zoho().insert(random.below(4));
    if random.below::<u32>(50) == 0 {
        server.zoho().expire_tokens();
    }
}

/// Waits until so many requests more have come; not for ever, since the mirror may have stopped.
fn wait_for_requests(server: &Server, more: u64) {
    let (began, before) = (Instant::now(), server.requests());
    while server.requests() < before + more && began.elapsed() < Duration::from_millis(500) {
        thread::sleep(Duration::from_micros(100));
    }
}

/// Lets the mirror come to its end and compares; how many records there were.
fn finish_and_compare(server: &Server, database: &Database, what: &str) -> usize {
    let end = Mirror::start(Some(&server.url()), database.path(), 1, 40, 0).wait();
    assert_eq!(end, End::Done, "{what}");
    let mirrored = copy::records(database.path());
    let there = records_of(server);
    assert_eq!(mirrored.len(), there.len(), "{what}: so many records");
    for (mirrored, there) in mirrored.iter().zip(&there) {
        assert_eq!(mirrored, there, "{what}");
    }
    there.len()
}

fn mirrors() -> u64 {
    let kills = std::env::var("MIRROR_KILLS").map_or(ALL_KILLS, |text| text.parse().unwrap());
    kills.div_ceil(u64::from(KILLS))
}

#[test]
fn a_mirror_that_is_killed_at_any_moment_ends_with_exactly_the_records_of_the_server() {
    let began = Instant::now();
    let (mut kills, mut compared, mut requests, mut gave_up) = (Kills::default(), 0, 0, 0);
    for seed in 0..mirrors() {
        let mut random = Random::new(seed);
        let passing =
            Faults::seeded(seed).rate(0.03).kinds([Fault::TooManyRequests(0), Fault::TooManyRequestsUntil(0)]);
        let records = 100 + random.below::<usize>(200);
        let server = Server::builder().zoho(records).latency(Duration::from_millis(1)).faults(passing).start().unwrap();
        let database = Database::new(&format!("killed-{seed}"));
        let mut killed = 0;
        while killed < KILLS {
            let page_size = 3 + random.below::<u64>(8);
            // It syncs until it is killed, so that there is something to kill.
            let mirror = Mirror::start(Some(&server.url()), database.path(), 1_000_000, page_size, random.below(2));
            for _ in 0..random.below::<u32>(3) {
                thread::sleep(Duration::from_micros(random.below(50_000)));
                edit(&server, &mut random);
            }
            if random.below::<u32>(4) == 0 {
                thread::sleep(Duration::from_micros(random.below(120_000)));
            } else {
                // About when a page is written.
                wait_for_requests(&server, 1 + random.below::<u64>(25));
                thread::sleep(Duration::from_micros(random.below(4_000)));
            }
            match mirror.kill() {
                End::Killed => {
                    killed += 1;
                    kills.count(copy::stand(database.path()));
                    edit(&server, &mut random);
                    if killed % KILLS_BEFORE_AN_END == 0 {
                        compared += finish_and_compare(&server, &database, &format!("seed {seed}, {killed} kills"));
                    }
                }
                // A walk starts again once. Where the tokens expire twice, the next run does it.
                End::Failed(said) if said.contains("has expired") => gave_up += 1,
                end => panic!("seed {seed}: the mirror ended by itself: {end:?}"),
            }
        }
        requests += server.requests();
    }
    println!(
        "{} kills survived: {} before the first page, {} in a full load, {} in an incremental sync, {} between walks",
        kills.all(),
        kills.before_the_first_page,
        kills.in_a_full_load,
        kills.in_an_incremental_sync,
        kills.between_walks
    );
    println!(
        "{compared} records compared in {} comparisons, {requests} requests, {gave_up} walks given up, {:.1} s",
        mirrors() * u64::from(KILLS / KILLS_BEFORE_AN_END),
        began.elapsed().as_secs_f64()
    );
    let some = kills.all() / 20;
    assert!(
        kills.in_a_full_load >= some && kills.in_an_incremental_sync >= some,
        "kills at other places only: {kills:?}"
    );
}

#[test]
fn records_that_the_server_has_no_longer_are_gone_after_the_next_full_load() {
    let database = Database::new("swept");
    let server = Server::builder().zoho(400).start().unwrap();
    server.zoho().touch(&server.zoho().ids()[..50]);
    assert_eq!(finish_and_compare(&server, &database, "the first load"), 400);

    // The server comes back from an old backup: fewer records, and it does not know the token.
    let restored = Server::builder().zoho(150).latency(Duration::from_millis(2)).start().unwrap();
    for _ in 0..5 {
        let mirror = Mirror::start(Some(&restored.url()), database.path(), 1, 5, 1);
        thread::sleep(Duration::from_millis(80));
        mirror.kill();
    }
    assert_eq!(finish_and_compare(&restored, &database, "the restored server"), 150);
}

#[test]
fn an_expired_token_leads_to_a_full_load() {
    let database = Database::new("expired");
    let server = Server::builder().zoho(300).start().unwrap();
    finish_and_compare(&server, &database, "the first load");
    server.zoho().touch(&server.zoho().ids()[100..120]);
    server.zoho().expire_tokens();
    server.reset_log();
    finish_and_compare(&server, &database, "after the expiry");
    assert!(server.log()[0].pair("sync_token").is_some());
    assert!(server.log()[1].query.as_deref() == Some("limit=40"), "everything, from the start");
}

#[test]
fn without_options_it_mirrors_a_server_of_its_own() {
    let database = Database::new("own-server");
    let mirror = Mirror::start(None, database.path(), 1, 100, 0);
    thread::sleep(Duration::from_millis(400));
    mirror.kill();
    let end = Mirror::start(None, database.path(), 1, 100, 0).wait();
    assert_eq!(end, End::Done);
    assert_eq!(copy::records(database.path()).len(), 25_042);
}
