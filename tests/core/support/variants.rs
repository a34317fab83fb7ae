//! Lists of enum variants that the compiler checks.

/// Every variant of an enum whose variants hold nothing. It does not compile if one is missing.
macro_rules! every_variant {
    ($enum:ident: $($variant:ident),+) => {{
        const fn _list_is_complete(value: &$enum) {
            match value {
                $($enum::$variant => {})+
            }
        }
        [$($enum::$variant),+]
    }};
}

pub(crate) use every_variant;
