//! Zylo: a bare array, with `limit` and `skip`, or with the `x-cursor` header.
//!
//! `x-cursor` is on every page that has a record and is sorted by id, the last one included.

use std::sync::OnceLock;

use http::{HeaderName, Method, StatusCode};
use serde_json::json;

use crate::call::{Call, Invalid};
use crate::data::{Application, application_bits, uuid_bits, uuid_text};
use crate::pending_response::PendingResponse;

/// The access token that the Zylo demo accepts, after `Bearer`.
pub const TOKEN: &str = "zylo-demo-token";

const DEFAULT_LIMIT: usize = 50;
const MAX_LIMIT: usize = 1000;
const X_CURSOR: HeaderName = HeaderName::from_static("x-cursor");

/// The records of the Zylo demo.
#[derive(Debug)]
pub struct Zylo {
    count: usize,
    by_id: OnceLock<Vec<(u128, usize)>>,
    by_name: OnceLock<Vec<usize>>,
}

impl Zylo {
    pub(crate) fn new(count: usize) -> Self {
        Self { count, by_id: OnceLock::new(), by_name: OnceLock::new() }
    }

    /// The ids of all applications in the order without `sort`, that of creation.
    pub fn ids(&self) -> Vec<String> {
        (0..self.count).map(|number| uuid_text(application_bits(number))).collect()
    }

    /// The ids of all applications in the order of `sort=id`.
    pub fn ids_sorted(&self) -> Vec<String> {
        self.by_id().iter().map(|(bits, _)| uuid_text(*bits)).collect()
    }

    /// The ids of all applications in the order of `sort=name`.
    pub fn ids_by_name(&self) -> Vec<String> {
        self.by_name().iter().map(|number| uuid_text(application_bits(*number))).collect()
    }

    fn by_id(&self) -> &[(u128, usize)] {
        self.by_id.get_or_init(|| {
            let mut all: Vec<_> = (0..self.count).map(|n| (application_bits(n), n)).collect();
            all.sort_unstable();
            all
        })
    }

    fn by_name(&self) -> &[usize] {
        self.by_name.get_or_init(|| {
            let mut all: Vec<_> = (0..self.count).collect();
            all.sort_by_cached_key(|number| Application::nth(*number).name);
            all
        })
    }

    pub(crate) fn applications(&self, call: &Call<'_>) -> PendingResponse {
        if !call.authorized("Bearer", TOKEN) {
            return error(StatusCode::UNAUTHORIZED, "The access token is missing or not valid.");
        }
        if call.request.method != Method::GET {
            return error(StatusCode::METHOD_NOT_ALLOWED, "This list is read with GET.");
        }
        self.page(call).unwrap_or_else(|Invalid(why)| error(StatusCode::BAD_REQUEST, &why))
    }

    fn page(&self, call: &Call<'_>) -> Result<PendingResponse, Invalid> {
        let size = call.size(call.limit(DEFAULT_LIMIT, MAX_LIMIT)?);
        let skip = call.number("skip")?;
        let sort = call.text("sort")?;
        let cursor = call.text("cursor")?;
        if cursor.is_some() && sort != Some("id") {
            return Err(invalid("cursor needs sort=id"));
        }
        if cursor.is_some() && skip.is_some() {
            return Err(invalid("cursor and skip exclude each other"));
        }
        let after = cursor.map(|text| read_cursor(text, call)).transpose()?;
        let skip = skip.unwrap_or(0);
        let numbers: Vec<usize> = match sort {
            None => (0..self.count).skip(skip).take(size).collect(),
            Some("name") => self.by_name().iter().skip(skip).take(size).copied().collect(),
            Some("id") => {
                let all = self.by_id();
                let read = after.map_or(0, |after| all.partition_point(|(id, _)| *id <= after));
                all.iter().skip(read).skip(skip).take(size).map(|(_, number)| *number).collect()
            }
            Some(_) => return Err(invalid("sort must be id or name")),
        };
        let page: Vec<_> = numbers.into_iter().map(Application::nth).collect();
        let last = match page.last() {
            Some(last) => Some(last.id.clone()),
            // The next UUID is another cursor for the same position.
            None if call.twist.empty => Some(uuid_text(after.unwrap_or(0).wrapping_add(1))),
            None => None,
        };
        let response = PendingResponse::page(&page);
        Ok(match last {
            Some(last) if sort == Some("id") => response.with_header(X_CURSOR, &last),
            _ => response,
        })
    }
}

fn read_cursor(text: &str, call: &Call<'_>) -> Result<u128, Invalid> {
    if call.twist.expired {
        return Err(invalid("cursor is expired"));
    }
    uuid_bits(text).ok_or_else(|| invalid("cursor is not the id of a record"))
}

fn invalid(message: &str) -> Invalid {
    Invalid(message.to_owned())
}

fn error(status: StatusCode, message: &str) -> PendingResponse {
    let reason = status.canonical_reason();
    let body = json!({ "statusCode": status.as_u16(), "error": reason, "message": message });
    PendingResponse::json(status, &body)
}
