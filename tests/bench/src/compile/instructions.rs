//! Counts the instructions of rustc under valgrind, which no other load on the machine changes.

use std::ffi::OsString;
use std::fs;
use std::io;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

/// A `RUSTC_WRAPPER` that runs the compilation of a measured crate under callgrind.
pub struct Wrapper {
    script: PathBuf,
    counted: PathBuf,
}

impl Wrapper {
    pub fn new(folder: &Path) -> io::Result<Self> {
        let (script, counted) = (folder.join("rustc-counted"), folder.join("instructions"));
        // The compiler itself, not rustup's proxy, which would be counted in its place.
        let text = format!(
            "#!/bin/sh\nrustc=\"$(\"$1\" --print sysroot)/bin/rustc\"\nshift\ncase \" $* \" in\n  *\" --crate-name check_\"*)\n    \
             exec valgrind --tool=callgrind --callgrind-out-file=/dev/null --log-file='{}' \"$rustc\" \"$@\" ;;\n  \
             *) exec \"$rustc\" \"$@\" ;;\nesac\n",
            counted.display()
        );
        fs::write(&script, text)?;
        fs::set_permissions(&script, fs::Permissions::from_mode(0o755))?;
        Ok(Self { script, counted })
    }

    /// What cargo needs to use the wrapper. It is a wrapper of the workspace's members, so that dependencies stay as they are.
    pub fn environment(&self) -> [(&'static str, OsString); 1] {
        [("RUSTC_WORKSPACE_WRAPPER", self.script.clone().into_os_string())]
    }

    /// The instructions of the last compilation.
    pub fn count(&self) -> io::Result<u64> {
        let log = fs::read_to_string(&self.counted).map_err(|error| {
            io::Error::new(error.kind(), format!("valgrind cannot be run; is it installed? {error}"))
        })?;
        fs::remove_file(&self.counted)?;
        log.lines()
            .find_map(|line| line.split_once("Collected :"))
            .and_then(|(_, count)| count.trim().parse().ok())
            .ok_or_else(|| io::Error::other(format!("valgrind counted nothing:\n{log}")))
    }
}
