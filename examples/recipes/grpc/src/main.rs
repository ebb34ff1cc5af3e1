//! All books of a gRPC service with page tokens ([AIP-158](https://google.aip.dev/158)), over [tonic](https://docs.rs/tonic).

/// What tonic generates.
#[allow(missing_docs, clippy::pedantic, reason = "generated")]
mod library {
    tonic::include_proto!("library.v1");
}
mod server;
#[cfg(test)]
mod tests;

use std::time::Duration;

use pagination_core::{BoxItems, Checkpoint, Error, PageRequest, Position, Retry, pages_with};
use tonic::transport::Channel;
use tonic::{Code, Status};

use library::library_client::LibraryClient;
use library::{Book, ListBooksRequest};

/// The books of a library, from where an earlier walk was left. A service that is unavailable is asked again.
pub fn books(
    library: LibraryClient<Channel>,
    page_size: u16,
    from: Option<Checkpoint>,
) -> BoxItems<Book, Error<Status>> {
    let mut books = pages_with(library, async |mut library, at: PageRequest| {
        let page_size = at.page_size().and_then(|size| size.try_into().ok()).unwrap_or(0);
        let page_token = at.position().and_then(Position::as_str).unwrap_or_default().to_owned();
        let reply = library.list_books(ListBooksRequest { page_size, page_token }).await?.into_inner();
        Ok((reply.books, Some(reply.next_page_token)))
    })
    .page_size(page_size)
    .retry(Retry::new().times(4).first_wait(Duration::from_millis(50)))
    .retry_if(|status: &Status| status.code() == Code::Unavailable);
    if let Some(checkpoint) = from {
        books = books.resume(checkpoint);
    }
    books.items().boxed_as()
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let (library, _) = server::start(1_234).await?;

    let mut books = books(library, 100, None);
    let mut count = 0;
    while let Some(book) = books.try_next().await? {
        count += 1;
        if count <= 3 {
            println!("{}", book.name);
        }
    }
    println!("{count} books");
    Ok(())
}
