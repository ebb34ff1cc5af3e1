//! Walks over [reqwest]: every request is made from a `RequestBuilder`, the template.
//!
//! The template carries the URL, the method, the headers with the credentials, the filters, and the body where there is one; the
//! pager writes the position and the page size into copies of it.
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
//! reqwest follows redirects by the policy of the client, and takes only the standard credential headers away where a redirect
//! leaves the host: a custom one, such as `x-api-key`, goes along. Build the client with [`same_origin_redirects`], which refuses
//! such a redirect before anything is sent. Whatever the policy, a page that comes from another origin is refused.

#[cfg(feature = "blocking")]
pub mod blocking;
#[cfg(feature = "reqwest-middleware")]
pub mod middleware;
mod polled;
mod request;

use ::reqwest::redirect;

use crate::pager::Async;

pub use polled::Client;

/// The records of a walk over reqwest.
pub type Items<P, S = <P as crate::Paginated>::Strategy> = crate::Items<P, Client, S, Async>;
/// The pages of a walk over reqwest.
pub type Pages<P, S = <P as crate::Paginated>::Strategy> = crate::Pages<P, Client, S, Async>;
/// A pager over reqwest.
pub type Pager<P, S = <P as crate::Paginated>::Strategy> = crate::Pager<P, Client, S, Async>;
/// An error of a walk over reqwest.
pub type Error = crate::Error<::reqwest::Error>;

/// A redirect policy that follows redirects within an origin (scheme, host and port), ten at the most, and refuses others before
/// anything is sent there. The walk's error is then [`Error::ForeignOrigin`](crate::Error::ForeignOrigin).
///
/// ```
/// let client = reqwest::Client::builder()
///     .redirect(pagination_core::reqwest::same_origin_redirects())
///     .build()?;
/// # Ok::<_, reqwest::Error>(())
/// ```
pub fn same_origin_redirects() -> redirect::Policy {
    redirect::Policy::custom(|attempt| {
        let Some(from) = attempt.previous().last() else { return attempt.follow() };
        if from.origin() != attempt.url().origin() {
            let refused = request::LeavesOrigin {
                expected: from.origin().ascii_serialization(),
                found: attempt.url().origin().ascii_serialization(),
            };
            return attempt.error(refused);
        }
        if attempt.previous().len() > 10 {
            return attempt.error("more than ten redirects");
        }
        attempt.follow()
    })
}
