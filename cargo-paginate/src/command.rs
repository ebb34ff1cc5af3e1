//! The command line.

use std::ffi::OsString;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Args, Parser, Subcommand};

use crate::import::{self, Description, Imported, Outcome, Read};
use crate::names::comment;
use crate::writer::{MARK, RecordTypes};
use crate::{compile, document, sample};

/// What a failure means to the shell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Failure {
    /// The file was read, and `--strict` or `--check` found something.
    Found = 1,
    /// The file, or the command line, cannot be read.
    Unreadable = 2,
}

/// Cargo calls `cargo-paginate paginate …`.
#[derive(Debug, Parser)]
#[command(name = "cargo", bin_name = "cargo")]
enum Cargo {
    Paginate(Paginate),
}

/// Reads how an API paginates from its own description, and writes declarations for `pagination-core`
#[derive(Debug, Args)]
#[command(version)]
struct Paginate {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    Import(Import),
    Sample(Sample),
}

/// Prints a Rust module from the description of an API
///
/// Reads OpenAPI 3.0 and 3.1 and Swagger 2 (JSON or YAML) with `x-speakeasy-pagination`, `x-fern-pagination`, `x-ms-pageable`,
/// `x-dropshot-pagination` or a Stainless configuration; botocore's paginators-1.json with the service-2.json beside it; Google Discovery
/// documents; Airbyte manifests. A file may be compressed with gzip.
///
/// A comment beside each attribute says where it was read. What the description does not declare is inferred from names and types, and
/// marked `guessed`. Where two readings fit, the module has a `compile_error!` that shows both.
///
/// Exit code: 0 if the file was read, with a line on stderr for each operation that does not convert; 1 if --strict or --check finds
/// something; 2 if the file or the command line cannot be read.
#[derive(Debug, Args)]
#[command(after_help = "Example: cargo paginate import openapi.yaml --operation listMeetings > src/meetings.rs")]
struct Import {
    /// The description
    file: PathBuf,
    /// Only this operation; may be given several times
    #[arg(long = "operation", value_name = "ID")]
    operations: Vec<String>,
    /// Write the module to a file in this folder instead of printing it
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// Compile the module against the `pagination-core` of the package in the current folder
    #[arg(long)]
    check: bool,
    /// Give records the type `serde_json::Value` instead of structs
    #[arg(long)]
    untyped: bool,
    /// Fail if an operation does not convert, or is ambiguous
    #[arg(long)]
    strict: bool,
    /// The Stainless configuration of an OpenAPI document, if it is not beside it under its usual name
    #[arg(long, value_name = "FILE")]
    stainless: Option<PathBuf>,
}

/// Prints a Rust module from responses that were really sent
///
/// Reads one page, or better two that follow each other, with the URL of each; or HAR files, as the developer tools of a browser save
/// them, whole or cut. The second request is the evidence: what it repeats of the first response is the position.
///
/// Only names are printed: no value of a request or a response, and so no credential.
///
/// Exit code: 0 if a declaration is printed; 1 if nothing in the files shows a list with pages, or if --check finds something; 2 if a file
/// or the command line cannot be read.
#[derive(Debug, Args)]
#[command(after_help = "Example: cargo paginate sample recorded.har")]
struct Sample {
    /// Pages (JSON), or HAR files
    #[arg(required = true)]
    files: Vec<PathBuf>,
    /// The URL that gave the page; given again, that of the next page
    #[arg(long = "request", value_name = "URL")]
    requests: Vec<String>,
    /// Compile the module against the `pagination-core` of the package in the current folder
    #[arg(long)]
    check: bool,
    /// Give records the type `serde_json::Value` instead of structs
    #[arg(long)]
    untyped: bool,
}

/// Runs the program.
pub fn main() -> ExitCode {
    // As `cargo paginate …`, and called directly.
    let mut arguments: Vec<OsString> = std::env::args_os().collect();
    if arguments.get(1).is_none_or(|first| first != "paginate") {
        arguments.insert(1.min(arguments.len()), "paginate".into());
    }
    let Cargo::Paginate(paginate) = Cargo::parse_from(arguments);
    let result = match paginate.command {
        Command::Import(import) => import.run(),
        Command::Sample(sample) => sample.run(),
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err((failure, message)) => {
            if !message.is_empty() {
                eprintln!("error: {message}");
            }
            ExitCode::from(failure as u8)
        }
    }
}

type Outcomes = Result<(), (Failure, String)>;

impl Import {
    fn run(&self) -> Outcomes {
        let unreadable = |message: String| (Failure::Unreadable, message);
        let value = document::read(&self.file).map_err(unreadable)?;
        let beside = self.beside().map_err(unreadable)?;
        let description = Description::of(value, beside)
            .map_err(|reason| unreadable(format!("{}: {reason}", self.file.display())))?;
        let all = import::import(&description, Read::Declarations);
        let chosen = self.chosen(&all).map_err(unreadable)?;

        let name = self.file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let types = if self.untyped { RecordTypes::Untyped } else { RecordTypes::Typed };
        let module = import::module(&name, &chosen, &description, types);

        let (mut converted, mut guessed, mut ambiguous, mut refused) = (0_usize, 0_usize, 0_usize, 0_usize);
        for imported in &chosen {
            let operation = &imported.operation;
            let head =
                || format!("{} ({} {})", comment(&operation.id), comment(&operation.method), comment(&operation.path));
            match &imported.outcome {
                Outcome::Converted(_) => {
                    converted += 1;
                    guessed += usize::from(!imported.is_declared);
                }
                Outcome::Ambiguous(readings) => {
                    ambiguous += 1;
                    eprintln!("ambiguous: {}: {} readings fit", head(), readings.len());
                }
                Outcome::NotConverted(reason) => {
                    refused += 1;
                    eprintln!("not converted: {}: {}", head(), comment(reason));
                }
                Outcome::NoPages if !self.operations.is_empty() => {
                    refused += 1;
                    eprintln!(
                        "not converted: {}: it declares no pages, and its parameters and its response look like none",
                        head()
                    );
                }
                Outcome::NoPages => {}
            }
        }
        eprintln!(
            "{} of {} operations converted, {guessed} of them guessed; {ambiguous} ambiguous; {refused} not converted",
            converted,
            chosen.len()
        );

        let file = format!("{}.rs", file_stem(&self.file));
        match &self.out {
            Some(folder) => write(folder, &file, &module).map_err(|message| (Failure::Unreadable, message))?,
            None => print(&module).map_err(|error| (Failure::Unreadable, error.to_string()))?,
        }
        if self.check {
            Self::compile(&name, &chosen, &description, types)?;
        }
        if self.strict && ambiguous + refused > 0 {
            return Err((Failure::Found, format!("--strict: {} operations do not convert", ambiguous + refused)));
        }
        Ok(())
    }

    /// Without what is ambiguous, which does not compile on purpose.
    fn compile(name: &str, chosen: &[&Imported<'_>], description: &Description, types: RecordTypes) -> Outcomes {
        let clear: Vec<&Imported<'_>> =
            chosen.iter().copied().filter(|imported| matches!(imported.outcome, Outcome::Converted(_))).collect();
        let module = import::module(name, &clear, description, types);
        let (core, folder) = compile::Core::of_this_package().map_err(|message| (Failure::Unreadable, message))?;
        compile::check(&[(name.to_owned(), module)], &core, &folder, None).map_err(|message| {
            eprintln!("{message}");
            (Failure::Found, "--check: the module does not compile".to_owned())
        })?;
        eprintln!("--check: {} declarations compile", clear.len());
        Ok(())
    }

    fn chosen<'i, 'd>(&self, all: &'i [Imported<'d>]) -> Result<Vec<&'i Imported<'d>>, String> {
        for wanted in &self.operations {
            if !all.iter().any(|imported| imported.operation.id == *wanted) {
                let plain = wanted.to_lowercase();
                let near = all.iter().map(|imported| imported.operation.id.as_str()).find(|id| {
                    let id = id.to_lowercase();
                    id.contains(&plain) || plain.contains(&id)
                });
                let hint = near.map(|near| format!(", did you mean `{}`?", comment(near))).unwrap_or_default();
                return Err(format!("{}: no operation `{}`{hint}", self.file.display(), comment(wanted)));
            }
        }
        Ok(all
            .iter()
            .filter(|imported| self.operations.is_empty() || self.operations.contains(&imported.operation.id))
            .collect())
    }

    /// The configuration that belongs to the file.
    fn beside(&self) -> Result<Option<serde_json::Value>, String> {
        if let Some(path) = &self.stainless {
            return document::read(path).map(Some);
        }
        let folder = self.file.parent().unwrap_or(Path::new(""));
        let name = self.file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let pairs = [("paginators-1", "service-2"), ("service-2", "paginators-1")];
        if let Some((_, other)) = pairs.iter().find(|(own, _)| name.starts_with(own)) {
            let both = [format!("{other}.json"), format!("{other}.json.gz")];
            return both
                .iter()
                .map(|name| folder.join(name))
                .find(|path| path.is_file())
                .map(|path| document::read(&path))
                .transpose();
        }
        let usual = [
            "stainless.yml",
            "stainless.yaml",
            "openapi.stainless.yml",
            "openapi.stainless.yaml",
            ".stainless/stainless.yml",
        ];
        for name in usual {
            let path = folder.join(name);
            if path.is_file() && path != self.file {
                eprintln!("note: with the Stainless configuration {}", path.display());
                return document::read(&path).map(Some);
            }
        }
        Ok(None)
    }
}

impl Sample {
    fn run(&self) -> Outcomes {
        let unreadable = |message: String| (Failure::Unreadable, message);
        let mut urls = self.requests.iter();
        let mut exchanges = Vec::new();
        for path in &self.files {
            let document = document::read_json(path).map_err(unreadable)?;
            if sample::is_har(&document) {
                exchanges.extend(sample::read_har(&document));
                continue;
            }
            // The URL itself is not repeated: it may hold a key.
            let url = urls.next().map(|url| url::Url::parse(url)).transpose();
            let url = url.map_err(|error| unreadable(format!("--request: this is no URL: {error}")))?;
            exchanges.push(sample::Exchange::of_page(document, url));
        }
        if urls.next().is_some() {
            return Err(unreadable("--request: more URLs than pages".to_owned()));
        }
        let names: Vec<String> =
            self.files.iter().filter_map(|path| Some(path.file_name()?.to_string_lossy().into_owned())).collect();
        let types = if self.untyped { RecordTypes::Untyped } else { RecordTypes::Typed };
        let sampled = sample::sample(&names.join(" and "), &exchanges, types);
        let mut written = 0_usize;
        for (name, result) in &sampled.endpoints {
            let name = comment(name);
            match result {
                Ok(1) => written += 1,
                Ok(readings) => {
                    written += 1;
                    eprintln!("ambiguous: {name}: {readings} readings fit");
                }
                Err(reason) => eprintln!("not converted: {name}: {}", comment(reason)),
            }
        }
        if written == 0 {
            return Err((Failure::Found, "nothing in the files shows a list with pages".to_owned()));
        }
        print(&sampled.module).map_err(|error| unreadable(error.to_string()))?;
        if self.check {
            let (core, folder) = compile::Core::of_this_package().map_err(unreadable)?;
            compile::check(&[("sample".to_owned(), sampled.module)], &core, &folder, None).map_err(|message| {
                eprintln!("{message}");
                (Failure::Found, "--check: the module does not compile".to_owned())
            })?;
        }
        Ok(())
    }
}

/// The name of a Rust module.
fn file_stem(path: &Path) -> String {
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let stem = name.trim_end_matches(".gz");
    let stem = stem.rsplit_once('.').map_or(stem, |(stem, _)| stem);
    crate::names::field(stem)
}

fn print(text: &str) -> io::Result<()> {
    let mut out = io::stdout().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        // `| head` is no failure.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        result => result,
    }
}

/// Writes the whole file or nothing, and nothing over a file that is not ours.
fn write(folder: &Path, name: &str, text: &str) -> Result<(), String> {
    let path = folder.join(name);
    let fail = |error: io::Error| format!("{}: {error}", path.display());
    if path.exists() && !fs::read_to_string(&path).is_ok_and(|before| before.starts_with(MARK)) {
        return Err(format!(
            "{} exists and was not written by `cargo paginate`: move it, or choose another folder",
            path.display()
        ));
    }
    fs::create_dir_all(folder).map_err(fail)?;
    let unfinished = folder.join(format!(".{name}.{}", std::process::id()));
    let written = fs::write(&unfinished, text).and_then(|()| fs::rename(&unfinished, &path));
    if written.is_err() {
        // The first error is the one to tell.
        let _ = fs::remove_file(&unfinished);
    }
    written.map_err(fail)?;
    eprintln!("written: {}", path.display());
    Ok(())
}
