//! A value that is written arrives unchanged, and everything else keeps its bytes, whatever the query was.

use super::*;
use proptest::prelude::*;

/// Queries as clients send them, and texts that are none.
fn any_query() -> impl Strategy<Value = String> {
    prop_oneof!["[a-c=&%+ 0-9;$\\[\\]é]{0,40}", "\\PC{0,40}", "(&?[ab]=[0-9]{0,2}){0,6}"]
}

fn any_name() -> impl Strategy<Value = String> {
    prop_oneof!["[abc]{1,2}", "\\PC{1,8}", "[&=+%# \\[\\]$]{1,4}"]
}

/// The pieces whose decoded name is another one.
fn others(text: &str, name: &str) -> Vec<String> {
    let pairs = QueryPairs::query(text);
    pairs.pieces.into_iter().filter(|piece| !is_named(piece, name)).collect()
}

/// As a server reads it.
fn read_by_others(text: &str, name: &str) -> Vec<String> {
    let found = url::form_urlencoded::parse(text.as_bytes()).filter(|(key, _)| key == name);
    found.map(|(_, value)| value.into_owned()).collect()
}

proptest! {
    #[test]
    fn a_text_that_is_not_edited_keeps_its_bytes(query in any_query(), name in any_name()) {
        let pairs = QueryPairs::query(&query);
        let _ = pairs.get(&name);
        prop_assert_eq!(pairs.text(), query);
    }

    #[test]
    fn a_value_is_read_back_once_and_the_rest_is_unchanged(query in any_query(), name in any_name(), value in "\\PC{0,24}") {
        for mut pairs in [QueryPairs::query(&query), QueryPairs::form(&query)] {
            let before = others(&query, &name);
            // Then the caller's own text stays, even if the name comes twice.
            let is_there = pairs.get(&name).as_deref() == Some(&value);
            pairs.set(&name, &value);
            let text = pairs.text();
            prop_assert_eq!(pairs.get(&name), Some(value.clone()), "{}", text);
            // An empty piece at the end takes the place of a separator.
            let after: Vec<_> = others(&text, &name).into_iter().filter(|piece| !piece.is_empty()).collect();
            prop_assert_eq!(after, before.into_iter().filter(|piece| !piece.is_empty()).collect::<Vec<_>>());
            let read = read_by_others(&text, &name);
            prop_assert_eq!(read.first(), Some(&value), "{}", text);
            prop_assert!(is_there || read.len() == 1, "{}", text);
            let once = pairs.text();
            pairs.set(&name, &value);
            prop_assert_eq!(pairs.text(), once, "the same value again changes nothing");
        }
    }

    #[test]
    fn a_value_of_an_attribute_is_read_back(query in any_query(), name in any_name(), value in "\\PC{0,24}") {
        let mut pairs = QueryPairs::query(&query);
        pairs.set_unencoded(&name, &value);
        prop_assert_eq!(pairs.get(&name), Some(value.clone()));
        let read = read_by_others(&pairs.text(), &name);
        prop_assert_eq!(read.first(), Some(&value));
    }

    #[test]
    fn a_removed_name_is_gone_and_the_rest_is_unchanged(query in any_query(), name in any_name()) {
        let mut pairs = QueryPairs::query(&query);
        pairs.remove(&name);
        prop_assert_eq!(pairs.get(&name), None);
        prop_assert_eq!(pairs.pieces, others(&query, &name));
    }

    #[test]
    fn many_values_are_written_as_one_by_one(query in any_query(), values in prop::collection::btree_map(any_name(), "\\PC{0,6}", 0..6)) {
        let (mut one_by_one, mut all) = (QueryPairs::query(&query), QueryPairs::query(&query));
        let values: Vec<(&str, Cow<'_, str>)> = values.iter().map(|(name, value)| (&**name, value.into())).collect();
        for (name, value) in &values {
            one_by_one.set(name, value);
        }
        all.set_all(&values);
        prop_assert_eq!(all.text(), one_by_one.text());
    }
}
