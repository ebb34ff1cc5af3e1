//! Starting, stopping and watching the server.

use std::io;
use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::thread::JoinHandle;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::extract::State;
use axum::response::Response;
use axum::serve::ListenerExt as _;
use http::header::ALLOW;
use http::{Request, StatusCode};
use serde_json::json;
use tokio::sync::oneshot;

use crate::attio::Attio;
use crate::call::Call;
use crate::clio::Clio;
use crate::faults::{self, Fault, Faults, Script};
use crate::lock::lock;
use crate::log::LoggedRequest;
use crate::pending_response::PendingResponse;
use crate::zoho::Zoho;
use crate::zylo::Zylo;

const WORKERS: usize = 2;
const PATIENCE: Duration = Duration::from_millis(200);

/// The four APIs on one port of localhost, until it is dropped.
#[derive(Debug)]
pub struct Server {
    address: SocketAddr,
    shared: Arc<Shared>,
    stop: Option<oneshot::Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

/// How many records a [`Server`] has, and how it behaves.
#[derive(Debug, Clone)]
pub struct Builder {
    port: u16,
    latency: Duration,
    faults: Option<Faults>,
    zoho: usize,
    zoho_chats: usize,
    attio_notes: usize,
    attio_people: usize,
    attio_meetings: usize,
    zylo: usize,
    clio_contacts: usize,
    clio_activities: usize,
    clio_offset_cap: usize,
}

#[derive(Debug)]
struct Shared {
    zoho: Zoho,
    attio: Attio,
    zylo: Zylo,
    clio: Clio,
    log: Mutex<Vec<LoggedRequest>>,
    requests: AtomicU64,
    in_flight: AtomicUsize,
    in_flight_peak: AtomicUsize,
    latency: Mutex<Duration>,
    script: Mutex<Script>,
}

impl Default for Builder {
    fn default() -> Self {
        Self {
            port: 0,
            latency: Duration::ZERO,
            faults: None,
            zoho: 25_000,
            zoho_chats: 250,
            attio_notes: 12_000,
            attio_people: 12_000,
            attio_meetings: 12_000,
            zylo: 25_000,
            clio_contacts: 10_450,
            clio_activities: 4_321,
            clio_offset_cap: 10_000,
        }
    }
}

impl Builder {
    /// The port; 0, the default, for a free one.
    #[must_use]
    pub fn port(mut self, port: u16) -> Self {
        self.port = port;
        self
    }

    /// The latency of each response; none by default.
    #[must_use]
    pub fn latency(mut self, latency: Duration) -> Self {
        self.latency = latency;
        self
    }

    /// A plan of faults; none by default.
    #[must_use]
    pub fn faults(mut self, plan: Faults) -> Self {
        self.faults = Some(plan);
        self
    }

    /// How many datastores Zoho Cliq has; 25,000 by default.
    #[must_use]
    pub fn zoho(mut self, count: usize) -> Self {
        self.zoho = count;
        self
    }

    /// How many chats Zoho Cliq has; 250 by default.
    #[must_use]
    pub fn zoho_chats(mut self, count: usize) -> Self {
        self.zoho_chats = count;
        self
    }

    /// How many notes Attio has; 12,000 by default.
    #[must_use]
    pub fn attio_notes(mut self, count: usize) -> Self {
        self.attio_notes = count;
        self
    }

    /// How many people Attio has; 12,000 by default.
    #[must_use]
    pub fn attio_people(mut self, count: usize) -> Self {
        self.attio_people = count;
        self
    }

    /// How many meetings Attio has; 12,000 by default.
    #[must_use]
    pub fn attio_meetings(mut self, count: usize) -> Self {
        self.attio_meetings = count;
        self
    }

    /// How many applications Zylo has; 25,000 by default.
    #[must_use]
    pub fn zylo(mut self, count: usize) -> Self {
        self.zylo = count;
        self
    }

    /// How many contacts Clio has; 10,450 by default, more than its offset reaches.
    #[must_use]
    pub fn clio_contacts(mut self, count: usize) -> Self {
        self.clio_contacts = count;
        self
    }

    /// How many activities Clio has; 4,321 by default.
    #[must_use]
    pub fn clio_activities(mut self, count: usize) -> Self {
        self.clio_activities = count;
        self
    }

    /// How many records of Clio can be read by offset; 10,000 by default.
    #[must_use]
    pub fn clio_offset_cap(mut self, records: usize) -> Self {
        self.clio_offset_cap = records;
        self
    }

    /// Starts the server.
    pub fn start(self) -> io::Result<Server> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, self.port))?;
        listener.set_nonblocking(true)?;
        let address = listener.local_addr()?;
        let mut script = Script::default();
        script.set_plan(self.faults);
        let shared = Arc::new(Shared {
            zoho: Zoho::new(self.zoho, self.zoho_chats),
            attio: Attio::new(self.attio_notes, self.attio_people, self.attio_meetings),
            zylo: Zylo::new(self.zylo),
            clio: Clio::new(self.clio_contacts, self.clio_activities, self.clio_offset_cap),
            log: Mutex::default(),
            requests: AtomicU64::new(0),
            in_flight: AtomicUsize::new(0),
            in_flight_peak: AtomicUsize::new(0),
            latency: Mutex::new(self.latency),
            script: Mutex::new(script),
        });
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(WORKERS)
            .thread_name("demo-apis-worker")
            .enable_all()
            .build()?;
        let router = Router::new().fallback(handle).with_state(Arc::clone(&shared));
        let (stop, stopped) = oneshot::channel();
        let thread = std::thread::Builder::new().name("demo-apis".to_owned()).spawn(move || {
            runtime.block_on(async {
                tokio::select! {
                    () = serve(listener, router) => {}
                    _ = stopped => {}
                }
            });
            runtime.shutdown_timeout(PATIENCE);
        })?;
        Ok(Server { address, shared, stop: Some(stop), thread: Some(thread) })
    }
}

async fn serve(listener: TcpListener, router: Router) {
    let Ok(listener) = tokio::net::TcpListener::from_std(listener) else {
        return;
    };
    let listener = listener.tap_io(|stream| {
        // Pages go out in one write; waiting for more would only distort measurements.
        let _ = stream.set_nodelay(true);
    });
    let _ = axum::serve(listener, router).await;
}

impl Server {
    /// Starts a server of the default sizes on a free port.
    pub fn start() -> io::Result<Self> {
        Self::builder().start()
    }

    /// Chooses sizes and behaviour first.
    pub fn builder() -> Builder {
        Builder::default()
    }

    /// The address it listens on.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// The origin of all four APIs, such as `http://127.0.0.1:4711`.
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// The URL of this path, with its query if it has one.
    pub fn url_of(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    /// How many requests came since the start, or since [`reset_log`](Self::reset_log).
    pub fn requests(&self) -> u64 {
        self.shared.requests.load(Ordering::SeqCst)
    }

    /// The requests that came, in the order of their arrival.
    pub fn log(&self) -> Vec<LoggedRequest> {
        lock(&self.shared.log).clone()
    }

    /// Empties the log and sets all counters to zero. Faults to come, and records, stay.
    pub fn reset_log(&self) {
        let mut log = lock(&self.shared.log);
        log.clear();
        self.shared.requests.store(0, Ordering::SeqCst);
        self.shared.in_flight_peak.store(self.shared.in_flight.load(Ordering::SeqCst), Ordering::SeqCst);
        lock(&self.shared.script).reset();
    }

    /// The greatest number of requests that were served at the same time.
    pub fn in_flight_peak(&self) -> usize {
        self.shared.in_flight_peak.load(Ordering::SeqCst)
    }

    /// Sets the latency of each response from now on.
    pub fn set_latency(&self, latency: Duration) {
        *lock(&self.shared.latency) = latency;
    }

    /// Sets the plan of faults, or ends it.
    pub fn set_faults(&self, plan: Option<Faults>) {
        lock(&self.shared.script).set_plan(plan);
    }

    /// Gives the next request this fault. Several calls give one each to several requests.
    pub fn fail_next(&self, fault: Fault) {
        lock(&self.shared.script).fail_next(fault);
    }

    /// Gives the request of this number this fault. The first one since the start, or since
    /// [`reset_log`](Self::reset_log), is 1.
    pub fn fail_request(&self, number: u64, fault: Fault) {
        lock(&self.shared.script).fail_request(number, fault);
    }

    /// The faults that were given, each with its request's number.
    pub fn faults_given(&self) -> Vec<(u64, Fault)> {
        lock(&self.shared.script).given()
    }

    /// The records of Zoho Cliq.
    pub fn zoho(&self) -> &Zoho {
        &self.shared.zoho
    }

    /// The records of Attio.
    pub fn attio(&self) -> &Attio {
        &self.shared.attio
    }

    /// The records of Zylo.
    pub fn zylo(&self) -> &Zylo {
        &self.shared.zylo
    }

    /// The records of Clio.
    pub fn clio(&self) -> &Clio {
        &self.shared.clio
    }

    /// Waits until the server ends, which it does not by itself.
    pub fn wait(mut self) {
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        if let Some(stop) = self.stop.take() {
            let _ = stop.send(());
        }
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

/// Counts a request as long as it lives, also when its client goes away.
struct InFlight(Arc<Shared>);

impl InFlight {
    fn new(shared: Arc<Shared>) -> Self {
        let now = shared.in_flight.fetch_add(1, Ordering::SeqCst) + 1;
        shared.in_flight_peak.fetch_max(now, Ordering::SeqCst);
        Self(shared)
    }
}

impl Drop for InFlight {
    fn drop(&mut self) {
        self.0.in_flight.fetch_sub(1, Ordering::SeqCst);
    }
}

async fn handle(State(shared): State<Arc<Shared>>, request: Request<Body>) -> Response {
    let _in_flight = InFlight::new(Arc::clone(&shared));
    let (parts, body) = request.into_parts();
    // If the body breaks off, there is no client left.
    let body = axum::body::to_bytes(body, usize::MAX).await.unwrap_or_default();
    let request = LoggedRequest::new(parts, body);
    let number = shared.record(&request);
    let latency = *lock(&shared.latency);
    if !latency.is_zero() {
        tokio::time::sleep(latency).await;
    }
    shared.respond(number, &request).into_response()
}

impl Shared {
    /// Writes a request down; its number.
    fn record(&self, request: &LoggedRequest) -> u64 {
        let mut log = lock(&self.log);
        log.push(request.clone());
        self.requests.fetch_add(1, Ordering::SeqCst) + 1
    }

    fn respond(&self, number: u64, request: &LoggedRequest) -> PendingResponse {
        let (faults, pages) = {
            let mut script = lock(&self.script);
            (script.take(number, &request.path), script.pages(request))
        };
        let twist = faults::twist(&faults);
        let mut response = self.route(&Call { request, twist });
        for fault in &faults {
            response = faults::spoil(fault, response, &pages);
        }
        lock(&self.script).remember(request, &faults, &response);
        response
    }

    fn route(&self, call: &Call<'_>) -> PendingResponse {
        let (response, method) = match call.request.path.as_str() {
            "/api/v3/datastores" => (self.zoho.datastores(call), "GET"),
            "/api/v3/chats" => (self.zoho.chats(call), "GET"),
            "/v2/notes" => (self.attio.notes(call), "GET"),
            "/v2/objects/people/records/query" => (self.attio.people(call), "POST"),
            "/v2/meetings" => (self.attio.meetings(call), "GET"),
            "/v2/applications" => (self.zylo.applications(call), "GET"),
            "/api/v4/contacts" => (self.clio.contacts(call), "GET"),
            "/api/v4/activities" => (self.clio.activities(call), "GET"),
            path => {
                let message = format!("There is nothing at {path}.");
                let error = json!({ "error": { "type": "NotFound", "message": message } });
                return PendingResponse::json(StatusCode::NOT_FOUND, &error);
            }
        };
        match response.status {
            StatusCode::METHOD_NOT_ALLOWED => response.with_header(ALLOW, method),
            _ => response,
        }
    }
}
