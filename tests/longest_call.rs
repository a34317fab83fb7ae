//! The longest time that a call can take, which the face relies on to find a module that failed.

mod support;

use intune_remote_assistance::call::Limits;
use support::arguments::call_within;
use support::canned::{Canned, challenged, status};
use support::script::{Script, Step, play, token};

#[test]
fn the_sum_of_all_bounds() {
    for (timeout_ms, max_retries, retry_budget_ms, expected) in [
        (1, 0, 0, 4),
        (30_000, 2, 30_000, 270_000),
        (600_000, 5, 600_000, 9_000_000),
        (1_000, 0, 600_000, 604_000),
        // No overflow, whatever is handed in.
        (u32::MAX, u32::MAX, u32::MAX, u64::MAX),
    ] {
        let limits = Limits {
            timeout_ms,
            max_retries,
            retry_budget_ms,
        };
        assert_eq!(limits.longest_ms(), expected, "{limits:?}");
    }
}

/// Everything takes as long as it may: the bound is reached and not passed.
#[test]
fn the_slowest_call_takes_exactly_that_long() {
    for max_retries in 0..=5 {
        for timeout_ms in [1_u32, 1_000, 600_000] {
            let limits = Limits {
                timeout_ms,
                max_retries,
                retry_budget_ms: 2_500 * max_retries,
            };
            let slowly = |reply: Canned| Step::After(timeout_ms.into(), Some(reply));
            let throttled = (0..max_retries).map(|_| slowly(status(429).told("2.5")));
            let tries = max_retries + 2;
            let script = Script {
                tokens: (0..tries)
                    .map(|_| Step::After(timeout_ms.into(), Ok(token("late"))))
                    .collect(),
                replies: [slowly(challenged())]
                    .into_iter()
                    .chain(throttled)
                    .chain([Step::Never])
                    .collect(),
                ..Script::default()
            };
            let alone = play(script, &call_within(limits)).expect("the call ends");
            assert_eq!(alone.sent.len(), tries as usize, "{limits:?}");
            assert_eq!(alone.at, limits.longest_ms(), "{limits:?}");
            assert_eq!(alone.code(), "timeout", "{limits:?}");
        }
    }
}
