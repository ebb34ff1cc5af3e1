//! The pager's settings over every HTTP client.

use std::sync::Mutex;

use serde::de::DeserializeOwned;

use super::adapter::Http;
use super::client::HttpClient;
use crate::codec::Codec;
use crate::pager::Pager;
use crate::paginated::Paginated;
use crate::strategy::Strategy;
use crate::transport::{Transport, Waits};

/// A transport over an HTTP client, [`Http`]: over it, a [`Pager`] has `max_body`, `allow_origin`, `each_request` and `codec`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` makes no HTTP requests that the pager could change",
    label = "this setting exists only over HTTP clients",
    note = "over `pages(function)`, the function itself makes its requests"
)]
pub trait OverHttp: Waits {
    /// The client.
    type Client: HttpClient;

    #[doc(hidden)]
    fn http(&mut self) -> &mut Http<Self::Client>;
}

impl<C: HttpClient> OverHttp for Http<C> {
    type Client = C;

    fn http(&mut self) -> &mut Self {
        self
    }
}

impl<P: Paginated, T: Transport<P>, S: Strategy, M> Pager<P, T, S, M> {
    /// Refuses a response whose body has more bytes; 64 MiB unless set.
    pub fn max_body(mut self, bytes: usize) -> Self
    where
        T: OverHttp,
    {
        self.transport.http().max_body = bytes;
        self
    }

    /// Another origin that links may lead to, for instance `https://files.example`: credentials are sent there too.
    pub fn allow_origin(mut self, origin: impl AsRef<str>) -> Self
    where
        T: OverHttp,
    {
        if let Err(problem) = self.transport.http().allow_origin(origin.as_ref()) {
            self.settings.refused = Some(problem);
        }
        self
    }

    /// Changes every request before it is sent, retries included: fresh credentials, an id, a signature.
    ///
    /// The position and the page size are in the request by then, so that a signature covers them. The function does not
    /// wait for anything: where a token is to be fetched first, or where the response decides, put a layer around the client (a
    /// `tower` service, or `reqwest-middleware`).
    pub fn each_request(mut self, change: impl FnMut(&mut <T::Client as HttpClient>::Request) + Send + 'static) -> Self
    where
        T: OverHttp,
    {
        self.transport.http().each_request = Some(Mutex::new(Box::new(change)));
        self
    }

    /// Reads the bodies with another decoder than `serde_json`.
    pub fn codec<C: Codec>(mut self) -> Self
    where
        P: DeserializeOwned,
        T: OverHttp,
    {
        self.options.decoder = Some(C::decode::<P>);
        self
    }
}
