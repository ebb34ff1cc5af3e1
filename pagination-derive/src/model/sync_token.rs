//! `#[sync_token(…)]`.

use proc_macro2::Ident;
use syn::spanned::Spanned;
use syn::{LitStr, Path};

use super::fields::FieldList;
use super::source::{At, Source, report_conflict};
use super::target::{KeyedTarget, Target};
use crate::attr::keys::SyncTokenKeys;
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
            return Self { attribute, source: SyncSource::Cursor(cursor.key), target, expired };
        }
        let source = Source::new(source, At { scope, path: &attribute, is_broken }, fields, errors);
        let default = || KeyedTarget::default(Target::Param(LitStr::new("sync_token", attribute.span())));
        Self { target: Some(target.unwrap_or_else(default)), attribute, source: SyncSource::Own(source), expired }
    }
}
