//! The response types of the four APIs.

use demo_apis::data::{Application, Datastore, Meeting, Note, Person};
use pagination_core::Paginated;
use serde::Deserialize;
use serde_json::Value;

#[derive(Debug, Deserialize, Paginated)]
#[cursor(field = next_token, param = "next_token", expired(400))]
#[sync_token(field = sync_token, param = "sync_token")]
#[paginated(page_size(param = "limit"))]
pub struct Datastores {
    data: Vec<Datastore>,
    next_token: Option<String>,
    sync_token: Option<String>,
}

/// Ends at an empty page, and so gets over page sizes that the server clamps.
#[derive(Debug, Deserialize, Paginated)]
#[offset(stop(empty_page))]
#[paginated(page_size(param = "limit", default = 50))]
pub struct Notes {
    data: Vec<Note>,
}

#[derive(Debug, Deserialize, Paginated)]
#[offset(body = "/offset", stop(short_page))]
#[paginated(page_size(body = "/limit", default = 500))]
pub struct People {
    data: Vec<Person>,
}

#[derive(Debug, Deserialize, Paginated)]
#[cursor(field = "pagination.next_cursor", expired(400))]
#[paginated(page_size(param = "limit"))]
pub struct Meetings {
    data: Vec<Meeting>,
    pagination: NextCursor,
}

#[derive(Debug, Deserialize)]
pub struct NextCursor {
    next_cursor: Option<String>,
}

#[derive(Debug, Deserialize, Paginated)]
#[offset(param = "skip", stop(short_page))]
#[cursor(header = "x-cursor", query(sort = "id"), stop(empty_page))]
#[paginated(page_size(param = "limit", default = 50, max = 1000))]
#[serde(transparent)]
pub struct Applications(Vec<Application>);

#[derive(Debug, Deserialize, Paginated)]
#[next_link(field = meta.paging.next, prev(field = meta.paging.previous), query(order = "id(asc)"))]
#[offset(parallel, max_window = 10_000, stop(short_page))]
#[paginated(page_size(param = "limit", default = 200, max = 200), total = meta.records)]
pub struct Contacts {
    data: Vec<Contact>,
    meta: Meta,
}

#[derive(Debug, Deserialize)]
pub struct Contact {
    pub id: u64,
}

#[derive(Debug, Deserialize)]
pub struct Meta {
    paging: Paging,
    /// Under a fault it may be anything.
    #[serde(default)]
    records: Value,
}

#[derive(Debug, Deserialize)]
pub struct Paging {
    next: Option<String>,
    previous: Option<String>,
}
