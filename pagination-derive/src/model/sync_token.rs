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
use crate::attr::{Keyed, KeyedAttribute, Keys as _};
use crate::errors::Errors;

/// The sync token.
pub(crate) struct SyncToken {
    pub(crate) attribute: Path,
    pub(crate) source: SyncSource,
    /// `None`: the target of the cursor.
    pub(crate) target: Option<KeyedTarget>,
    /// Statuses that mean an expired token.
    pub(crate) expired: Option<Keyed<Statuses>>,
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
        let without_target = (target.is_none() && !is_broken).then(|| written(&source));
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
fn written(keys: &SourceKeys) -> String {
    let SourceKeys { field, rel, header, last_item, first_item, with } = keys;
    let text = |name: &str, value: &LitStr| format!("{name} = {}, ", value.to_token_stream());
    let mut all = Vec::new();
    all.extend(field.as_ref().filter(|keyed| keyed.key == "field").map(|keyed| format!("field = {}, ", keyed.value)));
    all.extend(rel.as_ref().map(|keyed| text("rel", &keyed.value.0)));
    all.extend(header.as_ref().map(|keyed| text("header", &keyed.value.0)));
    for in_item in [last_item, first_item].into_iter().flatten() {
        let value = match &in_item.value {
            InItemValue::Itself => String::new(),
            InItemValue::At(path) => format!(" = {path}"),
            InItemValue::Function(keys) => {
                keys.with.as_ref().map(|keyed| format!("({})", function(keyed))).unwrap_or_default()
            }
        };
        all.push(format!("{}{value}, ", in_item.key));
    }
    all.extend(with.as_ref().map(|keyed| format!("{}, ", function(keyed))));
    all.concat()
}

fn function(keyed: &Keyed<ExprPath>) -> String {
    format!("with = {}", keyed.value.to_token_stream()).replace(" :: ", "::")
}
