//! Declarations as a Rust module.

mod attributes;
mod items;
mod tree;

use crate::declaration::{Declaration, Next, Source};
use crate::names::{self, Names, comment, literal};
use crate::operation::Operation;
use crate::origin::Origin;
use crate::records::Records;
use crate::schema::{Kind, Node, Schemas};

use attributes::Attribute;
use items::Types;
use tree::{Leaf, Tree};

/// The first words of every file that is written, by which it is known again.
pub const MARK: &str = "// Written by `cargo paginate`";

/// An operation with what is written of it.
#[derive(Debug)]
pub struct Entry<'a, 'd> {
    /// The operation.
    pub operation: &'a Operation<'d>,
    /// The declarations that fit. More than one: none is chosen.
    pub readings: &'a [Declaration],
}

/// How records are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RecordTypes {
    /// From the schemas.
    Typed,
    /// As `serde_json::Value`.
    Untyped,
}

/// Writes the module.
pub fn module(
    source: &str,
    origin: Origin,
    entries: &[Entry<'_, '_>],
    schemas: Schemas<'_>,
    types: RecordTypes,
) -> String {
    let mut writer =
        Writer { schemas, types, records: Records::default(), names: Names::of_pages(), functions: String::new() };
    let mut body: String = entries.iter().map(|entry| writer.entry(entry)).collect();
    let records = match writer.records.module(origin) {
        Ok(records) => records,
        Err(reason) => {
            // Written anew, without types.
            let mut plain = Writer {
                schemas,
                types: RecordTypes::Untyped,
                records: Records::default(),
                names: Names::of_pages(),
                functions: String::new(),
            };
            body = entries.iter().map(|entry| plain.entry(entry)).collect();
            format!("// The records have no types: {reason}.\n")
        }
    };
    let mut text = format!("{MARK} from {}.\n", comment(source));
    let uses_json = body.contains("serde_json::") || records.contains("serde_json::");
    let needs = if uses_json {
        "`pagination-core` (feature `derive`), `serde` (feature `derive`) and `serde_json`"
    } else {
        "`pagination-core` (feature `derive`) and `serde` (feature `derive`)"
    };
    let guessed = match origin {
        Origin::Description => "The description does not say what is marked `guessed`",
        Origin::Responses => "The requests do not show what is marked `guessed`",
    };
    text.push_str(&format!(
        "// The comment beside an attribute says where it was read. {guessed}:\n// prove it against the API before you rely on it.\n// This module needs {needs}.\n"
    ));
    if body.contains("Paginated") {
        text.push_str("\nuse pagination_core::Paginated;\nuse serde::Deserialize;\n");
    }
    text.push_str(&body);
    if !records.is_empty() {
        text.push('\n');
        text.push_str(&records);
    }
    text
}

struct Writer<'d> {
    schemas: Schemas<'d>,
    types: RecordTypes,
    records: Records,
    names: Names,
    /// Functions of the declaration at hand.
    functions: String,
}

impl<'d> Writer<'d> {
    fn entry(&mut self, entry: &Entry<'_, 'd>) -> String {
        match entry.readings {
            [] => String::new(),
            [one] => {
                let heading = Self::heading(entry.operation);
                format!("\n{heading}{}", self.declaration(entry.operation, one))
            }
            several => self.ambiguous(entry.operation, several),
        }
    }

    fn heading(operation: &Operation<'_>) -> String {
        let mut text = if operation.path.is_empty() {
            format!("/// `{}`.\n", code(&operation.id))
        } else {
            format!("/// `{}`: `{} {}`.\n", code(&operation.id), code(&operation.method), code(&operation.path))
        };
        let described = operation.description.split(['\n', '.']).next().unwrap_or_default();
        let described = comment(described);
        if !described.is_empty() && !described.contains(['[', '<', '`', '\\']) {
            text.push_str(&format!("///\n/// {described}.\n"));
        }
        text
    }

    /// Nothing is chosen: the compiler shows what fits.
    fn ambiguous(&mut self, operation: &Operation<'d>, several: &[Declaration]) -> String {
        let mut message = format!(
            "`{}`, {} {}: more than one reading fits; keep one of those in the comment below and remove this line",
            comment(&operation.id),
            comment(&operation.method),
            comment(&operation.path),
        );
        let mut commented = String::new();
        let before = self.names.clone();
        for (index, declaration) in several.iter().enumerate() {
            let attributes: Vec<Attribute> = Self::attributes(operation, declaration);
            let shown: Vec<String> = attributes.iter().map(|attribute| attribute.code.clone()).collect();
            message.push_str(&format!("\n{}. {}", index + 1, shown.join("\n   ")));
            // Each reading may have the same names: one of them stays.
            self.names = before.clone();
            let text = self.declaration(operation, declaration);
            commented.push_str(&format!("// Reading {}:\n", index + 1));
            for line in text.lines() {
                commented.push_str(&format!("// {line}\n").replace("//  \n", "//\n"));
            }
        }
        format!(
            "\ncompile_error!({});\n{}{commented}",
            literal(&message),
            Self::heading(operation).replace("///", "//")
        )
    }

    fn attributes(operation: &Operation<'d>, declaration: &Declaration) -> Vec<Attribute> {
        let name = names::type_name(&operation.id);
        attributes::of(
            declaration,
            &attributes::Context { item: "Record".to_owned(), function: format!("{}_position", names::field(&name)) },
        )
    }

    fn declaration(&mut self, operation: &Operation<'d>, declaration: &Declaration) -> String {
        self.functions.clear();
        let name = self.names.take(&names::type_name(&operation.id));
        let mut structs = String::new();
        let response = operation.response.clone();

        let Types { item, lists } = self.item_types(operation, declaration, &name, &mut structs);
        let mut tree = Tree::default();
        for (path, list) in declaration.items.lists().zip(lists) {
            tree.insert(path, Leaf::Items(list));
        }
        for (path, leaf) in attributes::leaves(declaration) {
            let kind = response
                .as_ref()
                .and_then(|node| self.schemas.at(node, &path))
                .map_or(Kind::Any, |node| self.schemas.shape(&node).kind);
            tree.insert(&path, leaf.with_kind(kind));
        }

        for path in &declaration.parts.beside {
            let node = response.as_ref().and_then(|node| self.schemas.at(node, path));
            let hint = format!("{name}{}", path.last().map(|name| names::type_name(name)).unwrap_or_default());
            let list = match (node, self.types) {
                (Some(node), RecordTypes::Typed) => self.records.type_of(self.schemas, &node, &hint),
                _ => "serde_json::Value".to_owned(),
            };
            tree.insert(path, Leaf::Items(list));
        }

        let function = format!("{}_position", names::field(&name));
        let context = attributes::Context { item, function: function.clone() };
        let mut text = String::new();
        for note in &declaration.parts.notes {
            text.push_str(&format!("// {}\n", comment(note)));
        }
        if operation.is_xml {
            text.push_str("// It answers in XML: give the pager a codec, `.codec::<Xml>()`, over an XML reader for serde such as quick-xml.\n");
        }
        text.push_str("#[derive(Deserialize, Paginated)]\n");
        for attribute in attributes::of(declaration, &context) {
            text.push_str(&attribute.line());
        }
        for strategy in &declaration.parts.strategies {
            if let Next::Cursor { source: Source::Together(fields), .. } = &strategy.next {
                let code = together(&function, &name, fields, &tree, response.as_ref(), self.schemas);
                self.functions.push_str(&code);
            }
        }
        text.push_str(&tree.render(&name, response.as_ref(), self.schemas, &mut self.names, &mut structs));
        text.push_str(&structs);
        text.push_str(&self.functions);
        text
    }
}

/// A function that reads several members at once.
fn together(
    function: &str,
    page: &str,
    fields: &[(String, Vec<String>)],
    tree: &Tree,
    response: Option<&Node<'_>>,
    schemas: Schemas<'_>,
) -> String {
    let mut text = format!(
        "\n/// The members that give the next position together.\nfn {function}(page: &pagination_core::Page<{page}>) -> Option<serde_json::Map<String, serde_json::Value>> {{\n    let mut position = serde_json::Map::new();\n"
    );
    for (parameter, path) in fields {
        let expression = tree.read(path, response, schemas);
        text.push_str(&format!(
            "    if let Some(value) = {expression} {{\n        position.insert({}.to_owned(), value.clone().into());\n    }}\n",
            literal(parameter)
        ));
    }
    text.push_str("    (!position.is_empty()).then_some(position)\n}\n");
    text
}

/// A text of the document inside backticks.
fn code(text: &str) -> String {
    comment(text).replace('`', "'")
}
