//! A walk over HTTP and JSON, against a loop over the same pages that a user of reqwest writes by hand.

use std::io;

use demo_apis::data::Application;
use demo_apis::{Server, ZYLO_TOKEN};
use pagination_core::{Paginate as _, Paginated};
use serde::Deserialize;

use crate::callgrind;
use crate::report::{Report, Table};

const RECORDS: usize = 25_000;
const PAGE: usize = 250;
/// The answers come in more or fewer pieces from run to run; the run that took the fewest instructions had the fewest.
const RUNS: usize = 5;

#[derive(Deserialize, Paginated)]
#[offset(param = "skip", stop(short_page))]
#[paginated(page_size(param = "limit", default = 50, max = 1000))]
#[serde(transparent)]
struct Applications(Vec<Application>);

/// Measures both against one server, which runs in this process; the clients are processes of their own.
pub fn run(report: &mut Report) -> io::Result<()> {
    let server = Server::builder().zylo(RECORDS).start()?;
    let url = server.url_of("/v2/applications");
    let fewest = |how: &str| {
        let runs: io::Result<Vec<_>> =
            (0..RUNS).map(|_| Ok(callgrind::instructions(&["fetch", how, &url])?.0)).collect();
        Ok::<_, io::Error>(runs?.into_iter().min().unwrap_or(0))
    };
    let by_hand = fewest("by-hand")?;
    let mut table = Table::new(&["25,000 records in pages of 250", "instructions, in millions", "against the loop"]);
    for (how, title) in [("by-hand", "loop over `reqwest` by hand"), ("items", "`items()`"), ("pages", "`pages()`")] {
        let count = if how == "by-hand" { by_hand } else { fewest(how)? };
        let ratio = count as f64 / by_hand as f64;
        table.row([title.into(), format!("{:.2}", count as f64 / 1e6), format!("{ratio:.4}")]);
    }
    report.table("json", &table)
}

/// What the child process does.
pub fn fetch(how: &str, url: &str) -> io::Result<()> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let records = runtime.block_on(async {
        let http = reqwest::Client::new();
        match how {
            "by-hand" => by_hand(&http, url).await.map_err(io::Error::other),
            "items" => items(&http, url).await.map_err(io::Error::other),
            "pages" => pages(&http, url).await.map_err(io::Error::other),
            _ => Err(io::Error::other(format!("there is no way `{how}`"))),
        }
    })?;
    if records != RECORDS {
        return Err(io::Error::other(format!("`{how}` has lost records")));
    }
    println!("{records}");
    Ok(())
}

async fn by_hand(http: &reqwest::Client, url: &str) -> Result<usize, reqwest::Error> {
    let (mut records, mut skip) = (0, 0);
    loop {
        let request = http.get(format!("{url}?limit={PAGE}&skip={skip}")).bearer_auth(ZYLO_TOKEN);
        let page: Vec<Application> = request.send().await?.error_for_status()?.json().await?;
        let received = page.len();
        for application in page {
            records += usize::from(!application.name.is_empty());
        }
        if received < PAGE {
            break Ok(records);
        }
        skip += received;
    }
}

async fn items(http: &reqwest::Client, url: &str) -> Result<usize, pagination_core::Error<reqwest::Error>> {
    let mut records = 0;
    let pager = http.get(url).bearer_auth(ZYLO_TOKEN).paginate::<Applications>().page_size(PAGE as u64);
    let mut items = pager.items();
    while let Some(application) = items.try_next().await? {
        records += usize::from(!application.name.is_empty());
    }
    Ok(records)
}

async fn pages(http: &reqwest::Client, url: &str) -> Result<usize, pagination_core::Error<reqwest::Error>> {
    let mut records = 0;
    let pager = http.get(url).bearer_auth(ZYLO_TOKEN).paginate::<Applications>().page_size(PAGE as u64);
    let mut pages = pager.pages();
    while let Some(page) = pages.try_next().await? {
        for application in page {
            records += usize::from(!application.name.is_empty());
        }
    }
    Ok(records)
}
