//! Any text is read without a panic, and what RFC 8288 lets a server write is read back as it was meant.

use std::fmt::Write;

use super::parse;
use proptest::prelude::*;

/// One link as a server may write it: its target, its parameters, and the text.
fn written_link() -> impl Strategy<Value = (String, Vec<(String, String)>, String)> {
    let target = "[a-z0-9/:?&=%;,. +*_~-]{0,24}";
    let parameter = ("[a-z][a-z*-]{0,5}", "[ -~]{0,12}", any::<bool>(), "[ \t]{0,2}");
    (target, prop::collection::vec(parameter, 0..5), "[ \t]{0,2}").prop_map(|(target, parameters, space)| {
        let mut text = format!("<{target}>");
        let mut meant = Vec::new();
        for (name, value, quoted, between) in parameters {
            let is_token =
                !value.is_empty() && value.chars().all(|c| c.is_ascii_alphanumeric() || "!#$&-^_`|~".contains(c));
            let value_text = if quoted || !is_token {
                format!("\"{}\"", value.replace('\\', "\\\\").replace('"', "\\\""))
            } else {
                value.clone()
            };
            let _ = write!(text, "{between};{between}{name}{space}={space}{value_text}");
            meant.push((name, value));
        }
        (target.trim().to_owned(), meant, text + &space)
    })
}

proptest! {
    #[test]
    fn any_text_is_read_without_a_panic(text in "\\PC{0,80}") {
        prop_assert!(parse(&text).count() <= text.len());
    }

    #[test]
    fn any_text_of_the_grammar_s_own_characters_is_read_without_a_panic(text in "[<>;,=\"\\\\ a*]{0,60}") {
        prop_assert!(parse(&text).count() <= text.len());
    }

    #[test]
    fn links_are_read_as_they_were_meant(links in prop::collection::vec(written_link(), 0..5), comma in "[ \t]{0,2},[ \t,]{0,2}") {
        let text: Vec<_> = links.iter().map(|(_, _, text)| text.as_str()).collect();
        let text = text.join(&comma);
        let read: Vec<_> = parse(&text)
            .map(|link| {
                let parameters = link.parameters.iter().map(|(name, value)| ((*name).to_owned(), value.to_string()));
                (link.target.to_owned(), parameters.collect::<Vec<_>>())
            })
            .collect();
        let meant: Vec<_> = links.into_iter().map(|(target, parameters, _)| (target, parameters)).collect();
        prop_assert_eq!(read, meant, "{}", text);
    }
}
