//! Text from outside (a body, a header, a link, a stored checkpoint) as a message may show it.
//!
//! Messages end up in logs and terminals. A line break would forge a line of the log, an escape sequence would move the cursor, and
//! what has no width or changes the direction of the text would make it look like another text.

use std::fmt::{self, Write};
use std::str::Chars;

const ESC: char = '\u{1b}';
/// `ESC [` in one character.
const CSI: char = '\u{9b}';

/// The text on one line, without any character that changes how the rest is shown.
pub(crate) fn clean(text: &str) -> String {
    shortened(text, usize::MAX)
}

/// As [`clean`], of at most `most` characters: the middle of a longer text is left out.
pub(crate) fn shortened(text: &str, most: usize) -> String {
    let mut cleaned = String::new();
    // A `String` takes all that is written.
    let _ = write_clean(&mut cleaned, text);
    // The text may be large, so it is not collected into characters.
    let count = cleaned.chars().count();
    if count <= most {
        return cleaned;
    }
    let end = most / 3;
    cleaned
        .chars()
        .take(most.saturating_sub(end))
        .chain(['…'])
        .chain(cleaned.chars().skip(count.saturating_sub(end)))
        .collect()
}

/// Cleans what a `Display` writes.
pub(crate) struct Cleaned<T>(pub(crate) T);

impl<T: fmt::Display> fmt::Display for Cleaned<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write_clean(f, &self.0.to_string())
    }
}

fn write_clean(to: &mut impl Write, text: &str) -> fmt::Result {
    let mut rest = text.chars();
    while let Some(character) = rest.next() {
        match character {
            ESC | CSI => {
                rest = after_escape(character, rest);
                to.write_char(char::REPLACEMENT_CHARACTER)?;
            }
            '\t' | '\n' | '\u{b}' | '\u{c}' | '\r' | '\u{85}' | '\u{2028}' | '\u{2029}' => to.write_char(' ')?,
            other if other.is_control() || is_invisible(other) => to.write_char(char::REPLACEMENT_CHARACTER)?,
            other => to.write_char(other)?,
        }
    }
    Ok(())
}

/// What follows an escape sequence (ECMA-48 §5.4). Of one that does not end, only the escape is passed over: the rest is harmless.
fn after_escape(escape: char, rest: Chars<'_>) -> Chars<'_> {
    /// No sequence is longer.
    const LONGEST: usize = 64;
    let mut after = rest.clone();
    if escape == ESC && after.next() != Some('[') {
        return rest;
    }
    for character in after.by_ref().take(LONGEST) {
        match character {
            ' '..='?' => {}
            '@'..='~' => return after,
            _ => break,
        }
    }
    rest
}

/// Whether a character has no glyph of its own: controls of the direction (Unicode TR 9), zero width, tags and fillers.
fn is_invisible(character: char) -> bool {
    matches!(character,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180b}'..='\u{180f}'
        | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{fe00}'..='\u{fe0f}'
        | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{fffb}' | '\u{1bca0}'..='\u{1bca3}' | '\u{1d173}'..='\u{1d17a}'
        | '\u{e0000}'..='\u{e0fff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_text_of_any_script_stays() {
        for text in ["", "a b", "naïve — “x”", "日本語", "שלום", "🙂", "a\\n", "\u{fffd}"] {
            assert_eq!(clean(text), text);
        }
    }

    #[test]
    fn line_breaks_and_tabs_become_spaces() {
        assert_eq!(clean("a\r\nb\tc\u{85}d\u{2028}e\u{2029}f\u{b}g\u{c}h"), "a  b c d e f g h");
    }

    #[test]
    fn controls_directions_and_what_has_no_width_are_replaced() {
        for character in ('\0'..='\u{10ffff}').filter(|c| c.is_control() || is_invisible(*c)).filter(|c| *c != CSI) {
            let cleaned = clean(&format!("a{character}b"));
            assert!(cleaned == "a b" || cleaned == "a\u{fffd}b", "{character:?}: {cleaned:?}");
        }
        for character in ['\u{7f}', '\u{80}', '\u{200b}', '\u{200e}', '\u{202e}', '\u{2066}', '\u{2069}', '\u{feff}'] {
            assert_eq!(clean(&character.to_string()), "\u{fffd}", "{character:?}");
        }
    }

    #[test]
    fn escape_sequences_are_replaced_whole() {
        assert_eq!(clean("a\u{1b}[31;1mred\u{1b}[0m"), "a\u{fffd}red\u{fffd}");
        assert_eq!(clean("a\u{9b}2Jb"), "a\u{fffd}b");
        assert_eq!(clean("a\u{1b}]0;title\u{7}b"), "a\u{fffd}]0;title\u{fffd}b");
        assert_eq!(clean("\u{1b}"), "\u{fffd}");
        assert_eq!(clean("\u{1b}[12"), "\u{fffd}[12");
        assert_eq!(clean("\u{1b}[\u{1b}[1mx"), "\u{fffd}[\u{fffd}x");
        assert_eq!(clean(&format!("\u{1b}[{}m", "1".repeat(100))).chars().count(), 103);
    }

    #[test]
    fn the_middle_of_a_long_text_is_left_out() {
        assert_eq!(shortened("abcdefghi", 9), "abcdefghi");
        assert_eq!(shortened("abcdefghij", 9), "abcdef…hij");
        assert_eq!(Cleaned("a\nb").to_string(), "a b");
    }
}
