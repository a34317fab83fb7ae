//! Which function a portal has called.

/// The public functions, and what the face makes of them. The face has
/// the same numbers (`src/js/function.ts`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Function {
    /// `urlFor`: the call that is not made.
    UrlFor,
    /// `requestRemoteAssistance`.
    Request,
    /// `startSession`.
    Start,
    /// `requestForMany`, before the first of its requests.
    Many,
    /// One of the requests of `requestForMany`.
    Queued,
    /// `getSession`.
    Session,
    /// A collection: `findDevices`, `findDetectedApps`, `devicesWithApp`, `getConnectors`.
    List,
    /// The next page of a collection.
    NextPage,
    /// `resumeSession`.
    Resume,
}

impl Function {
    /// Every function, at the place of its number.
    pub const ALL: [Function; 9] = [
        Function::UrlFor,
        Function::Request,
        Function::Start,
        Function::Many,
        Function::Queued,
        Function::Session,
        Function::List,
        Function::NextPage,
        Function::Resume,
    ];
}
