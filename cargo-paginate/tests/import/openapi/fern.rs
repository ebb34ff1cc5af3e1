// Written by `cargo paginate` from fern.json.
// The comment beside an attribute says where it was read. The description does not say what is marked `guessed`:
// prove it against the API before you rely on it.
// This module needs `pagination-core` (feature `derive`), `serde` (feature `derive`) and `serde_json`.

use pagination_core::Paginated;
use serde::Deserialize;

/// `ports.list`: `GET /ports`.
#[derive(Deserialize, Paginated)]
#[page(param = "page", first = 0, stop(empty_page))] // x-fern-pagination, `offset`
#[serde(transparent)]
pub struct PortsList(pub Vec<records::Port>);

/// `sailings.list`: `GET /sailings`.
#[derive(Deserialize, Paginated)]
#[cursor(field = paging.after, param = "after")] // x-fern-pagination, `cursor` and `next_cursor`
#[paginated(items = sailings)] // x-fern-pagination, `results`
pub struct SailingsList {
    pub paging: Option<SailingsListPaging>,
    pub sailings: Vec<records::Sailing>,
}

#[derive(Deserialize)]
pub struct SailingsListPaging {
    pub after: Option<String>,
}

/// `tickets.list`: `GET /tickets`.
#[derive(Deserialize, Paginated)]
#[offset(param = "start")] // x-fern-pagination, `offset` and `step`
#[paginated(items = tickets)] // x-fern-pagination, `results`
#[paginated(page_size(param = "limit", max = 500))] // x-fern-pagination, `step`
#[paginated(has_more = more)] // x-fern-pagination, `has-next-page`
pub struct TicketsList {
    pub more: Option<bool>,
    pub tickets: Option<Vec<records::TicketsListRecord>>,
}

/// The records, as the API describes them.
pub mod records {
    #[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, Default)]
    pub struct Port {
        #[serde(rename = "fooBar", skip_serializing_if = "Option::is_none")]
        pub foo_bar: Option<String>,
        #[serde(rename = "-1", skip_serializing_if = "Option::is_none")]
        pub minus1: Option<i64>,
        #[serde(skip_serializing_if = "Option::is_none")]
        pub name: Option<String>,
        #[serde(rename = "+1", skip_serializing_if = "Option::is_none")]
        pub plus1: Option<i64>,
    }
    #[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, Default)]
    pub struct Sailing {
        #[serde(skip_serializing_if = "Option::is_none")]
        pub from: Option<Port>,
        #[serde(skip_serializing_if = "Option::is_none")]
        pub kind: Option<::serde_json::Value>,
        #[serde(skip_serializing_if = "Option::is_none")]
        pub night: Option<bool>,
    }
    #[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug)]
    pub struct TicketsListRecord {
        pub id: i64,
        #[serde(skip_serializing_if = "Option::is_none")]
        pub price: Option<f64>,
    }
}

// not converted: crew.list: it is declared `custom`: only its own code knows how
