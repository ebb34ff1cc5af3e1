//! Proves a declaration against the live API.

mod asking;
mod end;
mod judge;
mod judging;
mod links;
mod order;
mod position;
mod relation;
mod report;
mod sizes;
mod stops;
mod totals;

use std::fmt;
use std::future::Future;
use std::pin::pin;

pub use report::{Finding, Outcome, Report};

use crate::driver::blocking_wait::block_on;
use crate::over_http::OverHttp;
use crate::pager::Pager;
use crate::paginated::{Paginated, PaginatedBy};
use crate::strategy::Strategy;
use crate::transport::{Async, Blocking, Provides, Transport};
use asking::Asking;

/// How many requests a probe makes, unless the caller says otherwise.
const REQUESTS: usize = 8;

/// How a probe asks.
///
/// ```
/// use pagination_core::testing::Probing;
///
/// let probing = Probing::new().allow_post().requests(6);
/// ```
#[derive(Debug, Clone, Copy)]
#[must_use]
pub struct Probing {
    pub(super) any_method: bool,
    pub(super) requests: usize,
}

impl Probing {
    /// GET requests only, eight at most.
    pub fn new() -> Self {
        Self { any_method: false, requests: REQUESTS }
    }

    /// Sends requests by POST and other methods too. Only where the list is read by it: a probe sends the request several times.
    pub fn allow_post(mut self) -> Self {
        self.any_method = true;
        self
    }

    /// At most this many requests. With fewer, more claims are unknown.
    pub fn requests(mut self, most: usize) -> Self {
        self.requests = most;
        self
    }
}

impl Default for Probing {
    fn default() -> Self {
        Self::new()
    }
}

impl<P, T, S> Pager<P, T, S, Async>
where
    P: Paginated + PaginatedBy<S>,
    T: Transport<P, Head: Provides<<P as PaginatedBy<S>>::Head>, Error: fmt::Display> + OverHttp,
    S: Strategy,
{
    /// Proves the declaration against the live API: sends at most eight requests, and says of each claim whether it holds.
    ///
    /// ```no_run
    /// # #[cfg(feature = "reqwest")] {
    /// # use pagination_core::{Paginate, Paginated};
    /// # #[derive(serde::Deserialize, Paginated)]
    /// # #[cursor(field = next)]
    /// # struct Meetings { data: Vec<String>, next: Option<String> }
    /// # async fn probe(http: reqwest::Client, token: &str) {
    /// let report = http.get("https://api.example/v2/meetings").bearer_auth(token).paginate::<Meetings>().probe().await;
    /// println!("{report}");
    /// assert!(report.refuted().is_empty(), "the declaration is wrong");
    /// # }
    /// # }
    /// ```
    ///
    /// The guide [prove a declaration](crate::guide::prove) lists the claims. Only GET requests are sent, unless
    /// [`probe_with`](Self::probe_with) allows others. What goes wrong is evidence: there is no error.
    pub fn probe(self) -> impl Future<Output = Report> {
        self.probe_with(Probing::new())
    }

    /// As [`probe`](Self::probe), with other methods than GET, or fewer requests.
    pub async fn probe_with(self, probing: Probing) -> Report {
        judging::judge(Asking::<P, T, S>::new(self.transport, self.options.decoder, self.settings, probing)).await
    }
}

impl<P, T, S> Pager<P, T, S, Blocking>
where
    P: Paginated + PaginatedBy<S>,
    T: Transport<P, Head: Provides<<P as PaginatedBy<S>>::Head>, Error: fmt::Display> + OverHttp,
    S: Strategy,
{
    /// Proves the declaration against the live API: sends at most eight requests, and says of each claim whether it holds.
    ///
    /// ```
    /// # use pagination_core::Paginated;
    /// # use pagination_core::testing::{Recorded, Replay};
    /// # #[derive(serde::Deserialize, Paginated)]
    /// # #[cursor(field = next)]
    /// # struct Names { names: Vec<String>, next: Option<String> }
    /// let page = |names: &str, next: &str| Recorded::json(format!(r#"{{"names": {names}, "next": {next}}}"#));
    /// let replay = Replay::new([
    ///     page(r#"["ann", "bob"]"#, r#""c""#).answers("GET", "/names"),
    ///     page(r#"["ann", "bob"]"#, r#""c""#).answers("GET", "/names"),
    ///     page(r#"["eve"]"#, "null").answers("GET", "/names?cursor=c"),
    /// ]);
    /// let report = replay.get("https://api.example/names").paginate::<Names>().probe();
    /// assert!(report.refuted().is_empty(), "{report}");
    /// assert_eq!(report.finding("position").map(|finding| finding.outcome.to_string()).as_deref(), Some("confirmed"));
    /// ```
    ///
    /// The guide [prove a declaration](crate::guide::prove) lists the claims. Only GET requests are sent, unless
    /// [`probe_with`](Self::probe_with) allows others. What goes wrong is evidence: there is no error.
    pub fn probe(self) -> Report {
        self.probe_with(Probing::new())
    }

    /// As [`probe`](Self::probe), with other methods than GET, or fewer requests.
    pub fn probe_with(self, probing: Probing) -> Report {
        let asking = Asking::<P, T, S>::new(self.transport, self.options.decoder, self.settings, probing);
        let mut judging = pin!(judging::judge(asking));
        block_on(|cx| judging.as_mut().poll(cx))
    }
}
