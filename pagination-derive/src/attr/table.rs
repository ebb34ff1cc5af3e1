//! The macro that declares keys: `keys!` makes of every set a struct, its parser and its rows in the grammar.

use proc_macro2::Ident;
use syn::Result;
use syn::ext::IdentExt;
use syn::parse::ParseStream;

use super::context::Context;
use super::written::Written;
use crate::errors::Errors;

/// A set of keys that can be read.
pub(crate) trait Keys: Default {
    /// Reads the value of `key`, and returns whether the set has such a key. A second value for one key is reported.
    fn read(&mut self, key: &Ident, input: ParseStream, context: &Context<'_>) -> Result<bool>;

    /// The set's own keys that were written, in the order of their declaration.
    fn written(&self) -> Vec<&Ident>;
}

/// Stores a value, unless there is one.
pub(super) fn store<T>(slot: &mut Option<Written<T>>, key: &Ident, value: T, errors: &Errors) {
    if slot.is_some() {
        errors.at(key.span(), format!("`{}` is given twice: remove one", key.unraw()));
    } else {
        *slot = Some(Written { key: key.clone(), value });
    }
}

/// `Set [Vocabulary] part: OtherSet { field "name": Type, [Scope …]; … }`: a set has rows of its own and the keys of its parts.
macro_rules! keys {
    ($(
        $(#[$doc:meta])*
        $set:ident [$vocabulary:ident] $($part:ident: $part_set:ident),* {
            $($field:ident $name:literal: $type:ty, [$($scope:ident)*];)*
        }
    )*) => {
        $(
            $(#[$doc])*
            #[derive(Default, Clone)]
            pub(crate) struct $set {
                $(pub(crate) $part: $part_set,)*
                $(pub(crate) $field: Option<$crate::attr::written::Written<$type>>,)*
            }

            impl $crate::attr::table::Keys for $set {
                fn read(
                    &mut self,
                    key: &proc_macro2::Ident,
                    input: syn::parse::ParseStream,
                    context: &$crate::attr::context::Context<'_>,
                ) -> syn::Result<bool> {
                    Ok(match syn::ext::IdentExt::unraw(key).to_string().as_str() {
                        $($name => {
                            let value = <$type as $crate::attr::value::Value>::parse(key, input, context)?;
                            $crate::attr::value::expect_end(key, input)?;
                            $crate::attr::table::store(&mut self.$field, key, value, context.errors);
                            true
                        })*
                        _ => false $(|| self.$part.read(key, input, context)?)*,
                    })
                }

                fn written(&self) -> Vec<&proc_macro2::Ident> {
                    let keys: &[Option<&proc_macro2::Ident>] = &[$(self.$field.as_ref().map(|written| &written.key)),*];
                    keys.iter().copied().flatten().collect()
                }
            }
        )*

        /// Every key of every attribute.
        pub(crate) const GRAMMAR: $crate::attr::grammar::Grammar = $crate::attr::grammar::Grammar(&[
            $($crate::attr::grammar::Table {
                vocabulary: $crate::attr::grammar::Vocabulary::$vocabulary,
                rows: &[$($crate::attr::grammar::Row {
                    name: $name,
                    form: <$type as $crate::attr::value::Value>::FORM,
                    scopes: &[$($crate::attr::scope::Scope::$scope),*],
                }),*],
            }),*
        ]);
    };
}

pub(super) use keys;
