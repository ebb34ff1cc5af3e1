//! A JSON body that could not be decoded, read a second time to find out why.

use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_json::Number;
use serde_path_to_error::{Path, Segment};

/// A JSON value, with its members in their order, and with names that occur twice.
#[derive(Debug)]
pub(super) enum Tree {
    Null,
    Bool(bool),
    Number(Number),
    Text(String),
    List(Vec<Tree>),
    Map(Vec<(String, Tree)>),
}

impl Tree {
    /// The type and the length.
    pub(super) fn describe(&self) -> String {
        match self {
            Self::Null => "null".to_owned(),
            Self::Bool(_) => "a boolean".to_owned(),
            Self::Number(number) if number.is_f64() => "a floating point number".to_owned(),
            Self::Number(_) => "an integer".to_owned(),
            Self::Text(text) => format!("a string of {}", counted(text.len(), "byte")),
            Self::List(list) => format!("an array of {}", counted(list.len(), "element")),
            Self::Map(members) => format!("an object of {}", counted(members.len(), "member")),
        }
    }

    /// The value at a path, or the deepest one on it.
    pub(super) fn at(&self, path: &Path) -> &Self {
        path.iter().try_fold(self, |tree, segment| tree.child(segment).ok_or(tree)).unwrap_or_else(|deepest| deepest)
    }

    fn child(&self, segment: &Segment) -> Option<&Self> {
        match (self, segment) {
            (Self::List(list), Segment::Seq { index }) => list.get(*index),
            (Self::Map(members), Segment::Map { key: name } | Segment::Enum { variant: name }) => {
                members.iter().rfind(|(key, _)| key == name).map(|(_, value)| value)
            }
            _ => None,
        }
    }
}

pub(super) fn counted(count: usize, what: &str) -> String {
    format!("{count} {what}{}", if count == 1 { "" } else { "s" })
}

impl<'de> Deserialize<'de> for Tree {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(TreeVisitor)
    }
}

struct TreeVisitor;

impl<'de> Visitor<'de> for TreeVisitor {
    type Value = Tree;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }
    fn visit_unit<E>(self) -> Result<Tree, E> {
        Ok(Tree::Null)
    }
    fn visit_bool<E>(self, flag: bool) -> Result<Tree, E> {
        Ok(Tree::Bool(flag))
    }
    fn visit_u64<E>(self, number: u64) -> Result<Tree, E> {
        Ok(Tree::Number(number.into()))
    }
    fn visit_i64<E>(self, number: i64) -> Result<Tree, E> {
        Ok(Tree::Number(number.into()))
    }
    fn visit_f64<E>(self, number: f64) -> Result<Tree, E> {
        Ok(Number::from_f64(number).map_or(Tree::Null, Tree::Number))
    }
    fn visit_str<E>(self, text: &str) -> Result<Tree, E> {
        Ok(Tree::Text(text.to_owned()))
    }
    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Tree, A::Error> {
        let mut elements = Vec::new();
        while let Some(element) = list.next_element()? {
            elements.push(element);
        }
        Ok(Tree::List(elements))
    }
    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Tree, A::Error> {
        let mut members: Vec<(String, Tree)> = Vec::new();
        while let Some(member) = map.next_entry()? {
            members.push(member);
        }
        // So a number arrives with serde_json's feature `arbitrary_precision`.
        if let [(name, Tree::Text(text))] = members.as_slice()
            && name == "$serde_json::private::Number"
            && let Ok(number) = text.parse()
        {
            return Ok(Tree::Number(number));
        }
        Ok(Tree::Map(members))
    }
}
