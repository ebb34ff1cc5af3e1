//! [moto](https://docs.getmoto.org), which stands for AWS: one server for each test, on a free port.

use std::io::{BufRead as _, BufReader};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};

pub struct Moto {
    process: Child,
    pub url: String,
}

impl Moto {
    /// Starts the `moto_server` that `MOTO_SERVER` names, or that of the folder into which CI installs it.
    pub fn start() -> Self {
        let installed = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../target/python/bin/moto_server");
        let program = std::env::var_os("MOTO_SERVER").map_or(installed, PathBuf::from);
        let mut command = Command::new(&program);
        command.args(["-H", "127.0.0.1", "-p", "0"]).stdout(Stdio::null()).stderr(Stdio::piped());
        let mut process = command.spawn().unwrap_or_else(|error| {
            panic!(
                "{}: {error}. In the checkout: `python3 -m venv target/python`, then `target/python/bin/pip install -r \
                 tests/real-servers/servers/requirements.txt`",
                program.display()
            )
        });
        let mut lines = BufReader::new(process.stderr.take().unwrap()).lines().map_while(Result::ok);
        let url = lines.find_map(|line| Some(format!("http://{}", line.split_once("Running on http://")?.1.trim())));
        // It writes a line for each request, and stops where nobody reads.
        std::thread::spawn(move || lines.for_each(drop));
        Self { process, url: url.expect("it says where it runs") }
    }
}

impl Drop for Moto {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
