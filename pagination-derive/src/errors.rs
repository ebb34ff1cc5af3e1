//! The mistakes of an invocation, reported together.

use std::cell::RefCell;
use std::fmt::Display;

use proc_macro2::{Span, TokenStream};
use quote::ToTokens;
use syn::{Error, Member};

/// A field path that is being written, for editors to complete.
pub(crate) struct HalfWritten {
    pub(crate) segments: Vec<Member>,
    /// Whether it ends at a `.`.
    pub(crate) is_cut_off: bool,
}

/// Collects errors. It is shared by reference, so that a nested parser can report and go on.
#[derive(Default)]
pub(crate) struct Errors {
    found: RefCell<Vec<Error>>,
    half_written: RefCell<Vec<HalfWritten>>,
}

impl Errors {
    /// Reports a mistake at one token.
    pub(crate) fn at(&self, span: Span, message: impl Display) {
        self.push(Error::new(span, message));
    }

    /// Reports a mistake at all of these tokens, from the first to the last.
    pub(crate) fn over(&self, tokens: impl ToTokens, message: impl Display) {
        self.push(Error::new_spanned(tokens, message));
    }

    pub(crate) fn push(&self, error: Error) {
        self.found.borrow_mut().push(error);
    }

    /// The value of a parser, or `None` after its error is reported.
    pub(crate) fn ok<T>(&self, result: syn::Result<T>) -> Option<T> {
        result.map_err(|error| self.push(error)).ok()
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.found.borrow().is_empty()
    }

    /// The result of `read`, and whether it reported anything. If it did, a missing value may be part of a mistake.
    pub(crate) fn watch<T>(&self, read: impl FnOnce() -> T) -> (T, bool) {
        let before = self.found.borrow().len();
        let value = read();
        (value, self.found.borrow().len() > before)
    }

    /// Remembers a path that is cut off or begins at no field.
    pub(crate) fn keep(&self, path: HalfWritten) {
        self.half_written.borrow_mut().push(path);
    }

    pub(crate) fn half_written(&self) -> Vec<HalfWritten> {
        self.half_written.take()
    }

    /// The `compile_error!`s, in the order in which the mistakes were found.
    pub(crate) fn into_compile_errors(self) -> TokenStream {
        self.found.into_inner().into_iter().map(Error::into_compile_error).collect()
    }

    #[cfg(test)]
    pub(crate) fn messages(&self) -> Vec<String> {
        self.found.borrow().iter().flat_map(Clone::clone).map(|error| error.to_string()).collect()
    }
}
