//! The embedded demo server, for a run without `--server`.

use demo_apis::Server;

use super::Outcome;
use super::api::Datastore;
use super::store::Store;

pub struct Demo {
    server: Server,
}

impl Demo {
    pub fn start() -> Outcome<Self> {
        let server = Server::start()?;
        println!("The demo server listens on {}.", server.url());
        Ok(Self { server })
    }

    pub fn url(&self) -> String {
        self.server.url()
    }

    /// Changes something for an incremental sync to find.
    pub fn edit(&self) {
        let zoho = self.server.zoho();
        let some: Vec<_> = zoho.ids().into_iter().step_by(97).collect();
        let edited = zoho.touch(&some);
        let added = zoho.insert(42).len();
        println!("On the server, {edited} datastores were edited, and {added} added.");
    }

    /// Checks that the mirror has the server's datastores and no others.
    pub fn compare(&self, store: &Store) -> Outcome<()> {
        let zoho = self.server.zoho();
        let ids = zoho.ids();
        for id in &ids {
            let original = zoho.datastore(id).map(serde_json::to_value).transpose()?;
            let original: Option<Datastore> = original.map(serde_json::from_value).transpose()?;
            if store.get(id)? != original {
                return Err(format!("the datastore {id} differs from the server's").into());
            }
        }
        if store.count()? != ids.len() as u64 {
            return Err("the mirror has datastores that the server does not have".into());
        }
        println!("They are exactly the server's.");
        Ok(())
    }
}
