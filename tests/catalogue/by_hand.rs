//! You make the requests or decode the bodies: `pages(function)`.

mod asana_events {
    use crate::prelude::*;

    // The first token is in the body of a 412, which has no `has_more` and no `data`.
    #[derive(Deserialize, Paginated)]
    #[cursor(field = sync)]
    #[sync_token(cursor)]
    #[paginated(has_more = has_more)]
    struct Events {
        #[serde(default)]
        data: Vec<Event>,
        sync: String,
        has_more: Option<bool>,
    }

    #[derive(Deserialize)]
    struct Event {
        action: String,
    }

    async fn events(request: reqwest::RequestBuilder, sync: Option<String>) -> Result<Events, BoxError> {
        let (client, request) = request.build_split();
        let mut request = request?;
        if let Some(sync) = sync {
            request.url_mut().query_pairs_mut().append_pair("sync", &sync);
        }
        let response = client.execute(request).await?;
        let response = match response.status().as_u16() {
            412 => response,
            _ => response.error_for_status()?,
        };
        Ok(serde_json::from_slice(&response.bytes().await?)?)
    }

    #[test]
    fn replays_its_documented_pages() {
        let replay = crate::harness::Replay::of_module(module_path!());
        crate::harness::block_on(async {
            let mut pages = pagination_core::pages(async |sync| events(replay.request(), sync).await).pages();
            let mut found = Vec::new();
            while let Some(page) = pages.try_next().await.unwrap() {
                found.push(page.into_iter().map(|event| serde_json::json!(event.action)).collect::<Vec<_>>());
            }
            assert_eq!(found, replay.items());
            assert_eq!(pages.sync_token().and_then(|token| token.as_str()), Some(replay.sync_token().as_str()));
        });
        replay.assert_asked();
    }
}
