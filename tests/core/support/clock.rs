//! Virtual time. No test waits, and every instant is exact.
//!
//! A timer registers its deadline. When every future is pending, the clock jumps to the earliest
//! deadline and wakes all timers that are due then, so that two events of one instant are seen
//! together. A future is polled only after it was woken. A future that loses its waker would stay
//! pending for ever in a browser, and is reported here.

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
pub(crate) struct VirtualClock(Rc<Inner>);

#[derive(Default)]
struct Inner {
    now_ms: Cell<u64>,
    next_id: Cell<u64>,
    timers: RefCell<Vec<Timer>>,
}

struct Timer {
    id: u64,
    deadline_ms: u64,
    waker: Waker,
}

impl VirtualClock {
    /// Milliseconds since the test began.
    pub(crate) fn now_ms(&self) -> u64 {
        self.0.now_ms.get()
    }

    /// Ends that many milliseconds from now.
    pub(crate) async fn sleep(&self, ms: u64) {
        self.sleep_until(self.now_ms().saturating_add(ms)).await;
    }

    /// Ends at that instant. Ends at once if the instant has passed.
    pub(crate) fn sleep_until(&self, deadline_ms: u64) -> SleepUntil {
        let id = self.0.next_id.get();
        self.0.next_id.set(id.saturating_add(1));
        SleepUntil {
            clock: self.clone(),
            id,
            deadline_ms,
        }
    }

    /// How many timers are set. A call that has ended leaves none.
    pub(crate) fn pending_timers(&self) -> usize {
        self.0.timers.borrow().len()
    }

    /// Runs the future to its end. Fails if nothing would ever wake the future again.
    pub(crate) fn run<T>(&self, future: impl Future<Output = T>) -> Result<T, NeverEnds> {
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

    /// Jumps to the earliest deadline and wakes the timers that are due.
    fn advance(&self) -> Result<(), NeverEnds> {
        let earliest = self
            .0
            .timers
            .borrow()
            .iter()
            .map(|timer| timer.deadline_ms)
            .min();
        let now = earliest.ok_or(NeverEnds {
            since_ms: self.now_ms(),
        })?;
        self.0.now_ms.set(now);
        let due: Vec<Timer> = self
            .0
            .timers
            .borrow_mut()
            .extract_if(.., |timer| timer.deadline_ms <= now)
            .collect();
        due.into_iter().for_each(|timer| timer.waker.wake());
        Ok(())
    }
}

/// No timer is set and nothing was woken, so that the future would never end.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct NeverEnds {
    pub(crate) since_ms: u64,
}

struct Woken(AtomicBool);

impl Wake for Woken {
    fn wake(self: Arc<Self>) {
        self.0.store(true, Ordering::Relaxed);
    }
}

/// A timer. Dropping it clears it.
pub(crate) struct SleepUntil {
    clock: VirtualClock,
    id: u64,
    deadline_ms: u64,
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
        if self.clock.now_ms() >= self.deadline_ms {
            return Poll::Ready(());
        }
        self.clock.0.timers.borrow_mut().push(Timer {
            id: self.id,
            deadline_ms: self.deadline_ms,
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
