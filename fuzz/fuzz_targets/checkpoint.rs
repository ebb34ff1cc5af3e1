//! Any bytes as a stored checkpoint: they are refused, or the walk that resumes from them ends.
#![no_main]

use libfuzzer_sys::fuzz_target;
use pagination_core::{Checkpoint, Cursor, NextLink, Offset, PageNumber, Paginated, pages_blocking};
use serde_json::Value;

#[derive(Paginated)]
#[cursor(field = next, prev(field = prev))]
#[next_link(field = link, prev(field = prev_link))]
#[offset(stop(short_page), max_window = 1_000)]
#[page(stop(short_page))]
#[sync_token(field = sync, param = "since")]
#[paginated(page_size(param = "limit", default = 3), total = total)]
struct All {
    data: Vec<u64>,
    next: Option<String>,
    prev: Option<String>,
    link: Option<String>,
    prev_link: Option<String>,
    sync: Option<String>,
    total: Option<u64>,
}

const MOST: usize = 64;

/// Seven items, three a page, whatever is asked for.
fn seven(at: &Value) -> Result<All, std::convert::Infallible> {
    let at = match at {
        Value::Null => 0,
        Value::Number(number) => number.as_u64().unwrap_or(u64::MAX),
        other => other.as_str().and_then(|text| text.parse().ok()).unwrap_or(6),
    };
    let data: Vec<_> = (at..at.saturating_add(3)).filter(|item| *item < 7).collect();
    let next = data.last().filter(|last| **last < 6).map(|last| (last + 1).to_string());
    let prev = (at >= 3).then(|| (at.min(9) - 3).to_string());
    let (link, prev_link) = (next.clone(), prev.clone());
    Ok(All { data, next, prev, link, prev_link, sync: Some("s".to_owned()), total: Some(7) })
}

macro_rules! ends {
    ($checkpoint:expr, $strategy:ty $(, $call:ident)?) => {{
        let mut requests = 0;
        let call = |at: Option<Value>| {
            requests += 1;
            assert!(requests < MOST, "the walk does not end");
            seven(&at.unwrap_or_default())
        };
        let pager = pages_blocking(call).by::<$strategy>().resume($checkpoint.clone())$(.$call())?;
        assert!(pager.items().take(MOST).count() < MOST, "the walk does not end");
    }};
}

fuzz_target!(|bytes: &[u8]| {
    let Ok(checkpoint) = serde_json::from_slice::<Checkpoint>(bytes) else { return };
    let stored = serde_json::to_vec(&checkpoint).expect("it can be stored again");
    serde_json::from_slice::<Checkpoint>(&stored).expect("it can be loaded again");
    ends!(checkpoint, Cursor);
    ends!(checkpoint, Cursor, rev);
    ends!(checkpoint, NextLink);
    ends!(checkpoint, NextLink, rev);
    ends!(checkpoint, Offset);
    ends!(checkpoint, PageNumber);
});
