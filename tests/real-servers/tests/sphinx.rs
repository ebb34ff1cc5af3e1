//! `anchor` over Sphinx, a search server that reaches the first 1,000 matches of a search, and over its protocol, which is no HTTP.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, missing_docs, reason = "a test may panic")]

use std::process::Command;
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use mysql::prelude::Queryable as _;
use mysql::{Conn, OptsBuilder};
use pagination_core::{Error, Paginated, Position, pages_with};
use real_servers::{Folder, Server, free_port};

/// The number of documents in the index.
const DOCUMENTS: u64 = 5_000;
/// How long the server may take until it serves.
const PATIENCE: Duration = Duration::from_secs(60);
const INSTALL: &str = "apt-get install sphinxsearch";

#[derive(Debug, Clone, PartialEq)]
struct Document {
    id: u64,
    rank: u64,
}

#[derive(Debug, Paginated)]
#[offset(max_window = 1_000, anchor(last_item = id, param = "id", unique), stop(short_page))]
#[paginated(page_size(param = "limit", default = 20))]
struct ById {
    documents: Vec<Document>,
}

/// Several documents have one rank.
#[derive(Debug, Paginated)]
#[offset(max_window = 1_000, anchor(last_item = rank, param = "rank"), stop(short_page))]
#[paginated(key = id, page_size(param = "limit", default = 20))]
struct ByRank {
    documents: Vec<Document>,
}

/// Nothing says that the server stops at 1,000.
#[derive(Debug, Paginated)]
#[offset(stop(short_page))]
#[paginated(page_size(param = "limit", default = 20))]
struct Trusting {
    documents: Vec<Document>,
}

/// A connection, which the walk clones for every page.
#[derive(Clone)]
struct Sphinx(Arc<Mutex<Conn>>);

impl Sphinx {
    fn connect(server: &Server) -> Self {
        let options = OptsBuilder::new()
            .ip_or_hostname(Some("127.0.0.1"))
            .tcp_port(server.port())
            .prefer_socket(false)
            // It would be asked for it, and does not know.
            .max_allowed_packet(Some(8 << 20));
        let begun = Instant::now();
        loop {
            match Conn::new(options.clone()) {
                Ok(connection) => return Self(Arc::new(Mutex::new(connection))),
                // It listens before it is ready, and resets what comes in between.
                Err(mysql::Error::IoError(_) | mysql::Error::CodecError(_)) if begun.elapsed() < PATIENCE => {
                    thread::sleep(Duration::from_millis(50));
                }
                Err(error) => panic!("{error}"),
            }
        }
    }

    fn query(&self, query: &str) -> mysql::Result<Vec<Document>> {
        let rows: Vec<(u64, u64)> = self.0.lock().unwrap().query(query)?;
        Ok(rows.into_iter().map(|(id, rank)| Document { id, rank }).collect())
    }

    /// A page of the documents, sorted by `rank` and `id`, or by `id` alone.
    fn page(&self, request: &pagination_core::PageRequest, by: &str) -> mysql::Result<Vec<Document>> {
        let offset = request.position().and_then(Position::as_u64).unwrap_or(0);
        let beyond = request.anchor().and_then(Position::as_u64);
        let (filter, sorted) = match by {
            "id" => (beyond.map(|id| format!(" WHERE id > {id}")), "id ASC"),
            _ => (beyond.map(|rank| format!(" WHERE rank >= {rank}")), "rank ASC, id ASC"),
        };
        let limit = request.page_size().unwrap_or(20);
        let filter = filter.unwrap_or_default();
        self.query(&format!("SELECT id, rank FROM documents{filter} ORDER BY {sorted} LIMIT {offset},{limit}"))
    }
}

struct Started {
    server: Server,
    _folder: Folder,
}

/// An index with the documents from 1 on, whose rank is this.
fn start(name: &str, rank: impl Fn(u64) -> u64) -> (Started, Sphinx) {
    let folder = Folder::new(name);
    let (at, port) = (folder.path().display(), free_port());
    let settings = format!(
        "index documents {{\n type = rt\n path = {at}/documents\n rt_field = title\n rt_attr_uint = rank\n}}\n\
         searchd {{\n listen = 127.0.0.1:{port}:mysql41\n log = {at}/log\n pid_file = {at}/pid\n binlog_path =\n workers = threads\n}}\n"
    );
    let file = folder.path().join("sphinx.conf");
    std::fs::write(&file, settings).unwrap();
    let server = Server::start(Command::new("searchd").arg("--nodetach").arg("--config").arg(file), port, INSTALL);
    let sphinx = Sphinx::connect(&server);
    for first in (1..=DOCUMENTS).step_by(500) {
        let rows: Vec<_> = (first..first + 500).map(|id| format!("({id}, 'document {id}', {})", rank(id))).collect();
        let insert = format!("INSERT INTO documents (id, title, rank) VALUES {}", rows.join(", "));
        sphinx.0.lock().unwrap().query_drop(insert).unwrap();
    }
    (Started { server, _folder: folder }, sphinx)
}

fn run<T>(walk: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(walk)
}

macro_rules! walk {
    ($page:ident, $sphinx:expr, $by:expr, |$pager:ident| $set:expr) => {
        run(async {
            let $pager = pages_with($sphinx.clone(), async |sphinx: Sphinx, request| {
                Ok::<_, mysql::Error>($page { documents: sphinx.page(&request, $by)? })
            });
            let mut items = $set.items();
            let mut walked = Vec::new();
            let end = loop {
                match items.try_next().await {
                    Ok(Some(document)) => walked.push(document),
                    Ok(None) => break None,
                    Err(error) => break Some(error),
                }
            };
            (walked, end)
        })
    };
}

#[test]
fn every_document_comes_once_beyond_the_window() {
    let (started, sphinx) = start("by-id", |id| id / 7);
    assert!(started.server.port() > 0);

    // What the server does: an error past the window, and fewer documents without a word at its end.
    assert_eq!(sphinx.query("SELECT id, rank FROM documents ORDER BY id ASC LIMIT 998,5").unwrap().len(), 2);
    let past = sphinx.query("SELECT id, rank FROM documents ORDER BY id ASC LIMIT 1000,5");
    assert!(past.is_err(), "{past:?}");

    for size in [20, 7, 333, 1_000] {
        let (walked, end) = walk!(ById, sphinx, "id", |pager| pager.page_size(size));
        assert!(end.is_none(), "{size}: {end:?}");
        let ids: Vec<_> = walked.iter().map(|document| document.id).collect();
        assert_eq!(ids, (1..=DOCUMENTS).collect::<Vec<_>>(), "{size}");
    }
    // Without `max_window`, the short page at the end of the window looks like the end of the list.
    let (walked, end) = walk!(Trusting, sphinx, "id", |pager| pager.page_size(7));
    assert!(walked.len() == 1_000 && end.is_none(), "{}: {end:?}", walked.len());

    // By parts, for several workers.
    let pager = || {
        pages_with(sphinx.clone(), async |sphinx: Sphinx, request| {
            Ok::<_, mysql::Error>(ById { documents: sphinx.page(&request, "id")? })
        })
        .page_size(100)
    };
    let parts = run(pager().split(4)).unwrap();
    assert_eq!(parts.len(), 4);
    let mut ids = Vec::new();
    for part in parts {
        let before = ids.len();
        run(async {
            let mut items = pager().part(part).items();
            while let Some(document) = items.try_next().await.unwrap() {
                ids.push(document.id);
            }
        });
        assert!(ids.len() - before > 500, "{before} {}", ids.len());
    }
    assert_eq!(ids, (1..=DOCUMENTS).collect::<Vec<_>>());
}

#[test]
fn documents_that_tie_come_once_and_more_than_a_window_of_them_are_the_cap() {
    let (_started, sphinx) = start("ties", |id| id / 7);
    for size in [20, 7, 333] {
        let (walked, end) = walk!(ByRank, sphinx, "rank", |pager| pager.page_size(size));
        assert!(end.is_none(), "{size}: {end:?}");
        let ids: Vec<_> = walked.iter().map(|document| document.id).collect();
        assert_eq!(ids, (1..=DOCUMENTS).collect::<Vec<_>>(), "{size}");
    }
    let (_started, sphinx) = start("too-many-ties", |id| if id <= 100 { id } else { 500 });
    let (walked, end) = walk!(ByRank, sphinx, "rank", |pager| pager.page_size(100));
    assert!(matches!(end, Some(Error::CapReached(_))), "{end:?}");
    let ids: Vec<_> = walked.iter().map(|document| document.id).collect();
    assert_eq!(ids, (1..=ids.len() as u64).collect::<Vec<_>>());
    assert!(ids.len() >= 1_000);
}
