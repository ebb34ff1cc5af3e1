//! The behaviour of walks: one file for each topic. `harness` runs the cases; `reference_apis` walks the four APIs of the demo server.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::items_after_statements,
    clippy::unnecessary_wraps,
    missing_docs,
    reason = "a test may panic, declares its types where it uses them, and responds as an API does"
)]

#[macro_use]
mod harness;

mod backwards;
mod beyond_caps;
mod body_targets;
mod boxed_views;
mod cancellation;
mod changing_lists;
mod checkpoints;
mod clients_of_ones_own;
mod codecs;
mod combined_keys;
mod concurrency;
mod counted_ends;
mod counting;
mod cursor_ends;
mod decode_errors;
mod empty_pages;
mod empty_responses;
mod enum_responses;
mod errors;
mod expiry;
mod explained;
mod fan_out;
mod first_page;
mod formats;
mod header_sources;
mod hostile_responses;
mod incomplete_lists;
mod initial_and_end;
mod items_side_by_side;
mod keys;
mod large_pages;
mod large_pages_of_changing_lists;
mod limits;
mod link_options;
mod link_sources;
mod links;
mod long_walks;
mod loops;
mod max_window;
mod missing_lists;
mod named_walks;
mod origins;
mod page_sizes;
mod panics;
mod parts;
mod parts_by_key;
mod parts_of_uneven_pages;
mod position_targets;
mod position_types;
mod prefetch;
mod quotas;
mod rate_limit;
mod read_by_functions;
mod redirected_methods;
mod reference_apis;
mod repeated_pages;
mod request_hooks;
mod reqwest_middleware;
mod response_shapes;
mod resumed_walks;
mod retry_after;
mod secrets;
mod sessions;
mod several_lists;
mod shared_items;
mod spawned;
mod stop_at;
mod stored_checkpoints;
mod strategies;
mod sync_tokens;
mod templates;
mod testing_helper;
mod throttled_responses;
mod timeouts;
mod token_refresh;
mod totals;
mod tower_layers;
mod tower_router;
mod tower_service;
mod tracing;
mod views;
mod xml;
