//! What a world hands to a call when a step has ended.

use intune_remote_assistance::call::Given;
use intune_remote_assistance::json::Json;
use intune_remote_assistance::reply::{Kind, Response};
use intune_remote_assistance::token::{Fault, Token};
use intune_remote_assistance::value::Value;

use super::canned::{Parsed, Playing, decode};

pub enum Handed {
    Token(Token),
    /// What is no token, for that reason.
    Fault(Fault),
    Reply(Playing),
    Document(Parsed),
}

impl Given for Handed {
    fn value(&self) -> Value {
        let text = match self {
            Handed::Token(token) => {
                let header = token.authorization();
                header.strip_prefix("Bearer ").map(str::to_owned)
            }
            Handed::Fault(Fault::Empty) => Some(String::new()),
            Handed::Fault(Fault::Scheme) => Some("Bearer token".to_owned()),
            Handed::Fault(Fault::Character) => Some("to ken".to_owned()),
            Handed::Fault(Fault::TooLong) => return Value::LongText,
            Handed::Fault(Fault::NotText) | Handed::Reply(_) | Handed::Document(_) => None,
        };
        text.map_or(Value::Other, Value::Text)
    }
}

impl Response for Handed {
    fn kind(&self) -> Kind {
        match self {
            Handed::Reply(reply) => reply.kind(),
            _ => Kind::NotAResponse,
        }
    }

    fn header(&self, name: &str) -> Option<String> {
        match self {
            Handed::Reply(reply) => reply.header(name),
            _ => None,
        }
    }

    fn decode(base64: &str) -> Option<String> {
        decode(base64)
    }
}

impl Json for Handed {
    fn parse(text: &str) -> Option<Handed> {
        Parsed::parse(text).map(Handed::Document)
    }

    fn get(&self, name: &str) -> Option<Handed> {
        self.document()?.get(name).map(Handed::Document)
    }

    fn text(&self) -> Option<String> {
        self.document()?.text()
    }

    fn length(&self) -> Option<u32> {
        self.document()?.length()
    }

    fn item(&self, index: u32) -> Option<Handed> {
        self.document()?.item(index).map(Handed::Document)
    }

    fn time_ms(&self) -> Option<f64> {
        self.document()?.time_ms()
    }
}

impl Handed {
    fn document(&self) -> Option<&Parsed> {
        match self {
            Handed::Document(document) => Some(document),
            _ => None,
        }
    }
}
