//! Build an SDK: a typed client whose lists are walks.
//!
//! The users of an SDK need not see this crate's types of transports and strategies. You need a response type, and an error type that
//! the walk's errors convert into: [`boxed_as`](crate::Items::boxed_as) gives a walk with that error and one name,
//! [`BoxItems`](crate::BoxItems) or [`BoxPages`](crate::BoxPages). `examples/attio-sdk` in the repository is a complete SDK with tests:
//! three lists, pages and items, async and blocking.
//!
//! ```
//! use pagination_core::{Blocking, BoxItems, Paginate, Paginated};
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
//! /// The blocking twin has the same response type and the same error.
//! #[derive(Clone)]
//! pub struct BlockingClient { http: reqwest::blocking::Client, url: String, token: String }
//!
//! impl BlockingClient {
//!     /// The meetings that match: an `Iterator`.
//!     pub fn meetings(&self, filter: &str) -> BoxItems<Meeting, Error, Blocking> {
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
//!   `'static`. Its `Debug` shows no position, credential or item.
//! - **Without a box.** [`map_err`](crate::Items::map_err) converts errors and keeps the rest, as a type with the transport and the
//!   strategy in it.
//! - **Names.** Over reqwest a walk that is not boxed has a name you can write, too: [`reqwest::Items`][crate::reqwest::Items],
//!   [`Pages`][crate::reqwest::Pages], [`Pager`][crate::reqwest::Pager]. With another strategy than the default, name it:
//!   `Items<Contacts, Offset>`.
//! - **Stored checkpoints** hold the name of the response type. Give it a stable one, `#[paginated(name = "meetings")]`
//!   ([`name`](crate::attributes::response#name)), and you can rename the struct.
//! - **A blocking twin** that is not boxed is a [`blocking::Items`][crate::blocking::Items]. Where it has many lists, let one generic
//!   client serve both, as `examples/attio-sdk` does: a list, with its blocking twin, then takes about twenty lines.
//! - **Errors.** [`Error::Status`](crate::Error::Status) keeps status, headers and body. `retry_after()` says how long the server
//!   asks to wait. Declare a [`check`](crate::attributes::response#check) for a 200 that carries a failure; your error type comes
//!   back inside [`Error::Check`](crate::Error::Check).
//! - **Credentials that expire.** [`each_request`][crate::Pager::each_request] changes every request before it is sent, retries
//!   included, and `on_status(401, hook)` fetches a new token before the same page is requested again: once for all walks of a client, as
//!   [credentials that expire](crate::guide::beyond_attributes#credentials-that-expire) shows.
//! - **Redirects.** Build the `reqwest::Client` with [`same_origin_redirects`][crate::reqwest::same_origin_redirects]. reqwest
//!   itself sends custom headers, such as `x-api-key`, to the host that a redirect names. For lists that are POSTed, see
//!   [redirects that change the method](crate::guide::beyond_attributes#redirects-that-change-the-method).
//! - **Timeouts.** A walk sets none: a server that never responds stops it for ever. Build the client with one,
//!   `reqwest::Client::builder().timeout(…)`, or set [`timeout`](crate::Pager::timeout) on the walk. Both errors are transient.
//! - **Settings.** Let your builder offer those settings of the pager that your users need: `page_size`, `max_items`, `retry`,
//!   `resume`. One function can apply them to the pagers of both clients: `examples/attio-sdk/src/settings.rs`. A
//!   [`Checkpoint`](crate::Checkpoint) is a serde value.
//! - **Tests** without a server: [`testing`][crate::testing].
//!
//! # Over a method of your own
//!
//! If your client already has a `list` method (signed, cached or generated), walk over it. [`pages_with`](crate::pages_with) gives every
//! call a clone of the client, so that the walk can be kept and spawned. A method that returns the items and the next cursor, or the items
//! alone, needs no response type: see [types you cannot edit](crate::guide::foreign_types).
//!
//! ```
//! use pagination_core::{BoxItems, Error, Paginated, pages_with};
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
//!     pub fn names(&self) -> BoxItems<String, Error<std::io::Error>> {
//!         pages_with(self.clone(), async |client, at| client.list(at).await).items().boxed_as()
//!     }
//! }
//! # futures_executor::block_on(async {
//! # let mut names = Client {}.names();
//! # assert_eq!([names.try_next().await?.as_deref(), names.try_next().await?.as_deref(), names.try_next().await?.as_deref()], [Some("a"), Some("b"), None]);
//! # Ok::<_, Error<std::io::Error>>(()) }).unwrap();
//! ```
//!
//! A walk over [`pages`](crate::pages) borrows its client, `pages(|at| self.list(at)).items()`, and costs no clone.
//!
#![cfg_attr(not(feature = "http"), doc = include_str!("../links/http.md"))]
#![cfg_attr(not(feature = "reqwest"), doc = include_str!("../links/reqwest.md"))]
#![cfg_attr(not(feature = "blocking"), doc = include_str!("../links/blocking.md"))]
#![cfg_attr(not(feature = "tower"), doc = include_str!("../links/tower.md"))]
#![cfg_attr(not(feature = "testing"), doc = include_str!("../links/testing.md"))]
