//! A library on a free port of this machine.

use std::net::Ipv4Addr;
use std::sync::{Arc, Mutex};

use tokio::net::TcpListener;
use tonic::transport::server::TcpIncoming;
use tonic::transport::{Channel, Server};
use tonic::{Request, Response, Status};

use crate::library::library_client::LibraryClient;
use crate::library::library_server::{Library, LibraryServer};
use crate::library::{Book, ListBooksRequest, ListBooksResponse};

/// What it was asked, and what it refuses.
#[derive(Default)]
pub struct Seen {
    pub requests: Vec<ListBooksRequest>,
    /// Given in place of pages, the last one first.
    pub refusals: Vec<Status>,
}

pub struct Shelf {
    books: usize,
    seen: Arc<Mutex<Seen>>,
}

#[tonic::async_trait]
impl Library for Shelf {
    async fn list_books(&self, request: Request<ListBooksRequest>) -> Result<Response<ListBooksResponse>, Status> {
        let request = request.into_inner();
        let mut seen = self.seen.lock().map_err(|_| Status::internal("poisoned"))?;
        seen.requests.push(request.clone());
        if let Some(refusal) = seen.refusals.pop() {
            return Err(refusal);
        }
        let size = usize::try_from(request.page_size).ok().filter(|size| *size > 0).unwrap_or(50).min(100);
        let first = match request.page_token.strip_prefix("from-") {
            Some(number) => number.parse().map_err(|_| Status::invalid_argument("no such token"))?,
            None if request.page_token.is_empty() => 0,
            None => return Err(Status::invalid_argument("no such token")),
        };
        let end = self.books.min(first + size);
        let books = (first..end).map(|number| Book { name: format!("books/{number}") }).collect();
        let next_page_token = if end < self.books { format!("from-{end}") } else { String::new() };
        Ok(Response::new(ListBooksResponse { books, next_page_token }))
    }
}

/// Starts it, and connects a client.
pub async fn start(books: usize) -> Result<(LibraryClient<Channel>, Arc<Mutex<Seen>>), Box<dyn std::error::Error>> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
    let url = format!("http://{}", listener.local_addr()?);
    let seen = Arc::<Mutex<Seen>>::default();
    let service = LibraryServer::new(Shelf { books, seen: Arc::clone(&seen) });
    tokio::spawn(Server::builder().add_service(service).serve_with_incoming(TcpIncoming::from(listener)));
    Ok((LibraryClient::connect(url).await?, seen))
}
