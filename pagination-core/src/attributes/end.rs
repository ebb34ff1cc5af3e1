//! How the end of a list is decided.
//!
//! - [What wins over what](#what-wins-over-what), in one table
//! - [Empty pages on counted walks](#empty-pages-on-counted-walks), [short pages](#short)
//! - [The loop guard and fields that change](#the-loop-guard-and-fields-that-change)
//! - [A position that is null, and ties](#a-position-that-is-null-and-ties)
//! - [A total that counts the page](#a-total-that-counts-the-page)
//! - [After `CapReached`](#after-capreached)
//!
//! The walk checks each response against these rules, in this order. The first that applies decides:
//!
#![doc = include_str!("end.svg")]
//!
#![doc = include_str!("end.md")]
//!
//! If the flag says that a page follows (`has_more` is `true`, `is_last` is `false`), the declared stops and the total are
//! skipped: the dashed lines in the picture. A flag that is `None` is ignored. So is a total smaller than the number of items that
//! have already arrived: it is wrong.
//!
//! The items of a page are always delivered before the error that its position, flag or cap causes. Only these withhold a page:
//! `check`, a failure that the body reports in place of the list, and the loop guard where the page equals one that came before.
//! [`max_pages`](crate::Pager::max_pages) and [`max_items`](crate::Pager::max_items) end a walk from outside, without another request.
//!
//! An empty page does not end a cursor or link walk, and a short page does not end any walk, unless an attribute says so: APIs
//! filter pages after cutting them, and reduce page sizes.
//!
//! # What wins over what
//!
//! | this | wins over | so |
//! |---|---|---|
//! | [`max_items`](crate::Pager::max_items), [`max_pages`](crate::Pager::max_pages) | everything | the walk ends there, without another request and without an error |
//! | 204, 304, [`empty(…)`] | everything in the body | there is no page |
//! | [`check`] | the flag, and all that follows | the page is not delivered |
//! | a body that reports a failure, where [the list is in an object that is null](super::response#items) and no [`check`] is declared | the flag, and all that follows | the page is not delivered: [`Error::Check`] |
//! | a flag that says "no more" | a position, a total that says more | the walk ends, whatever else the page names |
//! | a flag that says "more" | [`stop(empty_page)`], [`stop(short_page)`], the total | the walk goes on; where no position follows, it is an error |
//! | a flag that is `None` | nothing | it is as if it were not declared |
//! | a declared stop | a position, and on counted walks the total | a cursor on the last page is not followed; beside any `stop(…)`, a total does not end the walk |
//! | an absent, null or empty position | the total, except on page one and with [`complete`](super::response#complete) | a cursor or link list ends; on a full page one with a larger total, it is [`Error::Incomplete`] |
//! | [`end = …`] | a flag that says "more" | the walk ends |
//! | a position that came before | a flag that says "more", the total, the cap | [`Error::Loop`], or with [`stop(repeated)`] the end |
//! | a page that came before, on counted walks | the total, the cap | [`Error::Loop`], or with [`stop(repeated)`] the end |
//! | a total that is reached | the cap | the walk ends without an error |
//! | [`complete`](super::response#complete) | every end that the list itself comes to | an end before the total is [`Error::Incomplete`] |
//!
//! For a request, in the same way: a checkpoint wins over the position of the template, and that over `initial` and `first`;
//! [`.page_size(n)`][crate::Pager::page_size] wins over the size of the template, and that over `send`. `default` is never sent.
//!
//! # Empty pages on counted walks
//!
//! An empty page ends a walk by offset or page number, unless the API says that more follows:
//!
//! | what says it | page numbers, `step(page_size)` | other offsets, which an empty page cannot move |
//! |---|---|---|
//! | a flag of `true` | the walk goes on; a hundred empty pages in a row are [`Error::Loop`] | [`Error::MissingPosition`] |
//! | `total_pages` | the walk goes on until the page numbers pass it | |
//! | `total` | the walk goes on until the positions pass it; sixteen empty pages in a row are [`Error::Incomplete`] | the end, with a `tracing` event at `WARN`; with [`complete`](super::response#complete) an error |
//!
//! ```
//! # mod example { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/attributes/example.rs")); } use example::*;
//! #[derive(Deserialize, Paginated)]
//! #[page]
//! #[paginated(has_more = more)]
//! struct Filtered { data: Vec<u64>, more: bool }
//!
//! walk::<Filtered>("GET /filtered", [
//!     ("GET /filtered?page=1", r#"{ "data": [1, 2], "more": true }"#),
//!     ("GET /filtered?page=2", r#"{ "data": [], "more": true }"#),
//!     ("GET /filtered?page=3", r#"{ "data": [5], "more": false }"#),
//! ]);
//! ```
//!
//! # Short
//!
//! A page is *short* if it has fewer items than
//!
//! 1. the size that was requested, by `.page_size(n)`, the template or `send`, if it is within `max`; else
//! 2. the `default` that [`page_size(…)`](super::response#page_size) declares; else
//! 3. the longest earlier page of this walk.
//!
//! Entries that [`each`](super::response#each) leaves out are counted. A list whose last page is full takes one more request, as
//! in the second walk here ([how to read it](super#the-examples)):
//!
//! ```
//! # mod example { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/attributes/example.rs")); } use example::*;
//! #[derive(Deserialize, Paginated)]
//! #[offset(stop(short_page))]
//! #[paginated(page_size(default = 2))]
//! struct Numbers { data: Vec<u64> }
//!
//! walk::<Numbers>("GET /three", [
//!     ("GET /three?offset=0", r#"{ "data": [1, 2] }"#),
//!     ("GET /three?offset=2", r#"{ "data": [3] }"#),
//! ]);
//! walk::<Numbers>("GET /two", [
//!     ("GET /two?offset=0", r#"{ "data": [1, 2] }"#),
//!     ("GET /two?offset=2", r#"{ "data": [] }"#),
//! ]);
//! ```
//!
//! # The loop guard and fields that change
//!
//! By cursor and link, the guard compares positions. By offset and page number it compares pages: by the keys of their items where
//! [`key`](super::response#key) is declared, else by their whole bodies, over HTTP. A body with a date, a page number or a request id
//! is different each time, even if its items are the same. So declare a `key` where a body has such a field: the guard then sees the items
//! alone, over functions too.
//!
//! It cannot see:
//!
//! - A server whose link always changes while its items stay the same. Bound such a walk with `max_pages`.
//! - Without a `key`: the same items beside a field that changes, and anything that a function returns, which has no body.
//!
//! # A position that is null, and ties
//!
//! Where the position is in the last item ([`last_item`](super::sources#last_item)) and its value is null, items came and nothing said
//! that they were the last: [`Error::MissingPosition`], unless the flag or a declared stop ends the walk at that page. Sort by a field
//! that is never null.
//!
//! Two items with the same value are a tie. Where a page ends between them, `after=value` skips the second, and `from=value` repeats the
//! first. Take a value that is unique, such as the id, or have the API sort by two fields and send both.
//!
//! # A total that counts the page
//!
//! Some servers report the number of items of the page as the total. Where the total, the items of page one and a known page size are one
//! number, the walk sends one more request; elsewhere it would be a request too many for every list of one page. A total that is
//! smaller than what has arrived is wrong, and is ignored. Where the total cannot be trusted, leave it out, and declare a stop.
//!
//! # After `CapReached`
//!
//! [`Error::CapReached`] comes after every item that [`max_window`] allows. The items after it cannot be reached in this way. What can be
//! done, the best first:
//!
//! 1. Walk by another strategy of the API, a cursor or a link: `.by::<NextLink>()`.
//! 2. Narrow the request, so that each list is shorter than the cap: by month, by owner, by the first letter.
//! 3. Sort by an id or a time that the API can filter by, and declare an [`anchor`](super::options#anchor): the walk then begins again
//!    after the last item by itself. [`split`](crate::Pager::split) divides such a list for several workers.
//! 4. Where the items are deleted as they are read, the offset can stay: [`drain`](crate::Pager::drain) never comes near the cap.
//!
//! [`Error::CapReached`]: crate::Error::CapReached
//! [`Error::Check`]: crate::Error::Check
//! [`Error::Incomplete`]: crate::Error::Incomplete
//! [`Error::Loop`]: crate::Error::Loop
//! [`Error::MissingPosition`]: crate::Error::MissingPosition
//! [`allow_repeated`]: super::options#allow_repeated
//! [`check`]: super::response#check
//! [`empty(…)`]: super::response#empty
//! [`end = …`]: super::options#end
//! [`has_more`]: super::response#has_more
//! [`is_last`]: super::response#has_more
//! [`key`]: super::response#key
//! [`max_window`]: super::options#max_window
//! [`stop(empty_page)`]: super::options#stop
//! [`stop(repeated)`]: super::options#stop
//! [`stop(…)`]: super::options#stop
//! [`stop(short_page)`]: super::options#stop
//! [`total_pages`]: super::response#total
//! [`total`]: super::response#total
