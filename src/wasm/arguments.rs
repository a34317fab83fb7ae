//! The arguments of a call, as the argument rules take them.

use super::browser::HostDocument;
use super::convert::{host_object, host_value};
use super::host::{HostCall, url_origin};
use crate::arguments::call_spec::{CallSpec, CommonArguments};
use crate::arguments::host_value::{HostObject, HostValue};
use crate::arguments::options::OptionSet;
use crate::arguments::route::ResolvedRoute;
use crate::error::ArgumentError;

impl HostCall {
    /// An argument that is one value.
    pub(super) fn value(&self, name: &str) -> HostValue {
        host_value(&self.argument(name))
    }

    /// An argument that is an object. TypeScript has copied it (`js/runtime/snapshot.ts`).
    pub(super) fn object(&self, name: &str) -> HostObject {
        host_object(&self.argument(name))
    }

    /// An argument that is JSON which this package gave the portal earlier.
    pub(super) fn document(&self, name: &str) -> Option<HostDocument> {
        HostDocument::present(self.argument(name))
    }

    /// The two arguments that every function has after its own.
    pub(super) fn common(&self) -> Common {
        Common {
            token: self.value("token"),
            options: self.object("options"),
        }
    }
}

/// The two arguments that every function has after its own.
pub(super) struct Common {
    token: HostValue,
    options: HostObject,
}

impl Common {
    /// The same for the argument rules.
    pub(super) fn arguments(&self) -> CommonArguments<'_> {
        CommonArguments {
            token: &self.token,
            options: &self.options,
        }
    }
}

type Checked<T> = Result<T, Box<ArgumentError>>;

/// Checks the arguments of a function that sends the action.
pub(super) fn action(call: &HostCall, set: OptionSet) -> Checked<Box<CallSpec>> {
    let (scope, ids) = (call.value("scope"), call.object("ids"));
    CallSpec::action(&scope, &ids, call.common().arguments(), set, url_origin)
}

/// Checks the arguments of a function that reads.
pub(super) fn read(call: &HostCall, route: Checked<ResolvedRoute>) -> Checked<Box<CallSpec>> {
    CallSpec::read(route, call.common().arguments(), url_origin)
}
