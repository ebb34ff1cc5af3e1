//! Hides secrets in messages and `Debug` output.

use std::fmt;

/// A URL without its userinfo, query and fragment, which may contain keys and tokens.
pub(crate) fn url(url: &str) -> String {
    let bare = url.find(['?', '#']).map_or(url, |end| url.get(..end).unwrap_or(url));
    let Some((scheme, rest)) = bare.split_once("://") else { return bare.to_owned() };
    let (authority, path) = rest.find('/').map_or((rest, ""), |slash| rest.split_at(slash));
    let host = authority.rsplit_once('@').map_or(authority, |(_, host)| host);
    format!("{scheme}://{host}{path}")
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
    }
}
