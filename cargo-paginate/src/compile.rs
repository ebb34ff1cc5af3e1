//! Compiles written modules against `pagination-core`, in a package of their own.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

/// Where `pagination-core` is taken from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Core {
    /// A folder.
    Path(PathBuf),
    /// A version of the registry.
    Version(String),
}

impl Core {
    /// The `pagination-core` that the package of the current folder uses.
    pub fn of_this_package() -> Result<(Self, PathBuf), String> {
        let output = cargo(&["metadata", "--format-version", "1"], None)?;
        let metadata: Value = serde_json::from_str(&output).map_err(|error| error.to_string())?;
        let target = metadata.get("target_directory").and_then(Value::as_str).unwrap_or("target");
        let target = PathBuf::from(target).join("cargo-paginate");
        let mut packages = metadata.get("packages").and_then(Value::as_array).into_iter().flatten();
        let core = packages.rfind(|package| package.get("name").and_then(Value::as_str) == Some("pagination-core"));
        let core = core.ok_or(
            "`--check` needs a package that depends on `pagination-core`: run it in one, or add the dependency",
        )?;
        if core.get("source").is_some_and(Value::is_string) {
            let version = core.get("version").and_then(Value::as_str).unwrap_or("*");
            return Ok((Self::Version(version.to_owned()), target));
        }
        let manifest = core.get("manifest_path").and_then(Value::as_str).unwrap_or_default();
        let folder = Path::new(manifest).parent().ok_or("the manifest of `pagination-core` is in no folder")?;
        Ok((Self::Path(folder.to_owned()), target))
    }
}

/// Compiles the modules, each by its name. The error is what the compiler says.
pub fn check(modules: &[(String, String)], core: &Core, folder: &Path, lock: Option<&Path>) -> Result<(), String> {
    let fail = |error: std::io::Error| format!("{}: {error}", folder.display());
    let source = folder.join("check").join("src");
    if source.exists() {
        fs::remove_dir_all(&source).map_err(fail)?;
    }
    fs::create_dir_all(&source).map_err(fail)?;
    let dependency = match core {
        Core::Path(path) => format!("path = {:?}", path.display().to_string()),
        Core::Version(version) => format!("version = \"={version}\""),
    };
    let manifest = format!(
        "[package]\nname = \"paginate-check\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[workspace]\n\n[dependencies]\n\
         pagination-core = {{ {dependency}, features = [\"derive\"] }}\nserde = {{ version = \"1\", features = [\"derive\"] }}\nserde_json = \"1\"\n\n\
         [lints.rust]\ndead_code = \"allow\"\n\n[profile.dev]\nincremental = false\n"
    );
    let package = folder.join("check");
    fs::write(package.join("Cargo.toml"), manifest).map_err(fail)?;
    if let Some(lock) = lock {
        fs::copy(lock, package.join("Cargo.lock")).map_err(fail)?;
    }
    let mut root = String::new();
    for (index, (name, text)) in modules.iter().enumerate() {
        fs::write(source.join(format!("m{index}.rs")), text).map_err(fail)?;
        root.push_str(&format!("// {}\npub mod m{index};\n", crate::names::comment(name)));
    }
    fs::write(source.join("lib.rs"), root).map_err(fail)?;
    let target = folder.join("target");
    let manifest = package.join("Cargo.toml");
    let (manifest, target) = (manifest.display().to_string(), target.display().to_string());
    cargo(&["check", "--quiet", "--manifest-path", &manifest, "--target-dir", &target], Some("-Awarnings")).map(|_| ())
}

fn cargo(arguments: &[&str], flags: Option<&str>) -> Result<String, String> {
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.args(arguments);
    if let Some(flags) = flags {
        command.env("RUSTFLAGS", flags);
    }
    let output = command.output().map_err(|error| format!("cargo: {error}"))?;
    if output.status.success() {
        return Ok(String::from_utf8_lossy(&output.stdout).into_owned());
    }
    Err(String::from_utf8_lossy(&output.stderr).trim_end().to_owned())
}
