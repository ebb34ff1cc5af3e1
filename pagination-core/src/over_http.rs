//! Walks over HTTP clients: how requests are made from the caller's own, and how responses are read.
//!
//! An [`HttpClient`] sends a request and returns a response. [`Http`] does the rest, for each client alike: it keeps the caller's
//! request, the template, and writes a position and a page size into copies of it; it reads the responses.
//!
//! - Queries, forms and JSON bodies are edited as text: whatever is not written keeps its bytes.
//! - A URL that came from outside (a link, a stored position, a stored sync token) is requested only if its origin, in the sense of
//!   [RFC 6454](https://www.rfc-editor.org/rfc/rfc6454), is the first request's, or one that was allowed by name.
//! - No message contains a query, a position or a header value.

mod adapter;
mod client;
mod decode;
mod format;
mod http_request;
mod json_body;
pub(crate) mod likely_positions;
#[cfg(any(feature = "reqwest", feature = "tower"))]
pub(crate) mod limited_body;
mod link;
#[cfg(feature = "testing")]
pub(crate) mod observer;
mod origin;
mod path_target;
mod prepare;
mod query_pairs;
mod read;
mod reported;
mod reported_failure;
mod settings;
mod status;
mod template;

pub use adapter::Http;
pub use client::{HttpClient, HttpRequest, HttpResponse};
pub use settings::OverHttp;
