//! A worker: takes one job after the other, and saves each page with the checkpoint after it.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use apalis::prelude::{
    Attempt, BoxDynError, Data, TaskId, WorkerBuilder, WorkerBuilderExt as _, WorkerContext, WorkerError,
};
use pagination_core::Paginated;

use super::Outcome;
use super::database::{Database, Lock, Saved};
use super::job::{Job, List};
use super::lists::{self, Record};

/// A job that was begun so often and never done kills its workers. apalis counts that, and does not end it.
const MOST_ATTEMPTS: usize = 200;

/// What the workers of a process share.
#[derive(Clone)]
pub struct Fleet {
    database: Database,
    accounts: Arc<BTreeMap<String, String>>,
}

impl Fleet {
    pub fn new(database: Database, accounts: BTreeMap<String, String>) -> Self {
        Self { database, accounts: Arc::new(accounts) }
    }

    /// Works until no job is left.
    pub async fn work(&self, name: &str) -> Outcome<()> {
        let idle = {
            let database = self.database.clone();
            move || async move {
                while database.unfinished().await? > 0 {
                    tokio::time::sleep(Duration::from_millis(300)).await;
                }
                Ok::<(), BoxDynError>(())
            }
        };
        let until = || {
            let idle = idle.clone()();
            async move { idle.await.map_err(WorkerError::BackendError) }
        };
        // One job at a time: its heartbeat goes on beside it, as long as nothing blocks the thread.
        match &self.database {
            Database::Sqlite(_) => {
                let jobs = self.database.sqlite_jobs()?;
                let worker = WorkerBuilder::new(name).backend(jobs).concurrency(1).data(self.clone()).build(mirror);
                worker.run_until(until()).await?;
            }
            Database::Postgres(_) => {
                let jobs = self.database.postgres_jobs()?;
                let worker = WorkerBuilder::new(name).backend(jobs).concurrency(1).data(self.clone()).build(mirror);
                worker.run_until(until()).await?;
            }
        }
        match self.database.failed().await? {
            0 => Ok(()),
            failed => Err(format!("{failed} jobs have failed").into()),
        }
    }

    fn url(&self, account: &str) -> Outcome<&str> {
        Ok(self.accounts.get(account).ok_or_else(|| format!("the account {account} is not known here"))?)
    }
}

/// Mirrors one list, or a part of it.
async fn mirror(
    handed: Job,
    fleet: Data<Fleet>,
    task: TaskId,
    worker: WorkerContext,
    attempt: Attempt,
) -> Result<(), BoxDynError> {
    if attempt.current() > MOST_ATTEMPTS {
        return Err(format!(
            "{} of {} was begun {MOST_ATTEMPTS} times and never done",
            handed.list.name(),
            handed.account
        )
        .into());
    }
    let lock = Lock { job: task.to_string(), worker: worker.name().to_owned() };
    let Some(job) = fleet.database.job(&lock).await? else { return Err(lost()) };
    let http = lists::client()?;
    let url = fleet.url(&job.account)?;
    match job.list {
        List::Meetings => walk(&fleet, &lock, job.clone(), lists::meetings_of(&http, url, &job)).await,
        List::Activities => walk(&fleet, &lock, job.clone(), lists::activities_of(&http, url, &job)).await,
    }
}

fn lost() -> BoxDynError {
    "another worker has this job by now".into()
}

async fn walk<P>(
    fleet: &Fleet,
    lock: &Lock,
    mut job: Job,
    pager: pagination_core::reqwest::Pager<P>,
) -> Result<(), BoxDynError>
where
    P: Paginated<Item = Record> + serde::de::DeserializeOwned,
    pagination_core::Head: pagination_core::transport::Provides<<P as pagination_core::PaginatedBy<P::Strategy>>::Head>,
{
    let mut pages = pager.pages();
    while let Some(mut page) = pages.try_next().await? {
        let records = page.take_items();
        job.checkpoint = Some(pages.checkpoint());
        let rows = records.iter().map(|record| Ok((record.id.to_string(), serde_json::to_string(record)?)));
        let rows = rows.collect::<Result<Vec<_>, serde_json::Error>>()?;
        if fleet.database.save(lock, &job, &rows).await? == Saved::Lost {
            return Err(lost());
        }
    }
    Ok(())
}
