//! What the derive adds to `cargo check`, beside serde's `Deserialize` and thiserror's `Error`: 60 types each, against the same types
//! without the derive.

mod instructions;
mod shapes;

use std::env;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::plot::{Bar, bars};
use crate::report::{Report, Table};
use shapes::{SUBJECTS, code};

/// Few, since valgrind is slow. Its counts do not differ from run to run.
const TYPES: usize = 60;

/// Measures every subject with the derive and without it.
pub fn run(report: &mut Report) -> io::Result<()> {
    let folder = env::temp_dir().join(format!("pagination-bench-{}", std::process::id()));
    let measured = measure(&folder);
    fs::remove_dir_all(&folder)?;
    let mut table = Table::new(&["60 types", "million instructions a type", "generated lines a type"]);
    let mut shown = Vec::new();
    for (subject, cost) in SUBJECTS.iter().zip(measured?) {
        table.row([subject.title.into(), format!("{:.1}", cost.instructions), format!("{:.0}", cost.lines)]);
        shown.push(Bar { name: subject.title.replace('`', ""), value: cost.instructions, ours: subject.ours });
    }
    report.table("compile", &table)?;
    report.plot("compile", &bars("cargo check: million instructions that a derive adds (less is better)", &shown, None))
}

/// What the derive costs a type.
struct Cost {
    instructions: f64,
    lines: f64,
}

/// One crate, measured.
struct Measured {
    instructions: u64,
    lines: usize,
}

fn measure(folder: &Path) -> io::Result<Vec<Cost>> {
    let without = |name: &str| format!("{name}-without");
    for subject in &SUBJECTS {
        write_crate(folder, subject.name, &code(subject, true, TYPES))?;
        write_crate(folder, &without(subject.name), &code(subject, false, TYPES))?;
    }
    let members: Vec<_> = SUBJECTS.iter().flat_map(|subject| [subject.name.into(), without(subject.name)]).collect();
    fs::write(folder.join("Cargo.toml"), format!("[workspace]\nresolver = \"3\"\nmembers = {members:?}\n"))?;
    fs::copy(root().join("Cargo.lock"), folder.join("Cargo.lock"))?;
    // Once for what they depend on.
    cargo(folder, &["check", "--workspace"], &[])?;

    let wrapper = instructions::Wrapper::new(folder)?;
    let measured = |member: &str| {
        let lines = expanded_lines(folder, member)?;
        touch(folder, member)?;
        cargo(folder, &["check", "-p", member], &wrapper.environment())?;
        Ok::<_, io::Error>(Measured { instructions: wrapper.count()?, lines })
    };
    let costs = SUBJECTS.iter().map(|subject| {
        let (with, without) = (measured(subject.name)?, measured(&without(subject.name))?);
        let types = TYPES as f64;
        Ok(Cost {
            instructions: (with.instructions as f64 - without.instructions as f64) / 1e6 / types,
            lines: (with.lines as f64 - without.lines as f64) / types,
        })
    });
    costs.collect()
}

fn write_crate(folder: &Path, name: &str, code: &str) -> io::Result<()> {
    let folder = folder.join(name);
    fs::create_dir_all(folder.join("src"))?;
    let core = root().join("pagination-core");
    let core = core.display();
    let manifest = format!(
        "[package]\nname = \"{name}\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[dependencies]\n\
         pagination-core = {{ path = \"{core}\", features = [\"derive\"] }}\n\
         serde = {{ version = \"1\", features = [\"derive\"] }}\nthiserror = \"2\"\n"
    );
    fs::write(folder.join("Cargo.toml"), manifest)?;
    fs::write(folder.join("src/lib.rs"), code)
}

/// Makes cargo check a member again.
fn touch(folder: &Path, member: &str) -> io::Result<()> {
    let source = folder.join(member).join("src/lib.rs");
    let code = fs::read(&source)?;
    fs::write(&source, code)
}

fn expanded_lines(folder: &Path, member: &str) -> io::Result<usize> {
    let arguments = ["rustc", "-p", member, "--profile", "check", "--", "-Zunpretty=expanded"];
    // The option is not stable. The folder is separate, since dependencies look at the variable too.
    let target = folder.join("expanded").into_os_string();
    let expanded = cargo(folder, &arguments, &[("RUSTC_BOOTSTRAP", "1".into()), ("CARGO_TARGET_DIR", target)])?;
    Ok(String::from_utf8_lossy(&expanded).lines().count())
}

fn cargo(folder: &Path, arguments: &[&str], environment: &[(&str, std::ffi::OsString)]) -> io::Result<Vec<u8>> {
    let output = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
        .current_dir(folder)
        .args(arguments)
        .env("CARGO_TARGET_DIR", folder.join("target"))
        .env("CARGO_INCREMENTAL", "0")
        .envs(environment.iter().map(|(name, value)| (name, value)))
        .stdin(Stdio::null())
        .output()?;
    if !output.status.success() {
        return Err(io::Error::other(String::from_utf8_lossy(&output.stderr).into_owned()));
    }
    Ok(output.stdout)
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}
