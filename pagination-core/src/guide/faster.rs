//! Go faster: what to do, the most effective first.
//!
//! Some examples list the requests of a walk, each with its response ([how to read them](crate::attributes#the-examples)).
//!
//! # 1. Larger pages
//!
//! A walk takes one round trip per page. First of all, use `.page_size(n)` with the API's maximum. Declare the maximum as `max`,
//! and a larger size is an error, where the server might silently reduce it.
//!
//! # 2. One page ahead
//!
//! [`prefetch`](crate::Pager::prefetch) requests the next page before it hands over this one. The server then works while the
//! consumer does, which at best halves the time. It is never more than one page ahead. It is off by default: if an API treats a
//! read as an acknowledgement, a page that was fetched but never used would be lost.
//!
//! A request makes progress only while something polls it, apart from what the client's own tasks do (reqwest's connections run
//! by themselves). If the consumer awaits for a long time, use [`for_each`](crate::Pages::for_each). It polls both sides and needs
//! no runtime:
//!
//! ```
//! # mod example { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/attributes/example.rs")); } use example::*;
//! use pagination_core::{Error, Paginate};
//!
//! #[derive(Deserialize, Paginated)]
//! #[cursor(field = next)]
//! struct Events { data: Vec<Event>, next: Option<String> }
//!
//! # async fn store(events: Events) {}
//! async fn walk(request: reqwest::RequestBuilder) -> Result<(), Error<reqwest::Error>> {
//!     request.paginate::<Events>().prefetch().pages().for_each(async |page| store(page.into_inner()).await).await
//! }
//! ```
//!
//! ## `prefetch` where the consumer deletes
//!
//! A consumer that deletes, moves or acknowledges what it reads changes the list while it walks. By offset and page number, the rest of the
//! list moves up, and the walk skips as many items as were deleted; with `prefetch` or `concurrent`, how many depends on which request
//! came first. By a cursor or link that points at an item, the page ahead may still list what was deleted. So, where items are deleted:
//!
//! - do not use `prefetch` or `concurrent`;
//! - by offset and page number, walk with [`drain`](crate::Pager::drain): the position stays, until nothing is left;
//! - or walk by cursor or link, or collect the ids first and delete after the walk.
//!
//! # 3. Concurrent requests
//!
//! [`concurrent(n)`](crate::Pager::concurrent) keeps n requests running. Pages and items still come in order, and at most n pages
//! are held. It exists only where `parallel` is declared, for an offset or a page number. A cursor is not known before its page
//! has arrived.
//!
//! ```
//! # mod example { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/attributes/example.rs")); } use example::*;
//! #[derive(Deserialize, Paginated)]
//! #[offset(parallel)]
//! #[paginated(page_size(param = "limit", max = 200), total = total)]
//! struct Activities { data: Vec<Event>, total: u64 }
//!
//! walk_with("GET /activities", |activities: Pager<Activities>| activities.page_size(1).concurrent(8), [
//!     ("GET /activities?limit=1&offset=0", r#"{ "data": [{ "id": 1 }], "total": 3 }"#),
//!     ("GET /activities?limit=1&offset=1", r#"{ "data": [{ "id": 2 }], "total": 3 }"#),
//!     ("GET /activities?limit=1&offset=2", r#"{ "data": [{ "id": 3 }], "total": 3 }"#),
//! ]);
//! ```
//!
//! Declare a [total](crate::attributes::response#total) if the API has one, as here: the first page is fetched alone, and no
//! request goes past the end. Without a total, up to n - 1 requests do, and twice as many where a short page comes before the
//! empty one that ends the list. If the server sends smaller pages than requested, the walk discards its wrong guesses and
//! requests those pages again.
//!
//! In a blocking walk, `prefetch` and `concurrent` use threads. A function of your own must then be `Clone + Send + 'static`.
//!
//! Where several processes or machines share the work, [`split(n)`](crate::Pager::split) divides such a list into parts by its total, with
//! one request. A [`Part`](crate::Part) is a serde value. [`part(part)`](crate::Pager::part) walks one, with a checkpoint of its own; together
//! they are the list, in order. Walk them with the same page size. The last part has no end, so that it takes what was added since. Where
//! offsets do not lead through the whole list, an [`anchor`](crate::attributes::options#anchor) over a number or a time divides it by that
//! value, with a few requests more.
//!
//! To walk several lists at once, for example one per customer, just start several walks. They are independent, and `Send` over
//! reqwest.
//!
//! # 4. Within the limits
//!
//! Faster walks meet status 429. [`retry`][crate::Pager::retry] obeys `Retry-After`. `rate_limit` (feature `rate-limit`) keeps a
//! walk below a limit. Several walks that share a [`RateLimit`][crate::RateLimit] stay below it together:
//!
#![cfg_attr(feature = "rate-limit", doc = "```")]
#![cfg_attr(not(feature = "rate-limit"), doc = "```ignore")]
//! # mod example { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/attributes/example.rs")); } use example::*;
//! use pagination_core::{Paginate, RateLimit, Retry};
//!
//! #[derive(Deserialize, Paginated)]
//! #[page(parallel)]
//! #[paginated(total_pages = pages)]
//! struct Posts { data: Vec<Event>, pages: u64 }
//!
//! fn walks(requests: Vec<reqwest::RequestBuilder>) {
//!     let limit = RateLimit::per_second(10);
//!     for request in requests {
//!         let posts = request.paginate::<Posts>().retry(Retry::new()).rate_limit(limit.clone()).concurrent(4).items();
//!         // …
//!     }
//! }
//! ```
//!
//! [`RateLimit::observed`][crate::RateLimit::observed] keeps to what the API says is left, in its headers or
//! [elsewhere](crate::attributes::response#quota).
//!
//! # What it costs
//!
//! Compared with a loop written by hand, `items()` adds one check per item and one step of the walk per page. A body is decoded
//! once, straight into the struct. The walk holds one page in memory (n with `concurrent(n)`, two with `prefetch`), however long
//! the list is.
//!
#![cfg_attr(not(feature = "http"), doc = include_str!("../links/http.md"))]
#![cfg_attr(not(feature = "rate-limit"), doc = include_str!("../links/rate_limit.md"))]
