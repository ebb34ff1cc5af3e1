//! Build an SDK: a typed client whose lists are walks.
//!
//! The users of an SDK need not see this crate's types of transports and strategies. You need a response type, and an error type that
//! the walk's errors convert into: [`boxed_as`](crate::Items::boxed_as) gives a walk with that error and one name,
//! [`BoxItems`](crate::BoxItems) or [`BoxPages`](crate::BoxPages). `examples/attio-sdk` in the repository is a complete SDK with tests:
//! three lists, pages and items, async and blocking.
//!
//! ```
//! use pagination_core::{BoxItems, Paginate, Paginated};
//! use serde::Deserialize;
//!
//! /// A client of the API. Cheap to clone.
//! #[derive(Clone)]
//! pub struct Client { http: reqwest::Client, url: String, token: String }
//!
//! /// A stream of meetings. Keep it in a struct, send it to a task, or poll it in a `select!`.
//! pub type Meetings = BoxItems<Meeting, Error>;
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
//!     /// The meetings that match. Pages are requested as they are needed.
//!     pub fn meetings(&self, filter: &str) -> Meetings {
//!         let request = self.http.get(format!("{}/v2/meetings?linked_object={filter}", self.url)).bearer_auth(&self.token);
//!         request.paginate::<MeetingPage>().page_size(200).items().boxed_as()
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
//!         if let pagination_core::Error::Status(response) = &error
//!             && let Ok(Body { code, message }) = serde_json::from_slice(&response.body)
//!         {
//!             return Self::Api { status: response.status.as_u16(), code, message };
//!         }
//!         Self::Walk(Box::new(error))
//!     }
//! }
//!
//! // The users of the SDK test their code with values in place of the API.
//! async fn titles(mut meetings: Meetings) -> Result<Vec<String>, Error> {
//!     let mut titles = Vec::new();
//!     while let Some(meeting) = meetings.try_next().await? {
//!         titles.push(meeting.title);
//!     }
//!     Ok(titles)
//! }
//! # futures_executor::block_on(async {
//! let fake = Meetings::of([Ok(Meeting { title: "Standup".to_owned() })]);
//! assert_eq!(titles(fake).await?, ["Standup"]);
//! # Ok::<_, Error>(()) }).unwrap();
//! ```
//!
//! - **What such a walk has.** `try_next`, `checkpoint`, `total`, `sync_token` and `url`; it is a `Stream`, `Send`, `Sync`, `Unpin` and
//!   `'static`. Its `Debug` shows no position, credential or item. `BoxItems<Meeting, Error, Blocking>` is its blocking twin, an
//!   `Iterator`.
//! - **Without a box.** [`map_err`](crate::Items::map_err) converts errors and keeps the rest, as a type with the transport and the
//!   strategy in it.
//! - **Names.** Over reqwest a walk that is not boxed has a name you can write, too: [`reqwest::Items`][crate::reqwest::Items],
//!   [`Pages`][crate::reqwest::Pages], [`Pager`][crate::reqwest::Pager]. With another strategy than the default, name it:
//!   `Items<Contacts, Offset>`.
//! - **Stored checkpoints** hold the name of the response type. Give it a stable one, `#[paginated(name = "meetings")]`
//!   ([`name`](crate::attributes::response#name)), and you can rename the struct.
//! - **A blocking twin** uses the same response types: `reqwest::blocking::RequestBuilder::paginate`, and
//!   [`blocking::Items`][crate::blocking::Items], an `Iterator`.
//! - **Errors.** [`Error::Status`](crate::Error::Status) keeps status, headers and body. `retry_after()` says how long the server
//!   asks to wait. Declare a [`check`](crate::attributes::response#check) for a 200 that carries a failure; your error type comes
//!   back inside [`Error::Check`](crate::Error::Check).
//! - **Credentials that expire.** [`each_request`][crate::Pager::each_request] changes every request before it is sent, retries
//!   included. With `retry(Retry::new().on_statuses([401]))` ([`Retry::on_statuses`][crate::Retry::on_statuses]), a token that is
//!   refreshed elsewhere is sent with the next retry. If a new token must be fetched first, put a layer around the client:
//!   `reqwest-middleware`, or a `tower` service ([`tower`][crate::tower]).
//! - **Redirects.** Build the `reqwest::Client` with [`same_origin_redirects`][crate::reqwest::same_origin_redirects]. reqwest
//!   itself sends custom headers, such as `x-api-key`, to the host that a redirect names. For lists that are POSTed, see
//!   [redirects that change the method](crate::guide::beyond_attributes#redirects-that-change-the-method).
//! - **Timeouts.** A walk sets none: a server that never responds stops it for ever. Build the client with one,
//!   `reqwest::Client::builder().timeout(…)`; the timeout of a request is [`Error::Transport`](crate::Error::Transport), which is
//!   transient.
//! - **Settings.** Let your builder offer those settings of the pager that your users need: `page_size`, `max_items`, `retry`,
//!   `resume`. A [`Checkpoint`](crate::Checkpoint) is a serde value.
//! - **Tests** without a server: [`testing`][crate::testing].
//!
//! # Over a method of your own
//!
//! If your client already has a `list` method (signed, cached or generated), walk over it. The closure takes the position by its
//! type and returns the method's future. The walk borrows the client for as long as it lives. A walk that you want to keep or
//! spawn owns a clone instead: each call clones the client into the future, because a future must not borrow from the closure
//! (rustc says that `async move |at| …` does not implement `FnMut`).
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
