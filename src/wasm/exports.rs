//! The public functions, as TypeScript calls them (`js/api/`).
//!
//! A function takes its arguments from the call, by their names in the public interface. It returns
//! the id of the call. Its result goes to `HostCall.resolve`, its failure to `HostCall.reject`.

use std::panic;

use wasm_bindgen::prelude::*;

use super::host::{HostCall, url_origin};
use super::work::{Work, spawn};
use crate::arguments::options::OptionSet;
use crate::arguments::route::ResolvedRoute;
use crate::error::ArgumentError;
use crate::session::earlier_request::EarlierRequest;
use crate::session::verdict::is_https;

/// Runs once, when an instance starts. The console then shows the message of a panic.
#[wasm_bindgen(start)]
fn start() {
    panic::set_hook(Box::new(console_error_panic_hook::hook));
}

/// `{ scope, ids }`. Resolves to a `Receipt`.
#[wasm_bindgen(js_name = requestRemoteAssistance)]
pub fn request_remote_assistance(call: HostCall) -> u32 {
    action(call, OptionSet::Common, Work::Request)
}

/// `{}`. Checks what all requests of a batch share. Resolves to the number of requests that may be under
/// way at once.
#[wasm_bindgen(js_name = requestForMany)]
pub fn request_for_many(call: HostCall) -> u32 {
    let route = Ok(ResolvedRoute::connectors());
    spawn(call, route, OptionSet::Batch, Work::Concurrency)
}

/// `{ scope, ids }`. Sends one request of a batch. Resolves to a `Receipt`.
#[wasm_bindgen(js_name = requestInBatch)]
pub fn request_in_batch(call: HostCall) -> u32 {
    action(call, OptionSet::Batch, Work::Request)
}

/// `{}`. Checks what all sessions of a batch share. Resolves to the number of requests that may be under
/// way at once.
#[wasm_bindgen(js_name = startSessions)]
pub fn start_sessions(call: HostCall) -> u32 {
    let route = Ok(ResolvedRoute::connectors());
    spawn(call, route, OptionSet::SessionBatch, Work::Concurrency)
}

/// `{ scope, ids }`. Resolves to the fields of a `StartedSession`, one of a batch.
#[wasm_bindgen(js_name = startInBatch)]
pub fn start_in_batch(call: HostCall) -> u32 {
    action(call, OptionSet::SessionBatch, Work::Follow(None))
}

/// `{ managedDeviceId, progress }`. Resolves to the fields of a `FollowedSession`, one of a batch.
#[wasm_bindgen(js_name = resumeInBatch)]
pub fn resume_in_batch(call: HostCall) -> u32 {
    resume(call, OptionSet::SessionBatch)
}

/// `{ scope, ids }`, and a token function that is not called. Resolves to the URL of the request.
#[wasm_bindgen(js_name = urlFor)]
pub fn url_for(call: HostCall) -> u32 {
    action(call, OptionSet::Common, Work::Url)
}

/// `{ managedDeviceId }`. Resolves to a `Session`.
#[wasm_bindgen(js_name = getSession)]
pub fn get_session(call: HostCall) -> u32 {
    let route = ResolvedRoute::session(&call.value("managedDeviceId"));
    spawn(call, route, OptionSet::Common, Work::Session)
}

/// `{ managedDeviceId }`. Resolves to Graph's document: the device.
#[wasm_bindgen(js_name = getDevice)]
pub fn get_device(call: HostCall) -> u32 {
    let route = ResolvedRoute::device(&call.value("managedDeviceId"));
    read(call, route)
}

/// `{ scope, ids }`. Resolves to the fields of a `StartedSession`.
#[wasm_bindgen(js_name = startSession)]
pub fn start_session(call: HostCall) -> u32 {
    action(call, OptionSet::Session, Work::Follow(None))
}

/// `{ managedDeviceId, progress }`. Resolves to the fields of a `FollowedSession`.
#[wasm_bindgen(js_name = resumeSession)]
pub fn resume_session(call: HostCall) -> u32 {
    resume(call, OptionSet::Session)
}

/// `{ query, link }`. Resolves to Graph's document: a page of devices.
#[wasm_bindgen(js_name = findDevices)]
pub fn find_devices(call: HostCall) -> u32 {
    let route = ResolvedRoute::devices(&call.object("query"));
    page(call, route)
}

/// `{ name, link }`. Resolves to Graph's document: a page of apps.
#[wasm_bindgen(js_name = findDetectedApps)]
pub fn find_detected_apps(call: HostCall) -> u32 {
    let route = ResolvedRoute::detected_apps(&call.value("name"));
    page(call, route)
}

/// `{ detectedAppId, link }`. Resolves to Graph's document: a page of devices.
#[wasm_bindgen(js_name = devicesWithApp)]
pub fn devices_with_app(call: HostCall) -> u32 {
    let route = ResolvedRoute::devices_with_app(&call.value("detectedAppId"));
    page(call, route)
}

/// `{ name, link }`. Resolves to Graph's document: a page of users.
#[wasm_bindgen(js_name = findUsers)]
pub fn find_users(call: HostCall) -> u32 {
    let route = ResolvedRoute::users(&call.value("name"));
    page(call, route)
}

/// `{ usersId, link }`. Resolves to Graph's document: a page of devices.
#[wasm_bindgen(js_name = devicesOfUser)]
pub fn devices_of_user(call: HostCall) -> u32 {
    let route = ResolvedRoute::devices_of_user(&call.value("usersId"));
    page(call, route)
}

/// `{ link }`. Resolves to Graph's document: a page of connectors.
#[wasm_bindgen(js_name = getConnectors)]
pub fn get_connectors(call: HostCall) -> u32 {
    page(call, Ok(ResolvedRoute::connectors()))
}

/// Whether a portal may open this address.
#[wasm_bindgen(js_name = isHttpsAddress)]
pub fn is_https_address(address: &str) -> bool {
    is_https(address, url_origin)
}

/// A function that sends the action.
fn action(call: HostCall, set: OptionSet, work: Work) -> u32 {
    let route = ResolvedRoute::action(&call.value("scope"), &call.object("ids"));
    spawn(call, route, set, work)
}

/// A function that waits for the session of an earlier request.
fn resume(call: HostCall, set: OptionSet) -> u32 {
    let id = call.value("managedDeviceId");
    let progress = call.document("progress");
    let (route, earlier) = match EarlierRequest::from_progress(progress.as_ref(), &id) {
        Ok(earlier) => (ResolvedRoute::session(&id), Some(earlier)),
        Err(invalid) => (Err(invalid), None),
    };
    spawn(call, route, set, Work::Follow(earlier))
}

/// A function that reads a page of a collection. The argument `link`, Graph's `@odata.nextLink`, leads
/// to a later page.
fn page(call: HostCall, route: Result<ResolvedRoute, Box<ArgumentError>>) -> u32 {
    let link = call.value("link");
    read(call, route.map(|route| route.at_link(link)))
}

/// A function that reads a device or a page.
fn read(call: HostCall, route: Result<ResolvedRoute, Box<ArgumentError>>) -> u32 {
    spawn(call, route, OptionSet::Common, Work::Request)
}
