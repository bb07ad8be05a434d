//! Settings through their public face: files in, values or problems out.

mod defaults;
mod mistakes;
mod schema;
mod sources;

use std::path::Path;

use onrecord_settings::{Problems, Settings};

/// Reads `text` as the file `onrecord.toml` in the folder `base`, with `variables` as the whole environment.
fn parse_in(base: &Path, text: &str, variables: &[(&str, &str)]) -> Result<Settings, Problems> {
    let env =
        |name: &str| variables.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value).to_owned());
    onrecord_settings::parse(text, "onrecord.toml", base, &env)
}

/// Reads `text` with an empty environment.
fn parse(text: &str) -> Result<Settings, Problems> {
    parse_in(Path::new(""), text, &[])
}

/// The problems of `text`, each as `line:column message (hint)`.
#[track_caller]
fn mistakes_in(base: &Path, text: &str, variables: &[(&str, &str)]) -> Vec<String> {
    let problems = parse_in(base, text, variables).expect_err("the text has a mistake");
    problems
        .iter()
        .map(|problem| {
            let place = match (problem.line(), problem.column()) {
                (Some(line), Some(column)) => format!("{line}:{column} "),
                _ => String::new(),
            };
            let hint = problem.hint.as_ref().map_or_else(String::new, |hint| format!(" ({hint})"));
            format!("{place}{}{hint}", problem.message)
        })
        .collect()
}
