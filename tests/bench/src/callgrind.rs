//! Counts the instructions of this program, run again as a child process under valgrind: a figure that no other load on the
//! machine can move.

use std::env;
use std::io;
use std::process::{Command, Stdio};

/// The instructions that `this-program ARGUMENTS` executes, and what it printed.
pub fn instructions(arguments: &[&str]) -> io::Result<(u64, String)> {
    let output = Command::new("valgrind")
        .args(["--tool=callgrind", "--callgrind-out-file=/dev/null"])
        .arg(env::current_exe()?)
        .args(arguments)
        .stdin(Stdio::null())
        .output()
        .map_err(|error| io::Error::new(error.kind(), format!("valgrind cannot be run; is it installed? {error}")))?;
    let said = String::from_utf8_lossy(&output.stderr);
    let count = said
        .lines()
        .find_map(|line| line.split_once("Collected :"))
        .and_then(|(_, count)| count.trim().parse().ok())
        .filter(|_| output.status.success())
        .ok_or_else(|| io::Error::other(format!("valgrind counted nothing:\n{said}")))?;
    Ok((count, String::from_utf8_lossy(&output.stdout).into_owned()))
}
