//! Clio: next and previous links in the body, by page token or by offset.
//!
//! With `order=id(asc)` and no `offset` the links carry a `page_token`, without end. Any other
//! request is paged by offset, from 0 when `offset` is not given, and never past the cap: a page
//! that would reach over it is a 422, and the links lead into it. An order other than `id(asc)`
//! needs `offset`. Without `fields` a record has its id and its etag only.

use std::fmt::Write as _;
use std::ops::Range;
use std::sync::OnceLock;

use http::{Method, StatusCode};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde::Serialize;
use serde_json::{Map, Value, json};

use crate::call::{Call, Invalid};
use crate::data::{Activity, Contact};
use crate::pending_response::PendingResponse;
use crate::token;

/// The access token that the Clio demo accepts, after `Bearer`.
pub const TOKEN: &str = "clio-demo-token";

const DEFAULT_LIMIT: usize = 200;
const MAX_LIMIT: usize = 200;
const IN_QUERY: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// The records of the Clio demo.
#[derive(Debug)]
pub struct Clio {
    contacts: usize,
    activities: usize,
    offset_cap: usize,
    contacts_by_name: OnceLock<Vec<usize>>,
}

#[derive(Serialize)]
struct Page {
    data: Vec<Value>,
    meta: Meta,
}

#[derive(Serialize)]
struct Meta {
    paging: Paging,
    records: usize,
}

#[derive(Serialize)]
struct Paging {
    #[serde(skip_serializing_if = "Option::is_none")]
    previous: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    next: Option<String>,
}

/// A list: how many records, their fields, and how one is made.
struct List<'a> {
    count: usize,
    fields: &'static [&'static str],
    record: fn(usize) -> Value,
    id: fn(usize) -> u64,
    /// The numbers in the order of the names, where a list has names.
    by_name: Option<&'a dyn Fn() -> &'a [usize]>,
}

/// What a page token says.
#[derive(Clone, Copy)]
struct Mark {
    direction: Direction,
    /// The id after which the page begins, or before which it ends.
    id: u64,
    /// So that one place has several tokens.
    serial: u64,
}

#[derive(Clone, Copy, PartialEq)]
enum Direction {
    After,
    Before,
}

impl Clio {
    pub(crate) fn new(contacts: usize, activities: usize, offset_cap: usize) -> Self {
        Self { contacts, activities, offset_cap, contacts_by_name: OnceLock::new() }
    }

    /// The ids of all contacts, in their order.
    pub fn contact_ids(&self) -> Vec<u64> {
        (0..self.contacts).map(Contact::id_of).collect()
    }

    /// The ids of all contacts in the order of `order=name(asc)`.
    pub fn contact_ids_by_name(&self) -> Vec<u64> {
        self.contacts_by_name().iter().map(|number| Contact::id_of(*number)).collect()
    }

    /// The ids of all activities, in their order.
    pub fn activity_ids(&self) -> Vec<u64> {
        (0..self.activities).map(Activity::id_of).collect()
    }

    /// How many records can be read by offset.
    pub fn offset_cap(&self) -> usize {
        self.offset_cap
    }

    fn contacts_by_name(&self) -> &[usize] {
        self.contacts_by_name.get_or_init(|| {
            let mut all: Vec<_> = (0..self.contacts).collect();
            all.sort_by_cached_key(|number| Contact::nth(*number).name);
            all
        })
    }

    pub(crate) fn contacts(&self, call: &Call<'_>) -> PendingResponse {
        let by_name = || self.contacts_by_name();
        let list = List {
            count: self.contacts,
            fields: &["id", "etag", "name", "type", "primary_email_address", "created_at"],
            record: |number| value_of(&Contact::nth(number)),
            id: Contact::id_of,
            by_name: Some(&by_name),
        };
        self.respond(call, &list)
    }

    pub(crate) fn activities(&self, call: &Call<'_>) -> PendingResponse {
        let list = List {
            count: self.activities,
            fields: &["id", "etag", "type", "date", "quantity", "price", "total"],
            record: |number| value_of(&Activity::nth(number)),
            id: Activity::id_of,
            by_name: None,
        };
        self.respond(call, &list)
    }

    fn respond(&self, call: &Call<'_>, list: &List<'_>) -> PendingResponse {
        if !call.authorized("Bearer", TOKEN) {
            let message = "The access token is missing or not valid.";
            return error(StatusCode::UNAUTHORIZED, "UnauthorizedError", message);
        }
        if call.request.method != Method::GET {
            let message = "This list is read with GET.";
            return error(StatusCode::METHOD_NOT_ALLOWED, "MethodNotAllowed", message);
        }
        let page = self.page(call, list);
        page.unwrap_or_else(|why| error(why.status, why.kind, &why.message))
    }

    fn page(&self, call: &Call<'_>, list: &List<'_>) -> Result<PendingResponse, Refusal> {
        let limit = call.limit(DEFAULT_LIMIT, MAX_LIMIT)?;
        let offset = call.number("offset")?;
        let order = call.text("order")?;
        let fields = chosen_fields(call, list)?;
        let token = call.text("page_token")?;
        let (numbers, paging) = match (order, offset) {
            (Some("id(asc)"), None) => token_page(call, list, limit, token)?,
            _ if token.is_some() => {
                return Err(argument("page_token needs order=id(asc) and no offset"));
            }
            (Some(_), None) => return Err(argument("this order needs offset")),
            _ => self.offset_page(call, list, limit, offset.unwrap_or(0))?,
        };
        let data = numbers.into_iter().map(|number| select((list.record)(number), &fields));
        let meta = Meta { paging, records: list.count };
        Ok(PendingResponse::page(&Page { data: data.collect(), meta }))
    }

    fn offset_page(
        &self,
        call: &Call<'_>,
        list: &List<'_>,
        limit: usize,
        offset: usize,
    ) -> Result<(Vec<usize>, Paging), Refusal> {
        if offset.saturating_add(limit) > self.offset_cap {
            let cap = self.offset_cap;
            return Err(argument(&format!("no more than {cap} records can be read by offset")));
        }
        let first = offset.min(list.count);
        let end = first.saturating_add(call.size(limit)).min(list.count);
        let numbers = match (call.text("order")?, list.by_name) {
            (None | Some("id(asc)"), _) => (first..end).collect(),
            (Some("id(desc)"), _) => (first..end).map(|number| list.count - 1 - number).collect(),
            (Some("name(asc)"), Some(by_name)) => by_name().iter().skip(first).take(end - first).copied().collect(),
            (Some("name(desc)"), Some(by_name)) => {
                by_name().iter().rev().skip(first).take(end - first).copied().collect()
            }
            _ => return Err(argument("this order is not known")),
        };
        let link = |offset: usize| link(call, limit, "offset", &offset.to_string());
        let next = (end < list.count).then(|| link(end));
        let previous = (offset > 0).then(|| link(offset.saturating_sub(limit)));
        Ok((numbers, Paging { previous, next }))
    }
}

/// A page by token.
fn token_page(
    call: &Call<'_>,
    list: &List<'_>,
    limit: usize,
    token: Option<&str>,
) -> Result<(Vec<usize>, Paging), Refusal> {
    let mark = match token {
        None => Mark { direction: Direction::After, id: 0, serial: 0 },
        Some(_) if call.twist.expired => return Err(bad_token("page_token is expired")),
        Some(text) => Mark::decode(text).ok_or_else(|| bad_token("page_token is not valid"))?,
    };
    let Range { start, end } = place(list, mark, call.size(limit));
    let link = |direction, id| {
        let same = direction == mark.direction && id == mark.id;
        let serial = if same { mark.serial + 1 } else { 0 };
        link(call, limit, "page_token", &Mark { direction, id, serial }.encode())
    };
    let before = |number: usize| number.checked_sub(1).map_or(0, list.id);
    let next = (end < list.count).then(|| link(Direction::After, before(end)));
    let previous = (start > 0).then(|| link(Direction::Before, (list.id)(start)));
    Ok(((start..end).collect(), Paging { previous, next }))
}

/// The numbers of the records on a page.
fn place(list: &List<'_>, mark: Mark, size: usize) -> Range<usize> {
    let ids_below = |id: u64| partition_point(list.count, |number| (list.id)(number) < id);
    match mark.direction {
        Direction::After => {
            let start = partition_point(list.count, |number| (list.id)(number) <= mark.id);
            start..start.saturating_add(size).min(list.count)
        }
        Direction::Before => {
            let end = ids_below(mark.id);
            end.saturating_sub(size)..end
        }
    }
}

/// The first number below `count` that is not `low`; all before it are.
fn partition_point(count: usize, low: impl Fn(usize) -> bool) -> usize {
    let (mut from, mut to) = (0, count);
    while from < to {
        let middle = usize::midpoint(from, to);
        if low(middle) {
            from = middle + 1;
        } else {
            to = middle;
        }
    }
    from
}

/// The URL of another page: the same parameters with another position, all encoded.
fn link(call: &Call<'_>, limit: usize, place: &str, value: &str) -> String {
    let request = call.request;
    let host = request.header("host").unwrap_or("localhost");
    let limit = limit.to_string();
    let kept = request.pairs.iter().map(|(key, value)| (key.as_str(), value.as_str()));
    let kept = kept.filter(|(key, _)| !matches!(*key, "limit" | "offset" | "page_token"));
    let mut pairs: Vec<_> = kept.chain([("limit", limit.as_str()), (place, value)]).collect();
    pairs.sort_unstable();
    let mut url = format!("http://{host}{}", request.path);
    for (n, (key, value)) in pairs.into_iter().enumerate() {
        let key = utf8_percent_encode(key, IN_QUERY);
        let value = utf8_percent_encode(value, IN_QUERY);
        // Writing to a `String` cannot fail.
        let _ = write!(url, "{}{key}={value}", if n == 0 { '?' } else { '&' });
    }
    url
}

impl Mark {
    fn encode(self) -> String {
        let direction = match self.direction {
            Direction::After => "after",
            Direction::Before => "before",
        };
        let content = format!("{direction} {} {}", self.id, self.serial);
        let seal = token::fingerprint(content.as_bytes());
        format!("{}--{seal:016x}", token::encode(content.as_bytes()))
    }

    fn decode(text: &str) -> Option<Self> {
        let bytes = token::decode(text.split_once("--")?.0)?;
        let mut parts = std::str::from_utf8(&bytes).ok()?.split(' ');
        let direction = match parts.next()? {
            "after" => Direction::After,
            "before" => Direction::Before,
            _ => return None,
        };
        let (id, serial) = (parts.next()?.parse().ok()?, parts.next()?.parse().ok()?);
        let mark = Self { direction, id, serial };
        (mark.encode() == text).then_some(mark)
    }
}

fn chosen_fields<'a>(call: &'a Call<'_>, list: &List<'_>) -> Result<Vec<&'a str>, Refusal> {
    let Some(text) = call.text("fields")? else {
        return Ok(vec!["id", "etag"]);
    };
    let fields: Vec<_> = text.split(',').collect();
    match fields.iter().find(|field| !list.fields.contains(field)) {
        Some(field) => Err(Refusal {
            status: StatusCode::BAD_REQUEST,
            kind: "InvalidFields",
            message: format!("{field:?} is not a field of this list"),
        }),
        None => Ok(fields),
    }
}

fn select(record: Value, fields: &[&str]) -> Value {
    let Value::Object(record) = record else {
        return record;
    };
    let chosen = record.into_iter().filter(|(name, _)| fields.contains(&name.as_str()));
    Value::Object(chosen.collect::<Map<_, _>>())
}

fn value_of(record: &impl Serialize) -> Value {
    serde_json::to_value(record).unwrap_or_default()
}

/// Why a request is refused.
struct Refusal {
    status: StatusCode,
    kind: &'static str,
    message: String,
}

fn argument(message: &str) -> Refusal {
    let status = StatusCode::UNPROCESSABLE_ENTITY;
    Refusal { status, kind: "ArgumentError", message: message.to_owned() }
}

fn bad_token(message: &str) -> Refusal {
    let status = StatusCode::BAD_REQUEST;
    Refusal { status, kind: "InvalidPageToken", message: message.to_owned() }
}

impl From<Invalid> for Refusal {
    fn from(Invalid(message): Invalid) -> Self {
        argument(&message)
    }
}

fn error(status: StatusCode, kind: &str, message: &str) -> PendingResponse {
    PendingResponse::json(status, &json!({ "error": { "type": kind, "message": message } }))
}
