//! What the response says as a whole: its flag, its counts, its page size.

use proc_macro2::Ident;
use syn::ExprPath;

use super::fields::FieldList;
use super::source::report_conflict;
use super::target::KeyedTarget;
use crate::attr::keys::{CountValue, FlagValue, PageSizeKeys, QuotaHeaderKeys, QuotaKeys};
use crate::attr::value::{HeaderName, ShrinkOn, Size};
use crate::attr::{Keys as _, Nested, Written};
use crate::errors::Errors;
use crate::field_path::FieldPath;

/// What the API says about whether more pages follow.
pub(crate) enum MoreFlag {
    HasMore(Flag),
    IsLast(Flag),
}

/// Where a flag is read.
pub(crate) enum Flag {
    Field(FieldPath),
    With(ExprPath),
}

/// A number that the API reports.
pub(crate) enum Count {
    Field(FieldPath),
    Header(HeaderName),
    With(ExprPath),
}

/// `page_size(…)`.
pub(crate) struct PageSize {
    pub(crate) key: Ident,
    pub(crate) target: Option<KeyedTarget>,
    pub(crate) default: Option<Written<Size>>,
    pub(crate) max: Option<Written<Size>>,
    pub(crate) send: Option<Written<Size>>,
    pub(crate) shrink: Option<Written<ShrinkOn>>,
}

/// `quota(…)`: where the API says what is left of a limit.
pub(crate) struct Quota {
    pub(crate) remaining: Option<HeaderName>,
    pub(crate) reset: Option<HeaderName>,
    pub(crate) with: Option<ExprPath>,
}

impl Quota {
    pub(super) fn new(keys: QuotaKeys) -> Self {
        let QuotaKeys { remaining, reset, with } = keys;
        let header = |written: Written<Nested<QuotaHeaderKeys>>| written.value.0.header.map(|header| header.value);
        Self {
            remaining: remaining.and_then(header),
            reset: reset.and_then(header),
            with: with.map(|written| written.value),
        }
    }
}

impl MoreFlag {
    pub(super) fn new(
        has_more: Option<Written<FlagValue>>,
        is_last: Option<Written<FlagValue>>,
        fields: &FieldList,
        errors: &Errors,
    ) -> Option<Self> {
        if let (Some(_), Some(is_last)) = (&has_more, &is_last) {
            errors.at(is_last.key.span(), "`is_last` is the opposite of `has_more`: remove one");
        }
        let flag = |written: Written<FlagValue>| match written.value {
            FlagValue::Field(path) => fields.resolve(path, errors).map(Flag::Field),
            FlagValue::Function(keys) => keys.with.map(|function| Flag::With(function.value)),
        };
        let (has_more, is_last) = (has_more.and_then(flag), is_last.and_then(flag));
        has_more.map(Self::HasMore).or(is_last.map(Self::IsLast))
    }

    pub(crate) fn flag(&self) -> &Flag {
        match self {
            Self::HasMore(flag) | Self::IsLast(flag) => flag,
        }
    }
}

impl Count {
    pub(super) fn new(
        value: Option<Written<CountValue>>,
        fields: &FieldList,
        errors: &Errors,
    ) -> Option<Written<Self>> {
        let Written { key, value } = value?;
        let value = match value {
            CountValue::Field(path) => Self::Field(fields.resolve(path, errors)?),
            CountValue::Elsewhere(keys) => {
                if let [first, second] = keys.written().as_slice() {
                    report_conflict(first, second, errors);
                }
                let with = keys.with.map(|function| Self::With(function.value));
                keys.header.map(|header| Self::Header(header.value)).or(with)?
            }
        };
        Some(Written { key, value })
    }
}

impl PageSize {
    pub(super) fn new(page_size: Written<Nested<PageSizeKeys>>, errors: &Errors) -> Self {
        let Written { key, value: Nested(keys) } = page_size;
        let PageSizeKeys { target, default, max, send, shrink } = *keys;
        Self { key, target: KeyedTarget::new(target, errors), default, max, send, shrink }
    }
}
