//! What the status of a response means for a walk.

use http::StatusCode;

use crate::page_request::PageRequest;
use crate::spec::Spec;

/// What the status of a response means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Meaning {
    Page,
    /// 204, 304, and, after the first request, what the API declares with `empty(…)`: an empty last page.
    NoContent,
    /// The position or sync token is one that the API no longer knows: what it declares with `expired(…)`.
    Expired,
    Failure,
}

pub(super) fn meaning(spec: &Spec, request: &PageRequest, status: StatusCode) -> Meaning {
    let is_declared = |statuses: &[u16]| statuses.contains(&status.as_u16());
    let is_dead_position = request.position.is_some() || request.since.is_some();
    let is_dead_token = request.since.is_some() && is_declared(spec.sync_expired);
    let is_empty = is_declared(spec.empty) && (spec.empty_first || !request.starts_list);
    if is_empty || matches!(status, StatusCode::NO_CONTENT | StatusCode::NOT_MODIFIED) {
        Meaning::NoContent
    } else if status.is_success() {
        Meaning::Page
    } else if is_dead_token || (is_dead_position && is_declared(spec.expired)) {
        Meaning::Expired
    } else {
        Meaning::Failure
    }
}
