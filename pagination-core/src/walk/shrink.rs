//! Smaller pages, after the server refused one (`shrink`), and larger ones again.

use crate::error::Problem;
use crate::page_request::SizeChange;
use crate::position::Position;
use crate::spec::{FirstOnly, StrategyKind, Target};
use crate::transport::PageSizes;

use super::Walk;

/// Pages to wait before trying a larger size again; doubled after each refusal.
const FIRST_PATIENCE: u32 = 4;
const MOST_PATIENCE: u32 = 1_024;

/// The page size, once the server has refused a larger one.
#[derive(Debug)]
pub(super) struct Shrunk {
    size: u64,
    /// The size before the first refusal.
    full: u64,
    /// The size of the last page.
    last: u64,
    /// How many pages have arrived since the size changed.
    arrived: u32,
    patience: u32,
    /// Whether the size was made larger, and not enough pages have arrived since.
    is_trial: bool,
}

impl Shrunk {
    pub(super) fn new(size: u64, full: u64) -> Self {
        Self { size, full, last: size, arrived: 0, patience: FIRST_PATIENCE, is_trial: false }
    }

    pub(super) fn size(&self) -> u64 {
        self.size
    }

    pub(super) fn page_arrived(&mut self) {
        self.last = self.size;
        self.arrived = self.arrived.saturating_add(1);
        self.is_trial &= self.arrived < self.patience;
    }

    fn shrink_to(&mut self, size: u64) {
        if self.is_trial {
            self.patience = self.patience.saturating_mul(2).min(MOST_PATIENCE);
        }
        (self.size, self.arrived, self.is_trial) = (size, 0, false);
    }
}

impl Walk {
    /// Requests the page that is due with half the size. `false` where the size is 1, or cannot be chosen.
    ///
    /// An error where page numbers of half the size do not begin where the walk stands.
    pub(crate) fn shrink(&mut self) -> Result<bool, Problem> {
        let Some(size) = self.due.page_size.or_else(|| self.known_size()).map(|size| self.within_max(size)) else {
            return Ok(false);
        };
        if size <= 1 || !self.may_resize(self.due.first) || self.counts_pages(self.due.position.as_ref()) {
            return Ok(false);
        }
        let half = size >> 1;
        if self.is_overlapping() {
            if half < 2 {
                return Ok(false);
            }
            self.overlap_less(half);
        }
        if self.spec.strategy == StrategyKind::Page
            && let Some(at) = self.due.position.as_ref().and_then(Position::as_u64)
        {
            let Some(number) = self.renumbered(at, size, half) else {
                return Err(Problem::request(format!(
                    "page {at} of `{}` is too large, and pages of {half} items in place of {size} do not begin where it does; request \
                     pages of a size that can be halved more often, such as 64",
                    self.spec.response
                )));
            };
            self.due.position = Some(Position::count(number));
            // It counts pages of the other size.
            self.total_pages = None;
        }
        match &mut self.shrunk {
            Some(shrunk) => shrunk.shrink_to(half),
            None => self.shrunk = Some(Box::new(Shrunk::new(half, size))),
        }
        self.due.page_size = Some(half);
        self.due.size_change = SizeChange::Changed;
        Ok(true)
    }

    /// Before the page at `position` is requested: tries twice the size, where enough pages have arrived and the position allows it.
    #[cold]
    pub(super) fn grow(&mut self, position: &mut Position) {
        let may_resize = self.may_resize(false) && !self.counts_pages(Some(position));
        if let Some(mut shrunk) = self.shrunk.take() {
            let larger = shrunk.size.saturating_mul(2).min(shrunk.full);
            if may_resize && shrunk.arrived >= shrunk.patience && larger > shrunk.size {
                let number = position.as_u64().filter(|_| self.spec.strategy == StrategyKind::Page);
                let renumbered = number.map(|at| self.renumbered(at, shrunk.size, larger));
                if renumbered != Some(None) {
                    if let Some(Some(number)) = renumbered {
                        *position = Position::count(number);
                        self.total_pages = None;
                    }
                    (shrunk.size, shrunk.arrived, shrunk.is_trial) = (larger, 0, true);
                }
            }
            self.shrunk = Some(shrunk);
        }
        self.due.page_size = self.size_at(Some(position));
    }

    /// The number of the page that begins where page `at` does, with pages of `new` items in place of `old`.
    fn renumbered(&self, at: u64, old: u64, new: u64) -> Option<u64> {
        let passed = at.saturating_sub(self.spec.first).checked_mul(old)?;
        (passed.checked_rem(new)? == 0).then_some(())?;
        self.spec.first.checked_add(passed.checked_div(new)?)
    }

    /// Whether a request can have another size than the one before.
    fn may_resize(&self, first: bool) -> bool {
        let is_sent = match self.preset.page_sizes {
            PageSizes::Declared => self.spec.sends_size(),
            PageSizes::Read => true,
            PageSizes::ByItself => false,
        };
        let is_left_out = match self.spec.first_only {
            FirstOnly::Nothing => false,
            FirstOnly::Everything => true,
            FirstOnly::These(names) => matches!(
                self.spec.page_size.target,
                Some(Target::Param(name) | Target::Form(name) | Target::Body(name)) if names.contains(&name)
            ),
        };
        is_sent && !self.spec.session && (first || !is_left_out)
    }

    /// Whether the position is the server's own number of a page. Those of a counted walk are renumbered.
    fn counts_pages(&self, position: Option<&Position>) -> bool {
        !self.spec.strategy.is_counted() && counts_pages(position, self.spec.target)
    }

    fn within_max(&self, size: u64) -> u64 {
        self.spec.page_size.max.map_or(size, |max| size.min(max))
    }

    /// The size of the pages that page numbers count, for a checkpoint: inside the last page, or after it.
    pub(super) fn numbered_by(&self, inside: bool) -> Option<u64> {
        if self.spec.strategy != StrategyKind::Page {
            return None;
        }
        match &self.shrunk {
            Some(shrunk) if inside => Some(shrunk.last),
            _ => self.known_size(),
        }
    }

    /// The walk goes on with pages of the size that a checkpoint counts.
    pub(super) fn resume_shrunk(&mut self, size: u64, full: u64) {
        self.shrunk = Some(Box::new(Shrunk::new(size, full)));
        self.due.size_change = SizeChange::Changed;
    }
}

/// Whether a position from outside is the number of a page, or has one in it. With another size it would be another page.
fn counts_pages(position: Option<&Position>, target: Target) -> bool {
    let Some(position) = position else { return false };
    let own = match target {
        Target::Param(name) | Target::Form(name) | Target::Body(name) | Target::Header(name) => Some(name),
        _ => None,
    };
    match position.to_json() {
        serde_json::Value::String(text) => {
            let is_number = text.bytes().all(|byte| byte.is_ascii_digit());
            let (_, query) = text.split_once('?').unwrap_or_default();
            let mut pairs = query.split('&').filter_map(|pair| pair.split_once('='));
            (is_number && own.is_some_and(names_a_page))
                || pairs.any(|(name, value)| is_count(value) && names_a_page(name))
        }
        serde_json::Value::Number(_) => own.is_some_and(names_a_page),
        serde_json::Value::Object(map) => map
            .iter()
            .any(|(name, value)| (value.is_u64() || value.as_str().is_some_and(is_count)) && names_a_page(name)),
        _ => false,
    }
}

fn is_count(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// Whether a parameter of this name has the number of a page: `page`, `page[number]`, `pageNo`, `/paging/page`.
fn names_a_page(name: &str) -> bool {
    let last = name.rsplit('/').next().unwrap_or(name).replace("%5B", "[").replace("%5b", "[");
    let word: String =
        last.chars().filter(char::is_ascii_alphanumeric).map(|letter| letter.to_ascii_lowercase()).collect();
    let word = word.strip_suffix("5d").unwrap_or(&word);
    matches!(word, "page" | "pagenumber" | "pageno" | "pagenum" | "pageindex" | "currentpage" | "nextpage" | "p" | "pg")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_position_that_counts_pages_is_recognized() {
        let param = |name: &'static str, position: &Position| counts_pages(Some(position), Target::Param(name));
        for (name, counts) in
            [("page", true), ("pageNumber", true), ("page[number]", true), ("cursor", false), ("offset", false)]
        {
            assert_eq!(param(name, &Position::count(3)), counts, "{name}");
            assert_eq!(param(name, &Position::text("3")), counts, "{name}");
            assert!(!param(name, &Position::text("abc")), "{name}");
        }
        for (link, counts) in [
            ("https://a.example/list?page=3&per_page=50", true),
            ("https://a.example/list?per_page=50&page%5Bnumber%5D=3", true),
            ("https://a.example/list?page=eyJ4&limit=50", false),
            ("https://a.example/list?offset=100&limit=50", false),
            ("https://a.example/page/3", false),
        ] {
            assert_eq!(counts_pages(Some(&Position::text(link)), Target::Link), counts, "{link}");
        }
        for (map, counts) in [
            (serde_json::json!({ "page": 3, "limit": 50 }), true),
            (serde_json::json!({ "offset": 3, "limit": 50 }), false),
        ] {
            let position = Position::json(map).unwrap_or_else(|| Position::count(0));
            assert_eq!(counts_pages(Some(&position), Target::MergeBody("")), counts);
        }
    }
}
