//! Reads a response: a page, the end of the list, or an error.

use std::hash::Hasher;

use serde::de::DeserializeOwned;

use super::decode::{decode, decode_with};
use super::status::{Meaning, meaning};
use crate::error::{Problem, Status};
use crate::page::{Head, Page};
use crate::page_request::PageRequest;
use crate::position::Fingerprint;
use crate::redact;
use crate::spec::Spec;
use crate::transport::{Decoder, Received};

/// Reads a response. The body is hashed: two equal ones in a row mean that the server ignores the position.
pub(super) fn read<P: DeserializeOwned>(
    spec: &'static Spec,
    request: &PageRequest,
    head: Head,
    body: &[u8],
    decoder: Option<Decoder<P>>,
) -> Result<Received<P>, Problem> {
    match meaning(spec, request, head.status) {
        Meaning::NoContent => Ok(Received::NoContent),
        Meaning::Failure => Err(Problem::Status(failure(head, body))),
        Meaning::Expired => Err(Problem::Expired(failure(head, body))),
        Meaning::Page => {
            let response = match decoder {
                None => decode(spec, &head, body)?,
                Some(decoder) => decode_with(spec, &head, body, decoder)?,
            };
            Ok(Received::Page { page: Page::with_head(response, head), body: Some(fingerprint(body)) })
        }
    }
}

fn failure(head: Head, body: &[u8]) -> Box<Status> {
    Box::new(Status { status: head.status, headers: head.headers, body: body.to_vec(), url: redact::url(&head.url) })
}

fn fingerprint(body: &[u8]) -> u64 {
    let mut hasher = Fingerprint::default();
    hasher.write(body);
    hasher.finish()
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may panic")]
mod tests;
