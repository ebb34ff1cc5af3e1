//! What two pages have in common.

use super::asking::Probed;

/// What two pages have in common.
pub(super) enum Relation {
    /// The same items in the same order.
    Same,
    /// The second one begins with this many of the last items of the first.
    Overlap(usize),
    /// This many items of the second are somewhere in the first.
    Common(usize),
    Apart,
    /// The items were not found in the bodies.
    NotFound,
}

pub(super) fn relation<P>(one: &Probed<P>, other: &Probed<P>) -> Relation {
    let (Some(one), Some(other)) = (&one.items, &other.items) else { return Relation::NotFound };
    if one == other {
        return Relation::Same;
    }
    let most = one.len().min(other.len());
    let meets = |length: &usize| one.get(one.len().saturating_sub(*length)..) == other.get(..*length);
    if let Some(overlap) = (1..=most).rev().find(meets) {
        return Relation::Overlap(overlap);
    }
    match other.iter().filter(|item| one.contains(item)).count() {
        0 => Relation::Apart,
        common => Relation::Common(common),
    }
}
