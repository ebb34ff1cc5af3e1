//! `overlap` on lists of Django REST framework, by limit and offset, which a thread changes while they are walked.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, missing_docs, reason = "a test may panic")]

use std::collections::{BTreeMap, HashSet};
use std::process::Command;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

use pagination_core::{Error, Paginate as _, Paginated};
use real_servers::{Folder, Server, free_port, python, rounds};
use reqwest::blocking::Client;
use serde::Deserialize;
use serde_json::{Value, json};

#[derive(Debug, Clone, PartialEq, Deserialize)]
struct Record {
    id: u64,
    place: f64,
}

#[derive(Deserialize, Paginated)]
#[offset(overlap = 4, seen = 200)]
#[paginated(items = results, key = id, total = count, page_size(param = "limit", default = 10))]
struct Records {
    count: u64,
    results: Vec<Record>,
}

/// The same list, by its offsets alone.
#[derive(Deserialize, Paginated)]
#[offset]
#[paginated(items = results, total = count, page_size(param = "limit", default = 10))]
struct Plain {
    count: u64,
    results: Vec<Record>,
}

struct Django {
    server: Server,
    _folder: Folder,
}

impl Django {
    fn start(name: &str) -> Self {
        let folder = Folder::new(name);
        let (python, install) = python("python");
        let port = free_port();
        let script = concat!(env!("CARGO_MANIFEST_DIR"), "/servers/changing_list.py");
        let mut command = Command::new(python);
        command.arg(script).arg(port.to_string()).arg(folder.path().join("list.sqlite"));
        Self { server: Server::start(&mut command, port, install), _folder: folder }
    }

    fn change(&self, http: &Client, change: &Value) -> Vec<u64> {
        let response = http.post(self.server.url_of("/change/")).json(change).send().unwrap();
        let changed: Value = response.error_for_status().unwrap().json().unwrap();
        serde_json::from_value(changed["inserted"].clone()).unwrap()
    }
}

/// Random numbers that are the same in every run (`SplitMix64`).
struct Random(u64);

impl Random {
    fn below(&mut self, end: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut bits = self.0;
        bits = (bits ^ bits >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        bits = (bits ^ bits >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
        (bits ^ bits >> 31) % end.max(1)
    }
}

#[derive(Debug, Default)]
struct Outcomes {
    whole: u64,
    drifted: u64,
    items: usize,
    changes: u64,
}

/// One walk, beside which a thread inserts and deletes.
fn round(django: &Django, http: &Client, seed: u64, outcomes: &mut Outcomes) {
    let mut random = Random(seed);
    let count = 60 + random.below(60);
    let places: Vec<f64> = (0..count).map(|place| f64::from(u32::try_from(place).unwrap())).collect();
    let ids = django.change(http, &json!({ "clear": true, "insert": places }));
    let (is_over, doomed) = (AtomicBool::new(false), ids.iter().copied().filter(|id| id % 3 == seed % 3));
    let mut doomed: Vec<u64> = doomed.collect();
    let walked = thread::scope(|scope| {
        let changes = scope.spawn(|| {
            let mut changes = 0;
            let mut deleted = HashSet::new();
            while !is_over.load(Ordering::Relaxed) && !doomed.is_empty() {
                let id = doomed.swap_remove(usize::try_from(random.below(doomed.len() as u64)).unwrap());
                let place = f64::from(u32::try_from(random.below(count)).unwrap()) + 0.5;
                let change = match random.below(3) {
                    0 => json!({ "delete": [id] }),
                    1 => json!({ "insert": [place] }),
                    _ => json!({ "delete": [id], "insert": [place] }),
                };
                if change.get("delete").is_some() {
                    deleted.insert(id);
                }
                django.change(http, &change);
                changes += 1;
            }
            (changes, deleted)
        });
        let pager = http.get(django.server.url_of("/records/")).paginate::<Records>();
        let walked: Result<Vec<Record>, _> = pager.page_size(8 + seed % 8).items().collect();
        is_over.store(true, Ordering::Relaxed);
        let (changes, deleted) = changes.join().unwrap();
        outcomes.changes += changes;
        (walked, deleted)
    });
    let (walked, deleted) = walked;
    match walked {
        Ok(records) => {
            let mut times = BTreeMap::new();
            for record in &records {
                *times.entry(record.id).or_insert(0) += 1;
            }
            assert!(times.values().all(|times| *times == 1), "seed {seed}: an item came twice: {times:?}");
            let lost: Vec<_> = ids.iter().filter(|id| !deleted.contains(id) && !times.contains_key(id)).collect();
            assert!(lost.is_empty(), "seed {seed}: {lost:?} were lost");
            outcomes.whole += 1;
            outcomes.items += records.len();
        }
        Err(Error::Drifted(_)) => outcomes.drifted += 1,
        Err(error) => panic!("seed {seed}: {error}"),
    }
}

#[test]
fn what_was_there_from_start_to_end_comes_once_while_a_thread_inserts_and_deletes() {
    let (django, http) = (Django::start("changing"), Client::new());
    let mut outcomes = Outcomes::default();
    let rounds = rounds("DJANGO_ROUNDS", 15);
    for seed in 0..rounds {
        round(&django, &http, seed, &mut outcomes);
    }
    println!("{rounds} walks: {outcomes:?}");
    assert!(outcomes.whole * 2 > rounds && outcomes.changes > rounds, "{outcomes:?}");
}

/// So that the test above says something.
#[test]
fn by_offsets_alone_a_deletion_before_the_position_loses_an_item() {
    let (django, http) = (Django::start("offsets-alone"), Client::new());
    let ids = django.change(&http, &json!({ "clear": true, "insert": (0..40).map(f64::from).collect::<Vec<_>>() }));
    let walk = |overlap: bool, doomed: u64| -> HashSet<u64> {
        let request = http.get(django.server.url_of("/records/"));
        let mut walked = HashSet::new();
        let mut take = |record: Record| {
            walked.insert(record.id);
            // A record that was given, while its page is read.
            if walked.len() == 5 {
                django.change(&http, &json!({ "delete": [doomed] }));
            }
        };
        if overlap {
            request.paginate::<Records>().items().for_each(|record| take(record.unwrap()));
        } else {
            request.paginate::<Plain>().items().for_each(|record| take(record.unwrap()));
        }
        walked
    };
    assert_eq!(walk(true, ids[0]).len(), 40);
    assert_eq!(walk(false, ids[1]).len(), 38);
}
