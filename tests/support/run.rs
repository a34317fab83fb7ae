//! Runs a call in a scripted world: does its steps, and tells it how they ended.

use core::future::Future;
use core::pin::pin;

use futures_util::future::{Either, select};
use intune_remote_assistance::arguments::{Call, TokenSource};
use intune_remote_assistance::call::{self, Ended, Ongoing, Page, Request};
use intune_remote_assistance::error::Error;

use super::canned::Playing;
use super::handed::Handed;
use super::report::{Failure, Receipt};
use super::script::Portal;

/// What a call ends in.
pub type Settled = Result<Receipt, Failure>;

/// Runs a call in that world.
pub async fn settle(portal: &Portal, page: &Page, call: &Call) -> Settled {
    let within_ms = call.limits.timeout_ms;
    let mut call = Ongoing::new(Call {
        request: Request {
            url: call.request.url.clone(),
            origin: call.request.origin.clone(),
            device: call.request.device.clone(),
            client_request_id: call.request.client_request_id.clone(),
        },
        token: match portal.fixed_token {
            true => TokenSource::Fixed(portal.fixed()),
            false => TokenSource::Function,
        },
        limits: call.limits,
    });
    let mut step = call.start(page, portal);
    let mut deadline = 0;
    let mut response = None;
    loop {
        if step == call::Step::Send
            && let Some(obstacle) = portal.obstacle
        {
            step = call.obstructed(obstacle());
        }
        // A signal that has fired wins, so that nothing more begins.
        if portal
            .abort_at
            .is_some_and(|instant| instant <= portal.clock.now())
        {
            step = call.resume(&Ended::<Handed>::Aborted, page, portal);
        }
        let ended = match step {
            call::Step::End => {
                return match call.end(page) {
                    Ok(receipt) => Ok(Receipt::from(receipt)),
                    Err(failure) => Err(Failure::from(*failure)),
                };
            }
            call::Step::Ask => {
                deadline = portal.clock.now().saturating_add(within_ms.into());
                let asked = async {
                    match portal.token(call.claims()).await {
                        Ok(token) => Ended::Value(Handed::Token(token)),
                        Err(Error::TokenProviderGave(fault)) => Ended::Value(Handed::Fault(fault)),
                        Err(_) => Ended::Refused,
                    }
                };
                portal.first(asked, deadline).await
            }
            call::Step::Send => {
                deadline = portal.clock.now().saturating_add(within_ms.into());
                let (request, token) = call.dispatch();
                let token = token.expect("there is a token to be sent");
                let sent = async {
                    let reply = portal.send(request, token).await;
                    reply.map_or(Ended::Refused, |reply| Ended::Value(Handed::Reply(reply)))
                };
                portal.first(sent, deadline).await
            }
            call::Step::Read => {
                let response: Option<Playing> = response.take();
                let read = async {
                    let document = response.expect("there is a body").json().await;
                    document.map_or(Ended::Refused, |found| {
                        Ended::Value(Handed::Document(found))
                    })
                };
                portal.first(read, deadline).await
            }
            call::Step::Sleep(milliseconds) => {
                response = None;
                portal.journal.note(&format!("waiting {milliseconds}"));
                portal.waits.borrow_mut().push(milliseconds);
                let slept = async {
                    portal.sleep(milliseconds).await;
                    Ended::TimedOut
                };
                portal.first(slept, u64::MAX).await
            }
        };
        step = call.resume(&ended, page, portal);
        if let Ended::Value(Handed::Reply(reply)) = ended {
            response = Some(reply);
        }
    }
}

impl Portal {
    /// What comes first: the signal, what is waited for, or the end of the time.
    async fn first(
        &self,
        awaited: impl Future<Output = Ended<Handed>>,
        deadline: u64,
    ) -> Ended<Handed> {
        let in_time = async {
            match select(pin!(awaited), pin!(self.clock.sleep_until(deadline))).await {
                Either::Left((ended, _)) => ended,
                Either::Right(_) => Ended::TimedOut,
            }
        };
        match select(pin!(self.aborted()), pin!(in_time)).await {
            Either::Left(_) => Ended::Aborted,
            Either::Right((ended, _)) => ended,
        }
    }
}
