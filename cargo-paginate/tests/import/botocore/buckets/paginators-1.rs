// Written by `cargo paginate` from paginators-1.json.
// The comment beside an attribute says where it was read. The description does not say what is marked `guessed`:
// prove it against the API before you rely on it.
// This module needs `pagination-core` (feature `derive`), `serde` (feature `derive`) and `serde_json`.

use pagination_core::Paginated;
use serde::Deserialize;

/// `ListBoth`: `GET /both`.
// It answers in XML: give the pager a codec, `.codec::<Xml>()`, over an XML reader for serde such as quick-xml.
#[derive(Deserialize, Paginated)]
#[cursor(field = next_marker, param = "marker")] // paginators-1.json, `input_token` and `output_token`
#[paginated(items(chain(things, parts.part)), item = ListBothRecord)] // paginators-1.json, `result_key`
#[paginated(page_size(param = "max-keys"))] // guessed: the parameter `MaxKeys`, by its name
pub struct ListBoth {
    #[serde(rename = "NextMarker")]
    pub next_marker: Option<String>,
    #[serde(rename = "Parts")]
    pub parts: Option<ListBothParts2>,
    #[serde(rename = "Things")]
    pub things: Option<Vec<ListBothThings>>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(transparent)]
pub struct ListBothThings(pub records::Thing);

#[derive(Clone, Debug, Deserialize)]
#[serde(transparent)]
pub struct ListBothParts(pub records::Thing);

#[derive(Clone, Debug)]
pub enum ListBothRecord {
    Things(ListBothThings),
    Parts(ListBothParts),
}

impl From<ListBothThings> for ListBothRecord {
    fn from(record: ListBothThings) -> Self {
        Self::Things(record)
    }
}

impl From<ListBothParts> for ListBothRecord {
    fn from(record: ListBothParts) -> Self {
        Self::Parts(record)
    }
}

#[derive(Deserialize)]
pub struct ListBothParts2 {
    #[serde(rename = "Part")]
    pub part: Option<Vec<ListBothParts>>,
}

/// `ListParts`: `GET /{Bucket}?uploads`.
// It answers in XML: give the pager a codec, `.codec::<Xml>()`, over an XML reader for serde such as quick-xml.
#[derive(Deserialize, Paginated)]
#[cursor(with = list_parts_position, merge)] // paginators-1.json, `input_token` and `output_token`
#[paginated(items = parts.part, item = records::Thing)] // paginators-1.json, `result_key`
#[paginated(page_size(param = "max-keys"))] // guessed: the parameter `MaxKeys`, by its name
#[paginated(has_more = is_truncated)] // paginators-1.json, `more_results`
pub struct ListParts {
    #[serde(rename = "IsTruncated")]
    pub is_truncated: Option<bool>,
    #[serde(rename = "NextIdMarker")]
    pub next_id_marker: Option<String>,
    #[serde(rename = "NextKeyMarker")]
    pub next_key_marker: Option<String>,
    #[serde(rename = "Parts")]
    pub parts: Option<ListPartsParts>,
}

#[derive(Deserialize)]
pub struct ListPartsParts {
    #[serde(rename = "Part")]
    pub part: Option<Vec<records::Thing>>,
}

/// The members that give the next position together.
fn list_parts_position(page: &pagination_core::Page<ListParts>) -> Option<serde_json::Map<String, serde_json::Value>> {
    let mut position = serde_json::Map::new();
    if let Some(value) = page.next_key_marker.as_ref() {
        position.insert("key-marker".to_owned(), value.clone().into());
    }
    if let Some(value) = page.next_id_marker.as_ref() {
        position.insert("id-marker".to_owned(), value.clone().into());
    }
    (!position.is_empty()).then_some(position)
}

/// `ListThings`: `GET /{Bucket}`.
// It answers in XML: give the pager a codec, `.codec::<Xml>()`, over an XML reader for serde such as quick-xml.
#[derive(Deserialize, Paginated)]
#[cursor(field = next_marker, or(last_item = key), param = "marker")] // paginators-1.json, `input_token` and `output_token`
#[paginated(items = thing)] // paginators-1.json, `result_key`
#[paginated(page_size(param = "max-keys"))] // paginators-1.json, `limit_key`
#[paginated(has_more = is_truncated)] // paginators-1.json, `more_results`
pub struct ListThings {
    #[serde(rename = "IsTruncated")]
    pub is_truncated: Option<bool>,
    #[serde(rename = "NextMarker")]
    pub next_marker: Option<String>,
    #[serde(rename = "Prefixes")]
    pub prefixes: Option<ListThingsPrefixes>,
    #[serde(rename = "Thing")]
    pub thing: Option<Vec<records::Thing>>,
}

#[derive(Deserialize)]
pub struct ListThingsPrefixes {
    pub member: Option<Vec<String>>,
}

/// The records, as the API describes them.
pub mod records {
    #[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, Default)]
    pub struct Thing {
        #[serde(rename = "Key", skip_serializing_if = "Option::is_none")]
        pub key: Option<String>,
        #[serde(rename = "Size", skip_serializing_if = "Option::is_none")]
        pub size: Option<i64>,
    }
}

// not converted: ListRoles: `InBody` is in the path of the request, or in an XML body
