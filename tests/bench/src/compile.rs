//! What the derive adds to `cargo check`, beside serde's `Deserialize` and thiserror's `Error`: 500 types each, against the same
//! types without the derive.

use std::env;
use std::fmt::Write as _;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use crate::plot::{Bar, bars};
use crate::report::{Report, Table};

const TYPES: usize = 500;
const RUNS: usize = 5;

/// A crate of 500 types, and the same without the derive.
struct Subject {
    name: &'static str,
    title: &'static str,
    ours: bool,
    with: fn(&mut String, usize),
    without: fn(&mut String, usize),
}

const SUBJECTS: [Subject; 5] = [
    Subject { name: "check-paginated", title: "`Paginated`", ours: true, with: paginated, without: response },
    Subject {
        name: "check-paginated-more",
        title: "`Paginated`, a total and a page size",
        ours: true,
        with: paginated_more,
        without: response,
    },
    Subject { name: "check-by-hand", title: "its three traits by hand", ours: true, with: by_hand, without: response },
    Subject { name: "check-thiserror", title: "thiserror's `Error`", ours: false, with: thiserror, without: error },
    Subject {
        name: "check-deserialize",
        title: "serde's `Deserialize`",
        ours: false,
        with: deserialize,
        without: response,
    },
];

fn response(code: &mut String, number: usize) {
    let _ = writeln!(
        code,
        "pub struct Response{number} {{ pub data: Vec<String>, pub next: Option<String>, pub total: u64 }}"
    );
}

fn paginated(code: &mut String, number: usize) {
    code.push_str("#[derive(pagination_core::Paginated)]\n#[cursor(field = next)]\n");
    response(code, number);
}

fn paginated_more(code: &mut String, number: usize) {
    let _ = writeln!(
        code,
        "#[derive(pagination_core::Paginated)]\n#[cursor(field = next)]\n\
         #[paginated(total = total, page_size(param = \"limit\", default = 50, max = 100))]"
    );
    response(code, number);
}

fn by_hand(code: &mut String, number: usize) {
    response(code, number);
    let _ = writeln!(
        code,
        "impl pagination_core::Paginated for Response{number} {{
            type Strategy = pagination_core::Cursor;
            type Item = String;
            fn records(&mut self) -> pagination_core::Records<'_, String> {{ pagination_core::Records::of(&mut self.data) }}
        }}
        impl pagination_core::PaginatedBy<pagination_core::Cursor> for Response{number} {{
            type Head = ();
            const SPEC: pagination_core::spec::Spec = pagination_core::spec::Spec::cursor(\"Response{number}\");
            fn info(page: &pagination_core::Page<Self>, info: &mut pagination_core::PageInfo) {{
                info.next(page.next.as_ref()).total(Some(page.total));
            }}
        }}
        impl IntoIterator for Response{number} {{
            type Item = String;
            type IntoIter = std::vec::IntoIter<String>;
            fn into_iter(self) -> Self::IntoIter {{ self.data.into_iter() }}
        }}"
    );
}

fn deserialize(code: &mut String, number: usize) {
    code.push_str("#[derive(serde::Deserialize)]\n");
    response(code, number);
}

fn error(code: &mut String, number: usize) {
    let _ = writeln!(code, "#[derive(Debug)]\npub enum Error{number} {{ Missing(String), Io(std::io::Error) }}");
}

fn thiserror(code: &mut String, number: usize) {
    let _ = writeln!(
        code,
        "#[derive(Debug, thiserror::Error)]\npub enum Error{number} {{ #[error(\"{{0}} is missing\")] Missing(String), \
         #[error(\"cannot be read\")] Io(#[from] std::io::Error) }}"
    );
}

/// Measures every subject, in turns, and takes the least of each.
pub fn run(report: &mut Report) -> io::Result<()> {
    let folder = env::temp_dir().join(format!("pagination-bench-{}", std::process::id()));
    let measured = measure(&folder);
    fs::remove_dir_all(&folder)?;
    let measured = measured?;
    let mut table = Table::new(&["500 types", "CPU time, ms a type", "wall time, ms a type", "generated lines a type"]);
    let mut shown = Vec::new();
    for (subject, cost) in SUBJECTS.iter().zip(measured) {
        table.row([
            subject.title.into(),
            format!("{:.2}", cost.processor),
            format!("{:.2}", cost.wall),
            format!("{:.0}", cost.lines),
        ]);
        shown.push(Bar { name: subject.title.replace('`', ""), value: cost.processor, ours: subject.ours });
    }
    report.table("compile", &table)?;
    report.plot("compile", &bars("cargo check: CPU time in ms that a derive adds (less is better)", &shown, None))
}

struct Cost {
    processor: f64,
    wall: f64,
    lines: f64,
}

fn measure(folder: &Path) -> io::Result<Vec<Cost>> {
    for subject in &SUBJECTS {
        write_crate(folder, subject.name, subject.with)?;
        write_crate(folder, &format!("{}-without", subject.name), subject.without)?;
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
            let source = folder.join(member).join("src/lib.rs");
            let code = fs::read(&source)?;
            fs::write(&source, code)?;
            let (start, spent) = (Instant::now(), processor_time()?);
            cargo(folder, &["check", "-p", member], &[])?;
            *least = (least.0.min(start.elapsed()), least.1.min(processor_time()?.saturating_sub(spent)));
        }
    }
    let lines: io::Result<Vec<_>> = members.iter().map(|member| expanded_lines(folder, member)).collect();
    let measured = least.into_iter().zip(lines?).collect::<Vec<_>>();
    let costs = measured.chunks(2).filter_map(|pair| {
        let [((wall, processor), lines), ((wall_without, processor_without), lines_without)] = pair else {
            return None;
        };
        let above =
            |with: Duration, without: Duration| (with.as_secs_f64() - without.as_secs_f64()) * 1e3 / TYPES as f64;
        Some(Cost {
            processor: above(*processor, *processor_without),
            wall: above(*wall, *wall_without),
            lines: (*lines as f64 - *lines_without as f64) / TYPES as f64,
        })
    });
    Ok(costs.collect())
}

fn write_crate(folder: &Path, name: &str, write: fn(&mut String, usize)) -> io::Result<()> {
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
    let mut code = String::new();
    (0..TYPES).for_each(|number| write(&mut code, number));
    fs::write(folder.join("src/lib.rs"), code)
}

fn expanded_lines(folder: &Path, member: &str) -> io::Result<usize> {
    let arguments = ["rustc", "-p", member, "--profile", "check", "--", "-Zunpretty=expanded"];
    // The option is not stable. A folder of its own, since dependencies look at the variable too.
    let target = folder.join("expanded").display().to_string();
    let expanded = cargo(folder, &arguments, &[("RUSTC_BOOTSTRAP", "1"), ("CARGO_TARGET_DIR", &target)])?;
    Ok(String::from_utf8_lossy(&expanded).lines().count())
}

fn cargo(folder: &Path, arguments: &[&str], environment: &[(&str, &str)]) -> io::Result<Vec<u8>> {
    let output = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
        .current_dir(folder)
        .args(arguments)
        .env("CARGO_TARGET_DIR", folder.join("target"))
        .env("CARGO_INCREMENTAL", "0")
        .envs(environment.iter().copied())
        .stdin(Stdio::null())
        .output()?;
    if !output.status.success() {
        return Err(io::Error::other(String::from_utf8_lossy(&output.stderr).into_owned()));
    }
    Ok(output.stdout)
}

/// The processor time of all child processes so far, as `/proc/self/stat` (proc(5), `cutime` and `cstime`) gives it.
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
