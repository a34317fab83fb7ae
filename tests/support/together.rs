//! Several calls of one page, each in a world of its own, on one clock.

use core::future::{Future, poll_fn};
use core::pin::Pin;
use core::task::Poll;

use intune_remote_assistance::arguments::Call;
use intune_remote_assistance::call::{Limits, Page};
use intune_remote_assistance::value::Value;

use super::arguments::{call_from, object, text};
use super::clock::Clock;
use super::script::{Alone, Portal, Script, settle};

/// A call that begins at that instant.
pub struct Begun {
    pub at: u64,
    pub script: Script,
    pub call: Call,
}

/// A call for that device at that origin (the global cloud if there is none).
pub fn call_for(device: &str, origin: Option<&str>, limits: Limits) -> Call {
    let call = call_from(
        text("deviceManagement"),
        object([("managedDeviceId", text(device))]),
        Value::Function,
        object([("origin", origin.map_or(Value::Undefined, text))]),
    );
    let call = call.expect("a good call");
    Call { limits, ..*call }
}

/// Plays them all to their ends.
pub fn together(calls: Vec<Begun>) -> Vec<Alone> {
    let clock = Clock::default();
    let page = Page::default();
    let one = async |begun: Begun| {
        let portal = Portal::new(&clock, begun.script);
        clock.sleep_until(begun.at).await;
        let settled = settle(&portal, &page, &begun.call).await;
        Alone {
            settled,
            at: clock.now(),
            journal: portal.journal(),
            sent: portal.sent(),
            waits: portal.waits(),
        }
    };
    let ends = clock.run(all(calls.into_iter().map(one)));
    assert_eq!(clock.timers(), 0, "settled calls leave no timer behind");
    ends.expect("all calls end")
}

/// Runs the futures side by side; what they give, in their order.
async fn all<T>(futures: impl Iterator<Item = impl Future<Output = T>>) -> Vec<T> {
    let mut running: Vec<(Pin<Box<_>>, Option<T>)> =
        futures.map(|future| (Box::pin(future), None)).collect();
    poll_fn(|context| {
        for (future, value) in &mut running {
            if value.is_none()
                && let Poll::Ready(ready) = future.as_mut().poll(context)
            {
                *value = Some(ready);
            }
        }
        match running.iter().all(|(_, value)| value.is_some()) {
            true => Poll::Ready(()),
            false => Poll::Pending,
        }
    })
    .await;
    running.into_iter().filter_map(|(_, value)| value).collect()
}
