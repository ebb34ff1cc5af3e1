//! Walks over the demo APIs, with both clients.

/// Walks the items of one pager over both clients: `over_demo_apis!(server, http => http.get(…).paginate::<…>())`. A block before it
/// runs before each of the two walks. Both must give the same items and errors with the same requests.
macro_rules! over_demo_apis {
    ($server:expr, $http:ident => $pager:expr) => {
        over_demo_apis!($server, {}, $http => $pager)
    };
    ($server:expr, $before:block, $http:ident => $pager:expr) => {{
        let server: &demo_apis::Server = &$server;
        server.reset_log();
        $before
        let blocked = {
            let $http = $crate::harness::blocking();
            let walked = $crate::harness::drain_blocking(&mut $pager.items());
            $crate::harness::Walked { requests: server.log(), items: walked.items, errors: walked.errors }
        };
        server.reset_log();
        $before
        let polled = $crate::harness::run(async {
            let $http = $crate::harness::client();
            let walked = $crate::harness::drain(&mut $pager.items()).await;
            $crate::harness::Walked { requests: server.log(), items: walked.items, errors: walked.errors }
        });
        $crate::harness::http::same_over_http(polled, &blocked)
    }};
}

/// As `over_demo_apis!`, where several requests are in flight: they arrive in any order, and one that the walk dropped may arrive
/// late, so that each walk has its own server.
macro_rules! side_by_side {
    ($start:expr, |$server:ident, $http:ident| $pager:expr) => {{
        let blocked = {
            let $server = $start;
            let $http = $crate::harness::blocking();
            let walked = $crate::harness::drain_blocking(&mut $pager.items());
            ($crate::harness::Walked { requests: $server.log(), items: walked.items, errors: walked.errors }, $server)
        };
        let polled = $crate::harness::run(async {
            let $server = $start;
            let $http = $crate::harness::client();
            let walked = $crate::harness::drain(&mut $pager.items()).await;
            ($crate::harness::Walked { requests: $server.log(), items: walked.items, errors: walked.errors }, $server)
        });
        [blocked, polled]
    }};
}
