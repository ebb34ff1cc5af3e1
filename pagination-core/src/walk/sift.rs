//! Which items of a page came before, by their keys, and whether the page joins the one before it.
//!
//! | a walk | drops | joins |
//! |---|---|---|
//! | `inclusive` | what was on the page before | at any page |
//! | `overlap` | what is up to the last known key, but for what was inserted between known keys | where a known key comes |
//! | by page number, with `key` | what is known | at any page, until the total shrinks: then where a known key comes |
//! | `drain`, with `key` | what was on the page before | at any page |
//!
//! Where no known key comes, items before it were deleted: the walk steps back until one does.

use crate::checkpoint::StoredKeys;
use crate::error::Problem;
use crate::page_info::PageInfo;
use crate::position::Position;
use crate::spec::{Spec, StrategyKind};

use super::known_keys::{KnownKeys, Met};
use super::{Accepted, State, Walk};

/// At most this many steps back look for a known key.
const MOST_STEPS: u32 = 64;

/// What a walk recognizes items by.
#[derive(Debug)]
pub(super) struct Sieve {
    mode: Mode,
    known: KnownKeys,
    /// Those before the last page, and the keys of that page.
    before: KnownKeys,
    page: Vec<u64>,
    /// Which of the items of the last page are dropped.
    repeats: Option<Box<[bool]>>,
    /// A known key has to come on the next page.
    must_join: bool,
    /// The steps back since a known key came.
    steps: u32,
    /// The pages in a row that brought nothing new.
    stale: u32,
    /// The offset after the last item that was passed.
    pub(super) reached: u64,
    /// Where an empty page was found on the way back.
    pub(super) empty_at: Option<u64>,
    /// The total on the page before.
    total: Option<u64>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mode {
    Inclusive,
    Overlap { by: u64, seen: usize },
    Pages,
    Drain,
}

/// What a page brings.
pub(super) enum Sifted {
    /// New items, and those that are dropped.
    Joins(Option<Box<[bool]>>),
    /// Nothing that can be used: this position is requested first.
    StepBack(u64),
    /// The walk cannot go on.
    Drifted(&'static str),
}

impl Sieve {
    pub(super) fn new(spec: &Spec, is_drain: bool) -> Option<Box<Self>> {
        if !spec.keyed {
            return None;
        }
        let mode = match spec.strategy {
            _ if is_drain => Mode::Drain,
            StrategyKind::Cursor | StrategyKind::NextLink if spec.inclusive => Mode::Inclusive,
            StrategyKind::Offset if spec.overlap > 0 => {
                Mode::Overlap { by: spec.overlap, seen: usize::try_from(spec.seen).unwrap_or(usize::MAX) }
            }
            StrategyKind::Page if !spec.allow_repeated => Mode::Pages,
            _ => return None,
        };
        Some(Box::new(Self {
            mode,
            known: KnownKeys::default(),
            before: KnownKeys::default(),
            page: Vec::new(),
            repeats: None,
            must_join: false,
            steps: 0,
            stale: 0,
            reached: 0,
            empty_at: None,
            total: None,
        }))
    }

    /// Goes on where a checkpoint was taken: on the page at `at`, or after `reached` items of the list.
    pub(super) fn restore(&mut self, stored: &StoredKeys, at: Option<u64>, reached: u64) {
        self.known = KnownKeys::of(stored);
        self.total = stored.total;
        let inside = at.filter(|_| !stored.taken.is_empty());
        self.reached = inside.map_or(reached, |at| at.saturating_add(stored.taken.len() as u64));
    }

    /// How far before its position a page is requested: at most `room - 1` items, to leave room for a new one.
    fn overlap(&self, room: u64) -> u64 {
        match self.mode {
            Mode::Overlap { by, .. } => by.min(room.saturating_sub(1)),
            _ => 0,
        }
    }

    pub(super) fn is_overlap(&self) -> bool {
        matches!(self.mode, Mode::Overlap { .. })
    }

    /// Whether pages of it are counted as they come, their repeats included: its positions count so.
    pub(super) fn counts_repeats(&self) -> bool {
        matches!(self.mode, Mode::Pages | Mode::Drain)
    }

    /// Whether this page was requested again.
    pub(super) fn is_stepping_back(&self) -> bool {
        self.steps > 0
    }

    /// A window begins anew: nothing of it is known.
    pub(super) fn begin_window(&mut self) {
        if self.is_overlap() {
            self.known.clear();
        }
        self.must_join = false;
        self.steps = 0;
        self.empty_at = None;
        self.total = None;
        self.reached = 0;
    }

    /// The page was passed.
    pub(super) fn pass(&mut self, keys: &[u64], repeats: Option<&[bool]>, longest_page: u64) {
        self.before.clone_from(&self.known);
        self.page = keys.to_vec();
        self.repeats = repeats.map(Box::from);
        let room = usize::try_from(longest_page.saturating_mul(2)).unwrap_or(usize::MAX).max(2);
        match self.mode {
            _ if keys.is_empty() => {}
            Mode::Inclusive | Mode::Drain => self.known.replace(keys),
            Mode::Pages if !self.must_join => {
                self.known.append(keys);
                self.known.keep(room);
            }
            Mode::Pages | Mode::Overlap { .. } => {
                let met = self.known.meet(keys);
                // What was dropped before the first known item is older than all of them.
                let is_fresh = |at: &usize| repeats.is_none_or(|repeats| repeats.get(*at) != Some(&true));
                let fresh = (0..keys.len()).find(is_fresh).unwrap_or(keys.len());
                let first = met.first().map_or(0, |met| met.on_page).min(fresh);
                self.known.pass(keys.get(first..).unwrap_or_default(), &met);
                let seen = if let Mode::Overlap { seen, .. } = self.mode { seen } else { 0 };
                self.known.keep(room.max(seen));
            }
        }
        self.must_join = false;
        self.steps = 0;
        let is_stale = repeats.is_some_and(|repeats| repeats.iter().all(|is_repeat| *is_repeat));
        self.stale = if is_stale { self.stale.saturating_add(1) } else { 0 };
    }

    /// For a checkpoint: after the last page, or after `taken` of its items that were not dropped.
    pub(super) fn stored(&self, taken: Option<usize>) -> Option<Box<StoredKeys>> {
        let stored = match taken {
            _ if self.mode == Mode::Drain => return None,
            None => self.known.stored(&[], self.total),
            Some(0) => self.before.stored(&[], self.total),
            Some(taken) => {
                let is_kept = |at: &usize| self.repeats.as_ref().is_none_or(|all| all.get(*at) != Some(&true));
                let last = (0..self.page.len()).filter(is_kept).nth(taken.saturating_sub(1));
                let end = last.map_or(self.page.len(), |last| last.saturating_add(1));
                self.before.stored(self.page.get(..end).unwrap_or_default(), self.total)
            }
        };
        Some(Box::new(stored))
    }

    /// What a page of these keys at `at` brings. `first` is where the list begins, and `room` how many items a page may have.
    fn sift(&mut self, keys: &[u64], at: u64, first: u64, room: u64) -> Sifted {
        let met = self.known.meet(keys);
        let must_join = match self.mode {
            Mode::Inclusive | Mode::Drain => false,
            Mode::Pages => self.must_join,
            Mode::Overlap { .. } => !self.known.is_empty(),
        };
        if !must_join {
            return Sifted::Joins(mask(keys.len(), &met, 0));
        }
        if met.windows(2).any(|pair| matches!(pair, [one, next] if one.known >= next.known)) {
            return Sifted::Drifted(
                "known items came in a different order: the list is unsorted, or is sorted by a value that changes",
            );
        }
        if let Some(start) = self.join(keys.len(), &met) {
            return Sifted::Joins(mask(keys.len(), &met, start));
        }
        if keys.is_empty() {
            self.empty_at = self.empty_at.or(Some(at));
        }
        if at <= first {
            return if self.known.has_forgotten() {
                Sifted::Drifted("no known item comes any more: more items were deleted or inserted than are remembered")
            } else {
                // Every item that was passed is remembered: what is here is new.
                Sifted::Joins(mask(keys.len(), &met, 0))
            };
        }
        let step = match self.mode {
            // The pages looked at touch one another, so that no known item lies between them.
            Mode::Overlap { by, .. } => {
                let span = room.max(keys.len() as u64).max(1);
                let doubled = by.saturating_mul(1_u64.checked_shl(self.steps).unwrap_or(u64::MAX));
                doubled.min(span)
            }
            _ => 1,
        };
        self.steps = self.steps.saturating_add(1);
        if self.steps > MOST_STEPS {
            return Sifted::Drifted(
                "no known item was found: more items were deleted or inserted than the walk can follow",
            );
        }
        Sifted::StepBack(at.saturating_sub(step).max(first))
    }

    /// Where new items may begin on a page that joins the known ones; `None` where it does not, or is not known to.
    fn join(&self, count: usize, met: &[Met]) -> Option<usize> {
        let first = met.first()?;
        if first.on_page == 0 {
            return Some(0);
        }
        // Items before the oldest known one were delivered already, or were inserted before it. A single known item among unknown
        // ones may have moved there.
        let is_whole = first.known == 0 && (met.len() > 1 || self.known.len() == 1);
        (is_whole && first.on_page < count).then_some(first.on_page)
    }
}

/// Which items are dropped: those that were met, and those before `start`.
fn mask(count: usize, met: &[Met], start: usize) -> Option<Box<[bool]>> {
    if met.is_empty() && start == 0 {
        return None;
    }
    let mut repeats = vec![false; count];
    for repeat in repeats.iter_mut().take(start) {
        *repeat = true;
    }
    for met in met {
        if let Some(repeat) = repeats.get_mut(met.on_page) {
            *repeat = true;
        }
    }
    Some(repeats.into())
}

impl Walk {
    /// What the page brings, by its keys.
    pub(super) fn sift(&mut self, info: &PageInfo, page: &Accepted<'_>) -> Result<Sifted, Problem> {
        let room = self.page_room();
        let Some(sieve) = &mut self.sieve else { return Ok(Sifted::Joins(None)) };
        let Some(keys) = page.keys else {
            if sieve.counts_repeats() {
                return Ok(Sifted::Joins(None));
            }
            return Err(Problem::request(format!(
                "this walk of `{}` recognizes items by their keys, and the function of `items(with = …)` moves them out of their page: walk \
                 over `.items()`, not over `.pages()`",
                self.spec.response
            )));
        };
        let at = self.due.position.as_ref().and_then(Position::as_u64).unwrap_or(self.spec.first);
        let first = self.spec.first;
        if sieve.mode == Mode::Pages {
            let has_shrunk = sieve.total.zip(info.total).is_some_and(|(before, now)| now < before);
            sieve.total = info.total.or(sieve.total);
            if has_shrunk && !sieve.must_join && at > first && !sieve.known.is_empty() {
                sieve.must_join = true;
                sieve.steps = 1;
                return Ok(Sifted::StepBack(at.saturating_sub(1)));
            }
        }
        Ok(sieve.sift(keys, at, first, room))
    }

    /// How many items a page may have, as far as is known.
    fn page_room(&self) -> u64 {
        self.longest_page.min(self.sent_size().unwrap_or(u64::MAX))
    }

    /// Requests the page at this offset, and a few items before it.
    pub(super) fn request_overlapping(&mut self, position: &Position) {
        let room = self.page_room();
        let (Some(sieve), Some(next)) = (&mut self.sieve, position.as_u64()) else { return };
        sieve.reached = next;
        sieve.empty_at = None;
        let position = next.saturating_sub(sieve.overlap(room)).max(self.spec.first);
        let position = Position::count(position);
        self.due.page_size = self.size_at(Some(&position));
        self.due.position = Some(position);
        self.due.first = false;
    }

    /// Whether the page has no items, or only the known ones that were requested on purpose, and the list ends there.
    pub(super) fn is_empty(&self, page: &Accepted<'_>) -> bool {
        page.count == 0
            || (page.fresh == 0 && self.sieve.as_ref().is_some_and(|sieve| self.ends_here(sieve, page.count)))
    }

    /// Whether the next page, at `next`, may bring something new after one that brought nothing: inserts pushed the known items
    /// forward.
    pub(super) fn may_go_on_without_news(&self, page: &Accepted<'_>, next: u64) -> bool {
        let Some(sieve) = &self.sieve else { return false };
        // An insert of just as many items repeats the page before; a server that ignores the offset repeats it once more.
        let most = match self.came_before(page) {
            true if page.count == 1 => 2,
            true => 1,
            false => MOST_STEPS,
        };
        (next > sieve.reached || self.is_full_and_shrunk(page.count)) && sieve.stale < most
    }

    /// Whether the page is as long as was requested, which was less than usual: more may follow it, whatever it has.
    fn is_full_and_shrunk(&self, count: u64) -> bool {
        self.shrunk.is_some() && self.due.page_size.is_some_and(|size| count >= size)
    }

    /// Whether the walk recognizes what a page repeats, so that a page needs room for something else.
    pub(super) fn is_overlapping(&self) -> bool {
        self.sieve.as_ref().is_some_and(|sieve| sieve.is_overlap())
    }

    /// Where a page of this size is requested in place of the one that is due: it overlaps less, so that there is room for a new item.
    pub(super) fn overlap_less(&mut self, size: u64) {
        let first = self.spec.first;
        let Some(sieve) = self.sieve.as_ref().filter(|sieve| sieve.is_overlap() && !sieve.is_stepping_back()) else {
            return;
        };
        let position = sieve.reached.saturating_sub(sieve.overlap(size)).max(first);
        if self
            .due
            .position
            .as_ref()
            .and_then(Position::as_u64)
            .is_some_and(|at| at < position && sieve.reached > first)
        {
            self.due.position = Some(Position::count(position));
        }
    }

    /// Whether a page of known items that overlaps the one before shows that nothing follows them.
    fn ends_here(&self, sieve: &Sieve, count: u64) -> bool {
        let at = self.due.position.as_ref().and_then(Position::as_u64).unwrap_or(self.spec.first);
        // A server may clamp the size that was sent, and a size may have become smaller.
        let is_short = self.is_short(count) && count < self.longest_page;
        let is_overlap_alone =
            sieve.steps == 0 && at.saturating_add(count) <= sieve.reached && !self.is_full_and_shrunk(count);
        let is_before_nothing = sieve.empty_at.is_some_and(|empty_at| at.saturating_add(count) >= empty_at);
        sieve.is_overlap() && (is_short || is_overlap_alone || is_before_nothing)
    }

    /// Requests an earlier page, to join it with the known items. The page that has arrived is not passed.
    pub(super) fn step_back(&mut self, to: u64) {
        if self.spec.strategy == StrategyKind::Page {
            let pages = to.saturating_sub(self.spec.first);
            self.reached = pages.saturating_mul(self.known_size().unwrap_or(self.longest_page));
        }
        let position = Position::count(to);
        self.due.page_size = self.size_at(Some(&position));
        self.due.position = Some(position);
        self.due.index = self.due.index.saturating_add(1);
    }

    /// A page without content came, and known items may have moved to earlier positions: an earlier page is requested.
    pub(super) fn steps_back_from_nothing(&mut self) -> bool {
        let (total, reached, room) = (self.total, self.reached, self.page_room());
        let Some(sieve) = &mut self.sieve else { return false };
        if sieve.mode == Mode::Pages && !sieve.must_join {
            sieve.must_join = total.is_some_and(|total| total > reached) && !sieve.known.is_empty();
        }
        let is_expected = sieve.must_join || (sieve.is_overlap() && !sieve.known.is_empty());
        let Some(at) = self.due.position.as_ref().and_then(Position::as_u64).filter(|_| is_expected) else {
            return false;
        };
        match sieve.sift(&[], at, self.spec.first, room) {
            Sifted::StepBack(to) => {
                self.step_back(to);
                true
            }
            Sifted::Drifted(why) => {
                self.state = State::Failing(self.drifted(why));
                true
            }
            Sifted::Joins(_) => false,
        }
    }
}
