//! Page one in hand: no request is made for it, and its position leads on.

use demo_apis::{LoggedRequest, MockResponse};
use http::{HeaderMap, StatusCode};
use pagination_core::reqwest::Items;
use pagination_core::{
    Error, Head, NextLink, Offset, Page, PageNumber, Paginate as _, Paginated, pages, pages_blocking,
};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::harness::{
    ByCursor, ByLink, ByOffset, ByPage, Sound, bare, blocking, by_cursor, client, drain, drain_blocking, list, numbers,
    page, run, serve, slice, some, stored, targets, three_pages, twelve,
};

fn first() -> ByCursor {
    three_pages(None).unwrap()
}

#[test]
fn it_is_not_requested_and_its_position_leads_on() {
    let walked = everywhere!(Option<String>, |_, at: Option<String>| three_pages(at.as_deref()), pager => pager.first_page(first()));
    walked.gave(&list(0..7), &some(&["b", "c"])[1..]);
    let walked = everywhere!(Option<String>, |_, at: Option<String>| three_pages(at.as_deref()), pager => pager.first_page(Page::new(first())));
    walked.gave(&list(0..7), &some(&["b", "c"])[1..]);
    let walked = everywhere!(u64, |_, at: u64| Sound::Ok(ByOffset { data: numbers(at, 3, 8) }), pager => pager.first_page(ByOffset { data: list(0..3) }));
    walked.gave(&list(0..8), &[3, 6]);
    let walked = everywhere!(u64, |_, at: u64| Sound::Ok(ByPage { data: numbers((at - 1) * 3, 3, 5) }), pager => pager.first_page(ByPage { data: list(0..3) }));
    walked.gave(&list(0..5), &[2, 3]);
}

#[test]
fn a_list_of_one_page_needs_no_request() {
    let walked = everywhere!(Option<String>, |_, _: Option<String>| by_cursor(0..9, None), pager => pager.first_page(ByCursor { data: list(0..2), next: None }));
    walked.gave::<u64, Option<String>>(&list(0..2), &[]);
    let walked = everywhere!(u64, |_, _: u64| Sound::Ok(ByOffset { data: Vec::new() }), pager => pager.first_page(ByOffset { data: list(0..2) }));
    walked.gave::<u64, u64>(&list(0..2), &[]);
}

#[test]
fn lists_of_functions_without_a_type_of_their_own_take_it_too() {
    let call = |at: Option<String>| Sound::Ok((vec![2], at.is_none().then(|| "never".to_owned())));
    let walked: Vec<i32> =
        pages_blocking(call).first_page((vec![1], Some("b".to_owned()))).items().map(Result::unwrap).collect();
    assert_eq!(walked, [1, 2]);
}

#[test]
fn limits_count_it() {
    let api = |_, at: Option<String>| three_pages(at.as_deref());
    let walked = everywhere!(Option<String>, api, pager => pager.first_page(first()).max_items(2));
    walked.gave::<u64, Option<String>>(&[0, 1], &[]);
    let walked = everywhere!(Option<String>, api, pager => pager.first_page(first()).max_items(4));
    walked.gave(&list(0..4), &some(&["b"])[1..]);
    let walked = everywhere!(Option<String>, api, pager => pager.first_page(first()).max_pages(1));
    walked.gave::<u64, Option<String>>(&list(0..3), &[]);
    let walked = everywhere!(Option<String>, api, pager => pager.first_page(first()).max_pages(0));
    walked.gave::<u64, Option<String>>(&[], &[]);
}

#[test]
fn pages_begin_with_it_and_concurrent_and_prefetched_walks_go_on_from_it() {
    let server = serve(|_, request| bare(slice(request, 3, 14)));
    let walk = || client().get(server.url_of("/list")).paginate::<ByOffset>().first_page(ByOffset { data: list(0..3) });
    run(async {
        let mut pages = walk().pages();
        let page = pages.try_next().await.unwrap().unwrap();
        assert_eq!((page.data.clone(), page.request().index(), page.status().as_u16()), (list(0..3), 0, 200));
        assert_eq!(server.requests(), 0);
        assert_eq!(page.checkpoint().unwrap(), pages.checkpoint());

        assert_eq!(drain(&mut walk().prefetch().items()).await.sound(), list(0..14));
        assert_eq!(drain(&mut walk().concurrent(4).items()).await.sound(), list(0..14));
        assert!(!targets(&server.log()).contains(&"/list?offset=0".to_owned()));
    });
    let walk = blocking().get(server.url_of("/list")).paginate::<ByOffset>().first_page(ByOffset { data: list(0..3) });
    assert_eq!(drain_blocking(&mut walk.concurrent(4).items()).sound(), list(0..14));
}

#[test]
fn the_request_keeps_its_parameters_and_begins_where_it_says() {
    let server = serve(|_, request| bare(slice(request, 3, 14)));
    let walk = blocking().get(server.url_of("/list?q=a%20b&offset=6&limit=3")).paginate::<ByOffset>();
    let walked = drain_blocking(&mut walk.first_page(ByOffset { data: list(6..9) }).items());
    assert_eq!(walked.sound(), list(6..14));
    let expected = ["/list?q=a%20b&offset=9&limit=3", "/list?q=a%20b&offset=12&limit=3"];
    assert_eq!(targets(&server.log()), expected);
}

#[test]
fn a_checkpoint_inside_it_is_continued_in_it_or_else_by_requesting_it() {
    let server = serve(|_, request| twelve(request));
    let walk = || blocking().get(server.url_of("/list")).paginate::<ByCursor>();
    let in_hand = || ByCursor { data: list(0..5), next: Some("b".to_owned()) };
    for taken in 0..=12 {
        let mut begun = walk().first_page(in_hand()).items();
        let mut all: Vec<_> = begun.by_ref().take(taken).map(Result::unwrap).collect();
        let checkpoint = stored(&begun.checkpoint());
        let before = server.requests();
        all.extend(walk().resume(checkpoint.clone()).first_page(in_hand()).items().map(Result::unwrap));
        assert_eq!(all, list(0..12), "after {taken}");
        let pages_left = match taken {
            // The rest of page one is in hand, that of page two is not.
            0..10 => 2,
            10..12 => 1,
            _ => 0,
        };
        assert_eq!(server.requests() - before, pages_left, "after {taken}");
        // Without it.
        let rest: Vec<_> = walk().resume(checkpoint).items().map(Result::unwrap).collect();
        assert_eq!(rest, list(taken as u64..12));
    }
}

#[test]
fn backwards_the_pages_before_it_come() {
    let api = |_, at: Option<String>| {
        let page = |data: std::ops::Range<u64>, previous: Option<&str>| {
            Sound::Ok(ByLink { data: data.collect(), next: None, previous: previous.map(str::to_owned) })
        };
        match at.as_deref() {
            Some("/list?at=b") => page(3..6, Some("/list?at=a")),
            Some("/list?at=a") => page(0..3, None),
            other => panic!("{other:?}"),
        }
    };
    let in_hand = |previous: Option<&str>| ByLink {
        data: vec![6],
        next: Some("/list?at=d".to_owned()),
        previous: previous.map(str::to_owned),
    };
    let walked = over_functions!(Option<String>, api, pager => pager.first_page(in_hand(Some("/list?at=b"))).rev());
    walked.gave(&[3, 4, 5, 0, 1, 2], &some(&["/list?at=b", "/list?at=a"])[1..]);
    let walked = over_functions!(Option<String>, api, pager => pager.rev().first_page(in_hand(None)));
    walked.gave::<u64, Option<String>>(&[], &[]);

    // Over HTTP, the link is joined on the request's URL, and a foreign one is refused.
    let server = serve(|_, request| match request.target().as_str() {
        "/list?at=b" => MockResponse::json(&json!({ "data": [3, 4, 5], "previous": null })),
        other => panic!("{other}"),
    });
    let walk = || blocking().get(server.url_of("/list?at=c")).paginate::<ByLink>();
    assert_eq!(drain_blocking(&mut walk().first_page(in_hand(Some("?at=b"))).rev().items()).sound(), [3, 4, 5]);
    let walked = drain_blocking(&mut walk().first_page(in_hand(Some("https://evil.example/x"))).rev().items());
    assert!(matches!(walked.error(), Error::ForeignOrigin(_)), "{:?}", walked.errors);
    assert_eq!(server.requests(), 1);
}

#[test]
fn links_are_joined_on_its_own_url_or_the_requests_and_their_origin_is_checked() {
    let server = serve(|_, _| page(3..5, Value::Null));
    let request = || blocking().get(server.url_of("/v1/list?q=1")).paginate::<ByLink>();
    let in_hand = |next: &str| ByLink { data: list(0..3), next: Some(next.to_owned()), previous: None };
    let head = |url: String| Head { status: StatusCode::OK, headers: HeaderMap::new(), url };
    assert_eq!(drain_blocking(&mut request().first_page(in_hand("more?p=2")).items()).sound(), list(0..5));
    let with_head = Page::with_head(in_hand("more?p=2"), head(server.url_of("/v2/other/list")));
    assert_eq!(drain_blocking(&mut request().first_page(with_head).items()).sound(), list(0..5));
    assert_eq!(targets(&server.log()), ["/v1/more?p=2", "/v2/other/more?p=2"]);

    for page in [
        Page::new(in_hand("https://evil.example/more")),
        Page::new(in_hand("//evil.example/more")),
        Page::with_head(in_hand("more"), head("https://evil.example/list".to_owned())),
    ] {
        let walked = drain_blocking(&mut request().first_page(page).items());
        assert_eq!(walked.items, list(0..3), "its items come first");
        assert!(matches!(walked.error(), Error::ForeignOrigin(_)), "{:?}", walked.errors);
    }
    // A link that leads back to page one is a loop.
    let walked = drain_blocking(&mut request().first_page(in_hand(&server.url_of("/v1/list?q=1"))).items());
    assert!(matches!(walked.error(), Error::Loop(_)), "{:?}", walked.errors);
    assert_eq!(server.requests(), 2);
}

#[derive(Debug, Serialize, Deserialize, Paginated)]
#[cursor(header = "x-cursor", stop(empty_page))]
#[offset(stop(short_page))]
#[serde(transparent)]
struct InHeaders(Vec<u64>);

#[derive(Debug, Deserialize, Paginated)]
#[page(stop(empty_page))]
#[paginated(total_pages(header = "x-pages"))]
struct Counted {
    data: Vec<u64>,
}

#[test]
fn where_headers_are_read_it_has_to_bring_them() {
    let server = serve(|_, request| match request.pair("cursor") {
        Some("b") => MockResponse::json(&json!([3])).header("x-cursor", "c"),
        _ => MockResponse::json(&json!([])),
    });
    let request = || blocking().get(server.url_of("/list")).paginate::<InHeaders>();
    let walked = drain_blocking(&mut request().first_page(InHeaders(vec![1, 2])).items());
    assert!(matches!(walked.error(), Error::Request(_)), "{:?}", walked.errors);
    assert_eq!(
        walked.error().to_string(),
        "`InHeaders` reads response headers, but the first page was given without them; pass it with its head: \
         `.first_page(Page::with_head(response, head))`"
    );
    let walk = blocking().get(server.url_of("/list")).paginate::<Counted>();
    let walked = drain_blocking(&mut walk.first_page(Counted { data: vec![1] }).items());
    assert!(matches!(walked.error(), Error::Request(_)), "{:?}", walked.errors);
    assert_eq!(server.requests(), 0);

    let headers = HeaderMap::from_iter([(http::HeaderName::from_static("x-cursor"), "b".parse().unwrap())]);
    let head = Head { status: StatusCode::OK, headers, url: server.url_of("/list") };
    let in_hand = Page::with_head(InHeaders(vec![1, 2]), head);
    assert_eq!(drain_blocking(&mut request().first_page(in_hand).items()).sound(), [1, 2, 3]);
    // The other strategy reads none.
    let walk = request().first_page(InHeaders(vec![1, 2])).by::<Offset>().max_pages(1);
    assert_eq!(drain_blocking(&mut walk.items()).sound(), [1, 2]);
}

#[derive(Debug, Clone, Serialize, Deserialize, Paginated)]
#[cursor(field = next)]
#[paginated(has_more = more, total = total, check = sound)]
struct Flagged {
    data: Vec<u64>,
    next: Option<String>,
    more: Option<bool>,
    total: Option<u64>,
}

fn sound(page: &Flagged) -> Result<(), &'static str> {
    if page.data.contains(&666) { Err("the beast") } else { Ok(()) }
}

#[test]
fn one_without_a_position_ends_after_its_items_and_with_an_error_where_it_says_more() {
    let api = |_, _: Option<String>| -> Sound<Flagged> { unreachable!("nothing is requested") };
    let in_hand = |more, total| Flagged { data: vec![1, 2], next: None, more, total };
    let walked = everywhere!(Option<String>, api, pager => pager.first_page(in_hand(Some(true), None)));
    assert!(matches!(walked.failed::<u64, Option<String>>(&[1, 2], &[]), Error::MissingPosition(_)));
    let walked = everywhere!(Option<String>, api, pager => pager.first_page(in_hand(None, Some(5))));
    let error = walked.failed::<u64, Option<String>>(&[1, 2], &[]);
    assert!(matches!(error, Error::Incomplete { received: 2, total: 5, .. }), "{error:?}");
    let walked = everywhere!(Option<String>, api, pager => pager.first_page(in_hand(Some(false), Some(5))));
    walked.gave::<u64, Option<String>>(&[1, 2], &[]);
    let beast = Flagged { data: vec![666], next: None, more: None, total: None };
    let walked = everywhere!(Option<String>, api, pager => pager.first_page(beast.clone()));
    assert!(matches!(walked.failed::<u64, Option<String>>(&[], &[]), Error::Check(_)));
}

#[test]
fn an_error_after_it_leaves_the_walk_behind_it() {
    let server = serve(|number, request| if number == 0 { MockResponse::empty(503) } else { twelve(request) });
    let walk = blocking().get(server.url_of("/list")).paginate::<ByCursor>();
    let mut items = walk.first_page(ByCursor { data: list(0..5), next: Some("b".to_owned()) }).items();
    let walked = drain_blocking(&mut items);
    assert_eq!((walked.items, walked.errors.len()), (list(0..12), 1));
}

/// A server of invoices as Stripe sends them: ten lines at most inside of an invoice, the rest by `url`.
mod stripe {
    use super::*;

    #[derive(Debug, Deserialize, Paginated)]
    #[cursor(last_item = id, param = "starting_after")]
    #[paginated(has_more = has_more, page_size(param = "limit", max = 100))]
    pub struct Invoices {
        pub data: Vec<Invoice>,
        pub has_more: bool,
    }

    #[derive(Debug, Deserialize)]
    pub struct Invoice {
        pub id: String,
        pub lines: Lines,
    }

    #[derive(Debug, Deserialize, Paginated)]
    #[cursor(last_item = id, param = "starting_after")]
    #[paginated(has_more = has_more)]
    pub struct Lines {
        pub data: Vec<Line>,
        pub has_more: bool,
        pub url: String,
    }

    #[derive(Debug, Deserialize, PartialEq)]
    pub struct Line {
        pub id: String,
    }

    pub fn lines(invoice: u64, after: Option<&str>, size: u64) -> Value {
        let count = invoice * 7;
        let from = after.map_or(0, |id| id.rsplit('_').next().unwrap().parse::<u64>().unwrap() + 1);
        let to = (from + size).min(count);
        let data: Vec<_> = (from..to).map(|line| json!({ "id": format!("il_{invoice}_{line}") })).collect();
        json!({ "data": data, "has_more": to < count, "url": format!("/v1/invoices/in_{invoice}/lines") })
    }

    pub fn api(request: &LoggedRequest) -> MockResponse {
        assert_eq!(request.header("authorization"), Some("Bearer sk_test"));
        if let Some(rest) = request.path.strip_prefix("/v1/invoices/in_") {
            let invoice = rest.strip_suffix("/lines").unwrap().parse().unwrap();
            assert_eq!(request.pair("expand[]"), Some("data.price"), "parameters of the request stay");
            return MockResponse::json(&lines(invoice, request.pair("starting_after"), 10));
        }
        let from =
            request.pair("starting_after").map_or(0, |id| id.strip_prefix("in_").unwrap().parse::<u64>().unwrap() + 1);
        let data: Vec<_> =
            (from..5).take(2).map(|id| json!({ "id": format!("in_{id}"), "lines": lines(id, None, 10) })).collect();
        MockResponse::json(&json!({ "has_more": from + 2 < 5, "data": data }))
    }
}

#[test]
fn the_lines_of_stripes_invoices_are_walked_whole() {
    let server = serve(|_, request| stripe::api(request));
    run(async {
        let get = |path: &str| client().get(server.url_of(path)).bearer_auth("sk_test");
        let mut invoices = get("/v1/invoices").paginate::<stripe::Invoices>().items();
        let mut found = Vec::new();
        while let Some(invoice) = invoices.try_next().await.unwrap() {
            let request = get(&invoice.lines.url).query(&[("expand[]", "data.price")]);
            let mut lines: Items<stripe::Lines> = request.paginate().first_page(invoice.lines).items();
            while let Some(line) = lines.try_next().await.unwrap() {
                found.push(line.id);
            }
        }
        let all: Vec<_> =
            (0..5).flat_map(|invoice| (0..invoice * 7).map(move |line| format!("il_{invoice}_{line}"))).collect();
        assert_eq!(found, all);
        // Three pages of invoices; of 7, 14, 21 and 28 lines, the first ten come inside.
        assert_eq!(server.requests(), 3 + 1 + 2 + 2);
    });
}

/// Posts with their comments, both as GraphQL connections.
mod graphql {
    use super::*;

    #[derive(Debug, Deserialize)]
    pub struct Connection<T> {
        pub nodes: Vec<T>,
        #[serde(rename = "pageInfo")]
        pub page_info: PageInfo,
    }

    #[derive(Debug, Deserialize)]
    pub struct PageInfo {
        #[serde(rename = "hasNextPage")]
        pub has_next_page: bool,
        #[serde(rename = "endCursor")]
        pub end_cursor: Option<String>,
    }

    #[derive(Debug, Deserialize, Paginated)]
    #[cursor(field = data.posts.page_info.end_cursor, body = "/variables/after")]
    #[paginated(items = data.posts.nodes, item = Post, has_more = data.posts.page_info.has_next_page)]
    pub struct Posts {
        pub data: PostsData,
    }

    #[derive(Debug, Deserialize)]
    pub struct PostsData {
        pub posts: Connection<Post>,
    }

    #[derive(Debug, Deserialize)]
    pub struct Post {
        pub id: u64,
        pub comments: Connection<u64>,
    }

    #[derive(Debug, Deserialize, Paginated)]
    #[cursor(field = data.post.comments.page_info.end_cursor, body = "/variables/after")]
    #[paginated(items = data.post.comments.nodes, item = u64, has_more = data.post.comments.page_info.has_next_page)]
    pub struct Comments {
        pub data: CommentsData,
    }

    #[derive(Debug, Deserialize)]
    pub struct CommentsData {
        pub post: CommentsOfPost,
    }

    #[derive(Debug, Deserialize)]
    pub struct CommentsOfPost {
        pub comments: Connection<u64>,
    }

    /// The connection of a record as the response that the rest of it comes in.
    impl From<Connection<u64>> for Comments {
        fn from(comments: Connection<u64>) -> Self {
            Self { data: CommentsData { post: CommentsOfPost { comments } } }
        }
    }

    fn connection(nodes: impl Fn(u64) -> Value, count: u64, after: Option<u64>, size: u64) -> Value {
        let from = after.map_or(0, |after| after + 1);
        let to = (from + size).min(count);
        let nodes: Vec<_> = (from..to).map(nodes).collect();
        let end = (to > from).then(|| (to - 1).to_string());
        json!({ "nodes": nodes, "pageInfo": { "hasNextPage": to < count, "endCursor": end } })
    }

    fn comments(post: u64, after: Option<u64>) -> Value {
        connection(|comment| json!(post * 100 + comment), post * 2, after, 3)
    }

    pub fn api(request: &LoggedRequest) -> MockResponse {
        let body = request.json().unwrap();
        let after = body["variables"]["after"].as_str().map(|after| after.parse().unwrap());
        let data = match body["query"].as_str().unwrap() {
            "posts" => {
                json!({ "posts": connection(|id| json!({ "id": id, "comments": comments(id, None) }), 5, after, 2) })
            }
            "comments" => {
                assert_eq!(body["variables"]["first"], 3, "the variables stay");
                json!({ "post": { "comments": comments(body["variables"]["post"].as_u64().unwrap(), after) } })
            }
            other => panic!("{other}"),
        };
        MockResponse::json(&json!({ "data": data }))
    }
}

#[test]
fn connections_inside_of_graphql_records_are_walked_whole() {
    let server = serve(|_, request| graphql::api(request));
    let post = |body: Value| blocking().post(server.url_of("/graphql")).json(&body);
    let mut found = Vec::new();
    for record in post(json!({ "query": "posts" })).paginate::<graphql::Posts>().items() {
        let record = record.unwrap();
        let query = json!({ "query": "comments", "variables": { "post": record.id, "first": 3 } });
        let comments = post(query).paginate::<graphql::Comments>().first_page(graphql::Comments::from(record.comments));
        found.extend(comments.items().map(Result::unwrap));
    }
    let all: Vec<u64> = (0..5).flat_map(|post| (0..post * 2).map(move |comment| post * 100 + comment)).collect();
    assert_eq!(found, all);
    // Three pages of posts; of 2, 4, 6 and 8 comments, the first three come inside.
    assert_eq!(server.requests(), 3 + 1 + 1 + 2);
}

#[test]
fn settings_made_around_it_stay_whatever_the_strategy() {
    #[derive(Debug, Deserialize, Paginated)]
    #[cursor(field = next)]
    #[next_link(field = link)]
    #[page(stop(empty_page))]
    struct Both {
        data: Vec<u64>,
        next: Option<String>,
        link: Option<String>,
    }
    let in_hand = || Both { data: vec![1], next: Some("b".to_owned()), link: Some("/list?link=b".to_owned()) };
    let server = serve(|_, _| MockResponse::json(&json!({ "data": [] })));
    let request = || blocking().get(server.url_of("/list")).paginate::<Both>().first_page(in_hand());
    assert_eq!(drain_blocking(&mut request().items()).sound(), [1]);
    assert_eq!(drain_blocking(&mut request().by::<NextLink>().items()).sound(), [1]);
    assert_eq!(drain_blocking(&mut request().by::<PageNumber>().items()).sound(), [1]);
    assert_eq!(targets(&server.log()), ["/list?cursor=b", "/list?link=b", "/list?page=2"]);
}

#[test]
fn a_walk_over_an_async_function_begins_with_it_at_once() {
    let mut walk = pages(async |_: Option<String>| -> Sound<ByCursor> { std::future::pending().await })
        .first_page(first())
        .items();
    run(async {
        for number in 0..3 {
            assert_eq!(walk.try_next().await.unwrap(), Some(number));
        }
    });
}
