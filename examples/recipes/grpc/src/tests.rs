//! What the walk requests, after which errors it asks again, and where it goes on.

use pagination_core::{Checkpoint, Error};
use tonic::{Code, Status};

use crate::{books, server};

#[tokio::test]
async fn all_books_come_in_order_in_as_many_requests_as_there_are_pages() {
    let (library, seen) = server::start(1_234).await.unwrap();
    // The walk owns its client: it can be sent to another task.
    let mut walk = books(library, 100, None);
    let names = tokio::spawn(async move {
        let mut names = Vec::new();
        while let Some(book) = walk.try_next().await.unwrap() {
            names.push(book.name);
        }
        names
    });
    assert_eq!(names.await.unwrap(), (0..1_234).map(|number| format!("books/{number}")).collect::<Vec<_>>());
    let seen = seen.lock().unwrap();
    assert_eq!(seen.requests.len(), 13);
    assert!(seen.requests.iter().all(|request| request.page_size == 100));
    assert_eq!((seen.requests[0].page_token.as_str(), seen.requests[12].page_token.as_str()), ("", "from-1200"));
}

#[tokio::test]
async fn a_service_that_is_unavailable_is_asked_for_the_same_page_again() {
    let (library, seen) = server::start(150).await.unwrap();
    let mut walk = books(library, 100, None);
    for _ in 0..100 {
        walk.try_next().await.unwrap();
    }
    seen.lock().unwrap().refusals = vec![Status::unavailable("restarting"), Status::unavailable("restarting")];
    let mut rest = Vec::new();
    while let Some(book) = walk.try_next().await.unwrap() {
        rest.push(book.name);
    }
    assert_eq!((rest.len(), rest[0].as_str()), (50, "books/100"));
    let seen = seen.lock().unwrap();
    let tokens: Vec<_> = seen.requests.iter().map(|request| request.page_token.as_str()).collect();
    assert_eq!(tokens, ["", "from-100", "from-100", "from-100"]);
}

#[tokio::test]
async fn any_other_status_is_the_error_at_once_and_a_checkpoint_goes_on_after_the_last_book() {
    let (library, seen) = server::start(1_234).await.unwrap();
    let mut walk = books(library.clone(), 100, None);
    for _ in 0..250 {
        walk.try_next().await.unwrap();
    }
    let stored = serde_json::to_string(&walk.checkpoint()).unwrap();
    for _ in 250..300 {
        walk.try_next().await.unwrap();
    }
    seen.lock().unwrap().refusals = vec![Status::permission_denied("a member's card is needed")];
    let error = walk.try_next().await.unwrap_err();
    assert!(matches!(&error, Error::Transport(status) if status.code() == Code::PermissionDenied), "{error}");
    assert_eq!(seen.lock().unwrap().requests.len(), 4, "it was asked once");
    drop(walk);

    let checkpoint: Checkpoint = serde_json::from_str(&stored).unwrap();
    let mut walk = books(library, 100, Some(checkpoint));
    let mut names = Vec::new();
    while let Some(book) = walk.try_next().await.unwrap() {
        names.push(book.name);
    }
    assert_eq!(names, (250..1_234).map(|number| format!("books/{number}")).collect::<Vec<_>>());
    assert_eq!(seen.lock().unwrap().requests[4].page_token, "from-200");
}

#[test]
fn the_program_runs() {
    crate::main().unwrap();
}
