//! Finds positions that come back, in memory that does not grow: the first positions and the latest ones are remembered, so that
//! a way back to the start, or a short cycle anywhere, delivers no page twice. What is left, a long cycle far from the start, is
//! found by R. P. Brent's cycle detection ("An improved Monte Carlo factorization algorithm", 1980).

use std::collections::{HashSet, VecDeque};
use std::hash::{BuildHasherDefault, Hasher};

/// Positions from the start of the walk that are remembered for good.
const FIRST: usize = 1_024;
/// Positions before the latest one that are remembered.
const LATEST: usize = 1_024;

#[derive(Debug, Default)]
pub(super) struct LoopGuard {
    seen: HashSet<u64, BuildHasherDefault<Hashed>>,
    first: usize,
    latest: VecDeque<u64>,
    tortoise: Option<u64>,
    steps: u64,
    limit: u64,
}

impl LoopGuard {
    /// Whether this position was not seen before; it is from now on.
    pub(super) fn is_new(&mut self, fingerprint: u64) -> bool {
        if self.seen.is_empty() {
            // At once, so that a long walk takes no more memory than a short one.
            self.seen.reserve(FIRST + LATEST + 1);
            self.latest.reserve_exact(LATEST);
        }
        if !self.seen.insert(fingerprint) {
            return false;
        }
        if self.first < FIRST {
            self.first += 1;
            return true;
        }
        if self.latest.len() == LATEST
            && let Some(oldest) = self.latest.pop_front()
        {
            self.seen.remove(&oldest);
        }
        self.latest.push_back(fingerprint);
        !self.is_at_tortoise(fingerprint)
    }

    fn is_at_tortoise(&mut self, fingerprint: u64) -> bool {
        if self.tortoise == Some(fingerprint) {
            return true;
        }
        if self.steps >= self.limit {
            self.tortoise = Some(fingerprint);
            self.limit = (self.limit * 2).max(1);
            self.steps = 0;
        }
        self.steps += 1;
        false
    }
}

/// The keys are hashes already.
#[derive(Debug, Default)]
struct Hashed(u64);

impl Hasher for Hashed {
    fn finish(&self) -> u64 {
        self.0
    }
    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = self.0.rotate_left(8) ^ u64::from(*byte);
        }
    }
    fn write_u64(&mut self, hash: u64) {
        self.0 = hash;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Spreads small numbers, as the fingerprints of positions are spread.
    fn hash(number: u64) -> u64 {
        number.wrapping_mul(0x9E37_79B9_7F4A_7C15).rotate_left(31).wrapping_mul(0xBF58_476D_1CE4_E5B9)
    }

    /// The step at which a walk is found out that cycles through `length` positions from `start` on.
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
            assert!(guard.seen.len() <= FIRST + LATEST + 1);
        }
    }

    #[test]
    fn a_walk_without_a_cycle_goes_on_and_takes_no_more_memory() {
        let mut guard = LoopGuard::default();
        assert!(guard.is_new(hash(0)));
        let capacity = guard.seen.capacity();
        assert!((1..300_000).all(|step| guard.is_new(hash(step))));
        assert_eq!(guard.seen.capacity(), capacity);
    }
}
