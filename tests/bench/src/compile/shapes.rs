//! The types that are compiled: those that people write, and those of the crates to compare with.

use std::fmt::Write as _;

/// A crate of types, and the same types without the derive.
pub struct Subject {
    pub name: &'static str,
    pub title: &'static str,
    pub ours: bool,
    /// Each has its share of the types.
    shapes: &'static [Shape],
}

/// A type as it is written, `{}` for its number.
struct Shape {
    /// Its weight among the shapes of the subject.
    weight: isize,
    derive: &'static str,
    attributes: &'static str,
    item: &'static str,
    /// The type without the derive.
    plain: &'static str,
}

const FLAT: &str =
    "pub struct Page{} { pub data: Vec<String>, pub next: Option<String>, pub prev: Option<String>, pub total: u64 }";
const NESTED: &str = "pub struct Page{} { pub data: Vec<String>, pub meta: crate::Meta }";
const TUPLE: &str = "pub struct Page{}(pub Vec<crate::Item>);";
const DEEP: &str = "pub struct Page{} { pub body: crate::Body }";
const ERROR: &str = "#[derive(Debug)] pub enum Error{} { Missing(String), Io(std::io::Error) }";
const BY_HAND: &str =
    "pub struct Page{} { pub data: Vec<String>, pub next: Option<String>, pub prev: Option<String>, pub total: u64 }
impl pagination_core::Paginated for Page{} {
    type Strategy = pagination_core::Cursor;
    type Item = String;
    fn records(&mut self) -> pagination_core::PageItems<'_, String> { pagination_core::PageItems::of(&mut self.data) }
}
impl pagination_core::PaginatedBy<pagination_core::Cursor> for Page{} {
    type Head = ();
    const SPEC: pagination_core::spec::Spec = pagination_core::spec::Spec::cursor(\"Page{}\");
    fn info(page: &pagination_core::Page<Self>) -> pagination_core::PageInfo {
        let mut info = pagination_core::PageInfo::new();
        info.next(page.next.as_ref());
        info
    }
}
impl IntoIterator for Page{} {
    type Item = String;
    type IntoIter = std::vec::IntoIter<String>;
    fn into_iter(self) -> Self::IntoIter { self.data.into_iter() }
}";

const fn paginated(weight: isize, attributes: &'static str, item: &'static str) -> Shape {
    Shape { weight, derive: "#[derive(pagination_core::Paginated)]", attributes, item, plain: item }
}

/// The shapes of `tests/catalogue`, weighted by how many of its APIs have each.
const MIX: &[Shape] = &[
    paginated(
        16,
        "#[cursor(field = next, param = \"pageToken\")] #[paginated(page_size(param = \"limit\", max = 100))]",
        FLAT,
    ),
    paginated(3, "#[cursor(field = next, body = \"/cursor\", first_only)]", FLAT),
    paginated(9, "#[cursor(field = meta.next)] #[paginated(page_size(param = \"limit\"))]", NESTED),
    paginated(3, "#[cursor(field = meta.next)] #[paginated(has_more = meta.more)]", NESTED),
    paginated(3, "#[cursor(header = \"x-cursor\", stop(empty_page))]", TUPLE),
    paginated(6, "#[cursor(last_item = id, param = \"after\", stop(empty_page))]", TUPLE),
    paginated(6, "#[cursor(with = crate::next_position, body = \"/offset\", stop(empty_page))]", FLAT),
    paginated(9, "#[cursor(field = body.next)] #[paginated(items = body.items, item = String)]", DEEP),
    paginated(
        6,
        "#[next_link(rel = \"next\", prev(rel = \"prev\"))] #[paginated(page_size(param = \"per_page\", max = 100))]",
        TUPLE,
    ),
    paginated(8, "#[next_link(field = next, prev(field = prev))]", FLAT),
    paginated(7, "#[next_link(field = meta.paging.next)]", NESTED),
    paginated(5, "#[offset(stop(short_page))] #[paginated(page_size(param = \"limit\", default = 50))]", FLAT),
    paginated(3, "#[offset] #[paginated(total = total, page_size(param = \"limit\"))]", FLAT),
    paginated(4, "#[page(stop(short_page))] #[paginated(page_size(param = \"per_page\"))]", FLAT),
];

macro_rules! subjects {
    ($($name:literal $title:literal $ours:literal: $shapes:expr;)*) => {
        /// What is measured, in the order of the table.
        pub const SUBJECTS: [Subject; [$($name),*].len()] =
            [$(Subject { name: $name, title: $title, ours: $ours, shapes: $shapes }),*];
    };
}

subjects! {
    "check-mix" "`Paginated`, the mix of the catalogue" true: MIX;
    "check-cursor" "`#[cursor(field = next)]`" true: &[paginated(1, "#[cursor(field = next)]", FLAT)];
    "check-nested-cursor" "`#[cursor(field = meta.next)]`" true: &[paginated(1, "#[cursor(field = meta.next)]", NESTED)];
    "check-nested-flag" "the same, and `has_more = meta.more`" true:
        &[paginated(1, "#[cursor(field = meta.next)] #[paginated(has_more = meta.more)]", NESTED)];
    "check-nested-link" "`#[next_link(field = meta.paging.next)]`" true:
        &[paginated(1, "#[next_link(field = meta.paging.next)]", NESTED)];
    "check-offset" "`#[offset]`, a total and a page size" true:
        &[paginated(1, "#[offset(stop(short_page))] #[paginated(total = total, page_size(param = \"limit\", default = 50))]", FLAT)];
    "check-page" "`#[page(stop(short_page))]`" true: &[paginated(1, "#[page(stop(short_page))]", FLAT)];
    "check-last-item" "`#[cursor(last_item = id)]`" true: &[paginated(1, "#[cursor(last_item = id)]", TUPLE)];
    "check-deep-items" "`items = body.items`, and a cursor beside them" true:
        &[paginated(1, "#[cursor(field = body.next)] #[paginated(items = body.items, item = String)]", DEEP)];
    "check-by-hand" "the traits of `#[cursor(field = next)]` by hand" true:
        &[Shape { weight: 1, derive: "", attributes: "", item: BY_HAND, plain: FLAT }];
    "check-thiserror" "thiserror's `Error`" false: &[Shape {
        weight: 1,
        derive: "#[derive(Debug, thiserror::Error)]",
        attributes: "",
        item: "pub enum Error{} { #[error(\"{0} is missing\")] Missing(String), #[error(\"cannot be read\")] Io(#[from] std::io::Error) }",
        plain: ERROR,
    }];
    "check-deserialize" "serde's `Deserialize`" false:
        &[Shape { weight: 1, derive: "#[derive(serde::Deserialize)]", attributes: "", item: FLAT, plain: FLAT }];
}

/// What the types use.
const PRELUDE: &str = "#![allow(unused)]
pub struct Meta { pub paging: Paging, pub next: Option<String>, pub more: bool }
pub struct Paging { pub next: Option<String> }
pub struct Item { pub id: String }
pub struct Body { pub items: Vec<String>, pub next: Option<String> }
pub fn next_position<P>(_: &pagination_core::Page<P>) -> Option<String> { None }
";

/// The code of a subject, with or without its derive.
pub fn code(subject: &Subject, is_derived: bool, types: usize) -> String {
    let mut code = PRELUDE.to_owned();
    let total: isize = subject.shapes.iter().map(|shape| shape.weight).sum();
    // How far each shape is from its share.
    let mut due = vec![0; subject.shapes.len()];
    for number in 0..types {
        due.iter_mut().zip(subject.shapes).for_each(|(due, shape)| *due += shape.weight);
        let Some((due, shape)) = due.iter_mut().zip(subject.shapes).max_by_key(|(due, _)| **due) else { break };
        *due -= total;
        let number = number.to_string();
        let Shape { derive, attributes, item, plain, .. } = shape;
        let _ = if is_derived {
            writeln!(code, "{derive} {attributes} {}", item.replace("{}", &number))
        } else {
            writeln!(code, "{}", plain.replace("{}", &number))
        };
    }
    code
}
