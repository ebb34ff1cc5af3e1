//! Small documents of every format, what is written of them, and whether that compiles.

#![allow(clippy::unwrap_used, clippy::format_push_string, reason = "tests")]

mod program;
mod sample;

use std::fs;
use std::path::{Path, PathBuf};

use cargo_paginate::compile::{Core, check};
use cargo_paginate::document;
use cargo_paginate::import::{Description, Imported, Outcome, Read, import, module};
use cargo_paginate::writer::RecordTypes;

/// A document, and the configuration beside it.
const DOCUMENTS: &[(&str, Option<&str>)] = &[
    ("openapi/speakeasy.yaml", None),
    ("openapi/fern.json", None),
    ("openapi/pageable.json", None),
    ("openapi/dropshot.yaml", None),
    ("openapi/stainless/openapi.yaml", Some("openapi/stainless/stainless.yml")),
    ("openapi/guessed.yaml", None),
    ("openapi/ambiguous.yaml", None),
    ("botocore/shelves/paginators-1.json", Some("botocore/shelves/service-2.json")),
    ("botocore/buckets/paginators-1.json", Some("botocore/buckets/service-2.json")),
    ("discovery/lamps.v1.json", None),
    ("airbyte/manifest.yaml", None),
];

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/import")
}

fn description(document: &str, beside: Option<&str>) -> Description {
    let read = |name: &str| document::read(&folder().join(name)).unwrap();
    Description::of(read(document), beside.map(read)).unwrap()
}

/// What is written, and below it why an operation is not.
fn written(name: &str, description: &Description, types: RecordTypes) -> String {
    let imported = import(description, Read::Declarations);
    let all: Vec<&Imported<'_>> = imported.iter().collect();
    let mut text = module(name, &all, description, types);
    for imported in &imported {
        if let Outcome::NotConverted(reason) = &imported.outcome {
            text.push_str(&format!("\n// not converted: {}: {reason}\n", imported.operation.id));
        }
    }
    text
}

#[test]
fn documents_become_what_is_recorded() {
    let overwrite = std::env::var("IMPORT").is_ok_and(|value| value == "overwrite");
    let mut differ = Vec::new();
    for (document, beside) in DOCUMENTS {
        let name = Path::new(document).file_name().unwrap().to_string_lossy();
        let text = written(&name, &description(document, *beside), RecordTypes::Typed);
        let recorded = folder().join(document).with_extension("rs");
        if overwrite {
            fs::write(&recorded, &text).unwrap();
        } else if fs::read_to_string(&recorded).unwrap_or_default() != text {
            differ.push(*document);
        }
    }
    assert!(
        differ.is_empty(),
        "not as recorded: {differ:?}; where that is meant: IMPORT=overwrite cargo test -p cargo-paginate"
    );
}

/// One build for all: it takes most of the time of these tests.
#[test]
fn everything_that_converts_compiles() {
    let mut modules = Vec::new();
    for (document, beside) in DOCUMENTS {
        let description = description(document, *beside);
        let imported = import(&description, Read::Declarations);
        let clear: Vec<&Imported<'_>> =
            imported.iter().filter(|imported| matches!(imported.outcome, Outcome::Converted(_))).collect();
        for types in [RecordTypes::Typed, RecordTypes::Untyped] {
            modules.push(((*document).to_owned(), module(document, &clear, &description, types)));
        }
        // Of what is ambiguous, each reading compiles.
        for imported in &imported {
            let Outcome::Ambiguous(readings) = &imported.outcome else { continue };
            for reading in readings {
                let one = Imported {
                    operation: imported.operation.clone(),
                    is_declared: false,
                    outcome: Outcome::Converted(Box::new(reading.clone())),
                };
                modules.push((
                    format!("{document}, one reading"),
                    module(document, &[&one], &description, RecordTypes::Typed),
                ));
            }
        }
    }
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).join("import");
    check(&modules, &Core::Path(root.join("pagination-core")), &target, Some(&root.join("Cargo.lock"))).unwrap();
}

#[test]
fn two_readings_stop_the_compiler_with_both() {
    let text = written("ambiguous.yaml", &description("openapi/ambiguous.yaml", None), RecordTypes::Typed);
    let error = text.lines().find(|line| line.starts_with("compile_error!") && line.contains("listBoth")).unwrap();
    assert!(error.contains("#[page(param") && error.contains("#[offset(param"), "{error}");
}

/// What makes a document's text dangerous in a Rust file.
#[test]
fn texts_of_a_document_stay_texts() {
    let evil = "a\"]\n} fn evil() {} // \u{202e}\u{2028}*/";
    let value = serde_json::json!({
        "openapi": "3.0.0",
        "paths": { evil: { "get": {
            "operationId": evil,
            "summary": evil,
            "parameters": [{ "name": evil, "in": "query", "schema": { "type": "string" } }],
            "x-fern-pagination": { "cursor": format!("$request.{evil}"), "next_cursor": "$response.next", "results": "$response.data" },
            "responses": { "200": { "content": { "application/json": { "schema": { "properties": {
                "data": { "type": "array", "items": { "properties": { evil: { "type": "string", "description": evil } } } },
                "next": { "type": "string" },
            } } } } } },
        } } },
    });
    let description = Description::of(value, None).unwrap();
    let text = written(evil, &description, RecordTypes::Typed);
    assert!(text.contains("#[cursor("), "{text}");
    let file = syn::parse_file(&text).unwrap();
    assert!(file.items.iter().all(|item| !matches!(item, syn::Item::Fn(_))), "{text}");
    assert!(!text.contains(['\u{202e}', '\u{2028}']), "{text:?}");
}
