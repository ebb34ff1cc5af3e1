//! Where a next link is: the `Link` header, or a list of links in the body.

use demo_apis::MockResponse;
use http::HeaderMap;
use pagination_core::{Head, Page, Paginated};
use serde::Deserialize;
use serde_json::json;

use crate::harness::{Sound, over_http, some};

#[derive(Debug, Deserialize, Paginated)]
#[next_link(rel = "next")]
#[serde(transparent)]
struct Linked(Vec<u64>);

#[test]
fn a_function_gets_the_link_of_its_relation() {
    let page = |id: u64, links: &[&str]| -> Sound<Page<Linked>> {
        let mut headers = HeaderMap::new();
        for link in links {
            headers.append("link", link.parse().unwrap());
        }
        let head = Head { status: http::StatusCode::OK, headers, url: "https://api.example/names".to_owned() };
        Ok(Page::with_head(Linked(vec![id]), head))
    };
    let walked = over_functions!(Option<String>, |number: usize, _| match number {
        0 => page(1, &[r#"<https://api.example/names?a=1,2>; rel="prev next", </x>; rel=first"#]),
        1 => page(2, &["</x>; rel=first", "</names?p=3>; REL=Next"]),
        _ => page(3, &[r#"</x>; rel="first""#]),
    });
    walked.gave(&[1, 2, 3], &some(&["https://api.example/names?a=1,2", "/names?p=3"]));
}

#[test]
fn a_link_header_is_read_as_its_standard_says() {
    let headers: &[&[&str]] = &[
        &[r#"</list?p=2>; rel="next""#],
        &[r"</list?p=2>; rel=next"],
        &[r#"</list?p=2>; rel="last next""#],
        &[r#"</list?p=2>;REL="NEXT""#],
        &[r#"</list?p=1>; rel="first", </list?p=2>; rel="next", </list?p=9>; rel="last""#],
        &[r#"</list?p=1>; rel="first""#, r#"</list?p=2>; rel="next""#],
        &[r#"</list?a=1,2;3>; rel="self", </list?p=2>; title="a, b; c"; rel="next""#],
        &[r#"</other>; rel="next"; anchor="/elsewhere", </list?p=2>; rel="next""#],
        &[r#"</list?p=2>; rel="next"; rel="prev""#],
        &[r#"<?p=2>; rel="next""#],
    ];
    for lines in headers {
        let walked = over_http::<Linked>(move |number, _| match number {
            0 => lines.iter().fold(MockResponse::text("[1]"), |answer, line| answer.header("link", line)),
            _ => MockResponse::text("[2]").header("link", r#"</list?p=1>; rel="prev""#),
        });
        assert_eq!(walked.sound(), [1, 2], "{lines:?}");
        assert_eq!(walked.targets(), ["/list", "/list?p=2"], "{lines:?}");
    }
}

#[derive(Debug, Deserialize, Paginated)]
#[next_link(rel = "next", end(results = "false"))]
#[serde(transparent)]
struct Sentry(Vec<u64>);

#[test]
fn end_reads_an_attribute_of_a_link_that_is_always_there() {
    let walked = over_http::<Sentry>(|number, _| {
        let more = number < 2;
        let link = format!(r#"</list?cursor={number}>; rel="next"; results="{more}"; cursor="{number}""#);
        MockResponse::text(format!("[{number}]")).header("link", &link)
    });
    assert_eq!(walked.sound(), [0, 1, 2]);
    assert_eq!(walked.targets(), ["/list", "/list?cursor=0", "/list?cursor=1"]);
}

#[derive(Debug, Deserialize, Paginated)]
#[next_link(field = links, rel = "next")]
#[paginated(items = data)]
struct Hateoas {
    data: Vec<u64>,
    links: Vec<Entry>,
}

#[derive(Debug, Deserialize)]
struct Entry {
    rel: String,
    href: Option<String>,
}

#[test]
fn a_list_of_links_in_the_body_names_the_next_page() {
    let walked = over_http::<Hateoas>(|number, _| match number {
        0 => MockResponse::json(
            &json!({ "data": [1], "links": [{ "rel": "self", "href": "/list" }, { "rel": "next", "href": "/list?p=2" }] }),
        ),
        _ => MockResponse::json(&json!({ "data": [2], "links": [{ "rel": "self", "href": "/list?p=2" }] })),
    });
    assert_eq!(walked.sound(), [1, 2]);
    assert_eq!(walked.targets(), ["/list", "/list?p=2"]);
}
