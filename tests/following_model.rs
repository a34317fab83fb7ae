//! Follows thousands of requests on devices that behave as they please, and holds what is promised of
//! each: how often it rings, that it ends, and that no old link is taken for a new one.

mod support;

use intune_remote_assistance::reply::Kind;
use serde_json::{Value, json};
use support::canned::{Canned, challenged, status};
use support::devices::{NEW, OLD, action, all, details, link, seen};
use support::follow::{Followed, follow, start_within};
use support::script::{Script, Step, token};

/// A generator of numbers that is the same everywhere (Marsaglia's xorshift64).
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % sides as u64) as usize
    }

    fn of<T: Copy>(&mut self, values: &[T]) -> T {
        values[self.roll(values.len())]
    }
}

const BEFORE: &str = "2027-01-15T06:00:00Z";
const SINCE: &str = "2027-01-15T08:00:30Z";

/// A device at one moment; `is_later` of what a look after the request may show.
fn some_device(dice: &mut Dice, is_later: bool) -> Value {
    let mut parts = vec![json!({})];
    let links = [OLD, OLD, "", "http://go.example/", NEW];
    if dice.roll(3) > 0 {
        let url = dice.of(&links[..if is_later { 5 } else { 2 }]);
        parts.push(link(url));
    }
    if dice.roll(4) == 0 {
        parts.push(details(dice.of(&["offline", "no licence"])));
    }
    if dice.roll(2) == 0 {
        let states = [
            "none", "pending", "active", "done", "done", "failed", "canceled", "odd",
        ];
        let started = match is_later {
            true => dice.of(&[BEFORE, SINCE]),
            false => BEFORE,
        };
        parts.push(action(dice.of(&states), started));
    }
    all(&parts)
}

/// One reply, and whether it shows a device.
fn some_reply(
    dice: &mut Dice,
    is_later: bool,
    is_calm: bool,
) -> (Step<Option<Canned>>, Option<Value>) {
    let calm = if is_calm { 40 } else { 12 };
    let reply = match dice.roll(calm) {
        0 => status(429),
        1 => status(429).told("3"),
        2 => status(429).told("90"),
        3 => status(503),
        4 => challenged(),
        5 => Canned::of(Kind::OpaqueRedirect),
        6 => status(dice.of(&[400, 401, 403, 404, 500, 502, 204, 200])),
        7 => return (Step::Never, None),
        8 => return (Step::After(20, None), None),
        _ => {
            let device = some_device(dice, is_later);
            return (Step::After(100, Some(seen(&device))), Some(device));
        }
    };
    (Step::After(100, Some(reply)), None)
}

struct Walk {
    seed: u64,
    /// Of each reply in its order: its kind, and the device that it shows.
    kinds: Vec<Option<Value>>,
    followed: Followed,
    abort_at: Option<u64>,
}

fn walk(seed: u64) -> Walk {
    let mut dice = Dice(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1);
    let is_calm = dice.roll(3) > 0;
    let mut replies = Vec::new();
    let mut kinds = Vec::new();
    let before = some_reply(&mut dice, false, is_calm);
    let request = match dice.roll(6) {
        0 => some_reply(&mut dice, true, false),
        1 => (Step::After(100, Some(status(429))), None),
        _ => (Step::After(100, Some(status(204))), None),
    };
    for (reply, kind) in [before, request] {
        replies.push(reply);
        kinds.push(kind);
    }
    replies.push(Step::After(100, Some(status(204))));
    kinds.push(None);
    for _ in 0..60 {
        let (reply, kind) = some_reply(&mut dice, true, is_calm);
        replies.push(reply);
        kinds.push(kind);
    }
    let tokens = (0..70).map(|_| match dice.roll(60) {
        0 => Step::Never,
        _ => Step::After(10, Ok(token("t"))),
    });
    let tokens = tokens.collect();
    let abort_at = (dice.roll(3) == 0).then(|| dice.roll(60_000) as u64);
    let limit = dice.of(&[1, 2_000, 7_000, 40_000, 180_000]);
    let random = (0..20).map(|_| dice.roll(100) as f64 / 100.0).collect();
    let script = Script {
        tokens,
        replies,
        abort_at,
        random,
        ..Script::default()
    };
    Walk {
        seed,
        kinds,
        followed: follow(script, &start_within(limit, 5_000)),
        abort_at,
    }
}

impl Walk {
    fn hold(&self) {
        let Walk { seed, followed, .. } = self;
        let journal = || followed.journal.join("\n");
        // Only 429 and a challenge let it ring again, and nothing after that which Graph took.
        assert!(followed.posts() <= 4, "{seed}: {}", journal());
        let posts: Vec<usize> = (0..followed.sent.len())
            .filter(|place| followed.sent[*place].method == "POST")
            .collect();
        assert!(
            posts.windows(2).all(|pair| pair[0] + 1 == pair[1]),
            "{seed}: something between two requests: {}",
            journal()
        );
        if let Some(abort_at) = self.abort_at {
            let late = followed.sent.iter().find(|sent| sent.at >= abort_at);
            assert_eq!(late, None, "{seed}: sent after the signal");
            assert!(followed.at <= abort_at || followed.line() != "aborted: pending");
        }
        match &followed.end {
            Ok(started) => {
                assert!(!posts.is_empty(), "{seed}: a receipt for nothing");
                assert_eq!(started.receipt.attempts as usize, posts.len(), "{seed}");
                assert_eq!(
                    started.session.url.is_some(),
                    started.ended == "ready",
                    "{seed}"
                );
                assert_eq!(
                    started.error.is_some(),
                    started.ended == "unreadable",
                    "{seed}"
                );
                if let Some(url) = &started.session.url {
                    self.hold_link(url, posts[posts.len() - 1]);
                }
            }
            Err(failure) => {
                // A look that is refused before it proves nothing about the request, but that none was sent.
                let is_possible = match posts.is_empty() {
                    true => failure.outcome != "unknown",
                    false => failure.outcome != "notSent",
                };
                assert!(is_possible, "{seed}: {}: {}", followed.line(), journal());
                let beyond = followed.sent.iter().skip_while(|sent| sent.method == "GET");
                assert!(
                    beyond.clone().all(|sent| sent.method == "POST"),
                    "{seed}: looked after a failure"
                );
            }
        }
    }

    /// A link was not there before, or a newer action is done.
    fn hold_link(&self, url: &str, posted: usize) {
        let seed = self.seed;
        let url_of = |device: &Value| device["remoteAssistanceSessionUrl"].clone();
        let before = self.kinds[..posted].iter().rev().flatten().next();
        let last = self.followed.sent.len() - 1;
        let shown = self.kinds[last].as_ref().expect("a device");
        assert_eq!(url_of(shown), url, "{seed}");
        assert!(url.starts_with("https://"), "{seed}");
        let result = &shown["deviceActionResults"][0];
        let is_done = result["actionState"] == "done";
        let began = &result["startDateTime"];
        match before {
            Some(before) if url_of(before) == url => {
                let earlier = &before["deviceActionResults"][0]["startDateTime"];
                assert!(is_done && began != earlier, "{seed}: {before} then {shown}");
            }
            Some(_) => {}
            // Not read before: it differs from the first look, or the action is done that began since
            // or that was not there then.
            None => {
                let first = self.kinds[posted + 1..last].iter().flatten().next();
                let is_new_link = first.is_some_and(|first| url_of(first) != url);
                let is_new_action = began == SINCE
                    || first.is_some_and(|first| {
                        *began != first["deviceActionResults"][0]["startDateTime"]
                    });
                assert!(is_new_link || (is_done && is_new_action), "{seed}: {shown}");
            }
        }
    }
}

#[test]
fn ten_thousand_requests() {
    let mut endings = std::collections::BTreeMap::<String, u32>::new();
    for seed in 1..=10_000 {
        let walk = walk(seed);
        walk.hold();
        let line = walk.followed.line();
        let ending = line.split([':', ' ']).next().unwrap_or_default().to_owned();
        let from_where = match walk.followed.end {
            Ok(_) => "followed",
            Err(_) => "refused",
        };
        *endings.entry(format!("{from_where} {ending}")).or_default() += 1;
    }
    // Every end was met, or the walk shows nothing.
    for ending in ["ready", "failed", "timeout", "aborted", "unreadable"] {
        let met = endings.get(&format!("followed {ending}"));
        assert!(met.is_some_and(|met| *met > 70), "{ending}: {endings:?}");
    }
    for code in [
        "aborted",
        "throttled",
        "network",
        "timeout",
        "unavailable",
        "redirected",
    ] {
        let met = endings.get(&format!("refused {code}"));
        assert!(met.is_some_and(|met| *met > 5), "{code}: {endings:?}");
    }
}
