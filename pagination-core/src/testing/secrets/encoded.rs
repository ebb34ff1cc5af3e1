//! The same text as others encode it: percent-encoded, with JSON's escapes, or in base64.

use std::hash::Hasher;
use std::ops::Range;

use crate::position::Fingerprint;

/// No shorter word of base64 is looked into.
const SHORTEST_WORD: usize = 6;

/// A text decoded in one way, and where each byte of it comes from: `None` where it is the text itself.
pub(super) struct View {
    bytes: Vec<u8>,
    from: Option<Vec<Range<usize>>>,
}

/// The text as it is, and as it is decoded in each way that changes it.
pub(super) fn views(text: &str) -> Vec<View> {
    let plain = View { bytes: text.as_bytes().to_owned(), from: None };
    let mut views = Vec::new();
    if text.contains('%') {
        let once = plain.percent_decoded();
        if once.bytes.contains(&b'%') {
            views.push(once.percent_decoded());
        }
        views.push(once);
    }
    if text.contains('+') {
        let spaced = plain.spaced();
        views.push(spaced.percent_decoded());
        views.push(spaced);
    }
    if text.contains('\\') {
        views.push(plain.unescaped());
    }
    views.push(plain);
    views
}

impl View {
    fn with_capacity(capacity: usize) -> Self {
        Self { bytes: Vec::with_capacity(capacity), from: Some(Vec::with_capacity(capacity)) }
    }

    fn push(&mut self, byte: u8, from: Range<usize>) {
        self.bytes.push(byte);
        self.from.get_or_insert_default().push(from);
    }

    /// Where the `length` bytes from `at` come from.
    fn range(&self, at: usize, length: usize) -> Option<Range<usize>> {
        let end = at.checked_add(length)?;
        match &self.from {
            None => (end <= self.bytes.len()).then_some(at..end),
            Some(from) => Some(from.get(at)?.start..from.get(end.checked_sub(1)?)?.end),
        }
    }

    /// Where in the text these bytes are.
    pub(super) fn all<'v>(&'v self, searched: &'v [u8]) -> impl Iterator<Item = Range<usize>> + 'v {
        let first = searched.first().copied();
        let starts = self.bytes.iter().enumerate().filter(move |(_, byte)| Some(**byte) == first).map(|(at, _)| at);
        starts
            .filter(move |at| self.bytes.get(*at..).is_some_and(|rest| rest.starts_with(searched)))
            .filter_map(move |at| self.range(at, searched.len()))
    }

    /// The words that may be base64.
    pub(super) fn words(&self) -> Vec<(Range<usize>, Vec<u8>)> {
        let mut words = Vec::new();
        let mut start = 0;
        for run in self.bytes.split(|byte| value_of(*byte).is_none()) {
            if run.len() >= SHORTEST_WORD {
                words.extend(self.range(start, run.len()).map(|range| (range, run.to_vec())));
            }
            start = start.saturating_add(run.len()).saturating_add(1);
        }
        words
    }

    fn percent_decoded(&self) -> Self {
        let mut decoded = Self::with_capacity(self.bytes.len());
        let mut at = 0;
        while let Some(byte) = self.bytes.get(at) {
            let digit = |offset: usize| {
                let byte = self.bytes.get(at.checked_add(offset)?)?;
                char::from(*byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok())
            };
            let pair = if *byte == b'%' { digit(1).zip(digit(2)) } else { None };
            let (byte, length) = pair.map_or((*byte, 1), |(high, low)| (high << 4 | low, 3));
            if let Some(from) = self.range(at, length) {
                decoded.push(byte, from);
            }
            at = at.saturating_add(length);
        }
        decoded
    }

    /// With the escapes of a JSON text resolved, for JSON in a string.
    fn unescaped(&self) -> Self {
        let mut decoded = Self::with_capacity(self.bytes.len());
        let mut at = 0;
        while let Some(byte) = self.bytes.get(at) {
            let next = self.bytes.get(at.saturating_add(1)).filter(|_| *byte == b'\\');
            let unicode = || {
                let digits = self.bytes.get(at.checked_add(2)?..at.checked_add(6)?)?;
                let number = u32::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok()?;
                char::from_u32(number)
            };
            let (letter, length) = match next {
                None => (None, 1),
                Some(b'u') => unicode().map_or((None, 1), |letter| (Some(letter), 6)),
                Some(b'n') => (Some('\n'), 2),
                Some(b't') => (Some('\t'), 2),
                Some(b'r') => (Some('\r'), 2),
                Some(other) => (Some(char::from(*other)).filter(char::is_ascii), 2),
            };
            let range = self.range(at, length);
            if let (Some(letter), Some(from)) = (letter, &range) {
                let mut buffer = [0; 4];
                letter.encode_utf8(&mut buffer).bytes().for_each(|byte| decoded.push(byte, from.clone()));
            } else if let Some(from) = self.range(at, 1) {
                decoded.push(*byte, from);
            }
            at = at.saturating_add(if letter.is_some() { length } else { 1 });
        }
        decoded
    }

    /// With spaces for plus signs, as in a form.
    fn spaced(&self) -> Self {
        let bytes = self.bytes.iter().map(|byte| if *byte == b'+' { b' ' } else { *byte }).collect();
        Self { bytes, from: self.from.clone() }
    }
}

/// What a letter of base64 stands for, in either alphabet.
fn value_of(letter: u8) -> Option<u8> {
    Some(match letter {
        b'A'..=b'Z' => letter - b'A',
        b'a'..=b'z' => letter - b'a' + 26,
        b'0'..=b'9' => letter - b'0' + 52,
        b'+' | b'-' => 62,
        b'/' | b'_' => 63,
        _ => return None,
    })
}

fn decode(letters: &[u8]) -> Vec<u8> {
    let mut decoded = Vec::with_capacity(letters.len());
    for group in letters.chunks(4) {
        let bits =
            group.iter().filter_map(|letter| value_of(*letter)).fold(0_u32, |bits, value| bits << 6 | u32::from(value));
        // A last group of two or three letters has one or two bytes.
        let bits = bits << (6 * (4 - group.len().min(4)));
        let [_, bytes @ ..] = bits.to_be_bytes();
        decoded.extend(bytes.iter().take(group.len().saturating_sub(1)));
    }
    decoded
}

/// The bytes of a string in base64, with padding or without.
pub(super) fn base64(text: &str) -> Option<Vec<u8>> {
    let letters = text.trim_end_matches('=').as_bytes();
    letters.iter().all(|letter| value_of(*letter).is_some()).then(|| decode(letters))
}

/// What the word stands for, wherever in it the base64 begins.
pub(super) fn decodings(word: &[u8]) -> impl Iterator<Item = Vec<u8>> + '_ {
    (0..4).filter_map(|start| word.get(start..)).map(decode)
}

/// A short text that is the same for the same bytes.
pub(super) fn fingerprint(bytes: &[u8]) -> String {
    let mut hasher = Fingerprint::default();
    hasher.write(bytes);
    // Digits alone, so that it is a placeholder as the others are.
    (hasher.finish() >> 16).to_string()
}
