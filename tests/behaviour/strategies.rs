//! One response by several strategies, and walks that cannot start.

use pagination_core::{Cursor, NextLink, Offset, Paginated, pages_blocking};
use serde::{Deserialize, Serialize};

use crate::harness::{Sound, some};

#[derive(Debug, Clone, Serialize, Deserialize, Paginated)]
#[page(stop(empty_page))]
#[offset(stop(empty_page))]
#[paginated(page_size(default = 3))]
struct TwoWays {
    data: Vec<u64>,
}

#[derive(Debug, Clone, Paginated)]
#[page(stop(empty_page))]
struct Other {
    data: Vec<u64>,
}

#[test]
fn one_response_can_be_walked_by_several_strategies() {
    #[derive(Debug, Paginated)]
    #[cursor(field = cursor)]
    #[next_link(field = link)]
    struct Both {
        data: Vec<u64>,
        cursor: Option<String>,
        link: Option<String>,
    }
    let api = |number: usize, _| -> Sound<Both> {
        let more = number == 0;
        Ok(Both { data: vec![1], cursor: more.then(|| "c".to_owned()), link: more.then(|| "/next".to_owned()) })
    };
    over_functions!(Option<String>, api).gave(&[1, 1], &some(&["c"]));
    over_functions!(Option<String>, api, pager => pager.by::<NextLink>()).gave(&[1, 1], &some(&["/next"]));
    over_functions!(Option<String>, api, pager => pager.by::<NextLink>().max_pages(1).by::<Cursor>())
        .gave(&[1], &some(&[]));
}

#[test]
fn settings_stay_when_the_strategy_changes() {
    let api = |_, at: u64| -> Sound<TwoWays> { Ok(TwoWays { data: if at < 9 { vec![at] } else { vec![] } }) };
    everywhere!(u64, api, pager => pager.max_items(2).by::<Offset>()).gave(&[0, 1], &[0, 1]);
    everywhere!(u64, api, pager => pager.max_items(4).by::<Offset>()).gave(&[0, 1, 2, 3], &[0, 1, 2, 3]);
    everywhere!(u64, api, pager => pager.by::<Offset>().max_items(3)).gave(&[0, 1, 2], &[0, 1, 2]);
    everywhere!(u64, api, pager => pager.max_items(3)).gave(&[1, 2, 3], &[1, 2, 3]);
}

#[test]
fn a_walk_that_could_not_start_is_not_over() {
    let foreign = pages_blocking(|_: u64| Ok::<_, &str>(Other { data: vec![] })).pages().checkpoint();
    let mut items = pages_blocking(|at: u64| Ok::<_, &str>(TwoWays { data: vec![at] })).resume(foreign).items();
    items.next().unwrap().unwrap_err();
    assert!(items.next().is_none());
    assert!(!items.checkpoint().is_over());

    let again = pages_blocking(|at: u64| Ok::<_, &str>(TwoWays { data: if at < 3 { vec![at] } else { vec![] } }));
    let received: Vec<_> = again.resume(items.checkpoint()).items().map(Result::unwrap).collect();
    assert_eq!(received, [1, 2]);
}
