//! How far a call has come: what remains known when a race is lost in the middle of an attempt.

use core::cell::RefCell;

use crate::graph_error::Details;
use crate::reply::Reply;
use crate::token::Token;

/// The attempts of one call.
#[derive(Default)]
pub struct Progress {
    /// The token of each attempt: none of them may come back out of a server's reply.
    sent: RefCell<Vec<Token>>,
    /// The reply to the last attempt, once it has come.
    reply: RefCell<Option<Reply>>,
}

impl Progress {
    /// An attempt with that token is about to be made.
    pub fn dispatched(&self, token: &Token) {
        self.sent.borrow_mut().push(token.clone());
        self.reply.replace(None);
    }

    /// Its status has come.
    pub fn replied(&self, mut reply: Reply) -> Reply {
        self.hide_tokens(&mut reply);
        self.reply.replace(Some(reply.clone()));
        reply
    }

    /// Its body has been read.
    pub fn explained(&self, details: Details) {
        if let Some(reply) = self.reply.borrow_mut().as_mut() {
            reply.details = details;
            self.hide_tokens(reply);
        }
    }

    fn hide_tokens(&self, reply: &mut Reply) {
        for token in self.sent.borrow().iter() {
            reply.hide(token);
        }
    }

    /// How many attempts were made, and the reply to the last one.
    pub fn end(self) -> (u32, Option<Reply>) {
        let attempts = u32::try_from(self.sent.borrow().len()).unwrap_or(u32::MAX);
        (attempts, self.reply.into_inner())
    }
}
