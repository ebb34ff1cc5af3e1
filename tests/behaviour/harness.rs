//! Runs a case over functions and over HTTP clients, asserts that all walks agree, and returns what they gave.
//!
//! | a case that | is run by |
//! |---|---|
//! | is a function from a position to a response | [`everywhere!`]: two functions (blocking, async) and two clients (blocking, async) |
//! | has no form in HTTP | `over_functions!`: both functions |
//! | is a script of HTTP responses | [`over_http`], [`over_http_at`]: both clients |
//! | walks a demo API | `over_demo_apis!`: both clients |

#[macro_use]
pub mod functions;
#[macro_use]
pub mod everywhere;
#[macro_use]
pub mod demo_apis;
pub mod api_of_numbers;
pub mod http;
pub mod lists;
pub mod walked;

pub use http::{
    blocking, client, drain, drain_blocking, number_in, over_http, over_http_at, run, serve, slice, targets,
};
pub use lists::{
    ByCursor, ByLink, ByOffset, ByPage, Sound, bare, by_cursor, list, numbers, page, some, three_pages, twelve,
};
pub use walked::{Walked, error_text, stored};
