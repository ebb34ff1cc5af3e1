//! What the derive adds to `cargo check`, beside serde's `Deserialize` and thiserror's `Error`: 300 types each (60 to count
//! instructions), against the same types without the derive.

mod instructions;
mod shapes;

use std::env;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use crate::plot::{Bar, bars};
use crate::report::{Report, Table};
use shapes::{SUBJECTS, code};

const TYPES: usize = 300;
/// Under valgrind, which is slow and exact.
const COUNTED_TYPES: usize = 60;
const RUNS: usize = 5;

/// Measures every subject, in turns, and takes the least of each.
pub fn run(report: &mut Report) -> io::Result<()> {
    let folder = env::temp_dir().join(format!("pagination-bench-{}", std::process::id()));
    let measured = measure(&folder);
    fs::remove_dir_all(&folder)?;
    let measured = measured?;
    let mut table = Table::new(&[
        "300 types",
        "million instructions a type",
        "CPU time, ms a type",
        "wall time, ms a type",
        "generated lines a type",
    ]);
    let mut shown = Vec::new();
    for (subject, cost) in SUBJECTS.iter().zip(measured) {
        table.row([
            subject.title.into(),
            format!("{:.1}", cost.instructions),
            format!("{:.2}", cost.processor),
            format!("{:.2}", cost.wall),
            format!("{:.0}", cost.lines),
        ]);
        shown.push(Bar { name: subject.title.replace('`', ""), value: cost.instructions, ours: subject.ours });
    }
    report.table("compile", &table)?;
    report.plot("compile", &bars("cargo check: million instructions that a derive adds (less is better)", &shown, None))
}

struct Cost {
    instructions: f64,
    processor: f64,
    wall: f64,
    lines: f64,
}

/// One crate, measured.
struct Measured {
    instructions: u64,
    processor: Duration,
    wall: Duration,
    lines: usize,
}

fn measure(folder: &Path) -> io::Result<Vec<Cost>> {
    for subject in &SUBJECTS {
        write_crate(folder, subject.name, &code(subject, true, TYPES))?;
        write_crate(folder, &format!("{}-without", subject.name), &code(subject, false, TYPES))?;
    }
    let members: Vec<_> =
        SUBJECTS.iter().flat_map(|subject| [subject.name.into(), format!("{}-without", subject.name)]).collect();
    fs::write(folder.join("Cargo.toml"), format!("[workspace]\nresolver = \"3\"\nmembers = {members:?}\n"))?;
    fs::copy(root().join("Cargo.lock"), folder.join("Cargo.lock"))?;
    // Once for what they depend on.
    cargo(folder, &["check", "--workspace"], &[])?;

    let mut least = vec![(Duration::MAX, Duration::MAX); members.len()];
    for _ in 0..RUNS {
        for (member, least) in members.iter().zip(&mut least) {
            touch(folder, member)?;
            let (start, spent) = (Instant::now(), processor_time()?);
            cargo(folder, &["check", "-p", member], &[])?;
            *least = (least.0.min(start.elapsed()), least.1.min(processor_time()?.saturating_sub(spent)));
        }
    }
    let wrapper = instructions::Wrapper::new(folder)?;
    let mut measured = Vec::new();
    let crates = SUBJECTS.iter().flat_map(|subject| [(subject, true), (subject, false)]);
    for (((subject, is_derived), member), (wall, processor)) in crates.zip(&members).zip(least) {
        let lines = expanded_lines(folder, member)?;
        write_crate(folder, member, &code(subject, is_derived, COUNTED_TYPES))?;
        cargo(folder, &["check", "-p", member], &wrapper.environment())?;
        measured.push(Measured { instructions: wrapper.count()?, processor, wall, lines });
    }
    let costs = measured.chunks(2).filter_map(|pair| {
        let [with, without] = pair else { return None };
        let above = |with: Duration, without: Duration| (with.as_secs_f64() - without.as_secs_f64()) * 1e3;
        let (types, counted) = (TYPES as f64, COUNTED_TYPES as f64);
        Some(Cost {
            instructions: (with.instructions as f64 - without.instructions as f64) / 1e6 / counted,
            processor: above(with.processor, without.processor) / types,
            wall: above(with.wall, without.wall) / types,
            lines: (with.lines as f64 - without.lines as f64) / types,
        })
    });
    Ok(costs.collect())
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

/// The processor time of all child processes so far, from `/proc/self/stat` (proc(5), `cutime` and `cstime`).
fn processor_time() -> io::Result<Duration> {
    let stat = fs::read_to_string("/proc/self/stat")?;
    let ticks = stat.rsplit_once(") ").map_or(0, |(_, fields)| {
        fields.split(' ').skip(13).take(2).filter_map(|field| field.parse::<u64>().ok()).sum()
    });
    Ok(Duration::from_millis(ticks * 10))
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}
