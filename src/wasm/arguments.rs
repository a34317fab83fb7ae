//! The arguments of a call, as the argument rules take them.

use super::browser::HostDocument;
use super::convert::{host_object, host_value};
use super::host::HostCall;
use crate::arguments::call_spec::CommonArguments;
use crate::arguments::host_value::{HostObject, HostValue};

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
    pub(super) fn common(&self) -> CommonArguments {
        CommonArguments {
            token: self.value("token"),
            options: self.object("options"),
        }
    }
}
