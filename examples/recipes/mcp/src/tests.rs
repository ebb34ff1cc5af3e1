//! What the walk requests, and where it ends.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use pagination_core::Error;
use rmcp::ServiceExt as _;
use rmcp::service::{RoleClient, RunningService};

use crate::server::{Tools, start};
use crate::tools;

async fn connect(server: Tools) -> (RunningService<RoleClient, ()>, Arc<AtomicU32>) {
    let requests = Arc::clone(&server.requests);
    (().serve(start(server)).await.unwrap(), requests)
}

#[tokio::test]
async fn all_tools_of_all_pages_come_in_order() {
    let (client, requests) = connect(Tools::new(2_500)).await;
    // The walk owns its client: it can be sent to another task.
    let walk = tools(client.peer().clone());
    let names = tokio::spawn(async move {
        let (mut walk, mut names) = (walk, Vec::new());
        while let Some(tool) = walk.try_next().await.unwrap() {
            names.push(tool.name);
        }
        names
    });
    assert_eq!(names.await.unwrap(), (0..2_500).map(|number| format!("tool-{number}")).collect::<Vec<_>>());
    assert_eq!(requests.load(Ordering::Relaxed), 25);
}

#[tokio::test]
async fn tools_are_requested_as_they_are_needed() {
    let (client, requests) = connect(Tools::new(2_500)).await;
    let mut walk = tools(client.peer().clone());
    for _ in 0..101 {
        walk.try_next().await.unwrap();
    }
    assert_eq!(requests.load(Ordering::Relaxed), 2);
}

#[tokio::test]
async fn a_server_that_loops_is_an_error_and_is_not_asked_for_ever() {
    // Back to the first cursor that it gave, and to the one before.
    for (loops_to, most_tools) in [(100, 200), (0, 100)] {
        let (client, requests) = connect(Tools { loops_to: Some(loops_to), ..Tools::new(2_500) }).await;
        let mut walk = tools(client.peer().clone());
        let mut names = Vec::new();
        let error = loop {
            match walk.try_next().await {
                Ok(Some(tool)) => names.push(tool.name),
                Ok(None) => panic!("an orderly end, after {} tools", names.len()),
                Err(error) => break error,
            }
        };
        assert!(matches!(error, Error::Loop(_)), "{error}");
        assert!(names.len() >= most_tools, "the tools before it came: {}", names.len());
        assert!(walk.try_next().await.unwrap().is_none(), "the error is the end");
        assert!(requests.load(Ordering::Relaxed) <= 3, "{requests:?}");

        // What rmcp has for it does not end.
        let all = client.peer().list_all_tools();
        assert!(tokio::time::timeout(Duration::from_millis(200), all).await.is_err());
        assert!(requests.load(Ordering::Relaxed) > 10);
    }
}

#[tokio::test]
async fn an_empty_cursor_ends_the_list() {
    let server = Tools { ends_with_empty_cursor: true, ..Tools::new(250) };
    let (client, requests) = connect(server).await;
    let mut walk = tools(client.peer().clone());
    let mut count = 0;
    while walk.try_next().await.unwrap().is_some() {
        count += 1;
    }
    assert_eq!((count, requests.load(Ordering::Relaxed)), (250, 3));
}

#[tokio::test]
async fn what_the_server_refuses_comes_as_its_own_error() {
    use rmcp::model::ErrorCode;
    use rmcp::service::ServiceError;

    let (client, _) = connect(Tools::new(250)).await;
    let wrong = pagination_core::pages_with(client.peer().clone(), async |server, _: Option<String>| {
        let params = rmcp::model::PaginatedRequestParams::default().with_cursor(Some("seven".to_owned()));
        let page = server.list_tools(Some(params)).await?;
        Ok::<_, ServiceError>((page.tools, page.next_cursor))
    });
    match wrong.items().try_next().await {
        Err(Error::Transport(ServiceError::McpError(error))) => assert_eq!(error.code, ErrorCode::INVALID_PARAMS),
        other => panic!("{other:?}"),
    }
}

#[test]
fn the_program_runs() {
    crate::main().unwrap();
}
