//! Walks over stacks of layers, routers and other decoders, and what each sends over the wire.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    missing_docs,
    reason = "a test may panic, and its types are its own"
)]

mod codec;
mod layers;
mod middleware;
mod router;
mod service;
mod support;
mod token;
