//! Whether a position of this type can be written to its target, as far as its type is known.
//!
//! `AsText::check(Sendable(&value).sent_as())` is refused for types that are known to have no such form: lists and maps as text, strings and
//! lists as a map. A type of the user's own is accepted: only serde knows what it becomes.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet, VecDeque};
use std::marker::PhantomData;

use serde_json::{Map, Value};

/// A query parameter, a form field and a header take a string, a number or a boolean.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be sent as a query parameter, a form field or a header",
    label = "has no text form",
    note = "a list or a map is sent in the body: `body = \"/…\"`; `merge` sends a map as one parameter for each entry"
)]
pub trait AsText {
    fn check(_: SentAs<Self>) {}
}

/// `merge` takes a map.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be merged into the request",
    label = "expected a map or a struct",
    note = "a single value needs a target of its own: `param = \"…\"` or `body = \"/…\"`"
)]
pub trait AsMap {
    fn check(_: SentAs<Self>) {}
}

/// `#[next_link]` takes a string.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a link",
    label = "expected a string that holds a URL",
    note = "a position that is sent as a parameter is a cursor: `#[cursor(field = …, param = \"…\")]`"
)]
pub trait AsLink {
    fn check(_: SentAs<Self>) {}
}

/// The type that a position is sent as: its own, without the `Option`s and `Box`es around it.
pub struct SentAs<T: ?Sized>(PhantomData<fn(&T)>);

/// A type that is not known here.
pub struct Unknown;

/// A position.
pub struct Sendable<'a, T: ?Sized>(pub &'a T);

/// A type that is known here.
pub trait KnownType {
    type Sent: ?Sized;
}

impl<T: KnownType + ?Sized> Sendable<'_, T> {
    pub fn sent_as(self) -> SentAs<T::Sent> {
        SentAs(PhantomData)
    }
}

/// Any other type. It takes a reference, so that method lookup tries it last.
pub trait AnyType: Sized {
    fn sent_as(self) -> SentAs<Unknown> {
        SentAs(PhantomData)
    }
}

impl<T: ?Sized> AnyType for &Sendable<'_, T> {}

impl<T: KnownType> KnownType for Option<T> {
    type Sent = T::Sent;
}

impl<T: KnownType + ?Sized> KnownType for Box<T> {
    type Sent = T::Sent;
}

macro_rules! known {
    ($([$($param:tt)*] $type:ty;)*) => {$(
        impl<$($param)*> KnownType for $type {
            type Sent = $type;
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
mod tests {
    use super::*;

    #[test]
    fn known_types_pass_where_they_have_the_form_and_others_everywhere() {
        struct Own;
        AsText::check(Sendable("a").sent_as());
        AsLink::check(Sendable("a").sent_as());
        AsText::check(Sendable(&Some(Box::new(7_u8))).sent_as());
        AsMap::check(Sendable(&BTreeMap::from([("a", 1)])).sent_as());
        AsText::check(Sendable(&Own).sent_as());
        AsMap::check(Sendable(&Some(Own)).sent_as());
        AsLink::check(Sendable(&Own).sent_as());
    }
}
