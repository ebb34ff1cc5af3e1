//! A request that takes longer than it may is given up, and its page is requested again.

use std::cell::{Cell, RefCell};
use std::io::{Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use bytes::Bytes;
use http::{Request, Response};
use http_body_util::Full;
use pagination_core::testing::{Recorded, Replay};
use pagination_core::tower::PaginateService as _;
use pagination_core::{Error, Paginate as _, Retry, pages, pages_blocking};
use reqwest_middleware::ClientBuilder;

use crate::harness::api_of_numbers::get;
use crate::harness::{ByCursor, ByOffset, blocking, client, list, run, three_pages};

const LIMIT: Duration = Duration::from_millis(60);

/// How a response is sent.
#[derive(Clone, Copy)]
enum Sent {
    AtOnce,
    /// Not at all, as long as the client waits.
    Never,
    /// A byte every 20 ms: each read is in time, and the body is not.
    Slowly,
}

/// A server of seven items on three pages. It sends each response as `how` says, by the number of the request; `requests` counts them.
fn server(how: fn(usize) -> Sent) -> (String, Arc<AtomicUsize>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}/list?limit=3", listener.local_addr().unwrap());
    let requests = Arc::new(AtomicUsize::new(0));
    let counter = Arc::clone(&requests);
    thread::spawn(move || {
        for stream in listener.incoming() {
            let counter = Arc::clone(&counter);
            thread::spawn(move || respond(stream.unwrap(), &counter, how));
        }
    });
    (url, requests)
}

fn respond(mut stream: TcpStream, requests: &AtomicUsize, how: fn(usize) -> Sent) {
    let mut head = Vec::new();
    let mut byte = [0];
    while !head.ends_with(b"\r\n\r\n") {
        if stream.read(&mut byte).unwrap_or(0) == 0 {
            return;
        }
        head.push(byte[0]);
    }
    let number = requests.fetch_add(1, Ordering::SeqCst);
    let head = String::from_utf8(head).unwrap();
    let at = ["b", "c"].into_iter().find(|at| head.contains(&format!("cursor={at}")));
    let body = serde_json::to_string(&three_pages(at).unwrap()).unwrap();
    let head = format!("HTTP/1.1 200 OK\r\ncontent-length: {}\r\nconnection: close\r\n\r\n", body.len());
    match how(number) {
        Sent::AtOnce => drop(stream.write_all(format!("{head}{body}").as_bytes())),
        Sent::Never => drop(stream.read(&mut byte)),
        Sent::Slowly => {
            let _ = stream.write_all(head.as_bytes());
            for byte in body.bytes() {
                if stream.write_all(&[byte]).is_err() {
                    return;
                }
                thread::sleep(Duration::from_millis(20));
            }
        }
    }
}

/// The second page never comes, and then comes slowly.
fn second_page_fails_twice(number: usize) -> Sent {
    match number {
        1 => Sent::Never,
        2 => Sent::Slowly,
        _ => Sent::AtOnce,
    }
}

fn assert_timeout<E: std::fmt::Debug>(error: &Error<E>, path: &str) {
    let Error::Timeout(timeout) = error else { panic!("{error:?}") };
    assert_eq!((timeout.page, timeout.limit, timeout.response), (2, LIMIT, "ByCursor"));
    assert!(timeout.url.ends_with(path), "{}", timeout.url);
    assert!(error.is_transient());
}

#[test]
fn a_response_that_does_not_come_in_time_is_a_transient_error_that_says_where_and_what_to_do() {
    let (url, _) = server(second_page_fails_twice);
    let mut items = blocking().get(&url).paginate::<ByCursor>().timeout(LIMIT).items();
    let error = items.by_ref().find_map(Result::err).unwrap();
    let text = error.to_string();
    assert!(text.starts_with("page 2 of `ByCursor` did not arrive from http://127.0.0.1:"), "{text}");
    assert!(text.contains("/list within 60ms; ") && text.ends_with("raise the limit with `.timeout(…)`"), "{text}");
    assert!(!text.contains("limit=3") && !text.contains("cursor"), "{text}");
}

#[tokio::test]
async fn an_async_walk_loses_nothing_by_a_timeout() {
    let (url, requests) = server(second_page_fails_twice);
    let mut items = client().get(&url).paginate::<ByCursor>().timeout(LIMIT).items();
    let (mut received, mut errors) = (Vec::new(), 0);
    loop {
        match items.try_next().await {
            Ok(Some(item)) => received.push(item),
            Ok(None) => break,
            Err(error) => {
                assert_timeout(&error, "/list");
                errors += 1;
            }
        }
    }
    assert_eq!((received, errors, requests.load(Ordering::SeqCst)), (list(0..7), 2, 5));
}

#[test]
fn a_blocking_walk_loses_nothing_by_a_timeout() {
    for prefetch in [false, true] {
        let (url, requests) = server(second_page_fails_twice);
        let pager = blocking().get(&url).paginate::<ByCursor>().timeout(LIMIT);
        let items = if prefetch { pager.prefetch() } else { pager }.items();
        let (mut received, mut errors) = (Vec::new(), 0);
        for item in items {
            match item {
                Ok(item) => received.push(item),
                Err(error) => {
                    assert_timeout(&error, "/list");
                    errors += 1;
                }
            }
        }
        assert_eq!((received, errors, requests.load(Ordering::SeqCst)), (list(0..7), 2, 5), "{prefetch}");
    }
}

#[tokio::test]
async fn a_timeout_is_retried_over_every_client() {
    let policy = || Retry::new().first_wait(Duration::from_millis(1));
    let (url, requests) = server(second_page_fails_twice);
    let pager = client().get(&url).paginate::<ByCursor>().timeout(LIMIT).retry(policy()).spawned();
    let received = crate::harness::drain(&mut pager.items()).await.into_items();
    assert_eq!((received, requests.load(Ordering::SeqCst)), (list(0..7), 5));

    let (url, requests) = server(second_page_fails_twice);
    let middleware = ClientBuilder::new(client()).build();
    let pager = middleware.get(&url).paginate::<ByCursor>().timeout(LIMIT).retry(policy());
    let received = crate::harness::drain(&mut pager.items()).await.into_items();
    assert_eq!((received, requests.load(Ordering::SeqCst)), (list(0..7), 5));

    let calls = Arc::new(AtomicUsize::new(0));
    let counter = Arc::clone(&calls);
    let service = tower::service_fn(move |request: Request<Full<Bytes>>| {
        let number = counter.fetch_add(1, Ordering::SeqCst);
        async move {
            if number == 1 {
                std::future::pending::<()>().await;
            }
            let at = request.uri().query().and_then(|query| query.strip_prefix("cursor="));
            let body = serde_json::to_vec(&three_pages(at).unwrap()).unwrap();
            Ok::<_, std::convert::Infallible>(Response::new(Full::new(Bytes::from(body))))
        }
    });
    let pager = service.paginate::<ByCursor>(get("https://api.example/list")).timeout(LIMIT).retry(policy());
    let received = crate::harness::drain(&mut pager.items()).await.into_items();
    assert_eq!((received, calls.load(Ordering::SeqCst)), (list(0..7), 4));
}

#[test]
fn recorded_responses_can_be_late() {
    let page = |at| Recorded::json(serde_json::to_string(&three_pages(at).unwrap()).unwrap());
    let late = page(Some("b")).after(Duration::from_secs(31));
    let replay = Replay::new([page(None), late.clone(), late, page(Some("b")), page(Some("c"))]);
    let pager = replay.get("https://api.example/list").paginate::<ByCursor>().timeout(Duration::from_secs(30));
    let received: Result<Vec<_>, _> = pager.retry(Retry::new()).items().collect();
    assert_eq!(received.unwrap(), list(0..7));
    assert_eq!((replay.requests().len(), replay.waits().len()), (5, 2), "the waits are those of the retries");
}

#[tokio::test]
async fn an_async_function_that_does_not_return_is_dropped_and_called_again() {
    let called = RefCell::new(Vec::new());
    let mut items = pages(async |at: Option<String>| {
        called.borrow_mut().push(at.clone());
        if called.borrow().len() == 2 {
            std::future::pending::<()>().await;
        }
        three_pages(at.as_deref())
    })
    .timeout(LIMIT)
    .items();
    let (mut received, mut errors) = (Vec::new(), 0);
    loop {
        match items.try_next().await {
            Ok(Some(item)) => received.push(item),
            Ok(None) => break,
            Err(error) => {
                assert_timeout(&error, "");
                assert!(error.to_string().starts_with("page 2 of `ByCursor` did not arrive within 60ms; "), "{error}");
                errors += 1;
            }
        }
    }
    assert_eq!((received, errors, called.borrow().len()), (list(0..7), 1, 4));
}

#[test]
fn a_page_that_a_blocking_function_returns_late_is_refused_and_its_error_stays() {
    let calls = Cell::new(0);
    let items = pages_blocking(|at: Option<String>| {
        calls.set(calls.get() + 1);
        if [2, 3].contains(&calls.get()) {
            thread::sleep(LIMIT * 2);
        }
        if calls.get() == 3 { Err("its own error") } else { Ok(three_pages(at.as_deref()).unwrap()) }
    })
    .timeout(LIMIT)
    .items();
    let walked = crate::harness::Walked::new(items, vec![()]);
    assert_eq!(walked.items, list(0..7));
    assert!(matches!(&walked.errors[..], [Error::Timeout(_), Error::Transport("its own error")]), "{walked:?}");
    assert_eq!(calls.get(), 5);
}

#[test]
fn a_blocking_function_on_a_thread_is_left_to_itself() {
    let calls = Arc::new(AtomicUsize::new(0));
    let counter = Arc::clone(&calls);
    let mut items = pages_blocking(move |at: Option<String>| {
        if counter.fetch_add(1, Ordering::SeqCst) == 1 {
            thread::sleep(Duration::from_secs(20));
        }
        three_pages(at.as_deref())
    })
    .timeout(LIMIT)
    .prefetch()
    .items();
    let began = Instant::now();
    let received: Vec<_> = items.by_ref().take(3).map(Result::unwrap).collect();
    let error = items.next().unwrap().unwrap_err();
    assert!(matches!(error, Error::Timeout(_)), "{error}");
    let rest: Vec<_> = items.map(Result::unwrap).collect();
    assert_eq!([received, rest].concat(), list(0..7));
    assert!(began.elapsed() < Duration::from_secs(10), "{:?}", began.elapsed());
    assert_eq!(calls.load(Ordering::SeqCst), 4);
}

#[tokio::test]
async fn a_page_that_is_there_is_never_late() {
    let mut items =
        pages(async |at: Option<String>| three_pages(at.as_deref())).timeout(Duration::ZERO).prefetch().items();
    let mut received = Vec::new();
    while let Some(item) = items.try_next().await.unwrap() {
        received.push(item);
        tokio::time::sleep(Duration::from_millis(2)).await;
    }
    assert_eq!(received, list(0..7));
}

#[tokio::test]
async fn a_request_made_ahead_is_given_up_when_its_page_is_due() {
    let called = RefCell::new(Vec::new());
    let mut items = pages(async |at: u64| {
        called.borrow_mut().push(at);
        if at == 6 && called.borrow().iter().filter(|called| **called == 6).count() == 1 {
            std::future::pending::<()>().await;
        }
        tokio::time::sleep(Duration::from_millis(1)).await;
        Ok::<_, &str>(ByOffset { data: list(at..(at + 3).min(14)) })
    })
    .timeout(LIMIT)
    .retry(Retry::new().first_wait(Duration::from_millis(1)))
    .concurrent(3)
    .items();
    let mut received = Vec::new();
    while let Some(item) = items.try_next().await.unwrap() {
        received.push(item);
    }
    assert_eq!(received, list(0..14));
    assert_eq!(called.borrow().iter().filter(|at| **at == 6).count(), 2);
    assert!(called.borrow().len() <= 8, "{called:?}");
}

#[test]
fn a_server_that_never_responds_ends_the_walk_after_so_many_timeouts() {
    let walked = run(async {
        let mut items = pages(async |_: Option<String>| {
            std::future::pending::<()>().await;
            three_pages(None)
        })
        .timeout(Duration::from_millis(1))
        .items();
        crate::harness::drain(&mut items).await
    });
    assert_eq!((walked.items.len(), walked.errors.len()), (0, 16));
}
