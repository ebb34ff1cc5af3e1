//! The attribute reference: how to describe an API's pagination. Every key has an example.
//!
//! `#[derive(Paginated)]` goes on the struct that one page is decoded into. Add at least one **strategy**, and at most one of each
//! kind. The first is the default; [`by`](crate::Pager::by) chooses another:
//!
//! | attribute | the next position | where it goes by default | type for `by` |
//! |---|---|---|---|
//! | [`#[cursor(…)]`](strategies#cursor) | read from the response | `?cursor=` | [`Cursor`](crate::Cursor) |
//! | [`#[next_link(…)]`](strategies#next_link) | a URL, read from the response | the URL of the next request | [`NextLink`](crate::NextLink) |
//! | [`#[offset(…)]`](strategies#offset) | counted: items | `?offset=` | [`Offset`](crate::Offset) |
//! | [`#[page(…)]`](strategies#page) | counted: pages | `?page=` | [`PageNumber`](crate::PageNumber) |
//! | [`#[sync_token(…)]`](strategies#sync_token), beside a strategy | read from the final page | `?sync_token=` of a later walk | |
//!
//! Their keys are of three kinds:
//!
//! - a [*source*](sources) says where the response names a position: `field`, `header`, `rel`, `last_item`, `first_item`,
//!   `with`, `or`;
//! - a [*target*](targets) says where the request takes it: `param`, `body`, `form`, `request_header`, `merge`, `path`;
//! - an [*option*](options) says what else is true of this strategy: `stop`, `query`, `first_only`, `parallel`, ….
//!
//! The rules that end a walk are checked in one fixed order: [`end`]. It also has
//!
//! - [what wins over what](end#what-wins-over-what): flag, stops, position, total, cap;
//! - [the loop guard, and fields that change](end#the-loop-guard-and-fields-that-change);
//! - [null in `last_item`, and ties](end#a-position-that-is-null-and-ties);
//! - [a total that is the page's own count](end#a-total-that-counts-the-page);
//! - [what to do after `CapReached`](end#after-capreached).
//!
//! Elsewhere: [`prefetch` where the consumer deletes](crate::guide::faster#prefetch-where-the-consumer-deletes), and
//! [types that own their data](#types-own-their-data).
//!
//! # The examples
//!
//! Each example shows a struct and a walk: the requests that the walk makes, each with the response it gets. They are tests, and
//! fail if the walk makes any other request. Most items are an `Event`, and `walk` is a few lines around [`testing`][crate::testing],
//! which tests your own types in the same way.
//!
//! ```
//! # mod example { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/attributes/example.rs")); } use example::*;
//! #[derive(Deserialize, Paginated)]
//! #[cursor(field = next)]
//! struct Events { data: Vec<Event>, next: Option<String> }
//!
//! #[derive(Deserialize)]
//! struct Event { id: u64 }
//!
//! // The walk starts from this request, the template.
//! walk::<Events>("GET /events?color=red", [
//!     // a request, and its response
//!     ("GET /events?color=red", r#"{ "data": [{ "id": 1 }], "next": "abc" }"#),
//!     ("GET /events?color=red&cursor=abc", r#"{ "data": [{ "id": 2 }] }"#),
//! ]);
//! ```
//!
//! # From the API's documentation to the attribute
//!
//! The [`catalogue`][crate::catalogue] has complete declarations of more than seventy public APIs to copy. Names such as
//! `next_cursor` are those of the Rust fields. serde maps them to the names in the JSON (`rename`, `rename_all`).
//!
//! | the documentation says | write |
//! |---|---|
//! | pass `next_cursor` back as `cursor` | `#[cursor(field = next_cursor)]` |
//! | pass `meta.nextPageToken` back as `pageToken` | `#[cursor(field = meta.next_page_token, param = "pageToken")]` |
//! | `starting_after` is the id of the last object; `has_more` | `#[cursor(last_item = id, param = "starting_after")]` `#[paginated(has_more = has_more)]` |
//! | the cursor is in the header `x-cursor`, absent on the last page | `#[cursor(header = "x-cursor", stop(absent))]` |
//! | … and present on every page | `#[cursor(header = "x-cursor", stop(empty_page))]` |
//! | the first request sends `cursor=*` | `#[cursor(field = next_cursor, initial = "*")]` |
//! | a cursor of `"0"` or `-1` means the end | `#[cursor(field = next, end = "0")]`, `#[cursor(field = next, end = -1)]` |
//! | a cursor that comes back unchanged means the end | `#[cursor(field = next, stop(repeated))]` |
//! | POST the search with `after` in the body | `#[cursor(field = paging.next.after, body = "/after")]` |
//! | GraphQL: `pageInfo { hasNextPage endCursor }` | `#[cursor(field = data.viewer.page_info.end_cursor, body = "/variables/after")]` `#[paginated(items = data.viewer.edges, each = node, item = Node, has_more = data.viewer.page_info.has_next_page, check = no_errors)]` |
//! | `search_after` takes the sort values of the last hit | `#[cursor(last_item = sort, body = "/search_after", stop(empty_page))]` |
//! | `LastEvaluatedKey` goes back as `ExclusiveStartKey` | `#[cursor(field = last_evaluated_key, body = "/ExclusiveStartKey")]` |
//! | a scroll id that is used up by reading | `#[cursor(field = scroll_id, body = "/scroll_id", session, stop(empty_page))]` |
//! | `next` is the URL of the next page | `#[next_link(field = next)]` |
//! | `Link: <…>; rel="next"` | `#[next_link(rel = "next")]` |
//! | `links: [{"rel": "next", "href": "…"}]` | `#[next_link(field = links, rel = "next")]` |
//! | `limit` and `offset`; fewer than `limit` means the end | `#[offset(stop(short_page))]` `#[paginated(page_size(param = "limit", default = 50))]` |
//! | `$top` and `$skip` | `#[offset(param = "$skip", stop(short_page))]` `#[paginated(page_size(param = "$top"))]` |
//! | `offset`, `limit` and a `total` | `#[offset]` `#[paginated(total = total, page_size(param = "limit"))]` |
//! | at most 10,000 items by offset | `#[offset(max_window = 10_000, stop(short_page))]` |
//! | … and a filter `id_gt` to go on beyond | `#[offset(max_window = 10_000, anchor(last_item = id, param = "id_gt", unique), stop(short_page))]` |
//! | the next page begins with the last item of this one | `#[cursor(field = end_time, param = "start_time", inclusive)]` `#[paginated(key = id, page_size(default = 1000))]` |
//! | items are inserted and deleted while the list is read by offset | `#[offset(overlap = 5, stop(short_page))]` `#[paginated(key = id)]` |
//! | `page` from 1, `per_page`, `total_pages` | `#[page]` `#[paginated(total_pages = total_pages, page_size(param = "per_page"))]` |
//! | pages are numbered from 0; `last: true` ends | `#[page(first = 0)]` `#[paginated(is_last = last)]` |
//! | `X-WP-TotalPages` | `#[page]` `#[paginated(total_pages(header = "X-WP-TotalPages"))]` |
//! | links drop the API version, which must be sent | `#[next_link(field = next, keep("api-version"))]` |
//! | filters are not allowed after the first request | `#[cursor(field = next, first_only("filter", "limit"))]` |
//! | later pages come from `…/continue` | `#[cursor(field = cursor, body = "/cursor", continue_at = "/files/list_folder/continue")]` |
//! | only what changed since the `sync_token` | `#[sync_token(field = sync_token)]` beside the strategy |
//! | a delta link on the last page | `#[sync_token(field = delta_link, link)]` beside `#[next_link(…)]` |
//! | a POST whose links are fetched by GET | `#[next_link(field = next_link, method = "GET")]` |
//! | links are relative to `_links.base` | `#[next_link(field = links.next, base = links.base)]` |
//! | links name an internal host | `#[next_link(field = next, same_origin)]` |
//! | past the last page, it comes again | `#[page(stop(repeated))]` `#[paginated(key = id)]` |
//! | folders and files in two lists | `#[paginated(items(chain(folders, files)), item = Entry)]` |
//! | rows in groups | `#[paginated(items = groups, each = rows.*, item = Row)]` |
//! | `Content-Range: items 0-24/66` | `#[paginated(total(header = "Content-Range"))]` |
//! | 404 after the last page | `#[paginated(empty(404))]` |
//! | pages of XML | a codec over quick-xml, as the [catalogue][crate::catalogue] has it (S3), and `.codec::<Xml>()` |
//! | a 200 with `"ok": false` | `#[paginated(check = function)]`, or [an enum](response#an-enum) |
//! | a 200 that asks to wait (`THROTTLED`) | `#[paginated(check = function)]`, which returns [`Transient`](crate::error::Transient) |
//!
//! # All keys
//!
//! | part | keys |
//! |---|---|
//! | [source](sources) | `field = meta.next`, `header = "x-cursor"`, `rel = "next"` (`Link` header), `last_item = id`, `last_item(with = function)`, `first_item`, `with = function`, `or(source)` |
//! | [target](targets) | `param = "after"`, `body = "/variables/after"` (JSON pointer), `form = "Marker"`, `request_header = "Range"`, `merge`, `path = "/surveys/{position}"`; `format = "items={position}-{last}"` |
//! | [the end](options) | `stop(empty_page, short_page, repeated, absent)`, `end = "0"`, `allow_empty`, `max_window = 10_000` |
//! | [requests](options) | `query(sort = "id")`, `first_only("limit")`, `keep("api-version")`, `initial = "*"`, `continue_at = "/path"` |
//! | [counting](options) | `first = 0`, `step(received)`, `step(page_size)`, `step(field = path)`, `step(with = function)`, `parallel` |
//! | [the rest](options) | `prev(source, target)`, `session`, `expired(410)`, `origin("https://…")`, `upgrade_scheme`, `allow_repeated`, `inclusive`, `overlap = 5`, `seen = 1_000`, `anchor(last_item = id, param = "id_gt", unique)`, `method = "GET"`, `base = path`, `same_origin` |
//! | [`#[paginated(…)]`](response) | `items = path`, `items(chain(a, b))`, `item = Type`, `each = path`, `each = rows.*`, `key = path`, `page_size(param = "limit", default = 50, max = 1000, shrink(413))`, `has_more = path`, `is_last = path`, `total = path`, `total_pages = path` (each also `(with = function)`), `check = function`, `empty(404)`, `complete`, `quota(remaining(header = "…"))`, `name = "notes"`, `into_iter = false`, `crate = path`; `page` on the variant of an enum |
//!
//! # Names that look alike
//!
//! | key | where | means |
//! |---|---|---|
//! | [`end = "0"`](options#end) | `cursor`, `next_link` | this value of the position ends the walk |
//! | [`stop(empty_page)`](options#stop) | any strategy | a page without items ends the walk |
//! | [`empty(404)`](response#empty) | `paginated` | this status ends the walk |
//! | [`allow_empty`](options#allow_empty) | `cursor`, `next_link` | an empty string is a position and does not end the walk |
//! | [`first = 0`](options#first) | `offset`, `page` | the first offset or page number |
//! | [`initial = "*"`](options#initial) | `cursor` | the cursor of the first request |
//! | [`first_only("limit")`](options#first_only) | any strategy | parameters that only the first request carries |
//! | [`first_item = id`](sources#last_item) | a source | the position is in the first item of the page |
//! | [`page_size(default = 50)`](response#page_size) | `paginated` | the size that the server uses; never sent |
//! | [`page_size(send = 50)`](response#page_size) | `paginated` | the size that is sent |
//! | [`quota(…)`](response#quota) | `paginated` | what is left of a limit, for [`RateLimit::observed`][crate::RateLimit::observed] |
//! | [`page_size(shrink(413, 502))`](response#shrink) | `paginated` | statuses after which less is requested |
//!
//! # Field paths
//!
//! A field path is a Rust path from the struct to a place in the page: `meta.paging.next`, `0.id`, `r#type.next`. It passes
//! through `Option` and `Box` at any depth. Where one of them is `None`, the whole path is absent: absent items are an empty page,
//! and an absent cursor is the end. So an `Option` around the whole payload would turn a failure that arrives with a 200 into the
//! end of the list; refuse it with [`check`](response#check). A path is written bare or as a string. In a bare path, rustc
//! underlines a wrong segment, and editors complete it:
//!
//! ```
//! # mod example { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/attributes/example.rs")); } use example::*;
//! #[derive(Deserialize, Paginated)]
//! #[cursor(field = meta.paging.next)] // or: field = "meta.paging.next"
//! struct Events { data: Vec<Event>, meta: Option<Box<Meta>> }
//!
//! #[derive(Deserialize)]
//! struct Meta { paging: Paging }
//!
//! #[derive(Deserialize)]
//! struct Paging { next: Option<String> }
//!
//! walk::<Events>("GET /events", [
//!     ("GET /events", r#"{ "data": [{ "id": 1 }], "meta": { "paging": { "next": "abc" } } }"#),
//!     ("GET /events?cursor=abc", r#"{ "data": [{ "id": 2 }] }"#),
//! ]);
//! ```
//!
//! The first segment must be a field of the struct. rustc checks the later ones: the field must exist and be visible where the
//! derive is. A path does not index into lists; use [`last_item`](sources#last_item) or [`with`](sources#with). The path of
//! [`each`](response#each) passes through lists: `rows.*`.
//!
//! A role can be marked on the field instead. These two structs declare the same:
//!
//! ```
//! # mod example { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/attributes/example.rs")); } use example::*;
//! #[derive(Deserialize, Paginated)]
//! #[cursor(field = next, param = "page_token")]
//! #[paginated(items = rows, total = count)]
//! struct OnTheStruct { rows: Vec<Event>, tags: Vec<String>, next: Option<String>, count: u64 }
//!
//! #[derive(Deserialize, Paginated)]
//! struct OnTheFields {
//!     #[paginated(items)]
//!     rows: Vec<Event>,
//!     tags: Vec<String>,
//!     #[cursor(param = "page_token")]
//!     next: Option<String>,
//!     #[paginated(total)]
//!     count: u64,
//! }
//! ```
//!
//! A field takes `#[cursor(…)]`, `#[next_link(…)]` and `#[sync_token(…)]`, whose source is then that field, and the keys `items`,
//! `item`, `each`, `has_more`, `is_last`, `total` and `total_pages` of `#[paginated(…)]`.
//!
//! # Which structs
//!
//! Structs with named fields, newtypes and other tuple structs, generic or not, and [enums](response#an-enum) of which one variant
//! is such a page. Unit structs and unions are refused.
//!
//! ```
//! # mod example { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/attributes/example.rs")); } use example::*;
//! /// One envelope for all endpoints of an API.
//! #[derive(Deserialize, Paginated)]
//! #[cursor(field = next)]
//! struct Envelope<T> { data: Vec<T>, next: Option<String> }
//!
//! type Events = Envelope<Event>;
//! ```
//!
//! # Types own their data
//!
//! Over HTTP, a page lives longer than the body that it was read from, so no field borrows from that body: a `&'a str` or a
//! `Cow<'a, str>` with `#[serde(borrow)]` does not compile, since the type has to be `DeserializeOwned`. Use `String`, `Box<str>` or
//! `Cow<'static, str>`.
//!
//! # Names of generic structs
//!
//! All types of a generic struct share one [name](response#name), so an `Envelope<User>` accepts a checkpoint of an
//! `Envelope<Event>`.
//!
//! # What is generated
//!
//! The derive writes impls and nothing else: constants that describe the walk, and functions that read a page. It makes no
//! requests and no decisions. For `Envelope<T>` above they are, in short:
//!
//! ```text
//! impl<T> Paginated for Envelope<T> {
//!     type Strategy = Cursor;
//!     type Item = T;
//!     fn records(&mut self) -> PageItems<'_, T>  // PageItems::of(&mut data)
//! }
//! impl<T> PaginatedBy<Cursor> for Envelope<T> {
//!     type Head = ();                     // Head where a response header is read
//!     const SPEC: Spec = Spec::cursor("Envelope");
//!     fn info(page: &Page<Self>) -> PageInfo   // info.next(page.next.as_ref())
//! }
//! impl<T> IntoIterator for Envelope<T> { … }
//! impl<'a, T> IntoIterator for &'a Envelope<T> { … }
//! ```
//!
//! Each further strategy adds a [`PaginatedBy`](crate::PaginatedBy); `parallel` adds [`ParallelBy`](crate::ParallelBy), `prev`
//! [`ReversibleBy`](crate::ReversibleBy), and `#[sync_token(…)]` [`Synced`](crate::Synced). Each section ends with what its key
//! adds, after `Generates:`, using the names of its example. The lines show the documented calls; the macro writes shorter, hidden
//! ones with the same meaning. All of these can be written by hand:
//! [When attributes are not enough](crate::guide::beyond_attributes).
//!
//! # Mistakes
//!
//! The macro refuses what it can at compile time. It reports all mistakes of a struct at once, each at the word that is wrong: an
//! unknown key (with the nearest key and all that fit), a key given twice or where it has no use, a missing or second source or
//! target, a path that does not begin with a field, a malformed JSON pointer, header name, status or origin, an empty string, a
//! walk that could not end. A mistake that only the request or the response can show is an [`Error`](crate::Error) of the walk.
//! The mistakes of one key are at the end of its section, after `Errors:`.
//!
//!
#![cfg_attr(not(feature = "rate-limit"), doc = include_str!("links/rate_limit.md"))]
#![cfg_attr(not(all(feature = "derive", feature = "blocking")), doc = include_str!("links/catalogue.md"))]
#![cfg_attr(not(feature = "testing"), doc = include_str!("links/testing.md"))]
#![cfg(any(not(doctest), all(feature = "derive", feature = "blocking", feature = "testing")))]

pub mod end;
pub mod options;
pub mod response;
pub mod sources;
pub mod strategies;
pub mod targets;
