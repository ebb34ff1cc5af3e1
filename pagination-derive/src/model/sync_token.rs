//! `#[sync_token(…)]`.

use proc_macro2::Ident;
use quote::ToTokens as _;
use syn::spanned::Spanned;
use syn::{ExprPath, LitStr, Path};

use super::fields::FieldList;
use super::source::{At, Source, report_conflict};
use super::target::{KeyedTarget, Target};
use crate::attr::keys::{InItemValue, SourceKeys, SyncTokenKeys};
use crate::attr::value::Statuses;
use crate::attr::{KeyedAttribute, Keys as _, Written};
use crate::errors::Errors;

/// The sync token.
pub(crate) struct SyncToken {
    pub(crate) attribute: Path,
    pub(crate) source: SyncSource,
    /// `None`: the target of the cursor.
    pub(crate) target: Option<KeyedTarget>,
    /// Statuses that mean an expired token.
    pub(crate) expired: Option<Written<Statuses>>,
    /// The source as it was written, where no target is: `field = token, `.
    pub(crate) without_target: Option<String>,
}

/// Where the sync token is read.
pub(crate) enum SyncSource {
    /// It is the cursor of the final page; the key is kept for errors.
    Cursor(Ident),
    /// `None` after an error.
    Own(Option<Source>),
}

impl SyncToken {
    pub(super) fn new(sync_token: KeyedAttribute<SyncTokenKeys>, fields: &FieldList, errors: &Errors) -> Self {
        let KeyedAttribute { scope, path: attribute, keys, is_broken } = sync_token;
        let SyncTokenKeys { source, target, cursor, expired } = keys;
        let target = KeyedTarget::new(target, errors);
        if let Some(cursor) = cursor {
            if let Some(other) = source.written().first() {
                report_conflict(&cursor.key, other, errors);
            }
            let source = SyncSource::Cursor(cursor.key);
            return Self { attribute, source, target, expired, without_target: None };
        }
        let without_target = (target.is_none() && !is_broken).then(|| as_written(&source));
        let source = Source::new(source, At { scope, path: &attribute, is_broken }, fields, errors);
        let default = || KeyedTarget::default(Target::Param(LitStr::new("sync_token", attribute.span())));
        let without_target = without_target.filter(|_| source.is_some());
        Self {
            target: Some(target.unwrap_or_else(default)),
            attribute,
            source: SyncSource::Own(source),
            expired,
            without_target,
        }
    }
}

/// Source keys as they were written, each with a comma after it. A marked field is no key.
fn as_written(keys: &SourceKeys) -> String {
    let SourceKeys { field, rel, header, last_item, first_item, with } = keys;
    let text = |key: &Ident, value: &LitStr| format!("{key} = {}, ", value.to_token_stream());
    let mut all = Vec::new();
    all.extend(
        field
            .as_ref()
            .filter(|written| written.key == "field")
            .map(|written| format!("{} = {}, ", written.key, written.value)),
    );
    all.extend(rel.as_ref().map(|written| text(&written.key, &written.value.0)));
    all.extend(header.as_ref().map(|written| text(&written.key, &written.value.0)));
    for in_item in [last_item, first_item].into_iter().flatten() {
        let value = match &in_item.value {
            InItemValue::Itself => String::new(),
            InItemValue::At(path) => format!(" = {path}"),
            InItemValue::Function(keys) => {
                keys.with.as_ref().map(|written| format!("({})", function(written))).unwrap_or_default()
            }
        };
        all.push(format!("{}{value}, ", in_item.key));
    }
    all.extend(with.as_ref().map(|written| format!("{}, ", function(written))));
    all.concat()
}

fn function(written: &Written<ExprPath>) -> String {
    format!("{} = {}", written.key, written.value.to_token_stream()).replace(" :: ", "::")
}
