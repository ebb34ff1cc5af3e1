//! A walk over moto: its pages, a checkpoint inside one of them, and the SDK's own error.

use pagination_core::{BoxItems, Checkpoint, Error};

use crate::moto::Moto;
use crate::{client, queues};

async fn names<E: std::fmt::Debug>(mut walk: BoxItems<String, E>) -> Vec<String> {
    let mut names = Vec::new();
    while let Some(url) = walk.try_next().await.unwrap() {
        names.push(url.rsplit('/').next().unwrap().to_owned());
    }
    names
}

#[tokio::test]
async fn all_queues_of_three_pages_come_once_and_a_checkpoint_goes_on_inside_a_page() {
    let moto = Moto::start();
    let sqs = client(&moto.url);
    let all: Vec<_> = (10..35).map(|number| format!("queue-{number}")).collect();
    for name in &all {
        sqs.create_queue().queue_name(name).send().await.unwrap();
    }
    // The walk owns its client: it can be sent to another task.
    assert_eq!(tokio::spawn(names(queues(sqs.clone(), None))).await.unwrap(), all);

    let mut walk = queues(sqs.clone(), None);
    for _ in 0..13 {
        walk.try_next().await.unwrap();
    }
    let stored = serde_json::to_string(&walk.checkpoint()).unwrap();
    let checkpoint: Checkpoint = serde_json::from_str(&stored).unwrap();
    assert_eq!(names(queues(sqs, Some(checkpoint))).await, all[13..]);
}

#[tokio::test]
async fn an_account_without_queues_is_an_empty_list() {
    let moto = Moto::start();
    assert!(names(queues(client(&moto.url), None)).await.is_empty());
}

#[tokio::test]
async fn without_a_server_the_error_is_that_of_the_sdk() {
    let mut walk = queues(client("http://127.0.0.1:1"), None);
    let error = walk.try_next().await.unwrap_err();
    assert!(error.is_transient());
    assert!(matches!(error, Error::Transport(aws_sdk_sqs::error::SdkError::DispatchFailure(_))), "{error}");
}
