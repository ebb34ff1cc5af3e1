//! How the end of a list is decided: one table, from which both the table in core's documentation and its picture are made.

mod picture;

use std::fmt::Write as _;
use std::path::Path;

/// Set it to write both files again.
const UPDATE: &str = "UPDATE_END";

/// What a rule leads to where it applies.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Outcome {
    End,
    Error,
    EndOrError,
}

/// A rule, in the order of `walk/end.rs` in core.
struct Rule {
    name: &'static str,
    /// When it applies, one line of the picture each. Text in backticks is code.
    when: &'static [&'static str],
    outcome: Outcome,
    /// What follows, one line of the picture each.
    then: &'static [&'static str],
    /// Not checked where the flag says that a page follows.
    skipped_by_flag: bool,
}

const RULES: &[Rule] = &[
    Rule {
        name: "No content",
        when: &["The status is 204 or 304, or, after the first request,", "one that `empty(…)` names."],
        outcome: Outcome::End,
        then: &["The end. There is no page."],
        skipped_by_flag: false,
    },
    Rule {
        name: "The check",
        when: &["The `check` function refuses the page."],
        outcome: Outcome::Error,
        then: &["`Error::Check`.", "The page is not delivered."],
        skipped_by_flag: false,
    },
    Rule {
        name: "The flag",
        when: &["`has_more` is `false`, or `is_last` is `true`."],
        outcome: Outcome::End,
        then: &["The end."],
        skipped_by_flag: false,
    },
    Rule {
        name: "The declared stops",
        when: &["`stop(empty_page)`: the page has no items.", "`stop(short_page)`: the page is short."],
        outcome: Outcome::End,
        then: &["The end."],
        skipped_by_flag: true,
    },
    Rule {
        name: "The position",
        when: &[
            "Cursor or link: it is absent, null, empty, or the `end = …` value.",
            "Offset or page number: the page has no items, and neither the",
            "flag nor a total says that more follow.",
        ],
        outcome: Outcome::EndOrError,
        then: &[
            "The end. If the flag promised a",
            "page, `Error::MissingPosition`.",
            "If page one is full and the total",
            "says more, `Error::Incomplete`.",
        ],
        skipped_by_flag: false,
    },
    Rule {
        name: "The loop guard",
        when: &[
            "Cursor or link: the position was already requested.",
            "Offset or page number, unless `allow_repeated` is declared:",
            "the page equals the one before or the first (by `key`, else by its",
            "body, over HTTP).",
        ],
        outcome: Outcome::EndOrError,
        then: &["`Error::Loop`. With", "`stop(repeated)`, the end."],
        skipped_by_flag: false,
    },
    Rule {
        name: "The total",
        when: &[
            "Offset or page number, and no `stop(…)` is declared:",
            "the next position reaches `total` or `total_pages`.",
        ],
        outcome: Outcome::End,
        then: &["The end."],
        skipped_by_flag: true,
    },
    Rule {
        name: "The cap",
        when: &["The next page is past `max_window`."],
        outcome: Outcome::Error,
        then: &["`Error::CapReached`."],
        skipped_by_flag: false,
    },
];

/// The rule that is left where no other applies.
const OTHERWISE: &str = "Otherwise, the walk requests the next page.";

/// Code that needs no link. `attributes/end.rs` of core defines the links of all other code.
const WITHOUT_LINK: [&str; 2] = ["false", "true"];

fn with_links(lines: &[&str]) -> String {
    let parts = lines.join(" ");
    let parts = parts.split('`').enumerate().map(|(index, part)| match index % 2 {
        0 => part.to_owned(),
        _ if WITHOUT_LINK.contains(&part) => format!("`{part}`"),
        _ => format!("[`{part}`]"),
    });
    parts.collect()
}

fn table() -> String {
    let mut table = "| | rule | it applies where | then |\n|---|---|---|---|\n".to_owned();
    for (number, rule) in (1..).zip(RULES) {
        let Rule { name, when, then, .. } = rule;
        writeln!(table, "| {number} | {name} | {} | {} |", with_links(when), with_links(then)).unwrap();
    }
    writeln!(table, "\n{OTHERWISE}").unwrap();
    table
}

#[test]
fn the_table_and_the_picture_of_the_end_are_those_of_the_rules() {
    for (file, text) in [("end.md", table()), ("end.svg", picture::draw())] {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("pagination-core/src/attributes").join(file);
        if std::env::var_os(UPDATE).is_some() {
            std::fs::write(&path, &text).unwrap();
        }
        let written = std::fs::read_to_string(&path).unwrap_or_default();
        assert!(written == text, "{} is out of date: set {UPDATE}=1 to write it again", path.display());
    }
}

#[test]
fn every_text_fits_its_box_in_the_picture() {
    for rule in RULES {
        for line in rule.when {
            assert!(line.chars().count() <= picture::CHARACTERS, "too long: {line}");
        }
        for line in rule.then {
            assert!(line.chars().count() <= picture::CHARACTERS_OF_OUTCOME, "too long: {line}");
        }
    }
}
