//! The blocking client.

use pagination_core::Paginate as _;
use pagination_core::blocking::Pager;
use pagination_core::reqwest::same_origin_redirects;

use crate::call::{Call, Site, TIMEOUT};
use crate::{ClientOver, Record};

/// A client of Attio. Clones share their connections.
///
/// ```no_run
/// let client = attio_sdk::blocking::Client::new("access token");
/// # let _ = client;
/// ```
pub type Client = ClientOver<reqwest::blocking::Client>;

impl ClientOver<reqwest::blocking::Client> {
    /// A client with this access token. Requests time out after 30 seconds; a redirect to another origin is an error.
    ///
    /// # Panics
    ///
    /// If TLS cannot be set up, or inside an async runtime, as [`reqwest::blocking::Client::new`] says.
    #[allow(clippy::expect_used, reason = "`reqwest::blocking::Client::new` panics there too")]
    pub fn new(token: impl Into<String>) -> Self {
        let http = reqwest::blocking::Client::builder().timeout(TIMEOUT).redirect(same_origin_redirects()).build();
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
