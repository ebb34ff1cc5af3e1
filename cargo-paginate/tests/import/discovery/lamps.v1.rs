// Written by `cargo paginate` from lamps.v1.json.
// The comment beside an attribute says where it was read. The description does not say what is marked `guessed`:
// prove it against the API before you rely on it.
// This module needs `pagination-core` (feature `derive`), `serde` (feature `derive`) and `serde_json`.

use pagination_core::Paginated;
use serde::Deserialize;

/// `lamps.lamps.list`: `GET lamps/v1/lamps`.
///
/// Lists the lamps.
#[derive(Deserialize, Paginated)]
#[cursor(field = next_page_token, param = "pageToken")] // Google's convention for lists: `nextPageToken` and `pageToken`
#[sync_token(field = next_sync_token, param = "syncToken")] // Google's convention for lists: `nextSyncToken` and `syncToken`
#[paginated(items = lamps)] // guessed: `lamps` is the list of the response that looks like its records
#[paginated(page_size(param = "pageSize", default = 100, max = 1000))] // Google's convention for lists: `pageSize`
pub struct LampsLampsList {
    pub lamps: Option<Vec<records::Lamp>>,
    #[serde(rename = "nextPageToken")]
    pub next_page_token: Option<String>,
    #[serde(rename = "nextSyncToken")]
    pub next_sync_token: Option<String>,
}

/// `lamps.lamps.query`: `POST lamps/v1/lamps:query`.
#[derive(Deserialize, Paginated)]
#[cursor(field = next_page_token, body = "/pageToken")] // Google's convention for lists: `nextPageToken` and `pageToken`
#[paginated(items = lamps)] // guessed: `lamps` is the list of the response that looks like its records
#[paginated(page_size(body = "/pageSize"))] // Google's convention for lists: `pageSize`
pub struct LampsLampsQuery {
    pub lamps: Option<Vec<records::Lamp>>,
    #[serde(rename = "nextPageToken")]
    pub next_page_token: Option<String>,
}

/// `lamps.zones.aggregatedList`: `GET lamps/v1/aggregated`.
#[derive(Deserialize, Paginated)]
#[cursor(field = next_page_token, param = "pageToken")] // Google's convention for lists: `nextPageToken` and `pageToken`
#[paginated(items = items)] // guessed: `items` is the list of the response that looks like its records
#[paginated(page_size(param = "maxResults"))] // Google's convention for lists: `maxResults`
pub struct LampsZonesAggregatedList {
    pub items: Option<std::collections::BTreeMap<String, records::Zone>>,
    #[serde(rename = "nextPageToken")]
    pub next_page_token: Option<String>,
}

/// The records, as the API describes them.
pub mod records {
    #[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, Default)]
    pub struct Lamp {
        #[serde(skip_serializing_if = "Option::is_none")]
        pub etc: Option<::serde_json::Value>,
        #[serde(skip_serializing_if = "Option::is_none")]
        pub id: Option<String>,
        #[serde(skip_serializing_if = "Option::is_none")]
        pub on: Option<bool>,
    }
    #[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, Default)]
    pub struct Zone {
        #[serde(skip_serializing_if = "Option::is_none")]
        pub lamps: Option<Vec<Lamp>>,
    }
}

// not converted: lamps.zones.list: the response has a `nextPageToken`, which no parameter takes
