//! Links that are relative to a URL on their page (`base`).

use std::borrow::Cow;

/// The link after its base, with one slash between. This is not the join of RFC 3986, which would drop the path of the base.
///
/// An absolute link stays as it is, and so does an empty one, which leads nowhere.
pub(crate) fn on_base<'a>(base: &str, link: &'a str) -> Cow<'a, str> {
    if link.is_empty() || is_absolute(link) {
        return link.into();
    }
    format!("{}/{}", base.trim_end_matches('/'), link.trim_start_matches('/')).into()
}

/// Whether a link names its host: by a scheme (RFC 3986 §3.1), or after `//`.
fn is_absolute(link: &str) -> bool {
    let has_scheme = link.split_once(':').is_some_and(|(scheme, _)| {
        scheme.starts_with(|first: char| first.is_ascii_alphabetic())
            && scheme.chars().all(|character| character.is_ascii_alphanumeric() || "+-.".contains(character))
    });
    has_scheme || link.starts_with("//")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_slash_is_between_the_base_and_the_link() {
        for base in ["https://api.example/wiki", "https://api.example/wiki/"] {
            for link in ["rest/x?p=2", "/rest/x?p=2"] {
                assert_eq!(on_base(base, link), "https://api.example/wiki/rest/x?p=2");
            }
        }
        assert_eq!(on_base("/", "/rest"), "/rest");
        assert_eq!(on_base("https://api.example/wiki", "/x?at=12:30"), "https://api.example/wiki/x?at=12:30");
        assert_eq!(
            on_base("https://api.example", "x?next=https://a.example"),
            "https://api.example/x?next=https://a.example"
        );
    }

    #[test]
    fn an_absolute_link_and_an_empty_one_stay() {
        for link in ["https://b.example/x", "HTTP:x", "mailto:a", "//b.example/x", ""] {
            assert_eq!(on_base("https://api.example/wiki", link), link);
        }
    }
}
