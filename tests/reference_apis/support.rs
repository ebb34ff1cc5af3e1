//! One walk over both clients, and what came of it.

use std::fmt::Debug;

use demo_apis::{LoggedRequest, Server};
use futures_util::{Stream, StreamExt as _};
use pagination_core::reqwest::Error;

use crate::apis::Id;

/// More than any walk of these tests gives.
const MOST: usize = 20_000;

/// What a walk gave until it said `None` twice, and what the server was asked for it.
#[derive(Debug)]
pub struct Walked<T> {
    pub records: Vec<T>,
    pub errors: Vec<Error>,
    pub log: Vec<LoggedRequest>,
}

impl<T: Debug> Walked<T> {
    fn new(results: Vec<Result<T, Error>>, server: &Server) -> Self {
        let mut walked = Self { records: Vec::new(), errors: Vec::new(), log: server.log() };
        for result in results {
            match result {
                Ok(record) => walked.records.push(record),
                Err(error) => walked.errors.push(error),
            }
        }
        walked
    }

    /// The ids, with or without errors.
    pub fn ids(&self) -> Vec<String>
    where
        T: Id,
    {
        self.records.iter().map(Id::id).collect()
    }

    /// The walk gave these records, each once and in this order, with so many requests and without an error.
    #[track_caller]
    pub fn gave<I: ToString>(&self, ids: &[I], requests: usize)
    where
        T: Id,
    {
        assert!(self.errors.is_empty(), "{:?}", self.errors);
        assert_eq!(self.ids(), texts(ids));
        assert_eq!(self.log.len(), requests, "{:?}", self.targets());
    }

    /// The walk gave these records, then one error that ended it, with so many requests.
    #[track_caller]
    pub fn failed<I: ToString>(&self, ids: &[I], requests: usize) -> &Error
    where
        T: Id,
    {
        assert_eq!(self.ids(), texts(ids));
        assert_eq!(self.log.len(), requests, "{:?}", self.targets());
        assert_eq!(self.errors.len(), 1, "{:?}", self.errors);
        &self.errors[0]
    }

    /// The paths and queries, as they were sent.
    pub fn targets(&self) -> Vec<String> {
        targets(&self.log)
    }
}

/// The paths and queries, as they were sent.
pub fn targets(log: &[LoggedRequest]) -> Vec<String> {
    log.iter().map(LoggedRequest::target).collect()
}

pub fn texts<I: ToString>(ids: &[I]) -> Vec<String> {
    ids.iter().map(ToString::to_string).collect()
}

/// The requests for so many records, where the last page says that it is the last.
pub fn told(records: usize, size: usize) -> usize {
    records.div_ceil(size).max(1)
}

/// The requests for so many records, where a page that is not full is the last.
pub fn short(records: usize, size: usize) -> usize {
    records / size + 1
}

pub fn client() -> reqwest::Client {
    reqwest::Client::builder().no_proxy().build().unwrap()
}

pub fn blocking() -> reqwest::blocking::Client {
    reqwest::blocking::Client::builder().no_proxy().build().unwrap()
}

/// Polls to the end, on through every error.
pub async fn drain<T: Debug>(items: &mut (impl Stream<Item = Result<T, Error>> + Unpin), server: &Server) -> Walked<T> {
    let results: Vec<_> = items.by_ref().take(MOST).collect().await;
    assert!(results.len() < MOST, "the walk does not end");
    assert!(items.next().await.is_none(), "the walk had ended");
    Walked::new(results, server)
}

/// The same over an iterator.
pub fn drain_blocking<T: Debug>(items: &mut impl Iterator<Item = Result<T, Error>>, server: &Server) -> Walked<T> {
    let results: Vec<_> = items.by_ref().take(MOST).collect();
    assert!(results.len() < MOST, "the walk does not end");
    assert!(items.next().is_none(), "the walk had ended");
    Walked::new(results, server)
}

/// What does not take the two clients apart.
#[track_caller]
pub fn same<T: Debug + PartialEq>(polled: Walked<T>, blocked: &Walked<T>) -> Walked<T> {
    let told = |walked: &Walked<T>| walked.errors.iter().map(kind).collect::<Vec<_>>();
    let asked = |walked: &Walked<T>| {
        walked
            .log
            .iter()
            .map(|request| (request.method.clone(), request.target(), request.body.clone()))
            .collect::<Vec<_>>()
    };
    assert_eq!(polled.records, blocked.records, "the two clients got other records");
    assert_eq!(told(&polled), told(blocked), "the two clients got other errors");
    assert_eq!(asked(&polled), asked(blocked), "the two clients asked otherwise");
    polled
}

/// An error of the walk says the same over every client; one of the client says what the client says.
fn kind(error: &Error) -> String {
    match error {
        Error::Transport(_) => "the client's own".to_owned(),
        error => error.to_string(),
    }
}

/// Waits for the walk over the asynchronous client.
pub fn run<T>(walk: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(walk)
}

/// Walks the items of one pager over both clients: `both!(server, http => http.get(…).paginate::<…>())`. What stands in braces
/// before it is done before each of the two walks. Both have to get the same and to ask the same.
macro_rules! both {
    ($server:expr, $http:ident => $pager:expr) => {
        both!($server, {}, $http => $pager)
    };
    ($server:expr, $before:block, $http:ident => $pager:expr) => {{
        let (polled, blocked) = each!($server, $before, $http => $pager);
        $crate::support::same(polled, &blocked)
    }};
}

/// The same, without a look at what the two have in common.
macro_rules! each {
    ($server:expr, $before:block, $http:ident => $pager:expr) => {{
        let server: &demo_apis::Server = &$server;
        server.reset_log();
        $before
        let blocked = {
            let $http = $crate::support::blocking();
            $crate::support::drain_blocking(&mut $pager.items(), server)
        };
        server.reset_log();
        $before
        let polled = $crate::support::run(async {
            let $http = $crate::support::client();
            $crate::support::drain(&mut $pager.items(), server).await
        });
        (polled, blocked)
    }};
}

/// Walks over both clients where several requests are on their way: their order is open, and one that was for nothing may arrive
/// late, so that each walk has a server of its own.
macro_rules! side_by_side {
    ($start:expr, |$server:ident, $http:ident| $pager:expr) => {{
        let blocked = {
            let $server = $start;
            let $http = $crate::support::blocking();
            let walked = $crate::support::drain_blocking(&mut $pager.items(), &$server);
            (walked, $server)
        };
        let polled = $crate::support::run(async {
            let $server = $start;
            let $http = $crate::support::client();
            let walked = $crate::support::drain(&mut $pager.items(), &$server).await;
            (walked, $server)
        });
        [blocked, polled]
    }};
}
