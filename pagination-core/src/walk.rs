//! The walk itself, without I/O: where it is, what it requests next, and when it ends. It does not know the response type, so it is
//! compiled once.
//!
//! Positions, counts and totals come from outside, so every sum of them saturates.
#![warn(clippy::arithmetic_side_effects)]

mod begin;
mod checkpoint;
mod drain;
mod empty_page;
mod end;
mod key_parts;
mod known_keys;
mod limits;
mod link_base;
mod loop_guard;
mod page_size;
mod parts;
mod plan;
mod portion;
mod settings;
mod short_page;
mod shrink;
mod sift;
mod window;

use std::mem;

use crate::checkpoint::Checkpoint;
use crate::error::{Drifted, ForeignCheckpoint, Problem};
use crate::page_info::PageInfo;
use crate::page_request::PageRequest;
use crate::position::{Position, SyncToken};
use crate::spec::{Spec, StrategyKind, Target};
use crate::transport::Preset;

use end::Verdict;
pub(crate) use key_parts::{KeySearch, Split};
pub(crate) use link_base::on_base;
use loop_guard::LoopGuard;
use portion::how_many;
pub(crate) use portion::{PartOfPage, Portion};
pub(crate) use settings::Settings;
use shrink::Shrunk;
use sift::{Sieve, Sifted};
use window::{Checked, Window};

/// Completes a link that a page names.
pub(crate) type Resolve<'a> = &'a dyn Fn(&str) -> Result<String, Problem>;

/// The state machine.
#[derive(Debug)]
pub(crate) struct Walk {
    spec: &'static Spec,
    settings: Settings,
    preset: Preset,
    state: State,
    /// The request for the next page. Its index is the number of pages received.
    due: PageRequest,
    last: LastPage,
    /// The page before the last page.
    prev: Option<Position>,
    guard: LoopGuard,
    /// Hashes of the first and the last body with items.
    bodies: Bodies,
    /// How many pages in a row were empty, up to the last.
    empty_pages: u64,
    /// Items that this walk received.
    received: u64,
    /// Items of the list up to here, those before the start of this walk included.
    reached: u64,
    longest_page: u64,
    /// The totals that were reported last.
    total: Option<u64>,
    total_pages: Option<u64>,
    sync: Option<SyncToken>,
    /// How many of the next items were taken before a checkpoint.
    skip: usize,
    /// The page size, once the server has refused a larger one.
    shrunk: Option<Box<Shrunk>>,
    /// What the caller chose, for a walk that begins anew: the sync token, and whether it goes backwards.
    given: (Option<Position>, bool),
    /// Whether it began at page one of the list.
    begins_at_first_page: bool,
    /// Whether a setting is not possible.
    is_refused: bool,
    /// The total on the page before, while the consumer deletes what it reads.
    drained_total: Option<u64>,
    /// Recognizes repeated items.
    sieve: Option<Box<Sieve>>,
    /// The part of the list that is walked now.
    window: Option<Box<Window>>,
}

#[derive(Debug, Default)]
struct Bodies {
    first: Option<u64>,
    last: Option<u64>,
}

#[derive(Debug)]
enum State {
    /// The page that is due is requested next.
    Going,
    /// The problem is reported next, and ends the walk where it stands.
    Failing(Problem),
    /// The walk failed, and stands where it failed.
    Failed,
    /// The list was read to its end, and the problem is reported next.
    FinishedWith(Problem),
    /// The list was read to its end.
    Finished,
}

/// The page that arrived last, for a checkpoint inside it.
#[derive(Debug, Default)]
struct LastPage {
    position: Option<Position>,
    /// Whether it is the first page of the list.
    first: bool,
    /// Items of the list before it.
    reached_before: u64,
    /// How many items it has, where the walk failed after it: the next position is not known then.
    failed_after: Option<usize>,
}

/// A page that has arrived, as the walk sees it.
pub(crate) struct Accepted<'a> {
    /// How many entries it has, through which the API pages.
    pub(crate) count: u64,
    /// How many items are in them.
    pub(crate) items: u64,
    /// The number of items not seen before.
    pub(crate) fresh: u64,
    /// A hash of its keys, else of its body, where it has one.
    pub(crate) body: Option<u64>,
    /// The keys of its items, where they are declared.
    pub(crate) keys: Option<&'a [u64]>,
    /// Completes a link, on the URL of the page.
    pub(crate) resolve: Resolve<'a>,
    /// What its links are relative to, where that is not its URL (`base`).
    pub(crate) base: Option<String>,
    /// Whether the caller wants nothing after it (`stop_at`).
    pub(crate) is_last_wanted: bool,
    /// Whether some of its items are beyond the keys of the part that is walked.
    pub(crate) is_past_part: bool,
    /// Members of its body that look like a position.
    pub(crate) likely_positions: &'a dyn Fn() -> Vec<String>,
}

impl Walk {
    pub(crate) fn new(spec: &'static Spec, mut settings: Settings, preset: Preset) -> Self {
        let resume = settings.resume.take();
        let given = (settings.since.clone(), settings.backwards);
        let is_refused = settings.refused.is_some();
        let mut walk = Self {
            spec,
            settings,
            preset,
            state: State::Finished,
            due: PageRequest::default(),
            last: LastPage::default(),
            prev: None,
            guard: LoopGuard::default(),
            bodies: Bodies::default(),
            empty_pages: 0,
            received: 0,
            reached: 0,
            longest_page: 0,
            total: None,
            total_pages: None,
            sync: None,
            skip: 0,
            shrunk: None,
            given,
            begins_at_first_page: false,
            is_refused,
            drained_total: None,
            sieve: None,
            window: None,
        };
        walk.begin(resume);
        walk
    }

    pub(crate) fn spec(&self) -> &'static Spec {
        self.spec
    }

    /// Whether positions may repeat: counted ones do not.
    fn is_guarded(&self) -> bool {
        self.settings.backwards || !self.spec.strategy.is_counted()
    }

    /// Starts again from the beginning, once, where the caller wants that. Returns whether it did.
    pub(crate) fn restart(&mut self) -> bool {
        if !self.settings.restart_on_expiry {
            return false;
        }
        let Settings { page_size, max_pages, max_items, pinned, drain, .. } = self.settings;
        let identity = mem::take(&mut self.settings.identity);
        let part = self.settings.part.take();
        let settings =
            Settings { page_size, max_pages, max_items, part, drain, pinned, identity, ..Settings::default() };
        *self = Self::new(self.spec, settings, mem::take(&mut self.preset));
        true
    }

    /// Begins anew: at the checkpoint, or else at the beginning. What the caller chose stays.
    pub(crate) fn begin_again(&mut self, resume: Option<Checkpoint>) {
        if self.is_refused {
            return;
        }
        let mut settings = mem::take(&mut self.settings);
        settings.resume = resume;
        (settings.since, settings.backwards) = self.given.clone();
        *self = Self::new(self.spec, settings, mem::take(&mut self.preset));
    }

    /// Whether the page that is due is page one of the list, and was not requested yet.
    pub(crate) fn is_at_first_page(&self) -> bool {
        self.is_going() && self.begins_at_first_page && self.due.index == 0
    }

    /// Which items of a page of `count` the caller's function is called with (`stop_at`), by their numbers: `from` and `to`.
    pub(crate) fn asked_about(&self, count: usize) -> (usize, usize) {
        let pinned = if self.due.backwards { 0 } else { self.settings.pinned.saturating_sub(self.reached) };
        let from = self.skip.max(usize::try_from(pinned).unwrap_or(usize::MAX));
        let most = usize::try_from(self.items_left()).unwrap_or(usize::MAX);
        (from, count.min(self.skip.saturating_add(most)))
    }

    /// Whether a page is due, and no problem is reported first.
    pub(crate) fn is_going(&self) -> bool {
        matches!(self.state, State::Going)
    }

    /// The problem that ends the walk. It is reported once.
    pub(crate) fn take_problem(&mut self) -> Option<Problem> {
        let (problem, after) = match mem::replace(&mut self.state, State::Finished) {
            State::Failing(problem) => (Some(problem), State::Failed),
            State::FinishedWith(problem) => (Some(problem), State::Finished),
            state => (None, state),
        };
        self.state = after;
        problem
    }

    /// Whether nothing more is requested or reported, as far as it is known.
    pub(crate) fn is_done(&self) -> bool {
        match self.state {
            State::Finished => true,
            State::Going => !self.is_within_limits(0),
            State::Failing(_) | State::Failed | State::FinishedWith(_) => false,
        }
    }

    /// The request for the page that is due.
    pub(crate) fn due(&self) -> &PageRequest {
        &self.due
    }

    /// Accepts the page that was due, and decides where the next one is. `None` where the page came before, which ends the list.
    ///
    /// An error here means that the page must not be delivered. A problem that follows the page waits in
    /// [`take_problem`](Self::take_problem).
    pub(crate) fn accept(&mut self, info: &mut PageInfo, page: &mut Accepted<'_>) -> Result<Option<Portion>, Problem> {
        if self.due.index == 0 {
            self.accept_first(page);
        }
        self.total = info.total.or(self.total);
        self.total_pages = info.pages_in_total().or(self.total_pages);
        let mut repeats = None;
        let mut problem = info.take_unsendable().map(|error| Problem::request(error.to_string()));
        if self.sieve.is_some() || self.window.is_some() {
            let Some(checked) = self.compare(info, page)? else { return Ok(None) };
            repeats = checked.repeats;
            problem = checked.problem.or(problem);
        }
        self.empty_pages = if self.is_empty(page) { self.empty_pages.saturating_add(1) } else { 0 };
        let verdict = match problem {
            Some(problem) => Verdict::Fail(problem),
            None if page.is_past_part => Verdict::End,
            None => self.decide(info, page),
        };
        let verdict = if page.is_last_wanted { Self::wanted_end(verdict, info) } else { verdict };
        let portion = verdict.delivers().then(|| self.pass(info, page, repeats));
        match verdict {
            Verdict::Next(position) => self.request_next(position),
            Verdict::Window(beyond) => self.begin_window(beyond),
            Verdict::End => match self.left_to_skip() {
                None => self.end(info.take_sync(), page),
                Some(problem) => self.fail_after(page.fresh, problem),
            },
            Verdict::EndBefore => {
                self.end(info.take_sync(), page);
                if let Some(problem) = self.incomplete_at(self.reached).or_else(|| self.left_to_skip()) {
                    self.state = State::Failing(problem);
                }
            }
            Verdict::Fail(problem) => self.fail_after(page.fresh, problem),
            Verdict::Refuse(problem) => return Err(problem),
        }
        Ok(portion)
    }

    /// Compares the page with those before it, by the keys and the values of its items. `None` where the walk steps back instead.
    #[cold]
    fn compare(&mut self, info: &mut PageInfo, page: &mut Accepted<'_>) -> Result<Option<Checked>, Problem> {
        let known = match self.sift(info, page)? {
            Sifted::Joins(known) => known,
            Sifted::StepBack(to) => {
                self.step_back(to);
                return Ok(None);
            }
            Sifted::Drifted(why) => return Err(self.drifted(why)),
        };
        let checked = self.check_window(info, page, known)?;
        page.fresh = page.items.saturating_sub(how_many(checked.repeats.as_deref()));
        Ok(Some(checked))
    }

    /// The end that the caller wants, whatever follows. A page that is not the last of the list gives no sync token.
    fn wanted_end(verdict: Verdict, info: &mut PageInfo) -> Verdict {
        match verdict {
            Verdict::Next(_) | Verdict::Fail(_) => {
                info.take_sync();
                Verdict::End
            }
            verdict => verdict,
        }
    }

    /// The page is delivered: it becomes the last one, and its items count.
    fn pass(&mut self, info: &mut PageInfo, page: &Accepted<'_>, repeats: Option<Box<[bool]>>) -> Portion {
        let Accepted { count, items, fresh, body, .. } = *page;
        let reached = self.reached_after(page);
        if count > 0 {
            self.bodies.first = self.bodies.first.or(body);
            self.bodies.last = body;
        }
        self.prev = info.take_prev().and_then(|prev| Self::way_back(self.spec, prev, &|link| page.resolve(link)));
        let portion = self.portion(items, fresh, repeats);
        self.last = LastPage {
            position: self.due.position.take(),
            first: self.due.first,
            reached_before: self.reached,
            failed_after: None,
        };
        if let Some(shrunk) = &mut self.shrunk {
            shrunk.page_arrived();
        }
        self.due.index = self.due.index.saturating_add(1);
        self.due.starts_list = false;
        self.received = self.received.saturating_add(fresh.saturating_sub(portion.skip() as u64));
        self.reached = reached;
        self.longest_page = self.longest_page.max(count);
        if let Some(sieve) = &mut self.sieve {
            sieve.pass(page.keys.unwrap_or_default(), portion.repeats(), self.longest_page);
        }
        if let Some(window) = &mut self.window {
            window.pass(if self.spec.inclusive { page.fresh_entries() } else { count }, fresh > 0);
        }
        portion
    }

    /// The items of the list up to the end of this page.
    fn reached_after(&self, page: &Accepted<'_>) -> u64 {
        match &self.sieve {
            Some(sieve) if sieve.is_overlap() => {
                let at = self.due.position.as_ref().and_then(Position::as_u64).unwrap_or(self.spec.first);
                at.saturating_sub(self.spec.first).saturating_add(page.count)
            }
            Some(sieve) if sieve.counts_repeats() => self.reached.saturating_add(page.count),
            _ => self.reached.saturating_add(page.fresh_entries()),
        }
    }

    /// The page at this position is due.
    fn request_next(&mut self, mut position: Position) {
        if self.shrunk.is_some() {
            self.grow(&mut position);
        }
        if self.sieve.as_ref().is_some_and(|sieve| sieve.is_overlap()) {
            self.request_overlapping(&position);
            return;
        }
        if self.spec.max_window.is_some() || self.settings.part.is_some() {
            self.due.page_size = self.size_at(Some(&position));
        }
        self.due.position = Some(position);
        self.due.first = false;
    }

    /// The walk stands after a page whose next position is not known.
    fn fail_after(&mut self, items: u64, problem: Problem) {
        self.last.failed_after = Some(usize::try_from(items).unwrap_or(usize::MAX));
        self.due.position.clone_from(&self.last.position);
        self.state = State::Failing(problem);
    }

    /// The delivered page has fewer items than were counted: `each` found nothing in some of its entries.
    pub(crate) fn has_fewer_items(&mut self, missing: u64) {
        self.received = self.received.saturating_sub(missing);
    }

    /// The problem at the end of a list that has fewer items than the checkpoint counts as taken.
    fn left_to_skip(&self) -> Option<Problem> {
        let walk = || format!("`{}` by {}", self.spec.response, self.spec.strategy.name());
        (self.skip > 0).then(|| {
            Problem::Checkpoint(Box::new(ForeignCheckpoint { expected: walk(), found: walk(), surplus: self.skip }))
        })
    }

    /// The position of the page before, if there is one.
    pub(crate) fn way_back(spec: &Spec, prev: Position, resolve: Resolve<'_>) -> Option<Position> {
        if !spec.accepts_position(&prev) {
            return None;
        }
        if spec.strategy != StrategyKind::NextLink {
            return Some(prev);
        }
        // A link that must not be followed stays as it is: it is refused when it is used.
        match prev.as_str().map(resolve) {
            Some(Ok(link)) => Some(Position::text(link)),
            _ => Some(prev),
        }
    }

    fn accept_first(&mut self, page: &Accepted<'_>) {
        if !self.due.backwards && self.reached == 0 {
            self.reached = self.items_before(page.count);
        }
        if self.spec.strategy == StrategyKind::NextLink
            && self.due.position.is_none()
            && let Ok(own) = (page.resolve)("#")
        {
            // No link led to the first page; a link that leads back to it is found nevertheless.
            self.remember(&Position::text(own));
        }
    }

    /// A position that leads back here is found.
    fn remember(&mut self, position: &Position) {
        self.guard.is_new(position.fingerprint());
    }

    /// The list ends after a page that gave this sync token.
    fn end(&mut self, token: Option<Position>, page: &Accepted<'_>) {
        self.state = State::Finished;
        // Backwards, the walk ends at the first page, whose token does not stand for the list.
        let is_whole = !self.due.backwards && self.settings.part.is_none();
        let Some(token) = token.filter(|token| !token.is_empty() && is_whole) else { return };
        if self.spec.sync != Some(Target::Link) {
            self.sync = Some(SyncToken(token));
            return;
        }
        match token.as_str().map(|link| page.resolve(link)) {
            Some(Ok(link)) => self.sync = Some(SyncToken(Position::text(link))),
            Some(Err(problem)) => self.state = State::FinishedWith(problem),
            None => {}
        }
    }

    /// Accepts a response without content: the list ends.
    pub(crate) fn accept_nothing(&mut self) {
        if self.sieve.is_some() && self.steps_back_from_nothing() {
            return;
        }
        if let Some(problem) = self.incomplete_at(self.reached).or_else(|| self.left_to_skip()) {
            self.state = State::Failing(problem);
            return;
        }
        if let Some(position) = &self.due.position
            && self.spec.sync == Some(self.spec.target)
            && !self.due.backwards
            && self.settings.part.is_none()
        {
            // Later changes are requested with the cursor that was sent.
            self.sync = Some(SyncToken(position.clone()));
        }
        self.state = State::Finished;
    }

    pub(crate) fn sync_token(&self) -> Option<&SyncToken> {
        self.sync.as_ref()
    }

    pub(crate) fn total(&self) -> Option<u64> {
        self.whole_total()
    }

    /// Whether the consumer deletes what it reads: then no page may be requested before it has done so.
    pub(crate) fn is_drain(&self) -> bool {
        self.settings.drain
    }

    fn drifted(&self, why: &'static str) -> Problem {
        Problem::Drifted(Box::new(Drifted { response: self.spec.response, key: None, why }))
    }
}

impl Accepted<'_> {
    /// Completes a link that the page names.
    fn resolve(&self, link: &str) -> Result<String, Problem> {
        match &self.base {
            None => (self.resolve)(link),
            Some(base) => (self.resolve)(&on_base(base, link)),
        }
    }

    /// Entries of new items. Which entry an item belongs to is unknown, so items are assumed to be evenly spread.
    fn fresh_entries(&self) -> u64 {
        let dropped = self.items.saturating_sub(self.fresh);
        if self.items == self.count || dropped == 0 {
            return self.count.saturating_sub(dropped);
        }
        let entries = u128::from(self.count).saturating_mul(dropped.into()).checked_div(self.items.into());
        self.count.saturating_sub(entries.and_then(|entries| u64::try_from(entries).ok()).unwrap_or_default())
    }
}
