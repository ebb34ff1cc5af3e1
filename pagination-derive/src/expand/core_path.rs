//! Paths into core, as generated code writes them.

use std::cell::Cell;
use std::rc::Rc;

use proc_macro2::{Ident, Punct, Spacing, Span, TokenStream, TokenTree};
use quote::ToTokens;
use syn::Path;

/// Paths into core.
pub(super) struct Core {
    /// `::pagination_core`, or what `crate = path` says.
    pub(super) root: Words,
    /// Its `__private`.
    pub(super) private: Words,
    /// Whether the user wrote the path.
    is_given: bool,
    /// Whether a method of one of its traits is called by its name.
    uses_traits: Rc<Cell<bool>>,
}

impl Core {
    pub(super) fn new(given: Option<&Path>) -> Self {
        let root =
            given.map_or_else(Words::pagination_core, |path| Words(path.to_token_stream().into_iter().collect()));
        Self { private: root.then("__private"), root, is_given: given.is_some(), uses_traits: Rc::default() }
    }

    /// The same paths, located elsewhere: rustc underlines everything between the first and the last token of an expression.
    pub(super) fn at(&self, span: Span) -> Self {
        let Self { is_given, .. } = *self;
        Self {
            root: self.root.at(span, is_given),
            private: self.private.at(span, is_given),
            is_given,
            uses_traits: Rc::clone(&self.uses_traits),
        }
    }

    pub(super) fn private_at(&self, span: Span) -> Words {
        self.private.at(span, self.is_given)
    }

    /// Notes that a method of one of core's traits is called by its name.
    pub(super) fn use_traits(&self) {
        self.uses_traits.set(true);
    }

    pub(super) fn uses_traits(&self) -> bool {
        self.uses_traits.get()
    }
}

/// A few tokens that are written often. As single tokens, they cost the compiler far less than as a stream.
pub(super) struct Words(Vec<TokenTree>);

impl Words {
    /// `::pagination_core`.
    fn pagination_core() -> Self {
        Self(Vec::new()).then("pagination_core")
    }

    /// With `::name` after them.
    pub(super) fn then(&self, name: &str) -> Self {
        let colons = [Punct::new(':', Spacing::Joint), Punct::new(':', Spacing::Alone)].map(TokenTree::Punct);
        let name = Ident::new(name, Span::call_site());
        Self(self.0.iter().cloned().chain(colons).chain([name.into()]).collect())
    }

    /// Tokens that the user wrote keep their hygiene.
    fn at(&self, span: Span, is_given: bool) -> Self {
        let locate = |mut token: TokenTree| {
            token.set_span(if is_given { token.span().located_at(span) } else { span });
            token
        };
        Self(self.0.iter().cloned().map(locate).collect())
    }
}

impl ToTokens for Words {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        tokens.extend(self.0.iter().cloned());
    }
}
