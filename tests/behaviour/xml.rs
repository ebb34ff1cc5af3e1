//! Lists in XML, read by a codec over quick-xml: S3's `ListObjectsV2` and `ListObjectVersions`.

use std::fmt::Write as _;

use demo_apis::{LoggedRequest, MockResponse, Scripted};
use pagination_core::{BoxError, Codec, Error, Page, Paginate as _, Paginated, Retry};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use crate::harness::{blocking, client, drain, drain_blocking, run, stored, targets};

enum Xml {}

impl Codec for Xml {
    fn decode<P: DeserializeOwned>(body: &[u8]) -> Result<P, BoxError> {
        Ok(quick_xml::de::from_reader(body)?)
    }
}

const NAMESPACE: &str = "http://s3.amazonaws.com/doc/2006-03-01/";

fn document(root: &str, inside: &str) -> MockResponse {
    let text = format!(r#"<?xml version="1.0" encoding="UTF-8"?><{root} xmlns="{NAMESPACE}">{inside}</{root}>"#);
    MockResponse::text(text).header("content-type", "application/xml")
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;")
}

fn size(request: &LoggedRequest) -> usize {
    request.pair("max-keys").map_or(1000, |size| size.parse().unwrap())
}

#[derive(Deserialize, Paginated)]
#[cursor(field = next_continuation_token, param = "continuation-token")]
#[paginated(items = contents, has_more = is_truncated, page_size(param = "max-keys", default = 1000, max = 1000))]
#[serde(rename_all = "PascalCase")]
struct ListBucketResult {
    #[serde(default)]
    contents: Vec<Object>,
    #[serde(default)]
    common_prefixes: Vec<CommonPrefix>,
    next_continuation_token: Option<String>,
    is_truncated: bool,
}

#[derive(Debug, PartialEq, Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Object {
    key: String,
    size: u64,
}

#[derive(Debug, PartialEq, Deserialize)]
#[serde(rename_all = "PascalCase")]
struct CommonPrefix {
    prefix: String,
}

/// Entries in the order of S3: objects and, where they end in `/`, common prefixes. Both count for `max-keys`.
const ENTRIES: [&str; 7] = ["a&b.txt", "b < c.txt", "c/", "d/", "e.txt", "f/", "ü.txt"];

/// A token such as S3 makes: base64, with characters that mean something in a URL.
fn token(at: usize) -> String {
    format!("1ueG+cx/{at}==")
}

fn bucket(request: &LoggedRequest) -> MockResponse {
    let start = request.pair("continuation-token").map_or(0, |sent| (0..9).find(|at| token(*at) == sent).unwrap());
    let end = (start + size(request)).min(ENTRIES.len());
    let mut inside = format!("<Name>bucket</Name><Prefix/><IsTruncated>{}</IsTruncated>", end < ENTRIES.len());
    for entry in &ENTRIES[start..end] {
        let key = escaped(entry);
        let element = if entry.ends_with('/') {
            format!("<CommonPrefixes><Prefix>{key}</Prefix></CommonPrefixes>")
        } else {
            format!("<Contents><Key>{key}</Key><Size>{}</Size><Owner><ID>x</ID></Owner></Contents>", entry.len())
        };
        inside.push_str(&element);
    }
    if end < ENTRIES.len() {
        write!(inside, "<NextContinuationToken>{}</NextContinuationToken>", token(end)).unwrap();
    }
    document("ListBucketResult", &inside)
}

#[test]
fn list_objects_v2_is_walked_by_both_clients() {
    let keys = ["a&b.txt", "b < c.txt", "e.txt", "ü.txt"];
    let server = Scripted::start(bucket).unwrap();
    let pager = blocking().get(server.url_of("/bucket?list-type=2&delimiter=%2F")).paginate::<ListBucketResult>();
    let blocked = drain_blocking(&mut pager.codec::<Xml>().page_size(2).items());
    let found: Vec<_> = blocked.sound().iter().map(|object| (object.key.as_str(), object.size)).collect();
    assert_eq!(found, keys.map(|key| (key, key.len() as u64)));
    assert_eq!(
        targets(&server.log()),
        [
            "/bucket?list-type=2&delimiter=%2F&max-keys=2",
            // Both entries are prefixes: a page without an object is not the end.
            "/bucket?list-type=2&delimiter=%2F&max-keys=2&continuation-token=1ueG%2Bcx%2F2%3D%3D",
            "/bucket?list-type=2&delimiter=%2F&max-keys=2&continuation-token=1ueG%2Bcx%2F4%3D%3D",
            "/bucket?list-type=2&delimiter=%2F&max-keys=2&continuation-token=1ueG%2Bcx%2F6%3D%3D",
        ]
    );

    let server = Scripted::start(bucket).unwrap();
    let polled = run(async {
        let pager = client().get(server.url_of("/bucket?list-type=2")).paginate::<ListBucketResult>();
        drain(&mut pager.codec::<Xml>().page_size(2).prefetch().items()).await
    });
    assert_eq!(polled.into_items(), blocked.into_items());
    assert_eq!(server.requests(), 4);
}

#[test]
fn the_other_list_of_a_page_stays_readable() {
    let server = Scripted::start(bucket).unwrap();
    let pager = blocking().get(server.url_of("/bucket?list-type=2")).paginate::<ListBucketResult>();
    let mut prefixes = Vec::new();
    for page in pager.codec::<Xml>().page_size(3).pages() {
        prefixes.extend(page.unwrap().common_prefixes.iter().map(|entry| entry.prefix.clone()));
    }
    assert_eq!(prefixes, ["c/", "d/", "f/"]);
}

#[test]
fn an_empty_bucket_has_no_objects() {
    let server = Scripted::start(|_| document("ListBucketResult", "<IsTruncated>false</IsTruncated>")).unwrap();
    let pager = blocking().get(server.url_of("/bucket?list-type=2")).paginate::<ListBucketResult>();
    assert!(drain_blocking(&mut pager.codec::<Xml>().items()).sound().is_empty());
    assert_eq!(server.requests(), 1);
}

#[derive(Deserialize, Paginated)]
#[cursor(with = next_version, merge)]
#[paginated(items(with = Versions::take, count = Versions::count), item = Entry)]
#[paginated(has_more = is_truncated, page_size(param = "max-keys", default = 1000, max = 1000))]
#[serde(rename_all = "PascalCase")]
struct Versions {
    #[serde(default, rename = "Version")]
    kept: Vec<Version>,
    #[serde(default, rename = "DeleteMarker")]
    deleted: Vec<Version>,
    next_key_marker: Option<String>,
    next_version_id_marker: Option<String>,
    is_truncated: bool,
}

#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Version {
    key: String,
    version_id: String,
}

#[derive(Debug, Clone, PartialEq)]
enum Entry {
    Version(Version),
    DeleteMarker(Version),
}

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
struct Marker {
    key_marker: String,
    version_id_marker: Option<String>,
}

fn next_version(page: &Page<Versions>) -> Option<Marker> {
    let key_marker = page.next_key_marker.clone()?;
    Some(Marker { key_marker, version_id_marker: page.next_version_id_marker.clone() })
}

impl Versions {
    fn count(&self) -> usize {
        self.kept.len() + self.deleted.len()
    }

    fn take(&mut self) -> Vec<Entry> {
        let kept = self.kept.drain(..).map(Entry::Version);
        kept.chain(self.deleted.drain(..).map(Entry::DeleteMarker)).collect()
    }
}

/// Key, version, and whether the object was deleted then.
const VERSIONS: [(&str, &str, bool); 5] =
    [("a&b", "3", false), ("a&b", "2", true), ("a&b", "1", false), ("c", "null", true), ("d", "null", false)];

fn versions(request: &LoggedRequest) -> MockResponse {
    let after = (request.pair("key-marker"), request.pair("version-id-marker"));
    let start = VERSIONS.iter().position(|(key, id, _)| after == (Some(*key), Some(*id))).map_or(0, |last| last + 1);
    let end = (start + size(request)).min(VERSIONS.len());
    let mut inside = format!("<IsTruncated>{}</IsTruncated>", end < VERSIONS.len());
    for (key, id, deleted) in &VERSIONS[start..end] {
        let name = if *deleted { "DeleteMarker" } else { "Version" };
        write!(inside, "<{name}><Key>{}</Key><VersionId>{id}</VersionId></{name}>", escaped(key)).unwrap();
    }
    if end < VERSIONS.len() {
        let (key, id, _) = VERSIONS[end - 1];
        let key = escaped(key);
        write!(inside, "<NextKeyMarker>{key}</NextKeyMarker><NextVersionIdMarker>{id}</NextVersionIdMarker>").unwrap();
    }
    document("ListVersionsResult", &inside)
}

/// The page of three mixes versions and delete markers.
#[test]
fn list_object_versions_is_walked_by_a_position_of_two_parts() {
    let entry = |(key, id, deleted): (&str, &str, bool)| {
        let version = Version { key: key.to_owned(), version_id: id.to_owned() };
        if deleted { Entry::DeleteMarker(version) } else { Entry::Version(version) }
    };
    let [a3, a2, a1, c, d] = VERSIONS.map(entry);

    let server = Scripted::start(versions).unwrap();
    let pager = || blocking().get(server.url_of("/bucket?versions")).paginate::<Versions>().codec::<Xml>().page_size(3);
    let mut items = pager().items();
    let first: Vec<_> = items.by_ref().take(4).map(Result::unwrap).collect();
    assert_eq!(first, [a3, a1, a2, d.clone()]);
    let rest = drain_blocking(&mut pager().resume(stored(&items.checkpoint())).items());
    assert_eq!(rest.sound(), std::slice::from_ref(&c));
    assert_eq!(
        targets(&server.log()),
        [
            "/bucket?versions&max-keys=3",
            "/bucket?versions&max-keys=3&key-marker=a%26b&version-id-marker=1",
            "/bucket?versions&max-keys=3&key-marker=a%26b&version-id-marker=1",
        ]
    );

    let server = Scripted::start(versions).unwrap();
    let polled = run(async {
        let pager = client().get(server.url_of("/bucket?versions")).paginate::<Versions>();
        drain(&mut pager.codec::<Xml>().page_size(3).items()).await
    });
    assert_eq!(polled.sound()[3..], [d, c]);
}

#[test]
fn a_failure_in_xml_keeps_its_body_and_is_retried() {
    const SLOW_DOWN: &str = "<Error><Code>SlowDown</Code><Message>Reduce your request rate.</Message></Error>";
    let server = crate::harness::serve(|number, request| match number {
        0 | 1 => MockResponse::text(SLOW_DOWN).status(503).header("content-type", "application/xml"),
        _ => bucket(request),
    });
    let pager = || blocking().get(server.url_of("/bucket?list-type=2")).paginate::<ListBucketResult>().codec::<Xml>();
    let error = pager().items().next().unwrap().err().unwrap();
    assert!(error.to_string().contains("SlowDown"), "{error}");
    let retry = Retry::new().first_wait(std::time::Duration::ZERO);
    assert_eq!(drain_blocking(&mut pager().retry(retry).items()).sound().len(), 4);
}

#[test]
fn xml_that_is_cut_or_of_another_kind_is_a_decode_error() {
    for body in ["<ListBucketResult><Contents><Key>a", "<html><body>Sign in</body></html>", "", "{}"] {
        let server = Scripted::start(move |_| MockResponse::text(body)).unwrap();
        let pager = blocking().get(server.url_of("/bucket?list-type=2")).paginate::<ListBucketResult>();
        let walked = drain_blocking(&mut pager.codec::<Xml>().items());
        assert!(matches!(walked.errors[..], [Error::Decode(_)]), "{body}: {:?}", walked.errors);
        assert_eq!((walked.items.len(), server.requests()), (0, 1), "{body}");
    }
}
