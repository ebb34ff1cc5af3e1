//! The attributes of one declaration, each with where it was read.

use crate::declaration::{
    Count, CountPlace, Declaration, Evidence, ItemsAt, LinkSource, Next, PageSize, Source, Step, Stop, Strategy,
    Target, WirePath,
};
use crate::names::{comment, field, literal};

use super::tree::Leaf;

/// What the attributes name beside fields.
pub(super) struct Context {
    pub(super) item: String,
    pub(super) function: String,
}

/// An attribute.
pub(super) struct Attribute {
    pub(super) code: String,
    evidence: Evidence,
}

impl Attribute {
    pub(super) fn line(&self) -> String {
        match &self.evidence {
            Evidence::Declared(place) => format!("#[{}] // {}\n", self.inner(), comment(place)),
            Evidence::Guessed(why) => format!("#[{}] // guessed: {}\n", self.inner(), comment(why)),
        }
    }

    fn inner(&self) -> &str {
        self.code.strip_prefix("#[").and_then(|code| code.strip_suffix(']')).unwrap_or(&self.code)
    }

    fn new(code: &str, evidence: &Evidence) -> Self {
        Self { code: format!("#[{code}]"), evidence: evidence.clone() }
    }
}

/// The attributes, the strategies first.
pub(super) fn of(declaration: &Declaration, context: &Context) -> Vec<Attribute> {
    let parts = &declaration.parts;
    let mut attributes: Vec<Attribute> =
        parts.strategies.iter().map(|given| Attribute::new(&strategy(given, context), &given.evidence)).collect();
    if let Some(token) = &parts.sync_token {
        let code = format!("sync_token(field = {}, {})", path(&token.path), target(&token.target).join(", "));
        attributes.push(Attribute::new(&code, &token.evidence));
    }
    let items = &declaration.items;
    if !items.path.is_empty() || !items.are_entries() {
        let mut keys = Vec::new();
        if !items.others.is_empty() {
            let lists: Vec<String> = items.lists().map(|list| path(list)).collect();
            keys.push(format!("items(chain({}))", lists.join(", ")));
        } else if !items.path.is_empty() {
            keys.push(format!("items = {}", path(&items.path)));
        }
        if !items.are_entries() {
            keys.push(format!("each = {}", each(items)));
        }
        if items.path.len() > 1 || !items.are_entries() || !items.others.is_empty() {
            keys.push(format!("item = {}", context.item));
        }
        attributes.push(Attribute::new(&format!("paginated({})", keys.join(", ")), &items.evidence));
    }
    if let Some(key) = &parts.key {
        attributes.push(Attribute::new(&format!("paginated(key = {})", path(&key.path)), &key.evidence));
    }
    if let Some(size) = &parts.page_size {
        attributes.push(Attribute::new(&format!("paginated(page_size({}))", page_size(size)), &size.evidence));
    }
    if let Some(flag) = &parts.flag {
        let key = if flag.is_last { "is_last" } else { "has_more" };
        attributes.push(Attribute::new(&format!("paginated({key} = {})", path(&flag.path)), &flag.evidence));
    }
    for (key, count) in [("total", &parts.total), ("total_pages", &parts.total_pages)] {
        let Some(Count { place, evidence }) = count else { continue };
        let code = match place {
            CountPlace::Field(field) => format!("paginated({key} = {})", path(field)),
            CountPlace::Header(name) => format!("paginated({key}(header = {}))", literal(name)),
        };
        attributes.push(Attribute::new(&code, evidence));
    }
    attributes
}

fn strategy(strategy: &Strategy, context: &Context) -> String {
    let mut keys = Vec::new();
    let name = match &strategy.next {
        Next::Cursor { source: from, or, target: to, end, initial } => {
            keys.push(source(from, context));
            if let Some(or) = or {
                keys.push(format!("or({})", source(or, context)));
            }
            keys.extend(target(to));
            if let Some(initial) = initial {
                keys.push(format!("initial = {}", literal(initial)));
            }
            if let Some(end) = end {
                keys.push(format!("end = {}", literal(end)));
            }
            "cursor"
        }
        Next::Link(from) => {
            match from {
                LinkSource::Field(field) => keys.push(format!("field = {}", path(field))),
                LinkSource::Rel(rel) => keys.push(format!("rel = {}", literal(rel))),
                LinkSource::Header(name) => keys.push(format!("header = {}", literal(name))),
                LinkSource::Listed { list, rel } => {
                    keys.push(format!("field = {}", path(list)));
                    keys.push(format!("rel = {}", literal(rel)));
                }
            }
            if let Some((name, value)) = &strategy.link_end {
                let name = if syn::parse_str::<syn::Ident>(name).is_ok() { name.clone() } else { literal(name) };
                keys.push(format!("end({name} = {})", literal(value)));
            }
            if strategy.link_by_get {
                keys.push("method = \"GET\"".to_owned());
            }
            "next_link"
        }
        Next::Offset { target: to, first, step } => {
            keys.extend(target(to));
            if *first != 0 {
                keys.push(format!("first = {first}"));
            }
            match step {
                Step::Received => {}
                Step::PageSize => keys.push("step(page_size)".to_owned()),
                Step::Field(field) => keys.push(format!("step(field = {})", path(field))),
            }
            "offset"
        }
        Next::Page { target: to, first } => {
            keys.extend(target(to));
            if *first != 1 {
                keys.push(format!("first = {first}"));
            }
            "page"
        }
    };
    if !strategy.stop.is_empty() {
        let stops: Vec<&str> = strategy
            .stop
            .iter()
            .map(|stop| match stop {
                Stop::EmptyPage => "empty_page",
                Stop::ShortPage => "short_page",
                Stop::Repeated => "repeated",
                Stop::Absent => "absent",
            })
            .collect();
        keys.push(format!("stop({})", stops.join(", ")));
    }
    if !strategy.query.is_empty() {
        let pairs: Vec<String> =
            strategy.query.iter().map(|(name, value)| format!("{} = {}", literal(name), literal(value))).collect();
        keys.push(format!("query({})", pairs.join(", ")));
    }
    format!("{name}({})", keys.join(", "))
}

fn source(source: &Source, context: &Context) -> String {
    match source {
        Source::Field(field) => format!("field = {}", path(field)),
        Source::Header(name) => format!("header = {}", literal(name)),
        Source::LastItem(field) if field.is_empty() => "last_item".to_owned(),
        Source::LastItem(field) => format!("last_item = {}", path(field)),
        Source::FirstItem(field) if field.is_empty() => "first_item".to_owned(),
        Source::FirstItem(field) => format!("first_item = {}", path(field)),
        Source::Together(_) => format!("with = {}", context.function),
    }
}

fn target(target: &Target) -> Vec<String> {
    match target {
        Target::Param(name) => vec![format!("param = {}", literal(name))],
        Target::Body(pointer) => vec![format!("body = {}", literal(pointer))],
        Target::Form(name) => vec![format!("form = {}", literal(name))],
        Target::Header(name) => vec![format!("request_header = {}", literal(name))],
        Target::MergeQuery => vec!["merge".to_owned()],
        Target::MergeBody => vec!["merge".to_owned(), "body = \"\"".to_owned()],
    }
}

fn page_size(size: &PageSize) -> String {
    let mut keys = size.target.as_ref().map(target).unwrap_or_default();
    for (key, value) in [("default", size.default), ("max", size.max), ("send", size.send)] {
        keys.extend(value.map(|value| format!("{key} = {value}")));
    }
    keys.join(", ")
}

/// The way from an entry of the list to a record.
fn each(items: &ItemsAt) -> String {
    let mut steps = Vec::new();
    for group in &items.groups {
        steps.extend(group.iter().map(|segment| field(segment)));
        steps.push("*".to_owned());
    }
    steps.extend(items.each.iter().map(|segment| field(segment)));
    steps.join(".")
}

/// A path of the wire as one of fields.
pub(super) fn path(wire: &[String]) -> String {
    wire.iter().map(|segment| field(segment)).collect::<Vec<_>>().join(".")
}

/// The places of the response that the attributes name, records apart.
pub(super) fn leaves(declaration: &Declaration) -> Vec<(WirePath, Leaf)> {
    let parts = &declaration.parts;
    let mut leaves = Vec::new();
    for strategy in &parts.strategies {
        match &strategy.next {
            Next::Cursor { source, or, .. } => {
                for source in [Some(source), or.as_ref()].into_iter().flatten() {
                    match source {
                        Source::Field(path) => leaves.push((path.clone(), Leaf::Position)),
                        Source::Together(fields) => {
                            leaves.extend(fields.iter().map(|(_, path)| (path.clone(), Leaf::Position)));
                        }
                        Source::Header(_) | Source::LastItem(_) | Source::FirstItem(_) => {}
                    }
                }
            }
            Next::Link(LinkSource::Field(path)) => leaves.push((path.clone(), Leaf::Link)),
            Next::Link(LinkSource::Listed { list, .. }) => leaves.push((list.clone(), Leaf::Links)),
            Next::Offset { step: Step::Field(path), .. } => leaves.push((path.clone(), Leaf::Count)),
            Next::Link(_) | Next::Offset { .. } | Next::Page { .. } => {}
        }
    }
    leaves.extend(parts.sync_token.iter().map(|token| (token.path.clone(), Leaf::Position)));
    leaves.extend(parts.flag.iter().map(|flag| (flag.path.clone(), Leaf::Flag)));
    for count in [&parts.total, &parts.total_pages] {
        if let Some(Count { place: CountPlace::Field(path), .. }) = count {
            leaves.push((path.clone(), Leaf::Count));
        }
    }
    leaves
}
