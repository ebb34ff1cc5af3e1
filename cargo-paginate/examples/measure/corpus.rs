//! Documents of one kind.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use cargo_paginate::document;
use cargo_paginate::import::{Description, Imported, Outcome, Read, import, module};
use cargo_paginate::writer::RecordTypes;

use crate::compiled::{Compiled, Share};
use crate::hidden::Hidden;

/// Documents of one kind, and what became of their operations.
pub struct Corpus {
    name: &'static str,
    documents: usize,
    unreadable: Vec<String>,
    operations: usize,
    declared: usize,
    converted: usize,
    reasons: BTreeMap<String, (usize, String)>,
    guessed: usize,
    guessed_ambiguous: usize,
    guessed_refused: usize,
    /// With the declaration hidden.
    hidden: Hidden,
    /// Modules that were compiled.
    compiled: Vec<Compiled>,
}

impl Corpus {
    fn new(name: &'static str) -> Self {
        Self {
            name,
            documents: 0,
            unreadable: Vec::new(),
            operations: 0,
            declared: 0,
            converted: 0,
            reasons: BTreeMap::new(),
            guessed: 0,
            guessed_ambiguous: 0,
            guessed_refused: 0,
            hidden: Hidden::default(),
            compiled: Vec::new(),
        }
    }

    /// Reads the documents, and compiles the modules of a share of them.
    pub fn read(name: &'static str, paths: &[PathBuf], share: Share, records: &[RecordTypes], folder: &Path) -> Self {
        let mut corpus = Self::new(name);
        let step = match share {
            Share::None => None,
            Share::Some(documents) => paths.len().checked_div(documents).map(|step| step.max(1)),
            Share::All => Some(1),
        };
        if step.is_some() {
            corpus.compiled = records.iter().map(|types| Compiled::new(*types, folder)).collect();
        }
        for (index, path) in paths.iter().enumerate() {
            if index % 50 == 0 {
                eprintln!("{name}: {index} of {}", paths.len());
            }
            corpus.add(path, step.is_some_and(|step| index % step == 0));
        }
        for compiled in &mut corpus.compiled {
            compiled.compile();
        }
        corpus
    }

    fn add(&mut self, path: &Path, write: bool) {
        let read = || {
            let is_botocore = path.file_name().is_some_and(|name| name == "paginators-1.json");
            let beside = is_botocore.then(|| document::read(&path.with_file_name("service-2.json.gz"))).transpose()?;
            Description::of(document::read(path)?, beside)
        };
        let description = match read() {
            Ok(description) => description,
            Err(reason) => {
                self.unreadable.push(format!("{}: {reason}", path.display()));
                return;
            }
        };
        self.documents += 1;
        let name = path
            .components()
            .rev()
            .take(3)
            .map(|part| part.as_os_str().to_string_lossy().into_owned())
            .collect::<Vec<_>>();
        let name = name.into_iter().rev().collect::<Vec<_>>().join("/");
        let read = import(&description, Read::Declarations);
        let guessed = if read.iter().any(|imported| imported.is_declared) {
            import(&description, Read::NamesAlone)
        } else {
            Vec::new()
        };
        for (index, read) in read.iter().enumerate() {
            self.count(&name, read, guessed.get(index));
        }
        let clear: Vec<&Imported<'_>> =
            read.iter().filter(|imported| matches!(imported.outcome, Outcome::Converted(_))).collect();
        if write && !clear.is_empty() {
            for compiled in &mut self.compiled {
                compiled.add(&name, module(&name, &clear, &description, compiled.types()));
            }
        }
    }

    fn count(&mut self, name: &str, read: &Imported<'_>, guess: Option<&Imported<'_>>) {
        self.operations += 1;
        if !read.is_declared {
            match &read.outcome {
                Outcome::Converted(_) => self.guessed += 1,
                Outcome::Ambiguous(_) => self.guessed_ambiguous += 1,
                Outcome::NotConverted(_) => self.guessed_refused += 1,
                Outcome::NoPages => {}
            }
            return;
        }
        self.declared += 1;
        let id = format!("{name} {}", read.operation.id);
        match &read.outcome {
            Outcome::Converted(truth) => {
                self.converted += 1;
                if let Some(guess) = guess {
                    self.hidden.compare(&id, truth, &guess.outcome);
                }
            }
            Outcome::NotConverted(reason) => {
                let kind: String = reason.split('`').step_by(2).collect::<Vec<_>>().join("…");
                let entry = self.reasons.entry(kind).or_insert((0, id));
                entry.0 += 1;
            }
            Outcome::Ambiguous(_) | Outcome::NoPages => {}
        }
    }

    pub fn print(&self, verbose: bool) {
        println!("\n== {}", self.name);
        println!(
            "{} documents, {} not readable, {} operations",
            self.documents,
            self.unreadable.len(),
            self.operations
        );
        println!(
            "declared: {}, converted: {} ({})",
            self.declared,
            self.converted,
            share(self.converted, self.declared)
        );
        let mut reasons: Vec<_> = self.reasons.iter().collect();
        reasons.sort_by_key(|(_, (count, _))| std::cmp::Reverse(*count));
        for (reason, (count, example)) in reasons {
            println!("  {count:5}  {reason}  ({example})");
        }
        println!(
            "not declared: {} guessed, {} ambiguous, {} look like lists and do not convert",
            self.guessed, self.guessed_ambiguous, self.guessed_refused
        );
        let hidden = &self.hidden;
        if hidden.of > 0 {
            println!(
                "with the declaration hidden: {} of {} found (recall {}), of these exact {}, right strategy {}; ambiguous {} ({} with the right one among them)",
                hidden.found,
                hidden.of,
                share(hidden.found, hidden.of),
                share(hidden.exact, hidden.found),
                share(hidden.strategy, hidden.found),
                hidden.ambiguous,
                hidden.ambiguous_with_truth,
            );
        }
        for compiled in &self.compiled {
            compiled.print();
        }
        if verbose {
            for (what, lines) in [
                ("unreadable", &self.unreadable),
                ("wrong", &hidden.wrong),
                ("missed", &hidden.missed),
                ("ambiguous", &hidden.doubtful),
            ] {
                let step = (lines.len() / 25).max(1);
                for line in lines.iter().step_by(step) {
                    println!("  {what}: {line}");
                }
            }
        }
    }
}

pub fn share(part: usize, whole: usize) -> String {
    if whole == 0 {
        return "—".to_owned();
    }
    let thousandths = part * 1000 / whole;
    format!("{}.{} %", thousandths / 10, thousandths % 10)
}
