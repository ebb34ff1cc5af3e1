//! A value as it was written, with its key.

use proc_macro2::Ident;

/// A value and the key before it, where errors about the value as a whole point.
#[derive(Clone)]
pub(crate) struct Written<T> {
    pub(crate) key: Ident,
    pub(crate) value: T,
}
