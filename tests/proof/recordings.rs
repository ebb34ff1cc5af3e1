//! A live walk becomes a recording, and the recording a walk: no secret is in it, and a killed one can be read.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use demo_apis::{ATTIO_TOKEN, CLIO_TOKEN, MockResponse, Scripted, Server, ZOHO_TOKEN, ZYLO_TOKEN};
use futures_util::StreamExt as _;
use pagination_core::testing::{Recorded, Recording, Replay};
use pagination_core::{Cursor, Error, NextLink, Offset, PageNumber, Paginate as _, Paginated};
use serde::Deserialize;
use serde_json::{Value, json};

use crate::apis::{Applications, Contacts, Datastores, Meetings, Notes, People};

/// A file that is gone when the test is over.
pub struct File(PathBuf);

impl File {
    pub fn new(name: &str) -> Self {
        Self(std::env::temp_dir().join(format!("recording-{}-{name}", std::process::id())).join("walk.json"))
    }

    fn path(&self) -> &Path {
        &self.0
    }

    fn text(&self) -> String {
        std::fs::read_to_string(&self.0).unwrap()
    }
}

impl Drop for File {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(self.0.parent().unwrap());
    }
}

fn demo() -> Server {
    Server::builder()
        .zoho(41)
        .attio_notes(41)
        .attio_people(41)
        .attio_meetings(41)
        .zylo(41)
        .clio_contacts(41)
        .clio_activities(41)
        .start()
        .unwrap()
}

/// A list by page number.
fn numbered() -> Scripted {
    Scripted::start(|request| {
        let page: u64 = request.pair("page").unwrap_or("1").parse().unwrap();
        let from = (page - 1) * 10;
        MockResponse::json(&json!({ "data": (from..(from + 10).min(41)).collect::<Vec<_>>() }))
    })
    .unwrap()
}

#[derive(Debug, Deserialize, Paginated)]
#[page(stop(short_page))]
#[paginated(page_size(param = "size"))]
struct Numbered {
    data: Vec<u64>,
}

/// Records a walk by each client, and replays the recording both ways: the same items, and no response is left.
macro_rules! round_trip {
    ($name:literal, $response:ty, $strategy:ty, $http:ident, $token:expr => $request:expr, $replayed:ident => $replay:expr) => {{
        let file = File::new($name);
        let live: Vec<String> = {
            let $http = reqwest::blocking::Client::new();
            let pager = $request.paginate::<$response>().by::<$strategy>().page_size(10).record(file.path());
            pager.items().map(|item| format!("{:?}", item.unwrap())).collect()
        };
        assert_eq!(live.len(), 41, $name);
        assert!(!file.text().contains($token), $name);
        let $replayed = Replay::load(file.path()).unwrap();
        let again = $replay.paginate::<$response>().by::<$strategy>().page_size(10).items();
        assert_eq!(again.map(|item| format!("{:?}", item.unwrap())).collect::<Vec<_>>(), live, $name);
        assert!($replayed.unused().is_empty(), "{}: {:?}", $name, $replayed.unused());

        let recorded = {
            let file = File::new(concat!($name, "-async"));
            let $http = reqwest::Client::new();
            let pager = $request.paginate::<$response>().by::<$strategy>().page_size(10).record(file.path());
            let items = pager.items().map(|item| format!("{:?}", item.unwrap()));
            let polled: Vec<_> = tokio::runtime::Runtime::new().unwrap().block_on(items.collect());
            assert_eq!(polled, live, $name);
            file.text()
        };
        assert_eq!(recorded, file.text(), "{}: both clients record the same", $name);
    }};
}

#[test]
fn what_was_recorded_gives_the_same_items_by_every_strategy() {
    let server = demo();
    let url = |path: &str| server.url_of(path);
    let bearer = |token: &str| format!("Bearer {token}");
    let zoho = format!("Zoho-oauthtoken {ZOHO_TOKEN}");
    round_trip!("zoho", Datastores, Cursor, http, ZOHO_TOKEN =>
        http.get(url("/api/v3/datastores")).header("authorization", &zoho),
        replay => replay.get(&url("/api/v3/datastores")));
    round_trip!("attio-get", Notes, Offset, http, ATTIO_TOKEN =>
        http.get(url("/v2/notes")).header("authorization", bearer(ATTIO_TOKEN)),
        replay => replay.get(&url("/v2/notes")));
    round_trip!("attio-post", People, Offset, http, ATTIO_TOKEN =>
        http.post(url("/v2/objects/people/records/query")).header("authorization", bearer(ATTIO_TOKEN))
            .json(&json!({ "sorts": [] })),
        replay => replay.post(&url("/v2/objects/people/records/query"), r#"{"sorts":[]}"#));
    round_trip!("attio-cursor", Meetings, Cursor, http, ATTIO_TOKEN =>
        http.get(url("/v2/meetings")).header("authorization", bearer(ATTIO_TOKEN)),
        replay => replay.get(&url("/v2/meetings")));
    round_trip!("zylo-skip", Applications, Offset, http, ZYLO_TOKEN =>
        http.get(url("/v2/applications")).header("authorization", bearer(ZYLO_TOKEN)),
        replay => replay.get(&url("/v2/applications")));
    round_trip!("zylo-cursor", Applications, Cursor, http, ZYLO_TOKEN =>
        http.get(url("/v2/applications")).header("authorization", bearer(ZYLO_TOKEN)),
        replay => replay.get(&url("/v2/applications")));
    round_trip!("clio-link", Contacts, NextLink, http, CLIO_TOKEN =>
        http.get(url("/api/v4/contacts?fields=id")).header("authorization", bearer(CLIO_TOKEN)),
        replay => replay.get(&url("/api/v4/contacts?fields=id")));
    round_trip!("clio-offset", Contacts, Offset, http, CLIO_TOKEN =>
        http.get(url("/api/v4/contacts?fields=id")).header("authorization", bearer(CLIO_TOKEN)),
        replay => replay.get(&url("/api/v4/contacts?fields=id")));
    let pages = numbered();
    round_trip!("page", Numbered, PageNumber, http, "no token" =>
        http.get(pages.url_of("/list")), replay => replay.get(&pages.url_of("/list")));
}

#[tokio::test]
async fn a_recording_is_served_to_a_real_client_and_its_links_lead_to_the_server() {
    let demo = demo();
    let file = File::new("served");
    let (http, auth) = (reqwest::Client::new(), format!("Bearer {CLIO_TOKEN}"));
    let live = http.get(demo.url_of("/api/v4/contacts?fields=id")).header("authorization", auth);
    let live = live.paginate::<Contacts>().page_size(10).record(file.path()).items();
    let live: Vec<_> = live.map(|contact| contact.unwrap().id).collect().await;
    drop(demo);
    let replay = Replay::load(file.path()).unwrap();
    let server = replay.serve().unwrap();
    let again = http.get(server.url_of("/api/v4/contacts?fields=id")).paginate::<Contacts>().page_size(10).items();
    assert_eq!(again.map(|contact| contact.unwrap().id).collect::<Vec<_>>().await, live);
    assert!(replay.unused().is_empty());
}

#[derive(Debug, Deserialize, Paginated)]
#[cursor(field = next)]
struct Secretive {
    data: Vec<Value>,
    next: Option<String>,
}

/// What must not be in the file, in no form that is looked for here.
const PLANTED: [&str; 14] = [
    "s3cr3t-bearer",
    "s3cr3t-api-key",
    "s3cr3t+query/=",
    "s3cr3t-cookie",
    "s3cr3t-set-cookie",
    "s3cr3t-basic",
    "s3cr3t-user",
    "s3cr3t-member",
    "s3cr3t-nested",
    "s3cr3t-declared",
    "s3cr3t-link",
    "s3cr3t-rotated",
    "31415926",
    "s3cr3t-header",
];

fn base64(text: &str) -> String {
    const LETTERS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut encoded = String::new();
    for group in text.as_bytes().chunks(3) {
        let bits = group.iter().fold(0_u32, |bits, byte| bits << 8 | u32::from(*byte)) << (8 * (3 - group.len()));
        for place in 0..=group.len() {
            encoded.push(char::from(LETTERS[(bits >> (18 - 6 * place) & 63) as usize]));
        }
    }
    encoded + &"=".repeat((3 - group_rest(text.len())) % 3)
}

fn group_rest(length: usize) -> usize {
    if length.is_multiple_of(3) { 3 } else { length % 3 }
}

fn percent(text: &str) -> String {
    text.bytes().fold(String::new(), |encoded, byte| format!("{encoded}%{byte:02X}"))
}

#[test]
fn no_planted_secret_is_in_the_file_however_it_is_encoded_and_the_walk_replays() {
    // A cursor that holds the key, as opaque cursors do.
    let cursor = base64("v1|s3cr3t-api-key|offset=2");
    let (of_server, next) = (cursor.clone(), cursor.clone());
    let server = Scripted::start(move |request| {
        let origin = request.origin();
        if let Some(sent) = request.pair("cursor") {
            assert_eq!(sent, of_server);
            // It renews a token that the first response has shown as anything.
            return MockResponse::json(&json!({
                "data": [{ "id": 3, "echo": "Bearer s3cr3t-bearer", "own": "s3cr3t-rotated" }], "next": null,
                "refresh_token": "s3cr3t-rotated",
            }));
        }
        let sent = request.headers.get("x-api-key").unwrap().to_str().unwrap().to_owned();
        MockResponse::json(&json!({
            "data": [
                { "id": 1, "echo": sent, "in_base64": base64("s3cr3t-bearer"), "inside": base64("xx s3cr3t-cookie yy") },
                { "id": 2, "percent": percent("s3cr3t+query/="), "pin": 31_415_926, "shown": "s3cr3t-rotated",
                  "s3cr3t-member": "as a name", "text": "{\"k\": \"s3cr3t\\u002dbearer\"}" },
            ],
            "next": next,
            "access_token": "s3cr3t-member",
            "auth": { "any": ["s3cr3t-nested"] },
            "Customer-Name": "s3cr3t-declared",
            "password": 31_415_926,
            "self": format!("{}/list?client_secret=s3cr3t-link&x=1", origin.replace("//", "//s3cr3t-user:s3cr3t-basic@")),
        }))
        .header("set-cookie", "id=s3cr3t-set-cookie; HttpOnly")
        .header("x-auth-token", "s3cr3t-header")
        .header("x-echo", "s3cr3t-set-cookie and s3cr3t-api-key")
        .header("link", "</list?api_key=s3cr3t-api-key&page=2>; rel=\"other\"")
    })
    .unwrap();
    let file = File::new("secrets");
    let url = server.url_of("/list?team=1&signature=s3cr3t%2Bquery%2F%3D").replace("//", "//s3cr3t-user:s3cr3t-basic@");
    let pager = reqwest::blocking::Client::new()
        .get(&url)
        .bearer_auth("s3cr3t-bearer")
        .header("x-api-key", "s3cr3t-api-key")
        .header("cookie", "a=s3cr3t-cookie; b=c")
        .paginate::<Secretive>()
        .record(Recording::new(file.path()).secret("customer_name"));
    let live: Vec<Value> = pager.items().map(Result::unwrap).collect();
    assert_eq!(live.len(), 3);
    let text = file.text();
    for planted in PLANTED {
        let forms =
            [planted.to_owned(), base64(planted), percent(planted), base64(planted).trim_end_matches('=').to_owned()];
        // Inside of other base64, two thirds of the alignments look otherwise.
        let inside =
            ["x", "xx"].map(|before| base64(&format!("{before}{planted}"))[4..base64(planted).len() - 4].to_owned());
        for form in forms.iter().chain(&inside) {
            assert!(!text.contains(form.as_str()), "{form} ({planted}) is in\n{text}");
        }
    }
    assert!(!text.contains(&cursor), "the cursor that holds a secret");
    assert!(text.contains("redacted-"), "{text}");

    // Without the credentials, and with others.
    let own_url = server.url_of("/list?team=1");
    for url in [own_url.clone(), format!("{own_url}&signature=other")] {
        let replay = Replay::load(file.path()).unwrap();
        let ids: Vec<_> =
            replay.get(&url).paginate::<Secretive>().items().map(|item| item.unwrap()["id"].clone()).collect();
        assert_eq!(ids, [1, 2, 3]);
        assert!(replay.unused().is_empty());
    }
    let replay = Replay::load(file.path()).unwrap();
    let error = replay.get(&server.url_of("/list?team=2")).paginate::<Secretive>().items().try_next().unwrap_err();
    assert!(error.to_string().contains("the parameter `team` has another value"), "{error}");
}

#[derive(Debug, Deserialize, Paginated)]
#[cursor(field = next, form = "cursor")]
struct ByForm {
    data: Vec<Value>,
    next: Option<String>,
}

#[derive(Debug, Deserialize, Paginated)]
#[cursor(field = next, body = "/page/cursor")]
struct ByBody {
    data: Vec<Value>,
    next: Option<String>,
}

#[derive(Debug, Deserialize, Paginated)]
#[next_link(rel = "next")]
#[serde(transparent)]
struct ByHeader(Vec<Value>);

#[track_caller]
fn is_nowhere(planted: &str, text: &str) {
    let no_padding = base64(planted).trim_end_matches('=').to_owned();
    for form in [planted.to_owned(), no_padding, percent(planted), planted.replace('/', "%2F").replace('=', "%3D")] {
        assert!(!text.contains(&form), "{form} ({planted}) is in\n{text}");
    }
}

/// What every request of a walk carries comes back in its response, as some APIs do.
fn echo() -> Scripted {
    Scripted::start(|request| {
        let body = String::from_utf8_lossy(&request.body).into_owned();
        let basic = request.headers.get("authorization").unwrap().to_str().unwrap().to_owned();
        let tenant = request.headers.get("x-tenant").unwrap().to_str().unwrap().to_owned();
        // The cursor holds the tenant, as opaque cursors do.
        let cursor = base64(&format!("page=2&tenant={tenant}"));
        let next = (!body.contains("cursor")).then_some(cursor);
        let data = json!([{ "body": body, "basic": basic, "tenant": tenant, "password": "in the record" }]);
        MockResponse::json(&json!({ "data": data, "next": next }))
    })
    .unwrap()
}

#[test]
fn secrets_of_a_form_and_of_basic_authorization_are_nowhere_and_the_walk_replays() {
    let server = echo();
    let file = File::new("form");
    let url = server.url_of("/list");
    let request = reqwest::blocking::Client::new()
        .post(&url)
        .basic_auth("ann", Some("s3cr3t-basic"))
        .header("x-tenant", "s3cr3t-tenant")
        .header("content-type", "application/x-www-form-urlencoded")
        .body("password=s3cr3t-form%2F%3D&team=blue&grant=s3cr3t-grant");
    let recording = Recording::new(file.path()).secret("x-tenant").secret("grant");
    let live = request.paginate::<ByForm>().record(recording).items().map(Result::unwrap).count();
    assert_eq!(live, 2);
    let text = file.text();
    for planted in ["s3cr3t-form/=", "s3cr3t-basic", "s3cr3t-tenant", "s3cr3t-grant", "ann:s3cr3t-basic"] {
        is_nowhere(planted, &text);
    }
    assert!(text.contains("blue"), "what is no secret stays: {text}");

    let replay = Replay::load(file.path()).unwrap();
    let again = replay.post_form(&url, &[("team", "blue")]).paginate::<ByForm>().items().map(Result::unwrap).count();
    assert_eq!((again, replay.left()), (2, 0));
}

#[test]
fn secrets_deep_in_a_json_body_are_nowhere_and_the_walk_replays() {
    let server = echo();
    let file = File::new("body");
    let url = server.url_of("/list");
    let body = json!({ "auth": { "client": { "client_secret": "s3cr3t-nested" } }, "filter": [{ "token": "s3cr3t-in-list" }], "page": {} });
    let request = reqwest::blocking::Client::new()
        .post(&url)
        .basic_auth("ann", Some("s3cr3t-basic"))
        .header("x-tenant", "s3cr3t-tenant")
        .json(&body);
    let recording = Recording::new(file.path()).secret("X_Tenant");
    let live = request.paginate::<ByBody>().record(recording).items().map(Result::unwrap).count();
    assert_eq!(live, 2);
    let text = file.text();
    for planted in ["s3cr3t-nested", "s3cr3t-in-list", "s3cr3t-basic", "s3cr3t-tenant"] {
        is_nowhere(planted, &text);
    }

    // With the credentials of a test.
    let replay = Replay::load(file.path()).unwrap();
    let other = json!({ "auth": { "client": { "client_secret": "t" } }, "filter": [{ "token": "t" }], "page": {} });
    let again = replay.post(&url, other.to_string()).paginate::<ByBody>().items().map(Result::unwrap).count();
    assert_eq!((again, replay.left()), (2, 0));
}

#[test]
fn a_link_header_that_holds_the_key_leads_to_its_page_without_it() {
    let server = Scripted::start(|request| {
        assert_eq!(request.pair("api_key"), Some("s3cr3t-key"));
        let page = request.pair("page").unwrap_or("1").parse::<u64>().unwrap();
        let cursor = base64(&format!("{page}|s3cr3t-key"));
        let next = format!("</list?page={}&api_key=s3cr3t-key&cursor={}>; rel=\"next\"", page + 1, percent(&cursor));
        let response = MockResponse::json(&json!([{ "id": page }]));
        if page < 3 { response.header("link", &next) } else { response }
    })
    .unwrap();
    let file = File::new("link-header");
    let url = server.url_of("/list?api_key=s3cr3t-key");
    let pager = reqwest::blocking::Client::new().get(&url).paginate::<ByHeader>();
    let live: Vec<_> = pager.record(file.path()).items().map(Result::unwrap).collect();
    assert_eq!(live.len(), 3);
    let text = file.text();
    is_nowhere("s3cr3t-key", &text);
    for page in [1, 2] {
        is_nowhere(&base64(&format!("{page}|s3cr3t-key")), &text);
    }
    let replay = Replay::load(file.path()).unwrap();
    let again: Vec<_> =
        replay.get(&server.url_of("/list")).paginate::<ByHeader>().items().map(Result::unwrap).collect();
    assert_eq!((again, replay.left()), (live, 0));
}

#[test]
fn failures_and_empty_responses_are_recorded_too() {
    let responses =
        [MockResponse::empty(503), MockResponse::json(&json!({ "data": [1], "next": "b" })), MockResponse::empty(204)];
    let server = Scripted::responses(responses).unwrap();
    let file = File::new("failures");
    let walk = |items: &mut dyn Iterator<Item = Result<Value, String>>| items.collect::<Vec<_>>();
    let pager = reqwest::blocking::Client::new().get(server.url_of("/list")).paginate::<Secretive>();
    let live = walk(&mut pager.record(file.path()).items().map(|item| item.map_err(|error| error.to_string())));
    assert_eq!(live.len(), 2, "{live:?}");
    let replay = Replay::load(file.path()).unwrap();
    let items = replay.get(&server.url_of("/list")).paginate::<Secretive>().items();
    assert_eq!(walk(&mut items.map(|item| item.map_err(|error| error.to_string()))), live);

    // What is not JSON, and what is not text.
    let file = File::new("bytes");
    let server = Scripted::responses([MockResponse::text("<html>")]).unwrap();
    let pager = reqwest::blocking::Client::new().get(server.url_of("/list")).paginate::<Secretive>();
    assert!(matches!(pager.record(file.path()).items().try_next().unwrap_err(), Error::Decode(_)));
    let replayed = Replay::load(file.path()).unwrap();
    let error = replayed.get(&server.url_of("/list")).paginate::<Secretive>().items().try_next().unwrap_err();
    let Error::Decode(decode) = error else { panic!("{error}") };
    assert_eq!(decode.body, b"<html>");
    let file = File::new("latin");
    let replay = Replay::new([Recorded::body(&b"\xff\xfe\x00"[..])]);
    assert!(
        replay.get("https://api.example/l").paginate::<Secretive>().record(file.path()).items().try_next().is_err()
    );
    let error =
        Replay::load(file.path()).unwrap().get("https://api.example/l").paginate::<Secretive>().items().try_next();
    let Err(Error::Decode(decode)) = error else { panic!("{error:?}") };
    assert_eq!(decode.body, b"\xff\xfe\x00");
}

#[test]
fn a_file_that_cannot_be_written_is_an_error_before_the_first_request() {
    let folder = File::new("folder");
    std::fs::create_dir_all(folder.path()).unwrap();
    let replay = Replay::new([Recorded::json(r#"{"data": [], "next": null}"#)]);
    let error = replay.get("https://api.example/l").paginate::<Secretive>().record(folder.path()).items().try_next();
    let error = error.unwrap_err();
    assert!(matches!(&error, Error::Request(_)) && error.to_string().contains("cannot be written"), "{error}");
    assert!(replay.requests().is_empty());
}

#[test]
fn what_is_no_recording_is_refused_and_a_cut_off_one_is_read() {
    let file = File::new("cut");
    let responses = [0, 1, 2].map(|page| {
        Recorded::json(json!({ "data": [page], "next": (page < 2).then(|| format!("page {page}")) }).to_string())
    });
    let live = Replay::new(responses);
    live.get("https://api.example/l")
        .paginate::<Secretive>()
        .record(file.path())
        .items()
        .for_each(|item| drop(item.unwrap()));
    let whole = file.text();
    assert_eq!(Replay::load(file.path()).unwrap().left(), 3);
    for end in 0..whole.len() {
        std::fs::write(file.path(), &whole.as_bytes()[..end]).unwrap();
        match Replay::load(file.path()) {
            Ok(replay) => assert!(replay.left() <= 3),
            // Before the first line is whole.
            Err(error) => assert!(end < 30, "{end}: {error}"),
        }
    }
    for text in [
        "",
        "[]",
        "{\"version\":2,\"responses\":[\n]}",
        "{\"version\":1,\"responses\":[\n{\"request\":{}}]}",
        "{\"version\":1,\"responses\":[\nx",
    ] {
        std::fs::write(file.path(), text).unwrap();
        assert!(Replay::load(file.path()).is_err(), "{text}");
    }
    assert!(Replay::load("/no/such/file").is_err());
}

#[test]
fn requests_side_by_side_are_recorded_each_with_its_response() {
    let server = demo();
    let file = File::new("concurrent");
    let auth = format!("Bearer {CLIO_TOKEN}");
    let url = server.url_of("/api/v4/contacts?fields=id");
    let pager = reqwest::blocking::Client::new().get(&url).header("authorization", auth).paginate::<Contacts>();
    let live = pager.by::<Offset>().page_size(5).concurrent(4).record(file.path()).items();
    let live: Vec<_> = live.map(|contact| contact.unwrap().id).collect();
    let replay = Replay::load(file.path()).unwrap();
    let again = replay.get(&url).paginate::<Contacts>().by::<Offset>().page_size(5).concurrent(4).items();
    assert_eq!(again.map(|contact| contact.unwrap().id).collect::<Vec<_>>(), live);
}

const RECORD_TO: &str = "RECORD_UNTIL_KILLED";

/// The program that the test below kills.
#[test]
#[ignore = "records until it is killed"]
fn records_until_it_is_killed() {
    let Some(path) = std::env::var_os(RECORD_TO) else { return };
    let server = Scripted::start(|request| {
        let page: u64 = request.pair("cursor").unwrap_or("0").parse().unwrap();
        // Large enough that a page is not written at once.
        let data: Vec<_> = (0..200).map(|item| json!({ "id": page * 200 + item, "text": "x y ".repeat(30) })).collect();
        MockResponse::json(&json!({ "data": data, "next": (page + 1).to_string() }))
    })
    .unwrap();
    let request = reqwest::blocking::Client::new().get(server.url_of("/list")).bearer_auth("s3cr3t-bearer");
    request.paginate::<Secretive>().record(PathBuf::from(path)).items().for_each(|item| drop(item.unwrap()));
}

#[cfg(unix)]
#[test]
fn a_killed_recording_is_read_up_to_its_last_whole_response() {
    let mut pages = 0;
    for round in 0..12_u64 {
        let file = File::new(&format!("killed-{round}"));
        let mut child = Command::new(std::env::current_exe().unwrap())
            .args(["--ignored", "--exact", "recordings::records_until_it_is_killed"])
            .env(RECORD_TO, file.path())
            .stdout(std::process::Stdio::null())
            .spawn()
            .unwrap();
        let begun = std::time::Instant::now();
        while std::fs::metadata(file.path()).map_or(0, |file| file.len()) < 100
            && begun.elapsed() < Duration::from_secs(20)
        {
            std::thread::sleep(Duration::from_millis(1));
        }
        std::thread::sleep(Duration::from_micros(7_731 * round * round));
        child.kill().unwrap();
        child.wait().unwrap();
        let replay = Replay::load(file.path()).unwrap();
        let left = replay.left();
        let url = "http://127.0.0.1/list";
        let items = replay.get(url).paginate::<Secretive>().max_pages(left as u64).items();
        let ids: Vec<_> = items.map(|item| item.unwrap()["id"].as_u64().unwrap()).collect();
        assert_eq!(ids, (0..left as u64 * 200).collect::<Vec<_>>(), "round {round}");
        assert!(!file.text().contains("s3cr3t"));
        pages += left;
    }
    assert!(pages > 12, "{pages} pages were recorded");
}
