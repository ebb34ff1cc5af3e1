//! Walks over reqwest in node: requests by `fetch`, and pauses by the timer of JavaScript.
#![cfg(all(target_arch = "wasm32", target_os = "unknown"))]
#![allow(clippy::unwrap_used, reason = "a test may panic")]

use std::cell::Cell;
use std::rc::Rc;
use std::time::Duration;

use pagination_core::{Error, Paginate, Paginated, Retry};
use serde::Deserialize;
use wasm_bindgen_test::wasm_bindgen_test;

#[derive(Deserialize, Paginated)]
#[cursor(field = next)]
#[paginated(page_size(param = "limit"))]
struct Numbers {
    data: Vec<u32>,
    next: Option<String>,
}

/// A server on a free port: ten numbers, three a page. Every second request is refused, with `Retry-After` as a date that has passed.
const SERVER: &str = r#"
    new Promise(resolve => {
        const http = process.getBuiltinModule("node:http");
        let requests = 0;
        const server = http.createServer((request, response) => {
            if (requests++ % 2 == 1) {
                response.writeHead(503, { "retry-after": "Sun, 06 Nov 1994 08:49:37 GMT" });
                return response.end();
            }
            const query = new URL(request.url, "http://localhost").searchParams;
            const from = Number(query.get("cursor") ?? 0), to = Math.min(from + Number(query.get("limit") ?? 3), 10);
            const data = Array.from({ length: to - from }, (_, index) => from + index);
            response.setHeader("content-type", "application/json");
            response.end(JSON.stringify({ data, next: to < 10 ? String(to) : null }));
        });
        server.listen(0, "127.0.0.1", () => { server.unref(); resolve(server.address().port); });
    })
"#;

/// A server on a free port: six numbers, two a page. Each token serves two requests, and the next one is one higher.
const SERVER_WITH_TOKENS: &str = r#"
    new Promise(resolve => {
        const http = process.getBuiltinModule("node:http");
        let token = 1, served = 0;
        const server = http.createServer((request, response) => {
            if (served == 2) {
                token++;
                served = 0;
            }
            if (request.headers["x-token"] != String(token)) {
                response.writeHead(401);
                return response.end();
            }
            served++;
            const from = Number(new URL(request.url, "http://localhost").searchParams.get("cursor") ?? 0);
            response.setHeader("content-type", "application/json");
            response.end(JSON.stringify({ data: [from, from + 1], next: from < 4 ? String(from + 2) : null }));
        });
        server.listen(0, "127.0.0.1", () => { server.unref(); resolve(server.address().port); });
    })
"#;

async fn start(server: &str) -> String {
    let started = js_sys::Promise::from(js_sys::eval(server).unwrap());
    let port = wasm_bindgen_futures::JsFuture::from(started).await.unwrap();
    format!("http://127.0.0.1:{}/numbers", port.as_f64().unwrap())
}

#[wasm_bindgen_test]
async fn a_list_is_walked_and_refused_requests_are_sent_again() {
    let url = start(SERVER).await;
    let pager = reqwest::Client::new().get(url).paginate::<Numbers>();
    let mut items = pager.page_size(4).retry(Retry::new().first_wait(Duration::from_millis(20))).prefetch().items();
    let mut seen = Vec::new();
    while let Some(number) = items.try_next().await.unwrap() {
        seen.push(number);
    }
    assert_eq!(seen, (0..10).collect::<Vec<_>>());
    assert!(items.checkpoint().is_over());
}

#[wasm_bindgen_test]
async fn an_error_leaves_the_walk_where_it_is_and_a_pause_takes_its_time() {
    let url = start(SERVER).await;
    let mut items = reqwest::Client::new().get(url).paginate::<Numbers>().items();
    let (mut seen, mut errors) = (Vec::new(), 0);
    let began = js_sys::Date::now();
    loop {
        match items.try_next().await {
            Ok(Some(number)) => seen.push(number),
            Ok(None) => break,
            Err(error) => {
                assert_eq!(error.retry_after(), Some(Duration::ZERO));
                errors += 1;
            }
        }
    }
    assert_eq!((seen, errors), ((0..10).collect(), 3));

    // No server is there: three retries, after 40, 80 and 160 ms at least.
    let pager = reqwest::Client::new().get("http://127.0.0.1:1/numbers").paginate::<Numbers>();
    let mut items = pager.retry(Retry::new().times(3).first_wait(Duration::from_millis(40))).items();
    assert!(items.try_next().await.is_err_and(|error| error.is_transient()));
    assert!(js_sys::Date::now() - began >= 280.0);
}

/// Nothing here is `Send` but what reqwest makes so, and it makes nothing.
#[wasm_bindgen_test]
async fn hooks_and_predicates_may_hold_what_stays_on_its_thread() {
    let url = start(SERVER_WITH_TOKENS).await;
    let (token, asked) = (Rc::new(Cell::new(0)), Rc::new(Cell::new(0)));
    let (current, counted) = (Rc::clone(&token), Rc::clone(&asked));
    let pager = reqwest::Client::new().get(url).paginate::<Numbers>();
    let pager = pager
        .each_request(move |request| {
            request.headers_mut().insert("x-token", current.get().into());
        })
        .on_status(401, move || {
            let token = Rc::clone(&token);
            async move {
                let refresh = js_sys::eval("new Promise(done => setTimeout(done, 5))").unwrap();
                wasm_bindgen_futures::JsFuture::from(js_sys::Promise::from(refresh)).await.unwrap();
                token.set(token.get() + 1);
            }
        })
        .stop_at(move |number| {
            counted.set(counted.get() + 1);
            *number == 5
        });
    let never = Rc::new(Cell::new(false));
    let mut items =
        pager.retry(Retry::new()).retry_if(move |_| never.get()).items().boxed_as::<Error<reqwest::Error>>();
    let mut seen = Vec::new();
    while let Some(number) = items.try_next().await.unwrap() {
        seen.push(number);
    }
    assert_eq!((seen, asked.get()), ((0..5).collect(), 6));
}
