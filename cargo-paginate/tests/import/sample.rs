//! `cargo paginate sample`: what is read from responses, and that nothing secret is printed.

use std::fs;
use std::path::Path;

use cargo_paginate::compile::{Core, check};
use cargo_paginate::document;
use cargo_paginate::sample::{Exchange, is_har, read_har, sample};
use cargo_paginate::writer::RecordTypes;
use url::Url;

use crate::folder;
use crate::program::{code, errors, paginate};

/// The module that these files give, each with its URL.
fn sampled(files: &[(&str, &str)]) -> String {
    let mut exchanges = Vec::new();
    for (file, url) in files {
        let document = document::read_json(&folder().join("sample").join(file)).unwrap();
        if is_har(&document) {
            exchanges.extend(read_har(&document));
        } else {
            exchanges.push(Exchange::of_page(document, Url::parse(url).ok()));
        }
    }
    sample("test", &exchanges, RecordTypes::Typed).module
}

fn attributes(module: &str) -> Vec<&str> {
    module
        .lines()
        .filter(|line| line.starts_with("#[") && !line.starts_with("#[derive") && !line.starts_with("#[serde"))
        .map(|line| line.split(" // ").next().unwrap())
        .collect()
}

#[test]
fn the_second_request_shows_the_cursor() {
    let module = sampled(&[("browser.har", "")]);
    assert_eq!(
        attributes(&module),
        [
            "#[cursor(field = pagination.next_cursor, param = \"cursor\")]",
            "#[paginated(items = data)]",
            "#[paginated(page_size(param = \"limit\"))]"
        ],
        "{module}"
    );
    assert!(module.contains("pub note: Option<String>"), "{module}");
}

#[test]
fn nothing_that_was_sent_is_printed() {
    for arguments in [vec!["sample", "sample/browser.har"], vec!["sample", "sample/browser.har", "--untyped"]] {
        let output = paginate(&arguments);
        assert_eq!(code(&output), 0);
        let printed = String::from_utf8(output.stdout.clone()).unwrap() + &errors(&output);
        assert!(!printed.contains("PLANTED"), "{printed}");
    }
    // Nor where the file is damaged, or the URL.
    let damaged = Path::new(env!("CARGO_TARGET_TMPDIR")).join("damaged.har");
    let whole = fs::read_to_string(folder().join("sample/browser.har")).unwrap();
    for end in (0..whole.len()).step_by(97) {
        fs::write(&damaged, whole.get(..end).unwrap()).unwrap();
        let output = paginate(&["sample", &damaged.display().to_string()]);
        assert_eq!(code(&output), 2);
        assert!(!errors(&output).contains("PLANTED"), "{}", errors(&output));
    }
    let output = paginate(&["sample", "sample/link-1.json", "--request", "PLANTED//no url"]);
    assert_eq!(code(&output), 2);
    assert!(!errors(&output).contains("PLANTED"), "{}", errors(&output));
}

#[test]
fn a_file_that_was_cut_by_hand_is_read() {
    let module = sampled(&[("cut.har", "")]);
    assert_eq!(
        attributes(&module),
        [
            "#[offset(body = \"/page/from\")]",
            "#[paginated(items = hits)]",
            "#[paginated(page_size(body = \"/page/size\"))]",
            "#[paginated(total = total)]"
        ],
        "{module}"
    );
}

#[test]
fn a_link_that_was_followed_is_a_link() {
    let module =
        sampled(&[("link-1.json", "https://api.example/things"), ("link-2.json", "https://api.example/things?page=2")]);
    assert_eq!(attributes(&module), ["#[next_link(field = links.next)]", "#[paginated(items = items)]"], "{module}");
}

#[test]
fn the_last_record_may_give_the_cursor() {
    let module =
        sampled(&[("last-1.json", "https://api.example/x"), ("last-2.json", "https://api.example/x?after=x2")]);
    assert_eq!(attributes(&module), ["#[cursor(last_item = id, param = \"after\", stop(empty_page))]"], "{module}");
}

#[test]
fn a_page_alone_is_a_guess() {
    let module = sampled(&[("alone.json", "")]);
    assert_eq!(
        attributes(&module),
        ["#[cursor(field = next_page_token, param = \"pageToken\")]", "#[paginated(items = rows)]"],
        "{module}"
    );
    assert!(module.contains("// guessed: `nextPageToken` looks like a cursor"), "{module}");
}

#[test]
fn what_holds_no_list_has_a_code_of_its_own() {
    let file = Path::new(env!("CARGO_TARGET_TMPDIR")).join("no-list.json");
    fs::write(&file, "{\"name\": \"x\"}").unwrap();
    let output = paginate(&["sample", &file.display().to_string()]);
    assert_eq!((code(&output), output.stdout.len()), (1, 0));
}

#[test]
fn what_is_sampled_compiles() {
    let of = |files: &[(&str, &str)]| (files[0].0.to_owned(), sampled(files));
    let modules = [
        of(&[("browser.har", "")]),
        of(&[("cut.har", "")]),
        of(&[("link-1.json", "https://api.example/things"), ("link-2.json", "https://api.example/things?page=2")]),
        of(&[("last-1.json", "https://api.example/x"), ("last-2.json", "https://api.example/x?after=x2")]),
        of(&[("alone.json", "")]),
    ];
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).join("sampled");
    check(&modules, &Core::Path(root.join("pagination-core")), &target, Some(&root.join("Cargo.lock"))).unwrap();
}
