//! What an error says: what happened, where, and what to do.

use std::fmt;

use super::reported::ReportedFailure;
use super::{Decode, Drifted, Error, Loop, LoopKind, Timeout};
use crate::outside_text::{Cleaned, shortened};

impl<E: fmt::Display> fmt::Display for Error<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Transport(error) | Self::Client(error) => error.fmt(f),
            Self::Timeout(inner) => inner.fmt(f),
            Self::Status(inner) => write!(f, "{} responded {}{}", inner.url, inner.status, Excerpt(&inner.body)),
            Self::Expired(inner) => write!(
                f,
                "{} responded {}: the position has expired; start the walk again from the beginning",
                inner.url, inner.status
            ),
            Self::Restarted(inner) => write!(
                f,
                "{} responded {}: the position had expired, and the walk has started again; its items are delivered again",
                inner.url, inner.status
            ),
            Self::Decode(inner) => inner.fmt(f),
            Self::BodyTooLarge(inner) => write!(
                f,
                "the response of {} is larger than {} bytes; request smaller pages, or raise the limit with `.max_body(…)`",
                inner.url, inner.limit
            ),
            Self::Check(inner) if inner.error.is::<ReportedFailure>() => write!(
                f,
                "a response of `{}` has no list, and {}; if that is an empty page, accept it with a `check = function`",
                inner.response, inner.error
            ),
            Self::Check(inner) => {
                write!(f, "the `check` of `{}` refused the response: {}", inner.response, Cleaned(&inner.error))
            }
            Self::Loop(inner) => inner.fmt(f),
            Self::ForeignOrigin(inner) => write!(
                f,
                "the next page is on {}, but the walk began on {}: credentials are not sent to another origin; if you trust it, \
                 allow it with `origin(\"{}\")` in the attribute or with `.allow_origin(…)`",
                inner.found, inner.expected, inner.found
            ),
            Self::CapReached(inner) => write!(
                f,
                "the list of `{}` was cut at the {} items that `{}` may reach (`max_window`); use another strategy, or narrow the \
                 request",
                inner.response, inner.max_window, inner.strategy
            ),
            Self::PageSize(inner) if inner.asked == 0 => write!(
                f,
                "a page of `{}` holds at least 1 item; the page size that was set is zero or negative",
                inner.response
            ),
            Self::PageSize(inner) => write!(
                f,
                "a page size of {} is more than the maximum of {} that `{}` declares; use at most {}",
                inner.asked, inner.max, inner.response, inner.max
            ),
            Self::Drifted(inner) => inner.fmt(f),
            Self::MissingPosition(inner) => write!(
                f,
                "more pages of `{}` follow, but the response has no {} for them; check the path in `#[{}(…)]`",
                inner.response, inner.strategy, inner.strategy
            ),
            Self::Incomplete { response, received, total, unread } => {
                write!(f, "the list of `{response}` ended after {received} of {total} items")?;
                match &**unread {
                    [] => f.write_str("; check where its position and its total are read"),
                    [name] => write!(f, "; nothing reads `{}`: is it the position?", Cleaned(name)),
                    [names @ .., last] => {
                        f.write_str("; nothing reads these members, and one may be the position: ")?;
                        names.iter().try_for_each(|name| write!(f, "`{}`, ", Cleaned(name)))?;
                        write!(f, "`{}`", Cleaned(last))
                    }
                }
            }
            Self::Request(inner) => f.write_str(&inner.reason),
            Self::Checkpoint(inner) if inner.surplus > 0 => write!(
                f,
                "the list of {} ended {} items before those that the checkpoint counts as taken: it is shorter now, or the checkpoint \
                 is damaged; resume `checkpoint.at_page_start()`, or start the walk again without it",
                inner.expected, inner.surplus
            ),
            Self::Checkpoint(inner) => write!(
                f,
                "the checkpoint belongs to {}, but this walk is {}; resume it with the type and strategy that made it, and the \
                 same path or name (`.named(…)`)",
                shortened(&inner.found, 200),
                inner.expected
            ),
        }
    }
}

impl fmt::Display for Drifted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the list of `{}` has changed: {}", self.response, self.why)?;
        match &self.key {
            Some(key) => write!(f, " (its key is {})", shortened(&key.to_json().to_string(), 100)),
            None => Ok(()),
        }
    }
}

impl fmt::Display for Timeout {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "page {} of `{}` did not arrive", self.page, self.response)?;
        if !self.url.is_empty() {
            write!(f, " from {}", self.url)?;
        }
        write!(
            f,
            " within {:?}; request it again, request smaller pages, or raise the limit with `.timeout(…)`",
            self.limit
        )
    }
}

impl fmt::Display for Loop {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.kind {
            LoopKind::Position => write!(
                f,
                "page {} of `{}` leads to a page that was requested before; if this API ends its lists so, declare `stop(repeated)`, \
                 and if its position never changes, `session`",
                self.pages, self.response
            ),
            LoopKind::Body => write!(
                f,
                "page {} of `{}` equals one that came before: the server seems to ignore the parameter; check its name in the \
                 attribute. If its lists end so, declare `stop(repeated)`; if equal pages are data, `allow_repeated`",
                self.pages.saturating_add(1),
                self.response
            ),
            LoopKind::Ties => write!(
                f,
                "page {} of `{}` names its own position: more items tie than a page holds, and the walk cannot go past them; request larger \
                 pages, or sort by more than one value",
                self.pages, self.response
            ),
            LoopKind::Drain => write!(
                f,
                "the page after {} pages of `{}` has only items that came before, although the consumer deletes what it reads (`drain`): \
                 they were not deleted, or the server still lists them",
                self.pages, self.response
            ),
            LoopKind::Window => write!(
                f,
                "the window after {} pages of `{}` starts before the end of the previous window: the server seems to ignore the \
                 filter; check the target of `anchor`, and that the filter goes beyond its value",
                self.pages, self.response
            ),
            LoopKind::EmptyPages => write!(
                f,
                "{} pages of `{}` were received, the last of them all empty, and the API says that more follow; check the flag",
                self.pages, self.response
            ),
        }
    }
}

impl fmt::Display for Decode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the response of {} is not a `{}`: at `{}`, {}", self.url, self.response, self.path, self.found)?;
        match &self.content_type {
            Some(kind) if !kind.contains("json") => {
                write!(f, " (status {}, content type {})", self.status, shortened(kind, 100))
            }
            _ => write!(f, " (status {})", self.status),
        }?;
        match &self.reported {
            Some(reported) => write!(f, "; the API says: {reported}"),
            None => Ok(()),
        }
    }
}

/// The beginning of a body, on one line.
struct Excerpt<'a>(&'a [u8]);

impl fmt::Display for Excerpt<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        const MOST: usize = 200;
        let text = String::from_utf8_lossy(self.0.get(..MOST).unwrap_or(self.0));
        let text = text.trim();
        if text.is_empty() {
            return Ok(());
        }
        let more = if self.0.len() > MOST { "…" } else { "" };
        write!(f, ": {}{more}", Cleaned(text))
    }
}
