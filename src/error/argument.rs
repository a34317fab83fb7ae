//! An argument that breaks a rule: which one, and what is wrong with it.
//!
//! A problem is a fixed sentence without its subject. It never quotes the value, which could be a
//! token in the wrong place.

use crate::text::concat;

/// The arguments of the public functions, by the code that their errors have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Argument {
    /// The route.
    Scope,
    /// The placeholders of the route.
    Ids,
    /// What is searched for.
    Query,
    /// The access token, or the function that gives it.
    Token,
    /// Everything optional.
    Options,
}

/// What is wrong with an argument: a sentence without its subject.
pub(crate) type Problem = &'static str;

impl Argument {
    /// The name that the argument has in most functions.
    const fn name(self) -> &'static str {
        match self {
            Argument::Scope => "scope",
            Argument::Ids => "ids",
            Argument::Query => "query",
            Argument::Token => "token",
            Argument::Options => "options",
        }
    }

    /// The whole argument breaks a rule.
    pub(crate) fn invalid(self, problem: Problem) -> Box<ArgumentError> {
        self.invalid_as(self.name(), problem)
    }

    /// The argument breaks a rule in a function that has another name for it.
    pub(crate) fn invalid_as(self, field: &str, problem: Problem) -> Box<ArgumentError> {
        Box::new(ArgumentError {
            argument: self,
            field: field.to_owned(),
            problem,
        })
    }

    /// A property of the argument breaks a rule.
    pub(crate) fn invalid_field(self, name: &str, problem: Problem) -> Box<ArgumentError> {
        self.invalid_as(&concat(&[self.name(), ".", name]), problem)
    }

    /// The argument has a property that no rule knows: a misspelt name is never ignored. `name` is
    /// empty if it was too long to be quoted.
    pub(crate) fn unknown_field(self, name: &str, problem: Problem) -> Box<ArgumentError> {
        match name {
            "" => self.invalid("holds a name that is not known"),
            _ => self.invalid_field(name, problem),
        }
    }
}

/// An argument that breaks a rule. It names the field and never holds the value.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct ArgumentError {
    /// The argument, which decides the code.
    pub(crate) argument: Argument,
    /// The argument or the property of it, such as `ids.managedDeviceId`.
    pub(crate) field: String,
    /// What is wrong with it.
    pub(crate) problem: Problem,
}

impl ArgumentError {
    /// The message of the error.
    pub(crate) fn message(&self) -> String {
        concat(&[&self.field, " ", self.problem, ". Nothing was sent."])
    }
}

/// Why a value is no token. It never holds the value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum TokenProblem {
    /// Not a primitive string.
    NotText,
    /// An empty string.
    Empty,
    /// More than 16,384 characters.
    TooLong,
    /// It starts with "Bearer ".
    Scheme,
    /// A character outside the grammar of RFC 6750.
    Character,
}

impl TokenProblem {
    /// The problem as a sentence without its subject.
    pub(crate) const fn sentence(self) -> &'static str {
        match self {
            TokenProblem::NotText => "must be a string",
            TokenProblem::Empty => "is empty",
            TokenProblem::TooLong => "may not be longer than 16384 characters",
            TokenProblem::Scheme => "must be the access token alone, without \"Bearer \" before it",
            TokenProblem::Character => "contains a character that no bearer token has (RFC 6750)",
        }
    }
}
