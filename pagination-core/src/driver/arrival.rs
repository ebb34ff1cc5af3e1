//! Reads a response, moves the walk past its page, and keeps the page for the consumer.

use std::sync::Arc;

use super::in_flight::InFlight;
use super::options::{Seen, StatusHook};
use super::{Driver, StopAt};
use crate::error::{Check, Error, Problem};
use crate::page::Page;
use crate::page_keys::{self, PageKeys};
use crate::page_request::PageRequest;
use crate::paginated::{Paginated, PaginatedBy};
use crate::strategy::Strategy;
use crate::trace;
use crate::transport::{Received, Transport};
use crate::walk::{Accepted, Portion, Walk};

/// A page that has arrived, and which of its items are delivered.
pub(super) struct Arrived<P: Paginated> {
    pub(super) page: Page<P>,
    pub(super) portion: Portion,
    /// Its items, where they had to be moved out for their keys.
    pub(super) items: Option<Vec<P::Item>>,
}

/// The keys of the items of a page, which are moved out for it where that is the only way.
fn keys_of<P: Paginated>(page: &mut P, items: &mut Option<Vec<P::Item>>, may_take: bool) -> Option<PageKeys> {
    let keys = page.keys();
    if keys.is_some() || !may_take {
        return keys;
    }
    let taken = items.insert(page.take_items());
    Some(P::keys_of(taken))
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

/// Cuts a page before the item at which the caller wants no more: how many items it has then, or `None` where it stays as it is.
fn cut_at<P: Paginated>(
    stop_at: &mut StopAt<P::Item>,
    walk: &Walk,
    page: &mut P,
    items: &mut Option<Vec<P::Item>>,
    may_take: bool,
) -> Result<Option<usize>, Problem> {
    let items = to_cut(page, items, may_take, "`stop_at`")?;
    let (from, to) = walk.asked_about(items.len());
    let found = stop_at.find(items, from, to);
    if let Some(count) = found {
        items.truncate(count);
    }
    Ok(found)
}

/// The items of a page, of which the last ones are not delivered.
fn to_cut<'a, P: Paginated>(
    page: &'a mut P,
    items: &'a mut Option<Vec<P::Item>>,
    may_take: bool,
    by: &str,
) -> Result<&'a mut Vec<P::Item>, Problem> {
    match items {
        Some(items) => Ok(items),
        None if may_take => Ok(items.insert(page.take_items())),
        None => page.records().as_vec().ok_or_else(|| {
            Problem::request(format!(
                "{by} cannot cut these pages, since their items are not a `Vec` of the response; take them one by one, with `.items()`"
            ))
        }),
    }
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
        let mut keys = None;
        if spec.keyed
            && let Some(of_page) = keys_of::<P>(&mut page, &mut items, *takes_items)
        {
            let checked = of_page.checked(spec)?;
            body = Some(page_keys::fingerprint(&checked));
            keys = Some(checked);
        }
        let mut of_part = None;
        let mut is_past_part = false;
        if walk.is_of_part() {
            let by_key = walk.items_before_key(&info)?;
            is_past_part = by_key.is_some();
            if let Some(left) = by_key.or_else(|| walk.items_before_end(count, item_count)) {
                let left = usize::try_from(left).unwrap_or(usize::MAX);
                to_cut::<P>(&mut page, &mut items, *takes_items, "the end of a part")?.truncate(left);
                of_part = Some(left);
            }
        }
        let cut = match &mut options.stop_at {
            Some(stop_at) if item_count > 0 => cut_at::<P>(stop_at, walk, &mut page, &mut items, *takes_items)?,
            _ => None,
        };
        let resolve = &|link: &str| transport.resolve(spec, &page, link);
        let likely_positions = &|| transport.likely_positions();
        let accepted = Accepted {
            count,
            items: item_count,
            fresh: item_count,
            body,
            keys: keys.as_deref(),
            resolve,
            is_last_wanted: cut.is_some(),
            is_past_part,
            likely_positions,
        };
        let portion = walk.accept(&mut info, &accepted)?.filter(|_| cut.or(of_part) != Some(0));
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
