//! What a list can contain.

use pagination_core::Paginated;
use serde::de::DeserializeOwned;

/// An item that Attio lists: [`Meeting`](crate::Meeting), [`Note`](crate::Note) or [`Person`](crate::Person). The trait is sealed.
pub trait Record: sealed::Sealed + Sized + Send + 'static {
    /// One page of the list, as Attio sends it.
    type Page: Paginated<Item = Self> + DeserializeOwned + Send + 'static;
}

pub(crate) mod sealed {
    pub trait Sealed {}
}

/// A record, and one page of it.
macro_rules! record {
    ($record:ty, $page:ty) => {
        impl crate::record::sealed::Sealed for $record {}
        impl crate::record::Record for $record {
            type Page = $page;
        }
    };
}
pub(crate) use record;
