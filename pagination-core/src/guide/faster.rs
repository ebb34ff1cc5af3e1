//! Go faster, in the order in which it pays.
//!
//! # 1. Larger pages
//!
//! A walk takes one round trip a page. `.page_size(n)` with the API's maximum is the first thing to do; declare it as `max`,
//! and a larger size is an error instead of one that the server quietly clamps.
//!
//! # 2. One page ahead
//!
//! [`prefetch`](crate::Pager::prefetch) asks for the next page before it hands this one over, so that the server works while
//! the consumer does: at best half the time. Never more than one page ahead. It is off by default, because an API that takes
//! a read as an acknowledgement would lose what was fetched and not used.
//!
//! A request goes on only while something polls it, apart from what the client's own tasks do (reqwest's connections run by
//! themselves). Where the consumer awaits for long, [`for_each`](crate::Pages::for_each) polls both sides, and needs no
//! runtime for that:
//!
//! ```
//! # #![allow(dead_code)]
//! # use pagination_core::Paginated;
//! # use serde::Deserialize;
//! # #[derive(Deserialize)]
//! # struct Event { id: u64 }
//! use pagination_core::{Error, Paginate};
//!
//! #[derive(Deserialize, Paginated)]
//! #[cursor(field = next)]
//! struct Events { data: Vec<Event>, next: Option<String> }
//!
//! # async fn store(events: Events) {}
//! # async fn walk(request: reqwest::RequestBuilder) -> Result<(), Error<reqwest::Error>> {
//! request.paginate::<Events>().prefetch().pages().for_each(async |page| store(page.into_inner()).await).await?;
//! # Ok(()) }
//! ```
//!
//! # 3. Side by side
//!
//! [`concurrent(n)`](crate::Pager::concurrent) keeps n requests on their way. Pages and records still come in order, and no
//! more than n pages are held. It exists where `parallel` is declared, for an offset or a page number; of a cursor the next
//! position is not known before the page has come.
//!
//! ```
//! # #![allow(dead_code)]
//! # use pagination_core::Paginated;
//! # use serde::Deserialize;
//! # #[derive(Deserialize)]
//! # struct Event { id: u64 }
//! use pagination_core::Paginate;
//!
//! #[derive(Deserialize, Paginated)]
//! #[offset(parallel, stop(short_page))]
//! #[paginated(page_size(param = "limit", default = 200, max = 200))]
//! struct Activities { data: Vec<Event> }
//!
//! # async fn walk(request: reqwest::RequestBuilder) -> Result<(), Box<dyn std::error::Error>> {
//! let mut activities = request.paginate::<Activities>().page_size(200).concurrent(8).items();
//! while let Some(activity) = activities.try_next().await? { /* … */ }
//! # Ok(()) }
//! ```
//!
//! Declare a [total](crate::attributes::response#total) where the API gives one: the first page is then fetched alone, and no
//! request goes past the end; without one, up to n - 1 do, and twice as many where a short page comes before the empty one that
//! ends the list. If the server gives smaller pages than were asked for, what was guessed wrong is asked for again.
//!
//! Blocking, both use threads: over a function of your own, it has to be `Clone + Send + 'static`.
//!
//! Several lists at once, for instance one for each customer, need nothing of this crate: walks are independent, and `Send`
//! over reqwest.
//!
//! # 4. Within the limits
//!
//! Faster walks meet 429. [`retry`][crate::Pager::retry] obeys `Retry-After`; `rate_limit` (feature `rate-limit`) keeps a
//! walk below a limit, and several walks that share a [`RateLimit`][crate::RateLimit] together:
//!
#![cfg_attr(feature = "rate-limit", doc = "```")]
#![cfg_attr(not(feature = "rate-limit"), doc = "```ignore")]
//! # #![allow(dead_code)]
//! # use pagination_core::Paginated;
//! # use serde::Deserialize;
//! # #[derive(Deserialize)]
//! # struct Event { id: u64 }
//! use pagination_core::{Paginate, RateLimit, Retry};
//!
//! #[derive(Deserialize, Paginated)]
//! #[page(parallel)]
//! #[paginated(total_pages = pages)]
//! struct Posts { data: Vec<Event>, pages: u64 }
//!
//! # fn walks(requests: Vec<reqwest::RequestBuilder>) {
//! let limit = RateLimit::per_second(10);
//! for request in requests {
//!     let posts = request.paginate::<Posts>().retry(Retry::new()).rate_limit(limit.clone()).concurrent(4).items();
//!     // …
//! }
//! # }
//! ```
//!
//! # What it costs
//!
//! `items()` adds a check a record and one walk step a page to the loop that you would write; a body is decoded once,
//! straight into the struct. Memory is that of one page (of n with `concurrent(n)`, of two with `prefetch`), however long the
//! walk.
//!
#![cfg_attr(not(feature = "http"), doc = include_str!("../links/http.md"))]
#![cfg_attr(not(feature = "rate-limit"), doc = include_str!("../links/rate_limit.md"))]
