//! From a function's own arguments to the address that it asks for.

use crate::argument_error::nothing_left;
use crate::endpoint::UrlParser;
use crate::error::{Argument, ArgumentError};
use crate::function::Function;
use crate::purpose::Purpose;
use crate::request::{Aim, Request};
use crate::route::{self, ACTION, Id};
use crate::scope::{MANAGED_DEVICE_ID, Scope};
use crate::text::concat;
use crate::value::{Fields, Properties, Value};

/// What is asked for, before an origin is known.
pub struct Target {
    purpose: Purpose,
    /// Below the version segment, query included; of a [`Function::NextPage`] the whole address, as
    /// Graph gave it.
    path: String,
    is_link: bool,
    /// The device that rings, or that is read.
    device: Option<Id>,
}

/// The properties by which a session shows, where one device is read, whatever the scope: the address
/// of the session comes only there, and only where it is asked for by name (Graph's metadata).
const SESSION: &str = "?$select=id,deviceName,remoteAssistanceSessionUrl,\
    remoteAssistanceSessionErrorDetails,deviceActionResults";

impl Target {
    /// Checks a function's own arguments. The first is `scope`, or the one value that it has; the
    /// second holds the ids.
    pub fn from_arguments(
        function: Function,
        first: Value,
        second: Fields<impl Properties>,
    ) -> Result<Target, Box<ArgumentError>> {
        let text = match first {
            Value::Text(text) => text,
            _ => String::new(),
        };
        let (purpose, template) = match function {
            Function::Resume => (Purpose::Action, Scope::DeviceManagement.template()),
            Function::Session => (Purpose::Device, Scope::DeviceManagement.template()),
            // The face's own, with the ids as placeholders.
            Function::List => (Purpose::List, text.as_str()),
            Function::NextPage | Function::Many => {
                return Ok(Target {
                    purpose: Purpose::List,
                    // Whatever was no text is no address either, and so at no origin.
                    path: text,
                    is_link: true,
                    device: None,
                });
            }
            _ => {
                let scope = Scope::named(&text).ok_or_else(|| {
                    Argument::Scope
                        .wrong("must be \"users\", \"deviceManagement\" or \"detectedApps\"")
                })?;
                (Purpose::Action, scope.template())
            }
        };
        let Fields::Named(mut named) = second else {
            return Err(Argument::Ids.wrong("must be an object that holds the ids of the scope"));
        };
        let mut device = None;
        let mut path = route::path(template, |path, name| {
            let id = Id::from_value(named.take(name)).map_err(|problem| match function {
                // There they are arguments of their own.
                Function::Session | Function::Resume | Function::List => {
                    Argument::Ids.wrong_under(name, problem)
                }
                _ => Argument::Ids.wrong_field(name, problem),
            })?;
            path.push_str(&id.encoded());
            if name == MANAGED_DEVICE_ID {
                device = Some(id);
            }
            Ok::<_, Box<ArgumentError>>(())
        })?;
        path.push_str(match purpose {
            Purpose::Action => ACTION,
            Purpose::Device => SESSION,
            Purpose::List => "",
        });
        nothing_left(Argument::Ids, &named, "is not an id of this scope")?;
        Ok(Target {
            purpose,
            path,
            is_link: false,
            device,
        })
    }

    /// The read of the device that rings.
    pub fn read(&self, origin: &str) -> Option<Aim> {
        let id = self.device.as_ref()?.encoded();
        let devices = "/v1.0/deviceManagement/managedDevices/";
        Some(Aim {
            purpose: Purpose::Device,
            url: concat(&[origin, devices, &id, SESSION]),
        })
    }

    /// Whether it is an address that Graph gave and that leads away from the origin: the token must
    /// not go there. A `blob:` has the origin of the page that made it, and is none of Graph's; and
    /// what has a scheme without two slashes, `fetch` takes for a path on the page's own origin
    /// (URL standard, "special relative or authority state").
    pub fn is_elsewhere(&self, origin: &str, parser: UrlParser<'_>) -> bool {
        let path = self.path.as_bytes();
        let is_absolute = path.starts_with(b"https://") || path.starts_with(b"http://");
        let is_there = is_absolute && parser(&self.path).as_deref() == Some(origin);
        self.is_link && !is_there
    }

    /// What is sent.
    pub fn request(self, origin: &str, client_request_id: Option<String>) -> Request {
        // No id holds a "/", so the key cannot be read in two ways.
        let key = |id: Id| concat(&[origin, "/", &id.as_str().to_ascii_lowercase()]);
        Request {
            aim: Aim {
                purpose: self.purpose,
                url: match self.is_link {
                    true => self.path,
                    false => concat(&[origin, "/v1.0/", &self.path]),
                },
            },
            origin: origin.to_owned(),
            device: self.device.filter(|_| !self.purpose.is_read()).map(key),
            client_request_id,
        }
    }
}
