//! Whether a walk is polled or blocks.

mod sealed {
    pub trait Sealed {}
}

/// How a transport's requests proceed: [`Async`] or [`Blocking`]. The trait is sealed.
pub trait Mode: sealed::Sealed {
    #[doc(hidden)]
    const POLLED: bool;
}

/// Requests proceed while they are polled. The views of such a walk are streams.
#[derive(Debug, Clone, Copy)]
pub enum Async {}

/// A request is complete when it is polled, and polling waits for it. The views of such a walk are iterators.
#[derive(Debug, Clone, Copy)]
pub enum Blocking {}

impl sealed::Sealed for Async {}
impl sealed::Sealed for Blocking {}

impl Mode for Async {
    const POLLED: bool = true;
}

impl Mode for Blocking {
    const POLLED: bool = false;
}
