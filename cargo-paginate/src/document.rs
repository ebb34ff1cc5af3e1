//! Files: JSON or YAML, compressed or not.

use std::fs::File;
use std::io::{BufReader, Read};
use std::path::Path;

use flate2::read::MultiGzDecoder;
use indicatif::{ProgressBar, ProgressStyle};
use serde_json::Value;

/// Below this size, a file is read before a bar could be seen.
const LARGE: u64 = 4 << 20;

/// Reads a file. The error is one line.
pub fn read(path: &Path) -> Result<Value, String> {
    let bytes = bytes(path)?;
    parse(&bytes).map_err(|error| format!("{}: {error}", path.display()))
}

/// Reads a file that is JSON and nothing else. The error says where it is wrong, and nothing of what it holds.
pub fn read_json(path: &Path) -> Result<Value, String> {
    let bytes = bytes(path)?;
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&bytes);
    serde_json::from_slice(bytes).map_err(|error| {
        format!("{}: it is no JSON (line {}, column {})", path.display(), error.line(), error.column())
    })
}

fn bytes(path: &Path) -> Result<Vec<u8>, String> {
    let fail = |error: std::io::Error| format!("{}: {error}", path.display());
    let file = File::open(path).map_err(fail)?;
    let length = file.metadata().map_err(fail)?.len();
    let bar = if length > LARGE { ProgressBar::new(length) } else { ProgressBar::hidden() };
    if let Ok(style) = ProgressStyle::with_template("reading {msg} {wide_bar} {percent}%") {
        bar.set_style(style);
    }
    bar.set_message(path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default());
    let mut bytes = Vec::new();
    let mut reader = BufReader::new(bar.wrap_read(file));
    reader.read_to_end(&mut bytes).map_err(fail)?;
    bar.finish_and_clear();
    if bytes.starts_with(&[0x1f, 0x8b]) {
        let mut plain = Vec::new();
        MultiGzDecoder::new(bytes.as_slice()).read_to_end(&mut plain).map_err(fail)?;
        bytes = plain;
    }
    Ok(bytes)
}

/// Reads a text as JSON, or else as YAML.
pub fn parse(bytes: &[u8]) -> Result<Value, String> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let first = bytes.iter().find(|byte| !byte.is_ascii_whitespace());
    let is_json = matches!(first, Some(b'{' | b'['));
    let json = match serde_json::from_slice(bytes) {
        Ok(value) => return Ok(value),
        Err(error) => error,
    };
    let text = std::str::from_utf8(bytes).map_err(|_| "it is no UTF-8 text".to_owned())?;
    // A YAML document may begin with a brace, too. Where both fail, JSON's reason is the one to tell.
    serde_saphyr::from_str(text).map_err(|yaml| {
        if is_json {
            format!("it is no JSON: {json}")
        } else {
            let reason = yaml.to_string();
            format!(
                "it is neither JSON nor YAML: {}",
                reason.lines().map(str::trim).find(|line| !line.is_empty()).unwrap_or_default()
            )
        }
    })
}
