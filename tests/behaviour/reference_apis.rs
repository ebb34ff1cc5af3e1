//! The four reference APIs by every strategy that their documents describe, over both clients, against the demo server: every item
//! once and in order, and no request that the API does not make unavoidable.

mod attio;
mod checkpoints;
mod clio_links;
mod clio_offsets;
mod faults;
mod limits_and_prefetch;
mod response_types;
mod walks;
mod zoho_cliq;
mod zylo;
