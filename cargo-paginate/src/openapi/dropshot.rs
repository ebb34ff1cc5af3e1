//! `x-dropshot-pagination`: the names are always the same.

use serde_json::Value;

use crate::declaration::{Draft, Evidence, ItemsAt, Next, PageSize, Source, Strategy};
use crate::operation::Operation;
use crate::schema::list;

const HERE: &str = "x-dropshot-pagination";

pub(super) fn read(extension: &Value, operation: &Operation<'_>) -> Result<Draft, String> {
    let said = |what: &str| Evidence::declared(format!("{HERE}: {what}"));
    let target = super::target("page_token", operation)?;
    let source = Source::Field(vec!["next_page".to_owned()]);
    let next = Next::Cursor { source, or: None, target, end: None, initial: None };
    let mut draft = Draft::of(Strategy::new(next, said("`page_token` and `next_page` are Dropshot's names")));
    draft.items = Some(ItemsAt::list(vec!["items".to_owned()], said("`items` is Dropshot's name")));
    if let Ok(limit) = super::target("limit", operation) {
        draft.parts.page_size = Some(PageSize {
            target: Some(limit),
            default: None,
            max: None,
            send: None,
            evidence: said("`limit` is Dropshot's name"),
        });
    }
    let required: Vec<&str> = list(extension, "required").iter().filter_map(Value::as_str).collect();
    if !required.is_empty() {
        draft.parts.notes.push(format!("the first request needs {}", required.join(", ")));
    }
    Ok(draft)
}
