//! Build an SDK: a typed client whose lists are walks.
//!
//! The users of an SDK need not see this crate. Its parts are plain types: a response type that stays private, a stream in a
//! struct of your own, and an error that becomes yours. A whole one, with its tests, is `examples/attio-sdk` of the repository:
//! three lists, pages and records, async and blocking.
//!
//! ```
//! use std::pin::Pin;
//! use std::task::{Context, Poll, ready};
//!
//! use futures_core::Stream;
//! use pagination_core::{Paginate, Paginated};
//! use serde::Deserialize;
//!
//! /// A client of the API. Cheap to clone.
//! #[derive(Clone)]
//! pub struct Client { http: reqwest::Client, url: String, token: String }
//!
//! /// One page, as the API sends it.
//! #[derive(Deserialize, Paginated)]
//! #[cursor(field = pagination.next_cursor)]
//! #[paginated(page_size(param = "limit", max = 200))]
//! struct MeetingPage { data: Vec<Meeting>, pagination: Pagination }
//!
//! #[derive(Deserialize)]
//! struct Pagination { next_cursor: Option<String> }
//!
//! /// A meeting.
//! #[derive(Deserialize)]
//! pub struct Meeting { pub title: String }
//!
//! impl Client {
//!     /// The meetings that match, page by page as they are asked for.
//!     pub fn meetings(&self, filter: &str) -> Meetings {
//!         let request = self.http.get(format!("{}/v2/meetings?linked_object={filter}", self.url)).bearer_auth(&self.token);
//!         Meetings(request.paginate::<MeetingPage>().page_size(200).items())
//!     }
//! }
//!
//! /// A stream of meetings, that can be kept in a struct, sent to a task, or polled in a `select!`.
//! #[derive(Debug)]
//! pub struct Meetings(pagination_core::reqwest::Items<MeetingPage>);
//!
//! impl Meetings {
//!     /// The next meeting; `None` at the end.
//!     pub async fn try_next(&mut self) -> Result<Option<Meeting>, Error> {
//!         Ok(self.0.try_next().await?)
//!     }
//! }
//!
//! impl Stream for Meetings {
//!     type Item = Result<Meeting, Error>;
//!     fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
//!         let next = ready!(Pin::new(&mut self.0).poll_next(cx));
//!         Poll::Ready(next.map(|meeting| meeting.map_err(Error::from)))
//!     }
//! }
//!
//! /// What can go wrong.
//! #[derive(Debug)]
//! #[non_exhaustive]
//! pub enum Error {
//!     /// The API's own error.
//!     Api { status: u16, code: String, message: String },
//!     /// Everything else.
//!     Walk(Box<pagination_core::reqwest::Error>),
//! }
//!
//! impl From<pagination_core::reqwest::Error> for Error {
//!     fn from(error: pagination_core::reqwest::Error) -> Self {
//!         #[derive(Deserialize)]
//!         struct Body { code: String, message: String }
//!
//!         if let pagination_core::Error::Status(answer) = &error
//!             && let Ok(Body { code, message }) = serde_json::from_slice(&answer.body)
//!         {
//!             return Self::Api { status: answer.status.as_u16(), code, message };
//!         }
//!         Self::Walk(Box::new(error))
//!     }
//! }
//!
//! // What users ask of such a stream; in an SDK, a test.
//! fn kept<T: Stream + Send + Sync + Unpin + std::fmt::Debug + 'static>() {}
//! kept::<Meetings>();
//! ```
//!
//! - **Bounds.** A walk over reqwest is `Unpin` and `Debug`, and `Send`, `Sync` and `'static` where the response type and its
//!   records are. Its `Debug` shows no position, credential or record. Hold your stream to that in a test, as above: users keep it
//!   in types of theirs, which then are all of it as well.
//! - **Names.** Over reqwest a walk has a name, as above: [`reqwest::Items`][crate::reqwest::Items],
//!   [`Pages`][crate::reqwest::Pages], [`Pager`][crate::reqwest::Pager]. A walk by another strategy names it:
//!   `Items<Contacts, Offset>`.
//! - **Stored checkpoints** hold the name of the response type: give it one that stays, `#[paginated(name = "meetings")]`
//!   ([`name`](crate::attributes::response#name)), and the struct can be renamed.
//! - **A blocking twin** takes the same response types: `reqwest::blocking::RequestBuilder::paginate`, and
//!   [`blocking::Items`][crate::blocking::Items], an `Iterator`.
//! - **Errors.** [`Error::Status`](crate::Error::Status) keeps status, headers and body; `retry_after()` reads what the
//!   server asks for. A 200 that carries a failure is declared ([`check`](crate::attributes::response#check)), and your error
//!   type comes back inside [`Error::Check`](crate::Error::Check).
//! - **Credentials that expire.** [`each_request`][crate::Pager::each_request] changes every request before it goes, retries
//!   included; with `retry(Retry::new().on_statuses([401]))`, a token that is refreshed elsewhere goes with the next try
//!   ([`Retry::also`][crate::Retry::also]). Where a token is to be fetched first, put a layer around the client:
//!   `reqwest-middleware`, or a `tower` service ([`tower`][crate::tower]).
//! - **Redirects.** Build the `reqwest::Client` with [`same_origin_redirects`][crate::reqwest::same_origin_redirects]:
//!   reqwest itself lets custom headers, such as `x-api-key`, follow to another host.
//! - **Settings.** Give your builder what your users need of the pager's: `page_size`, `max_items`, `retry`, `resume`. A
//!   [`Checkpoint`](crate::Checkpoint) is a serde value of its own.
//! - **Tests** without a server: [`testing`][crate::testing].
//!
//! # Over a method of your own
//!
//! A client that has its `list` already, signed, cached or generated, walks by it. The closure takes the position by its type, and
//! returns the method's future; the walk borrows the client for as long as it lives. One that is to be kept or spawned owns a clone:
//! each call clones it into the future, since a future must not borrow from the closure (of `async move |at| …`, rustc says that
//! it does not implement `FnMut`).
//!
//! ```
//! use futures_core::Stream;
//! use pagination_core::{Error, Paginated, pages};
//!
//! #[derive(Paginated)]
//! #[cursor(field = next)]
//! pub struct Names { names: Vec<String>, next: Option<String> }
//!
//! #[derive(Clone)]
//! pub struct Client { /* … */ }
//!
//! impl Client {
//!     pub async fn list(&self, at: Option<String>) -> Result<Names, std::io::Error> {
//!         /* one request */
//! #       let next = at.is_none().then(|| "b".to_owned());
//! #       Ok(Names { names: vec![at.unwrap_or("a".to_owned())], next })
//!     }
//!
//!     pub fn names(&self) -> impl Stream<Item = Result<String, Error<std::io::Error>>> + Send + Unpin {
//!         pages(move |at| self.list(at)).items()
//!     }
//!
//!     pub fn into_names(self) -> impl Stream<Item = Result<String, Error<std::io::Error>>> + Send + Unpin + 'static {
//!         pages(move |at| {
//!             let client = self.clone();
//!             async move { client.list(at).await }
//!         })
//!         .items()
//!     }
//! }
//! # use futures_core::stream::TryStream;
//! # fn all(mut names: impl TryStream<Ok = String, Error = Error<std::io::Error>> + Unpin) -> Vec<String> {
//! #     futures_executor::block_on(async {
//! #         let mut all = Vec::new();
//! #         while let Some(name) = std::future::poll_fn(|cx| std::pin::Pin::new(&mut names).try_poll_next(cx)).await { all.push(name.unwrap()); }
//! #         all
//! #     })
//! # }
//! # assert_eq!(all(Client {}.names()), ["a", "b"]);
//! # assert_eq!(all(Client {}.into_names()), ["a", "b"]);
//! ```
//!
#![cfg_attr(not(feature = "http"), doc = include_str!("../links/http.md"))]
#![cfg_attr(not(feature = "reqwest"), doc = include_str!("../links/reqwest.md"))]
#![cfg_attr(not(feature = "blocking"), doc = include_str!("../links/blocking.md"))]
#![cfg_attr(not(feature = "tower"), doc = include_str!("../links/tower.md"))]
#![cfg_attr(not(feature = "testing"), doc = include_str!("../links/testing.md"))]
