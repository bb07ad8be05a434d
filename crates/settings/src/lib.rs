//! Settings: from TOML to validated values, or to every mistake at its place.
//!
//! A file is parsed into a tree that knows where everything stands ([`toml::de::DeTable`]), and every key is read
//! out of it one by one, so that a wrong key, type or value never hides the next one. For each scalar key of a
//! section the environment goes before the file: `ONRECORD_FETCH__CONCURRENCY=4`. Strings may hold `${NAME}` for the
//! value of an environment variable; nothing else of the file is ever interpolated.
//!
//! Reading settings has no side effects. Of the files they name only the reference tables are looked into, for the
//! names of their columns.

mod document;
mod problem;
mod read;
mod section;
pub mod settings;
mod table;
mod value;

use std::fs;
use std::path::Path;

use schemars::generate::SchemaSettings;
use toml::de::DeTable;

use crate::document::Document;
use crate::problem::Source;
use crate::section::Section;

pub use problem::{Place, Problem, Problems};
pub use settings::Settings;

/// The shipped settings file: every key with its default and what it is for.
pub const DEFAULT_TOML: &str = include_str!("../../../config/onrecord.toml");

/// Reads the settings file at `path`; relative paths in it start from its folder.
///
/// # Errors
/// Every mistake in the file and in the environment; one problem without a place if the file can't be read.
pub fn load(path: &Path, env: &dyn Fn(&str) -> Option<String>) -> Result<Settings, Problems> {
    let name = path.display().to_string();
    let bytes = fs::read(path).map_err(|error| {
        Problem::new(format!("the settings file `{name}` can't be read: {error}"))
            .with_hint("`onrecord config default` prints a file to start from")
    })?;
    let text = String::from_utf8(bytes).map_err(|error| {
        let good = error.utf8_error().valid_up_to();
        let line = error.as_bytes().iter().take(good).filter(|&&byte| byte == b'\n').count() + 1;
        Problem::new(format!("the settings file `{name}` is not UTF-8 text: see line {line}"))
            .with_hint("save it as UTF-8 in your editor")
    })?;
    // Absolute, so that one file has one name however the settings file was called.
    let base = std::path::absolute(path).ok();
    parse(&text, &name, base.as_deref().and_then(Path::parent).unwrap_or(Path::new("")), env)
}

/// Reads settings from `text`. `name` is what messages call it, `base` the folder that relative paths start from.
///
/// # Errors
/// Every mistake in the text and in the environment.
pub fn parse(
    text: &str,
    name: &str,
    base: &Path,
    env: &dyn Fn(&str) -> Option<String>,
) -> Result<Settings, Problems> {
    let (tree, errors) = DeTable::parse_recoverable(text);
    let document = Document::new(Source::new(name, text), &errors, base, env);
    let mut root = Section::root(&document, tree.get_ref());
    let settings = read::settings(&mut root);
    root.report_unknown();
    Problems::check(document.into_problems())?;
    Ok(settings)
}

/// The JSON schema of a settings file, for editors.
pub fn schema() -> String {
    let schema = SchemaSettings::draft07().into_generator().into_root_schema_for::<Settings>();
    let mut text = serde_json::to_string_pretty(&schema).unwrap_or_default(); // a schema is plain JSON
    text.push('\n');
    text
}
