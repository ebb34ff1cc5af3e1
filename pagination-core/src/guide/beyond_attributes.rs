//! When attributes are not enough: from the smallest step to the largest.
//!
//! Some examples list the requests of a walk, each with its response ([how to read them](crate::attributes#the-examples)).
//!
//! # The value is there, but in another form
//!
//! Try serde first: `deserialize_with` on the field makes a `bool` of `"Y"`, or an `Option<String>` of a list of one.
//!
//! # The next position has to be computed
//!
//! [`with = function`](crate::attributes::sources#with) sees the whole page, its headers, and the request.
//!
//! ```
//! # mod example { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/attributes/example.rs")); } use example::*;
//! use pagination_core::Page;
//!
//! /// The API says where this page starts and how many items there are. It wants the start of the next page.
//! #[derive(Deserialize, Paginated)]
//! #[cursor(with = next_start, param = "start")]
//! struct Results { results: Vec<Event>, start: u64, total: u64 }
//!
//! fn next_start(page: &Page<Results>) -> Option<u64> {
//!     let next = page.start + page.results.len() as u64;
//!     (next < page.total && !page.results.is_empty()).then_some(next)
//! }
//!
//! walk::<Results>("GET /results", [
//!     ("GET /results", r#"{ "results": [{ "id": 1 }], "start": 0, "total": 2 }"#),
//!     ("GET /results?start=1", r#"{ "results": [{ "id": 2 }], "start": 1, "total": 2 }"#),
//! ]);
//! ```
//!
//! # Several values make up the position
//!
//! A position has any type that serde can write. Return a struct or a map and [`merge`](crate::attributes::targets#merge) it into
//! the query or the body.
//!
//! ```
//! # mod example { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/attributes/example.rs")); } use example::*;
//! use pagination_core::Page;
//! use serde::Serialize;
//!
//! #[derive(Deserialize, Paginated)]
//! #[cursor(with = after, merge, stop(short_page))]
//! #[paginated(page_size(param = "count", default = 1))]
//! struct Statuses(Vec<Event>);
//!
//! #[derive(Serialize)]
//! struct After { page: u64, since_id: u64 }
//!
//! fn after(page: &Page<Statuses>) -> Option<After> {
//!     Some(After { page: page.request().index() + 2, since_id: page.0.last()?.id })
//! }
//!
//! walk::<Statuses>("GET /statuses", [
//!     ("GET /statuses", r#"[{ "id": 7 }]"#),
//!     ("GET /statuses?page=2&since_id=7", "[]"),
//! ]);
//! ```
//!
//! # The items are in several places
//!
//! Use [`items(with = …, count = …)`](crate::attributes::response#items-by-a-function).
//!
//! # The body is not JSON
//!
//! Use [`codec`][crate::Pager::codec] with a [`Codec`][crate::Codec] of your own: XML, MessagePack, or a faster JSON decoder.
//!
//! # Credentials that expire
//!
//! [`each_request`][crate::Pager::each_request] writes the current token into every request. If it is refused,
//! `on_status(401, hook)` fetches a new one, and the walk requests the same page again. A second refusal in a row is the error.
//!
//! Several walks can share one session. Each is refused once, and each runs its hook, but only the first fetches a token: a walk says
//! which token it sent last, and where the session has another one by now, there is nothing to do.
//!
//! ```no_run
//! # mod example { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/attributes/example.rs")); } use example::*;
//! use std::sync::atomic::{AtomicU64, Ordering};
//! use std::sync::{Arc, RwLock};
//! # use pagination_core::Paginate;
//!
//! /// Shared by all walks of a client.
//! struct Session {
//!     http: reqwest::Client,
//!     /// Its number, from 1, and the token itself.
//!     token: RwLock<(u64, String)>,
//!     refreshing: tokio::sync::Mutex<()>,
//! }
//!
//! impl Session {
//!     fn token(&self) -> (u64, String) {
//!         self.token.read().unwrap_or_else(|poisoned| poisoned.into_inner()).clone()
//!     }
//!
//!     /// Fetches a token, unless another walk did so since this one was sent.
//!     async fn refresh_after(&self, sent: u64) {
//!         let _one_at_a_time = self.refreshing.lock().await;
//!         if self.token().0 != sent {
//!             return;
//!         }
//!         // Where this fails, the old token is sent once more, and the second refusal ends the walk.
//!         let Ok(response) = self.http.post("https://api.example/token").send().await else { return };
//!         if let Ok(token) = response.text().await {
//!             *self.token.write().unwrap_or_else(|poisoned| poisoned.into_inner()) = (sent + 1, token);
//!         }
//!     }
//! }
//!
//! # #[derive(Deserialize, Paginated)]
//! # #[cursor(field = next)]
//! # struct Events { data: Vec<Event>, next: Option<String> }
//! fn events(session: Arc<Session>) -> pagination_core::reqwest::Items<Events> {
//!     let sent = Arc::new(AtomicU64::new(0));
//!     let (current, last) = (Arc::clone(&session), Arc::clone(&sent));
//!     let pager = session.http.get("https://api.example/events").paginate::<Events>();
//!     pager
//!         .each_request(move |request| {
//!             let (number, token) = current.token();
//!             last.store(number, Ordering::Relaxed);
//!             if let Ok(value) = format!("Bearer {token}").parse() {
//!                 request.headers_mut().insert("authorization", value);
//!             }
//!         })
//!         .on_status(401, move || {
//!             let (session, sent) = (Arc::clone(&session), sent.load(Ordering::Relaxed));
//!             async move { session.refresh_after(sent).await }
//!         })
//!         .items()
//! }
//! ```
//!
//! A layer around the client, a `tower` service or `reqwest-middleware`, can do the same for requests that are not those of a walk.
//!
//! # You make the requests
//!
//! [`pages`](crate::pages) and [`pages_blocking`](crate::pages_blocking) walk over a function of the position. It can sign requests,
//! call an SDK, or read from a database. It takes the position as the type that you write, and returns the response type, or a
//! [`Page`](crate::Page) with a head if the strategy reads headers.
//!
//! ```
//! use http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
//! use pagination_core::{Head, Page, Paginated};
//!
//! #[derive(Paginated)]
//! #[cursor(header = "x-next", stop(absent))]
//! struct Rows(Vec<u64>);
//!
//! fn fetch(at: Option<String>) -> Result<Page<Rows>, std::io::Error> {
//!     let (rows, next) = match at.as_deref() {
//!         None => (vec![1, 2], Some("b")),
//!         Some(_) => (vec![3], None),
//!     };
//!     let mut headers = HeaderMap::new();
//!     headers.extend(next.map(|next| (HeaderName::from_static("x-next"), HeaderValue::from_static(next))));
//!     Ok(Page::with_head(Rows(rows), Head { status: StatusCode::OK, headers, url: String::new() }))
//! }
//!
//! let rows: Result<Vec<_>, _> = pagination_core::pages_blocking(fetch).items().collect();
//! assert_eq!(rows?, [1, 2, 3]);
//! # Ok::<_, pagination_core::Error<std::io::Error>>(())
//! ```
//!
//! An error of the function counts as transient: the next call to the walk calls the function for the same page. The loop guard of
//! offsets and page numbers, which compares bodies, sees none here, except where a [`key`](crate::attributes::response#key) is declared.
//!
//! Over a client that others have written, or that a tool generates, the function need not return a type that you annotate:
//! [types you cannot edit](crate::guide::foreign_types) has the return types, page sizes, retries, and walks that own their client.
//!
//! # No attribute describes where the next page is
//!
//! Implement [`PaginatedBy`](crate::PaginatedBy) by hand: a [`Spec`](crate::spec::Spec) that describes the walk, and `info`, which
//! reads a page. Both are plain data. [`Paginated`](trait@crate::Paginated) shows the smallest such impl. You can derive one
//! strategy and write another:
//!
//! ```
//! # mod example { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/attributes/example.rs")); } use example::*;
//! use pagination_core::{NextLink, Page, PageInfo, PaginatedBy, spec::Spec};
//!
//! #[derive(Deserialize, Paginated)]
//! #[page(stop(empty_page))]
//! struct Events { data: Vec<Event>, next_path: Option<String>, version: u8 }
//!
//! /// The links lack the API version, which has a field of its own.
//! impl PaginatedBy<NextLink> for Events {
//!     type Head = ();
//!     const SPEC: Spec = Spec::next_link("Events");
//!     fn info(page: &Page<Self>) -> PageInfo {
//!         let mut info = PageInfo::new();
//!         info.next(page.next_path.as_ref().map(|path| format!("/v{}{path}", page.version)).as_ref());
//!         info
//!     }
//! }
//!
//! walk_with("GET /v2/events", |events: Pager<Events>| events.by::<NextLink>(), [
//!     ("GET /v2/events", r#"{ "data": [{ "id": 1 }], "next_path": "/events?p=2", "version": 2 }"#),
//!     ("GET /v2/events?p=2", r#"{ "data": [{ "id": 2 }], "version": 2 }"#),
//! ]);
//! ```
//!
//! # A client of your own
//!
//! If your HTTP client is a `tower` service, use [`tower`][crate::tower]. Any other client implements
//! [`HttpClient`][crate::over_http::HttpClient], which sends one request; [`Http`][crate::over_http::Http] makes the requests and
//! reads the responses. A request is any type that implements [`HttpRequest`][crate::over_http::HttpRequest], as `http::Request` does.
//! This is the whole of it for [ureq](https://docs.rs/ureq), a blocking client:
//!
//! ```
//! # #[cfg(feature = "http")] mod example {
//! use std::time::Duration;
//!
//! use bytes::Bytes;
//! use http::Request;
//! use pagination_core::error::Problem;
//! use pagination_core::over_http::{Http, HttpClient, HttpRequest, HttpResponse};
//! use pagination_core::transport::{Pause, Running};
//! use pagination_core::{Blocking, Paginated, Pager};
//! # use serde::Deserialize;
//!
//! struct Ureq(ureq::Agent);
//!
//! impl HttpClient for Ureq {
//!     type Mode = Blocking;
//!     type Request = Request<Bytes>;
//!     type Error = ureq::Error;
//!     type Sending = Running<Result<HttpResponse, ureq::Error>>;
//!
//!     fn send(&mut self, request: Request<Bytes>, max_body: usize) -> Result<Self::Sending, Problem> {
//!         let url = HttpRequest::url(&request)?;
//!         let response = self.0.run(request.map(|body| body.to_vec()));
//!         Ok(Running::done(response.and_then(|response| {
//!             let (head, mut body) = response.into_parts();
//!             let body = match body.with_config().limit(max_body as u64).read_to_vec() {
//!                 Ok(body) => Some(body.into()),
//!                 Err(ureq::Error::BodyExceedsLimit(_)) => None,
//!                 Err(error) => return Err(error),
//!             };
//!             Ok(HttpResponse { status: head.status, headers: head.headers, url, body, method: None })
//!         })))
//!     }
//!
//!     fn pause(&mut self, wait: Duration) -> Pause {
//!         std::thread::sleep(wait);
//!         Box::pin(std::future::ready(()))
//!     }
//! }
//!
//! #[derive(Deserialize, Paginated)]
//! #[cursor(field = next)]
//! #[paginated(page_size(param = "limit"))]
//! struct Names { data: Vec<String>, next: Option<String> }
//!
//! pub fn names(url: &str) -> Result<Vec<String>, Box<dyn std::error::Error>> {
//!     // A status is the walk's to judge, and a redirect must not take credentials elsewhere.
//!     let agent = ureq::Agent::config_builder().http_status_as_error(false).max_redirects(0).build().new_agent();
//!     let request = Request::get(url).header("authorization", "Bearer my token").body(Bytes::new())?;
//!     let names: Pager<Names, _> = Pager::new(Http::new(Ureq(agent), request));
//!     Ok(names.page_size(50).items().collect::<Result<_, _>>()?)
//! }
//! # }
//! ```
//!
//! An asynchronous client has the mode [`Async`](crate::Async), and a boxed future in the place of `Running`. A client whose requests
//! can run on threads implements [`Threads`](crate::transport::Threads); then `concurrent` and `prefetch` exist over it.
//!
//! # Redirects that change the method
//!
//! A client that follows a 301 or 302 makes a GET of a POST, without its body, and so does every client at a 303. The search that was
//! in the body is lost: the response is another list, and nothing in it shows that. 307 and 308 keep method and body.
//!
//! - Over `reqwest` nothing tells the two apart afterwards. Where lists are POSTed, give the client a policy that follows no redirect,
//!   `redirect(reqwest::redirect::Policy::none())`, so that a redirect is [`Error::Status`](crate::Error::Status); or a custom one that
//!   follows only 307 and 308, which it sees in `attempt.status()`. [`same_origin_redirects`][crate::reqwest::same_origin_redirects]
//!   follows all of them.
//! - A client of your own that follows redirects gives the method of the last request as the `method` of its
//!   [`HttpResponse`][crate::over_http::HttpResponse]. If it is not the method that was sent, the walk ends with
//!   [`Error::Request`](crate::Error::Request).
//! - In a `tower` stack, a layer that follows redirects does not report the method. The documentation of [`tower`][crate::tower] shows
//!   the few lines below it that do.
//!
#![cfg_attr(not(feature = "http"), doc = include_str!("../links/http.md"))]
#![cfg_attr(not(feature = "reqwest"), doc = include_str!("../links/reqwest.md"))]
#![cfg_attr(not(feature = "tower"), doc = include_str!("../links/tower.md"))]
