//! The part of Zoho Cliq that the mirror reads.

use demo_apis::ZOHO_TOKEN;
use pagination_core::reqwest::{blocking, same_origin_redirects};
use pagination_core::{Paginate, Paginated, Retry};
use reqwest::blocking::Client;
use serde::Deserialize;

/// A page of datastores. The `sync_token` of the last page requests the changes since then. A token that is too old is a 400.
#[derive(Deserialize, Paginated)]
#[cursor(field = next_token, param = "next_token", expired(400))]
#[sync_token(field = sync_token, param = "sync_token")]
#[paginated(page_size(param = "limit", max = 100))]
pub struct Datastores {
    pub data: Vec<Datastore>,
    next_token: Option<String>,
    sync_token: Option<String>,
}

/// One datastore.
#[derive(Debug, PartialEq, Deserialize)]
pub struct Datastore {
    pub id: String,
    pub name: String,
    pub created_time: u64,
    pub modified_time: u64,
    pub revision: u64,
}

pub type Pager = blocking::Pager<Datastores>;

pub struct Cliq {
    http: Client,
    url: String,
    page_size: u64,
}

impl Cliq {
    pub fn new(server: &str, page_size: u64) -> reqwest::Result<Self> {
        let http = Client::builder().redirect(same_origin_redirects()).build()?;
        Ok(Self { http, url: format!("{server}/api/v3/datastores"), page_size })
    }

    /// The list of datastores. This makes no request yet.
    pub fn datastores(&self) -> Pager {
        self.http
            .get(&self.url)
            .header("authorization", format!("Zoho-oauthtoken {ZOHO_TOKEN}"))
            .paginate::<Datastores>()
            .page_size(self.page_size)
            .retry(Retry::new())
    }
}
