//! A scripted server: any API, in a few lines.

use std::io;
use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::sync::{Arc, Mutex};
use std::thread::JoinHandle;

use axum::Router;
use axum::body::Body;
use axum::extract::State;
use axum::response::Response;
use bytes::Bytes;
use http::{HeaderName, HeaderValue, Request, StatusCode, header};
use tokio::sync::oneshot;

use crate::lock::lock;
use crate::log::LoggedRequest;

/// One response of a [`Scripted`] server.
#[derive(Debug, Clone)]
pub struct MockResponse {
    status: u16,
    headers: Vec<(String, String)>,
    body: Bytes,
}

impl MockResponse {
    /// A JSON body with status 200.
    pub fn json(body: &serde_json::Value) -> Self {
        Self::text(body.to_string()).header("content-type", "application/json")
    }

    /// Any body with status 200.
    pub fn text(body: impl Into<String>) -> Self {
        Self { status: 200, headers: Vec::new(), body: Bytes::from(body.into()) }
    }

    /// No body, and this status.
    pub fn empty(status: u16) -> Self {
        Self { status, headers: Vec::new(), body: Bytes::new() }
    }

    /// Another status.
    #[must_use]
    pub fn status(mut self, status: u16) -> Self {
        self.status = status;
        self
    }

    /// Appends a header.
    #[must_use]
    pub fn header(mut self, name: &str, value: &str) -> Self {
        self.headers.push((name.to_owned(), value.to_owned()));
        self
    }

    fn into_response(self) -> Response {
        let mut response = Response::new(Body::from(self.body));
        *response.status_mut() = StatusCode::from_u16(self.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        for (name, value) in self.headers {
            if let (Ok(name), Ok(value)) =
                (HeaderName::from_bytes(name.as_bytes()), HeaderValue::from_bytes(value.as_bytes()))
            {
                response.headers_mut().append(name, value);
            }
        }
        response
    }
}

type Script = dyn FnMut(&LoggedRequest) -> MockResponse + Send;

struct Shared {
    log: Mutex<Vec<LoggedRequest>>,
    script: Mutex<Box<Script>>,
}

/// A server on a free port of localhost that responds by a script and records its requests.
///
/// ```
/// use demo_apis::{MockResponse, Scripted};
///
/// let server = Scripted::start(|request| match request.pair("page") {
///     Some("1") => MockResponse::text("[1, 2]"),
///     _ => MockResponse::empty(204),
/// })?;
/// assert_eq!(server.requests(), 0);
/// # std::io::Result::Ok(())
/// ```
pub struct Scripted {
    address: SocketAddr,
    shared: Arc<Shared>,
    stop: Option<oneshot::Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl std::fmt::Debug for Scripted {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Scripted").field("address", &self.address).finish_non_exhaustive()
    }
}

impl Scripted {
    /// Responds to every request with this function.
    pub fn start(script: impl FnMut(&LoggedRequest) -> MockResponse + Send + 'static) -> io::Result<Self> {
        Self::start_boxed(Box::new(script))
    }

    /// Apart from [`start`](Self::start), so that a server is not compiled anew for every script.
    fn start_boxed(script: Box<Script>) -> io::Result<Self> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
        listener.set_nonblocking(true)?;
        let address = listener.local_addr()?;
        let shared = Arc::new(Shared { log: Mutex::default(), script: Mutex::new(script) });
        let router = Router::new().fallback(handle).with_state(Arc::clone(&shared));
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
        let (stop, stopped) = oneshot::channel();
        let thread = std::thread::Builder::new().name("scripted".to_owned()).spawn(move || {
            runtime.block_on(async {
                let Ok(listener) = tokio::net::TcpListener::from_std(listener) else { return };
                tokio::select! {
                    _ = async { axum::serve(listener, router).await } => {}
                    _ = stopped => {}
                }
            });
        })?;
        Ok(Self { address, shared, stop: Some(stop), thread: Some(thread) })
    }

    /// Sends these responses in turn, and then 599.
    pub fn responses(responses: impl IntoIterator<Item = MockResponse, IntoIter: Send + 'static>) -> io::Result<Self> {
        let mut responses = responses.into_iter();
        Self::start(move |_| responses.next().unwrap_or_else(|| MockResponse::text("no response is left").status(599)))
    }

    /// Its origin, such as `http://127.0.0.1:4711`.
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// The URL of this path, with its query if it has one.
    pub fn url_of(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    /// How many requests came.
    pub fn requests(&self) -> usize {
        lock(&self.shared.log).len()
    }

    /// The requests that came, in the order of their arrival.
    pub fn log(&self) -> Vec<LoggedRequest> {
        lock(&self.shared.log).clone()
    }
}

impl Drop for Scripted {
    fn drop(&mut self) {
        if let Some(stop) = self.stop.take() {
            let _ = stop.send(());
        }
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

async fn handle(State(shared): State<Arc<Shared>>, request: Request<Body>) -> Response {
    let (parts, body) = request.into_parts();
    let body = axum::body::to_bytes(body, usize::MAX).await.unwrap_or_default();
    let request = LoggedRequest::new(parts, body);
    lock(&shared.log).push(request.clone());
    let response = lock(&shared.script)(&request);
    response.into_response()
}

impl LoggedRequest {
    /// The origin that the request was sent to, for responses with absolute links.
    pub fn origin(&self) -> String {
        format!("http://{}", self.header(header::HOST.as_str()).unwrap_or_default())
    }
}
