//! All queues of an account, over the [AWS SDK](https://docs.rs/aws-sdk-sqs). Every other operation with a token is walked in the same way.
//!
//! The SDK's own paginators end without an error where a token comes twice, and have no checkpoint.

#[cfg(test)]
mod moto;
#[cfg(test)]
mod tests;

use aws_sdk_sqs::Client;
use aws_sdk_sqs::config::{BehaviorVersion, Config, Credentials, Region};
use aws_sdk_sqs::error::SdkError;
use aws_sdk_sqs::operation::list_queues::ListQueuesError;
use pagination_core::{BoxItems, Checkpoint, Error, pages_with};

/// SQS gives no token where no size is asked for.
const PAGE_SIZE: i32 = 10;

/// The URLs of the queues, from where an earlier walk was left. The SDK itself retries.
pub fn queues(sqs: Client, from: Option<Checkpoint>) -> BoxItems<String, Error<SdkError<ListQueuesError>>> {
    let mut queues = pages_with(sqs, async |sqs, token: Option<String>| {
        let page = sqs.list_queues().max_results(PAGE_SIZE).set_next_token(token).send().await?;
        Ok::<_, SdkError<_>>((page.queue_urls.unwrap_or_default(), page.next_token))
    });
    if let Some(checkpoint) = from {
        queues = queues.resume(checkpoint);
    }
    queues.items().boxed_as()
}

/// A client of a server on this machine, without TLS. One of AWS itself is made with `aws-config`.
fn client(url: &str) -> Client {
    let config = Config::builder()
        .behavior_version(BehaviorVersion::latest())
        .endpoint_url(url)
        .region(Region::from_static("us-east-1"))
        .credentials_provider(Credentials::new("key", "secret", None, None, "moto"))
        .http_client(aws_smithy_http_client::Builder::new().build_http());
    Client::from_conf(config.build())
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let url = std::env::args().nth(1).ok_or("usage: recipe-aws http://127.0.0.1:5000, where moto_server runs")?;

    let mut queues = queues(client(&url), None);
    while let Some(queue) = queues.try_next().await? {
        println!("{queue}");
    }
    Ok(())
}
