//! What a server can do wrong, on purpose: once, in a plan, or always.

use std::collections::{BTreeMap, HashMap, VecDeque};
use std::time::{Duration, SystemTime};

use http::header::RETRY_AFTER;
use http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use serde_json::{Value, json};

use crate::call::Twist;
use crate::data::mix;
use crate::log::LoggedRequest;
use crate::pending_response::{Delivery, PendingResponse};

/// One thing that goes wrong with one request.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum Fault {
    /// 429, with `Retry-After` in seconds.
    TooManyRequests(u64),
    /// 429, with `Retry-After` as the HTTP date so many seconds from now.
    TooManyRequestsUntil(u64),
    /// 500, with a JSON body.
    ServerError,
    /// 502, with an HTML body.
    BadGateway,
    /// 503, without `Retry-After`.
    Unavailable,
    /// Any response, in place of the API's own.
    Response {
        /// The status.
        status: u16,
        /// The headers. Invalid ones are left out.
        headers: Vec<(String, String)>,
        /// The body.
        body: String,
    },
    /// Half of the body, then the connection ends.
    Reset,
    /// A complete response with half of the JSON.
    Truncated,
    /// A complete response with a body that is not JSON.
    Malformed,
    /// 200, with an HTML body.
    Html,
    /// The body comes in pieces that take this long together.
    SlowBody(Duration),
    /// The id of the page's last record is an object of another form.
    WrongType,
    /// The token or cursor of the request has expired. Without one, nothing happens.
    ExpiredToken,
    /// The token of the response is that of the walk's first page. On the second page the same token
    /// comes back, on a later one the walk goes in a circle.
    CycleCursor,
    /// The previous page comes again, with its token. On the first request, nothing happens.
    RepeatPage,
    /// The page has at most this many records, whatever the limit.
    ClampLimit(usize),
    /// The page has no records. Its token is a new one and leads to them, so that none is lost; a
    /// list that is paged by numbers looks ended.
    EmptyPage,
    /// Clio's `meta.records` says this.
    WrongTotal(i64),
    /// Clio's `meta.records` is a string.
    TotalAsText,
    /// The origin of Clio's next link is this, such as `//evil.example` or `http://127.0.0.1:9`.
    /// With an empty one the link is relative.
    LinkOrigin(String),
}

impl Fault {
    /// Those that a client gets over by asking again, at once.
    pub fn passing() -> Vec<Self> {
        vec![Self::TooManyRequests(0), Self::ServerError, Self::BadGateway, Self::Unavailable, Self::Reset]
    }

    /// A response with this status and JSON body.
    pub fn json(status: u16, body: &Value) -> Self {
        let headers = vec![("content-type".to_owned(), "application/json".to_owned())];
        Self::Response { status, headers, body: body.to_string() }
    }

    /// Whether a page with this fault can still be read.
    fn leaves_a_page(&self) -> bool {
        matches!(
            self,
            Self::CycleCursor
                | Self::RepeatPage
                | Self::ClampLimit(_)
                | Self::EmptyPage
                | Self::WrongTotal(_)
                | Self::TotalAsText
                | Self::LinkOrigin(_)
        )
    }
}

/// A plan of faults. The same seed gives the same faults to the same requests, by their number.
///
/// ```
/// use demo_apis::{Fault, Faults, Server};
///
/// let plan = Faults::seeded(7).rate(0.1).also_always(Fault::ClampLimit(200));
/// let server = Server::builder().faults(plan).start()?;
/// # std::io::Result::Ok(())
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Faults {
    seed: u64,
    rate: f64,
    kinds: Vec<Fault>,
    at_most_in_a_row: u32,
    always: Vec<Fault>,
    path: Option<String>,
}

impl Faults {
    /// A plan that gives [`Fault::passing`] to one request in ten, never more than two in a row.
    pub fn seeded(seed: u64) -> Self {
        Self { seed, rate: 0.1, kinds: Fault::passing(), at_most_in_a_row: 2, always: Vec::new(), path: None }
    }

    /// A plan that gives this fault to every request.
    pub fn always(fault: Fault) -> Self {
        Self::seeded(0).rate(0.0).also_always(fault)
    }

    /// The share of the requests that get a fault, from 0 to 1.
    #[must_use]
    pub fn rate(mut self, rate: f64) -> Self {
        self.rate = rate;
        self
    }

    /// The faults to choose from.
    #[must_use]
    pub fn kinds(mut self, kinds: impl IntoIterator<Item = Fault>) -> Self {
        self.kinds = kinds.into_iter().collect();
        self
    }

    /// How many requests in a row get a chosen fault, at most.
    #[must_use]
    pub fn at_most_in_a_row(mut self, count: u32) -> Self {
        self.at_most_in_a_row = count;
        self
    }

    /// A fault that every request gets, besides the chosen ones.
    #[must_use]
    pub fn also_always(mut self, fault: Fault) -> Self {
        self.always.push(fault);
        self
    }

    /// Only requests to this path get faults.
    #[must_use]
    pub fn only_path(mut self, path: impl Into<String>) -> Self {
        self.path = Some(path.into());
        self
    }

    fn covers(&self, path: &str) -> bool {
        self.path.as_deref().is_none_or(|only| only == path)
    }

    fn choose(&self, number: u64) -> Option<Fault> {
        let bits = mix(self.seed.wrapping_add(mix(number)));
        let share = f64::from(u32::try_from(bits >> 32).unwrap_or(u32::MAX)) / (2_f64.powi(32));
        let kind = usize::try_from(bits & 0xffff_ffff).unwrap_or(0).checked_rem(self.kinds.len())?;
        (share < self.rate).then(|| self.kinds.get(kind).cloned())?
    }
}

/// The faults to come, and the pages that some of them need.
#[derive(Debug, Default)]
pub(crate) struct Script {
    plan: Option<Faults>,
    next: VecDeque<Fault>,
    numbered: BTreeMap<u64, Vec<Fault>>,
    in_a_row: u32,
    given: Vec<(u64, Fault)>,
    pages: HashMap<String, Pages>,
}

/// The pages of a path that came before.
#[derive(Debug, Clone, Default)]
pub(crate) struct Pages {
    first: Option<PendingResponse>,
    last: Option<PendingResponse>,
}

impl Script {
    pub(crate) fn set_plan(&mut self, plan: Option<Faults>) {
        self.plan = plan;
        self.in_a_row = 0;
    }

    pub(crate) fn fail_next(&mut self, fault: Fault) {
        self.next.push_back(fault);
    }

    pub(crate) fn fail_request(&mut self, number: u64, fault: Fault) {
        self.numbered.entry(number).or_default().push(fault);
    }

    pub(crate) fn given(&self) -> Vec<(u64, Fault)> {
        self.given.clone()
    }

    /// Forgets the pages and the faults given, not the plan nor the faults to come.
    pub(crate) fn reset(&mut self) {
        self.in_a_row = 0;
        self.given.clear();
        self.pages.clear();
    }

    /// The faults of this request; the count begins at 1.
    pub(crate) fn take(&mut self, number: u64, path: &str) -> Vec<Fault> {
        let plan = self.plan.as_ref().filter(|plan| plan.covers(path));
        let mut faults = plan.map(|plan| plan.always.clone()).unwrap_or_default();
        if let Some(numbered) = self.numbered.remove(&number) {
            faults.extend(numbered);
        } else if let Some(next) = self.next.pop_front() {
            faults.push(next);
        } else if let Some(plan) = plan {
            let rested = self.in_a_row < plan.at_most_in_a_row;
            let chosen = plan.choose(number).filter(|_| rested);
            self.in_a_row = if chosen.is_some() { self.in_a_row + 1 } else { 0 };
            faults.extend(chosen);
        }
        self.given.extend(faults.iter().map(|fault| (number, fault.clone())));
        faults
    }

    pub(crate) fn pages(&self, request: &LoggedRequest) -> Pages {
        self.pages.get(&request.path).cloned().unwrap_or_default()
    }

    /// Keeps a page for later faults, unless it is none any more.
    pub(crate) fn remember(&mut self, request: &LoggedRequest, faults: &[Fault], response: &PendingResponse) {
        if response.status != StatusCode::OK || !faults.iter().all(Fault::leaves_a_page) {
            return;
        }
        let starts = !["next_token", "cursor", "page_token"].iter().any(|name| request.pair(name).is_some());
        let pages = self.pages.entry(request.path.clone()).or_default();
        if starts {
            pages.first = Some(response.clone());
        }
        pages.last = Some(response.clone());
    }
}

/// What the API is to do wrong itself.
pub(crate) fn twist(faults: &[Fault]) -> Twist {
    let mut twist = Twist::default();
    for fault in faults {
        match fault {
            Fault::ClampLimit(most) => twist.clamp = Some(*most),
            Fault::EmptyPage => twist.empty = true,
            Fault::ExpiredToken => twist.expired = true,
            _ => {}
        }
    }
    twist
}

/// What goes wrong between the API and the client.
pub(crate) fn spoil(fault: &Fault, response: PendingResponse, pages: &Pages) -> PendingResponse {
    match fault {
        Fault::TooManyRequests(seconds) => {
            let response = failure(StatusCode::TOO_MANY_REQUESTS);
            response.with_header(RETRY_AFTER, &seconds.to_string())
        }
        Fault::TooManyRequestsUntil(seconds) => {
            let until = SystemTime::now() + Duration::from_secs(*seconds);
            let response = failure(StatusCode::TOO_MANY_REQUESTS);
            response.with_header(RETRY_AFTER, &httpdate::fmt_http_date(until))
        }
        Fault::ServerError => failure(StatusCode::INTERNAL_SERVER_ERROR),
        Fault::BadGateway => html(StatusCode::BAD_GATEWAY, "Bad Gateway"),
        Fault::Unavailable => failure(StatusCode::SERVICE_UNAVAILABLE),
        Fault::Response { status, headers, body } => respond(*status, headers, body),
        Fault::Reset => PendingResponse { delivery: Delivery::Broken, ..response },
        Fault::Truncated => PendingResponse { body: response.body.slice(..response.body.len() / 2), ..response },
        Fault::Malformed => PendingResponse { body: [b"{]", &*response.body].concat().into(), ..response },
        Fault::Html => html(StatusCode::OK, "Please sign in"),
        Fault::SlowBody(time) => PendingResponse { delivery: Delivery::Slow(*time), ..response },
        Fault::WrongType => edit_json(response, spoil_last_id),
        Fault::CycleCursor => match &pages.first {
            Some(first) => copy_token(first, response),
            None => response,
        },
        Fault::RepeatPage => pages.last.clone().unwrap_or(response),
        Fault::WrongTotal(total) => edit_json(response, |page| {
            replace(page, "/meta/records", |_| json!(total));
        }),
        Fault::TotalAsText => edit_json(response, |page| {
            replace(page, "/meta/records", |total| json!(total.to_string()));
        }),
        Fault::LinkOrigin(origin) => edit_json(response, |page| {
            replace(page, "/meta/paging/next", |link| json!(moved(link, origin)));
        }),
        // The API did these itself.
        Fault::ClampLimit(_) | Fault::EmptyPage | Fault::ExpiredToken => response,
    }
}

fn failure(status: StatusCode) -> PendingResponse {
    let message = status.canonical_reason();
    PendingResponse::json(status, &json!({ "error": { "code": status.as_u16(), "message": message } }))
}

fn html(status: StatusCode, title: &str) -> PendingResponse {
    let body = format!("<html><head><title>{title}</title></head><body>{title}</body></html>\n");
    PendingResponse::new(status, "text/html", body.into_bytes())
}

fn respond(status: u16, headers: &[(String, String)], body: &str) -> PendingResponse {
    let pairs = headers.iter().filter_map(|(name, value)| {
        let name = HeaderName::try_from(name.as_str()).ok()?;
        Some((name, HeaderValue::from_str(value).ok()?))
    });
    let mut map = HeaderMap::new();
    for (name, value) in pairs {
        map.append(name, value);
    }
    PendingResponse {
        status: StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR),
        headers: map,
        body: body.to_owned().into(),
        delivery: Delivery::Whole,
    }
}

/// The response with its JSON changed. Without JSON it stays as it is.
fn edit_json(response: PendingResponse, edit: impl FnOnce(&mut Value)) -> PendingResponse {
    let Ok(mut page) = serde_json::from_slice(&response.body) else {
        return response;
    };
    edit(&mut page);
    PendingResponse { body: page.to_string().into(), ..response }
}

fn replace(page: &mut Value, pointer: &str, with: impl FnOnce(&Value) -> Value) {
    if let Some(value) = page.pointer_mut(pointer) {
        *value = with(value);
    }
}

fn spoil_last_id(page: &mut Value) {
    let items = match page {
        Value::Array(items) => Some(items),
        Value::Object(object) => object.get_mut("data").and_then(Value::as_array_mut),
        _ => None,
    };
    let last = items.and_then(|items| items.last_mut());
    let mut place = last.and_then(|item| item.get_mut("id"));
    if let Some(Value::Object(parts)) = place {
        // The part that names the record comes before or after the workspace's.
        place = parts.iter_mut().find(|(name, _)| *name != "workspace_id").map(|(_, part)| part);
    }
    if let Some(place) = place {
        *place = json!({ "unexpected": true });
    }
}

/// Where a token can be in the body of a page: the object and the name.
const TOKENS: [(&str, &str); 3] = [("", "next_token"), ("/pagination", "next_cursor"), ("/meta/paging", "next")];

fn copy_token(from: &PendingResponse, to: PendingResponse) -> PendingResponse {
    let mut to = to;
    if let Some(cursor) = from.headers.get("x-cursor") {
        to.headers.insert("x-cursor", cursor.clone());
    }
    let first: Value = serde_json::from_slice(&from.body).unwrap_or_default();
    edit_json(to, |page| {
        for (object, name) in TOKENS {
            let token = first.pointer(object).and_then(|object| object.get(name));
            let place = page.pointer_mut(object).and_then(Value::as_object_mut);
            if let (Some(token), Some(place)) = (token, place) {
                place.insert(name.to_owned(), token.clone());
            }
        }
    })
}

fn moved(link: &Value, origin: &str) -> String {
    let link = link.as_str().unwrap_or_default();
    let rest = link.split_once("://").map_or(link, |(_, rest)| rest);
    let path = rest.find('/').and_then(|at| rest.get(at..)).unwrap_or_default();
    format!("{origin}{path}")
}
