//! Runs thousands of random `startSession` calls, and checks of each how often it rings the device,
//! that it ends, and that it takes no old link for a new one. The rules are in `src/session/`.

use core::cell::RefCell;
use std::collections::BTreeMap;

use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};

use super::support::session_cases::{CaseDevice, SINCE, SessionCase, session_case};
use super::support::sessions::{SessionRun, run_start, start_spec_within};

/// The places of the POST requests among the attempts.
fn posts(run: &SessionRun) -> Vec<usize> {
    let sent = run.sent.iter().enumerate();
    let posts = sent.filter(|(_, sent)| sent.method == "POST");
    posts.map(|(place, _)| place).collect()
}

fn check(case: &SessionCase, run: &SessionRun) {
    let events = run.events.join("\n");
    let posts = posts(run);
    // Only 429 and a challenge lead to another POST, and nothing does after the 204.
    assert!(posts.len() <= 4, "{events}");
    let are_adjacent = posts.windows(2).all(|pair| pair[0] + 1 == pair[1]);
    assert!(are_adjacent, "another request between two POSTs: {events}");
    if let Some(abort_at_ms) = case.abort_at_ms {
        let late = run.sent.iter().find(|sent| sent.at_ms >= abort_at_ms);
        assert_eq!(late, None, "sent after the signal");
        assert!(run.at_ms <= abort_at_ms || run.line() != "aborted: pending");
    }
    match &run.result {
        Ok(started) => {
            assert!(!posts.is_empty(), "a receipt without a POST");
            let receipt = started.receipt.as_ref().expect("a receipt");
            assert_eq!(receipt.attempts as usize, posts.len());
            assert_eq!(started.session.url.is_some(), started.ended == "ready");
            assert_eq!(started.error.is_some(), started.ended == "unreadable");
            if let Some(url) = &started.session.url {
                check_link(case, run, url, posts[posts.len() - 1]);
            }
        }
        Err(failure) => {
            // A read that is refused before the request proves that the request was not sent.
            let is_possible = match posts.is_empty() {
                true => failure.outcome != "unknown",
                false => failure.outcome != "notSent",
            };
            assert!(is_possible, "{}: {events}", run.line());
            let mut after_reads = run.sent.iter().skip_while(|sent| sent.method == "GET");
            let are_posts = after_reads.all(|sent| sent.method == "POST");
            assert!(are_posts, "a read after a failure: {events}");
        }
    }
}

/// A link is reported only if it was not there before the request, or if a newer action is done.
/// `post` is the place of the accepted POST among the attempts.
fn check_link(case: &SessionCase, run: &SessionRun, url: &str, post: usize) {
    let devices_of = |places: core::ops::Range<usize>| {
        let replies = case.replies[places].iter();
        replies
            .filter_map(|reply| reply.device())
            .collect::<Vec<CaseDevice>>()
    };
    let last = run.sent.len() - 1;
    let shown = case.replies[last].device().expect("a device");
    assert_eq!(shown.link, Some(url));
    assert!(url.starts_with("https://"), "{url}");
    let is_done = shown.action.is_some_and(|(state, _)| state == "done");
    match devices_of(0..post).last() {
        Some(before) if before.link == Some(url) => {
            let is_newer = shown.started() != before.started();
            assert!(is_done && is_newer, "{before:?} then {shown:?}");
        }
        Some(_) => {}
        // The device was not read before the request. The link differs from the first read after it,
        // or the action is done and began since, or was not there at the first read.
        None => {
            let first = devices_of(post + 1..last).first().copied();
            let is_new_link = first.is_some_and(|first| first.link != Some(url));
            let is_new_action = shown.started() == Some(SINCE)
                || first.is_some_and(|first| shown.started() != first.started());
            assert!(is_new_link || (is_done && is_new_action), "{shown:?}");
        }
    }
}

/// Whether the call was accepted or refused, and how it ended.
fn ending(run: &SessionRun) -> String {
    match &run.result {
        Ok(started) => format!("accepted {}", started.ended),
        Err(failure) => format!("refused {}", failure.code),
    }
}

#[test]
fn ten_thousand_random_sessions() {
    let config = Config {
        cases: 10_000,
        failure_persistence: None,
        ..Config::default()
    };
    // The same numbers on every machine.
    let random = TestRng::deterministic_rng(RngAlgorithm::ChaCha);
    let mut runner = TestRunner::new_with_rng(config, random);
    let endings = RefCell::new(BTreeMap::<String, u32>::new());
    let result = runner.run(&session_case(), |case| {
        let spec = start_spec_within(case.poll_timeout_ms, 5_000);
        let run = run_start(case.script(), &spec);
        check(&case, &run);
        *endings.borrow_mut().entry(ending(&run)).or_default() += 1;
        Ok(())
    });
    if let Err(error) = result {
        panic!("{error}");
    }
    // Without every ending, the test would show little.
    let endings = endings.into_inner();
    let count = |ending: String| endings.get(&ending).copied().unwrap_or_default();
    for ended in ["ready", "failed", "timeout", "aborted", "unreadable"] {
        let count = count(format!("accepted {ended}"));
        assert!(count > 70, "{ended}: {endings:?}");
    }
    for code in [
        "aborted",
        "throttled",
        "network",
        "timeout",
        "unavailable",
        "redirected",
    ] {
        let count = count(format!("refused {code}"));
        assert!(count > 5, "{code}: {endings:?}");
    }
}
