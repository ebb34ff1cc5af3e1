//! What stands at the end of a field path: flags, totals, texts.

use std::borrow::Cow;
use std::sync::Arc;

/// A flag of the API, for `has_more` and `is_last`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no flag",
    label = "expected `bool` or `Option<bool>`",
    note = "`has_more` and `is_last` read a `bool`; where the API says it in another way, use `#[paginated(check = …)]`, a \
            `stop(…)` rule, or a serde `deserialize_with` that gives a `bool`"
)]
pub trait Flag {
    fn flag(&self) -> Option<bool>;
}

impl Flag for bool {
    fn flag(&self) -> Option<bool> {
        Some(*self)
    }
}

impl<T: Flag> Flag for Option<T> {
    fn flag(&self) -> Option<bool> {
        self.as_ref().and_then(Flag::flag)
    }
}

impl<T: Flag + ?Sized> Flag for Box<T> {
    fn flag(&self) -> Option<bool> {
        (**self).flag()
    }
}

pub fn flag<T: Flag + ?Sized>(value: Option<&T>) -> Option<bool> {
    value.and_then(Flag::flag)
}

/// A count of the API, for `total`, `total_pages` and `step(field = …)`. A text that is no number has no opinion.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no count",
    label = "expected an integer, a text that holds one, or an `Option` of these"
)]
pub trait Total {
    fn total(&self) -> Option<u64>;
}

macro_rules! integers {
    ($($int:ty)*) => {$(
        impl Total for $int {
            fn total(&self) -> Option<u64> {
                u64::try_from(*self).ok()
            }
        }
    )*};
}

integers!(u8 u16 u32 u64 u128 usize i8 i16 i32 i64 i128 isize);

impl Total for str {
    fn total(&self) -> Option<u64> {
        self.trim().parse().ok()
    }
}

impl Total for String {
    fn total(&self) -> Option<u64> {
        self.as_str().total()
    }
}

impl Total for serde_json::Number {
    fn total(&self) -> Option<u64> {
        self.as_u64()
    }
}

impl Total for serde_json::Value {
    fn total(&self) -> Option<u64> {
        self.as_u64().or_else(|| self.as_str()?.total())
    }
}

impl<T: Total> Total for Option<T> {
    fn total(&self) -> Option<u64> {
        self.as_ref().and_then(Total::total)
    }
}

macro_rules! pointers {
    ($trait:ident, $method:ident, $out:ty: $($pointer:ty),*) => {$(
        impl<T: $trait + ?Sized> $trait for $pointer {
            fn $method(&self) -> $out {
                (**self).$method()
            }
        }
    )*};
}

pointers!(Total, total, Option<u64>: &T, Box<T>, Arc<T>);

impl<T: Total + ToOwned + ?Sized> Total for Cow<'_, T> {
    fn total(&self) -> Option<u64> {
        (**self).total()
    }
}

pub fn total<T: Total + ?Sized>(value: Option<&T>) -> Option<u64> {
    value.and_then(Total::total)
}

/// A text, for the `rel` of a link in a list of links.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no text",
    label = "expected `String`, `&str` or an `Option` of these"
)]
pub trait Text {
    fn text(&self) -> Option<&str>;
}

impl Text for str {
    fn text(&self) -> Option<&str> {
        Some(self)
    }
}

impl Text for String {
    fn text(&self) -> Option<&str> {
        Some(self)
    }
}

impl<T: Text> Text for Option<T> {
    fn text(&self) -> Option<&str> {
        self.as_ref().and_then(Text::text)
    }
}

pointers!(Text, text, Option<&str>: &T, Box<T>, Arc<T>);

impl<T: Text + ToOwned + ?Sized> Text for Cow<'_, T> {
    fn text(&self) -> Option<&str> {
        (**self).text()
    }
}

pub fn text<T: Text + ?Sized>(value: Option<&T>) -> Option<&str> {
    value.and_then(Text::text)
}

/// Whether a text of a response is this relation type. RFC 8288 compares them without regard to case.
pub fn is_rel<T: Text + ?Sized>(value: Option<&T>, rel: &str) -> bool {
    text(value).is_some_and(|text| text.trim().eq_ignore_ascii_case(rel))
}
