//! How the end of a list is decided.
//!
//! After each page, in this order; the first that has an opinion decides:
//!
//! 1. **No content.** A 204 or 304, or a status that [`empty(…)`](super::response#empty) names, is the end. There is no page.
//! 2. **`check`.** A failure inside the page is an error; the page is not delivered.
//! 3. **The flag.** [`has_more`](super::response#has_more) `false` (`is_last` `true`) is the end. `true` means that a page
//!    follows: 4 and 6 are not asked. `None` has no opinion.
//! 4. **Declared stops.** [`stop(empty_page)`](super::options#stop) at a page without records, `stop(short_page)` at a short one.
//! 5. **The position.** For a cursor or link: absent, null or empty is the end (with a flag that said `true`,
//!    [`Error::MissingPosition`](crate::Error::MissingPosition)); so is the [`end = …`](super::options#end) sentinel. For an
//!    offset or a page number: a page without records is the end.
//! 6. **The total**, on counted walks without a `stop`: the end is where the next position reaches it. A total below what has
//!    already arrived is wrong, and has no say.
//! 7. **The loop guard.** A position that was asked for before, the URL of the first page included, is
//!    [`Error::Loop`](crate::Error::Loop), or the end with `stop(repeated)`. On counted walks over HTTP, two equal bodies in
//!    a row are a loop too: the server ignores the parameter.
//! 8. **The cap.** A position behind [`max_window`](super::options#max_window) is
//!    [`Error::CapReached`](crate::Error::CapReached).
//!
//! Else the walk goes on. The records of a page are always delivered before the error that its position, flag or cap gives;
//! only `check`, and a loop on a page whose body is that of the page before, withhold a page.
//! [`max_pages`](crate::Pager::max_pages) and [`max_items`](crate::Pager::max_items) end a walk from outside, without a
//! request more.
//!
//! An empty page is not the end of a cursor or link walk, and a short page is not the end of any, unless the attribute says
//! so: APIs filter pages after cutting them, and clamp page sizes.
//!
//! # Short
//!
//! A page is *short* if it has fewer records than
//!
//! 1. the size that was asked for, by `.page_size(n)`, by the template or by `send`, provided it is within `max`; else
//! 2. the `default` that [`page_size(…)`](super::response#page_size) declares; else
//! 3. the longest page of this walk before it.
//!
//! Records that [`each`](super::response#each) leaves out are counted. A list whose last page is full takes one request more.
//!
//! ```
//! # use pagination_core::Paginated;
//! #[derive(Paginated)]
//! #[offset(stop(short_page))]
//! #[paginated(page_size(default = 3))]
//! struct Numbers { data: Vec<u64> }
//!
//! let mut requests = 0;
//! let all: Result<Vec<_>, _> = pagination_core::pages_blocking(|offset: u64| {
//!     requests += 1;
//!     Ok::<_, std::io::Error>(Numbers { data: (offset..8).take(3).collect() })
//! })
//! .items()
//! .collect();
//! assert_eq!(all?, [0, 1, 2, 3, 4, 5, 6, 7]);
//! assert_eq!(requests, 3);
//! # Ok::<_, pagination_core::Error<std::io::Error>>(())
//! ```
//!
//! # What the guard does not see
//!
//! A server whose link changes while its records never do leads on for ever: bound such a walk with `max_pages`.
