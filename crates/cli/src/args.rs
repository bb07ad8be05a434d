//! The command line.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;
use jiff::civil::Date;
use onrecord_model::{FindingKind, Moment};

/// Puts attributed claims on the record: fetches news, takes out who said what, links and checks it, and reports.
#[derive(Debug, Parser)]
#[command(
    name = "onrecord",
    version,
    max_term_width = 110,
    after_help = "Start with:\n  onrecord run                 runs the demo that comes with onrecord, without network\n  \
                  onrecord config default      prints a configuration to begin with\n\n\
                  Exit codes: 0 ok, 1 findings named by --fail-on (verify: a quote that is not proven), 2 usage, \
                  3 some inputs failed (they are listed), 4 configuration invalid, 74 input or output, 130 interrupted."
)]
pub(crate) struct Cli {
    #[command(flatten)]
    pub(crate) global: Global,
    #[command(subcommand)]
    pub(crate) command: Command,
}

/// What every command takes.
#[derive(Debug, Args)]
pub(crate) struct Global {
    /// Tell more on stderr (-v phases, -vv every item)
    #[arg(short, long, action = clap::ArgAction::Count, global = true)]
    pub(crate) verbose: u8,
    /// Tell nothing on stderr but errors
    #[arg(short, long, global = true, conflicts_with = "verbose")]
    pub(crate) quiet: bool,
    /// Show no progress bars (there are none without a terminal)
    #[arg(long, global = true)]
    pub(crate) no_progress: bool,
    /// Take this for the present time, so that a run can be repeated exactly (2025-07-23T18:04:00Z)
    #[arg(long, global = true, value_name = "TIME", value_parser = Moment::parse)]
    pub(crate) now: Option<Moment>,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Run the whole pipeline: fetch, extract, link, check, report
    Run(Run),
    /// Fetch pages, feeds and files; write snapshots as JSON Lines
    Fetch(Stage),
    /// Take articles and their claims out of snapshots, folders, .html and .txt files; write them as JSON Lines
    Extract(Stage),
    /// Join the claims of articles (JSON Lines) to threads; write articles and threads as JSON Lines
    Link(Stage),
    /// Check articles and threads (JSON Lines) as `link` writes them; write them with findings
    Check(Check),
    /// Write the report: from the record, or from articles and threads (JSON Lines)
    Report(Report),
    /// Look at the language part alone: plain text in, everything found in it out, one JSON object per text
    Annotate(Annotate),
    /// List claims of the record
    Claims(List),
    /// List threads of the record
    Threads(List),
    /// Search claims and articles of the record for words
    Search(Search),
    /// Show one claim, thread, article or ruling with its proof
    Show(Show),
    /// Record a person's verdict on a thread or one claim of it; it stays, and a correction is another one
    Rule(Rule),
    /// Tell what changed from one run to another: threads, contradictions, claims that came, went or were corrected
    Diff(Diff),
    /// Prove every stored quote against its stored snapshot; end with 1 where one does not stand, 3 where bytes are missing
    Verify(Verify),
    /// Check, print or describe configurations
    #[command(subcommand)]
    Config(Config),
    /// Print a completion script for a shell
    Completions {
        /// Which shell
        shell: Shell,
    },
    /// Print the manual page (roff)
    Man,
}

#[derive(Debug, Args)]
pub(crate) struct Run {
    /// The configuration; without it ./onrecord.toml, else the demo that comes with onrecord
    pub(crate) config: Option<PathBuf>,
    /// Write every message that passes between two stages to a file of its stage in DIR
    #[arg(long, value_name = "DIR")]
    pub(crate) tap: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) fail_on: FailOn,
}

#[derive(Debug, Args)]
pub(crate) struct FailOn {
    /// End with exit code 1 when there are findings of these kinds, as threads name them: `number_differs,denied`
    #[arg(long, value_name = "KINDS", value_delimiter = ',', value_parser = finding_kind)]
    pub(crate) fail_on: Vec<FindingKind>,
}

/// A finding's kind by the name it has in messages.
fn finding_kind(name: &str) -> Result<FindingKind, String> {
    serde_json::from_value(serde_json::Value::String(name.to_owned())).map_err(|error| {
        let why = error.to_string();
        format!("no kind of finding: {}", why.split(" at line").next().unwrap_or(&why))
    })
}

#[derive(Debug, Args)]
pub(crate) struct Stage {
    /// What to take: files, folders, `-` for JSON Lines on standard input; `fetch` takes URLs too
    #[arg(value_name = "INPUT", default_value = "-")]
    pub(crate) inputs: Vec<String>,
    /// Write there instead of to standard output
    #[arg(short, long, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
    /// Take the stage's settings from this configuration (its sources are not used)
    #[arg(long, value_name = "CONFIG")]
    pub(crate) config: Option<PathBuf>,
    /// Stop at the first line that is no message, instead of counting it and going on
    #[arg(long)]
    pub(crate) strict: bool,
}

#[derive(Debug, Args)]
pub(crate) struct Check {
    #[command(flatten)]
    pub(crate) stage: Stage,
    #[command(flatten)]
    pub(crate) fail_on: FailOn,
}

#[derive(Debug, Args)]
pub(crate) struct Report {
    /// Articles and threads as JSON Lines, `-` for standard input; without any, the record of the configuration
    #[arg(value_name = "INPUT")]
    pub(crate) inputs: Vec<String>,
    /// Write the report into this folder instead of the configured one
    #[arg(short, long, value_name = "DIR")]
    pub(crate) output: Option<PathBuf>,
    /// The configuration; without it ./onrecord.toml, else the demo's
    #[arg(long, value_name = "CONFIG")]
    pub(crate) config: Option<PathBuf>,
    /// Stop at the first line that is no message, instead of counting it and going on
    #[arg(long)]
    pub(crate) strict: bool,
}

#[derive(Debug, Args)]
pub(crate) struct Annotate {
    /// A text file, or `-` for standard input
    #[arg(default_value = "-")]
    pub(crate) file: PathBuf,
    /// Take every line for a text of its own
    #[arg(long)]
    pub(crate) lines: bool,
    /// Read with the linear tagger alone, as `engine = "fast"` does
    #[arg(long)]
    pub(crate) fast: bool,
    /// The day the text was published, from which "today" counts (2025-07-23)
    #[arg(long, value_name = "DAY")]
    pub(crate) published: Option<Date>,
}

/// Where the record is.
#[derive(Debug, Args)]
pub(crate) struct Where {
    /// The configuration that names the record; without it ./onrecord.toml, else the demo's
    #[arg(long, value_name = "CONFIG", conflicts_with = "record")]
    pub(crate) config: Option<PathBuf>,
    /// The record itself (record.sqlite)
    #[arg(long, value_name = "FILE")]
    pub(crate) record: Option<PathBuf>,
}

/// How a list is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Form {
    Table,
    Json,
    Csv,
}

#[derive(Debug, Args)]
pub(crate) struct FormArgs {
    /// Write JSON
    #[arg(long, conflicts_with = "csv")]
    json: bool,
    /// Write CSV
    #[arg(long)]
    csv: bool,
}

impl FormArgs {
    pub(crate) fn form(&self) -> Form {
        match (self.json, self.csv) {
            (true, _) => Form::Json,
            (_, true) => Form::Csv,
            _ => Form::Table,
        }
    }
}

#[derive(Debug, Args)]
pub(crate) struct List {
    /// Words that must all be there
    #[arg(value_name = "WORDS")]
    pub(crate) words: Vec<String>,
    /// Part of the speaker's name
    #[arg(long)]
    pub(crate) speaker: Option<String>,
    /// Part of the outlet's name
    #[arg(long)]
    pub(crate) outlet: Option<String>,
    /// A number that is named or lies within the bounds given (19000)
    #[arg(long)]
    pub(crate) number: Option<f64>,
    /// Published on this day or later
    #[arg(long, value_name = "DAY")]
    pub(crate) from: Option<Date>,
    /// Published on this day or earlier
    #[arg(long, value_name = "DAY")]
    pub(crate) to: Option<Date>,
    /// At most this many
    #[arg(long, value_name = "N")]
    pub(crate) limit: Option<usize>,
    #[command(flatten)]
    pub(crate) form: FormArgs,
    #[command(flatten)]
    pub(crate) place: Where,
}

#[derive(Debug, Args)]
pub(crate) struct Search {
    /// Words that must all be there
    #[arg(value_name = "WORDS", required = true)]
    pub(crate) words: Vec<String>,
    /// At most this many
    #[arg(long, value_name = "N", default_value_t = 20)]
    pub(crate) limit: usize,
    #[command(flatten)]
    pub(crate) form: FormArgs,
    #[command(flatten)]
    pub(crate) place: Where,
}

#[derive(Debug, Args)]
pub(crate) struct Show {
    /// Id of a claim (clm_…), thread (thr_…), article (art_…) or ruling (rul_…)
    pub(crate) id: String,
    /// Write JSON
    #[arg(long)]
    pub(crate) json: bool,
    #[command(flatten)]
    pub(crate) place: Where,
}

#[derive(Debug, Args)]
#[command(
    after_help = "Example:\n  onrecord rule thr_0123456789abcdef --claim clm_0123456789abcdef --verdict \"Missing context\" \\\n    \
                        --reasons \"The figure counts wounded too.\" --by \"Ann Lee\" \\\n    --evidence https://example.org/register\n\n\
                        Then `onrecord report` writes the ruling to the thread's page, and to claimreview.jsonld for others."
)]
pub(crate) struct Rule {
    /// Id of the thread (thr_…); `onrecord threads` lists them
    #[arg(value_name = "THREAD")]
    pub(crate) thread: String,
    /// The verdict, in your own words ("False", "Missing context")
    #[arg(long, value_name = "WORDS")]
    pub(crate) verdict: String,
    /// Why, so that a reader can follow it
    #[arg(long, value_name = "TEXT")]
    pub(crate) reasons: String,
    /// Who rules: the name that readers see
    #[arg(long, value_name = "NAME")]
    pub(crate) by: String,
    /// The one claim of the thread that the ruling is about (clm_…); without it, the thread as a whole
    #[arg(long, value_name = "CLAIM")]
    pub(crate) claim: Option<String>,
    /// Address of something that the ruling rests on; give it again for more
    #[arg(long, value_name = "URL")]
    pub(crate) evidence: Vec<String>,
    /// The ruling that this one corrects (rul_…); it stays on record as superseded
    #[arg(long, value_name = "RULING")]
    pub(crate) supersedes: Option<String>,
    /// Write JSON
    #[arg(long)]
    pub(crate) json: bool,
    #[command(flatten)]
    pub(crate) place: Where,
}

#[derive(Debug, Args)]
pub(crate) struct Diff {
    /// The earlier run: its number (1 is the first of the record) or id (run_…); without it, the last but one that ended
    #[arg(value_name = "RUN")]
    pub(crate) from: Option<String>,
    /// The later run; without it, the last that ended
    #[arg(value_name = "RUN")]
    pub(crate) to: Option<String>,
    #[command(flatten)]
    pub(crate) form: FormArgs,
    #[command(flatten)]
    pub(crate) place: Where,
}

#[derive(Debug, Args)]
pub(crate) struct Verify {
    #[command(flatten)]
    pub(crate) form: FormArgs,
    #[command(flatten)]
    pub(crate) place: Where,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Config {
    /// Tell every mistake of a configuration, without doing anything
    Check {
        /// The configuration; without it ./onrecord.toml
        config: Option<PathBuf>,
    },
    /// Print the JSON schema of configurations
    Schema,
    /// Print a configuration with every key, its default and what it is for
    Default,
}
