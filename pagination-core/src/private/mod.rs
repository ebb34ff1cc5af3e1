//! What generated code calls. Not part of the public interface: it may change in any release.

mod absence;
mod content_range;
mod ends;
mod list;
mod option_path;
mod sendable;
mod values;
mod variant;

pub use absence::{CanBeAbsent, Leaf};
pub use ends::Ends;
pub use list::{Entry, IntoItem, ItemIs, List, NestedVec, SameItem, into_entries, items, iter};
pub use option_path::{Through, ThroughMut, ThroughOwned};
pub use sendable::{AsLink, AsMap, AsText, Sendable};
pub use values::{Count, Flag, Text};
pub use variant::{
    OptionalIter, info_of_enum, of_payload, optional, read_variant, refused, refused_struct, refused_tuple,
    spec_of_payload,
};

pub use serde::Serialize;

pub use std::boxed::Box;
pub use std::fmt::Debug;

pub use std::convert::{From, Into};
pub use std::default::Default;
pub use std::iter::{IntoIterator, Iterator};
pub use std::option::Option::{self, None, Some};
pub use std::result::Result;
pub use std::slice::Iter as SliceIter;
pub use std::vec::{IntoIter as VecIntoIter, Vec};

/// The traits whose methods are called by name alone: imported as `traits::*`, which adds no name to the scope.
pub mod traits {
    pub use super::absence::{MayBeNull as _, Optional as _, Present as _};
    pub use super::list::Entries as _;
    pub use super::option_path::{Itself as _, OneLayer as _};
    pub use super::sendable::AnyType as _;
}

use crate::error::BoxError;
use crate::page::Page;
use crate::page_info::PageInfo;
use crate::paginated::Paginated;

/// `for item in response`.
pub fn into_iter<P: Paginated>(mut response: P) -> VecIntoIter<P::Item> {
    response.take_items().into_iter()
}

/// A segment of a path that was followed already: an editor knows it, and nothing happens.
pub fn named<T: ?Sized>(_: &T) {}

/// The position of the next page.
pub fn next<T: Serialize + ?Sized>(info: &mut PageInfo, position: &T) {
    info.next(Some(position));
}

/// What a page says that only names the position of the next one. rustc checks one call faster than a variable that is written into.
pub fn only_next<T: Serialize + ?Sized>(position: &T) -> PageInfo {
    let mut info = PageInfo::new();
    info.next(Some(position));
    info
}

/// `or(…)`: the position of the next page, if the one before is absent or empty.
pub fn or_next<T: Serialize + ?Sized>(info: &mut PageInfo, position: &T) {
    info.or_next(Some(position));
}

/// The position of the previous page.
pub fn prev<T: Serialize + ?Sized>(info: &mut PageInfo, position: &T) {
    info.prev(Some(position));
}

/// The value of an item that a window may begin beyond.
pub fn anchor<T: Serialize + ?Sized>(info: &mut PageInfo, value: &T) {
    info.anchor(Some(value));
}

/// An item without such a value.
pub fn no_anchor(info: &mut PageInfo) {
    info.anchor::<()>(None);
}

/// The sync token.
pub fn sync<T: Serialize + ?Sized>(info: &mut PageInfo, token: &T) {
    info.sync(Some(token));
}

/// `#[sync_token(cursor)]` of a cursor with `or(…)`: the sync token, if the one before is absent or empty.
pub fn or_sync<T: Serialize + ?Sized>(info: &mut PageInfo, token: &T) {
    info.or_sync(Some(token));
}

/// `check = function`: accepts any error that can be boxed.
pub fn checked<E: Into<BoxError>>(result: Result<(), E>) -> Result<(), BoxError> {
    result.map_err(Into::into)
}

/// `with = function`: the position it returned. A function of ours, not one of std, so that an error about the type quotes no
/// source of the standard library, which is not installed on every machine.
pub fn found<T>(position: &Option<T>) -> Option<&T> {
    position.as_ref()
}

/// `total_pages(header = "…")`, `step(header = "…")`: a number in a response header.
pub fn header_count<P>(page: &Page<P>, name: &str) -> Option<u64> {
    page.header(name)?.trim().parse().ok()
}

/// `total(header = "…")`: a number in a response header, or what stands after the slash of a range.
pub fn header_total<P>(page: &Page<P>, name: &str) -> Option<u64> {
    content_range::complete_length(&page.header(name)?)
}
