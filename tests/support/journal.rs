//! What happened around a call, line by line, each with its instant: `200: send dropped`.

use core::cell::RefCell;
use std::rc::Rc;

use super::clock::Clock;

/// The lines; every clone writes on the same page.
#[derive(Clone)]
pub struct Journal {
    clock: Clock,
    lines: Rc<RefCell<Vec<(u64, String)>>>,
}

impl Journal {
    pub fn new(clock: &Clock) -> Journal {
        Journal {
            clock: clock.clone(),
            lines: Rc::default(),
        }
    }

    pub fn note(&self, what: &str) {
        let line = (self.clock.now(), what.to_owned());
        self.lines.borrow_mut().push(line);
    }

    pub fn lines(&self) -> Vec<String> {
        let line = |(at, what): &(u64, String)| format!("{at}: {what}");
        self.lines.borrow().iter().map(line).collect()
    }

    /// When something happened, each instant once.
    pub fn instants(&self) -> Vec<u64> {
        let mut instants: Vec<u64> = self.lines.borrow().iter().map(|(at, _)| *at).collect();
        instants.dedup();
        instants
    }
}

/// Notes that something was dropped before it had ended.
pub struct Pending<'a> {
    journal: &'a Journal,
    what: Option<&'static str>,
}

impl<'a> Pending<'a> {
    pub fn new(journal: &'a Journal, what: &'static str) -> Pending<'a> {
        let what = Some(what);
        Pending { journal, what }
    }

    pub fn end(mut self) {
        self.what = None;
    }
}

impl Drop for Pending<'_> {
    fn drop(&mut self) {
        if let Some(what) = self.what {
            self.journal.note(what);
        }
    }
}
