//! Arguments of the public functions, and what a test reads from a refused one.

use super::functions::{action, url_for};
use super::reports::ReportedFailure;
use crate::arguments::call_spec::CallSpec;
use crate::arguments::host_value::{HostObject, HostValue, MAX_NAME_LENGTH, Properties};
use crate::arguments::options::OptionSet;
use crate::arguments::scope::Scope;
use crate::error::ArgumentError;

/// The id of a device in the form in which Intune gives it.
pub(crate) const DEVICE: &str = "5c9d2f1e-4a7b-4c3d-8e6f-0a1b2c3d4e5f";

/// A valid token with every kind of character that RFC 6750 allows.
pub(crate) const TOKEN: &str = "eyJ0eXAi.SECRET-text_of~the+token/0==";

pub(crate) type Checked<T> = Result<T, Box<ArgumentError>>;

/// `new URL(url).origin`. The crate `url` implements the standard that browsers implement.
pub(crate) fn url_origin(url: &str) -> Option<String> {
    Some(url::Url::parse(url).ok()?.origin().ascii_serialization())
}

pub(crate) fn text(text: &str) -> HostValue {
    HostValue::Text(text.to_owned())
}

pub(crate) fn number(number: u32) -> HostValue {
    HostValue::Number(number.into())
}

/// An object with these properties. As in `wasm::convert`, a name that is too long is empty.
pub(crate) fn object<const N: usize>(properties: [(&str, HostValue); N]) -> HostObject {
    let property = |(name, value): (&str, HostValue)| (quotable(name).to_owned(), value);
    HostObject::Properties(Properties(properties.into_iter().map(property).collect()))
}

/// The name, or an empty one if it is too long to be quoted in an error.
fn quotable(name: &str) -> &str {
    match name.encode_utf16().count() <= MAX_NAME_LENGTH as usize {
        true => name,
        false => "",
    }
}

/// The names of the ids that the scope needs, in the order of its path.
pub(crate) fn id_names(scope: Scope) -> impl Iterator<Item = &'static str> {
    scope.path().iter().map(|(_, name)| *name)
}

/// The path of the scope as Graph's page writes it, with the ids as `{placeholder}` segments.
pub(crate) fn template(scope: Scope) -> String {
    let segments = scope.path().iter();
    segments
        .map(|(before, name)| format!("{before}{{{name}}}"))
        .collect()
}

/// The ids of the scope: `value` for the one called `name`, a plain one for the others.
pub(crate) fn ids_with(scope: Scope, name: &str, value: HostValue) -> HostObject {
    let id = |id_name: &'static str| {
        let id = match id_name == name {
            true => value.clone(),
            false => text("plain-id"),
        };
        (id_name.to_owned(), id)
    };
    HostObject::Properties(Properties(id_names(scope).map(id).collect()))
}

/// Valid ids of the scope, with [`DEVICE`] as the device.
pub(crate) fn valid_ids(scope: Scope) -> HostObject {
    ids_with(scope, "managedDeviceId", text(DEVICE))
}

/// The arguments of `requestRemoteAssistance`.
pub(crate) fn request_spec(
    scope: HostValue,
    ids: HostObject,
    token: HostValue,
    options: HostObject,
) -> Checked<Box<CallSpec>> {
    action(scope, ids, token, options, OptionSet::Common)
}

/// A request for [`DEVICE`] with that token.
pub(crate) fn spec_with_token(token: HostValue) -> Checked<Box<CallSpec>> {
    let scope = Scope::DeviceManagement;
    let options = HostObject::Undefined;
    request_spec(text(scope.name()), valid_ids(scope), token, options)
}

/// A request for [`DEVICE`] with a token function and these options.
pub(crate) fn spec_with_options(options: HostObject) -> Checked<Box<CallSpec>> {
    let scope = Scope::DeviceManagement;
    request_spec(
        text(scope.name()),
        valid_ids(scope),
        HostValue::Function,
        options,
    )
}

/// `urlFor` with these ids, on the global cloud.
pub(crate) fn url(scope: Scope, ids: HostObject) -> Checked<String> {
    url_for(text(scope.name()), ids, HostObject::Undefined)
}

/// `urlFor` of [`DEVICE`] with these options.
pub(crate) fn url_with_options(options: HostObject) -> Checked<String> {
    let scope = Scope::DeviceManagement;
    url_for(text(scope.name()), valid_ids(scope), options)
}

/// The `code` and the `field` of the error that the portal gets. `None` if the arguments are valid.
pub(crate) fn error_of<T>(result: Checked<T>) -> Option<(&'static str, String)> {
    let failure = ReportedFailure::from(result.err()?);
    Some((failure.code, failure.field.unwrap_or_default()))
}

/// What [`error_of`] is compared with.
pub(crate) fn invalid(code: &'static str, field: &str) -> Option<(&'static str, String)> {
    Some((code, field.to_owned()))
}

/// The field of an unknown property. A name that is empty, or so long that it may be a token, is not
/// quoted.
pub(crate) fn unknown_field(argument: &str, name: &str) -> String {
    match quotable(name) {
        "" => argument.to_owned(),
        name => format!("{argument}.{name}"),
    }
}
