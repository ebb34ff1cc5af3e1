//! A service as a transport.

use std::future::{Future, poll_fn};
use std::marker::PhantomData;
use std::pin::{Pin, pin};
use std::time::Duration;

use ::http::{Request, Response};
use bytes::{Buf, Bytes};
use http_body::Body as HttpBody;
use http_body_util::{BodyExt, Full};
use serde::de::DeserializeOwned;
use tower_service::Service;

use super::ServiceError;
use crate::BoxError;
use crate::error::Problem;
use crate::over_http::Requests;
use crate::over_http::body::Body;
use crate::over_http::copies::{Copies, Received};
use crate::over_http::plain::url_of;
use crate::page::{Head, Page};
use crate::page_request::PageRequest;
use crate::recovery::Pause;
use crate::spec::Spec;
use crate::transport::{Decoder, Given, Reply, Transport};

/// A service, and the request that all requests are made from. `B` is the body that the service takes.
pub struct Client<V, B = Full<Bytes>> {
    service: V,
    copies: Copies<Request<Bytes>>,
    body: PhantomData<fn() -> B>,
}

impl<V, B> Client<V, B> {
    /// A transport for [`Pager::new`](crate::Pager::new); needed only where the service takes another body than
    /// [`Full<Bytes>`](http_body_util::Full).
    pub fn new(service: V, request: Request<impl Into<Bytes>>) -> Self {
        Self { service, copies: Copies::of(request), body: PhantomData }
    }
}

impl<P, V, B, R> Transport<P> for Client<V, B>
where
    P: DeserializeOwned,
    V: Service<Request<B>, Response = Response<R>, Error: Into<BoxError>, Future: Send> + Clone + Send + 'static,
    B: From<Bytes> + Send + 'static,
    R: HttpBody<Data: Send, Error: Into<BoxError>> + Send,
{
    type Error = ServiceError;
    type Reply = Received;
    type Fetch = Pin<Box<dyn Future<Output = Result<Received, ServiceError>> + Send>>;
    type Head = Head;

    fn fetch(&mut self, spec: &'static Spec, ask: &PageRequest, _: bool) -> Result<Self::Fetch, Problem> {
        let request = self.copies.request(spec, ask)?;
        let max_body = self.copies.max_body;
        let url = url_of(&request)?;
        let mut service = self.service.clone();
        Ok(Box::pin(async move {
            poll_fn(|cx| service.poll_ready(cx)).await.map_err(ServiceError::new)?;
            let response = service.call(request.map(B::from)).await.map_err(ServiceError::new)?;
            let (head, body) = response.into_parts();
            let body = collect(body, max_body).await.map_err(ServiceError::new)?;
            Ok(Received { status: head.status, headers: head.headers, url, body })
        }))
    }

    fn read(
        &mut self,
        spec: &'static Spec,
        ask: &PageRequest,
        reply: Received,
        decoder: Option<Decoder<P>>,
    ) -> Result<Reply<P>, Problem> {
        self.copies.read(spec, ask, reply, decoder)
    }

    fn given(&mut self, spec: &'static Spec) -> Given {
        self.copies.given(spec)
    }

    fn resolve(&self, spec: &'static Spec, page: &Page<P>, link: &str) -> Result<String, Problem> {
        self.copies.resolve(spec, page.url(), link)
    }

    fn pause(&mut self, wait: Duration) -> Pause {
        Box::pin(tokio::time::sleep(wait))
    }
}

/// The whole body; `None` where it is too large.
async fn collect<R: HttpBody>(body: R, max_body: usize) -> Result<Option<Bytes>, R::Error> {
    let mut body = pin!(body);
    let mut collected = Body::new(max_body, body.size_hint().exact());
    while !collected.is_too_large() {
        let Some(frame) = body.frame().await.transpose()? else { break };
        if let Ok(mut data) = frame.into_data() {
            collected.add(data.copy_to_bytes(data.remaining()));
        }
    }
    Ok(collected.finish())
}

impl<V, B> Requests for Client<V, B> {
    type Request = Request<Bytes>;

    fn copies(&mut self) -> &mut Copies<Request<Bytes>> {
        &mut self.copies
    }
}
