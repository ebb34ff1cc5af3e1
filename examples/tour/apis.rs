//! The response types of the four APIs, each with its attributes.

use demo_apis::data::{Application, Datastore, Meeting, Note, Person};
use pagination_core::Paginated;
use serde::Deserialize;

/// Zoho Cliq: `next_token` until it is absent. The `sync_token` of the last page requests the changes since then.
#[derive(Deserialize, Paginated)]
#[cursor(field = next_token, param = "next_token")]
#[sync_token(field = sync_token, param = "sync_token")]
#[paginated(page_size(param = "limit"))]
pub struct Datastores {
    data: Vec<Datastore>,
    next_token: Option<String>,
    sync_token: Option<String>,
}

/// Attio by offset, in the query. A page shorter than the limit is the last one.
#[derive(Deserialize, Paginated)]
#[offset(stop(short_page))]
#[paginated(page_size(param = "limit", default = 50))]
pub struct Notes {
    data: Vec<Note>,
}

/// Attio by offset, in the body of a POST.
#[derive(Deserialize, Paginated)]
#[offset(body = "/offset", stop(short_page))]
#[paginated(page_size(body = "/limit", default = 500))]
pub struct People {
    data: Vec<Person>,
}

/// Attio by cursor.
#[derive(Deserialize, Paginated)]
#[cursor(field = "pagination.next_cursor")]
#[paginated(page_size(param = "limit"))]
pub struct Meetings {
    data: Vec<Meeting>,
    pagination: NextCursor,
}

#[derive(Deserialize)]
pub struct NextCursor {
    next_cursor: Option<String>,
}

/// Zylo, by `skip` or by the cursor in a response header. Every page that has items has the header, so an empty page is the end.
#[derive(Deserialize, Paginated)]
#[offset(param = "skip", stop(short_page))]
#[cursor(header = "x-cursor", query(sort = "id"), stop(empty_page))]
#[paginated(page_size(param = "limit", default = 50, max = 1000))]
#[serde(transparent)]
pub struct Applications(Vec<Application>);

/// Clio by link, in both directions, and by offset up to 10,000 items.
#[derive(Deserialize, Paginated)]
#[next_link(field = meta.paging.next, prev(field = meta.paging.previous), query(order = "id(asc)"))]
#[offset(parallel, max_window = 10_000, stop(short_page))]
#[paginated(page_size(param = "limit", default = 200, max = 200))]
pub struct Contacts {
    data: Vec<Contact>,
    meta: Meta,
}

#[derive(Deserialize)]
pub struct Contact {
    pub id: u64,
}

#[derive(Deserialize)]
pub struct Meta {
    paging: Paging,
}

#[derive(Deserialize)]
pub struct Paging {
    next: Option<String>,
    previous: Option<String>,
}
