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
    /// The flag at the end of a field path.
    fn at(value: Option<&Self>) -> Option<bool> {
        value.and_then(Self::flag)
    }
}

#[diagnostic::do_not_recommend]
impl Flag for bool {
    fn flag(&self) -> Option<bool> {
        Some(*self)
    }
}

#[diagnostic::do_not_recommend]
impl<T: Flag> Flag for Option<T> {
    fn flag(&self) -> Option<bool> {
        self.as_ref().and_then(Flag::flag)
    }
}

#[diagnostic::do_not_recommend]
impl<T: Flag + ?Sized> Flag for Box<T> {
    fn flag(&self) -> Option<bool> {
        (**self).flag()
    }
}

/// A count of the API, for `total`, `total_pages` and `step(field = …)`. A text that is no number has no opinion.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no count",
    label = "expected an integer, a text that holds one, or an `Option` of these",
    note = "`total`, `total_pages` and `step` read a number of records or pages; where the API says it in another way, read it with a \
            serde `deserialize_with` that gives an integer"
)]
pub trait Total {
    fn total(&self) -> Option<u64>;
    /// The count at the end of a field path.
    fn at(value: Option<&Self>) -> Option<u64> {
        value.and_then(Self::total)
    }
}

macro_rules! integers {
    ($($int:ty)*) => {$(
        #[diagnostic::do_not_recommend]
        impl Total for $int {
            fn total(&self) -> Option<u64> {
                u64::try_from(*self).ok()
            }
        }
    )*};
}

integers!(u8 u16 u32 u64 u128 usize i8 i16 i32 i64 i128 isize);

#[diagnostic::do_not_recommend]
impl Total for str {
    fn total(&self) -> Option<u64> {
        self.trim().parse().ok()
    }
}

#[diagnostic::do_not_recommend]
impl Total for String {
    fn total(&self) -> Option<u64> {
        self.as_str().total()
    }
}

#[diagnostic::do_not_recommend]
impl Total for serde_json::Number {
    fn total(&self) -> Option<u64> {
        self.as_u64()
    }
}

#[diagnostic::do_not_recommend]
impl Total for serde_json::Value {
    fn total(&self) -> Option<u64> {
        self.as_u64().or_else(|| self.as_str()?.total())
    }
}

#[diagnostic::do_not_recommend]
impl<T: Total> Total for Option<T> {
    fn total(&self) -> Option<u64> {
        self.as_ref().and_then(Total::total)
    }
}

macro_rules! pointers {
    ($trait:ident, $method:ident, $out:ty: $($pointer:ty),*) => {$(
        #[diagnostic::do_not_recommend]
        impl<T: $trait + ?Sized> $trait for $pointer {
            fn $method(&self) -> $out {
                (**self).$method()
            }
        }
    )*};
}

pointers!(Total, total, Option<u64>: &T, Box<T>, Arc<T>);

#[diagnostic::do_not_recommend]
impl<T: Total + ToOwned + ?Sized> Total for Cow<'_, T> {
    fn total(&self) -> Option<u64> {
        (**self).total()
    }
}

/// A text, for the `rel` of a link in a list of links.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no text",
    label = "expected `String`, `&str` or an `Option` of these"
)]
pub trait Text {
    fn text(&self) -> Option<&str>;
    /// Whether it is this relation type. RFC 8288 compares them without regard to case.
    fn is_rel(&self, rel: &str) -> bool {
        self.text().is_some_and(|text| text.trim().eq_ignore_ascii_case(rel))
    }
}

#[diagnostic::do_not_recommend]
impl Text for str {
    fn text(&self) -> Option<&str> {
        Some(self)
    }
}

#[diagnostic::do_not_recommend]
impl Text for String {
    fn text(&self) -> Option<&str> {
        Some(self)
    }
}

#[diagnostic::do_not_recommend]
impl<T: Text> Text for Option<T> {
    fn text(&self) -> Option<&str> {
        self.as_ref().and_then(Text::text)
    }
}

pointers!(Text, text, Option<&str>: &T, Box<T>, Arc<T>);

#[diagnostic::do_not_recommend]
impl<T: Text + ToOwned + ?Sized> Text for Cow<'_, T> {
    fn text(&self) -> Option<&str> {
        (**self).text()
    }
}
