//! The pager's settings over every HTTP client.

use std::future::{Future, ready};
use std::sync::Mutex;

use serde::de::DeserializeOwned;

use super::adapter::Http;
use super::client::HttpClient;
use crate::codec::Codec;
use crate::driver::{Exclusive, StatusHook};
use crate::pager::Pager;
use crate::paginated::Paginated;
use crate::strategy::Strategy;
use crate::transport::{Async, Blocking, MaybeSend, Pause, Transport, Waits};

/// A transport over an HTTP client, [`Http`]: over it, a [`Pager`] has `max_body`, `allow_origin`, `each_request`,
/// `on_status` and `codec`.
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
    /// wait for anything: what has to be fetched after a refusal is fetched by [`on_status`](Self::on_status).
    pub fn each_request(
        mut self,
        change: impl FnMut(&mut <T::Client as HttpClient>::Request) + MaybeSend + 'static,
    ) -> Self
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

impl<P: Paginated, T: Transport<P>, S: Strategy> Pager<P, T, S, Async> {
    /// Runs `hook` after a response of this status, and then requests the same page again. A second such response in a row is the
    /// error.
    ///
    /// It is for credentials that expire: the hook fetches new ones, and [`each_request`](Self::each_request) puts them into the next
    /// request. Requests for later pages are sent anew, since they carry the old ones. The future belongs to the walk: where the
    /// `try_next()` that polls it is dropped, it goes on with the next call. [`retry`](Self::retry) applies after the hook.
    ///
    /// ```
    /// # use pagination_core::Paginated;
    /// # #[derive(serde::Deserialize, Paginated)]
    /// # #[cursor(field = next)]
    /// # struct Names { data: Vec<String>, next: Option<String> }
    /// # #[derive(Clone)]
    /// # struct Session;
    /// # impl Session {
    /// #     fn token(&self) -> http::HeaderValue { http::HeaderValue::from_static("Bearer …") }
    /// #     async fn refresh(&self) {}
    /// # }
    /// # #[cfg(feature = "reqwest")]
    /// fn names(http: &reqwest::Client, session: Session) -> pagination_core::reqwest::Items<Names> {
    ///     use pagination_core::Paginate;
    ///
    ///     let current = session.clone();
    ///     http.get("https://api.example/names")
    ///         .paginate::<Names>()
    ///         .each_request(move |request| {
    ///             request.headers_mut().insert("authorization", current.token());
    ///         })
    ///         .on_status(401, move || {
    ///             let session = session.clone();
    ///             async move { session.refresh().await }
    ///         })
    ///         .items()
    /// }
    /// ```
    ///
    /// An `async move ||` that owns the session does not work: its future borrows from it. Where several walks share one session, let
    /// one of them refresh it: [credentials that expire](crate::guide::beyond_attributes#credentials-that-expire).
    pub fn on_status<F, R>(mut self, status: u16, mut hook: F) -> Self
    where
        F: FnMut() -> R + MaybeSend + 'static,
        R: Future<Output = ()> + MaybeSend + 'static,
        T: OverHttp,
    {
        let hook = move || -> Pause { Box::pin(Exclusive::new(hook())) };
        self.options.pace.hooks.push(StatusHook::new(status, hook));
        self
    }
}

impl<P: Paginated, T: Transport<P>, S: Strategy> Pager<P, T, S, Blocking> {
    /// Runs `hook` after a response of this status, and then requests the same page again. A second such response in a row is the
    /// error.
    ///
    /// It is for credentials that expire: the hook fetches new ones, and [`each_request`](Self::each_request) puts them into the next
    /// request. Requests for later pages are sent anew, since they carry the old ones. [`retry`](Self::retry) applies after the
    /// hook.
    ///
    /// ```
    /// # #[cfg(feature = "testing")]
    /// # mod example {
    /// # use pagination_core::Paginated;
    /// # use pagination_core::testing::{Recorded, Replay};
    /// # #[derive(serde::Deserialize, Paginated)]
    /// # #[cursor(field = next)]
    /// # struct Names { data: Vec<String>, next: Option<String> }
    /// use std::sync::Arc;
    /// use std::sync::atomic::{AtomicU32, Ordering};
    ///
    /// # pub fn run() -> Result<(), Box<dyn std::error::Error>> {
    /// let replay = Replay::new([Recorded::status(401), Recorded::json(r#"{"data": ["ann"], "next": null}"#)]);
    /// let token = Arc::new(AtomicU32::new(1)); // stands for a session
    /// let current = Arc::clone(&token);
    /// let names = replay
    ///     .get("https://api.example/names")
    ///     .paginate::<Names>()
    ///     .each_request(move |request| {
    ///         request.headers_mut().insert("x-token", current.load(Ordering::Relaxed).into());
    ///     })
    ///     .on_status(401, move || {
    ///         token.fetch_add(1, Ordering::Relaxed);
    ///     })
    ///     .items();
    /// assert_eq!(names.collect::<Result<Vec<_>, _>>()?, ["ann"]);
    /// assert_eq!(replay.requests()[1].header("x-token"), Some("2"));
    /// # Ok(()) } }
    /// # #[cfg(feature = "testing")]
    /// # example::run().unwrap();
    /// ```
    pub fn on_status(mut self, status: u16, mut hook: impl FnMut() + MaybeSend + 'static) -> Self
    where
        T: OverHttp,
    {
        let hook = move || -> Pause {
            hook();
            Box::pin(ready(()))
        };
        self.options.pace.hooks.push(StatusHook::new(status, hook));
        self
    }
}
