//! The functions that check arguments, with all of them by value and the parser of the tests.

use super::arguments::{Checked, url_origin};
use crate::arguments::call_spec::{CallSpec, CommonArguments};
use crate::arguments::host_value::{HostObject, HostValue};
use crate::arguments::ids::Id;
use crate::arguments::options::OptionSet;
use crate::arguments::query;
use crate::arguments::route::ResolvedRoute;

/// Checks the arguments of a function that has this set of options.
fn check(
    route: Checked<ResolvedRoute>,
    token: HostValue,
    options: HostObject,
    set: OptionSet,
) -> Checked<Box<CallSpec>> {
    CallSpec::check(route, CommonArguments { token, options }, set, url_origin)
}

/// A function that sends the action.
pub(crate) fn action(
    scope: HostValue,
    ids: HostObject,
    token: HostValue,
    options: HostObject,
    set: OptionSet,
) -> Checked<Box<CallSpec>> {
    check(ResolvedRoute::action(&scope, &ids), token, options, set)
}

/// `urlFor`, as its export does it.
pub(crate) fn url_for(scope: HostValue, ids: HostObject, options: HostObject) -> Checked<String> {
    let spec = action(scope, ids, HostValue::Function, options, OptionSet::Common)?;
    Ok(spec.endpoint.url)
}

/// `resumeSession`.
pub(crate) fn resume(
    managed_device_id: HostValue,
    token: HostValue,
    options: HostObject,
) -> Checked<Box<CallSpec>> {
    let route = session_route(managed_device_id);
    check(route, token, options, OptionSet::Session)
}

/// `resumeSession`, one of a batch.
pub(crate) fn resume_in_batch(
    managed_device_id: HostValue,
    token: HostValue,
    options: HostObject,
) -> Checked<Box<CallSpec>> {
    let route = session_route(managed_device_id);
    check(route, token, options, OptionSet::SessionBatch)
}

/// `getSession`, or the first page of a collection.
pub(crate) fn read(
    route: Checked<ResolvedRoute>,
    token: HostValue,
    options: HostObject,
) -> Checked<Box<CallSpec>> {
    check(route, token, options, OptionSet::Common)
}

/// A later page of a collection.
pub(crate) fn next_page(
    link: HostValue,
    token: HostValue,
    options: HostObject,
) -> Checked<Box<CallSpec>> {
    read(
        Ok(ResolvedRoute::connectors().at_link(link)),
        token,
        options,
    )
}

/// What `requestForMany` checks before its first request.
pub(crate) fn batch_concurrency(token: HostValue, options: HostObject) -> Checked<u32> {
    let route = Ok(ResolvedRoute::connectors());
    let spec = check(route, token, options, OptionSet::Batch)?;
    Ok(spec.options.concurrency)
}

/// What `startSessions` checks before its first request.
pub(crate) fn sessions_concurrency(token: HostValue, options: HostObject) -> Checked<u32> {
    let route = Ok(ResolvedRoute::connectors());
    let spec = check(route, token, options, OptionSet::SessionBatch)?;
    Ok(spec.options.concurrency)
}

/// The route of `getSession`.
pub(crate) fn session_route(managed_device_id: HostValue) -> Checked<ResolvedRoute> {
    ResolvedRoute::session(&managed_device_id)
}

/// The route of `getDevice`.
pub(crate) fn device_route(managed_device_id: HostValue) -> Checked<ResolvedRoute> {
    ResolvedRoute::device(&managed_device_id)
}

/// The route of `findDevices`.
pub(crate) fn devices_route(query: HostObject) -> Checked<ResolvedRoute> {
    ResolvedRoute::devices(&query)
}

/// The route of `findDetectedApps`.
pub(crate) fn apps_route(name: HostValue) -> Checked<ResolvedRoute> {
    ResolvedRoute::detected_apps(&name)
}

/// The route of `devicesWithApp`.
pub(crate) fn devices_with_app_route(detected_app_id: HostValue) -> Checked<ResolvedRoute> {
    ResolvedRoute::devices_with_app(&detected_app_id)
}

/// The route of `findUsers`.
pub(crate) fn users_route(name: HostValue) -> Checked<ResolvedRoute> {
    ResolvedRoute::users(&name)
}

/// The route of `devicesOfUser`.
pub(crate) fn devices_of_user_route(users_id: HostValue) -> Checked<ResolvedRoute> {
    ResolvedRoute::devices_of_user(&users_id)
}

/// The `$filter` of `findDevices`.
pub(crate) fn device_filter(query: HostObject) -> Checked<String> {
    query::device_terms(&query).map(|terms| query::filter(&terms))
}

/// The `$filter` of `findDetectedApps`.
pub(crate) fn app_filter(name: HostValue) -> Checked<String> {
    query::app_terms(&name).map(|terms| query::filter(&terms))
}

/// The id of that text.
pub(crate) fn parse_id(id: &str) -> Result<Id, &'static str> {
    Id::parse(id)
}
