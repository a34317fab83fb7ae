//! The checked arguments of one call.
//!
//! An error is about the first invalid argument, in the order in which the function has them.

use crate::arguments::host_value::{HostObject, HostValue};
use crate::arguments::ids::Id;
use crate::arguments::link;
use crate::arguments::options::{OptionSet, Options};
use crate::arguments::origin::UrlParser;
use crate::arguments::query::Term;
use crate::arguments::route::{ItemType, ResolvedRoute};
use crate::arguments::token::Token;
use crate::endpoint::{Endpoint, RequestKind};
use crate::error::{Argument, ArgumentError, TokenProblem};
use crate::text::concat;

/// Where the tokens of a call come from.
#[derive(Clone)]
pub(crate) enum TokenSource {
    /// One string for the whole call.
    Fixed(Token),
    /// A function of the portal. It is called before every attempt.
    Function,
}

/// The checked arguments of one call.
#[derive(Clone)]
pub(crate) struct CallSpec {
    /// The request that the function is about.
    pub(crate) endpoint: Endpoint,
    /// The origin and the lower-cased managedDeviceId of the device that the call holds, so that no
    /// second call rings it meanwhile. `None` for a read, except that of `resumeSession`.
    pub(crate) device_key: Option<String>,
    /// Where the tokens come from.
    pub(crate) token: TokenSource,
    /// The checked options.
    pub(crate) options: Options,
    /// Whether the call is one of a batch. The batch waits for a closed gate, and no call of it
    /// spends its own budget on that.
    pub(crate) in_batch: bool,
    /// What is wrong with the link to the page, if something is. Such a call fails before it sends
    /// anything.
    pub(crate) link_problem: Option<&'static str>,
    /// The read of the device that `startSession` and `resumeSession` repeat. It has no URL if the call
    /// holds no device.
    pub(crate) session_read: Endpoint,
    /// What the collection that the call reads holds.
    pub(crate) item_type: ItemType,
    /// What each of its items must match.
    pub(crate) terms: Vec<Term>,
}

/// The two arguments that every function has after its own.
pub(crate) struct CommonArguments {
    /// The token, or the function that gives it.
    pub(crate) token: HostValue,
    /// Everything optional.
    pub(crate) options: HostObject,
}

type Checked<T> = Result<T, Box<ArgumentError>>;

impl CallSpec {
    /// Checks the arguments of a function that has this set of options. `route` is the result of the
    /// checks of the other arguments.
    pub(crate) fn check(
        route: Checked<ResolvedRoute>,
        common: CommonArguments,
        set: OptionSet,
        parser: UrlParser,
    ) -> Checked<Box<CallSpec>> {
        // First, so that the token is wiped even if another argument is invalid.
        let token = token_source(common.token);
        let route = route?;
        let token = token?;
        let options = Options::from_object(&common.options, set, parser)?;
        let origin = options.origin.as_str();
        let url_of = |path: &str| concat(&[origin, "/v1.0/", path]);

        let (url, link_problem) = match &route.link {
            HostValue::Undefined => (url_of(&route.path), None),
            link => match link::check(link, origin, parser) {
                Ok(url) => (url, None),
                Err(problem) => (String::new(), Some(problem)),
            },
        };
        let holds_device = !route.kind.is_read() || set.has_sessions();
        let device = route.device.as_ref().filter(|_| holds_device);
        let device_id = |device: Option<&Id>| device.map(|id| id.as_str().to_owned());
        Ok(Box::new(CallSpec {
            endpoint: Endpoint {
                kind: route.kind,
                url,
                device_id: device_id(route.device.as_ref()),
            },
            // No id contains a slash, so that the key can be read in one way only.
            device_key: device.map(|id| concat(&[origin, "/", &id.as_str().to_ascii_lowercase()])),
            session_read: Endpoint {
                kind: RequestKind::ReadDevice,
                url: device.map_or(String::new(), |id| url_of(&ResolvedRoute::session_path(id))),
                device_id: device_id(device),
            },
            token,
            in_batch: set.has_batch(),
            link_problem,
            options,
            item_type: route.item_type,
            terms: route.terms,
        }))
    }
}

fn token_source(token: HostValue) -> Checked<TokenSource> {
    let problem = match token {
        HostValue::Function => return Ok(TokenSource::Function),
        HostValue::Text(text) => match Token::parse(text) {
            Ok(token) => return Ok(TokenSource::Fixed(token)),
            Err(problem) => problem.sentence(),
        },
        HostValue::LongText => TokenProblem::TooLong.sentence(),
        _ => "must be a string or a function",
    };
    Err(Argument::Token.invalid(problem))
}
