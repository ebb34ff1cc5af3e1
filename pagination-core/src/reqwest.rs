//! Walks over [reqwest]: every request is made from a `RequestBuilder`, the template.
//!
//! The template has the URL, the method, the headers with the credentials, the filters, and the body if there is one. The pager
//! writes the position and the page size into copies of it.
//!
//! The names here let a struct hold a walk:
//!
//! ```
//! use pagination_core::Paginated;
//! # use serde::Deserialize;
//!
//! #[derive(Deserialize, Paginated)]
//! #[cursor(field = next)]
//! struct Meetings { data: Vec<String>, next: Option<String> }
//!
//! struct Feed {
//!     meetings: pagination_core::reqwest::Items<Meetings>,
//! }
//! ```
//!
//! # Redirects
//!
//! reqwest follows redirects by the policy of the client, and removes only the standard credential headers where a redirect
//! leaves the host: a custom one, such as `x-api-key`, is sent to the other host. Build the client with [`same_origin_redirects`],
//! which refuses such a redirect before anything is sent. Whatever the policy, a page from another origin is refused.
//!
//! A 301, 302 or 303 turns a POST into a GET, which is [another list](crate::guide::beyond_attributes#redirects-that-change-the-method).
//! reqwest does not say afterwards that it happened.
//!
//! # In a browser
//!
//! On `wasm32-unknown-unknown`, walks are not `Send`, since reqwest's futures are not. The browser follows redirects by rules of its
//! own, so `same_origin_redirects` is not there, and neither is [`spawned`](crate::Pager::spawned). Pauses use the timer of
//! JavaScript. A body is read whole before its size is known, unless its length is announced.

#[cfg(feature = "blocking")]
pub mod blocking;
mod client;
#[cfg(feature = "reqwest-middleware")]
pub mod middleware;
#[cfg_attr(all(target_arch = "wasm32", target_os = "unknown"), path = "reqwest/no_redirects.rs")]
mod redirect;
mod request;
#[cfg(not(all(target_arch = "wasm32", target_os = "unknown")))]
mod spawned;
#[cfg(not(all(target_arch = "wasm32", target_os = "unknown")))]
mod task;

use crate::over_http::Http;
use crate::paginated::Paginated;
use crate::transport::Async;

pub use client::Client;
#[cfg(not(all(target_arch = "wasm32", target_os = "unknown")))]
pub use redirect::same_origin_redirects;

/// The items of a walk over reqwest.
pub type Items<P, S = <P as Paginated>::Strategy> = crate::pager::Items<P, Http<Client>, S, Async>;
/// The pages of a walk over reqwest.
pub type Pages<P, S = <P as Paginated>::Strategy> = crate::pager::Pages<P, Http<Client>, S, Async>;
/// A pager over reqwest.
pub type Pager<P, S = <P as Paginated>::Strategy> = crate::pager::Pager<P, Http<Client>, S, Async>;
/// An error of a walk over reqwest.
pub type Error = crate::error::Error<::reqwest::Error>;
