//! The words of pagination, as APIs use them.

use crate::schema::{Kind, Shape};

/// What a parameter is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    Cursor,
    Offset,
    Page,
    Size,
}

/// A name without case and punctuation: `page[next_token]` is `pagenexttoken`.
pub(super) fn plain(name: &str) -> String {
    name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

const OFFSETS: &[&str] = &[
    "offset",
    "skip",
    "start",
    "startat",
    "startindex",
    "from",
    "firstresult",
    "startposition",
    "startrow",
    "pageoffset",
    "startrecord",
    "resultoffset",
    "recordoffset",
    "rowoffset",
    "searchoffset",
    "sysparmoffset",
    "paginationoffset",
    "listoffset",
];
const PAGES: &[&str] = &[
    "page",
    "pagenumber",
    "pageno",
    "pagenum",
    "pageindex",
    "pagenr",
    "p",
    "pg",
    "currentpage",
    "pageid",
    "pagepage",
    "paginationpage",
    "pagination pagenumber",
    "resultspage",
    "requestedpage",
    "paged",
    "pagenumberzerobased",
];
const SIZES: &[&str] = &[
    "limit",
    "pagesize",
    "perpage",
    "pagelimit",
    "maxresults",
    "size",
    "maxitems",
    "maxkeys",
    "itemsperpage",
    "maxrecords",
    "pagelen",
    "pagelength",
    "resultsperpage",
    "hitsperpage",
    "recordsperpage",
    "maxpagesize",
    "numresults",
    "top",
    "take",
    "rows",
    "count",
    "max",
    "first",
    "maxresultcount",
    "maxentries",
    "pagecount",
    "listlimit",
    "sysparmlimit",
    "numitems",
    "amount",
    "maxuploads",
    "maxparts",
    "paginationlimit",
    "paginationpagesize",
    "pageperpage",
    "entriesperpage",
    "numrows",
    "limitperpage",
    "resultlimit",
    "num",
    "n",
    "batchsize",
    "quantity",
    "length",
    "numberofresults",
    "maxnumberofresults",
    "maxreturn",
    "maxnumresults",
    "maxdatapoints",
    "recordcount",
    "rowcount",
];
const CURSORS: &[&str] = &[
    "cursor",
    "pagetoken",
    "nexttoken",
    "nextpagetoken",
    "after",
    "startingafter",
    "marker",
    "continuationtoken",
    "continuation",
    "continue",
    "scrollid",
    "bookmark",
    "nextcursor",
    "startcursor",
    "pagecursor",
    "aftercursor",
    "pageafter",
    "exclusivestartkey",
    "startkey",
    "paginationtoken",
    "nextmarker",
    "next",
    "startingtoken",
    "nextkey",
    "pagestate",
    "searchafter",
    "resumptiontoken",
    "afterid",
    "sinceid",
    "lastid",
    "fromid",
    "startafter",
    "startafterid",
    "nextpage",
    "nextid",
    "cursormark",
    "scroll",
    "exclusivestartid",
    "nextpageid",
    "paginationcursor",
    "cursorid",
    "afterkey",
    "pagekey",
    "skiptoken",
    "nextoffset",
    "position",
    "pagingtoken",
    "pagemarker",
    "continuetoken",
    "nexttokenid",
    "startfrom",
    "lastevaluatedkey",
    "token",
    "pageident",
    "nextrecordname",
    "startrecordname",
    "pagenext",
    "pagenextcursor",
    "nextpagecursor",
    "offsetid",
    "offsettoken",
    "scrollparam",
    "iterator",
    "aftertoken",
    "requesttoken",
    "listtoken",
    "nextbatch",
];

pub(super) fn role(name: &str) -> Option<Role> {
    let name = plain(name);
    let name = name.as_str();
    if PAGES.contains(&name) {
        return Some(Role::Page);
    }
    if OFFSETS.contains(&name) {
        return Some(Role::Offset);
    }
    if CURSORS.contains(&name) {
        return Some(Role::Cursor);
    }
    if SIZES.contains(&name) {
        return Some(Role::Size);
    }
    let ends = |ends: &[&str]| ends.iter().any(|end| name.ends_with(end));
    if ends(&[
        "pagetoken",
        "nexttoken",
        "marker",
        "continuationtoken",
        "exclusivestartid",
        "nextcursor",
        "startingtoken",
        "pagecursor",
    ]) || name.starts_with("exclusivestart")
    {
        return Some(Role::Cursor);
    }
    if ends(&["pagesize", "perpage", "maxresults", "maxitems", "maxrecords"]) {
        return Some(Role::Size);
    }
    None
}

/// The likelier size comes first.
pub(super) fn rank_of_size(name: &str) -> usize {
    SIZES.iter().position(|size| *size == name).unwrap_or(SIZES.len())
}

/// Parameters that take the id of a record.
pub(super) fn takes_id(name: &str) -> bool {
    matches!(
        name,
        "startingafter" | "after" | "afterid" | "sinceid" | "lastid" | "fromid" | "startafter" | "startafterid"
    )
}

/// What a cursor is called in a response.
const ANSWERS: &[&str] = &[
    "nextcursor",
    "nextpagetoken",
    "nexttoken",
    "next",
    "nextpage",
    "nextmarker",
    "continuationtoken",
    "nextcontinuationtoken",
    "continue",
    "continuation",
    "endcursor",
    "nextkey",
    "paginationtoken",
    "nextpagecursor",
    "lastevaluatedkey",
    "nextoffset",
    "cursornext",
    "scrollid",
    "cursor",
    "nextid",
    "nextpageid",
    "bookmark",
    "nextbookmark",
    "nextstartkey",
    "pagetoken",
    "nextposition",
    "resumptiontoken",
    "nextcursormark",
    "nextstart",
    "nextstartingtoken",
    "nextpagestate",
    "marker",
    "lastkey",
    "nextpagekey",
    "nextskip",
    "after",
];

/// How well a member of the response fits a parameter: 0 not at all, from 7 by name.
pub(super) fn pair(parameter: &str, own: &str, parent: &str) -> u8 {
    if is_back(own) || is_back(parent) {
        return 0;
    }
    let joined = format!("{parent}{own}");
    let is_next = own.contains("next") || parent.contains("next");
    if own == format!("next{parameter}") || joined == format!("next{parameter}") && own != parameter {
        return 10;
    }
    if own == parameter && parameter.contains("next") {
        return 10;
    }
    if is_next
        && (own == format!("{parameter}next")
            || joined == format!("{parameter}next")
            || joined.ends_with(&format!("next{parameter}")))
    {
        return 9;
    }
    if own == parameter
        && (parent.contains("next")
            || ["cursors", "paging", "pagination", "meta", "pageinfo", "responsemetadata"].contains(&parent))
    {
        return 9;
    }
    let stem = stem(parameter);
    let answer = self::stem(own);
    if is_next && !stem.is_empty() && stem == answer {
        return 8;
    }
    if own == parameter && CURSORS.contains(&own) {
        return 8;
    }
    if own == "endcursor" || own == "lastevaluatedkey" && parameter.starts_with("exclusivestart") {
        return 8;
    }
    if is_next && ANSWERS.contains(&own) {
        return if own == "next" { 6 } else { 7 };
    }
    if parameter.starts_with("exclusivestart")
        && own.starts_with("lastevaluated")
        && parameter.trim_start_matches("exclusivestart") == own.trim_start_matches("lastevaluated")
    {
        return 9;
    }
    if ANSWERS.contains(&own) {
        return 5;
    }
    0
}

/// A name without what says which of two it is.
fn stem(name: &str) -> String {
    let mut name = name.to_owned();
    for word in ["exclusivestart", "lastevaluated", "pagination", "starting", "start", "next", "page", "last", "new"] {
        name = name.replace(word, "");
    }
    name
}

fn is_back(name: &str) -> bool {
    ["prev", "before", "first", "self", "last"].iter().any(|word| name.starts_with(word))
        && !name.starts_with("lastevaluated")
        && !name.starts_with("lastkey")
        || name.contains("previous")
}

/// How surely a member is the URL of the next page: from 7 by name or description.
pub(super) fn link(own: &str, parent: &str, shape: &Shape<'_>) -> u8 {
    if is_back(own)
        || is_back(parent)
        || ["token", "cursor", "marker", "key", "id"].iter().any(|word| own.ends_with(word))
    {
        return 0;
    }
    let names_next = own.contains("next") || parent == "next";
    if !names_next {
        return 0;
    }
    if is_link(own, parent, shape) {
        return if own == "next" { 8 } else { 9 };
    }
    match own {
        "next" => 4,
        "nextpage" => 3,
        _ => 0,
    }
}

/// Whether a member is a URL.
pub(super) fn is_link(own: &str, parent: &str, shape: &Shape<'_>) -> bool {
    let by_name = ["link", "url", "uri", "href"].iter().any(|word| own.ends_with(word));
    let by_parent = matches!(parent, "links" | "urls" | "paginglinks" | "paginationlinks");
    let by_format = matches!(shape.format, "uri" | "url" | "uri-reference");
    let by_example = shape
        .example
        .and_then(|example| example.as_str())
        .is_some_and(|text| text.starts_with("http") || text.starts_with('/'));
    let description = shape.description.to_lowercase();
    let by_description = ["url", "uri", "link to", "hyperlink", "href"].iter().any(|word| {
        description.split(|c: char| !c.is_alphanumeric() && c != ' ').any(|part| contains_word(part, word))
    });
    by_name || by_parent || by_format || by_example || by_description
}

fn contains_word(text: &str, word: &str) -> bool {
    format!(" {text} ").contains(&format!(" {word} "))
}

/// Whether `true` means the last page, where it is a flag about pages at all.
pub(super) fn flag(name: &str) -> Option<bool> {
    match name {
        "hasmore" | "more" | "hasnext" | "hasnextpage" | "istruncated" | "morerecords" | "hasmoreitems"
        | "hasmorepages" | "moredata" | "moreresults" | "hasmoreresults" | "hasmorerecords" | "moreitems"
        | "hasmoredata" | "moredataavailable" | "incomplete" | "truncated" | "moreavailable" | "hasadditionalpages"
        | "nextpageexists" | "morepages" | "islimitexceeded" => Some(false),
        "islast" | "islastpage" | "lastpage" | "last" | "done" | "completed" | "endofrecords" | "finished" => {
            Some(true)
        }
        _ => None,
    }
}

pub(super) fn is_total(own: &str, parent: &str) -> bool {
    const TOTALS: &[&str] = &[
        "total",
        "totalcount",
        "totalresults",
        "totalitems",
        "totalrecords",
        "totalelements",
        "totalsize",
        "totalrows",
        "totalhits",
        "totalentries",
        "resultcount",
        "itemcount",
        "recordstotal",
        "totalnumber",
        "totalnumberofitems",
        "numfound",
        "totalmatches",
        "totalobjects",
        "countall",
        "fullcount",
        "totalnumberofrecords",
        "totalnumberofresults",
        "odatacount",
        "totalitemscount",
    ];
    TOTALS.contains(&own) && own != "itemcount" && own != "resultcount"
        || own == "count" && matches!(parent, "total" | "paging" | "pagination")
}

pub(super) fn is_total_pages(own: &str, _parent: &str) -> bool {
    matches!(
        own,
        "totalpages"
            | "pagecount"
            | "pagestotal"
            | "lastpage"
            | "numpages"
            | "numberofpages"
            | "totalpagecount"
            | "pages"
            | "maxpage"
    )
}

pub(super) fn is_items(name: &str) -> bool {
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
pub(super) fn rank_of_list(name: &str, resource: &str, operation: &str, entries: Kind, depth: usize) -> Option<u32> {
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
