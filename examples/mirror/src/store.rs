//! The mirror: the records, and how far they are those of the server.

use pagination_core::{Checkpoint, SyncToken};
use rusqlite::{Connection, OptionalExtension, params};

use super::Outcome;
use super::api::Datastore;

/// The number of a full load stands on every record that it has seen. What an earlier one left behind, and this one has not seen,
/// is no longer on the server.
const SCHEMA: &str = "
    PRAGMA journal_mode = WAL;
    PRAGMA synchronous = NORMAL;
    CREATE TABLE IF NOT EXISTS datastores (
        id            TEXT PRIMARY KEY,
        name          TEXT NOT NULL,
        created_time  INTEGER NOT NULL,
        modified_time INTEGER NOT NULL,
        revision      INTEGER NOT NULL,
        full_load     INTEGER NOT NULL
    ) STRICT;
    CREATE TABLE IF NOT EXISTS stand (
        only_row   INTEGER PRIMARY KEY CHECK (only_row = 1),
        full_load  INTEGER NOT NULL,
        checkpoint TEXT,
        sync_token TEXT
    ) STRICT;
    INSERT OR IGNORE INTO stand (only_row, full_load) VALUES (1, 0);
";

const SAVE: &str = "
    INSERT OR REPLACE INTO datastores (id, name, created_time, modified_time, revision, full_load)
    SELECT ?1, ?2, ?3, ?4, ?5, full_load FROM stand
";

/// Where the mirror stands.
pub enum Stand {
    /// A full load has to be begun.
    Nothing,
    /// A walk was cut short here.
    Unfinished(Checkpoint),
    /// The last walk came to its end, and gave this token.
    Synced(SyncToken),
}

pub struct Store {
    sqlite: Connection,
}

impl Store {
    pub fn open(path: &str) -> Outcome<Self> {
        let sqlite = Connection::open(path)?;
        sqlite.execute_batch(SCHEMA)?;
        Ok(Self { sqlite })
    }

    pub fn stand(&self) -> Outcome<Stand> {
        let texts: (Option<String>, Option<String>) =
            self.sqlite
                .query_row("SELECT checkpoint, sync_token FROM stand", [], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(match texts {
            (Some(checkpoint), _) => Stand::Unfinished(serde_json::from_str(&checkpoint)?),
            (None, Some(token)) => Stand::Synced(serde_json::from_str(&token)?),
            (None, None) => Stand::Nothing,
        })
    }

    /// Begins a full load. The records stay until its end: they are old, but better than none.
    pub fn start_over(&mut self) -> Outcome<()> {
        self.sqlite.execute("UPDATE stand SET full_load = full_load + 1, checkpoint = NULL, sync_token = NULL", [])?;
        Ok(())
    }

    /// Writes the records of a page and the place behind it, both or neither.
    pub fn save(&mut self, page: &[Datastore], behind: &Checkpoint, token: Option<&SyncToken>) -> Outcome<()> {
        let transaction = self.sqlite.transaction()?;
        let mut save = transaction.prepare_cached(SAVE)?;
        for Datastore { id, name, created_time, modified_time, revision } in page {
            save.execute(params![id, name, created_time, modified_time, revision])?;
        }
        drop(save);
        if behind.is_over() {
            let token = token.map(serde_json::to_string).transpose()?;
            transaction.execute("UPDATE stand SET checkpoint = NULL, sync_token = ?1", [token])?;
            transaction.execute("DELETE FROM datastores WHERE full_load < (SELECT full_load FROM stand)", [])?;
        } else {
            transaction.execute("UPDATE stand SET checkpoint = ?1", [serde_json::to_string(behind)?])?;
        }
        transaction.commit()?;
        Ok(())
    }

    pub fn count(&self) -> Outcome<u64> {
        Ok(self.sqlite.query_row("SELECT count(*) FROM datastores", [], |row| row.get(0))?)
    }

    pub fn get(&self, id: &str) -> Outcome<Option<Datastore>> {
        let select = "SELECT id, name, created_time, modified_time, revision FROM datastores WHERE id = ?1";
        let found = self.sqlite.prepare_cached(select)?.query_row([id], |row| {
            Ok(Datastore {
                id: row.get(0)?,
                name: row.get(1)?,
                created_time: row.get(2)?,
                modified_time: row.get(3)?,
                revision: row.get(4)?,
            })
        });
        Ok(found.optional()?)
    }
}
