//! Four paginated HTTP APIs on localhost, as their own documents describe them, for tests,
//! examples and benchmarks.
//!
//! [`Server::start`] returns a server on a free port. It runs on threads of its own,
//! so async and blocking callers use it alike, and it ends when it is dropped.
//!
//! | API | lists | strategy |
//! |---|---|---|
//! | Zoho Cliq | `GET /api/v3/datastores`, `GET /api/v3/chats` | `next_token`, `sync_token` |
//! | Attio | `GET /v2/notes`, `POST /v2/objects/people/records/query` | `limit` and `offset` |
//! | Attio | `GET /v2/meetings` | opaque cursor in the body |
//! | Zylo | `GET /v2/applications` | `limit` and `skip`, or the `x-cursor` header |
//! | Clio | `GET /api/v4/contacts`, `GET /api/v4/activities` | next links, or capped `offset` |
//!
//! The APIs are strict: what their documents forbid gets the API's own error, and a
//! paging parameter that is given twice is refused. Parameters that an API does not know are
//! ignored, as real APIs do.
//!
//! ```
//! let server = demo_apis::Server::builder().zylo(120).start()?;
//! assert!(server.url().starts_with("http://127.0.0.1:"));
//! assert_eq!(server.zylo().ids_sorted().len(), 120);
//! # std::io::Result::Ok(())
//! ```

mod attio;
mod call;
mod clio;
pub mod data;
mod faults;
mod lock;
mod log;
mod pending_response;
mod scripted;
mod server;
mod token;
mod zoho;
mod zylo;

pub use attio::{Attio, TOKEN as ATTIO_TOKEN};
pub use clio::{Clio, TOKEN as CLIO_TOKEN};
pub use faults::{Fault, Faults};
pub use log::LoggedRequest;
pub use scripted::{MockResponse, Scripted};
pub use server::{Builder, Server};
pub use zoho::{TOKEN as ZOHO_TOKEN, Zoho};
pub use zylo::{TOKEN as ZYLO_TOKEN, Zylo};
