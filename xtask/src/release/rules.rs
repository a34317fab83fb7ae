//! What a release must meet. These functions look at texts only, and change nothing.

use anyhow::{Result, bail};

/// The branch that releases are made from.
const BRANCH: &str = "main";

/// What `npm run release` was asked for.
#[derive(Debug, PartialEq)]
pub enum Mode {
    /// Check and pack. Change nothing.
    DryRun {
        /// For a look at the command itself.
        skip_tests: bool,
    },
    /// Check, pack, and tag the commit.
    Tag,
    /// In CI, after this tag was pushed: check, and pack what will be published.
    FromTag(String),
}

impl Mode {
    /// Reads the arguments after `release`.
    pub fn parse(arguments: &[&str]) -> Result<Mode> {
        match arguments {
            [] => Ok(Mode::Tag),
            ["--dry-run"] => Ok(Mode::DryRun { skip_tests: false }),
            ["--dry-run", "--skip-tests"] | ["--skip-tests", "--dry-run"] => {
                Ok(Mode::DryRun { skip_tests: true })
            }
            ["--from-tag", tag] => Ok(Mode::FromTag((*tag).to_owned())),
            _ => bail!(
                "release takes --dry-run, or --dry-run --skip-tests, or --from-tag <tag>, or nothing"
            ),
        }
    }
}

/// What the rules look at.
pub struct State {
    /// The branch that is checked out. None for a commit without a branch.
    pub branch: Option<String>,
    /// The lines of `git status --porcelain`.
    pub changes: Vec<String>,
    /// All tags.
    pub tags: Vec<String>,
    /// The tags of the commit that is checked out.
    pub tags_here: Vec<String>,
    /// Each file that states the version, and the version that it states.
    pub versions: Vec<(&'static str, Option<String>)>,
    /// The text of CHANGELOG.md.
    pub changelog: String,
    /// Whether package.json names the repository.
    pub has_repository: bool,
}

impl State {
    /// The version to release: the one in package.json, which is the first of the files.
    pub fn version(&self) -> &str {
        let first = self.versions.first();
        first
            .and_then(|(_, version)| version.as_deref())
            .unwrap_or_default()
    }

    /// The tag of that version.
    pub fn tag(&self) -> String {
        format!("v{}", self.version())
    }
}

/// Why this is not ready for a release: one sentence for each problem. Empty if it is ready.
pub fn problems(state: &State, mode: &Mode) -> Vec<String> {
    let mut problems = Vec::new();
    problems.extend(dirty_tree(&state.changes));
    problems.extend(match mode {
        Mode::FromTag(tag) => wrong_tag(state, tag),
        Mode::DryRun { .. } | Mode::Tag => wrong_place(state),
    });
    problems.extend(wrong_versions(&state.versions));
    if !state.has_repository {
        problems.push(
            "package.json names no repository: npm compares it with the workflow that publishes, and refuses."
                .to_owned(),
        );
    }
    problems.extend(changelog_problems(&state.changelog, state.version()));
    problems
}

/// The tree must be that of the commit.
pub fn dirty_tree(changes: &[String]) -> Option<String> {
    let first = changes.first()?;
    let more = match changes.len() {
        1 => String::new(),
        count => format!(" and {} more", count.saturating_sub(1)),
    };
    Some(format!(
        "There are changes that are not committed ({}{more}): commit or discard them.",
        first.trim()
    ))
}

/// A new tag is set on the branch of releases, once for each version.
fn wrong_place(state: &State) -> Vec<String> {
    let mut problems = Vec::new();
    match state.branch.as_deref() {
        Some(BRANCH) => {}
        Some(other) => problems.push(format!(
            "The branch is {other}: releases are made from {BRANCH}."
        )),
        None => problems.push(format!(
            "No branch is checked out: releases are made from {BRANCH}."
        )),
    }
    let tag = state.tag();
    if state.tags.contains(&tag) {
        problems.push(format!(
            "The tag {tag} exists already: raise the version in package.json, package-lock.json and Cargo.toml."
        ));
    }
    problems
}

/// CI publishes the commit of the tag that was pushed.
fn wrong_tag(state: &State, tag: &str) -> Vec<String> {
    let mut problems = Vec::new();
    if tag != state.tag() {
        problems.push(format!(
            "The tag is {tag}, but package.json has the version {}: the tag of it is {}.",
            state.version(),
            state.tag()
        ));
    }
    if !state.tags_here.iter().any(|here| here == tag) {
        problems.push(format!(
            "The commit that is checked out does not have the tag {tag}."
        ));
    }
    problems
}

/// All files state one version, of the form of semantic versioning.
fn wrong_versions(versions: &[(&'static str, Option<String>)]) -> Vec<String> {
    let Some((main, expected)) = versions.first() else {
        return vec!["No file states a version.".to_owned()];
    };
    let Some(expected) = expected else {
        return vec![format!("{main} states no version.")];
    };
    let mut problems = Vec::new();
    if !is_version(expected) {
        problems.push(format!(
            "{main} has the version {expected}, which is not of the form 1.2.3 or 1.2.3-beta.1."
        ));
    }
    for (file, version) in versions.iter().skip(1) {
        match version {
            Some(version) if version == expected => {}
            Some(version) => problems.push(format!(
                "{file} has the version {version}, and {main} has {expected}: make them the same."
            )),
            None => problems.push(format!("{file} states no version.")),
        }
    }
    problems
}

/// Semantic versioning without build metadata: npm ignores those.
fn is_version(text: &str) -> bool {
    let (core, label) = match text.split_once('-') {
        Some((core, label)) => (core, Some(label)),
        None => (text, None),
    };
    let numbers: Vec<&str> = core.split('.').collect();
    let is_number = |part: &&str| part.parse::<u32>().is_ok_and(|n| n.to_string() == **part);
    let is_label = |label: &str| {
        label.split('.').all(|part| {
            !part.is_empty() && part.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
        })
    };
    numbers.len() == 3 && numbers.iter().all(is_number) && label.is_none_or(is_label)
}

/// CHANGELOG.md has a section `## 1.2.3 - 2026-11-27` with entries, and nothing below `## Unreleased`.
fn changelog_problems(changelog: &str, version: &str) -> Vec<String> {
    let mut problems = Vec::new();
    if section(changelog, |title| title == "Unreleased").is_some_and(|(_, text)| has_entries(text))
    {
        problems.push(format!(
            "CHANGELOG.md has entries below Unreleased: move them below \"## {version} - <date>\"."
        ));
    }
    let belongs = |title: &str| title.split(' ').next() == Some(version);
    match section(changelog, belongs) {
        None => problems.push(format!(
            "CHANGELOG.md has no section for {version}: add \"## {version} - <date>\"."
        )),
        Some((title, text)) => {
            let date = title.strip_prefix(&format!("{version} - "));
            if !date.is_some_and(is_date) {
                problems.push(format!(
                    "The section of CHANGELOG.md for {version} has no date: write \"## {version} - 2026-11-27\", with the day of the release."
                ));
            }
            if !has_entries(text) {
                problems.push(format!(
                    "The section of CHANGELOG.md for {version} has no entry: say what changes for users."
                ));
            }
        }
    }
    problems
}

/// The title and the text of the first section `## title` that is looked for.
fn section(changelog: &str, is_it: impl Fn(&str) -> bool) -> Option<(&str, &str)> {
    changelog
        .split("\n## ")
        .skip(1)
        .map(|section| section.split_once('\n').unwrap_or((section, "")))
        .map(|(title, text)| (title.trim(), text))
        .find(|(title, _)| is_it(title))
}

fn has_entries(text: &str) -> bool {
    text.lines().any(|line| line.starts_with("- "))
}

/// Of the form 2026-11-27.
fn is_date(text: &str) -> bool {
    let parts: Vec<&str> = text.split('-').collect();
    let in_range = |part: &str, length: usize, most: u32| {
        part.len() == length && part.parse().is_ok_and(|n: u32| (1..=most).contains(&n))
    };
    matches!(parts.as_slice(), [year, month, day]
        if in_range(year, 4, 9999) && in_range(month, 2, 12) && in_range(day, 2, 31))
}
