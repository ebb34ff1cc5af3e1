//! What a pager can be told over every HTTP client.

use std::sync::Mutex;

use serde::de::DeserializeOwned;

use super::copies::Copies;
use crate::Paginated;
use crate::codec::Codec;
use crate::pager::Pager;
use crate::recovery::{Retry, Retrying};
use crate::strategy::Strategy;
use crate::transport::Transport;

/// A transport over an HTTP client: over it, a [`Pager`] has `page_size`, `retry`, `rate_limit`, `max_body`, `allow_origin`,
/// `each_request` and `codec`. [`Copies`] shows one whole.
#[diagnostic::on_unimplemented(
    message = "`{Self}` makes no HTTP requests that the pager could change",
    label = "this setting exists over HTTP clients alone",
    note = "over `pages(function)`, the page size, retries and the like are the function's own matter; a page that failed is asked \
            for again by the next call"
)]
pub trait Requests {
    /// A request of this client, as [`each_request`](Pager::each_request) changes it.
    type Request;

    /// The request that all requests are made from.
    fn copies(&mut self) -> &mut Copies<Self::Request>;
}

impl<P: Paginated, T: Transport<P>, S: Strategy, M> Pager<P, T, S, M> {
    /// Asks for so many records a page. Where the API declares a maximum, more than that is an error.
    pub fn page_size(mut self, size: u64) -> Self
    where
        T: Requests,
    {
        self.set_page_size(size);
        self
    }

    /// Asks for the same page again after errors that can pass. Off by default.
    pub fn retry(mut self, policy: impl Into<Retry>) -> Self
    where
        T: Requests,
    {
        self.driver().set_recover(Box::new(Retrying::from(policy.into())));
        self
    }

    /// Makes requests no faster than this, for APIs whose every page counts against a limit.
    #[cfg(feature = "rate-limit")]
    pub fn rate_limit(mut self, limit: impl Into<crate::RateLimit>) -> Self
    where
        T: Requests,
    {
        self.driver().set_pace(Box::new(limit.into()));
        self
    }

    /// Refuses an answer whose body is larger than so many bytes, 64 MiB unless set.
    pub fn max_body(mut self, bytes: usize) -> Self
    where
        T: Requests,
    {
        self.transport().copies().max_body = bytes;
        self
    }

    /// Another origin that links may name, for instance `https://files.example`: credentials go there too.
    pub fn allow_origin(mut self, origin: impl AsRef<str>) -> Self
    where
        T: Requests,
    {
        if let Err(problem) = self.transport().copies().allow_origin(origin.as_ref()) {
            self.refuse(problem);
        }
        self
    }

    /// Changes every request before it goes, also one that is made again: fresh credentials, an id, a signature.
    ///
    /// The pager has written the position and the page size by then, so that a signature covers them. The function does not
    /// wait for anything: where a token is to be fetched first, or where the answer decides, put a layer around the client (a
    /// `tower` service, or `reqwest-middleware`).
    pub fn each_request(mut self, change: impl FnMut(&mut T::Request) + Send + 'static) -> Self
    where
        T: Requests,
    {
        self.transport().copies().hook = Some(Mutex::new(Box::new(change)));
        self
    }

    /// Reads the bodies by another decoder than JSON's default.
    pub fn codec<C: Codec>(mut self) -> Self
    where
        P: DeserializeOwned,
        T: Requests,
    {
        self.driver().set_decoder(C::decode::<P>);
        self
    }
}
