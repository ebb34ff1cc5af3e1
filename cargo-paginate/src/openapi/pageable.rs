//! `x-ms-pageable`, of AutoRest.

use serde_json::Value;

use crate::declaration::{Draft, Evidence, ItemsAt, LinkSource, Next, Strategy};
use crate::expression::with_dotted_names;
use crate::operation::Operation;
use crate::schema::{Schemas, text};

const HERE: &str = "x-ms-pageable";

pub(super) fn read(extension: &Value, operation: &Operation<'_>, schemas: Schemas<'_>) -> Result<Draft, String> {
    let has = |name: &str| {
        operation.response.as_ref().is_some_and(|response| schemas.at(response, &[name.to_owned()]).is_some())
    };
    let link = match extension.get("nextLinkName") {
        Some(Value::String(name)) if !name.is_empty() => name.clone(),
        Some(Value::Null) => return Err("its `nextLinkName` is null: the list is a single page".to_owned()),
        _ if has("nextLink") => "nextLink".to_owned(),
        _ => {
            return Err(
                "it names no `nextLinkName`, and the response has no `nextLink`: the list is a single page".to_owned()
            );
        }
    };
    let path = |name: &str| {
        let segments: Vec<String> = name.split('.').map(str::to_owned).collect();
        with_dotted_names(&segments, operation.response.as_ref(), schemas)
    };
    let mut strategy = Strategy::new(
        Next::Link(LinkSource::Field(path(&link))),
        Evidence::declared(format!("{HERE}, `nextLinkName`")),
    );
    // AutoRest's clients fetch a link by GET.
    strategy.link_by_get = operation.method != "GET";
    let mut draft = Draft::of(strategy);
    let (name, evidence) = match text(extension, "itemName") {
        "" => ("value", format!("{HERE}, where `itemName` is `value` if it is not given")),
        name => (name, format!("{HERE}, `itemName`")),
    };
    draft.items = Some(ItemsAt::list(path(name), Evidence::declared(evidence)));
    let next = text(extension, "operationName");
    if !next.is_empty() {
        draft.parts.notes.push(format!("the document names an operation for the next link: `{next}`"));
    }
    Ok(draft)
}
