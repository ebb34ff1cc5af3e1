//! The page of core's documentation that lists the APIs. It is made from the declarations that are tested here.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::Path;

use crate::samples;

/// Set it to write the page again.
const UPDATE: &str = "UPDATE_CATALOGUE";

/// The most lines of attributes that an API may need.
const MOST_LINES: usize = 6;

/// How an attribute line begins.
const ATTRIBUTES: [&str; 6] = ["#[cursor", "#[next_link", "#[offset", "#[page(", "#[sync_token", "#[paginated"];

const INTRODUCTION: &str = "\
Public APIs by the style of their pagination, each with the lines to copy.

Every declaration below is tested: a server replays the first and the last page that the API documents, and the test compares the
items and the requests with what the API documents. The structs have the fields that pagination needs, and one that identifies an item;
add yours. Other lists of the same API look alike. Where an API has several strategies, one is shown.

Each block begins with

```rust
use pagination_core::Paginated;
use serde::Deserialize;
# #[derive(Deserialize, Paginated)]
# #[cursor(field = next)]
# struct Names { names: Vec<String>, next: Option<String> }
```

and a block with a function also with `use pagination_core::Page;`.
";

/// Hidden before each block.
const HIDDEN: &str = "\
# use pagination_core::{BoxError, Page, Paginated};
# use serde::Deserialize;
";

macro_rules! styles {
    ($($file:literal: $title:literal, $style:literal;)*) => {
        &[$(Style { title: $title, name: $style, source: include_str!($file) }),*]
    };
}

/// A file of declarations.
struct Style {
    title: &'static str,
    name: &'static str,
    source: &'static str,
}

const STYLES: &[Style] = styles! {
    "cursor.rs": "Cursor in the query", "cursor";
    "cursor_in_body.rs": "Cursor in the body of the request", "cursor, body";
    "cursor_in_header.rs": "Cursor in a header", "cursor, header";
    "last_item.rs": "Cursor in the last item", "cursor, last item";
    "next_link.rs": "Next link", "link";
    "link_header.rs": "`Link` header", "`Link` header";
    "offset.rs": "Offset", "offset";
    "page_number.rs": "Page number", "page number";
    "sync.rs": "Incremental sync", "sync";
    "with_function.rs": "With a function", "function";
    "xml.rs": "XML", "XML";
    "by_hand.rs": "Over your own requests", "own requests";
};

/// The declaration of one API.
struct Declared {
    api: String,
    name: &'static str,
    style: &'static str,
    notes: String,
    code: String,
    attributes: Vec<String>,
}

impl Style {
    fn introduction(&self) -> String {
        let lines = self.source.lines().map_while(|line| line.strip_prefix("//!"));
        lines.map(|line| line.strip_prefix(' ').unwrap_or(line)).collect::<Vec<_>>().join("\n")
    }

    /// The modules of the file.
    fn declared(&self) -> Vec<Declared> {
        let mut found = Vec::new();
        let mut lines = self.source.lines();
        while let Some(line) = lines.next() {
            let Some(module) = line.strip_prefix("mod ").and_then(|line| line.strip_suffix(" {")) else { continue };
            let body: Vec<&str> = lines.by_ref().take_while(|line| *line != "}").collect();
            found.push(self.declaration(module, &body));
        }
        found
    }

    fn declaration(&self, module: &str, body: &[&str]) -> Declared {
        let api = module.replace('_', "-");
        let sample = samples::all().iter().find(|sample| sample.api == api);
        let name = sample.unwrap_or_else(|| panic!("`{api}` is not among the samples")).name.as_str();
        let lines = body.iter().map(|line| line.strip_prefix("    ").unwrap_or(line));
        let lines = lines.take_while(|line| !line.starts_with("walk!(") && *line != "#[test]");
        let (mut notes, mut code) = (Vec::new(), Vec::new());
        for line in lines.filter(|line| *line != "use crate::prelude::*;") {
            match line.strip_prefix("// ") {
                Some(note) => notes.push(note),
                None => code.push(line),
            }
        }
        let code = code.join("\n").trim().to_owned();
        let attributes = code.lines().filter(|line| ATTRIBUTES.iter().any(|attribute| line.starts_with(attribute)));
        Declared {
            attributes: attributes.map(str::to_owned).collect(),
            api,
            name,
            style: self.name,
            notes: notes.join("\n"),
            code,
        }
    }
}

impl Declared {
    /// The anchor of its heading, as rustdoc makes it.
    fn anchor(&self) -> String {
        let characters = self.name.to_lowercase().replace(' ', "-");
        characters.chars().filter(|character| character.is_alphanumeric() || "-_".contains(*character)).collect()
    }

    fn row(&self) -> String {
        let attributes: Vec<String> =
            self.attributes.iter().map(|attribute| format!("`{}`", attribute.replace('|', "\\|"))).collect();
        format!("| [{}](#{}) | {} | {} |\n", self.name, self.anchor(), self.style, attributes.join("<br>"))
    }

    fn section(&self) -> String {
        let notes = if self.notes.is_empty() { String::new() } else { format!("{}\n\n", self.notes) };
        format!("### {}\n\n{notes}```rust\n{HIDDEN}{}\n```\n", self.name, self.code)
    }

    /// Whether it needs a function that finds the next position, the items, or the pages.
    fn needs_a_function(&self) -> bool {
        self.code.contains("with = ") || self.style == "own requests"
    }
}

fn page() -> String {
    let mut rows: Vec<Declared> = STYLES.iter().flat_map(Style::declared).collect();
    rows.sort_by_key(|declared| declared.name.to_lowercase());
    let mut page = format!("{INTRODUCTION}\n| API | style | attributes |\n|---|---|---|\n");
    for declared in &rows {
        page.push_str(&declared.row());
    }
    for style in STYLES {
        write!(page, "\n## {}\n\n{}\n", style.title, style.introduction()).unwrap();
        for declared in style.declared() {
            write!(page, "\n{}", declared.section()).unwrap();
        }
    }
    page
}

#[test]
fn the_documentation_shows_what_is_tested_here() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("pagination-core/src/catalogue.md");
    let page = page();
    if std::env::var_os(UPDATE).is_some() {
        std::fs::write(&path, &page).unwrap();
    }
    let written = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(written == page, "{} is not what the tests declare: set {UPDATE}=1 to write it again", path.display());
}

#[test]
fn every_api_is_declared_once_and_every_declaration_is_walked() {
    let declared: Vec<String> = STYLES.iter().flat_map(Style::declared).map(|declared| declared.api).collect();
    let samples: BTreeSet<&str> = samples::all().iter().map(|sample| sample.api.as_str()).collect();
    assert_eq!(declared.iter().map(String::as_str).collect::<BTreeSet<_>>(), samples);
    assert_eq!(declared.len(), samples.len());
    for style in STYLES {
        let tests = ["    walk!(", "fn replays_its_documented_pages()"].map(|test| style.source.matches(test).count());
        assert_eq!(tests.iter().sum::<usize>(), style.declared().len(), "{}", style.title);
    }
}

#[test]
fn a_few_lines_of_attributes_declare_an_api() {
    let declared: Vec<Declared> = STYLES.iter().flat_map(Style::declared).collect();
    for Declared { api, attributes, .. } in &declared {
        assert!((1..=MOST_LINES).contains(&attributes.len()), "{api}: {attributes:?}");
        assert!(attributes.iter().all(|attribute| attribute.ends_with(")]")), "{api}: an attribute of several lines");
    }
    let by_attributes_alone = declared.iter().filter(|declared| !declared.needs_a_function()).count();
    assert!(by_attributes_alone >= 68, "{by_attributes_alone}");
}
