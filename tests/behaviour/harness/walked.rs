//! What a walk gave, and the requests that it made.

use std::fmt::Debug;

use demo_apis::LoggedRequest;
use pagination_core::Checkpoint;

/// The items, errors and requests of a walk that was polled until it returned `None` twice.
#[derive(Debug)]
pub struct Walked<T, E, R = ()> {
    pub items: Vec<T>,
    pub errors: Vec<E>,
    /// The positions that a function was called with, or the requests that a server received.
    pub requests: Vec<R>,
}

impl<T, E, R> Walked<T, E, R> {
    pub fn new(results: impl IntoIterator<Item = Result<T, E>>, requests: Vec<R>) -> Self {
        let mut walked = Self { items: Vec::new(), errors: Vec::new(), requests };
        for result in results {
            match result {
                Ok(item) => walked.items.push(item),
                Err(error) => walked.errors.push(error),
            }
        }
        walked
    }
}

impl<T: Debug, E: Debug, R: Debug> Walked<T, E, R> {
    /// The items of a walk without an error.
    #[track_caller]
    pub fn sound(&self) -> &[T] {
        assert!(self.errors.is_empty(), "{self:?}");
        &self.items
    }

    /// As `sound`, by value.
    #[track_caller]
    pub fn into_items(self) -> Vec<T> {
        self.sound();
        self.items
    }

    /// The one error of the walk.
    #[track_caller]
    pub fn error(&self) -> &E {
        assert_eq!(self.errors.len(), 1, "{self:?}");
        &self.errors[0]
    }

    /// The walk gave these items with these requests and without an error.
    #[track_caller]
    pub fn gave<T2: Debug, R2: Debug>(&self, items: &[T2], requests: &[R2])
    where
        T: PartialEq<T2>,
        R: PartialEq<R2>,
    {
        assert!(self.errors.is_empty(), "{:?}", self.errors);
        assert_eq!(self.items, items);
        assert_eq!(self.requests, requests);
    }

    /// The walk gave these items with these requests, and one error.
    #[track_caller]
    pub fn failed<T2: Debug, R2: Debug>(&self, items: &[T2], requests: &[R2]) -> &E
    where
        T: PartialEq<T2>,
        R: PartialEq<R2>,
    {
        assert_eq!(self.items, items);
        assert_eq!(self.requests, requests);
        self.error()
    }
}

impl<T, E> Walked<T, E, LoggedRequest> {
    /// The path and query of each request, as they were sent.
    pub fn targets(&self) -> Vec<String> {
        super::targets(&self.requests)
    }
}

/// All that an error shows, with its sources.
pub fn error_text(error: &(dyn std::error::Error + 'static)) -> String {
    let mut text = format!("{error} {error:?}");
    let mut source = error.source();
    while let Some(inner) = source {
        text = format!("{text} {inner} {inner:?}");
        source = inner.source();
    }
    text
}

/// A checkpoint after it was written to a file and read again.
#[track_caller]
pub fn stored(checkpoint: &Checkpoint) -> Checkpoint {
    let text = serde_json::to_string(checkpoint).unwrap();
    let back = serde_json::from_str(&text).unwrap();
    assert!(*checkpoint == back, "{text}");
    back
}
