//! Any `Link` header: its links are read without a panic.
#![no_main]

use http::header::LINK;
use http::{HeaderMap, HeaderValue, StatusCode};
use libfuzzer_sys::fuzz_target;
use pagination_core::{Head, Page};

fuzz_target!(|bytes: &[u8]| {
    let Ok(value) = HeaderValue::from_bytes(bytes) else { return };
    let headers = HeaderMap::from_iter([(LINK, value)]);
    let head = Head { status: StatusCode::OK, headers, url: "https://api.example/list".to_owned() };
    let page = Page::with_head((), head);
    let _ = page.link_unless("next", "results", "false");
    if let Some(link) = page.link("next") {
        assert!(link.len() <= bytes.len().saturating_mul(3), "a link is a part of the header");
    }
});
