//! Mirrors a tree into `SQLite`: the projects of an API, and the tasks of each, over and over again.
//!
//! `cargo run -p mirror --bin mirror_tree -- --server URL [--db PATH] [--rounds N] [--page-size N] [--children N] [--unordered true]`
//!
//! Some tasks at a time are written in one transaction with the one checkpoint of the tree after them. So you can kill the program at any
//! moment: started again, it continues there, and writes each task once.

use std::error::Error;
use std::process::ExitCode;
use std::sync::Arc;

use pagination_core::reqwest::Error as WalkError;
use pagination_core::{Checkpoint, Paginate, Paginated, Retry};
use reqwest::blocking::Client;
use rusqlite::{Connection, params};
use serde::Deserialize;

type Outcome<T> = Result<T, Box<dyn Error + Send + Sync>>;

/// So many tasks, at most, are written in one transaction.
const BATCH: usize = 5;

#[derive(Deserialize, Paginated)]
#[cursor(field = next, param = "after")]
#[paginated(key = id, page_size(param = "limit"))]
struct Projects {
    data: Vec<Project>,
    next: Option<u64>,
}

#[derive(Deserialize)]
struct Project {
    id: u64,
}

/// A project that was deleted meanwhile has none.
#[derive(Deserialize, Paginated)]
#[cursor(field = next, param = "after")]
#[paginated(empty(404, first), page_size(param = "limit"))]
struct Tasks {
    data: Vec<Task>,
    next: Option<u64>,
}

#[derive(Deserialize)]
struct Task {
    id: u64,
    title: String,
}

struct Options {
    server: String,
    db: String,
    rounds: u64,
    page_size: u64,
    children: usize,
    unordered: bool,
}

/// Each row has the number of the load that saw it last, and how often that one wrote it.
const SCHEMA: &str = "
    PRAGMA journal_mode = WAL;
    PRAGMA synchronous = NORMAL;
    CREATE TABLE IF NOT EXISTS tasks (
        project INTEGER NOT NULL,
        id      INTEGER NOT NULL,
        title   TEXT NOT NULL,
        load    INTEGER NOT NULL,
        times   INTEGER NOT NULL,
        PRIMARY KEY (project, id)
    ) STRICT;
    CREATE TABLE IF NOT EXISTS state (
        only_row   INTEGER PRIMARY KEY CHECK (only_row = 1),
        load       INTEGER NOT NULL,
        checkpoint TEXT
    ) STRICT;
    INSERT OR IGNORE INTO state (only_row, load) VALUES (1, 1);
";

const SAVE: &str = "
    INSERT INTO tasks (project, id, title, load, times) SELECT ?1, ?2, ?3, load, 1 FROM state WHERE true
    ON CONFLICT DO UPDATE SET title = excluded.title, load = excluded.load,
        times = CASE WHEN load = excluded.load THEN times + 1 ELSE 1 END
";

fn main() -> ExitCode {
    match read(std::env::args().skip(1)).and_then(|options| mirror(&options)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn read(mut arguments: impl Iterator<Item = String>) -> Outcome<Options> {
    let mut options = Options {
        server: String::new(),
        db: "tree.sqlite".to_owned(),
        rounds: 1,
        page_size: 100,
        children: 4,
        unordered: false,
    };
    while let (Some(name), Some(value)) = (arguments.next(), arguments.next()) {
        match name.as_str() {
            "--server" => options.server = value,
            "--db" => options.db = value,
            "--rounds" => options.rounds = value.parse()?,
            "--page-size" => options.page_size = value.parse()?,
            "--children" => options.children = value.parse()?,
            "--unordered" => options.unordered = value.parse()?,
            other => return Err(format!("there is no option {other}").into()),
        }
    }
    Ok(options)
}

/// The rest of a load that was interrupted, and so many after it.
fn mirror(options: &Options) -> Outcome<()> {
    let mut sqlite = Connection::open(&options.db)?;
    sqlite.execute_batch(SCHEMA)?;
    for _ in 0..=options.rounds {
        load(&mut sqlite, options)?;
    }
    Ok(())
}

/// One walk of the tree to its end.
fn load(sqlite: &mut Connection, options: &Options) -> Outcome<()> {
    let http = Client::new();
    let list = |path: &str| http.get(format!("{}{path}", options.server));
    let tasks = |project: &Project| {
        let list = list(&format!("/projects/{}/tasks", project.id));
        list.paginate::<Tasks>().page_size(options.page_size).retry(Retry::new())
    };
    let projects = list("/projects").paginate::<Projects>().page_size(options.page_size).retry(Retry::new()).items();
    let mut tree = if options.unordered {
        projects.fan_out_unordered(options.children, tasks)
    } else {
        projects.fan_out(options.children, tasks)
    };
    let stored: Option<String> = sqlite.query_row("SELECT checkpoint FROM state", [], |row| row.get(0))?;
    if let Some(stored) = stored {
        tree = tree.resume(serde_json::from_str(&stored)?);
    }
    let mut batch = Vec::new();
    loop {
        match tree.try_next() {
            Ok(Some(pair)) => {
                batch.push(pair);
                if batch.len() == BATCH {
                    let checkpoint = tree.checkpoint();
                    save(sqlite, &mut batch, &checkpoint)?;
                    // The last task may be known to be the last before the end is asked for.
                    if checkpoint.is_over() {
                        return Ok(());
                    }
                }
            }
            Ok(None) => return save(sqlite, &mut batch, &tree.checkpoint()),
            // The project whose tasks were being read is gone, from the list, or since the list was read.
            Err(WalkError::Drifted(_) | WalkError::Checkpoint(_)) => {
                sqlite.execute("UPDATE state SET load = load + 1, checkpoint = NULL", [])?;
                return load(sqlite, options);
            }
            Err(error) => return Err(error.into()),
        }
    }
}

/// Writes tasks and the checkpoint after them, both or neither.
fn save(sqlite: &mut Connection, batch: &mut Vec<(Arc<Project>, Task)>, checkpoint: &Checkpoint) -> Outcome<()> {
    let transaction = sqlite.transaction()?;
    let mut save = transaction.prepare_cached(SAVE)?;
    for (project, Task { id, title }) in batch.drain(..) {
        save.execute(params![project.id, id, title])?;
    }
    drop(save);
    if checkpoint.is_over() {
        transaction.execute("DELETE FROM tasks WHERE load < (SELECT load FROM state)", [])?;
        transaction.execute("UPDATE state SET load = load + 1, checkpoint = NULL", [])?;
    } else {
        transaction.execute("UPDATE state SET checkpoint = ?1", [serde_json::to_string(checkpoint)?])?;
    }
    transaction.commit()?;
    Ok(())
}
