// What the examples of the reference share. Each example includes this file in a hidden line; the crate itself does not contain it.

pub use pagination_core::testing::{Items, Pager, Recorded, Replay};
pub use pagination_core::{Error, Paginated, PaginatedBy, Strategy};
pub use serde::Deserialize;
use serde::de::DeserializeOwned;

const ORIGIN: &str = "https://api.example";

/// The item of most examples.
#[derive(Debug, Deserialize)]
pub struct Event {
    pub id: u64,
}

/// A recorded response: JSON, or JSON with headers.
pub trait Response {
    fn recorded(self) -> Recorded;
}

impl Response for &str {
    fn recorded(self) -> Recorded {
        Recorded::json(self)
    }
}

impl Response for Recorded {
    fn recorded(self) -> Recorded {
        self
    }
}

/// Walks the whole list from `template` and checks that the requests are exactly those listed, each with its response.
pub fn walk<P>(template: &str, exchanges: impl IntoIterator<Item = (&'static str, impl Response)>) -> Items<P>
where
    P: Paginated + DeserializeOwned,
{
    walk_with(template, |pager| pager, exchanges)
}

/// As `walk`, with settings on the pager.
pub fn walk_with<P, S>(
    template: &str,
    settings: impl FnOnce(Pager<P>) -> Pager<P, S>,
    exchanges: impl IntoIterator<Item = (&'static str, impl Response)>,
) -> Items<P, S>
where
    P: Paginated + PaginatedBy<S> + DeserializeOwned,
    S: Strategy,
{
    let (expected, responses): (Vec<_>, Vec<_>) =
        exchanges.into_iter().map(|(request, response)| (request, response.recorded())).unzip();
    let replay = Replay::new(responses);
    let (method, target) = template.split_once(' ').expect("a method and a path");
    let (path, body) = target.split_once(' ').unwrap_or((target, ""));
    let template = match method {
        "GET" => replay.get(&format!("{ORIGIN}{path}")),
        "POST" => replay.post(&format!("{ORIGIN}{path}"), body.to_owned()),
        _ => panic!("{method} is neither GET nor POST"),
    };
    let mut items = settings(template.paginate::<P>()).items();
    for item in items.by_ref() {
        if let Err(error) = item {
            panic!("{error}, after {:?}", replay.urls());
        }
    }
    let requests = replay.requests().into_iter().map(|sent| {
        let url = sent.url.strip_prefix(ORIGIN).unwrap_or(&sent.url);
        let body = String::from_utf8_lossy(&sent.body);
        format!("{} {url} {body}", sent.method).trim_end().to_owned()
    });
    assert_eq!(requests.collect::<Vec<_>>(), expected);
    items
}
