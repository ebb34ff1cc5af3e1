//! A service as an HTTP client.

use std::future::{Future, poll_fn};
use std::marker::PhantomData;
use std::pin::{Pin, pin};
use std::time::Duration;

use ::http::{Method, Request, Response};
use bytes::{Buf, Bytes};
use http_body::Body;
use http_body_util::{BodyExt, Full};
use tower_service::Service;

use super::ServiceError;
use crate::error::{BoxError, Problem};
use crate::over_http::limited_body::LimitedBody;
use crate::over_http::{HttpClient, HttpRequest, HttpResponse};
use crate::transport::{Async, Pause};

/// A service, as a walk uses it. `B` is the body that the service takes.
///
/// Needed only where the service takes another body than [`Full<Bytes>`](http_body_util::Full):
/// `Pager::new(Http::new(Client::<_, MyBody>::new(service), request))`.
pub struct Client<V, B = Full<Bytes>> {
    service: V,
    body: PhantomData<fn() -> B>,
}

impl<V, B> Client<V, B> {
    /// A client that sends its requests to this service.
    pub fn new(service: V) -> Self {
        Self { service, body: PhantomData }
    }
}

impl<V, B, R> HttpClient for Client<V, B>
where
    V: Service<Request<B>, Response = Response<R>, Error: Into<BoxError>, Future: Send> + Clone + Send + 'static,
    B: From<Bytes> + Send + 'static,
    R: Body<Data: Send, Error: Into<BoxError>> + Send,
{
    type Mode = Async;
    type Request = Request<Bytes>;
    type Error = ServiceError;
    type Sending = Pin<Box<dyn Future<Output = Result<HttpResponse, ServiceError>> + Send>>;

    fn send(&mut self, request: Request<Bytes>, max_body: usize) -> Result<Self::Sending, Problem> {
        let url = HttpRequest::url(&request)?;
        let mut service = self.service.clone();
        Ok(Box::pin(async move {
            poll_fn(|cx| service.poll_ready(cx)).await.map_err(ServiceError::new)?;
            let response = service.call(request.map(B::from)).await.map_err(ServiceError::new)?;
            let (mut head, body) = response.into_parts();
            let method = head.extensions.remove::<Method>();
            let body = collect(body, max_body).await.map_err(ServiceError::new)?;
            Ok(HttpResponse { status: head.status, headers: head.headers, url, body, method })
        }))
    }

    fn pause(&mut self, wait: Duration) -> Pause {
        crate::transport::sleep(wait)
    }
}

/// The whole body; `None` where it is too large.
async fn collect<R: Body>(body: R, max_body: usize) -> Result<Option<Bytes>, R::Error> {
    let mut body = pin!(body);
    let mut collected = LimitedBody::new(max_body, body.size_hint().exact());
    while !collected.is_too_large() {
        let Some(frame) = body.frame().await.transpose()? else { break };
        if let Ok(mut data) = frame.into_data() {
            collected.add(data.copy_to_bytes(data.remaining()));
        }
    }
    Ok(collected.finish())
}
