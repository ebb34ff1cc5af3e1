// Written by `cargo paginate` from paginators-1.json.
// The comment beside an attribute says where it was read. The description does not say what is marked `guessed`:
// prove it against the API before you rely on it.
// This module needs `pagination-core` (feature `derive`), `serde` (feature `derive`) and `serde_json`.

use pagination_core::Paginated;
use serde::Deserialize;

/// `DescribeBoth`: `POST /`.
#[derive(Deserialize, Paginated)]
#[cursor(field = next_token, body = "/NextToken")] // paginators-1.json, `input_token` and `output_token`
#[paginated(items = names)] // paginators-1.json, `result_key`
#[paginated(page_size(body = "/Limit"))] // guessed: the parameter `Limit`, by its name
pub struct DescribeBoth {
    #[serde(rename = "Details")]
    pub details: Option<Vec<records::Shelf>>,
    #[serde(rename = "Names")]
    pub names: Option<Vec<String>>,
    #[serde(rename = "NextToken")]
    pub next_token: Option<String>,
}

/// `ListChanges`: `POST /`.
#[derive(Deserialize, Paginated)]
#[cursor(field = next_token, body = "/NextToken")] // paginators-1.json, `input_token` and `output_token`
#[paginated(items(chain(added, removed)), item = ListChangesRecord)] // paginators-1.json, `result_key`
#[paginated(page_size(body = "/Limit"))] // guessed: the parameter `Limit`, by its name
pub struct ListChanges {
    #[serde(rename = "Added")]
    pub added: Option<Vec<ListChangesAdded>>,
    #[serde(rename = "NextToken")]
    pub next_token: Option<String>,
    #[serde(rename = "Removed")]
    pub removed: Option<Vec<ListChangesRemoved>>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(transparent)]
pub struct ListChangesAdded(pub records::Shelf);

#[derive(Clone, Debug, Deserialize)]
#[serde(transparent)]
pub struct ListChangesRemoved(pub records::Shelf);

#[derive(Clone, Debug)]
pub enum ListChangesRecord {
    Added(ListChangesAdded),
    Removed(ListChangesRemoved),
}

impl From<ListChangesAdded> for ListChangesRecord {
    fn from(record: ListChangesAdded) -> Self {
        Self::Added(record)
    }
}

impl From<ListChangesRemoved> for ListChangesRecord {
    fn from(record: ListChangesRemoved) -> Self {
        Self::Removed(record)
    }
}

/// `ListFolder`: `POST /`.
#[derive(Deserialize, Paginated)]
#[cursor(field = next_token, body = "/NextToken")] // paginators-1.json, `input_token` and `output_token`
#[paginated(items(chain(shelves, records)), item = ListFolderRecord)] // paginators-1.json, `result_key`
#[paginated(page_size(body = "/Limit"))] // guessed: the parameter `Limit`, by its name
pub struct ListFolder {
    #[serde(rename = "Messages")]
    pub messages: Option<Vec<records::Record>>,
    #[serde(rename = "NextToken")]
    pub next_token: Option<String>,
    #[serde(rename = "OldShelves")]
    pub old_shelves: Option<Vec<records::Shelf>>,
    #[serde(rename = "Records")]
    pub records: Option<Vec<records::Record>>,
    #[serde(rename = "Shelves")]
    pub shelves: Option<Vec<records::Shelf>>,
}

#[derive(Clone, Debug)]
pub enum ListFolderRecord {
    Shelves(records::Shelf),
    Records(records::Record),
}

impl From<records::Shelf> for ListFolderRecord {
    fn from(record: records::Shelf) -> Self {
        Self::Shelves(record)
    }
}

impl From<records::Record> for ListFolderRecord {
    fn from(record: records::Record) -> Self {
        Self::Records(record)
    }
}

/// `ListGuesses`: `POST /`.
#[derive(Deserialize, Paginated)]
#[cursor(field = next_token, body = "/NextToken")] // guessed: `NextToken` of the response goes with the parameter `NextToken`, by their names
#[paginated(items = shelves)] // guessed: `Shelves` is the list of the response that looks like its records
#[paginated(page_size(body = "/Limit"))] // guessed: the parameter `Limit`, by its name
pub struct ListGuesses {
    #[serde(rename = "NextToken")]
    pub next_token: Option<String>,
    #[serde(rename = "Shelves")]
    pub shelves: Vec<records::Shelf>,
}

/// `ListRecords`: `POST /`.
#[derive(Deserialize, Paginated)]
#[cursor(last_item = id, body = "/Start")] // paginators-1.json, `input_token` and `output_token`
#[paginated(items = stream.records, item = records::Record)] // paginators-1.json, `result_key`
#[paginated(page_size(body = "/Limit"))] // guessed: the parameter `Limit`, by its name
#[paginated(has_more = stream.has_more)] // paginators-1.json, `more_results`
pub struct ListRecords {
    #[serde(rename = "Stream")]
    pub stream: ListRecordsStream,
}

#[derive(Deserialize)]
pub struct ListRecordsStream {
    #[serde(rename = "HasMore")]
    pub has_more: Option<bool>,
    #[serde(rename = "Records")]
    pub records: Option<Vec<records::Record>>,
}

/// `ListShelves`: `POST /`.
///
/// The shelves of a room.
#[derive(Deserialize, Paginated)]
#[cursor(field = next_token, body = "/NextToken")] // paginators-1.json, `input_token` and `output_token`
#[paginated(items = shelves)] // paginators-1.json, `result_key`
#[paginated(page_size(body = "/MaxResults"))] // paginators-1.json, `limit_key`
pub struct ListShelves {
    #[serde(rename = "NextToken")]
    pub next_token: Option<String>,
    #[serde(rename = "Shelves")]
    pub shelves: Vec<records::Shelf>,
}

/// `Query`: `POST /`.
#[derive(Deserialize, Paginated)]
#[cursor(field = last_evaluated_key, body = "/ExclusiveStartKey")] // paginators-1.json, `input_token` and `output_token`
#[paginated(items = items)] // paginators-1.json, `result_key`
#[paginated(page_size(body = "/Limit"))] // paginators-1.json, `limit_key`
pub struct Query {
    #[serde(rename = "Items")]
    pub items: Option<Vec<std::collections::BTreeMap<String, String>>>,
    #[serde(rename = "LastEvaluatedKey")]
    pub last_evaluated_key: Option<serde_json::Map<String, serde_json::Value>>,
}

/// The records, as the API describes them.
pub mod records {
    #[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, Default)]
    pub struct Record {
        #[serde(rename = "Data", skip_serializing_if = "Option::is_none")]
        pub data: Option<String>,
        #[serde(rename = "Id", skip_serializing_if = "Option::is_none")]
        pub id: Option<String>,
    }
    #[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug)]
    pub struct Shelf {
        #[serde(rename = "Built", skip_serializing_if = "Option::is_none")]
        pub built: Option<::serde_json::Value>,
        #[serde(rename = "Inner", skip_serializing_if = "Option::is_none")]
        pub inner: Option<Box<Shelf>>,
        #[serde(rename = "Name")]
        pub name: String,
    }
}

// not converted: GetReport: the result `Report` is a structure, not a list

// not converted: Gone: the service has no such operation
