//! Hides secrets in messages and `Debug` output.

use std::fmt;

use crate::outside_text;

/// What a message shows in place of a URL that cannot be read.
const UNREADABLE: &str = "(a URL that cannot be read)";

/// A URL without its userinfo, query and fragment, which may contain keys and tokens.
///
/// What is not plainly a URL or a path is not shown at all: a secret may be anywhere in it.
pub(crate) fn url(url: &str) -> String {
    shown(url).unwrap_or_else(|| UNREADABLE.to_owned())
}

fn shown(url: &str) -> Option<String> {
    let bare = url.find(['?', '#']).map_or(Some(url), |end| url.get(..end))?;
    // Browsers and the `url` crate read a backslash as a slash, and pass over tabs and line breaks: what looks like a path may have a
    // host and userinfo.
    if bare.contains(|c: char| c == '\\' || c.is_whitespace()) || outside_text::clean(bare) != bare {
        return None;
    }
    if bare.is_empty() || (bare.starts_with('/') && !bare.starts_with("//")) {
        return Some(bare.to_owned());
    }
    let (scheme, rest) = bare.split_once("://")?;
    let is_scheme = scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme.chars().all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c));
    let (authority, path) = rest.find('/').map_or((rest, ""), |slash| rest.split_at(slash));
    let host = authority.rsplit_once('@').map_or(authority, |(_, host)| host);
    (is_scheme && is_host(host)).then(|| format!("{scheme}://{host}{path}"))
}

/// A name or an address, and a port if there is one.
fn is_host(host: &str) -> bool {
    let (name, port) = match host.strip_prefix('[').and_then(|inside| inside.split_once(']')) {
        Some((address, port)) if address.chars().all(|c| c.is_ascii_hexdigit() || ":.".contains(c)) => (address, port),
        Some(_) => return false,
        None => host.find(':').map_or((host, ""), |colon| host.split_at(colon)),
    };
    let is_name = !name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || "-._~%:".contains(c));
    let is_port = port.is_empty() || port.strip_prefix(':').is_some_and(|port| port.parse::<u16>().is_ok());
    is_name && is_port
}

/// A text that is shown only by its length.
pub(crate) struct Text<'a>(pub(crate) &'a str);

impl fmt::Debug for Text<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "…{} bytes…", self.0.len())
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_url_is_shown_without_userinfo_query_and_fragment() {
        assert_eq!(super::url("https://me:pw@a.example/x/y?key=1#f"), "https://a.example/x/y");
        assert_eq!(super::url("https://a.example?key=1"), "https://a.example");
        assert_eq!(super::url("/x?key=1"), "/x");
        assert_eq!(super::url("https://a.example/x@y"), "https://a.example/x@y");
        assert_eq!(super::url("http://me@[::1]:8080/x"), "http://[::1]:8080/x");
        assert_eq!(super::url("https://bücher.example:8443/x"), "https://bücher.example:8443/x");
        assert_eq!(super::url(""), "");
    }

    #[test]
    fn what_is_not_plainly_a_url_is_not_shown() {
        for text in [
            "me:pw@a.example",
            "//me:pw@evil:99999/a@b/c://d",
            "//me:pw@a.example",
            r"/\me:pw@a.example",
            "/\t/me:pw@a.example",
            "/\u{202e}me:pw",
            "https:me:pw@a.example",
            "https:///me:pw@a.example",
            "https://me:pw/x",
            "https://a.example:99999/x",
            "https://me:pw@/x",
            "https://[pw]/x",
            "p w://a.example/x",
            "data:text/plain,pw",
            " https://me:pw@a.example",
        ] {
            assert_eq!(super::url(text), super::UNREADABLE, "{text}");
        }
    }
}
