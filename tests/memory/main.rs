//! What walks allocate. `allocation_counter` counts for each thread, so that the tests do not disturb one another.
#![allow(clippy::unwrap_used, reason = "a test may panic")]

mod allocations;
mod peak;
