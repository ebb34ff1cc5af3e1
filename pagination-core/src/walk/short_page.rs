//! When a page is short, for `stop(short_page)`.

use super::Walk;

impl Walk {
    /// Fewer items than a size that is known to have been sent, else than the server's default, else than the longest page so far.
    pub(super) fn is_short(&self, count: u64) -> bool {
        let declared = self.spec.page_size;
        let sent = self.due.page_size.filter(|size| declared.max.is_none_or(|max| *size <= max));
        count < sent.or(declared.default).unwrap_or(self.longest_page)
    }
}
