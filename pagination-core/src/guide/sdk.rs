//! Build an SDK: a typed client whose lists are walks.
//!
//! The users of an SDK need not see this crate. Its parts are plain types: a response type that stays private, a stream in a
//! struct of your own, and an error that becomes yours.
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
//! /// A stream of meetings: `Send` and `Unpin`, so that it can be kept, sent to a task, or polled in a `select!`.
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
//! # fn kept<T: Send + Unpin + Stream>() {}
//! # kept::<Meetings>();
//! ```
//!
//! - **Names.** Over reqwest a walk has a name, as above: [`reqwest::Items`][crate::reqwest::Items],
//!   [`Pages`][crate::reqwest::Pages], [`Pager`][crate::reqwest::Pager]. A walk by another strategy names it:
//!   `Items<Contacts, Offset>`.
//! - **A blocking twin** takes the same response types: `reqwest::blocking::RequestBuilder::paginate`, and
//!   [`blocking::Items`][crate::blocking::Items], an `Iterator`.
//! - **Errors.** [`Error::Status`](crate::Error::Status) keeps status, headers and body; `retry_after()` reads what the
//!   server asks for. A 200 that carries a failure is declared ([`check`](crate::attributes::response#check)), and your error
//!   type comes back inside [`Error::Check`](crate::Error::Check).
//! - **Credentials that expire.** [`each_request`][crate::Pager::each_request] changes every request before it goes, retries
//!   included; with `retry(Retry::new().also([401]))`, a token that is refreshed elsewhere goes with the next try
//!   ([`Retry::also`][crate::Retry::also]). Where a token is to be fetched first, put a layer around the client:
//!   `reqwest-middleware`, or a `tower` service ([`tower`][crate::tower]).
//! - **Redirects.** Build the `reqwest::Client` with [`same_origin_redirects`][crate::reqwest::same_origin_redirects]:
//!   reqwest itself lets custom headers, such as `x-api-key`, follow to another host.
//! - **Settings.** Give your builder what your users need of the pager's: `page_size`, `max_items`, `retry`, `resume`. A
//!   [`Checkpoint`](crate::Checkpoint) is a serde value of its own.
//! - **Tests** without a server: [`testing`][crate::testing].
//!
#![cfg_attr(not(feature = "http"), doc = include_str!("../links/http.md"))]
#![cfg_attr(not(feature = "reqwest"), doc = include_str!("../links/reqwest.md"))]
#![cfg_attr(not(feature = "blocking"), doc = include_str!("../links/blocking.md"))]
#![cfg_attr(not(feature = "tower"), doc = include_str!("../links/tower.md"))]
#![cfg_attr(not(feature = "testing"), doc = include_str!("../links/testing.md"))]
