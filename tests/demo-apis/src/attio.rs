//! Attio: `limit` and `offset` in the query or in a JSON body, and opaque cursors.
//!
//! A cursor is refused when the limit or any other parameter is not that of the request that it
//! came from. It is standard base64 with `+`, `/` and `=` in it, which a client must encode.

use http::{Method, StatusCode};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};

use crate::call::{Call, Invalid, check_limit};
use crate::data::{Meeting, Note, Person};
use crate::pending_response::PendingResponse;
use crate::{data, token};

/// The access token that the Attio demo accepts, after `Bearer`.
pub const TOKEN: &str = "attio-demo-token";

const NOTES_LIMIT: usize = 50;
const PEOPLE_LIMIT: usize = 500;
const MEETINGS_LIMIT: usize = 50;
const MAX_LIMIT: usize = 1000;

/// The records of the Attio demo.
///
/// People and meetings are filtered by `company`: `{"filter": {"company": "Acme"}}` and
/// `?company=Acme`.
#[derive(Debug)]
pub struct Attio {
    notes: usize,
    people: usize,
    meetings: usize,
}

#[derive(Serialize)]
struct Page<T> {
    data: Vec<T>,
}

#[derive(Serialize)]
struct CursorPage<T> {
    data: Vec<T>,
    pagination: Pagination,
}

#[derive(Serialize)]
struct Pagination {
    next_cursor: Option<String>,
}

#[derive(Default, Deserialize)]
struct PeopleQuery {
    limit: Option<usize>,
    offset: Option<usize>,
    filter: Option<Map<String, Value>>,
}

/// What a cursor says.
#[derive(Clone, Copy)]
struct Mark {
    position: u32,
    /// So that one position has several cursors.
    serial: u8,
}

impl Attio {
    pub(crate) fn new(notes: usize, people: usize, meetings: usize) -> Self {
        Self { notes, people, meetings }
    }

    /// The ids of all notes, in order.
    pub fn note_ids(&self) -> Vec<String> {
        (0..self.notes).map(|number| Note::nth(number).id.note_id).collect()
    }

    /// The ids of all people, in order.
    pub fn person_ids(&self) -> Vec<String> {
        (0..self.people).map(|number| Person::nth(number).id.record_id).collect()
    }

    /// The ids of the people of this company, in order.
    pub fn person_ids_of(&self, company: &str) -> Vec<String> {
        let people = (0..self.people).map(Person::nth);
        let found = people.filter(|person| person.values.company == company);
        found.map(|person| person.id.record_id).collect()
    }

    /// The ids of all meetings, in order.
    pub fn meeting_ids(&self) -> Vec<String> {
        (0..self.meetings).map(|number| Meeting::nth(number).id.meeting_id).collect()
    }

    /// The ids of the meetings with this company, in order.
    pub fn meeting_ids_of(&self, company: &str) -> Vec<String> {
        let meetings = (0..self.meetings).map(Meeting::nth);
        let found = meetings.filter(|meeting| meeting.company == company);
        found.map(|meeting| meeting.id.meeting_id).collect()
    }

    pub(crate) fn notes(&self, call: &Call<'_>) -> PendingResponse {
        respond(call, &Method::GET, || {
            let size = call.size(call.limit(NOTES_LIMIT, MAX_LIMIT)?);
            let offset = call.number("offset")?.unwrap_or(0);
            let numbers = (0..self.notes).skip(offset).take(size);
            Ok(PendingResponse::page(&Page { data: numbers.map(Note::nth).collect() }))
        })
    }

    pub(crate) fn people(&self, call: &Call<'_>) -> PendingResponse {
        respond(call, &Method::POST, || {
            let query = people_query(call)?;
            let size = call.size(check_limit(query.limit, PEOPLE_LIMIT, MAX_LIMIT)?);
            let offset = query.offset.unwrap_or(0);
            let company = company_filter(query.filter.as_ref())?;
            let data = match company {
                None => (0..self.people).skip(offset).take(size).map(Person::nth).collect(),
                Some(company) => {
                    let people = (0..self.people).map(Person::nth);
                    let found = people.filter(|person| person.values.company == company);
                    found.skip(offset).take(size).collect()
                }
            };
            Ok(PendingResponse::page(&Page { data }))
        })
    }

    pub(crate) fn meetings(&self, call: &Call<'_>) -> PendingResponse {
        respond(call, &Method::GET, || {
            let limit = call.limit(MEETINGS_LIMIT, MAX_LIMIT)?;
            let size = call.size(limit);
            let company = call.text("company")?;
            let walk = walk_of(call, limit);
            let mark = match call.text("cursor")? {
                None => Mark { position: 0, serial: 0 },
                Some(_) if call.twist.expired => return Err(invalid("The cursor is expired.")),
                Some(text) => Mark::decode(text, walk)?,
            };
            let first = usize::try_from(mark.position).unwrap_or(usize::MAX);
            // A company's meetings are found by number, so pages cost the same wherever they are.
            let wanted = |number: &usize| company.is_none_or(|company| Meeting::nth(*number).company == company);
            let mut rest = (first..self.meetings).filter(wanted).peekable();
            let data: Vec<_> = rest.by_ref().take(size).map(Meeting::nth).collect();
            let next = rest.peek().and_then(|number| u32::try_from(*number).ok());
            let next_cursor = next.map(|position| mark.next(position).encode(walk));
            Ok(PendingResponse::page(&CursorPage { data, pagination: Pagination { next_cursor } }))
        })
    }
}

impl Mark {
    fn next(self, position: u32) -> Self {
        let same = position == self.position;
        Self { position, serial: if same { self.serial.wrapping_add(1) } else { 0 } }
    }

    fn encode(self, walk: u64) -> String {
        let position = self.position.to_be_bytes();
        let own = u64::from(self.position) << 8 | u64::from(self.serial);
        let seal = (walk ^ data::mix(own)).to_be_bytes();
        // The first bytes are `++//` in base64.
        let parts = [&[0xfb, 0xef, 0xff][..], &position, &[self.serial], &seal];
        token::encode(&parts.concat())
    }

    fn decode(text: &str, walk: u64) -> Result<Self, Refusal> {
        let bytes = token::decode(text).unwrap_or_default();
        let mark = match bytes.as_slice() {
            [_, _, _, a, b, c, d, serial, ..] => {
                Self { position: u32::from_be_bytes([*a, *b, *c, *d]), serial: *serial }
            }
            _ => return Err(invalid("The cursor is not valid.")),
        };
        if mark.encode(walk) != text {
            return Err(invalid("The cursor is not valid, or not for this limit and filter."));
        }
        Ok(mark)
    }
}

/// A fingerprint of all that must stay the same while a cursor is followed.
fn walk_of(call: &Call<'_>, limit: usize) -> u64 {
    let pairs = call.request.pairs.iter();
    let mut filters: Vec<_> = pairs.filter(|(key, _)| !matches!(key.as_str(), "cursor" | "limit")).collect();
    filters.sort();
    token::fingerprint(format!("{limit} {filters:?}").as_bytes())
}

fn people_query(call: &Call<'_>) -> Result<PeopleQuery, Refusal> {
    let request = call.request;
    if request.body.is_empty() {
        return Ok(PeopleQuery::default());
    }
    let media_type = request.header("content-type").and_then(|value| value.split(';').next());
    if !media_type.is_some_and(|value| value.trim().eq_ignore_ascii_case("application/json")) {
        return Err(invalid("The body must be sent as application/json."));
    }
    serde_json::from_slice(&request.body).map_err(|error| invalid(&format!("The body cannot be read: {error}.")))
}

fn company_filter(filter: Option<&Map<String, Value>>) -> Result<Option<&str>, Refusal> {
    let mut company = None;
    for (name, value) in filter.into_iter().flatten() {
        match (name.as_str(), value.as_str()) {
            ("company", Some(value)) => company = Some(value),
            _ => return Err(invalid(&format!("The filter {name} is not known."))),
        }
    }
    Ok(company)
}

/// Why a request is refused.
struct Refusal(String);

fn invalid(message: &str) -> Refusal {
    Refusal(message.to_owned())
}

impl From<Invalid> for Refusal {
    fn from(Invalid(message): Invalid) -> Self {
        Self(message)
    }
}

fn respond(
    call: &Call<'_>,
    method: &Method,
    page: impl FnOnce() -> Result<PendingResponse, Refusal>,
) -> PendingResponse {
    if !call.authorized("Bearer", TOKEN) {
        let message = "The access token is missing or not valid.";
        return error(StatusCode::UNAUTHORIZED, "auth_error", "unauthorized", message);
    }
    if call.request.method != method {
        let message = format!("This list is read with {method}.");
        let status = StatusCode::METHOD_NOT_ALLOWED;
        return error(status, "invalid_request_error", "method_not_allowed", &message);
    }
    page().unwrap_or_else(|Refusal(message)| {
        error(StatusCode::BAD_REQUEST, "invalid_request_error", "validation_type", &message)
    })
}

fn error(status: StatusCode, kind: &str, code: &str, message: &str) -> PendingResponse {
    let body = json!({
        "status_code": status.as_u16(), "type": kind, "code": code, "message": message,
    });
    PendingResponse::json(status, &body)
}
