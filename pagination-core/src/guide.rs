//! Guides: short texts, one task each. The [attribute reference](crate::attributes) has every key.
//!
//! | guide | for |
//! |---|---|
//! | [Annotate your API](annotate) | from the API's documentation to a tested struct |
//! | [Build an SDK](sdk) | a typed client with its own errors, streams in structs, a blocking twin |
//! | [Choose between cursor, offset and page](choose) | what each strategy can and cannot do |
//! | [Prove a declaration](prove) | probing a live API, recordings, fakes |
//! | [Resume and sync](resume_and_sync) | checkpoints, only what is new, sync tokens, expiry |
//! | [Lists in lists](lists_in_lists) | the children of every item, embedded lists, a page that you already have |
//! | [Types you cannot edit](foreign_types) | MCP, gRPC, AWS SDKs, generated clients: walks over functions |
//! | [Go faster](faster) | page sizes, prefetching, concurrent requests, limits |
//! | [More than one machine](more_machines) | lists as jobs of an engine: apalis, Temporal, Ray, Spark |
//! | [When attributes are not enough](beyond_attributes) | functions, codecs, impls by hand, other clients |
//! | [Coming from page-turner, azure_core or a loop](coming_from) | the same things by other names |
#![cfg(any(not(doctest), all(feature = "derive", feature = "blocking", feature = "testing")))]

pub mod annotate;
pub mod beyond_attributes;
pub mod choose;
pub mod coming_from;
pub mod faster;
pub mod foreign_types;
pub mod lists_in_lists;
pub mod more_machines;
pub mod prove;
pub mod resume_and_sync;
pub mod sdk;
