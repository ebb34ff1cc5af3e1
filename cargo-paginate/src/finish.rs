//! From what a reader found to what can be written: the records are looked up, gaps are filled and marked, contradictions refused.

use crate::declaration::{
    Count, CountPlace, Declaration, Draft, ItemsAt, LinkSource, Next, PageSize, Parts, Source, Step, Stop, Strategy,
    Target,
};
use crate::infer;
use crate::operation::Operation;
use crate::schema::{Kind, Node, Schemas};

/// What can be written, or why nothing can.
pub fn finish(draft: Draft, operation: &Operation<'_>, schemas: Schemas<'_>) -> Result<Declaration, String> {
    let Draft { mut parts, items } = draft;
    if parts.strategies.is_empty() {
        return Err("nothing says where the next page is".to_owned());
    }
    let items = match items {
        Some(items) => items,
        None => guessed_items(operation, schemas)?,
    };
    if let Some(response) = &operation.response {
        check_items(&items, response, schemas)?;
        for strategy in &parts.strategies {
            check_strategy(strategy, &items, response, schemas)?;
        }
        check_words(&mut parts, response, schemas);
        let record = schemas.record(response, &items);
        parts.key = parts.key.filter(|key| record.as_ref().is_none_or(|record| is_key(record, &key.path, schemas)));
    } else if items.path.is_empty() && operation.headers.is_empty() && reads_body(&parts) {
        return Err("the response is not described".to_owned());
    }
    page_size(&mut parts, operation, schemas);
    targets(&mut parts)?;
    overlaps(&mut parts, &items)?;
    ends(&mut parts, operation, schemas);
    overlaps(&mut parts, &items)?;
    Ok(Declaration { parts, items })
}

fn guessed_items(operation: &Operation<'_>, schemas: Schemas<'_>) -> Result<ItemsAt, String> {
    let Some(response) = &operation.response else {
        return Err("the response is not described, so its records are not known".to_owned());
    };
    let mut found = infer::items(response, operation, schemas);
    match found.len() {
        0 => Err("the response has no list of records".to_owned()),
        1 => Ok(found.remove(0)),
        _ => {
            let names: Vec<String> = found.iter().map(|items| format!("`{}`", shown(&items.path))).collect();
            Err(format!(
                "the response has several lists, and nothing says which holds the records: {}",
                names.join(", ")
            ))
        }
    }
}

/// A path in messages.
pub fn shown(path: &[String]) -> String {
    if path.is_empty() { "the body".to_owned() } else { path.join(".") }
}

fn check_items(items: &ItemsAt, response: &Node<'_>, schemas: Schemas<'_>) -> Result<(), String> {
    let Some(node) = schemas.at(response, &items.path) else {
        if !items.path.is_empty() && leads_to_unknown(response, &items.path, schemas) {
            return Ok(());
        }
        return Err(format!("the response has no `{}`, where the records should be", shown(&items.path)));
    };
    let kind = schemas.shape(&node).kind;
    match kind {
        Kind::List | Kind::Map | Kind::Any => check_entries(items, &node, schemas),
        Kind::Object => Err(format!("`{}`, where the records should be, is a single object", shown(&items.path))),
        _ => Err(format!("`{}`, where the records should be, is a single value", shown(&items.path))),
    }
}

/// Lists in the entries, and the way to a record.
fn check_entries(items: &ItemsAt, list: &Node<'_>, schemas: Schemas<'_>) -> Result<(), String> {
    let mut entry = schemas.shape(list).entries;
    for group in &items.groups {
        let Some(node) = &entry else { return Ok(()) };
        match kind_at(node, group, schemas) {
            Some(Kind::List | Kind::Map | Kind::Any) => {}
            _ => return Err(format!("an entry of `{}` has no list at `{}`", shown(&items.path), shown(group))),
        }
        entry = schemas.at(node, group).and_then(|list| schemas.shape(&list).entries);
    }
    match &entry {
        Some(node) if kind_at(node, &items.each, schemas).is_none() => Err(format!(
            "an entry of `{}` has no `{}`, where the record should be",
            shown(&items.path),
            shown(&items.each)
        )),
        _ => Ok(()),
    }
}

/// Whether a path leaves what is described: what lies there is not known.
fn leads_to_unknown(response: &Node<'_>, path: &[String], schemas: Schemas<'_>) -> bool {
    (0..path.len()).any(|length| {
        path.get(..length)
            .and_then(|prefix| schemas.at(response, prefix))
            .is_some_and(|node| schemas.shape(&node).kind == Kind::Any)
    })
}

fn kind_at(response: &Node<'_>, path: &[String], schemas: Schemas<'_>) -> Option<Kind> {
    match schemas.at(response, path) {
        Some(node) => Some(schemas.shape(&node).kind),
        None => leads_to_unknown(response, path, schemas).then_some(Kind::Any),
    }
}

fn check_strategy(
    strategy: &Strategy,
    items: &ItemsAt,
    response: &Node<'_>,
    schemas: Schemas<'_>,
) -> Result<(), String> {
    let scalar = |path: &[String]| match kind_at(response, path, schemas) {
        None => Err(format!("the response has no `{}`, where the next position should be", shown(path))),
        Some(Kind::List) => Err(format!("`{}`, where the next position should be, is a list", shown(path))),
        Some(Kind::Flag) => Err(format!("`{}`, where the next position should be, is a flag", shown(path))),
        Some(kind) => Ok(kind),
    };
    match &strategy.next {
        Next::Cursor { source, or, target, .. } => {
            for source in [Some(source), or.as_ref()].into_iter().flatten() {
                match source {
                    Source::Field(path) => {
                        let kind = scalar(path)?;
                        let is_map = matches!(kind, Kind::Object | Kind::Map);
                        if is_map && !matches!(target, Target::Body(_) | Target::MergeQuery | Target::MergeBody) {
                            return Err(format!("`{}` is an object, which no parameter can hold", shown(path)));
                        }
                    }
                    Source::Together(fields) => {
                        for (_, path) in fields {
                            scalar(path)?;
                        }
                    }
                    Source::LastItem(path) | Source::FirstItem(path) => check_in_item(path, items, response, schemas)?,
                    Source::Header(_) => {}
                }
            }
        }
        Next::Link(LinkSource::Field(path)) => {
            if !matches!(scalar(path)?, Kind::Text | Kind::Any) {
                return Err(format!("`{}`, where the next link should be, is no string", shown(path)));
            }
        }
        Next::Link(LinkSource::Listed { list, .. }) => {
            if !matches!(kind_at(response, list, schemas), Some(Kind::List | Kind::Any)) {
                return Err(format!("the response has no list of links at `{}`", shown(list)));
            }
        }
        Next::Offset { step: Step::Field(path), .. } => {
            scalar(path)?;
        }
        Next::Link(_) | Next::Offset { .. } | Next::Page { .. } => {}
    }
    Ok(())
}

fn check_in_item(path: &[String], items: &ItemsAt, response: &Node<'_>, schemas: Schemas<'_>) -> Result<(), String> {
    let Some(record) = schemas.record(response, items) else { return Ok(()) };
    if schemas.shape(&record).kind == Kind::Any {
        return Ok(());
    }
    match kind_at(&record, path, schemas) {
        None => Err(format!("a record has no `{}`, where the next position should be", shown(path))),
        Some(Kind::List | Kind::Flag) => Err(format!("`{}` of a record is no position", shown(path))),
        Some(_) => Ok(()),
    }
}

/// Whether a record has this, as a single value.
fn is_key(record: &Node<'_>, path: &[String], schemas: Schemas<'_>) -> bool {
    matches!(kind_at(record, path, schemas), Some(Kind::Text | Kind::Integer | Kind::Any))
}

/// Flags that are no flags and counts that are no numbers are left out: they end nothing that they should not.
fn check_words(parts: &mut Parts, response: &Node<'_>, schemas: Schemas<'_>) {
    if let Some(flag) = &parts.flag
        && !matches!(kind_at(response, &flag.path, schemas), Some(Kind::Flag | Kind::Any))
    {
        parts.notes.push(format!("`{}` is left out: it is no boolean", shown(&flag.path)));
        parts.flag = None;
    }
    let mut notes = Vec::new();
    for count in [&mut parts.total, &mut parts.total_pages] {
        if let Some(Count { place: CountPlace::Field(path), .. }) = count
            && !matches!(kind_at(response, path, schemas), Some(Kind::Integer | Kind::Number | Kind::Text | Kind::Any))
        {
            notes.push(format!("`{}` is left out: it is no number", shown(path)));
            *count = None;
        }
    }
    parts.notes.extend(notes);
}

fn reads_body(parts: &Parts) -> bool {
    parts.strategies.iter().any(|strategy| {
        matches!(
            strategy.next,
            Next::Cursor { source: Source::Field(_) | Source::Together(_), .. }
                | Next::Link(LinkSource::Field(_) | LinkSource::Listed { .. })
        )
    })
}

/// The page size that nothing declares, and the numbers of one that is declared.
fn page_size(parts: &mut Parts, operation: &Operation<'_>, schemas: Schemas<'_>) {
    if parts.page_size.is_none() {
        parts.page_size = infer::page_size(parts, operation, schemas);
    }
    let Some(size) = &mut parts.page_size else { return };
    let shape = size
        .target
        .as_ref()
        .and_then(|target| operation.parameter_at(target))
        .and_then(|parameter| parameter.shape(schemas));
    if let Some(shape) = shape {
        let number = |value: Option<&serde_json::Value>| {
            value.and_then(|value| value.as_u64().or_else(|| value.as_str()?.parse().ok())).filter(|number| *number > 0)
        };
        size.default = size.default.or_else(|| number(shape.default));
        // A greatest value of a whole type says nothing about pages.
        size.max = size.max.or_else(|| number(shape.maximum)).filter(|max| *max < u64::from(u16::MAX) * 16);
    }
    if let PageSize { max: Some(max), default, send, .. } = size {
        let max = *max;
        for given in [default, send] {
            if given.is_some_and(|given| given > max) {
                *given = None;
            }
        }
    }
}

/// A place of the request holds one value.
fn targets(parts: &mut Parts) -> Result<(), String> {
    let positions: Vec<Target> =
        parts.strategies.iter().filter_map(|strategy| strategy.next.target().cloned()).collect();
    if let Some(size) = &mut parts.page_size {
        let is_taken = size.target.as_ref().is_some_and(|target| positions.contains(target));
        if is_taken && size.evidence.is_declared() && size.send.is_none() {
            return Err("the position and the page size go to the same place".to_owned());
        }
        if is_taken || size.target.is_none() && size.default.is_none() {
            parts.page_size = None;
        }
    }
    let size = parts.page_size.as_ref().and_then(|size| size.target.clone());
    for strategy in &mut parts.strategies {
        let position = strategy.next.target().cloned();
        strategy.query.retain(|(name, _)| {
            let target = Some(Target::Param(name.clone()));
            target != position && target != size
        });
    }
    Ok(())
}

/// A place of the response has one role.
fn overlaps(parts: &mut Parts, items: &ItemsAt) -> Result<(), String> {
    let mut taken: Vec<Vec<String>> = items.lists().cloned().collect();
    let clash = |taken: &[Vec<String>], path: &[String]| {
        taken.iter().any(|other| other.starts_with(path) || path.starts_with(other))
    };
    let mut positions = Vec::new();
    for strategy in &parts.strategies {
        match &strategy.next {
            Next::Cursor { source, or, .. } => {
                for source in [Some(source), or.as_ref()].into_iter().flatten() {
                    match source {
                        Source::Field(path) => positions.push(path.clone()),
                        Source::Together(fields) => positions.extend(fields.iter().map(|(_, path)| path.clone())),
                        _ => {}
                    }
                }
            }
            Next::Link(LinkSource::Field(path) | LinkSource::Listed { list: path, .. })
            | Next::Offset { step: Step::Field(path), .. } => positions.push(path.clone()),
            _ => {}
        }
    }
    for path in positions {
        if clash(&taken, &path) {
            return Err(format!("`{}` would be the records and a position at once", shown(&path)));
        }
        taken.push(path);
    }
    if parts.sync_token.as_ref().is_some_and(|token| clash(&taken, &token.path)) {
        parts.sync_token = None;
    }
    taken.extend(parts.sync_token.as_ref().map(|token| token.path.clone()));
    if parts.flag.as_ref().is_some_and(|flag| clash(&taken, &flag.path)) {
        parts.flag = None;
    }
    taken.extend(parts.flag.as_ref().map(|flag| flag.path.clone()));
    for count in [&mut parts.total, &mut parts.total_pages] {
        if let Some(Count { place: CountPlace::Field(path), .. }) = count {
            if clash(&taken, path) {
                *count = None;
            } else {
                taken.push(path.clone());
            }
        }
    }
    parts.beside.retain(|path| !clash(&taken, path));
    Ok(())
}

/// What ends a walk that would not end of itself.
fn ends(parts: &mut Parts, operation: &Operation<'_>, schemas: Schemas<'_>) {
    let counted = parts.strategies.iter().any(|strategy| strategy.next.is_counted());
    let pages = parts.strategies.iter().any(|strategy| matches!(strategy.next, Next::Page { .. }));
    if !pages {
        parts.total_pages = None;
    }
    let is_ended = |parts: &Parts| parts.flag.is_some() || parts.total.is_some() || parts.total_pages.is_some();
    let declared_stop = parts.strategies.iter().any(|strategy| !strategy.stop.is_empty());
    if counted && !declared_stop && !is_ended(parts) {
        infer::words_about_the_end(parts, operation, schemas);
        if !pages {
            parts.total_pages = None;
        }
    }
    let ended = is_ended(parts);
    let mut notes = Vec::new();
    for strategy in &mut parts.strategies {
        if strategy.stop.is_empty() && strategy.next.is_counted() && !ended {
            strategy.stop.push(Stop::EmptyPage);
            notes.push("guessed: nothing says where the list ends, and an empty page surely does".to_owned());
        }
        let is_header = matches!(strategy.next, Next::Cursor { source: Source::Header(_), end: None, .. });
        if strategy.stop.is_empty() && is_header && parts.flag.is_none() {
            strategy.stop.push(Stop::Absent);
        }
        strategy.stop.sort_unstable();
        strategy.stop.dedup();
        if strategy.next.is_counted() {
            strategy.stop.retain(|stop| *stop != Stop::Absent);
        }
    }
    if let Some(size) = &parts.page_size
        && size.target.is_none()
        && size.default.is_none()
    {
        parts.page_size = None;
    }
    for strategy in &mut parts.strategies {
        if let Next::Offset { step, .. } = &mut strategy.next
            && *step == Step::PageSize
            && parts.page_size.is_none()
        {
            *step = Step::Received;
        }
    }
    parts.notes.extend(notes);
}
