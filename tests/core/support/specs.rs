//! The checked arguments with which calls run.

use super::arguments::{object, request_spec, spec_with_options, text};
use super::functions::{read, session_route};
use crate::arguments::call_spec::{CallSpec, TokenSource};
use crate::arguments::host_value::{HostObject, HostValue};
use crate::arguments::options::Limits;
use crate::arguments::route::ResolvedRoute;
use crate::arguments::token::Token;
use crate::error::TokenProblem;

/// The limits of most tests. They are the defaults, with a round number as the timeout.
pub(crate) const LIMITS: Limits = Limits {
    timeout_ms: 1_000,
    ..Limits::DEFAULT
};

/// [`LIMITS`] without retries.
pub(crate) const NO_RETRIES: Limits = Limits {
    max_retries: 0,
    ..LIMITS
};

/// The same call with one token for all attempts.
pub(crate) fn with_fixed_token(mut spec: Box<CallSpec>, token: &str) -> Box<CallSpec> {
    let token = Token::parse(token.to_owned()).expect("a valid token");
    spec.token = TokenSource::Fixed(token);
    spec
}

/// The same call within those limits.
pub(crate) fn with_limits(mut spec: Box<CallSpec>, limits: Limits) -> Box<CallSpec> {
    spec.options.limits = limits;
    spec
}

/// The ids of the `deviceManagement` scope.
pub(crate) fn device_ids(device: &str) -> HostObject {
    object([("managedDeviceId", text(device))])
}

/// A request for [`DEVICE`](super::arguments::DEVICE) without options.
pub(crate) fn request_with_defaults() -> Box<CallSpec> {
    spec_with_options(HostObject::Undefined).expect("valid arguments")
}

/// A request for [`DEVICE`](super::arguments::DEVICE) within those limits.
pub(crate) fn request_within(limits: Limits) -> Box<CallSpec> {
    with_limits(request_with_defaults(), limits)
}

/// A request for that device at that origin. Without an origin, it goes to the global cloud.
pub(crate) fn request_for(device: &str, origin: Option<&str>, limits: Limits) -> Box<CallSpec> {
    let options = object([("origin", origin.map_or(HostValue::Undefined, text))]);
    let scope = text("deviceManagement");
    let spec = request_spec(scope, device_ids(device), HostValue::Function, options);
    with_limits(spec.expect("valid arguments"), limits)
}

/// The read of one device.
pub(crate) fn read_device(device: &str, options: HostObject) -> Box<CallSpec> {
    let spec = read(session_route(text(device)), HostValue::Function, options);
    spec.expect("valid arguments")
}

/// The read of a list.
pub(crate) fn read_connectors(options: HostObject) -> Box<CallSpec> {
    let spec = read(
        Ok(ResolvedRoute::connectors()),
        HostValue::Function,
        options,
    );
    spec.expect("valid arguments")
}

/// A value of a token function that has this problem.
pub(crate) fn value_with(problem: TokenProblem) -> HostValue {
    match problem {
        TokenProblem::NotText => HostValue::Other,
        TokenProblem::Empty => text(""),
        TokenProblem::TooLong => HostValue::LongText,
        TokenProblem::Scheme => text("Bearer token"),
        TokenProblem::Character => text("to ken"),
    }
}
