//! The attribute reference: how an API's pagination is written down, every key with an example.
//!
//! `#[derive(Paginated)]` goes on the struct that one page is decoded into. Beside it stands at least one **strategy**, and
//! at most one of each kind; the first is the default, and [`by`](crate::Pager::by) chooses another:
//!
//! | attribute | the next position | where it goes by default | type for `by` |
//! |---|---|---|---|
//! | [`#[cursor(…)]`](strategies#cursor) | read from the response | `?cursor=` | [`Cursor`](crate::Cursor) |
//! | [`#[next_link(…)]`](strategies#next_link) | a URL, read from the response | it is the URL of the next request | [`NextLink`](crate::NextLink) |
//! | [`#[offset(…)]`](strategies#offset) | counted: records | `?offset=` | [`Offset`](crate::Offset) |
//! | [`#[page(…)]`](strategies#page) | counted: pages | `?page=` | [`PageNumber`](crate::PageNumber) |
//! | [`#[sync_token(…)]`](strategies#sync_token), beside a strategy | read from the final page | `?sync_token=` of a later walk | |
//! | [`#[paginated(…)]`](response), optional | what concerns the response as a whole | | |
//!
//! Three vocabularies fill them:
//!
//! - a [*source*](sources) says where the response names a position: `field`, `header`, `rel`, `last_item`, `first_item`,
//!   `with`, `or`;
//! - a [*target*](targets) says where the request takes it: `param`, `body`, `form`, `request_header`, `merge`;
//! - an [*option*](options) says what else is true of this way of walking: `stop`, `query`, `first_only`, `parallel`, ….
//!
//! When a walk is over is decided in one fixed order, described in [`end`].
//!
//! # From the API's documentation to the attribute
//!
//! The [`catalogue`][crate::catalogue] has the whole declaration of more than seventy public APIs, to copy. Names such as
//! `next_cursor` are those of the Rust fields; how a field is called on the wire is serde's matter (`rename`, `rename_all`).
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
//! | the end is a cursor that comes back unchanged | `#[cursor(field = next, stop(repeated))]` |
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
//! | at most 10,000 records by offset | `#[offset(max_window = 10_000, stop(short_page))]` |
//! | `page` from 1, `per_page`, `total_pages` | `#[page]` `#[paginated(total_pages = total_pages, page_size(param = "per_page"))]` |
//! | pages are numbered from 0; `last: true` ends | `#[page(first = 0)]` `#[paginated(is_last = last)]` |
//! | `X-WP-TotalPages` | `#[page]` `#[paginated(total_pages(header = "X-WP-TotalPages"))]` |
//! | an API version that links drop must be sent | `#[next_link(field = next, keep("api-version"))]` |
//! | filters are not allowed after the first request | `#[cursor(field = next, first_only("filter", "limit"))]` |
//! | later pages come from `…/continue` | `#[cursor(field = cursor, body = "/cursor", continue_at = "/files/list_folder/continue")]` |
//! | only what changed since the `sync_token` | `#[sync_token(field = sync_token)]` beside the strategy |
//! | a delta link on the last page | `#[sync_token(field = delta_link, link)]` beside `#[next_link(…)]` |
//! | 404 after the last page | `#[paginated(empty(404))]` |
//! | a 200 with `"ok": false` | `#[paginated(check = function)]` |
//!
//! # Field paths
//!
//! A field path is a Rust path from the struct to a place in the page: `meta.paging.next`, `0.id`, `r#type.next`. It passes
//! through `Option` and `Box` at any depth; where one of them is `None`, the whole path is absent: absent items
//! are an empty page, and an absent cursor is the end. An `Option` around the whole payload would so turn a failure that arrives
//! as a 200 into the end of the list; refuse it with [`check`](response). It is written bare or as a
//! string. Bare, rustc underlines a wrong segment, and editors complete it:
//!
//! ```
//! # #![allow(dead_code)]
//! # use pagination_core::Paginated;
//! # use serde::Deserialize;
//! # #[derive(Deserialize)]
//! # struct Event { id: u64 }
//! #[derive(Deserialize, Paginated)]
//! #[cursor(field = meta.paging.next)] // or: field = "meta.paging.next"
//! struct Events {
//!     data: Vec<Event>,
//!     meta: Option<Box<Meta>>,
//! }
//!
//! #[derive(Deserialize)]
//! struct Meta { paging: Paging }
//!
//! #[derive(Deserialize)]
//! struct Paging { next: Option<String> }
//! ```
//!
//! The first segment must be a field of the struct. A segment behind it is checked by rustc: the field must exist and be
//! visible where the derive stands. A path does not index into lists; [`last_item`](sources#last_item) and
//! [`with`](sources#with) do.
//!
//! A role can be marked on the field instead. These two declare the same:
//!
//! ```
//! # #![allow(dead_code)]
//! # use pagination_core::Paginated;
//! # use serde::Deserialize;
//! # #[derive(Deserialize)]
//! # struct Event { id: u64 }
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
//! On a field stand `#[cursor(…)]`, `#[next_link(…)]` and `#[sync_token(…)]`, whose source is then that field, and of
//! `#[paginated(…)]` the keys `items`, `item`, `each`, `has_more`, `is_last`, `total` and `total_pages`.
//!
//! # Which structs
//!
//! Structs with named fields, newtypes and other tuple structs, generic ones too. Unit structs, enums and unions are refused.
//!
//! ```
//! # #![allow(dead_code)]
//! # use pagination_core::Paginated;
//! # use serde::Deserialize;
//! # #[derive(Deserialize)]
//! # struct Event { id: u64 }
//! /// One envelope for all endpoints of an API.
//! #[derive(Deserialize, Paginated)]
//! #[cursor(field = next)]
//! struct Envelope<T> {
//!     data: Vec<T>,
//!     next: Option<String>,
//! }
//!
//! type Events = Envelope<Event>;
//! ```
//!
//! A generic struct is one response type under one [name](response#name): a checkpoint of `Envelope<Event>` is not told from
//! one of `Envelope<User>`.
//!
//! # What is generated
//!
//! The derive writes impls and nothing else: constants that describe the walk, and functions that read a page. It makes no
//! request and decides nothing. For `Envelope<T>` above they are, in short:
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
//!     fn info(page: &Page<Self>) -> PageInfo            // PageInfo::new(), and its next(&page.next)
//! }
//! impl<T> IntoIterator for Envelope<T> { … }
//! impl<'a, T> IntoIterator for &'a Envelope<T> { … }
//! ```
//!
//! Each further strategy adds a [`PaginatedBy`](crate::PaginatedBy); `parallel` adds [`ParallelBy`](crate::ParallelBy), `prev`
//! [`ReversibleBy`](crate::ReversibleBy), and `#[sync_token(…)]` [`Synced`](crate::Synced). What each key adds stands at the end
//! of its section, after `Generates:`, with the names of its example. All of these can be written by hand:
//! [When attributes are not enough](crate::guide::beyond_attributes).
//!
//! # Mistakes
//!
//! What the macro can know is refused at compile time, all mistakes of a struct at once, each at the word that is wrong: an
//! unknown key (with the nearest and all that fit), a key given twice or in an attribute where it has no use, a source or
//! target too many or missing, a path that begins at no field, a malformed JSON pointer, header name, status or origin, an
//! empty string, a walk that could not end. What only the answer or the request can show is an [`Error`](crate::Error) of the
//! walk. What is particular to a key stands at the end of its section, after `Errors:`.
//!
#![cfg_attr(not(all(feature = "derive", feature = "blocking")), doc = include_str!("links/catalogue.md"))]
#![cfg(any(not(doctest), all(feature = "derive", feature = "blocking", feature = "testing")))]

pub mod end;
pub mod options;
pub mod response;
pub mod sources;
pub mod strategies;
pub mod targets;
