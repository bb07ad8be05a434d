//! The binary `onrecord`: arguments, wiring, progress, logging, exit codes.

mod annotate;
mod args;
mod clock;
mod configuration;
mod diff;
mod exit;
mod gaps;
mod output;
mod progress;
mod query;
mod rule;
mod run;
mod runtime;
mod show;
mod stages;
mod verify;
mod wiring;
mod words;

use std::{
    io::{IsTerminal as _, Write as _},
    process::ExitCode,
};

use clap::{CommandFactory as _, Parser as _};
use onrecord_settings::Problems;

use crate::{
    args::{Cli, Command},
    exit::Exit,
    progress::Progress,
};

fn main() -> ExitCode {
    let cli = Cli::parse();
    let progress = Progress::start(&cli.global);
    quiet_panics();
    let result = runtime::listen().and_then(|()| run(cli, &progress));
    progress.clear();
    let exit = result.unwrap_or_else(|error| {
        let exit = exit::of(&error);
        if exit != Exit::Ok {
            tell(&error);
        }
        exit
    });
    exit.into()
}

fn run(cli: Cli, progress: &Progress) -> anyhow::Result<Exit> {
    let clock = clock::clock(cli.global.now);
    match cli.command {
        Command::Run(args) => run::run(&args, &clock, progress),
        Command::Fetch(args) => stages::fetch(&args, &clock, progress),
        Command::Extract(args) => stages::extract(&args, &clock, progress),
        Command::Link(args) => stages::link(&args, &clock, progress),
        Command::Check(args) => stages::check(&args, &clock, progress),
        Command::Report(args) => stages::report(&args, &clock, progress),
        Command::Annotate(args) => annotate::annotate(&args),
        Command::Claims(args) => query::claims(&args),
        Command::Threads(args) => query::threads(&args),
        Command::Search(args) => query::search(&args),
        Command::Show(args) => show::show(&args),
        Command::Rule(args) => rule::rule(&args, &clock, progress),
        Command::Diff(args) => diff::diff(&args),
        Command::Verify(args) => verify::verify(&args, &clock, progress),
        Command::Config(args) => configuration::command(&args, progress),
        Command::Completions { shell } => {
            let mut out = output::open(None)?;
            clap_complete::generate(shell, &mut Cli::command(), "onrecord", &mut out);
            out.flush()?;
            Ok(Exit::Ok)
        }
        Command::Man => {
            let mut out = output::open(None)?;
            let mut command = Cli::command();
            command.build();
            clap_mangen::Man::new(command.clone()).render(&mut out)?;
            for command in command.get_subcommands().filter(|command| command.get_name() != "help") {
                clap_mangen::Man::new(command.clone()).render(&mut out)?;
            }
            out.flush()?;
            Ok(Exit::Ok)
        }
    }
}

/// Tells an error on stderr: what, where, and what it came from.
fn tell(error: &anyhow::Error) {
    let mut stderr = std::io::stderr();
    let colour = stderr.is_terminal() && std::env::var_os("NO_COLOR").is_none();
    // Nobody can be told that stderr is closed.
    drop(match error.chain().find_map(|cause| cause.downcast_ref::<Problems>()) {
        Some(problems) => write!(stderr, "{}", problems.render(colour)),
        None => writeln!(stderr, "onrecord: {error:#}"),
    });
}

/// A panic inside one page's work is told as that page's failure; it needs no trace on stderr.
fn quiet_panics() {
    let usual = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |info| {
        if std::thread::current().name() == Some("onrecord-cpu") {
            tracing::debug!("{info}");
        } else {
            usual(info);
        }
    }));
}
