// Written by `cargo paginate` from pageable.json.
// The comment beside an attribute says where it was read. The description does not say what is marked `guessed`:
// prove it against the API before you rely on it.
// This module needs `pagination-core` (feature `derive`) and `serde` (feature `derive`).

use pagination_core::Paginated;
use serde::Deserialize;

/// `Events_List`: `GET /events`.
// It answers in XML: give the pager a codec, `.codec::<Xml>()`, over an XML reader for serde such as quick-xml.
#[derive(Deserialize, Paginated)]
#[next_link(field = next)] // x-ms-pageable, `nextLinkName`
#[paginated(items = value)] // x-ms-pageable, where `itemName` is `value` if it is not given
pub struct EventsList {
    pub next: Option<String>,
    pub value: Option<Vec<std::collections::BTreeMap<String, String>>>,
}

/// `Vaults_List`: `GET /vaults`.
#[derive(Deserialize, Paginated)]
#[next_link(field = next_link)] // x-ms-pageable, `nextLinkName`
#[paginated(items = value)] // x-ms-pageable, where `itemName` is `value` if it is not given
#[paginated(page_size(param = "$top", max = 1000))] // guessed: the parameter `$top`, by its name
pub struct VaultsList {
    #[serde(rename = "nextLink")]
    pub next_link: Option<String>,
    pub value: Vec<records::Vault>,
}

/// `Vaults_Search`: `POST /vaults/search`.
// the document names an operation for the next link: `Vaults_SearchNext`
#[derive(Deserialize, Paginated)]
#[next_link(field = odata_next_link, method = "GET")] // x-ms-pageable, `nextLinkName`
#[paginated(items = hits)] // x-ms-pageable, `itemName`
pub struct VaultsSearch {
    #[serde(rename = "@odata.nextLink")]
    pub odata_next_link: Option<String>,
    pub hits: Option<Vec<records::Vault>>,
}

/// The records, as the API describes them.
pub mod records {
    #[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, Default)]
    pub struct Vault {
        #[serde(skip_serializing_if = "Option::is_none")]
        pub id: Option<String>,
        #[serde(skip_serializing_if = "Option::is_none")]
        pub properties: Option<VaultProperties>,
        #[serde(skip_serializing_if = "Option::is_none")]
        pub tags: Option<::std::collections::HashMap<String, String>>,
        #[serde(rename = "type", skip_serializing_if = "Option::is_none")]
        pub type_: Option<String>,
    }
    #[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, Default)]
    pub struct VaultProperties {
        #[serde(rename = "self", skip_serializing_if = "Option::is_none")]
        pub self_: Option<Box<Vault>>,
    }
}

// not converted: Regions_List: its `nextLinkName` is null: the list is a single page
