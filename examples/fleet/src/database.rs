//! The records and the jobs, in one database: only so can a page and its checkpoint be saved together.

use std::time::Duration;

use apalis::prelude::TaskSink as _;
use apalis_postgres::PostgresStorage;
use apalis_sqlite::SqliteStorage;
use sqlx::postgres::{PgPool, PgPoolOptions};
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePool, SqlitePoolOptions, SqliteSynchronous};

use super::Outcome;
use super::job::Job;

/// The name of the jobs' queue.
const QUEUE: &str = "lists";

const RECORDS: &str = "CREATE TABLE IF NOT EXISTS records (account TEXT NOT NULL, list TEXT NOT NULL, id TEXT NOT NULL, \
                       body TEXT NOT NULL, times INTEGER NOT NULL DEFAULT 1, PRIMARY KEY (account, list, id))";

/// How often a record was written is counted: the test wants to see it once.
const INSERT: &str = "INSERT INTO records (account, list, id, body) VALUES ($1, $2, $3, $4) \
                      ON CONFLICT (account, list, id) DO UPDATE SET body = excluded.body, times = records.times + 1";

#[derive(Clone)]
pub enum Database {
    Sqlite(SqlitePool),
    Postgres(PgPool),
}

/// Who works on a job.
pub struct Lock {
    pub job: String,
    pub worker: String,
}

/// Whether a page was saved.
#[derive(Debug, PartialEq, Eq)]
pub enum Saved {
    Yes,
    /// Another worker has the job by now, and nothing was written.
    Lost,
}

/// The same on both: `$pool` is the database, `$jobs` a statement about its table of jobs.
macro_rules! on {
    ($database:expr, $pool:ident, $jobs:ident = [$before:literal, $after:literal] => $work:expr) => {
        match $database {
            Database::Sqlite($pool) => {
                let $jobs = concat!($before, "Jobs", $after);
                $work
            }
            Database::Postgres($pool) => {
                let $jobs = concat!($before, "apalis.jobs", $after);
                $work
            }
        }
    };
}

impl Database {
    pub async fn open(url: &str) -> Outcome<Self> {
        let database = if url.starts_with("postgres") {
            let pool = PgPoolOptions::new().max_connections(8).connect(url).await?;
            PostgresStorage::setup(&pool).await?;
            Self::Postgres(pool)
        } else {
            // apalis' own `setup` turns `synchronous` off: a crash of the machine could lose a checkpoint.
            let options: SqliteConnectOptions = url.parse()?;
            let options = options
                .create_if_missing(true)
                .journal_mode(SqliteJournalMode::Wal)
                .synchronous(SqliteSynchronous::Normal)
                .busy_timeout(Duration::from_secs(20));
            let pool = SqlitePoolOptions::new().max_connections(8).connect_with(options).await?;
            SqliteStorage::migrations().run(&pool).await?;
            Self::Sqlite(pool)
        };
        on!(&database, pool, _jobs = ["", ""] => { sqlx::query(RECORDS).execute(pool).await?; });
        Ok(database)
    }

    pub async fn enqueue(&self, jobs: Vec<Job>) -> Outcome<()> {
        match self {
            Self::Sqlite(_) => self.sqlite_jobs()?.push_bulk(jobs).await?,
            Self::Postgres(_) => self.postgres_jobs()?.push_bulk(jobs).await?,
        }
        Ok(())
    }

    /// The queue. A worker that says nothing for three seconds is taken for dead: whole seconds, and not fewer than three, since apalis
    /// rounds them down, and two workers would take each other's job for ever.
    pub fn sqlite_jobs(&self) -> Outcome<SqliteStorage<Job>> {
        let Self::Sqlite(pool) = self else { return Err("this is not SQLite".into()) };
        let config = apalis_sqlite::Config::default().queue(QUEUE).batch_size(1);
        Ok(SqliteStorage::new(pool).with_config(config.heartbeat_interval(Duration::from_secs(1)).missed_heartbeats(3)))
    }

    /// As [`sqlite_jobs`](Self::sqlite_jobs).
    pub fn postgres_jobs(&self) -> Outcome<PostgresStorage<Job>> {
        let Self::Postgres(pool) = self else { return Err("this is not PostgreSQL".into()) };
        let config = apalis_postgres::Config::default().queue(QUEUE).batch_size(1);
        Ok(PostgresStorage::new(pool)
            .with_config(config.heartbeat_interval(Duration::from_secs(1)).missed_heartbeats(3)))
    }

    /// Saves the records of a page and the job as it is after them, if the worker still holds the job.
    ///
    /// The first statement locks the job, so that nobody takes it before the transaction is over.
    pub async fn save(&self, lock: &Lock, job: &Job, records: &[(String, String)]) -> Outcome<Saved> {
        let after = serde_json::to_vec(job)?;
        on!(self, pool, hold = ["UPDATE ", " SET job = $1 WHERE id = $2 AND lock_by = $3 AND status = 'Running'"] => {
            let mut transaction = pool.begin().await?;
            let held = sqlx::query(hold).bind(after).bind(&lock.job).bind(&lock.worker).execute(&mut *transaction).await?;
            if held.rows_affected() != 1 {
                transaction.rollback().await?;
                return Ok(Saved::Lost);
            }
            for (id, body) in records {
                let insert = sqlx::query(INSERT).bind(&job.account).bind(job.list.name()).bind(id).bind(body);
                insert.execute(&mut *transaction).await?;
            }
            transaction.commit().await?;
        });
        Ok(Saved::Yes)
    }

    /// The job as it was saved last: what a worker is handed may be from before another one was killed.
    pub async fn job(&self, lock: &Lock) -> Outcome<Option<Job>> {
        let found: Option<(Vec<u8>,)> = on!(self, pool, job = ["SELECT job FROM ", " WHERE id = $1 AND lock_by = $2"] => {
            sqlx::query_as(job).bind(&lock.job).bind(&lock.worker).fetch_optional(pool).await?
        });
        found.map(|(job,)| Ok(serde_json::from_slice(&job)?)).transpose()
    }

    /// How many jobs are not done.
    pub async fn unfinished(&self) -> Outcome<u64> {
        self.number(Counted::Unfinished).await
    }

    /// How many jobs have failed for good.
    pub async fn failed(&self) -> Outcome<u64> {
        self.number(Counted::Failed).await
    }

    /// How many records there are.
    pub async fn count(&self) -> Outcome<u64> {
        self.number(Counted::Records).await
    }

    /// How many records were written more than once.
    pub async fn written_twice(&self) -> Outcome<u64> {
        self.number(Counted::WrittenTwice).await
    }

    async fn number(&self, counted: Counted) -> Outcome<u64> {
        let (count,): (i64,) = match counted {
            Counted::Unfinished => on!(self, pool, unfinished = [
                "SELECT COUNT(*) FROM ",
                " WHERE status IN ('Pending', 'Queued', 'Running') OR (status = 'Failed' AND attempts < max_attempts)"
            ] => sqlx::query_as(unfinished).fetch_one(pool).await?),
            Counted::Failed => on!(self, pool, failed = [
                "SELECT COUNT(*) FROM ", " WHERE status = 'Killed' OR (status = 'Failed' AND attempts >= max_attempts)"
            ] => sqlx::query_as(failed).fetch_one(pool).await?),
            Counted::Records => on!(self, pool, _jobs = ["", ""] => {
                sqlx::query_as("SELECT COUNT(*) FROM records").fetch_one(pool).await?
            }),
            Counted::WrittenTwice => on!(self, pool, _jobs = ["", ""] => {
                sqlx::query_as("SELECT COUNT(*) FROM records WHERE times <> 1").fetch_one(pool).await?
            }),
        };
        Ok(u64::try_from(count)?)
    }

    /// Forgets the records and the jobs of an earlier run.
    pub async fn forget(&self) -> Outcome<()> {
        on!(self, pool, forget = ["DELETE FROM ", ""] => {
            sqlx::query(forget).execute(pool).await?;
            sqlx::query("DELETE FROM records").execute(pool).await?;
        });
        Ok(())
    }
}

enum Counted {
    Unfinished,
    Failed,
    Records,
    WrittenTwice,
}
