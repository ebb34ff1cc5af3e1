//! A paginator: where the position, the records and the flag are.

use serde_json::Value;

use super::wire::{Protocol, element, is_flat, shape, wire_name};
use crate::declaration::{Draft, Evidence, Flag, ItemsAt, Next, PageSize, Source, Stop, Strategy, Target, WirePath};
use crate::expression::{Place, json_path};
use crate::operation::Operation;
use crate::schema::text;

const HERE: &str = "paginators-1.json";

pub(super) struct Reader<'r, 'a> {
    pub(super) service: &'a Value,
    pub(super) value: &'a Value,
    pub(super) operation: &'r Operation<'a>,
    pub(super) protocol: Protocol,
}

/// A member of the output: where it is on the wire, and its shape.
struct Member<'a> {
    path: WirePath,
    header: Option<String>,
    shape: &'a Value,
    is_deprecated: bool,
}

/// What `result_key` names.
struct Lists {
    first: WirePath,
    /// Further lists of records.
    records: Vec<WirePath>,
    /// Lists of something else.
    beside: Vec<WirePath>,
}

impl<'a> Reader<'_, 'a> {
    pub(super) fn read(&self, paginator: &Value) -> Result<Draft, String> {
        if self.protocol == Protocol::Cbor {
            return Err("the service speaks CBOR alone, and no attribute writes into a CBOR body".to_owned());
        }
        let said = |what: &str| Evidence::declared(format!("{HERE}, {what}"));
        let Lists { first: items, records, beside } = self.items(paginator)?;
        let inputs = strings(paginator, "input_token");
        let outputs = strings(paginator, "output_token");
        let next = match (inputs.as_slice(), outputs.as_slice()) {
            ([input], [output]) => {
                let mut sources = output.split("||").map(|part| self.source(part.trim(), &items));
                let source = sources.next().ok_or("`output_token` is empty")??;
                let or = sources.next().transpose()?;
                if sources.next().is_some() {
                    return Err(format!("`output_token` names more than two places: `{output}`"));
                }
                Next::Cursor { source, or, target: self.input(input)?, end: None, initial: None }
            }
            (inputs, outputs) if inputs.len() == outputs.len() && !inputs.is_empty() => {
                self.together(inputs, outputs, &items)?
            }
            _ => return Err("`input_token` and `output_token` do not go together".to_owned()),
        };
        let mut strategy = Strategy::new(next, said("`input_token` and `output_token`"));
        let mut draft = Draft::default();
        if let more @ [_, ..] = strings(paginator, "more_results").as_slice() {
            let member = self.output(more.first().copied().unwrap_or_default())?;
            if text(member.shape, "type") == "boolean" && member.header.is_none() {
                draft.parts.flag = Some(Flag { path: member.path, is_last: false, evidence: said("`more_results`") });
            } else {
                draft.parts.notes.push("`more_results` is left out: it is no flag of the body".to_owned());
            }
        }
        if matches!(strategy.next, Next::Cursor { source: Source::LastItem(_) | Source::FirstItem(_), .. })
            && draft.parts.flag.is_none()
        {
            strategy.stop.push(Stop::EmptyPage);
        }
        let reads_record = matches!(&strategy.next, Next::Cursor { source, or, .. } if [Some(source), or.as_ref()]
            .into_iter()
            .flatten()
            .any(|source| matches!(source, Source::LastItem(_) | Source::FirstItem(_))));
        draft.parts.strategies.push(strategy);
        draft.parts.beside = beside;
        let mut items = ItemsAt::list(items, said("`result_key`"));
        if reads_record {
            // The position is in a record of the first list alone.
            draft.parts.beside.extend(records);
        } else {
            items.others = records;
        }
        draft.items = Some(items);
        let limit = text(paginator, "limit_key");
        if !limit.is_empty() {
            match self.input(limit) {
                Ok(target) => {
                    draft.parts.page_size = Some(PageSize {
                        target: Some(target),
                        default: None,
                        max: None,
                        send: None,
                        evidence: said("`limit_key`"),
                    });
                }
                Err(reason) => draft.parts.notes.push(format!("`limit_key` is left out: {reason}")),
            }
        }
        Ok(draft)
    }

    /// The lists that are named, and which of them hold records.
    fn items(&self, paginator: &Value) -> Result<Lists, String> {
        let mut lists: Vec<(WirePath, bool)> = Vec::new();
        let mut reason = "`result_key` is missing".to_owned();
        for key in strings(paginator, "result_key") {
            let member = match self.output(key) {
                Ok(member) => member,
                Err(why) => {
                    reason = why;
                    continue;
                }
            };
            let mut path = member.path;
            match text(member.shape, "type") {
                _ if member.header.is_some() => reason = format!("the result `{key}` is a header"),
                "list" => {
                    if self.protocol.is_xml() && !is_flat(member.shape) {
                        path.push(element(member.shape.get("member").unwrap_or(&Value::Null)).to_owned());
                    }
                    lists.push((path, !member.is_deprecated && self.holds_records(key, member.shape)));
                }
                "map" if !self.protocol.is_xml() => lists.push((path, !member.is_deprecated)),
                "map" => reason = format!("the result `{key}` is a map in XML, which is a list of entries"),
                "structure" => reason = format!("the result `{key}` is a structure, not a list"),
                kind => reason = format!("the result `{key}` is a single {kind}, not a list"),
            }
        }
        if lists.is_empty() {
            return Err(reason);
        }
        let (first, is_of_records) = lists.remove(0);
        let (records, beside): (Vec<_>, Vec<_>) =
            lists.into_iter().partition(|(_, holds_records)| *holds_records && is_of_records);
        let paths = |lists: Vec<(WirePath, bool)>| lists.into_iter().map(|(path, _)| path).collect();
        Ok(Lists { first, records: paths(records), beside: paths(beside) })
    }

    /// Whether a list that is named beside others holds records: names alone repeat those of a list beside them, and messages are about
    /// the request.
    fn holds_records(&self, name: &str, list: &Value) -> bool {
        const ABOUT: &[&str] = &["Messages", "Errors", "Warnings", "Failures"];
        let entry = list.get("member").and_then(|member| shape(self.service, text(member, "shape")));
        entry.is_some_and(|entry| text(entry, "type") == "structure") && !ABOUT.iter().any(|word| name.ends_with(word))
    }

    fn input(&self, name: &str) -> Result<Target, String> {
        let parameter = self.operation.parameter(name).ok_or_else(|| format!("the request has no `{name}`"))?;
        parameter.target.clone().ok_or_else(|| format!("`{name}` is in the path of the request, or in an XML body"))
    }

    fn source(&self, expression: &str, items: &[String]) -> Result<Source, String> {
        let place = json_path(expression).ok_or_else(|| format!("`{expression}` is not understood"))?;
        match place {
            Place::Body(path) => {
                let member = self.member(&path)?;
                Ok(match member.header {
                    Some(header) => Source::Header(header.to_ascii_lowercase()),
                    None => Source::Field(member.path),
                })
            }
            Place::Each { .. } => Err(format!("`{expression}` is in every entry of a list")),
            Place::LastItem { list, rest } => self.in_record(&list, &rest, items).map(Source::LastItem),
            Place::FirstItem { list, rest } => self.in_record(&list, &rest, items).map(Source::FirstItem),
        }
    }

    /// A path inside a record.
    fn in_record(&self, list: &[String], rest: &[String], items: &[String]) -> Result<WirePath, String> {
        let member = self.member(list)?;
        if !items.starts_with(&member.path) {
            return Err(format!(
                "the position is in an entry of `{}`, which does not hold the records",
                list.join(".")
            ));
        }
        let entry =
            member.shape.get("member").map(|member| text(member, "shape")).and_then(|name| shape(self.service, name));
        self.walk(entry.ok_or("its records are not described")?, rest).map(|(path, _)| path)
    }

    fn together(&self, inputs: &[&str], outputs: &[&str], items: &[String]) -> Result<Next, String> {
        let mut fields = Vec::new();
        let mut in_body = None;
        for (input, output) in inputs.iter().zip(outputs) {
            let name = match self.input(input)? {
                Target::Param(name) if in_body != Some(true) => {
                    in_body = Some(false);
                    name
                }
                Target::Body(pointer) if in_body != Some(false) => {
                    in_body = Some(true);
                    pointer.trim_start_matches('/').to_owned()
                }
                _ => return Err("its tokens go to several places of the request".to_owned()),
            };
            match self.source(output, items)? {
                Source::Field(path) => fields.push((name, path)),
                _ => return Err("one of its tokens is no member of the body".to_owned()),
            }
        }
        let target = if in_body == Some(true) { Target::MergeBody } else { Target::MergeQuery };
        Ok(Next::Cursor { source: Source::Together(fields), or: None, target, end: None, initial: None })
    }

    fn output(&self, expression: &str) -> Result<Member<'a>, String> {
        match json_path(expression) {
            Some(Place::Body(path)) => self.member(&path),
            _ => Err(format!("`{expression}` is not understood")),
        }
    }

    /// A member of the output by the names of its shapes.
    fn member(&self, names: &[String]) -> Result<Member<'a>, String> {
        let output = self.value.get("output").unwrap_or(&Value::Null);
        let top = shape(self.service, text(output, "shape")).ok_or("the operation has no output")?;
        let first = names.first().ok_or("an empty path")?;
        let given = top
            .get("members")
            .and_then(|members| members.get(first))
            .ok_or_else(|| format!("the response has no `{first}`"))?;
        let inner =
            shape(self.service, text(given, "shape")).ok_or_else(|| format!("the shape of `{first}` is missing"))?;
        if text(given, "location") == "header" {
            let name = text(given, "locationName");
            return Ok(Member {
                path: Vec::new(),
                header: Some(if name.is_empty() { first.clone() } else { name.to_owned() }),
                shape: inner,
                is_deprecated: false,
            });
        }
        let wrapper = text(output, "resultWrapper");
        let mut path: WirePath = if wrapper.is_empty() { Vec::new() } else { vec![wrapper.to_owned()] };
        if text(top, "payload") != first {
            path.push(wire_name(self.service, first, given, self.protocol));
        }
        let (rest, shape) = self.walk(inner, names.get(1..).unwrap_or_default())?;
        path.extend(rest);
        let is_deprecated = given.get("deprecated").and_then(Value::as_bool) == Some(true);
        Ok(Member { path, header: None, shape, is_deprecated })
    }

    fn walk(&self, from: &'a Value, names: &[String]) -> Result<(WirePath, &'a Value), String> {
        let mut at = from;
        let mut path = Vec::new();
        for name in names {
            let given = at
                .get("members")
                .and_then(|members| members.get(name))
                .ok_or_else(|| format!("the response has no `{name}` where it is named"))?;
            path.push(wire_name(self.service, name, given, self.protocol));
            at =
                shape(self.service, text(given, "shape")).ok_or_else(|| format!("the shape of `{name}` is missing"))?;
        }
        Ok((path, at))
    }
}

fn strings<'v>(value: &'v Value, name: &str) -> Vec<&'v str> {
    match value.get(name) {
        Some(Value::String(text)) => vec![text],
        Some(Value::Array(texts)) => texts.iter().filter_map(Value::as_str).collect(),
        _ => Vec::new(),
    }
}
