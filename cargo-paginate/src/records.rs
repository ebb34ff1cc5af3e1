//! The types of records: the schemas that are reached, cleaned so that typify reads all of them.
//!
//! What a schema says beyond names and kinds (patterns, lengths, known values, formats) is left out: a record has to be readable
//! where the API sends more than its description says.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::panic::{AssertUnwindSafe, catch_unwind};

use serde_json::{Map, Value, json};
use syn::{File, Item};

use crate::names::{self, Names};
use crate::origin::Origin;
use crate::schema::{Kind, Node, Schemas};

/// How deep objects without a name may be nested.
const DEPTH: usize = 32;

/// Where the types stand in the written module.
pub const MODULE: &str = "records";

/// The types that have been asked for.
#[derive(Debug)]
pub struct Records {
    definitions: BTreeMap<String, Value>,
    by_reference: HashMap<String, String>,
    by_place: HashMap<Vec<usize>, String>,
    names: Names,
}

impl Default for Records {
    fn default() -> Self {
        let mut names = Names::default();
        for prelude in ["Option", "Vec", "String", "Box", "Some", "None"] {
            names.take(prelude);
        }
        Self { definitions: BTreeMap::new(), by_reference: HashMap::new(), by_place: HashMap::new(), names }
    }
}

impl Records {
    /// The Rust type of a value. `hint` names it where the document does not.
    pub fn type_of<'a>(&mut self, schemas: Schemas<'a>, node: &Node<'a>, hint: &str) -> String {
        self.rust_type(schemas, node, hint, 0)
    }

    fn rust_type<'a>(&mut self, schemas: Schemas<'a>, node: &Node<'a>, hint: &str, depth: usize) -> String {
        let shape = schemas.shape(node);
        let entry = |records: &mut Self| match &shape.entries {
            Some(entries) if depth < DEPTH => {
                let inner = records.rust_type(schemas, entries, hint, depth + 1);
                if schemas.shape(entries).nullable { format!("Option<{inner}>") } else { inner }
            }
            _ => "serde_json::Value".to_owned(),
        };
        match shape.kind {
            Kind::Object => format!("{MODULE}::{}", self.define(schemas, node, hint, depth)),
            Kind::List => format!("Vec<{}>", entry(self)),
            Kind::Map => format!("std::collections::BTreeMap<String, {}>", entry(self)),
            scalar => scalar_type(scalar).to_owned(),
        }
    }

    /// The definition of an object.
    fn define<'a>(&mut self, schemas: Schemas<'a>, node: &Node<'a>, hint: &str, depth: usize) -> String {
        let reference = node.reference();
        if let Some(name) = reference.and_then(|reference| self.by_reference.get(reference)) {
            return name.clone();
        }
        let place = node.identity();
        if let Some(name) = self.by_place.get(&place) {
            return name.clone();
        }
        let wanted = reference.and_then(|reference| reference.rsplit('/').next()).unwrap_or(hint);
        let name = self.names.take(&names::type_name(wanted));
        if let Some(reference) = reference {
            self.by_reference.insert(reference.to_owned(), name.clone());
        }
        self.by_place.insert(place, name.clone());
        let shape = schemas.shape(node);
        let mut properties = Map::new();
        let mut required = Vec::new();
        let mut fields = HashSet::new();
        for (wire, member) in &shape.members {
            if !fields.insert(names::field(wire)) {
                continue;
            }
            let inner = format!("{name}{}", names::type_name(wire));
            let schema = self.clean(schemas, &member.node, &inner, depth + 1);
            let nullable = !member.required || schemas.shape(&member.node).nullable;
            properties.insert((*wire).to_owned(), if nullable { or_null(schema) } else { schema });
            if member.required {
                required.push(json!(wire));
            }
        }
        let definition = json!({ "type": "object", "properties": properties, "required": required });
        self.definitions.insert(name.clone(), definition);
        name
    }

    /// The same schema with names and kinds alone.
    fn clean<'a>(&mut self, schemas: Schemas<'a>, node: &Node<'a>, hint: &str, depth: usize) -> Value {
        if depth > DEPTH {
            return json!({});
        }
        let shape = schemas.shape(node);
        let entry = |records: &mut Self| {
            let Some(entries) = &shape.entries else { return json!({}) };
            let inner = records.clean(schemas, entries, hint, depth + 1);
            if schemas.shape(entries).nullable { or_null(inner) } else { inner }
        };
        match shape.kind {
            Kind::Object => json!({ "$ref": format!("#/definitions/{}", self.define(schemas, node, hint, depth)) }),
            Kind::List => json!({ "type": "array", "items": entry(self) }),
            Kind::Map => json!({ "type": "object", "additionalProperties": entry(self) }),
            Kind::Text => json!({ "type": "string" }),
            Kind::Integer => json!({ "type": "integer" }),
            Kind::Number => json!({ "type": "number" }),
            Kind::Flag => json!({ "type": "boolean" }),
            Kind::Any => json!({}),
        }
    }

    /// The module with the types, or why typify does not write it. Nothing where no type was asked for.
    pub fn module(&self, origin: Origin) -> Result<String, String> {
        if self.definitions.is_empty() {
            return Ok(String::new());
        }
        let schema = json!({ "definitions": self.definitions });
        let schema = serde_json::from_value(schema).map_err(|error| error.to_string())?;
        let tokens = catch_unwind(AssertUnwindSafe(|| {
            let mut types = typify::TypeSpace::new(&typify::TypeSpaceSettings::default());
            types.add_root_schema(schema).map(|_| types.to_stream())
        }));
        let tokens = match tokens {
            Ok(Ok(tokens)) => tokens,
            Ok(Err(error)) => return Err(names::comment(&error.to_string())),
            Err(_) => return Err("typify stops at a schema of this document".to_owned()),
        };
        // The short names are the prelude's: no type here has one of them.
        let mut code = tokens.to_string();
        for (long, short) in [
            (":: std :: option :: Option", "Option"),
            (":: std :: vec :: Vec", "Vec"),
            (":: std :: string :: String", "String"),
            (":: std :: boxed :: Box", "Box"),
            ("::std::option::Option::is_none", "Option::is_none"),
            ("::std::vec::Vec::is_empty", "Vec::is_empty"),
        ] {
            code = code.replace(long, short);
        }
        let mut file: File = syn::parse_str(&code).map_err(|error| error.to_string())?;
        file.items.retain(|item| !matches!(item, Item::Mod(_)));
        for item in &mut file.items {
            if let Item::Struct(item) = item {
                // It repeats the name.
                item.attrs.retain(|attribute| !attribute.path().is_ident("doc"));
            }
        }
        let known = match origin {
            Origin::Description => "as the API describes them",
            Origin::Responses => "as they were sent",
        };
        let mut text = format!("/// The records, {known}.\npub mod {MODULE} {{\n");
        for line in prettyplease::unparse(&file).lines() {
            if !line.is_empty() {
                text.push_str("    ");
            }
            text.push_str(line);
            text.push('\n');
        }
        text.push_str("}\n");
        Ok(text)
    }
}

/// The type of a value that holds no others.
pub fn scalar_type(kind: Kind) -> &'static str {
    match kind {
        Kind::Text => "String",
        Kind::Integer => "i64",
        Kind::Number => "f64",
        Kind::Flag => "bool",
        _ => "serde_json::Value",
    }
}

fn or_null(schema: Value) -> Value {
    match schema.get("type").and_then(Value::as_str) {
        Some(kind) => {
            let kinds = json!([kind, "null"]);
            let mut schema = schema;
            if let Some(object) = schema.as_object_mut() {
                object.insert("type".to_owned(), kinds);
            }
            schema
        }
        None if schema.get("$ref").is_some() => json!({ "oneOf": [schema, { "type": "null" }] }),
        None => schema,
    }
}
