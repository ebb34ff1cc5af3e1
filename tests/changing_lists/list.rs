//! A list that changes between requests, and what a walk over it gave.

use std::cell::RefCell;
use std::fmt::Debug;

use pagination_core::{Checkpoint, Error};

use crate::schedule::{Schedule, every};

/// Items are sorted by their ids, which leave room between them.
const GAP: u64 = 1_000;

/// What may happen to the list.
#[derive(Clone, Copy)]
pub struct Edits {
    /// How many there are in a run.
    pub most: usize,
    /// How many there are between two requests.
    pub at_once: usize,
    pub inserts: bool,
}

pub const EDITS: Edits = Edits { most: 2, at_once: 2, inserts: true };

/// One run: the list, its schedule, and what was taken.
pub struct Run<'a> {
    pub ids: Vec<u64>,
    /// The ids that have been there from the start.
    stayed: Vec<u64>,
    schedule: &'a mut Schedule,
    edits: Edits,
    left: usize,
    pub requests: usize,
    log: Vec<String>,
    /// Every id that there was.
    used: Vec<u64>,
}

/// The list, as a server and its consumer share it.
pub type Shared<'r, 'a> = &'r RefCell<Run<'a>>;

impl Run<'_> {
    /// A request comes: the list may have changed since the last one.
    pub fn before_request(&mut self) {
        self.requests += 1;
        assert!(self.requests < 200, "the walk does not end: {:?}", self.log);
        if self.requests == 1 {
            return;
        }
        for _ in 0..self.edits.at_once.min(self.left) {
            let inserts = if self.edits.inserts { self.ids.len() + 1 } else { 0 };
            let choice = self.schedule.choose(1 + self.ids.len() + inserts);
            if choice == 0 {
                break;
            }
            self.left -= 1;
            self.edit(choice - 1);
        }
    }

    fn edit(&mut self, choice: usize) {
        if choice < self.ids.len() {
            let id = self.ids.remove(choice);
            self.stayed.retain(|stayed| *stayed != id);
            self.log.push(format!("delete {id} before request {}", self.requests));
            return;
        }
        let at = choice - self.ids.len();
        let before = if at == 0 { 0 } else { self.ids[at - 1] };
        let after = self.ids.get(at).copied().unwrap_or(before + 2 * GAP);
        let id = (before.midpoint(after)..after).find(|id| !self.used.contains(id)).unwrap();
        self.used.push(id);
        self.ids.insert(at, id);
        self.log.push(format!("insert {id} before request {}", self.requests));
    }

    /// A number below `options`.
    pub fn choose(&mut self, options: usize) -> usize {
        self.schedule.choose(options)
    }

    pub fn note(&mut self, event: String) {
        self.log.push(event);
    }

    pub fn delete(&mut self, id: u64) {
        self.ids.retain(|other| *other != id);
    }

    /// So many items from an index on.
    pub fn slice(&self, from: u64, count: usize) -> Vec<u64> {
        self.ids.iter().copied().skip(usize::try_from(from).unwrap()).take(count).collect()
    }
}

/// What the walks of all schedules gave.
#[derive(Debug, Default, PartialEq)]
pub struct Outcome {
    pub runs: usize,
    /// Runs that ended with an error.
    pub errors: usize,
}

/// Walks a list of so many items with every schedule of edits.
pub fn explore<E: Debug>(
    items: u64,
    edits: Edits,
    walk: impl Fn(Shared<'_, '_>) -> Vec<Result<u64, Error<E>>>,
) -> Outcome {
    let mut errors = 0;
    let runs = every(|schedule| {
        let ids: Vec<u64> = (1..=items).map(|id| id * GAP).collect();
        let run = Run {
            stayed: ids.clone(),
            used: ids.clone(),
            ids,
            schedule,
            edits,
            left: edits.most,
            requests: 0,
            log: Vec::new(),
        };
        let run = RefCell::new(run);
        let results = walk(&run);
        let run = run.into_inner();
        let mut taken = Vec::new();
        let mut failed = None;
        for result in results {
            match result {
                Ok(id) => taken.push(id),
                Err(error) => failed = Some(error),
            }
        }
        for id in &taken {
            let times = taken.iter().filter(|other| *other == id).count();
            assert_eq!(times, 1, "{id} came {times} times: {taken:?} {:?} {failed:?}", run.log);
        }
        match failed {
            Some(error) => {
                assert!(!error.is_transient(), "{error:?}");
                errors += 1;
                if std::env::var_os("SHOW").is_some() {
                    eprintln!("{error:?} after {taken:?} {:?}", run.log);
                }
            }
            None => {
                for id in &run.stayed {
                    assert!(taken.contains(id), "{id} is missing: {taken:?} {:?}, now {:?}", run.log, run.ids);
                }
            }
        }
    });
    Outcome { runs, errors }
}

/// Takes items until the end, and at one of them stores the checkpoint and begins again from there.
pub fn interrupted<E: Debug, I: Iterator<Item = Result<u64, Error<E>>>>(
    run: Shared<'_, '_>,
    most: usize,
    walk: impl Fn(Option<Checkpoint>) -> I,
    checkpoint: impl Fn(&I) -> Checkpoint,
) -> Vec<Result<u64, Error<E>>> {
    let stop_after = run.borrow_mut().choose(most);
    let mut items = walk(None);
    let mut results: Vec<_> = items.by_ref().take(stop_after).collect();
    if results.iter().any(Result::is_err) {
        return results;
    }
    let stored = serde_json::to_string(&checkpoint(&items)).unwrap();
    run.borrow_mut().note(format!("interrupted after {stop_after} items"));
    results.extend(walk(Some(serde_json::from_str(&stored).unwrap())));
    results
}
