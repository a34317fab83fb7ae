//! Runs `startSession` and `resumeSession` in a scripted world.

use futures_util::future::join;
use intune_remote_assistance::arguments::Call;
use intune_remote_assistance::call::Page;
use intune_remote_assistance::function::Function;
use intune_remote_assistance::started::Progress;
use intune_remote_assistance::value::Value;

use super::arguments::{DEVICE, TOKEN, object, origin_of, text};
use super::canned::Canned;
use super::clock::Clock;
use super::devices::line;
use super::report::{Failure, Started};
use super::run::{Given, run};
use super::script::{Portal, Script, Sent, Step};

/// A `startSession` on the route by the tenant's devices, with these options.
pub fn start_with<const N: usize>(options: [(&str, Value); N]) -> Call {
    let call = Call::from_arguments(
        Function::Start,
        text("deviceManagement"),
        object([("managedDeviceId", text(DEVICE))]),
        text(TOKEN),
        object(options),
        &origin_of,
    );
    *call.expect("a good call")
}

pub fn ms(milliseconds: u32) -> Value {
    Value::Number(milliseconds.into())
}

/// The same, with these limits on how long it is waited.
pub fn start_within(poll_timeout_ms: u32, timeout_ms: u32) -> Call {
    let limits = [
        ("pollTimeoutMs", ms(poll_timeout_ms)),
        ("timeoutMs", ms(timeout_ms)),
    ];
    start_with(limits)
}

/// A `resumeSession` for that device.
pub fn resume_with<const N: usize>(options: [(&str, Value); N]) -> Call {
    let call = Call::from_arguments(
        Function::Resume,
        Value::Undefined,
        object([("managedDeviceId", text(DEVICE))]),
        text(TOKEN),
        object(options),
        &origin_of,
    );
    *call.expect("a good call")
}

/// With the defaults.
pub fn start() -> Call {
    start_with([])
}

/// Replies that each take so long.
pub fn after(milliseconds: u64, replies: Vec<Canned>) -> Vec<Step<Option<Canned>>> {
    let late = |reply| Step::After(milliseconds, Some(reply));
    replies.into_iter().map(late).collect()
}

/// How it ended, and what happened.
pub struct Followed {
    pub end: Result<Started, Failure>,
    pub at: u64,
    pub sent: Vec<Sent>,
    pub waits: Vec<u32>,
    pub news: Vec<Progress>,
    /// When each of them was told.
    pub told_at: Vec<u64>,
    pub journal: Vec<String>,
    /// How many tokens were asked for.
    pub tokens: u32,
}

impl Followed {
    /// Every attempt: its instant and its method.
    pub fn attempts(&self) -> Vec<String> {
        let attempt = |sent: &Sent| format!("{} {}", sent.at, sent.method);
        self.sent.iter().map(attempt).collect()
    }

    pub fn posts(&self) -> usize {
        self.sent
            .iter()
            .filter(|sent| sent.method == "POST")
            .count()
    }

    /// Where it led, in a line: an ending and the session, or a code and an outcome.
    pub fn line(&self) -> String {
        match &self.end {
            Ok(started) => {
                let error = started
                    .error
                    .map_or(String::new(), |code| format!(" ({code})"));
                format!("{}: {}{error}", started.ended, line(&started.session))
            }
            Err(failure) => format!("{} {}", failure.code, failure.outcome),
        }
    }

    /// Every phase that was told, with its problem.
    pub fn phases(&self) -> Vec<String> {
        let phase = |news: &Progress| match news.problem {
            Some(problem) => format!("{} {problem}", news.phase.name()),
            None => news.phase.name().to_owned(),
        };
        self.news.iter().map(phase).collect()
    }
}

/// Follows one request on a page of its own.
pub fn follow(script: Script, call: &Call) -> Followed {
    follow_on(&Page::default(), script, call)
}

/// The same on this page.
pub fn follow_on(page: &Page, script: Script, call: &Call) -> Followed {
    follow_beside(page, script, call, async |_| ())
}

/// The same with something else that happens meanwhile. Whatever that is, it ends, leaves no timer and
/// gives the device back.
pub fn follow_beside(
    page: &Page,
    script: Script,
    call: &Call,
    beside: impl AsyncFnOnce(Clock),
) -> Followed {
    let clock = Clock::default();
    let portal = Portal::new(&clock, script);
    let run = async {
        let end = run(&portal, page, call).await;
        (end, clock.now())
    };
    let both = join(run, beside(clock.clone()));
    let end = clock.run(both).map(|(end, ())| end);
    let (end, at) = end.unwrap_or_else(|_| panic!("it never ends: {:#?}", portal.journal()));
    assert_eq!(clock.timers(), 0, "a timer is left");
    let device = call.request.device.as_deref().expect("a device");
    assert!(page.in_flight.enter(device), "the device is not free");
    page.in_flight.leave(device);
    Followed {
        end: match end {
            Ok(Given::Started(started)) => Ok(*started),
            Ok(other) => panic!("{other:?} is no session"),
            Err(failure) => Err(*failure),
        },
        at,
        sent: portal.sent(),
        waits: portal.waits(),
        news: portal.news.borrow().clone(),
        told_at: portal.told_at.borrow().clone(),
        journal: portal.journal(),
        tokens: portal.requests.get(),
    }
}
