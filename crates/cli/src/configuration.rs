//! Which configuration a command works with, and the commands about configurations.

use std::{
    io::Write as _,
    path::{Path, PathBuf},
};

use anyhow::Context as _;
use include_dir::{Dir, include_dir};
use onrecord_settings::Settings;

use crate::{args, exit::Exit, exit::usage, output, progress::Progress};

/// The name looked for where none is given.
const USUAL: &str = "onrecord.toml";

/// Where the demo is laid out when there is no configuration at all.
const DEMO: &str = "onrecord-demo";

/// The demo's pages, feed and reference table.
static DEMO_DATA: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/../../data/demo");

/// The demo's configuration. Its paths are relative to a folder beside `data`.
const DEMO_CONFIG: &str = include_str!("../../../config/demo.toml");

/// Reads the configuration at `path`; without one `./onrecord.toml`, else the demo, which is laid out in a folder
/// here.
pub(crate) fn find(path: Option<&Path>, progress: &Progress) -> anyhow::Result<Settings> {
    let path = match path {
        Some(path) => path.to_owned(),
        None if Path::new(USUAL).exists() => USUAL.into(),
        None => {
            progress.say(&format!("No ./{USUAL} here: running the demo, laid out in ./{DEMO}."));
            lay_out_demo()?
        }
    };
    load(&path)
}

/// As [`find`], for commands that read what a run has left: they lay nothing out.
pub(crate) fn find_existing(path: Option<&Path>) -> anyhow::Result<Settings> {
    let demo = Path::new(DEMO).join("config/demo.toml");
    let usual = [PathBuf::from(USUAL), demo];
    match path.or_else(|| usual.iter().map(PathBuf::as_path).find(|path| path.exists())) {
        Some(path) => load(path),
        None => Err(usage(format!(
            "no configuration: there is no ./{USUAL} here; name one with --config, or a record with --record"
        ))),
    }
}

/// The configuration at `path`, or the defaults.
pub(crate) fn or_default(path: Option<&Path>) -> anyhow::Result<Settings> {
    path.map_or_else(|| Ok(Settings::default()), load)
}

fn load(path: &Path) -> anyhow::Result<Settings> {
    Ok(onrecord_settings::load(path, &|name| std::env::var(name).ok())?)
}

/// Writes the demo below `./onrecord-demo`, unless it is there, and returns its configuration's path.
fn lay_out_demo() -> anyhow::Result<PathBuf> {
    let (data, config) = (Path::new(DEMO).join("data/demo"), Path::new(DEMO).join("config"));
    if config.join("demo.toml").exists() {
        // Somebody may have tried something out in it.
        return Ok(config.join("demo.toml"));
    }
    let write = || -> std::io::Result<PathBuf> {
        std::fs::create_dir_all(&data)?;
        std::fs::create_dir_all(&config)?;
        DEMO_DATA.extract(&data)?;
        let path = config.join("demo.toml");
        std::fs::write(&path, DEMO_CONFIG)?;
        Ok(path)
    };
    write().with_context(|| format!("failed to lay out the demo in ./{DEMO}"))
}

/// `onrecord config …`
pub(crate) fn command(command: &args::Config, progress: &Progress) -> anyhow::Result<Exit> {
    match command {
        args::Config::Check { config } => {
            let path = config.as_deref().unwrap_or(Path::new(USUAL));
            load(path)?.require_sources()?;
            progress.say(&format!("{}: no mistakes found", path.display()));
        }
        args::Config::Schema => print(&onrecord_settings::schema())?,
        args::Config::Default => print(onrecord_settings::DEFAULT_TOML)?,
    }
    Ok(Exit::Ok)
}

fn print(text: &str) -> anyhow::Result<()> {
    let mut out = output::open(None)?;
    out.write_all(text.as_bytes())?;
    Ok(out.flush()?)
}
