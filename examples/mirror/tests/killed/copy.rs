//! What is in the database.

use std::path::Path;

use demo_apis::data::Datastore;
use rusqlite::{Connection, OpenFlags};
use serde_json::Value;

/// Where a mirror stands.
#[derive(Debug, Clone, Copy)]
pub enum Stand {
    Nothing,
    FullLoad,
    IncrementalSync,
    Synced,
}

fn open(path: &Path) -> Connection {
    Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_WRITE).unwrap()
}

/// Where a mirror stood when it was killed, which may have been before it had a database.
pub fn stand(path: &Path) -> Stand {
    if !path.exists() {
        return Stand::Nothing;
    }
    let sqlite = open(path);
    let sound: String = sqlite.query_row("PRAGMA integrity_check", [], |row| row.get(0)).unwrap();
    assert_eq!(sound, "ok");
    let select = "SELECT checkpoint, sync_token FROM state";
    let texts = sqlite.query_row(select, [], |row| Ok((row.get(0)?, row.get(1)?)));
    let (checkpoint, token): (Option<String>, Option<String>) = texts.unwrap_or_default();
    match (checkpoint, token) {
        (Some(checkpoint), _) => {
            let checkpoint: Value = serde_json::from_str(&checkpoint).unwrap();
            if checkpoint.get("since").is_some() { Stand::IncrementalSync } else { Stand::FullLoad }
        }
        (None, Some(_)) => Stand::Synced,
        (None, None) => Stand::Nothing,
    }
}

/// All records, in the order of their ids.
pub fn records(path: &Path) -> Vec<Datastore> {
    let sqlite = open(path);
    let mut select =
        sqlite.prepare("SELECT id, name, created_time, modified_time, revision FROM datastores ORDER BY id").unwrap();
    let records = select.query_map([], |row| {
        Ok(Datastore {
            id: row.get(0)?,
            name: row.get(1)?,
            created_time: row.get(2)?,
            modified_time: row.get(3)?,
            revision: row.get(4)?,
        })
    });
    records.unwrap().map(Result::unwrap).collect()
}
