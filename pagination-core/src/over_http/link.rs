//! Follows a link: joins it on the URL of its page (RFC 3986 §5), and checks its origin.

use url::Url;

use super::template::Template;
use crate::error::Problem;
use crate::spec::Spec;

impl Template {
    /// A link as it is in a response, joined on `base`, the URL of the response (the template's where it is empty), without its
    /// fragment, and of an origin that may be requested.
    ///
    /// Userinfo in a link stays, as it is not part of its origin: `https://api.example@evil.example/` is refused for its host.
    pub(super) fn resolve(&self, spec: &Spec, base: &str, link: &str) -> Result<String, Problem> {
        let followed = if base.is_empty() {
            self.follow(spec, &self.url, link)
        } else {
            let base = Url::parse(base)
                .map_err(|error| Problem::request_because("the URL of the response cannot be parsed", error))?;
            self.follow(spec, &base, link)
        };
        followed.map(String::from)
    }

    /// The URL that a link leads to, if it may be requested.
    pub(super) fn follow(&self, spec: &Spec, base: &Url, link: &str) -> Result<Url, Problem> {
        // Joined, an empty link would give the same URL again.
        if link.is_empty() {
            return Err(Problem::request("the link to the next page is empty"));
        }
        let mut url = base.join(link).map_err(|error| {
            // Not shown: userinfo, keys and tokens cannot be told from the rest.
            let reason = format!("the link to the next page, a string of {} bytes, is not a URL", link.len());
            Problem::request_because(reason, error)
        })?;
        url.set_fragment(None);
        if spec.same_origin {
            url = self.on_own_origin(url);
        }
        let upgrades = spec.upgrade_scheme && url.scheme() == "http" && self.url.scheme() == "https";
        if upgrades && !self.origins.is_allowed(spec, &url) && url.set_scheme("https").is_err() {
            return Err(Problem::request("the scheme `http` of a link could not be changed to `https`"));
        }
        self.origins.check(spec, &url)?;
        Ok(url)
    }

    /// The path and the query of a link, on the template's scheme, host and port. What is not HTTP stays, and is refused.
    fn on_own_origin(&self, link: Url) -> Url {
        if !matches!(link.scheme(), "http" | "https") {
            return link;
        }
        let mut own = self.url.clone();
        own.set_path(link.path());
        own.set_query(link.query());
        own
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may panic")]
mod properties;
#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may panic")]
mod tests;
