//! How a checkpoint is stored.
//!
//! It is a map. A field that says nothing is left out, and unknown fields are ignored. What is there must be of the right type: a
//! damaged checkpoint that loads would lose items or repeat them. A position may be any JSON value, which only a format that describes
//! itself can hold. Formats that are not human-readable, some of which cannot, store it as JSON in a single entry `json`.
//!
//! | format | |
//! |---|---|
//! | 1 | had no `version`, `path` and `named`; a `session` is ignored |
//! | 2 | `path` is the fingerprint of the template's path, as 16 hexadecimal digits; `named` stands in its place |
//! | 3 | of a tree, `tree` has, for each level, the `open` children (`key`, `checkpoint`) and the key of the `newest`; `keys` are hashes of the items that are known; `window` is the part of the list beyond an anchor; `part` has the bounds of a part, `from` and, unless it is the last, `to` (values of its items where `by` is `key`), and the `likely_length` of its pages, where page numbers do not say how many items come before it |

use std::borrow::Cow;
use std::fmt::{self, Write as _};

use serde::de::{Error as _, MapAccess, Visitor};
use serde::ser::{Error as _, SerializeMap};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::{Map, Value};

use super::{Bounds, Branches, Checkpoint, Identity, KeyBounds, PositionBounds, Progress, StoredKeys, StoredWindow};
use crate::position::{Position, order};

/// The format that is written. A newer one is refused.
const VERSION: u64 = 3;

/// The format of a checkpoint that has none of what is new in format 3.
const PLAIN: u64 = 2;

/// What says that the bounds of a part are values of its items.
const BY_KEY: &str = "key";

/// The entry that holds the whole checkpoint in a format that is not human-readable.
const JSON: &str = "json";

impl Serialize for Checkpoint {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if serializer.is_human_readable() {
            return write(self, serializer);
        }
        let text = serde_json::to_string(self).map_err(S::Error::custom)?;
        let mut map = serializer.serialize_map(Some(1))?;
        map.serialize_entry(JSON, &text)?;
        map.end()
    }
}

fn write<S: Serializer>(checkpoint: &Checkpoint, serializer: S) -> Result<S::Ok, S::Error> {
    let mut map = serializer.serialize_map(None)?;
    let is_plain = checkpoint.tree.is_empty()
        && checkpoint.keys.is_none()
        && checkpoint.window.is_none()
        && checkpoint.part.is_none();
    map.serialize_entry("version", if is_plain { &PLAIN } else { &VERSION })?;
    map.serialize_entry("response", &checkpoint.response)?;
    map.serialize_entry("strategy", &checkpoint.strategy)?;
    match &checkpoint.identity {
        Identity::Unknown => {}
        Identity::Path(fingerprint) => map.serialize_entry("path", &format_args!("{fingerprint:016x}"))?,
        Identity::Named(name) => map.serialize_entry("named", &**name)?,
    }
    match &checkpoint.progress {
        Progress::Finished => map.serialize_entry("over", &true)?,
        Progress::At { position, first, taken } => {
            if let Some(position) = position {
                map.serialize_entry("position", position)?;
            }
            if *first {
                map.serialize_entry("first", first)?;
            }
            if *taken > 0 {
                map.serialize_entry("taken", taken)?;
            }
        }
    }
    if checkpoint.reached > 0 {
        map.serialize_entry("reached", &checkpoint.reached)?;
    }
    if let Some(size) = checkpoint.page_size {
        map.serialize_entry("page_size", &size)?;
    }
    for (key, position) in [("prev", &checkpoint.prev), ("since", &checkpoint.since)] {
        if let Some(position) = position {
            map.serialize_entry(key, position)?;
        }
    }
    if checkpoint.backwards {
        map.serialize_entry("backwards", &true)?;
    }
    if !checkpoint.tree.is_empty() {
        map.serialize_entry("tree", &checkpoint.tree)?;
    }
    if let Some(keys) = &checkpoint.keys {
        map.serialize_entry("keys", &keys_as_json(keys))?;
    }
    if let Some(window) = &checkpoint.window {
        map.serialize_entry("window", &window_as_json(window))?;
    }
    if let Some(part) = &checkpoint.part {
        map.serialize_entry("part", &bounds_as_json(part))?;
    }
    map.end()
}

impl Serialize for Branches {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("open", &self.open.iter().map(Open).collect::<Vec<_>>())?;
        if let Some(newest) = &self.newest {
            map.serialize_entry("newest", newest)?;
        }
        map.end()
    }
}

/// A child that is open.
struct Open<'a>(&'a (Position, Checkpoint));

impl Serialize for Open<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let (key, checkpoint) = self.0;
        let mut map = serializer.serialize_map(Some(2))?;
        map.serialize_entry("key", key)?;
        map.serialize_entry("checkpoint", checkpoint)?;
        map.end()
    }
}

fn keys_as_json(keys: &StoredKeys) -> Value {
    let StoredKeys { before, taken, has_forgotten, total } = keys;
    let mut map = Map::new();
    map.insert("before".into(), hexadecimal(before).into());
    if !taken.is_empty() {
        map.insert("taken".into(), hexadecimal(taken).into());
    }
    if *has_forgotten {
        map.insert("forgotten".into(), true.into());
    }
    if let Some(total) = total {
        map.insert("total".into(), (*total).into());
    }
    map.into()
}

fn window_as_json(window: &StoredWindow) -> Value {
    let StoredWindow { anchor, first, last, ties, items, total } = window;
    let mut map = Map::new();
    for (key, value) in [("anchor", anchor), ("first", first), ("last", last)] {
        if let Some(value) = value {
            map.insert(key.into(), value.to_json());
        }
    }
    if !ties.is_empty() {
        map.insert("ties".into(), hexadecimal(ties).into());
    }
    map.insert("items".into(), (*items).into());
    if let Some(total) = total {
        map.insert("total".into(), (*total).into());
    }
    map.into()
}

fn bounds_as_json(bounds: &Bounds) -> Value {
    let mut map = Map::new();
    let PositionBounds { from, to, likely_length } = match bounds {
        Bounds::Positions(bounds) => bounds,
        Bounds::Keys(KeyBounds { from, to }) => {
            map.insert("by".into(), BY_KEY.into());
            for (key, bound) in [("from", from), ("to", to)] {
                if let Some(bound) = bound {
                    map.insert(key.into(), bound.to_json());
                }
            }
            return map.into();
        }
    };
    map.insert("from".into(), (*from).into());
    if let Some(to) = to {
        map.insert("to".into(), (*to).into());
    }
    if let Some(length) = likely_length {
        map.insert("likely_length".into(), (*length).into());
    }
    map.into()
}

/// 16 digits for each hash.
fn hexadecimal(hashes: &[u64]) -> String {
    let mut digits = String::with_capacity(hashes.len().saturating_mul(16));
    for hash in hashes {
        let _ = write!(digits, "{hash:016x}");
    }
    digits
}

impl<'de> Deserialize<'de> for Checkpoint {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let fields = if deserializer.is_human_readable() {
            // Not `Map`: its error would show a string that stands in its place.
            object(Value::deserialize(deserializer)?)
        } else {
            Ok(deserializer.deserialize_map(Entries)?)
        };
        fields.and_then(|fields| Fields(fields).read()).map_err(D::Error::custom)
    }
}

fn object(value: Value) -> Result<Map<String, Value>, String> {
    match value {
        Value::Object(map) => Ok(map),
        other => Err(format!("a checkpoint is a map, and this is {}", json_type(&other))),
    }
}

/// The entries in a format for machines: the one text, or those of format 1, where the format describes itself.
struct Entries;

impl<'de> Visitor<'de> for Entries {
    type Value = Map<String, Value>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a checkpoint")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Self::Value, A::Error> {
        let mut fields = Map::new();
        while let Some(key) = entries.next_key::<String>()? {
            if key == JSON {
                let text: String = entries
                    .next_value()
                    .map_err(|_| A::Error::custom("the entry `json` of a checkpoint cannot be read as a string"))?;
                let value = serde_json::from_str(&text).map_err(A::Error::custom)?;
                fields.extend(object(value).map_err(A::Error::custom)?);
            } else {
                fields.insert(key, entries.next_value()?);
            }
        }
        Ok(fields)
    }

    /// The default would show it.
    fn visit_str<E: serde::de::Error>(self, _: &str) -> Result<Self::Value, E> {
        Err(E::custom("a checkpoint is a map, and this is a string"))
    }
}

/// The fields as they were stored. No message shows a value: it may be a secret.
struct Fields(Map<String, Value>);

impl Fields {
    fn read(mut self) -> Result<Checkpoint, String> {
        if let Some(version) = self.count("version")?
            && version > VERSION
        {
            return Err(format!(
                "the checkpoint has format {version}, and this version of `pagination-core` reads formats up to {VERSION}; update it, \
                 or start the walk again without the checkpoint"
            ));
        }
        let (response, strategy) = (self.needed_text("response")?, self.needed_text("strategy")?);
        let path = self.path()?;
        let identity = self.text("named")?.map_or(path, |name| Identity::Named(name.into()));
        let (position, prev, since) = (self.position("position")?, self.position("prev")?, self.position("since")?);
        let (first, over) = (self.flag("first")?, self.flag("over")?);
        let (taken, reached) = (self.count("taken")?.unwrap_or(0), self.count("reached")?.unwrap_or(0));
        let taken = usize::try_from(taken).map_err(|_| damaged("taken", "is too large"))?;
        let (page_size, backwards) = (self.count("page_size")?, self.flag("backwards")?);
        self.flag("session")?;
        let keys = self.map("keys")?.map(|keys| keys.keys().map(Box::new)).transpose()?;
        let window = self.map("window")?.map(|window| window.window().map(Box::new)).transpose()?;
        let part = self.map("part")?.map(|part| part.bounds().map(Box::new)).transpose()?;
        if position.is_none() && !first && !over && since.is_none() {
            return Err(damaged("position", "is missing, and it is not at the first page"));
        }
        let tree = self.tree()?;
        let progress = if over { Progress::Finished } else { Progress::At { position, first, taken } };
        Ok(Checkpoint {
            response,
            strategy,
            identity,
            progress,
            reached,
            page_size,
            prev,
            since,
            backwards,
            tree,
            keys,
            window,
            part,
        })
    }

    fn keys(mut self) -> Result<StoredKeys, String> {
        let (before, taken) = (self.hashes("before")?, self.hashes("taken")?);
        Ok(StoredKeys { before, taken, has_forgotten: self.flag("forgotten")?, total: self.count("total")? })
    }

    fn window(mut self) -> Result<StoredWindow, String> {
        let (anchor, first, last) = (self.position("anchor")?, self.position("first")?, self.position("last")?);
        let (ties, items) = (self.hashes("ties")?, self.count("items")?.unwrap_or(0));
        Ok(StoredWindow { anchor, first, last, ties, items, total: self.count("total")? })
    }

    fn bounds(mut self) -> Result<Bounds, String> {
        if self.take("by", BY_KEY, |value| (value.as_str()? == BY_KEY).then_some(()))?.is_some() {
            let (from, to) = (self.bound("from")?, self.bound("to")?);
            return Ok(Bounds::Keys(KeyBounds { from, to }));
        }
        let from = self.count("from")?.ok_or_else(|| damaged("from", "is missing"))?;
        let to = self.count("to")?;
        if to.is_some_and(|to| to <= from) {
            return Err(damaged("to", "is not after its `from`"));
        }
        Ok(Bounds::Positions(PositionBounds { from, to, likely_length: self.count("likely_length")? }))
    }

    /// A value that has an order.
    fn bound(&mut self, key: &str) -> Result<Option<Position>, String> {
        self.take(key, "a number or a time", |value| Position::json(value.take()).filter(order::is_ordered))
    }

    fn map(&mut self, key: &str) -> Result<Option<Self>, String> {
        self.take(key, "a map", |value| value.as_object_mut().map(|map| Self(std::mem::take(map))))
    }

    fn hashes(&mut self, key: &str) -> Result<Vec<u64>, String> {
        let hashes = self.take(key, "16 hexadecimal digits for each key", |value| {
            let (digits, rest) = value.as_str()?.as_bytes().as_chunks::<16>();
            let hash = |digits: &[u8; 16]| {
                let digits =
                    std::str::from_utf8(digits).ok().filter(|text| text.bytes().all(|b| b.is_ascii_hexdigit()))?;
                u64::from_str_radix(digits, 16).ok()
            };
            if rest.is_empty() { digits.iter().map(hash).collect() } else { None }
        })?;
        Ok(hashes.unwrap_or_default())
    }

    fn count(&mut self, key: &str) -> Result<Option<u64>, String> {
        self.take(key, "a non-negative integer", |value| value.as_u64())
    }

    fn flag(&mut self, key: &str) -> Result<bool, String> {
        Ok(self.take(key, "a boolean", |value| value.as_bool())?.unwrap_or(false))
    }

    fn text(&mut self, key: &str) -> Result<Option<Box<str>>, String> {
        self.take(key, "a string", |value| value.as_str().map(Box::from))
    }

    fn needed_text(&mut self, key: &str) -> Result<Cow<'static, str>, String> {
        self.text(key)?.map(|text| text.into_string().into()).ok_or_else(|| damaged(key, "is missing"))
    }

    fn position(&mut self, key: &str) -> Result<Option<Position>, String> {
        self.take(key, "a position", |value| Position::json(value.take()))
    }

    fn tree(&mut self) -> Result<Vec<Branches>, String> {
        let levels = self.list("tree")?;
        levels.into_iter().map(|level| Fields(object(level)?).branches()).collect()
    }

    fn branches(mut self) -> Result<Branches, String> {
        let open = self.list("open")?.into_iter().map(|open| Fields(object(open)?).open()).collect::<Result<_, _>>()?;
        Ok(Branches { open, newest: self.position("newest")? })
    }

    fn open(mut self) -> Result<(Position, Checkpoint), String> {
        let key = self.position("key")?.ok_or_else(|| damaged("key", "is missing"))?;
        let checkpoint = self.take("checkpoint", "a map", |value| value.as_object_mut().map(std::mem::take))?;
        let checkpoint = checkpoint.ok_or_else(|| damaged("checkpoint", "is missing"))?;
        Ok((key, Fields(checkpoint).read()?))
    }

    fn list(&mut self, key: &str) -> Result<Vec<Value>, String> {
        Ok(self.take(key, "an array", |value| value.as_array_mut().map(std::mem::take))?.unwrap_or_default())
    }

    fn path(&mut self) -> Result<Identity, String> {
        let fingerprint = self.take("path", "16 hexadecimal digits", |value| {
            let digits = value.as_str().filter(|text| text.len() == 16 && text.bytes().all(|b| b.is_ascii_hexdigit()));
            u64::from_str_radix(digits?, 16).ok()
        })?;
        Ok(fingerprint.map_or(Identity::Unknown, Identity::Path))
    }

    /// A field that may be absent, and is of the right type where it is there.
    fn take<T>(
        &mut self,
        key: &str,
        expected: &str,
        read: impl FnOnce(&mut Value) -> Option<T>,
    ) -> Result<Option<T>, String> {
        let Some(mut value) = self.0.remove(key) else { return Ok(None) };
        let read = read(&mut value);
        if read.is_none() {
            return Err(damaged(key, &format!("must be {expected}, and is {}", json_type(&value))));
        }
        Ok(read)
    }
}

fn damaged(key: &str, problem: &str) -> String {
    format!("the checkpoint is damaged: its `{key}` {problem}; start the walk again without it")
}

fn json_type(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "a boolean",
        Value::Number(number) if number.is_f64() => "a floating-point number",
        Value::Number(number) if number.is_u64() => "a number",
        Value::Number(_) => "a negative number",
        Value::String(_) => "a string",
        Value::Array(_) => "an array",
        Value::Object(_) => "a map",
    }
}
