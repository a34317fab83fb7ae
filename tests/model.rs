//! Walks every sequence of replies up to four, with every point at which a signal can fire, and
//! holds what DESIGN promises of each: how often is sent, when, and what is said afterwards.

mod support;

use intune_remote_assistance::arguments::Call;
use intune_remote_assistance::call::{Limits, Page};
use intune_remote_assistance::reply::Kind;
use support::arguments::call_within;
use support::clock::Clock;
use support::letters::{HEAD_MS, Letter, Letter::*, TOKEN_MS, sequences};
use support::script::{Portal, Script, Sent, Settled, Step, code, longest_ms, settle, token};

const LONGEST: usize = 4;

const TIMEOUT_MS: u32 = 1_000;

/// One walk: what comes, how patient the call is, and when the signal fires.
#[derive(Clone, Copy, Debug)]
struct Walk<'a> {
    letters: &'a [Letter],
    limits: Limits,
    fixed_token: bool,
    abort_at: Option<u64>,
}

/// Where it led.
struct End {
    settled: Settled,
    at: u64,
    sent: Vec<Sent>,
    waits: Vec<u32>,
    instants: Vec<u64>,
}

impl Walk<'_> {
    fn run(&self, call: &Call) -> End {
        let clock = Clock::default();
        let page = Page::default();
        let tokens = || Step::After(TOKEN_MS, Ok(token("a-token")));
        let script = Script {
            tokens: (0..=LONGEST).map(|_| tokens()).collect(),
            fixed_token: self.fixed_token,
            replies: self.letters.iter().map(|letter| letter.step()).collect(),
            abort_at: self.abort_at,
            random: vec![0.25; LONGEST],
            ..Script::default()
        };
        let portal = Portal::new(&clock, script);
        let Ok(settled) = clock.run(settle(&portal, &page, call)) else {
            panic!("{self:?}: nothing would ever end it");
        };
        assert_eq!(clock.timers(), 0, "{self:?}: a timer is left");
        let place = page
            .in_flight
            .enter(call.request.device.as_deref().expect("a device"));
        assert!(place, "{self:?}: the device is not free");
        End {
            settled,
            at: clock.now(),
            sent: portal.sent(),
            waits: portal.waits(),
            instants: portal.journal.instants(),
        }
    }

    /// What came back for the attempt of that number; nothing beyond the script.
    fn letter(&self, number: usize) -> Option<Letter> {
        self.letters.get(number).copied()
    }

    /// Holds what is true of every end.
    fn hold(&self, end: &End) {
        let sent = end.sent.len();
        let answers = usize::from(!self.fixed_token);
        let most = 1 + self.limits.max_retries as usize + answers;
        assert!(sent <= most, "{self:?}: sent {sent} times");
        assert!(
            end.at <= longest_ms(&self.limits),
            "{self:?}: it took {}",
            end.at
        );
        let waited: u64 = end.waits.iter().copied().map(u64::from).sum();
        let budget = u64::from(self.limits.retry_budget_ms);
        assert!(waited <= budget, "{self:?}: waited {waited}");
        if let Some(abort_at) = self.abort_at {
            let late = end.sent.iter().find(|sent| sent.at >= abort_at);
            assert_eq!(late, None, "{self:?}: sent after the signal");
        }
        self.hold_order(end);
        self.hold_outcome(end);
    }

    /// Each further attempt follows a reply that allows it, and not before its time.
    fn hold_order(&self, end: &End) {
        let (mut throttled, mut answered) = (0, 0);
        for (number, pair) in end.sent.windows(2).enumerate() {
            let letter = self
                .letter(number)
                .expect("nothing follows the script's end");
            let wait_ms = match letter {
                ToldShort => 2_128,
                ToldLong => 31_000,
                Untold => 1_000 << throttled,
                Challenge => 0,
                _ => panic!("{self:?}: sent again after {letter:?}"),
            };
            throttled += u32::from(letter.is_throttled());
            answered += u32::from(letter == Challenge);
            let least = pair[0].at + HEAD_MS + wait_ms + TOKEN_MS;
            assert!(
                pair[1].at >= least,
                "{self:?}: attempt {number} was followed too soon"
            );
        }
        assert!(
            throttled <= self.limits.max_retries,
            "{self:?}: {throttled} retries"
        );
        assert!(
            answered <= u32::from(!self.fixed_token),
            "{self:?}: {answered} answers"
        );
    }

    /// The outcome is what the last attempt proves, and never less than was possible.
    fn hold_outcome(&self, end: &End) {
        let letter = end
            .sent
            .len()
            .checked_sub(1)
            .and_then(|last| self.letter(last));
        // A signal at the instant of the reply comes first.
        let arrived = |sent: &Sent| {
            let at = sent.at + HEAD_MS;
            at < end.at || (at == end.at && self.abort_at != Some(at))
        };
        let reply =
            letter.filter(|letter| *letter != Never && end.sent.last().is_some_and(arrived));
        let failure = match &end.settled {
            Ok(receipt) => {
                assert_eq!(reply, Some(Accepted), "{self:?}: a receipt");
                assert_eq!(receipt.attempts as usize, end.sent.len(), "{self:?}");
                return;
            }
            Err(failure) => failure,
        };
        let expected = match reply {
            _ if end.sent.is_empty() => "notSent",
            Some(reply) if reply.is_refusal() => "rejected",
            _ => "unknown",
        };
        assert_eq!(failure.outcome, expected, "{self:?}: {}", failure.code);
        assert_eq!(failure.attempts as usize, end.sent.len(), "{self:?}");
        let is_beyond = !end.sent.is_empty() && letter.is_none();
        let kind = reply.and_then(Letter::canned).map(|canned| canned.kind);
        let status = match kind {
            Some(Kind::Status(status)) => Some(status),
            _ => is_beyond.then_some(501),
        };
        assert_eq!(failure.status, status, "{self:?}: {}", failure.code);
        assert_eq!(
            failure.claims.is_some(),
            reply == Some(Challenge),
            "{self:?}"
        );
    }

    /// The same with the signal at every point of the undisturbed call: at each event, between each
    /// two, before the first and after the last.
    fn hold_aborted(&self, call: &Call, undisturbed: &End) -> usize {
        let mut points: Vec<u64> = vec![0];
        for instant in undisturbed.instants.iter().chain([&undisturbed.at]) {
            let last = points[points.len() - 1];
            points.extend([last.midpoint(*instant), *instant]);
        }
        points.push(undisturbed.at + 1);
        points.dedup();
        for abort_at in &points {
            let walk = Walk {
                abort_at: Some(*abort_at),
                ..*self
            };
            let end = walk.run(call);
            walk.hold(&end);
            let is_in_time = *abort_at <= undisturbed.at;
            let expected = match is_in_time {
                true => ("aborted", *abort_at),
                false => (code(&undisturbed.settled), undisturbed.at),
            };
            assert_eq!((code(&end.settled), end.at), expected, "{walk:?}");
        }
        points.len()
    }
}

/// How many calls were made, and how many of them had a signal.
fn walk_all(max_retries: u32, retry_budget_ms: u32, fixed_token: bool) -> (usize, usize) {
    let limits = Limits {
        timeout_ms: TIMEOUT_MS,
        max_retries,
        retry_budget_ms,
    };
    let call = call_within(limits);
    let (mut calls, mut aborted) = (0, 0);
    for letters in (0..=LONGEST).flat_map(sequences) {
        let walk = Walk {
            letters: &letters,
            limits,
            fixed_token,
            abort_at: None,
        };
        let end = walk.run(&call);
        walk.hold(&end);
        calls += 1;
        // Letters that are never asked for change nothing: the shorter sequence is walked as well.
        if end.sent.len() >= letters.len() {
            aborted += walk.hold_aborted(&call, &end);
        }
    }
    (calls, aborted)
}

const ALL: usize = 1 + 11 + 121 + 1_331 + 14_641;

#[test]
fn with_a_token_function_and_the_default_limits() {
    let (calls, aborted) = walk_all(2, 30_000, false);
    assert_eq!(calls, ALL);
    assert!(aborted > 1_000, "{aborted}");
}

#[test]
fn with_one_token_and_the_default_limits() {
    let (calls, aborted) = walk_all(2, 30_000, true);
    assert_eq!(calls, ALL);
    assert!(aborted > 500, "{aborted}");
}

#[test]
fn with_all_the_patience_that_options_allow() {
    for fixed_token in [false, true] {
        let (calls, aborted) = walk_all(5, 600_000, fixed_token);
        assert_eq!(calls, ALL);
        assert!(aborted > 2_000, "{aborted}");
    }
}

#[test]
fn with_no_patience_at_all() {
    for (max_retries, retry_budget_ms) in [(0, 600_000), (5, 0)] {
        for fixed_token in [false, true] {
            assert_eq!(walk_all(max_retries, retry_budget_ms, fixed_token).0, ALL);
        }
    }
}
