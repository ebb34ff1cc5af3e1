//! Servers with a limit, walks that share what they know, and a clock that the test moves.

use std::collections::BinaryHeap;

use http::HeaderMap;

use super::*;

#[derive(Clone)]
struct FakeClock {
    start: Instant,
    elapsed: Arc<Mutex<Duration>>,
}

impl FakeClock {
    fn new() -> Self {
        Self { start: Instant::now(), elapsed: Arc::default() }
    }

    fn set(&self, elapsed: Duration) {
        *self.elapsed.lock().unwrap() = elapsed;
    }

    fn elapsed(&self) -> Duration {
        *self.elapsed.lock().unwrap()
    }
}

impl Clock for FakeClock {
    fn now(&self) -> Instant {
        self.start + self.elapsed()
    }

    fn time(&self) -> SystemTime {
        SystemTime::UNIX_EPOCH + Duration::from_secs(1_795_716_000) + self.elapsed()
    }
}

fn walk(shared: &Arc<Shared>, clock: &FakeClock) -> Observing<FakeClock> {
    let longest_wait = Duration::from_secs(3_600);
    Observing { shared: Arc::clone(shared), clock: clock.clone(), longest_wait, own: 0, waiting: None }
}

fn headers(lines: &[(&'static str, String)]) -> HeaderMap {
    lines.iter().map(|(name, value)| (http::HeaderName::from_static(name), value.parse().unwrap())).collect()
}

fn seen(headers: &HeaderMap) -> Seen<'_> {
    Seen { quota: None, headers: Some(headers), names: None }
}

/// How a server says what is left.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Form {
    Structured,
    Seconds,
    Epoch,
    /// Points that come back all the time, in the body.
    Points,
}

/// A server that allows `limit` requests in each window, or so many points.
struct Server {
    form: Form,
    limit: u64,
    window: Duration,
    used: u64,
    began: Duration,
    points: f64,
    refusals: u32,
    served: u32,
}

enum Answer {
    Headers(HeaderMap),
    Quota(Quota),
}

const COST: u64 = 7;
const PER_SECOND: u64 = 10;

impl Server {
    fn new(form: Form, limit: u64, window: Duration) -> Self {
        let points = (limit * COST) as f64;
        Self { form, limit, window, used: 0, began: Duration::ZERO, points, refusals: 0, served: 0 }
    }

    fn process(&mut self, now: Duration) -> Answer {
        if self.form == Form::Points {
            let restored = (now.saturating_sub(self.began)).as_secs_f64() * to_float(PER_SECOND);
            self.points = (self.points + restored).min(to_float(self.limit * COST));
            self.began = now;
            if self.points < to_float(COST) {
                self.refusals += 1;
            } else {
                self.points -= to_float(COST);
                self.served += 1;
            }
            #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "small")]
            return Answer::Quota(Quota::remaining(self.points as u64).cost(COST).restored_per_second(PER_SECOND));
        }
        while now >= self.began + self.window {
            self.began += self.window;
            self.used = 0;
        }
        if self.used >= self.limit {
            self.refusals += 1;
        } else {
            self.used += 1;
            self.served += 1;
        }
        let left = self.limit - self.used;
        let end = self.began + self.window;
        let seconds = end.saturating_sub(now).as_secs_f64().ceil();
        Answer::Headers(headers(&match self.form {
            Form::Structured => [("ratelimit", format!(r#""a";r={left};t={seconds}"#)), ("x-a", String::new())],
            Form::Seconds => [("ratelimit-remaining", left.to_string()), ("ratelimit-reset", seconds.to_string())],
            _ => [
                ("x-ratelimit-remaining", left.to_string()),
                ("x-ratelimit-reset", format!("{}", 1_795_716_000.0 + end.as_secs_f64().ceil())),
            ],
        }))
    }
}

/// A generator of small random numbers.
struct Random(u64);

impl Random {
    fn below(&mut self, most: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % most
    }
}

#[derive(PartialEq, Eq, PartialOrd, Ord, Clone, Copy)]
enum Event {
    Try(usize),
    Process(usize),
    Arrive(usize, usize),
}

/// Eight walks, each with up to two requests in flight, until `total` requests were served. Returns the refusals, and how long it took.
fn simulate(form: Form, limit: u64, window: Duration, total: u32, seed: u64) -> (u32, Duration) {
    let (clock, shared, mut random) = (FakeClock::new(), Arc::new(Shared::default()), Random(seed));
    let mut server = Server::new(form, limit, window);
    let mut walks: Vec<_> = (0..8).map(|_| (walk(&shared, &clock), 0_usize)).collect();
    let mut answers: Vec<Answer> = Vec::new();
    let mut events = BinaryHeap::new();
    let at = |time: Duration, event: Event| (std::cmp::Reverse(time), event);
    for walk in 0..walks.len() {
        events.push(at(Duration::from_millis(random.below(50)), Event::Try(walk)));
    }
    while let Some((std::cmp::Reverse(now), event)) = events.pop() {
        clock.set(now);
        let later = |random: &mut Random, most| now + Duration::from_millis(1 + random.below(most));
        match event {
            Event::Try(walk) if server.served < total => {
                let (throttle, in_flight) = &mut walks[walk];
                if *in_flight == 2 {
                    events.push(at(later(&mut random, 20), Event::Try(walk)));
                    continue;
                }
                if let Some(wait) = throttle.wait(*in_flight) {
                    events.push(at(now + wait.max(Duration::from_micros(1)), Event::Try(walk)));
                } else {
                    *in_flight += 1;
                    events.push(at(later(&mut random, 80), Event::Process(walk)));
                    events.push(at(later(&mut random, 20), Event::Try(walk)));
                }
            }
            Event::Try(_) => {}
            Event::Process(walk) => {
                answers.push(server.process(now));
                events.push(at(later(&mut random, 80), Event::Arrive(walk, answers.len() - 1)));
            }
            Event::Arrive(walk, answer) => {
                let (throttle, in_flight) = &mut walks[walk];
                *in_flight -= 1;
                match &answers[answer] {
                    Answer::Headers(headers) => throttle.arrived(&seen(headers), *in_flight),
                    Answer::Quota(quota) => {
                        let seen = Seen { quota: Some(*quota), headers: None, names: None };
                        throttle.arrived(&seen, *in_flight);
                    }
                }
            }
        }
    }
    (server.refusals, clock.elapsed())
}

#[test]
fn walks_that_share_a_limit_provoke_no_refusal_and_use_what_there_is() {
    for form in [Form::Structured, Form::Seconds, Form::Epoch, Form::Points] {
        for seed in 0..60 {
            let limit = 2 + seed % 19;
            let window = Duration::from_secs(3 + seed % 8);
            let total = 150;
            let (refusals, took) = simulate(form, limit, window, total, seed);
            assert_eq!(refusals, 0, "{form:?}, {limit} in {window:?}, seed {seed}");
            let fewest = match form {
                Form::Points => Duration::from_secs_f64(
                    (f64::from(total) - to_float(limit)) * to_float(COST) / to_float(PER_SECOND),
                ),
                _ => window * (total / u32::try_from(limit).unwrap()),
            };
            let most = fewest * 2 + window * 2;
            assert!(took <= most, "{form:?}, {limit} in {window:?}, seed {seed}: {took:?}, not {fewest:?}");
        }
    }
}

#[test]
fn before_the_first_response_requests_go_one_by_one_and_then_as_many_as_are_left() {
    let (clock, shared) = (FakeClock::new(), Arc::new(Shared::default()));
    let (mut one, mut other) = (walk(&shared, &clock), walk(&shared, &clock));
    assert_eq!(one.wait(0), None);
    assert_eq!(one.wait(1), Some(LOOK_AGAIN));
    assert_eq!(other.wait(0), Some(LOOK_AGAIN));
    clock.set(LOOK_AGAIN);
    one.arrived(&seen(&headers(&[("ratelimit", "r=2;t=30".to_owned())])), 0);
    assert_eq!((other.wait(0), one.wait(0)), (None, None));
    assert_eq!(one.wait(1), Some(Duration::from_secs(30)));
    clock.set(LOOK_AGAIN + Duration::from_secs(30));
    // The window is over. Two requests are still in flight, and say what there is.
    assert_eq!(one.wait(1), Some(LOOK_AGAIN));
    other.arrived(&seen(&headers(&[("ratelimit", "r=5;t=30".to_owned())])), 0);
    clock.set(LOOK_AGAIN * 2 + Duration::from_secs(30));
    assert_eq!(one.wait(1), None);
}

#[test]
fn a_limit_that_no_response_mentions_is_none() {
    let (clock, shared) = (FakeClock::new(), Arc::new(Shared::default()));
    let mut one = walk(&shared, &clock);
    assert_eq!(one.wait(0), None);
    one.arrived(&seen(&HeaderMap::new()), 0);
    for in_flight in 0..20 {
        assert_eq!(one.wait(in_flight), None);
    }
}

#[test]
fn a_walk_that_is_dropped_or_never_polled_again_holds_up_no_other() {
    let (clock, shared) = (FakeClock::new(), Arc::new(Shared::default()));
    let (mut one, mut other) = (walk(&shared, &clock), walk(&shared, &clock));
    assert_eq!(one.wait(0), None);
    assert_eq!(other.wait(0), Some(LOOK_AGAIN));
    let mut looks = 0;
    while other.wait(0).is_some() {
        looks += 1;
        assert!(looks < 200, "it waits for ever");
    }
    let shared = Arc::new(Shared::default());
    let (mut one, mut other) = (walk(&shared, &clock), walk(&shared, &clock));
    assert_eq!(one.wait(0), None);
    drop(one);
    assert_eq!(other.wait(0), None);
}

#[test]
fn the_wait_is_capped_and_one_request_sees() {
    let (clock, shared) = (FakeClock::new(), Arc::new(Shared::default()));
    let mut one = walk(&shared, &clock);
    assert_eq!(one.wait(0), None);
    one.arrived(&seen(&headers(&[("ratelimit", "r=0;t=9999999".to_owned())])), 0);
    assert_eq!(one.wait(0), Some(Duration::from_secs(3_600)));
    // The transport of recorded responses does not sleep: the wait counts nevertheless.
    assert_eq!(one.wait(0), None);
    assert_eq!(one.wait(1), Some(LOOK_AGAIN));
    clock.set(Duration::from_secs(3_601));
    one.arrived(&seen(&headers(&[("retry-after", "20".to_owned())])), 0);
    assert!(one.wait(0).is_some_and(|wait| wait <= Duration::from_secs(20)));
}

#[test]
fn a_cost_that_is_never_available_is_tried_at_last() {
    let (clock, shared) = (FakeClock::new(), Arc::new(Shared::default()));
    let mut one = walk(&shared, &clock);
    assert_eq!(one.wait(0), None);
    let quota = Quota::remaining(5).cost(u64::MAX).restored_per_second(1);
    one.arrived(&Seen { quota: Some(quota), headers: None, names: None }, 0);
    assert_eq!(one.wait(0), Some(Duration::from_secs(3_600)));
    assert_eq!(one.wait(0), None);
}
