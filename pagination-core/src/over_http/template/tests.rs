use super::*;
use crate::spec::PageSize;
use http::HeaderValue;

fn template(url: &str) -> Template {
    Template::new(Url::parse(url).unwrap(), &HeaderMap::new(), None)
}

fn with_body(content_type: &str, body: &str) -> Template {
    let mut headers = HeaderMap::new();
    if !content_type.is_empty() {
        headers.insert(CONTENT_TYPE, HeaderValue::from_str(content_type).unwrap());
    }
    Template::new(Url::parse("https://api.example/x").unwrap(), &headers, Some(body.as_bytes()))
}

fn limit(target: Target) -> PageSize {
    PageSize { target: Some(target), ..PageSize::UNKNOWN }
}

#[test]
fn position_and_page_size_are_read_from_the_query() {
    let spec = Spec::cursor("Things").page_size(limit(Target::Param("page[size]")));
    let preset = template("https://api.example/?cursor=a%3D%2B+b&page%5Bsize%5D=20").preset(&spec);
    assert_eq!(preset.position, Some(Position::text("a=+ b")));
    assert_eq!(preset.page_size, Some(20));
    let preset = template("https://api.example/?cursors=1&page[size]=many").preset(&spec);
    assert_eq!((preset.position, preset.page_size), (None, None));
}

#[test]
fn an_empty_parameter_is_a_position() {
    let spec = Spec::cursor("Things");
    assert_eq!(template("https://api.example/?cursor=").preset(&spec).position, Some(Position::text("")));
    assert_eq!(template("https://api.example/?cursor").preset(&spec).position, Some(Position::text("")));
}

#[test]
fn numeric_text_is_a_number_only_on_counted_walks() {
    let url = "https://api.example/?offset=40&cursor=40&page=-1";
    assert_eq!(template(url).preset(&Spec::offset("Things")).position, Some(Position::count(40)));
    assert_eq!(template(url).preset(&Spec::cursor("Things")).position, Some(Position::text("40")));
    assert_eq!(template(url).preset(&Spec::page("Things")).position, Some(Position::text("-1")));
}

#[test]
fn position_and_page_size_are_read_from_the_body_form_and_headers() {
    let json = with_body("application/json", r#"{"variables":{"after":"x","first":20},"offset":"40","none":null}"#);
    let spec = Spec::cursor("Things")
        .target(Target::Body("/variables/after"))
        .page_size(limit(Target::Body("/variables/first")));
    let preset = json.preset(&spec);
    assert_eq!((preset.position, preset.page_size), (Some(Position::text("x")), Some(20)));
    assert_eq!(
        json.preset(&Spec::offset("Things").target(Target::Body("/offset"))).position,
        Some(Position::count(40))
    );
    assert_eq!(json.preset(&Spec::cursor("Things").target(Target::Body("/none"))).position, None);
    assert_eq!(json.preset(&Spec::cursor("Things").target(Target::Form("after"))).position, None);

    let form = with_body("Application/X-WWW-Form-Urlencoded; charset=utf-8", "Marker=a+b&Max=5");
    let preset =
        form.preset(&Spec::cursor("Things").target(Target::Form("Marker")).page_size(limit(Target::Form("Max"))));
    assert_eq!((preset.position, preset.page_size), (Some(Position::text("a b")), Some(5)));

    let mut headers = HeaderMap::new();
    headers.insert("range", HeaderValue::from_static("id a..; max=5"));
    headers.insert("x-size", HeaderValue::from_static("7"));
    let preset = Template::new(Url::parse("https://api.example/").unwrap(), &headers, None)
        .preset(&Spec::cursor("Things").target(Target::Header("Range")).page_size(limit(Target::Header("X-Size"))));
    assert_eq!((preset.position, preset.page_size), (Some(Position::text("id a..; max=5")), Some(7)));
}

#[test]
fn a_link_walk_reads_no_position_from_the_template() {
    let spec = Spec::next_link("Things").page_size(limit(Target::Param("limit")));
    let preset = template("https://api.example/?limit=5&page=3").preset(&spec);
    assert_eq!((preset.position, preset.page_size), (None, Some(5)));
}

#[test]
fn a_text_of_the_format_is_the_position_and_the_page_size() {
    const RANGE: Target = Target::Format(&Target::Header("range"), "items={position}-{last}");
    let preset = |value: &'static str, spec: Spec| {
        let mut headers = HeaderMap::new();
        headers.insert("range", HeaderValue::from_static(value));
        let preset = Template::new(Url::parse("https://api.example/?limit=7").unwrap(), &headers, None).preset(&spec);
        (preset.position, preset.page_size)
    };
    let offset = Spec::offset("Things");
    assert_eq!(preset("items=20-39", offset.clone().target(RANGE)), (Some(Position::count(20)), Some(20)));
    assert_eq!(preset("bytes=20-39", offset.clone().target(RANGE)), (None, None));
    // The size has a target of its own.
    let own = offset.clone().target(RANGE).page_size(limit(Target::Param("limit")));
    assert_eq!(preset("items=20-39", own), (Some(Position::count(20)), Some(7)));
    // The last item alone says where nothing begins.
    let last = Target::Format(&Target::Header("range"), "{last}");
    assert_eq!(preset("39", offset.clone().target(last)), (None, None));
    assert_eq!(preset("39", offset.page_size(limit(last))), (None, Some(40)));
}

#[test]
fn the_end_of_the_path_is_the_position() {
    let spec = Spec::page("Things").target(Target::Path("/things/{position}"));
    assert_eq!(template("https://api.example/things/7?a").preset(&spec).position, Some(Position::count(7)));
    assert_eq!(template("https://api.example/things?a").preset(&spec).position, None);
    assert_eq!(template("https://api.example/others/7").preset(&spec).position, None);
}
