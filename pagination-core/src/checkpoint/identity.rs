//! Which list a checkpoint is of, where several have the same response type.

use std::sync::Arc;

use crate::stable_hash::fnv;

/// What tells a walk from others of its response type.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) enum Identity {
    /// Nothing: the walk is over a function, or the checkpoint was stored by a version that kept none.
    #[default]
    Unknown,
    /// The fingerprint of the template's path.
    Path(u64),
    /// The caller's own name, in place of the path.
    Named(Arc<str>),
}

impl Identity {
    /// The path of the template, unless the walk has a name.
    pub(crate) fn add_path(&mut self, path: Option<&str>) {
        if let (Self::Unknown, Some(path)) = (&self, path) {
            // It is stored, unlike the fingerprints of the loop guard, whose hash may change.
            *self = Self::Path(fnv(path.bytes()));
        }
    }

    /// Whether a walk may be resumed from the checkpoint of another. A path is compared where both have one.
    pub(super) fn fits(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Path(own), Self::Path(other)) => own == other,
            (Self::Named(own), Self::Named(other)) => own == other,
            (Self::Named(_), _) | (_, Self::Named(_)) => false,
            _ => true,
        }
    }
}
