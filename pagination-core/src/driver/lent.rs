//! A page while it is read.

use crate::page::Page;
use crate::walk::Walk;

/// A page that took its position along and is not accepted yet. Where it never is, also because the caller's own code panics while it
/// reads it, the walk gets the position back.
pub(super) struct Lent<'a, P> {
    pub(super) walk: &'a mut Walk,
    pub(super) arrived: &'a mut Option<Page<P>>,
}

impl<P> Drop for Lent<'_, P> {
    #[cold]
    fn drop(&mut self) {
        if let Some(mut page) = self.arrived.take() {
            self.walk.take_back(page.take_asked());
        }
    }
}
