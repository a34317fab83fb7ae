//! Arguments as a portal gives them.

use intune_remote_assistance::arguments::Call;
use intune_remote_assistance::call::Limits;
use intune_remote_assistance::error::ArgumentError;
use intune_remote_assistance::function::Function;
use intune_remote_assistance::scope::Scope;
use intune_remote_assistance::value::{self, MAX_NAME_LENGTH, Value};

use super::report::Failure;

/// An object of a portal's, in plain Rust.
pub struct Plain(pub Vec<(String, Value)>);

pub type Fields = value::Fields<Plain>;

impl value::Properties for Plain {
    fn take(&mut self, name: &str) -> Value {
        match self.0.iter().position(|(key, _)| key == name) {
            Some(index) => self.0.remove(index).1,
            None => Value::Undefined,
        }
    }

    fn left(&self) -> Option<String> {
        let (name, _) = self.0.first()?;
        let is_short = name.len() <= MAX_NAME_LENGTH as usize;
        Some(if is_short {
            name.clone()
        } else {
            String::new()
        })
    }
}

/// A device's id in the form in which Intune gives them.
pub const DEVICE: &str = "5c9d2f1e-4a7b-4c3d-8e6f-0a1b2c3d4e5f";

/// A token by the grammar, with every kind of character that it allows.
pub const TOKEN: &str = "eyJ0eXAi.SECRET-text_of~the+token/0==";

pub fn text(text: &str) -> Value {
    Value::Text(text.to_owned())
}

/// The parser that browsers have, by the same standard.
pub fn origin_of(text: &str) -> Option<String> {
    Some(url::Url::parse(text).ok()?.origin().ascii_serialization())
}

/// `Call::from_arguments`, with that parser.
pub fn call_from(
    scope: Value,
    ids: Fields,
    token: Value,
    options: Fields,
) -> Result<Box<Call>, Box<ArgumentError>> {
    Call::from_arguments(Function::Request, scope, ids, token, options, &origin_of)
}

/// `urlFor`, with that parser: the call that is not made.
pub fn url_for(scope: Value, ids: Fields, options: Fields) -> Result<String, Box<ArgumentError>> {
    let call = call_from(scope, ids, Value::Function, options)?;
    Ok(call.request.aim.url)
}

/// An object with those properties.
pub fn object<const N: usize>(properties: [(&str, Value); N]) -> Fields {
    Fields::Named(Plain(
        properties
            .into_iter()
            .map(|(name, value)| (name.to_owned(), value))
            .collect(),
    ))
}

/// The ids that the scope needs: `value` for the one called `name`, a plain one for the others.
pub fn ids_with(scope: Scope, name: &str, mut value: Value) -> Fields {
    let mut at = |id_name| match id_name == name {
        true => core::mem::replace(&mut value, Value::Undefined),
        false => text("plain-id"),
    };
    Fields::Named(Plain(
        scope
            .id_names()
            .map(|id_name| (id_name.to_owned(), at(id_name)))
            .collect(),
    ))
}

/// Good ids for the scope, with [`DEVICE`] as the device.
pub fn good_ids(scope: Scope) -> Fields {
    ids_with(scope, "managedDeviceId", text(DEVICE))
}

/// The address for these ids on the global cloud.
pub fn url(scope: Scope, ids: Fields) -> Result<String, Box<ArgumentError>> {
    url_for(text(scope.name()), ids, Fields::Undefined)
}

/// The address for a good device, with these options.
pub fn url_with_options(options: Fields) -> Result<String, Box<ArgumentError>> {
    let scope = Scope::DeviceManagement;
    url_for(text(scope.name()), good_ids(scope), options)
}

/// A call for a good device, with that token.
pub fn call_with_token(token: Value) -> Result<Box<Call>, Box<ArgumentError>> {
    let scope = Scope::DeviceManagement;
    call_from(
        text(scope.name()),
        good_ids(scope),
        token,
        Fields::Undefined,
    )
}

/// A call for a good device, with these options.
pub fn call_with_options(options: Fields) -> Result<Box<Call>, Box<ArgumentError>> {
    let scope = Scope::DeviceManagement;
    call_from(text(scope.name()), good_ids(scope), text(TOKEN), options)
}

/// The limits of a call without options, but a round number as the timeout.
pub const LIMITS: Limits = Limits {
    timeout_ms: 1_000,
    max_retries: 2,
    retry_budget_ms: 30_000,
};

/// A call for a good device within those limits.
pub fn call_within(limits: Limits) -> Call {
    let call = call_with_token(Value::Function).expect("a good call");
    Call { limits, ..*call }
}

/// Code and field of the refusal, as the portal sees them; nothing if there was none.
pub fn refusal<T>(result: Result<T, Box<ArgumentError>>) -> Option<(&'static str, String)> {
    let failure = Failure::from(result.err()?);
    Some((failure.code, failure.field.unwrap_or_default()))
}

/// The field of a name that is not known: a name that is empty, or too long to be a slip (it may be
/// a token), is not quoted.
pub fn unknown_name(argument: &str, name: &str) -> String {
    match name.len() {
        1..=64 => format!("{argument}.{name}"),
        _ => argument.to_owned(),
    }
}

/// What [`refusal`] gives, to be compared with.
pub fn refused(code: &'static str, field: &str) -> Option<(&'static str, String)> {
    Some((code, field.to_owned()))
}
