//! The attribute reference in core's documentation: every key has a section, with an example, what it generates, and its errors.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use proc_macro2::{Delimiter, TokenStream, TokenTree};

use crate::attr::Scope;
use crate::attr::keys::GRAMMAR;

const PAGES: [&str; 5] = ["strategies", "sources", "targets", "options", "response"];

/// The strategies, which have sections too.
const STRATEGIES: [&str; 5] = ["cursor", "next_link", "offset", "page", "sync_token"];

/// The text under one heading.
struct Section {
    title: String,
    /// The lines that are not code.
    text: Vec<String>,
    /// The keys in the attributes of its examples.
    keys: BTreeSet<String>,
}

/// The heading under which a key is described.
fn title_of(key: &'static str, scope: Scope) -> &'static str {
    match (key, scope) {
        (_, Scope::Stop) => "stop",
        (_, Scope::Step) => "step",
        ("default" | "max" | "send", _) => "page_size",
        (_, Scope::Variant) => "An enum",
        ("chain", Scope::Items) => "Several lists",
        (_, Scope::Items) => "Items by a function",
        ("cursor" | "link", _) => "sync_token",
        ("first_item", _) => "last_item",
        ("unique" | "descending", _) => "anchor",
        ("seen", _) => "overlap",
        ("is_last", _) => "has_more",
        (_, Scope::Quota | Scope::QuotaHeader) => "quota",
        (_, Scope::Count) | ("total_pages", _) => "total",
        _ => key,
    }
}

fn sections_of(page: &str) -> Vec<Section> {
    let mut sections: Vec<Section> = Vec::new();
    let mut code: Option<(bool, String)> = None;
    for line in page.lines().map_while(|line| line.strip_prefix("//!")) {
        let line = line.strip_prefix(' ').unwrap_or(line);
        if let Some(language) = line.strip_prefix("```") {
            match (code.take(), sections.last_mut()) {
                (None, _) => code = Some((language.is_empty(), String::new())),
                (Some((true, code)), Some(section)) => attribute_keys(code.parse().unwrap(), &mut section.keys),
                (Some(_), _) => {}
            }
        } else if let Some((_, code)) = &mut code {
            code.push_str(line.strip_prefix("# ").unwrap_or(line));
            code.push('\n');
        } else if let Some(title) = line.strip_prefix("# ") {
            sections.push(Section { title: title.to_owned(), text: Vec::new(), keys: BTreeSet::new() });
        } else if let Some(section) = sections.last_mut() {
            section.text.push(line.to_owned());
        }
    }
    sections
}

/// The keys in `#[name(key…, key…)]`, those inside of keys too, and the names of the attributes.
fn attribute_keys(code: TokenStream, found: &mut BTreeSet<String>) {
    for token in code {
        let TokenTree::Group(group) = token else { continue };
        match group.delimiter() {
            Delimiter::Bracket => keys(group.stream(), found),
            _ => attribute_keys(group.stream(), found),
        }
    }
}

fn keys(list: TokenStream, found: &mut BTreeSet<String>) {
    let mut begins = true;
    for token in list {
        match &token {
            TokenTree::Ident(key) if begins => {
                found.insert(key.to_string());
            }
            TokenTree::Group(group) => keys(group.stream(), found),
            _ => {}
        }
        begins = matches!(&token, TokenTree::Punct(punct) if punct.as_char() == ',');
    }
}

/// Whether a text names a key as code: `` `key` ``, `` `key = 50` ``, `` `key(…)` ``, `` `stop(key)` ``.
fn names(text: &str, key: &str) -> bool {
    let is_word = |character: char| character.is_alphanumeric() || character == '_';
    text.split('`').skip(1).step_by(2).any(|code| code.split(|character| !is_word(character)).any(|word| word == key))
}

#[test]
fn every_key_has_a_section_with_an_example_what_it_generates_and_its_errors() {
    let core = Path::new(env!("CARGO_MANIFEST_DIR")).join("../pagination-core");
    if !core.exists() {
        // The package of this crate alone.
        return;
    }
    let sections: Vec<Section> = PAGES
        .iter()
        .flat_map(|page| sections_of(&fs::read_to_string(core.join(format!("src/attributes/{page}.rs"))).unwrap()))
        .collect();
    let rows = GRAMMAR.rows().filter_map(|row| Some((row.name, *row.scopes.first()?)));
    let described = rows.map(|(key, scope)| (key, title_of(key, scope)));
    let described = described.chain(STRATEGIES.map(|name| (name, name)));

    let mut missing = Vec::new();
    for (key, title) in described {
        let Some(section) = sections.iter().find(|section| section.title == title) else {
            missing.push(format!("`{key}` has no section `{title}`"));
            continue;
        };
        let text = section.text.join("\n");
        if key != title && !names(&text, key) {
            missing.push(format!("the section `{title}` does not name `{key}`"));
        }
        if !section.keys.contains(key) {
            missing.push(format!("the section `{title}` has no example of `{key}`"));
        }
        for line in ["Generates: ", "Errors: "] {
            if !section.text.iter().any(|text| text.starts_with(line)) {
                missing.push(format!("the section `{title}` has no line `{line}`"));
            }
        }
    }
    assert!(missing.is_empty(), "{}", missing.join("\n"));
}
