//! What is said of a key that is not known where it stands.

use proc_macro2::Ident;
use syn::ext::IdentExt;

use super::keys::{Place, TABLES};

/// `` `a`, `b` and `c` ``.
pub(crate) fn listed<T: AsRef<str>>(words: &[T], last: &str) -> String {
    let quoted: Vec<String> = words.iter().map(|word| format!("`{}`", word.as_ref())).collect();
    match quoted.split_last() {
        Some((end, rest)) if !rest.is_empty() => format!("{} {last} {end}", rest.join(", ")),
        _ => quoted.concat(),
    }
}

/// The candidate that is nearest to what was written, if one is near.
pub(crate) fn nearest<'a>(written: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    candidates
        .into_iter()
        .map(|candidate| (distance(written, candidate), candidate))
        .filter(|(distance, candidate)| {
            *distance < candidate.len() && *distance <= candidate.len().max(written.len()).div_ceil(3)
        })
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}

/// The number of edits between two words, a swap of neighbours being one; upper and lower case are the same.
fn distance(left: &str, right: &str) -> usize {
    let letters = |word: &str| word.to_lowercase().chars().collect::<Vec<_>>();
    let (left, right) = (letters(left), letters(right));
    let mut before: Vec<usize> = Vec::new();
    let mut row: Vec<usize> = (0..=right.len()).collect();
    let mut above = None;
    for (line, letter) in left.iter().enumerate() {
        let mut next = vec![line + 1];
        let mut beside = None;
        for (column, other) in right.iter().enumerate() {
            let at = |row: &[usize], column: usize| row.get(column).copied().unwrap_or(usize::MAX - 1);
            let mut best = (at(&row, column) + usize::from(letter != other))
                .min(at(&row, column + 1) + 1)
                .min(at(&next, column) + 1);
            if column > 0 && above == Some(other) && beside == Some(letter) {
                best = best.min(at(&before, column - 1) + 1);
            }
            next.push(best);
            beside = Some(other);
        }
        before = std::mem::replace(&mut row, next);
        above = Some(letter);
    }
    row.last().copied().unwrap_or(0)
}

fn names_in(place: Place) -> Vec<&'static str> {
    TABLES.iter().copied().flatten().filter(|row| row.places.contains(&place)).map(|row| row.name).collect()
}

/// All keys of a place.
pub(super) fn keys_of(place: Place) -> String {
    listed(&names_in(place), "or")
}

pub(super) fn is_known(key: &Ident, place: Place) -> bool {
    let name = key.unraw().to_string();
    TABLES.iter().any(|rows| rows.iter().any(|row| row.name == name && row.places.contains(&place)))
}

/// Why a key that the place does not know is wrong, and what is right.
pub(super) fn explain(key: &Ident, place: Place) -> String {
    let written = key.unraw().to_string();
    if let Some(reason) = special(&written, place) {
        return reason;
    }
    let elsewhere = places_of(&written);
    if !elsewhere.is_empty() {
        let homes: Vec<&str> = elsewhere.iter().map(|place| place.name()).collect();
        return format!("`{written}` is no key of `{}`, it belongs to {}", place.name(), listed(&homes, "or"));
    }
    let mut names = names_in(place);
    let mut hint = String::new();
    if let Some(near) = nearest(&written, names.iter().copied()) {
        names.retain(|name| *name != near);
        names.insert(0, near);
        hint = format!(", did you mean `{near}`?");
    }
    let separator = if hint.is_empty() { ", expected" } else { " Expected" };
    let separator = separator.to_lowercase();
    format!("unknown key `{written}` in `{}`{hint}{separator} {}", place.name(), listed(&names, "or"))
}

/// The places of a key, without those that stand only in for another.
fn places_of(name: &str) -> Vec<Place> {
    let mut places: Vec<Place> = Vec::new();
    for place in TABLES.iter().copied().flatten().filter(|row| row.name == name).flat_map(|row| row.places) {
        if !places.contains(place) && !matches!(place, Place::PaginatedField | Place::Or) {
            places.push(*place);
        }
    }
    places
}

/// Keys whose absence has a reason of its own, and words from other vocabularies.
fn special(written: &str, place: Place) -> Option<String> {
    let name = place.name();
    if place == Place::PaginatedField && names_in(Place::Paginated).contains(&written) {
        return Some(format!("`{written}` is not about one field: move it to `#[paginated(…)]` on the struct"));
    }
    Some(match (written, place) {
        ("parallel", Place::Cursor | Place::NextLink) => format!(
            "`parallel` cannot be promised in `{name}`: the next position is known only after the page before it has arrived; \
             `#[offset]` and `#[page]` can be `parallel`"
        ),
        ("first", Place::Cursor) => {
            "a cursor is not counted from a `first`; where the first request needs a value, write \
                                     `initial = \"…\"`"
                .into()
        }
        ("initial", Place::Offset | Place::Page) => {
            format!("`{name}` is counted, write `first = …` instead of `initial`")
        }
        ("param" | "body" | "form" | "request_header" | "merge", Place::NextLink) => format!(
            "`{written}` has no use in `{name}`, whose position is the URL of the next request; a value that is sent as a parameter \
             is a cursor: write `#[cursor(…)]`"
        ),
        ("field" | "header" | "rel" | "last_item" | "first_item" | "with", Place::Offset | Place::Page) => format!(
            "`{written}` has no use in `{name}`, whose position is counted; a position that the response names is a cursor: write \
             `#[cursor({written} = …)]`"
        ),
        ("step", Place::Page) => "a page number always moves by one, so `step` has no use in `#[page]`".into(),
        (
            "total" | "total_pages" | "has_more" | "is_last" | "page_size" | "items" | "item" | "each" | "check"
            | "empty",
            _,
        ) if !matches!(place, Place::Paginated | Place::PaginatedField | Place::Step) => {
            let form = TABLES.iter().copied().flatten().find(|row| row.name == written).map_or("", |row| row.form);
            format!(
                "`{written}` says something of the response as a whole, not of `{name}`: write `#[paginated({written}{form})]`"
            )
        }
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::{distance, nearest};

    #[test]
    fn a_swap_an_omission_and_a_change_are_one_edit_each() {
        assert_eq!(distance("feild", "field"), 1);
        assert_eq!(distance("parm", "param"), 1);
        assert_eq!(distance("Param", "param"), 0);
        assert_eq!(distance("", "abc"), 3);
    }

    #[test]
    fn a_word_that_is_like_none_has_no_nearest() {
        assert_eq!(nearest("parm", ["field", "param"]), Some("param"));
        assert_eq!(nearest("colour", ["field", "param"]), None);
    }
}
