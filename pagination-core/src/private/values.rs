//! The values at the end of a field path: flags, counts, strings.

use std::borrow::Cow;
use std::sync::Arc;

/// A flag of the API, for `has_more` and `is_last`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a flag",
    label = "expected `bool` or `Option<bool>`",
    note = "`has_more` and `is_last` read a `bool`; if the API says it in another way, use a `stop(…)` rule, or a serde \
            `deserialize_with` that returns a `bool`"
)]
pub trait Flag {
    fn flag(&self) -> Option<bool>;
    /// The opposite, for `is_last`.
    fn negated(&self) -> Option<bool> {
        self.flag().map(|flag| !flag)
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

/// A count of the API, for `total`, `total_pages` and `step(field = …)`. A string that is not a number counts as absent.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a count",
    label = "expected an integer, a string that holds one, or an `Option` of either",
    note = "`total`, `total_pages` and `step` read a number of items or pages; if the API says it in another way, read it with a serde \
            `deserialize_with` that returns an integer"
)]
pub trait Count {
    fn count(&self) -> Option<u64>;
}

macro_rules! integers {
    ($($int:ty)*) => {$(
        #[diagnostic::do_not_recommend]
        impl Count for $int {
            fn count(&self) -> Option<u64> {
                u64::try_from(*self).ok()
            }
        }
    )*};
}

integers!(u8 u16 u32 u64 u128 usize i8 i16 i32 i64 i128 isize);

#[diagnostic::do_not_recommend]
impl Count for str {
    fn count(&self) -> Option<u64> {
        self.trim().parse().ok()
    }
}

#[diagnostic::do_not_recommend]
impl Count for String {
    fn count(&self) -> Option<u64> {
        self.as_str().count()
    }
}

#[diagnostic::do_not_recommend]
impl Count for serde_json::Number {
    fn count(&self) -> Option<u64> {
        self.as_u64()
    }
}

#[diagnostic::do_not_recommend]
impl Count for serde_json::Value {
    fn count(&self) -> Option<u64> {
        self.as_u64().or_else(|| self.as_str()?.count())
    }
}

#[diagnostic::do_not_recommend]
impl<T: Count> Count for Option<T> {
    fn count(&self) -> Option<u64> {
        self.as_ref().and_then(Count::count)
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

pointers!(Count, count, Option<u64>: &T, Box<T>, Arc<T>);

#[diagnostic::do_not_recommend]
impl<T: Count + ToOwned + ?Sized> Count for Cow<'_, T> {
    fn count(&self) -> Option<u64> {
        (**self).count()
    }
}

/// A string, for `base` and for the `rel` of a link in a list of links.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a string",
    label = "expected `String`, `&str` or an `Option` of either"
)]
pub trait Text {
    fn text(&self) -> Option<&str>;
    /// Whether it is this relation type. RFC 8288 compares them ignoring case.
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
