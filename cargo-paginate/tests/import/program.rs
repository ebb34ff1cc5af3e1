//! The program: exit codes, what goes where, files.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use flate2::Compression;
use flate2::write::GzEncoder;

use crate::folder;

pub(crate) fn paginate(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_cargo-paginate"))
        .arg("paginate")
        .args(arguments)
        .current_dir(folder())
        .output()
        .unwrap()
}

pub(crate) fn code(output: &Output) -> i32 {
    output.status.code().unwrap()
}

pub(crate) fn errors(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

/// A new folder for what a test writes.
fn scratch(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    folder
}

#[test]
fn a_line_for_each_operation_that_does_not_convert_and_the_code_is_zero() {
    let output = paginate(&["import", "openapi/fern.json"]);
    assert_eq!(code(&output), 0);
    let errors = errors(&output);
    let lines: Vec<&str> = errors.lines().filter(|line| line.starts_with("not converted: ")).collect();
    assert_eq!(lines, ["not converted: crew.list (GET /crew): it is declared `custom`: only its own code knows how"]);
    assert!(String::from_utf8_lossy(&output.stdout).starts_with("// Written by `cargo paginate`"));
}

#[test]
fn strict_fails_where_an_operation_does_not_convert() {
    assert_eq!(code(&paginate(&["import", "openapi/fern.json", "--strict"])), 1);
    assert_eq!(code(&paginate(&["import", "openapi/ambiguous.yaml", "--strict"])), 1);
    assert_eq!(code(&paginate(&["import", "openapi/guessed.yaml", "--strict"])), 0);
}

#[test]
fn files_that_cannot_be_read_have_a_code_of_their_own_and_one_line() {
    let folder = scratch("unreadable");
    let write = |name: &str, text: &[u8]| {
        let path = folder.join(name);
        fs::write(&path, text).unwrap();
        path.display().to_string()
    };
    let files = [
        folder.join("missing.json").display().to_string(),
        write("cut.json", b"{\"openapi\": \"3.0.0\", \"paths\": {"),
        write("bad.yaml", b"a: [1, 2\nb: }"),
        write("other.json", b"{\"hello\": 1}"),
        write("binary", &[0, 159, 146, 150]),
        write("empty", b""),
        write("list.json", b"[]"),
        write("paginators-1.json", b"{\"pagination\": {}}"),
    ];
    for file in &files {
        let output = paginate(&["import", file, "--out", &folder.join("out").display().to_string()]);
        assert_eq!(code(&output), 2, "{file}");
        assert_eq!(errors(&output).lines().count(), 1, "{file}: {}", errors(&output));
        assert!(output.stdout.is_empty(), "{file}");
    }
    assert!(!folder.join("out").exists(), "nothing is half-written");
}

#[test]
fn an_operation_is_chosen_by_its_id() {
    let output = paginate(&["import", "openapi/fern.json", "--operation", "ports.list"]);
    let text = String::from_utf8(output.stdout.clone()).unwrap();
    assert!(text.contains("struct PortsList") && !text.contains("struct TicketsList"), "{text}");

    let output = paginate(&["import", "openapi/fern.json", "--operation", "Ports"]);
    assert_eq!(code(&output), 2);
    assert!(errors(&output).contains("did you mean `ports.list`?"), "{}", errors(&output));

    // Of a chosen operation that is no list, it says so.
    let output = paginate(&["import", "openapi/guessed.yaml", "--operation", "getMeeting"]);
    assert!(errors(&output).contains("not converted: getMeeting"), "{}", errors(&output));
}

#[test]
fn a_folder_gets_the_whole_file_or_nothing() {
    let folder = scratch("out");
    let out = folder.join("sdk");
    let arguments = ["import", "openapi/fern.json", "--out", &out.display().to_string()];
    let output = paginate(&arguments);
    assert_eq!((code(&output), output.stdout.len()), (0, 0));
    let file = out.join("fern.rs");
    assert_eq!(
        fs::read_to_string(&file).unwrap(),
        String::from_utf8(paginate(&["import", "openapi/fern.json"]).stdout).unwrap()
    );
    // Again, over its own file.
    assert_eq!(code(&paginate(&arguments)), 0);
    assert_eq!(fs::read_dir(&out).unwrap().count(), 1);
    // Not over another's.
    fs::write(&file, "mod mine;").unwrap();
    assert_eq!(code(&paginate(&arguments)), 2);
    assert_eq!(fs::read_to_string(&file).unwrap(), "mod mine;");
}

#[test]
fn compressed_files_are_read_and_the_service_is_found_beside() {
    let folder = scratch("compressed");
    let source = crate::folder().join("botocore/shelves");
    fs::copy(source.join("paginators-1.json"), folder.join("paginators-1.json")).unwrap();
    let mut gzip = GzEncoder::new(Vec::new(), Compression::default());
    gzip.write_all(&fs::read(source.join("service-2.json")).unwrap()).unwrap();
    fs::write(folder.join("service-2.json.gz"), gzip.finish().unwrap()).unwrap();
    let output = paginate(&["import", &folder.join("paginators-1.json").display().to_string()]);
    let expected = paginate(&["import", "botocore/shelves/paginators-1.json"]);
    assert_eq!(output.stdout, expected.stdout);
    assert!(output.stdout.len() > 1000);
}

#[test]
fn untyped_records_are_values() {
    let output = paginate(&["import", "openapi/speakeasy.yaml", "--untyped"]);
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(!text.contains("mod records") && text.contains("Vec<serde_json::Value>"), "{text}");
}
