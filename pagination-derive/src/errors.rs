//! What is wrong with an invocation: every mistake of it, reported together.

use std::cell::RefCell;
use std::fmt::Display;

use proc_macro2::{Span, TokenStream};
use quote::ToTokens;
use syn::Error;

/// Collects errors. Shared by reference, so that a parser in the depth of another can report and go on.
#[derive(Default)]
pub(crate) struct Errors(RefCell<Vec<Error>>);

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
        self.0.borrow_mut().push(error);
    }

    /// What a parser gave, or `None` after reporting why it gave nothing.
    pub(crate) fn take<T>(&self, result: syn::Result<T>) -> Option<T> {
        result.map_err(|error| self.push(error)).ok()
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.0.borrow().is_empty()
    }

    /// What `read` gives, and whether it reported anything: what is missing afterwards may have been meant by a mistake.
    pub(crate) fn watch<T>(&self, read: impl FnOnce() -> T) -> (T, bool) {
        let before = self.0.borrow().len();
        let value = read();
        (value, self.0.borrow().len() > before)
    }

    /// The `compile_error!`s, in the order in which the mistakes were found.
    pub(crate) fn into_compile_errors(self) -> TokenStream {
        self.0.into_inner().into_iter().map(Error::into_compile_error).collect()
    }

    #[cfg(test)]
    pub(crate) fn messages(&self) -> Vec<String> {
        self.0.borrow().iter().flat_map(Clone::clone).map(|error| error.to_string()).collect()
    }
}
