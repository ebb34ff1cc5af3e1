//! `x-speakeasy-pagination`.

use serde_json::Value;

use crate::declaration::{
    Count, CountPlace, Draft, Evidence, LinkSource, Next, PageSize, Source, Step, Stop, Strategy, Target,
};
use crate::expression::json_path;
use crate::infer::first_position;
use crate::operation::Operation;
use crate::schema::{Schemas, list, text};

const HERE: &str = "x-speakeasy-pagination";

pub(super) fn read(extension: &Value, operation: &Operation<'_>, schemas: Schemas<'_>) -> Result<Draft, String> {
    let outputs = extension.get("outputs").unwrap_or(&Value::Null);
    let place = |name: &str| match text(outputs, name) {
        "" => Ok(None),
        path => {
            json_path(path).map(Some).ok_or_else(|| format!("the path `{path}` of `outputs.{name}` is not understood"))
        }
    };
    let items = match place("results")? {
        None => None,
        Some(results) => {
            let evidence = Evidence::declared(format!("{HERE}, `outputs.results`"));
            Some(super::items(results, operation, schemas, evidence)?)
        }
    };
    let input = |kind: &str| list(extension, "inputs").iter().find(|input| text(input, "type") == kind);
    let target = |input: &Value| target(input, operation);

    let mut size = None;
    if let Some(limit) = input("limit") {
        let evidence = Evidence::declared(format!("{HERE}, `inputs`: {}", text(limit, "name")));
        size = Some(PageSize { target: Some(target(limit)?), default: None, max: None, send: None, evidence });
    }
    // What Speakeasy's clients do: a page that is not full, or that is empty where no size is known.
    let stop = if size.is_some() { Stop::ShortPage } else { Stop::EmptyPage };
    let strategy = match text(extension, "type") {
        "cursor" => {
            let input = input("cursor").ok_or("no input has the type `cursor`")?;
            let next = place("nextCursor")?.ok_or("`outputs.nextCursor` is missing")?;
            let source = super::source(next, items.as_ref(), operation, schemas)?;
            let is_in_item = matches!(source, Source::LastItem(_) | Source::FirstItem(_));
            let evidence =
                Evidence::declared(format!("{HERE}, `outputs.nextCursor` and `inputs`: {}", text(input, "name")));
            let mut strategy = Strategy::new(
                Next::Cursor { source, or: None, target: target(input)?, end: None, initial: None },
                evidence,
            );
            if is_in_item {
                strategy.stop.push(Stop::EmptyPage);
            }
            strategy
        }
        "url" => {
            let next = place("nextUrl")?.ok_or("`outputs.nextUrl` is missing")?;
            let path = super::body_path(next, operation, schemas)?;
            Strategy::new(Next::Link(LinkSource::Field(path)), Evidence::declared(format!("{HERE}, `outputs.nextUrl`")))
        }
        "offsetLimit" => {
            let (input, is_page) = match (input("page"), input("offset")) {
                (Some(page), _) => (page, true),
                (None, Some(offset)) => (offset, false),
                (None, None) => return Err("no input has the type `page` or `offset`".to_owned()),
            };
            let target = target(input)?;
            let first = operation.parameter_at(&target).and_then(|parameter| first_position(parameter, schemas));
            let next = if is_page {
                Next::Page { target, first: first.unwrap_or(1) }
            } else {
                Next::Offset { target, first: first.unwrap_or(0), step: Step::Received }
            };
            let mut strategy =
                Strategy::new(next, Evidence::declared(format!("{HERE}, `inputs`: {}", text(input, "name"))));
            if items.is_some() && text(outputs, "numPages").is_empty() {
                strategy.stop.push(stop);
            }
            strategy
        }
        other => return Err(format!("its type `{other}` is not known")),
    };
    let mut draft = Draft::of(strategy);
    draft.items = items;
    draft.parts.page_size = size;
    if let Some(pages) = place("numPages")? {
        let place = CountPlace::Field(super::body_path(pages, operation, schemas)?);
        draft.parts.total_pages =
            Some(Count { place, evidence: Evidence::declared(format!("{HERE}, `outputs.numPages`")) });
    }
    Ok(draft)
}

fn target(input: &Value, operation: &Operation<'_>) -> Result<Target, String> {
    let name = text(input, "name");
    if text(input, "in") == "requestBody" {
        let in_body = operation.parameters.iter().find(|parameter| {
            parameter.name == name && matches!(parameter.target, Some(Target::Body(_) | Target::Form(_)))
        });
        return in_body
            .and_then(|parameter| parameter.target.clone())
            .ok_or_else(|| format!("it names `{name}`, which the body of the request does not have"));
    }
    super::target(name, operation)
}
