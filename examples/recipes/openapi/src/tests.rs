//! What the walks request, and where they go on.

use pagination_core::Error;

use crate::generated::Client;
use crate::{labels, server, widgets};

#[tokio::test]
async fn a_response_with_a_cursor_is_walked_to_its_end() {
    let server = server::start().await.unwrap();
    // The walk owns its client: it can be sent to another task.
    let mut walk = widgets(Client::new(&server.url), 100);
    let ids = tokio::spawn(async move {
        let mut ids = Vec::new();
        while let Some(widget) = walk.try_next().await.unwrap() {
            ids.push(widget.id);
        }
        ids
    });
    assert_eq!(ids.await.unwrap(), (0..230).collect::<Vec<_>>());
    assert_eq!(
        *server.seen.lock().unwrap(),
        ["/v1/widgets?limit=100", "/v1/widgets?cursor=100&limit=100", "/v1/widgets?cursor=200&limit=100"]
    );
}

#[tokio::test]
async fn a_bare_array_is_walked_by_offset_to_an_empty_page() {
    let server = server::start().await.unwrap();
    let mut walk = labels(Client::new(&server.url));
    let mut names = Vec::new();
    while let Some(label) = walk.try_next().await.unwrap() {
        names.push(label.name);
    }
    assert_eq!(names, ["blue", "green", "red"]);
    assert_eq!(*server.seen.lock().unwrap(), ["/v1/labels?offset=0", "/v1/labels?offset=2", "/v1/labels?offset=3"]);
}

#[tokio::test]
async fn without_a_server_the_error_is_that_of_the_client() {
    let mut walk = widgets(Client::new("http://127.0.0.1:1"), 100);
    let error = walk.try_next().await.unwrap_err();
    assert!(matches!(error, Error::Transport(progenitor::progenitor_client::Error::CommunicationError(_))), "{error}");
}

#[test]
fn the_program_runs() {
    crate::main().unwrap();
}
