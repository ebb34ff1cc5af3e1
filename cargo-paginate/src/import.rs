//! From a description to a module.

use serde_json::Value;

use crate::declaration::Declaration;
use crate::finish::finish;
use crate::found::{Declared, Found};
use crate::infer::{self, Inference};
use crate::operation::Operation;
use crate::origin::Origin;
use crate::schema::{Schemas, text};
use crate::writer::{self, Entry, RecordTypes};
use crate::{airbyte, botocore, discovery, openapi};

/// A description of an API, with what stands beside it.
#[derive(Debug)]
pub struct Description {
    format: Format,
    /// Where references are looked up.
    schemas: Value,
    /// What the reader reads.
    document: Value,
    /// A configuration beside it.
    beside: Option<Value>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Format {
    OpenApi,
    Botocore,
    Discovery,
    Airbyte,
}

impl Description {
    /// Recognises a document. `beside` is a configuration for it: Stainless's, or the service of a botocore file.
    pub fn of(mut document: Value, beside: Option<Value>) -> Result<Self, String> {
        let version = text(&document, "openapi");
        if version.starts_with("3.") || text(&document, "swagger").starts_with("2.") {
            openapi::completed::complete(&mut document, beside.as_ref());
            return Ok(Self { format: Format::OpenApi, schemas: Value::Null, document, beside });
        }
        if document.get("discoveryVersion").is_some() || text(&document, "kind") == "discovery#restDescription" {
            let document = discovery::schemas(&document);
            return Ok(Self { format: Format::Discovery, schemas: Value::Null, document, beside: None });
        }
        let is_service = |document: &Value| document.get("shapes").is_some() && document.get("operations").is_some();
        if document.get("pagination").is_some_and(Value::is_object) || is_service(&document) {
            let (paginators, service) = if is_service(&document) {
                (beside.unwrap_or_default(), document)
            } else {
                (document, beside.unwrap_or_default())
            };
            if !is_service(&service) {
                return Err("the `service-2.json` that belongs to it is not beside it".to_owned());
            }
            let schemas = botocore::schemas(&service);
            return Ok(Self { format: Format::Botocore, schemas, document: paginators, beside: Some(service) });
        }
        if document.get("streams").is_some_and(Value::is_array)
            && (text(&document, "type") == "DeclarativeSource"
                || document.get("definitions").is_some()
                || document.get("check").is_some())
        {
            let document = airbyte::schemas(&document);
            return Ok(Self { format: Format::Airbyte, schemas: Value::Null, document, beside: None });
        }
        Err("it is none of the formats that are read: OpenAPI 3, Swagger 2, botocore, Google Discovery, an Airbyte manifest".to_owned())
    }

    /// Where references are looked up.
    pub fn schemas(&self) -> Schemas<'_> {
        Schemas::new(if self.schemas.is_null() { &self.document } else { &self.schemas })
    }

    /// The operations, with what is declared of each.
    pub fn operations(&self) -> Vec<Found<'_>> {
        match self.format {
            Format::OpenApi => openapi::read(&self.document, self.beside.as_ref()),
            Format::Botocore => self
                .beside
                .as_ref()
                .map(|service| botocore::read(&self.document, service, &self.schemas))
                .unwrap_or_default(),
            Format::Discovery => discovery::read(&self.document),
            Format::Airbyte => airbyte::read(&self.document),
        }
    }

    /// What the document says about the API as a whole.
    fn introduction(&self) -> &str {
        match self.format {
            Format::OpenApi => self.document.get("info").map(|info| text(info, "description")).unwrap_or_default(),
            Format::Botocore | Format::Discovery | Format::Airbyte => "",
        }
    }
}

/// What became of an operation.
#[derive(Debug)]
pub enum Outcome {
    /// It is written.
    Converted(Box<Declaration>),
    /// Several readings fit: the compiler shows them.
    Ambiguous(Vec<Declaration>),
    /// It has pages, and is not written, for this reason.
    NotConverted(String),
    /// It has no pages.
    NoPages,
}

/// An operation and what became of it.
#[derive(Debug)]
pub struct Imported<'a> {
    /// The operation.
    pub operation: Operation<'a>,
    /// Whether the document declares its pages.
    pub is_declared: bool,
    /// What became of it.
    pub outcome: Outcome,
}

/// Whether declarations are read, or everything is inferred: for measuring.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Read {
    /// As usual.
    Declarations,
    /// As if nothing were declared.
    NamesAlone,
}

/// Reads every operation of a description.
pub fn import(description: &Description, read: Read) -> Vec<Imported<'_>> {
    let schemas = description.schemas();
    description
        .operations()
        .into_iter()
        .map(|Found { operation, declared }| {
            let is_declared = !matches!(declared, Declared::Nothing);
            let outcome = match declared {
                Declared::Draft(draft) if read == Read::Declarations => match finish(*draft, &operation, schemas) {
                    Ok(declaration) => Outcome::Converted(Box::new(declaration)),
                    Err(reason) => Outcome::NotConverted(reason),
                },
                Declared::Refused(reason) if read == Read::Declarations => Outcome::NotConverted(reason),
                _ => guess(&operation, schemas, description.introduction()),
            };
            Imported { operation, is_declared, outcome }
        })
        .collect()
}

fn guess(operation: &Operation<'_>, schemas: Schemas<'_>, introduction: &str) -> Outcome {
    match infer::infer(operation, schemas, introduction) {
        Inference::None => Outcome::NoPages,
        Inference::One(draft) => match finish(*draft, operation, schemas) {
            Ok(declaration) => Outcome::Converted(Box::new(declaration)),
            Err(reason) => Outcome::NotConverted(format!("it looks like a list, but {reason}")),
        },
        Inference::Several(drafts) => {
            let mut readings = Vec::new();
            let mut reasons = Vec::new();
            for draft in drafts {
                match finish(draft, operation, schemas) {
                    Ok(declaration) if !readings.contains(&declaration) => readings.push(declaration),
                    Ok(_) => {}
                    Err(reason) => reasons.push(reason),
                }
            }
            match (readings.len(), reasons.into_iter().next()) {
                (0, reason) => {
                    Outcome::NotConverted(format!("it looks like a list, but {}", reason.unwrap_or_default()))
                }
                (1, _) => readings.pop().map_or(Outcome::NoPages, |reading| Outcome::Converted(Box::new(reading))),
                _ => Outcome::Ambiguous(readings),
            }
        }
    }
}

/// The module for these operations. Nothing where none is written.
pub fn module(source: &str, imported: &[&Imported<'_>], description: &Description, types: RecordTypes) -> String {
    let entries: Vec<Entry<'_, '_>> = imported
        .iter()
        .filter_map(|imported| {
            let readings = match &imported.outcome {
                Outcome::Converted(declaration) => std::slice::from_ref(declaration.as_ref()),
                Outcome::Ambiguous(readings) => readings.as_slice(),
                Outcome::NotConverted(_) | Outcome::NoPages => return None,
            };
            Some(Entry { operation: &imported.operation, readings })
        })
        .collect();
    writer::module(source, Origin::Description, &entries, description.schemas(), types)
}
