//! The derive.
#![forbid(unsafe_code)]
