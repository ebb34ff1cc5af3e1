//! A list that goes on later.

use attio_sdk::{Checkpoint, Error};
use serde_json::json;

use crate::support::{all, client, server};

#[tokio::test]
async fn a_stored_checkpoint_resumes_after_its_item() {
    let server = server();
    let list = client(&server).meetings().list().limit(50);
    let mut meetings = list.clone().send();
    for _ in 0..60 {
        meetings.try_next().await.unwrap().unwrap();
    }
    let stored = serde_json::to_string(&meetings.checkpoint()).unwrap();
    server.reset_log();
    let rest = all(list.resume(serde_json::from_str(&stored).unwrap()).send()).await;
    let ids: Vec<_> = rest.into_iter().map(|meeting| meeting.id.meeting_id).collect();
    assert_eq!((ids.as_slice(), server.requests()), (&server.attio().meeting_ids()[60..], 2));
}

#[tokio::test]
async fn pages_resume_after_the_last_one() {
    let server = server();
    let list = client(&server).people().query().limit(200);
    let mut pages = list.clone().pages();
    pages.try_next().await.unwrap();
    let rest = all(list.resume(pages.checkpoint()).send()).await;
    assert_eq!((rest.len(), server.requests()), (422, 4));
}

#[tokio::test]
async fn what_users_have_stored_can_be_read_by_later_versions() {
    let server = server();
    let stored = json!({ "response": "notes", "strategy": "offset", "position": 100, "taken": 20 });
    let checkpoint: Checkpoint = serde_json::from_value(stored).unwrap();
    let rest = all(client(&server).notes().list().limit(50).resume(checkpoint).send()).await;
    assert_eq!((rest.len(), server.requests()), (2, 1));
}

#[tokio::test]
async fn a_checkpoint_of_another_list_is_refused() {
    let server = server();
    let checkpoint = client(&server).notes().list().send().checkpoint();
    let mut meetings = client(&server).meetings().list().resume(checkpoint).send();
    let error = meetings.try_next().await.unwrap_err();
    assert!(matches!(error, Error::List(_)) && !error.is_transient());
    assert!(meetings.try_next().await.unwrap().is_none());
    assert_eq!(server.requests(), 0);
}
