//! A client that knows the APIs' tokens and nothing of paging.

use std::collections::HashMap;

use demo_apis::{ATTIO_TOKEN, CLIO_TOKEN, ZOHO_TOKEN, ZYLO_TOKEN};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use reqwest::blocking::{Client, Response};
use serde_json::Value;

/// A response that was read to its end.
#[derive(Debug)]
pub(crate) struct Received {
    pub(crate) status: u16,
    pub(crate) headers: HashMap<String, String>,
    pub(crate) text: String,
    pub(crate) json: Value,
}

/// Gets a URL with the token that its path wants.
pub(crate) fn get(url: &str) -> Received {
    read(send(url).unwrap()).unwrap()
}

/// As [`get`], where the response may not arrive.
pub(crate) fn try_get(url: &str) -> reqwest::Result<Received> {
    read(send(url)?)
}

/// Posts a JSON body to an URL of Attio.
pub(crate) fn post(url: &str, content_type: &str, body: &str) -> Received {
    let request = Client::new().post(url).bearer_auth(ATTIO_TOKEN);
    let request = request.header("content-type", content_type).body(body.to_owned());
    read(request.send().unwrap()).unwrap()
}

/// The value as it is written in a query.
pub(crate) fn encoded(value: &str) -> String {
    utf8_percent_encode(value, NON_ALPHANUMERIC).to_string()
}

/// What a JSON pointer finds in each item.
pub(crate) fn each(items: &Value, pointer: &str) -> Vec<String> {
    let items = items.as_array().unwrap().iter();
    items.map(|item| item.pointer(pointer).unwrap().as_str().unwrap().to_owned()).collect()
}

fn send(url: &str) -> reqwest::Result<Response> {
    let authorization = if url.contains("/api/v3/") {
        format!("Zoho-oauthtoken {ZOHO_TOKEN}")
    } else if url.contains("/api/v4/") {
        format!("Bearer {CLIO_TOKEN}")
    } else if url.contains("/v2/applications") {
        format!("Bearer {ZYLO_TOKEN}")
    } else {
        format!("Bearer {ATTIO_TOKEN}")
    };
    Client::new().get(url).header("authorization", authorization).send()
}

fn read(response: Response) -> reqwest::Result<Received> {
    let status = response.status().as_u16();
    let headers = response.headers().iter();
    let headers = headers.map(|(name, value)| (name.to_string(), value.to_str().unwrap().to_owned()));
    let headers = headers.collect();
    let text = response.text()?;
    let json = serde_json::from_str(&text).unwrap_or_default();
    Ok(Received { status, headers, text, json })
}
