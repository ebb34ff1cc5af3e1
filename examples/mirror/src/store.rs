//! The mirror: the datastores, and how far the walk has come.

use pagination_core::{Checkpoint, SyncToken};
use rusqlite::{Connection, OptionalExtension, params};

use super::Outcome;
use super::api::Datastore;

/// Each row has the number of the full load that saw it last. When a full load ends, rows with a smaller number are no longer on the
/// server.
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
    CREATE TABLE IF NOT EXISTS state (
        only_row   INTEGER PRIMARY KEY CHECK (only_row = 1),
        full_load  INTEGER NOT NULL,
        checkpoint TEXT,
        sync_token TEXT
    ) STRICT;
    INSERT OR IGNORE INTO state (only_row, full_load) VALUES (1, 0);
";

const SAVE: &str = "
    INSERT OR REPLACE INTO datastores (id, name, created_time, modified_time, revision, full_load)
    SELECT ?1, ?2, ?3, ?4, ?5, full_load FROM state
";

/// How far the mirror has come.
pub enum State {
    /// There has been no walk yet.
    Empty,
    /// A walk was interrupted here.
    Unfinished(Checkpoint),
    /// The last walk reached its end and gave this token.
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

    pub fn state(&self) -> Outcome<State> {
        let texts: (Option<String>, Option<String>) =
            self.sqlite
                .query_row("SELECT checkpoint, sync_token FROM state", [], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(match texts {
            (Some(checkpoint), _) => State::Unfinished(serde_json::from_str(&checkpoint)?),
            (None, Some(token)) => State::Synced(serde_json::from_str(&token)?),
            (None, None) => State::Empty,
        })
    }

    /// Starts a full load. The old datastores stay until its end: they are better than none.
    pub fn start_over(&mut self) -> Outcome<()> {
        self.sqlite.execute("UPDATE state SET full_load = full_load + 1, checkpoint = NULL, sync_token = NULL", [])?;
        Ok(())
    }

    /// Writes the datastores of a page and the checkpoint after it, both or neither.
    pub fn save(&mut self, page: &[Datastore], checkpoint: &Checkpoint, token: Option<&SyncToken>) -> Outcome<()> {
        let transaction = self.sqlite.transaction()?;
        let mut save = transaction.prepare_cached(SAVE)?;
        for Datastore { id, name, created_time, modified_time, revision } in page {
            save.execute(params![id, name, created_time, modified_time, revision])?;
        }
        drop(save);
        if checkpoint.is_over() {
            let token = token.map(serde_json::to_string).transpose()?;
            transaction.execute("UPDATE state SET checkpoint = NULL, sync_token = ?1", [token])?;
            transaction.execute("DELETE FROM datastores WHERE full_load < (SELECT full_load FROM state)", [])?;
        } else {
            transaction.execute("UPDATE state SET checkpoint = ?1", [serde_json::to_string(checkpoint)?])?;
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
