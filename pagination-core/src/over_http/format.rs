//! A text around a position and a page size: `items={position}-{last}`.

use std::borrow::Cow;

/// A part of a format.
#[derive(Clone, Copy)]
enum Piece<'f> {
    Text(&'f str),
    Position,
    Size,
    Last,
}

/// What is known where a format is filled in.
#[derive(Clone, Copy)]
pub(super) struct Values<'v> {
    pub(super) position: Option<&'v str>,
    pub(super) size: Option<u64>,
}

/// What a format needs and is not known.
#[derive(Debug, PartialEq)]
pub(super) enum Missing {
    Position,
    /// The position is not a number.
    Number,
    Size,
}

/// A format that is filled in.
#[derive(Debug, PartialEq)]
pub(super) struct Filled<'f>(Vec<Part<'f>>);

#[derive(Debug, PartialEq)]
enum Part<'f> {
    /// Text of the attribute.
    Own(&'f str),
    Value(Cow<'f, str>),
}

/// What was read where a string has this format.
#[derive(Debug, Default, Clone, Copy, PartialEq)]
pub(super) struct Found<'t> {
    pub(super) position: Option<&'t str>,
    size: Option<u64>,
    last: Option<u64>,
}

/// The format with its placeholders filled in, part by part.
pub(super) fn fill<'f>(format: &'f str, values: Values<'f>) -> Result<Filled<'f>, Missing> {
    let parts = pieces(format).into_iter().map(|piece| match piece {
        Piece::Text(own) => Ok(Part::Own(own)),
        Piece::Position => Ok(Part::Value(values.position.ok_or(Missing::Position)?.into())),
        Piece::Size => Ok(Part::Value(values.size.ok_or(Missing::Size)?.to_string().into())),
        Piece::Last => {
            let position: u64 = values.position.ok_or(Missing::Position)?.parse().map_err(|_| Missing::Number)?;
            let size = values.size.ok_or(Missing::Size)?;
            Ok(Part::Value(position.saturating_add(size.saturating_sub(1)).to_string().into()))
        }
    });
    parts.collect::<Result<_, _>>().map(Filled)
}

impl Filled<'_> {
    pub(super) fn text(&self) -> String {
        self.joined(str::to_owned, str::to_owned)
    }

    /// The text, with the attribute's own parts and the values encoded each in their way.
    pub(super) fn joined(&self, own: impl Fn(&str) -> String, value: impl Fn(&str) -> String) -> String {
        let parts = self.0.iter().map(|part| match part {
            Part::Own(text) => own(text),
            Part::Value(text) => value(text),
        });
        parts.collect()
    }
}

/// Reads a string that was written in this format; `None` where it was not.
pub(super) fn read<'t>(format: &str, text: &'t str) -> Option<Found<'t>> {
    matched(&pieces(format), text, Found::default())
}

impl Found<'_> {
    /// The page size, also where the text has the last item instead. `position` counts where the text has none.
    pub(super) fn size(&self, position: Option<u64>) -> Option<u64> {
        let from_last = || {
            let first = match self.position {
                Some(own) => own.parse().ok()?,
                None => position?,
            };
            self.last?.checked_sub(first)?.checked_add(1)
        };
        self.size.or_else(from_last).filter(|size| *size > 0)
    }
}

fn pieces(format: &str) -> Vec<Piece<'_>> {
    const PLACEHOLDERS: [(&str, Piece<'_>); 3] =
        [("{position}", Piece::Position), ("{size}", Piece::Size), ("{last}", Piece::Last)];
    let mut pieces = Vec::new();
    let mut rest = format;
    loop {
        let next = PLACEHOLDERS
            .iter()
            .filter_map(|(name, piece)| rest.split_once(name).map(|(before, after)| (before, *piece, after)))
            .min_by_key(|(before, ..)| before.len());
        let Some((before, piece, after)) = next else { break };
        pieces.extend((!before.is_empty()).then_some(Piece::Text(before)));
        pieces.push(piece);
        rest = after;
    }
    pieces.extend((!rest.is_empty()).then_some(Piece::Text(rest)));
    pieces
}

/// A placeholder takes as much as it can, and less where the rest does not match otherwise. One that comes twice has one value.
fn matched<'t>(pieces: &[Piece<'_>], text: &'t str, found: Found<'t>) -> Option<Found<'t>> {
    let Some((piece, rest)) = pieces.split_first() else { return text.is_empty().then_some(found) };
    match piece {
        Piece::Text(own) => matched(rest, text.strip_prefix(own)?, found),
        Piece::Position => match found.position {
            Some(position) => matched(rest, text.strip_prefix(position)?, found),
            None => (0..=text.len()).rev().find_map(|end| {
                let (position, after) = text.split_at_checked(end)?;
                matched(rest, after, Found { position: Some(position), ..found })
            }),
        },
        Piece::Size => numbers(text, found.size)
            .find_map(|(size, after)| matched(rest, after, Found { size: Some(size), ..found })),
        Piece::Last => numbers(text, found.last)
            .find_map(|(last, after)| matched(rest, after, Found { last: Some(last), ..found })),
    }
}

/// The numbers that the text begins with, the longest first, and what follows each; `known` alone where it is known.
fn numbers(text: &str, known: Option<u64>) -> impl Iterator<Item = (u64, &str)> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    (1..=digits).rev().filter_map(move |end| {
        let (number, after) = text.split_at_checked(end)?;
        let number = number.parse().ok().filter(|number| known.is_none_or(|known| known == *number))?;
        Some((number, after))
    })
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may panic")]
mod tests {
    use super::*;

    fn filled(format: &str, position: &str, size: u64) -> Result<String, Missing> {
        fill(format, Values { position: Some(position), size: Some(size) }).map(|filled| filled.text())
    }

    fn preset(format: &str, text: &str) -> Option<(Option<String>, Option<u64>)> {
        read(format, text).map(|found| (found.position.map(str::to_owned), found.size(Some(0))))
    }

    #[test]
    fn placeholders_are_filled_in() {
        assert_eq!(filled("items={position}-{last}", "20", 20).unwrap(), "items=20-39");
        assert_eq!(filled("{position},{size}", "0", 5).unwrap(), "0,5");
        assert_eq!(filled("after \"{position}\"", "a{size}b", 5).unwrap(), "after \"a{size}b\"");
        assert_eq!(filled("{position}{position}", "é", 5).unwrap(), "éé");
    }

    #[test]
    fn the_last_item_saturates() {
        let last = u64::MAX.to_string();
        assert_eq!(filled("{last}", &last, 5).unwrap(), last);
        assert_eq!(filled("{last}", "7", 1).unwrap(), "7");
    }

    #[test]
    fn what_is_missing_is_named() {
        assert_eq!(filled("{last}", "abc", 5), Err(Missing::Number));
        let values = Values { position: Some("1"), size: None };
        assert_eq!(fill("{last}", values), Err(Missing::Size));
        assert_eq!(fill("{size}", values), Err(Missing::Size));
        assert_eq!(fill("{position}", Values { position: None, size: Some(1) }), Err(Missing::Position));
    }

    #[test]
    fn a_text_of_the_format_is_read() {
        let range = "items={position}-{last}";
        assert_eq!(preset(range, "items=20-39"), Some((Some("20".into()), Some(20))));
        assert_eq!(preset(range, "items=20-19"), Some((Some("20".into()), None)));
        assert_eq!(preset(range, "items=20-"), None);
        assert_eq!(preset(range, "bytes=20-39"), None);
        assert_eq!(preset(range, "items=20-39 "), None);
        assert_eq!(preset("{position},{size}", "a,5,6"), Some((Some("a,5".into()), Some(6))));
        assert_eq!(preset("max={size}", "max=7"), Some((None, Some(7))));
        assert_eq!(preset("max={size}", "max=0"), Some((None, None)));
        assert_eq!(preset("{last}", "9"), Some((None, Some(10))));
        assert_eq!(preset("{position}-{position}", "é-é"), Some((Some("é".into()), None)));
        assert_eq!(preset("{position}-{position}", "a-b"), None);
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may panic")]
mod properties;
