//! The attributes as they were written: which keys, with which values.

mod context;
mod grammar;
pub(crate) mod keys;
mod nested;
mod read;
mod scope;
pub(crate) mod spelling;
mod table;
mod unknown_key;
pub(crate) mod value;
mod written;

use proc_macro2::{Ident, Span};
use syn::ext::IdentExt;
use syn::{Attribute, Path};

pub(crate) use nested::Nested;
pub(crate) use scope::Scope;
pub(crate) use table::Keys;
pub(crate) use written::Written;

use crate::errors::Errors;
use crate::field_path::FieldPath;
use context::Context;
use keys::{GRAMMAR, ResponseKeys, SourceKeys, StrategyKeys, SyncTokenKeys, VariantKeys};
use read::{attribute_name, read_attribute};

/// An attribute with the keys `K`: that of a strategy, or `#[sync_token(…)]`.
pub(crate) struct KeyedAttribute<K> {
    pub(crate) scope: Scope,
    /// The attribute's name, for errors about it as a whole.
    pub(crate) path: Path,
    pub(crate) keys: K,
    /// A mistake in it has been reported.
    pub(crate) is_broken: bool,
}

/// Every attribute of one struct, those on its fields included.
#[derive(Default)]
pub(crate) struct Attributes {
    /// In the order in which they were written.
    pub(crate) strategies: Vec<KeyedAttribute<StrategyKeys>>,
    pub(crate) sync_token: Option<KeyedAttribute<SyncTokenKeys>>,
    pub(crate) response: ResponseKeys,
    /// A mistake in `response` has been reported.
    pub(crate) is_response_broken: bool,
}

impl Attributes {
    /// Reads the attributes of the struct, or of its field that `field` names.
    pub(crate) fn read(&mut self, attributes: &[Attribute], field: Option<&FieldPath>, errors: &Errors) {
        for attribute in attributes {
            match Scope::of(attribute) {
                None => {}
                Some(Scope::Paginated) => {
                    let scope = if field.is_some() { Scope::PaginatedField } else { Scope::Paginated };
                    let context = Context { scope, field, grammar: GRAMMAR, errors };
                    let ((), is_broken) = errors.watch(|| read_attribute(&mut self.response, attribute, &context));
                    self.is_response_broken |= is_broken;
                }
                Some(scope @ Scope::SyncToken) => {
                    let sync_token = read(attribute, scope, field, errors, |keys: &mut SyncTokenKeys| {
                        (keys.cursor.as_ref().map(|written| written.key.clone()), &mut keys.source)
                    });
                    if self.sync_token.is_some() {
                        errors.over(attribute.path(), "a second `#[sync_token]`: remove one");
                    } else {
                        self.sync_token = Some(sync_token);
                    }
                }
                Some(scope) => {
                    let strategy =
                        read(attribute, scope, field, errors, |keys: &mut StrategyKeys| (None, &mut keys.source));
                    if self.strategies.iter().any(|other| other.scope == scope) {
                        errors.over(
                            attribute.path(),
                            format!("a second `{}`: a response has at most one of each strategy", scope.name()),
                        );
                    } else {
                        self.strategies.push(strategy);
                    }
                }
            }
        }
    }
}

/// The key `page` of the attributes of a variant.
pub(crate) fn page_mark(attributes: &[Attribute], errors: &Errors) -> Option<Ident> {
    let mut keys = VariantKeys::default();
    for attribute in attributes.iter().filter(|attribute| Scope::of(attribute) == Some(Scope::Paginated)) {
        read_attribute(&mut keys, attribute, &Context { scope: Scope::Variant, field: None, grammar: GRAMMAR, errors });
    }
    keys.page.map(|page| page.key)
}

/// Reads an attribute. `source` returns its source keys, and a further key that names a source.
fn read<K: Keys>(
    attribute: &Attribute,
    scope: Scope,
    field: Option<&FieldPath>,
    errors: &Errors,
    source: impl FnOnce(&mut K) -> (Option<Ident>, &mut SourceKeys),
) -> KeyedAttribute<K> {
    let path = attribute.path().clone();
    let mut keys = K::default();
    let ((), is_broken) = errors.watch(|| {
        read_attribute(&mut keys, attribute, &Context { scope, field, grammar: GRAMMAR, errors });
        if let Some(field) = field {
            let (other, source) = source(&mut keys);
            mark(scope, &path, source, other, field, errors);
        }
    });
    KeyedAttribute { scope, path, keys, is_broken }
}

/// An attribute on a field: the field is the source.
fn mark(scope: Scope, path: &Path, source: &mut SourceKeys, other: Option<Ident>, field: &FieldPath, errors: &Errors) {
    let name = attribute_name(path);
    if matches!(scope, Scope::Offset | Scope::Page) {
        errors.over(path, format!("`#[{name}]` is counted, not read from a field: move it to the struct"));
        return;
    }
    // The list of links may be marked, and `rel` says which of them.
    let rel = source.rel.as_ref().map(|rel| &rel.key);
    let written = source.written().into_iter().find(|key| Some(*key) != rel).cloned();
    if let Some(other) = written.or(other) {
        errors.at(
            other.span(),
            format!("on a field, `#[{name}]` reads that field (`{field}`): remove `{}`, or move the attribute to the struct", other.unraw()),
        );
    } else {
        let key = path.get_ident().cloned().unwrap_or_else(|| Ident::new("field", Span::call_site()));
        source.field = Some(Written { key, value: field.clone() });
    }
}
