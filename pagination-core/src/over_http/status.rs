//! What the status of a response means for a walk.

use http::StatusCode;

use crate::page_request::PageRequest;
use crate::spec::Spec;

/// What the status of a response means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Meaning {
    Page,
    /// 204, 304, and what the API declares with `empty(…)`: an empty last page.
    NoContent,
    /// The position or sync token is one that the API no longer knows: what it declares with `expired(…)`.
    Expired,
    Failure,
}

pub(super) fn meaning(spec: &Spec, request: &PageRequest, status: StatusCode) -> Meaning {
    let is_declared = |statuses: &[u16]| statuses.contains(&status.as_u16());
    let is_stored = request.position.is_some() || request.since.is_some();
    if matches!(status, StatusCode::NO_CONTENT | StatusCode::NOT_MODIFIED) || is_declared(spec.empty) {
        Meaning::NoContent
    } else if status.is_success() {
        Meaning::Page
    } else if is_stored && is_declared(spec.expired) {
        Meaning::Expired
    } else {
        Meaning::Failure
    }
}
