// Written by `cargo paginate` from dropshot.yaml.
// The comment beside an attribute says where it was read. The description does not say what is marked `guessed`:
// prove it against the API before you rely on it.
// This module needs `pagination-core` (feature `derive`) and `serde` (feature `derive`).

use pagination_core::Paginated;
use serde::Deserialize;

/// `rack_list`: `GET /racks`.
// the first request needs project
#[derive(Deserialize, Paginated)]
#[cursor(field = next_page, param = "page_token")] // x-dropshot-pagination: `page_token` and `next_page` are Dropshot's names
#[paginated(items = items)] // x-dropshot-pagination: `items` is Dropshot's name
#[paginated(page_size(param = "limit"))] // x-dropshot-pagination: `limit` is Dropshot's name
pub struct RackList {
    pub items: Vec<records::Rack>,
    pub next_page: Option<String>,
}

/// The records, as the API describes them.
pub mod records {
    #[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug)]
    pub struct Rack {
        pub id: String,
        #[serde(skip_serializing_if = "Option::is_none")]
        pub identity: Option<RackIdentity>,
    }
    #[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug)]
    pub struct RackIdentity {
        pub id: String,
        #[serde(default)]
        pub identity: Box<Option<RackIdentity>>,
    }
}

// not converted: sled_disk_list: it names the parameter `page_token`, which the operation does not have
