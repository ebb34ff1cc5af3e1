//! Reads and replaces parameters of a query or a form: `a=1&b=2`.
//!
//! The text is edited in place. Decoding a query and encoding it again would turn `id(asc)` into `id%28asc%29` and `$top` into
//! `%24top`. Some servers do not accept that, and it breaks signed URLs.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use percent_encoding::{AsciiSet, CONTROLS, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};

use super::format::Filled;

/// Everything except the unreserved characters of RFC 3986 §2.3.
pub(super) const RESERVED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// Characters that are not allowed in a query (RFC 3986 §3.4) or would change how its values are read. Brackets are not allowed
/// either, but clients write `page[after]` with them, and servers read it.
const NOT_IN_VALUE: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'%')
    .add(b'&')
    .add(b'+')
    .add(b'<')
    .add(b'>')
    .add(b'\\')
    .add(b'^')
    .add(b'`')
    .add(b'{')
    .add(b'|')
    .add(b'}');

/// As above, for a name, which ends at the first `=`.
const NOT_IN_NAME: &AsciiSet = &NOT_IN_VALUE.add(b'=');

#[derive(Debug, Clone, Copy)]
enum Encoding {
    Query,
    Form,
}

/// The pieces of text between the ampersands.
#[derive(Debug, Clone)]
pub(super) struct QueryPairs {
    pieces: Vec<String>,
    encoding: Encoding,
}

impl QueryPairs {
    pub(super) fn query(text: &str) -> Self {
        Self::new(text, Encoding::Query)
    }

    pub(super) fn form(text: &str) -> Self {
        Self::new(text, Encoding::Form)
    }

    fn new(text: &str, encoding: Encoding) -> Self {
        let pieces = if text.is_empty() { Vec::new() } else { text.split('&').map(str::to_owned).collect() };
        Self { pieces, encoding }
    }

    pub(super) fn text(&self) -> String {
        self.pieces.join("&")
    }

    pub(super) fn is_empty(&self) -> bool {
        self.pieces.is_empty()
    }

    /// The first value with this name, decoded; empty if there is only the name.
    pub(super) fn get(&self, name: &str) -> Option<String> {
        self.all(name).next().map(|piece| value_of(piece).into_owned())
    }

    /// The pieces with this name, encoded.
    pub(super) fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.pieces.iter().map(String::as_str).filter(move |piece| is_named(piece, name))
    }

    /// Replaces or appends a value. Everything reserved in it is encoded.
    pub(super) fn set(&mut self, name: &str, value: &str) {
        let encoded = match self.encoding {
            Encoding::Query => utf8_percent_encode(value, RESERVED).to_string(),
            Encoding::Form => url::form_urlencoded::byte_serialize(value.as_bytes()).collect(),
        };
        self.put(name, value, &encoded);
    }

    /// Replaces or appends a value from an attribute. Only what would break the query is encoded.
    pub(super) fn set_unencoded(&mut self, name: &str, value: &str) {
        match self.encoding {
            Encoding::Query => self.put(name, value, &utf8_percent_encode(value, NOT_IN_VALUE).to_string()),
            Encoding::Form => self.set(name, value),
        }
    }

    /// Replaces or appends a value in the `format` that an attribute declares. Everything reserved in the value is encoded.
    pub(super) fn set_filled(&mut self, name: &str, filled: &Filled<'_>) {
        let text = filled.text();
        match self.encoding {
            Encoding::Query => {
                let own = |text: &str| utf8_percent_encode(text, NOT_IN_VALUE).to_string();
                let value = |text: &str| utf8_percent_encode(text, RESERVED).to_string();
                self.put(name, &text, &filled.joined(own, value));
            }
            Encoding::Form => self.set(name, &text),
        }
    }

    /// Replaces or appends many values, each with a different name, in one pass: the API decides how many there are.
    pub(super) fn set_all(&mut self, values: &[(&str, Cow<'_, str>)]) {
        let mut left: HashMap<&str, &str> = values.iter().map(|(name, value)| (*name, &**value)).collect();
        // As `put`: a first value that is there already leaves everything of its name as it is.
        let mut firsts: HashMap<String, bool> = HashMap::new();
        for piece in self.pieces.iter().filter(|piece| !piece.is_empty()) {
            let name = name_of(piece);
            if let Some(value) = left.get(&*name)
                && !firsts.contains_key(&*name)
            {
                firsts.insert(name.into_owned(), *value_of(piece) == **value);
            }
        }
        let unchanged: HashSet<String> =
            firsts.into_iter().filter(|(_, is_same)| *is_same).map(|(name, _)| name).collect();
        left.retain(|name, _| !unchanged.contains(*name));
        // The pieces of each name are edited by themselves, and stand where the first of them stood.
        let mut together: Vec<Self> = Vec::new();
        let mut places: HashMap<&str, usize> = HashMap::new();
        for piece in std::mem::take(&mut self.pieces) {
            let named =
                if piece.is_empty() { None } else { left.get_key_value(&*name_of(&piece)).map(|(name, _)| *name) };
            if let Some(same) = named.and_then(|name| places.get(name)).and_then(|at| together.get_mut(*at)) {
                same.pieces.push(piece);
            } else {
                places.extend(named.map(|name| (name, together.len())));
                together.push(Self { pieces: vec![piece], encoding: self.encoding });
            }
        }
        for (name, at) in places {
            if let Some((value, pieces)) = left.remove(name).zip(together.get_mut(at)) {
                pieces.set(name, value);
            }
        }
        self.pieces = together.into_iter().flat_map(|same| same.pieces).collect();
        let mut new = Self { pieces: Vec::new(), encoding: self.encoding };
        for (name, value) in values.iter().filter(|(name, _)| left.contains_key(name)) {
            new.pieces.clear();
            new.set(name, value);
            new.pieces.drain(..).for_each(|piece| self.push(piece));
        }
    }

    fn put(&mut self, name: &str, value: &str, encoded: &str) {
        // The caller's own text stays as it is, even if the name comes twice.
        if self.get(name).as_deref() == Some(value) {
            return;
        }
        let mut written = false;
        self.pieces.retain_mut(|piece| {
            if !is_named(piece, name) {
                return true;
            }
            let first = !std::mem::replace(&mut written, true);
            if first {
                piece.truncate(piece.find('=').unwrap_or(piece.len()));
                piece.push('=');
                piece.push_str(encoded);
            }
            first
        });
        if !written {
            let name: String = match self.encoding {
                Encoding::Query => utf8_percent_encode(name, NOT_IN_NAME).to_string(),
                Encoding::Form => url::form_urlencoded::byte_serialize(name.as_bytes()).collect(),
            };
            self.push(format!("{name}={encoded}"));
        }
    }

    /// Appends an encoded piece.
    pub(super) fn push(&mut self, piece: String) {
        // `a=1&` has an empty last piece: the new one replaces it.
        if self.pieces.last().is_some_and(String::is_empty) {
            self.pieces.pop();
        }
        self.pieces.push(piece);
    }

    pub(super) fn remove(&mut self, name: &str) {
        self.pieces.retain(|piece| !is_named(piece, name));
    }

    pub(super) fn clear(&mut self) {
        self.pieces.clear();
    }
}

fn is_named(piece: &str, name: &str) -> bool {
    !piece.is_empty() && name_of(piece) == name
}

fn name_of(piece: &str) -> Cow<'_, str> {
    decoded(piece.split_once('=').map_or(piece, |(name, _)| name))
}

fn value_of(piece: &str) -> Cow<'_, str> {
    decoded(piece.split_once('=').map_or("", |(_, value)| value))
}

fn decoded(text: &str) -> Cow<'_, str> {
    if text.contains('+') {
        let spaced = text.replace('+', " ");
        return percent_decode_str(&spaced).decode_utf8_lossy().into_owned().into();
    }
    percent_decode_str(text).decode_utf8_lossy()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn set(query: &str, name: &str, value: &str) -> String {
        let mut pairs = QueryPairs::query(query);
        pairs.set(name, value);
        pairs.text()
    }

    #[test]
    fn a_value_is_encoded_once() {
        assert_eq!(set("", "cursor", "a+b/c=|%2F d~é"), "cursor=a%2Bb%2Fc%3D%7C%252F%20d~%C3%A9");
    }

    #[test]
    fn the_other_pieces_keep_their_bytes() {
        let query = "$top=5&f=id(asc)&x='a'&a&&b&p=1+2&q=%28&r={}";
        assert_eq!(set(query, "cursor", "c"), format!("{query}&cursor=c"));
        assert_eq!(set("$top=5&cursor=b&f=id(asc)", "cursor", "c"), "$top=5&cursor=c&f=id(asc)");
        assert_eq!(set("a=1&", "cursor", "c"), "a=1&cursor=c");
    }

    #[test]
    fn names_are_compared_decoded() {
        assert_eq!(set("%24skip=1&a=2", "$skip", "3"), "%24skip=3&a=2");
        assert_eq!(set("page%5Bafter%5D=1", "page[after]", "3"), "page%5Bafter%5D=3");
        assert_eq!(set("my+cursor=1", "my cursor", "3"), "my+cursor=3");
        assert_eq!(set("cursor&a", "cursor", "3"), "cursor=3&a");
        assert_eq!(set("cursors=1&Cursor=2", "cursor", "3"), "cursors=1&Cursor=2&cursor=3");
    }

    #[test]
    fn duplicates_of_a_name_are_removed() {
        assert_eq!(set("c=1&a=2&c=3&c", "c", "4"), "c=4&a=2");
        assert_eq!(set("c=1&a=2&c=3&c", "c", "1"), "c=1&a=2&c=3&c", "the first value is what servers read");
    }

    #[test]
    fn the_same_value_keeps_its_bytes() {
        assert_eq!(set("c=a=b%7c+&x", "c", "a=b| "), "c=a=b%7c+&x");
        assert_eq!(set("c", "c", ""), "c");
    }

    #[test]
    fn a_value_from_an_attribute_is_written_unchanged() {
        let mut pairs = QueryPairs::query("");
        pairs.set_unencoded("$order", "id(asc),name:x/y?z=1;[a]!*@$");
        pairs.set_unencoded("page[size]", "a&b#c+d%e f");
        pairs.set_unencoded("a=b&c", "é|");
        assert_eq!(
            pairs.text(),
            "$order=id(asc),name:x/y?z=1;[a]!*@$&page[size]=a%26b%23c%2Bd%25e%20f&a%3Db%26c=%C3%A9%7C"
        );
    }

    #[test]
    fn a_form_uses_form_encoding() {
        let mut form = QueryPairs::form("a=1+2&b=x");
        form.set("Marker", "a b/c*~");
        form.set("b", "é");
        form.set("a[]", "+");
        assert_eq!(form.text(), "a=1+2&b=%C3%A9&Marker=a+b%2Fc*%7E&a%5B%5D=%2B");
        assert_eq!(form.get("Marker").as_deref(), Some("a b/c*~"));
    }

    #[test]
    fn values_are_read_decoded() {
        let pairs = QueryPairs::query("a=1%202+3&b&c=&d=x=y&&e=%FF%");
        assert_eq!(pairs.get("a").as_deref(), Some("1 2 3"));
        assert_eq!(pairs.get("b").as_deref(), Some(""));
        assert_eq!(pairs.get("c").as_deref(), Some(""));
        assert_eq!(pairs.get("d").as_deref(), Some("x=y"));
        assert_eq!(pairs.get("e").as_deref(), Some("\u{fffd}%"));
        assert_eq!(pairs.get(""), None);
        assert_eq!(pairs.get("f"), None);
    }

    #[test]
    fn a_removed_name_is_gone_entirely() {
        let mut pairs = QueryPairs::query("a=1&b=2&a");
        pairs.remove("a");
        assert_eq!(pairs.text(), "b=2");
        pairs.remove("b");
        assert!(pairs.is_empty());
        assert_eq!(pairs.text(), "");
    }

    #[test]
    fn many_values_are_set_as_one_by_one() {
        for query in ["", "a=1&", "c=1&a=2&c=3&x&&%63=1&z", "a=a&b=b&c=c&a=x", "c&b=%7c"] {
            let values: [(&str, Cow<'_, str>); 3] = [("b", "|".into()), ("c", "c".into()), ("n&", "1 2".into())];
            let (mut one_by_one, mut all) = (QueryPairs::query(query), QueryPairs::query(query));
            for (name, value) in &values {
                one_by_one.set(name, value);
            }
            all.set_all(&values);
            assert_eq!(all.text(), one_by_one.text(), "{query}");
        }
    }

    #[test]
    fn many_values_are_set_in_one_pass() {
        // One pass for each value would take minutes.
        let names: Vec<_> = (0..50_000).map(|number| format!("k{number}")).collect();
        let values: Vec<(&str, Cow<'_, str>)> = names.iter().map(|name| (name.as_str(), "1".into())).collect();
        let mut pairs = QueryPairs::query("k5=2&k5=3");
        pairs.set_all(&values);
        pairs.set_all(&values);
        assert_eq!(pairs.pieces.len(), names.len());
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may panic")]
mod properties;
