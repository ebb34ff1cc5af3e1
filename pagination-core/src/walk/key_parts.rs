//! Parts of a list by the values that it is sorted by (`anchor`): where its last value is, and where the walk of a part ends.
//!
//! A part begins as a window does, beyond a value. What the API's filter gives for a bound decides which part has an item with just this
//! value: with `unique`, which is strictly beyond, the part before the bound; else the part after it.

use std::cmp::Ordering;

use crate::checkpoint::{Bounds, Checkpoint, KeyBounds, Part, Progress, StoredWindow};
use crate::error::Problem;
use crate::page_info::PageInfo;
use crate::position::Position;
use crate::position::line::Line;
use crate::position::order::compare;
use crate::spec::Anchor;

use super::parts::MOST_PARTS;
use super::{State, Walk};

/// At most this many requests search for the last value; each looks twice as far.
const MOST_LOOKS: u32 = 96;
/// At most this many further requests narrow it down.
const MOST_HALVINGS: u32 = 8;

/// What a list is divided into, or what has to be requested first.
pub(crate) enum Split {
    Parts(Vec<Part>),
    Look(Box<Checkpoint>),
}

/// The search for the last value of a list.
pub(crate) struct KeySearch {
    anchor: &'static Anchor,
    line: Line,
    most: u64,
    /// Where page one is.
    start: Progress,
    /// The first value, on the line of those that ascend.
    first: i128,
    /// The last value that was met.
    met: i128,
    end: End,
    looks: u32,
    halvings: u32,
}

/// What is known about where a list ends.
enum End {
    Unknown,
    /// There is nothing beyond this.
    Before(i128),
    /// At the value that was met.
    There,
}

impl KeySearch {
    fn point(&self, value: &Position) -> Option<i128> {
        self.line.point(value).map(|point| if self.anchor.descending { point.saturating_neg() } else { point })
    }

    fn value(&self, point: i128) -> Position {
        self.line.value(if self.anchor.descending { point.saturating_neg() } else { point })
    }

    /// The value beyond which to look next; `None` where the end is known well enough.
    fn look(&mut self) -> Option<Position> {
        let unit = self.line.unit();
        let length = self.met.saturating_sub(self.first);
        let point = match self.end {
            End::There => return None,
            End::Unknown => {
                self.looks = self.looks.saturating_add(1);
                let step = length.max(unit);
                // Below 0, most lists of numbers have nothing, and some servers refuse it.
                let stops_at_zero = self.anchor.descending && self.met < 0 && !matches!(self.line, Line::Time(_));
                let point = self.met.saturating_add(step);
                if stops_at_zero { point.min(0) } else { point }
            }
            End::Before(beyond) => {
                self.halvings = self.halvings.saturating_add(1);
                let left = beyond.saturating_sub(self.met);
                let parts = i128::from(self.most).saturating_mul(2);
                if left <= unit.max(length.checked_div(parts).unwrap_or(0)) {
                    return None;
                }
                self.met.saturating_add(left.checked_div(2).unwrap_or(0))
            }
        };
        if self.looks > MOST_LOOKS || self.halvings > MOST_HALVINGS {
            return None;
        }
        let value = self.value(point);
        // At the end of what can be written, it does not move.
        self.point(&value).filter(|point| *point > self.met).map(|_| value)
    }

    /// What came beyond `looked`.
    fn found(&mut self, looked: &Position, last: Option<i128>, is_over: bool) {
        match (last, self.point(looked)) {
            (Some(last), _) => {
                self.met = self.met.max(last);
                if is_over {
                    self.end = End::There;
                }
            }
            (None, Some(looked)) => self.end = End::Before(looked),
            (None, None) => self.end = End::There,
        }
    }

    /// The values between the parts.
    fn bounds(&self) -> Vec<Position> {
        let parts = self.most.clamp(1, MOST_PARTS);
        let length = self.met.saturating_sub(self.first);
        let at = |part: u64| {
            let share = length.checked_div(i128::from(parts)).unwrap_or(0).saturating_mul(i128::from(part));
            self.value(self.first.saturating_add(share))
        };
        let mut bounds: Vec<Position> = Vec::new();
        for bound in (1..parts).map(at) {
            let is_beyond =
                |before: Option<&Position>| before.is_none_or(|before| self.point(before) < self.point(&bound));
            if is_beyond(bounds.last()) && self.point(&bound).is_some_and(|point| point > self.first) {
                bounds.push(bound);
            }
        }
        bounds
    }
}

impl Walk {
    /// The list, of which a page has arrived, in at most `most` parts, or what has to be requested first.
    pub(crate) fn split(&mut self, most: usize, search: &mut Option<Box<KeySearch>>) -> Result<Split, Problem> {
        if let Some(problem) = self.take_problem() {
            return Err(problem);
        }
        let is_over = matches!(self.state, State::Finished | State::FinishedWith(_));
        if let Some(search) = search {
            let last = self.last_point(search)?;
            if let Some(looked) = &self.due.anchor {
                search.found(looked, last, is_over);
            }
        } else {
            let Some(anchor) = self.spec.anchor.filter(|_| self.splits_by_key()) else {
                return self.parts_by_position(most).map(Split::Parts);
            };
            let Some((first, last)) = self.window.as_ref().and_then(|window| window.ends()) else {
                return Ok(Split::Parts(vec![self.part_by_key(self.start_of_list(), None, None)]));
            };
            let Some(line) = Line::of(first) else {
                return if self.spec.parallel {
                    self.parts_by_position(most).map(Split::Parts)
                } else {
                    Err(self.unordered())
                };
            };
            // Where page one has fractions, its values do.
            let line = if matches!(line, Line::Whole) { Line::of(last).unwrap_or(line) } else { line };
            let mut begun = KeySearch {
                anchor,
                line,
                most: most as u64,
                start: self.start_of_list(),
                first: 0,
                met: 0,
                end: if is_over { End::There } else { End::Unknown },
                looks: 0,
                halvings: 0,
            };
            let (Some(first), Some(met)) = (begun.point(first), begun.point(last)) else {
                return Err(self.unordered());
            };
            (begun.first, begun.met) = (first, met);
            *search = Some(Box::new(begun));
        }
        let Some(search) = search else { return Ok(Split::Parts(Vec::new())) };
        if search.most > 1
            && let Some(beyond) = search.look()
        {
            return Ok(Split::Look(Box::new(self.window_beyond(beyond))));
        }
        let bounds: Vec<_> = search.bounds().into_iter().map(Some).collect();
        let from = std::iter::once(None).chain(bounds.iter().cloned());
        let to = bounds.iter().cloned().chain([None]);
        let start = || search.start.clone();
        Ok(Split::Parts(from.zip(to).map(|(from, to)| self.part_by_key(start(), from, to)).collect()))
    }

    /// Whether positions do not lead through the whole list.
    fn splits_by_key(&self) -> bool {
        let is_within = |total: u64| self.spec.max_window.is_none_or(|window| total <= window);
        !self.spec.parallel
            || !(self.total.is_some_and(is_within) || (self.total.is_none() && self.total_pages.is_some()))
    }

    fn start_of_list(&self) -> Progress {
        let (position, first) = match self.due.index {
            0 => (self.due.position.clone(), self.due.first),
            _ => (self.last.position.clone(), self.last.first),
        };
        Progress::At { position, first, taken: 0 }
    }

    /// Where the last item lies that came beyond the value that was looked for.
    fn last_point(&self, search: &KeySearch) -> Result<Option<i128>, Problem> {
        let Some((_, last)) = self.window.as_ref().and_then(|window| window.ends()) else { return Ok(None) };
        search.point(last).map(Some).ok_or_else(|| self.unordered())
    }

    fn unordered(&self) -> Problem {
        Problem::request(format!(
            "the list of `{}` cannot be split by the value for `anchor`, since only numbers and times as RFC 3339 writes them have an order \
             that is known",
            self.spec.response
        ))
    }

    fn checkpoint_at(&self, progress: Progress) -> Checkpoint {
        let mut start = Checkpoint::new(self.spec, self.settings.identity.clone());
        start.progress = progress;
        start.page_size = self.numbered_by(false);
        start.since.clone_from(&self.due.since);
        start
    }

    fn window_beyond(&self, beyond: Position) -> Checkpoint {
        let start = Progress::At { position: self.start_of_window(), first: true, taken: 0 };
        let mut start = self.checkpoint_at(start);
        start.window = Some(Box::new(StoredWindow {
            last: Some(beyond.clone()),
            anchor: Some(beyond),
            first: None,
            ties: Vec::new(),
            items: 0,
            total: None,
        }));
        start
    }

    fn part_by_key(&self, start_of_list: Progress, from: Option<Position>, to: Option<Position>) -> Part {
        let mut start = match from.clone() {
            Some(from) => self.window_beyond(from),
            None => self.checkpoint_at(start_of_list),
        };
        start.part = Some(Box::new(Bounds::Keys(KeyBounds { from, to })));
        Part::new(start)
    }

    /// Why a part that is bounded by keys is not walked.
    pub(super) fn refused_keys(&self) -> Option<Problem> {
        let is_by_key = matches!(self.bounds(), Some(Bounds::Keys(_)));
        (is_by_key && (self.spec.anchor.is_none() || self.settings.backwards)).then(|| {
            Problem::request(format!(
                "the part of `{}` has bounds by the value for `anchor`, and this walk {}",
                self.spec.response,
                if self.settings.backwards { "goes backwards" } else { "declares none" }
            ))
        })
    }

    /// How many items of a page are before the bound at which the next part begins, where not all are.
    pub(crate) fn items_before_key(&self, info: &PageInfo) -> Result<Option<u64>, Problem> {
        let (Some(Bounds::Keys(KeyBounds { to: Some(to), .. })), Some(anchor)) = (self.bounds(), self.spec.anchor)
        else {
            return Ok(None);
        };
        for (index, value) in info.anchors().iter().enumerate() {
            // What is missing is reported later.
            let Some(value) = value else { continue };
            let order = compare(value, to).ok_or_else(|| self.unordered())?;
            let is_past = match if anchor.descending { order.reverse() } else { order } {
                Ordering::Less => false,
                Ordering::Equal => !anchor.unique,
                Ordering::Greater => true,
            };
            if is_past {
                return Ok(Some(index as u64));
            }
        }
        Ok(None)
    }
}
