//! The names of parameters, as APIs use them.

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
pub(super) const CURSORS: &[&str] = &[
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
