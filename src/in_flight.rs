//! The guard against two calls for one device at once: the second would ring the person twice.

use core::cell::RefCell;

/// The devices that have a call which has not settled.
#[derive(Default)]
pub struct InFlight {
    // A portal has a handful of calls under way: a list is smaller than a hash set, and as fast.
    devices: RefCell<Vec<String>>,
}

impl InFlight {
    /// No call is under way.
    pub const fn new() -> InFlight {
        InFlight {
            devices: RefCell::new(Vec::new()),
        }
    }

    /// Takes the device's place, unless another call holds it.
    pub fn enter(&self, device: &str) -> bool {
        let mut devices = self.devices.borrow_mut();
        let is_free = !devices.iter().any(|held| held == device);
        if is_free {
            devices.push(device.to_owned());
        }
        is_free
    }

    /// Gives the place back.
    pub fn leave(&self, device: &str) {
        let mut devices = self.devices.borrow_mut();
        if let Some(place) = devices.iter().position(|held| held == device) {
            devices.swap_remove(place);
        }
    }
}
