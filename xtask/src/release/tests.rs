//! Each rule of a release, with the sentence that the maintainer reads.

use super::rules::{Mode, State, problems};
use super::state::first_version;

const CHANGELOG: &str = "# Changelog\n\n## Unreleased\n\n## 0.2.0 - 2026-11-27\n\n### You can now\n\n- do more.\n\n## 0.1.0 - 2026-01-02\n\n- first.\n";

fn ready() -> State {
    let versions = ["package.json", "package-lock.json", "Cargo.toml"];
    State {
        branch: Some("main".to_owned()),
        changes: Vec::new(),
        tags: vec!["v0.1.0".to_owned()],
        tags_here: Vec::new(),
        versions: versions
            .map(|file| (file, Some("0.2.0".to_owned())))
            .to_vec(),
        changelog: CHANGELOG.to_owned(),
        has_repository: true,
    }
}

/// The one problem of a state that differs from a ready one.
fn problem(change: impl FnOnce(&mut State)) -> String {
    problem_from(&Mode::Tag, change)
}

fn problem_from(mode: &Mode, change: impl FnOnce(&mut State)) -> String {
    let mut state = ready();
    change(&mut state);
    let found = problems(&state, mode);
    assert_eq!(found.len(), 1, "{found:?}");
    found[0].clone()
}

#[test]
fn a_ready_state_has_no_problem() {
    for mode in [Mode::Tag, Mode::DryRun { skip_tests: false }] {
        assert_eq!(problems(&ready(), &mode), Vec::<String>::new());
    }
}

#[test]
fn the_arguments_are_read() {
    let parse = |arguments: &[&str]| Mode::parse(arguments).ok();
    assert_eq!(parse(&[]), Some(Mode::Tag));
    assert_eq!(
        parse(&["--dry-run"]),
        Some(Mode::DryRun { skip_tests: false })
    );
    assert_eq!(
        parse(&["--skip-tests", "--dry-run"]),
        Some(Mode::DryRun { skip_tests: true })
    );
    assert_eq!(
        parse(&["--from-tag", "v0.2.0"]),
        Some(Mode::FromTag("v0.2.0".to_owned()))
    );
    for wrong in [
        &["--skip-tests"] as &[&str],
        &["--from-tag"],
        &["--dryrun"],
        &["--from-tag", "v1.0.0", "--skip-tests"],
    ] {
        assert_eq!(parse(wrong), None, "{wrong:?}");
    }
}

#[test]
fn a_dirty_tree_is_refused() {
    let change = |lines: &[&str]| {
        problem(|state| state.changes = lines.iter().map(|&line| line.to_owned()).collect())
    };
    assert_eq!(
        change(&[" M README.md"]),
        "There are changes that are not committed (M README.md): commit or discard them."
    );
    assert_eq!(
        change(&["?? a", "?? b", "?? c"]),
        "There are changes that are not committed (?? a and 2 more): commit or discard them."
    );
}

#[test]
fn another_branch_is_refused() {
    assert_eq!(
        problem(|state| state.branch = Some("fix".to_owned())),
        "The branch is fix: releases are made from main."
    );
    assert_eq!(
        problem(|state| state.branch = None),
        "No branch is checked out: releases are made from main."
    );
}

#[test]
fn a_version_is_tagged_once() {
    assert_eq!(
        problem(|state| state.tags.push("v0.2.0".to_owned())),
        "The tag v0.2.0 exists already: raise the version in package.json, package-lock.json and Cargo.toml."
    );
}

#[test]
fn all_files_state_one_version() {
    assert_eq!(
        problem(|state| state.versions[2].1 = Some("0.1.0".to_owned())),
        "Cargo.toml has the version 0.1.0, and package.json has 0.2.0: make them the same."
    );
    assert_eq!(
        problem(|state| state.versions[1].1 = None),
        "package-lock.json states no version."
    );
}

#[test]
fn a_version_has_the_form_of_semantic_versioning() {
    let check = |version: &str| {
        let mut state = ready();
        for (_, stated) in &mut state.versions {
            *stated = Some(version.to_owned());
        }
        state.changelog = format!("# Changelog\n\n## {version} - 2026-11-27\n\n- more.\n");
        problems(&state, &Mode::Tag).len()
    };
    for right in ["0.2.0", "10.0.3", "1.0.0-beta.1", "1.0.0-rc-1"] {
        assert_eq!(check(right), 0, "{right}");
    }
    for wrong in [
        "1.2", "01.2.3", "1.2.3.4", "v1.2.3", "1.2.x", "1.2.3-", "1.2.3+5",
    ] {
        assert_eq!(check(wrong), 1, "{wrong}");
    }
}

#[test]
fn the_changelog_has_a_dated_section_with_entries() {
    let with =
        |from: &str, to: &str| problem(|state| state.changelog = CHANGELOG.replace(from, to));
    assert_eq!(
        with("## 0.2.0 - 2026-11-27", "## 0.1.9 - 2026-11-27"),
        "CHANGELOG.md has no section for 0.2.0: add \"## 0.2.0 - <date>\"."
    );
    for undated in [
        "## 0.2.0",
        "## 0.2.0 - soon",
        "## 0.2.0 - 2026-13-01",
        "## 0.2.0 (2026-11-27)",
    ] {
        assert_eq!(
            with("## 0.2.0 - 2026-11-27", undated),
            "The section of CHANGELOG.md for 0.2.0 has no date: write \"## 0.2.0 - 2026-11-27\", with the day of the release."
        );
    }
    assert_eq!(
        with("- do more.", ""),
        "The section of CHANGELOG.md for 0.2.0 has no entry: say what changes for users."
    );
    assert_eq!(
        with("## Unreleased\n", "## Unreleased\n\n- forgotten.\n"),
        "CHANGELOG.md has entries below Unreleased: move them below \"## 0.2.0 - <date>\"."
    );
}

#[test]
fn provenance_needs_the_repository() {
    assert_eq!(
        problem(|state| state.has_repository = false),
        "package.json names no repository: npm compares it with the workflow that publishes, and refuses."
    );
}

#[test]
fn ci_publishes_the_commit_of_the_pushed_tag() {
    let mode = Mode::FromTag("v0.2.0".to_owned());
    let checked_out = |state: &mut State| {
        state.branch = None;
        state.tags = vec!["v0.2.0".to_owned()];
        state.tags_here = vec!["v0.2.0".to_owned()];
    };
    let mut state = ready();
    checked_out(&mut state);
    assert_eq!(problems(&state, &mode), Vec::<String>::new());
    assert_eq!(
        problem_from(&mode, |state| {
            checked_out(state);
            state.tags_here.clear();
        }),
        "The commit that is checked out does not have the tag v0.2.0."
    );
    assert_eq!(
        problem_from(&Mode::FromTag("v0.3.0".to_owned()), |state| {
            checked_out(state);
            state.tags_here = vec!["v0.3.0".to_owned()];
        }),
        "The tag is v0.3.0, but package.json has the version 0.2.0: the tag of it is v0.2.0."
    );
}

#[test]
fn the_version_of_the_project_is_the_first_in_its_file() {
    let package = "{\n  \"name\": \"x\",\n  \"version\": \"0.2.0\",\n  \"other\": { \"version\": \"9.9.9\" }\n}";
    assert_eq!(
        first_version(package, "\"version\": \"").as_deref(),
        Some("0.2.0")
    );
    let cargo = "[workspace]\nresolver = \"3\"\n[workspace.package]\nversion = \"0.2.0\"\n[dependencies]\nserde = { version = \"1\" }\n";
    assert_eq!(
        first_version(cargo, "version = \"").as_deref(),
        Some("0.2.0")
    );
    assert_eq!(first_version("{}", "\"version\": \""), None);
}

#[test]
fn all_problems_are_told_at_once() {
    let mut state = ready();
    state.branch = Some("fix".to_owned());
    state.changes = vec!["?? a".to_owned()];
    state.changelog = "# Changelog\n".to_owned();
    assert_eq!(problems(&state, &Mode::Tag).len(), 3);
}
