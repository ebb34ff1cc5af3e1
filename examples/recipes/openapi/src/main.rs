//! Two lists over a client that [progenitor](https://docs.rs/progenitor) generates of an OpenAPI document: one by cursor, one by offset.

/// What progenitor generates.
#[allow(missing_docs, clippy::pedantic, reason = "generated")]
mod generated {
    progenitor::generate_api!("openapi.json");
}
mod server;
#[cfg(test)]
mod tests;

use pagination_core::{BoxItems, Error, PageRequest, Position, pages_with};

use generated::types::{Label, Widget};
use generated::{Client, ResponseValue};

/// What a method of the client fails with.
pub type Refused = progenitor::progenitor_client::Error<()>;

/// The widgets: a response with the cursor of the next page.
pub fn widgets(client: Client, page_size: u32) -> BoxItems<Widget, Error<Refused>> {
    pages_with(client, async |client, at: PageRequest| {
        let limit = at.page_size().and_then(|size| size.try_into().ok());
        let page = client.list_widgets(at.position().and_then(Position::as_str), limit).await?.into_inner();
        Ok::<_, Refused>((page.items, page.next_cursor))
    })
    .page_size(page_size)
    .items()
    .boxed_as()
}

/// The labels: a bare array. It is walked by offset, to an empty page.
pub fn labels(client: Client) -> BoxItems<Label, Error<Refused>> {
    pages_with(client, async |client, offset: u64| {
        client.list_labels(Some(offset)).await.map(ResponseValue::into_inner)
    })
    .items()
    .boxed_as()
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let server = server::start().await?;
    let client = Client::new(&server.url);

    let mut widgets = widgets(client.clone(), 100);
    let mut count = 0;
    while widgets.try_next().await?.is_some() {
        count += 1;
    }
    let mut labels = labels(client);
    let mut names = Vec::new();
    while let Some(label) = labels.try_next().await? {
        names.push(label.name);
    }
    println!("{count} widgets, and the labels {}", names.join(", "));
    Ok(())
}
