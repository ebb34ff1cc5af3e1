//! Names on the wire as names in Rust, and texts of a document as parts of a Rust file.

use std::collections::HashSet;

use heck::{ToPascalCase, ToSnakeCase};

/// The field for a member of this name. typify's rule, so that its fields can be named in attributes.
pub fn field(wire: &str) -> String {
    let name = match wire {
        "+1" => "plus1".to_owned(),
        "-1" => "minus1".to_owned(),
        _ => words(wire).to_snake_case(),
    };
    identifier(name, "x")
}

/// The type for something of this name.
pub fn type_name(text: &str) -> String {
    let mut name = words(text).to_pascal_case();
    // `to_pascal_case` of its own result may differ.
    for _ in 0..4 {
        let again = name.to_pascal_case();
        if again == name {
            break;
        }
        name = again;
    }
    identifier(name, "X")
}

fn words(text: &str) -> String {
    text.replace('\'', "").replace(|c| !unicode_ident::is_xid_continue(c), "-")
}

fn identifier(name: String, prefix: &str) -> String {
    let name = match name.chars().next() {
        None => prefix.to_owned(),
        Some(first) if unicode_ident::is_xid_start(first) => name,
        Some(_) => format!("{prefix}{name}"),
    };
    if syn::parse_str::<syn::Ident>(&name).is_ok() { name } else { format!("{name}_") }
}

/// Names that are taken.
#[derive(Clone, Debug, Default)]
pub struct Names(HashSet<String>);

impl Names {
    /// Names that a module of page types must not hide.
    pub fn of_pages() -> Self {
        let taken = [
            "Deserialize",
            "Paginated",
            "Page",
            "Option",
            "Vec",
            "String",
            "Some",
            "None",
            "Box",
            "Result",
            "Ok",
            "Err",
        ];
        Self(taken.into_iter().map(str::to_owned).collect())
    }

    /// This name, or the first free one with a number after it.
    pub fn take(&mut self, wanted: &str) -> String {
        let mut name = wanted.to_owned();
        let mut number = 2_u32;
        while !self.0.insert(name.clone()) {
            name = format!("{wanted}{number}");
            number += 1;
        }
        name
    }
}

/// A string literal.
pub fn literal(text: &str) -> String {
    format!("{text:?}")
}

/// A text of the document on one line of a comment: nothing in it ends the comment, or looks like other code.
pub fn comment(text: &str) -> String {
    let visible = |c: char| !c.is_control() && !is_invisible(c);
    let text: String = text.chars().map(|c| if visible(c) { c } else { ' ' }).collect();
    let words: Vec<&str> = text.split_whitespace().collect();
    let text = words.join(" ");
    match text.char_indices().nth(300) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default()),
        None => text,
    }
}

/// Characters that change the order of others, or take no room.
fn is_invisible(c: char) -> bool {
    matches!(u32::from(c), 0xad | 0x200b..=0x200f | 0x2028..=0x202e | 0x2060..=0x206f | 0xfeff | 0xfff9..=0xfffb | 0xe0000..=0xe0fff)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_identifiers() {
        for (wire, rust) in [
            ("nextPageToken", "next_page_token"),
            ("$top", "top"),
            ("@odata.nextLink", "odata_next_link"),
            ("type", "type_"),
            ("self", "self_"),
            ("1st", "x1st"),
            ("", "x"),
            ("ключ", "ключ"),
        ] {
            assert_eq!(field(wire), rust);
        }
        assert_eq!(type_name("projects.locations.list"), "ProjectsLocationsList");
        assert_eq!(type_name("self"), "Self_");
        assert_eq!(type_name("GET /users/{id}"), "GetUsersId");
    }

    #[test]
    fn comments_stay_on_their_line() {
        assert_eq!(comment("a\n} fn evil() {\u{202e}\u{2028}b"), "a } fn evil() { b");
    }
}
