//! What the second request shows: which of its values came from the first response, or were counted.

use serde_json::Value;
use url::Url;

use super::Exchange;
use crate::declaration::{
    Count, CountPlace, Draft, Evidence, Flag, ItemsAt, LinkSource, Next, PageSize, Source, Step, Stop, Strategy,
    Target, WirePath,
};
use crate::infer::{self, Counted};
use crate::operation::Operation;

/// How deep a response is searched.
const DEPTH: usize = 6;

/// Whether a list is not the same in all responses.
pub(super) fn differs(exchanges: &[&Exchange], path: &[String]) -> bool {
    let mut lists = exchanges.iter().map(|exchange| at(&exchange.page, path));
    let first = lists.next().flatten();
    lists.any(|list| list != first)
}

fn at<'v>(value: &'v Value, path: &[String]) -> Option<&'v Value> {
    path.iter().try_fold(value, |value, name| value.get(name))
}

fn records<'v>(page: &'v Value, items: &ItemsAt) -> &'v [Value] {
    at(page, &items.path).and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default()
}

/// The values of a response that are in no list, as text.
fn leaves(value: &Value, path: &mut WirePath, into: &mut Vec<(WirePath, String)>) {
    match value {
        Value::Object(object) if path.len() < DEPTH => {
            for (name, value) in object {
                path.push(name.clone());
                leaves(value, path, into);
                path.pop();
            }
        }
        Value::String(text) => into.push((path.clone(), text.clone())),
        Value::Number(number) => into.push((path.clone(), number.to_string())),
        _ => {}
    }
}

/// The drafts that a pair of requests speaks for. All that speak equally well are given.
pub(super) fn read(
    exchanges: &[&Exchange],
    all: &[Exchange],
    items: &ItemsAt,
    operation: &Operation<'_>,
) -> Vec<Draft> {
    for first in exchanges {
        if let Some(strategy) = link(first, all) {
            return vec![with_words(strategy, exchanges, items, first, operation)];
        }
    }
    for pair in exchanges.windows(2) {
        let [first, second] = pair else { continue };
        let found = sent(first, second, items);
        if !found.is_empty() {
            return found
                .into_iter()
                .map(|strategy| with_words(strategy, exchanges, items, first, operation))
                .collect();
        }
    }
    Vec::new()
}

/// Whether the second request is a link of the first response.
pub(super) fn follows(first: &Exchange, second: &Exchange) -> bool {
    first.method == second.method && link(first, std::slice::from_ref(second)).is_some()
}

/// A link of the response that was followed.
fn link(first: &Exchange, all: &[Exchange]) -> Option<Strategy> {
    let base = first.url.as_ref()?;
    let followed = |text: &str| {
        let looks = ["http://", "https://", "/", "?"].iter().any(|start| text.starts_with(start));
        let target = base.join(text).ok().filter(|_| looks)?;
        (!same(&target, base) && all.iter().any(|other| other.url.as_ref().is_some_and(|url| same(url, &target))))
            .then_some(())
    };
    let mut found = Vec::new();
    leaves(&first.page, &mut Vec::new(), &mut found);
    let path = found
        .iter()
        .filter(|(path, text)| !is_back(path) && followed(text).is_some())
        .map(|(path, _)| path)
        .min_by_key(|path| path.len());
    if let Some(path) = path {
        let why = format!("the second request is the URL in `{}` of the first response", path.join("."));
        return Some(Strategy::new(Next::Link(LinkSource::Field(path.clone())), Evidence::declared(why)));
    }
    for (name, value) in first.headers.iter().filter(|(name, _)| name.eq_ignore_ascii_case("link")) {
        for entry in value.split(',') {
            let Some((target, rest)) = entry.trim().strip_prefix('<').and_then(|entry| entry.split_once('>')) else {
                continue;
            };
            let rest: String = rest.to_lowercase().chars().filter(|c| *c != '"' && !c.is_whitespace()).collect();
            if rest.contains("rel=next") && followed(target).is_some() {
                let why = format!("the second request is the URL in the header `{}`", name.to_ascii_lowercase());
                return Some(Strategy::new(Next::Link(LinkSource::Rel("next".to_owned())), Evidence::declared(why)));
            }
        }
    }
    listed(&first.page, &mut Vec::new(), &followed)
}

/// A list of `{rel, href}` anywhere in the response.
fn listed(value: &Value, path: &mut WirePath, followed: &impl Fn(&str) -> Option<()>) -> Option<Strategy> {
    let inner = value.as_object().filter(|_| path.len() < DEPTH);
    for (name, value) in inner.into_iter().flatten() {
        path.push(name.clone());
        let next = value.as_array().into_iter().flatten().find(|entry| {
            entry.get("rel").and_then(Value::as_str) == Some("next")
                && entry.get("href").and_then(Value::as_str).is_some_and(|href| followed(href).is_some())
        });
        let found = match next {
            Some(_) => {
                let why =
                    format!("the second request is the URL of `next` in `{}` of the first response", path.join("."));
                let source = LinkSource::Listed { list: path.clone(), rel: "next".to_owned() };
                Some(Strategy::new(Next::Link(source), Evidence::declared(why)))
            }
            None => listed(value, path, followed),
        };
        path.pop();
        if found.is_some() {
            return found;
        }
    }
    None
}

fn is_back(path: &[String]) -> bool {
    path.last().is_some_and(|name| {
        let name = name.to_lowercase();
        name.contains("prev") || name.contains("first") || name.contains("self") || name.contains("last")
    })
}

/// Whether two URLs ask for the same. The order of parameters says nothing, nor does a fragment.
fn same(one: &Url, other: &Url) -> bool {
    let pairs = |url: &Url| {
        let mut pairs: Vec<(String, String)> = url.query_pairs().into_owned().collect();
        pairs.sort();
        pairs
    };
    one.origin() == other.origin() && one.path() == other.path() && pairs(one) == pairs(other)
}

/// The strategies that a value speaks for which the second request has and the first did not.
fn sent(first: &Exchange, second: &Exchange, items: &ItemsAt) -> Vec<Strategy> {
    let before = first.parameters();
    let mut members = Vec::new();
    leaves(&first.page, &mut Vec::new(), &mut members);
    let mut found: Vec<(u8, Strategy)> = Vec::new();
    for (target, value) in second.parameters() {
        let had = before.iter().find(|(other, _)| *other == target).map(|(_, value)| value.as_str());
        if value.is_empty() || had == Some(value.as_str()) {
            continue;
        }
        let number = value.parse::<u64>().ok();
        let from = had.and_then(|before| before.parse::<u64>().ok());
        let change = Change {
            name: shown(&target),
            role: infer::counted_role(shown_last(&target)),
            step: number.and_then(|number| number.checked_sub(from.unwrap_or(0))),
            target,
            value,
            number,
            from,
        };
        let records = records(&first.page, items);
        change.in_body(&members, &mut found);
        change.in_headers(first, second, &mut found);
        change.in_last_record(records, &mut found);
        change.counted(records, &members, &mut found);
    }
    let best = found.iter().map(|(weight, _)| *weight).max();
    let mut strategies: Vec<Strategy> = Vec::new();
    for (weight, strategy) in found {
        if Some(weight) == best && !strategies.iter().any(|other| other.next == strategy.next) {
            strategies.push(strategy);
        }
    }
    // The same value at several places: the shortest path is the likeliest.
    let shortest = strategies.iter().filter_map(depth).min();
    strategies.retain(|strategy| depth(strategy).is_none_or(|depth| Some(depth) == shortest));
    strategies
}

/// A value of the second request that the first did not have.
struct Change {
    target: Target,
    name: String,
    value: String,
    number: Option<u64>,
    /// What the first request had there.
    from: Option<u64>,
    /// How far it has moved.
    step: Option<u64>,
    role: Option<Counted>,
}

impl Change {
    fn cursor(&self, source: Source, why: String) -> Strategy {
        let next = Next::Cursor { source, or: None, target: self.target.clone(), end: None, initial: None };
        Strategy::new(next, Evidence::declared(why))
    }

    fn in_body(&self, members: &[(WirePath, String)], found: &mut Vec<(u8, Strategy)>) {
        for (path, _) in members.iter().filter(|(path, text)| *text == self.value && !is_back(path)) {
            let own = path.last().map(String::as_str).unwrap_or_default();
            // A number may be the same by chance, unless its name says that it is the next one.
            let says_next = path.iter().any(|name| name.to_lowercase().contains("next")) || infer::is_cursor_name(own);
            let weight = match (self.number, says_next) {
                (Some(_), false) if infer::is_page_size(own) => continue,
                (_, true) => 10,
                (None, false) => 9,
                (Some(number), false) if number > 9_999 => 8,
                (Some(_), false) => 3,
            };
            let why = format!("`{}` of the first response is `{}` of the second request", path.join("."), self.name);
            found.push((weight, self.cursor(Source::Field(path.clone()), why)));
        }
    }

    fn in_headers(&self, first: &Exchange, second: &Exchange, found: &mut Vec<(u8, Strategy)>) {
        for (header, _) in first.headers.iter().filter(|(_, text)| *text == self.value) {
            if self.number.is_some_and(|number| number < 10) && !header.to_lowercase().contains("next") {
                continue;
            }
            let still_there =
                second.headers.iter().any(|(name, value)| name.eq_ignore_ascii_case(header) && !value.is_empty());
            let header = header.to_ascii_lowercase();
            let why = format!("the header `{header}` of the first response is `{}` of the second request", self.name);
            let mut strategy = self.cursor(Source::Header(header), why);
            strategy.stop.push(if still_there { Stop::EmptyPage } else { Stop::Absent });
            found.push((9, strategy));
        }
    }

    fn in_last_record(&self, records: &[Value], found: &mut Vec<(u8, Strategy)>) {
        let Some(last) = records.last() else { return };
        let mut members = Vec::new();
        leaves(last, &mut Vec::new(), &mut members);
        for (path, _) in members.iter().filter(|(_, text)| *text == self.value) {
            let is_id = path.last().is_some_and(|name| name == "id");
            let is_by_chance = self.number.is_some_and(|number| number < 1000) && !is_id;
            let weight = match (is_by_chance, is_id) {
                (true, _) => 2,
                (false, true) => 7,
                (false, false) => 6,
            };
            let place = if path.is_empty() {
                "the last record".to_owned()
            } else {
                format!("`{}` of the last record", path.join("."))
            };
            let why = format!("{place} of the first response is `{}` of the second request", self.name);
            let mut strategy = self.cursor(Source::LastItem(path.clone()), why);
            strategy.stop.push(Stop::EmptyPage);
            found.push((weight, strategy));
        }
    }

    fn counted(&self, records: &[Value], members: &[(WirePath, String)], found: &mut Vec<(u8, Strategy)>) {
        let received = u64::try_from(records.len()).ok();
        let begins = self.from.filter(|first| *first < 2);
        let offset = |step, why| {
            let next = Next::Offset { target: self.target.clone(), first: begins.unwrap_or(0), step };
            Strategy::new(next, Evidence::declared(why))
        };
        let moved = self.step.filter(|step| *step > 0);
        if moved.is_some() && moved == received && !(moved == Some(1) && self.role == Some(Counted::Page)) {
            let why = format!("`{}` moves by the {} records of the first response", self.name, records.len());
            found.push((if self.role == Some(Counted::Offset) { 8 } else { 5 }, offset(Step::Received, why)));
        }
        // `maxResults` of the response says how far `startAt` moves.
        let says_step = |path: &WirePath, text: &str| {
            path.last().is_some_and(|name| infer::is_page_size(name))
                && moved.is_some_and(|step| text == step.to_string())
        };
        if moved != received
            && self.role == Some(Counted::Offset)
            && let Some((path, _)) = members.iter().find(|(path, text)| says_step(path, text))
        {
            let why = format!("`{}` moves by `{}` of the first response", self.name, path.join("."));
            found.push((7, offset(Step::Field(path.clone()), why)));
        }
        let is_next_page = match (self.from, self.number) {
            (Some(from), Some(number)) => from.checked_add(1) == Some(number),
            (None, Some(number)) => number == 2 || number == 1 && self.role == Some(Counted::Page),
            _ => false,
        };
        if is_next_page && self.role != Some(Counted::Offset) {
            let first = self.from.or_else(|| self.number?.checked_sub(1)).filter(|first| *first < 2).unwrap_or(1);
            let next = Next::Page { target: self.target.clone(), first };
            let strategy = Strategy::new(next, Evidence::declared(format!("`{}` grows by one", self.name)));
            found.push((if self.role == Some(Counted::Page) { 8 } else { 5 }, strategy));
        }
    }
}

fn depth(strategy: &Strategy) -> Option<usize> {
    match &strategy.next {
        Next::Cursor { source: Source::Field(path) | Source::LastItem(path), .. } => Some(path.len()),
        _ => None,
    }
}

fn shown(target: &Target) -> String {
    match target {
        Target::Param(name) | Target::Form(name) | Target::Header(name) | Target::Body(name) => name.clone(),
        Target::MergeQuery | Target::MergeBody => String::new(),
    }
}

fn shown_last(target: &Target) -> &str {
    match target {
        Target::Param(name) | Target::Form(name) | Target::Header(name) => name,
        Target::Body(pointer) => pointer.rsplit('/').next().unwrap_or_default(),
        Target::MergeQuery | Target::MergeBody => "",
    }
}

/// The flag, the total and the page size, where all pages agree.
fn with_words(
    strategy: Strategy,
    exchanges: &[&Exchange],
    items: &ItemsAt,
    first: &Exchange,
    operation: &Operation<'_>,
) -> Draft {
    let position = strategy.next.target().cloned();
    let is_counted = strategy.next.is_counted();
    let is_last_item = matches!(strategy.next, Next::Cursor { source: Source::LastItem(_), .. });
    let mut draft = Draft::of(strategy);
    draft.items =
        Some(ItemsAt { evidence: Evidence::declared("the list that differs from page to page"), ..items.clone() });
    if exchanges.len() < 2 {
        draft.items = Some(items.clone());
    }

    let mut flags = Vec::new();
    bools(&first.page, &mut Vec::new(), &mut flags);
    if is_counted || is_last_item {
        for path in flags {
            let Some(is_last) = path.last().and_then(|name| infer::flag_word(name)) else { continue };
            let at_first = at(&first.page, &path).and_then(Value::as_bool);
            if exchanges.len() > 1 && at_first == Some(is_last) {
                continue;
            }
            let why = format!("`{}` says on the first page that more follows", path.join("."));
            draft.parts.flag = Some(Flag { path, is_last, evidence: Evidence::declared(why) });
            break;
        }
        if draft.parts.flag.is_some()
            && let Some(strategy) = draft.parts.strategies.first_mut()
        {
            strategy.stop.clear();
        }
    }
    let mut members = Vec::new();
    leaves(&first.page, &mut Vec::new(), &mut members);
    let received: u64 =
        exchanges.iter().map(|exchange| u64::try_from(records(&exchange.page, items).len()).unwrap_or(0)).sum();
    for (path, value) in members {
        let is_same = exchanges.iter().all(|exchange| at(&exchange.page, &path) == at(&first.page, &path));
        let Ok(number) = value.parse::<u64>() else { continue };
        if is_same && number >= received && exchanges.len() > 1 && infer::is_total_name(&path) {
            let why = format!("`{}` is the same on every page, and no fewer than were received", path.join("."));
            draft.parts.total = Some(Count { place: CountPlace::Field(path), evidence: Evidence::declared(why) });
            break;
        }
    }
    let size = u64::try_from(records(&first.page, items).len()).unwrap_or(0);
    let sizes = first.parameters().into_iter().filter(|(target, _)| Some(target) != position.as_ref());
    let by_name = sizes.filter(|(target, value)| {
        value.parse::<u64>().is_ok_and(|given| given > 0 && (given == size || infer::is_page_size(shown_last(target))))
    });
    let named = by_name.max_by_key(|(target, _)| infer::is_page_size(shown_last(target)));
    if let Some((target, _)) = named.filter(|(target, _)| operation.parameter_at(target).is_some()) {
        let why = format!("the first request has `{}`", shown(&target));
        draft.parts.page_size = Some(PageSize {
            target: Some(target),
            default: None,
            max: None,
            send: None,
            evidence: Evidence::declared(why),
        });
    }
    draft
}

fn bools(value: &Value, path: &mut WirePath, into: &mut Vec<WirePath>) {
    match value {
        Value::Object(object) if path.len() < DEPTH => {
            for (name, value) in object {
                path.push(name.clone());
                bools(value, path, into);
                path.pop();
            }
        }
        Value::Bool(_) => into.push(path.clone()),
        _ => {}
    }
}

/// A page alone, without a parameter that would take what it names.
pub(super) fn alone(exchanges: &[&Exchange], lists: &[ItemsAt], operation: &Operation<'_>) -> Vec<Draft> {
    let Some(first) = exchanges.first() else { return Vec::new() };
    let mut members = Vec::new();
    leaves(&first.page, &mut Vec::new(), &mut members);
    let mut drafts = Vec::new();
    for items in lists {
        let next = members.iter().filter(|(path, value)| {
            let says_next = path.iter().any(|name| name.to_lowercase().contains("next"));
            says_next && !is_back(path) && !value.is_empty()
        });
        let Some((path, value)) = next.min_by_key(|(path, _)| path.len()) else { continue };
        let is_link = ["http://", "https://", "/"].iter().any(|start| value.starts_with(start));
        let strategy = if is_link {
            let why = format!("`{}` holds a URL", path.join("."));
            Strategy::new(Next::Link(LinkSource::Field(path.clone())), Evidence::guessed(why))
        } else {
            let name = parameter_of(path);
            let why =
                format!("`{}` looks like a cursor, and no request shows which parameter takes it", path.join("."));
            let source = Source::Field(path.clone());
            Strategy::new(
                Next::Cursor { source, or: None, target: Target::Param(name), end: None, initial: None },
                Evidence::guessed(why),
            )
        };
        drafts.push(with_words(strategy, exchanges, items, first, operation));
    }
    drafts
}

/// `next_cursor` is likely to go to `cursor`, `nextPageToken` to `pageToken`.
fn parameter_of(path: &[String]) -> String {
    let name = path.last().map(String::as_str).unwrap_or_default();
    let rest = ["next_", "next-", "next"].iter().find_map(|start| name.strip_prefix(start)).unwrap_or(name);
    let mut letters = rest.chars();
    match letters.next() {
        Some(first) => first.to_lowercase().chain(letters).collect(),
        None => "cursor".to_owned(),
    }
}
