//! Walks over [`reqwest::blocking`](::reqwest::blocking). All else is as [`reqwest`](crate::reqwest) says.

use ::reqwest::blocking::{Request, RequestBuilder, Response};
use serde::de::DeserializeOwned;

use super::request::{Answered, Copies, Received, Requests, can_pass, refused_redirect};
use crate::error::Problem;
use crate::page::{Head, Page};
use crate::pager::{Blocking, Pager};
use crate::spec::Spec;
use crate::strategy::Strategy;
use crate::transport::{Ask, Given, Reply, Running, Threads, Transport};
use crate::{Paginate, Paginated};

/// A `reqwest::blocking::Client` and the request that all requests are made from.
pub struct Client {
    client: ::reqwest::blocking::Client,
    copies: Copies<Request>,
    threads: bool,
}

/// The records of a walk over `reqwest::blocking`.
pub type Items<P, S = <P as Paginated>::Strategy> = crate::Items<P, Client, S, Blocking>;
/// The pages of a walk over `reqwest::blocking`.
pub type Pages<P, S = <P as Paginated>::Strategy> = crate::Pages<P, Client, S, Blocking>;

impl Paginate for RequestBuilder {
    type Transport = Client;
    type Mode = Blocking;

    fn paginate<P>(self) -> Pager<P, Client, P::Strategy, Blocking>
    where
        P: Paginated,
        Client: Transport<P>,
    {
        let (client, request) = self.build_split();
        Pager::new(Client { client, copies: Copies::new(request), threads: false })
    }
}

impl<P: DeserializeOwned> Transport<P> for Client {
    type Error = ::reqwest::Error;
    type Reply = Received;
    type Fetch = Running<Answered>;
    type Head = Head;
    const POLLED: bool = false;

    fn fetch(&mut self, spec: &'static Spec, ask: &Ask, _: bool) -> Result<Self::Fetch, Problem> {
        if let Some(error) = self.copies.take_error() {
            return Ok(Running::done(Err(error)));
        }
        let request = self.copies.request(spec, ask)?;
        if self.threads {
            let client = self.client.clone();
            return Running::on_thread(move || receive(client.execute(request)?));
        }
        Ok(Running::done(self.client.execute(request).and_then(receive)))
    }

    fn read(&mut self, spec: &'static Spec, ask: &Ask, reply: Received) -> Result<Reply<P>, Problem> {
        reply.read(self.copies.template(), spec, ask)
    }

    fn given(&mut self, spec: &'static Spec) -> Given {
        self.copies.template().map(|template| template.given(spec)).unwrap_or_default()
    }

    fn resolve(&self, spec: &'static Spec, page: &Page<P>, link: &str) -> Result<String, Problem> {
        self.copies.template().map_or_else(|| Ok(link.to_owned()), |template| template.resolve(spec, page.url(), link))
    }

    fn can_pass(error: &::reqwest::Error) -> bool {
        can_pass(error)
    }

    fn problem(error: &::reqwest::Error) -> Option<Problem> {
        refused_redirect(error)
    }
}

fn receive(mut response: Response) -> Answered {
    let (status, url) = (response.status(), response.url().clone());
    let headers = std::mem::take(response.headers_mut());
    Ok(Received { status, headers, url, body: response.bytes()? })
}

impl Threads for Client {
    fn use_threads(&mut self) {
        self.threads = true;
    }
}

impl Requests for Client {
    fn allow_origin(&mut self, origin: &str) -> Result<(), Problem> {
        self.copies.template_mut().map_or(Ok(()), |template| template.allow_origin(origin))
    }
}

impl<P: Paginated + DeserializeOwned, S: Strategy> Pager<P, Client, S, Blocking> {
    /// Changes every request before it goes: fresh credentials, an id, a signature.
    pub fn each_request(mut self, change: impl FnMut(&mut Request) + Send + 'static) -> Self {
        self.transport().copies.set_hook(Box::new(change));
        self
    }
}
