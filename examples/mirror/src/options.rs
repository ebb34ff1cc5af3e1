//! The command line.

use std::time::Duration;

const USAGE: &str = "options: [--server URL] [--db PATH] [--rounds N] [--page-size N] [--pause-ms N]";

pub struct Options {
    /// The server. Default: the embedded one.
    pub server: Option<String>,
    /// The database.
    pub db: String,
    /// How many incremental syncs follow the first walk.
    pub rounds: u64,
    /// How many datastores to request per page.
    pub page_size: u64,
    /// How long to wait after each page.
    pub pause: Duration,
}

impl Options {
    pub fn read(mut arguments: impl Iterator<Item = String>) -> Result<Self, String> {
        let mut options =
            Self { server: None, db: "mirror.sqlite".to_owned(), rounds: 1, page_size: 100, pause: Duration::ZERO };
        while let Some(name) = arguments.next() {
            let value = arguments.next().ok_or(USAGE)?;
            match name.as_str() {
                "--server" => options.server = Some(value.trim_end_matches('/').to_owned()),
                "--db" => options.db = value,
                "--rounds" => options.rounds = number(&value)?,
                "--page-size" => options.page_size = number(&value)?,
                "--pause-ms" => options.pause = Duration::from_millis(number(&value)?),
                _ => return Err(USAGE.to_owned()),
            }
        }
        Ok(options)
    }
}

fn number(text: &str) -> Result<u64, String> {
    text.parse().map_err(|_| format!("not a whole number: {text}\n{USAGE}"))
}
