//! Links from outside never cause a panic and never lead to an origin that is not allowed.

use super::*;
use crate::over_http::prepare::prepare;
use crate::page_request::PageRequest;
use crate::position::Position;
use http::HeaderMap;
use proptest::prelude::*;

static BY_LINK: Spec = Spec::next_link("Things");
static BY_CURSOR: Spec = Spec::cursor("Things");

fn template(url: &str) -> Template {
    Template::new(Url::parse(url).unwrap(), &HeaderMap::new(), None)
}

/// Texts that are almost URLs, so that they get far into the parser.
fn nearly_a_url() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("https:".to_owned()),
        Just("http:".to_owned()),
        Just("//".to_owned()),
        Just("a.example".to_owned()),
        Just("evil.example".to_owned()),
        Just(":443".to_owned()),
        Just(":8443".to_owned()),
        Just("@".to_owned()),
        Just("/..".to_owned()),
        Just("?".to_owned()),
        Just("#".to_owned()),
        Just("\\".to_owned()),
        Just("\t".to_owned()),
        Just("%2f".to_owned()),
        Just("[::1]".to_owned()),
        "\\PC{0,3}",
    ];
    prop::collection::vec(piece, 0..7).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn no_link_leads_to_another_origin(link in nearly_a_url(), base in "(/[a-z]{0,3}){0,3}") {
        let template = template("https://a.example/list?limit=5");
        if let Ok(resolved) = template.resolve(&BY_LINK, &format!("https://a.example{base}"), &link) {
            let resolved = Url::parse(&resolved).unwrap();
            prop_assert_eq!(resolved.origin().ascii_serialization(), "https://a.example");
            prop_assert_eq!(resolved.fragment(), None);
        }
    }

    #[test]
    fn no_stored_link_leads_to_another_origin(link in nearly_a_url()) {
        let request = PageRequest { position: Some(Position::text(link.as_str())), ..PageRequest::default() };
        if let Ok(prepared) = prepare(&template("https://a.example/list?limit=5"), &BY_LINK, &request) {
            prop_assert_eq!(prepared.url.origin().ascii_serialization(), "https://a.example");
        }
    }

    #[test]
    fn a_cursor_arrives_unchanged_and_the_other_parameters_keep_their_bytes(cursor in "\\PC{1,24}") {
        let request = PageRequest { position: Some(Position::text(cursor.as_str())), ..PageRequest::default() };
        let prepared = prepare(&template("https://a.example/list?order=id(asc)&cursor=old&$top=5&a&&b=+"), &BY_CURSOR, &request).unwrap();
        let arrived: Vec<_> = prepared.url.query_pairs().filter(|(name, _)| name == "cursor").map(|(_, value)| value.into_owned()).collect();
        prop_assert_eq!(arrived, [cursor]);
        let query = prepared.url.query().unwrap();
        prop_assert!(query.starts_with("order=id(asc)&cursor=") && query.ends_with("&$top=5&a&&b=+"), "{}", query);
    }
}
