//! What a request is for, and where it goes.

/// What a request is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum RequestKind {
    /// `POST …/requestRemoteAssistance`, which rings a person's device.
    Action,
    /// `GET` one device.
    ReadDevice,
    /// `GET` a page of a collection.
    ReadList,
    /// `GET` a page of a search in the directory.
    SearchDirectory,
}

impl RequestKind {
    /// Whether the request changes nothing, so that it may be sent again (RFC 9110 section 9.2.2).
    pub(crate) const fn is_read(self) -> bool {
        !matches!(self, RequestKind::Action)
    }

    /// The method of the request.
    pub(crate) const fn method(self) -> &'static str {
        match self.is_read() {
            true => "GET",
            false => "POST",
        }
    }

    /// The value of the header `ConsistencyLevel`. Graph's directory answers `$search` only with it
    /// (Graph's page "Advanced query capabilities on Microsoft Entra ID objects").
    pub(crate) const fn consistency_level(self) -> Option<&'static str> {
        match self {
            RequestKind::SearchDirectory => Some("eventual"),
            _ => None,
        }
    }

    /// The one status that means success. For the action it is 204 (Graph's page of it).
    pub(crate) const fn success_status(self) -> u16 {
        match self.is_read() {
            true => 200,
            false => 204,
        }
    }

    /// Whether a request that got this status is worth another attempt, besides 429. Never for the
    /// action: it may have been carried out.
    pub(crate) const fn is_retryable(self, status: Option<u16>) -> bool {
        self.is_read() && matches!(status, Some(500 | 502..=504))
    }
}

/// What a request is for, and where it goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Endpoint {
    /// What the request is for.
    pub(crate) kind: RequestKind,
    /// The whole URL.
    pub(crate) url: String,
    /// The id of the device that it concerns, if it is one device.
    pub(crate) device_id: Option<String>,
}
