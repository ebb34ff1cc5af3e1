use pagination_core::Paginated;
use serde::Deserialize;

#[derive(Deserialize, Paginated)]
#[serde(rename_all = "camelCase")]
#[cursor(field = nextCursor)]
#[paginated(total = "@count")]
struct Meetings {
    data: Vec<u8>,
    next_cursor: Option<String>,
    #[serde(rename = "@count")]
    total: u64,
}

#[derive(Deserialize, Paginated)]
#[next_link(field = "@odata.nextLink")]
struct Users {
    value: Vec<u8>,
    #[serde(rename = "@odata.nextLink")]
    next: Option<String>,
}

fn main() {}
