//! Whether an API is known by its description or by its responses.

/// What a module is written from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// The description of an API.
    Description,
    /// Responses that were really sent.
    Responses,
}
