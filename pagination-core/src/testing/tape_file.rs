//! The file of a recording: one JSON value, of which each line has a request and its response.
//!
//! ```json
//! {"version":1,"responses":[
//! {"request":{"method":"GET","url":"https://api.example/list"},"response":{"status":200,"headers":[["content-type","application/json"]],"json":{"data":[1]}}}
//! ]}
//! ```
//!
//! A body is `json`, kept as it was sent, or `text`, or `hex`. The last line may be cut off, where the recording program was killed.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::time::Duration;

use bytes::Bytes;
use http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use serde::de::IgnoredAny;
use serde_json::value::RawValue;

use super::expected::Expected;
use super::recorded::{Recorded, Response};

const BEGIN: &str = "{\"version\":1,\"responses\":[\n";
const END: &str = "\n]}\n";

/// A file that is written while a walk goes on.
pub(super) struct TapeFile {
    path: PathBuf,
    file: File,
    /// Where the end begins, which the next entry is written over.
    end: u64,
    is_empty: bool,
}

/// A request and its response, without secrets.
pub(super) struct Entry<'e> {
    pub(super) method: &'e str,
    pub(super) url: &'e str,
    /// `None` where the request has none.
    pub(super) request_body: Option<&'e [u8]>,
    pub(super) status: u16,
    pub(super) headers: &'e [(String, String)],
    pub(super) body: &'e [u8],
}

impl TapeFile {
    /// Makes the file, and the folders that it is in. One that is there is replaced.
    pub(super) fn create(path: &Path) -> io::Result<Self> {
        if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
            fs::create_dir_all(folder)?;
        }
        let mut file = File::create(path)?;
        file.write_all(format!("{BEGIN}{}", END.trim_start()).as_bytes())?;
        Ok(Self { path: path.to_owned(), file, end: BEGIN.len() as u64, is_empty: true })
    }

    /// Adds an entry. The file is whole before it and after it.
    pub(super) fn add(&mut self, entry: &Entry<'_>) -> io::Result<()> {
        let line = line(entry)?;
        let text = format!("{}{line}{END}", if self.is_empty { "" } else { ",\n" });
        self.file.seek(SeekFrom::Start(self.end))?;
        self.file.write_all(text.as_bytes())?;
        self.end = self.end.saturating_add(text.len() as u64).saturating_sub(END.len() as u64);
        self.is_empty = false;
        Ok(())
    }

    /// Rewrites what was written so far. The file is whole before it and after it.
    pub(super) fn rewrite(&mut self, rewritten: impl FnOnce(&str) -> Option<String>) -> io::Result<()> {
        if self.is_empty {
            return Ok(());
        }
        let text = fs::read_to_string(&self.path)?;
        let Some(new) = rewritten(&text).filter(|new| *new != text) else { return Ok(()) };
        let mut beside = self.path.clone().into_os_string();
        beside.push(".new");
        fs::write(&beside, &new)?;
        fs::rename(&beside, &self.path)?;
        self.file = OpenOptions::new().write(true).open(&self.path)?;
        self.end = (new.len() as u64).saturating_sub(END.len() as u64);
        Ok(())
    }
}

fn line(entry: &Entry<'_>) -> io::Result<String> {
    let json = |value: &str| serde_json::to_string(value);
    let mut line = format!("{{\"request\":{{\"method\":{},\"url\":{}", json(entry.method)?, json(entry.url)?);
    if let Some(body) = entry.request_body {
        write_body(&mut line, body)?;
    }
    let headers = serde_json::to_string(entry.headers)?;
    // A `String` takes all that is written.
    let _ = write!(line, "}},\"response\":{{\"status\":{},\"headers\":{headers}", entry.status);
    write_body(&mut line, entry.body)?;
    line.push_str("}}");
    Ok(line)
}

fn write_body(line: &mut String, body: &[u8]) -> io::Result<()> {
    let text = std::str::from_utf8(body);
    if let Ok(text) = text
        && serde_json::from_str::<IgnoredAny>(text).is_ok()
    {
        // Space around it is not kept, and nothing that a decoder sees.
        let _ = write!(line, ",\"json\":{}", text.trim());
    } else if let Ok(text) = text {
        let _ = write!(line, ",\"text\":{}", serde_json::to_string(text)?);
    } else {
        line.push_str(",\"hex\":\"");
        for byte in body {
            let _ = write!(line, "{byte:02x}");
        }
        line.push('"');
    }
    Ok(())
}

fn invalid(problem: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, problem)
}

/// Reads a recording. An entry that is cut off at the end is left out.
pub(super) fn read(path: &Path) -> io::Result<Vec<Recorded>> {
    let text = fs::read_to_string(path)?;
    let Some(mut rest) = text.strip_prefix(BEGIN) else {
        return Err(invalid("this is no recording, or one of a newer format"));
    };
    let mut recorded = Vec::new();
    loop {
        rest = rest.trim_start_matches(|letter: char| letter == ',' || letter.is_whitespace());
        if rest.is_empty() || rest.starts_with(']') {
            return Ok(recorded);
        }
        let mut entries = serde_json::Deserializer::from_str(rest).into_iter::<Object>();
        match entries.next() {
            Some(Ok(entry)) => {
                rest = rest.get(entries.byte_offset()..).unwrap_or_default();
                let number = recorded.len().saturating_add(1);
                recorded.push(
                    of_entry(&entry).ok_or_else(|| invalid(format!("entry {number} of the recording is damaged")))?,
                );
            }
            Some(Err(error)) if error.is_eof() => return Ok(recorded),
            Some(Err(error)) => return Err(error.into()),
            None => return Ok(recorded),
        }
    }
}

type Object = BTreeMap<String, Box<RawValue>>;

fn of_entry(entry: &Object) -> Option<Recorded> {
    fn get<T: serde::de::DeserializeOwned>(object: &Object, key: &str) -> Option<T> {
        serde_json::from_str(object.get(key)?.get()).ok()
    }
    let (request, response): (Object, Object) = (get(entry, "request")?, get(entry, "response")?);
    let method: String = get(&request, "method")?;
    let mut expected = Expected::new(method.parse().ok()?, &get::<String>(&request, "url")?)?;
    if let Some(body) = body(&request) {
        expected = expected.with_body(body);
    }
    let mut headers = HeaderMap::new();
    for (name, value) in get::<Vec<(String, String)>>(&response, "headers")? {
        headers.append(name.parse::<HeaderName>().ok()?, HeaderValue::from_bytes(value.as_bytes()).ok()?);
    }
    let status = StatusCode::from_u16(get(&response, "status")?).ok()?;
    let response = Response { status, headers, body: body(&response)?, delay: Duration::ZERO };
    Some(Recorded { response: Some(response), expected: Some(expected) })
}

fn body(object: &Object) -> Option<Bytes> {
    if let Some(json) = object.get("json") {
        return Some(json.get().to_owned().into());
    }
    if let Some(text) = object.get("text") {
        return serde_json::from_str::<String>(text.get()).ok().map(Bytes::from);
    }
    let digits: String = serde_json::from_str(object.get("hex")?.get()).ok()?;
    let pairs = digits.as_bytes().chunks(2).map(|pair| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok());
    pairs.collect::<Option<Vec<u8>>>().map(Bytes::from)
}
