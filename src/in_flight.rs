//! The guard against two calls for one device at once: the second would ring the person twice.

use core::cell::RefCell;

/// The devices that have a call which has not settled.
#[derive(Default)]
pub struct InFlight {
    // A portal has a handful of calls under way: a list is smaller than a hash set, and as fast.
    devices: RefCell<Vec<String>>,
}

/// Holds a device's place until the call settles, however it does.
pub struct Place<'a> {
    in_flight: &'a InFlight,
    device: &'a str,
}

impl InFlight {
    /// Takes the device's place, or gives nothing if another call holds it.
    pub fn enter<'a>(&'a self, device: &'a str) -> Option<Place<'a>> {
        let mut devices = self.devices.borrow_mut();
        if devices.iter().any(|held| held == device) {
            return None;
        }
        devices.push(device.to_owned());
        Some(Place {
            in_flight: self,
            device,
        })
    }
}

impl Drop for Place<'_> {
    fn drop(&mut self) {
        self.in_flight
            .devices
            .borrow_mut()
            .retain(|held| held != self.device);
    }
}
