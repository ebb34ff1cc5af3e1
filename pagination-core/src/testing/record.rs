//! A live walk becomes a recording.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

use http::HeaderMap;
use http::header::CONTENT_TYPE;

use super::replay::Replay;
use super::secrets::Secrets;
use super::tape_file::{self, Entry, TapeFile};
use crate::error::Problem;
use crate::over_http::observer::{InFlight, ObservedRequest, Observer};
use crate::over_http::{HttpResponse, OverHttp};
use crate::page_request::PageRequest;
use crate::pager::Pager;
use crate::paginated::Paginated;
use crate::spec::{Spec, Target};
use crate::strategy::Strategy;
use crate::transport::Transport;

/// Where a walk is recorded, and what else is a secret there. A path alone is one, too.
///
/// ```
/// use pagination_core::testing::Recording;
///
/// let recording = Recording::new("fixtures/meetings.json").secret("customer_name");
/// ```
#[derive(Debug, Clone)]
pub struct Recording {
    path: PathBuf,
    secret: Vec<String>,
}

impl Recording {
    /// A recording in this file.
    pub fn new(path: impl Into<PathBuf>) -> Self {
        Self { path: path.into(), secret: Vec::new() }
    }

    /// What stands under this name is a secret: a parameter, a header, or a member of a body with all that it holds. Case, `_` and `-` do
    /// not matter.
    #[must_use]
    pub fn secret(mut self, name: impl Into<String>) -> Self {
        self.secret.push(name.into());
        self
    }
}

macro_rules! from_paths {
    ($($path:ty)*) => {$(
        impl From<$path> for Recording {
            fn from(path: $path) -> Self {
                Self::new(path)
            }
        }
    )*};
}

from_paths!(&str String &Path PathBuf);

impl<P: Paginated, T: Transport<P>, S: Strategy, M> Pager<P, T, S, M> {
    /// Writes the responses of the walk to a file as they come, for [`Replay::load`]: a live walk becomes a test.
    ///
    /// ```no_run
    /// # #[cfg(feature = "blocking")] {
    /// # use pagination_core::{Paginate, Paginated};
    /// # #[derive(serde::Deserialize, Paginated)]
    /// # #[cursor(field = next)]
    /// # struct Meetings { data: Vec<String>, next: Option<String> }
    /// # fn record(http: reqwest::blocking::Client, token: &str) -> Result<(), pagination_core::blocking::Error> {
    /// let request = http.get("https://api.example/v2/meetings").bearer_auth(token);
    /// for meeting in request.paginate::<Meetings>().max_pages(3).record("fixtures/meetings.json").items() {
    ///     meeting?;
    /// }
    /// # Ok(()) }
    /// # }
    /// ```
    ///
    /// Secrets are replaced before anything is written, each by the same placeholder wherever it occurs, also percent-encoded or within
    /// base64: the values of `Authorization`, cookies and other headers, parameters and members whose names say that they are secret
    /// (`api_key`, `access_token`, `password`, …), userinfo, and what is named with [`Recording::secret`]. Cursors and links that
    /// hold one keep leading to their pages. The headers of requests are not written at all. What is a secret without saying so, a
    /// person's name for instance, is written as it came: read the file before you commit it.
    ///
    /// A file that is there is replaced. One whose program was killed is read up to the last whole response. Where the file cannot be
    /// written, the walk ends with an [`Error::Request`](crate::Error::Request), before the page that is missing there.
    pub fn record(mut self, recording: impl Into<Recording>) -> Self
    where
        T: OverHttp,
    {
        match Recorder::new(&recording.into()) {
            Ok(recorder) => self.transport.http().observe(recorder),
            Err(problem) => self.settings.refused = Some(problem),
        }
        self
    }
}

/// Recordings of live walks.
impl Replay {
    /// The responses of a recording that [`Pager::record`] has written, each for its request.
    ///
    /// A parameter whose recorded value is a placeholder may have any value, or be missing: a test has no credentials. An entry that
    /// is cut off at the end of the file is left out.
    pub fn load(path: impl AsRef<Path>) -> io::Result<Self> {
        tape_file::read(path.as_ref()).map(Self::new)
    }
}

struct Recorder {
    path: PathBuf,
    file: TapeFile,
    secrets: Secrets,
    in_flight: InFlight,
}

impl Recorder {
    fn new(recording: &Recording) -> Result<Self, Problem> {
        let mut secrets = Secrets::default();
        recording.secret.iter().for_each(|name| secrets.declare(name));
        let file = TapeFile::create(&recording.path).map_err(|error| cannot_write(&recording.path, error))?;
        Ok(Self { path: recording.path.clone(), file, secrets, in_flight: InFlight::default() })
    }

    fn write(&mut self, sent: &ObservedRequest, response: &HttpResponse, body: &[u8]) -> io::Result<()> {
        if self.secrets.take_new() {
            // It may be in a response that came before anything said that it is one.
            self.file.rewrite(|text| self.secrets.redact_json(text))?;
        }
        let request_body = self.secrets.redact_body(&sent.body, is_form(&sent.headers));
        self.file.add(&Entry {
            method: sent.method.as_str(),
            url: &self.secrets.redact_url(&sent.url),
            request_body: (!sent.body.is_empty()).then_some(&request_body),
            status: response.status.as_u16(),
            headers: &self.secrets.redact_headers(&response.headers),
            body: &self.secrets.redact_body(body, false),
        })
    }
}

impl fmt::Debug for Recorder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Recorder").field("path", &self.path).finish_non_exhaustive()
    }
}

fn cannot_write(path: &Path, error: io::Error) -> Problem {
    Problem::request_because(format!("the recording {} cannot be written", path.display()), error)
}

fn is_form(headers: &HeaderMap) -> bool {
    headers.get(CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).is_some_and(|kind| kind.contains("form-urlencoded"))
}

/// The name under which the position is sent: that alone does not make it a secret.
fn name_of_position(spec: &Spec, request: &PageRequest) -> Option<&'static str> {
    let target = if request.backwards { spec.prev.unwrap_or(spec.target) } else { spec.target };
    match target.innermost() {
        Target::Param(name) | Target::Form(name) | Target::Header(name) => Some(name),
        Target::Body(pointer) => pointer.rsplit('/').next(),
        _ => None,
    }
}

impl Observer for Recorder {
    fn sent(&mut self, spec: &Spec, request: &PageRequest, sent: ObservedRequest) -> Result<(), Problem> {
        let exempt = name_of_position(spec, request);
        self.secrets.learn_request_headers(&sent.headers, exempt);
        self.secrets.learn_url(&sent.url, exempt);
        self.secrets.learn_body(&sent.body, is_form(&sent.headers), exempt);
        self.in_flight.add(request, sent);
        Ok(())
    }

    fn received(&mut self, _: &Spec, request: &PageRequest, response: &HttpResponse) -> Result<(), Problem> {
        let Some(sent) = self.in_flight.take(request) else { return Ok(()) };
        // One that is too large is refused next.
        let Some(body) = &response.body else { return Ok(()) };
        self.secrets.learn_response_headers(&response.headers);
        self.secrets.learn_body(body, false, None);
        self.write(&sent, response, body).map_err(|error| cannot_write(&self.path, error))
    }
}
