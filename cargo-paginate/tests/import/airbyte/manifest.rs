// Written by `cargo paginate` from manifest.yaml.
// The comment beside an attribute says where it was read. The description does not say what is marked `guessed`:
// prove it against the API before you rely on it.
// This module needs `pagination-core` (feature `derive`), `serde` (feature `derive`) and `serde_json`.

use pagination_core::Paginated;
use serde::Deserialize;

/// `users`: `GET /users`.
#[derive(Deserialize, Paginated)]
#[cursor(field = meta.next, param = "cursor")] // CursorPagination, `cursor_value`
#[paginated(items = data, each = attributes, item = records::UsersRecord)] // DpathExtractor, `field_path`
#[paginated(key = id)] // `primary_key`
#[paginated(page_size(param = "limit", send = 100))] // CursorPagination, `page_size_option`
#[paginated(has_more = has_more)] // CursorPagination, `stop_condition`
pub struct Users {
    pub data: Option<Vec<UsersEntry>>,
    pub has_more: Option<bool>,
    pub meta: Option<UsersMeta>,
}

#[derive(Deserialize)]
pub struct UsersEntry {
    pub attributes: records::UsersRecord,
}

#[derive(Deserialize)]
pub struct UsersMeta {
    pub next: Option<serde_json::Value>,
}

/// `offsets`: `GET /offsets`.
#[derive(Deserialize, Paginated)]
#[offset(body = "/page/offset", stop(short_page))] // OffsetIncrement, `page_token_option`
#[paginated(page_size(body = "/page/limit", send = 50))] // OffsetIncrement, `page_size_option`
#[serde(transparent)]
pub struct Offsets(pub Vec<serde_json::Value>);

/// `pages`: `GET /pages`.
#[derive(Deserialize, Paginated)]
#[page(param = "page", stop(empty_page))] // PageIncrement, `page_token_option`
#[paginated(items = items)] // DpathExtractor, `field_path`
pub struct Pages {
    pub items: Option<Vec<serde_json::Value>>,
}

/// `links`: `GET /links`.
#[derive(Deserialize, Paginated)]
#[next_link(rel = "next")] // CursorPagination, `cursor_value`
#[serde(transparent)]
pub struct Links(pub Vec<serde_json::Value>);

/// `sentry`: `GET /sentry`.
#[derive(Deserialize, Paginated)]
#[next_link(rel = "next", end(results = "false"))] // CursorPagination, `cursor_value`
#[serde(transparent)]
pub struct Sentry(pub Vec<serde_json::Value>);

/// `last`: `GET /last`.
#[derive(Deserialize, Paginated)]
#[cursor(last_item = token, param = "since", stop(empty_page))] // CursorPagination, `cursor_value`
#[paginated(items = rows)] // DpathExtractor, `field_path`
pub struct Last {
    pub rows: Option<Vec<LastRecord>>,
}

#[derive(Clone, Debug, Deserialize)]
pub struct LastRecord {
    pub token: Option<serde_json::Value>,
    #[serde(flatten)]
    pub rest: serde_json::Map<String, serde_json::Value>,
}

/// `agenda`: `GET /agenda`.
#[derive(Deserialize, Paginated)]
#[cursor(field = meta.next, param = "cursor")] // CursorPagination, `cursor_value`
#[paginated(items = days, each = meetings.*, item = AgendaRecord)] // DpathExtractor, `field_path`
#[paginated(key = uuid)] // `primary_key`
#[paginated(page_size(param = "limit", send = 100))] // CursorPagination, `page_size_option`
#[paginated(has_more = has_more)] // CursorPagination, `stop_condition`
pub struct Agenda {
    pub days: Option<Vec<AgendaEntry>>,
    pub has_more: Option<bool>,
    pub meta: Option<AgendaMeta>,
}

#[derive(Clone, Debug, Deserialize)]
pub struct AgendaRecord {
    pub uuid: Option<serde_json::Value>,
    #[serde(flatten)]
    pub rest: serde_json::Map<String, serde_json::Value>,
}

#[derive(Deserialize)]
pub struct AgendaEntry {
    pub meetings: Option<Vec<AgendaRecord>>,
}

#[derive(Deserialize)]
pub struct AgendaMeta {
    pub next: Option<serde_json::Value>,
}

/// `cells`: `GET /cells`.
#[derive(Deserialize, Paginated)]
#[cursor(field = meta.next, param = "cursor")] // CursorPagination, `cursor_value`
#[paginated(items = rows, each = *.cell, item = serde_json::Value)] // DpathExtractor, `field_path`
#[paginated(page_size(param = "limit", send = 100))] // CursorPagination, `page_size_option`
#[paginated(has_more = has_more)] // CursorPagination, `stop_condition`
pub struct Cells {
    pub has_more: Option<bool>,
    pub meta: Option<CellsMeta>,
    pub rows: Option<Vec<Vec<CellsEntry>>>,
}

#[derive(Deserialize)]
pub struct CellsEntry {
    pub cell: serde_json::Value,
}

#[derive(Deserialize)]
pub struct CellsMeta {
    pub next: Option<serde_json::Value>,
}

/// The records, as the API describes them.
pub mod records {
    #[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, Default)]
    pub struct UsersRecord {
        #[serde(skip_serializing_if = "Option::is_none")]
        pub id: Option<String>,
        #[serde(skip_serializing_if = "Option::is_none")]
        pub name: Option<String>,
    }
}

// not converted: arithmetic: the template `{{ last_record['id'] + 1 }}` is not understood

// not converted: custom: its extractor is a `CustomRecordExtractor`: only its own code knows how
