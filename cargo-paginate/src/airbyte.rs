//! Airbyte manifests: the paginators, the extractors, and the templates that occur in them.

mod filled;
mod template;

use serde_json::Value;

use crate::declaration::{
    Draft, Evidence, Flag, ItemsAt, Key, LinkSource, Next, PageSize, Source, Step, Stop, Strategy, Target, WirePath,
};
use crate::found::{Declared, Found};
use crate::operation::{Operation, Parameter, only_reads};
use crate::schema::{Node, list, text};

use template::{Access, Ending, Root};

pub use filled::schemas;

/// The streams that [`schemas`] has filled in.
pub fn read(document: &Value) -> Vec<Found<'_>> {
    list(document, "streams").iter().map(stream).collect()
}

fn stream(entry: &Value) -> Found<'_> {
    let stream = entry.get("stream").unwrap_or(&Value::Null);
    let requester = stream.pointer("/retriever/requester").unwrap_or(&Value::Null);
    let method = match text(requester, "http_method") {
        "" => "GET".to_owned(),
        method => method.to_ascii_uppercase(),
    };
    let path = match text(requester, "path") {
        "" => text(requester, "url"),
        path => path,
    };
    let id = match text(stream, "name") {
        "" => path,
        name => name,
    };
    let response = entry.get("response").filter(|response| response.is_object()).map(Node::of);
    let mut operation = Operation {
        id: id.to_owned(),
        path: path.to_owned(),
        parameters: Vec::new(),
        response,
        headers: Vec::new(),
        description: "",
        reads: only_reads(&method, path, id),
        is_xml: false,
        method,
    };
    let paginator = stream.pointer("/retriever/paginator").unwrap_or(&Value::Null);
    for option in ["page_token_option", "page_size_option"] {
        if let Ok(target) = target(paginator.get(option).unwrap_or(&Value::Null)) {
            operation.parameters.push(Parameter {
                name: format!("{target:?}"),
                target: Some(target),
                node: None,
                description: "",
            });
        }
    }
    let declared = match text(paginator, "type") {
        _ if paginator.get("pagination_strategy").is_some() => declared(stream, paginator, requester).into(),
        "" | "NoPagination" => Declared::Nothing,
        other => Declared::Refused(format!("its paginator is a `{other}`: only its own code knows how")),
    };
    Found { operation, declared }
}

fn declared(stream: &Value, paginator: &Value, requester: &Value) -> Result<Draft, String> {
    let strategy = paginator.get("pagination_strategy").unwrap_or(&Value::Null);
    let kind = text(strategy, "type");
    let said = |what: &str| Evidence::declared(format!("{kind}, {what}"));
    let items = items(stream)?;
    let option = paginator.get("page_token_option").unwrap_or(&Value::Null);
    let is_link = text(option, "type") == "RequestPath" || text(option, "inject_into") == "path";
    let own_size = number(strategy.get("page_size"));

    let mut draft = Draft::default();
    draft.parts.key = key(stream);
    let size = paginator.get("page_size_option").map(target).transpose()?;
    draft.parts.page_size = match (size, own_size) {
        (None, None) => None,
        (Some(target), send) => Some(PageSize {
            target: Some(target),
            default: None,
            max: None,
            send,
            evidence: said("`page_size_option`"),
        }),
        (None, Some(default)) => Some(PageSize {
            target: None,
            default: Some(default),
            max: None,
            send: None,
            evidence: said("`page_size`"),
        }),
    };
    if draft.parts.page_size.is_some() && own_size.is_none() && strategy.get("page_size").is_some() {
        draft
            .parts
            .notes
            .push("the manifest takes the page size from its configuration: give it with `.page_size(n)`".to_owned());
    }
    // Airbyte stops at a page that is not full, or at an empty one where no size is known.
    let counted_stop = if strategy.get("page_size").is_some() && draft.parts.page_size.is_some() {
        Stop::ShortPage
    } else {
        Stop::EmptyPage
    };
    let token_target = || if option.is_null() { target_in_request(requester) } else { target(option) };
    match kind {
        "OffsetIncrement" | "PageIncrement" => {
            if is_link {
                return Err("the position is written into the path".to_owned());
            }
            let target = token_target()?;
            let next = if kind == "OffsetIncrement" {
                Next::Offset { target, first: 0, step: Step::Received }
            } else {
                Next::Page { target, first: number_or_zero(strategy.get("start_from_page")) }
            };
            let mut strategy = Strategy::new(next, said("`page_token_option`"));
            strategy.stop.push(counted_stop);
            draft.parts.strategies.push(strategy);
        }
        "CursorPagination" => {
            let next = if is_link { None } else { Some(token_target()?) };
            by_cursor(strategy, next, &items, &mut draft)?;
        }
        other => return Err(format!("its strategy is a `{other}`: only its own code knows how")),
    }
    if stream.pointer("/retriever/record_selector/record_filter").is_some_and(|filter| !filter.is_null()) {
        draft.parts.notes.push("the manifest drops some of the records: it has a `record_filter`".to_owned());
    }
    draft.items = Some(items);
    Ok(draft)
}

/// A cursor, or without a target a link, with what ends it.
fn by_cursor(strategy: &Value, target: Option<Target>, items: &ItemsAt, draft: &mut Draft) -> Result<(), String> {
    let said = |what: &str| Evidence::declared(format!("CursorPagination, {what}"));
    let given = text(strategy, "cursor_value");
    let unknown = |template: &str| format!("the template `{template}` is not understood");
    let accesses = template::alternatives(given).ok_or_else(|| unknown(given))?;
    let next = match target {
        Some(target) => cursor(&accesses, items, target)?,
        None => link(&accesses)?,
    };
    let condition = text(strategy, "stop_condition");
    let ends = if condition.is_empty() {
        Vec::new()
    } else {
        template::endings(condition).ok_or_else(|| unknown(condition))?
    };
    let mut strategy = Strategy::new(next, said("`cursor_value`"));
    let parts = &mut draft.parts;
    for end in ends {
        let is_rel = matches!(strategy.next, Next::Link(LinkSource::Rel(_)));
        match end {
            Ending::EmptyPage => strategy.stop.push(Stop::EmptyPage),
            Ending::ShortPage(size) => {
                strategy.stop.push(Stop::ShortPage);
                let unknown =
                    PageSize { target: None, default: None, max: None, send: None, evidence: said("`stop_condition`") };
                let given = parts.page_size.get_or_insert(unknown);
                if given.send.is_none() {
                    given.default = given.default.or(Some(size));
                }
            }
            Ending::LinkAttribute(name, value) if is_rel => strategy.link_end = Some((name, value)),
            Ending::Value(access, value) if accesses.contains(&access) => {
                if let Next::Cursor { end, .. } = &mut strategy.next {
                    *end = Some(value);
                }
            }
            Ending::LinkAttribute(..) | Ending::Value(..) => return Err(unknown(condition)),
            Ending::Flag { access, is_last } => {
                parts.flag = Some(Flag { path: access.path, is_last, evidence: said("`stop_condition`") });
            }
            // As every position, it is absent at the end: where it leads to the position.
            Ending::Absent(access) => {
                let leads =
                    accesses.iter().any(|given| given.root == access.root && given.path.starts_with(&access.path));
                if !(leads || access.root == Root::Headers && is_rel) {
                    return Err(format!("it ends by `{condition}`, which is no flag and not its position"));
                }
            }
        }
    }
    let is_in_item = matches!(strategy.next, Next::Cursor { source: Source::LastItem(_), .. });
    if is_in_item && strategy.stop.is_empty() && parts.flag.is_none() {
        strategy.stop.push(Stop::EmptyPage);
    }
    parts.strategies.push(strategy);
    Ok(())
}

fn link(accesses: &[Access]) -> Result<Next, String> {
    match accesses {
        [Access { root: Root::Response, path }, ..] => Ok(Next::Link(LinkSource::Field(path.clone()))),
        [Access { root: Root::Headers, path }, ..] => match path.as_slice() {
            [link, rel, ..] if link.eq_ignore_ascii_case("link") => Ok(Next::Link(LinkSource::Rel(rel.clone()))),
            [header] => Ok(Next::Link(LinkSource::Header(header.to_ascii_lowercase()))),
            _ => Err("it names a header that is not understood".to_owned()),
        },
        _ => Err("the link is in a record".to_owned()),
    }
}

fn cursor(accesses: &[Access], items: &ItemsAt, target: Target) -> Result<Next, String> {
    let mut sources = Vec::new();
    for access in accesses {
        if !items.groups.is_empty() && matches!(access.root, Root::LastRecord | Root::InList(_)) {
            return Err("the position is in a record, and the records are in lists in lists".to_owned());
        }
        let source = match (&access.root, access.path.as_slice()) {
            // The entry's own attributes: the link has all of them.
            (Root::Headers, [link, rel, ..]) if link.eq_ignore_ascii_case("link") => {
                return Ok(Next::Link(LinkSource::Rel(rel.clone())));
            }
            (Root::Headers, [header]) => Source::Header(header.to_ascii_lowercase()),
            (Root::Headers, _) => return Err("it names a header that is not understood".to_owned()),
            (Root::Response, []) => return Err("the whole response would be the position".to_owned()),
            (Root::Response, path) => Source::Field(path.to_vec()),
            (Root::LastRecord, path) => Source::LastItem(path.to_vec()),
            (Root::InList(list), path) if *list == items.path => {
                Source::LastItem(path.strip_prefix(items.each.as_slice()).unwrap_or(path).to_vec())
            }
            (Root::InList(_), _) => return Err("the position is in a list that does not hold the records".to_owned()),
        };
        sources.push(source);
    }
    let mut sources = sources.into_iter();
    let source = sources.next().ok_or("`cursor_value` is missing")?;
    let or = sources.next();
    if sources.next().is_some() {
        return Err("its position has more than two places".to_owned());
    }
    Ok(Next::Cursor { source, or, target, end: None, initial: None })
}

/// Where an option is sent.
fn target(option: &Value) -> Result<Target, String> {
    let name = text(option, "field_name");
    let path: WirePath = list(option, "field_path").iter().filter_map(Value::as_str).map(str::to_owned).collect();
    if name.contains("{{") || path.iter().any(|segment| segment.contains("{{")) {
        return Err("the name of a parameter is a template".to_owned());
    }
    match (text(option, "inject_into"), name) {
        ("body_json", name) => {
            let path = if path.is_empty() { vec![name.to_owned()] } else { path };
            let escaped: Vec<String> =
                path.iter().map(|segment| segment.replace('~', "~0").replace('/', "~1")).collect();
            let pointer = format!("/{}", escaped.join("/"));
            if pointer.len() > 1 {
                Ok(Target::Body(pointer))
            } else {
                Err("`page_token_option` names no field".to_owned())
            }
        }
        (_, "") => Err("nothing says where the position is sent".to_owned()),
        ("request_parameter", name) => Ok(Target::Param(name.to_owned())),
        ("header", name) => Ok(Target::Header(name.to_owned())),
        ("body_data", name) => Ok(Target::Form(name.to_owned())),
        (other, _) => Err(format!("the position would be sent in `{other}`")),
    }
}

/// A parameter of the request that is the token and nothing else.
fn target_in_request(requester: &Value) -> Result<Target, String> {
    for (place, make) in [
        ("request_parameters", (|name: &str| Target::Param(name.to_owned())) as fn(&str) -> Target),
        ("request_headers", |name| Target::Header(name.to_owned())),
        ("request_body_json", |name| Target::Body(format!("/{}", name.replace('~', "~0").replace('/', "~1")))),
        ("request_body_data", |name| Target::Form(name.to_owned())),
    ] {
        for (name, value) in requester.get(place).and_then(Value::as_object).into_iter().flatten() {
            if value.as_str().is_some_and(template::is_token) {
                return Ok(make(name));
            }
        }
    }
    Err("nothing says where the position is sent".to_owned())
}

/// The primary key, where it is one member of the records as they are sent.
fn key(stream: &Value) -> Option<Key> {
    let path: WirePath = match stream.get("primary_key")? {
        Value::String(name) => vec![name.clone()],
        Value::Array(parts) => match parts.as_slice() {
            [Value::String(name)] => vec![name.clone()],
            // A path in place of a name.
            [Value::Array(path)] => path.iter().map(|name| name.as_str().map(str::to_owned)).collect::<Option<_>>()?,
            _ => return None,
        },
        _ => return None,
    };
    let is_made_here = list(stream, "transformations")
        .iter()
        .flat_map(|transformation| list(transformation, "fields"))
        .any(|field| list(field, "path").first().and_then(Value::as_str) == path.first().map(String::as_str));
    let is_name = path.iter().all(|name| !name.is_empty() && !name.contains("{{"));
    (is_name && !path.is_empty() && !is_made_here).then(|| Key { path, evidence: Evidence::declared("`primary_key`") })
}

fn items(stream: &Value) -> Result<ItemsAt, String> {
    let extractor = stream.pointer("/retriever/record_selector/extractor").unwrap_or(&Value::Null);
    let kind = text(extractor, "type");
    if !matches!(kind, "DpathExtractor" | "") {
        return Err(format!("its extractor is a `{kind}`: only its own code knows how"));
    }
    let mut path = Vec::new();
    // The ways from the entry of one list to the next, and at last to the record.
    let mut inner: Vec<WirePath> = Vec::new();
    let given = match extractor.get("field_path") {
        Some(Value::Array(segments)) => segments.iter().filter_map(Value::as_str).collect(),
        Some(Value::String(segment)) => vec![segment.as_str()],
        _ => Vec::new(),
    };
    for segment in given {
        match segment {
            "*" => inner.push(Vec::new()),
            "**" => return Err("its records are anywhere in the response".to_owned()),
            segment if segment.contains("{{") => {
                return Err(format!("the place of its records is a template: `{segment}`"));
            }
            segment => inner.last_mut().unwrap_or(&mut path).push(segment.to_owned()),
        }
    }
    let each = inner.pop().unwrap_or_default();
    let evidence = Evidence::declared("DpathExtractor, `field_path`");
    Ok(ItemsAt { groups: inner, each, ..ItemsAt::list(path, evidence) })
}

fn number(value: Option<&Value>) -> Option<u64> {
    value.and_then(|value| value.as_u64().or_else(|| value.as_str()?.trim().parse().ok())).filter(|number| *number > 0)
}

fn number_or_zero(value: Option<&Value>) -> u64 {
    number(value).unwrap_or(0)
}
