//! One call under way, and one of its requests.

use core::cell::Cell;

use crate::arguments::call_spec::CallSpec;
use crate::arguments::options::Limits;
use crate::endpoint::Endpoint;
use crate::error::Error;
use crate::platform::Platform;
use crate::request::failure::Failure;
use crate::request::in_flight::InFlightGuard;
use crate::request::shared::Shared;

/// One call under way. A call may make several requests, such as reads, the action and more reads.
pub(crate) struct CallContext<'a, P> {
    /// The environment.
    pub(crate) platform: &'a P,
    /// What all calls share.
    pub(crate) shared: &'a Shared,
    /// The checked arguments.
    pub(crate) spec: &'a CallSpec,
    /// Whether a token was forced to be refreshed. A call does so once, whatever it sends.
    pub(crate) has_refreshed: Cell<bool>,
    /// Held to the end of the call, so that no other call rings the device meanwhile.
    _place: Option<InFlightGuard<'a>>,
}

/// One request of a call.
pub(crate) struct Request<'a> {
    /// What it is for, and where it goes.
    pub(crate) endpoint: &'a Endpoint,
    /// How long and how often it may be tried.
    pub(crate) limits: Limits,
    /// When the request must be over, in milliseconds since the epoch.
    deadline_ms: f64,
}

impl<'a> Request<'a> {
    /// A request without a deadline of its own.
    pub(crate) const fn new(endpoint: &'a Endpoint, limits: Limits) -> Request<'a> {
        Request::until(endpoint, limits, f64::INFINITY)
    }

    /// A request that must be over by then.
    pub(crate) const fn until(
        endpoint: &'a Endpoint,
        limits: Limits,
        deadline_ms: f64,
    ) -> Request<'a> {
        Request {
            endpoint,
            limits,
            deadline_ms,
        }
    }

    /// What is left until the deadline. A cast from f64 saturates.
    pub(crate) fn left_ms(&self, platform: &impl Platform) -> u32 {
        (self.deadline_ms - platform.now_ms()) as u32
    }

    /// The time limit of the next wait, in milliseconds.
    pub(crate) fn timeout_ms(&self, platform: &impl Platform) -> u32 {
        self.limits.timeout_ms.min(self.left_ms(platform))
    }
}

impl<'a, P: Platform> CallContext<'a, P> {
    /// Begins a call. It fails if its link must not be followed, or if another call for the same device
    /// is under way.
    pub(crate) fn begin(
        platform: &'a P,
        shared: &'a Shared,
        spec: &'a CallSpec,
    ) -> Result<CallContext<'a, P>, Box<Failure>> {
        if let Some(problem) = spec.link_problem {
            return Err(Failure::not_sent(
                Error::BadLink(problem),
                spec.endpoint.kind,
            ));
        }
        Ok(CallContext {
            platform,
            shared,
            spec,
            has_refreshed: Cell::new(false),
            _place: shared.in_flight.enter(spec.device_key.as_deref())?,
        })
    }
}
