//! What `#[paginated(crate = …)]` is for: a manifest that says `pages = { package = "pagination-core", … }`.

use pages::Paginated;

/// One page. Nothing in what is generated for it may name `pagination_core`, which this crate does not know.
#[derive(Paginated)]
#[cursor(last_item = id, prev(field = meta.before, param = "before"))]
#[offset(parallel, stop(short_page))]
#[paginated(crate = pages, page_size(param = "limit", default = 2), total = meta.total, check = check)]
pub struct Notes {
    /// The records.
    pub notes: Vec<Note>,
    /// What the API says of the list.
    pub meta: Option<Meta>,
}

/// A record.
#[derive(Debug, PartialEq, Eq)]
pub struct Note {
    /// Its key.
    pub id: u64,
}

/// What the API says of the list.
pub struct Meta {
    /// The position of the page before.
    pub before: Option<u64>,
    /// The number of records.
    pub total: Option<u64>,
}

fn check(page: &Notes) -> Result<(), &'static str> {
    if page.notes.len() > 2 { Err("more records than were asked for") } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    use pages::{Offset, pages_blocking};

    use super::*;

    fn list(from: u64) -> Result<Notes, &'static str> {
        if from > 5 {
            return Err("past the end");
        }
        let notes = (from..5).take(2).map(|id| Note { id }).collect();
        Ok(Notes { notes, meta: Some(Meta { before: None, total: Some(5) }) })
    }

    #[test]
    fn a_renamed_dependency_is_walked_in_every_declared_way() {
        let by_cursor = pages_blocking(|last: Option<u64>| list(last.map_or(0, |last| last + 1))).items();
        let by_offset = pages_blocking(list).by::<Offset>().items();
        for items in [by_cursor.collect::<Result<Vec<_>, _>>(), by_offset.collect()] {
            let ids: Vec<u64> = items.unwrap().iter().map(|note| note.id).collect();
            assert_eq!(ids, [0, 1, 2, 3, 4]);
        }
    }
}
