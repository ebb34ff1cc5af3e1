//! How a list is walked: the same settings for every item and client.

use pagination_core::over_http::OverHttp;
use pagination_core::transport::Transport;
use pagination_core::{Checkpoint, Pager, Paginated, Retry, Strategy};

#[derive(Debug, Clone, Default)]
pub(crate) struct Settings {
    pub(crate) limit: Option<u64>,
    pub(crate) max_items: Option<u64>,
    pub(crate) resume: Option<Checkpoint>,
    pub(crate) retry: Option<Retry>,
}

impl Settings {
    pub(crate) fn apply<P, T, S, M>(self, mut pager: Pager<P, T, S, M>) -> Pager<P, T, S, M>
    where
        P: Paginated,
        T: Transport<P> + OverHttp,
        S: Strategy,
    {
        if let Some(limit) = self.limit {
            pager = pager.page_size(limit);
        }
        if let Some(items) = self.max_items {
            pager = pager.max_items(items);
        }
        if let Some(checkpoint) = self.resume {
            pager = pager.resume(checkpoint);
        }
        if let Some(retry) = self.retry {
            pager = pager.retry(retry);
        }
        pager
    }
}
