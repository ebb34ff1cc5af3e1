//! What an API that declares nothing probably means: from names, types and descriptions.

mod words;

use crate::declaration::{
    Count, CountPlace, Draft, Evidence, Flag, ItemsAt, LinkSource, Next, PageSize, Parts, Source, Step, Stop, Strategy,
    Target, WirePath,
};
use crate::openapi::completed::why_list;
use crate::operation::{Operation, Parameter};
use crate::schema::{Kind, Node, Schemas, Shape};

use words::Role;

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

/// A member of the response outside its records.
struct Leaf<'a> {
    path: WirePath,
    shape: Shape<'a>,
}

impl Leaf<'_> {
    /// Its name, and that of what it is in.
    fn names(&self) -> (String, String) {
        let mut names = self.path.iter().rev();
        let own = names.next().map(|name| words::plain(name)).unwrap_or_default();
        (own, names.next().map(|name| words::plain(name)).unwrap_or_default())
    }
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

/// Whether a request names the page, or the offset, and its size.
pub fn takes_page_and_size(operation: &Operation<'_>, schemas: Schemas<'_>) -> bool {
    let has = |wanted: &[Role]| {
        operation.parameters.iter().any(|parameter| {
            parameter.target.is_some()
                && role_of(parameter, operation, schemas).is_some_and(|role| wanted.contains(&role))
        })
    };
    has(&[Role::Page, Role::Offset]) && has(&[Role::Size])
}

/// What a parameter is for.
fn role_of(parameter: &Parameter<'_>, operation: &Operation<'_>, schemas: Schemas<'_>) -> Option<Role> {
    let role = words::role(&parameter.name)?;
    let shape = parameter.shape(schemas);
    let kind = shape.as_ref().map_or(Kind::Any, |shape| shape.kind);
    let is_number = match kind {
        Kind::Integer | Kind::Number => true,
        Kind::Text => shape.as_ref().is_some_and(says_number),
        _ => false,
    };
    match role {
        // An offset that is a string is a cursor.
        Role::Offset | Role::Page if kind == Kind::Text && !is_number => Some(Role::Cursor),
        Role::Offset | Role::Page if kind.is_scalar() && !is_number || kind == Kind::List => None,
        Role::Offset | Role::Page if matches!(kind, Kind::Object | Kind::Map) => Some(Role::Cursor),
        // `from` beside `to` is a date, or a place.
        Role::Offset
            if words::plain(&parameter.name) == "from"
                && operation
                    .parameters
                    .iter()
                    .any(|other| matches!(words::plain(&other.name).as_str(), "to" | "until" | "till")) =>
        {
            None
        }
        Role::Cursor if matches!(kind, Kind::Flag | Kind::List) || is_date(shape.as_ref()) => None,
        Role::Size
            if matches!(kind, Kind::Flag | Kind::List | Kind::Object | Kind::Map)
                || kind == Kind::Text
                    && !is_number
                    && shape.as_ref().is_some_and(|shape| shape.format == "date-time") =>
        {
            None
        }
        role => Some(role),
    }
}

fn is_date(shape: Option<&Shape<'_>>) -> bool {
    shape.is_some_and(|shape| matches!(shape.format, "date" | "date-time"))
}

/// A string of digits, by its default or its example.
fn says_number(shape: &Shape<'_>) -> bool {
    [shape.default, shape.example].into_iter().flatten().any(|value| {
        value.is_u64()
            || value.as_str().is_some_and(|text| {
                !text.is_empty() && text.len() < 9 && text.bytes().all(|byte| byte.is_ascii_digit())
            })
    }) || matches!(shape.format, "int32" | "int64" | "integer")
}

fn counted(parameter: &Parameter<'_>, is_page: bool, schemas: Schemas<'_>) -> Strategy {
    let target = parameter.target.clone().unwrap_or(Target::Param(parameter.name.clone()));
    let said = first_position(parameter, schemas);
    let name = &parameter.name;
    if is_page {
        let plain = words::plain(name);
        let usual = u64::from(!plain.ends_with("index"));
        Strategy::new(
            Next::Page { target, first: said.unwrap_or(usual) },
            Evidence::guessed(format!("the parameter `{name}` is a page number by its name and type")),
        )
    } else {
        Strategy::new(
            Next::Offset { target, first: said.unwrap_or(0), step: Step::Received },
            Evidence::guessed(format!("the parameter `{name}` is an offset by its name and type")),
        )
    }
}

/// Where a counted parameter begins, if the document says so.
pub fn first_position(parameter: &Parameter<'_>, schemas: Schemas<'_>) -> Option<u64> {
    let shape = parameter.shape(schemas);
    let number = |value: Option<&serde_json::Value>| {
        value.and_then(|value| value.as_u64().or_else(|| value.as_str()?.parse().ok()))
    };
    let said = shape
        .as_ref()
        .and_then(|shape| number(shape.default).or_else(|| number(shape.minimum)))
        .filter(|first| *first <= 1);
    let description = parameter.description.to_lowercase();
    said.or_else(|| {
        let zero = [
            "zero-based",
            "zero based",
            "0-based",
            "0-indexed",
            "zero-indexed",
            "zero indexed",
            "starts at 0",
            "starting at 0",
            "starting from 0",
            "start with 0",
        ];
        let one =
            ["one-based", "1-based", "1-indexed", "one-indexed", "starts at 1", "starting at 1", "starting from 1"];
        if zero.iter().any(|words| description.contains(words)) {
            Some(0)
        } else if one.iter().any(|words| description.contains(words)) {
            Some(1)
        } else {
            None
        }
    })
}

/// A parameter and the member of the response that fills it.
struct Pair {
    score: u8,
    path: WirePath,
    target: Target,
    name: String,
}

impl Pair {
    fn strategy(&self) -> Strategy {
        let next = Next::Cursor {
            source: Source::Field(self.path.clone()),
            or: None,
            target: self.target.clone(),
            end: None,
            initial: None,
        };
        let why = format!(
            "`{}` of the response goes with the parameter `{}`, by their names",
            self.path.join("."),
            self.name
        );
        Strategy::new(next, Evidence::guessed(why))
    }
}

/// Pairs, the best first.
fn pairs(
    cursors: &[&Parameter<'_>],
    offsets: &[&Parameter<'_>],
    pages: &[&Parameter<'_>],
    schemas: Schemas<'_>,
    leaves: &[Leaf<'_>],
) -> Vec<Pair> {
    let mut pairs = Vec::new();
    let counted = offsets.iter().chain(pages).map(|parameter| (parameter, true));
    for (parameter, is_counted) in cursors.iter().map(|parameter| (parameter, false)).chain(counted) {
        let Some(target) = parameter.target.clone() else { continue };
        for leaf in leaves {
            let (own, parent) = leaf.names();
            let score = words::pair(&words::plain(&parameter.name), &own, &parent);
            let kind = parameter.kind(schemas);
            // The server counts itself: `next_page`, `nextOffset`, and nothing that may be where this page began.
            let score = if is_counted && !(own.contains("next") || parent.contains("next")) { 0 } else { score };
            if score == 0 || !agree(kind, leaf.shape.kind, &target) || is_date(Some(&leaf.shape)) {
                continue;
            }
            if is_counted
                && leaf.shape.kind == Kind::Text
                && kind == Kind::Integer
                && words::is_link(&own, &parent, &leaf.shape)
            {
                continue;
            }
            pairs.push(Pair { score, path: leaf.path.clone(), target: target.clone(), name: parameter.name.clone() });
        }
    }
    // A shorter path is the likelier one, and the first of equals stays first.
    pairs.sort_by_key(|pair| (std::cmp::Reverse(pair.score), pair.path.len()));
    pairs.dedup_by(|second, first| second.path == first.path && second.target == first.target);
    if let [first, second, ..] = pairs.as_slice()
        && first.score == second.score
        && first.path.len() < second.path.len()
    {
        pairs.truncate(1);
    }
    pairs
}

fn agree(parameter: Kind, leaf: Kind, target: &Target) -> bool {
    match (parameter, leaf) {
        (_, Kind::Object | Kind::Map) => {
            matches!(target, Target::Body(_)) && matches!(parameter, Kind::Object | Kind::Map)
        }
        (_, Kind::Flag | Kind::List) | (Kind::Object | Kind::Map, _) => false,
        _ => true,
    }
}

struct FoundLink {
    strategy: Strategy,
    path: WirePath,
    /// Whether its name or its description says that it is a URL.
    sure: bool,
}

fn link(leaves: &[Leaf<'_>], cursors: &[&Parameter<'_>]) -> Option<FoundLink> {
    let mut best: Option<(u8, &Leaf<'_>)> = None;
    for leaf in leaves.iter().filter(|leaf| matches!(leaf.shape.kind, Kind::Text | Kind::Any)) {
        let (own, parent) = leaf.names();
        let grandparent = leaf.path.iter().rev().nth(2).map(|name| words::plain(name)).unwrap_or_default();
        let mut score = words::link(&own, &parent, &leaf.shape);
        // `links.next.href`
        if matches!(own.as_str(), "href" | "url" | "uri") && parent == "next" {
            score = 9;
        }
        if score == 8 && grandparent.contains("cursor") {
            score = 0;
        }
        if score > 0
            && best.is_none_or(|(other, before)| score > other || score == other && leaf.path.len() < before.path.len())
        {
            best = Some((score, leaf));
        }
    }
    let (score, leaf) = best?;
    let sure = score >= 7;
    if !sure && !cursors.is_empty() && score < 5 {
        return None;
    }
    let why = if sure {
        format!("`{}` is a URL, by its name or its description", leaf.path.join("."))
    } else {
        format!("`{}` names the next page, and no parameter takes it", leaf.path.join("."))
    };
    Some(FoundLink {
        strategy: Strategy::new(Next::Link(LinkSource::Field(leaf.path.clone())), Evidence::guessed(why)),
        path: leaf.path.clone(),
        sure,
    })
}

fn from_headers(
    operation: &Operation<'_>,
    cursors: &[&Parameter<'_>],
    document: &str,
    has_position: bool,
) -> Option<Strategy> {
    for header in &operation.headers {
        let name = words::plain(header.name);
        if name == "link" {
            let why = "the response has a `Link` header";
            return Some(Strategy::new(Next::Link(LinkSource::Rel("next".to_owned())), Evidence::guessed(why)));
        }
        let without_x = name.strip_prefix('x').unwrap_or(&name);
        if let Some((score, parameter)) = cursors
            .iter()
            .map(|parameter| (words::pair(&words::plain(&parameter.name), without_x, ""), parameter))
            .filter(|(score, _)| *score >= 5)
            .max_by_key(|(score, _)| *score)
        {
            let target = parameter.target.clone()?;
            let next = Next::Cursor {
                source: Source::Header(header.name.to_ascii_lowercase()),
                or: None,
                target,
                end: None,
                initial: None,
            };
            let _ = score;
            let why =
                format!("the header `{}` goes with the parameter `{}`, by their names", header.name, parameter.name);
            return Some(Strategy::new(next, Evidence::guessed(why)));
        }
    }
    let says = |text: &str| {
        let text = text.to_lowercase();
        ["link header", "`link` header", "link response header", "rfc 5988", "rfc5988", "rfc 8288"]
            .iter()
            .any(|words| text.contains(words))
    };
    if has_position && says(operation.description) {
        let why = "the description of the operation names the `Link` header";
        return Some(Strategy::new(Next::Link(LinkSource::Rel("next".to_owned())), Evidence::guessed(why)));
    }
    let body_is_list = operation.response.is_some() && has_position && says(document);
    body_is_list.then(|| {
        let why = "the description of the API names the `Link` header";
        Strategy::new(Next::Link(LinkSource::Rel("next".to_owned())), Evidence::guessed(why))
    })
}

/// `starting_after` with the `id` of the last record.
fn last_item(
    operation: &Operation<'_>,
    schemas: Schemas<'_>,
    cursors: &[&Parameter<'_>],
    leaves: &[Leaf<'_>],
    lists: &[ItemsAt],
) -> Option<Strategy> {
    let [items] = lists else { return None };
    let parameter = cursors.iter().find(|parameter| words::takes_id(&words::plain(&parameter.name)))?;
    let response = operation.response.as_ref()?;
    let record = schemas.shape(&schemas.record(response, items)?);
    let id = record.members.get("id")?;
    if !matches!(schemas.shape(&id.node).kind, Kind::Text | Kind::Integer) {
        return None;
    }
    let source = Source::LastItem(vec!["id".to_owned()]);
    let next = Next::Cursor { source, or: None, target: parameter.target.clone()?, end: None, initial: None };
    let why = format!("the parameter `{}` takes an id by its name, and the response has no cursor", parameter.name);
    let mut strategy = Strategy::new(next, Evidence::guessed(why));
    if flag(leaves).is_none() {
        strategy.stop.push(Stop::EmptyPage);
    }
    Some(strategy)
}

fn flag(leaves: &[Leaf<'_>]) -> Option<Flag> {
    leaves.iter().filter(|leaf| leaf.shape.kind == Kind::Flag).find_map(|leaf| {
        let (own, _) = leaf.names();
        let is_last = words::flag(&own)?;
        let evidence = Evidence::guessed(format!("`{}`, by its name and type", leaf.path.join(".")));
        Some(Flag { path: leaf.path.clone(), is_last, evidence })
    })
}

/// The flag or the counts that end a walk that is counted, and that nothing declares.
pub fn words_about_the_end(parts: &mut Parts, operation: &Operation<'_>, schemas: Schemas<'_>) {
    let Some(response) = &operation.response else { return };
    let leaves = leaves(response, schemas);
    if let Some(flag) = flag(&leaves) {
        parts.flag = Some(flag);
        return;
    }
    let count = |role: fn(&str, &str) -> bool| {
        leaves.iter().filter(|leaf| matches!(leaf.shape.kind, Kind::Integer | Kind::Number)).find_map(|leaf| {
            let (own, parent) = leaf.names();
            role(&own, &parent).then(|| Count {
                place: CountPlace::Field(leaf.path.clone()),
                evidence: Evidence::guessed(format!("`{}`, by its name and type", leaf.path.join("."))),
            })
        })
    };
    parts.total_pages = count(words::is_total_pages);
    parts.total = count(words::is_total);
    if parts.total.is_none() {
        parts.total = operation
            .headers
            .iter()
            .find(|header| {
                matches!(
                    words::plain(header.name).as_str(),
                    "xtotal" | "xtotalcount" | "totalcount" | "xwptotal" | "xpaginationtotalcount"
                )
            })
            .map(|header| Count {
                place: CountPlace::Header(header.name.to_ascii_lowercase()),
                evidence: Evidence::guessed(format!("the header `{}`, by its name", header.name)),
            });
    }
}

/// Whether `true` means the last page, of a flag with this name.
pub fn flag_word(name: &str) -> Option<bool> {
    words::flag(&words::plain(name))
}

/// What a counted parameter counts, by its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Counted {
    /// Records.
    Offset,
    /// Pages.
    Page,
}

/// What a parameter of this name counts.
pub fn counted_role(name: &str) -> Option<Counted> {
    match words::role(name) {
        Some(Role::Offset) => Some(Counted::Offset),
        Some(Role::Page) => Some(Counted::Page),
        _ => None,
    }
}

/// Whether a member of this name is a cursor.
pub fn is_cursor_name(name: &str) -> bool {
    words::role(name) == Some(Role::Cursor)
}

/// Whether a member at this place is the number of all records.
pub fn is_total_name(path: &[String]) -> bool {
    let mut names = path.iter().rev().map(|name| words::plain(name));
    let own = names.next().unwrap_or_default();
    words::is_total(&own, &names.next().unwrap_or_default())
}

/// Whether a parameter of this name is a page size.
pub fn is_page_size(name: &str) -> bool {
    words::role(name) == Some(Role::Size)
}

/// The parameter that says how many records a page has.
pub fn page_size(parts: &Parts, operation: &Operation<'_>, schemas: Schemas<'_>) -> Option<PageSize> {
    let positions: Vec<&Target> = parts.strategies.iter().filter_map(|strategy| strategy.next.target()).collect();
    let place = positions.first().copied();
    let parameter = operation
        .parameters
        .iter()
        .filter(|parameter| {
            parameter.target.is_some() && parameter.target.as_ref().is_none_or(|target| !positions.contains(&target))
        })
        .filter(|parameter| role_of(parameter, operation, schemas) == Some(Role::Size))
        .min_by_key(|parameter| {
            let same_place =
                place.is_none_or(|place| parameter.target.as_ref().is_some_and(|target| same_kind(target, place)));
            (!same_place, words::rank_of_size(&words::plain(&parameter.name)))
        })?;
    Some(PageSize {
        target: parameter.target.clone(),
        default: None,
        max: None,
        send: None,
        evidence: Evidence::guessed(format!("the parameter `{}`, by its name", parameter.name)),
    })
}

fn same_kind(one: &Target, other: &Target) -> bool {
    std::mem::discriminant(one) == std::mem::discriminant(other)
}

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
    let resource = words::plain(resource.rsplit(':').next().unwrap_or(resource));
    let id = words::plain(&operation.id);
    lists
        .into_iter()
        .filter_map(|list| {
            let name = words::plain(list.path.last()?);
            let rank = words::rank_of_list(&name, &resource, &id, list.entries, list.path.len())?;
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
                if words::is_items(&words::plain(name))
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

/// The values of a response that are in no list.
fn leaves<'a>(response: &Node<'a>, schemas: Schemas<'a>) -> Vec<Leaf<'a>> {
    let mut found = Vec::new();
    collect_leaves(&schemas.shape(response), schemas, &mut Vec::new(), &mut found);
    found
}

fn collect_leaves<'a>(shape: &Shape<'a>, schemas: Schemas<'a>, path: &mut WirePath, found: &mut Vec<Leaf<'a>>) {
    for (name, member) in &shape.members {
        if found.len() > MEMBERS {
            return;
        }
        let inner = schemas.shape(&member.node);
        path.push((*name).to_owned());
        match inner.kind {
            Kind::Object if path.len() < DEPTH => {
                collect_leaves(&inner, schemas, path, found);
                found.push(Leaf { path: path.clone(), shape: inner });
            }
            Kind::List => {}
            _ => found.push(Leaf { path: path.clone(), shape: inner }),
        }
        path.pop();
    }
}
