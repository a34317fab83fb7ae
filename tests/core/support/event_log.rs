//! What happened during a call, one line for each event with its instant: `200: fetch aborted`.

use core::cell::RefCell;
use std::rc::Rc;

use super::clock::VirtualClock;

/// The events of one call. All clones share one list.
#[derive(Clone)]
pub(crate) struct EventLog {
    clock: VirtualClock,
    events: Rc<RefCell<Vec<(u64, String)>>>,
}

impl EventLog {
    pub(crate) fn new(clock: &VirtualClock) -> EventLog {
        EventLog {
            clock: clock.clone(),
            events: Rc::default(),
        }
    }

    /// Adds an event of this instant.
    pub(crate) fn add(&self, event: &str) {
        let event = (self.clock.now_ms(), event.to_owned());
        self.events.borrow_mut().push(event);
    }

    /// One line for each event.
    pub(crate) fn lines(&self) -> Vec<String> {
        let line = |(at_ms, event): &(u64, String)| format!("{at_ms}: {event}");
        self.events.borrow().iter().map(line).collect()
    }

    /// The instants of the events, each once.
    pub(crate) fn instants(&self) -> Vec<u64> {
        let mut instants: Vec<u64> = self.events.borrow().iter().map(|(at, _)| *at).collect();
        instants.dedup();
        instants
    }

    /// A guard that adds the event if it is dropped before [`Unfinished::finish`].
    pub(crate) fn unfinished(&self, event: &'static str) -> Unfinished<'_> {
        let event = Some(event);
        Unfinished { log: self, event }
    }
}

/// Something that has begun and has not ended.
pub(crate) struct Unfinished<'a> {
    log: &'a EventLog,
    event: Option<&'static str>,
}

impl Unfinished<'_> {
    /// It has ended, so that dropping the guard adds no event.
    pub(crate) fn finish(mut self) {
        self.event = None;
    }
}

impl Drop for Unfinished<'_> {
    fn drop(&mut self) {
        if let Some(event) = self.event {
            self.log.add(event);
        }
    }
}
