//! `split` and `part`: the parts of a list, each for a walk of its own.

use std::future::{Future, poll_fn};

use super::Pager;
use crate::checkpoint::Part;
use crate::driver::Driver;
use crate::driver::blocking_wait::block_on;
use crate::error::Error;
use crate::paginated::{Paginated, PaginatedBy, SplitBy};
use crate::strategy::Strategy;
use crate::transport::{Async, Blocking, Provides, Transport};

impl<P, T, S, M> Pager<P, T, S, M>
where
    P: PaginatedBy<S> + Paginated,
    T: Transport<P>,
    S: Strategy,
{
    /// Walks one part of the list, which [`split`](Self::split) has made.
    ///
    /// The walk has a checkpoint of its own, which only the same part resumes: `.part(part).resume(checkpoint)`. It gives no sync token,
    /// and `complete` does not measure it. The first result refuses the part of another list, as [`resume`](Self::resume) refuses a
    /// checkpoint.
    pub fn part<By>(mut self, part: Part) -> Self
    where
        P: SplitBy<S, By>,
    {
        self.settings.part = Some(part);
        self
    }

    /// The walk of the first page, which says how long the list is.
    fn first_page_alone(mut self) -> Driver<P, T, S> {
        self.options.for_one_page();
        let settings = &mut self.settings;
        (settings.resume, settings.part, settings.drain) = (None, None, false);
        (settings.max_pages, settings.max_items) = (None, None);
        Driver::new(self.transport, self.options, self.settings)
    }
}

impl<P, T, S> Pager<P, T, S, Async>
where
    P: PaginatedBy<S> + Paginated,
    T: Transport<P>,
    S: Strategy,
{
    /// Divides the list into at most `parts` parts, which several workers, processes or machines walk: [`part`](Self::part).
    ///
    /// With [`parallel`](crate::attributes::options#parallel), one request, for the first page, says how long the list is. Without a total,
    /// it is [`Error::Request`]. A part begins and ends where a page does, so a short list gives fewer parts. Walk them with the page size
    /// that the list was split with.
    ///
    /// With an [`anchor`](crate::attributes::options#anchor), and no total that is within the cap, parts have bounds by the value that the
    /// list is sorted by: a number, or a time as RFC 3339 writes it. A few requests look for the last value, each twice as far as the one
    /// before: about 20 for a list of 10,000 pages. The bounds are values at equal distances, so that parts may be of different lengths, or
    /// empty. Other text is [`Error::Request`].
    ///
    /// Together, the parts are the whole list in order, each item once, if the list does not change. The last part has no end: a
    /// list that has grown is longer there. Limits, [`stop_at`](Self::stop_at) and a checkpoint of this pager have no effect here.
    ///
    /// ```
    /// # use pagination_core::Paginated;
    /// #[derive(Paginated)]
    /// #[offset(parallel)]
    /// #[paginated(total = total, page_size(param = "limit"))]
    /// struct Numbers { data: Vec<u64>, total: u64 }
    ///
    /// async fn list(offset: u64) -> Result<Numbers, std::io::Error> {
    ///     Ok(Numbers { data: (offset..10).take(2).collect(), total: 10 })
    /// }
    ///
    /// # tokio::runtime::Builder::new_current_thread().build()?.block_on(async {
    /// let parts = pagination_core::pages(list).split(2).await?;
    /// assert_eq!(parts.len(), 2);
    ///
    /// let mut all = Vec::new();
    /// for part in parts {
    ///     // Each may be stored, and walked elsewhere.
    ///     let stored = serde_json::to_string(&part)?;
    ///     let mut numbers = pagination_core::pages(list).part(serde_json::from_str(&stored)?).items();
    ///     while let Some(number) = numbers.try_next().await? {
    ///         all.push(number);
    ///     }
    /// }
    /// assert_eq!(all, (0..10).collect::<Vec<_>>());
    /// # Ok::<_, Box<dyn std::error::Error>>(()) })?;
    /// # Ok::<_, Box<dyn std::error::Error>>(())
    /// ```
    pub fn split<By>(self, parts: usize) -> impl Future<Output = Result<Vec<Part>, Error<T::Error>>>
    where
        P: SplitBy<S, By>,
        T: Transport<P, Head: Provides<<P as PaginatedBy<S>>::Head>>,
    {
        let (mut driver, mut search) = (self.first_page_alone(), None);
        poll_fn(move |cx| driver.poll_parts(cx, parts, &mut search))
    }
}

impl<P, T, S> Pager<P, T, S, Blocking>
where
    P: PaginatedBy<S> + Paginated,
    T: Transport<P>,
    S: Strategy,
{
    /// Divides the list into at most `parts` parts, which several threads, processes or machines walk: [`part`](Self::part).
    ///
    /// With [`parallel`](crate::attributes::options#parallel), one request, for the first page, says how long the list is. Without a total,
    /// it is [`Error::Request`]. A part begins and ends where a page does, so a short list gives fewer parts. Walk them with the page size
    /// that the list was split with.
    ///
    /// With an [`anchor`](crate::attributes::options#anchor), and no total that is within the cap, parts have bounds by the value that the
    /// list is sorted by: a number, or a time as RFC 3339 writes it. A few requests look for the last value, each twice as far as the one
    /// before: about 20 for a list of 10,000 pages. The bounds are values at equal distances, so that parts may be of different lengths, or
    /// empty. Other text is [`Error::Request`].
    ///
    /// Together, the parts are the whole list in order, each item once, if the list does not change. The last part has no end: a
    /// list that has grown is longer there. Limits, [`stop_at`](Self::stop_at) and a checkpoint of this pager have no effect here.
    ///
    /// # Errors
    ///
    /// Those of a walk's first page, and [`Error::Request`] where the list cannot be divided.
    pub fn split<By>(self, parts: usize) -> Result<Vec<Part>, Error<T::Error>>
    where
        P: SplitBy<S, By>,
        T: Transport<P, Head: Provides<<P as PaginatedBy<S>>::Head>>,
    {
        let (mut driver, mut search) = (self.first_page_alone(), None);
        block_on(|cx| driver.poll_parts(cx, parts, &mut search))
    }
}
