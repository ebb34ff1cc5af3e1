//! A request as the APIs read it.

use crate::log::LoggedRequest;

/// A request, and what a fault wants the API to do with it.
pub(crate) struct Call<'a> {
    pub(crate) request: &'a LoggedRequest,
    pub(crate) twist: Twist,
}

/// Faults that only the API itself can cause.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Twist {
    /// Pages have at most this many records, whatever the limit.
    pub(crate) clamp: Option<usize>,
    /// The page is empty, and its token leads to its records.
    pub(crate) empty: bool,
    /// Every token counts as expired.
    pub(crate) expired: bool,
}

/// A parameter that cannot be read; the text says why.
pub(crate) struct Invalid(pub(crate) String);

impl Call<'_> {
    /// Whether `authorization` is exactly this scheme and token.
    pub(crate) fn authorized(&self, scheme: &str, token: &str) -> bool {
        let mut values = self.request.headers.get_all(http::header::AUTHORIZATION).iter();
        let wanted = format!("{scheme} {token}");
        values.next().is_some_and(|value| value == wanted.as_str()) && values.next().is_none()
    }

    /// A parameter that may be given once.
    pub(crate) fn text(&self, name: &str) -> Result<Option<&str>, Invalid> {
        let mut found = self.request.pairs.iter().filter(|(key, _)| key == name);
        let first = found.next().map(|(_, value)| value.as_str());
        match found.next() {
            Some(_) => Err(Invalid(format!("{name} is given more than once"))),
            None => Ok(first),
        }
    }

    /// A parameter that is a number.
    pub(crate) fn number(&self, name: &str) -> Result<Option<usize>, Invalid> {
        let Some(text) = self.text(name)? else {
            return Ok(None);
        };
        let digits = text.bytes().all(|byte| byte.is_ascii_digit());
        let number = text.parse().ok().filter(|_| digits);
        number.map(Some).ok_or_else(|| Invalid(format!("{name} is not a whole number: {text:?}")))
    }

    /// The requested page size, checked.
    pub(crate) fn limit(&self, default: usize, most: usize) -> Result<usize, Invalid> {
        let limit = self.number("limit")?;
        check_limit(limit, default, most)
    }

    /// The size of the page: the requested one, unless a fault clamps it.
    pub(crate) fn size(&self, asked: usize) -> usize {
        if self.twist.empty { 0 } else { self.twist.clamp.map_or(asked, |most| asked.min(most)) }
    }
}

/// A page size, when it is one that the API accepts.
pub(crate) fn check_limit(asked: Option<usize>, default: usize, most: usize) -> Result<usize, Invalid> {
    match asked {
        None => Ok(default),
        Some(limit) if (1..=most).contains(&limit) => Ok(limit),
        Some(limit) => Err(Invalid(format!("limit must be from 1 to {most}, not {limit}"))),
    }
}
