//! An argument that breaks a rule: which one, and what is wrong with it.

use crate::text::concat;
use crate::value::Properties;

/// The arguments of the public functions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Argument {
    /// Which route.
    Scope,
    /// The route's placeholders.
    Ids,
    /// The access token, or the function that gives it.
    Token,
    /// Everything optional.
    Options,
}

impl Argument {
    const fn name(self) -> &'static str {
        match self {
            Argument::Scope => "scope",
            Argument::Ids => "ids",
            Argument::Token => "token",
            Argument::Options => "options",
        }
    }

    /// The argument as a whole breaks a rule.
    pub fn wrong(self, problem: &'static str) -> Box<ArgumentError> {
        self.wrong_under(self.name(), problem)
    }

    /// The argument breaks a rule, where a function has another name for it.
    pub fn wrong_under(self, name: &str, problem: &'static str) -> Box<ArgumentError> {
        Box::new(ArgumentError {
            argument: self,
            field: name.to_owned(),
            problem,
        })
    }

    /// One of its properties does.
    pub fn wrong_field(self, name: &str, problem: &'static str) -> Box<ArgumentError> {
        Box::new(ArgumentError {
            argument: self,
            field: concat(&[self.name(), ".", name]),
            problem,
        })
    }
}

/// An argument that breaks a rule. It names the field and never holds the value.
#[derive(Debug, PartialEq, Eq)]
pub struct ArgumentError {
    /// The argument that it belongs to.
    pub argument: Argument,
    /// The argument, or the property of it: `ids.managedDeviceId`.
    pub field: String,
    /// What is wrong with it, as a sentence without its subject.
    pub problem: &'static str,
}

/// A misspelt name must not be ignored silently.
pub fn nothing_left(
    argument: Argument,
    named: &impl Properties,
    problem: &'static str,
) -> Result<(), Box<ArgumentError>> {
    match named.left() {
        // Too long to be a slip: it may be a token in the wrong place.
        Some(name) if name.is_empty() => Err(argument.wrong("holds a name that is not known")),
        Some(name) => Err(argument.wrong_field(&name, problem)),
        None => Ok(()),
    }
}
