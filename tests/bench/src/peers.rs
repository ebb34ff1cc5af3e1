//! The same walk with the other crates that walk pages, each as its own documentation writes it.
#![allow(clippy::unwrap_used, reason = "nothing here can fail")]

pub mod aws_smithy_async;
pub mod azure_core;
pub mod google_cloud_gax;
pub mod page_turner;
pub mod paging_stream;
