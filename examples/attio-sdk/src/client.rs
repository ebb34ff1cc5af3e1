//! What both clients have, and the asynchronous one.

use pagination_core::Paginate as _;
use pagination_core::reqwest::{Pager, same_origin_redirects};

use crate::call::{Call, Site, TIMEOUT};
use crate::{Meeting, Note, Person, Record, Resource};

/// A client of Attio. Clones share their connections.
///
/// ```no_run
/// let client = attio_sdk::Client::new("access token");
/// # let _ = client;
/// ```
pub type Client = ClientOver<reqwest::Client>;

/// [`Client`] or [`blocking::Client`](crate::blocking::Client), over reqwest's client of that kind.
#[derive(Debug, Clone)]
pub struct ClientOver<H> {
    pub(crate) http: H,
    pub(crate) site: Site,
}

impl<H: Clone> ClientOver<H> {
    /// Sends requests to another URL than `https://api.attio.com`, for example a proxy or a test server.
    #[must_use]
    pub fn base_url(mut self, url: impl Into<String>) -> Self {
        self.site.base_url = url.into();
        self
    }

    /// Sends requests through this client, which may have its own timeouts and proxy. Build it with [`same_origin_redirects`].
    ///
    /// ```no_run
    /// use std::time::Duration;
    ///
    /// use pagination_core::reqwest::same_origin_redirects;
    ///
    /// let http = reqwest::Client::builder().timeout(Duration::from_secs(5)).redirect(same_origin_redirects()).build()?;
    /// let client = attio_sdk::Client::new("access token").http(http);
    /// # let _ = client;
    /// # Ok::<_, reqwest::Error>(())
    /// ```
    #[must_use]
    pub fn http(mut self, http: H) -> Self {
        self.http = http;
        self
    }

    /// Meetings.
    pub fn meetings(&self) -> Resource<Meeting, Self> {
        Resource::new(self.clone())
    }

    /// Notes.
    pub fn notes(&self) -> Resource<Note, Self> {
        Resource::new(self.clone())
    }

    /// People.
    pub fn people(&self) -> Resource<Person, Self> {
        Resource::new(self.clone())
    }
}

impl ClientOver<reqwest::Client> {
    /// A client with this access token. Requests time out after 30 seconds; a redirect to another origin is an error.
    ///
    /// # Panics
    ///
    /// If TLS cannot be set up, as [`reqwest::Client::new`] says.
    #[allow(clippy::expect_used, reason = "`reqwest::Client::new` panics there too")]
    pub fn new(token: impl Into<String>) -> Self {
        let http = reqwest::Client::builder().timeout(TIMEOUT).redirect(same_origin_redirects()).build();
        Self { http: http.expect("TLS can be set up"), site: Site::new(token.into()) }
    }

    pub(crate) fn pager<R: Record>(&self, call: &Call) -> Pager<R::Page> {
        let mut request = self.http.request(call.method.clone(), self.site.url(call)).bearer_auth(&self.site.token);
        if !call.query.is_empty() {
            request = request.query(&call.query);
        }
        if !call.body.is_empty() {
            request = request.json(&call.body);
        }
        request.paginate()
    }
}
