//! Where a request takes a value: `param`, `body`, `form`, `request_header`, `merge`, `path`; and the text around it: `format`.
//!
//! Each example lists the requests of a walk, each with its response ([how to read them](super#the-examples)).
//!
//! A target belongs in `#[cursor(…)]`, `#[sync_token(…)]`, `prev(…)` and, except `merge`, in `#[offset(…)]`, `#[page(…)]` and
//! (except `path`) [`page_size(…)`](super::response#page_size): at most one in each. A link has no target: it is the complete URL of the next
//! request.
//!
//! Targets matter over HTTP. A function, as in [`pages`](crate::pages), gets the position as its argument, whatever the target.
//!
//! The caller's request is the *template*. Every request of the walk is a copy of it, so headers, credentials, filters and the
//! body go with every page. Whatever no target writes keeps its bytes. If the template already has a value at the target
//! (`?offset=40&limit=20`), the walk starts there, or takes that page size.
//!
//! | target | writes | takes |
//! |---|---|---|
//! | [`param = "cursor"`](#param) | a query parameter | text, numbers, booleans |
//! | [`body = "/variables/after"`](#body) | a value in the JSON body | any JSON |
//! | [`form = "Marker"`](#form) | a field of a form body | text, numbers, booleans |
//! | [`request_header = "Range"`](#request_header) | a header | text, numbers, booleans |
//! | [`merge`](#merge) | the entries of a map | maps |
//! | [`path = "/surveys/{position}"`](#path) | the end of the URL's path | text, numbers, booleans |
//! | [`format = "items={position}-{last}"`](#format) | a text around the value, at one of the first four | text, numbers, booleans |
//!
//! Errors: the compiler refuses two values that are written to the same location, and a type that cannot be written there (a `Vec`
//! as a query parameter). With a type of your own, the walk finds out, and the error is [`Error::Request`](crate::Error::Request).
//!
//! # param
//!
//! A query parameter, percent-encoded once. An existing parameter of that name is replaced in place; otherwise it is appended.
//! The others keep their bytes.
//!
//! ```
//! # mod example { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/attributes/example.rs")); } use example::*;
//! #[derive(Deserialize, Paginated)]
//! #[cursor(field = next, param = "pageToken")]
//! struct Events { items: Vec<Event>, next: Option<String> }
//!
//! walk::<Events>("GET /events?fields=id(name)", [
//!     ("GET /events?fields=id(name)", r#"{ "items": [{ "id": 1 }], "next": "MTB8=" }"#),
//!     ("GET /events?fields=id(name)&pageToken=MTB8%3D", r#"{ "items": [{ "id": 2 }] }"#),
//! ]);
//! ```
//!
//! Generates: `.target(Target::Param("pageToken"))` in `SPEC`. In `prev(…)`, `page_size(…)` and `#[sync_token(…)]`, each target
//! is part of `.prev(…)`, `.page_size(…)` and `.sync(…)`.
//!
//! Errors: a value that is not a string literal, or is empty; another target beside it; a parameter that the page size, the sync
//! token or `query` writes as well; a list or a map. A value of your own type that is not text is
//! [`Error::Request`](crate::Error::Request) at run time.
//!
//! # body
//!
//! The value at this JSON pointer (RFC 6901) in the body. Missing objects on the way are created. A number stays a number. A
//! template without a body gets one, with `content-type: application/json`; in the first request, which has no cursor yet, that
//! body is `{}`.
//!
//! ```
//! # mod example { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/attributes/example.rs")); } use example::*;
//! #[derive(Deserialize, Paginated)]
//! #[cursor(field = paging.after, body = "/paging/after")]
//! #[paginated(page_size(body = "/paging/limit"))]
//! struct Search { results: Vec<Event>, paging: Paging }
//!
//! #[derive(Deserialize)]
//! struct Paging { after: Option<String> }
//!
//! walk_with(r#"POST /search {"filter":"open"}"#, |search: Pager<Search>| search.page_size(50), [
//!     (
//!         r#"POST /search {"filter":"open","paging":{"limit":50}}"#,
//!         r#"{ "results": [{ "id": 1 }], "paging": { "after": "abc" } }"#,
//!     ),
//!     (
//!         r#"POST /search {"filter":"open","paging":{"limit":50,"after":"abc"}}"#,
//!         r#"{ "results": [{ "id": 2 }], "paging": {} }"#,
//!     ),
//! ]);
//! ```
//!
//! Generates: `.target(Target::Body("/paging/after"))` in `SPEC`, and `Target::Body("/paging/limit")` in `.page_size(…)`.
//!
//! Errors: a pointer that does not begin with `/`, or has a `~` that is neither `~0` nor `~1`; an empty pointer without `merge`.
//! At run time, a body that is not JSON, or a value on the way that is not an object, is
//! [`Error::Request`](crate::Error::Request).
//!
//! # form
//!
//! A field of an `application/x-www-form-urlencoded` body. A template without a body gets one, with its content type.
//!
//! ```
//! # mod example { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/attributes/example.rs")); } use example::*;
//! #[derive(Deserialize, Paginated)]
//! #[cursor(field = marker, form = "Marker")]
//! struct Users { users: Vec<Event>, marker: Option<String> }
//!
//! walk::<Users>("POST /?Action=ListUsers", [
//!     ("POST /?Action=ListUsers", r#"{ "users": [{ "id": 1 }], "marker": "a b" }"#),
//!     ("POST /?Action=ListUsers Marker=a+b", r#"{ "users": [{ "id": 2 }] }"#),
//! ]);
//! ```
//!
//! Generates: `.target(Target::Form("Marker"))` in `SPEC`.
//!
//! Errors: those of [`param`](#param). At run time, a body that is not a form is [`Error::Request`](crate::Error::Request).
//!
//! # request_header
//!
//! A request header. It is marked as sensitive, so that clients keep it out of their logs.
//!
//! ```
//! # mod example { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/attributes/example.rs")); } use example::*;
//! #[derive(Deserialize, Paginated)]
//! #[cursor(header = "next-range", request_header = "range", stop(absent))]
//! struct Apps(Vec<Event>);
//!
//! let replay = Replay::new([
//!     Recorded::json(r#"[{ "id": 1 }]"#).header("next-range", "id 2..").with_status(206),
//!     Recorded::json(r#"[{ "id": 2 }]"#),
//! ]);
//! assert_eq!(replay.get("https://api.example/apps").paginate::<Apps>().items().count(), 2);
//! assert_eq!(replay.requests()[1].header("range"), Some("id 2.."));
//! ```
//!
//! Generates: `.target(Target::Header("range"))` in `SPEC`.
//!
//! Errors: a malformed header name; a list or a map; another target beside it. At run time, a value with characters that a header
//! cannot hold is [`Error::Request`](crate::Error::Request).
//!
//! # merge
//!
//! A position that is a map, for APIs that name several parameters at once. Alone, each entry becomes a query parameter. Beside
//! `body = "/pointer"`, the map is merged deep into the JSON body at that place, and with `body = ""` into the body itself. A null
//! entry writes nothing into a query.
//!
//! ```
//! # mod example { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/attributes/example.rs")); } use example::*;
//! use std::collections::BTreeMap;
//!
//! #[derive(Deserialize, Paginated)]
//! #[cursor(field = continuation, merge)]
//! struct Query {
//!     pages: Vec<Event>,
//!     #[serde(rename = "continue")]
//!     continuation: Option<BTreeMap<String, String>>,
//! }
//!
//! walk::<Query>("GET /query", [
//!     ("GET /query", r#"{ "pages": [{ "id": 1 }], "continue": { "apcontinue": "B", "continue": "-||" } }"#),
//!     ("GET /query?apcontinue=B&continue=-%7C%7C", r#"{ "pages": [{ "id": 2 }] }"#),
//! ]);
//!
//! #[derive(Deserialize, Paginated)]
//! #[cursor(field = next, merge, body = "/query")]
//! struct Search { hits: Vec<Event>, next: Option<serde_json::Map<String, serde_json::Value>> }
//!
//! walk::<Search>(r#"POST /search {"query":{"q":"a"}}"#, [
//!     (r#"POST /search {"query":{"q":"a"}}"#, r#"{ "hits": [{ "id": 1 }], "next": { "from": 2 } }"#),
//!     (r#"POST /search {"query":{"q":"a","from":2}}"#, r#"{ "hits": [{ "id": 2 }] }"#),
//! ]);
//! ```
//!
//! Generates: `.target(Target::MergeQuery)` in `SPEC`; beside `body`, `.target(Target::MergeBody("/query"))`.
//!
//! Errors: a field that is text, a number or a list; `param`, `form` or `request_header` beside it; a counted strategy. At run
//! time, a value that is not a map, or a query entry that is a list or a map itself, is
//! [`Error::Request`](crate::Error::Request).
//!
//! # path
//!
//! The end of the URL's path, percent-encoded as one segment. If the template's path ends with a position,
//! the walk starts there and replaces it; if not, the position is appended. The query stays.
//!
//! ```
//! # mod example { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/attributes/example.rs")); } use example::*;
//! #[derive(Deserialize, Paginated)]
//! #[page(path = "/surveys/{position}", stop(empty_page))]
//! struct Surveys { surveys: Vec<Event> }
//!
//! walk::<Surveys>("GET /v1/surveys?open", [
//!     ("GET /v1/surveys/1?open", r#"{ "surveys": [{ "id": 1 }] }"#),
//!     ("GET /v1/surveys/2?open", r#"{ "surveys": [] }"#),
//! ]);
//! walk::<Surveys>("GET /v1/surveys/7", [("GET /v1/surveys/7", r#"{ "surveys": [] }"#)]);
//! ```
//!
//! Error messages show the path of a URL, and so this position.
//!
//! Generates: `.target(Target::Path("/surveys/{position}"))` in `SPEC`.
//!
//! Errors: a path without `{position}`, with two, with another placeholder, with a query, or without a segment before the
//! position; another target or `format` beside it; a list or a map. At run time, a template whose path fits neither case, and
//! the positions `.` and `..`, are [`Error::Request`](crate::Error::Request).
//!
//! # format
//!
//! A text around the value, written at `param`, `body`, `form` or `request_header`. It has these placeholders:
//!
//! | placeholder | is |
//! |---|---|
//! | `{position}` | the position, or the sync token |
//! | `{size}` | the page size: [`page_size(n)`](crate::Pager::page_size), else the template's, else `send`, else `default` |
//! | `{last}` | the position of the page's last item: position + size − 1 |
//!
//! A template that already has such a value gives the walk its position and page size.
//!
//! ```
//! # mod example { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/attributes/example.rs")); } use example::*;
//! #[derive(Deserialize, Paginated)]
//! #[offset(param = "limit", format = "{position},{size}", stop(short_page))]
//! #[paginated(page_size(send = 2))]
//! struct Rows { rows: Vec<Event> }
//!
//! walk::<Rows>("GET /rows", [
//!     ("GET /rows?limit=0,2", r#"{ "rows": [{ "id": 1 }, { "id": 2 }] }"#),
//!     ("GET /rows?limit=2,2", r#"{ "rows": [{ "id": 3 }] }"#),
//! ]);
//!
//! #[derive(Deserialize, Paginated)]
//! #[offset(request_header = "range", format = "items={position}-{last}", stop(short_page))]
//! #[paginated(page_size(default = 25))]
//! struct Apps(Vec<Event>);
//!
//! let replay = Replay::new([Recorded::json("[]").with_status(206)]);
//! assert_eq!(replay.get("https://api.example/apps").paginate::<Apps>().items().count(), 0);
//! assert_eq!(replay.requests()[0].header("range"), Some("items=0-24"));
//! ```
//!
//! In `page_size(…)`, the text is written only when a size is sent. It has `{size}`, or `{last}` where the position is an offset.
//!
//! ```
//! # mod example { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/attributes/example.rs")); } use example::*;
//! #[derive(Deserialize, Paginated)]
//! #[next_link(field = next)]
//! #[paginated(page_size(request_header = "prefer", format = "odata.maxpagesize={size}"))]
//! struct Accounts {
//!     value: Vec<Event>,
//!     #[serde(rename = "@odata.nextLink")]
//!     next: Option<String>,
//! }
//!
//! let replay = Replay::new([Recorded::json(r#"{ "value": [] }"#)]);
//! let accounts = replay.get("https://api.example/accounts").paginate::<Accounts>().page_size(50);
//! assert_eq!(accounts.items().count(), 0);
//! assert_eq!(replay.requests()[0].header("prefer"), Some("odata.maxpagesize=50"));
//! ```
//!
//! Generates: `.target(Target::Format(&Target::Header("range"), "items={position}-{last}"))` in `SPEC`. In `prev(…)`,
//! `page_size(…)` and `#[sync_token(…)]`, it is part of `.prev(…)`, `.page_size(…)` and `.sync(…)`.
//!
//! Errors: no target, `merge`, `link` or `path`; a format without a placeholder, with an unknown one, or with an unbalanced brace;
//! for a position, a format without `{position}` and `{last}`, or with a size where `page_size` has neither `send` nor `default`;
//! for a page size, a format without `{size}` and `{last}`, or with a position where the strategy does not count; `{last}` in
//! `#[page]`. At run time, `{last}` of a position that is not a number is [`Error::Request`](crate::Error::Request).
//!
#![cfg_attr(not(feature = "http"), doc = include_str!("../links/http.md"))]
