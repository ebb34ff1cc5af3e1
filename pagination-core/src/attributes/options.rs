//! What else is true of a strategy: its keys beside source and target.
//!
//! Each example lists the requests of a walk, each with its response ([how to read them](super#the-examples)).
//!
//! | key | `cursor` | `next_link` | `offset` | `page` |
//! |---|---|---|---|---|
//! | [`stop(…)`](#stop) | ✓ | ✓ | ✓ | ✓ |
//! | [`end = "0"`](#end), [`allow_empty`](#allow_empty) | ✓ | ✓ | | |
//! | [`initial = "*"`](#initial) | ✓ | | | |
//! | [`first = 0`](#first) | | | ✓ | ✓ |
//! | [`step(…)`](#step) | | | ✓ | |
//! | [`parallel`](#parallel) | | | ✓ | ✓ |
//! | [`max_window = 10_000`](#max_window) | ✓ | ✓ | ✓ | ✓ |
//! | [`query(…)`](#query), [`first_only(…)`](#first_only) | ✓ | ✓ | ✓ | ✓ |
//! | [`continue_at = "/path"`](#continue_at) | ✓ | | ✓ | ✓ |
//! | [`keep(…)`](#keep), [`origin(…)`](#origin), [`upgrade_scheme`](#upgrade_scheme) | | ✓ | | |
//! | [`method = "GET"`](#method), [`base = path`](#base), [`same_origin`](#same_origin) | | ✓ | | |
//! | [`session`](#session), [`expired(410)`](#expired) | ✓ | ✓ | ✓ | ✓ |
//! | [`allow_repeated`](#allow_repeated) | | | ✓ | ✓ |
//! | [`inclusive`](#inclusive) | ✓ | ✓ | | |
//! | [`overlap = 5`, `seen = 1_000`](#overlap) | | | ✓ | |
//! | [`anchor(…)`](#anchor) | ✓ | | ✓ | ✓ |
//! | [`prev(…)`](super::strategies#prev) | ✓ | ✓ | | |
//!
//! # stop
//!
//! `stop(empty_page, short_page, repeated, absent)` names one or several signs of the end, beside an absent position:
//!
//! | sign | the walk ends |
//! |---|---|
//! | `empty_page` | at a page without items. Counted walks do so anyway, [unless the API says that more follows](super::end#empty-pages-on-counted-walks). A cursor or link otherwise goes on, since empty pages in the middle of a list are common |
//! | `short_page` | at a page with fewer items than a full one ([what is *short*](super::end#short)) |
//! | `repeated` | where a position comes back that was already requested, instead of [`Error::Loop`](crate::Error::Loop). On counted walks, where the page before or the first page comes again: that page is not delivered |
//! | `absent` | at an absent or empty position and nowhere else. Needed for a cursor that looks as if it were always there, such as a header |
//!
//! ```
//! # mod example { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/attributes/example.rs")); } use example::*;
//! #[derive(Deserialize, Paginated)]
//! #[cursor(field = next_key, stop(empty_page), allow_empty)]
//! struct Keys { keys: Vec<String>, next_key: String }
//!
//! walk::<Keys>("GET /keys", [
//!     ("GET /keys", r#"{ "keys": ["a"], "next_key": "" }"#),
//!     ("GET /keys?cursor=", r#"{ "keys": [], "next_key": "z" }"#),
//! ]);
//!
//! #[derive(Deserialize, Paginated)]
//! #[offset(stop(short_page))]
//! #[paginated(page_size(param = "limit", default = 50))]
//! struct Notes { data: Vec<Event> }
//!
//! walk_with("GET /notes", |notes: Pager<Notes>| notes.page_size(2), [
//!     ("GET /notes?limit=2&offset=0", r#"{ "data": [{ "id": 1 }, { "id": 2 }] }"#),
//!     ("GET /notes?limit=2&offset=2", r#"{ "data": [{ "id": 3 }] }"#),
//! ]);
//!
//! #[derive(Deserialize, Paginated)]
//! #[cursor(field = next_token, param = "nextToken", stop(repeated))]
//! struct LogEvents { events: Vec<Event>, next_token: Option<String> }
//!
//! walk::<LogEvents>("GET /logs", [
//!     ("GET /logs", r#"{ "events": [{ "id": 1 }], "next_token": "a" }"#),
//!     ("GET /logs?nextToken=a", r#"{ "events": [], "next_token": "a" }"#),
//! ]);
//!
//! #[derive(Deserialize, Paginated)]
//! #[cursor(header = "x-after", stop(absent))]
//! struct Users(Vec<Event>);
//!
//! walk::<Users>("GET /users", [
//!     ("GET /users", Recorded::json(r#"[{ "id": 1 }]"#).header("x-after", "u")),
//!     ("GET /users?cursor=u", Recorded::json(r#"[{ "id": 2 }]"#)),
//! ]);
//!
//! #[derive(Deserialize, Paginated)]
//! #[page(stop(repeated))] // past the end, the last page comes again
//! struct Posts { posts: Vec<Event> }
//!
//! walk::<Posts>("GET /posts", [
//!     ("GET /posts?page=1", r#"{ "posts": [{ "id": 1 }] }"#),
//!     ("GET /posts?page=2", r#"{ "posts": [{ "id": 2 }] }"#),
//!     ("GET /posts?page=3", r#"{ "posts": [{ "id": 2 }] }"#),
//! ]);
//! ```
//!
//! Where the API's own flag ([`has_more`](super::response#has_more)) says `true`, `empty_page` and `short_page` are ignored.
//! [`allow_empty`](#allow_empty) is a key of its own: it makes an empty string a position.
//!
//! Generates: `.stop(Stop { repeated: true, ..Stop::NONE })` in `SPEC`.
//!
//! Errors: no sign in the parentheses; `absent` on counted walks; `repeated` with `session`.
//!
//! # end
//!
//! `end = "0"` is a position that means the end. Numbers and booleans are written as they are (`end = -1`), and compared as text.
//! On `rel = "next"`, `end(results = "false")` reads an [attribute of the link](super::sources#rel).
//!
//! ```
//! # mod example { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/attributes/example.rs")); } use example::*;
//! #[derive(Deserialize, Paginated)]
//! #[cursor(field = cursor, end = "0")]
//! struct Scan { keys: Vec<String>, cursor: String }
//!
//! walk::<Scan>("GET /scan", [
//!     ("GET /scan", r#"{ "keys": ["a"], "cursor": "7" }"#),
//!     ("GET /scan?cursor=7", r#"{ "keys": ["b"], "cursor": "0" }"#),
//! ]);
//! ```
//!
//! Generates: `.end("0")` in `SPEC`; on `rel`, `Page::link_unless(…)` in `PaginatedBy::info`.
//!
//! Errors: `end(name = "value")` on another source than `rel`, or with several attributes.
//!
//! # allow_empty
//!
//! An empty string is a position like any other, and only its absence ends the walk.
//!
//! ```
//! # mod example { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/attributes/example.rs")); } use example::*;
//! #[derive(Deserialize, Paginated)]
//! #[cursor(field = next_key, allow_empty)]
//! struct Keys { keys: Vec<String>, next_key: Option<String> }
//!
//! walk::<Keys>("GET /keys", [
//!     ("GET /keys", r#"{ "keys": ["a"], "next_key": "" }"#),
//!     ("GET /keys?cursor=", r#"{ "keys": ["b"] }"#),
//! ]);
//! ```
//!
//! Generates: `.allow_empty()` in `SPEC`.
//!
//! Errors: a value after the key; a counted strategy. At run time, an empty link, which leads nowhere, is
//! [`Error::Request`](crate::Error::Request).
//!
//! # initial
//!
//! The cursor of the first request, where the API needs one. A cursor in the template takes precedence. `initial = ""` needs
//! `allow_empty`. The value may be that of [`end`](#end), as in Redis' `SCAN`, which begins and ends with `0`: the end is a matter
//! of responses only.
//!
//! ```
//! # mod example { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/attributes/example.rs")); } use example::*;
//! #[derive(Deserialize, Paginated)]
//! #[cursor(field = next_cursor, initial = "*")]
//! struct Works { items: Vec<Event>, next_cursor: Option<String> }
//!
//! walk::<Works>("GET /works", [
//!     ("GET /works?cursor=%2A", r#"{ "items": [{ "id": 1 }], "next_cursor": "abc" }"#),
//!     ("GET /works?cursor=abc", r#"{ "items": [{ "id": 2 }] }"#),
//! ]);
//! ```
//!
//! Generates: `.initial("*")` in `SPEC`; for an integer without quotes, `.initial_number(1)`.
//!
//! Errors: `initial = ""` without `allow_empty`; a counted strategy, which has [`first`](#first).
//!
//! # first
//!
//! The first offset (0 unless set) or page number (1 unless set).
//!
//! ```
//! # mod example { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/attributes/example.rs")); } use example::*;
//! #[derive(Deserialize, Paginated)]
//! #[page(first = 0)]
//! #[paginated(is_last = last)]
//! struct Slice { content: Vec<Event>, last: bool }
//!
//! walk::<Slice>("GET /events", [
//!     ("GET /events?page=0", r#"{ "content": [{ "id": 1 }], "last": false }"#),
//!     ("GET /events?page=1", r#"{ "content": [{ "id": 2 }], "last": true }"#),
//! ]);
//! ```
//!
//! Generates: `.first(0)` in `SPEC`.
//!
//! Errors: anything but a whole number from 0; `first` in `#[cursor(…)]`, which has [`initial`](#initial).
//!
//! # step
//!
//! How far an offset moves from page to page:
//!
//! | key | moves by |
//! |---|---|
//! | `step(received)`, the default | the number of items that arrived |
//! | `step(page_size)` | the page size that was requested, else `default`; for APIs that leave items out of a page |
//! | `step(field = path)` | the server's own figure, else what arrived |
//! | `step(header = "x-step")` | the same, in a response header |
//! | `step(with = function)` | the same, from an `fn(&Page<Self>) -> Option<u64>` |
//!
//! ```
//! # mod example { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/attributes/example.rs")); } use example::*;
//! #[derive(Deserialize, Paginated)]
//! #[offset(step(received), stop(empty_page))] // the same without `step`
//! struct Logs(Vec<Event>);
//!
//! walk::<Logs>("GET /logs", [("GET /logs?offset=0", r#"[{ "id": 1 }]"#), ("GET /logs?offset=1", "[]")]);
//!
//! #[derive(Deserialize, Paginated)]
//! #[offset(step(page_size), stop(empty_page))]
//! #[paginated(page_size(param = "limit", default = 100))]
//! struct Filtered { data: Vec<Event> }
//!
//! walk_with("GET /filtered", |filtered: Pager<Filtered>| filtered.page_size(10), [
//!     ("GET /filtered?limit=10&offset=0", r#"{ "data": [{ "id": 1 }] }"#),
//!     ("GET /filtered?limit=10&offset=10", r#"{ "data": [] }"#),
//! ]);
//!
//! #[derive(Deserialize, Paginated)]
//! #[offset(param = "startAt", step(field = max_results), stop(empty_page))]
//! struct Issues { issues: Vec<Event>, max_results: u64 }
//!
//! walk::<Issues>("GET /issues", [
//!     ("GET /issues?startAt=0", r#"{ "issues": [{ "id": 1 }], "max_results": 2 }"#),
//!     ("GET /issues?startAt=2", r#"{ "issues": [], "max_results": 2 }"#),
//! ]);
//!
//! #[derive(Deserialize, Paginated)]
//! #[offset(step(header = "x-step"), stop(empty_page))]
//! struct Rows(Vec<Event>);
//!
//! walk::<Rows>("GET /rows", [
//!     ("GET /rows?offset=0", Recorded::json(r#"[{ "id": 1 }]"#).header("x-step", "5")),
//!     ("GET /rows?offset=5", Recorded::json("[]")),
//! ]);
//!
//! #[derive(Deserialize, Paginated)]
//! #[offset(step(with = scanned), stop(empty_page))]
//! struct Matches { rows: Vec<Event>, range: [u64; 2] }
//!
//! fn scanned(page: &pagination_core::Page<Matches>) -> Option<u64> {
//!     page.range[1].checked_sub(page.range[0])
//! }
//!
//! walk::<Matches>("GET /matches", [
//!     ("GET /matches?offset=0", r#"{ "rows": [{ "id": 7 }], "range": [0, 9] }"#),
//!     ("GET /matches?offset=9", r#"{ "rows": [], "range": [9, 9] }"#),
//! ]);
//! ```
//!
//! Generates: for `page_size`, `.step(Step::PageSize)` in `SPEC`; for `field`, `header` and `with`, `.step(Step::Reported)` and
//! `PageInfo::step(…)` in `PaginatedBy::info`; for `received`, nothing.
//!
//! Errors: two of them; `step(page_size)` without `#[paginated(page_size(…))]`; a field whose type is not a count; `step` in
//! `#[page(…)]`. At run time, a step of 0 is [`Error::Loop`](crate::Error::Loop).
//!
//! # parallel
//!
//! Pages may be fetched side by side: [`concurrent(n)`](crate::Pager::concurrent) exists only where this is declared. It is a
//! promise about the API: every position can be requested at any time. An offset needs to know the page size:
//! `#[paginated(page_size(…))]`.
//!
//! ```
//! # mod example { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/attributes/example.rs")); } use example::*;
//! #[derive(Deserialize, Paginated)]
//! #[offset(parallel)]
//! #[paginated(page_size(param = "limit", default = 200, max = 200), total = total)]
//! struct Activities { data: Vec<Event>, total: u64 }
//!
//! walk_with("GET /activities", |activities: Pager<Activities>| activities.page_size(2).concurrent(2), [
//!     ("GET /activities?limit=2&offset=0", r#"{ "data": [{ "id": 1 }, { "id": 2 }], "total": 5 }"#),
//!     ("GET /activities?limit=2&offset=2", r#"{ "data": [{ "id": 3 }, { "id": 4 }], "total": 5 }"#),
//!     ("GET /activities?limit=2&offset=4", r#"{ "data": [{ "id": 5 }], "total": 5 }"#),
//! ]);
//! ```
//!
//! Pages arrive in order, and at most 256 requests are in flight. With a [total](super::response#total), the first page is fetched alone and no request goes past the end.
//! Without one, at most `n - 1` do, and twice as many where a short page comes before the empty one that ends the list
//! (`stop(short_page)` ends it there). Concurrent requests make it more likely that items shift during the walk
//! ([`offset`](super::strategies#offset)). [`split`](crate::Pager::split) divides such a list into parts for several workers.
//!
//! Generates: `.parallel()` in `SPEC`, and an `impl ParallelBy<Offset>`.
//!
//! Errors: `parallel` on a cursor or link; on an offset without `#[paginated(page_size(…))]`; with `session`. `.concurrent(n)`
//! without it does not compile, nor does `.split(n)` without it and without an [`anchor`](#anchor).
//!
//! # max_window
//!
//! The most items that this strategy can reach. No request goes past it. By offset, the last request before it asks for a smaller
//! page where the page size has a target. By page number, a page that would reach past it is not requested. By cursor and link,
//! the page that reaches it is the last. If more items may remain, the walk ends with
//! [`Error::CapReached`](crate::Error::CapReached) after everything before has been delivered; an [`anchor`](#anchor) takes the walk past
//! it.
//!
//! ```
//! # mod example { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/attributes/example.rs")); } use example::*;
//! #[derive(Deserialize, Paginated)]
//! #[offset(max_window = 3, stop(short_page))]
//! #[paginated(page_size(param = "limit", default = 2))]
//! struct Contacts { data: Vec<Event> }
//!
//! let replay = Replay::new([
//!     Recorded::json(r#"{ "data": [{ "id": 1 }, { "id": 2 }] }"#),
//!     Recorded::json(r#"{ "data": [{ "id": 3 }] }"#),
//! ]);
//! let mut contacts = replay.get("https://api.example/contacts").paginate::<Contacts>().page_size(2).items();
//! assert_eq!(contacts.by_ref().take(3).filter(Result::is_ok).count(), 3);
//! assert!(matches!(contacts.next(), Some(Err(Error::CapReached(_)))));
//! assert_eq!(replay.urls(), [
//!     "https://api.example/contacts?limit=2&offset=0",
//!     "https://api.example/contacts?limit=1&offset=2",
//! ]);
//! ```
//!
//! Generates: `.max_window(3)` in `SPEC`.
//!
//! [What to do then](super::end#after-capreached).
//!
//! Errors: 0; a window smaller than one page, where `send` or `default` gives its size. At run time,
//! [`Error::CapReached`](crate::Error::CapReached).
//!
//! # query
//!
//! `query(name = "value", …)`: parameters of this strategy, in every request. On a `next_link` they are in the first request
//! only, unless [`keep`](#keep) names them. Values are text, numbers or booleans, and are written as they are: percent-encode
//! them in the attribute if they need it. They replace parameters of the same name in the template. A name that is not a Rust
//! name is a string.
//!
//! ```
//! # mod example { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/attributes/example.rs")); } use example::*;
//! #[derive(Deserialize, Paginated)]
//! #[next_link(field = next, query(order = "id(asc)", "$count" = true))]
//! struct Contacts { data: Vec<Event>, next: Option<String> }
//!
//! walk::<Contacts>("GET /contacts", [
//!     ("GET /contacts?order=id(asc)&$count=true", r#"{ "data": [{ "id": 1 }], "next": "/contacts?p=2" }"#),
//!     ("GET /contacts?p=2", r#"{ "data": [{ "id": 2 }] }"#),
//! ]);
//! ```
//!
//! Generates: `.query(&[("order", "id(asc)"), ("$count", "true")])` in `SPEC`.
//!
//! Errors: a name given twice; a parameter that the position, the page size or the sync token writes as well; a value that is not
//! a literal.
//!
//! # first_only
//!
//! What is not sent again after the first request: names of query parameters and form fields, or, with a leading `/`, JSON
//! pointers into the body. Without names, `first_only` leaves out everything, query and body, page size included: later requests
//! carry only the position.
//!
//! ```
//! # mod example { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/attributes/example.rs")); } use example::*;
//! #[derive(Deserialize, Paginated)]
//! #[cursor(field = continue_token, param = "continue", first_only("resourceVersion", "resourceVersionMatch"))]
//! struct Pods { items: Vec<Event>, continue_token: Option<String> }
//!
//! walk::<Pods>("GET /pods?resourceVersion=1&limit=5", [
//!     ("GET /pods?resourceVersion=1&limit=5", r#"{ "items": [{ "id": 1 }], "continue_token": "c" }"#),
//!     ("GET /pods?limit=5&continue=c", r#"{ "items": [{ "id": 2 }] }"#),
//! ]);
//!
//! #[derive(Deserialize, Paginated)]
//! #[cursor(field = scroll, param = "scroll", first_only)]
//! struct Hits { hits: Vec<Event>, scroll: Option<String> }
//!
//! walk::<Hits>("GET /search?q=1", [
//!     ("GET /search?q=1", r#"{ "hits": [{ "id": 1 }], "scroll": "c" }"#),
//!     ("GET /search?scroll=c", r#"{ "hits": [{ "id": 2 }] }"#),
//! ]);
//! ```
//!
//! Generates: `.first_only(FirstOnly::These(&[…]))` in `SPEC`; without names, `.first_only(FirstOnly::Everything)`.
//!
//! Errors: the name of the position's own target; an empty name or list; a malformed JSON pointer.
//!
//! # continue_at
//!
//! Later pages come from another endpoint of the API. The value is its path, joined on the template's URL. The query and the body
//! go along unless `first_only` drops them.
//!
//! ```
//! # mod example { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/attributes/example.rs")); } use example::*;
//! #[derive(Deserialize, Paginated)]
//! #[cursor(field = cursor, body = "/cursor", continue_at = "/2/files/list_folder/continue", first_only)]
//! #[paginated(has_more = has_more)]
//! struct Folder { entries: Vec<Event>, cursor: String, has_more: bool }
//!
//! walk::<Folder>(r#"POST /2/files/list_folder {"path":"/docs"}"#, [
//!     (
//!         r#"POST /2/files/list_folder {"path":"/docs"}"#,
//!         r#"{ "entries": [{ "id": 1 }], "cursor": "abc", "has_more": true }"#,
//!     ),
//!     (
//!         r#"POST /2/files/list_folder/continue {"cursor":"abc"}"#,
//!         r#"{ "entries": [{ "id": 2 }], "cursor": "def", "has_more": false }"#,
//!     ),
//! ]);
//! ```
//!
//! Generates: `.continue_at("/2/files/list_folder/continue")` in `SPEC`.
//!
//! Errors: a path that does not begin with `/`, or has a query; `continue_at` in `#[next_link(…)]`, whose links already say where
//! they lead.
//!
//! # keep
//!
//! Parameters of the first request that are put back where the link drops them. A parameter that the link has stays as the link
//! has it. The page size can be among them, wherever it is written.
//!
//! ```
//! # mod example { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/attributes/example.rs")); } use example::*;
//! #[derive(Deserialize, Paginated)]
//! #[next_link(field = next_link, keep("api-version"))]
//! struct Resources { value: Vec<Event>, next_link: Option<String> }
//!
//! walk::<Resources>("GET /resources?api-version=3&q=1", [
//!     ("GET /resources?api-version=3&q=1", r#"{ "value": [{ "id": 1 }], "next_link": "/resources?s=2" }"#),
//!     ("GET /resources?s=2&api-version=3", r#"{ "value": [{ "id": 2 }] }"#),
//! ]);
//! ```
//!
//! Generates: `.keep(&["api-version"])` in `SPEC`.
//!
//! Errors: an empty name or list; a malformed JSON pointer; a location in the body beside [`method = "GET"`](#method); another
//! strategy than `#[next_link(…)]`.
//!
//! # origin
//!
//! Other origins (scheme, host and port) that a link may name. The credentials go there too. An origin that is known only at run
//! time is named with [`allow_origin`][crate::Pager::allow_origin].
//!
//! ```
//! # mod example { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/attributes/example.rs")); } use example::*;
//! #[derive(Deserialize, Paginated)]
//! #[next_link(field = next, origin("https://eu.api.example", "https://us.api.example"))]
//! struct Events { data: Vec<Event>, next: Option<String> }
//!
//! walk::<Events>("GET /events", [
//!     ("GET /events", r#"{ "data": [{ "id": 1 }], "next": "https://eu.api.example/events?p=2" }"#),
//!     ("GET https://eu.api.example/events?p=2", r#"{ "data": [{ "id": 2 }] }"#),
//! ]);
//! ```
//!
//! Generates: `.origins(&["https://eu.api.example", "https://us.api.example"])` in `SPEC`.
//!
//! Errors: no scheme or host, a path, a `*`; another strategy than `#[next_link(…)]`; [`same_origin`](#same_origin) beside it. At run
//! time, a link to an origin that is
//! not named is [`Error::ForeignOrigin`](crate::Error::ForeignOrigin).
//!
//! # upgrade_scheme
//!
//! An `http:` link from an `https:` API is followed as `https:`. This is for servers that do not know about the TLS proxy in front
//! of them. Without it, such a link is [`Error::ForeignOrigin`](crate::Error::ForeignOrigin).
//!
//! ```
//! # mod example { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/attributes/example.rs")); } use example::*;
//! #[derive(Deserialize, Paginated)]
//! #[next_link(field = next, upgrade_scheme)]
//! struct Events { data: Vec<Event>, next: Option<String> }
//!
//! walk::<Events>("GET /events", [
//!     ("GET /events", r#"{ "data": [{ "id": 1 }], "next": "http://api.example/events?p=2" }"#),
//!     ("GET /events?p=2", r#"{ "data": [{ "id": 2 }] }"#), // https, as the first request
//! ]);
//! ```
//!
//! Generates: `.upgrade_scheme()` in `SPEC`.
//!
//! Errors: a value after the key; another strategy than `#[next_link(…)]`; [`same_origin`](#same_origin) beside it.
//!
//! # method
//!
//! `method = "GET"`: links are fetched by GET, without the template's body and its `content-type` and `content-length`. This is for
//! lists that begin with a POST and go on along links. The other headers are sent again. Without it, a link is fetched as the
//! template is: with its method and its body. A sync token that is a [`link`](super::strategies#sync_token) and a link of
//! [`prev`](super::strategies#prev) are fetched by GET too.
//!
//! ```
//! # mod example { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/attributes/example.rs")); } use example::*;
//! #[derive(Deserialize, Paginated)]
//! #[next_link(field = next_link, method = "GET")]
//! struct Alerts { value: Vec<Event>, next_link: Option<String> }
//!
//! walk::<Alerts>(r#"POST /alerts/query {"severity":"high"}"#, [
//!     (r#"POST /alerts/query {"severity":"high"}"#, r#"{ "value": [{ "id": 1 }], "next_link": "/alerts?skip=1" }"#),
//!     ("GET /alerts?skip=1", r#"{ "value": [{ "id": 2 }] }"#),
//! ]);
//! ```
//!
//! Generates: `.links_by_get()` in `SPEC`.
//!
//! Errors: another value than `"GET"`; a place in the body that [`keep`](#keep) names; another strategy than `#[next_link(…)]`.
//!
//! # base
//!
//! What the links are relative to, where the response says it. The link follows the text of `base`, with one slash between. It is
//! not joined as a browser joins it, which would drop the path of `base`. An absolute link stays as it is, and so does every link
//! of a page that has no `base`. A relative `base` is joined on the URL of the response. The origin is checked as that of any link.
//! A sync token that is a [`link`](super::strategies#sync_token) and a link of [`prev`](super::strategies#prev) follow `base` too.
//!
//! ```
//! # mod example { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/attributes/example.rs")); } use example::*;
//! #[derive(Deserialize, Paginated)]
//! #[next_link(field = links.next, base = links.base)]
//! struct Content { results: Vec<Event>, links: Links }
//!
//! #[derive(Deserialize)]
//! struct Links { base: Option<String>, next: Option<String> }
//!
//! walk::<Content>("GET /wiki/rest/content", [
//!     (
//!         "GET /wiki/rest/content",
//!         r#"{ "results": [{ "id": 1 }], "links": { "base": "https://api.example/wiki", "next": "/rest/content?start=1" } }"#,
//!     ),
//!     ("GET /wiki/rest/content?start=1", r#"{ "results": [{ "id": 2 }], "links": {} }"#),
//! ]);
//! ```
//!
//! Generates: `PageInfo::base(…)` in `PaginatedBy::info`.
//!
//! Errors: a path that begins at no field; a field that has another role; a value that is not a string; another strategy than
//! `#[next_link(…)]`. At run time, a link that leads to another origin is [`Error::ForeignOrigin`](crate::Error::ForeignOrigin).
//!
//! # same_origin
//!
//! Of a link, only the path and the query count: they are requested on the scheme, host and port of the first request. This is for
//! servers behind a gateway, whose links name an internal host. No link can lead anywhere else, a stored one or one of
//! [`prev`](super::strategies#prev) included.
//!
//! ```
//! # mod example { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/attributes/example.rs")); } use example::*;
//! #[derive(Deserialize, Paginated)]
//! #[next_link(field = next, same_origin)]
//! struct Orders { data: Vec<Event>, next: Option<String> }
//!
//! walk::<Orders>("GET /orders", [
//!     ("GET /orders", r#"{ "data": [{ "id": 1 }], "next": "http://orders.internal:8080/orders?p=2" }"#),
//!     ("GET /orders?p=2", r#"{ "data": [{ "id": 2 }] }"#), // https://api.example, as the first request
//! ]);
//! ```
//!
//! Generates: `.same_origin()` in `SPEC`.
//!
//! Errors: a value after the key; [`origin`](#origin) or [`upgrade_scheme`](#upgrade_scheme) beside it, which would have no effect;
//! another strategy than `#[next_link(…)]`. At run time, a link that is not HTTP is
//! [`Error::ForeignOrigin`](crate::Error::ForeignOrigin).
//!
//! # session
//!
//! A position that stays the same from page to page, or is used up by reading. There is no loop check, every error is final (the
//! same page cannot be requested again), and `resume` refuses a checkpoint taken on the way.
//!
//! ```
//! # mod example { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/attributes/example.rs")); } use example::*;
//! #[derive(Deserialize, Paginated)]
//! #[cursor(field = scroll_param, param = "scroll_param", session, stop(empty_page))]
//! struct Users { users: Vec<Event>, scroll_param: Option<String> }
//!
//! walk::<Users>("GET /users", [
//!     ("GET /users", r#"{ "users": [{ "id": 1 }], "scroll_param": "s" }"#),
//!     ("GET /users?scroll_param=s", r#"{ "users": [{ "id": 2 }], "scroll_param": "s" }"#),
//!     ("GET /users?scroll_param=s", r#"{ "users": [], "scroll_param": "s" }"#),
//! ]);
//! ```
//!
//! Generates: `.session()` in `SPEC`.
//!
//! Errors: `session` with `parallel`, `prev` or `stop(repeated)`. At run time, resuming a checkpoint taken on the way is
//! [`Error::Request`](crate::Error::Request).
//!
//! # expired
//!
//! Statuses that mean a dead position or sync token, in response to a request that carries one:
//! [`Error::Expired`](crate::Error::Expired) instead of `Error::Status`. With
//! [`restart_on_expiry`](crate::Pager::restart_on_expiry) the walk starts again from the beginning, once, and says so.
//!
//! ```
//! # mod example { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/attributes/example.rs")); } use example::*;
//! #[derive(Deserialize, Paginated)]
//! #[cursor(field = next_page_token, param = "pageToken", expired(410))]
//! #[sync_token(field = next_sync_token, param = "syncToken")]
//! struct CalendarEvents { items: Vec<Event>, next_page_token: Option<String>, next_sync_token: Option<String> }
//!
//! let replay = Replay::new([Recorded::status(410), Recorded::json(r#"{ "items": [{ "id": 1 }] }"#)]);
//! let request = replay.get("https://api.example/events");
//! let mut events = request.paginate::<CalendarEvents>().since("old").restart_on_expiry().items();
//! assert!(matches!(events.next(), Some(Err(Error::Restarted(_)))));
//! assert!(matches!(events.next(), Some(Ok(Event { id: 1 }))));
//! assert_eq!(replay.urls(), ["https://api.example/events?syncToken=old", "https://api.example/events"]);
//! ```
//!
//! `expired(410, anchor)` goes on beyond the last item in place of that: [`anchor`](#anchor).
//!
//! In `#[sync_token(…)]`, `expired(410)` is about the sync token alone, where its status differs from that of a position.
//!
//! Generates: `.expired(&[410])` in `SPEC`, and for a sync token `.sync_expired(&[410])`.
//!
//! Errors: no status, or a number that is not a status (100 to 599).
//!
//! # allow_repeated
//!
//! On a counted walk, a page that equals the one before, or the first, is [`Error::Loop`](crate::Error::Loop): most often the server
//! ignores the parameter. Nothing in the response tells that from data that repeat, such as `[0, 0]`, `[0, 0]`. `allow_repeated`
//! says that equal pages are data. Pages are compared by the keys of their items where [`key`](super::response#key) is declared, else by
//! their bodies, so that over functions none are.
//!
//! ```
//! # mod example { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/attributes/example.rs")); } use example::*;
//! #[derive(Deserialize, Paginated)]
//! #[page(stop(empty_page), allow_repeated)]
//! struct Readings { values: Vec<u32> }
//!
//! walk::<Readings>("GET /readings", [
//!     ("GET /readings?page=1", r#"{ "values": [0, 0] }"#),
//!     ("GET /readings?page=2", r#"{ "values": [0, 0] }"#),
//!     ("GET /readings?page=3", r#"{ "values": [] }"#),
//! ]);
//! ```
//!
//! Generates: `.allow_repeated()` in `SPEC`.
//!
//! Errors: a cursor or link, whose positions are compared instead; `stop(repeated)` beside it.
//!
//!
//! # inclusive
//!
//! The next page begins with items of this one, as where a cursor is the time of the last item and the API lists what is *not older*. Items
//! that were on the page before are dropped, wherever they are on the page. It needs [`key`](super::response#key), and the API's flag or a
//! page size: the last page names a next page, too.
//!
//! The flag and the declared stops are checked first, on the page as it came: whether it is *short* is decided before its repeats
//! are dropped. Then a page that names the position it was requested with has not advanced. It is the end if it is short and no
//! flag says that more follows; else more items tie than a page holds, which is [`Error::Loop`](crate::Error::Loop).
//!
//! ```
//! # mod example { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/attributes/example.rs")); } use example::*;
//! #[derive(Deserialize, Paginated)]
//! #[cursor(field = end_time, param = "start_time", inclusive)]
//! #[paginated(key = id, page_size(param = "per_page", default = 2))]
//! struct Tickets { tickets: Vec<Event>, end_time: u64 }
//!
//! let items = walk::<Tickets>("GET /tickets?start_time=0", [
//!     ("GET /tickets?start_time=0", r#"{ "tickets": [{ "id": 1 }, { "id": 2 }], "end_time": 20 }"#),
//!     ("GET /tickets?start_time=20", r#"{ "tickets": [{ "id": 2 }, { "id": 3 }], "end_time": 30 }"#),
//!     ("GET /tickets?start_time=30", r#"{ "tickets": [{ "id": 3 }], "end_time": 30 }"#),
//! ]);
//! assert!(items.checkpoint().is_over());
//! ```
//!
//! [`Items`](crate::Items) are each returned once. [`Pages`](crate::Pages) come whole, with the repeats.
//!
//! Generates: `.inclusive()` in `SPEC`.
//!
//! Errors: no `key`; neither a flag nor a page size; `session` beside it.
//!
//! # overlap
//!
//! `overlap = 5` requests five items before each offset once more, to notice that the list has changed, and to join the page to the one
//! before. It needs [`key`](super::response#key).
//!
//! - If a known item comes, the walk goes on after it: items inserted before it pushed the list forward.
//! - If none comes, items before the page were deleted: the walk steps back, twice as far each time but never past a page, until one does.
//!   An empty or short page steps back before it ends anything.
//! - If no known item appears again, if known items appear in a different order, or if full pages have only known items, the walk
//!   ends with [`Error::Drifted`](crate::Error::Drifted).
//!
//! With [`shrink`](super::response#shrink), pages get no smaller than two items: one that is known, and one that is new.
//!
//! The keys of two pages are remembered; `seen = 1_000` remembers those of that many items. An overlap proves that nothing was
//! missed only where the list has one order that stays: sort it by something unique that does not change, such as an id.
//! Checkpoints hold the keys, so that a walk can be resumed on a list that has changed.
//!
//! ```
//! # mod example { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/attributes/example.rs")); } use example::*;
//! #[derive(Deserialize, Paginated)]
//! #[offset(overlap = 1, seen = 1_000, stop(empty_page))]
//! #[paginated(key = id, page_size(param = "limit"))]
//! struct Rows { data: Vec<Event> }
//!
//! let items = walk_with("GET /rows?sort=id", |rows: Pager<Rows>| rows.page_size(3), [
//!     ("GET /rows?sort=id&limit=3&offset=0", r#"{ "data": [{ "id": 1 }, { "id": 2 }, { "id": 3 }] }"#),
//!     // 1 was deleted: 3 should be here.
//!     ("GET /rows?sort=id&limit=3&offset=2", r#"{ "data": [{ "id": 4 }, { "id": 5 }] }"#),
//!     ("GET /rows?sort=id&limit=3&offset=1", r#"{ "data": [{ "id": 3 }, { "id": 4 }, { "id": 5 }] }"#),
//!     ("GET /rows?sort=id&limit=3&offset=3", r#"{ "data": [{ "id": 5 }] }"#),
//! ]);
//! assert!(items.checkpoint().is_over());
//! ```
//!
//! Page numbers cannot overlap. With `key`, what inserts push to the next page is dropped, and where the total has shrunk, the page before
//! is requested once more. An insert and a delete between two requests leave the total as it was, and are not noticed.
//!
//! Generates: `.overlap(1)` and `.seen(1000)` in `SPEC`.
//!
//! Errors: no `key`; an `overlap` of 0, or as large as a page; `parallel` or `session` beside it; `seen` without `overlap`.
//!
//! # anchor
//!
//! How a list goes on where its positions end. At the cap of [`max_window`](#max_window), the walk begins again at the first position,
//! filtered beyond the last item: a new *window*. `last_item` is a value inside the item (alone: the item itself), by which the list is
//! sorted; the target (`param`, `body` or `form`, with [`format`](super::targets#format) for a text around it) is the filter.
//!
//! | key | says |
//! |---|---|
//! | `unique` | no two items have one value: the filter is *strictly beyond*. Without it, the filter is *at or beyond*, and the items with the last value are dropped by their [`key`](super::response#key) |
//! | `descending` | the list is sorted so |
//! | `expired(410, anchor)`, beside it | the walk goes on so after this status, too |
//!
//! ```
//! # mod example { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/attributes/example.rs")); } use example::*;
//! #[derive(Deserialize, Paginated)]
//! #[offset(max_window = 4, anchor(last_item = id, param = "id_gt", unique), stop(short_page))]
//! #[paginated(page_size(default = 2))]
//! struct Contacts { data: Vec<Event> }
//!
//! walk::<Contacts>("GET /contacts?sort=id", [
//!     ("GET /contacts?sort=id&offset=0", r#"{ "data": [{ "id": 1 }, { "id": 2 }] }"#),
//!     ("GET /contacts?sort=id&offset=2", r#"{ "data": [{ "id": 3 }, { "id": 4 }] }"#),
//!     ("GET /contacts?sort=id&id_gt=4&offset=0", r#"{ "data": [{ "id": 5 }] }"#),
//! ]);
//! ```
//!
//! A list that is sorted from the newest item on, by a time that several items may have, and a cursor that expires:
//!
//! ```
//! # mod example { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/attributes/example.rs")); } use example::*;
//! #[derive(Deserialize, Paginated)]
//! #[cursor(field = next, expired(410, anchor), anchor(last_item = id, param = "until", descending))]
//! #[paginated(key = id)]
//! struct Deals { data: Vec<Event>, next: Option<String> }
//!
//! let replay = Replay::new([
//!     Recorded::json(r#"{ "data": [{ "id": 9 }, { "id": 8 }], "next": "a" }"#),
//!     Recorded::status(410),
//!     Recorded::json(r#"{ "data": [{ "id": 8 }, { "id": 7 }], "next": null }"#),
//! ]);
//! let deals = replay.get("https://api.example/deals").paginate::<Deals>().items();
//! assert_eq!(deals.map(|deal| deal.unwrap().id).collect::<Vec<_>>(), [9, 8, 7]);
//! assert_eq!(replay.urls()[2], "https://api.example/deals?until=8");
//! ```
//!
//! The order is checked while walking, for numbers and for times as RFC 3339 writes them: an item out of order is an error, since a window
//! beyond it would lose items. Other text only has to change, since the server's order of texts is not known. A window that has one value
//! only is [`Error::CapReached`](crate::Error::CapReached): more items tie than the API lets a walk reach. A server that ignores the
//! filter is [`Error::Loop`](crate::Error::Loop), and its items are not returned again.
//!
//! A total is compared within its window, since most servers count what the filter leaves; [`total()`](crate::Items::total) and
//! [`complete`](super::response#complete) keep the first window's. `max_items`, `max_pages` and `concurrent` count on, and checkpoints
//! hold the window. Over functions, the value is [`PageRequest::anchor`](crate::PageRequest::anchor).
//!
//! In several lists ([`items(chain(…))`](super::response#items)), the value is read in the entries of each, before they are converted. In
//! lists in lists ([`each = rows.*`](super::response#each)), it is read in every row, and `max_window` counts the entries of `items`.
//!
//! Where the value is a number or a time, [`split`](crate::Pager::split) divides the list into parts by it, also without `parallel`.
//!
//! Generates: `.anchor(&Anchor { … })` in `SPEC`, `info.anchor(…)` for every item in `info`, and, without `parallel`, an
//! `impl AnchoredBy<Offset>`.
//!
//! Errors: no `last_item`, or no target; neither `unique` nor a `key`; neither `max_window` nor `expired(…, anchor)`; `expired(410, anchor)`
//! without it; `items(with = …)`; entries of a map that `each` enters by number. An item whose value is absent or null, or of another type
//! than those before, is [`Error::Request`](crate::Error::Request), after its page.
//!
#![cfg_attr(not(feature = "http"), doc = include_str!("../links/http.md"))]
