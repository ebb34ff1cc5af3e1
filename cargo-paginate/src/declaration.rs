//! What is known about one list: the model between the readers and the writer.

/// A path through the names that are on the wire.
pub type WirePath = Vec<String>;

/// Where something was read, for the comment beside it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Evidence {
    /// The document says so, here.
    Declared(String),
    /// The document does not say so. This speaks for it.
    Guessed(String),
}

impl Evidence {
    /// Said by the document.
    pub fn declared(place: impl Into<String>) -> Self {
        Self::Declared(place.into())
    }

    /// Not said by the document.
    pub fn guessed(why: impl Into<String>) -> Self {
        Self::Guessed(why.into())
    }

    /// Whether the document says so.
    pub fn is_declared(&self) -> bool {
        matches!(self, Self::Declared(_))
    }
}

/// Where a cursor is read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Source {
    /// In the body.
    Field(WirePath),
    /// In a response header.
    Header(String),
    /// In the last record.
    LastItem(WirePath),
    /// In the first record.
    FirstItem(WirePath),
    /// In several members, each sent as the parameter beside it.
    Together(Vec<(String, WirePath)>),
}

/// Where a link is read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LinkSource {
    /// In the body.
    Field(WirePath),
    /// In the `Link` header.
    Rel(String),
    /// In a response header that holds nothing but the URL.
    Header(String),
    /// In a list of `{rel, href}`.
    Listed {
        /// The list.
        list: WirePath,
        /// Which of its entries.
        rel: String,
    },
}

/// Where a value goes in the request.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Target {
    /// A query parameter.
    Param(String),
    /// A JSON pointer into the body.
    Body(String),
    /// A field of a form.
    Form(String),
    /// A header.
    Header(String),
    /// A map, into the query.
    MergeQuery,
    /// A map, into the body.
    MergeBody,
}

/// How far an offset moves.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// By what was received.
    Received,
    /// By the page size.
    PageSize,
    /// By what the server says.
    Field(WirePath),
}

/// What gives the next position.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Next {
    /// A cursor.
    Cursor {
        /// Where it is read.
        source: Source,
        /// Where it is read otherwise.
        or: Option<Source>,
        /// Where it is sent.
        target: Target,
        /// The value that means the end.
        end: Option<String>,
        /// The value of the first request.
        initial: Option<String>,
    },
    /// A link.
    Link(LinkSource),
    /// A counted offset.
    Offset {
        /// Where it is sent.
        target: Target,
        /// That of the first page.
        first: u64,
        /// How far it moves.
        step: Step,
    },
    /// A counted page number.
    Page {
        /// Where it is sent.
        target: Target,
        /// That of the first page.
        first: u64,
    },
}

impl Next {
    /// Whether positions are counted, so that something else has to end the walk.
    pub fn is_counted(&self) -> bool {
        matches!(self, Self::Offset { .. } | Self::Page { .. })
    }

    /// Where the position is sent.
    pub fn target(&self) -> Option<&Target> {
        match self {
            Self::Cursor { target, .. } | Self::Offset { target, .. } | Self::Page { target, .. } => Some(target),
            Self::Link(_) => None,
        }
    }
}

/// A further end of a walk.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stop {
    /// A page without records.
    EmptyPage,
    /// A page that is not full.
    ShortPage,
    /// A position that came before.
    Repeated,
    /// An absent position alone.
    Absent,
}

/// One way to walk a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Strategy {
    /// The next position.
    pub next: Next,
    /// Further ends.
    pub stop: Vec<Stop>,
    /// Parameters that this way needs.
    pub query: Vec<(String, String)>,
    /// Whether a link is fetched by GET, whatever the first request was.
    pub link_by_get: bool,
    /// An attribute of an entry of the `Link` header, and its value on the last page.
    pub link_end: Option<(String, String)>,
    /// Where this was read.
    pub evidence: Evidence,
}

impl Strategy {
    /// A strategy without options.
    pub fn new(next: Next, evidence: Evidence) -> Self {
        Self { next, stop: Vec::new(), query: Vec::new(), link_by_get: false, link_end: None, evidence }
    }
}

/// How many records a page has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PageSize {
    /// Where it is sent.
    pub target: Option<Target>,
    /// What the server takes if none is sent.
    pub default: Option<u64>,
    /// The greatest that the server takes.
    pub max: Option<u64>,
    /// What is always sent.
    pub send: Option<u64>,
    /// Where this was read.
    pub evidence: Evidence,
}

/// The API's own word about further pages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Flag {
    /// Where it is.
    pub path: WirePath,
    /// Whether `true` means the last page.
    pub is_last: bool,
    /// Where this was read.
    pub evidence: Evidence,
}

/// A number of records or pages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Count {
    /// Where it is.
    pub place: CountPlace,
    /// Where this was read.
    pub evidence: Evidence,
}

/// Where a count is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CountPlace {
    /// In the body.
    Field(WirePath),
    /// In a response header.
    Header(String),
}

/// A token for what changed since a walk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SyncToken {
    /// Where it is on the last page.
    pub path: WirePath,
    /// Where it is sent.
    pub target: Target,
    /// Where this was read.
    pub evidence: Evidence,
}

/// Where the records are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ItemsAt {
    /// The list, or the map.
    pub path: WirePath,
    /// Lists in each entry, one in the other, where the records are in the innermost. An empty path: the entry is the list.
    pub groups: Vec<WirePath>,
    /// What is in each entry, where the record is not the entry itself.
    pub each: WirePath,
    /// Further lists of the page, whose records come after those of the first.
    pub others: Vec<WirePath>,
    /// Where this was read.
    pub evidence: Evidence,
}

impl ItemsAt {
    /// A list whose entries are the records.
    pub fn list(path: WirePath, evidence: Evidence) -> Self {
        Self { path, groups: Vec::new(), each: Vec::new(), others: Vec::new(), evidence }
    }

    /// Whether the entries of the list are the records.
    pub fn are_entries(&self) -> bool {
        self.groups.is_empty() && self.each.is_empty()
    }

    /// All lists of the page that hold records.
    pub fn lists(&self) -> impl Iterator<Item = &WirePath> {
        std::iter::once(&self.path).chain(&self.others)
    }
}

/// What identifies a record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Key {
    /// Where it is in a record.
    pub path: WirePath,
    /// Where this was read.
    pub evidence: Evidence,
}

/// Everything but the records.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Parts {
    /// The ways to walk the list. The first is the default.
    pub strategies: Vec<Strategy>,
    /// The page size.
    pub page_size: Option<PageSize>,
    /// The flag.
    pub flag: Option<Flag>,
    /// The number of records.
    pub total: Option<Count>,
    /// The number of pages.
    pub total_pages: Option<Count>,
    /// What identifies a record.
    pub key: Option<Key>,
    /// The sync token.
    pub sync_token: Option<SyncToken>,
    /// Further lists on each page, which stay readable.
    pub beside: Vec<WirePath>,
    /// What a reader of the code should know.
    pub notes: Vec<String>,
}

/// What a reader has found, before it is compared with the operation.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Draft {
    /// Everything but the records.
    pub parts: Parts,
    /// The records, where something says where they are.
    pub items: Option<ItemsAt>,
}

impl Draft {
    /// One strategy, and nothing else.
    pub fn of(strategy: Strategy) -> Self {
        Self { parts: Parts { strategies: vec![strategy], ..Parts::default() }, items: None }
    }
}

/// A list that can be written as attributes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Declaration {
    /// Everything but the records.
    pub parts: Parts,
    /// The records.
    pub items: ItemsAt,
}
