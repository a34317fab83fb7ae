//! Reads the few forms that the public types are written in.

/// The strings of `type <name> = "…" | "…";`.
pub fn union<'a>(source: &'a str, name: &str) -> Vec<&'a str> {
    between(source, &format!("type {name} ="), ";")
        .map(quoted)
        .unwrap_or_default()
}

/// The strings between quotation marks.
pub fn quoted(text: &str) -> Vec<&str> {
    text.split('"').skip(1).step_by(2).collect()
}

/// The properties of `interface <name> {…}`: name (without `readonly` and `?`) and type.
pub fn properties<'a>(source: &'a str, name: &str) -> Vec<(&'a str, &'a str)> {
    let body = between(source, &format!("interface {name} {{\n"), "\n}").unwrap_or_default();
    body.lines()
        .map(str::trim)
        .filter(|line| !line.starts_with("/*") && !line.starts_with('*'))
        .filter_map(|line| line.strip_suffix(';')?.split_once(": "))
        .map(|(name, kind)| {
            let name = name.strip_prefix("readonly ").unwrap_or(name);
            (name.trim_end_matches('?'), kind)
        })
        .collect()
}

fn between<'a>(source: &'a str, start: &str, end: &str) -> Option<&'a str> {
    let (_, rest) = source.split_once(start)?;
    Some(rest.split_once(end)?.0)
}
