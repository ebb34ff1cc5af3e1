//! Public APIs, each declared in a few lines and walked over its own documented responses: a server on localhost replays the first
//! and the last page, and the test compares the items, the requests and their number with the facts in `samples.json`.
//!
//! Each module inside the files of the styles is one API. The documentation page shows its declaration:
//! `UPDATE_CATALOGUE=1 cargo test --test catalogue` writes that page again. [`end`] writes the table and the picture of how the end is
//! decided.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, reason = "a test may panic")]
#![allow(clippy::struct_field_names, reason = "the fields are called as the APIs call them")]
#![allow(dead_code, reason = "the responses have the fields that a user would want, not those that a test reads")]

mod documentation;
mod end;
mod harness;
mod samples;

/// What every declaration needs.
mod prelude {
    pub(crate) use pagination_core::{BoxError, NextLink, Page, Paginated};
    pub(crate) use serde::Deserialize;
}

/// Walks the API of the surrounding module, by its default strategy or another, and reads a value that identifies each item.
/// `sync` also checks the token of the final page; `xml` reads the pages with a codec.
macro_rules! walk {
    ($response:ty, xml, |$item:ident| $key:expr) => {
        #[test]
        fn replays_its_documented_pages() {
            crate::harness::walk_xml::<$response>(module_path!(), |$item| serde_json::json!($key));
        }
    };
    ($response:ty, |$item:ident| $key:expr $(, $sync:ident)?) => {
        walk!($response, by <$response as pagination_core::Paginated>::Strategy, |$item| $key $(, $sync)?);
    };
    ($response:ty, by $strategy:ty, |$item:ident| $key:expr) => {
        #[test]
        fn replays_its_documented_pages() {
            crate::harness::walk::<$response, $strategy>(module_path!(), |$item| serde_json::json!($key));
        }
    };
    ($response:ty, by $strategy:ty, |$item:ident| $key:expr, sync) => {
        walk!($response, by $strategy, |$item| $key);

        #[test]
        fn gives_the_sync_token_of_the_final_page() {
            crate::harness::sync_token::<$response, $strategy>(module_path!());
        }

        #[test]
        fn asks_for_the_changes_since_that_token() {
            crate::harness::since::<$response, $strategy>(module_path!());
        }
    };
}

mod cursor;
mod cursor_in_body;
mod cursor_in_header;
mod last_item;
mod link_header;
mod next_link;
mod offset;
mod page_number;
mod sync;
mod with_function;
mod xml;

mod by_hand;
