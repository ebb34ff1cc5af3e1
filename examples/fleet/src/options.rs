//! The command line.

use std::collections::BTreeMap;

const USAGE: &str = "options: [--db URL] [--account NAME=URL]… [--enqueue | --worker NAME]";

pub struct Options {
    /// `sqlite:…` or `postgres:…`.
    pub db: String,
    /// The API of each account.
    pub accounts: BTreeMap<String, String>,
    pub role: Role,
}

pub enum Role {
    /// Adds the jobs of the accounts.
    Enqueue,
    /// Works under this name until no job is left.
    Work(String),
    /// Does both, with a server and workers of its own.
    All,
}

impl Options {
    pub fn read(mut arguments: impl Iterator<Item = String>) -> Result<Self, String> {
        let mut options = Self { db: "sqlite:fleet.sqlite".to_owned(), accounts: BTreeMap::new(), role: Role::All };
        while let Some(name) = arguments.next() {
            if name == "--enqueue" {
                options.role = Role::Enqueue;
                continue;
            }
            let value = arguments.next().ok_or(USAGE)?;
            match name.as_str() {
                "--db" => options.db = value,
                "--account" => {
                    let (name, url) = value.split_once('=').ok_or(USAGE)?;
                    options.accounts.insert(name.to_owned(), url.trim_end_matches('/').to_owned());
                }
                "--worker" => options.role = Role::Work(value),
                _ => return Err(USAGE.to_owned()),
            }
        }
        Ok(options)
    }
}
