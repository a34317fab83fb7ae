//! What Rust does when it panics, cut out of the module.
//!
//! Before the trap that a panic ends in, its message is formatted and handed to a hook. That takes a
//! tenth of the module, and prints nothing in a browser unless the hook takes as much again. The
//! face catches the trap, says in the console that the module failed, and starts a fresh instance.

use anyhow::{Result, ensure};
use walrus::{FunctionBuilder, FunctionKind, Module};

/// What the names of the functions hold that run between a panic and its trap, and at no other time.
const REPORTING: [&str; 4] = [
    "::panicking::begin_panic",
    "::panicking::panic_fmt",
    "::panicking::panic_handler",
    "::panicking::panic_with_hook",
];

/// What these texts begin and end with.
const TEXTS: [(&[u8], &[u8]); 3] = [
    (b"/rustc/", b".rs"),
    (b"capacity overflow", b"w"),
    (b"called `Result::unwrap_throw()` on an `Err` value", b"ue"),
];

/// Makes each of these functions trap at once; wasm-opt then removes what only they called.
pub fn cut(module: &mut Module) -> Result<()> {
    let names = module.funcs.iter_local().filter_map(|(id, function)| {
        let name = module.funcs.get(id).name.as_deref()?;
        let is_one = REPORTING.iter().any(|part| name.contains(part));
        is_one.then_some((id, function.ty()))
    });
    let functions: Vec<_> = names.collect();
    ensure!(
        !functions.is_empty(),
        "Rust's panics have changed: no function of the module is named like {REPORTING:?}"
    );
    for (function, kind) in functions {
        let parameters = module.types.params(kind).to_vec();
        let results = module.types.results(kind).to_vec();
        let locals = parameters.iter().map(|kind| module.locals.add(*kind));
        let locals = locals.collect();
        let mut body = FunctionBuilder::new(&mut module.types, &parameters, &results);
        body.func_body().unreachable();
        module.funcs.get_mut(function).kind = FunctionKind::Local(body.local_func(locals));
    }
    let segments: Vec<_> = module.data.iter().map(walrus::Data::id).collect();
    for segment in segments {
        blank(&mut module.data.get_mut(segment).value);
    }
    Ok(())
}

/// What a panic would say, and where it would be, which nobody can ask for any more: the linker does not know
/// that. Compressed, zeros weigh next to nothing.
fn blank(data: &mut [u8]) {
    for (start, end) in TEXTS {
        let mut rest = &mut *data;
        while let Some(place) = rest.windows(start.len()).position(|text| text == start) {
            let text = rest.get_mut(place..).unwrap_or_default();
            let Some(length) = text.windows(end.len()).position(|text| text == end) else {
                break;
            };
            let (text, after) = text.split_at_mut(length.saturating_add(end.len()));
            text.fill(0);
            rest = after;
        }
    }
}
