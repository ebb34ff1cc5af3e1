//! What a parameter is for, by its name and its type.

use super::words::{self, Role};
use crate::declaration::{Evidence, Next, Step, Strategy, Target};
use crate::operation::{Operation, Parameter};
use crate::schema::{Kind, Schemas, Shape};

/// What a parameter is for.
pub(super) fn role_of(parameter: &Parameter<'_>, operation: &Operation<'_>, schemas: Schemas<'_>) -> Option<Role> {
    let role = words::role(&parameter.name)?;
    let shape = parameter.shape(schemas);
    let kind = shape.as_ref().map_or(Kind::Any, |shape| shape.kind);
    let is_number = match kind {
        Kind::Integer | Kind::Number => true,
        Kind::Text => shape.as_ref().is_some_and(says_number),
        _ => false,
    };
    match role {
        // An offset that is a string is a cursor.
        Role::Offset | Role::Page if kind == Kind::Text && !is_number => Some(Role::Cursor),
        Role::Offset | Role::Page if kind.is_scalar() && !is_number || kind == Kind::List => None,
        Role::Offset | Role::Page if matches!(kind, Kind::Object | Kind::Map) => Some(Role::Cursor),
        // `from` beside `to` is a date, or a place.
        Role::Offset
            if words::plain(&parameter.name) == "from"
                && operation
                    .parameters
                    .iter()
                    .any(|other| matches!(words::plain(&other.name).as_str(), "to" | "until" | "till")) =>
        {
            None
        }
        Role::Cursor if matches!(kind, Kind::Flag | Kind::List) || is_date(shape.as_ref()) => None,
        Role::Size
            if matches!(kind, Kind::Flag | Kind::List | Kind::Object | Kind::Map)
                || kind == Kind::Text
                    && !is_number
                    && shape.as_ref().is_some_and(|shape| shape.format == "date-time") =>
        {
            None
        }
        role => Some(role),
    }
}

/// Whether a request names the page, or the offset, and its size.
pub fn takes_page_and_size(operation: &Operation<'_>, schemas: Schemas<'_>) -> bool {
    let has = |wanted: &[Role]| {
        operation.parameters.iter().any(|parameter| {
            parameter.target.is_some()
                && role_of(parameter, operation, schemas).is_some_and(|role| wanted.contains(&role))
        })
    };
    has(&[Role::Page, Role::Offset]) && has(&[Role::Size])
}

pub(super) fn is_date(shape: Option<&Shape<'_>>) -> bool {
    shape.is_some_and(|shape| matches!(shape.format, "date" | "date-time"))
}

/// A string of digits, by its default or its example.
fn says_number(shape: &Shape<'_>) -> bool {
    [shape.default, shape.example].into_iter().flatten().any(|value| {
        value.is_u64()
            || value.as_str().is_some_and(|text| {
                !text.is_empty() && text.len() < 9 && text.bytes().all(|byte| byte.is_ascii_digit())
            })
    }) || matches!(shape.format, "int32" | "int64" | "integer")
}

pub(super) fn counted(parameter: &Parameter<'_>, is_page: bool, schemas: Schemas<'_>) -> Strategy {
    let target = parameter.target.clone().unwrap_or(Target::Param(parameter.name.clone()));
    let said = first_position(parameter, schemas);
    let name = &parameter.name;
    if is_page {
        let plain = words::plain(name);
        let usual = u64::from(!plain.ends_with("index"));
        Strategy::new(
            Next::Page { target, first: said.unwrap_or(usual) },
            Evidence::guessed(format!("the parameter `{name}` is a page number by its name and type")),
        )
    } else {
        Strategy::new(
            Next::Offset { target, first: said.unwrap_or(0), step: Step::Received },
            Evidence::guessed(format!("the parameter `{name}` is an offset by its name and type")),
        )
    }
}

/// Where a counted parameter begins, if the document says so.
pub fn first_position(parameter: &Parameter<'_>, schemas: Schemas<'_>) -> Option<u64> {
    let shape = parameter.shape(schemas);
    let number = |value: Option<&serde_json::Value>| {
        value.and_then(|value| value.as_u64().or_else(|| value.as_str()?.parse().ok()))
    };
    let said = shape
        .as_ref()
        .and_then(|shape| number(shape.default).or_else(|| number(shape.minimum)))
        .filter(|first| *first <= 1);
    let description = parameter.description.to_lowercase();
    said.or_else(|| {
        let zero = [
            "zero-based",
            "zero based",
            "0-based",
            "0-indexed",
            "zero-indexed",
            "zero indexed",
            "starts at 0",
            "starting at 0",
            "starting from 0",
            "start with 0",
        ];
        let one =
            ["one-based", "1-based", "1-indexed", "one-indexed", "starts at 1", "starting at 1", "starting from 1"];
        if zero.iter().any(|words| description.contains(words)) {
            Some(0)
        } else if one.iter().any(|words| description.contains(words)) {
            Some(1)
        } else {
            None
        }
    })
}

/// What a counted parameter counts, by its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Counted {
    /// Records.
    Offset,
    /// Pages.
    Page,
}

/// What a parameter of this name counts.
pub fn counted_role(name: &str) -> Option<Counted> {
    match words::role(name) {
        Some(Role::Offset) => Some(Counted::Offset),
        Some(Role::Page) => Some(Counted::Page),
        _ => None,
    }
}

/// Whether a member of this name is a cursor.
pub fn is_cursor_name(name: &str) -> bool {
    words::role(name) == Some(Role::Cursor)
}
