//! A JSON body, edited as text at RFC 6901 pointers.
//!
//! A round trip through `Value` would sort the keys, whose order matters to some servers (for example as the sort order), and would
//! round numbers of more than 64 bits. So only the edited values change.

use std::ops::Range;

use serde::de::IgnoredAny;
use serde_json::{Map, Value};

use crate::error::Problem;

/// The text of one JSON value, known to be well-formed.
#[derive(Clone)]
pub(super) struct JsonBody(String);

/// A member of an object, or an element of an array.
struct Entry {
    /// The member's name, or the element's index. `None` for a name that is not valid Unicode, such as `"\ud800"`.
    name: Option<String>,
    /// Where the entry begins. A member begins with its name.
    start: usize,
    value: Range<usize>,
}

impl JsonBody {
    /// `None` if the text is not JSON.
    pub(super) fn new(text: &str) -> Option<Self> {
        serde_json::from_str::<IgnoredAny>(text).ok().map(|_| Self(text.to_owned()))
    }

    /// An object without members.
    pub(super) fn empty() -> Self {
        Self("{}".to_owned())
    }

    pub(super) fn text(&self) -> &str {
        &self.0
    }

    /// The value at the pointer.
    pub(super) fn get(&self, pointer: &str) -> Option<Value> {
        let segments = segments(pointer).ok()?;
        match self.locate(&segments) {
            (at, []) => serde_json::from_str(self.0.get(at)?).ok(),
            _ => None,
        }
    }

    /// Writes a value at the pointer. Parents that are missing or null become objects.
    pub(super) fn set(&mut self, pointer: &str, value: &Value) -> Result<(), Problem> {
        self.set_at(&segments(pointer)?, value).map_err(|Obstacle| obstacle(pointer))
    }

    /// Removes the value at the pointer.
    pub(super) fn remove(&mut self, pointer: &str) -> Result<(), Problem> {
        let segments = segments(pointer)?;
        let Some((name, parents)) = segments.split_last() else {
            *self = Self::empty();
            return Ok(());
        };
        // JSON allows duplicate names: remove them all.
        while let (parent, []) = self.locate(parents) {
            let entries = entries(&self.0, &parent);
            let Some(at) = entries.iter().position(|entry| entry.name.as_ref() == Some(name)) else { break };
            let Some(entry) = entries.get(at) else { break };
            let before = at.checked_sub(1).and_then(|before| entries.get(before));
            let range = match (entries.get(at + 1), before) {
                (Some(after), _) => entry.start..after.start,
                (None, Some(before)) => before.value.end..entry.value.end,
                (None, None) => entry.start..entry.value.end,
            };
            self.splice(range, "");
            if self.0.as_bytes().get(parent.start) == Some(&b'[') {
                break;
            }
        }
        Ok(())
    }

    /// Merges a map into the object at the pointer. Maps are merged deeply; other values are replaced.
    pub(super) fn merge(&mut self, pointer: &str, map: &Map<String, Value>) -> Result<(), Problem> {
        let mut segments = segments(pointer)?;
        self.merge_at(&mut segments, map).map_err(|Obstacle| obstacle(pointer))
    }

    fn merge_at(&mut self, segments: &mut Vec<String>, map: &Map<String, Value>) -> Result<(), Obstacle> {
        let (at, rest) = self.locate(segments);
        match self.0.as_bytes().get(at.start) {
            Some(b'{') if rest.is_empty() => {}
            Some(b'n') if rest.is_empty() => return self.set_at(segments, &Value::Object(map.clone())),
            _ if !rest.is_empty() => return self.set_at(segments, &Value::Object(map.clone())),
            _ => return Err(Obstacle),
        }
        for (name, value) in map {
            segments.push(name.clone());
            match value {
                Value::Object(inner) if self.is_object(segments) => self.merge_at(segments, inner)?,
                _ => self.set_at(segments, value)?,
            }
            segments.pop();
        }
        Ok(())
    }

    fn is_object(&self, segments: &[String]) -> bool {
        let (at, rest) = self.locate(segments);
        rest.is_empty() && self.0.as_bytes().get(at.start) == Some(&b'{')
    }

    fn set_at(&mut self, segments: &[String], value: &Value) -> Result<(), Obstacle> {
        let (at, rest) = self.locate(segments);
        let [name, below @ ..] = rest else {
            self.splice(at, &value.to_string());
            return Ok(());
        };
        let value = below.iter().rev().fold(value.clone(), |value, name| object(name, value));
        match self.0.as_bytes().get(at.start) {
            Some(b'n') => self.splice(at, &object(name, value).to_string()),
            Some(b'{') => self.append(&at, &format!("{}:{value}", Value::String(name.clone()))),
            Some(b'[') if *name == entries(&self.0, &at).len().to_string() => self.append(&at, &value.to_string()),
            _ => return Err(Obstacle),
        }
        Ok(())
    }

    /// The deepest value on the path that exists, and the segments below it.
    fn locate<'s>(&self, segments: &'s [String]) -> (Range<usize>, &'s [String]) {
        let start = skip_space(self.0.as_bytes(), 0);
        let mut at = start..value_end(self.0.as_bytes(), start);
        let mut rest = segments;
        while let [name, below @ ..] = rest {
            // Most parsers use the last of duplicate names.
            let Some(entry) = entries(&self.0, &at).into_iter().rfind(|entry| entry.name.as_ref() == Some(name)) else {
                break;
            };
            at = entry.value;
            rest = below;
        }
        (at, rest)
    }

    fn append(&mut self, container: &Range<usize>, entry: &str) {
        match entries(&self.0, container).last() {
            Some(last) => self.splice(last.value.end..last.value.end, &format!(",{entry}")),
            None => self.splice(container.start + 1..container.start + 1, entry),
        }
    }

    fn splice(&mut self, range: Range<usize>, with: &str) {
        let before = self.0.get(..range.start).unwrap_or_default();
        let after = self.0.get(range.end..).unwrap_or_default();
        self.0 = [before, with, after].concat();
    }
}

/// A value on the path is not an object.
struct Obstacle;

fn obstacle(pointer: &str) -> Problem {
    Problem::request(format!(
        "cannot write at `{pointer}` in the request's body: a value on that path is not an object; check the pointer in the \
         attribute, or the body of the request"
    ))
}

fn object(name: &str, value: Value) -> Value {
    Value::Object(std::iter::once((name.to_owned(), value)).collect())
}

/// The segments of a pointer, unescaped: the reference tokens of RFC 6901 §4.
fn segments(pointer: &str) -> Result<Vec<String>, Problem> {
    if pointer.is_empty() {
        return Ok(Vec::new());
    }
    let Some(rest) = pointer.strip_prefix('/') else {
        return Err(Problem::request(format!("`{pointer}` is not a JSON pointer; write `/{pointer}`")));
    };
    Ok(rest.split('/').map(|segment| segment.replace("~1", "/").replace("~0", "~")).collect())
}

/// The members of an object or the elements of an array; none for anything else.
fn entries(text: &str, container: &Range<usize>) -> Vec<Entry> {
    let bytes = text.as_bytes();
    let is_object = match bytes.get(container.start) {
        Some(b'{') => true,
        Some(b'[') => false,
        _ => return Vec::new(),
    };
    let mut entries = Vec::new();
    let mut at = skip_space(bytes, container.start + 1);
    while at + 1 < container.end {
        let start = at;
        let name = if is_object {
            let end = string_end(bytes, at);
            let name = text.get(at..end).and_then(|name| serde_json::from_str(name).ok());
            let colon = skip_space(bytes, end);
            at = skip_space(bytes, colon + 1);
            name
        } else {
            Some(entries.len().to_string())
        };
        let end = value_end(bytes, at);
        entries.push(Entry { name, start, value: at..end });
        let comma = skip_space(bytes, end);
        at = skip_space(bytes, comma + 1);
    }
    entries
}

fn skip_space(text: &[u8], from: usize) -> usize {
    let space = |byte: &&u8| matches!(byte, b' ' | b'\t' | b'\r' | b'\n');
    from + text.get(from..).unwrap_or_default().iter().take_while(space).count()
}

/// Where the string that opens at `from` ends.
fn string_end(text: &[u8], from: usize) -> usize {
    let mut at = from + 1;
    loop {
        match text.get(at) {
            None => return text.len(),
            Some(b'"') => return at + 1,
            Some(b'\\') => at += 2,
            Some(_) => at += 1,
        }
    }
}

/// Where the value that begins at `from` ends. It may be nested to any depth.
fn value_end(text: &[u8], from: usize) -> usize {
    let mut depth = 0_usize;
    let mut at = from;
    loop {
        match text.get(at) {
            None => return text.len(),
            Some(b'"') => {
                at = string_end(text, at);
                if depth == 0 {
                    return at;
                }
            }
            Some(b'{' | b'[') => {
                depth += 1;
                at += 1;
            }
            Some(b'}' | b']') if depth > 0 => {
                depth -= 1;
                at += 1;
                if depth == 0 {
                    return at;
                }
            }
            // The end of a number, `true`, `false` or `null`.
            Some(b'}' | b']' | b',' | b' ' | b'\t' | b'\r' | b'\n') if depth == 0 => return at,
            Some(_) => at += 1,
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may panic")]
mod properties;
#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may panic")]
mod tests;
