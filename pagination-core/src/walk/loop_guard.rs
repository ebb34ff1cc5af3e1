//! Finds positions that come back, in bounded memory: a set of the first hashes, so that a short cycle delivers no page twice,
//! then R. P. Brent's cycle detection ("An improved Monte Carlo factorization algorithm", 1980) for what lies behind.

use std::collections::HashSet;
use std::hash::{BuildHasherDefault, Hasher};

/// Positions that are remembered one by one.
const REMEMBERED: usize = 65_536;

#[derive(Debug, Default)]
pub(super) struct LoopGuard {
    seen: HashSet<u64, BuildHasherDefault<Hashed>>,
    tortoise: Option<u64>,
    steps: u64,
    limit: u64,
}

impl LoopGuard {
    /// Whether this position was not seen before; it is from now on.
    pub(super) fn is_new(&mut self, fingerprint: u64) -> bool {
        if self.seen.len() < REMEMBERED {
            return self.seen.insert(fingerprint);
        }
        if self.seen.contains(&fingerprint) || self.tortoise == Some(fingerprint) {
            return false;
        }
        if self.steps >= self.limit {
            self.tortoise = Some(fingerprint);
            self.limit = (self.limit * 2).max(1);
            self.steps = 0;
        }
        self.steps += 1;
        true
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

    #[test]
    fn a_cycle_of_any_length_is_found_at_its_first_repetition_while_positions_are_remembered() {
        for length in [1, 2, 3, 50, 1_000] {
            let mut guard = LoopGuard::default();
            let found = (0..).find(|step| !guard.is_new(hash(step % length)));
            assert_eq!(found, Some(length));
        }
    }

    #[test]
    fn a_cycle_far_behind_is_found_in_bounded_memory() {
        let remembered = REMEMBERED as u64;
        for length in [1, 2, 777, 100_000] {
            let start = remembered + 5_000;
            let mut guard = LoopGuard::default();
            let position = |step: u64| if step < start { step } else { start + (step - start) % length };
            let found = (0..4_000_000).find(|step| !guard.is_new(hash(position(*step))));
            assert!(found.is_some_and(|step| step < 4 * (start + length)), "length {length}: {found:?}");
            assert!(guard.seen.len() <= REMEMBERED);
        }
    }

    #[test]
    fn a_walk_without_a_cycle_goes_on() {
        let mut guard = LoopGuard::default();
        assert!((0..300_000).all(|step| guard.is_new(hash(step))));
    }
}
