//! What a reader hands over.

use crate::declaration::Draft;
use crate::operation::Operation;

/// What a document says about the pages of an operation.
#[derive(Clone, Debug)]
pub enum Declared {
    /// Nothing.
    Nothing,
    /// This.
    Draft(Box<Draft>),
    /// Something that cannot be written as attributes, and why.
    Refused(String),
}

impl From<Result<Draft, String>> for Declared {
    fn from(result: Result<Draft, String>) -> Self {
        match result {
            Ok(draft) => Self::Draft(Box::new(draft)),
            Err(reason) => Self::Refused(reason),
        }
    }
}

/// An operation, and what is declared of it.
#[derive(Clone, Debug)]
pub struct Found<'a> {
    /// The operation.
    pub operation: Operation<'a>,
    /// What is declared.
    pub declared: Declared,
}
