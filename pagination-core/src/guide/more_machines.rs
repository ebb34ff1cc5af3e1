//! More than one machine: lists as jobs of an engine.
//!
//! This library does not distribute work. It gives what an engine needs: a walk that can stop anywhere, and a
//! [`Checkpoint`](crate::Checkpoint) that says where it stood, as a small serde value. The rest is the engine's: who does which job,
//! what happens when a worker dies, and how often it is tried.
//!
//! # The job
//!
//! A job is an account, a list, a part of it if it is long, and a checkpoint, which is absent at first. The worker resumes, and saves
//! the checkpoint after each page:
//!
//! ```
//! # mod example { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/attributes/example.rs")); } use example::*;
//! use pagination_core::Checkpoint;
//! use pagination_core::testing::{Recorded, Replay};
//!
//! #[derive(Deserialize, Paginated)]
//! #[cursor(field = next)]
//! struct Events { data: Vec<Event>, next: Option<String> }
//!
//! #[derive(Default, Deserialize, serde::Serialize)]
//! struct Job { account: String, checkpoint: Option<Checkpoint> }
//!
//! fn work(api: &Replay, mut job: Job, save: &mut dyn FnMut(&Job, &[Event])) -> Result<(), pagination_core::testing::Error> {
//!     let pager = api.get(&format!("https://api.example/{}/events", job.account)).paginate::<Events>();
//!     let pager = match job.checkpoint.take() {
//!         Some(checkpoint) => pager.resume(checkpoint),
//!         None => pager,
//!     };
//!     let mut pages = pager.pages();
//!     while let Some(page) = pages.try_next()? {
//!         job.checkpoint = Some(pages.checkpoint());
//!         save(&job, &page.data);
//!     }
//!     Ok(())
//! }
//!
//! let page = |data: &str, next: &str| Recorded::json(format!(r#"{{ "data": {data}, "next": {next} }}"#));
//! let mut stored = String::new();
//! let api = Replay::new([page(r#"[{ "id": 1 }]"#, r#""b""#), Recorded::status(500)]);
//! let job = Job { account: "ann".to_owned(), checkpoint: None };
//! work(&api, job, &mut |job, _| stored = serde_json::to_string(job).unwrap_or_default()).unwrap_err();
//!
//! // Another worker, later.
//! let api = Replay::new([page(r#"[{ "id": 2 }]"#, "null")]);
//! let mut ids = Vec::new();
//! let job = serde_json::from_str(&stored).expect("as it was stored");
//! work(&api, job, &mut |_, events| ids.extend(events.iter().map(|event| event.id))).unwrap();
//! assert_eq!(ids, [2]);
//! assert_eq!(api.requests()[0].query("cursor").as_deref(), Some("b"));
//! ```
//!
//! # Exactly once
//!
//! Two rules make every item arrive exactly once, whenever a worker dies:
//!
//! 1. The items of a page and the checkpoint after it are saved in one transaction. With the checkpoint first, items are lost; with
//!    the items first, they come twice.
//! 2. The transaction begins with "do I still hold this job?", in a statement that locks the job's row. A worker that was paused, by
//!    its operating system or by a debugger, does not know that another one was given its job meanwhile.
//!
//! Where items and jobs are not in one database, write items under a key, so that one that comes twice replaces itself, and save
//! the checkpoint afterwards.
//!
//! `examples/fleet` does this whole, with the jobs of apalis on SQLite or PostgreSQL, and its test kills and pauses workers at random.
//! What is true of apalis there is true of most engines:
//!
//! - A worker is taken for dead by its heartbeat, after some seconds. What blocks the thread stops the heartbeat, and the job runs twice: so
//!   walk asynchronously, or on a thread of its own.
//! - The engine hands over the job as it was enqueued, or as it was read a while ago. Read the checkpoint anew, under the lock.
//! - Workers that die are not failures of the job. Bound them by yourself.
//!
//! # Parts
//!
//! A list by offset or page number with a total is divided by [`split(n)`](crate::Pager::split), and so is one that is sorted by a number or
//! a time that the API can filter by ([`anchor`](crate::attributes::options#anchor)). A [`Part`](crate::Part) is a serde value: put it into the
//! job, and walk it with `.part(part)`. The last part has no end, so that what was inserted meanwhile is not lost. Where a list has no
//! total, look for its end, and give each part an `offset` in its request and [`max_items`](crate::Pager::max_items). Other cursors and links
//! cannot be divided; divide by account, or by a filter that the API has.
//!
//! # Other engines
//!
//! | engine | the job | the checkpoint | the guard |
//! |---|---|---|---|
//! | Temporal | an activity's argument | the details of its heartbeat: `heartbeat(checkpoint)` after each page, and the details of the last attempt at the begin of the next | the heartbeat's response says that the activity was cancelled or timed out; the store's key does the rest |
//! | Ray | the argument of a task or an actor | an actor's state is lost with it: save it with the items | a version column: `UPDATE … WHERE version = ?` |
//! | Spark | a row of a data frame, one partition each (`mapPartitions`) | with the items; a task that is tried again reads it first, and speculation (`spark.speculation`) is off | the output committer, or a key |
//! | Kafka, SQS | a message | a table beside the items, under the job's key; the message itself cannot be changed | a lease: the visibility timeout is renewed after each page |
//!
//! From another language, the worker is a program: the job comes as JSON on its standard input, each page and the checkpoint after it go
//! out as one line.
//!
//! A checkpoint holds cursors: keep the jobs as secret as the lists. It is refused by a walk of another response type, strategy, path or
//! [name](crate::Pager::named), so a job that is mixed up fails before its first request.
