//! What generated code calls. Not part of the public interface: it may change in any release.

mod hop;
mod leaf;
mod list;
mod sent;

pub use hop::{
    Hop, HopBox, HopBoxMut, HopBoxOwned, HopMut, HopOption, HopOptionMut, HopOptionOwned, HopOwned, HopSelf,
    HopSelfMut, HopSelfOwned,
};
pub use leaf::{Flag, Text, Total, flag, is_rel, text, total};
pub use list::{Ends, List, in_first, in_last};
pub use sent::{AnySent, AsLink, AsMap, AsText, KnownSent, Sent};

pub use serde::Serialize;

pub use std::boxed::Box;
pub use std::convert::{From, Into};
pub use std::default::Default;
pub use std::iter::{IntoIterator, Iterator};
pub use std::option::Option::{self, None, Some};
pub use std::result::Result::{self, Err, Ok};
pub use std::string::String;
pub use std::vec::{IntoIter as VecIntoIter, Vec};

use crate::{BoxError, Page};

/// `check = function`: any error that can be boxed.
pub fn checked<E: Into<BoxError>>(result: Result<(), E>) -> Result<(), BoxError> {
    result.map_err(Into::into)
}

/// `total(header = "…")`: a number in a response header.
pub fn header_count<P>(page: &Page<P>, name: &str) -> Option<u64> {
    page.header(name)?.trim().parse().ok()
}
