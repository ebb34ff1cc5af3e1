//! Whether a cursor at the end of a path can be absent. Where it cannot, and nothing else ends the walk, rustc refuses it.
//!
//! A derive cannot see the types on a path, so method lookup tells them, as in [`option_path`](super::option_path): an `Option` anywhere
//! on it, or at its end a type that is not known to hold no null.

use std::borrow::Cow;
use std::marker::PhantomData;
use std::rc::Rc;
use std::sync::Arc;

use serde_json::Number;

use super::option_path::{Layers, Through};

/// The type of the position; [`Absent`] where it is absent on some pages, as far as the types say.
pub struct Found<T: ?Sized>(PhantomData<fn(&T)>);

pub struct Absent;

/// There on every page, as far as this part of the path says.
pub struct Always;

/// What is at the end of a path, and what the path before it says.
pub struct Leaf<'a, A, T: ?Sized>(pub A, pub &'a T);

impl Found<Absent> {
    pub fn or<T>(self, _: T) -> Self {
        self
    }
}

impl Always {
    pub fn or<T>(self, rest: T) -> T {
        rest
    }
}

#[diagnostic::on_unimplemented(
    message = "this cursor is a `{Self}`, which is never absent, so nothing ends the walk",
    label = "never absent",
    note = "make it an `Option`, or say what ends the walk, for instance `stop(empty_page)`, or `stop(absent)` if the last page leaves \
            it empty"
)]
pub trait CanBeAbsent {
    fn check(_: Found<Self>) {}
}

impl CanBeAbsent for Absent {}

impl<'a, L: Layers<2>> Through<'a, L> {
    /// As `value`, and whether it can be absent.
    pub fn found(self) -> (Option<&'a L::Inside>, Found<Absent>) {
        (self.0.inside(), Found(PhantomData))
    }
}

/// A single `Option` on a path.
pub trait Optional {
    type Value;
    fn found(self) -> (Option<Self::Value>, Found<Absent>);
}

impl<'a, L: Layers<1>> Optional for Through<'a, L> {
    type Value = &'a L::Inside;
    fn found(self) -> (Option<&'a L::Inside>, Found<Absent>) {
        (self.0.inside(), Found(PhantomData))
    }
}

/// Any other type on a path. It takes a reference, so that method lookup tries it last.
pub trait Present {
    type Value;
    fn found(self) -> (Option<Self::Value>, Always);
}

impl<'a, T: ?Sized> Present for &Through<'a, T> {
    type Value = &'a T;
    fn found(self) -> (Option<&'a T>, Always) {
        (Some(self.0), Always)
    }
}

impl<T: NeverNull + ?Sized> Leaf<'_, Always, T> {
    pub fn absence(self) -> Found<T> {
        Found(PhantomData)
    }
}

/// Any other path, or any other type at its end. It takes a reference, so that method lookup tries it last.
pub trait MayBeNull: Sized {
    fn absence(self) -> Found<Absent> {
        Found(PhantomData)
    }
}

impl<A, T: ?Sized> MayBeNull for &Leaf<'_, A, T> {}

/// The types that are known to hold no null. The derive has a similar list, by name, for a field of the struct
/// itself (`check/walks.rs`).
pub trait NeverNull {}

macro_rules! never_null {
    ($($type:ty),*) => { $(impl NeverNull for $type {})* };
}

never_null!(String, str, u8, u16, u32, u64, u128, usize, i8, i16, i32, i64, i128, isize, bool, char, Number);

#[cfg(feature = "http")]
never_null!(url::Url);

impl<T: NeverNull + ?Sized> NeverNull for Box<T> {}
impl<T: NeverNull + ?Sized> NeverNull for Arc<T> {}
impl<T: NeverNull + ?Sized> NeverNull for Rc<T> {}
impl<T: NeverNull + ToOwned + ?Sized> NeverNull for Cow<'_, T> {}
