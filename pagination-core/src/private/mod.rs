//! What generated code calls. Not part of the public interface: it may change in any release.

mod hop;
mod leaf;
mod list;
mod sent;

pub use hop::{Hop, HopMut, HopOwned};
pub use leaf::{Flag, Text, Total};
pub use list::{Ends, Inside, List, Record, iter, records};
pub use sent::{AsLink, AsMap, AsText};

pub use serde::Serialize;

pub use std::boxed::Box;
pub use std::convert::{From, Into};
pub use std::default::Default;
pub use std::iter::{IntoIterator, Iterator};
pub use std::option::Option::{self, None, Some};
pub use std::result::Result::{self, Err, Ok};
pub use std::slice::Iter as SliceIter;
pub use std::string::String;
pub use std::vec::{IntoIter as VecIntoIter, Vec};

/// The traits of which only the methods are named: imported as `traits::*`, which brings no name of theirs into scope.
pub mod traits {
    pub use super::hop::{HopBox as _, HopSelf as _};
    pub use super::sent::{AnySent as _, KnownSent as _};
}

use crate::{BoxError, Page, PageInfo, Paginated};

/// `for record in response`.
pub fn into_iter<P: Paginated>(mut response: P) -> VecIntoIter<P::Item> {
    response.take_items().into_iter()
}

/// The position of the next page, in a field of the response.
pub fn next<T: Serialize + ?Sized>(info: &mut PageInfo, position: &T) {
    info.next(Some(position));
}

/// The position of the page before, in a field of the response.
pub fn prev<T: Serialize + ?Sized>(info: &mut PageInfo, position: &T) {
    info.prev(Some(position));
}

/// The sync token, in a field of the response.
pub fn sync<T: Serialize + ?Sized>(info: &mut PageInfo, token: &T) {
    info.sync(Some(token));
}

/// `check = function`: any error that can be boxed.
pub fn checked<E: Into<BoxError>>(result: Result<(), E>) -> Result<(), BoxError> {
    result.map_err(Into::into)
}

/// `with = function`: the position that it found. Of our own, so that an error about its type shows nothing of the standard library,
/// whose source is there on some machines only.
pub fn found<T>(position: &Option<T>) -> Option<&T> {
    position.as_ref()
}

/// `total(header = "…")`: a number in a response header.
pub fn header_count<P>(page: &Page<P>, name: &str) -> Option<u64> {
    page.header(name)?.trim().parse().ok()
}
