//! What a call does once its arguments are checked.

use std::rc::Rc;

use wasm_bindgen::prelude::*;

use super::browser::{Browser, HostDocument};
use super::convert::to_js;
use crate::arguments::call_spec::CallSpec;
use crate::error::Failure;
use crate::request::attempts;
use crate::request::shared::Shared;
use crate::session::follow;
use crate::session::progress::EarlierRequest;

/// What a call does once its arguments are checked.
pub(super) enum Work {
    /// Nothing: the result is known.
    Done(JsValue),
    /// Sends the action. The result is a `Receipt`.
    Request(Box<CallSpec>),
    /// Reads a device. The result is a `Session`.
    GetSession(Box<CallSpec>),
    /// Sends the action and waits for the session.
    StartSession(Box<CallSpec>),
    /// Waits for the session of an earlier request.
    ResumeSession(Box<CallSpec>, EarlierRequest<HostDocument>),
    /// Reads a page of a collection. The result is Graph's document.
    ReadList(Box<CallSpec>),
}

/// How a call ends.
pub(super) type CallResult = Result<JsValue, Box<Failure>>;

impl Work {
    /// Does it, and converts the result.
    pub(super) async fn run(self, browser: Browser, shared: Rc<Shared>) -> CallResult {
        Ok(match self {
            Work::Done(value) => value,
            Work::Request(spec) => {
                let receipt = attempts::request_remote_assistance(&browser, &shared, &spec).await?;
                to_js(&receipt.record())
            }
            Work::GetSession(spec) => {
                let session = follow::get_session(&browser, &shared, &spec).await?;
                to_js(&session.record())
            }
            Work::StartSession(spec) => {
                let started = follow::start_session(&browser, &shared, &spec).await?;
                to_js(&started.record())
            }
            Work::ResumeSession(spec, earlier) => {
                let started = follow::resume_session(&browser, &shared, &spec, earlier).await?;
                to_js(&started.record())
            }
            Work::ReadList(spec) => attempts::read_list(&browser, &shared, &spec).await?.0,
        })
    }
}
