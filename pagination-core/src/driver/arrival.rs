//! Reads a response, moves the walk past its page, and keeps the page for the consumer.

use std::sync::Arc;

use super::Driver;
use super::held_items::HeldItems;
use super::in_flight::InFlight;
use super::options::{Seen, StatusHook};
use crate::error::{Check, Error, Problem};
use crate::page::Page;
use crate::page_keys;
use crate::page_request::PageRequest;
use crate::paginated::{Paginated, PaginatedBy};
use crate::strategy::Strategy;
use crate::trace;
use crate::transport::{Received, Transport};
use crate::walk::{Accepted, Portion};

/// A page that has arrived, and which of its items are delivered.
pub(super) struct Arrived<P: Paginated> {
    pub(super) page: Page<P>,
    pub(super) portion: Portion,
    /// Its items, where they had to be moved out for their keys.
    pub(super) items: Option<Vec<P::Item>>,
}

/// The request for a page to keep. The memory of the last one is used again, unless its page is still there.
fn shared_request(last: Option<Arc<PageRequest>>, due: &PageRequest) -> Arc<PageRequest> {
    let mut request = last.unwrap_or_default();
    match Arc::get_mut(&mut request) {
        Some(own) => own.clone_from(due),
        None => request = Arc::new(due.clone()),
    }
    request
}

impl<P, T, S> Driver<P, T, S>
where
    P: Paginated + PaginatedBy<S>,
    T: Transport<P>,
    S: Strategy,
{
    /// Reads a response and moves the walk. No page arrives where the response has no content, or only items that were taken before a
    /// checkpoint.
    pub(super) fn accept(&mut self, response: T::Response) -> Result<(), Problem> {
        let spec = const { &<P as PaginatedBy<S>>::SPEC };
        let Self { walk, transport, options, queued, front: InFlight { span, .. }, .. } = self;
        let read = span.within(|| transport.read(spec, walk.due(), response, options.decoder));
        if let Some(throttle) = &mut options.throttle {
            throttle.arrived(&Seen::in_response(spec, &read), queued.len());
        }
        match read.inspect_err(|problem| span.refused(problem))? {
            Received::Page { page, body } => self.accept_page(page, body),
            Received::NoContent => {
                walk.accept_nothing();
                self.move_on();
                Ok(())
            }
        }
    }

    /// Takes the page in hand for page one, if that is due. An error is reported.
    #[cold]
    pub(super) fn accept_first_page(&mut self) -> Option<Error<T::Error>> {
        let page = self.options.first_page.take().filter(|_| self.walk.is_at_first_page())?;
        self.accept_page(*page, None).err().and_then(|problem| self.after_problem(problem))
    }

    /// Moves the walk past a page.
    #[inline]
    fn accept_page(&mut self, mut page: Page<P>, mut body: Option<u64>) -> Result<(), Problem> {
        let spec = const { &<P as PaginatedBy<S>>::SPEC };
        let Self { walk, transport, options, front: InFlight { span, .. }, takes_items, .. } = self;
        page.set_request(shared_request(self.last_request.take(), walk.due()));
        page.check().map_err(|error| Problem::Check(Box::new(Check { response: spec.response, error })))?;
        // Before the walk moves: this may be a function of the caller's, which may panic.
        let (count, item_count, is_missing) = {
            let records = page.records();
            (records.entries() as u64, records.count() as u64, records.is_missing())
        };
        if is_missing
            && !spec.checked
            && let Some(failure) = transport.reported_failure()
        {
            return Err(Problem::Check(Box::new(Check::reported(spec.response, failure))));
        }
        span.arrived(&page, item_count);
        let mut info;
        if spec.is_of_payload {
            (page, info) = <P as PaginatedBy<S>>::__read(page);
        } else {
            info = <P as PaginatedBy<S>>::info(&page);
        }
        let mut items = None;
        let mut held = HeldItems::new(&mut *page, &mut items, *takes_items);
        let mut keys = None;
        if spec.keyed
            && let Some(of_page) = held.keys()
        {
            let checked = of_page.checked(spec)?;
            body = Some(page_keys::fingerprint(&checked));
            keys = Some(checked);
        }
        let cut = held.cut(walk, &info, (count, item_count), options.stop_at.as_deref_mut())?;
        let resolve = &|link: &str| transport.resolve(spec, &page, link);
        let likely_positions = &|| transport.likely_positions();
        let accepted = Accepted {
            count,
            items: item_count,
            fresh: item_count,
            body,
            keys: keys.as_deref(),
            resolve,
            is_last_wanted: cut.is_last_wanted,
            is_past_part: cut.is_past_part,
            likely_positions,
        };
        let portion = walk.accept(&mut info, &accepted)?.filter(|_| cut.kept != Some(0));
        if is_missing && walk.is_done() && !walk.is_going() && info.more.is_none() && !spec.stop.empty_page {
            trace::warn(spec, "the list ends at a page without a list: an object that it would be in is null");
        }
        self.head = page.shared_head();
        self.move_on();
        if let Some(portion) = portion.filter(|portion| portion.is_worth(item_count)) {
            self.arrived = Some(Arrived { page, portion, items });
        }
        Ok(())
    }

    /// The next request is due.
    fn move_on(&mut self) {
        self.forget_failures();
        if !self.queued.is_empty() {
            self.advance_queue();
        }
    }

    pub(super) fn forget_failures(&mut self) {
        self.failures = 0;
        if let Some(retries) = &mut self.options.retries {
            retries.page_arrived();
        }
        self.options.hooks.iter_mut().for_each(StatusHook::page_arrived);
    }
}
