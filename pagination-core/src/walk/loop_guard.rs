//! Finds positions that come back, in memory that does not grow: the first positions and the latest ones are remembered, so that
//! a way back to the start, or a short cycle anywhere, delivers no page twice. What is left, a long cycle far from the start, is
//! found by R. P. Brent's cycle detection ("An improved Monte Carlo factorization algorithm", 1980).

use std::mem;

/// Positions from the start of the walk that are remembered for good.
const FIRST: usize = 1_024;
/// Positions before the latest one that are remembered: so many at least, and twice as many at the most.
const LATEST: usize = 1_024;

#[derive(Debug, Default)]
pub(super) struct LoopGuard {
    first: Seen,
    latest: Seen,
    earlier: Seen,
    tortoise: Option<u64>,
    steps: u64,
    limit: u64,
}

impl LoopGuard {
    /// Whether this position was not seen before; it is from now on.
    #[inline]
    pub(super) fn is_new(&mut self, fingerprint: u64) -> bool {
        if self.first.count == 0 {
            self.begin();
        }
        let fingerprint = fingerprint.max(FREE + 1);
        if self.first.count < FIRST { self.first.insert(fingerprint) } else { self.is_new_later(fingerprint) }
    }

    /// Takes all memory at once, so that a long walk takes no more than a short one.
    #[cold]
    pub(super) fn begin(&mut self) {
        if !self.first.places.is_empty() {
            return;
        }
        self.first.clear();
        self.latest.places.reserve_exact(PLACES);
        self.earlier.places.reserve_exact(PLACES);
    }

    #[cold]
    fn is_new_later(&mut self, fingerprint: u64) -> bool {
        if self.latest.count == LATEST {
            // The older ones of the two are forgotten.
            mem::swap(&mut self.latest, &mut self.earlier);
        }
        if self.latest.count == LATEST || self.latest.count == 0 {
            self.latest.clear();
        }
        !self.first.contains(fingerprint)
            && !self.earlier.contains(fingerprint)
            && self.latest.insert(fingerprint)
            && !self.is_at_tortoise(fingerprint)
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

/// A set of fingerprints. These are hashes already: each lies at the place that its lowest bits name, or at the first free one
/// behind it.
#[derive(Debug, Default)]
struct Seen {
    places: Vec<u64>,
    count: usize,
}

/// At most half of them are taken.
const PLACES: usize = 2 * if FIRST > LATEST { FIRST } else { LATEST };
/// What is no fingerprint.
const FREE: u64 = 0;

#[allow(clippy::cast_possible_truncation, reason = "the remainder is small")]
fn index(hash: u64) -> usize {
    (hash % PLACES as u64) as usize
}

impl Seen {
    /// Whether it was not there yet.
    #[inline]
    fn insert(&mut self, fingerprint: u64) -> bool {
        let mut at = fingerprint;
        while let Some(place) = self.places.get_mut(index(at)) {
            if *place == FREE {
                *place = fingerprint;
                self.count += 1;
                return true;
            }
            if *place == fingerprint {
                break;
            }
            at = at.wrapping_add(1);
        }
        false
    }

    fn contains(&self, fingerprint: u64) -> bool {
        let from_there = (0..).map_while(|step| self.places.get(index(fingerprint.wrapping_add(step))));
        from_there.take_while(|place| **place != FREE).any(|place| *place == fingerprint)
    }

    fn clear(&mut self) {
        self.places.clear();
        self.places.resize(PLACES, FREE);
        self.count = 0;
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
            assert!([guard.first, guard.latest, guard.earlier].iter().all(|seen| seen.places.capacity() == PLACES));
        }
    }

    #[test]
    fn a_walk_without_a_cycle_goes_on_and_takes_no_more_memory() {
        let mut guard = LoopGuard::default();
        assert!((0..300_000).all(|step| guard.is_new(hash(step))));
        let seen = [guard.first, guard.latest, guard.earlier];
        assert!(seen.iter().all(|seen| seen.places.capacity() == PLACES && seen.count <= FIRST.max(LATEST)));
    }
}
