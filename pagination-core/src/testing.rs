//! Tests annotated types without HTTP: recorded responses go in, items and requests come out.
//!
//! [`Replay`] takes the place of a client. It returns its responses in order, whatever is requested, and records the requests. The
//! pager is the same as for real clients, so these tests cover the annotation: where the next page is, when the list ends, and what a
//! request looks like.
//!
//! ```
//! use pagination_core::Paginated;
//! use pagination_core::testing::{Recorded, Replay};
//! # use serde::Deserialize;
//!
//! #[derive(Deserialize, Paginated)]
//! #[cursor(field = "pagination.next_cursor")]
//! #[paginated(page_size(param = "limit", max = 100))]
//! struct Meetings { data: Vec<Meeting>, pagination: Pagination }
//! #[derive(Deserialize)]
//! struct Meeting { id: String }
//! #[derive(Deserialize)]
//! struct Pagination { next_cursor: Option<String> }
//!
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let replay = Replay::new([
//!     Recorded::json(r#"{"data": [{"id": "a"}, {"id": "b"}], "pagination": {"next_cursor": "b="}}"#),
//!     Recorded::json(r#"{"data": [{"id": "c"}], "pagination": {"next_cursor": null}}"#),
//! ]);
//! let meetings = replay.get("https://api.example/v2/meetings?team=1").paginate::<Meetings>().page_size(2).items();
//! let ids: Vec<_> = meetings.map(|meeting| meeting.map(|meeting| meeting.id)).collect::<Result<_, _>>()?;
//!
//! assert_eq!(ids, ["a", "b", "c"]);
//! assert_eq!(replay.urls(), [
//!     "https://api.example/v2/meetings?team=1&limit=2",
//!     "https://api.example/v2/meetings?team=1&limit=2&cursor=b%3D",
//! ]);
//! assert_eq!(replay.requests()[1].query("cursor").as_deref(), Some("b="));
//! # Ok(()) }
//! ```
//!
//! All calls of a pager work here: [`by`](crate::Pager::by), [`since`](crate::Pager::since),
//! [`resume`](crate::Pager::resume), [`concurrent`](crate::Pager::concurrent), [`retry`](crate::Pager::retry) and the rest. The walk
//! is blocking but never sleeps: the waits between retries are recorded instead ([`Replay::waits`]). With `concurrent`, requests are
//! made in the order of their pages.
//!
//! | to test | take |
//! |---|---|
//! | an annotated type, blocking | [`Replay::get`], [`post`](Replay::post), [`post_form`](Replay::post_form), [`request`](Replay::request) |
//! | the same, asynchronous | [`Replay::get_async`] and so on |
//! | code that names a real client | [`Replay::serve`]: the responses over HTTP |
//!
//! Responses come in order, or each for the request that it names ([`Recorded::answers`]). They need not be written by hand:
//! [`record`](crate::Pager::record) makes a file of a live walk, and [`Replay::load`] reads it.

mod asynchronous;
mod expected;
mod explain;
mod probe;
mod record;
mod recorded;
mod replay;
mod secrets;
mod sent;
mod served;
mod tape_file;

pub use asynchronous::{AsyncClient, AsyncRequestBuilder};
pub use explain::{Explanation, explain, explain_by};
pub use probe::{Finding, Outcome, Probing, Report};
pub use record::Recording;
pub use recorded::Recorded;
pub use replay::{Client, NoAnswer, Replay, RequestBuilder};
pub use sent::Sent;
pub use served::Served;

use crate::over_http::Http;
use crate::paginated::Paginated;
use crate::transport::{Async, Blocking};

/// The items of a walk over recorded responses.
pub type Items<P, S = <P as Paginated>::Strategy> = crate::pager::Items<P, Http<Client>, S, Blocking>;
/// The pages of a walk over recorded responses.
pub type Pages<P, S = <P as Paginated>::Strategy> = crate::pager::Pages<P, Http<Client>, S, Blocking>;
/// A pager over recorded responses.
pub type Pager<P, S = <P as Paginated>::Strategy> = crate::pager::Pager<P, Http<Client>, S, Blocking>;
/// An error of a walk over recorded responses.
pub type Error = crate::error::Error<NoAnswer>;

/// The items of an asynchronous walk over recorded responses.
pub type AsyncItems<P, S = <P as Paginated>::Strategy> = crate::pager::Items<P, Http<AsyncClient>, S, Async>;
/// The pages of an asynchronous walk over recorded responses.
pub type AsyncPages<P, S = <P as Paginated>::Strategy> = crate::pager::Pages<P, Http<AsyncClient>, S, Async>;
/// A pager over recorded responses whose walks are asynchronous.
pub type AsyncPager<P, S = <P as Paginated>::Strategy> = crate::pager::Pager<P, Http<AsyncClient>, S, Async>;
