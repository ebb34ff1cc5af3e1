//! Zoho Cliq: `next_token` to page, `sync_token` to get changes only.
//!
//! A token is base64 of numbers between bars, padded so that it ends in `=`. Every page carries a
//! `sync_token`, but on all pages except the last it is the `next_token` once more, and refused
//! when it is used to sync. That of the last page means the start of its walk: what is edited
//! during a walk comes again with the next sync.

use std::collections::{BTreeMap, HashMap};
use std::ops::Bound;
use std::sync::Mutex;

use http::{Method, StatusCode};
use serde::Serialize;
use serde_json::json;

use crate::call::{Call, Invalid};
use crate::data::{Chat, Datastore, ZOHO_EPOCH};
use crate::lock::lock;
use crate::pending_response::PendingResponse;
use crate::token;

/// The access token that the Zoho demo accepts, after `Zoho-oauthtoken`.
pub const TOKEN: &str = "1000.zoho.demo";

const DEFAULT_LIMIT: usize = 20;
const MAX_LIMIT: usize = 100;

/// The records of the Zoho demo, and how to edit them between syncs.
#[derive(Debug)]
pub struct Zoho {
    state: Mutex<State>,
    chats: usize,
}

#[derive(Debug)]
struct State {
    count: usize,
    /// One tick per edit.
    clock: u64,
    /// The last edit of each edited record, and how many there were.
    edits: HashMap<usize, Edit>,
    /// The edited records in the order of their last edit.
    changes: BTreeMap<u64, usize>,
    /// Tokens from before this tick are expired.
    expired_before: u64,
}

#[derive(Debug, Clone, Copy)]
struct Edit {
    created: Option<u64>,
    last: u64,
    revision: u64,
}

/// What a token says.
#[derive(Debug, Clone, Copy)]
struct Mark {
    /// In a full walk, the number of records sent. In a walk of changes, the tick of the last one sent.
    /// 0 in the token of a last page.
    position: u64,
    /// The tick at which the walk began.
    start: u64,
    /// A walk of changes: the tick it goes back to.
    since: Option<u64>,
    /// Bars at the end, so that one position has several tokens.
    bars: usize,
}

#[derive(Serialize)]
struct Page<'a, T> {
    url: &'a str,
    r#type: &'a str,
    data: Vec<T>,
    #[serde(skip_serializing_if = "Option::is_none")]
    next_token: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    sync_token: Option<String>,
}

impl Zoho {
    pub(crate) fn new(datastores: usize, chats: usize) -> Self {
        let state =
            State { count: datastores, clock: 0, edits: HashMap::new(), changes: BTreeMap::new(), expired_before: 0 };
        Self { state: Mutex::new(state), chats }
    }

    /// The ids of all datastores, in the order of a full walk.
    pub fn ids(&self) -> Vec<String> {
        let count = lock(&self.state).count;
        (0..count).map(|number| Datastore::nth(number).id).collect()
    }

    /// The datastore with this id, as it is now.
    pub fn datastore(&self, id: &str) -> Option<Datastore> {
        let state = lock(&self.state);
        let number = Datastore::number(id).filter(|number| *number < state.count)?;
        Some(state.datastore(number))
    }

    /// The ids of all chats, in the order of a walk.
    pub fn chat_ids(&self) -> Vec<String> {
        (0..self.chats).map(|number| Chat::nth(number).id).collect()
    }

    /// Edits these datastores, and says how many of the ids there are.
    ///
    /// Changes come in the order of their last edit.
    pub fn touch<S: AsRef<str>>(&self, ids: &[S]) -> usize {
        let mut state = lock(&self.state);
        let numbers = ids.iter().filter_map(|id| Datastore::number(id.as_ref()));
        let known: Vec<_> = numbers.filter(|number| *number < state.count).collect();
        for number in &known {
            state.edit(*number, false);
        }
        known.len()
    }

    /// Appends datastores and returns their ids.
    pub fn insert(&self, count: usize) -> Vec<String> {
        let mut state = lock(&self.state);
        let first = state.count;
        state.count += count;
        let numbers = first..state.count;
        for number in numbers.clone() {
            state.edit(number, true);
        }
        numbers.map(|number| Datastore::nth(number).id).collect()
    }

    /// Expires every token so far.
    pub fn expire_tokens(&self) {
        let mut state = lock(&self.state);
        state.clock += 1;
        state.expired_before = state.clock;
    }

    pub(crate) fn datastores(&self, call: &Call<'_>) -> PendingResponse {
        respond(call, || self.datastore_page(call))
    }

    pub(crate) fn chats(&self, call: &Call<'_>) -> PendingResponse {
        respond(call, || self.chat_page(call))
    }

    fn datastore_page(&self, call: &Call<'_>) -> Result<PendingResponse, Refusal> {
        let size = call.size(call.limit(DEFAULT_LIMIT, MAX_LIMIT)?);
        let state = lock(&self.state);
        let since = match call.text("sync_token")? {
            None => None,
            Some(text) => Some(state.sync_start(text, call)?),
        };
        let mark = match call.text("next_token")? {
            None => Mark { position: since.unwrap_or(0), start: state.clock, since, bars: 1 },
            Some(text) => state.walk_mark(text, since, call)?,
        };
        let (numbers, last) = match mark.since {
            None => state.page_of_all(mark.position, size),
            Some(_) => state.page_of_changes(mark, size),
        };
        let next = last.map(|position| mark.next(position).encode());
        let end = Mark { position: 0, since: None, bars: 1, ..mark };
        Ok(PendingResponse::page(&Page {
            url: &call.request.path,
            r#type: "datastore",
            data: numbers.into_iter().map(|number| state.datastore(number)).collect(),
            sync_token: next.clone().or_else(|| Some(end.encode())),
            next_token: next,
        }))
    }

    fn chat_page(&self, call: &Call<'_>) -> Result<PendingResponse, Refusal> {
        let size = call.size(call.limit(DEFAULT_LIMIT, MAX_LIMIT)?);
        let state = lock(&self.state);
        let mark = match call.text("next_token")? {
            None => Mark { position: 0, start: state.clock, since: None, bars: 1 },
            Some(text) => state.walk_mark(text, None, call)?,
        };
        let first = whole(mark.position).min(self.chats);
        let end = first.saturating_add(size).min(self.chats);
        let next = (end < self.chats).then(|| mark.next(tick(end)).encode());
        Ok(PendingResponse::page(&Page {
            url: &call.request.path,
            r#type: "chat",
            data: (first..end).map(Chat::nth).collect(),
            next_token: next,
            sync_token: None,
        }))
    }
}

impl State {
    fn edit(&mut self, number: usize, insert: bool) {
        self.clock += 1;
        let now = self.clock;
        let created = insert.then_some(now);
        let edit = self.edits.entry(number).or_insert(Edit { created, last: 0, revision: 0 });
        let before = std::mem::replace(&mut edit.last, now);
        edit.revision += u64::from(!insert);
        self.changes.remove(&before);
        self.changes.insert(now, number);
    }

    fn datastore(&self, number: usize) -> Datastore {
        let mut record = Datastore::nth(number);
        if let Some(edit) = self.edits.get(&number) {
            record.modified_time = ZOHO_EPOCH + edit.last;
            record.revision = edit.revision;
            if let Some(created) = edit.created {
                record.created_time = ZOHO_EPOCH + created;
            }
        }
        record
    }

    /// The records of a page, and the position after it unless it is the last.
    fn page_of_all(&self, position: u64, size: usize) -> (Vec<usize>, Option<u64>) {
        let first = whole(position).min(self.count);
        let end = first.saturating_add(size).min(self.count);
        ((first..end).collect(), (end < self.count).then(|| tick(end)))
    }

    /// Only what changed before the walk began: what changes later is the next sync's.
    fn page_of_changes(&self, mark: Mark, size: usize) -> (Vec<usize>, Option<u64>) {
        let range = (Bound::Excluded(mark.position), Bound::Included(mark.start));
        let mut rest = if mark.position < mark.start { self.changes.range(range) } else { self.changes.range(0..0) };
        let page: Vec<_> = rest.by_ref().take(size).collect();
        let last = page.last().map_or(mark.position, |(tick, _)| **tick);
        (page.iter().map(|(_, number)| **number).collect(), rest.next().map(|_| last))
    }

    /// The tick of a sync token.
    fn sync_start(&self, text: &str, call: &Call<'_>) -> Result<u64, Refusal> {
        let mark = self.known(text, call)?;
        if mark.position != 0 || mark.since.is_some() {
            return Err(Refusal::token("sync_token is not that of a last page"));
        }
        Ok(mark.start)
    }

    /// The position of a walk, if its token and its sync token belong together.
    fn walk_mark(&self, text: &str, since: Option<u64>, call: &Call<'_>) -> Result<Mark, Refusal> {
        let mark = self.known(text, call)?;
        if since.is_some() && since != mark.since {
            return Err(Refusal::token("next_token does not belong to sync_token"));
        }
        Ok(mark)
    }

    fn known(&self, text: &str, call: &Call<'_>) -> Result<Mark, Refusal> {
        let mark = Mark::decode(text).ok_or_else(|| Refusal::token("the token is not valid"))?;
        if call.twist.expired || mark.start < self.expired_before {
            return Err(Refusal::token("the token is expired"));
        }
        let since = mark.since.unwrap_or(0);
        if mark.start > self.clock || since > mark.start {
            return Err(Refusal::token("the token is not valid"));
        }
        Ok(mark)
    }
}

impl Mark {
    /// The mark after a page. After an empty page, only the bars differ.
    fn next(self, position: u64) -> Self {
        let bars = if position == self.position { self.bars + 1 } else { 1 };
        Self { position, bars, ..self }
    }

    fn encode(self) -> String {
        let mut text = format!("{}|{}", self.position, ZOHO_EPOCH + self.start);
        if let Some(since) = self.since {
            text = format!("{text}|{}", ZOHO_EPOCH + since);
        }
        let mut bars = 0;
        while bars < self.bars {
            text.push('|');
            // Without padding there would be no `=` at the end.
            bars += usize::from(!text.len().is_multiple_of(3));
        }
        token::encode(text.as_bytes())
    }

    fn decode(text: &str) -> Option<Self> {
        let bytes = token::decode(text)?;
        let content = std::str::from_utf8(&bytes).ok()?;
        let numbers = content.trim_end_matches('|');
        let shortest = numbers.len() + 1;
        let bars = (shortest..=content.len()).filter(|length| !length.is_multiple_of(3)).count();
        let mut parts = numbers.split('|').map(|part| part.parse::<u64>().ok());
        let position = parts.next()??;
        let start = parts.next()??.checked_sub(ZOHO_EPOCH)?;
        let since = match parts.next() {
            None => None,
            Some(part) => Some(part?.checked_sub(ZOHO_EPOCH)?),
        };
        let mark = Self { position, start, since, bars };
        (bars > 0 && parts.next().is_none() && mark.encode() == text).then_some(mark)
    }
}

/// Why a request is refused.
struct Refusal {
    code: &'static str,
    message: String,
}

impl Refusal {
    fn token(message: &str) -> Self {
        Self { code: "invalid_token", message: message.to_owned() }
    }
}

impl From<Invalid> for Refusal {
    fn from(Invalid(message): Invalid) -> Self {
        Self { code: "invalid_param", message }
    }
}

fn respond(call: &Call<'_>, page: impl FnOnce() -> Result<PendingResponse, Refusal>) -> PendingResponse {
    if !call.authorized("Zoho-oauthtoken", TOKEN) {
        let message = "The access token is missing or not valid.";
        return error(StatusCode::UNAUTHORIZED, "oauthtoken_invalid", message);
    }
    if call.request.method != Method::GET {
        let message = "This list is read with GET.";
        return error(StatusCode::METHOD_NOT_ALLOWED, "method_not_allowed", message);
    }
    page().unwrap_or_else(|why| error(StatusCode::BAD_REQUEST, why.code, &why.message))
}

fn error(status: StatusCode, code: &str, message: &str) -> PendingResponse {
    PendingResponse::json(status, &json!({ "code": code, "message": message }))
}

fn whole(position: u64) -> usize {
    usize::try_from(position).unwrap_or(usize::MAX)
}

fn tick(count: usize) -> u64 {
    u64::try_from(count).unwrap_or(u64::MAX)
}
