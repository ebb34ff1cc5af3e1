//! The values of keys: the form of each, and what it accepts.

mod alternatives;
mod chain;
mod each;
mod form;
mod list;
mod method;
mod number;
mod placeholders;
mod rust;
mod shrink;
mod text;

pub(crate) use alternatives::{Bare, End, FirstOnly, LinkAttribute};
pub(crate) use chain::Chain;
pub(crate) use each::EachPath;
pub(crate) use form::Value;
pub(super) use form::{at_end, expect_end, skip_to_comma};
pub(crate) use list::{EmptyStatuses, ExpiredStatuses, Origins, Pairs, Statuses, Texts};
pub(crate) use method::Get;
pub(crate) use number::Size;
pub(crate) use placeholders::{Format, PathPattern};
pub(crate) use rust::{ItemKey, ItemPath, Role};
pub(crate) use shrink::ShrinkOn;
pub(crate) use text::{Endpoint, HeaderName, Pointer, Rel, Scalar, Text};
