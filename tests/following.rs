//! `startSession`: one look before, the request, and looks after it, ever less often, until there is a
//! session or the time is up.

mod support;

use intune_remote_assistance::arguments::Call;
use intune_remote_assistance::function::Function;
use intune_remote_assistance::scope::Scope;
use serde_json::{Value, json};
use support::arguments::{Fields, TOKEN, good_ids, origin_of, text};
use support::canned::{CLAIMS, Canned, challenged, status};
use support::devices::{NEW, action, details, link, seen};
use support::follow::{Followed, after, follow, ms, start, start_with, start_within};
use support::script::{EPOCH_MS, Script, Sent, Step};

fn nothing() -> Canned {
    seen(&json!({}))
}

/// The device before the request, Graph's 204, and what is seen afterwards.
fn looks(milliseconds: u64, seen_after: Vec<Canned>) -> Script {
    let mut replies = vec![nothing(), status(204)];
    replies.extend(seen_after);
    Script {
        replies: after(milliseconds, replies),
        ..Script::default()
    }
}

const READY: &str = "ready: ready https://go.example/s/2";

#[test]
fn the_order_of_things() {
    let ready = follow(looks(100, vec![nothing(), seen(&link(NEW))]), &start());
    assert_eq!(ready.line(), READY);
    assert_eq!(
        ready.attempts(),
        ["0 GET", "100 POST", "2200 GET", "5300 GET"]
    );
    assert_eq!(
        ready.phases(),
        ["checking", "requesting", "accepted", "waiting"]
    );
    assert_eq!(ready.tokens, 4, "one for each attempt");
    assert_eq!(
        ready.waits, [0; 0],
        "a pause is no wait that Graph asks for"
    );
    assert_eq!(ready.at, 5_400);
    let started = ready.end.expect("a session");
    assert!(started.is_compared);
    assert_eq!(started.receipt.attempts, 1, "of the request alone");
    assert_eq!(started.error, None);
}

#[test]
fn what_is_told_on_the_way() {
    let told = follow(
        looks(100, vec![nothing(), nothing(), seen(&link(NEW))]),
        &start(),
    );
    let numbers: Vec<(u64, u32, f64)> = told
        .news
        .iter()
        .zip(&told.told_at)
        .map(|(news, at)| (*at, news.reads, news.requested_at_ms))
        .collect();
    let requested = EPOCH_MS + 100.0;
    let expected = [
        (0, 0, 0.0),
        (100, 0, requested),
        (200, 0, requested),
        (2_300, 1, requested),
        (5_400, 2, requested),
    ];
    assert_eq!(numbers, expected);
}

#[test]
fn every_scope_is_read_at_the_same_place() {
    for (scope, request) in [
        ("users", "/users/plain-id/managedDevices/"),
        ("deviceManagement", "/deviceManagement/managedDevices/"),
        (
            "detectedApps",
            "/deviceManagement/detectedApps/plain-id/managedDevices/",
        ),
    ] {
        let call = Call::from_arguments(
            Function::Start,
            text(scope),
            good_ids(Scope::named(scope).expect("a scope")),
            text(TOKEN),
            Fields::Undefined,
            &origin_of,
        );
        let followed = follow(
            looks(0, vec![seen(&link(NEW))]),
            &call.expect("a good call"),
        );
        let read = "https://graph.microsoft.com/v1.0/deviceManagement/managedDevices/";
        for sent in &followed.sent {
            match sent.method {
                "GET" => assert!(sent.url.starts_with(read), "{}", sent.url),
                _ => assert!(sent.url.contains(request), "{}", sent.url),
            }
            assert_eq!(
                sent.url.ends_with("/requestRemoteAssistance"),
                sent.method == "POST"
            );
        }
    }
}

#[test]
fn every_attempt_has_the_callers_request_id() {
    let id = "5c9d2f1e-4a7b-4c3d-8e6f-0a1b2c3d4e5f";
    let call = start_with([("clientRequestId", text(id))]);
    let followed = follow(looks(0, vec![seen(&link(NEW))]), &call);
    assert_eq!(followed.sent.len(), 3);
    let has_id = |sent: &Sent| sent.client_request_id.as_deref() == Some(id);
    assert!(followed.sent.iter().all(has_id));
}

#[test]
fn one_token_for_everything() {
    let script = Script {
        fixed_token: true,
        ..looks(0, vec![seen(&link(NEW))])
    };
    let followed = follow(script, &start());
    assert_eq!((followed.line().as_str(), followed.tokens), (READY, 0));
}

fn forever(script: Script) -> Script {
    let mut script = script;
    let endless = (0..80).map(|_| Step::After(0, Some(nothing())));
    script.replies.extend(endless);
    script
}

fn reads(followed: &Followed) -> Vec<u64> {
    let gets = followed.sent.iter().filter(|sent| sent.method == "GET");
    gets.skip(1).map(|sent| sent.at).collect()
}

#[test]
fn the_rhythm_and_the_default_end() {
    let followed = follow(forever(looks(0, vec![])), &start());
    let mut expected = vec![2_000, 5_000, 9_500, 16_250];
    expected.extend((26_250..=176_250).step_by(10_000));
    expected.push(180_000);
    assert_eq!(reads(&followed), expected);
    assert_eq!(followed.line(), "timeout: pending");
    assert_eq!(followed.at, 180_000);
    let message = followed.end.expect("an ending").message;
    for advice in [
        "took the request",
        "Company Portal",
        "TeamViewer",
        "getSession",
    ] {
        assert!(message.contains(advice), "{advice}: {message}");
    }
}

#[test]
fn the_time_for_the_session_is_exact() {
    for (limit, expected) in [
        (1, vec![1]),
        (2, vec![2]),
        (1_999, vec![1_999]),
        (2_000, vec![2_000]),
        (2_001, vec![2_000, 2_001]),
        (5_000, vec![2_000, 5_000]),
        (5_001, vec![2_000, 5_000, 5_001]),
        (30_000, vec![2_000, 5_000, 9_500, 16_250, 26_250, 30_000]),
    ] {
        let followed = follow(forever(looks(0, vec![])), &start_within(limit, 30_000));
        assert_eq!(reads(&followed), expected, "{limit}");
        assert_eq!(followed.line(), "timeout: pending", "{limit}");
        assert_eq!(followed.at, u64::from(limit), "{limit}");
    }
}

/// What the request itself took, a wait for throttling included, is not counted.
#[test]
fn the_time_begins_when_graph_took_the_request() {
    let script = Script::replying([nothing(), status(429).told("20"), status(204)]);
    let followed = follow(forever(script), &start_within(3_000, 30_000));
    assert_eq!(reads(&followed), [22_000, 23_000]);
    assert_eq!(followed.at, 23_000);
    assert_eq!(followed.posts(), 2);
}

/// A network is never as fast as a stub.
#[test]
fn the_last_look_has_time_for_its_reply() {
    for limit in [1, 500, 2_000, 5_000] {
        let mut seen_after: Vec<Canned> = Vec::new();
        if limit > 2_000 {
            seen_after.push(nothing());
        }
        seen_after.push(seen(&link(NEW)));
        let followed = follow(looks(300, seen_after), &start_within(limit, 30_000));
        assert_eq!(followed.line(), READY, "{limit}");
    }
}

#[test]
fn looks_that_hang_do_not_outlast_the_time_by_much() {
    for limit in [1, 1_000, 10_000, 60_000] {
        let script = Script {
            replies: after(0, vec![nothing(), status(204)])
                .into_iter()
                .chain((0..80).map(|_| Step::Never))
                .collect(),
            ..Script::default()
        };
        let followed = follow(script, &start_within(limit, 30_000));
        assert_eq!(followed.line(), "timeout: pending", "{limit}");
        assert!(
            followed.at <= u64::from(limit) + 2_000,
            "{limit}: {}",
            followed.at
        );
    }
}

/// All that a look may take, retries and waits together, ends with the time.
#[test]
fn looks_that_fail_slowly_do_not_outlast_it_either() {
    for (limit, takes) in [
        (30_000, 27_000),
        (30_000, 9_000),
        (120_000, 110_000),
        (5_000, 1),
    ] {
        for retry_after in [None, Some("3"), Some("20")] {
            let failed = || match retry_after {
                Some(told) => status(503).header("retry-after", told),
                None => status(503),
            };
            let script = Script {
                replies: after(0, vec![nothing(), status(204)])
                    .into_iter()
                    .chain((0..80).map(|_| Step::After(takes, Some(failed()))))
                    .collect(),
                ..Script::default()
            };
            let options = [
                ("pollTimeoutMs", ms(limit)),
                ("timeoutMs", ms(600_000)),
                ("maxRetries", ms(5)),
                ("retryBudgetMs", ms(600_000)),
            ];
            let followed = follow(script, &start_with(options));
            assert_eq!(followed.line(), "timeout: pending", "{limit} {takes}");
            let most = u64::from(limit) + 2_000;
            assert!(followed.at <= most, "{limit} {takes}: {}", followed.at);
        }
    }
}

#[test]
fn other_ends() {
    let rows: [(Value, &str); 3] = [
        (details("no licence"), "failed: failed reported no licence"),
        (
            action("failed", "2027-01-15T08:00:01Z"),
            "failed: failed failed Intune gives no reason.",
        ),
        (
            link("javascript:alert(1)"),
            "failed: failed badUrl What Graph gives as the session's address is no https address.",
        ),
    ];
    for (now, expected) in rows {
        let followed = follow(looks(0, vec![seen(&now)]), &start());
        assert_eq!(followed.line(), expected);
        assert_eq!(followed.at, 2_000);
    }
}

#[test]
fn a_challenge_while_it_is_polled_is_answered() {
    let followed = follow(looks(0, vec![challenged(), seen(&link(NEW))]), &start());
    assert_eq!(followed.line(), READY);
    assert_eq!(followed.at, 2_000);
    assert!(
        followed
            .journal
            .contains(&format!("2000: token asked for {CLAIMS}"))
    );
    // Each look may answer one.
    let twice = vec![challenged(), nothing(), challenged(), seen(&link(NEW))];
    assert_eq!(follow(looks(0, twice), &start()).line(), READY);
    let refused = follow(looks(0, vec![challenged(), challenged()]), &start());
    assert_eq!(refused.line(), "unreadable: pending (claimsChallenge)");
}
