//! `overlap` and `shrink` together: pages that are too large, of a list that changes while they get smaller.

use std::collections::HashSet;
use std::sync::{Arc, Mutex};

use demo_apis::{LoggedRequest, MockResponse};
use pagination_core::{Error, Paginate as _, Paginated};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::json;

use crate::harness::{blocking, number_in, serve};

#[derive(Debug, Deserialize, Paginated)]
#[offset(overlap = 3, seen = 200, stop(short_page))]
#[paginated(key, page_size(param = "limit", send = 16, shrink(413)))]
struct UntilShort {
    data: Vec<u64>,
}

#[derive(Debug, Deserialize, Paginated)]
#[offset(overlap = 3, seen = 200, stop(empty_page))]
#[paginated(key, page_size(param = "limit", send = 16, shrink(413)))]
struct UntilEmpty {
    data: Vec<u64>,
}

#[derive(Debug, Deserialize, Paginated)]
#[offset(overlap = 5, seen = 200)]
#[paginated(key, total = total, page_size(param = "limit", send = 16, shrink(413)))]
struct UntilTotal {
    data: Vec<u64>,
    total: u64,
}

/// Random numbers that are the same in every run.
struct Random(u64);

impl Random {
    fn below(&mut self, end: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let bits = (self.0 ^ self.0 >> 30).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        (bits ^ bits >> 29) % end.max(1)
    }
}

/// A list of ids in their order, which leave room between them.
struct Changing {
    ids: Vec<u64>,
    stayed: HashSet<u64>,
    random: Random,
    /// One of so many requests finds the list changed.
    calm: u64,
    /// No page may have more items than this.
    most: u64,
}

impl Changing {
    fn new(seed: u64, calm: u64) -> Self {
        let mut random = Random(seed);
        let ids: Vec<u64> = (1..=60 + random.below(60)).map(|id| id * 1_000).collect();
        Self { stayed: ids.iter().copied().collect(), ids, random, calm, most: 16 }
    }

    fn answer(&mut self, request: &LoggedRequest) -> MockResponse {
        if self.calm > 0 && self.random.below(self.calm) == 0 {
            let at = usize::try_from(self.random.below(self.ids.len() as u64)).unwrap();
            if self.random.below(2) == 0 {
                let gone = self.ids.remove(at);
                self.stayed.remove(&gone);
            } else {
                let before = self.ids[at];
                let new = before + 1 + self.random.below(998);
                if !self.ids.contains(&new) {
                    let at = self.ids.partition_point(|id| *id < new);
                    self.ids.insert(at, new);
                }
            }
        }
        if self.random.below(4) == 0 {
            self.most = 2 << self.random.below(4);
        }
        let (offset, limit) = (number_in(request, "offset", 0), number_in(request, "limit", 16));
        if limit > self.most {
            return MockResponse::empty(413);
        }
        let data: Vec<_> =
            self.ids.iter().skip(usize::try_from(offset).unwrap()).take(usize::try_from(limit).unwrap()).collect();
        MockResponse::json(&json!({ "data": data, "total": self.ids.len() }))
    }
}

/// Whether the walk came to its end.
fn walk<P: Paginated<Item = u64> + DeserializeOwned>(seed: u64, calm: u64) -> bool
where
    pagination_core::Head: pagination_core::transport::Provides<<P as pagination_core::PaginatedBy<P::Strategy>>::Head>,
{
    let list = Arc::new(Mutex::new(Changing::new(seed, calm)));
    let served = Arc::clone(&list);
    let server = serve(move |number, request| {
        assert!(number < 3_000, "the walk does not end");
        served.lock().unwrap().answer(request)
    });
    let walked: Result<Vec<u64>, _> = blocking().get(server.url_of("/list")).paginate::<P>().items().collect();
    match walked {
        Ok(ids) => {
            let once: HashSet<u64> = ids.iter().copied().collect();
            assert_eq!(once.len(), ids.len(), "seed {seed}: an item came twice: {ids:?}");
            let list = list.lock().unwrap();
            let lost: Vec<_> = list.stayed.difference(&once).collect();
            assert!(lost.is_empty(), "seed {seed}: lost {lost:?} of {:?}: {ids:?}", list.ids);
            true
        }
        Err(Error::Drifted(_)) => false,
        Err(error) => panic!("seed {seed}: {error}"),
    }
}

#[test]
fn pages_get_smaller_than_the_overlap_and_nothing_is_lost_where_nothing_changes() {
    for seed in 0..10 {
        assert!(walk::<UntilShort>(seed, 0), "{seed}");
        assert!(walk::<UntilEmpty>(seed, 0), "{seed}");
        assert!(walk::<UntilTotal>(seed, 0), "{seed}");
    }
}

#[test]
fn what_stays_comes_once_while_the_list_changes_and_pages_get_smaller() {
    let seeds = 25;
    let whole = |walk: fn(u64, u64) -> bool| (0..seeds).filter(|seed| walk(*seed, 3 + seed % 8)).count() as u64;
    let wholes = [whole(walk::<UntilShort>), whole(walk::<UntilEmpty>), whole(walk::<UntilTotal>)];
    assert!(wholes.iter().all(|whole| *whole * 2 > seeds), "{wholes:?} of {seeds}");
}

/// One item that is known and one that is new is the least that joins two pages.
#[test]
fn a_page_of_two_is_the_smallest_and_what_is_too_large_even_so_is_an_error() {
    let server = serve(|_, request| {
        let (offset, limit) = (number_in(request, "offset", 0), number_in(request, "limit", 16));
        let data: Vec<u64> = (offset..(offset + limit).min(40)).collect();
        if data.contains(&30) { MockResponse::empty(413) } else { MockResponse::json(&json!({ "data": data })) }
    });
    let mut items = blocking().get(server.url_of("/list")).paginate::<UntilShort>().items();
    let walked: Vec<_> = items.by_ref().take_while(Result::is_ok).map(Result::unwrap).collect();
    assert_eq!(walked, (0..30).collect::<Vec<_>>());
    let last = server.log().last().unwrap().target();
    assert!(last.contains("limit=2") && last.contains("offset=29"), "{last}");
    assert!(!server.log().iter().any(|request| request.target().contains("limit=1&")));
}
