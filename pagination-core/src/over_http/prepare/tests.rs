use super::*;
use crate::spec::PageSize;
use http::HeaderMap;
use serde_json::{Value, json};

fn template(url: &str) -> Template {
    Template::new(Url::parse(url).unwrap(), &HeaderMap::new(), None)
}

fn posting(content_type: &'static str, body: &str) -> Template {
    let mut headers = HeaderMap::new();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static(content_type));
    Template::new(Url::parse("https://api.example/x?a=1").unwrap(), &headers, Some(body.as_bytes()))
}

fn first() -> PageRequest {
    PageRequest { first: true, ..PageRequest::default() }
}

fn at(position: &str) -> PageRequest {
    PageRequest { position: Some(Position::text(position)), index: 1, ..PageRequest::default() }
}

fn value(position: Value) -> PageRequest {
    PageRequest { position: Position::json(position), index: 1, ..PageRequest::default() }
}

fn sized(size: u64, request: PageRequest) -> PageRequest {
    PageRequest { page_size: Some(size), ..request }
}

fn since(token: &str, request: PageRequest) -> PageRequest {
    PageRequest { since: Some(Position::text(token)), ..request }
}

fn limit(target: Target) -> PageSize {
    PageSize { target: Some(target), ..PageSize::UNKNOWN }
}

fn url(template: &Template, spec: &Spec, request: &PageRequest) -> String {
    prepare(template, spec, request).map_or_else(|problem| format!("error: {problem}"), |prepared| prepared.url.into())
}

fn body(template: &Template, spec: &Spec, request: &PageRequest) -> Option<String> {
    let prepared = prepare(template, spec, request).unwrap_or_else(|problem| panic!("{problem}"));
    prepared.body.map(|body| String::from_utf8(body.to_vec()).unwrap())
}

fn headers(template: &Template, spec: &Spec, request: &PageRequest) -> Vec<(String, String)> {
    let prepared = prepare(template, spec, request).unwrap_or_else(|problem| panic!("{problem}"));
    let text = |value: &HeaderValue| String::from_utf8(value.as_bytes().to_vec()).unwrap();
    prepared.headers.iter().map(|(name, value)| (name.to_string(), text(value))).collect()
}

fn refused(template: &Template, spec: &Spec, request: &PageRequest) -> String {
    match prepare(template, spec, request) {
        Err(problem @ Problem::Request(_)) => format!("{problem} {problem:?}"),
        Err(problem) => panic!("{problem}"),
        Ok(prepared) => panic!("{}", prepared.url),
    }
}

const CURSOR: Spec = Spec::cursor("Things");

#[test]
fn the_first_request_is_the_template() {
    let original = "https://api.example/x?$top=5&f=id(asc)&a&&b=1+2";
    let prepared = prepare(&template(original), &CURSOR, &first()).unwrap();
    assert_eq!(prepared.url.as_str(), original);
    assert!(prepared.headers.is_empty() && prepared.body.is_none());
    assert_eq!(url(&template("https://api.example/x?"), &CURSOR, &first()), "https://api.example/x?");
}

#[test]
fn the_position_is_encoded_once_and_the_rest_keeps_its_bytes() {
    // `'` is the only byte here that the `url` crate encodes when it parses the template.
    let template = template("https://api.example/x?$top=5&f=id(asc)&x='a'&cursor=old&a&&b=1+2&c=%7c|{}&cursor=older");
    assert_eq!(
        url(&template, &CURSOR, &at("MTB8/+|%2F=")),
        "https://api.example/x?$top=5&f=id(asc)&x=%27a%27&cursor=MTB8%2F%2B%7C%252F%3D&a&&b=1+2&c=%7c|{}"
    );
}

#[test]
fn an_unchanged_position_of_the_template_keeps_its_bytes() {
    let original = "https://api.example/x?cursor=a=%7c+&limit=5&limit=5";
    let spec = CURSOR.page_size(limit(Target::Param("limit")));
    assert_eq!(url(&template(original), &spec, &sized(5, at("a=| "))), original);
    assert_eq!(url(&template(original), &spec, &sized(6, at("b"))), "https://api.example/x?cursor=b&limit=6");
}

#[test]
fn numbers_and_flags_are_written_as_text() {
    assert_eq!(url(&template("https://api.example/"), &CURSOR, &value(json!(0))), "https://api.example/?cursor=0");
    assert_eq!(
        url(&template("https://api.example/"), &CURSOR, &value(json!(-1.5))),
        "https://api.example/?cursor=-1.5"
    );
    assert_eq!(url(&template("https://api.example/"), &CURSOR, &at("")), "https://api.example/?cursor=");
}

#[test]
fn a_list_or_map_can_only_be_written_as_json() {
    for target in [Target::Param("after"), Target::Form("after"), Target::Header("after")] {
        let reason = refused(&template("https://api.example/"), &CURSOR.target(target), &value(json!(["s3cret", 1])));
        assert!(reason.contains("list or a map") && reason.contains("`after`"), "{reason}");
        assert!(!reason.contains("s3cret"), "{reason}");
    }
}

#[test]
fn parameters_of_the_strategy_are_on_every_request_unchanged() {
    const SPEC: Spec = CURSOR.query(&[("$order", "id(asc)"), ("page[x]", "1")]);
    let template = template("https://api.example/?a=1&$order=name");
    assert_eq!(url(&template, &SPEC, &first()), "https://api.example/?a=1&$order=id(asc)&page[x]=1");
    assert_eq!(url(&template, &SPEC, &at("c")), "https://api.example/?a=1&$order=id(asc)&page[x]=1&cursor=c");
}

#[test]
fn a_backwards_walk_has_its_own_target_and_one_position() {
    const SPEC: Spec = Spec::cursor("Things").target(Target::Param("after")).prev(Target::Param("before"));
    let back = PageRequest { backwards: true, ..at("b") };
    assert_eq!(url(&template("https://api.example/?after=a&x"), &SPEC, &back), "https://api.example/?x&before=b");
    let inherited = Spec::cursor("Things");
    assert_eq!(url(&template("https://api.example/?cursor=a"), &inherited, &back), "https://api.example/?cursor=b");
    let body_spec = Spec::cursor("Things").target(Target::Body("/after")).prev(Target::Body("/before"));
    assert_eq!(
        body(&posting("application/json", r#"{"after":"a"}"#), &body_spec, &back).as_deref(),
        Some(r#"{"before":"b"}"#)
    );
}

#[test]
fn a_missing_body_is_created() {
    const SPEC: Spec = Spec::offset("Things").target(Target::Body("/page/offset"));
    let template = template("https://api.example/x");
    let json_type = [("content-type".to_owned(), "application/json".to_owned())];
    assert_eq!(body(&template, &SPEC, &value(json!(20))).as_deref(), Some(r#"{"page":{"offset":20}}"#));
    assert_eq!(headers(&template, &SPEC, &value(json!(20))), json_type);
    assert_eq!(body(&template, &SPEC, &first()).as_deref(), Some("{}"));
    assert_eq!(headers(&template, &SPEC, &first()), json_type);

    let form = Spec::cursor("Things").target(Target::Form("Marker"));
    assert_eq!(body(&template, &form, &at("a b/")).as_deref(), Some("Marker=a+b%2F"));
    let form_type = [("content-type".to_owned(), "application/x-www-form-urlencoded".to_owned())];
    assert_eq!(headers(&template, &form, &at("a b/")), form_type);
}

#[test]
fn the_templates_content_type_is_kept() {
    let mut original = HeaderMap::new();
    original.insert(CONTENT_TYPE, HeaderValue::from_static("application/vnd.api+json"));
    let template = Template::new(Url::parse("https://api.example/").unwrap(), &original, None);
    assert!(headers(&template, &CURSOR.target(Target::Body("/after")), &at("x")).is_empty());
}

#[test]
fn a_json_body_keeps_its_bytes_and_the_position_its_type() {
    let original = r#"{ "sort": {"b":1,"a":-1}, "n": 12345678901234567890123 }"#;
    let template = posting("application/json", original);
    let spec = CURSOR.target(Target::Body("/search_after")).page_size(limit(Target::Body("/size")));
    assert_eq!(
        body(&template, &spec, &sized(5, value(json!([1700, "a", null])))).unwrap(),
        original.replace("0123 }", r#"0123,"size":5,"search_after":[1700,"a",null] }"#)
    );
    assert_eq!(body(&template, &spec, &first()).unwrap(), original);
    assert_eq!(body(&template, &CURSOR, &at("c")), None);
}

#[test]
fn a_count_that_the_template_writes_as_text_is_kept_while_unchanged() {
    let template = posting("application/json", r#"{"offset":"40","limit":"20"}"#);
    let spec = Spec::offset("Things").target(Target::Body("/offset")).page_size(limit(Target::Body("/limit")));
    assert_eq!(body(&template, &spec, &sized(20, value(json!(40)))).unwrap(), r#"{"offset":"40","limit":"20"}"#);
    assert_eq!(body(&template, &spec, &sized(20, value(json!(60)))).unwrap(), r#"{"offset":60,"limit":"20"}"#);
}

#[test]
fn a_body_of_another_type_is_refused_and_not_shown() {
    for (template, target) in [
        (posting("text/xml", "<s3cret/>"), Target::Body("/after")),
        (posting("text/xml", "<s3cret/>"), Target::MergeBody("")),
        (posting("application/x-www-form-urlencoded", "a=s3cret"), Target::Body("/after")),
        (posting("application/json", "{\"a\":\"s3cret\"}"), Target::Form("after")),
    ] {
        for request in [at("x"), first()] {
            let reason = refused(&template, &CURSOR.target(target), &request);
            assert!(reason.contains("build the request with"), "{reason}");
            assert!(!reason.contains("s3cret"), "{reason}");
        }
    }
}

#[test]
fn a_header_is_set_and_never_shown() {
    const SPEC: Spec = Spec::cursor("Things").target(Target::Header("X-Continuation"));
    let plain = template("https://api.example/?a=1");
    assert_eq!(headers(&plain, &SPEC, &at("+RID:~x#")), [("x-continuation".to_owned(), "+RID:~x#".to_owned())]);
    assert_eq!(url(&plain, &SPEC, &at("x")), "https://api.example/?a=1");
    let prepared = prepare(&plain, &SPEC, &at("s3cret")).unwrap();
    assert!(!format!("{:?}", prepared.headers).contains("s3cret"));
    let reason = refused(&plain, &SPEC, &at("s3cret\r\nx: y"));
    assert!(reason.contains("`X-Continuation`") && !reason.contains("s3cret"), "{reason}");
    assert!(refused(&plain, &CURSOR.target(Target::Header("a b")), &at("x")).contains("`a b`"));
}

#[test]
fn a_map_is_merged_into_the_query() {
    const SPEC: Spec = Spec::cursor("Things").target(Target::MergeQuery);
    let template = template("https://api.example/?action=query&gapcontinue=old");
    let round = |map: Value| url(&template, &SPEC, &value(map));
    assert_eq!(
        round(json!({"continue": "gapcontinue||", "gapcontinue": "B a"})),
        "https://api.example/?action=query&gapcontinue=B%20a&continue=gapcontinue%7C%7C"
    );
    assert_eq!(
        round(json!({"clcontinue": 5, "x&y=": true, "none": null})),
        "https://api.example/?action=query&gapcontinue=old&clcontinue=5&x%26y%3D=true"
    );
    assert!(round(json!({"a": [1]})).contains("`a`"));
    assert!(round(json!("text")).starts_with("error: "));
}

#[test]
fn a_map_is_merged_deeply_into_the_body() {
    let template = posting("application/json", r#"{"q":"x","page":{"size":5}}"#);
    let request = value(json!({"page": {"at": [1]}, "pit": {"id": "p"}}));
    assert_eq!(
        body(&template, &CURSOR.target(Target::MergeBody("")), &request).as_deref(),
        Some(r#"{"q":"x","page":{"size":5,"at":[1]},"pit":{"id":"p"}}"#)
    );
    assert_eq!(
        body(&template, &CURSOR.target(Target::MergeBody("/page")), &value(json!({"at": 1}))).as_deref(),
        Some(r#"{"q":"x","page":{"size":5,"at":1}}"#)
    );
}

const LINK: Spec = Spec::next_link("Things")
    .query(&[("order", "id(asc)")])
    .page_size(PageSize { target: Some(Target::Param("limit")), ..PageSize::UNKNOWN });

#[test]
fn parameters_of_the_strategy_are_only_on_the_first_request_of_a_link_walk() {
    let template = template("https://api.example/v1/x?a=1&b=2");
    assert_eq!(url(&template, &LINK, &sized(5, first())), "https://api.example/v1/x?a=1&b=2&order=id(asc)&limit=5");
    assert_eq!(
        url(&template, &LINK, &sized(5, at("/v1/y?b=3&$skip='x'"))),
        "https://api.example/v1/y?b=3&$skip=%27x%27"
    );
    assert_eq!(url(&template, &LINK, &sized(5, at("?b=3"))), "https://api.example/v1/x?b=3");
    assert_eq!(url(&template, &LINK, &sized(5, at("y"))), "https://api.example/v1/y");
}

#[test]
fn keep_puts_back_parameters_that_the_link_drops() {
    const SPEC: Spec = LINK.keep(&["api-version", "order", "limit", "absent"]);
    let template = template("https://api.example/x?api%2Dversion=2+1&b=2&api-version=3");
    assert_eq!(
        url(&template, &SPEC, &sized(5, at("?c=1"))),
        "https://api.example/x?c=1&api%2Dversion=2+1&api-version=3&order=id(asc)&limit=5"
    );
    assert_eq!(
        url(&template, &SPEC, &sized(5, at("?api-version=9&limit=50"))),
        "https://api.example/x?api-version=9&limit=50&order=id(asc)"
    );
    assert_eq!(
        url(&template, &SPEC, &at("/bare")),
        "https://api.example/bare?api%2Dversion=2+1&api-version=3&order=id(asc)"
    );
}

#[test]
fn keep_applies_to_a_page_size_outside_the_url_too() {
    let spec = Spec::next_link("Things").page_size(limit(Target::Header("X-Size")));
    let template = template("https://api.example/x");
    assert_eq!(headers(&template, &spec, &sized(5, first())).len(), 1);
    assert!(headers(&template, &spec, &sized(5, at("/y"))).is_empty());
    assert_eq!(headers(&template, &spec.keep(&["x-size"]), &sized(5, at("/y"))).len(), 1);
}

#[test]
fn a_stored_link_is_checked_again() {
    let template = template("https://api.example/x");
    for stored in ["https://evil.example/x", "//evil.example/x", "http://api.example/x"] {
        assert!(matches!(prepare(&template, &LINK, &at(stored)), Err(Problem::ForeignOrigin(_))), "{stored}");
    }
    assert!(matches!(prepare(&template, &LINK, &at("")), Err(Problem::Request(_))));
    assert!(matches!(prepare(&template, &LINK, &value(json!(7))), Err(Problem::Request(_))));
    let delta = LINK.sync(Target::Link);
    assert!(matches!(
        prepare(&template, &delta, &since("https://evil.example/x", first())),
        Err(Problem::ForeignOrigin(_))
    ));
}

#[test]
fn a_stored_sync_link_is_the_url_of_the_first_request_only() {
    const SPEC: Spec = LINK.sync(Target::Link);
    let template = template("https://api.example/x?a=1");
    let delta = "https://api.example/delta?token=t";
    assert_eq!(url(&template, &SPEC, &sized(5, since(delta, first()))), delta);
    assert_eq!(url(&template, &SPEC, &since(delta, at("?page=2"))), "https://api.example/x?page=2");
    let cursors = Spec::cursor("Things").sync(Target::Link);
    assert_eq!(url(&template, &cursors, &since(delta, at("c"))), "https://api.example/x?a=1&cursor=c");
}

#[test]
fn a_sync_token_is_always_sent_except_in_the_positions_parameter() {
    const SPEC: Spec = Spec::cursor("Things").sync(Target::Param("sync_token"));
    let template = template("https://api.example/x");
    assert_eq!(url(&template, &SPEC, &since("s=", first())), "https://api.example/x?sync_token=s%3D");
    assert_eq!(url(&template, &SPEC, &since("s=", at("c"))), "https://api.example/x?sync_token=s%3D&cursor=c");
    let shared = Spec::cursor("Things").sync(Target::Param("cursor"));
    assert_eq!(url(&template, &shared, &since("s", first())), "https://api.example/x?cursor=s");
    assert_eq!(url(&template, &shared, &since("s", at("c"))), "https://api.example/x?cursor=c");
}

#[test]
fn first_only_values_are_not_sent_again() {
    const SPEC: Spec =
        Spec::cursor("Things").query(&[("q", "1")]).first_only(FirstOnly::These(&["limit", "a", "/filter/x"]));
    let spec = SPEC.page_size(limit(Target::Param("limit")));
    let get = template("https://api.example/?a=1&b=2");
    assert_eq!(url(&get, &spec, &sized(5, first())), "https://api.example/?a=1&b=2&q=1&limit=5");
    assert_eq!(url(&get, &spec, &sized(5, at("c"))), "https://api.example/?b=2&q=1&cursor=c");
    let json = posting("application/json", r#"{"filter":{"x":1,"y":2},"a":3}"#);
    assert_eq!(body(&json, &spec, &at("c")).as_deref(), Some(r#"{"filter":{"y":2},"a":3}"#));
    assert_eq!(body(&json, &spec, &first()), None);
    let form = posting("application/x-www-form-urlencoded", "a=1&b=2");
    assert_eq!(body(&form, &spec, &at("c")).as_deref(), Some("b=2"));
}

#[test]
fn first_only_can_cover_everything() {
    const QUERY: Spec =
        Spec::cursor("Things").query(&[("q", "1")]).first_only(FirstOnly::Everything).sync(Target::Param("s"));
    let spec = QUERY.page_size(limit(Target::Param("limit")));
    let get = template("https://api.example/?a=1");
    assert_eq!(url(&get, &spec, &sized(5, first())), "https://api.example/?a=1&q=1&limit=5");
    assert_eq!(url(&get, &spec, &sized(5, at("c"))), "https://api.example/?cursor=c");
    assert_eq!(url(&get, &spec, &since("t", at("c"))), "https://api.example/?cursor=c");
    let in_body = Spec::cursor("Things").target(Target::Body("/cursor")).first_only(FirstOnly::Everything);
    let json = posting("application/json", r#"{"path":"/x","limit":5}"#);
    assert_eq!(body(&json, &in_body, &at("c")).as_deref(), Some(r#"{"cursor":"c"}"#));
    assert_eq!(url(&json, &in_body, &at("c")), "https://api.example/x");
    assert_eq!(body(&json, &spec, &at("c")).as_deref(), Some(""));
}

#[test]
fn later_pages_may_come_from_another_endpoint() {
    let list = template("https://api.example/2/files/list?a=1");
    let spec = CURSOR.continue_at("/2/files/list/continue");
    assert_eq!(url(&list, &spec, &first()), "https://api.example/2/files/list?a=1");
    assert_eq!(url(&list, &spec, &at("c")), "https://api.example/2/files/list/continue?a=1&cursor=c");
    assert_eq!(url(&list, &CURSOR.continue_at("next"), &at("c")), "https://api.example/2/files/next?a=1&cursor=c");
    let elsewhere = CURSOR.continue_at("https://evil.example/x");
    assert!(matches!(prepare(&list, &elsewhere, &at("c")), Err(Problem::ForeignOrigin(_))));
}

#[test]
fn every_request_starts_from_the_template() {
    let template = posting("application/json", r#"{"a":1}"#);
    let spec = CURSOR.target(Target::MergeBody(""));
    assert_eq!(body(&template, &spec, &value(json!({"x": 1}))).as_deref(), Some(r#"{"a":1,"x":1}"#));
    assert_eq!(body(&template, &spec, &value(json!({"y": 1}))).as_deref(), Some(r#"{"a":1,"y":1}"#));
}

#[test]
fn a_text_that_cannot_be_filled_in_is_refused() {
    const RANGE: Spec =
        Spec::cursor("Things").target(Target::Format(&Target::Header("range"), "items={position}-{last}"));
    let template = template("https://api.example/");
    assert_eq!(headers(&template, &RANGE, &sized(20, at("40"))), [("range".to_owned(), "items=40-59".to_owned())]);
    let reason = refused(&template, &RANGE, &at("40"));
    assert!(reason.contains("the header `range`") && reason.contains("no page size is known"), "{reason}");
    let reason = refused(&template, &RANGE, &sized(20, at("s3cret")));
    assert!(reason.contains("is a number") && !reason.contains("s3cret"), "{reason}");
    let reason = refused(&template, &RANGE, &sized(20, value(json!(["s3cret"]))));
    assert!(reason.contains("the header `range`") && !reason.contains("s3cret"), "{reason}");
    let upto = Spec::cursor("Things").page_size(limit(Target::Format(&Target::Param("to"), "{last}")));
    let reason = refused(&template, &upto, &sized(20, first()));
    assert!(reason.contains("the page size") && reason.contains("has no position"), "{reason}");
}

#[test]
fn a_text_is_written_at_every_target() {
    const PLAIN: &str = "a&{position}";
    let form = posting("application/x-www-form-urlencoded", "b=1");
    let spec = CURSOR.target(Target::Format(&Target::Form("m"), PLAIN));
    assert_eq!(body(&form, &spec, &at("é")).as_deref(), Some("b=1&m=a%26%C3%A9"));
    let json = posting("application/json", r#"{"b":1}"#);
    let spec = CURSOR.target(Target::Format(&Target::Body("/m"), PLAIN));
    assert_eq!(body(&json, &spec, &value(json!(5))).as_deref(), Some(r#"{"b":1,"m":"a&5"}"#));
    let spec = CURSOR.target(Target::Format(&Target::Param("m"), PLAIN));
    assert_eq!(url(&template("https://api.example/"), &spec, &at(",")), "https://api.example/?m=a%26%2C");
}

#[test]
fn a_page_size_in_a_text_goes_beside_a_position_of_any_type() {
    let size = limit(Target::Format(&Target::Header("prefer"), "max={size}"));
    let spec = CURSOR.target(Target::MergeQuery).page_size(size);
    let request = sized(5, value(json!({ "a": 1 })));
    assert_eq!(url(&template("https://api.example/"), &spec, &request), "https://api.example/?a=1");
    assert_eq!(
        headers(&template("https://api.example/"), &spec, &request),
        [("prefer".to_owned(), "max=5".to_owned())]
    );
}
