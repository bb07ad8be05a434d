//! The gaps page: every input that is not in the record, once, with its reason.

use askama::Template;

use super::view::Frame;
use crate::{
    Options, ReportError,
    escape::line,
    gaps::{Ended, Gaps, Noted},
    output::Output,
    record::Record,
    words::{count, thousands},
};

#[derive(Template)]
#[template(path = "gaps.html")]
struct GapsPage<'a> {
    frame: Frame<'a>,
    tally: String,
    complete: bool,
    ended: [List; 2],
    pending: Vec<String>,
    expanded: Vec<Expanded>,
    issues: Vec<Row>,
}

struct List {
    id: &'static str,
    heading: &'static str,
    caption: String,
    rows: Vec<Row>,
}

struct Row {
    input: String,
    listed_by: Option<String>,
    stage: String,
    code: String,
    reason: String,
}

struct Expanded {
    input: String,
    listed: String,
}

pub(super) fn write(record: &Record<'_>, options: &Options, output: &mut Output) -> Result<(), ReportError> {
    let gaps = Gaps::of(record);
    let list = |id, heading, what: &str, ended: &[Ended<'_>]| List {
        id,
        heading,
        caption: format!("{} {what}", count(ended.len(), "input")),
        rows: ended.iter().map(Row::of).collect(),
    };
    let page = GapsPage {
        frame: Frame::top(options, "Gaps", "gaps.html"),
        tally: gaps.tally_line(),
        complete: gaps.nothing_is_missing(),
        ended: [
            list("failed", "Failed", "could not be done", &gaps.failed),
            list("skipped", "Skipped", "left out on purpose", &gaps.skipped),
        ],
        pending: gaps.pending.iter().map(|input| line(input)).collect(),
        expanded: gaps
            .expanded
            .iter()
            .map(|list| Expanded { input: line(&list.input), listed: thousands(list.listed as u64) })
            .collect(),
        issues: gaps.issues.iter().map(Row::noted).collect(),
    };
    super::page("gaps.html", &page, output)
}

impl Row {
    fn of(ended: &Ended<'_>) -> Self {
        Self {
            input: line(&ended.input),
            listed_by: ended.listed_by.map(line),
            stage: line(&ended.reason.stage),
            code: line(&ended.reason.code),
            reason: line(&ended.reason.message),
        }
    }

    fn noted(noted: &Noted<'_>) -> Self {
        Self {
            input: line(&noted.input),
            listed_by: None,
            stage: line(&noted.issue.stage),
            code: line(&noted.issue.code),
            reason: line(&noted.issue.message),
        }
    }
}
