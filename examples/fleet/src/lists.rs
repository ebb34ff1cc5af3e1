//! The lists of the API, and the pagers over them.

use std::time::Duration;

use demo_apis::{ATTIO_TOKEN, CLIO_TOKEN};
use pagination_core::reqwest::{Pager, same_origin_redirects};
use pagination_core::{Paginate as _, Paginated, Part, Retry};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::Outcome;
use super::job::Job;

const PAGE: u64 = 50;

#[derive(Deserialize, Paginated)]
#[cursor(field = "pagination.next_cursor")]
#[paginated(page_size(param = "limit"))]
pub struct Meetings {
    data: Vec<Record>,
    pagination: NextCursor,
}

#[derive(Deserialize)]
struct NextCursor {
    next_cursor: Option<String>,
}

/// By offset, with a total: the list can be split.
#[derive(Deserialize, Paginated)]
#[offset(parallel, max_window = 10_000, query(order = "id(asc)"))]
#[paginated(total = meta.records, page_size(param = "limit", default = 200, max = 200))]
pub struct Activities {
    data: Vec<Record>,
    meta: Meta,
}

#[derive(Deserialize)]
struct Meta {
    records: u64,
}

/// A record, kept as it came.
#[derive(Deserialize, Serialize)]
pub struct Record {
    pub id: Value,
    #[serde(flatten)]
    rest: serde_json::Map<String, Value>,
}

pub fn client() -> Outcome<reqwest::Client> {
    Ok(reqwest::Client::builder().timeout(Duration::from_secs(30)).redirect(same_origin_redirects()).build()?)
}

pub fn meetings_of(http: &reqwest::Client, url: &str, job: &Job) -> Pager<Meetings> {
    let pager = http.get(format!("{url}/v2/meetings")).bearer_auth(ATTIO_TOKEN).paginate::<Meetings>();
    let pager = pager.page_size(PAGE).retry(Retry::new());
    match &job.checkpoint {
        Some(checkpoint) => pager.resume(checkpoint.clone()),
        None => pager,
    }
}

fn activities(http: &reqwest::Client, url: &str) -> Pager<Activities> {
    let request = http.get(format!("{url}/api/v4/activities")).bearer_auth(CLIO_TOKEN);
    request.paginate::<Activities>().page_size(PAGE).retry(Retry::new())
}

pub fn activities_of(http: &reqwest::Client, url: &str, job: &Job) -> Pager<Activities> {
    let pager = match &job.part {
        Some(part) => activities(http, url).part(part.clone()),
        None => activities(http, url),
    };
    match &job.checkpoint {
        Some(checkpoint) => pager.resume(checkpoint.clone()),
        None => pager,
    }
}

/// The parts of the activities. One request says how many there are.
pub async fn parts(url: &str, most: usize) -> Outcome<Vec<Part>> {
    Ok(activities(&client()?, url).split(most).await?)
}
