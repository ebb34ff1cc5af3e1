//! What every HTTP transport shares: how a request is made from the caller's own, and how an answer is read.
//!
//! A transport keeps one [`Template`], made from the request that the caller built. For each [`PageRequest`](crate::transport::PageRequest) it takes
//! what [`Template::prepare`] gives, puts it into a copy of that request, and sends it; what comes back goes to [`read`]. Nothing
//! here sends anything, and nothing here knows a client.
//!
//! - Queries, forms and JSON bodies are edited as text: whatever is not written keeps its bytes.
//! - A URL that came from outside (a link, a stored position, a stored sync token) is used only if its origin, in the sense of
//!   [RFC 6454](https://www.rfc-editor.org/rfc/rfc6454), is the first request's, or one that was allowed by name.
//! - No message shows a query, a position or a header value.

#[cfg(any(feature = "reqwest", feature = "tower"))]
pub(crate) mod body;
pub(crate) mod copies;
mod json_body;
mod origin;
mod pairs;
#[cfg(any(feature = "tower", feature = "testing"))]
pub(crate) mod plain;
mod prepare;
mod reply;
mod settings;
mod template;

pub use copies::{AnyRequest, Copies, Received};
pub use prepare::Prepared;
pub use reply::{decode, read, read_with};
pub use settings::Requests;
pub use template::Template;
