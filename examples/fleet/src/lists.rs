//! The lists of the API, and the pagers over them.

use std::time::Duration;

use demo_apis::ATTIO_TOKEN;
use pagination_core::reqwest::{Pager, same_origin_redirects};
use pagination_core::{Paginate as _, Paginated, Retry};
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

#[derive(Deserialize, Paginated)]
#[offset(stop(short_page))]
#[paginated(page_size(param = "limit", default = 50))]
pub struct Notes {
    data: Vec<Record>,
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

pub fn notes_of(http: &reqwest::Client, url: &str, job: &Job) -> Pager<Notes> {
    // The part begins where the request says. A checkpoint knows better.
    let request = http.get(format!("{url}/v2/notes?offset={}", job.part.first)).bearer_auth(ATTIO_TOKEN);
    let pager = request.paginate::<Notes>().page_size(PAGE).retry(Retry::new()).max_items(job.left());
    match &job.checkpoint {
        Some(checkpoint) => pager.resume(checkpoint.clone()),
        None => pager,
    }
}

/// How many notes there are, which the API does not say: the first offset without a note is looked for by halves.
pub async fn notes(url: &str) -> Outcome<u64> {
    let http = client()?;
    let has_note = async |offset: u64| -> Outcome<bool> {
        let request = http.get(format!("{url}/v2/notes?offset={offset}")).bearer_auth(ATTIO_TOKEN);
        Ok(request.paginate::<Notes>().page_size(1).max_items(1).items().try_next().await?.is_some())
    };
    let (mut there, mut past) = (0, 1);
    while has_note(past).await? {
        there = past;
        past *= 2;
    }
    while there + 1 < past {
        let middle = u64::midpoint(there, past);
        *(if has_note(middle).await? { &mut there } else { &mut past }) = middle;
    }
    Ok(past)
}
