//! Runs every sequence of up to four replies, with the signal at every point of the call. Checks of
//! each how often the action is sent, when, and what the failure says. The rules are in
//! `src/request/attempts.rs`.

use super::support::clock::VirtualClock;
use super::support::model_replies::ModelReply::*;
use super::support::model_replies::{HEADERS_MS, ModelReply, TOKEN_MS, sequences};
use super::support::platform::{SentRequest, TestPlatform};
use super::support::run::{RequestResult, assert_free, code, longest_ms, send};
use super::support::script::{Script, token_after};
use super::support::specs::{LIMITS, request_within, with_fixed_token};
use crate::arguments::call_spec::CallSpec;
use crate::arguments::options::Limits;
use crate::reply::reply::ReplyStatus;
use crate::request::shared::Shared;

/// The length of the longest sequence.
const LONGEST: usize = 4;

/// The replies to a call, its limits, and when the signal fires.
#[derive(Clone, Copy, Debug)]
struct Case<'a> {
    replies: &'a [ModelReply],
    limits: Limits,
    has_fixed_token: bool,
    abort_at_ms: Option<u64>,
}

/// How the call ended.
struct End {
    result: RequestResult,
    at_ms: u64,
    sent: Vec<SentRequest>,
    waits: Vec<u32>,
    instants: Vec<u64>,
}

impl Case<'_> {
    fn run(&self, spec: &CallSpec) -> End {
        let clock = VirtualClock::default();
        let shared = Shared::default();
        let script = Script {
            tokens: (0..=LONGEST)
                .map(|_| token_after(TOKEN_MS, "a-token"))
                .collect(),
            replies: self.replies.iter().map(|reply| reply.scripted()).collect(),
            abort_at_ms: self.abort_at_ms,
            random: vec![0.25; LONGEST],
            ..Script::default()
        };
        let platform = TestPlatform::new(&clock, script);
        let Ok(result) = clock.run(send(&platform, &shared, spec)) else {
            panic!("{self:?}: it never ends");
        };
        assert_eq!(clock.pending_timers(), 0, "{self:?}: a timer is left");
        assert_free(&shared, spec);
        End {
            result,
            at_ms: clock.now_ms(),
            sent: platform.sent(),
            waits: platform.waits(),
            instants: platform.log.instants(),
        }
    }

    /// What came back for the attempt of that number. `None` beyond the sequence.
    fn reply(&self, number: usize) -> Option<ModelReply> {
        self.replies.get(number).copied()
    }

    /// Checks what is true of every end.
    fn check(&self, end: &End) {
        let sent = end.sent.len();
        let answers = usize::from(!self.has_fixed_token);
        let most = 1 + self.limits.max_retries as usize + answers;
        assert!(sent <= most, "{self:?}: sent {sent} times");
        assert!(
            end.at_ms <= longest_ms(&self.limits),
            "{self:?}: it took {}",
            end.at_ms
        );
        let waited: u64 = end.waits.iter().copied().map(u64::from).sum();
        let budget = u64::from(self.limits.retry_budget_ms);
        assert!(waited <= budget, "{self:?}: waited {waited}");
        if let Some(abort_at_ms) = self.abort_at_ms {
            let late = end.sent.iter().find(|sent| sent.at_ms >= abort_at_ms);
            assert_eq!(late, None, "{self:?}: sent after the signal");
        }
        self.check_order(end);
        self.check_outcome(end);
    }

    /// Each further attempt follows a reply that allows it, and is not sent before its time.
    fn check_order(&self, end: &End) {
        let (mut throttled, mut answered) = (0, 0);
        for (number, pair) in end.sent.windows(2).enumerate() {
            let reply = self
                .reply(number)
                .expect("no attempt follows the 501 at the end");
            let wait_ms = match reply {
                ShortWait => 2_128,
                LongWait => 31_000,
                NoWait => 1_000 << throttled,
                Challenge => 0,
                _ => panic!("{self:?}: sent again after {reply:?}"),
            };
            throttled += u32::from(reply.is_throttled());
            answered += u32::from(reply == Challenge);
            let least_ms = pair[0].at_ms + HEADERS_MS + wait_ms + TOKEN_MS;
            assert!(
                pair[1].at_ms >= least_ms,
                "{self:?}: the attempt after {number} was sent too soon"
            );
        }
        assert!(
            throttled <= self.limits.max_retries,
            "{self:?}: {throttled} retries"
        );
        assert!(
            answered <= u32::from(!self.has_fixed_token),
            "{self:?}: {answered} answers"
        );
    }

    /// The outcome is what the last attempt proves.
    fn check_outcome(&self, end: &End) {
        let last = end
            .sent
            .len()
            .checked_sub(1)
            .and_then(|last| self.reply(last));
        // A signal at the instant of the reply wins.
        let arrived = |sent: &SentRequest| {
            let at_ms = sent.at_ms + HEADERS_MS;
            at_ms < end.at_ms || (at_ms == end.at_ms && self.abort_at_ms != Some(at_ms))
        };
        let reply = last.filter(|reply| *reply != Never && end.sent.last().is_some_and(arrived));
        let failure = match &end.result {
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
        let is_beyond = !end.sent.is_empty() && last.is_none();
        let reply_status = reply.and_then(ModelReply::reply).map(|reply| reply.status);
        let status = match reply_status {
            Some(ReplyStatus::Known(status)) => Some(status),
            _ => is_beyond.then_some(501),
        };
        assert_eq!(failure.status, status, "{self:?}: {}", failure.code);
        assert_eq!(
            failure.claims.is_some(),
            reply == Some(Challenge),
            "{self:?}"
        );
    }

    /// Runs the case with the signal at every point of the undisturbed call: at each event, between
    /// two events, before the first and after the last. Gives the number of points.
    fn check_aborted(&self, spec: &CallSpec, undisturbed: &End) -> usize {
        let mut points: Vec<u64> = vec![0];
        for instant in undisturbed.instants.iter().chain([&undisturbed.at_ms]) {
            let last = points[points.len() - 1];
            points.extend([last.midpoint(*instant), *instant]);
        }
        points.push(undisturbed.at_ms + 1);
        points.dedup();
        for abort_at_ms in &points {
            let case = Case {
                abort_at_ms: Some(*abort_at_ms),
                ..*self
            };
            let end = case.run(spec);
            case.check(&end);
            let is_in_time = *abort_at_ms <= undisturbed.at_ms;
            let expected = match is_in_time {
                true => ("aborted", *abort_at_ms),
                false => (code(&undisturbed.result), undisturbed.at_ms),
            };
            assert_eq!((code(&end.result), end.at_ms), expected, "{case:?}");
        }
        points.len()
    }
}

/// Checks all sequences. Gives the number of sequences, and how often a call had a signal.
fn check_all(max_retries: u32, retry_budget_ms: u32, has_fixed_token: bool) -> (usize, usize) {
    let limits = Limits {
        max_retries,
        retry_budget_ms,
        ..LIMITS
    };
    let mut spec = request_within(limits);
    if has_fixed_token {
        spec = with_fixed_token(spec, "a-token");
    }
    let (mut calls, mut aborted) = (0, 0);
    for replies in (0..=LONGEST).flat_map(sequences) {
        let case = Case {
            replies: &replies,
            limits,
            has_fixed_token,
            abort_at_ms: None,
        };
        let end = case.run(&spec);
        case.check(&end);
        calls += 1;
        // A reply that no attempt gets changes nothing, and the shorter sequence is checked too.
        if end.sent.len() >= replies.len() {
            aborted += case.check_aborted(&spec, &end);
        }
    }
    (calls, aborted)
}

/// The number of sequences.
const ALL: usize = 1 + 11 + 121 + 1_331 + 14_641;

#[test]
fn with_a_token_function_and_the_default_limits() {
    let (calls, aborted) = check_all(2, 30_000, false);
    assert_eq!(calls, ALL);
    assert!(aborted > 1_000, "{aborted}");
}

#[test]
fn with_a_fixed_token_and_the_default_limits() {
    let (calls, aborted) = check_all(2, 30_000, true);
    assert_eq!(calls, ALL);
    assert!(aborted > 500, "{aborted}");
}

#[test]
fn with_the_largest_limits() {
    for has_fixed_token in [false, true] {
        let (calls, aborted) = check_all(5, 600_000, has_fixed_token);
        assert_eq!(calls, ALL);
        assert!(aborted > 2_000, "{aborted}");
    }
}

#[test]
fn without_retries_or_without_a_budget() {
    for (max_retries, retry_budget_ms) in [(0, 600_000), (5, 0)] {
        for has_fixed_token in [false, true] {
            assert_eq!(
                check_all(max_retries, retry_budget_ms, has_fixed_token).0,
                ALL
            );
        }
    }
}
