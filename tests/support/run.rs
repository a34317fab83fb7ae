//! Runs a call in a scripted world: does its steps, and tells it how they ended.

use core::future::Future;
use core::pin::pin;

use futures_util::future::{Either, select};
use intune_remote_assistance::arguments::{Call, TokenSource};
use intune_remote_assistance::call::{self, Ended, Ongoing, Page};
use intune_remote_assistance::error::Error;
use intune_remote_assistance::following::Following;
use intune_remote_assistance::report::Answer;

use super::arguments::origin_of;
use super::canned::{Parsed, Playing};
use super::handed::Handed;
use super::report::{Failure, Receipt, Started};
use super::script::Portal;

/// What a call ends in.
pub type Settled = Result<Receipt, Failure>;

/// What a call ends in that may be a read, or followed.
#[derive(Debug, PartialEq)]
pub enum Given {
    Receipt(Receipt),
    Document(Parsed),
    Started(Box<Started>),
}

/// Runs a call in that world.
pub async fn settle(portal: &Portal, page: &Page, call: &Call) -> Settled {
    match run(portal, page, call).await {
        Ok(Given::Receipt(receipt)) => Ok(receipt),
        Ok(other) => panic!("{other:?} is no receipt"),
        Err(failure) => Err(*failure),
    }
}

/// Likewise, whatever call it is.
pub async fn run(portal: &Portal, page: &Page, call: &Call) -> Result<Given, Box<Failure>> {
    let mut call = Call {
        token: match portal.fixed_token {
            true => TokenSource::Fixed(portal.fixed()),
            false => TokenSource::Function,
        },
        ..call.clone()
    };
    let mut following = None;
    if let Some(follow) = call.follow.take() {
        let following = following.insert(Following::new(&mut call, follow));
        if let Some((requested_at_ms, before)) = &portal.earlier {
            following.take_up(*requested_at_ms, &Parsed(before.clone()));
        }
    }
    let mut call = Ongoing::new(Box::new(call));
    let mut step = match &mut following {
        Some(following) => following.start(&mut call, page, portal),
        None => call.start(page, portal),
    };
    let mut ended = Ended::Refused;
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
            ended = Ended::Aborted;
            step = call.resume(&ended, page, portal);
        }
        if let Some(following) = &mut following {
            if step == call::Step::End && !following.is_over() {
                step = following.next(&mut call, &ended, page, portal, &origin_of);
            }
            if let Some(news) = following.news() {
                portal.note_news(news);
            }
            if step == call::Step::End && !following.is_over() {
                continue;
            }
        }
        let within_ms = call.timeout_ms(portal);
        ended = match step {
            call::Step::End => return end(&mut call, following, &ended, page),
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
            call::Step::Pause(milliseconds) => {
                portal.journal.note(&format!("pausing {milliseconds}"));
                let slept = async {
                    portal.sleep(milliseconds).await;
                    Ended::TimedOut
                };
                portal.first(slept, u64::MAX).await
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
            ended = Ended::Refused;
        }
    }
}

fn end(
    call: &mut Ongoing,
    following: Option<Following>,
    ended: &Ended<Handed>,
    page: &Page,
) -> Result<Given, Box<Failure>> {
    let given = match following {
        Some(mut following) => following
            .end(page)
            .map(|started| Given::Started(Box::new(Started::from(started)))),
        None => call.end(ended, page).map(|answer| match answer {
            Answer::Receipt(receipt) => Given::Receipt(Receipt::from(*receipt)),
            Answer::Device(Handed::Document(document))
            | Answer::List(Handed::Document(document)) => Given::Document(document.clone()),
            Answer::Device(_) | Answer::List(_) => panic!("an answer without a document"),
        }),
    };
    given.map_err(|failure| Box::new(Failure::from(*failure)))
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
