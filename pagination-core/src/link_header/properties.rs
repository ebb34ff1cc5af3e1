//! Any text is read without a panic, and links that a server may write under RFC 8288 are read back unchanged.

use std::fmt::Write;

use super::{Reader, parse};
use proptest::prelude::*;

/// A link that a server may write: its target, its parameters, and the text.
fn written_link() -> impl Strategy<Value = (String, Vec<(String, String)>, String)> {
    let target = "[a-z0-9/:?&=%;,. +*_~-]{0,24}";
    let parameter = ("[a-z][a-z*-]{0,5}", "[ -~]{0,12}", any::<bool>(), "[ \t]{0,2}");
    (target, prop::collection::vec(parameter, 0..5), "[ \t]{0,2}").prop_map(|(target, parameters, space)| {
        let mut text = format!("<{target}>");
        let mut expected = Vec::new();
        for (name, value, quoted, between) in parameters {
            let is_token =
                !value.is_empty() && value.chars().all(|c| c.is_ascii_alphanumeric() || "!#$&-^_`|~".contains(c));
            let value_text = if quoted || !is_token {
                format!("\"{}\"", value.replace('\\', "\\\\").replace('"', "\\\""))
            } else {
                value.clone()
            };
            let _ = write!(text, "{between};{between}{name}{space}={space}{value_text}");
            expected.push((name, value));
        }
        (target.trim().to_owned(), expected, text + &space)
    })
}

/// How many bytes are looked at to read the whole text.
fn steps(text: &str) -> usize {
    let mut reader = Reader::new(text);
    while !reader.rest.is_empty() {
        reader.skip(|byte| byte == b',' || byte.is_ascii_whitespace());
        reader.link_value();
    }
    reader.steps
}

proptest! {
    #[test]
    fn any_text_is_read_in_linear_time(piece in "[<>;,=\"\\\\ aé]{1,8}", times in 1_usize..2_000, end in "[<>;,=\"\\\\ a]{0,8}") {
        let text = piece.repeat(times) + &end;
        // Every byte is looked at once, at most twice where a `>` is missing; each search looks at one byte more.
        prop_assert!(steps(&text) <= 8 * text.len() + 8, "{} of {}: {}", piece, text.len(), steps(&text));
    }

    #[test]
    fn any_text_is_read_without_a_panic(text in "\\PC{0,80}") {
        prop_assert!(parse(&text).count() <= text.len());
    }

    #[test]
    fn any_text_of_the_grammars_characters_is_read_without_a_panic(text in "[<>;,=\"\\\\ a*]{0,60}") {
        prop_assert!(parse(&text).count() <= text.len());
    }

    #[test]
    fn written_links_are_read_back(links in prop::collection::vec(written_link(), 0..5), comma in "[ \t]{0,2},[ \t,]{0,2}") {
        let text: Vec<_> = links.iter().map(|(_, _, text)| text.as_str()).collect();
        let text = text.join(&comma);
        let read: Vec<_> = parse(&text)
            .map(|link| {
                let parameters = link.parameters.iter().map(|(name, value)| ((*name).to_owned(), value.to_string()));
                (link.target.to_owned(), parameters.collect::<Vec<_>>())
            })
            .collect();
        let expected: Vec<_> = links.into_iter().map(|(target, parameters, _)| (target, parameters)).collect();
        prop_assert_eq!(read, expected, "{}", text);
    }
}
