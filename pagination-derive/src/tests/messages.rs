//! Every mistake is reported, once, and at the same time as the others. `tests/ui` of the workspace holds the spans.

use super::messages;

#[test]
fn a_correct_struct_has_no_messages() {
    let correct = [
        "#[cursor(field = next)] struct A { data: Vec<u8>, next: Option<String> }",
        "#[cursor(field = 0.next)] #[paginated(items = 0.0, item = u8)] struct A(B);",
        "#[cursor(field = \"0.0.type\")] #[paginated(items = \"0.r#items\", item = u8)] struct A(B);",
        "#[cursor(field = r#type.match)] struct A { r#type: B, data: Vec<u8> }",
        "struct A { #[paginated(items)] a: Vec<u8>, b: Vec<u8>, #[cursor(param = \"c\")] c: Option<u8>, #[sync_token] d: u8 }",
        "#[offset(param = \"skip\", stop(short_page))] #[cursor(header = \"x-cursor\", stop(absent))] struct A(Vec<u8>);",
        "#[cursor(field = next, initial = -1, end = 0, query(a = 1, \"$b\" = true, type = \"x\"))] struct A { data: Vec<u8>, next: Option<u8> }",
        "#[cursor(field = next, initial = \"\", allow_empty, stop(repeated))] struct A { data: Vec<u8>, next: String }",
        "#[cursor(field = next)] #[paginated(has_more = more)] struct A { data: Vec<u8>, next: String, more: bool }",
        "#[next_link(field = links, rel = \"next\", prev(field = links, rel = \"prev\"))] struct A { data: Vec<u8>, links: Vec<L> }",
        "#[next_link(field = next)] #[sync_token(field = delta, link)] struct A { data: Vec<u8>, next: Option<String>, delta: Option<String> }",
        "#[next_link(field = next, base = m.base, method = \"GET\", same_origin)] struct A { data: Vec<u8>, next: Option<String>, m: M }",
        "#[next_link(field = next)] #[cursor(field = c)] #[sync_token(field = s)] struct A { data: Vec<u8>, next: Option<u8>, c: Option<u8>, s: u8 }",
        "#[cursor(field = next, initial = \"0\", end = \"0\")] struct A { data: Vec<u8>, next: String }",
        "#[cursor(field = next)] #[sync_token(cursor)] struct A { data: Vec<u8>, next: Option<String> }",
        "#[cursor(with = f, merge, body = \"\")] struct A { data: Vec<u8> }",
        "#[cursor(field = next, request_header = \"x-next\", first_only)] struct A { data: Vec<u8>, next: Option<String> }",
        "#[page(parallel)] #[paginated(total_pages(header = \"X-WP-TotalPages\"))] struct A(Vec<u8>);",
        "#[offset(step(field = limit))] #[paginated(total = total)] struct A { data: Vec<u8>, limit: u8, total: u8 }",
        "#[page] #[paginated(items = data)] #[paginated(is_last = last)] struct A { data: B, last: bool }",
        "#[offset(request_header = \"Range\", format = \"items={position}-{last}\", stop(short_page))] #[paginated(page_size(send = 9))] struct A(Vec<u8>);",
        "#[offset(param = \"from\", stop(short_page))] #[paginated(page_size(param = \"to\", format = \"{last}\"))] struct A(Vec<u8>);",
        "#[page(path = \"/a/page-{position}.json\", stop(empty_page))] struct A(Vec<u8>);",
    ];
    for input in correct {
        assert_eq!(messages(input), [""; 0], "{input}");
    }
}

#[test]
fn a_key_that_moved_is_refused_with_its_new_place() {
    let found = messages(
        "#[cursor(field = next, initial = \"\", stop(allow_empty, repeated))] struct A { data: Vec<u8>, next: String }",
    );
    assert!(found.iter().any(|message| message.starts_with("`allow_empty` is a key of its own")), "{found:#?}");
}

#[test]
fn a_module_is_not_taken_for_a_function() {
    for keyword in ["crate", "self", "super", "Self"] {
        let found = messages(&format!(
            "#[cursor(with = {keyword})] #[paginated(items(with = {keyword}, count = {keyword}), item = u8, check = {keyword})]
             struct A(Vec<u8>);"
        ));
        let expected = ["with", "with", "count", "check"]
            .map(|key| format!("`{keyword}` is not a function; name one: `{key} = {keyword}::function`"));
        assert_eq!(found, expected);
    }
}

#[test]
fn mistakes_of_one_struct_are_reported_together() {
    let found = messages(
        "#[cursor(feild = next, param = \"\", stop(short))]
         #[offset(parallel)]
         #[paginated(total = totl, page_size(default = 9, max = 5, param = \"cursor\"))]
         struct A { data: Vec<u8>, next: Option<String>, total: u8 }",
    );
    let begins = [
        "unknown key `feild` in `#[cursor]`; did you mean `field`?",
        "an empty string is not allowed here, expected `param",
        "unknown key `short` in `stop(…)`",
        "no field `totl`; did you mean `total`?",
        "the position of `#[cursor]` and `page_size` are both written to the query parameter `cursor`",
        "`default` is 9, more than `max`, which is 5",
    ];
    for begin in begins {
        assert_eq!(found.iter().filter(|message| message.starts_with(begin)).count(), 1, "{begin}: {found:#?}");
    }
    // What a misspelt key may have named is not reported as missing.
    assert!(!found.iter().any(|message| message.contains("does not say where")), "{found:#?}");
}

#[test]
fn messages_are_sentences_of_the_house() {
    let found = messages(
        "#[cursor(field = a, header = \"b\", param = c, 5, parallel)] #[cursor] #[page(first = 1)] struct A { x: B }",
    );
    assert!(found.len() > 5, "{found:#?}");
    for message in found {
        assert!(!message.ends_with('.'), "{message}");
        assert!(message.starts_with(|first: char| first.is_lowercase() || first == '`'), "{message}");
    }
}

#[test]
fn a_size_without_a_target_is_in_the_text_of_every_position() {
    let found = messages(
        "#[offset(param = \"limit\", format = \"{position},{size}\", stop(short_page))]
         #[page(stop(empty_page))]
         #[paginated(page_size(send = 9))]
         struct A(Vec<u8>);",
    );
    assert!(matches!(found.as_slice(), [only] if only.starts_with("`send` needs a target for the size")), "{found:#?}");
}

#[test]
fn a_wrong_text_is_refused_with_the_right_one() {
    let cases = [
        ("items={postion}-{last}", "items={position}-{last}"),
        ("{start}..{to}", "{position}..{last}"),
        ("{position}}", "{position}"),
        ("{{position}", "{position}"),
        ("position},{size", "{position},{size}"),
        ("é{", "é{position}"),
        ("}", "{position}"),
        ("{é}", "{position}"),
    ];
    for (text, right) in cases {
        let input = format!(
            "#[offset(param = \"a\", format = {text:?}, stop(short_page))] #[paginated(page_size(default = 9))] struct A(Vec<u8>);"
        );
        let found = messages(&input);
        assert!(matches!(found.as_slice(), [only] if only.ends_with(&format!("{right}\"`"))), "{text}: {found:#?}");
        assert_eq!(messages(&input.replace(text, right)), [""; 0], "{right}");
    }
}
