//! People: a list by offset, in the body of a POST.

use pagination_core::Paginated;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::call::Call;
use crate::record::record;
use crate::{Items, List, Resource};

/// A record of the people object.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Person {
    /// The id.
    pub id: PersonId,
    /// When it was created (RFC 3339).
    pub created_at: String,
    /// The attributes.
    pub values: PersonValues,
}

/// The id of a [`Person`].
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[non_exhaustive]
pub struct PersonId {
    /// The workspace.
    pub workspace_id: String,
    /// The record.
    pub record_id: String,
}

/// The attributes of a [`Person`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct PersonValues {
    /// The name.
    pub name: String,
    /// The email address.
    pub email: String,
    /// The company.
    pub company: String,
}

/// A stream of people.
pub type People = Items<Person>;

/// One page.
#[derive(Debug, Deserialize, Paginated)]
#[non_exhaustive]
#[offset(body = "/offset", stop(short_page))]
#[paginated(name = "people", page_size(body = "/limit", default = 500))]
pub struct PersonPage {
    /// The items, in Attio's order.
    pub data: Vec<Person>,
}

record!(Person, PersonPage);

impl<C: Clone> Resource<Person, C> {
    /// The people of the workspace.
    ///
    /// ```no_run
    /// # async fn run(client: &attio_sdk::Client) -> attio_sdk::Result<()> {
    /// let mut people = client.people().query().send();
    /// while let Some(person) = people.try_next().await? {
    ///     println!("{} <{}>", person.values.name, person.values.email);
    /// }
    /// # Ok(()) }
    /// ```
    pub fn query(&self) -> List<Person, C> {
        self.call(Call::post("/v2/objects/people/records/query"))
    }
}

impl<C> List<Person, C> {
    /// Only the people that match. The syntax is that of Attio's [filters](https://docs.attio.com/rest-api/how-to/filtering-and-sorting).
    ///
    /// ```no_run
    /// # fn people(client: &attio_sdk::Client) -> attio_sdk::People {
    /// client.people().query().filter(serde_json::json!({ "company": "Acme" })).send()
    /// # }
    /// ```
    pub fn filter(self, filter: impl Into<Value>) -> Self {
        self.body("filter", filter.into())
    }
}
