//! What a response type declares about one way of walking: plain data, made at compile time.

use crate::position::Position;

/// Which of the four strategies a [`Spec`] describes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StrategyKind {
    /// An opaque cursor.
    Cursor,
    /// A URL.
    NextLink,
    /// A count of records.
    Offset,
    /// A count of pages.
    Page,
}

impl StrategyKind {
    /// `offset` and `page` positions are computed by the pager, the others are read from the response.
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
    /// A query parameter, replaced where it stands, else appended.
    Param(&'static str),
    /// A place in the JSON body, as an RFC 6901 pointer. Missing parents are made.
    Body(&'static str),
    /// A field of a form-encoded body.
    Form(&'static str),
    /// A request header.
    Header(&'static str),
    /// A map: each of its entries is a query parameter.
    MergeQuery,
    /// A map: merged deep into the JSON body at this pointer.
    MergeBody(&'static str),
    /// The URL of the next request.
    Link,
}

/// How far an offset moves from page to page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// By the number of records that arrived.
    Received,
    /// By the page size that was asked for, else the server's default.
    PageSize,
    /// By a figure in the response ([`PageInfo::step`](crate::PageInfo::step)).
    Reported,
}

/// What is not sent again after the first request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FirstOnly {
    /// Everything is sent again.
    Nothing,
    /// These query parameters or form fields, or, with a leading `/`, places in the JSON body.
    These(&'static [&'static str]),
    /// The whole query and body, the page size included: later requests carry the position alone.
    Everything,
}

/// Further signs of the end, beside an absent position.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(clippy::struct_excessive_bools, reason = "four independent signs, each declared by its name")]
pub struct Stop {
    /// A page without records.
    pub empty_page: bool,
    /// A page with fewer records than were asked for.
    pub short_page: bool,
    /// A position that was seen before.
    pub repeated: bool,
    /// Nothing else: an absent position alone ends the walk. For APIs whose position could look as if it never were absent.
    pub absent: bool,
}

impl Stop {
    /// No further sign.
    pub const NONE: Self = Self { empty_page: false, short_page: false, repeated: false, absent: false };

    pub(crate) const fn is_declared(self) -> bool {
        self.empty_page || self.short_page || self.repeated || self.absent
    }
}

/// The position of a first request that needs one.
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

/// How the page size is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PageSize {
    /// Where the size is written; `None` where the API has no such parameter, only a known default.
    pub target: Option<Target>,
    /// What the *server* gives when nothing is asked for. Never sent.
    pub default: Option<u64>,
    /// The most that the server accepts. Asking for more is an error.
    pub max: Option<u64>,
    /// Sent with every request, unless the caller chose another size.
    pub send: Option<u64>,
}

impl PageSize {
    /// An API whose page size cannot be asked for and is not known.
    pub const UNKNOWN: Self = Self { target: None, default: None, max: None, send: None };
}

/// The description of one way of walking one response type.
///
/// `#[derive(Paginated)]` writes it; by hand it is built with the `const` methods below.
///
/// ```
/// use pagination_core::spec::{Spec, Stop, Target};
///
/// const SPEC: Spec = Spec::cursor("Meetings")
///     .target(Target::Param("cursor"))
///     .stop(Stop { empty_page: true, ..Stop::NONE });
/// assert!(!SPEC.strategy().is_counted());
/// ```
#[derive(Debug, Clone)]
#[allow(clippy::struct_excessive_bools, reason = "each is one word of the attribute grammar")]
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

/// One key of `page_size` each, for generated code: rustc checks a call faster than a struct of options.
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

impl Spec {
    const CURSOR: Self = Self::new(StrategyKind::Cursor, Target::Param("cursor"), 0);
    const NEXT_LINK: Self = Self::new(StrategyKind::NextLink, Target::Link, 0);
    const OFFSET: Self = Self::new(StrategyKind::Offset, Target::Param("offset"), 0);
    const PAGE: Self = Self::new(StrategyKind::Page, Target::Param("page"), 1);

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
        }
    }

    /// rustc evaluates this once a response type: a constant that is copied costs it less than a struct that is built.
    const fn of(mut self, response: &'static str) -> Self {
        self.response = response;
        self
    }

    /// A walk by a cursor, sent as `?cursor=`. `response` is the name of the response type.
    #[must_use]
    pub const fn cursor(response: &'static str) -> Self {
        Self::CURSOR.of(response)
    }

    /// A walk along the URLs that the responses name.
    #[must_use]
    pub const fn next_link(response: &'static str) -> Self {
        Self::NEXT_LINK.of(response)
    }

    /// A walk by the number of records to skip, sent as `?offset=`, from 0.
    #[must_use]
    pub const fn offset(response: &'static str) -> Self {
        Self::OFFSET.of(response)
    }

    /// A walk by page number, sent as `?page=`, from 1.
    #[must_use]
    pub const fn page(response: &'static str) -> Self {
        Self::PAGE.of(response)
    }

    setters! {
        /// Where the position is written.
        target: Target;
        /// The first offset (0 unless set) or page number (1 unless set).
        first: u64;
        /// How far an offset moves.
        step: Step;
        /// How the page size is asked for.
        page_size: PageSize;
        /// Further signs of the end.
        stop: Stop;
        /// Parameters of this strategy, written as they stand here.
        query: &'static [(&'static str, &'static str)];
        /// What is not sent again after the first request.
        first_only: FirstOnly;
        /// Parameters that are put back when a link drops them.
        keep: &'static [&'static str];
        /// Statuses that mean a dead position.
        expired: &'static [u16];
        /// Statuses that mean an empty last page, beside 204 and 304.
        empty: &'static [u16];
        /// Other origins that a link may name, for instance `https://files.example`.
        origins: &'static [&'static str];
    }

    page_size_keys! {
        size_target: target: Target;
        default_size: default: u64;
        max_size: max: u64;
        send_size: send: u64;
    }

    /// A first request that needs a value, for instance `*`.
    #[must_use]
    pub const fn initial(mut self, value: &'static str) -> Self {
        self.initial = Some(Initial::Text(value));
        self
    }

    /// A first request that needs a number, for instance -1. In a JSON body it stays one.
    #[must_use]
    pub const fn initial_number(mut self, value: i64) -> Self {
        self.initial = Some(Initial::Number(value));
        self
    }

    /// A position that means the end, for instance `0`.
    #[must_use]
    pub const fn end(mut self, value: &'static str) -> Self {
        self.end = Some(value);
        self
    }

    /// The most records that this way may reach.
    #[must_use]
    pub const fn max_window(mut self, records: u64) -> Self {
        self.max_window = Some(records);
        self
    }

    /// An empty string is a position like any other.
    #[must_use]
    pub const fn allow_empty(mut self) -> Self {
        self.allow_empty = true;
        self
    }

    /// Pages may be fetched side by side. Goes with [`ParallelBy`](crate::ParallelBy).
    #[must_use]
    pub const fn parallel(mut self) -> Self {
        self.parallel = true;
        self
    }

    /// The position stays the same or is used up by reading: no loop check, no retry, no checkpoint.
    #[must_use]
    pub const fn session(mut self) -> Self {
        self.session = true;
        self
    }

    /// The way back, and where its position is written. Goes with [`ReversibleBy`](crate::ReversibleBy).
    #[must_use]
    pub const fn prev(mut self, target: Target) -> Self {
        self.prev = Some(target);
        self
    }

    /// Later pages come from this path.
    #[must_use]
    pub const fn continue_at(mut self, path: &'static str) -> Self {
        self.continue_at = Some(path);
        self
    }

    /// An `http:` link from an `https:` API is followed as `https:`.
    #[must_use]
    pub const fn upgrade_scheme(mut self) -> Self {
        self.upgrade_scheme = true;
        self
    }

    /// Where the sync token of an earlier walk is written. Goes with [`Synced`](crate::Synced).
    #[must_use]
    pub const fn sync(mut self, target: Target) -> Self {
        self.sync = Some(target);
        self
    }

    /// The responses carry a total, of records or of pages: a concurrent walk then fetches its first page alone, and plans the
    /// rest exactly.
    #[must_use]
    pub const fn with_total(mut self) -> Self {
        self.total = true;
        self
    }

    /// Which strategy this describes.
    #[must_use]
    pub const fn strategy(&self) -> StrategyKind {
        self.strategy
    }
}
