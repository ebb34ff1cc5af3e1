//! Any format is filled in or says what is missing, any text is read without a panic, and what was filled in is read back.

use super::*;
use proptest::prelude::*;

fn any_format() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("{position}".to_owned()),
        Just("{size}".to_owned()),
        Just("{last}".to_owned()),
        "[a-c={}, -]{0,3}",
        "\\PC{0,2}",
    ];
    prop::collection::vec(piece, 0..4).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn any_text_is_read_without_a_panic(format in any_format(), text in "[a-c={}, 0-9é-]{0,16}", position in any::<u64>()) {
        if let Some(found) = read(&format, &text) {
            prop_assert!(found.size(Some(position)).is_none_or(|size| size > 0));
        }
    }

    #[test]
    fn what_was_filled_in_is_a_text_of_the_format(format in any_format(), position in any::<u64>(), size in any::<u64>()) {
        let text = position.to_string();
        let filled = fill(&format, Values { position: Some(&text), size: Some(size) }).unwrap().text();
        prop_assert!(read(&format, &filled).is_some(), "{} {}", format, filled);
    }

    #[test]
    fn a_range_is_read_back(position in 0..u64::MAX / 2, size in 1..u64::MAX / 2, unit in "[a-z]{0,5}") {
        let format = format!("{unit}={{position}}-{{last}}");
        let text = position.to_string();
        let filled = fill(&format, Values { position: Some(&text), size: Some(size) }).unwrap().text();
        let found = read(&format, &filled).unwrap();
        prop_assert_eq!((found.position, found.size(None)), (Some(&*text), Some(size)));
    }

    #[test]
    fn what_is_not_a_number_has_no_last_item(format in any_format(), position in "[a-z]{1,4}") {
        let filled = fill(&format, Values { position: Some(&position), size: Some(1) });
        prop_assert_eq!(filled.is_err(), format.contains("{last}"));
    }
}
