//! The argument rules: from plain values to a [`CallSpec`](call_spec::CallSpec), or the field that
//! is invalid.

pub(crate) mod call_spec;
pub(crate) mod host_value;
pub(crate) mod ids;
pub(crate) mod link;
pub(crate) mod options;
pub(crate) mod origin;
pub(crate) mod query;
pub(crate) mod route;
pub(crate) mod scope;
pub(crate) mod token;
