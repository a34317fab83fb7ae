//! What a call does.

use wasm_bindgen::prelude::*;

use super::browser::{Browser, HostDocument};
use super::convert::JsRecord;
use super::executor::{self, shared};
use super::host::{HostCall, url_origin};
use crate::arguments::call_spec::CallSpec;
use crate::arguments::options::OptionSet;
use crate::arguments::route::ResolvedRoute;
use crate::error::ArgumentError;
use crate::request::context::CallContext;
use crate::request::failure::Failure;
use crate::request::mismatches::mismatches;
use crate::session::device::DeviceSnapshot;
use crate::session::earlier_request::EarlierRequest;
use crate::session::follow::follow;
use crate::session::verdict::{Baseline, Session};

/// What a call does once its arguments are checked.
pub(super) enum Work {
    /// Nothing. The result is the URL of its request.
    Url,
    /// Nothing. The result is the number of requests of a batch that may be under way at once.
    Concurrency,
    /// Makes its request. The result is a `Receipt` or Graph's document.
    Request,
    /// Reads a device. The result is a `Session`.
    Session,
    /// Waits for the session of its request, or of an earlier one.
    Follow(Option<EarlierRequest<HostDocument>>),
}

/// Begins a call. Returns its id.
pub(super) fn spawn(
    call: HostCall,
    route: Result<ResolvedRoute, Box<ArgumentError>>,
    set: OptionSet,
    work: Work,
) -> u32 {
    let spec = CallSpec::check(route, call.common(), set, url_origin);
    let browser = Browser::new(call);
    let ended_wait = browser.ended_wait();
    let future = Box::pin(async move {
        let result = match spec {
            Ok(spec) => run(&browser, &spec, work).await,
            Err(invalid) => Err(invalid.into()),
        };
        match result {
            Ok(value) => browser.call.resolve(&value),
            Err(failure) => browser.call.reject(&failure.record::<JsRecord>()),
        }
    });
    executor::spawn(future, ended_wait)
}

/// Does it, and converts the result.
async fn run(browser: &Browser, spec: &CallSpec, work: Work) -> Result<JsValue, Box<Failure>> {
    let work = match work {
        Work::Url => return Ok((&*spec.endpoint.url).into()),
        Work::Concurrency => return Ok(spec.options.concurrency.into()),
        work => work,
    };
    let context = CallContext::begin(browser, shared(), spec)?;
    if let Work::Follow(earlier) = work {
        return Ok(follow(&context, earlier).await?.record::<JsRecord>().into());
    }
    let success = context.send_main_request().await?;
    let Some(document) = success.document else {
        return Ok(success.receipt.record::<JsRecord>().into());
    };
    if let Work::Session = work {
        let snapshot = DeviceSnapshot::of(&document);
        let session = Session::judge(snapshot, Baseline::None, url_origin);
        return Ok(session.record::<JsRecord>().into());
    }
    for index in mismatches(&document, spec.item_type, &spec.terms) {
        browser.call.omit_item(index);
    }
    Ok(document.0)
}
