//! Progress and log on stderr. Only this module knows how they are drawn.

use std::io::{self, IsTerminal as _, Write};

use indicatif::{MultiProgress, ProgressBar, ProgressDrawTarget, ProgressStyle};
use onrecord_model::{Outcome, Reason};
use onrecord_pipeline::{Event, Observer};
use tracing::{debug, info};
use tracing_subscriber::{EnvFilter, fmt::MakeWriter};

use crate::{args::Global, output::printable};

/// The bars of one command; drawn only on a terminal.
#[derive(Clone)]
pub(crate) struct Progress {
    bars: MultiProgress,
    quiet: bool,
}

impl Progress {
    /// Sets up the log, and bars where there is a terminal to draw them on.
    pub(crate) fn start(global: &Global) -> Self {
        let drawn = io::stderr().is_terminal() && !global.no_progress && !global.quiet && global.verbose == 0;
        let target = if drawn { ProgressDrawTarget::stderr() } else { ProgressDrawTarget::hidden() };
        let bars = MultiProgress::with_draw_target(target);
        let level = match (global.quiet, global.verbose) {
            (true, _) => "error",
            (_, 0) => "warn",
            (_, 1) => "info",
            _ => "debug",
        };
        // Other people's crates are heard only when something is wrong. Ours are those that log.
        let mut directives = format!("error,onrecord={level}");
        for ours in ["pipeline", "fetch", "extract", "store"] {
            directives.push_str(",onrecord_");
            directives.push_str(ours);
            directives.push('=');
            directives.push_str(level);
        }
        let filter = EnvFilter::try_from_env("ONRECORD_LOG").unwrap_or_else(|_| EnvFilter::new(directives));
        let colour = io::stderr().is_terminal() && std::env::var_os("NO_COLOR").is_none();
        tracing_subscriber::fmt()
            .with_env_filter(filter)
            .with_writer(Above(bars.clone()))
            .with_ansi(colour)
            .without_time()
            .with_target(false)
            .init();
        Self { bars, quiet: global.quiet }
    }

    /// A bar over the jobs of a run, as an observer of its events.
    pub(crate) fn observer(&self, what: &'static str) -> Observer {
        let style = "{prefix:>8} [{bar:30}] {pos}/{len} {msg} {elapsed}";
        let style = ProgressStyle::with_template(style).unwrap_or_else(|_| ProgressStyle::default_bar());
        let bar =
            self.bars.add(ProgressBar::new(0).with_prefix(what).with_style(style.progress_chars("=> ")));
        let mut failed = 0_u64;
        Box::new(move |event| match event {
            Event::Started { request } => debug!(request = request.label(), "started"),
            Event::Draining => info!("draining: nothing new is begun; press Ctrl-C again to leave at once"),
            Event::Finished { request, outcome, tally, .. } => {
                match outcome {
                    Outcome::Done | Outcome::Expanded { .. } => debug!(request = request.label(), "done"),
                    Outcome::Skipped(Reason { code, message, .. }) => {
                        info!(request = request.label(), code, "skipped: {message}");
                    }
                    Outcome::Failed(Reason { code, message, .. }) => {
                        failed += 1;
                        info!(request = request.label(), code, "failed: {message}");
                    }
                }
                let ended = tally.done + tally.skipped + tally.failed;
                bar.set_length(tally.inputs());
                bar.set_position(ended);
                if failed > 0 {
                    bar.set_message(format!("{failed} failed"));
                }
            }
        })
    }

    /// A line for a phase that can't be counted; gone when dropped.
    pub(crate) fn phase(&self, what: &'static str) -> Phase {
        info!(phase = what, "begins");
        let bar = self.bars.add(ProgressBar::new_spinner().with_message(what));
        bar.enable_steady_tick(std::time::Duration::from_millis(120));
        Phase(bar)
    }

    /// Removes the bars.
    pub(crate) fn clear(&self) {
        // Bars that can't be removed are no reason to fail.
        drop(self.bars.clear());
    }

    /// Writes a line for people to stderr, unless they asked for silence.
    pub(crate) fn say(&self, line: &str) {
        if !self.quiet {
            self.bars.suspend(|| drop(writeln!(io::stderr(), "{}", printable(line))));
        }
    }
}

/// See [`Progress::phase`].
pub(crate) struct Phase(ProgressBar);

impl Drop for Phase {
    fn drop(&mut self) {
        self.0.finish_and_clear();
    }
}

/// Writes log lines above the bars.
struct Above(MultiProgress);

impl<'a> MakeWriter<'a> for Above {
    type Writer = AboveWriter<'a>;

    fn make_writer(&'a self) -> Self::Writer {
        AboveWriter(&self.0)
    }
}

struct AboveWriter<'a>(&'a MultiProgress);

impl Write for AboveWriter<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.suspend(|| io::stderr().write(bytes))
    }

    fn flush(&mut self) -> io::Result<()> {
        io::stderr().flush()
    }
}
