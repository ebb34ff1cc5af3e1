//! What identifies the items of a page: the keys that `key = path` finds in them.

use std::fmt;

use crate::error::Problem;
use crate::position::{Position, Unsendable};
use crate::spec::Spec;
use crate::stable_hash::{fnv, spread};

/// The keys of the items of a page, in their order. Only a hash of each is kept.
///
/// ```
/// use pagination_core::{PageKeys, Position};
///
/// let mut keys = PageKeys::new();
/// for id in [17, 18] {
///     keys.push(Position::new(&id));
/// }
/// assert_eq!(keys.len(), 2);
/// ```
#[derive(Default)]
pub struct PageKeys {
    hashes: Vec<u64>,
    /// What is wrong with the first key that is none.
    refused: Option<(usize, Option<Unsendable>)>,
}

impl PageKeys {
    /// The keys of no items.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds the key of the next item, as [`Keyed::key`](crate::Keyed::key) returns it.
    pub fn push(&mut self, key: Result<Option<Position>, Unsendable>) {
        match key {
            Ok(Some(key)) => self.hashes.push(hash(&key)),
            absent_or_unsendable => {
                if self.refused.is_none() {
                    self.refused = Some((self.hashes.len(), absent_or_unsendable.err()));
                }
                self.hashes.push(0);
            }
        }
    }

    /// The number of items.
    pub fn len(&self) -> usize {
        self.hashes.len()
    }

    /// Whether there are no items.
    pub fn is_empty(&self) -> bool {
        self.hashes.is_empty()
    }

    /// The hashes. An item without a key is an error: it could not be recognized when it comes again.
    pub(crate) fn checked(self, spec: &Spec) -> Result<Vec<u64>, Problem> {
        match self.refused {
            None => Ok(self.hashes),
            Some((index, None)) => Err(Problem::request(format!(
                "item {index} of a page of `{}` has no key: the value that `key` names is absent or null, so that nothing identifies the \
                 item; name another with `#[paginated(key = path)]`, or remove `key`",
                spec.response
            ))),
            Some((index, Some(error))) => Err(Problem::request_because(
                format!("the key of item {index} of a page of `{}` cannot be written by serde: {error}", spec.response),
                error,
            )),
        }
    }
}

/// Shows no key: it may be a secret.
impl fmt::Debug for PageKeys {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PageKeys").field("len", &self.len()).finish_non_exhaustive()
    }
}

/// Checkpoints store it, so it must stay as it is.
fn hash(key: &Position) -> u64 {
    const TEXT: u8 = 0;
    const JSON: u8 = 1;
    spread(match key.as_str() {
        Some(text) => fnv(std::iter::once(TEXT).chain(text.bytes())),
        None => fnv(std::iter::once(JSON).chain(key.to_json().to_string().bytes())),
    })
}

/// A hash of the keys of a page, whatever their order: a server may return the same items in another.
pub(crate) fn fingerprint(keys: &[u64]) -> u64 {
    keys.iter().fold(spread(keys.len() as u64), |sum, key| sum.wrapping_add(spread(*key)))
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may panic")]
mod tests {
    use super::*;

    fn keys<T: serde::Serialize>(values: &[T]) -> Vec<u64> {
        let mut keys = PageKeys::new();
        for value in values {
            keys.push(Position::new(value));
        }
        keys.checked(&Spec::offset("Test")).unwrap()
    }

    #[test]
    fn a_text_and_a_number_are_two_keys() {
        assert_ne!(keys(&["7"]), keys(&[7]));
        assert_eq!(keys(&[7_u64]), keys(&[7.0]));
        assert_ne!(keys(&[[1, 2]]), keys(&[[2, 1]]));
    }

    #[test]
    fn the_keys_of_a_page_have_one_fingerprint_in_any_order() {
        let fingerprint = |values: &[u64]| fingerprint(&keys(values));
        assert_eq!(fingerprint(&[1, 2, 3]), fingerprint(&[3, 1, 2]));
        for (one, other) in [(&[1, 4][..], &[2, 3][..]), (&[1], &[1, 1]), (&[], &[0])] {
            assert_ne!(fingerprint(one), fingerprint(other));
        }
    }

    #[test]
    fn an_absent_key_is_refused_by_the_number_of_its_item() {
        let mut keys = PageKeys::new();
        keys.push(Position::new("a secret"));
        keys.push(Position::new(&None::<u64>));
        assert!(!format!("{keys:?}").contains("secret"));
        let error = keys.checked(&Spec::offset("Test")).unwrap_err().to_string();
        assert!(error.contains("item 1 ") && error.contains("`Test`") && !error.contains("secret"), "{error}");
    }

    #[test]
    fn a_stored_key_never_changes() {
        assert_eq!(keys(&["a"]), [1_638_227_220_517_928_877]);
    }
}
