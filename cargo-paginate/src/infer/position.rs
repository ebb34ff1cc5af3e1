//! What gives the next position: a member that a parameter takes, a link, a header, the last record.

use super::answers;
use super::counts::flag;
use super::leaves::Leaf;
use super::parameters::is_date;
use super::words;
use crate::declaration::{Evidence, ItemsAt, LinkSource, Next, Source, Stop, Strategy, Target, WirePath};
use crate::operation::{Operation, Parameter};
use crate::schema::{Kind, Schemas};

/// A parameter and the member of the response that fills it.
pub(super) struct Pair {
    pub(super) score: u8,
    pub(super) path: WirePath,
    pub(super) target: Target,
    pub(super) name: String,
}

impl Pair {
    pub(super) fn strategy(&self) -> Strategy {
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
pub(super) fn pairs(
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
            let score = answers::pair(&words::plain(&parameter.name), &own, &parent);
            let kind = parameter.kind(schemas);
            // The server counts itself: `next_page`, `nextOffset`, and nothing that may be where this page began.
            let score = if is_counted && !(own.contains("next") || parent.contains("next")) { 0 } else { score };
            if score == 0 || !agree(kind, leaf.shape.kind, &target) || is_date(Some(&leaf.shape)) {
                continue;
            }
            if is_counted
                && leaf.shape.kind == Kind::Text
                && kind == Kind::Integer
                && answers::is_link(&own, &parent, &leaf.shape)
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

pub(super) struct FoundLink {
    pub(super) strategy: Strategy,
    pub(super) path: WirePath,
    /// Whether its name or its description says that it is a URL.
    pub(super) sure: bool,
}

pub(super) fn link(leaves: &[Leaf<'_>], cursors: &[&Parameter<'_>]) -> Option<FoundLink> {
    let mut best: Option<(u8, &Leaf<'_>)> = None;
    for leaf in leaves.iter().filter(|leaf| matches!(leaf.shape.kind, Kind::Text | Kind::Any)) {
        let (own, parent) = leaf.names();
        let grandparent = leaf.path.iter().rev().nth(2).map(|name| words::plain(name)).unwrap_or_default();
        let mut score = answers::link(&own, &parent, &leaf.shape);
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

pub(super) fn from_headers(
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
            .map(|parameter| (answers::pair(&words::plain(&parameter.name), without_x, ""), parameter))
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
pub(super) fn last_item(
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
