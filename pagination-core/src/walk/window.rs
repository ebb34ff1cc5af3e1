//! Windows of a list that is longer than the API lets a walk go: each begins beyond the last item of the one before (`anchor`).

use std::cmp::Ordering;
use std::mem;

use crate::checkpoint::StoredWindow;
use crate::error::{Loop, LoopKind, Problem};
use crate::page_info::PageInfo;
use crate::position::Position;
use crate::position::order::{are_of_one_type, compare};
use crate::spec::{Anchor, Initial, Spec};

use super::end::Verdict;
use super::loop_guard::LoopGuard;
use super::{Accepted, Bodies, State, Walk};

/// The window that is walked, where the strategy has an anchor.
#[derive(Debug)]
pub(super) struct Window {
    spec: &'static Spec,
    anchor: &'static Anchor,
    passed: Passed,
    /// Before the last page.
    before: Passed,
    /// After the page that is being accepted.
    coming: Passed,
    whole_total: WholeTotal,
    /// The first page of the window before.
    first_page_before: Option<u64>,
    /// The first value of the window before.
    first_value_before: Option<Position>,
    /// The pages of the walk that were passed.
    pages: u64,
    /// Whether a new item has arrived since the walk began, or began again after an expiry.
    has_progressed: bool,
}

/// The total of the whole list.
#[derive(Debug, Clone, Copy)]
enum WholeTotal {
    /// The window is the first one, which has it.
    OfTheWindow,
    /// What the first window said.
    Known(Option<u64>),
}

/// What was passed of the window.
#[derive(Debug, Clone, Default)]
struct Passed {
    /// Where the window begins, unless it is the first.
    anchor: Option<Position>,
    /// The values of the first and of the last item.
    first: Option<Position>,
    last: Option<Position>,
    /// The keys of the items with the last value, also of those in the window before.
    ties: Vec<u64>,
    items: u64,
}

/// What the values of a page say.
#[derive(Default)]
pub(super) struct Checked {
    /// Which items came before, here or in the window before.
    pub(super) repeats: Option<Box<[bool]>>,
    /// What is wrong with them. The items are delivered first.
    pub(super) problem: Option<Problem>,
}

impl Window {
    pub(super) fn new(spec: &'static Spec) -> Option<Box<Self>> {
        let anchor = spec.anchor?;
        Some(Box::new(Self {
            spec,
            anchor,
            passed: Passed::default(),
            before: Passed::default(),
            coming: Passed::default(),
            whole_total: WholeTotal::OfTheWindow,
            first_page_before: None,
            first_value_before: None,
            pages: 0,
            has_progressed: true,
        }))
    }

    /// The items of it that were passed.
    pub(super) fn items(&self) -> u64 {
        self.passed.items
    }

    /// The page is passed.
    pub(super) fn pass(&mut self, count: u64, has_news: bool) {
        let items = self.passed.items.saturating_add(count);
        self.before = mem::replace(&mut self.passed, mem::take(&mut self.coming));
        self.passed.items = items;
        self.has_progressed |= has_news;
        self.pages = self.pages.saturating_add(1);
    }

    /// For a checkpoint: inside the last page, or after it.
    pub(super) fn stored(&self, is_inside: bool) -> StoredWindow {
        let Passed { anchor, first, last, ties, items } = if is_inside { &self.before } else { &self.passed }.clone();
        let total = match self.whole_total {
            WholeTotal::Known(total) => total,
            WholeTotal::OfTheWindow => None,
        };
        StoredWindow { anchor, first, last, ties, items, total }
    }

    /// The values of the first and of the last item that was passed of one page, where the next window may be due.
    pub(super) fn ends(&self) -> Option<(&Position, &Position)> {
        self.passed.first.as_ref().or(self.first_value_before.as_ref()).zip(self.passed.last.as_ref())
    }

    /// Goes on where a checkpoint was taken; returns where its window begins.
    pub(super) fn restore(&mut self, stored: StoredWindow) -> Option<Position> {
        let StoredWindow { anchor, first, last, ties, items, total } = stored;
        if anchor.is_some() {
            self.whole_total = WholeTotal::Known(total);
        }
        self.passed = Passed { anchor: anchor.clone(), first, last, ties, items };
        anchor
    }

    /// Compares the values of a page with one another and with those before. `beyond` is where the window begins.
    fn check(
        &mut self,
        values: &[Option<Position>],
        page: &Accepted<'_>,
        beyond: Option<&Position>,
        known: Option<Box<[bool]>>,
    ) -> Result<Checked, Problem> {
        let mut coming = self.passed.clone();
        let mut checked = Checked { repeats: known, problem: None };
        let is_first_page = coming.first.is_none();
        // Where known items join the page to the ones before, new ones may lie between them.
        let mut before = if checked.repeats.is_some() { None } else { coming.last.clone() };
        for (index, value) in values.iter().enumerate() {
            let Some(value) = value else {
                checked.problem = Some(self.missing(index));
                break;
            };
            let boundary = beyond.filter(|_| is_first_page && index == 0);
            if let Some(boundary) = boundary {
                self.check_boundary(boundary, value)?;
            }
            if let Some(before) = &before {
                checked.problem = self.out_of_order(index, before, value, boundary.is_some());
                if checked.problem.is_some() {
                    break;
                }
            }
            let key = page.keys.and_then(|keys| keys.get(index)).filter(|_| !self.anchor.unique);
            match coming.last.as_ref().map(|last| self.order(last, value)) {
                // It was inserted before the last item.
                Some(Some(Ordering::Greater)) => {}
                Some(Some(Ordering::Equal)) => {
                    if boundary.is_some() && self.anchor.unique || key.is_some_and(|key| coming.ties.contains(key)) {
                        checked.drop(index, values.len());
                    } else {
                        coming.ties.extend(key);
                    }
                }
                _ => {
                    coming.ties.clear();
                    coming.ties.extend(key);
                    coming.last = Some(value.clone());
                }
            }
            coming.first.get_or_insert_with(|| value.clone());
            before = Some(value.clone());
        }
        if beyond.is_some() && is_first_page && page.body.is_some() && page.body == self.first_page_before {
            return Err(self.ignored());
        }
        self.coming = coming;
        Ok(checked)
    }

    fn missing(&self, index: usize) -> Problem {
        Problem::request(format!(
            "item {index} of a page of `{}` has no value for `anchor`: without it, the walk cannot go on beyond the item; name another value \
             with `last_item`",
            self.spec.response
        ))
    }

    /// Why the order of two neighbours does not allow a window beyond the second.
    fn out_of_order(&self, index: usize, before: &Position, value: &Position, is_boundary: bool) -> Option<Problem> {
        let response = self.spec.response;
        if !are_of_one_type(before, value) {
            return Some(Problem::request(format!(
                "the values for `anchor` of `{response}` are of different types, so that they have no order; name another value with \
                 `last_item`"
            )));
        }
        match self.order(before, value) {
            Some(Ordering::Greater) => Some(Problem::request(format!(
                "the items of `{response}` are not sorted by the value for `anchor` ({}): item {index} of the page is out of order, and a \
                 window beyond it would lose items; sort the list by it, or name the value that it is sorted by",
                if self.anchor.descending { "descending" } else { "ascending" }
            ))),
            Some(Ordering::Equal) if self.anchor.unique && !is_boundary => Some(Problem::request(format!(
                "two items of `{response}` have the same value for `anchor`, which is declared `unique`: a window beyond it would \
                 lose items; remove `unique`, and declare a `key`"
            ))),
            _ => None,
        }
    }

    /// How two neighbours compare in the order that is declared.
    fn order(&self, one: &Position, next: &Position) -> Option<Ordering> {
        compare(one, next).map(|order| if self.anchor.descending { order.reverse() } else { order })
    }

    /// Whether the first value of a window lies beyond the one before.
    fn check_boundary(&self, boundary: &Position, value: &Position) -> Result<(), Problem> {
        let is_ignored = match self.order(boundary, value) {
            Some(order) => order == Ordering::Greater,
            None => self.first_value_before.as_ref() == Some(value),
        };
        if is_ignored { Err(self.ignored()) } else { Ok(()) }
    }

    fn ignored(&self) -> Problem {
        Problem::Loop(Loop { response: self.spec.response, kind: LoopKind::Window, pages: self.pages })
    }
}

impl Checked {
    fn drop(&mut self, index: usize, count: usize) {
        let repeats = self.repeats.get_or_insert_with(|| vec![false; count].into());
        if let Some(repeat) = repeats.get_mut(index) {
            *repeat = true;
        }
    }
}

impl Walk {
    /// What the values of the page say. An error means that the page must not be delivered.
    pub(super) fn check_window(
        &mut self,
        info: &mut PageInfo,
        page: &Accepted<'_>,
        known: Option<Box<[bool]>>,
    ) -> Result<Checked, Problem> {
        let Some(window) = &mut self.window else { return Ok(Checked { repeats: known, problem: None }) };
        window.check(info.anchors(), page, self.due.anchor.as_deref(), known)
    }

    /// The items that were passed of the window, or of the list where there are no windows.
    pub(super) fn reached_in_window(&self) -> u64 {
        self.window.as_ref().map_or(self.reached, |window| window.items())
    }

    /// The total of the whole list: windows after the first have totals of their own.
    pub(super) fn whole_total(&self) -> Option<u64> {
        match self.window.as_ref().map(|window| window.whole_total) {
            Some(WholeTotal::Known(total)) => total,
            Some(WholeTotal::OfTheWindow) | None => self.total,
        }
    }

    /// The walk may request nothing further by its positions: a window begins beyond the last item, or it ends here.
    pub(super) fn at_the_cap(&self) -> Verdict {
        let Some(window) = &self.window else { return Verdict::Fail(self.cap_reached()) };
        let Passed { first, last, .. } = &window.coming;
        let has_one_value = !window.anchor.unique && first == last;
        match last {
            Some(last) if !has_one_value && self.due.anchor.as_deref() != Some(last) => Verdict::Window(last.clone()),
            _ => Verdict::Fail(self.cap_reached()),
        }
    }

    /// The first position of a window after the first.
    pub(super) fn start_of_window(&self) -> Option<Position> {
        if self.spec.strategy.is_counted() {
            Some(Position::count(self.spec.first))
        } else {
            self.spec.initial.map(Initial::position)
        }
    }

    /// A window begins beyond this value.
    pub(super) fn begin_window(&mut self, beyond: Position) {
        let (total, first_page) = (self.whole_total(), self.bodies.first);
        if let Some(window) = &mut self.window {
            window.whole_total = WholeTotal::Known(total);
            window.first_page_before = first_page;
            window.first_value_before = window.passed.first.take();
            window.passed.items = 0;
            window.passed.anchor = Some(beyond.clone());
        }
        if let Some(sieve) = &mut self.sieve {
            sieve.begin_window();
        }
        self.bodies = Bodies::default();
        self.guard = LoopGuard::default();
        self.total = None;
        self.total_pages = None;
        self.empty_pages = 0;
        let position = self.start_of_window();
        if let Some(position) = position.as_ref().filter(|_| self.is_guarded()) {
            self.remember(position);
        }
        self.due.page_size = self.size_at(position.as_ref());
        self.due.position = position;
        self.due.first = true;
        self.due.starts_list = false;
        self.due.anchor = Some(Box::new(beyond));
        self.state = State::Going;
    }

    /// The position has expired: the walk goes on beyond the last item, unless nothing has arrived since it did so before.
    pub(crate) fn restart_at_anchor(&mut self, status: u16) -> bool {
        let is_dead_token = self.due.since.is_some() && self.spec.sync_expired.contains(&status);
        let Some(window) = self.window.as_mut().filter(|window| window.anchor.on_expiry && !is_dead_token) else {
            return false;
        };
        let Some(last) = window.passed.last.clone().filter(|_| mem::take(&mut window.has_progressed)) else {
            return false;
        };
        self.begin_window(last);
        true
    }
}
