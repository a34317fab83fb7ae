//! The calls of the public functions, as `src/wasm/work.rs` makes them.

use super::arguments::url_origin;
use super::document::TestDocument;
use super::platform::TestPlatform;
use crate::arguments::call_spec::CallSpec;
use crate::request::context::CallContext;
use crate::request::failure::{Failure, Receipt};
use crate::request::shared::Shared;
use crate::session::device::DeviceSnapshot;
use crate::session::earlier_request::EarlierRequest;
use crate::session::follow::follow;
use crate::session::started::StartedSession;
use crate::session::verdict::{Baseline, Session};

/// Sends the action.
pub(crate) async fn request_remote_assistance(
    platform: &TestPlatform,
    shared: &Shared,
    spec: &CallSpec,
) -> Result<Receipt, Box<Failure>> {
    let context = CallContext::begin(platform, shared, spec)?;
    let success = context.send_main_request().await?;
    assert_eq!(success.document, None, "the action has no document");
    Ok(success.receipt)
}

/// Reads a device or a page of a collection.
pub(crate) async fn read(
    platform: &TestPlatform,
    shared: &Shared,
    spec: &CallSpec,
) -> Result<TestDocument, Box<Failure>> {
    let context = CallContext::begin(platform, shared, spec)?;
    let success = context.send_main_request().await?;
    Ok(success.document.expect("a read gives a document"))
}

/// Reads the session of a device.
pub(crate) async fn get_session(
    platform: &TestPlatform,
    shared: &Shared,
    spec: &CallSpec,
) -> Result<Session, Box<Failure>> {
    let device = read(platform, shared, spec).await?;
    let snapshot = DeviceSnapshot::of(&device);
    Ok(Session::judge(snapshot, Baseline::None, url_origin))
}

/// Sends the action and waits for the session.
pub(crate) async fn start_session(
    platform: &TestPlatform,
    shared: &Shared,
    spec: &CallSpec,
) -> Result<StartedSession, Box<Failure>> {
    let context = CallContext::begin(platform, shared, spec)?;
    follow(&context, None).await
}

/// Waits for the session of an earlier request.
pub(crate) async fn resume_session(
    platform: &TestPlatform,
    shared: &Shared,
    spec: &CallSpec,
    earlier: EarlierRequest<TestDocument>,
) -> Result<StartedSession, Box<Failure>> {
    let context = CallContext::begin(platform, shared, spec)?;
    follow(&context, Some(earlier)).await
}
