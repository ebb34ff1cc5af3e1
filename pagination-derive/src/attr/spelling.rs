//! Words in messages: lists of them, and the nearest to a misspelt one.

/// `` `a`, `b` and `c` ``.
pub(crate) fn listed<T: AsRef<str>>(words: &[T], last: &str) -> String {
    let quoted: Vec<String> = words.iter().map(|word| format!("`{}`", word.as_ref())).collect();
    joined(&quoted, last)
}

/// `a, b and c`: the words as they are.
pub(crate) fn joined(words: &[String], last: &str) -> String {
    match words.split_last() {
        Some((end, rest)) if !rest.is_empty() => format!("{} {last} {end}", rest.join(", ")),
        _ => words.concat(),
    }
}

/// The candidate nearest to what was written, if one is near.
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

/// The number of edits between two words, ignoring case. A swap of neighbours is one edit.
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
    fn a_word_unlike_all_others_has_no_nearest() {
        assert_eq!(nearest("parm", ["field", "param"]), Some("param"));
        assert_eq!(nearest("colour", ["field", "param"]), None);
    }
}
