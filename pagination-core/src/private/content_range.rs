//! The number of items that a range names: `Content-Range: items 0-24/66`.

/// The complete length of a range (RFC 9110 §14.4), or a plain number. The unit may be missing, as PostgREST and others leave it out.
/// `None` where the length is `*`, and where the text is neither.
pub(super) fn complete_length(text: &str) -> Option<u64> {
    let text = text.trim();
    let Some((range, length)) = text.rsplit_once('/') else { return text.parse().ok() };
    let range = range.trim();
    let range = range.rsplit_once(|character: char| character.is_whitespace()).map_or(range, |(_, range)| range);
    let is_range =
        range == "*" || range.split_once('-').is_some_and(|(first, last)| is_number(first) && is_number(last));
    let length = length.trim();
    // `parse` takes a sign too.
    if is_range && is_number(length) { length.parse().ok() } else { None }
}

fn is_number(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::complete_length;

    #[test]
    fn the_length_is_behind_the_slash() {
        for text in
            ["0-24/66", "items 0-24/66", " items 0-24/66 ", "*/66", "items */66", "bytes 0-24 / 66", "66", " 66 "]
        {
            assert_eq!(complete_length(text), Some(66), "{text}");
        }
    }

    #[test]
    fn what_is_no_length_has_no_opinion() {
        for text in
            ["0-24/*", "*/*", "", "/", "/66", "0-24/", "24/66", "a-b/66", "0-24/-1", "0-24/+66", "1/2/66", "many"]
        {
            assert_eq!(complete_length(text), None, "{text}");
        }
        assert_eq!(complete_length("0-24/99999999999999999999999"), None);
    }
}
