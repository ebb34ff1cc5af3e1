//! The facts: what each API sends, and the requests that it expects.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use demo_apis::MockResponse;
use serde::Deserialize;
use serde_json::Value;

/// One API.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Sample {
    pub(crate) api: String,
    pub(crate) name: String,
    /// The origin in the links of the pages, instead of which the replaying server names its own.
    origin: Option<String>,
    /// What the caller builds; absent where it is the first request as it stands.
    template: Option<Ask>,
    pub(crate) first: Ask,
    pub(crate) second: Ask,
    /// The pages are sent as XML.
    #[serde(default)]
    xml: bool,
    pages: Vec<Reply>,
    /// The keys of the items of each page. A page without content is not listed.
    pub(crate) items: Vec<Vec<Value>>,
    /// The sync token of the final page.
    sync: Option<String>,
    /// The first request of a later walk for the changes since that token.
    pub(crate) since: Option<Ask>,
}

/// One request.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Ask {
    #[serde(default = "get")]
    pub(crate) method: String,
    /// The path and the query.
    pub(crate) url: String,
    #[serde(default)]
    pub(crate) headers: BTreeMap<String, String>,
    pub(crate) body: Option<Value>,
}

/// One page.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Reply {
    #[serde(default = "ok")]
    status: u16,
    #[serde(default)]
    headers: BTreeMap<String, String>,
    body: Option<Value>,
}

fn get() -> String {
    "GET".to_owned()
}

fn ok() -> u16 {
    200
}

static SAMPLES: LazyLock<Vec<Sample>> = LazyLock::new(|| serde_json::from_str(include_str!("samples.json")).unwrap());

/// Every API.
pub(crate) fn all() -> &'static [Sample] {
    &SAMPLES
}

/// The API that a module is named after.
pub(crate) fn of_module(path: &str) -> &'static Sample {
    let api = path.rsplit("::").next().unwrap().replace('_', "-");
    all().iter().find(|sample| sample.api == api).unwrap_or_else(|| panic!("no sample for `{api}`"))
}

impl Sample {
    pub(crate) fn template(&self) -> &Ask {
        self.template.as_ref().unwrap_or(&self.first)
    }

    /// The number of pages, which is that of the requests.
    pub(crate) fn requests(&self) -> usize {
        self.pages.len()
    }

    /// The sync token, where the API's own links lead to this origin.
    pub(crate) fn sync_token(&self, origin: &str) -> Option<String> {
        self.sync.as_ref().map(|token| self.at(origin, token))
    }

    /// The number of the last page that has content.
    pub(crate) fn last_page(&self) -> usize {
        self.pages.iter().rposition(|page| page.body.is_some()).unwrap()
    }

    /// The response to the request of this number, if the API has one.
    pub(crate) fn answer(&self, number: usize, origin: &str) -> Option<MockResponse> {
        let page = self.pages.get(number)?;
        let answer = match &page.body {
            None => MockResponse::empty(page.status),
            Some(body) if self.xml => MockResponse::text(xml(body)).header("content-type", "application/xml"),
            Some(body) => {
                MockResponse::text(self.at(origin, &body.to_string())).header("content-type", "application/json")
            }
        };
        let mut answer = answer.status(page.status);
        for (name, value) in &page.headers {
            answer = answer.header(name, &self.at(origin, value));
        }
        Some(answer)
    }

    fn at(&self, origin: &str, text: &str) -> String {
        self.origin.as_ref().map_or_else(|| text.to_owned(), |own| text.replace(own.as_str(), origin))
    }
}

/// A page in the XML that the API really sends; a list is an element for each of its entries.
fn xml(body: &Value) -> String {
    let mut text = String::from(r#"<?xml version="1.0" encoding="UTF-8"?>"#);
    write_elements(&mut text, body);
    text
}

fn write_elements(text: &mut String, value: &Value) {
    match value {
        Value::Object(elements) => {
            for (name, value) in elements {
                let values = value.as_array().map_or(std::slice::from_ref(value), Vec::as_slice);
                for value in values {
                    text.extend(["<", name, ">"]);
                    write_elements(text, value);
                    text.extend(["</", name, ">"]);
                }
            }
        }
        Value::String(string) => text.push_str(string),
        other => text.push_str(&other.to_string()),
    }
}
