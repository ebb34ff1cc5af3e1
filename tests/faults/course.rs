//! One walk under faults, through as many pagers as it takes, and what came of it.

use std::collections::BTreeMap;

use pagination_core::Checkpoint;
use pagination_core::reqwest::Error;

/// How a walk gets over errors.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// The pager does it, by itself.
    Retry,
    /// Errors are returned. After a transient one the consumer polls again; after a final one it resumes from the checkpoint.
    AskOn,
    /// As above, but every error is met by a new pager from the checkpoint.
    Resume,
}

#[derive(Debug, Default)]
pub struct Figures {
    pub records: usize,
    pub walks: u64,
    pub resumed: u64,
    pub asked_on: u64,
    pub stopped: u64,
    pub restarted: u64,
    pub errors: BTreeMap<&'static str, u64>,
}

impl Figures {
    pub fn add(&mut self, other: &Self) {
        self.records += other.records;
        self.walks += other.walks;
        self.resumed += other.resumed;
        self.asked_on += other.asked_on;
        self.stopped += other.stopped;
        self.restarted += other.restarted;
        for (name, count) in &other.errors {
            *self.errors.entry(name).or_default() += count;
        }
    }
}

/// What to do with an error.
#[derive(Debug, PartialEq, Eq)]
pub enum Then {
    AskOn,
    Resume,
}

/// How the pagers of a walk are set.
#[derive(Debug, Clone, Copy)]
pub struct Settings {
    pub way: Way,
    /// The next page is requested ahead.
    pub prefetch: bool,
    /// An expired token starts the walk again from nothing.
    pub restart: bool,
}

pub struct Course {
    /// What it is, for messages.
    pub name: String,
    pub settings: Settings,
    /// After how many items the consumer stops, inside a page, to resume from the checkpoint.
    pub stop_after: Option<usize>,
    expected: Vec<String>,
    seen: Vec<String>,
    pub figures: Figures,
}

/// More errors than any walk of these tests meets.
const MOST_ERRORS: u64 = 2_000;

impl Course {
    pub fn new(name: String, settings: Settings, expected: Vec<String>) -> Self {
        Self {
            name,
            settings,
            stop_after: None,
            expected,
            seen: Vec::new(),
            figures: Figures { walks: 1, ..Figures::default() },
        }
    }

    /// Takes an item, which must be the next one. Returns whether the consumer stops after it.
    pub fn saw(&mut self, id: String) -> bool {
        let at = self.seen.len();
        assert_eq!(Some(&id), self.expected.get(at), "{}: item {at} of {}", self.name, self.expected.len());
        self.seen.push(id);
        let stops = self.stop_after.is_some_and(|after| self.seen.len().is_multiple_of(after));
        self.figures.stopped += u64::from(stops);
        stops
    }

    pub fn failed(&mut self, error: &Error) -> Then {
        *self.figures.errors.entry(kind(error)).or_default() += 1;
        assert!(self.figures.errors.values().sum::<u64>() < MOST_ERRORS, "{}: no end of errors: {error}", self.name);
        if matches!(error, Error::Restarted(_)) {
            assert!(self.settings.restart, "{}: {error}", self.name);
            self.figures.restarted += 1;
            self.seen.clear();
            return Then::AskOn;
        }
        assert!(self.settings.way != Way::Retry || !error.is_transient(), "{}: not retried: {error}", self.name);
        if self.settings.way != Way::Resume && error.is_transient() {
            self.figures.asked_on += 1;
            return Then::AskOn;
        }
        self.figures.resumed += 1;
        Then::Resume
    }

    /// Through a file and back.
    pub fn stored(&self, checkpoint: &Checkpoint) -> Checkpoint {
        let text = serde_json::to_string(checkpoint).unwrap();
        let back = serde_json::from_str(&text).unwrap();
        assert!(*checkpoint == back, "{}: {text}", self.name);
        back
    }

    pub fn ended(&mut self) {
        assert_eq!(self.seen.len(), self.expected.len(), "{}: the list was cut", self.name);
        self.figures.records += self.seen.len();
    }
}

pub fn kind(error: &Error) -> &'static str {
    match error {
        Error::Transport(_) => "Transport",
        Error::Client(_) => "Client",
        Error::Status(_) => "Status",
        Error::Expired(_) => "Expired",
        Error::Restarted(_) => "Restarted",
        Error::Decode(_) => "Decode",
        Error::Loop(_) => "Loop",
        Error::ForeignOrigin(_) => "ForeignOrigin",
        _ => "other",
    }
}
