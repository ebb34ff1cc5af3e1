//! A position at the end of the URL's path: `/surveys/{position}`.

use percent_encoding::{CONTROLS, percent_decode_str, utf8_percent_encode};
use url::Url;

use super::query_pairs::RESERVED;
use crate::error::Problem;
use crate::spec::Spec;

const PLACEHOLDER: &str = "{position}";

/// The end of a path, with a place for the position.
pub(super) struct PathTarget<'p> {
    pub(super) pattern: &'p str,
    /// The position is a number.
    pub(super) is_counted: bool,
}

/// The parts of a pattern, encoded as in a URL.
struct Parts {
    /// What comes before the segment of the position: `/surveys`.
    base: String,
    /// What comes before the position in its segment, the slash included.
    before: String,
    after: String,
}

/// A path, divided at its position.
struct Divided<'u> {
    /// The path up to the segment of the position.
    root: &'u str,
    /// The position, encoded; `None` where the path has none.
    position: Option<&'u str>,
}

impl<'p> PathTarget<'p> {
    pub(super) fn new(pattern: &'p str, spec: &Spec) -> Self {
        Self { pattern, is_counted: spec.strategy.is_counted() }
    }

    fn parts(&self) -> Parts {
        let (head, after) = self.pattern.split_once(PLACEHOLDER).unwrap_or((self.pattern, ""));
        let (base, before) = head.split_at_checked(head.rfind('/').unwrap_or(0)).unwrap_or(("", head));
        let encoded = |text| utf8_percent_encode(text, CONTROLS).to_string();
        Parts { base: encoded(base), before: encoded(before), after: encoded(after) }
    }

    fn divide<'u>(&self, path: &'u str, parts: &Parts) -> Option<Divided<'u>> {
        let Parts { base, before, after } = parts;
        let with_position = || {
            let head = path.strip_suffix(after.as_str())?;
            let root = head.rfind('/').and_then(|slash| head.get(..slash))?;
            let position = head.strip_prefix(root)?.strip_prefix(before.as_str())?;
            let is_position = !position.is_empty() && root.ends_with(base.as_str());
            is_position.then_some(Divided { root, position: Some(position) })
        };
        let without = || path.ends_with(base.as_str()).then_some(Divided { root: path, position: None });
        match with_position() {
            // `/surveys/surveys` has no number yet.
            Some(divided) if self.is_counted && !divided.position.is_some_and(is_number) => without().or(Some(divided)),
            found => found.or_else(without),
        }
    }

    /// The position that the URL carries.
    pub(super) fn read(&self, url: &Url) -> Option<String> {
        self.divide(url.path(), &self.parts())?.position.map(decoded)
    }

    /// Whether the URL has a place for a position.
    pub(super) fn check(&self, url: &Url) -> Result<(), Problem> {
        let parts = self.parts();
        self.divide(url.path(), &parts).map(|_| ()).ok_or_else(|| self.no_place(url, &parts))
    }

    /// Replaces the position of the URL, or appends it.
    pub(super) fn write(&self, url: &mut Url, value: &str, what: &str) -> Result<(), Problem> {
        let parts = self.parts();
        let Some(Divided { root, position }) = self.divide(url.path(), &parts) else {
            return Err(self.no_place(url, &parts));
        };
        if position.is_some_and(|there| decoded(there) == value) {
            return Ok(());
        }
        let Parts { before, after, .. } = parts;
        // Everything reserved is encoded, so that a position stays one segment.
        let end = format!("{before}{}{after}", utf8_percent_encode(value, RESERVED));
        if end.split('/').any(|segment| matches!(segment, "." | "..")) {
            return Err(Problem::request(format!(
                "the {what} goes into the URL's path, as `{}`, but it is `.` or `..`, which means another path in a URL",
                self.pattern
            )));
        }
        let path = format!("{root}{end}");
        url.set_path(&path);
        Ok(())
    }

    /// Leaves the path as it is without a position.
    pub(super) fn remove(&self, url: &mut Url) {
        if let Some(Divided { root, position: Some(_) }) = self.divide(url.path(), &self.parts()) {
            let root = root.to_owned();
            url.set_path(&root);
        }
    }

    fn no_place(&self, url: &Url, parts: &Parts) -> Problem {
        Problem::request(format!(
            "the position goes into the URL's path, as `{}`, but the path of the request, `{}`, ends neither with `{}` nor with a \
             position after it; change the URL of the request, or `path` in the attribute",
            self.pattern,
            url.path(),
            parts.base
        ))
    }
}

fn is_number(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_digit())
}

fn decoded(text: &str) -> String {
    percent_decode_str(text).decode_utf8_lossy().into_owned()
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may panic")]
mod tests {
    use super::*;

    fn target(pattern: &str) -> PathTarget<'_> {
        PathTarget { pattern, is_counted: false }
    }

    fn written(pattern: &str, path: &str, value: &str) -> Result<String, String> {
        let mut url = Url::parse(&format!("https://api.example{path}")).unwrap();
        target(pattern).write(&mut url, value, "position").map_err(|problem| problem.to_string())?;
        Ok(url.as_str().strip_prefix("https://api.example").unwrap().to_owned())
    }

    fn read(pattern: &str, path: &str, is_counted: bool) -> Option<String> {
        PathTarget { pattern, is_counted }.read(&Url::parse(&format!("https://api.example{path}")).unwrap())
    }

    const SURVEYS: &str = "/surveys/{position}";

    #[test]
    fn a_position_is_replaced_or_appended_and_the_query_stays() {
        assert_eq!(written(SURVEYS, "/v1/surveys/1?a=b", "2").unwrap(), "/v1/surveys/2?a=b");
        assert_eq!(written(SURVEYS, "/v1/surveys?a=b", "2").unwrap(), "/v1/surveys/2?a=b");
        assert_eq!(written("/page-{position}.json", "/list/page-1.json", "2").unwrap(), "/list/page-2.json");
        assert_eq!(written("/a/page-{position}.json", "/a", "2").unwrap(), "/a/page-2.json");
        assert_eq!(written("/surveys/{position}/rows", "/surveys/1/rows", "2").unwrap(), "/surveys/2/rows");
        assert_eq!(written("/größe/{position}", "/größe", "2").unwrap(), "/gr%C3%B6%C3%9Fe/2");
    }

    #[test]
    fn a_position_is_one_segment() {
        assert_eq!(
            written(SURVEYS, "/surveys", "a/b?c#d%2F;é ..").unwrap(),
            "/surveys/a%2Fb%3Fc%23d%252F%3B%C3%A9%20.."
        );
        assert!(written(SURVEYS, "/surveys", "..").unwrap_err().contains("another path"));
        assert!(written(SURVEYS, "/surveys/1", ".").unwrap_err().contains("another path"));
        assert_eq!(written("/surveys/p{position}", "/surveys", "..").unwrap(), "/surveys/p..");
        assert_eq!(read(SURVEYS, "/surveys/a%2Fb", false).as_deref(), Some("a/b"));
    }

    #[test]
    fn an_unchanged_position_keeps_its_bytes() {
        assert_eq!(written(SURVEYS, "/surveys/a=b%7c", "a=b|").unwrap(), "/surveys/a=b%7c");
    }

    #[test]
    fn any_other_path_is_refused() {
        for path in ["/", "/users", "/surveys/1/2", "/oursurveys", "/surveys/", "/surveys/1/"] {
            let error = written(SURVEYS, path, "s3cret").unwrap_err();
            assert!(error.contains("`/surveys`") && error.contains(&format!("`{path}`")), "{error}");
            assert!(!error.contains("s3cret"), "{error}");
        }
    }

    #[test]
    fn a_counted_position_is_a_number() {
        assert_eq!(read(SURVEYS, "/surveys/17", true).as_deref(), Some("17"));
        assert_eq!(read(SURVEYS, "/surveys/surveys", true), None);
        assert_eq!(read(SURVEYS, "/surveys/surveys", false).as_deref(), Some("surveys"));
        assert_eq!(read(SURVEYS, "/surveys/abc", true).as_deref(), Some("abc"));
    }

    #[test]
    fn a_position_can_be_removed() {
        let mut url = Url::parse("https://api.example/surveys/1?a").unwrap();
        target(SURVEYS).remove(&mut url);
        assert_eq!(url.as_str(), "https://api.example/surveys?a");
        target(SURVEYS).remove(&mut url);
        assert_eq!(url.as_str(), "https://api.example/surveys?a");
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may panic")]
mod properties;
