//! What a worker is given: a list of an account, or a part of it, and how far it was read.

use pagination_core::Checkpoint;
use serde::{Deserialize, Serialize};

#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Job {
    pub account: String,
    pub list: List,
    pub part: Part,
    /// How many records of the part were saved.
    pub saved: u64,
    /// Where to go on. It holds cursors: who may read the jobs may read the lists.
    pub checkpoint: Option<Checkpoint>,
}

#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
pub enum List {
    /// By cursor, which cannot be divided.
    Meetings,
    /// By offset.
    Notes,
}

/// So many records from here.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
pub struct Part {
    pub first: u64,
    /// `None`: to the end of the list, also where it has grown meanwhile.
    pub count: Option<u64>,
}

impl Part {
    pub fn whole() -> Self {
        Self { first: 0, count: None }
    }

    /// The parts of a list of so many records. The last one has no end.
    pub fn all(records: u64, size: u64) -> impl Iterator<Item = Self> {
        let parts = records.div_ceil(size).max(1);
        (0..parts).map(move |part| Self {
            first: part.saturating_mul(size),
            count: (part.saturating_add(1) < parts).then_some(size),
        })
    }
}

impl Job {
    pub fn new(account: &str, list: List, part: Part) -> Self {
        Self { account: account.to_owned(), list, part, saved: 0, checkpoint: None }
    }

    /// How many records of the part are left.
    pub fn left(&self) -> u64 {
        self.part.count.map_or(u64::MAX, |count| count.saturating_sub(self.saved))
    }
}

impl List {
    pub fn name(self) -> &'static str {
        match self {
            Self::Meetings => "meetings",
            Self::Notes => "notes",
        }
    }
}
