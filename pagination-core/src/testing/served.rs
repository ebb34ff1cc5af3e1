//! Recorded responses over HTTP, on localhost.

use std::fmt;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::{Ipv4Addr, Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use bytes::Bytes;
use http::header::{CONNECTION, CONTENT_LENGTH, EXPECT, HOST, TRANSFER_ENCODING};
use http::{HeaderMap, HeaderName, HeaderValue, Method, Request, StatusCode};
use url::Url;

use super::recorded::Response;
use super::replay::{NoAnswer, Replay};
use super::sent::Sent;

/// No head of a request is larger.
const LONGEST_HEAD: u64 = 256 << 10;
/// No body of a request is larger.
const LONGEST_BODY: u64 = 64 << 20;
/// A client that is silent for so long has gone.
const PATIENCE: Duration = Duration::from_secs(60);

/// The responses over HTTP.
impl Replay {
    /// Returns the responses over HTTP, on a free port of localhost, until the value is dropped.
    ///
    /// This is for code that names a real client, such as [`reqwest::Items`](crate::reqwest::Items). See [`Served`].
    pub fn serve(&self) -> io::Result<Served> {
        Served::start(self.clone())
    }
}

/// A server of recorded responses on localhost, for code that names a real client. It ends when it is dropped.
///
/// ```
/// # use pagination_core::testing::{Recorded, Replay};
/// # #[cfg(feature = "blocking")] {
/// # use pagination_core::{Paginate, Paginated};
/// # #[derive(serde::Deserialize, Paginated)]
/// # #[cursor(field = next)]
/// # struct Names { names: Vec<String>, next: Option<String> }
/// // The code under test.
/// fn names(client: &reqwest::blocking::Client, api: &str) -> pagination_core::blocking::Items<Names> {
///     client.get(format!("{api}/names")).paginate::<Names>().items()
/// }
///
/// let replay = Replay::new([
///     Recorded::json(r#"{"names": ["ann"], "next": "b"}"#).answers("GET", "/names"),
///     Recorded::json(r#"{"names": ["bob"], "next": null}"#).answers("GET", "/names?cursor=b"),
/// ]);
/// let server = replay.serve()?;
/// let names: Result<Vec<_>, _> = names(&reqwest::blocking::Client::new(), &server.url()).collect();
/// assert_eq!(names?, ["ann", "bob"]);
/// assert!(replay.unused().is_empty(), "each response was used");
/// # }
/// # Ok::<_, Box<dyn std::error::Error>>(())
/// ```
///
/// Several clients may be served at once: a response that names its request ([`Recorded::answers`](super::Recorded::answers)) goes to
/// whoever makes it, the others go out in order. A request that no response is left for is answered with 421, which no API declares as
/// the end of a list, and a string that says what it differs in; [`Replay::unmatched`] has that too, and [`Replay::unused`] the
/// responses that were not asked for. A [`Recorded::broken`](super::Recorded::broken) closes the connection, and one that comes
/// [late](super::Recorded::after) does so. Where a response names the origin of its request, as next links do, it goes out with the
/// origin of the server in its place.
///
/// A server that should match by headers, answer by a function, or be told what to expect is what the crate
/// [`wiremock`](https://docs.rs/wiremock) is for: a walk over reqwest works with it as any other code does.
pub struct Served {
    address: SocketAddr,
    shared: Arc<Shared>,
    thread: Option<JoinHandle<()>>,
}

struct Shared {
    replay: Replay,
    origin: String,
    stopped: AtomicBool,
    /// Those that are open, by number, so that they can be closed.
    connections: Mutex<Vec<(u64, TcpStream)>>,
}

impl Served {
    fn start(replay: Replay) -> io::Result<Self> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
        let address = listener.local_addr()?;
        let shared = Arc::new(Shared {
            replay,
            origin: format!("http://{address}"),
            stopped: AtomicBool::new(false),
            connections: Mutex::default(),
        });
        let of_thread = Arc::clone(&shared);
        let thread = thread::Builder::new().name("replay".into()).spawn(move || accept(&listener, &of_thread))?;
        Ok(Self { address, shared, thread: Some(thread) })
    }

    /// The origin, such as `http://127.0.0.1:4711`.
    pub fn url(&self) -> String {
        self.shared.origin.clone()
    }

    /// The URL of this path, which begins with `/`, with its query if it has one.
    pub fn url_of(&self, path: &str) -> String {
        format!("{}{path}", self.shared.origin)
    }
}

impl fmt::Debug for Served {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Served").field("address", &self.address).finish_non_exhaustive()
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        self.shared.stopped.store(true, Ordering::SeqCst);
        // Wakes the thread that accepts connections.
        let _ = TcpStream::connect(self.address);
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
        for (_, connection) in self.shared.connections().drain(..) {
            let _ = connection.shutdown(Shutdown::Both);
        }
    }
}

impl Shared {
    fn connections(&self) -> std::sync::MutexGuard<'_, Vec<(u64, TcpStream)>> {
        self.connections.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn accept(listener: &TcpListener, shared: &Arc<Shared>) {
    for number in 0.. {
        let accepted = listener.accept();
        if shared.stopped.load(Ordering::SeqCst) {
            return;
        }
        let Ok((stream, _)) = accepted else {
            // Too many open files, which pass.
            thread::sleep(Duration::from_millis(10));
            continue;
        };
        let Ok(copy) = stream.try_clone() else { continue };
        shared.connections().push((number, copy));
        let of_thread = Arc::clone(shared);
        let started = thread::Builder::new().name("replay".into()).spawn(move || {
            // A client that goes away is no failure of the test.
            let _ = serve(&stream, &of_thread);
            of_thread.connections().retain(|(open, _)| *open != number);
            let _ = stream.shutdown(Shutdown::Both);
        });
        if started.is_err() {
            shared.connections().retain(|(open, _)| *open != number);
        }
    }
}

/// Answers the requests of one connection, until one of the two sides closes it.
fn serve(stream: &TcpStream, shared: &Shared) -> io::Result<()> {
    stream.set_nodelay(true)?;
    stream.set_read_timeout(Some(PATIENCE))?;
    let mut reader = BufReader::new(stream);
    loop {
        let request = match read_request(&mut reader, stream, &shared.origin) {
            Ok(Some(request)) => request,
            Ok(None) => return Ok(()),
            Err(error) if error.kind() == io::ErrorKind::InvalidData => {
                let refusal = refusal(StatusCode::BAD_REQUEST, &error.to_string());
                return write_response(stream, &refusal, true, true);
            }
            Err(error) => return Err(error),
        };
        let Incoming { request, url, close } = request;
        let has_body = *request.method() != Method::HEAD;
        let response = match shared.replay.respond(Sent::new(request, url), None) {
            Ok((response, recorded)) => moved(response, recorded.as_deref(), &shared.origin),
            Err(NoAnswer::Broken | NoAnswer::Late) => return Ok(()),
            Err(error) => refusal(StatusCode::MISDIRECTED_REQUEST, &error.to_string()),
        };
        thread::sleep(response.delay);
        write_response(stream, &response, close, has_body)?;
        if close {
            return Ok(());
        }
    }
}

struct Incoming {
    request: Request<Bytes>,
    url: Url,
    /// The connection ends with this request.
    close: bool,
}

fn invalid(problem: &str) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, problem)
}

/// A line without its end; `None` where the connection is closed.
fn read_line(reader: &mut impl BufRead) -> io::Result<Option<String>> {
    let mut line = Vec::new();
    reader.take(LONGEST_HEAD).read_until(b'\n', &mut line)?;
    if line.is_empty() {
        return Ok(None);
    }
    if line.pop() != Some(b'\n') {
        return Err(invalid("a line of the request is too long, or cut off"));
    }
    line.pop_if(|end| *end == b'\r');
    String::from_utf8(line).map(Some).map_err(|_| invalid("the head of the request is not text"))
}

/// The next request of a connection; `None` where there is none.
fn read_request(reader: &mut impl BufRead, mut to: impl Write, origin: &str) -> io::Result<Option<Incoming>> {
    let Some(line) = read_line(reader)? else { return Ok(None) };
    let mut words = line.split(' ');
    let (Some(method), Some(target), Some(version), None) = (words.next(), words.next(), words.next(), words.next())
    else {
        return Err(invalid("the first line is not that of an HTTP/1 request"));
    };
    let method: Method = method.parse().map_err(|_| invalid("the method is not one"))?;
    let mut headers = HeaderMap::new();
    let mut length = line.len() as u64;
    loop {
        let line = read_line(reader)?.ok_or_else(|| invalid("the head of the request is cut off"))?;
        length = length.saturating_add(line.len() as u64);
        if length > LONGEST_HEAD {
            return Err(invalid("the head of the request is too long"));
        }
        if line.is_empty() {
            break;
        }
        let (name, value) = line.split_once(':').ok_or_else(|| invalid("a header has no colon"))?;
        let (Ok(name), Ok(value)) = (name.parse::<HeaderName>(), HeaderValue::from_str(value.trim())) else {
            return Err(invalid("a header is not one"));
        };
        headers.append(name, value);
    }
    // A proxy's form names a whole URL.
    let url = if target.starts_with('/') { format!("{origin}{target}") } else { target.to_owned() };
    let url = Url::parse(&url).map_err(|_| invalid("the target of the request is not a path"))?;
    if headers.get(EXPECT).is_some_and(|expect| expect.as_bytes().eq_ignore_ascii_case(b"100-continue")) {
        to.write_all(b"HTTP/1.1 100 Continue\r\n\r\n")?;
    }
    let body = read_body(reader, &headers)?;
    let names = |token: &str| {
        let values = headers.get_all(CONNECTION).iter().filter_map(|value| value.to_str().ok());
        values.flat_map(|value| value.split(',')).any(|word| word.trim().eq_ignore_ascii_case(token))
    };
    let close = if version == "HTTP/1.0" { !names("keep-alive") } else { names("close") };
    // The origin is the server's, whatever the client calls it.
    let _host = headers.remove(HOST);
    let mut request = Request::builder()
        .method(method)
        .uri(url.as_str())
        .body(body)
        .map_err(|_| invalid("the target is not a path"))?;
    *request.headers_mut() = headers;
    Ok(Some(Incoming { request, url, close }))
}

fn read_body(reader: &mut impl BufRead, headers: &HeaderMap) -> io::Result<Bytes> {
    let mut body = Vec::new();
    if headers.contains_key(TRANSFER_ENCODING) {
        loop {
            let line = read_line(reader)?.ok_or_else(|| invalid("a chunk is cut off"))?;
            let size = line.split(';').next().unwrap_or_default().trim();
            let size = u64::from_str_radix(size, 16).map_err(|_| invalid("the size of a chunk is not a number"))?;
            if size == 0 {
                while read_line(reader)?.is_some_and(|trailer| !trailer.is_empty()) {}
                return Ok(body.into());
            }
            read_exactly(reader, size, &mut body)?;
            read_line(reader)?;
        }
    }
    if let Some(length) = headers.get(CONTENT_LENGTH) {
        let length = length.to_str().ok().and_then(|length| length.parse().ok());
        read_exactly(reader, length.ok_or_else(|| invalid("the length is not a number"))?, &mut body)?;
    }
    Ok(body.into())
}

fn read_exactly(reader: &mut impl BufRead, size: u64, body: &mut Vec<u8>) -> io::Result<()> {
    if size.saturating_add(body.len() as u64) > LONGEST_BODY {
        return Err(invalid("the body of the request is too large"));
    }
    if reader.take(size).read_to_end(body)? as u64 == size { Ok(()) } else { Err(invalid("the body is cut off")) }
}

fn refusal(status: StatusCode, text: &str) -> Response {
    let kind = HeaderValue::from_static("text/plain; charset=utf-8");
    let headers = HeaderMap::from_iter([(http::header::CONTENT_TYPE, kind)]);
    Response { status, headers, body: text.to_owned().into(), delay: Duration::ZERO }
}

/// The response with the server's own origin in place of the recorded one.
fn moved(mut response: Response, recorded: Option<&str>, origin: &str) -> Response {
    let Some(recorded) = recorded.filter(|recorded| *recorded != origin) else { return response };
    // JSON may escape a slash.
    let escaped = |origin: &str| origin.replace('/', "\\/");
    if let Ok(text) = std::str::from_utf8(&response.body) {
        let replaced = replaced(&replaced(text, recorded, origin), &escaped(recorded), &escaped(origin));
        response.body = replaced.into();
    }
    for value in response.headers.values_mut() {
        if let Some(text) = value.to_str().ok().filter(|text| text.contains(recorded))
            && let Ok(replaced) = HeaderValue::from_str(&replaced(text, recorded, origin))
        {
            *value = replaced;
        }
    }
    response
}

/// Replaces an origin, and leaves a longer one that begins with it.
fn replaced(text: &str, recorded: &str, origin: &str) -> String {
    let mut parts = text.split(recorded);
    let mut replaced = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let is_longer = part.starts_with(|next: char| next.is_alphanumeric() || "-._:@".contains(next));
        replaced.push_str(if is_longer { recorded } else { origin });
        replaced.push_str(part);
    }
    replaced
}

fn write_response(mut to: impl Write, response: &Response, close: bool, has_body: bool) -> io::Result<()> {
    let Response { status, headers, body, .. } = response;
    let mut head = format!("HTTP/1.1 {status}\r\n").into_bytes();
    for (name, value) in headers {
        // They are about the recorded connection, and this one sends the body as it is.
        if ![CONNECTION, CONTENT_LENGTH, TRANSFER_ENCODING].contains(name) {
            head.extend_from_slice(name.as_str().as_bytes());
            head.extend_from_slice(b": ");
            head.extend_from_slice(value.as_bytes());
            head.extend_from_slice(b"\r\n");
        }
    }
    let has_length =
        !(status.is_informational() || [StatusCode::NO_CONTENT, StatusCode::NOT_MODIFIED].contains(status));
    if has_length {
        head.extend_from_slice(format!("content-length: {}\r\n", body.len()).as_bytes());
    }
    if close {
        head.extend_from_slice(b"connection: close\r\n");
    }
    head.extend_from_slice(b"\r\n");
    if has_length && has_body {
        head.extend_from_slice(body);
    }
    to.write_all(&head)?;
    to.flush()
}
