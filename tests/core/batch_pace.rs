//! After a 429, a batch goes on one request at a time, and faster with each row of successes. The rule
//! is in `src/request/pace.rs`.

use crate::request::pace::{Pace, Turn};

/// The turns of as many requests as may go at once.
fn turns(pace: &Pace) -> Vec<Turn<'_>> {
    core::iter::from_fn(|| pace.queue(0).turn(16))
        .take(20)
        .collect()
}

#[test]
fn nothing_is_held_back_before_a_429() {
    assert_eq!(turns(&Pace::new()).len(), 16);
}

#[test]
fn no_more_than_the_concurrency_are_under_way_at_once() {
    let pace = Pace::new();
    let turns: Vec<Turn<'_>> = core::iter::from_fn(|| pace.queue(0).turn(3))
        .take(20)
        .collect();
    assert_eq!(turns.len(), 3);
    drop(turns);
    assert!(
        pace.queue(0).turn(3).is_some(),
        "a turn ends when it is dropped"
    );
}

#[test]
fn each_429_halves_what_is_under_way() {
    let pace = Pace::new();
    let mut under_way: Vec<Turn<'_>> = core::iter::from_fn(|| pace.queue(0).turn(8))
        .take(8)
        .collect();
    pace.throttled(true);
    under_way.clear();
    assert_eq!(turns(&pace).len(), 4);
    let one = turns(&pace);
    pace.throttled(true);
    drop(one);
    assert_eq!(turns(&pace).len(), 2);
}

#[test]
fn a_single_429_after_many_successes_changes_nothing_unless_it_states_no_time() {
    let pace = Pace::new();
    for is_stated in [true, false] {
        for _ in 0..16 {
            pace.succeeded();
        }
        let under_way = turns(&pace);
        pace.throttled(is_stated);
        drop(under_way);
        assert_eq!(turns(&pace).len(), if is_stated { 16 } else { 8 });
    }
}

#[test]
fn those_that_wait_look_again_less_often_the_more_they_are() {
    let pace = Pace::new();
    let places: Vec<_> = (0..3).map(|_| pace.queue(0)).collect();
    assert_eq!(places[0].check_ms(), 30);
    let more: Vec<_> = (0..200).map(|_| pace.queue(0)).collect();
    assert_eq!(more[0].check_ms(), 500);
}

#[test]
fn one_request_at_a_time_after_a_429() {
    let pace = Pace::new();
    pace.throttled(true);
    for _ in 0..3 {
        assert_eq!(turns(&pace).len(), 1, "a turn ends when it is dropped");
    }
}

#[test]
fn one_more_at_once_after_each_three_successes() {
    let pace = Pace::new();
    pace.throttled(true);
    for allowed in 1..16 {
        assert_eq!(turns(&pace).len(), allowed);
        for _ in 0..3 {
            pace.succeeded();
        }
    }
    assert_eq!(turns(&pace).len(), 16, "as many as before");
}

#[test]
fn a_429_begins_again_with_one() {
    let pace = Pace::new();
    pace.throttled(true);
    for _ in 0..8 {
        pace.succeeded();
    }
    pace.throttled(true);
    for _ in 0..2 {
        pace.succeeded();
    }
    assert_eq!(turns(&pace).len(), 1);
}

/// Those that were under way when the 429 came count.
#[test]
fn requests_under_way_count() {
    let pace = Pace::new();
    let under_way = turns(&pace);
    pace.throttled(true);
    assert_eq!(turns(&pace).len(), 0);
    drop(under_way);
    assert_eq!(turns(&pace).len(), 8);
}

#[test]
fn the_request_with_the_most_refusals_goes_first() {
    let pace = Pace::new();
    pace.throttled(true);
    let refused_once = pace.queue(1);
    let refused_twice = pace.queue(2);
    let also_twice = pace.queue(2);
    assert!(refused_once.turn(16).is_none());
    drop(refused_twice.turn(16).expect("its turn"));
    drop(also_twice.turn(16).expect("its turn"));
    drop((refused_twice, also_twice));
    assert!(refused_once.turn(16).is_some());
}

/// Where Graph states no time, the next request is a guess. It may be refused.
#[test]
fn a_guess_is_made_by_the_request_with_the_fewest_refusals() {
    let pace = Pace::new();
    pace.throttled(false);
    let refused_twice = pace.queue(2);
    let refused_once = pace.queue(1);
    assert!(refused_twice.turn(16).is_none());
    drop(refused_once.turn(16).expect("its turn"));
    pace.succeeded();
    assert!(
        refused_once.turn(16).is_none(),
        "Graph takes requests again"
    );
    assert!(refused_twice.turn(16).is_some());
}
