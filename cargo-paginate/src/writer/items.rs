//! The types of records, and of the lists that hold them.

use crate::declaration::{Declaration, Next, Source, WirePath};
use crate::names::{Names, type_name};
use crate::operation::Operation;
use crate::records;
use crate::schema::{Kind, Node};

use super::tree::{Leaf, Tree};
use super::{RecordTypes, Writer};

/// The type of a record, and of each list.
pub(super) struct Types {
    pub(super) item: String,
    /// In the order of the lists.
    pub(super) lists: Vec<String>,
}

impl<'d> Writer<'d> {
    /// The types for the records of a declaration. Into `structs` go those that are written beside it.
    pub(super) fn item_types(
        &mut self,
        operation: &Operation<'d>,
        declaration: &Declaration,
        name: &str,
        structs: &mut String,
    ) -> Types {
        let items = &declaration.items;
        if !items.others.is_empty() {
            return self.chained(operation, declaration, name, structs);
        }
        let list = operation.response.as_ref().and_then(|response| self.schemas.at(response, &items.path));
        let shape = list.as_ref().map(|list| self.schemas.shape(list));
        let is_map = shape.as_ref().is_some_and(|shape| shape.kind == Kind::Map);
        let record = operation.response.as_ref().and_then(|response| self.schemas.record(response, items));

        let read = in_record(declaration);
        let mut item = self.record_type(record.as_ref(), &read, &format!("{name}Record"), structs);
        let mut element = item.clone();
        if !items.each.is_empty() {
            element = self.element(&items.each, Leaf::Record(item.clone()), name, structs);
        } else if record.as_ref().is_some_and(|record| self.schemas.shape(record).nullable) && read.is_empty() {
            item = format!("Option<{item}>");
            element.clone_from(&item);
        }
        for group in items.groups.iter().rev() {
            let list = format!("Vec<{element}>");
            element = if group.is_empty() { list } else { self.element(group, Leaf::Items(list), name, structs) };
        }
        if !is_map {
            return Types { item, lists: vec![format!("Vec<{element}>")] };
        }
        let list = format!("std::collections::BTreeMap<String, {element}>");
        Types { item: if items.are_entries() { format!("(String, {item})") } else { item }, lists: vec![list] }
    }

    /// An entry of a list, with what the path leads to.
    fn element(&mut self, path: &[String], leaf: Leaf, name: &str, structs: &mut String) -> String {
        let own = self.names.take(&format!("{name}Entry"));
        let mut tree = Tree::default();
        tree.insert(path, leaf);
        let mut inner = String::new();
        let code = tree.render(&own, None, self.schemas, &mut self.names, &mut inner);
        structs.push_str(&format!("\n#[derive(Deserialize)]\n{code}{inner}"));
        own
    }

    /// The type of a record in which these paths are read.
    fn record_type(
        &mut self,
        record: Option<&Node<'d>>,
        read: &[&[String]],
        hint: &str,
        structs: &mut String,
    ) -> String {
        let item = match (record, self.types) {
            (Some(record), RecordTypes::Typed) => self.records.type_of(self.schemas, record, hint),
            _ => "serde_json::Value".to_owned(),
        };
        if read.is_empty() || item.starts_with(records::MODULE) {
            return item;
        }
        let own = self.names.take(hint);
        let mut tree = Tree::default();
        for path in read {
            let kind = record
                .and_then(|record| self.schemas.at(record, path))
                .map_or(Kind::Any, |node| self.schemas.shape(&node).kind);
            tree.insert(path, Leaf::Position.with_kind(kind));
        }
        let mut inner = String::new();
        let code = tree.render_open(&own, record, self.schemas, &mut self.names, &mut inner);
        structs.push_str(&format!("\n#[derive(Clone, Debug, Deserialize)]\n{code}{inner}"));
        own
    }

    /// Several lists: the record is an enum with a variant for each.
    fn chained(
        &mut self,
        operation: &Operation<'d>,
        declaration: &Declaration,
        name: &str,
        structs: &mut String,
    ) -> Types {
        let paths: Vec<&WirePath> = declaration.items.lists().collect();
        let variants = variants(&paths);
        let mut found: Vec<(bool, String)> = Vec::new();
        for (path, variant) in paths.iter().zip(&variants) {
            let list = operation.response.as_ref().and_then(|response| self.schemas.at(response, path));
            let shape = list.map(|list| self.schemas.shape(&list));
            let is_map = shape.as_ref().is_some_and(|shape| shape.kind == Kind::Map);
            let entry = shape.and_then(|shape| shape.entries);
            let mut record = self.record_type(entry.as_ref(), &[], &format!("{name}{variant}"), structs);
            if entry.is_some_and(|entry| self.schemas.shape(&entry).nullable) {
                record = format!("Option<{record}>");
            }
            found.push((is_map, record));
        }
        let item = self.names.take(&format!("{name}Record"));
        let mut code = format!("\n#[derive(Clone, Debug)]\npub enum {item} {{\n");
        let mut conversions = String::new();
        let mut lists = Vec::new();
        for (index, ((is_map, record), variant)) in found.iter().zip(&variants).enumerate() {
            let mut record = record.clone();
            // One type does not say from which list it is.
            let same =
                found.iter().enumerate().any(|(other, given)| other != index && *given == (*is_map, record.clone()));
            if same {
                let own = self.names.take(&format!("{name}{variant}"));
                structs.push_str(&format!(
                    "\n#[derive(Clone, Debug, Deserialize)]\n#[serde(transparent)]\npub struct {own}(pub {record});\n"
                ));
                record = own;
            }
            let given = if *is_map { format!("(String, {record})") } else { record.clone() };
            code.push_str(&format!("    {variant}({given}),\n"));
            conversions.push_str(&format!(
                "\nimpl From<{given}> for {item} {{\n    fn from(record: {given}) -> Self {{\n        Self::{variant}(record)\n    }}\n}}\n"
            ));
            let list = if *is_map { "std::collections::BTreeMap<String, " } else { "Vec<" };
            lists.push(format!("{list}{record}>"));
        }
        structs.push_str(&format!("{code}}}\n{conversions}"));
        Types { item, lists }
    }
}

/// A name for each list: the first segment in which it differs from the others.
fn variants(paths: &[&WirePath]) -> Vec<String> {
    let mut names = Names::default();
    let common = (0..).take_while(|at| {
        let segment = paths.first().and_then(|path| path.get(*at));
        segment.is_some() && paths.iter().all(|path| path.get(*at) == segment)
    });
    let common = common.count();
    paths
        .iter()
        .map(|path| names.take(&path.get(common).or(path.last()).map(|name| type_name(name)).unwrap_or_default()))
        .collect()
}

/// What is read inside a record: a position, or its key.
fn in_record(declaration: &Declaration) -> Vec<&[String]> {
    let mut paths: Vec<&[String]> = Vec::new();
    for strategy in &declaration.parts.strategies {
        let Next::Cursor { source, or, .. } = &strategy.next else { continue };
        for source in [Some(source), or.as_ref()].into_iter().flatten() {
            if let Source::LastItem(path) | Source::FirstItem(path) = source {
                paths.push(path);
            }
        }
    }
    paths.extend(declaration.parts.key.as_ref().map(|key| key.path.as_slice()));
    paths.retain(|path| !path.is_empty());
    paths
}
