//! A claims challenge as Graph sends it, and the decoder that browsers have.

use base64::Engine;
use base64::alphabet::STANDARD;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};

/// The claims of [`claims_challenge`].
pub(crate) const CLAIMS: &str =
    r#"{"access_token":{"nbf":{"essential":true,"value":"1657834417"}}}"#;

/// [`CLAIMS`] in base64.
pub(crate) const CLAIMS_BASE64: &str =
    "eyJhY2Nlc3NfdG9rZW4iOnsibmJmIjp7ImVzc2VudGlhbCI6dHJ1ZSwidmFsdWUiOiIxNjU3ODM0NDE3In19fQ==";

/// The value of `WWW-Authenticate` in a 401 of continuous access evaluation. Graph does not quote
/// `authorization_uri`.
pub(crate) fn claims_challenge() -> String {
    [
        "Bearer realm=\"\", authorization_uri=https://login.microsoftonline.com/common/oauth2/\
         authorize, client_id=\"00000003-0000-0000-c000-000000000000\", \
         error=\"insufficient_claims\", claims=\"",
        CLAIMS_BASE64,
        "\", errorDescription=\"Continuous access evaluation resulted in challenge\"",
    ]
    .concat()
}

/// Decodes base64 or base64url without padding to UTF-8 text, as leniently as browsers do.
pub(crate) fn decode_base64(base64: &str) -> Option<String> {
    let base64 = base64.replace('-', "+").replace('_', "/");
    let config = GeneralPurposeConfig::new()
        .with_decode_allow_trailing_bits(true)
        .with_decode_padding_mode(DecodePaddingMode::RequireNone);
    let engine = GeneralPurpose::new(&STANDARD, config);
    String::from_utf8(engine.decode(base64).ok()?).ok()
}
