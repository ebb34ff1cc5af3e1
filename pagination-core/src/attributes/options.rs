//! What else is true of a way of walking: the keys of a strategy beside its source and target.
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
//! | [`session`](#session), [`expired(410)`](#expired) | ✓ | ✓ | ✓ | ✓ |
//! | [`prev(…)`](super::strategies#prev) | ✓ | ✓ | | |
//!
//! # stop
//!
//! `stop(empty_page, short_page, repeated, absent)`, one or several, names signs of the end beside an absent position:
//!
//! | sign | the walk ends |
//! |---|---|
//! | `empty_page` | at a page without records. Counted walks always do; a cursor or link otherwise goes on, since an empty page in the middle is common |
//! | `short_page` | at a page with fewer records than a full one ([what is *short*](super::end#short)) |
//! | `repeated` | where a position comes back that was asked for before, instead of [`Error::Loop`](crate::Error::Loop) |
//! | `absent` | at an absent or empty position and nowhere else: said for a cursor that looks as if it were always there, such as a header |
//!
//! ```
//! # #![allow(dead_code)]
//! # use pagination_core::Paginated;
//! # use serde::Deserialize;
//! # #[derive(Deserialize)]
//! # struct Event { id: u64 }
//! #[derive(Deserialize, Paginated)]
//! #[cursor(field = next_token, param = "nextToken", stop(repeated))]
//! struct LogEvents { events: Vec<Event>, next_token: Option<String> }
//!
//! #[derive(Deserialize, Paginated)]
//! #[cursor(header = "x-after", stop(absent))]
//! struct Users(Vec<Event>);
//!
//! #[derive(Deserialize, Paginated)]
//! #[cursor(field = next_key, allow_empty, stop(empty_page))]
//! struct Keys { keys: Vec<String>, next_key: String }
//!
//! #[derive(Deserialize, Paginated)]
//! #[offset(stop(short_page))]
//! #[paginated(page_size(param = "limit", default = 50))]
//! struct Notes { data: Vec<Event> }
//! # {
//! # use pagination_core::testing::{Recorded, Replay};
//! # let replay = Replay::new([Recorded::json(r#"{"events":[],"next_token":"a"}"#), Recorded::json(r#"{"events":[],"next_token":"a"}"#)]);
//! # for page in replay.get("https://api.example/l").paginate::<LogEvents>().pages() { page?; }
//! # assert_eq!(replay.urls(), ["https://api.example/l", "https://api.example/l?nextToken=a"]);
//! # let replay = Replay::new([Recorded::json("[]").header("x-after", "u"), Recorded::json("[]")]);
//! # for page in replay.get("https://api.example/u").paginate::<Users>().pages() { page?; }
//! # assert_eq!(replay.urls(), ["https://api.example/u", "https://api.example/u?cursor=u"]);
//! # let replay = Replay::new([Recorded::json(r#"{"keys":["a"],"next_key":""}"#), Recorded::json(r#"{"keys":[],"next_key":"z"}"#)]);
//! # for page in replay.get("https://api.example/k").paginate::<Keys>().pages() { page?; }
//! # assert_eq!(replay.urls(), ["https://api.example/k", "https://api.example/k?cursor="]);
//! # let replay = Replay::new([Recorded::json(r#"{"data":[{"id":1},{"id":2}]}"#), Recorded::json(r#"{"data":[{"id":3}]}"#)]);
//! # for page in replay.get("https://api.example/n").paginate::<Notes>().page_size(2).pages() { page?; }
//! # assert_eq!(replay.urls(), ["https://api.example/n?limit=2&offset=0", "https://api.example/n?limit=2&offset=2"]);
//! # }
//! # Ok::<_, Box<dyn std::error::Error>>(())
//! ```
//!
//! Where the API's own flag ([`has_more`](super::response#has_more)) says `true`, `empty_page` and `short_page` are not asked.
//!
//! Generates: `.stop(Stop { repeated: true, ..Stop::NONE })` in `SPEC`.
//!
//! Errors: no sign in the parentheses; `allow_empty`, which is a [key of its own](#allow_empty); `repeated` and `absent` on counted walks; `repeated` with `session`.
//!
//! # end
//!
//! `end = "0"` is a position that means the end; numbers and booleans are written as they are (`end = -1`), and compared as
//! text. On `rel = "next"`, `end(results = "false")` reads an [attribute of the link](super::sources#rel).
//!
//! ```
//! # #![allow(dead_code)]
//! # use pagination_core::Paginated;
//! # use serde::Deserialize;
//! # #[derive(Deserialize)]
//! # struct Event { id: u64 }
//! #[derive(Deserialize, Paginated)]
//! #[cursor(field = cursor, end = "0")]
//! struct Scan { keys: Vec<String>, cursor: String }
//! # {
//! # use pagination_core::testing::{Recorded, Replay};
//! # let replay = Replay::new([Recorded::json(r#"{"keys":[],"cursor":"7"}"#), Recorded::json(r#"{"keys":[],"cursor":"0"}"#)]);
//! # for page in replay.get("https://api.example/k").paginate::<Scan>().pages() { page?; }
//! # assert_eq!(replay.urls(), ["https://api.example/k", "https://api.example/k?cursor=7"]);
//! # }
//! # Ok::<_, Box<dyn std::error::Error>>(())
//! ```
//!
//! Generates: `.end("0")` in `SPEC`; on `rel`, `Page::link_unless(…)` in `PaginatedBy::info`.
//!
//! Errors: the value of `initial`; `end(name = "value")` on another source than `rel`, or with several attributes.
//!
//! # allow_empty
//!
//! An empty string is a position like any other, and only its absence ends the walk.
//!
//! ```
//! # #![allow(dead_code)]
//! # use pagination_core::Paginated;
//! # use serde::Deserialize;
//! # #[derive(Deserialize)]
//! # struct Event { id: u64 }
//! #[derive(Deserialize, Paginated)]
//! #[cursor(field = next_key, allow_empty)]
//! struct Keys { keys: Vec<String>, next_key: Option<String> }
//! # {
//! # use pagination_core::testing::{Recorded, Replay};
//! # let replay = Replay::new([Recorded::json(r#"{"keys":[],"next_key":""}"#), Recorded::json(r#"{"keys":[]}"#)]);
//! # for page in replay.get("https://api.example/k").paginate::<Keys>().pages() { page?; }
//! # assert_eq!(replay.urls(), ["https://api.example/k", "https://api.example/k?cursor="]);
//! # }
//! # Ok::<_, Box<dyn std::error::Error>>(())
//! ```
//!
//! Generates: `.allow_empty()` in `SPEC`.
//!
//! Errors: a value behind the key; a counted strategy. At run time, an empty link, which leads nowhere, is
//! [`Error::Request`](crate::Error::Request).
//!
//! # initial
//!
//! The cursor of the first request, where the API needs one there. A template that carries one goes before it. `initial = ""`
//! needs `allow_empty`.
//!
//! ```
//! # #![allow(dead_code)]
//! # use pagination_core::Paginated;
//! # use serde::Deserialize;
//! # #[derive(Deserialize)]
//! # struct Event { id: u64 }
//! #[derive(Deserialize, Paginated)]
//! #[cursor(field = next_cursor, initial = "*")]
//! struct Works { items: Vec<Event>, next_cursor: Option<String> }
//! # {
//! # use pagination_core::testing::{Recorded, Replay};
//! # let replay = Replay::new([Recorded::json(r#"{"items":[],"next_cursor":"abc"}"#), Recorded::json(r#"{"items":[]}"#)]);
//! # for page in replay.get("https://api.example/w").paginate::<Works>().pages() { page?; }
//! # assert_eq!(replay.urls(), ["https://api.example/w?cursor=%2A", "https://api.example/w?cursor=abc"]);
//! # }
//! # Ok::<_, Box<dyn std::error::Error>>(())
//! ```
//!
//! asks `?cursor=%2A`, then `?cursor=abc`.
//!
//! Generates: `.initial("*")` in `SPEC`; for an integer without quotes, `.initial_number(1)`.
//!
//! Errors: `initial = ""` without `allow_empty`; the value of `end`; a counted strategy, which has [`first`](#first).
//!
//! # first
//!
//! The first offset (0 unless set) or page number (1 unless set).
//!
//! ```
//! # #![allow(dead_code)]
//! # use pagination_core::Paginated;
//! # use serde::Deserialize;
//! # #[derive(Deserialize)]
//! # struct Event { id: u64 }
//! #[derive(Deserialize, Paginated)]
//! #[page(first = 0)]
//! #[paginated(is_last = last)]
//! struct Slice { content: Vec<Event>, last: bool }
//! # {
//! # use pagination_core::testing::{Recorded, Replay};
//! # let replay = Replay::new([Recorded::json(r#"{"content":[{"id":1}],"last":false}"#), Recorded::json(r#"{"content":[{"id":2}],"last":true}"#)]);
//! # for page in replay.get("https://api.example/s").paginate::<Slice>().pages() { page?; }
//! # assert_eq!(replay.urls(), ["https://api.example/s?page=0", "https://api.example/s?page=1"]);
//! # }
//! # Ok::<_, Box<dyn std::error::Error>>(())
//! ```
//!
//! Generates: `.first(0)` in `SPEC`.
//!
//! Errors: something other than a whole number from 0; `first` in `#[cursor(…)]`, which has [`initial`](#initial).
//!
//! # step
//!
//! How far an offset moves from page to page:
//!
//! | | moves by |
//! |---|---|
//! | `step(received)`, the default | the number of records that arrived |
//! | `step(page_size)` | the page size that was asked for, else `default`; for APIs that leave records out of a page |
//! | `step(field = path)` | the server's own figure, else what arrived |
//! | `step(header = "x-step")` | the same, in a response header |
//!
//! ```
//! # #![allow(dead_code)]
//! # use pagination_core::Paginated;
//! # use serde::Deserialize;
//! # #[derive(Deserialize)]
//! # struct Event { id: u64 }
//! #[derive(Deserialize, Paginated)]
//! #[offset(step(page_size), stop(empty_page))]
//! #[paginated(page_size(param = "limit", default = 100))]
//! struct Filtered { data: Vec<Event> }
//!
//! #[derive(Deserialize, Paginated)]
//! #[offset(param = "startAt", step(field = max_results), stop(short_page))]
//! #[paginated(page_size(param = "maxResults", default = 50), total = total)]
//! struct Issues { issues: Vec<Event>, max_results: u64, total: u64 }
//!
//! #[derive(Deserialize, Paginated)]
//! #[offset(step(header = "x-step"), stop(empty_page))]
//! struct Rows(Vec<Event>);
//!
//! #[derive(Deserialize, Paginated)]
//! #[offset(step(received), stop(empty_page))] // as without `step`
//! struct Logs(Vec<Event>);
//! # {
//! # use pagination_core::testing::{Recorded, Replay};
//! # let replay = Replay::new([Recorded::json(r#"{"data":[{"id":1}]}"#), Recorded::json(r#"{"data":[]}"#)]);
//! # for page in replay.get("https://api.example/f").paginate::<Filtered>().page_size(10).pages() { page?; }
//! # assert_eq!(replay.urls(), ["https://api.example/f?limit=10&offset=0", "https://api.example/f?limit=10&offset=10"]);
//! # }
//! # {
//! # use pagination_core::testing::{Recorded, Replay};
//! # let replay = Replay::new([Recorded::json(r#"{"issues":[{"id":1},{"id":2},{"id":3}],"max_results":2,"total":9}"#), Recorded::json(r#"{"issues":[],"max_results":2,"total":9}"#)]);
//! # for page in replay.get("https://api.example/i").paginate::<Issues>().page_size(3).pages() { page?; }
//! # assert_eq!(replay.urls(), ["https://api.example/i?maxResults=3&startAt=0", "https://api.example/i?maxResults=3&startAt=2"]);
//! # let replay = Replay::new([Recorded::json(r#"[{"id":1}]"#).header("x-step", "5"), Recorded::json("[]")]);
//! # for page in replay.get("https://api.example/r").paginate::<Rows>().pages() { page?; }
//! # assert_eq!(replay.urls(), ["https://api.example/r?offset=0", "https://api.example/r?offset=5"]);
//! # let replay = Replay::new([Recorded::json(r#"[{"id":1}]"#), Recorded::json("[]")]);
//! # for page in replay.get("https://api.example/l").paginate::<Logs>().pages() { page?; }
//! # assert_eq!(replay.urls(), ["https://api.example/l?offset=0", "https://api.example/l?offset=1"]);
//! # }
//! # Ok::<_, Box<dyn std::error::Error>>(())
//! ```
//!
//! Generates: for `page_size`, `.step(Step::PageSize)` in `SPEC`; for `field` and `header`, `.step(Step::Reported)` and
//! `PageInfo::step(…)` in `PaginatedBy::info`; for `received`, nothing.
//!
//! Errors: two of them; `step(page_size)` without `#[paginated(page_size(…))]`; a field of a type that is no count; `step` in
//! `#[page(…)]`. At run time, a step of 0 is [`Error::Loop`](crate::Error::Loop).
//!
//! # parallel
//!
//! Pages may be fetched side by side: [`concurrent(n)`](crate::Pager::concurrent) exists only where this is declared. It is a
//! promise about the API, that every position may be asked for at any time. An offset needs to know the page size:
//! `#[paginated(page_size(…))]`.
//!
//! ```
//! # #![allow(dead_code)]
//! # use pagination_core::Paginated;
//! # use serde::Deserialize;
//! # #[derive(Deserialize)]
//! # struct Event { id: u64 }
//! #[derive(Deserialize, Paginated)]
//! #[offset(parallel, stop(short_page))]
//! #[paginated(page_size(param = "limit", default = 200, max = 200))]
//! struct Activities { data: Vec<Event> }
//! ```
//!
//! Pages arrive in order. With a [total](super::response#total), the first page is fetched alone and no request is made past
//! the end; without one, at most `n - 1` are, and twice as many where a short page comes before the empty one that ends the
//! list (`stop(short_page)` ends it there). On shifting lists what is said of [`offset`](super::strategies#offset) holds
//! all the more.
//!
//! Generates: `.parallel()` in `SPEC`, and an `impl ParallelBy<Offset>`.
//!
//! Errors: `parallel` on a cursor or link; on an offset without `#[paginated(page_size(…))]`; with `session`. `.concurrent(n)`
//! without it does not compile.
//!
//! # max_window
//!
//! The most records that this way may reach. No request goes past it: by offset, the last one before it is made smaller where
//! the page size can be asked for; a numbered page that would reach beyond it is not asked for; by cursor and link, the page
//! that reaches it is the last. If records may remain behind it, the walk ends in
//! [`Error::CapReached`](crate::Error::CapReached), after everything before it was delivered.
//!
//! ```
//! # #![allow(dead_code)]
//! # use pagination_core::Paginated;
//! # use serde::Deserialize;
//! # #[derive(Deserialize)]
//! # struct Event { id: u64 }
//! #[derive(Deserialize, Paginated)]
//! #[offset(max_window = 10_000, stop(short_page))]
//! #[paginated(page_size(param = "limit", default = 200))]
//! struct Contacts { data: Vec<Event> }
//! # use pagination_core::testing::{Recorded, Replay};
//! # let full = |from: u64, count: u64| {
//! #     let ids: Vec<_> = (from..from + count).map(|id| format!(r#"{{"id":{id}}}"#)).collect();
//! #     Recorded::json(format!(r#"{{"data":[{}]}}"#, ids.join(",")))
//! # };
//! # let replay = Replay::new([full(0, 6_000), full(6_000, 4_000)]);
//! # let mut items = replay.get("https://api.example/c").paginate::<Contacts>().page_size(6_000).items();
//! # assert_eq!(items.by_ref().take_while(Result::is_ok).count(), 10_000);
//! # assert_eq!(replay.urls(), ["https://api.example/c?limit=6000&offset=0", "https://api.example/c?limit=4000&offset=6000"]);
//! # Ok::<_, Box<dyn std::error::Error>>(())
//! ```
//!
//! Generates: `.max_window(10000)` in `SPEC`.
//!
//! Errors: 0; a window smaller than one page, as far as `send` or `default` says what a page is. At run time,
//! [`Error::CapReached`](crate::Error::CapReached).
//!
//! # query
//!
//! `query(name = "value", …)`: parameters of this strategy, in every request; in the first alone on a `next_link`, unless
//! [`keep`](#keep) names them. Values are texts, numbers or booleans, and are written as they stand: what needs
//! percent-encoding is encoded in the attribute. They replace parameters of the same name in the template. A name that is no
//! Rust name is a string.
//!
//! ```
//! # #![allow(dead_code)]
//! # use pagination_core::Paginated;
//! # use serde::Deserialize;
//! # #[derive(Deserialize)]
//! # struct Event { id: u64 }
//! #[derive(Deserialize, Paginated)]
//! #[next_link(field = next, query(order = "id(asc)", "$count" = true))]
//! struct Contacts { data: Vec<Event>, next: Option<String> }
//! # {
//! # use pagination_core::testing::{Recorded, Replay};
//! # let replay = Replay::new([Recorded::json(r#"{"data":[],"next":"/c?p=2"}"#), Recorded::json(r#"{"data":[]}"#)]);
//! # for page in replay.get("https://api.example/c").paginate::<Contacts>().pages() { page?; }
//! # assert_eq!(replay.urls(), ["https://api.example/c?order=id(asc)&$count=true", "https://api.example/c?p=2"]);
//! # }
//! # Ok::<_, Box<dyn std::error::Error>>(())
//! ```
//!
//! Generates: `.query(&[("order", "id(asc)"), ("$count", "true")])` in `SPEC`.
//!
//! Errors: a name given twice; a parameter that the position, the page size or the sync token writes as well; a value that is
//! no literal.
//!
//! # first_only
//!
//! What is not sent again after the first request: names of query parameters and form fields, or, with a leading `/`, places
//! in the JSON body. Bare, `first_only` leaves out everything, query and body, page size included: later requests carry the
//! position alone.
//!
//! ```
//! # #![allow(dead_code)]
//! # use pagination_core::Paginated;
//! # use serde::Deserialize;
//! # #[derive(Deserialize)]
//! # struct Event { id: u64 }
//! #[derive(Deserialize, Paginated)]
//! #[cursor(field = continue_token, param = "continue", first_only("resourceVersion", "resourceVersionMatch"))]
//! struct Pods { items: Vec<Event>, continue_token: Option<String> }
//!
//! #[derive(Deserialize, Paginated)]
//! #[cursor(field = scroll, param = "scroll", first_only)]
//! struct Hits { hits: Vec<Event>, scroll: Option<String> }
//! # {
//! # use pagination_core::testing::{Recorded, Replay};
//! # let replay = Replay::new([Recorded::json(r#"{"items":[],"continue_token":"c"}"#), Recorded::json(r#"{"items":[]}"#)]);
//! # for page in replay.get("https://api.example/p?resourceVersion=1&limit=5").paginate::<Pods>().pages() { page?; }
//! # assert_eq!(replay.urls(), ["https://api.example/p?resourceVersion=1&limit=5", "https://api.example/p?limit=5&continue=c"]);
//! # }
//! # {
//! # use pagination_core::testing::{Recorded, Replay};
//! # let replay = Replay::new([Recorded::json(r#"{"hits":[],"scroll":"c"}"#), Recorded::json(r#"{"hits":[]}"#)]);
//! # for page in replay.get("https://api.example/h?q=1").paginate::<Hits>().pages() { page?; }
//! # assert_eq!(replay.urls(), ["https://api.example/h?q=1", "https://api.example/h?scroll=c"]);
//! # }
//! # Ok::<_, Box<dyn std::error::Error>>(())
//! ```
//!
//! Generates: `.first_only(FirstOnly::These(&[…]))` in `SPEC`; bare, `.first_only(FirstOnly::Everything)`.
//!
//! Errors: the name of the position's own target; an empty name or list; a malformed JSON pointer.
//!
//! # continue_at
//!
//! Later pages come from another endpoint of the API; the value is its path, joined on the template's URL. The query and the
//! body go along, unless `first_only` drops them.
//!
//! ```
//! # #![allow(dead_code)]
//! # use pagination_core::Paginated;
//! # use serde::Deserialize;
//! # #[derive(Deserialize)]
//! # struct Event { id: u64 }
//! #[derive(Deserialize, Paginated)]
//! #[cursor(field = cursor, body = "/cursor", continue_at = "/2/files/list_folder/continue", first_only)]
//! #[paginated(has_more = has_more)]
//! struct Folder { entries: Vec<Event>, cursor: String, has_more: bool }
//! # {
//! # use pagination_core::testing::{Recorded, Replay};
//! # let replay = Replay::new([Recorded::json(r#"{"entries":[],"cursor":"abc","has_more":true}"#), Recorded::json(r#"{"entries":[],"cursor":"d","has_more":false}"#)]);
//! # for page in replay.get("https://api.example/2/files/list_folder").paginate::<Folder>().pages() { page?; }
//! # assert_eq!(replay.urls(), ["https://api.example/2/files/list_folder", "https://api.example/2/files/list_folder/continue"]);
//! # }
//! # {
//! # use pagination_core::testing::{Recorded, Replay};
//! # let replay = Replay::new([Recorded::json(r#"{"entries":[],"cursor":"abc","has_more":true}"#), Recorded::json(r#"{"entries":[],"cursor":"d","has_more":false}"#)]);
//! # for page in replay.post("https://api.example/2/files/list_folder", r#"{"path":"/docs"}"#).paginate::<Folder>().pages() { page?; }
//! # let bodies: Vec<_> = replay.requests().iter().map(|sent| String::from_utf8_lossy(&sent.body).into_owned()).collect();
//! # assert_eq!(bodies, [r#"{"path":"/docs"}"#, r#"{"cursor":"abc"}"#]);
//! # }
//! # Ok::<_, Box<dyn std::error::Error>>(())
//! ```
//!
//! asks
//!
//! ```text
//! POST /2/files/list_folder            {"path":"/docs"}
//! POST /2/files/list_folder/continue   {"cursor":"abc"}
//! ```
//!
//! Generates: `.continue_at("/2/files/list_folder/continue")` in `SPEC`.
//!
//! Errors: a path that does not begin with `/`, or has a query; `continue_at` in `#[next_link(…)]`, whose links say where they
//! lead.
//!
//! # keep
//!
//! Parameters of the first request that are put back where the link drops them; one that is in the link stays as the link has
//! it. The page size can be among them, wherever it is written.
//!
//! ```
//! # #![allow(dead_code)]
//! # use pagination_core::Paginated;
//! # use serde::Deserialize;
//! # #[derive(Deserialize)]
//! # struct Event { id: u64 }
//! #[derive(Deserialize, Paginated)]
//! #[next_link(field = next_link, keep("api-version"))]
//! struct Resources { value: Vec<Event>, next_link: Option<String> }
//! # {
//! # use pagination_core::testing::{Recorded, Replay};
//! # let replay = Replay::new([Recorded::json(r#"{"value":[],"next_link":"/r?s=2"}"#), Recorded::json(r#"{"value":[]}"#)]);
//! # for page in replay.get("https://api.example/r?api-version=3&q=1").paginate::<Resources>().pages() { page?; }
//! # assert_eq!(replay.urls(), ["https://api.example/r?api-version=3&q=1", "https://api.example/r?s=2&api-version=3"]);
//! # }
//! # Ok::<_, Box<dyn std::error::Error>>(())
//! ```
//!
//! Generates: `.keep(&["api-version"])` in `SPEC`.
//!
//! Errors: an empty name or list; a malformed JSON pointer; another strategy than `#[next_link(…)]`.
//!
//! # origin
//!
//! Other origins (scheme, host and port) that a link may name: the credentials go there too. One that is known only at run
//! time is named with [`allow_origin`][crate::Pager::allow_origin].
//!
//! ```
//! # #![allow(dead_code)]
//! # use pagination_core::Paginated;
//! # use serde::Deserialize;
//! # #[derive(Deserialize)]
//! # struct Event { id: u64 }
//! #[derive(Deserialize, Paginated)]
//! #[next_link(field = next, origin("https://eu.api.example", "https://us.api.example"))]
//! struct Events { data: Vec<Event>, next: Option<String> }
//! # {
//! # use pagination_core::testing::{Recorded, Replay};
//! # let replay = Replay::new([Recorded::json(r#"{"data":[],"next":"https://eu.api.example/e?p=2"}"#), Recorded::json(r#"{"data":[]}"#)]);
//! # for page in replay.get("https://api.example/e").paginate::<Events>().pages() { page?; }
//! # assert_eq!(replay.urls(), ["https://api.example/e", "https://eu.api.example/e?p=2"]);
//! # }
//! # Ok::<_, Box<dyn std::error::Error>>(())
//! ```
//!
//! Generates: `.origins(&["https://eu.api.example", "https://us.api.example"])` in `SPEC`.
//!
//! Errors: no scheme or host, a path, a `*`; another strategy than `#[next_link(…)]`. At run time, a link to an origin that is
//! not named is [`Error::ForeignOrigin`](crate::Error::ForeignOrigin).
//!
//! # upgrade_scheme
//!
//! An `http:` link from an `https:` API is followed as `https:`, for servers that do not know of the TLS proxy before them.
//! Without it, such a link is [`Error::ForeignOrigin`](crate::Error::ForeignOrigin).
//!
//! ```
//! # #![allow(dead_code)]
//! # use pagination_core::Paginated;
//! # use serde::Deserialize;
//! # #[derive(Deserialize)]
//! # struct Event { id: u64 }
//! #[derive(Deserialize, Paginated)]
//! #[next_link(field = next, upgrade_scheme)]
//! struct Events { data: Vec<Event>, next: Option<String> }
//! # {
//! # use pagination_core::testing::{Recorded, Replay};
//! # let replay = Replay::new([Recorded::json(r#"{"data":[],"next":"http://api.example/e?p=2"}"#), Recorded::json(r#"{"data":[]}"#)]);
//! # for page in replay.get("https://api.example/e").paginate::<Events>().pages() { page?; }
//! # assert_eq!(replay.urls(), ["https://api.example/e", "https://api.example/e?p=2"]);
//! # }
//! # Ok::<_, Box<dyn std::error::Error>>(())
//! ```
//!
//! Generates: `.upgrade_scheme()` in `SPEC`.
//!
//! Errors: a value behind the key; another strategy than `#[next_link(…)]`.
//!
//! # session
//!
//! A position that stays the same from page to page, or is used up by reading. There is no loop check, every error is final
//! (the same page cannot be asked for again), and a checkpoint taken on the way is refused by `resume`.
//!
//! ```
//! # #![allow(dead_code)]
//! # use pagination_core::Paginated;
//! # use serde::Deserialize;
//! # #[derive(Deserialize)]
//! # struct Event { id: u64 }
//! #[derive(Deserialize, Paginated)]
//! #[cursor(field = scroll_param, param = "scroll_param", session, stop(empty_page))]
//! struct Users { users: Vec<Event>, scroll_param: Option<String> }
//! # {
//! # use pagination_core::testing::{Recorded, Replay};
//! # let replay = Replay::new([Recorded::json(r#"{"users":[{"id":1}],"scroll_param":"s"}"#), Recorded::json(r#"{"users":[{"id":2}],"scroll_param":"s"}"#), Recorded::json(r#"{"users":[],"scroll_param":"s"}"#)]);
//! # for page in replay.get("https://api.example/u").paginate::<Users>().pages() { page?; }
//! # assert_eq!(replay.urls(), ["https://api.example/u", "https://api.example/u?scroll_param=s", "https://api.example/u?scroll_param=s"]);
//! # }
//! # Ok::<_, Box<dyn std::error::Error>>(())
//! ```
//!
//! Generates: `.session()` in `SPEC`.
//!
//! Errors: `session` with `parallel`, `prev` or `stop(repeated)`. At run time, resuming a checkpoint taken on the way is
//! [`Error::Request`](crate::Error::Request).
//!
//! # expired
//!
//! Statuses that mean a dead position or sync token, in answer to a request that carries one:
//! [`Error::Expired`](crate::Error::Expired) instead of `Error::Status`. With
//! [`restart_on_expiry`](crate::Pager::restart_on_expiry) the walk starts again from nothing, once, and says so.
//!
//! ```
//! # #![allow(dead_code)]
//! # use pagination_core::Paginated;
//! # use serde::Deserialize;
//! # #[derive(Deserialize)]
//! # struct Event { id: u64 }
//! #[derive(Deserialize, Paginated)]
//! #[cursor(field = next_page_token, param = "pageToken", expired(410))]
//! #[sync_token(field = next_sync_token, param = "syncToken")]
//! struct CalendarEvents { items: Vec<Event>, next_page_token: Option<String>, next_sync_token: Option<String> }
//! # use pagination_core::{Error, testing::{Recorded, Replay}};
//! # let replay = Replay::new([Recorded::status(410), Recorded::json(r#"{"items":[{"id":1}]}"#)]);
//! # let walk = || replay.get("https://api.example/e").paginate::<CalendarEvents>().since("old").restart_on_expiry().items();
//! # let mut items = walk();
//! # assert!(matches!(items.next(), Some(Err(Error::Restarted(_)))));
//! # assert!(items.next().is_some_and(|event| event.is_ok()));
//! # assert_eq!(replay.urls(), ["https://api.example/e?syncToken=old", "https://api.example/e"]);
//! # Ok::<_, Box<dyn std::error::Error>>(())
//! ```
//!
//! Generates: `.expired(&[410])` in `SPEC`.
//!
//! Errors: no status, or a number that is none (100 to 599).
//!
#![cfg_attr(not(feature = "http"), doc = include_str!("../links/http.md"))]
