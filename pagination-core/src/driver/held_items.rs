//! The items of a page that was not handed over yet: in the page, or moved out of it.

use super::StopAt;
use crate::error::Problem;
use crate::page_info::PageInfo;
use crate::page_keys::PageKeys;
use crate::paginated::Paginated;
use crate::walk::Walk;

/// The items of a page, for the time until the walk moves.
pub(super) struct HeldItems<'a, P: Paginated> {
    page: &'a mut P,
    moved_out: &'a mut Option<Vec<P::Item>>,
    /// Whether they may be moved out: the consumer takes items, not pages.
    may_move: bool,
}

/// Where a page was cut before it is delivered.
#[derive(Default)]
pub(super) struct Cut {
    /// How many items it has now.
    pub(super) kept: Option<usize>,
    /// Whether the caller wants nothing after it (`stop_at`).
    pub(super) is_last_wanted: bool,
    /// Whether the part that is walked ends before one of its items.
    pub(super) is_past_part: bool,
}

impl<'a, P: Paginated> HeldItems<'a, P> {
    pub(super) fn new(page: &'a mut P, moved_out: &'a mut Option<Vec<P::Item>>, may_move: bool) -> Self {
        Self { page, moved_out, may_move }
    }

    /// Their keys. The items are moved out for them where that is the only way.
    pub(super) fn keys(&mut self) -> Option<PageKeys> {
        let keys = self.page.keys();
        if keys.is_some() || !self.may_move {
            return keys;
        }
        let items = self.moved_out.insert(self.page.take_items());
        Some(P::keys_of(items))
    }

    /// Cuts off what is past the end of the part, or not wanted. The page has so many entries and items.
    pub(super) fn cut(
        &mut self,
        walk: &Walk,
        info: &PageInfo,
        (entries, count): (u64, u64),
        stop_at: Option<&mut StopAt<P::Item>>,
    ) -> Result<Cut, Problem> {
        let mut cut = Cut::default();
        if walk.is_of_part() {
            let before_key = walk.items_before_key(info)?;
            cut.is_past_part = before_key.is_some();
            if let Some(kept) = before_key.or_else(|| walk.items_before_end(entries, count)) {
                let kept = usize::try_from(kept).unwrap_or(usize::MAX);
                self.as_vec("the end of a part")?.truncate(kept);
                cut.kept = Some(kept);
            }
        }
        if let Some(stop_at) = stop_at
            && count > 0
        {
            let items = self.as_vec("`stop_at`")?;
            let (from, to) = walk.asked_about(items.len());
            if let Some(kept) = stop_at.find(items, from, to) {
                items.truncate(kept);
                (cut.kept, cut.is_last_wanted) = (Some(kept), true);
            }
        }
        Ok(cut)
    }

    fn as_vec(&mut self, by: &str) -> Result<&mut Vec<P::Item>, Problem> {
        if self.may_move && self.moved_out.is_none() {
            *self.moved_out = Some(self.page.take_items());
        }
        match self.moved_out {
            Some(items) => Ok(items),
            None => self.page.records().as_vec().ok_or_else(|| {
                Problem::request(format!(
                    "{by} cannot cut these pages, since their items are not a `Vec` of the response; take them one by one, with \
                     `.items()`"
                ))
            }),
        }
    }
}
