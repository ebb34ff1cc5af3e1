// Written by `cargo paginate` from speakeasy.yaml.
// The comment beside an attribute says where it was read. The description does not say what is marked `guessed`:
// prove it against the API before you rely on it.
// This module needs `pagination-core` (feature `derive`) and `serde` (feature `derive`).

use pagination_core::Paginated;
use serde::Deserialize;

/// `listAgenda`: `GET /agenda`.
#[derive(Deserialize, Paginated)]
#[next_link(field = next)] // x-speakeasy-pagination, `outputs.nextUrl`
#[paginated(items = days, each = events.*, item = records::Author)] // x-speakeasy-pagination, `outputs.results`
pub struct ListAgenda {
    pub days: Option<Vec<ListAgendaEntry>>,
    pub next: Option<String>,
}

#[derive(Deserialize)]
pub struct ListAgendaEntry {
    pub events: Option<Vec<records::Author>>,
}

/// `listAuthors`: `GET /authors`.
#[derive(Deserialize, Paginated)]
#[page(param = "page")] // x-speakeasy-pagination, `inputs`: page
#[paginated(items = authors)] // x-speakeasy-pagination, `outputs.results`
#[paginated(total_pages = pages)] // x-speakeasy-pagination, `outputs.numPages`
pub struct ListAuthors {
    pub authors: Option<Vec<records::ListAuthorsRecord>>,
    pub pages: Option<i64>,
}

/// `listBooks`: `GET /books`.
///
/// The books of a library.
#[derive(Deserialize, Paginated)]
#[cursor(field = meta.next, param = "cursor")] // x-speakeasy-pagination, `outputs.nextCursor` and `inputs`: cursor
#[paginated(items = data)] // x-speakeasy-pagination, `outputs.results`
#[paginated(page_size(param = "limit", default = 20, max = 100))] // x-speakeasy-pagination, `inputs`: limit
pub struct ListBooks {
    pub data: Vec<records::Book>,
    pub meta: ListBooksMeta,
}

#[derive(Deserialize)]
pub struct ListBooksMeta {
    pub next: Option<String>,
}

/// `listLoans`: `GET /loans`.
#[derive(Deserialize, Paginated)]
#[next_link(field = next)] // x-speakeasy-pagination, `outputs.nextUrl`
#[paginated(items = loan_list)] // x-speakeasy-pagination, `outputs.results`
pub struct ListLoans {
    #[serde(rename = "@next")]
    pub next: Option<String>,
    #[serde(rename = "loan.list")]
    pub loan_list: Option<Vec<String>>,
}

/// `searchShelves`: `POST /shelves/search`.
#[derive(Deserialize, Paginated)]
#[cursor(last_item = created, body = "/since", stop(empty_page))] // x-speakeasy-pagination, `outputs.nextCursor` and `inputs`: since
#[paginated(items = shelves)] // x-speakeasy-pagination, `outputs.results`
#[paginated(page_size(body = "/size"))] // guessed: the parameter `size`, by its name
pub struct SearchShelves {
    pub shelves: Option<Vec<records::Shelf>>,
}

/// `listVisits`: `GET /visits`.
#[derive(Deserialize, Paginated)]
#[next_link(field = next)] // x-speakeasy-pagination, `outputs.nextUrl`
#[paginated(items = edges, each = node, item = records::Author)] // x-speakeasy-pagination, `outputs.results`
pub struct ListVisits {
    pub edges: Option<Vec<ListVisitsEntry>>,
    pub next: Option<String>,
}

#[derive(Deserialize)]
pub struct ListVisitsEntry {
    pub node: records::Author,
}

/// The records, as the API describes them.
pub mod records {
    #[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, Default)]
    pub struct Author {
        #[serde(skip_serializing_if = "Option::is_none")]
        pub born: Option<i64>,
        #[serde(rename = "first-name", skip_serializing_if = "Option::is_none")]
        pub first_name: Option<String>,
    }
    #[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug)]
    pub struct Book {
        #[serde(skip_serializing_if = "Option::is_none")]
        pub author: Option<Author>,
        pub id: String,
        #[serde(skip_serializing_if = "Option::is_none")]
        pub sequels: Option<Vec<Book>>,
        #[serde(skip_serializing_if = "Option::is_none")]
        pub status: Option<String>,
        #[serde(skip_serializing_if = "Option::is_none")]
        pub subtitle: Option<String>,
        pub title: String,
    }
    #[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug, Default)]
    pub struct ListAuthorsRecord {
        #[serde(skip_serializing_if = "Option::is_none")]
        pub name: Option<String>,
        #[serde(rename = "type", skip_serializing_if = "Option::is_none")]
        pub type_: Option<String>,
    }
    #[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug)]
    pub struct Shelf {
        pub created: String,
    }
}

// not converted: listMembers: it names the parameter `after`, which the operation does not have
