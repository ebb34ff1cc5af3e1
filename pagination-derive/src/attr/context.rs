//! What a parser knows about the place where it reads.

use super::grammar::Grammar;
use super::scope::Scope;
use crate::errors::Errors;
use crate::field_path::FieldPath;

/// The list that is being read.
pub(crate) struct Context<'a> {
    pub(crate) scope: Scope,
    /// The field that carries the attribute.
    pub(crate) field: Option<&'a FieldPath>,
    pub(crate) grammar: Grammar,
    pub(crate) errors: &'a Errors,
}
