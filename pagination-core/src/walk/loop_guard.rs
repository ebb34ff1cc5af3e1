//! Finds positions that repeat, in bounded memory: the first positions and the latest ones are remembered, so that a way back to the
//! start, or a short cycle anywhere, delivers no page twice. What remains, a long cycle far from the start, is found by R. P. Brent's
//! cycle detection ("An improved Monte Carlo factorization algorithm", 1980).

use std::collections::HashSet;
use std::hash::{BuildHasherDefault, Hasher};
use std::mem;

/// How many positions from the start of the walk are remembered for good.
const FIRST: usize = 1_024;
/// A walk of more pages reserves memory for all of the first positions.
const SHORT: usize = 16;
/// How many positions before the latest one are remembered: at least this many, and at most twice as many.
const LATEST: usize = 1_024;

#[derive(Debug, Default)]
pub(super) struct LoopGuard {
    first: Fingerprints,
    latest: Fingerprints,
    earlier: Fingerprints,
    brent: Brent,
}

impl LoopGuard {
    /// Whether this position is new. It is remembered.
    pub(super) fn is_new(&mut self, fingerprint: u64) -> bool {
        if self.first.len() < FIRST {
            if self.first.len() == SHORT {
                // Growing step by step would hash every position again, several times.
                self.first.reserve(FIRST);
            }
            return self.first.insert(fingerprint);
        }
        if self.latest.len() == LATEST {
            // The older of the two sets is forgotten.
            mem::swap(&mut self.latest, &mut self.earlier);
            self.latest.clear();
        }
        !self.first.contains(&fingerprint)
            && !self.earlier.contains(&fingerprint)
            && self.latest.insert(fingerprint)
            && self.brent.is_new(fingerprint)
    }
}

/// Compares every position with one that is kept, and keeps another after 1, 2, 4, 8 … steps.
#[derive(Debug, Default)]
struct Brent {
    kept: Option<u64>,
    steps: u64,
    limit: u64,
}

impl Brent {
    fn is_new(&mut self, fingerprint: u64) -> bool {
        if self.kept == Some(fingerprint) {
            return false;
        }
        if self.steps >= self.limit {
            self.kept = Some(fingerprint);
            self.limit = self.limit.saturating_mul(2).max(1);
            self.steps = 0;
        }
        self.steps = self.steps.saturating_add(1);
        true
    }
}

type Fingerprints = HashSet<u64, BuildHasherDefault<Unhashed>>;

/// Fingerprints are hashes already.
#[derive(Default)]
struct Unhashed(u64);

impl Hasher for Unhashed {
    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = self.0.rotate_left(8) ^ u64::from(*byte);
        }
    }

    fn write_u64(&mut self, hash: u64) {
        self.0 = hash;
    }

    fn finish(&self) -> u64 {
        self.0
    }
}

#[cfg(test)]
#[allow(clippy::arithmetic_side_effects, reason = "small numbers")]
mod tests {
    use super::*;

    /// Spreads small numbers, as the fingerprints of positions are spread.
    fn hash(number: u64) -> u64 {
        number.wrapping_mul(0x9E37_79B9_7F4A_7C15).rotate_left(31).wrapping_mul(0xBF58_476D_1CE4_E5B9)
    }

    /// The step at which a walk is found to cycle through `length` positions from `start` on.
    fn found(start: u64, length: u64) -> (Option<u64>, LoopGuard) {
        let mut guard = LoopGuard::default();
        let position = |step: u64| if step < start { step } else { start + (step - start) % length };
        ((0..4_000_000).find(|step| !guard.is_new(hash(position(*step)))), guard)
    }

    #[test]
    fn a_way_back_to_the_start_is_found_at_once_after_any_number_of_pages() {
        for length in [1, 2, 3, 50, 1_000, 1_024, 5_000, 100_000] {
            assert_eq!(found(0, length).0, Some(length));
            assert_eq!(found(1_000, length).0, Some(1_000 + length));
        }
    }

    #[test]
    fn a_short_cycle_is_found_at_once_wherever_it_begins() {
        for length in [1, 2, 3, 50, 1_000, 1_024] {
            for start in [1_023, 1_024, 5_000, 200_000] {
                assert_eq!(found(start, length).0, Some(start + length), "{length} from {start}");
            }
        }
    }

    #[test]
    fn a_long_cycle_far_from_the_start_is_found_in_bounded_memory() {
        for length in [1_025, 7_777, 100_000] {
            let start = 5_000;
            let (step, guard) = found(start, length);
            assert!(step.is_some_and(|step| step < 4 * (start + length)), "length {length}: {step:?}");
            assert!(
                [guard.first, guard.latest, guard.earlier].iter().all(|seen| seen.capacity() <= 2 * FIRST.max(LATEST))
            );
        }
    }

    #[test]
    fn a_walk_without_a_cycle_goes_on_in_bounded_memory() {
        let mut guard = LoopGuard::default();
        assert!((0..300_000).all(|step| guard.is_new(hash(step))));
        let seen = [guard.first, guard.latest, guard.earlier];
        assert!(seen.iter().all(|seen| seen.capacity() <= 2 * FIRST.max(LATEST) && seen.len() <= FIRST.max(LATEST)));
    }

    #[test]
    fn a_walk_of_one_page_pays_for_no_guard() {
        let mut guard = LoopGuard::default();
        assert_eq!(guard.first.capacity(), 0);
        assert!(guard.is_new(hash(1)));
        assert!(guard.first.capacity() < 8 && guard.latest.capacity() == 0 && guard.earlier.capacity() == 0);
    }
}
