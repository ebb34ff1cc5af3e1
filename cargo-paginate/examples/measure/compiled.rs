//! Compiles what converts: the modules of many documents together, as few packages one after another.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use cargo_paginate::compile::{Core, check};
use cargo_paginate::writer::RecordTypes;

/// Of how many documents the module is compiled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Share {
    None,
    /// So many, spread over all.
    Some(usize),
    All,
}

/// As much source as rustc checks in a minute or two, in three gigabytes.
const PACKAGE: usize = 3 << 19;

/// Modules, and what the compiler says of them.
pub struct Compiled {
    types: RecordTypes,
    core: Core,
    lock: PathBuf,
    folder: PathBuf,
    waiting: Vec<(String, String)>,
    modules: usize,
    declarations: usize,
    failed: Vec<(String, usize)>,
    messages: Vec<String>,
}

impl Compiled {
    pub fn new(types: RecordTypes, folder: &Path) -> Self {
        let workspace = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
        Self {
            types,
            core: Core::Path(workspace.join("pagination-core")),
            lock: workspace.join("Cargo.lock"),
            folder: folder.join("compile"),
            waiting: Vec::new(),
            modules: 0,
            declarations: 0,
            failed: Vec::new(),
            messages: Vec::new(),
        }
    }

    pub fn types(&self) -> RecordTypes {
        self.types
    }

    /// Takes a module, and compiles what waits when it is enough.
    pub fn add(&mut self, name: &str, text: String) {
        self.modules += 1;
        self.declarations += declarations(&text);
        self.waiting.push((name.to_owned(), text));
        if self.waiting.iter().map(|(_, text)| text.len()).sum::<usize>() > PACKAGE {
            self.compile();
        }
    }

    /// Compiles what waits. A module that fails is left out, and the others are compiled again: it may hide their errors.
    pub fn compile(&mut self) {
        let mut waiting = std::mem::take(&mut self.waiting);
        while !waiting.is_empty() {
            eprintln!(
                "{:?} records: {} documents so far, {} declarations, {} documents failed",
                self.types,
                self.modules,
                self.declarations,
                self.failed.len()
            );
            let Err(message) = check(&waiting, &self.core, &self.folder, Some(&self.lock)) else { return };
            let failing = failing(&message);
            self.messages.push(first_errors(&message, &waiting));
            if failing.is_empty() {
                self.failed.extend(waiting.iter().map(|(name, text)| (name.clone(), declarations(text))));
                return;
            }
            let mut index = 0;
            waiting.retain(|(name, text)| {
                let fails = failing.contains(&index);
                if fails {
                    self.failed.push((name.clone(), declarations(text)));
                }
                index += 1;
                !fails
            });
        }
    }

    pub fn print(&self) {
        let failed: usize = self.failed.iter().map(|(_, declarations)| declarations).sum();
        println!(
            "compiled ({:?} records): {} documents, {} declarations; {} documents with {failed} declarations DO NOT COMPILE",
            self.types,
            self.modules,
            self.declarations,
            self.failed.len()
        );
        for (name, _) in &self.failed {
            println!("  {name}");
        }
        for message in &self.messages {
            println!("{message}");
        }
    }
}

fn declarations(text: &str) -> usize {
    text.matches("Deserialize, Paginated)").count()
}

/// The numbers of the modules that the compiler names.
fn failing(message: &str) -> BTreeSet<usize> {
    message.lines().filter_map(place).collect()
}

fn place(line: &str) -> Option<usize> {
    let (_, rest) = line.trim_start().strip_prefix("--> ")?.rsplit_once("src/m")?;
    rest.split_once(".rs:")?.0.parse().ok()
}

/// The first error of each kind, with how many there are of it.
fn first_errors(message: &str, modules: &[(String, String)]) -> String {
    let mut kinds: BTreeMap<String, (usize, String)> = BTreeMap::new();
    for error in message.split("\n\n").filter(|error| error.starts_with("error")) {
        let head = error.lines().next().unwrap_or_default();
        let kind: String = head.split('`').step_by(2).collect::<Vec<_>>().join("…");
        let name = error.lines().find_map(place).and_then(|index| modules.get(index)).map(|(name, _)| name.as_str());
        let shown = error.lines().take(14).collect::<Vec<_>>().join("\n");
        let entry = kinds.entry(kind).or_insert_with(|| (0, format!("{}\n{shown}", name.unwrap_or_default())));
        entry.0 += 1;
    }
    kinds.values().map(|(count, example)| format!("{count} times, as in {example}")).collect::<Vec<_>>().join("\n\n")
}
