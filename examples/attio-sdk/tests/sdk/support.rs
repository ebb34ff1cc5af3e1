//! A server, and clients of it.

use attio_sdk::{Client, Items, Record};
use demo_apis::{ATTIO_TOKEN, Server};

pub(crate) fn server() -> Server {
    Server::builder().attio_notes(122).attio_people(622).attio_meetings(122).start().unwrap()
}

pub(crate) fn client(server: &Server) -> Client {
    Client::new(ATTIO_TOKEN).base_url(server.url())
}

pub(crate) async fn all<R: Record>(mut items: Items<R>) -> Vec<R> {
    let mut records = Vec::new();
    while let Some(record) = items.try_next().await.unwrap() {
        records.push(record);
    }
    records
}

/// The paths and queries of the requests that came.
pub(crate) fn targets(server: &Server) -> Vec<String> {
    server.log().iter().map(demo_apis::LoggedRequest::target).collect()
}
