//! What `prefetch()` and `concurrent(n)` save where the server, the consumer or both take their time. Wall-clock time, so only
//! the ratios within one run mean something.

use std::error::Error;
use std::io;
use std::thread;
use std::time::{Duration, Instant};

use demo_apis::data::Application;
use demo_apis::{CLIO_TOKEN, Server, ZYLO_TOKEN};
use pagination_core::{Paginate as _, Paginated};
use serde::Deserialize;
use tokio::time::sleep;

use crate::plot::{Line, Scale, lines};
use crate::report::{Report, Table};

const WAIT: Duration = Duration::from_millis(20);
const WIDTH: usize = 8;

#[derive(Deserialize, Paginated)]
#[offset(param = "skip", parallel, stop(short_page))]
#[paginated(page_size(param = "limit", default = 50, max = 1000))]
#[serde(transparent)]
struct Applications(Vec<Application>);

#[derive(Deserialize, Paginated)]
#[offset(parallel)]
#[paginated(total = meta.records, page_size(param = "limit", default = 200, max = 200))]
struct Contacts {
    data: Vec<Contact>,
    meta: Meta,
}

#[derive(Deserialize)]
struct Contact {
    id: u64,
}

#[derive(Deserialize)]
struct Meta {
    records: u64,
}

type Outcome<T> = Result<T, Box<dyn Error>>;

/// Measures all of it.
pub fn run(report: &mut Report) -> io::Result<()> {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build()?;
    let measured = prefetch(&runtime, report).and_then(|()| concurrent(&runtime, report));
    measured.and_then(|()| growing(&runtime, report)).map_err(|error| io::Error::other(error.to_string()))
}

/// 200 pages, the last of them short: the first is waited for in any case, and weighs little among so many.
fn prefetch(runtime: &tokio::runtime::Runtime, report: &mut Report) -> Outcome<()> {
    let server = Server::builder().zylo(9_990).latency(WAIT).start()?;
    let url = server.url_of("/v2/applications");
    let http = reqwest::Client::new();
    let pager = || http.get(&url).bearer_auth(ZYLO_TOKEN).paginate::<Applications>().page_size(50);
    let blocking = reqwest::blocking::Client::new();
    let blocking_pager = || blocking.get(&url).bearer_auth(ZYLO_TOKEN).paginate::<Applications>().page_size(50);

    let mut table =
        Table::new(&["200 pages, 20 ms to answer, 20 ms to use a page", "one by one, ms", "prefetch, ms", "ratio"]);
    let mut row = |name: &str, plain: Duration, ahead: Duration| {
        let ratio = plain.as_secs_f64() / ahead.as_secs_f64();
        table.row([name.into(), plain.as_millis().to_string(), ahead.as_millis().to_string(), format!("{ratio:.2}")]);
    };

    let plain = runtime.block_on(awaiting(pager()))?;
    row("`try_next()`, a consumer that awaits", plain, runtime.block_on(awaiting(pager().prefetch()))?);
    let plain = runtime.block_on(for_each(pager()))?;
    row("`for_each()`, a consumer that awaits", plain, runtime.block_on(for_each(pager().prefetch()))?);
    let plain = runtime.block_on(occupying(pager()))?;
    row("`try_next()`, a consumer that occupies its thread", plain, runtime.block_on(occupying(pager().prefetch()))?);
    let plain = runtime.block_on(occupying(pager().spawned()))?;
    row("the same, `spawned()`", plain, runtime.block_on(occupying(pager().spawned().prefetch()))?);
    let plain = blocked(blocking_pager().pages())?;
    row("`reqwest::blocking`", plain, blocked(blocking_pager().prefetch().pages())?);
    Ok(report.table("prefetch", &table)?)
}

type Walk<P = Applications> = pagination_core::reqwest::Pager<P>;
type BlockingPages = pagination_core::blocking::Pages<Applications>;

async fn awaiting(pager: Walk) -> Outcome<Duration> {
    let start = Instant::now();
    let mut pages = pager.pages();
    while pages.try_next().await?.is_some() {
        sleep(WAIT).await;
    }
    Ok(start.elapsed())
}

async fn for_each(pager: Walk) -> Outcome<Duration> {
    let start = Instant::now();
    pager.pages().for_each(async |_| sleep(WAIT).await).await?;
    Ok(start.elapsed())
}

async fn occupying(pager: Walk) -> Outcome<Duration> {
    let start = Instant::now();
    let mut pages = pager.pages();
    while pages.try_next().await?.is_some() {
        thread::sleep(WAIT);
    }
    Ok(start.elapsed())
}

fn blocked(pages: BlockingPages) -> Outcome<Duration> {
    let start = Instant::now();
    for page in pages {
        page?;
        thread::sleep(WAIT);
    }
    Ok(start.elapsed())
}

/// 400 pages, the last of them short: with a declared total and without.
fn concurrent(runtime: &tokio::runtime::Runtime, report: &mut Report) -> Outcome<()> {
    let server = Server::builder().zylo(9_990).clio_contacts(9_990).latency(WAIT).start()?;
    let http = reqwest::Client::new();
    let applications =
        || http.get(server.url_of("/v2/applications")).bearer_auth(ZYLO_TOKEN).paginate::<Applications>().page_size(25);
    let contacts = || {
        let request = http.get(server.url_of("/api/v4/contacts")).bearer_auth(CLIO_TOKEN);
        request.paginate::<Contacts>().page_size(25)
    };
    let mut table = Table::new(&["400 pages by offset, 20 ms to answer", "ms", "ratio", "requests", "in order"]);
    let expected: Vec<_> = server.zylo().ids();

    let mut plain = Duration::ZERO;
    for (name, pager) in
        [("one by one", applications()), ("`concurrent(8)`, no total", applications().concurrent(WIDTH))]
    {
        server.reset_log();
        let start = Instant::now();
        let ids = runtime.block_on(async {
            let (mut ids, mut pages) = (Vec::new(), pager.pages());
            while let Some(page) = pages.try_next().await? {
                ids.extend(page.into_iter().map(|application| application.id));
            }
            Ok::<_, Box<dyn Error>>(ids)
        })?;
        row(&mut table, name, start.elapsed(), &mut plain, &server, ids == expected);
    }
    let mut plain = Duration::ZERO;
    for (name, pager) in [("one by one", contacts()), ("`concurrent(8)`, with a total", contacts().concurrent(WIDTH))] {
        server.reset_log();
        let start = Instant::now();
        let ids = runtime.block_on(async {
            let (mut ids, mut pages) = (Vec::new(), pager.pages());
            while let Some(page) = pages.try_next().await? {
                ids.extend(page.into_iter().map(|contact| contact.id));
            }
            Ok::<_, Box<dyn Error>>(ids)
        })?;
        row(&mut table, name, start.elapsed(), &mut plain, &server, ids.is_sorted() && ids.len() == 9_990);
    }
    Ok(report.table("concurrent", &table)?)
}

fn row(table: &mut Table, name: &str, took: Duration, plain: &mut Duration, server: &Server, in_order: bool) {
    if plain.is_zero() {
        *plain = took;
    }
    table.row([
        name.into(),
        took.as_millis().to_string(),
        format!("{:.2}", plain.as_secs_f64() / took.as_secs_f64()),
        server.requests().to_string(),
        if in_order { "yes" } else { "no" }.into(),
    ]);
}

/// 40 pages, a consumer that takes 10 ms a page, and a server that takes longer and longer.
fn growing(runtime: &tokio::runtime::Runtime, report: &mut Report) -> Outcome<()> {
    let server = Server::builder().zylo(990).start()?;
    let http = reqwest::Client::new();
    let pager =
        || http.get(server.url_of("/v2/applications")).bearer_auth(ZYLO_TOKEN).paginate::<Applications>().page_size(25);
    let latencies: [u64; 6] = [0, 10, 20, 30, 40, 50];
    let ways: [(&str, &dyn Fn() -> Walk); 3] = [
        ("one by one", &pager),
        ("prefetch()", &|| pager().prefetch()),
        ("concurrent(8)", &|| pager().concurrent(WIDTH)),
    ];
    let mut shown = Vec::new();
    for (name, pager) in ways {
        let mut points = Vec::new();
        for latency in latencies {
            server.set_latency(Duration::from_millis(latency));
            let start = Instant::now();
            runtime.block_on(async {
                let mut pages = pager().pages();
                while pages.try_next().await?.is_some() {
                    sleep(Duration::from_millis(10)).await;
                }
                Ok::<_, Box<dyn Error>>(())
            })?;
            points.push((latency as f64, start.elapsed().as_secs_f64() * 1e3));
        }
        shown.push(Line { name: name.into(), points });
    }
    let title = "Wall time in ms of 40 pages, used in 10 ms each, as the server takes longer";
    Ok(report.plot("waiting", &lines(title, "latency of the server, ms", "ms", Scale::Linear, &shown))?)
}
