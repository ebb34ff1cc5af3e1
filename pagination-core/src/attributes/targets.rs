//! Where a request takes a value: `param`, `body`, `form`, `request_header`, `merge`.
//!
//! A target stands in `#[cursor(…)]`, `#[sync_token(…)]`, `prev(…)` and, without `merge`, in `#[offset(…)]`, `#[page(…)]` and
//! [`page_size(…)`](super::response#page_size): at most one in each. A link has none: it is the URL of the next request, and
//! complete.
//!
//! Targets matter over HTTP. A function, as [`pages`](crate::pages) takes it, gets the position as its argument, whatever the
//! target.
//!
//! Each request is a copy of the caller's own (the *template*), so that headers, credentials, filters and the body go with
//! every page. What is not written keeps its bytes. A template that carries a value at the target already
//! (`?offset=40&limit=20`) starts the walk there, and its size is the page size.
//!
//! | target | writes | takes |
//! |---|---|---|
//! | [`param = "cursor"`](#param) | a query parameter | texts, numbers, booleans |
//! | [`body = "/variables/after"`](#body) | a place in the JSON body | any JSON |
//! | [`form = "Marker"`](#form) | a field of a form body | texts, numbers, booleans |
//! | [`request_header = "Range"`](#request_header) | a header | texts, numbers, booleans |
//! | [`merge`](#merge) | the entries of a map | maps |
//!
//! Errors: two values written to one place, and a type that is known to have no form there (a `Vec` as a query parameter),
//! are refused at compile time; of a type of your own the walk finds it out, and gives
//! [`Error::Request`](crate::Error::Request).
//!
//! # param
//!
//! A query parameter, percent-encoded once. One of that name is replaced where it stands, else it is appended; the others
//! keep their bytes.
//!
//! ```
//! # #![allow(dead_code)]
//! # use pagination_core::Paginated;
//! # use serde::Deserialize;
//! # #[derive(Deserialize)]
//! # struct Event { id: u64 }
//! #[derive(Deserialize, Paginated)]
//! #[cursor(field = next, param = "pageToken")]
//! struct Events { items: Vec<Event>, next: Option<String> }
//! # {
//! # use pagination_core::testing::{Recorded, Replay};
//! # let replay = Replay::new([Recorded::json(r#"{"items":[],"next":"MTB8="}"#), Recorded::json(r#"{"items":[]}"#)]);
//! # for page in replay.get("https://api.example/events?fields=id(name)").paginate::<Events>().pages() { page?; }
//! # assert_eq!(replay.urls(), ["https://api.example/events?fields=id(name)", "https://api.example/events?fields=id(name)&pageToken=MTB8%3D"]);
//! # }
//! # Ok::<_, Box<dyn std::error::Error>>(())
//! ```
//!
//! writes
//!
//! ```text
//! GET /events?fields=id(name)                        first
//! GET /events?fields=id(name)&pageToken=MTB8%3D      next = "MTB8="
//! ```
//!
//! Generates: `.target(Target::Param("pageToken"))` in `SPEC`. In `prev(…)`, `page_size(…)` and `#[sync_token(…)]`, each target
//! stands in `.prev(…)`, `.page_size(…)` and `.sync(…)`.
//!
//! Errors: a value that is no string literal, or is empty; another target beside it; a parameter that the page size, the token
//! or `query` writes as well; a list or a map. Of a type of your own it is found at run time, and is
//! [`Error::Request`](crate::Error::Request).
//!
//! # body
//!
//! A place in the JSON body, as a JSON pointer (RFC 6901); objects that are missing on the way are made. A number stays a
//! number. A template without a body gets one, with `content-type: application/json`; on the first request, which has no
//! cursor yet, it is `{}`.
//!
//! ```
//! # #![allow(dead_code)]
//! # use pagination_core::Paginated;
//! # use serde::Deserialize;
//! # #[derive(Deserialize)]
//! # struct Event { id: u64 }
//! #[derive(Deserialize, Paginated)]
//! #[cursor(field = paging.after, body = "/paging/after")]
//! #[paginated(page_size(body = "/paging/limit"))]
//! struct Search { results: Vec<Event>, paging: Paging }
//!
//! #[derive(Deserialize)]
//! struct Paging { after: Option<String> }
//! # {
//! # use pagination_core::testing::{Recorded, Replay};
//! # let replay = Replay::new([Recorded::json(r#"{"results":[],"paging":{"after":"abc"}}"#), Recorded::json(r#"{"results":[],"paging":{}}"#)]);
//! # for page in replay.post("https://api.example/search", r#"{"filter":"open"}"#).paginate::<Search>().page_size(50).pages() { page?; }
//! # let bodies: Vec<_> = replay.requests().iter().map(|sent| String::from_utf8_lossy(&sent.body).into_owned()).collect();
//! # assert_eq!(bodies, [r#"{"filter":"open","paging":{"limit":50}}"#, r#"{"filter":"open","paging":{"limit":50,"after":"abc"}}"#]);
//! # }
//! # Ok::<_, Box<dyn std::error::Error>>(())
//! ```
//!
//! writes
//!
//! ```text
//! POST /search   {"filter":"open","paging":{"limit":50}}
//! POST /search   {"filter":"open","paging":{"limit":50,"after":"abc"}}
//! ```
//!
//! Generates: `.target(Target::Body("/paging/after"))` in `SPEC`, and `Target::Body("/paging/limit")` in `.page_size(…)`.
//!
//! Errors: a pointer that does not begin with `/`, or with a `~` that is neither `~0` nor `~1`; an empty one without `merge`.
//! At run time, a body that is not JSON, or something other than an object on the way to the place, is
//! [`Error::Request`](crate::Error::Request).
//!
//! # form
//!
//! A field of an `application/x-www-form-urlencoded` body. A template without a body gets one, with its content type.
//!
//! ```
//! # #![allow(dead_code)]
//! # use pagination_core::Paginated;
//! # use serde::Deserialize;
//! # #[derive(Deserialize)]
//! # struct Event { id: u64 }
//! #[derive(Deserialize, Paginated)]
//! #[cursor(field = marker, form = "Marker")]
//! struct Users { users: Vec<Event>, marker: Option<String> }
//! # {
//! # use pagination_core::testing::{Recorded, Replay};
//! # let replay = Replay::new([Recorded::json(r#"{"users":[],"marker":"a b"}"#), Recorded::json(r#"{"users":[]}"#)]);
//! # for page in replay.post("https://api.example/", r#""#).paginate::<Users>().pages() { page?; }
//! # let bodies: Vec<_> = replay.requests().iter().map(|sent| String::from_utf8_lossy(&sent.body).into_owned()).collect();
//! # assert_eq!(bodies, [r#""#, r#"Marker=a+b"#]);
//! # }
//! # Ok::<_, Box<dyn std::error::Error>>(())
//! ```
//!
//! Generates: `.target(Target::Form("Marker"))` in `SPEC`.
//!
//! Errors: those of [`param`](#param). At run time, a body that is no form is [`Error::Request`](crate::Error::Request).
//!
//! # request_header
//!
//! A request header. It is marked as sensitive, so that clients keep it out of their logs.
//!
//! ```
//! # #![allow(dead_code)]
//! # use pagination_core::Paginated;
//! # use serde::Deserialize;
//! # #[derive(Deserialize)]
//! # struct Event { id: u64 }
//! #[derive(Deserialize, Paginated)]
//! #[cursor(header = "next-range", request_header = "range", stop(absent))]
//! struct Apps(Vec<Event>);
//! # use pagination_core::testing::{Recorded, Replay};
//! # let replay = Replay::new([Recorded::json("[]").header("next-range", "id 2..").with_status(206), Recorded::json("[]")]);
//! # for page in replay.get("https://api.example/apps").paginate::<Apps>().pages() { page?; }
//! # assert_eq!(replay.requests()[1].header("range"), Some("id 2.."));
//! # Ok::<_, Box<dyn std::error::Error>>(())
//! ```
//!
//! Generates: `.target(Target::Header("range"))` in `SPEC`.
//!
//! Errors: a malformed header name; a list or a map; another target beside it. At run time, a value with characters that may
//! not stand in a header is [`Error::Request`](crate::Error::Request).
//!
//! # merge
//!
//! A position that is a map, for APIs that name several parameters at once. Alone, each entry becomes a query parameter;
//! beside `body = "/pointer"`, the map is merged deep into the JSON body there, and with `body = ""` into the body itself. A
//! null entry writes nothing into a query.
//!
//! ```
//! # #![allow(dead_code)]
//! # use pagination_core::Paginated;
//! # use serde::Deserialize;
//! # #[derive(Deserialize)]
//! # struct Event { id: u64 }
//! use std::collections::BTreeMap;
//!
//! /// `"continue": {"apcontinue": "B", "continue": "-||"}` goes back as `?apcontinue=B&continue=-%7C%7C`.
//! #[derive(Deserialize, Paginated)]
//! #[cursor(field = continuation, merge)]
//! struct Query {
//!     pages: Vec<Event>,
//!     #[serde(rename = "continue")]
//!     continuation: Option<BTreeMap<String, String>>,
//! }
//!
//! #[derive(Deserialize, Paginated)]
//! #[cursor(field = next, merge, body = "/query")]
//! struct Search { hits: Vec<Event>, next: Option<serde_json::Map<String, serde_json::Value>> }
//! # {
//! # use pagination_core::testing::{Recorded, Replay};
//! # let replay = Replay::new([Recorded::json(r#"{"pages":[],"continue":{"apcontinue":"B","continue":"-||"}}"#), Recorded::json(r#"{"pages":[]}"#)]);
//! # for page in replay.get("https://api.example/q").paginate::<Query>().pages() { page?; }
//! # assert_eq!(replay.urls(), ["https://api.example/q", "https://api.example/q?apcontinue=B&continue=-%7C%7C"]);
//! # }
//! # {
//! # use pagination_core::testing::{Recorded, Replay};
//! # let replay = Replay::new([Recorded::json(r#"{"hits":[],"next":{"from":2}}"#), Recorded::json(r#"{"hits":[]}"#)]);
//! # for page in replay.post("https://api.example/s", r#"{"query":{"q":"a"}}"#).paginate::<Search>().pages() { page?; }
//! # let bodies: Vec<_> = replay.requests().iter().map(|sent| String::from_utf8_lossy(&sent.body).into_owned()).collect();
//! # assert_eq!(bodies, [r#"{"query":{"q":"a"}}"#, r#"{"query":{"q":"a","from":2}}"#]);
//! # }
//! # Ok::<_, Box<dyn std::error::Error>>(())
//! ```
//!
//! Generates: `.target(Target::MergeQuery)` in `SPEC`; beside `body`, `.target(Target::MergeBody("/query"))`.
//!
//! Errors: a field that is a text, a number or a list; `param`, `form` or `request_header` beside it; a counted strategy. At
//! run time, a value that is no map, or an entry for the query that is a list or a map itself, is
//! [`Error::Request`](crate::Error::Request).
