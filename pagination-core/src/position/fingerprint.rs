//! A fast 64-bit hash that finds equal positions and equal bodies.
//!
//! It mixes by folded multiplication, like wyhash and foldhash. The keys are fixed: a server that makes two positions collide only
//! cuts its own list short.

use std::hash::Hasher;

const KEY: u64 = 0x9E37_79B9_7F4A_7C15;
const FOLD: u64 = 0xA076_1D64_78BD_642F;

#[derive(Debug)]
pub(crate) struct Fingerprint(u64);

impl Default for Fingerprint {
    fn default() -> Self {
        Self(KEY)
    }
}

impl Fingerprint {
    #[inline]
    fn add(&mut self, left: u64, right: u64) {
        let product = u128::from(self.0 ^ left) * u128::from(FOLD ^ right);
        #[allow(clippy::cast_possible_truncation, reason = "the two halves are folded into one")]
        let folded = product as u64 ^ (product >> 64) as u64;
        self.0 = folded;
    }

    /// A product of zero would erase the state, so the state before it is mixed in again.
    #[inline]
    fn keeping(&mut self, add: impl FnOnce(&mut Self)) {
        let before = self.0.rotate_left(23);
        add(self);
        self.0 ^= before;
    }

    #[inline]
    pub(super) fn add_bytes(&mut self, bytes: &[u8]) {
        self.0 ^= (bytes.len() as u64).wrapping_mul(KEY);
        let rest = if bytes.len() < 16 { bytes } else { self.add_blocks(bytes) };
        if let Some(last) = rest.last_chunk::<8>() {
            // The two words may overlap. Adding bytes twice is harmless.
            self.keeping(|hash| hash.add(word(rest), u64::from_le_bytes(*last)));
        } else if !rest.is_empty() {
            self.keeping(|hash| hash.add(word(rest), 0));
        }
    }

    /// Returns the bytes after the last whole block.
    #[inline(never)]
    fn add_blocks<'a>(&mut self, bytes: &'a [u8]) -> &'a [u8] {
        // A body is hashed for every page, and is long: this uses half as many folds as the loop below.
        let (blocks, rest) = bytes.as_chunks::<128>();
        for block in blocks {
            let (pairs, _) = block.as_chunks::<16>();
            let (twos, _) = pairs.as_chunks::<2>();
            self.keeping(|hash| twos.iter().for_each(|[left, right]| hash.add(joined(left), joined(right))));
        }
        let (pairs, rest) = rest.as_chunks::<16>();
        for pair in pairs {
            self.keeping(|hash| hash.add(word(pair), word(&pair[8..])));
        }
        rest
    }
}

impl Hasher for Fingerprint {
    #[inline]
    fn finish(&self) -> u64 {
        let mut last = Self(self.0);
        last.add(KEY, self.0.rotate_left(32));
        last.0
    }

    fn write(&mut self, bytes: &[u8]) {
        self.add_bytes(bytes);
    }
}

/// Sixteen bytes mixed into eight.
#[inline]
fn joined(pair: &[u8; 16]) -> u64 {
    word(pair).wrapping_add(word(&pair[8..]).wrapping_mul(KEY))
}

/// The first eight bytes, or all of them if there are fewer.
#[inline]
fn word(bytes: &[u8]) -> u64 {
    match bytes.first_chunk::<8>() {
        Some(word) => u64::from_le_bytes(*word),
        None => bytes.iter().fold(0, |word, byte| word << 8 | u64::from(*byte)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    fn hash(bytes: &[u8]) -> u64 {
        let mut hasher = Fingerprint::default();
        hasher.write(bytes);
        hasher.finish()
    }

    #[test]
    fn similar_texts_have_different_fingerprints() {
        let mut seen = HashSet::new();
        for number in 0..300_000 {
            assert!(seen.insert(hash(format!("cursor-{number}").as_bytes())));
            assert!(seen.insert(hash(format!("{number:032x}").as_bytes())));
        }
        for length in 0..64 {
            assert!(seen.insert(hash(&vec![0; length])), "{length} zeros");
        }
    }

    #[test]
    fn one_or_two_changed_bytes_change_the_fingerprint() {
        for body in [vec![b'0'; 300], vec![0; 300]] {
            let mut seen = HashSet::from([hash(&body)]);
            for first in 0..body.len() {
                let mut one = body.clone();
                one[first] ^= 1;
                assert!(seen.insert(hash(&one)), "{first}");
                for second in first + 1..body.len() {
                    let mut two = one.clone();
                    two[second] ^= 1;
                    assert!(seen.insert(hash(&two)), "{first} and {second}");
                }
            }
        }
    }

    #[test]
    fn a_flipped_bit_changes_about_half_of_the_fingerprint() {
        let text = *b"MTB8MTc3NzM2MDM5OTc0OXw=";
        for bit in 0..text.len() * 8 {
            let mut other = text;
            other[bit / 8] ^= 1 << (bit % 8);
            let flipped = (hash(&text) ^ hash(&other)).count_ones();
            assert!((12..=52).contains(&flipped), "bit {bit}: {flipped}");
        }
    }
}
