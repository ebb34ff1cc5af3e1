//! The walk itself, without I/O: where it stands, what it asks for next, and when it is over. It knows nothing of the response
//! type, so it is compiled once.

mod end;
mod loop_guard;
mod plan;
mod settings;

use std::mem;

use crate::PageInfo;
use crate::checkpoint::{Checkpoint, Stand};
use crate::error::{Problem, Request};
use crate::page_request::PageRequest;
use crate::position::{Position, SyncToken};
use crate::spec::{Initial, Kind, Spec, Target};
use crate::transport::Given;

use end::Verdict;
use loop_guard::LoopGuard;
pub(crate) use settings::Settings;

/// A page that can be asked for.
#[derive(Debug, Default)]
struct Place {
    position: Option<Position>,
    /// Whether this is the first page of the list.
    first: bool,
}

/// The state machine.
#[derive(Debug)]
pub(crate) struct Walk {
    spec: &'static Spec,
    settings: Settings,
    given: Given,
    /// The request for the next page. Its index is the number of pages received. It has no meaning where the walk is over.
    due: PageRequest,
    /// The list is over, or the walk was ended by an error.
    over: bool,
    /// To be delivered before anything else is asked for.
    problem: Option<Problem>,
    /// The last page, for a checkpoint inside it.
    current: Place,
    /// Items of the list before the last page.
    reached_before: u64,
    /// The number of records of the last page, where an error waits behind it and no other place is known.
    stuck: Option<usize>,
    /// The way back from the last page.
    prev: Option<Position>,
    guard: LoopGuard,
    last_body: Option<u64>,
    /// Items received by this walk.
    received: u64,
    /// Items of the list up to here, those before the start of this walk included.
    reached: u64,
    longest_page: u64,
    /// What the last page said, and the totals that were said last.
    said: PageInfo,
    sync: Option<SyncToken>,
    /// How many records from here on were taken before a checkpoint.
    skip: usize,
    /// How many of these are on the last page.
    skip_here: usize,
}

impl Walk {
    pub(crate) fn new(spec: &'static Spec, mut settings: Settings, given: Given) -> Self {
        let resume = settings.resume.take();
        let place = resume.as_ref().filter(|checkpoint| checkpoint.check(spec).is_ok()).map(|own| own.stand.clone());
        let mut walk = Self {
            spec,
            settings,
            given,
            due: PageRequest::default(),
            over: true,
            problem: None,
            current: Place::default(),
            reached_before: 0,
            stuck: None,
            prev: None,
            guard: LoopGuard::default(),
            last_body: None,
            received: 0,
            reached: 0,
            longest_page: 0,
            said: PageInfo::default(),
            sync: None,
            skip: 0,
            skip_here: 0,
        };
        let begun = match (walk.settings.refused.take(), resume) {
            (Some(problem), _) => Err(problem),
            (None, Some(checkpoint)) => walk.begin_at(checkpoint),
            (None, None) => walk.begin(),
        };
        match begun.and_then(|place| walk.check_page_size().map(|()| place)) {
            Ok(Some(place)) => {
                if let Some(position) = &place.position
                    && walk.is_guarded()
                {
                    walk.remember(position);
                }
                walk.due.page_size = walk.size_at(place.position.as_ref());
                walk.due.position = place.position;
                walk.due.first = place.first;
                walk.over = false;
            }
            Ok(None) => {}
            Err(problem) => {
                walk.problem = Some(problem);
                walk.stay(place);
            }
        }
        walk.due.since = walk.settings.since.take();
        walk.due.backwards = walk.settings.backwards;
        walk
    }

    /// Whether positions may come back: those that are counted do not.
    fn is_guarded(&self) -> bool {
        self.settings.backwards || !self.spec.kind.is_counted()
    }

    /// Takes the memory that the whole walk needs, before the first page arrives.
    pub(crate) fn take_room(&mut self) {
        if self.is_guarded() && !self.over {
            self.guard.begin();
            self.said.take_room();
        }
    }

    /// A walk that cannot begin stands where it was to begin.
    fn stay(&mut self, place: Option<Stand>) {
        match place {
            Some(Stand::Over) => {}
            Some(Stand::At { position, first, taken }) => {
                self.over = false;
                self.due.position = position;
                self.due.first = first;
                self.skip = taken;
            }
            None => {
                self.over = false;
                self.due.first = true;
            }
        }
    }

    /// What the caller chose, for another walk.
    pub(crate) fn into_settings(self) -> Settings {
        Settings { since: self.due.since, ..self.settings }
    }

    fn begin(&mut self) -> Result<Option<Place>, Problem> {
        if self.settings.backwards {
            return Err(Problem::request(
                "`rev` needs a place to start from; resume a checkpoint first: `.resume(checkpoint).rev()`",
            ));
        }
        // A token for what changed is asked where later pages are.
        let first = !self.since_is_the_position();
        let position = match self.spec.kind {
            Kind::Offset | Kind::Page => Some(Position::count(match &self.given.position {
                Some(given) => self.given_count(given)?,
                None => self.spec.first,
            })),
            Kind::Cursor | Kind::NextLink if self.since_is_the_position() => self.settings.since.take(),
            Kind::Cursor | Kind::NextLink => {
                self.given.position.clone().or_else(|| self.spec.initial.map(Initial::token))
            }
        };
        Ok(Some(Place { position, first }))
    }

    /// A sync token that goes where the positions go is itself the first position.
    fn since_is_the_position(&self) -> bool {
        self.settings.since.is_some()
            && (self.spec.sync == Some(self.spec.target)
                || (self.spec.kind == Kind::NextLink && self.spec.sync == Some(Target::Link)))
    }

    fn given_count(&self, given: &Position) -> Result<u64, Problem> {
        given.as_u64().or_else(|| given.to_text()?.trim().parse().ok()).ok_or_else(|| {
            Problem::request(format!(
                "the request carries {} of `{}` that is no number; leave it out, or give the number to start from",
                if self.spec.kind == Kind::Page { "a page" } else { "an offset" },
                self.spec.response
            ))
        })
    }

    fn begin_at(&mut self, checkpoint: Checkpoint) -> Result<Option<Place>, Problem> {
        checkpoint.check(self.spec)?;
        if let (Some(then), Some(now)) = (checkpoint.page_size, self.known_size())
            && then != now
            && !checkpoint.is_over()
        {
            return Err(Problem::request(format!(
                "the checkpoint counts pages of {then} records, and this walk of `{}` asks for {now} a page, so that its page \
                 numbers mean other places; resume it with the same page size",
                self.spec.response
            )));
        }
        self.settings.since = self.settings.since.take().or(checkpoint.since);
        if self.settings.backwards && !checkpoint.backwards {
            self.prev.clone_from(&checkpoint.prev);
            return Ok(checkpoint.prev.map(|prev| Place { position: Some(prev), first: false }));
        }
        self.settings.backwards = checkpoint.backwards;
        self.prev = checkpoint.prev;
        self.reached = checkpoint.reached;
        match checkpoint.stand {
            Stand::Over => Ok(None),
            Stand::At { position, first, taken } => {
                self.skip = taken;
                match position {
                    None => self.begin(),
                    Some(position) if self.spec.kind.is_counted() => {
                        let position = Position::count(self.given_count(&position)?);
                        Ok(Some(Place { position: Some(position), first }))
                    }
                    position => Ok(Some(Place { position, first })),
                }
            }
        }
    }

    fn check_page_size(&self) -> Result<(), Problem> {
        let Some(asked) = self.settings.page_size else { return Ok(()) };
        let declared = self.spec.page_size;
        if declared.target.is_none() {
            return Err(Problem::request(format!(
                "`{}` does not say how a page size is asked for; declare it: `#[paginated(page_size(param = \"limit\"))]`",
                self.spec.response
            )));
        }
        match declared.max {
            _ if asked == 0 => Err(Problem::request("a page size of 0 asks for nothing; ask for at least 1")),
            Some(max) if asked > max => {
                Err(Problem::PageSize(crate::error::PageSizeTooLarge { response: self.spec.response, asked, max }))
            }
            _ => Ok(()),
        }
    }

    /// Starts again from nothing, once, where the caller wants that; whether it did.
    pub(crate) fn restart(&mut self) -> bool {
        if !self.settings.restart_on_expiry {
            return false;
        }
        let Settings { page_size, max_pages, max_items, .. } = self.settings;
        let settings = Settings { page_size, max_pages, max_items, ..Settings::default() };
        *self = Self::new(self.spec, settings, mem::take(&mut self.given));
        true
    }

    /// Whether a page is due, and no error is to be delivered before it is asked for.
    #[inline]
    pub(crate) fn goes_on(&self) -> bool {
        !self.over && self.problem.is_none()
    }

    /// The error that is to be delivered now. It ends the walk.
    pub(crate) fn take_problem(&mut self) -> Option<Problem> {
        self.problem.take()
    }

    /// The request for the page that is due.
    #[inline]
    pub(crate) fn due(&self) -> &PageRequest {
        &self.due
    }

    /// Where it is to be written what the page that was due says, before it is [accepted](Self::accept).
    #[inline]
    pub(crate) fn said(&mut self) -> &mut PageInfo {
        self.said.begin();
        &mut self.said
    }

    /// Takes the page that was due: decides where the next one is. `resolve` makes a link whole.
    ///
    /// An error here means that the page must not be delivered; one that is found behind it waits in [`take_problem`].
    ///
    /// [`take_problem`]: Self::take_problem
    pub(crate) fn accept(
        &mut self,
        count: u64,
        body: Option<u64>,
        resolve: &dyn Fn(&str) -> Result<String, Problem>,
    ) -> Result<(), Problem> {
        if self.due.index == 0 {
            self.accept_first(count, resolve);
        }
        let verdict = if let Some(error) = &self.said.unsendable {
            self.fail(Problem::Request(Box::new(Request { reason: error.to_string(), source: None })))
        } else {
            self.decide(count, body, resolve)
        };
        if verdict == Verdict::Refuse
            && let Some(problem) = self.problem.take()
        {
            return Err(problem);
        }
        self.last_body = body;
        if self.said.prev.is_some() {
            self.way_back(resolve);
        } else if self.prev.is_some() {
            self.prev = None;
        }
        if self.skip > 0 {
            self.pass_over(count);
        }
        self.current.first = self.due.first;
        mem::swap(&mut self.current.position, &mut self.due.position);
        match verdict {
            Verdict::Next => {
                // What comes back is the position before the last one: its memory is used again.
                mem::swap(&mut self.due.position, &mut self.said.next);
                self.due.first = false;
                if self.spec.max_window.is_some() {
                    self.due.page_size = self.size_at(self.due.position.as_ref());
                }
            }
            Verdict::End => self.end(resolve),
            Verdict::Fail | Verdict::Refuse => {
                self.stuck = Some(usize::try_from(count).unwrap_or(usize::MAX));
                self.due.position.clone_from(&self.current.position);
            }
        }
        self.due.index += 1;
        self.received += count - self.skip_here as u64;
        self.reached_before = self.reached;
        self.reached += count;
        self.longest_page = self.longest_page.max(count);
        Ok(())
    }

    #[cold]
    fn way_back(&mut self, resolve: &dyn Fn(&str) -> Result<String, Problem>) {
        self.prev = self.said.prev.take().filter(|prev| self.spec.stop_accepts(prev));
        // A link that must not be followed stays as it is: it is refused when it is used.
        if self.spec.kind == Kind::NextLink
            && let Some(Ok(link)) = self.prev.as_ref().and_then(Position::as_str).map(resolve)
        {
            self.prev = Some(Position::text(link));
        }
    }

    /// What was taken before the walk was resumed is not this walk's. The page may be shorter than it was then: the rest of what
    /// was taken lies behind it.
    #[cold]
    fn pass_over(&mut self, count: u64) {
        self.skip_here = self.skip.min(usize::try_from(count).unwrap_or(usize::MAX));
        self.skip -= self.skip_here;
    }

    #[cold]
    fn accept_first(&mut self, count: u64, resolve: &dyn Fn(&str) -> Result<String, Problem>) {
        if !self.due.backwards && self.reached == 0 {
            self.reached = self.records_before(count);
        }
        if self.spec.kind == Kind::NextLink
            && self.due.position.is_none()
            && let Ok(own) = resolve("#")
        {
            // The first page was asked for by no link; one that leads back to it is found nevertheless.
            self.remember(&Position::text(own));
        }
    }

    /// A position that leads back here is found.
    #[cold]
    fn remember(&mut self, position: &Position) {
        self.guard.is_new(position.fingerprint());
    }

    /// The list is over, behind a page that gave this sync token.
    #[cold]
    fn end(&mut self, resolve: &dyn Fn(&str) -> Result<String, Problem>) {
        match (self.said.sync.take(), self.spec.sync) {
            (Some(token), Some(Target::Link)) => match token.as_str().map(resolve) {
                Some(Ok(link)) => self.sync = Some(SyncToken(Position::text(link))),
                Some(Err(problem)) => self.problem = Some(problem),
                None => {}
            },
            (token, _) => self.sync = token.filter(|token| !token.is_empty()).map(SyncToken),
        }
        self.over = true;
    }

    /// Takes an answer without content: the list is over.
    pub(crate) fn accept_nothing(&mut self) {
        if let Some(position) = &self.due.position
            && self.spec.sync == Some(self.spec.target)
            && !self.due.backwards
        {
            // The cursor that was asked for is the one to ask for changes with.
            self.sync = Some(SyncToken(position.clone()));
        }
        self.over = true;
    }

    /// The checkpoint behind the last page, where `taken` is `None`, or inside it.
    pub(crate) fn checkpoint(&self, taken: Option<usize>) -> Checkpoint {
        let inside = taken.or(self.stuck);
        let stand = match inside {
            Some(taken) => Stand::At {
                position: self.current.position.clone(),
                first: self.current.first,
                taken: taken.saturating_add(self.skip),
            },
            None if self.over => Stand::Over,
            None => Stand::At { position: self.due.position.clone(), first: self.due.first, taken: self.skip },
        };
        let reached = if inside.is_some() { self.reached_before } else { self.reached };
        Checkpoint {
            response: self.spec.response.into(),
            strategy: self.spec.kind.name().into(),
            session: self.spec.session,
            stand,
            reached,
            page_size: if self.spec.kind == Kind::Page { self.known_size() } else { None },
            prev: self.prev.clone(),
            since: self.due.since.clone(),
            backwards: self.due.backwards,
        }
    }

    /// How many records of the last page were taken before; asked once.
    #[inline]
    pub(crate) fn take_skip(&mut self) -> usize {
        mem::take(&mut self.skip_here)
    }

    pub(crate) fn sync_token(&self) -> Option<&SyncToken> {
        self.sync.as_ref()
    }

    pub(crate) fn total(&self) -> Option<u64> {
        self.said.total
    }

    /// The records that may still be delivered.
    pub(crate) fn items_left(&self) -> u64 {
        self.settings.max_items.map_or(u64::MAX, |most| most.saturating_sub(self.received))
    }
}
