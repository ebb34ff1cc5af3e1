//! Asks for pages, as a walk would, and keeps what came.

use std::fmt;
use std::marker::PhantomData;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use bytes::Bytes;
use http::{Method, StatusCode};
use serde_json::Value;

use super::Probing;
use crate::error::{Error, Problem};
use crate::over_http::observer::{ObservedRequest, Observer};
use crate::over_http::{HttpResponse, OverHttp};
use crate::page::Page;
use crate::page_request::PageRequest;
use crate::paginated::{Paginated, PaginatedBy};
use crate::position::Position;
use crate::spec::{Spec, Step, StrategyKind};
use crate::strategy::Strategy;
use crate::transport::{Decoder, Received, Transport};
use crate::walk::{Settings, Walk, on_base};

/// The page size that is asked for where the caller names none: small, so that a short list has two pages.
const SIZE: u64 = 5;

/// What came for a request.
#[allow(clippy::large_enum_variant, reason = "there are a few of them at a time")]
pub(super) enum Answer<P> {
    Page(Probed<P>),
    /// No content.
    Nothing,
    /// No page: the status, if there was a response, and why.
    Refused(Option<StatusCode>, String),
    /// The requests are used up.
    NotAsked,
}

/// A page that came.
pub(super) struct Probed<P> {
    pub(super) page: Page<P>,
    pub(super) count: u64,
    /// Its items as JSON; `None` where they were not found in the body.
    pub(super) items: Option<Vec<Value>>,
    pub(super) body: Option<Value>,
    pub(super) next: Option<Position>,
    pub(super) prev: Option<Position>,
    pub(super) sync: Option<Position>,
    pub(super) more: Option<bool>,
    pub(super) total: Option<u64>,
    pub(super) total_pages: Option<u64>,
    step: Option<u64>,
    base: Option<String>,
    at: PageRequest,
}

/// Where a page leads.
pub(super) enum Lead {
    To(PageRequest),
    Nowhere,
    /// It must not be followed.
    Foreign(String),
}

pub(super) struct Asking<P, T, S> {
    transport: T,
    pub(super) spec: &'static Spec,
    decoder: Option<Decoder<P>>,
    pub(super) first: Result<PageRequest, Problem>,
    /// The caller's request has a size of its own, which cannot be left out.
    pub(super) has_own_size: bool,
    seen: Arc<Mutex<Seen>>,
    left: usize,
    /// Where the items are in the body.
    items_at: Option<Vec<String>>,
    strategy: PhantomData<fn() -> S>,
}

#[derive(Default)]
struct Seen {
    any_method: bool,
    requests: usize,
    response: Option<(StatusCode, Bytes)>,
}

struct Watcher(Arc<Mutex<Seen>>);

fn lock(seen: &Mutex<Seen>) -> MutexGuard<'_, Seen> {
    seen.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Observer for Watcher {
    fn sent(&mut self, _: &Spec, _: &PageRequest, sent: ObservedRequest) -> Result<(), Problem> {
        let mut seen = lock(&self.0);
        if sent.method != Method::GET && !seen.any_method {
            return Err(Problem::request(format!(
                "a probe sends {} only where that is allowed: `.probe_with(Probing::new().allow_post())`",
                sent.method
            )));
        }
        seen.requests = seen.requests.saturating_add(1);
        Ok(())
    }

    fn received(&mut self, _: &Spec, _: &PageRequest, response: &HttpResponse) -> Result<(), Problem> {
        lock(&self.0).response = Some((response.status, response.body.clone().unwrap_or_default()));
        Ok(())
    }
}

impl<P, T, S> Asking<P, T, S>
where
    P: Paginated + PaginatedBy<S>,
    T: Transport<P, Error: fmt::Display> + OverHttp,
    S: Strategy,
{
    pub(super) fn new(mut transport: T, decoder: Option<Decoder<P>>, mut settings: Settings, probing: Probing) -> Self {
        let spec = const { &<P as PaginatedBy<S>>::SPEC };
        let preset = transport.preset(spec);
        let has_own_size = preset.page_size.is_some() || spec.page_size.send.is_some();
        if settings.page_size.is_none() && !has_own_size && spec.sends_size() {
            settings.page_size = Some(spec.page_size.max.map_or(SIZE, |max| SIZE.min(max)));
        }
        let mut walk = Walk::new(spec, settings, preset);
        let first = if walk.is_going() {
            Ok(walk.due().clone())
        } else {
            Err(walk.take_problem().unwrap_or_else(|| Problem::request("the checkpoint is at the end of its list")))
        };
        let seen = Arc::new(Mutex::new(Seen { any_method: probing.any_method, ..Seen::default() }));
        transport.http().observe(Watcher(Arc::clone(&seen)));
        let left = probing.requests;
        Self { transport, spec, decoder, first, has_own_size, seen, left, items_at: None, strategy: PhantomData }
    }

    pub(super) fn requests(&self) -> usize {
        lock(&self.seen).requests
    }

    pub(super) async fn ask(&mut self, request: &PageRequest) -> Answer<P> {
        if self.left == 0 {
            return Answer::NotAsked;
        }
        self.left = self.left.saturating_sub(1);
        lock(&self.seen).response = None;
        let fetched = match self.transport.fetch(self.spec, request) {
            Ok(fetch) => fetch.await.map_err(|error| match T::problem(&error) {
                Some(problem) => problem.into_error(),
                None => Error::Transport(error),
            }),
            Err(error) => Err(error),
        };
        let received = match fetched {
            Ok(response) => self.transport.read(self.spec, request, response, self.decoder),
            // The error of a client shows no query.
            Err(error) => return Answer::Refused(None, error.to_string()),
        };
        match received {
            Ok(Received::Page { page, .. }) => self.probed(page, request),
            Ok(Received::NoContent) => Answer::Nothing,
            Err(Problem::Status(status) | Problem::Expired(status)) => {
                Answer::Refused(Some(status.status), format!("status {}", status.status.as_u16()))
            }
            Err(problem) => {
                let status = lock(&self.seen).response.as_ref().map(|(status, _)| *status);
                let error: Error<T::Error> = problem.into_error();
                Answer::Refused(status.filter(|status| !status.is_success()), error.to_string())
            }
        }
    }

    fn probed(&mut self, mut page: Page<P>, request: &PageRequest) -> Answer<P> {
        page.set_request(Arc::new(request.clone()));
        if let Err(error) = page.check() {
            return Answer::Refused(
                None,
                format!("`check` refused the response: {}", crate::outside_text::clean(&error.to_string())),
            );
        }
        let count = page.count() as u64;
        let mut info = <P as PaginatedBy<S>>::info(&page);
        let body = lock(&self.seen).response.take().and_then(|(_, body)| serde_json::from_slice::<Value>(&body).ok());
        let items = body.as_ref().and_then(|body| self.items(body, count));
        Answer::Page(Probed {
            count,
            items,
            body,
            next: info.next.take().filter(|next| self.spec.allow_empty || !next.is_empty()),
            prev: info.take_prev().filter(|prev| !prev.is_empty()),
            sync: info.take_sync(),
            more: info.more,
            total: info.total,
            total_pages: info.pages_in_total(),
            step: info.reported_step(),
            base: info.take_base(),
            at: request.clone(),
            page,
        })
    }

    /// The items: the array that has as many elements as the page has items, where the ones before it were.
    fn items(&mut self, body: &Value, count: u64) -> Option<Vec<Value>> {
        if count == 0 {
            return Some(Vec::new());
        }
        let is_it = |value: &Value| value.as_array().is_some_and(|array| array.len() as u64 == count);
        if let Some(known) = &self.items_at {
            let there = known.iter().try_fold(body, |value, name| value.get(name)).filter(|value| is_it(value));
            return there.and_then(Value::as_array).cloned();
        }
        let mut levels = vec![(Vec::new(), body)];
        while !levels.is_empty() {
            if let Some((path, value)) = levels.iter().find(|(_, value)| is_it(value)) {
                self.items_at = Some(path.clone());
                return value.as_array().cloned();
            }
            let members = levels.iter().flat_map(|(path, value)| {
                let members = value.as_object().into_iter().flatten();
                members.map(|(name, value)| ([path.as_slice(), std::slice::from_ref(name)].concat(), value))
            });
            levels = members.collect();
        }
        None
    }

    /// The request for the page after this one, whatever the flags and the stops say.
    pub(super) fn after(&self, probed: &Probed<P>) -> Lead {
        let at = probed.at.position.as_ref().and_then(Position::as_u64).unwrap_or(self.spec.first);
        let next = match self.spec.strategy {
            StrategyKind::Page => Position::count(at.saturating_add(1)),
            StrategyKind::Offset => Position::count(at.saturating_add(match self.spec.step {
                Step::Received => probed.count,
                Step::PageSize => probed.at.page_size.or(self.spec.page_size.default).unwrap_or(probed.count),
                Step::Reported => probed.step.unwrap_or(probed.count),
            })),
            StrategyKind::Cursor | StrategyKind::NextLink => {
                let is_end =
                    |next: &Position| self.spec.end.is_some_and(|end| next.to_text().is_some_and(|text| text == end));
                match probed.next.clone().filter(|next| !is_end(next)) {
                    Some(next) => next,
                    None => return Lead::Nowhere,
                }
            }
        };
        self.lead(probed, next, false)
    }

    /// The request for the page before this one.
    pub(super) fn before(&self, probed: &Probed<P>) -> Lead {
        match probed.prev.clone() {
            Some(prev) => self.lead(probed, prev, true),
            None => Lead::Nowhere,
        }
    }

    fn lead(&self, probed: &Probed<P>, position: Position, backwards: bool) -> Lead {
        let mut position = position;
        if self.spec.strategy == StrategyKind::NextLink {
            let Some(link) = position.as_str() else { return Lead::Nowhere };
            let link = probed.base.as_deref().map_or(link.into(), |base| on_base(base, link));
            match self.transport.resolve(self.spec, &probed.page, &link) {
                Ok(link) => position = Position::text(link),
                Err(problem) => {
                    let error: Error<T::Error> = problem.into_error();
                    return Lead::Foreign(error.to_string());
                }
            }
        }
        Lead::To(PageRequest { backwards, ..at(&probed.at, position) })
    }
}

/// A request for another position.
pub(super) fn at(like: &PageRequest, position: Position) -> PageRequest {
    PageRequest {
        position: Some(position),
        first: false,
        starts_list: false,
        index: like.index.saturating_add(1),
        ..like.clone()
    }
}
