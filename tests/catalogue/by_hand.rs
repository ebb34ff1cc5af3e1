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

mod aws_s3_v2 {
    use crate::prelude::*;

    // XML, with two lists in a page: the objects and the prefixes. Any decoder works.
    #[derive(Paginated)]
    #[cursor(field = next_continuation_token, param = "continuation-token")]
    #[paginated(items = contents, has_more = is_truncated)]
    struct ListBucketResult {
        contents: Vec<Object>,
        common_prefixes: Vec<String>,
        next_continuation_token: Option<String>,
        is_truncated: bool,
    }

    struct Object {
        key: String,
    }

    impl ListBucketResult {
        fn decode(xml: &str) -> Self {
            Self {
                contents: elements(xml, "Contents").map(|object| Object { key: text(object, "Key") }).collect(),
                common_prefixes: elements(xml, "CommonPrefixes").map(|prefix| text(prefix, "Prefix")).collect(),
                next_continuation_token: elements(xml, "NextContinuationToken").next().map(str::to_owned),
                is_truncated: text(xml, "IsTruncated") == "true",
            }
        }
    }

    fn text(xml: &str, name: &str) -> String {
        elements(xml, name).next().unwrap_or_default().to_owned()
    }

    /// The text of the elements with this name.
    fn elements<'a>(xml: &'a str, name: &str) -> impl Iterator<Item = &'a str> {
        let (open, close) = (format!("<{name}>"), format!("</{name}>"));
        let mut rest = xml;
        std::iter::from_fn(move || {
            let (inside, after) = rest.split_once(&open)?.1.split_once(&close)?;
            rest = after;
            Some(inside)
        })
    }

    async fn list(request: reqwest::RequestBuilder, token: Option<String>) -> reqwest::Result<ListBucketResult> {
        let (client, request) = request.build_split();
        let mut request = request?;
        if let Some(token) = token {
            request.url_mut().query_pairs_mut().append_pair("continuation-token", &token);
        }
        let response = client.execute(request).await?.error_for_status()?;
        Ok(ListBucketResult::decode(&response.text().await?))
    }

    #[test]
    fn replays_its_documented_pages() {
        let replay = crate::harness::Replay::of_module(module_path!());
        crate::harness::block_on(async {
            let mut pages = pagination_core::pages(async |token| list(replay.request(), token).await).pages();
            let (mut found, mut prefixes) = (Vec::new(), Vec::new());
            while let Some(page) = pages.try_next().await.unwrap() {
                prefixes.extend(page.common_prefixes.clone());
                found.push(page.into_iter().map(|object| serde_json::json!(object.key)).collect::<Vec<_>>());
            }
            assert_eq!(found, replay.items());
            assert_eq!(prefixes, ["p/"]);
        });
        replay.assert_asked();
    }
}

mod aws_s3_v1 {
    use crate::prelude::*;

    // XML. There is a marker if the request had a delimiter; otherwise it is the last key.
    #[derive(Paginated)]
    #[cursor(field = next_marker, or(last_item = key), param = "marker")]
    #[paginated(has_more = is_truncated)]
    struct ListBucketResult {
        contents: Vec<Object>,
        next_marker: Option<String>,
        is_truncated: bool,
    }

    struct Object {
        key: String,
    }

    impl ListBucketResult {
        fn decode(xml: &str) -> Self {
            Self {
                contents: elements(xml, "Contents").map(|object| Object { key: text(object, "Key") }).collect(),
                next_marker: elements(xml, "NextMarker").next().map(str::to_owned),
                is_truncated: text(xml, "IsTruncated") == "true",
            }
        }
    }

    fn text(xml: &str, name: &str) -> String {
        elements(xml, name).next().unwrap_or_default().to_owned()
    }

    /// The text of the elements with this name.
    fn elements<'a>(xml: &'a str, name: &str) -> impl Iterator<Item = &'a str> {
        let (open, close) = (format!("<{name}>"), format!("</{name}>"));
        let mut rest = xml;
        std::iter::from_fn(move || {
            let (inside, after) = rest.split_once(&open)?.1.split_once(&close)?;
            rest = after;
            Some(inside)
        })
    }

    fn list(request: reqwest::blocking::RequestBuilder, marker: Option<String>) -> reqwest::Result<ListBucketResult> {
        let (client, request) = request.build_split();
        let mut request = request?;
        if let Some(marker) = marker {
            request.url_mut().query_pairs_mut().append_pair("marker", &marker);
        }
        let response = client.execute(request)?.error_for_status()?;
        Ok(ListBucketResult::decode(&response.text()?))
    }

    #[test]
    fn replays_its_documented_pages() {
        let replay = crate::harness::Replay::of_module(module_path!());
        let items = pagination_core::pages_blocking(|marker| list(replay.blocking_request(), marker)).items();
        let found: Vec<_> = items.map(|object| serde_json::json!(object.unwrap().key)).collect();
        assert_eq!(found, replay.items().concat());
        replay.assert_asked();
    }
}
