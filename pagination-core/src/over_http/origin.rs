//! Origins (RFC 6454), and the check that credentials stay on those that may be requested.

use std::fmt;

use url::Url;

use crate::error::{ForeignOrigin, Problem};
use crate::spec::Spec;

/// The origins that a walk may request: the first request's, and those that are allowed by name.
#[derive(Clone)]
pub(super) struct Origins {
    /// `None` where the URL of the first request has no host.
    first: Option<Origin>,
    first_name: String,
    allowed: Vec<Origin>,
}

impl Origins {
    pub(super) fn new(first: &Url) -> Self {
        Self { first: Origin::of(first), first_name: name(first), allowed: Vec::new() }
    }

    /// Allows another origin, given as a URL: `https://files.example`. Its path does not matter.
    pub(super) fn allow(&mut self, origin: &str) -> Result<(), Problem> {
        let Some(parsed) = Origin::parse(origin) else {
            // Not shown: it may contain a password.
            return Err(Problem::request(
                "`allow_origin` was given a string that is not an origin; write a scheme, a host and, if needed, a port: \
                 `https://files.example`",
            ));
        };
        self.allowed.push(parsed);
        Ok(())
    }

    /// Refuses a URL of an origin that is neither the first request's nor allowed, by the attribute or at run time.
    pub(super) fn check(&self, spec: &Spec, url: &Url) -> Result<(), Problem> {
        let found = Origin::of(url);
        if found.is_some() && (found == self.first || self.is_allowed(spec, url)) {
            return Ok(());
        }
        Err(Problem::ForeignOrigin(Box::new(ForeignOrigin { expected: self.first_name.clone(), found: name(url) })))
    }

    /// Whether the origin of the URL is allowed by name.
    pub(super) fn is_allowed(&self, spec: &Spec, url: &Url) -> bool {
        Origin::of(url).is_some_and(|origin| {
            self.allowed.contains(&origin)
                || spec.origins.iter().any(|allowed| Origin::parse(allowed).as_ref() == Some(&origin))
        })
    }
}

/// A scheme, a host and an effective port. Userinfo is not part of it.
#[derive(Clone, PartialEq, Eq)]
struct Origin {
    scheme: String,
    host: String,
    port: Option<u16>,
}

impl Origin {
    /// `None` for a URL without a host: it shares its origin with no other URL.
    fn of(url: &Url) -> Option<Self> {
        let host = url.host_str().filter(|host| !host.is_empty())?;
        Some(Self { scheme: url.scheme().to_owned(), host: host.to_owned(), port: url.port_or_known_default() })
    }

    /// The origin of a URL that is still text, such as `https://files.example`.
    fn parse(text: &str) -> Option<Self> {
        Self::of(&Url::parse(text).ok()?)
    }
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}://{}", self.scheme, self.host)?;
        match (self.scheme.as_str(), self.port) {
            ("https", Some(443)) | ("http", Some(80)) | (_, None) => Ok(()),
            (_, Some(port)) => write!(f, ":{port}"),
        }
    }
}

/// The origin of `url` as a message names it.
fn name(url: &Url) -> String {
    Origin::of(url).map_or_else(|| format!("{}:", url.scheme()), |origin| origin.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn same(a: &str, b: &str) -> bool {
        Origin::parse(a).is_some_and(|origin| Some(origin) == Origin::parse(b))
    }

    #[test]
    fn the_default_port_equals_none() {
        assert!(same("https://api.example:443/x", "https://api.example/y?z"));
        assert!(same("http://api.example:80", "http://api.example"));
        assert!(!same("https://api.example:8443", "https://api.example"));
    }

    #[test]
    fn scheme_and_host_and_port_all_count_and_userinfo_does_not() {
        assert!(!same("http://api.example", "https://api.example"));
        assert!(!same("https://api.example", "https://api.example.evil"));
        assert!(!same("https://api.example", "https://api.example@evil.example"));
        assert!(same("https://API.example", "https://me:pw@api.example"));
    }

    #[test]
    fn a_url_without_a_host_has_no_origin() {
        assert!(!same("data:text/plain,x", "data:text/plain,x"));
        assert!(!same("blob:https://api.example/1", "https://api.example/1"));
        assert!(Origin::parse("files.example").is_none());
        assert!(Origin::parse("localhost:8080").is_none());
    }

    #[test]
    fn the_name_is_what_an_attribute_takes() {
        let name = |text: &str| Url::parse(text).ok().map(|url| super::name(&url));
        assert_eq!(name("https://me:pw@a.example:443/x?key=1").as_deref(), Some("https://a.example"));
        assert_eq!(name("http://[::1]:8080/x").as_deref(), Some("http://[::1]:8080"));
        assert_eq!(name("mailto:me@a.example").as_deref(), Some("mailto:"));
    }
}
