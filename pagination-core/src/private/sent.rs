//! Whether a position of this type can be written where it is to go, as far as its type is known.
//!
//! `(&&Hop(value)).as_text()` is refused for the types of which it is known that they have no such form: lists and maps as text, texts
//! and lists as a map. A type of the user's own is accepted: only serde knows what it becomes.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet, VecDeque};

use serde_json::{Map, Value};

use super::hop::Hop;

/// A query parameter, a form field and a header take a text, a number or a boolean.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be sent as a query parameter, a form field or a header",
    label = "has no form as text",
    note = "lists and maps are sent in the body: `body = \"/…\"`; the entries of a map also as one parameter each: `merge`"
)]
pub trait AsText {}

/// `merge` takes a map.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be merged into the request",
    label = "expected a map, or a struct",
    note = "a single value has a place of its own: `param = \"…\"` or `body = \"/…\"`"
)]
pub trait AsMap {}

/// `#[next_link]` takes a text.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no link",
    label = "expected a text that holds a URL",
    note = "a position that is sent as a parameter is a cursor: `#[cursor(field = …, param = \"…\")]`"
)]
pub trait AsLink {}

/// Types that are known.
pub trait KnownSent {
    type Position: ?Sized;
    fn as_text(&self)
    where
        Self::Position: AsText,
    {
    }
    fn as_map(&self)
    where
        Self::Position: AsMap,
    {
    }
    fn as_link(&self)
    where
        Self::Position: AsLink,
    {
    }
}

/// All others.
pub trait AnySent {
    fn as_text(&self) {}
    fn as_map(&self) {}
    fn as_link(&self) {}
}

impl<T: ?Sized> AnySent for Hop<'_, T> {}

macro_rules! known {
    ($([$($param:tt)*] $type:ty;)*) => {$(
        impl<$($param)*> KnownSent for &Hop<'_, $type> {
            type Position = $type;
        }
    )*};
}

macro_rules! forms {
    ($form:ident: $($type:ty),*) => {$(
        impl $form for $type {}
    )*};
}

known! {
    [] str;
    ['a] &'a str;
    [] String;
    ['a] Cow<'a, str>;
    [] bool;
    [] char;
    [] u8;
    [] u16;
    [] u32;
    [] u64;
    [] u128;
    [] usize;
    [] i8;
    [] i16;
    [] i32;
    [] i64;
    [] i128;
    [] isize;
    [] f32;
    [] f64;
    [T] Vec<T>;
    [T] [T];
    [T, const N: usize] [T; N];
    [T] VecDeque<T>;
    [T] BTreeSet<T>;
    [T, S] HashSet<T, S>;
    [A, B] (A, B);
    [A, B, C] (A, B, C);
    [K, V] BTreeMap<K, V>;
    [K, V, S] HashMap<K, V, S>;
    [] Map<String, Value>;
}

forms!(AsText: str, &str, String, Cow<'_, str>, bool, char, f32, f64);
forms!(AsText: u8, u16, u32, u64, u128, usize, i8, i16, i32, i64, i128, isize);
forms!(AsLink: str, &str, String, Cow<'_, str>);
forms!(AsMap: Map<String, Value>);

impl<K, V> AsMap for BTreeMap<K, V> {}
impl<K, V, S> AsMap for HashMap<K, V, S> {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_types_pass_where_they_have_the_form_and_others_everywhere() {
        struct Own;
        (&&Hop(Some("a"))).as_text();
        (&&Hop(Some("a"))).as_link();
        (&&Hop(Some(&7_u8))).as_text();
        (&&Hop(Some(&BTreeMap::from([("a", 1)])))).as_map();
        (&&Hop(Some(&Own))).as_text();
        (&&Hop(Some(&Own))).as_map();
        (&&Hop(Some(&Own))).as_link();
    }
}
