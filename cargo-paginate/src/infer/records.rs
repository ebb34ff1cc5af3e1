//! The lists of a response, and which of them holds the records.

use super::words::plain;
use crate::declaration::{Evidence, ItemsAt, WirePath};
use crate::openapi::completed::why_list;
use crate::operation::Operation;
use crate::schema::{Kind, Node, Schemas, Shape};

use super::{DEPTH, MEMBERS};

/// The lists that may be the records: one where that is clear, all of equal rank where it is not.
pub fn items(response: &Node<'_>, operation: &Operation<'_>, schemas: Schemas<'_>) -> Vec<ItemsAt> {
    best(ranked_items(response, operation, schemas))
}

/// Those of the highest rank.
pub fn best(ranked: Vec<(u32, ItemsAt)>) -> Vec<ItemsAt> {
    let best = ranked.iter().map(|(rank, _)| *rank).max();
    ranked.into_iter().filter(|(rank, _)| Some(*rank) == best).map(|(_, items)| items).collect()
}

/// The lists that may be the records, each with how much it looks like them.
pub fn ranked_items(response: &Node<'_>, operation: &Operation<'_>, schemas: Schemas<'_>) -> Vec<(u32, ItemsAt)> {
    let shape = schemas.shape(response);
    match shape.kind {
        Kind::List => {
            let evidence = Evidence::guessed(why_list(response, schemas));
            return vec![(0, ItemsAt::list(Vec::new(), evidence))];
        }
        Kind::Object => {}
        _ => return Vec::new(),
    }
    let mut lists = Vec::new();
    let mut seen = 0;
    collect_lists(&shape, schemas, &mut Vec::new(), &mut lists, &mut seen);
    let resource =
        operation.path.rsplit('/').find(|segment| !segment.starts_with('{') && !segment.is_empty()).unwrap_or_default();
    let resource = plain(resource.rsplit(':').next().unwrap_or(resource));
    let id = plain(&operation.id);
    lists
        .into_iter()
        .filter_map(|list| {
            let name = plain(list.path.last()?);
            let rank = rank_of_list(&name, &resource, &id, list.entries, list.path.len())?;
            let why = format!("`{}` is the list of the response that looks like its records", list.path.join("."));
            Some((rank, ItemsAt::list(list.path, Evidence::guessed(why))))
        })
        .collect()
}

struct FoundList {
    path: WirePath,
    entries: Kind,
}

fn collect_lists(
    shape: &Shape<'_>,
    schemas: Schemas<'_>,
    path: &mut WirePath,
    found: &mut Vec<FoundList>,
    seen: &mut usize,
) {
    for (name, member) in &shape.members {
        *seen += 1;
        if *seen > MEMBERS {
            return;
        }
        let inner = schemas.shape(&member.node);
        path.push((*name).to_owned());
        match inner.kind {
            Kind::List => {
                let entries = inner.entries.as_ref().map_or(Kind::Text, |entries| schemas.shape(entries).kind);
                found.push(FoundList { path: path.clone(), entries });
            }
            Kind::Map
                if is_items(&plain(name))
                    && inner.entries.as_ref().is_some_and(|entries| schemas.shape(entries).kind == Kind::Object) =>
            {
                found.push(FoundList { path: path.clone(), entries: Kind::Object });
            }
            Kind::Object if path.len() < DEPTH - 1 => collect_lists(&inner, schemas, path, found, seen),
            _ => {}
        }
        path.pop();
    }
}

fn is_items(name: &str) -> bool {
    GENERIC.contains(&name)
}

const GENERIC: &[&str] = &[
    "items",
    "data",
    "results",
    "records",
    "entries",
    "elements",
    "objects",
    "value",
    "values",
    "rows",
    "list",
    "content",
    "hits",
    "nodes",
    "resources",
    "edges",
    "collection",
    "members",
    "result",
    "response",
    "contents",
    "docs",
    "entities",
    "payload",
];
const BESIDE: &[&str] = &[
    "errors",
    "warnings",
    "links",
    "facets",
    "included",
    "notices",
    "sort",
    "aggregations",
    "filters",
    "columns",
    "fields",
    "unreachable",
    "failures",
    "expands",
    "breadcrumbs",
    "tags",
    "requestids",
    "commonprefixes",
    "sorting",
    "schema",
    "metadata",
    "headers",
    "linkedresources",
    "suggestions",
];

/// How much a list looks like the records. `None` is no list of records.
fn rank_of_list(name: &str, resource: &str, operation: &str, entries: Kind, depth: usize) -> Option<u32> {
    if matches!(name, "links" | "errors" | "warnings" | "unreachable" | "sort" | "expands") && name != resource {
        return None;
    }
    let by_resource = !resource.is_empty()
        && (name == resource
            || resource.len() > 3 && (name.ends_with(resource) || resource.ends_with(name) && name.len() > 3));
    let by_operation = name.len() > 3 && operation.ends_with(name);
    let named = match name {
        _ if by_resource || by_operation => 40,
        _ if GENERIC.contains(&name) => 40,
        _ if operation.contains(name.trim_end_matches('s')) && name.len() > 4 => 30,
        _ if BESIDE.contains(&name) => 0,
        _ => 20,
    };
    let depth = u32::try_from(depth).unwrap_or(4).min(4);
    let objects = match entries {
        Kind::Object | Kind::Map => 10,
        Kind::Any => 5,
        _ => 0,
    };
    Some(100 + named + objects - depth * 15)
}
