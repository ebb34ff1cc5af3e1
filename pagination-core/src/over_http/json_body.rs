//! A JSON body, edited as text at RFC 6901 pointers.
//!
//! A round trip through `Value` would sort the keys, whose order matters to some servers (for example as the sort order), and would
//! round numbers of more than 64 bits. So only the edited values change.

use std::collections::HashMap;
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
        let (parent, []) = self.locate(parents) else { return Ok(()) };
        // JSON allows duplicate names: remove them all, in one pass.
        let entries = entries(&self.0, &parent);
        let (Some(first), Some(last)) = (entries.first(), entries.last()) else { return Ok(()) };
        let kept: Vec<_> = (0..).zip(&entries).filter(|(_, entry)| entry.name.as_ref() != Some(name)).collect();
        let mut text = String::new();
        for (number, (at, entry)) in kept.iter().enumerate() {
            // With what separates it from the entry after it.
            let after = entries.get(at + 1).filter(|_| number + 1 < kept.len());
            text.push_str(
                self.0.get(entry.start..after.map_or(entry.value.end, |after| after.start)).unwrap_or_default(),
            );
        }
        let range = first.start..last.value.end;
        self.splice(range, &text);
        Ok(())
    }

    /// Merges a map into the object at the pointer. Maps are merged deeply; other values are replaced.
    pub(super) fn merge(&mut self, pointer: &str, map: &Map<String, Value>) -> Result<(), Problem> {
        self.merge_at(&segments(pointer)?, map).map_err(|Obstacle| obstacle(pointer))
    }

    fn merge_at(&mut self, segments: &[String], map: &Map<String, Value>) -> Result<(), Obstacle> {
        let (at, rest) = self.locate(segments);
        match self.0.as_bytes().get(at.start) {
            Some(b'{') if rest.is_empty() => {}
            Some(b'n') if rest.is_empty() => return self.set_at(segments, &Value::Object(map.clone())),
            _ if !rest.is_empty() => return self.set_at(segments, &Value::Object(map.clone())),
            _ => return Err(Obstacle),
        }
        let merged = merged(&self.0, &at, map);
        self.splice(at, &merged);
        Ok(())
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

/// The text of an object with a map merged into it, in one pass: the map is an API's, and may have any number of entries.
fn merged(text: &str, object: &Range<usize>, map: &Map<String, Value>) -> String {
    let entries = entries(text, object);
    // Most parsers use the last of duplicate names.
    let last: HashMap<&str, usize> =
        (0..).zip(&entries).filter_map(|(at, entry)| entry.name.as_deref().map(|name| (name, at))).collect();
    let mut result = String::new();
    let mut copied = object.start;
    let mut copy = |result: &mut String, end: usize, next: usize| {
        result.push_str(text.get(copied..end).unwrap_or_default());
        copied = next;
    };
    for (at, entry) in entries.iter().enumerate() {
        let new = entry.name.as_deref().filter(|name| last.get(name) == Some(&at)).and_then(|name| map.get(name));
        let Some(new) = new else { continue };
        copy(&mut result, entry.value.start, entry.value.end);
        match new {
            Value::Object(inner) if text.as_bytes().get(entry.value.start) == Some(&b'{') => {
                result.push_str(&merged(text, &entry.value, inner));
            }
            new => result.push_str(&new.to_string()),
        }
    }
    let end = entries.last().map_or(object.start + 1, |entry| entry.value.end);
    copy(&mut result, end, end);
    let mut is_first = entries.is_empty();
    for (name, new) in map.iter().filter(|(name, _)| !last.contains_key(name.as_str())) {
        if !std::mem::take(&mut is_first) {
            result.push(',');
        }
        result.push_str(&Value::String(name.clone()).to_string());
        result.push(':');
        result.push_str(&new.to_string());
    }
    copy(&mut result, object.end, object.end);
    result
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
