// Written by `cargo paginate` from openapi.yaml.
// The comment beside an attribute says where it was read. The description does not say what is marked `guessed`:
// prove it against the API before you rely on it.
// This module needs `pagination-core` (feature `derive`) and `serde` (feature `derive`).

use pagination_core::Paginated;
use serde::Deserialize;

/// `listDatasets`: `GET /datasets`.
#[derive(Deserialize, Paginated)]
#[page(param = "page_no")] // Stainless configuration, pagination `by_number`, `page_number_param`
#[paginated(items = rows)] // Stainless configuration, pagination `by_number`, `items`
#[paginated(total_pages = last)] // Stainless configuration, pagination `by_number`, `total_page_count_field`
pub struct ListDatasets {
    pub last: Option<i64>,
    pub rows: Option<Vec<records::ListDatasetsRecord>>,
}

/// `listJobs`: `GET /jobs`.
#[derive(Deserialize, Paginated)]
#[cursor(last_item = id, param = "after")] // Stainless configuration, pagination `by_id`, `cursor_item_id`
#[paginated(items = data)] // Stainless configuration, pagination `by_id`, `items`
#[paginated(page_size(param = "limit", default = 20))] // Stainless configuration, pagination `by_id`, `limit`
#[paginated(has_more = has_more)] // Stainless configuration, pagination `by_id`, `has_next_page`
pub struct ListJobs {
    pub data: Vec<records::Job>,
    pub has_more: Option<bool>,
}

/// `listMarked`: `GET /marked`.
#[derive(Deserialize, Paginated)]
#[cursor(field = upcoming, param = "position", stop(empty_page))] // x-stainless-pagination-property, `next_cursor_field`
#[paginated(items = entries)] // x-stainless-pagination-property, `items`
pub struct ListMarked {
    pub entries: Option<Vec<i64>>,
    pub upcoming: Option<String>,
}

/// The records, as the API describes them.
pub mod records {
    #[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug)]
    pub struct Job {
        pub id: String,
    }
    #[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, Default)]
    pub struct ListDatasetsRecord {
        #[serde(skip_serializing_if = "Option::is_none")]
        pub name: Option<String>,
    }
}

// not converted: listFiles: Stainless configuration, pagination `all_at_once` is a `fake_page`: the list is a single page
