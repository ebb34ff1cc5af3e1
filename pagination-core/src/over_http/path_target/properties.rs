//! A position in the path is one segment, whatever it is and whatever the path was, and it is read back.

use super::*;
use proptest::prelude::*;

const PATTERNS: [&str; 5] =
    ["/surveys/{position}", "/{position}", "/a/page-{position}.json", "/surveys/{position}/rows", "/größe/p{position}"];

fn any_path() -> impl Strategy<Value = String> {
    prop_oneof!["(/[a-z0-9.%-]{0,4}){0,4}", "(/(surveys|a|rows|1|page-1.json|größe|%67r)){0,4}/?", "/\\PC{0,16}"]
}

proptest! {
    #[test]
    fn a_position_is_read_back_and_the_rest_of_the_url_is_unchanged(
        pattern in prop::sample::select(&PATTERNS), path in any_path(), value in "\\PC{1,12}", is_counted in any::<bool>(),
    ) {
        let Ok(mut url) = Url::parse(&format!("https://api.example{path}")) else { return Ok(()) };
        url.set_query(Some("order=id(asc)&$top=5"));
        let target = PathTarget { pattern, is_counted };
        let before = url.clone();
        let value = if is_counted { value.chars().count().to_string() } else { value };
        if target.write(&mut url, &value, "position").is_err() {
            prop_assert_eq!(url, before);
            return Ok(());
        }
        prop_assert_eq!(target.read(&url), Some(value.clone()), "{}", url);
        prop_assert_eq!((url.host_str(), url.query()), (Some("api.example"), Some("order=id(asc)&$top=5")));
        prop_assert!(target.check(&url).is_ok());
        let again = url.clone();
        target.write(&mut url, &value, "position").unwrap();
        prop_assert_eq!(&url, &again, "the same position again changes nothing");
        let mut one = url.clone();
        target.write(&mut one, "1", "position").unwrap();
        target.write(&mut one, &value, "position").unwrap();
        prop_assert_eq!(target.read(&one), Some(value), "{}", one);
    }

    #[test]
    fn any_path_is_read_and_cleared_without_a_panic(
        pattern in prop::sample::select(&PATTERNS), path in any_path(), is_counted in any::<bool>(),
    ) {
        let Ok(mut url) = Url::parse(&format!("https://api.example{path}")) else { return Ok(()) };
        let target = PathTarget { pattern, is_counted };
        let _ = target.read(&url);
        target.remove(&mut url);
        prop_assert_eq!(url.host_str(), Some("api.example"));
    }
}
