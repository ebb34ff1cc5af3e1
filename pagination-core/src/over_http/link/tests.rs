use super::*;
use crate::error::Problem;
use http::HeaderMap;

const LINK: Spec = Spec::next_link("Things");

fn template(url: &str) -> Template {
    Template::new(Url::parse(url).unwrap(), &HeaderMap::new(), None)
}

fn resolved(base: &str, link: &str) -> String {
    match template(base).resolve(&LINK, base, link) {
        Ok(url) => url,
        Err(Problem::ForeignOrigin(foreign)) => format!("foreign: {}", foreign.found),
        Err(problem) => format!("error: {problem}"),
    }
}

#[test]
fn links_are_joined_as_in_rfc_3986_5_4() {
    for (link, expected) in [
        // 5.4.1, fragments dropped
        ("g:h", "foreign: g:"),
        ("g", "http://a/b/c/g"),
        ("./g", "http://a/b/c/g"),
        ("g/", "http://a/b/c/g/"),
        ("/g", "http://a/g"),
        ("//g", "foreign: http://g"),
        ("?y", "http://a/b/c/d;p?y"),
        ("g?y", "http://a/b/c/g?y"),
        ("#s", "http://a/b/c/d;p?q"),
        ("g#s", "http://a/b/c/g"),
        ("g?y#s", "http://a/b/c/g?y"),
        (";x", "http://a/b/c/;x"),
        ("g;x", "http://a/b/c/g;x"),
        ("g;x?y#s", "http://a/b/c/g;x?y"),
        (".", "http://a/b/c/"),
        ("./", "http://a/b/c/"),
        ("..", "http://a/b/"),
        ("../", "http://a/b/"),
        ("../g", "http://a/b/g"),
        ("../..", "http://a/"),
        ("../../", "http://a/"),
        ("../../g", "http://a/g"),
        // 5.4.2
        ("../../../g", "http://a/g"),
        ("../../../../g", "http://a/g"),
        ("/./g", "http://a/g"),
        ("/../g", "http://a/g"),
        ("g.", "http://a/b/c/g."),
        (".g", "http://a/b/c/.g"),
        ("g..", "http://a/b/c/g.."),
        ("..g", "http://a/b/c/..g"),
        ("./../g", "http://a/b/g"),
        ("./g/.", "http://a/b/c/g/"),
        ("g/./h", "http://a/b/c/g/h"),
        ("g/../h", "http://a/b/c/h"),
        ("g;x=1/./y", "http://a/b/c/g;x=1/y"),
        ("g;x=1/../y", "http://a/b/c/y"),
        ("g?y/./x", "http://a/b/c/g?y/./x"),
        ("g?y/../x", "http://a/b/c/g?y/../x"),
        ("g#s/./x", "http://a/b/c/g"),
        ("g#s/../x", "http://a/b/c/g"),
        ("http:g", "http://a/b/c/g"),
    ] {
        assert_eq!(resolved("http://a/b/c/d;p?q", link), expected, "{link}");
    }
}

#[test]
fn an_empty_link_is_never_joined() {
    assert!(resolved("http://a/b", "").starts_with("error: "));
}

#[test]
fn a_link_is_joined_with_the_url_of_the_response() {
    let template = template("https://api.example/old/list?a=1");
    assert_eq!(
        template.resolve(&LINK, "https://api.example/v2/list?b=2", "more?c=3").unwrap(),
        "https://api.example/v2/more?c=3"
    );
    assert_eq!(template.resolve(&LINK, "", "?c=3").unwrap(), "https://api.example/old/list?c=3");
}

#[test]
fn a_link_keeps_its_bytes() {
    let link = "https://api.example/x?$top=5&f=id(asc)&a&&b=1+2&c=%7c|{}";
    assert_eq!(resolved("https://api.example/", link), link);
}

#[test]
fn another_origin_is_refused_however_it_is_written() {
    for (link, found) in [
        ("https://evil.example/x", "https://evil.example"),
        ("//evil.example/x", "https://evil.example"),
        (r"\\evil.example\x", "https://evil.example"),
        (r"/\evil.example/x", "https://evil.example"),
        ("/\t/evil.example/x", "https://evil.example"),
        (" https://evil.example", "https://evil.example"),
        ("https:evil", "https://api.example/v1/evil"),
        ("http://api.example/x", "http://api.example"),
        ("https://api.example:8443/x", "https://api.example:8443"),
        ("https://api.example@evil.example/x", "https://evil.example"),
        ("https://api.example.evil.example/x", "https://evil.example"),
        ("https://api.example./x", "https://api.example."),
        ("data:text/plain,x", "data:"),
        ("blob:https://api.example/x", "blob:"),
        ("file:///etc/hosts", "file:"),
    ] {
        let is = resolved("https://api.example/v1/list", link);
        if found.contains("/v1/") {
            assert_eq!(is, found);
        } else {
            assert!(is.starts_with("foreign: ") && is.ends_with(found.trim_start_matches("https://")), "{link}: {is}");
        }
    }
    assert_eq!(resolved("https://api.example/", "https://api.example:443/x"), "https://api.example/x");
}

#[test]
fn the_origin_of_the_first_request_counts_and_not_that_of_the_response() {
    let template = template("https://api.example/list");
    let foreign = template.resolve(&LINK, "https://evil.example/list", "?page=2");
    assert!(matches!(foreign, Err(Problem::ForeignOrigin(_))));
}

#[test]
fn another_origin_can_be_allowed_by_an_attribute_or_at_run_time() {
    const SPEC: Spec = Spec::next_link("Things").origins(&["https://files.example"]);
    let mut template = template("https://api.example/list");
    assert!(template.resolve(&SPEC, "", "https://files.example/1").is_ok());
    assert!(template.resolve(&SPEC, "", "http://files.example/1").is_err());
    assert!(template.resolve(&SPEC, "", "http://127.0.0.1:8080/1").is_err());
    template.origins.allow("http://127.0.0.1:8080/any/path").unwrap();
    assert!(template.resolve(&SPEC, "", "http://127.0.0.1:8080/1").is_ok());
    for wrong in ["files.example", "", "localhost:80", "/x"] {
        assert!(matches!(template.origins.allow(wrong), Err(Problem::Request(_))), "{wrong}");
    }
}

#[test]
fn an_http_link_of_an_https_api_is_upgraded_where_declared() {
    const SPEC: Spec = Spec::next_link("Things").upgrade_scheme();
    let resolve =
        |url: &str, link: &str| template(url).resolve(&SPEC, "", link).unwrap_or_else(|problem| problem.to_string());
    assert_eq!(resolve("https://api.example/x", "http://api.example/y?z"), "https://api.example/y?z");
    assert_eq!(resolve("https://api.example/x", "http://api.example:80/y"), "https://api.example/y");
    assert_eq!(resolve("https://api.example:8443/x", "http://api.example:8443/y"), "https://api.example:8443/y");
    assert!(resolve("https://api.example/x", "http://evil.example/y").contains("https://evil.example"));
    assert!(
        resolve("http://api.example/x", "https://api.example/y").contains("the next page is on https://api.example")
    );
    assert_eq!(resolve("http://api.example/x", "http://api.example/y"), "http://api.example/y");
}

#[test]
fn userinfo_in_a_link_to_the_same_host_is_kept() {
    assert_eq!(resolved("https://api.example/", "https://me:pw@api.example/x"), "https://me:pw@api.example/x");
}

#[test]
fn a_message_about_a_link_shows_no_secret() {
    for link in ["https://me:pw@[/x?key=s3cret", "//me:pw@[/x?key=s3cret#s3cret", "https://me:pw@exa mple?key=s3cret"] {
        let problem = template("https://api.example/").resolve(&LINK, "", link).unwrap_err();
        let text = format!("{problem} {problem:?}");
        assert!(matches!(problem, Problem::Request(_)), "{text}");
        assert!(!text.contains("s3cret") && !text.contains("pw"), "{text}");
    }
    let foreign =
        template("https://a:b@api.example/?key=s3cret").resolve(&LINK, "", "https://me:pw@evil.example/?key=s3cret");
    let text = format!("{:?}", foreign.unwrap_err());
    assert!(!text.contains("s3cret") && !text.contains("pw"), "{text}");
    assert!(!format!("{:?}", template("https://api.example/?key=s3cret")).contains("s3cret"));
}
