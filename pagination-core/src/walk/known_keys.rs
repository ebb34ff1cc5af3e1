//! The keys of the items that were passed last, in the order of the list.

use std::collections::{HashMap, HashSet};

use crate::checkpoint::StoredKeys;

/// The keys of the items that were passed last, in the order of the list.
#[derive(Debug, Clone, Default)]
pub(super) struct KnownKeys {
    keys: Vec<u64>,
    /// Whether there were more, which are forgotten.
    has_forgotten: bool,
}

/// A known key in a page.
#[derive(Debug, Clone, Copy)]
pub(super) struct Met {
    /// Where it is on the page.
    pub(super) on_page: usize,
    /// Where it is among the known keys.
    pub(super) known: usize,
}

impl KnownKeys {
    pub(super) fn is_empty(&self) -> bool {
        self.keys.is_empty()
    }

    pub(super) fn len(&self) -> usize {
        self.keys.len()
    }

    pub(super) fn has_forgotten(&self) -> bool {
        self.has_forgotten
    }

    /// The known keys of a page, in its order.
    pub(super) fn meet(&self, page: &[u64]) -> Vec<Met> {
        if self.keys.is_empty() {
            return Vec::new();
        }
        let places: HashMap<u64, usize> = self.keys.iter().enumerate().map(|(at, key)| (*key, at)).collect();
        let met = |(on_page, key): (usize, &u64)| places.get(key).map(|known| Met { on_page, known: *known });
        page.iter().enumerate().filter_map(met).collect()
    }

    /// The page lies beyond the known keys, except for those that come after the last one that was met on it.
    pub(super) fn pass(&mut self, page: &[u64], met: &[Met]) {
        let split = met.iter().map(|met| met.known.saturating_add(1)).max().unwrap_or(0);
        let on_page: HashSet<u64> = page.iter().copied().collect();
        let (before, after) = self.keys.split_at(split.min(self.keys.len()));
        let left = |keys: &[u64]| keys.iter().copied().filter(|key| !on_page.contains(key)).collect::<Vec<_>>();
        let (before, after) = (left(before), left(after));
        self.keys = before.into_iter().chain(page.iter().copied()).chain(after).collect();
    }

    /// The page follows the known keys.
    pub(super) fn append(&mut self, page: &[u64]) {
        let on_page: HashSet<u64> = page.iter().copied().collect();
        self.keys.retain(|key| !on_page.contains(key));
        self.keys.extend_from_slice(page);
    }

    /// Only the keys of this page are known.
    pub(super) fn replace(&mut self, page: &[u64]) {
        self.has_forgotten |= !self.keys.is_empty();
        self.keys = page.to_vec();
    }

    pub(super) fn clear(&mut self) {
        *self = Self::default();
    }

    /// Keeps at most this many, the last ones.
    pub(super) fn keep(&mut self, most: usize) {
        let surplus = self.keys.len().saturating_sub(most);
        if surplus > 0 {
            self.keys.drain(..surplus);
            self.has_forgotten = true;
        }
    }

    /// The keys for a checkpoint. `own` are those of its page that were taken.
    pub(super) fn stored(&self, own: &[u64], total: Option<u64>) -> StoredKeys {
        StoredKeys { before: self.keys.clone(), taken: own.to_vec(), has_forgotten: self.has_forgotten, total }
    }

    pub(super) fn of(stored: &StoredKeys) -> Self {
        let mut known = Self { keys: stored.before.clone(), has_forgotten: stored.has_forgotten };
        let met = known.meet(&stored.taken);
        known.pass(&stored.taken, &met);
        known
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn known(keys: &[u64]) -> KnownKeys {
        KnownKeys { keys: keys.to_vec(), has_forgotten: false }
    }

    fn passed(keys: &[u64], page: &[u64]) -> Vec<u64> {
        let mut known = known(keys);
        let met = known.meet(page);
        known.pass(page, &met);
        known.keys
    }

    #[test]
    fn a_page_takes_its_place_among_the_known_keys() {
        assert_eq!(passed(&[1, 2, 3], &[3, 4]), [1, 2, 3, 4]);
        // 3 is deleted, or comes on a later page.
        assert_eq!(passed(&[1, 2, 3], &[2, 9]), [1, 2, 9, 3]);
        // All of them are deleted, or come on later pages.
        assert_eq!(passed(&[1, 2], &[8, 9]), [8, 9, 1, 2]);
    }

    #[test]
    fn the_first_keys_are_forgotten() {
        let mut known = known(&[1, 2, 3]);
        known.keep(3);
        assert!(!known.has_forgotten());
        known.keep(2);
        assert_eq!((known.keys.as_slice(), known.has_forgotten()), (&[2, 3][..], true));
    }
}
