//! The guard against two calls for one device at once. The second would ring the person twice.

use crate::endpoint::RequestKind;
use crate::error::Error;
use crate::request::failure::Failure;
use core::cell::Cell;

/// The devices with a call that has not settled.
#[derive(Default)]
pub(crate) struct InFlight {
    // A portal has a handful of calls under way. A HashSet would add 2 KB to the module (brotli).
    device_keys: Cell<Vec<String>>,
}

impl InFlight {
    /// No call is under way.
    pub(crate) const fn new() -> InFlight {
        InFlight {
            device_keys: Cell::new(Vec::new()),
        }
    }

    /// Takes the place of the device until the guard is dropped. `None` needs no place.
    pub(crate) fn enter<'a>(
        &'a self,
        device_key: Option<&'a str>,
    ) -> Result<Option<InFlightGuard<'a>>, Box<Failure>> {
        let Some(device_key) = device_key else {
            return Ok(None);
        };
        let mut device_keys = self.device_keys.take();
        let is_held = device_keys.iter().any(|held| held == device_key);
        if !is_held {
            device_keys.push(device_key.to_owned());
        }
        self.device_keys.set(device_keys);
        if is_held {
            return Err(Failure::not_sent(
                Error::AlreadyInFlight,
                RequestKind::Action,
            ));
        }
        Ok(Some(InFlightGuard {
            in_flight: self,
            device_key,
        }))
    }
}

/// The place of one device. Dropping it gives the place back.
pub(crate) struct InFlightGuard<'a> {
    in_flight: &'a InFlight,
    device_key: &'a str,
}

impl Drop for InFlightGuard<'_> {
    fn drop(&mut self) {
        let mut device_keys = self.in_flight.device_keys.take();
        if let Some(index) = device_keys.iter().position(|held| held == self.device_key) {
            device_keys.swap_remove(index);
        }
        self.in_flight.device_keys.set(device_keys);
    }
}
