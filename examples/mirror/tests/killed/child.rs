//! The example as a process.

use std::io::Read as _;
use std::os::unix::process::ExitStatusExt as _;
use std::path::Path;
use std::process::{Child, Command, Stdio};

const SIGKILL: i32 = 9;

pub struct Mirror(Child);

#[derive(Debug, PartialEq)]
pub enum End {
    Done,
    Killed,
    /// With what it said.
    Failed(String),
}

impl Mirror {
    pub fn start(server: Option<&str>, database: &Path, rounds: u64, page_size: u64, pause: u64) -> Self {
        let mut command = Command::new(env!("CARGO_BIN_EXE_mirror"));
        if let Some(server) = server {
            command.args(["--server", server]);
        }
        command.arg("--db").arg(database);
        for (name, number) in [("--rounds", rounds), ("--page-size", page_size), ("--pause-ms", pause)] {
            command.arg(name).arg(number.to_string());
        }
        Self::spawn(command)
    }

    /// The mirror of a tree.
    pub fn start_tree(
        server: &str,
        database: &Path,
        rounds: u64,
        page_size: u64,
        children: u64,
        is_unordered: bool,
    ) -> Self {
        let mut command = Command::new(env!("CARGO_BIN_EXE_mirror_tree"));
        command.args(["--server", server]).arg("--db").arg(database).args(["--unordered", &is_unordered.to_string()]);
        for (name, number) in [("--rounds", rounds), ("--page-size", page_size), ("--children", children)] {
            command.arg(name).arg(number.to_string());
        }
        Self::spawn(command)
    }

    fn spawn(mut command: Command) -> Self {
        let child = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::piped()).spawn();
        Self(child.expect("the example can be started"))
    }

    /// `Child::kill` sends SIGKILL.
    pub fn kill(mut self) -> End {
        self.0.kill().unwrap();
        self.wait()
    }

    pub fn wait(mut self) -> End {
        let mut said = String::new();
        if let Some(mut stderr) = self.0.stderr.take() {
            stderr.read_to_string(&mut said).unwrap();
        }
        let status = self.0.wait().unwrap();
        match (status.success(), status.signal()) {
            (true, _) => End::Done,
            (false, Some(SIGKILL)) => End::Killed,
            (false, _) => End::Failed(format!("{status}: {said}")),
        }
    }
}
