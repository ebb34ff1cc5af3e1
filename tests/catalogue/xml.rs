//! XML, read by a codec (`.codec::<Xml>()`). This one is of [quick-xml](https://docs.rs/quick-xml), with the features `serialize` and
//! `overlapped-lists`:
//!
//! ```rust
//! use pagination_core::{BoxError, Codec};
//! use serde::de::DeserializeOwned;
//!
//! enum Xml {}
//!
//! impl Codec for Xml {
//!     fn decode<P: DeserializeOwned>(body: &[u8]) -> Result<P, BoxError> {
//!         Ok(quick_xml::de::from_reader(body)?)
//!     }
//! }
//! ```

mod aws_s3_v2 {
    use crate::prelude::*;

    // Two lists in a page: with a delimiter, the common prefixes come beside the objects.
    #[derive(Deserialize, Paginated)]
    #[cursor(field = next_continuation_token, param = "continuation-token")]
    #[paginated(items = contents, has_more = is_truncated, page_size(param = "max-keys", default = 1000, max = 1000))]
    #[serde(rename_all = "PascalCase")]
    struct ListBucketResult {
        #[serde(default)]
        contents: Vec<Object>,
        #[serde(default)]
        common_prefixes: Vec<CommonPrefix>,
        next_continuation_token: Option<String>,
        is_truncated: bool,
    }

    #[derive(Deserialize)]
    #[serde(rename_all = "PascalCase")]
    struct Object {
        key: String,
    }

    #[derive(Deserialize)]
    #[serde(rename_all = "PascalCase")]
    struct CommonPrefix {
        prefix: String,
    }

    walk!(ListBucketResult, xml, |object| object.key);
}

mod aws_s3_v1 {
    use crate::prelude::*;

    // There is a marker if the request had a delimiter; otherwise it is the last key.
    #[derive(Deserialize, Paginated)]
    #[cursor(field = next_marker, or(last_item = key), param = "marker")]
    #[paginated(has_more = is_truncated, page_size(param = "max-keys", default = 1000, max = 1000))]
    #[serde(rename_all = "PascalCase")]
    struct ListBucketResult {
        #[serde(default)]
        contents: Vec<Object>,
        next_marker: Option<String>,
        is_truncated: bool,
    }

    #[derive(Deserialize)]
    #[serde(rename_all = "PascalCase")]
    struct Object {
        key: String,
    }

    walk!(ListBucketResult, xml, |object| object.key);
}

mod aws_s3_versions {
    use crate::prelude::*;

    // Versions and delete markers come in any order, and a position has two parts.
    #[derive(Deserialize, Paginated)]
    #[cursor(with = next_version, merge)]
    #[paginated(items(with = Versions::take, count = Versions::count), item = Version)]
    #[paginated(has_more = is_truncated, page_size(param = "max-keys", default = 1000, max = 1000))]
    #[serde(rename_all = "PascalCase", rename = "ListVersionsResult")]
    struct Versions {
        #[serde(default, rename = "Version")]
        versions: Vec<Version>,
        #[serde(default, rename = "DeleteMarker")]
        delete_markers: Vec<Version>,
        next_key_marker: Option<String>,
        next_version_id_marker: Option<String>,
        is_truncated: bool,
    }

    #[derive(Deserialize)]
    #[serde(rename_all = "PascalCase")]
    struct Version {
        key: String,
        version_id: String,
        #[serde(rename = "ETag")]
        e_tag: Option<String>, // a delete marker has none
    }

    #[derive(serde::Serialize)]
    #[serde(rename_all = "kebab-case")]
    struct Marker {
        key_marker: String,
        version_id_marker: Option<String>,
    }

    fn next_version(page: &Page<Versions>) -> Option<Marker> {
        let key_marker = page.next_key_marker.clone()?;
        Some(Marker { key_marker, version_id_marker: page.next_version_id_marker.clone() })
    }

    impl Versions {
        fn count(&self) -> usize {
            self.versions.len() + self.delete_markers.len()
        }

        fn take(&mut self) -> Vec<Version> {
            self.versions.drain(..).chain(self.delete_markers.drain(..)).collect()
        }
    }

    walk!(Versions, xml, |version| version.version_id);
}
