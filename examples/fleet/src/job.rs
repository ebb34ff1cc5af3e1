//! What a worker is given: a list of an account, or a part of it, and how far it was read.

use pagination_core::{Checkpoint, Part};
use serde::{Deserialize, Serialize};

#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Job {
    pub account: String,
    pub list: List,
    /// `None`: the whole list.
    pub part: Option<Part>,
    /// Where to go on. It holds cursors: who may read the jobs may read the lists.
    pub checkpoint: Option<Checkpoint>,
}

#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
pub enum List {
    /// By cursor, which cannot be divided.
    Meetings,
    /// By offset.
    Activities,
}

impl Job {
    pub fn new(account: &str, list: List, part: Option<Part>) -> Self {
        Self { account: account.to_owned(), list, part, checkpoint: None }
    }
}

impl List {
    pub fn name(self) -> &'static str {
        match self {
            Self::Meetings => "meetings",
            Self::Activities => "activities",
        }
    }
}
