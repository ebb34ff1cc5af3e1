//! The response types, as a program that uses these APIs has them, and the ids of their items.

use demo_apis::LoggedRequest;
use demo_apis::data::{Application, Chat, Datastore, Meeting, Note, Person};
use pagination_core::Paginated;
use pagination_core::reqwest::Error;
use serde::Deserialize;

use crate::harness::Walked;

/// Zoho Cliq: a module with both tokens.
#[derive(Debug, Deserialize, Paginated)]
#[cursor(field = next_token, param = "next_token")]
#[sync_token(field = sync_token, param = "sync_token")]
#[paginated(page_size(param = "limit"))]
pub struct Datastores {
    pub data: Vec<Datastore>,
    pub next_token: Option<String>,
    pub sync_token: Option<String>,
}

/// As [`Datastores`]; a 400 means that the token has expired.
#[derive(Debug, Deserialize, Paginated)]
#[cursor(field = next_token, param = "next_token", expired(400))]
#[sync_token(field = sync_token, param = "sync_token")]
#[paginated(page_size(param = "limit"))]
pub struct ExpiringDatastores {
    pub data: Vec<Datastore>,
    pub next_token: Option<String>,
    pub sync_token: Option<String>,
}

/// Zoho Cliq: a module without a sync token.
#[derive(Debug, Deserialize, Paginated)]
#[cursor(field = next_token, param = "next_token")]
#[paginated(page_size(param = "limit"))]
pub struct Chats {
    pub data: Vec<Chat>,
    pub next_token: Option<String>,
}

/// Zoho Cliq: any module, in the envelope that all of them share.
#[derive(Debug, Deserialize, Paginated)]
#[cursor(field = next_token, param = "next_token")]
#[sync_token(field = sync_token, param = "sync_token")]
#[paginated(page_size(param = "limit"))]
pub struct Module<T> {
    pub data: Vec<T>,
    pub next_token: Option<String>,
    pub sync_token: Option<String>,
}

/// Attio by offset, in the query.
#[derive(Debug, Deserialize, Paginated)]
#[offset(stop(short_page))]
#[paginated(page_size(param = "limit", default = 50))]
pub struct Notes {
    pub data: Vec<Note>,
}

/// Attio by offset, in the body of a POST.
#[derive(Debug, Deserialize, Paginated)]
#[offset(body = "/offset", stop(short_page))]
#[paginated(page_size(body = "/limit", default = 500))]
pub struct People {
    pub data: Vec<Person>,
}

/// Attio by cursor.
#[derive(Debug, Deserialize, Paginated)]
#[cursor(field = "pagination.next_cursor")]
#[paginated(page_size(param = "limit"))]
pub struct Meetings {
    pub data: Vec<Meeting>,
    pub pagination: NextCursor,
}

#[derive(Debug, Deserialize)]
pub struct NextCursor {
    pub next_cursor: Option<String>,
}

/// Zylo, by `skip` and by the cursor in a header.
#[derive(Debug, Deserialize, Paginated)]
#[offset(param = "skip", stop(short_page))]
#[cursor(header = "x-cursor", query(sort = "id"), stop(empty_page))]
#[paginated(page_size(param = "limit", default = 50, max = 1000))]
#[serde(transparent)]
pub struct Applications(pub Vec<Application>);

/// Clio, by link in both directions, and by offset up to its cap.
#[derive(Debug, Deserialize, Paginated)]
#[next_link(field = meta.paging.next, prev(field = meta.paging.previous), query(order = "id(asc)"))]
#[offset(parallel, max_window = 10_000, stop(short_page))]
#[paginated(page_size(param = "limit", default = 200, max = 200))]
pub struct Contacts {
    pub data: Vec<Contact>,
    pub meta: Meta,
}

/// As [`Contacts`], for a server whose offset ends at 500 items.
#[derive(Debug, Deserialize, Paginated)]
#[offset(parallel, max_window = 500, stop(short_page))]
#[paginated(page_size(param = "limit", default = 200, max = 200))]
pub struct FewContacts {
    pub data: Vec<Contact>,
}

/// As [`Contacts`], without the declared cap.
#[derive(Debug, Deserialize, Paginated)]
#[offset(stop(short_page))]
#[paginated(page_size(param = "limit", default = 200, max = 200))]
pub struct UnlimitedContacts {
    pub data: Vec<Contact>,
}

/// As [`Contacts`], by the total that the API reports.
#[derive(Debug, Deserialize, Paginated)]
#[offset(parallel)]
#[paginated(page_size(param = "limit", default = 200, max = 200), total = meta.records)]
pub struct CountedContacts {
    pub data: Vec<Contact>,
    pub meta: Counted,
}

/// A total that may be a number or a text.
#[derive(Debug, Deserialize)]
pub struct Counted {
    pub records: serde_json::Value,
}

/// `fields` selects the fields; the id is always there.
#[derive(Debug, PartialEq, Deserialize)]
pub struct Contact {
    pub id: u64,
    pub name: Option<String>,
}

#[derive(Debug, Deserialize)]
pub struct Meta {
    pub paging: Paging,
}

#[derive(Debug, Deserialize)]
pub struct Paging {
    pub next: Option<String>,
    pub previous: Option<String>,
}

/// The id of an item, as text.
pub trait Id {
    fn id(&self) -> String;
}

macro_rules! ids {
    ($($item:ty: $($field:ident).+;)*) => {$(
        impl Id for $item {
            fn id(&self) -> String {
                self.$($field).+.to_string()
            }
        }
    )*};
}

ids! {
    Datastore: id;
    Chat: id;
    Note: id.note_id;
    Person: id.record_id;
    Meeting: id.meeting_id;
    Application: id;
    Contact: id;
}

pub fn texts<I: ToString>(ids: &[I]) -> Vec<String> {
    ids.iter().map(ToString::to_string).collect()
}

impl<T: Id + std::fmt::Debug> Walked<T, Error, LoggedRequest> {
    /// The ids, with or without errors.
    pub fn ids(&self) -> Vec<String> {
        self.items.iter().map(Id::id).collect()
    }

    /// The walk gave these items, each once and in this order, with so many requests and without an error.
    #[track_caller]
    pub fn gave_ids<I: ToString>(&self, ids: &[I], requests: usize) {
        assert!(self.errors.is_empty(), "{:?}", self.errors);
        assert_eq!(self.ids(), texts(ids));
        assert_eq!(self.requests.len(), requests, "{:?}", self.targets());
    }

    /// The walk gave these items, then one error that ended it, with so many requests.
    #[track_caller]
    pub fn failed_after_ids<I: ToString>(&self, ids: &[I], requests: usize) -> &Error {
        assert_eq!(self.ids(), texts(ids));
        assert_eq!(self.requests.len(), requests, "{:?}", self.targets());
        self.error()
    }
}
