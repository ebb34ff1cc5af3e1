//! Whether a position of this type can be written where it is to go, as far as its type is known.
//!
//! `AsText::check((&&Hop(value)).position())` is refused for the types of which it is known that they have no such form: lists and maps
//! as text, texts and lists as a map. A type of the user's own is accepted: only serde knows what it becomes.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet, VecDeque};
use std::marker::PhantomData;

use serde_json::{Map, Value};

use super::hop::Hop;

/// A query parameter, a form field and a header take a text, a number or a boolean.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be sent as a query parameter, a form field or a header",
    label = "has no form as text",
    note = "lists and maps are sent in the body: `body = \"/…\"`; the entries of a map also as one parameter each: `merge`"
)]
pub trait AsText {
    fn check(_: PositionType<Self>) {}
}

/// `merge` takes a map.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be merged into the request",
    label = "expected a map, or a struct",
    note = "a single value has a place of its own: `param = \"…\"` or `body = \"/…\"`"
)]
pub trait AsMap {
    fn check(_: PositionType<Self>) {}
}

/// `#[next_link]` takes a text.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no link",
    label = "expected a text that holds a URL",
    note = "a position that is sent as a parameter is a cursor: `#[cursor(field = …, param = \"…\")]`"
)]
pub trait AsLink {
    fn check(_: PositionType<Self>) {}
}

/// The type of a position.
pub struct PositionType<T: ?Sized>(PhantomData<fn(&T)>);

/// Any type that is not known.
pub struct Unknown;

/// Types that are known.
pub trait KnownSent {
    type PositionType: ?Sized;
    fn position(&self) -> PositionType<Self::PositionType> {
        PositionType(PhantomData)
    }
}

/// All others.
pub trait AnySent {
    fn position(&self) -> PositionType<Unknown> {
        PositionType(PhantomData)
    }
}

impl<T: ?Sized> AnySent for Hop<'_, T> {}

macro_rules! known {
    ($([$($param:tt)*] $type:ty;)*) => {$(
        impl<$($param)*> KnownSent for &Hop<'_, $type> {
            type PositionType = $type;
        }
    )*};
}

macro_rules! forms {
    ($form:ident: $($type:ty),*) => {$(
        #[diagnostic::do_not_recommend]
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

forms!(AsText: Unknown, str, &str, String, Cow<'_, str>, bool, char, f32, f64);
forms!(AsText: u8, u16, u32, u64, u128, usize, i8, i16, i32, i64, i128, isize);
forms!(AsLink: Unknown, str, &str, String, Cow<'_, str>);
forms!(AsMap: Unknown, Map<String, Value>);

#[diagnostic::do_not_recommend]
impl<K, V> AsMap for BTreeMap<K, V> {}
#[diagnostic::do_not_recommend]
impl<K, V, S> AsMap for HashMap<K, V, S> {}

#[cfg(test)]
#[allow(clippy::needless_borrow, reason = "as the expansion writes it")]
mod tests {
    use super::*;

    #[test]
    fn known_types_pass_where_they_have_the_form_and_others_everywhere() {
        struct Own;
        AsText::check((&&Hop(Some("a"))).position());
        AsLink::check((&&Hop(Some("a"))).position());
        AsText::check((&&Hop(Some(&7_u8))).position());
        AsMap::check((&&Hop(Some(&BTreeMap::from([("a", 1)])))).position());
        AsText::check((&&Hop(Some(&Own))).position());
        AsMap::check((&&Hop(Some(&Own))).position());
        AsLink::check((&&Hop(Some(&Own))).position());
    }
}
