//! `fan_out` over moto, which stands in for S3: its buckets, and the versions of the objects in each.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, missing_docs, reason = "a test may panic")]

use std::process::Command;
use std::sync::Arc;

use pagination_core::reqwest::blocking::Pager;
use pagination_core::{BoxError, Checkpoint, Codec, Cursor, Page, Paginate as _, Paginated, Retry};
use real_servers::{Server, free_port, python};
use reqwest::blocking::Client;
use reqwest::header::{AUTHORIZATION, HeaderValue};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

enum Xml {}

impl Codec for Xml {
    fn decode<P: DeserializeOwned>(body: &[u8]) -> Result<P, BoxError> {
        Ok(quick_xml::de::from_reader(body)?)
    }
}

#[derive(Deserialize, Paginated)]
#[cursor(field = continuation_token, param = "continuation-token")]
#[paginated(items = buckets.bucket, item = Bucket, key = name)]
#[serde(rename_all = "PascalCase")]
struct ListAllMyBucketsResult {
    buckets: Buckets,
    continuation_token: Option<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Buckets {
    #[serde(default)]
    bucket: Vec<Bucket>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Bucket {
    name: String,
}

/// A page of versions. The next one is named by a key and a version.
#[derive(Deserialize, Paginated)]
#[cursor(with = next_version, merge)]
#[paginated(items(chain(versions, deleted)), item = Version)]
#[paginated(has_more = is_truncated, page_size(param = "max-keys", default = 1000, max = 1000))]
#[serde(rename_all = "PascalCase")]
struct ListVersionsResult {
    #[serde(default, rename = "Version")]
    versions: Vec<Version>,
    #[serde(default, rename = "DeleteMarker")]
    deleted: Vec<Version>,
    next_key_marker: Option<String>,
    next_version_id_marker: Option<String>,
    is_truncated: bool,
}

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Version {
    key: String,
    version_id: String,
}

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
struct Marker {
    key_marker: String,
    version_id_marker: Option<String>,
}

fn next_version(page: &Page<ListVersionsResult>) -> Option<Marker> {
    let key_marker = page.next_key_marker.clone()?;
    Some(Marker { key_marker, version_id_marker: page.next_version_id_marker.clone() })
}

const BUCKETS: usize = 7;

struct S3 {
    server: Server,
    http: Client,
}

impl S3 {
    /// Buckets, of which every other one has versions of objects; the last is empty.
    fn start() -> Self {
        let (program, install) = python("moto_server");
        let port = free_port();
        let mut command = Command::new(program);
        command.args(["-H", "127.0.0.1", "-p", &port.to_string()]).stderr(std::process::Stdio::null());
        // It does not check signatures, but refuses to write without one.
        let signature =
            "AWS4-HMAC-SHA256 Credential=test/20240101/us-east-1/s3/aws4_request, SignedHeaders=host, Signature=test";
        let headers = [(AUTHORIZATION, HeaderValue::from_static(signature))].into_iter().collect();
        let http = Client::builder().default_headers(headers).build().unwrap();
        let s3 = Self { server: Server::start(&mut command, port, install), http };
        for bucket in 0..BUCKETS {
            let name = format!("bucket-{bucket}");
            s3.put(&format!("/{name}"), "");
            s3.put(
                &format!("/{name}?versioning"),
                "<VersioningConfiguration><Status>Enabled</Status></VersioningConfiguration>",
            );
            for object in 0..bucket % (BUCKETS - 1) {
                for version in 0..3 {
                    s3.put(&format!("/{name}/object-{object}"), &format!("version {version}"));
                }
            }
        }
        s3
    }

    fn put(&self, path: &str, body: &str) {
        let request = self.http.put(self.server.url_of(path)).body(body.to_owned());
        let response = request.send().unwrap();
        assert!(response.status().is_success(), "{path}: {response:?}");
    }

    /// On one page: where fewer are wanted, moto gives no token for the rest.
    fn buckets(&self) -> Pager<ListAllMyBucketsResult> {
        self.http.get(self.server.url_of("/")).paginate::<ListAllMyBucketsResult>().codec::<Xml>()
    }

    fn versions(&self, bucket: &str) -> Pager<ListVersionsResult, Cursor> {
        let request = self.http.get(self.server.url_of(&format!("/{bucket}?versions")));
        request.paginate::<ListVersionsResult>().codec::<Xml>().page_size(4).retry(Retry::new())
    }
}

type Pair = (String, Version);

fn pair((bucket, version): (Arc<Bucket>, Version)) -> Pair {
    (bucket.name.clone(), version)
}

#[test]
fn buckets_then_versions_come_in_order_once_and_are_resumed_anywhere() {
    let s3 = S3::start();
    let tree = |n| s3.buckets().items().fan_out(n, |bucket: &Bucket| s3.versions(&bucket.name));

    let names: Vec<_> = s3.buckets().items().map(|bucket| bucket.unwrap().name).collect();
    assert_eq!(names, (0..BUCKETS).map(|bucket| format!("bucket-{bucket}")).collect::<Vec<_>>());
    let mut expected = Vec::new();
    for name in &names {
        expected.extend(s3.versions(name).items().map(|version| (name.clone(), version.unwrap())));
    }
    let objects: usize = (0..BUCKETS).map(|bucket| bucket % (BUCKETS - 1)).sum();
    assert_eq!(expected.len(), objects * 3);

    for n in [1, 3] {
        assert_eq!(tree(n).map(|found| pair(found.unwrap())).collect::<Vec<_>>(), expected, "{n} at a time");
    }
    for taken in 0..=expected.len() {
        let mut begun = tree(2);
        let first: Vec<_> = begun.by_ref().take(taken).map(|found| pair(found.unwrap())).collect();
        let stored = serde_json::to_string(&begun.checkpoint()).unwrap();
        let checkpoint: Checkpoint = serde_json::from_str(&stored).unwrap();
        let rest = tree(2).resume(checkpoint).map(|found| pair(found.unwrap()));
        assert_eq!(first.into_iter().chain(rest).collect::<Vec<_>>(), expected, "{taken}");
    }

    let unordered = || s3.buckets().items().fan_out_unordered(3, |bucket: &Bucket| s3.versions(&bucket.name));
    let mut sorted = expected.clone();
    sorted.sort();
    for taken in [0, 1, 5, 17, expected.len()] {
        let mut begun = unordered();
        let first: Vec<_> = begun.by_ref().take(taken).map(|found| pair(found.unwrap())).collect();
        let rest = unordered().resume(begun.checkpoint()).map(|found| pair(found.unwrap()));
        let mut walked: Vec<_> = first.into_iter().chain(rest).collect();
        walked.sort();
        assert_eq!(walked, sorted, "{taken}, in any order");
    }

    // A bucket that was made in the meantime, before the one that is open.
    let mut begun = tree(1);
    let first: Vec<_> = begun.by_ref().take(8).map(|found| pair(found.unwrap())).collect();
    s3.put("/bucket-00", "");
    let rest = tree(1).resume(begun.checkpoint()).map(|found| pair(found.unwrap()));
    assert_eq!(first.into_iter().chain(rest).collect::<Vec<_>>(), expected);
}
