use super::*;
use http::HeaderValue;

fn next(values: &[&str]) -> Option<String> {
    rel(values, "next")
}

fn rel(values: &[&str], rel: &str) -> Option<String> {
    let mut headers = HeaderMap::new();
    for value in values {
        headers.append(LINK, HeaderValue::from_str(value).unwrap());
    }
    find(&headers, rel, "https://a.example/list").map(|link| link.target.to_owned())
}

#[test]
fn the_examples_of_rfc_8288_are_read() {
    let chapter = r#"<http://example.com/TheBook/chapter2>; rel="previous"; title="previous chapter""#;
    assert_eq!(rel(&[chapter], "previous").as_deref(), Some("http://example.com/TheBook/chapter2"));
    assert_eq!(rel(&[r#"</>; rel="http://example.net/foo""#], "http://example.net/foo").as_deref(), Some("/"));
    assert_eq!(rel(&[r##"</terms>; rel="copyright"; anchor="#foo""##], "copyright"), None);
    let titles = r#"</TheBook/chapter2>; rel="previous"; title*=UTF-8'de'letztes%20Kapitel, </TheBook/chapter4>; rel="next"; title*=UTF-8'de'n%c3%a4chstes%20Kapitel"#;
    assert_eq!(next(&[titles]).as_deref(), Some("/TheBook/chapter4"));
    let start = r#"<http://example.org/>; rel="start http://example.net/relation/other""#;
    assert_eq!(rel(&[start], "http://example.net/relation/other").as_deref(), Some("http://example.org/"));
    let several = r#"<https://example.org/>; rel="start", <https://example.org/index>; rel="index""#;
    assert_eq!(rel(&[several], "index").as_deref(), Some("https://example.org/index"));
}

#[test]
fn several_header_lines_are_one_list() {
    assert_eq!(next(&["</1>; rel=prev", "</3>; rel=next"]).as_deref(), Some("/3"));
}

#[test]
fn an_unquoted_rel_and_parameters_in_any_case_are_read() {
    assert_eq!(next(&["</3>;REL=Next"]).as_deref(), Some("/3"));
    assert_eq!(next(&["</3> ; rel = next"]).as_deref(), Some("/3"));
}

#[test]
fn several_relation_types_in_one_rel_are_read() {
    assert_eq!(next(&[r#"</3>; rel="next last""#]).as_deref(), Some("/3"));
    assert_eq!(next(&[r#"</3>; rel="nextish last""#]), None);
}

#[test]
fn commas_and_semicolons_inside_brackets_and_quotes_do_not_separate() {
    assert_eq!(next(&[r#"</a?x=1,2;3>; title="a, b; rel=\"no\""; rel="next""#]).as_deref(), Some("/a?x=1,2;3"));
    assert_eq!(next(&[r#"</1>; title="</9>; rel=next"; rel="prev", </3>; rel="next""#]).as_deref(), Some("/3"));
}

#[test]
fn only_the_first_rel_of_a_link_counts() {
    assert_eq!(next(&["</3>; rel=prev; rel=next"]), None);
}

#[test]
fn a_link_with_another_context_is_ignored() {
    assert_eq!(next(&[r#"</3>; rel="next"; anchor="/other""#]), None);
    assert_eq!(next(&[r#"</3>; rel="next"; anchor="https://a.example/list""#]).as_deref(), Some("/3"));
}

#[test]
fn invalid_links_are_skipped() {
    for broken in [
        "",
        ",",
        ";",
        "<",
        "<>",
        "<a",
        "a",
        "<a>;",
        "<a>;=",
        "<a>;rel",
        "<a>;rel=",
        "<a>;rel=\"",
        "<a>;rel=\"\\",
        ", ,",
    ] {
        assert_eq!(next(&[broken]), None, "{broken}");
    }
    assert_eq!(next(&["nonsense, </3>; rel=next"]).as_deref(), Some("/3"));
    assert_eq!(next(&["</3>; rel=\"next\" nonsense, </4>; rel=last"]).as_deref(), Some("/3"));
}

#[test]
fn link_attributes_are_read() {
    let sentry = r#"<https://s.example/?&cursor=0:100:0>; rel="next"; results="false"; cursor="0:100:0""#;
    let link = parse(sentry).next().unwrap();
    assert_eq!(link.attribute("Results").as_deref(), Some("false"));
}

#[test]
fn a_header_of_opening_brackets_is_read_in_linear_time() {
    // Looking for `>` after every `<` would take hours.
    let header = "<,".repeat(2_000_000) + "</3>; rel=next";
    assert_eq!(parse(&header).count(), 1);
    assert_eq!(parse(&"<,".repeat(2_000_000)).count(), 0);
}
