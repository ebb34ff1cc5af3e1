//! The generated code of one struct for each attribute, to be read: `tests/expansion/<name>.expanded.rs`.
//!
//! `EXPANSION=overwrite cargo test` records it anew.

use std::fs;
use std::path::Path;

use syn::DeriveInput;

#[track_caller]
fn expansion(name: &str) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/expansion");
    let input = fs::read_to_string(folder.join(name).with_extension("rs")).unwrap();
    let input: DeriveInput = syn::parse_str(&input).unwrap();
    let expanded = prettyplease::unparse(&syn::parse2(crate::paginated(input)).unwrap());
    let recorded = folder.join(format!("{name}.expanded.rs"));
    if std::env::var_os("EXPANSION").is_some_and(|how| how == "overwrite") {
        fs::write(recorded, expanded).unwrap();
    } else {
        let expected = fs::read_to_string(recorded).unwrap();
        assert!(expanded == expected, "{name} expands to other code than recorded:\n{expanded}");
    }
}

#[test]
fn cursor() {
    expansion("cursor");
}

/// One walk down each struct, for all that is read in it.
#[test]
fn shared_paths() {
    expansion("shared_paths");
}

#[test]
fn next_link() {
    expansion("next_link");
}

#[test]
fn offset() {
    expansion("offset");
}

#[test]
fn page() {
    expansion("page");
}

#[test]
fn sync_token() {
    expansion("sync_token");
}

/// After a mistake, the impls stay, the path is followed as far as it was written, and the errors come last.
#[test]
fn half_written() {
    expansion("half_written");
}

#[test]
fn paginated() {
    expansion("paginated");
}

#[test]
fn key() {
    expansion("key");
    expansion("key_of_taken");
}

#[test]
fn targets() {
    expansion("targets");
}

#[test]
fn anchor() {
    expansion("anchor");
}

#[test]
fn inclusive() {
    expansion("inclusive");
}

#[test]
fn overlap() {
    expansion("overlap");
}
