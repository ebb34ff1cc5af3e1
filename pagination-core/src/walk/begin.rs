//! Where a walk begins: at the first page of the list, at a position of the caller's request, or at a checkpoint.

use crate::checkpoint::{Checkpoint, Progress};
use crate::error::Problem;
use crate::position::Position;
use crate::spec::{Initial, StrategyKind, Target};

use super::sift::Sieve;
use super::window::Window;
use super::{State, Walk};

/// A page that a walk can begin with.
struct Start {
    position: Option<Position>,
    /// Whether it is the first page of the list.
    first: bool,
}

impl Walk {
    /// Begins at the checkpoint, or else at the first page.
    pub(super) fn begin(&mut self, resume: Option<Checkpoint>) {
        self.settings.drain &= self.spec.strategy.is_counted();
        self.sieve = Sieve::new(self.spec, self.settings.drain);
        self.window = Window::new(self.spec);
        let progress = resume
            .as_ref()
            .filter(|own| own.check(self.spec, &self.settings.identity, self.bounds()).is_ok())
            .map(|own| own.progress.clone());
        self.due.starts_list = resume.is_none() && self.preset.position.is_none() && !self.settings.backwards;
        let part = self.settings.part.as_ref().map(|part| part.start().clone());
        let foreign = part.as_ref().and_then(|part| self.refused_part(part));
        let start = match (self.settings.refused.take().or(foreign), resume.or(part)) {
            (Some(problem), _) => Err(problem),
            (None, Some(checkpoint)) => {
                self.longest_page = self.position_bounds().and_then(|part| part.likely_length).unwrap_or(0);
                self.resumed(checkpoint)
            }
            (None, None) => {
                self.begins_at_first_page = !self.settings.backwards;
                self.first_page().map(Some)
            }
        };
        match start.and_then(|start| self.check_page_size().map(|()| start)) {
            Ok(Some(Start { position, first })) => {
                if let Some(position) = &position
                    && self.is_guarded()
                {
                    self.remember(position);
                }
                self.due.page_size = self.size_at(position.as_ref());
                self.due.position = position;
                self.due.first = first;
                self.due.starts_list &= first;
                self.state = State::Going;
            }
            Ok(None) => self.state = State::Finished,
            Err(problem) => self.fail_at(progress, problem),
        }
        self.due.since = self.settings.since.take();
        self.due.backwards = self.settings.backwards;
        if self.due.backwards {
            self.sieve = None;
            self.window = None;
        }
    }

    /// A walk that cannot begin stands where it was to begin.
    fn fail_at(&mut self, progress: Option<Progress>, problem: Problem) {
        if matches!(progress, Some(Progress::Finished)) {
            self.state = State::FinishedWith(problem);
            return;
        }
        self.state = State::Failing(problem);
        match progress {
            Some(Progress::At { position, first, taken }) => {
                self.due.position = position;
                self.due.first = first;
                self.skip = taken;
            }
            _ => self.due.first = true,
        }
    }

    fn first_page(&mut self) -> Result<Start, Problem> {
        if self.settings.backwards {
            return Err(Problem::request(
                "`rev` needs a page to start from; resume a checkpoint first: `.resume(checkpoint).rev()`",
            ));
        }
        // A sync token that is sent as a position takes the request to a later page.
        let first = !self.since_is_the_position();
        let position = self.first_position()?;
        if !first {
            self.settings.since = None;
        }
        Ok(Start { position, first })
    }

    fn first_position(&self) -> Result<Option<Position>, Problem> {
        Ok(match self.spec.strategy {
            StrategyKind::Offset | StrategyKind::Page => Some(Position::count(match &self.preset.position {
                Some(preset) => self.count_of(preset)?,
                None => self.spec.first,
            })),
            StrategyKind::Cursor | StrategyKind::NextLink if self.since_is_the_position() => {
                self.settings.since.clone()
            }
            StrategyKind::Cursor | StrategyKind::NextLink => {
                self.preset.position.clone().or_else(|| self.spec.initial.map(Initial::position))
            }
        })
    }

    /// A sync token that is sent where positions are sent is itself the first position.
    fn since_is_the_position(&self) -> bool {
        self.settings.since.is_some()
            && (self.spec.sync == Some(self.spec.target)
                || (self.spec.strategy == StrategyKind::NextLink && self.spec.sync == Some(Target::Link)))
    }

    /// The offset or page number that a position stands for.
    fn count_of(&self, position: &Position) -> Result<u64, Problem> {
        position.as_u64().or_else(|| position.to_text()?.trim().parse().ok()).ok_or_else(|| {
            Problem::request(format!(
                "the request carries {} of `{}` that is not a number; leave it out, or give the number to start from",
                if self.spec.strategy == StrategyKind::Page { "a page" } else { "an offset" },
                self.spec.response
            ))
        })
    }

    /// Where the checkpoint leads; `None` where its list was finished.
    fn resumed(&mut self, checkpoint: Checkpoint) -> Result<Option<Start>, Problem> {
        checkpoint.check(self.spec, &self.settings.identity, self.bounds())?;
        if let (Some(then), Some(now)) = (checkpoint.page_size, self.known_size())
            && then != now
            && !checkpoint.is_over()
        {
            if then > 0 && then < now && self.spec.shrink.is_some() {
                self.resume_shrunk(then, now);
                return self.resumed(Checkpoint { page_size: None, ..checkpoint });
            }
            return Err(Problem::request(format!(
                "the checkpoint counts pages of {then} items, and this walk of `{}` requests {now} a page, so that its page numbers \
                 mean other pages; resume it with the same page size",
                self.spec.response
            )));
        }
        self.settings.since = self.settings.since.take().or(checkpoint.since);
        if self.settings.backwards && !checkpoint.backwards {
            self.prev.clone_from(&checkpoint.prev);
            return Ok(checkpoint.prev.map(|prev| Start { position: Some(prev), first: false }));
        }
        self.settings.backwards = checkpoint.backwards;
        self.prev = checkpoint.prev;
        self.reached = checkpoint.reached;
        let Progress::At { position, first, taken } = checkpoint.progress else { return Ok(None) };
        self.skip = taken;
        if let (Some(window), Some(stored)) = (&mut self.window, checkpoint.window) {
            self.due.anchor = window.restore(*stored).map(Box::new);
        }
        let position = match position {
            Some(position) if self.spec.strategy.is_counted() => Some(Position::count(self.count_of(&position)?)),
            position => position,
        };
        let is_in_window = self.due.anchor.is_some();
        let at_first = !self.settings.backwards && (position.is_none() || position == self.first_position()?);
        self.begins_at_first_page = at_first && !is_in_window;
        self.due.starts_list &= !is_in_window;
        let start = match position {
            // The position of the caller's request is in the first window.
            None if is_in_window => Start { position: self.start_of_window(), first },
            None => self.first_page()?,
            position => Start { position, first },
        };
        if let (Some(sieve), Some(stored)) = (&mut self.sieve, checkpoint.keys) {
            // What was taken is recognized.
            self.skip = 0;
            let at = start.position.as_ref().and_then(Position::as_u64);
            sieve.restore(&stored, at, self.spec.first.saturating_add(self.reached));
        }
        Ok(Some(start))
    }
}
