//! What an API that declares nothing probably means: from names, types and descriptions.

mod answers;
mod counts;
mod leaves;
mod parameters;
mod position;
mod records;
mod words;

use crate::declaration::{Draft, ItemsAt, Next, Source, Strategy};
use crate::operation::{Operation, Parameter};
use crate::schema::Schemas;

use counts::flag;
use leaves::{Leaf, leaves};
use parameters::{counted, role_of};
use position::{Pair, from_headers, last_item, link, pairs};
use words::Role;

pub use counts::{flag_word, is_page_size, is_total_name, page_size, words_about_the_end};
pub use parameters::{Counted, counted_role, first_position, is_cursor_name, takes_page_and_size};
pub use records::{best, items, ranked_items};

/// How deep the response is searched.
const DEPTH: usize = 4;
/// How many members of a response are looked at.
const MEMBERS: usize = 600;

/// What was found.
#[derive(Debug)]
pub enum Inference {
    /// No list, or none that has pages.
    None,
    /// One reading fits.
    One(Box<Draft>),
    /// Several readings fit.
    Several(Vec<Draft>),
}

/// Reads an operation that declares nothing.
pub fn infer(operation: &Operation<'_>, schemas: Schemas<'_>, document: &str) -> Inference {
    if !operation.reads {
        return Inference::None;
    }
    let Some(response) = &operation.response else { return Inference::None };
    let lists = items(response, operation, schemas);
    if lists.is_empty() {
        return Inference::None;
    }
    let leaves = leaves(response, schemas);
    let readings = readings(operation, schemas, &leaves, &lists, document);
    let mut drafts = Vec::new();
    for strategy in readings {
        for list in &lists {
            drafts.push(draft(strategy.clone(), list.clone(), operation, schemas, &leaves));
        }
    }
    match drafts.len() {
        0 => Inference::None,
        1 => drafts.pop().map_or(Inference::None, |draft| Inference::One(Box::new(draft))),
        _ => Inference::Several(drafts),
    }
}

fn draft(
    strategy: Strategy,
    items: ItemsAt,
    operation: &Operation<'_>,
    schemas: Schemas<'_>,
    leaves: &[Leaf<'_>],
) -> Draft {
    let mut draft = Draft::of(strategy);
    let is_last_item = matches!(
        draft.parts.strategies.first().map(|strategy| &strategy.next),
        Some(Next::Cursor { source: Source::LastItem(_), .. })
    );
    draft.items = Some(items);
    draft.parts.page_size = page_size(&draft.parts, operation, schemas);
    if is_last_item {
        draft.parts.flag = flag(leaves);
    }
    draft
}

/// The strategies that fit. More than one: each alone fits, and they exclude each other.
fn readings(
    operation: &Operation<'_>,
    schemas: Schemas<'_>,
    leaves: &[Leaf<'_>],
    lists: &[ItemsAt],
    document: &str,
) -> Vec<Strategy> {
    let by_role = |role: Role| -> Vec<&Parameter<'_>> {
        operation
            .parameters
            .iter()
            .filter(|parameter| parameter.target.is_some() && role_of(parameter, operation, schemas) == Some(role))
            .collect()
    };
    let cursors = by_role(Role::Cursor);
    let offsets = by_role(Role::Offset);
    let pages = by_role(Role::Page);

    let pairs = pairs(&cursors, &offsets, &pages, schemas, leaves);
    let link = link(leaves, &cursors);
    let counted: Vec<Strategy> = match (pages.as_slice(), offsets.as_slice()) {
        ([page, ..], []) => vec![counted(page, true, schemas)],
        ([], [offset, ..]) => vec![counted(offset, false, schemas)],
        ([page, ..], [offset, ..]) => vec![counted(page, true, schemas), counted(offset, false, schemas)],
        ([], []) => Vec::new(),
    };

    let strong: Vec<&Pair> = pairs.iter().filter(|pair| pair.score >= 7).collect();
    match (link, strong.as_slice()) {
        (Some(link), []) if link.sure || counted.is_empty() && pairs.is_empty() => return vec![link.strategy],
        (Some(link), [..]) if link.sure => return vec![link.strategy],
        // A `next` that may be a URL or a cursor.
        (Some(link), [pair, ..]) if pair.path == link.path => return vec![pair.strategy(), link.strategy],
        (Some(link), []) if counted.len() == 1 && pairs.is_empty() => return vec![link.strategy],
        (_, [pair]) => return vec![pair.strategy()],
        (_, [first, second, ..]) if first.score > second.score => return vec![first.strategy()],
        (_, [_, _, ..]) => return strong.iter().take(3).map(|pair| pair.strategy()).collect(),
        (_, []) => {}
    }
    if let Some(strategy) = from_headers(operation, &cursors, document, !pages.is_empty() || !cursors.is_empty()) {
        return vec![strategy];
    }
    let mut all: Vec<Strategy> = pairs.iter().take(1).map(Pair::strategy).collect();
    if let Some(strategy) = last_item(operation, schemas, &cursors, leaves, lists).filter(|_| all.is_empty()) {
        all.push(strategy);
    }
    all.extend(counted);
    all
}
