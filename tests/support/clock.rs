//! Virtual time: nothing waits, and an instant is exact.
//!
//! A timer registers its deadline. When every future is pending, the clock jumps to the earliest
//! deadline and wakes all timers that are due then, so that two events of one instant are seen
//! together. A future is polled only when it was woken, as in a browser: one that loses its waker
//! would stay pending for ever, and is reported.

use core::cell::{Cell, RefCell};
use core::future::Future;
use core::pin::{Pin, pin};
use core::sync::atomic::{AtomicBool, Ordering};
use core::task::{Context, Poll, Waker};
use std::rc::Rc;
use std::sync::Arc;
use std::task::Wake;

/// Milliseconds since the test began, and the timers that are set.
#[derive(Clone, Default)]
pub struct Clock(Rc<Inner>);

#[derive(Default)]
struct Inner {
    now: Cell<u64>,
    next_id: Cell<u64>,
    timers: RefCell<Vec<Timer>>,
}

struct Timer {
    id: u64,
    deadline: u64,
    waker: Waker,
}

impl Clock {
    pub fn now(&self) -> u64 {
        self.0.now.get()
    }

    /// Ends that many milliseconds after it was first polled, as a browser's timer would.
    pub async fn sleep(&self, milliseconds: u64) {
        self.sleep_until(self.now().saturating_add(milliseconds))
            .await;
    }

    /// Ends at that instant, at once if it has passed.
    pub fn sleep_until(&self, deadline: u64) -> SleepUntil {
        let id = self.0.next_id.get();
        self.0.next_id.set(id.saturating_add(1));
        SleepUntil {
            clock: self.clone(),
            id,
            deadline,
        }
    }

    /// How many timers are set. After a call there must be none.
    pub fn timers(&self) -> usize {
        self.0.timers.borrow().len()
    }

    /// Runs the future to its end, or to the point from which nothing would ever wake it again.
    pub fn run<T>(&self, future: impl Future<Output = T>) -> Result<T, PendingForEver> {
        let mut future = pin!(future);
        let woken = Arc::new(Woken(AtomicBool::new(true)));
        let waker = Waker::from(woken.clone());
        loop {
            while woken.0.swap(false, Ordering::Relaxed) {
                if let Poll::Ready(value) = future.as_mut().poll(&mut Context::from_waker(&waker)) {
                    return Ok(value);
                }
            }
            self.advance()?;
        }
    }

    /// Jumps to the earliest deadline and wakes what is due.
    fn advance(&self) -> Result<(), PendingForEver> {
        let earliest = self
            .0
            .timers
            .borrow()
            .iter()
            .map(|timer| timer.deadline)
            .min();
        let now = earliest.ok_or(PendingForEver { since: self.now() })?;
        self.0.now.set(now);
        let due: Vec<Timer> = self
            .0
            .timers
            .borrow_mut()
            .extract_if(.., |timer| timer.deadline <= now)
            .collect();
        due.into_iter().for_each(|timer| timer.waker.wake());
        Ok(())
    }
}

/// No timer is set and nothing was woken: the future would never end.
#[derive(Debug, PartialEq, Eq)]
pub struct PendingForEver {
    pub since: u64,
}

struct Woken(AtomicBool);

impl Wake for Woken {
    fn wake(self: Arc<Self>) {
        self.0.store(true, Ordering::Relaxed);
    }
}

/// A timer; dropping it clears it.
pub struct SleepUntil {
    clock: Clock,
    id: u64,
    deadline: u64,
}

impl SleepUntil {
    fn clear(&self) {
        let mut timers = self.clock.0.timers.borrow_mut();
        timers.retain(|timer| timer.id != self.id);
    }
}

impl Future for SleepUntil {
    type Output = ();

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
        self.clear();
        if self.clock.now() >= self.deadline {
            return Poll::Ready(());
        }
        self.clock.0.timers.borrow_mut().push(Timer {
            id: self.id,
            deadline: self.deadline,
            waker: context.waker().clone(),
        });
        Poll::Pending
    }
}

impl Drop for SleepUntil {
    fn drop(&mut self) {
        self.clear();
    }
}
