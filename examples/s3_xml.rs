//! Reads XML: S3's `ListObjectsV2`, through a codec over quick-xml. `cargo run --example s3_xml`
//!
//! S3 wants signed requests. Sign each in `.each_request(…)`, which is called for every page and for every retry.

use demo_apis::{MockResponse, Scripted};
use pagination_core::{BoxError, Codec, Paginate, Paginated, Retry};
use serde::Deserialize;
use serde::de::DeserializeOwned;

enum Xml {}

impl Codec for Xml {
    fn decode<P: DeserializeOwned>(body: &[u8]) -> Result<P, BoxError> {
        Ok(quick_xml::de::from_reader(body)?)
    }
}

/// A list without entries has no element at all, hence `default`.
#[derive(Deserialize, Paginated)]
#[cursor(field = next_continuation_token, param = "continuation-token")]
#[paginated(items = contents, has_more = is_truncated, page_size(param = "max-keys", default = 1000, max = 1000))]
#[serde(rename_all = "PascalCase")]
struct ListBucketResult {
    #[serde(default)]
    contents: Vec<Object>,
    next_continuation_token: Option<String>,
    is_truncated: bool,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Object {
    key: String,
    size: u64,
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let server = Scripted::start(bucket)?;
    let request = reqwest::blocking::Client::new().get(server.url_of("/photos?list-type=2"));

    // Where S3 sends too many objects at once, it answers 503 and `SlowDown`.
    let objects = request.paginate::<ListBucketResult>().codec::<Xml>().page_size(10).retry(Retry::new()).items();
    for object in objects {
        let object = object?;
        println!("{:>6}  {}", object.size, object.key);
    }
    println!("{} requests", server.requests());
    Ok(())
}

/// A bucket with 25 objects. The token is the number of the next one.
fn bucket(request: &demo_apis::LoggedRequest) -> MockResponse {
    let number = |name: &str| request.pair(name).and_then(|text| text.parse::<usize>().ok());
    let start = number("continuation-token").unwrap_or(0);
    let end = number("max-keys").map_or(25, |size| (start + size).min(25));
    let object = |n| format!("<Contents><Key>r&amp;d/{n:02}.jpg</Key><Size>{}</Size></Contents>", n * 100);
    let contents = (start..end).map(object).collect::<Vec<_>>().concat();
    let next = if end < 25 { format!("<NextContinuationToken>{end}</NextContinuationToken>") } else { String::new() };
    MockResponse::text(format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <ListBucketResult xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\">\
         <Name>photos</Name><IsTruncated>{}</IsTruncated>{contents}{next}</ListBucketResult>",
        end < 25
    ))
    .header("content-type", "application/xml")
}
