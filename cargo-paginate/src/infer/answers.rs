//! The names of positions, flags and counts in a response.

use super::words::CURSORS;
use crate::schema::Shape;

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
