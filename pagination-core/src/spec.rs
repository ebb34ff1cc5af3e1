//! What a response type declares about one strategy: plain data, built at compile time.

use crate::error::Status;
use crate::position::Position;

/// Which of the four strategies a [`Spec`] describes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StrategyKind {
    /// An opaque cursor.
    Cursor,
    /// A URL.
    NextLink,
    /// A number of items to skip.
    Offset,
    /// A page number.
    Page,
}

impl StrategyKind {
    /// Whether the pager computes the positions, as for offsets and page numbers. Other positions are read from the response.
    #[must_use]
    pub const fn is_counted(self) -> bool {
        matches!(self, Self::Offset | Self::Page)
    }

    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Cursor => "cursor",
            Self::NextLink => "next_link",
            Self::Offset => "offset",
            Self::Page => "page",
        }
    }
}

/// Where a value is written in a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Target {
    /// A query parameter: replaced if the query has it, else appended.
    Param(&'static str),
    /// A value in the JSON body, at this RFC 6901 pointer. Missing parents are created.
    Body(&'static str),
    /// A field of a form-encoded body.
    Form(&'static str),
    /// A request header.
    Header(&'static str),
    /// A map whose entries become query parameters.
    MergeQuery,
    /// A map that is merged deeply into the JSON body, at this RFC 6901 pointer.
    MergeBody(&'static str),
    /// The URL of the next request.
    Link,
    /// The end of the URL's path: `/surveys/{position}`. A path that ends with `/surveys/1` has its `1` replaced; one that ends with
    /// `/surveys` gets the position appended.
    Path(&'static str),
    /// A text around the value, written at another target. It has the placeholders `{position}`, `{size}` and `{last}`, which is
    /// position + size − 1: `Target::Format(&Target::Header("range"), "items={position}-{last}")`.
    Format(&'static Target, &'static str),
}

impl Target {
    /// The target itself, without the text that is written there.
    #[cfg(feature = "http")]
    pub(crate) fn innermost(self) -> Self {
        match self {
            Self::Format(inner, _) => inner.innermost(),
            target => target,
        }
    }

    /// Whether the page size is part of what is written there beside a position.
    pub(crate) fn has_size(self) -> bool {
        matches!(self, Self::Format(_, format) if format.contains("{size}") || format.contains("{last}"))
    }
}

/// How far an offset moves from page to page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// By the number of items received.
    Received,
    /// By the page size requested, else by the server's default.
    PageSize,
    /// By a number in the response ([`PageInfo::step`](crate::PageInfo::step)).
    Reported,
}

/// What only the first request sends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FirstOnly {
    /// Nothing: later requests send everything again.
    Nothing,
    /// These query parameters and form fields. A name with a leading `/` is an RFC 6901 pointer into the JSON body.
    These(&'static [&'static str]),
    /// The whole query and body, including the page size. Later requests send only the position.
    Everything,
}

/// What ends a walk besides an absent position.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stop {
    /// A page without items.
    pub empty_page: bool,
    /// A page with fewer items than requested.
    pub short_page: bool,
    /// A position seen before, or, on counted walks, a page seen before.
    pub repeated: bool,
}

impl Stop {
    /// No sign is declared.
    pub const NONE: Self = Self { empty_page: false, short_page: false, repeated: false };

    pub(crate) const fn is_declared(self) -> bool {
        self.empty_page || self.short_page || self.repeated
    }
}

/// The position of the first request, for APIs that require one.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Initial {
    Text(&'static str),
    Number(i64),
}

impl Initial {
    pub(crate) fn position(self) -> Position {
        match self {
            Self::Text(text) => Position::text(text),
            Self::Number(number) => Position::number(number),
        }
    }
}

/// How a page size is requested.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PageSize {
    /// Where the size is written. `None` if the API has no such parameter.
    pub target: Option<Target>,
    /// The size that the *server* uses if none is requested. Never sent.
    pub default: Option<u64>,
    /// The largest size that the server accepts. Requesting more is an [`Error::PageSize`](crate::Error::PageSize).
    pub max: Option<u64>,
    /// The size to send with every request, unless the caller sets another.
    pub send: Option<u64>,
}

impl PageSize {
    /// No page size can be requested, and none is known.
    pub const UNKNOWN: Self = Self { target: None, default: None, max: None, send: None };
}

/// The response headers that say what is left of a limit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct QuotaHeaders {
    /// How much is left. `None`: the usual ones are read.
    pub remaining: Option<&'static str>,
    /// Until when: in seconds, or as a time. `None`: the usual ones are read.
    pub reset: Option<&'static str>,
}

/// After which responses a page is requested again with half the size.
///
/// ```
/// use pagination_core::spec::{Shrink, Spec};
///
/// const SPEC: Spec = Spec::cursor("Issues").shrink(Shrink::on(&[413, 502, 504]));
/// ```
#[derive(Debug, Clone, Copy)]
pub struct Shrink {
    pub(crate) statuses: &'static [u16],
    pub(crate) with: Option<fn(&Status) -> bool>,
}

impl Shrink {
    /// After these statuses, a timeout, and a body above `max_body`.
    #[must_use]
    pub const fn on(statuses: &'static [u16]) -> Self {
        Self { statuses, with: None }
    }

    /// Also after the responses for which this is true.
    #[must_use]
    pub const fn or_with(mut self, is_too_large: fn(&Status) -> bool) -> Self {
        self.with = Some(is_too_large);
        self
    }

    pub(crate) fn is_for(&self, status: &Status) -> bool {
        self.statuses.contains(&status.status.as_u16()) || self.with.is_some_and(|is_too_large| is_too_large(status))
    }
}

/// How a walk goes on where its positions end: from the first position, beyond the last item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Anchor {
    /// Where the value of the last item is written.
    pub target: Target,
    /// Whether no two items have one value, so that the API filters strictly beyond it. Otherwise it filters at or beyond it, and
    /// items that come again are dropped by their keys.
    pub unique: bool,
    /// Whether the values descend.
    pub descending: bool,
    /// Whether a walk goes on so after its position has expired, too.
    pub on_expiry: bool,
}

/// How a response type is walked by one strategy.
///
/// `#[derive(Paginated)]` generates it. Without the derive, build it with the `const` methods below.
///
/// ```
/// use pagination_core::spec::{PageSize, Spec, Stop, Target};
///
/// const SPEC: Spec = Spec::cursor("Meetings")
///     .target(Target::Param("cursor"))
///     .page_size(PageSize { target: Some(Target::Param("limit")), max: Some(100), ..PageSize::UNKNOWN })
///     .stop(Stop { empty_page: true, ..Stop::NONE });
/// assert!(!SPEC.strategy().is_counted());
/// ```
#[derive(Debug, Clone)]
#[allow(clippy::struct_excessive_bools, reason = "each is one key of the attribute grammar")]
pub struct Spec {
    pub(crate) response: &'static str,
    pub(crate) strategy: StrategyKind,
    pub(crate) target: Target,
    pub(crate) first: u64,
    pub(crate) step: Step,
    pub(crate) page_size: PageSize,
    pub(crate) stop: Stop,
    pub(crate) allow_empty: bool,
    pub(crate) query: &'static [(&'static str, &'static str)],
    pub(crate) first_only: FirstOnly,
    pub(crate) keep: &'static [&'static str],
    pub(crate) initial: Option<Initial>,
    pub(crate) end: Option<&'static str>,
    pub(crate) max_window: Option<u64>,
    pub(crate) parallel: bool,
    pub(crate) session: bool,
    pub(crate) expired: &'static [u16],
    pub(crate) empty: &'static [u16],
    pub(crate) prev: Option<Target>,
    pub(crate) continue_at: Option<&'static str>,
    pub(crate) origins: &'static [&'static str],
    pub(crate) upgrade_scheme: bool,
    pub(crate) sync: Option<Target>,
    pub(crate) total: bool,
    pub(crate) complete: bool,
    pub(crate) allow_repeated: bool,
    pub(crate) empty_first: bool,
    pub(crate) position_in_items: bool,
    pub(crate) sync_expired: &'static [u16],
    pub(crate) links_by_get: bool,
    pub(crate) same_origin: bool,
    pub(crate) shrink: Option<Shrink>,
    pub(crate) quota: Option<QuotaHeaders>,
    pub(crate) keyed: bool,
    pub(crate) calls_function: bool,
    /// Whether `info` may read the request of its page: it calls a function, or is written by hand.
    pub(crate) reads_request: bool,
    /// Whether it is that of an enum, whose payload is the page.
    pub(crate) is_of_payload: bool,
    pub(crate) inclusive: bool,
    pub(crate) overlap: u64,
    pub(crate) seen: u64,
    pub(crate) anchor: Option<&'static Anchor>,
    pub(crate) checked: bool,
    pub(crate) beside: &'static [StrategyKind],
}

macro_rules! setters {
    ($($(#[$doc:meta])* $name:ident: $type:ty;)*) => {$(
        $(#[$doc])*
        #[must_use]
        pub const fn $name(mut self, $name: $type) -> Self {
            self.$name = $name;
            self
        }
    )*};
}

/// Sets one key of `page_size`, for generated code: rustc checks a call faster than a struct literal.
macro_rules! page_size_keys {
    ($($name:ident: $key:ident: $type:ty;)*) => {$(
        #[doc(hidden)]
        #[must_use]
        pub const fn $name(mut self, $key: $type) -> Self {
            self.page_size.$key = Some($key);
            self
        }
    )*};
}

/// Sets a target to a query parameter, and one sign of the end, for generated code: rustc checks a call faster than an argument that is
/// a path of its own.
macro_rules! short_setters {
    ($($name:ident $(($argument:ident: $type:ty))?: $($field:ident).+ = $value:expr;)*) => {$(
        #[doc(hidden)]
        #[must_use]
        pub const fn $name(mut self $(, $argument: $type)?) -> Self {
            self.$($field).+ = $value;
            self
        }
    )*};
}

impl Spec {
    #[doc(hidden)]
    pub const CURSOR: Self = Self::new(StrategyKind::Cursor, Target::Param("cursor"), 0);
    #[doc(hidden)]
    pub const NEXT_LINK: Self = Self::new(StrategyKind::NextLink, Target::Link, 0);
    #[doc(hidden)]
    pub const OFFSET: Self = Self::new(StrategyKind::Offset, Target::Param("offset"), 0);
    #[doc(hidden)]
    pub const PAGE: Self = Self::new(StrategyKind::Page, Target::Param("page"), 1);

    const fn new(strategy: StrategyKind, target: Target, first: u64) -> Self {
        Self {
            response: "",
            strategy,
            target,
            first,
            step: Step::Received,
            page_size: PageSize::UNKNOWN,
            stop: Stop::NONE,
            allow_empty: false,
            query: &[],
            first_only: FirstOnly::Nothing,
            keep: &[],
            initial: None,
            end: None,
            max_window: None,
            parallel: false,
            session: false,
            expired: &[],
            empty: &[],
            prev: None,
            continue_at: None,
            origins: &[],
            upgrade_scheme: false,
            sync: None,
            total: false,
            complete: false,
            allow_repeated: false,
            empty_first: false,
            position_in_items: false,
            sync_expired: &[],
            links_by_get: false,
            same_origin: false,
            shrink: None,
            quota: None,
            keyed: false,
            calls_function: false,
            reads_request: false,
            is_of_payload: false,
            inclusive: false,
            overlap: 0,
            seen: 0,
            anchor: None,
            checked: false,
            beside: &[],
        }
    }

    /// The specification of a response type with generated code. rustc evaluates this once per type: copying a constant costs it less
    /// than building a struct.
    #[doc(hidden)]
    #[must_use]
    pub const fn of(mut self, response: &'static str) -> Self {
        self.response = response;
        self
    }

    /// The specification of a response type whose impls are written by hand.
    const fn by_hand(mut self, response: &'static str) -> Self {
        self.reads_request = true;
        self.of(response)
    }

    /// A walk by a cursor, sent as `?cursor=`. `response` is the name of the response type.
    #[must_use]
    pub const fn cursor(response: &'static str) -> Self {
        Self::CURSOR.by_hand(response)
    }

    /// A walk along the URLs in the responses. `response` is the name of the response type.
    #[must_use]
    pub const fn next_link(response: &'static str) -> Self {
        Self::NEXT_LINK.by_hand(response)
    }

    /// A walk by the number of items to skip, sent as `?offset=`, from 0. `response` is the name of the response type.
    #[must_use]
    pub const fn offset(response: &'static str) -> Self {
        Self::OFFSET.by_hand(response)
    }

    /// A walk by page number, sent as `?page=`, from 1. `response` is the name of the response type.
    #[must_use]
    pub const fn page(response: &'static str) -> Self {
        Self::PAGE.by_hand(response)
    }

    setters! {
        /// Sets where the position is written.
        target: Target;
        /// Sets the first offset (default 0) or page number (default 1).
        first: u64;
        /// Sets how far an offset moves from page to page.
        step: Step;
        /// Sets how a page size is requested.
        page_size: PageSize;
        /// Sets what ends the walk besides an absent position.
        stop: Stop;
        /// Sets query parameters of this strategy. Only what would break the query is percent-encoded.
        query: &'static [(&'static str, &'static str)];
        /// Sets what only the first request sends.
        first_only: FirstOnly;
        /// Sets the parameters that are put back when a link drops them.
        keep: &'static [&'static str];
        /// Sets the statuses that mean that the position has expired.
        expired: &'static [u16];
        /// Sets the statuses that mean an empty last page, besides 204 and 304.
        empty: &'static [u16];
        /// Sets other origins that a link may name, for example `https://files.example`.
        origins: &'static [&'static str];
    }

    page_size_keys! {
        size_target: target: Target;
        default_size: default: u64;
        max_size: max: u64;
        send_size: send: u64;
    }

    short_setters! {
        target_param(name: &'static str): target = Target::Param(name);
        prev_param(name: &'static str): prev = Some(Target::Param(name));
        prev_link: prev = Some(Target::Link);
        size_target_param(name: &'static str): page_size.target = Some(Target::Param(name));
        sync_param(name: &'static str): sync = Some(Target::Param(name));
        stop_empty_page: stop.empty_page = true;
        stop_short_page: stop.short_page = true;
        stop_repeated: stop.repeated = true;
    }

    /// Sets the first position, for APIs that require one, for example `*`.
    #[must_use]
    pub const fn initial(mut self, value: &'static str) -> Self {
        self.initial = Some(Initial::Text(value));
        self
    }

    /// Sets the first position as a number, for example -1. In a JSON body it stays a number.
    #[must_use]
    pub const fn initial_number(mut self, value: i64) -> Self {
        self.initial = Some(Initial::Number(value));
        self
    }

    /// Sets the position that means the end, for example `0`.
    #[must_use]
    pub const fn end(mut self, value: &'static str) -> Self {
        self.end = Some(value);
        self
    }

    /// Sets the most items that this strategy can reach.
    #[must_use]
    pub const fn max_window(mut self, items: u64) -> Self {
        self.max_window = Some(items);
        self
    }

    /// Accepts an empty string as a position.
    #[must_use]
    pub const fn allow_empty(mut self) -> Self {
        self.allow_empty = true;
        self
    }

    /// Allows pages to be fetched in parallel. Implement [`ParallelBy`](crate::ParallelBy) too.
    #[must_use]
    pub const fn parallel(mut self) -> Self {
        self.parallel = true;
        self
    }

    /// Declares that the position stays the same or is used up by reading: no loop check, no retry, no checkpoint.
    #[must_use]
    pub const fn session(mut self) -> Self {
        self.session = true;
        self
    }

    /// Sets where the position of the previous page is written. Implement [`ReversibleBy`](crate::ReversibleBy) too.
    #[must_use]
    pub const fn prev(mut self, target: Target) -> Self {
        self.prev = Some(target);
        self
    }

    /// Sets the path that later pages come from.
    #[must_use]
    pub const fn continue_at(mut self, path: &'static str) -> Self {
        self.continue_at = Some(path);
        self
    }

    /// Follows an `http:` link from an `https:` API as `https:`.
    #[must_use]
    pub const fn upgrade_scheme(mut self) -> Self {
        self.upgrade_scheme = true;
        self
    }

    /// Sets where the sync token of an earlier walk is written. Implement [`Synced`](crate::Synced) too.
    #[must_use]
    pub const fn sync(mut self, target: Target) -> Self {
        self.sync = Some(target);
        self
    }

    /// Declares that the responses have a total, of items or of pages. A concurrent walk then fetches its first page alone and plans
    /// the rest exactly.
    #[must_use]
    pub const fn with_total(mut self) -> Self {
        self.total = true;
        self
    }

    /// The other strategies of the same response type, which `testing::explain` names. A walk does not read them.
    #[must_use]
    pub const fn beside(mut self, others: &'static [StrategyKind]) -> Self {
        self.beside = others;
        self
    }

    /// A list that ends with fewer items than its total is an error.
    #[must_use]
    pub const fn complete(mut self) -> Self {
        self.complete = true;
        self
    }

    /// Equal pages are data, not a loop.
    #[must_use]
    pub const fn allow_repeated(mut self) -> Self {
        self.allow_repeated = true;
        self
    }

    /// The statuses of [`empty`](Self::empty) mean an empty list also where they come first.
    #[must_use]
    pub const fn empty_first(mut self) -> Self {
        self.empty_first = true;
        self
    }

    /// The position is read from an item: a page with items has one, unless the list has ended.
    #[must_use]
    pub const fn position_in_items(mut self) -> Self {
        self.position_in_items = true;
        self
    }

    /// Statuses that mean an expired sync token.
    #[must_use]
    pub const fn sync_expired(mut self, statuses: &'static [u16]) -> Self {
        self.sync_expired = statuses;
        self
    }

    /// Whether a page size can be requested: by a target of its own, or in the text around the position.
    pub(crate) fn sends_size(&self) -> bool {
        self.page_size.target.is_some() || self.target.has_size()
    }

    /// Links are fetched by GET, without the template's body.
    #[must_use]
    pub const fn links_by_get(mut self) -> Self {
        self.links_by_get = true;
        self
    }

    /// The path and the query of a link are requested on the origin of the first request, whatever origin the link names.
    #[must_use]
    pub const fn same_origin(mut self) -> Self {
        self.same_origin = true;
        self
    }

    /// Declares what identifies an item. Implement [`Keyed`](crate::Keyed) too.
    #[must_use]
    pub const fn keyed(mut self) -> Self {
        self.keyed = true;
        self
    }

    /// After these responses, the same page is requested with half the size.
    #[must_use]
    pub const fn shrink(mut self, shrink: Shrink) -> Self {
        self.shrink = Some(shrink);
        self
    }

    /// These headers say what is left of a limit.
    #[must_use]
    pub const fn quota(mut self, headers: QuotaHeaders) -> Self {
        self.quota = Some(headers);
        self
    }

    /// A function of the user's reads the page, for generated code.
    #[doc(hidden)]
    #[must_use]
    pub const fn calls_function(mut self) -> Self {
        self.calls_function = true;
        self.reads_request = true;
        self
    }

    /// Renames the response type in checkpoints and messages, for generated code.
    #[doc(hidden)]
    #[must_use]
    pub const fn renamed(self, response: &'static str) -> Self {
        self.of(response)
    }

    /// Declares that the next page begins with items of this one. Declare [`keyed`](Self::keyed), too.
    #[must_use]
    pub const fn inclusive(mut self) -> Self {
        self.inclusive = true;
        self
    }

    /// Requests the last `items` items before each offset again, to notice that the list has changed. Declare
    /// [`keyed`](Self::keyed), too.
    #[must_use]
    pub const fn overlap(mut self, items: u64) -> Self {
        self.overlap = items;
        self
    }

    /// Remembers the keys of this many items, beside those of the last pages.
    #[must_use]
    pub const fn seen(mut self, items: u64) -> Self {
        self.seen = items;
        self
    }

    /// Sets how the walk goes on where `max_window` ends it. Read the values with [`PageInfo::anchor`](crate::PageInfo::anchor).
    #[must_use]
    pub const fn anchor(mut self, anchor: &'static Anchor) -> Self {
        self.anchor = Some(anchor);
        self
    }

    /// Declares that [`check`](crate::Paginated::check) decides what is a failure: no page is one because of what its body reports.
    #[must_use]
    pub const fn checked(mut self) -> Self {
        self.checked = true;
        self
    }

    /// The strategy that this describes.
    #[must_use]
    pub const fn strategy(&self) -> StrategyKind {
        self.strategy
    }
}
