// Written by `cargo paginate` from guessed.yaml.
// The comment beside an attribute says where it was read. The description does not say what is marked `guessed`:
// prove it against the API before you rely on it.
// This module needs `pagination-core` (feature `derive`) and `serde` (feature `derive`).

use pagination_core::Paginated;
use serde::Deserialize;

/// `listChannels`: `GET /channels`.
#[derive(Deserialize, Paginated)]
#[cursor(field = metadata.next_cursor, param = "cursor")] // guessed: `metadata.next_cursor` of the response goes with the parameter `cursor`, by their names
#[paginated(items = channels)] // guessed: `channels` is the list of the response that looks like its records
pub struct ListChannels {
    pub channels: Option<Vec<records::Meeting>>,
    pub metadata: Option<ListChannelsMetadata>,
}

#[derive(Deserialize)]
pub struct ListChannelsMetadata {
    pub next_cursor: Option<String>,
}

/// `listCharges`: `GET /charges`.
#[derive(Deserialize, Paginated)]
#[cursor(last_item = id, param = "starting_after")] // guessed: the parameter `starting_after` takes an id by its name, and the response has no cursor
#[paginated(items = data)] // guessed: `data` is the list of the response that looks like its records
#[paginated(has_more = has_more)] // guessed: `has_more`, by its name and type
pub struct ListCharges {
    pub data: Option<Vec<records::Meeting>>,
    pub has_more: Option<bool>,
}

/// `listContacts`: `GET /contacts`.
#[derive(Deserialize, Paginated)]
#[next_link(field = links.next)] // guessed: `links.next` is a URL, by its name or its description
#[paginated(items = data)] // guessed: `data` is the list of the response that looks like its records
#[paginated(page_size(param = "page[size]"))] // guessed: the parameter `page[size]`, by its name
pub struct ListContacts {
    pub data: Option<Vec<records::Meeting>>,
    pub links: Option<ListContactsLinks>,
}

#[derive(Deserialize)]
pub struct ListContactsLinks {
    pub next: Option<String>,
}

/// `listMeetings`: `GET /meetings`.
#[derive(Deserialize, Paginated)]
#[cursor(field = pagination.next_cursor, param = "cursor")] // guessed: `pagination.next_cursor` of the response goes with the parameter `cursor`, by their names
#[paginated(items = data)] // guessed: `data` is the list of the response that looks like its records
#[paginated(page_size(param = "limit"))] // guessed: the parameter `limit`, by its name
pub struct ListMeetings {
    pub data: Option<Vec<records::Meeting>>,
    pub pagination: Option<ListMeetingsPagination>,
}

#[derive(Deserialize)]
pub struct ListMeetingsPagination {
    pub next_cursor: Option<String>,
}

/// `listNotes`: `GET /notes`.
// guessed: nothing says where the list ends, and an empty page surely does
#[derive(Deserialize, Paginated)]
#[offset(param = "offset", stop(empty_page))] // guessed: the parameter `offset` is an offset by its name and type
#[paginated(items = data)] // guessed: `data` is the list of the response that looks like its records
#[paginated(page_size(param = "limit", default = 50))] // guessed: the parameter `limit`, by its name
pub struct ListNotes {
    pub data: Option<Vec<records::Meeting>>,
}

/// `getMilestones`: `GET /projects/{id}/milestones`.
///
/// Get a list of project milestones.
// guessed: nothing says where the list ends, and an empty page surely does
#[derive(Deserialize, Paginated)]
#[page(param = "page", stop(empty_page))] // guessed: the parameter `page` is a page number by its name and type
#[paginated(page_size(param = "per_page"))] // guessed: the parameter `per_page`, by its name
#[serde(transparent)]
pub struct GetMilestones(pub Vec<records::Meeting>);

/// `listRepos`: `GET /repos`.
#[derive(Deserialize, Paginated)]
#[next_link(rel = "next")] // guessed: the response has a `Link` header
#[serde(transparent)]
pub struct ListRepos(pub Vec<records::Meeting>);

/// `listRooms`: `GET /rooms`.
#[derive(Deserialize, Paginated)]
#[page(param = "page")] // guessed: the parameter `page` is a page number by its name and type
#[paginated(items = rooms)] // guessed: `rooms` is the list of the response that looks like its records
#[paginated(total_pages = total_pages)] // guessed: `total_pages`, by its name and type
pub struct ListRooms {
    pub rooms: Vec<records::ListRoomsRecord>,
    pub total_pages: Option<i64>,
}

/// `search`: `POST /search`.
#[derive(Deserialize, Paginated)]
#[cursor(field = page.next_after, body = "/page/after")] // guessed: `page.next_after` of the response goes with the parameter `page.after`, by their names
#[paginated(items = hits)] // guessed: `hits` is the list of the response that looks like its records
pub struct Search {
    pub hits: Option<Vec<records::Meeting>>,
    pub page: Option<SearchPage>,
}

#[derive(Deserialize)]
pub struct SearchPage {
    pub next_after: Option<String>,
}

/// `listTasks`: `GET /tasks`.
#[derive(Deserialize, Paginated)]
#[cursor(field = next_page.offset, param = "offset")] // guessed: `next_page.offset` of the response goes with the parameter `offset`, by their names
#[paginated(items = data)] // guessed: `data` is the list of the response that looks like its records
pub struct ListTasks {
    pub data: Option<Vec<records::Meeting>>,
    pub next_page: Option<ListTasksNextPage>,
}

#[derive(Deserialize)]
pub struct ListTasksNextPage {
    pub offset: Option<String>,
}

/// `listUsers`: `GET /users`.
#[derive(Deserialize, Paginated)]
#[page(param = "pageIndex", first = 0)] // guessed: the parameter `pageIndex` is a page number by its name and type
#[paginated(items = users)] // guessed: `users` is the list of the response that looks like its records
#[paginated(page_size(param = "perPage"))] // guessed: the parameter `perPage`, by its name
#[paginated(total = total_count)] // guessed: `totalCount`, by its name and type
pub struct ListUsers {
    #[serde(rename = "totalCount")]
    pub total_count: Option<i64>,
    pub users: Option<Vec<records::Meeting>>,
}

/// The records, as the API describes them.
pub mod records {
    #[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug)]
    pub struct ListRoomsRecord {
        pub id: i64,
        pub name: String,
    }
    #[derive(::serde::Deserialize, ::serde::Serialize, Clone, Debug)]
    pub struct Meeting {
        pub id: String,
        #[serde(skip_serializing_if = "Option::is_none")]
        pub title: Option<String>,
    }
}
