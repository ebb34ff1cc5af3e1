//! `x-fern-pagination`, of an operation or of the whole document.

use serde_json::Value;

use crate::declaration::{Draft, Evidence, Flag, LinkSource, Next, PageSize, Source, Step, Stop, Strategy};
use crate::expression::{Place, json_path};
use crate::infer::first_position;
use crate::operation::Operation;
use crate::schema::{Schemas, text};

const HERE: &str = "x-fern-pagination";

pub(super) fn read(extension: &Value, operation: &Operation<'_>, schemas: Schemas<'_>) -> Result<Draft, String> {
    let response = |name: &str| match text(extension, name) {
        "" => Ok(None),
        given => {
            let path = given
                .strip_prefix("$response")
                .ok_or_else(|| format!("`{name}: {given}` does not begin with `$response`"))?;
            json_path(path).map(Some).ok_or_else(|| format!("`{name}: {given}` is not understood"))
        }
    };
    let request = |name: &str| {
        let given = text(extension, name);
        let path = given
            .strip_prefix("$request.")
            .ok_or_else(|| format!("`{name}: {given}` does not begin with `$request.`"))?;
        super::target(path, operation)
    };
    let said = |names: &str| Evidence::declared(format!("{HERE}, {names}"));

    let items = match response("results")? {
        None => None,
        Some(place) => Some(super::items(place, operation, schemas, said("`results`"))?),
    };
    let has = |name: &str| !text(extension, name).is_empty();
    let strategy = if has("cursor") {
        let place = response("next_cursor")?.ok_or("`next_cursor` is missing")?;
        let source = super::source(place, items.as_ref(), operation, schemas)?;
        let is_in_item = matches!(source, Source::LastItem(_) | Source::FirstItem(_));
        let mut strategy = Strategy::new(
            Next::Cursor { source, or: None, target: request("cursor")?, end: None, initial: None },
            said("`cursor` and `next_cursor`"),
        );
        if is_in_item {
            strategy.stop.push(Stop::EmptyPage);
        }
        strategy
    } else if has("offset") {
        let target = request("offset")?;
        let first = operation.parameter_at(&target).and_then(|parameter| first_position(parameter, schemas));
        // With a step, the offset counts records; without, pages.
        let next = if has("step") {
            Next::Offset { target, first: first.unwrap_or(0), step: Step::Received }
        } else {
            Next::Page { target, first: first.unwrap_or(1) }
        };
        let mut strategy = Strategy::new(next, said(if has("step") { "`offset` and `step`" } else { "`offset`" }));
        if !has("has-next-page") {
            strategy.stop.push(Stop::EmptyPage);
        }
        strategy
    } else if has("next_uri") || has("next_path") {
        let name = if has("next_uri") { "next_uri" } else { "next_path" };
        let path = match response(name)? {
            Some(Place::Body(path)) => super::body_path(Place::Body(path), operation, schemas)?,
            _ => return Err(format!("`{name}` names no member of the body")),
        };
        Strategy::new(Next::Link(LinkSource::Field(path)), said(&format!("`{name}`")))
    } else {
        return Err(match text(extension, "type") {
            "custom" => "it is declared `custom`: only its own code knows how".to_owned(),
            _ => "it names neither `cursor` nor `offset` nor a link".to_owned(),
        });
    };
    let mut draft = Draft::of(strategy);
    draft.items = items;
    if let Some(place) = response("has-next-page")? {
        let path = super::body_path(place, operation, schemas)?;
        draft.parts.flag = Some(Flag { path, is_last: false, evidence: said("`has-next-page`") });
    }
    if has("step")
        && let Ok(target) = request("step")
    {
        draft.parts.page_size =
            Some(PageSize { target: Some(target), default: None, max: None, send: None, evidence: said("`step`") });
    }
    Ok(draft)
}
