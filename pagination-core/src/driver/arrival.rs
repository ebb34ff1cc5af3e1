//! Reads a response, moves the walk past its page, and keeps the page for the consumer.

use std::sync::Arc;

use super::Driver;
use super::held_items::{Cut, HeldItems};
use super::in_flight::InFlight;
use super::pace::Seen;
use crate::error::{Check, Problem};
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
    pub(super) content: Content<P>,
    pub(super) portion: Portion,
    /// How many items it counts.
    pub(super) count: u64,
}

pub(super) enum Content<P: Paginated> {
    /// What a consumer of items takes of it.
    Items(Vec<P::Item>),
    /// Where a function of the caller's moves the items out, it does so when the consumer takes them.
    Page(Page<P>),
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
    /// Reads a response.
    pub(super) fn read(&mut self, response: T::Response) -> Result<Received<P>, Problem> {
        let spec = const { &<P as PaginatedBy<S>>::SPEC };
        let Self { walk, transport, options, queued, front: InFlight { span, .. }, .. } = self;
        let read = {
            let _span = span.enter();
            transport.read(spec, walk.due(), response, options.decoder)
        };
        if options.pace.throttle.is_some() {
            options.pace.request_is_over(&Seen::in_response(spec, &read), queued.len());
        }
        if let Err(problem) = &read {
            span.refused(problem);
        }
        read
    }

    /// The page in hand, where page one is due.
    pub(super) fn take_first_page(&mut self) -> Option<Received<P>> {
        if self.options.first_page.is_none() || !self.walk.is_within_limits(0) {
            return None;
        }
        let page = self.options.first_page.take()?;
        if self.walk.is_at_first_page() { Some(Received::Page { page: *page, body: None }) } else { None }
    }

    /// Moves the walk past what was received. No page arrives if the response has no content, or only items that were taken before a
    /// checkpoint.
    pub(super) fn accept(&mut self, received: Received<P>) -> Result<(), Problem> {
        let Received::Page { mut page, mut body } = received else {
            self.walk.accept_nothing();
            return Ok(());
        };
        let spec = const { &<P as PaginatedBy<S>>::SPEC };
        let Self { walk, transport, options, front: InFlight { span, .. }, takes_items, .. } = self;
        if !*takes_items || spec.reads_request {
            page.set_request(shared_request(self.last_request.take(), walk.due()));
        }
        page.check().map_err(|error| Problem::Check(Box::new(Check { response: spec.response, error })))?;
        // Before the walk moves: this may be a function of the caller's, which may panic.
        let (count, item_count, is_missing, is_vec) = {
            let records = page.records();
            (records.entries() as u64, records.count() as u64, records.is_missing(), records.is_vec())
        };
        if is_missing
            && !spec.checked
            && let Some(failure) = transport.reported_failure()
        {
            return Err(Problem::Check(Box::new(Check::reported(spec.response, failure))));
        }
        span.arrived(&page, item_count);
        let mut info = if spec.is_of_payload {
            let (whole, info) = <P as PaginatedBy<S>>::__read(page);
            page = whole;
            info
        } else {
            <P as PaginatedBy<S>>::info(&page)
        };
        let (mut items, mut keys, mut cut) = (None, None, Cut::default());
        if spec.keyed || walk.is_of_part() || options.stop_at.is_some() {
            let mut held = HeldItems::new(&mut *page, &mut items, *takes_items);
            if spec.keyed
                && let Some(of_page) = held.keys()
            {
                let checked = of_page.checked(spec)?;
                body = Some(page_keys::fingerprint(&checked));
                keys = Some(checked);
            }
            cut = held.cut(walk, &info, (count, item_count), options.stop_at.as_deref_mut())?;
        }
        if *takes_items && is_vec && items.is_none() {
            items = Some(page.take_items());
        }
        let resolve = &|link: &str| transport.resolve(spec, &page, link);
        let likely_positions = &|| transport.likely_positions();
        let mut accepted = Accepted {
            count,
            items: item_count,
            fresh: item_count,
            body,
            keys: keys.as_deref(),
            resolve,
            base: info.take_base(),
            is_last_wanted: cut.is_last_wanted,
            is_past_part: cut.is_past_part,
            likely_positions,
        };
        let portion = walk.accept(&mut info, &mut accepted)?;
        if is_missing && walk.is_done() && !walk.is_going() && info.more.is_none() && !spec.stop.empty_page {
            trace::warn(spec, "the list ends at a page without a list: an object that it would be in is null");
        }
        self.head = page.shared_head();
        if let Some(portion) = portion
            && cut.kept != Some(0)
            && portion.is_worth(item_count)
        {
            let content = items.map_or_else(|| Content::Page(page), Content::Items);
            self.arrived = Some(Arrived { content, portion, count: item_count });
        }
        Ok(())
    }

    /// The next request is due.
    pub(super) fn move_on(&mut self) {
        self.options.pace.page_arrived();
        if !self.queued.is_empty() {
            self.advance_queue();
        }
    }
}
