//! The keys of the settings file, section by section: which there are, what each must be, and its default.

use std::path::PathBuf;

use crate::section::Section;
use crate::settings::Location;
use crate::settings::{
    Check, Extract, Fetch, Link, Pipeline, Published, Record, Report, Settings, Sources, nonzero,
};
use crate::table;
use crate::value::{self, Fault};

pub(crate) fn settings(file: &mut Section) -> Settings {
    Settings {
        title: file.text("title", value::filled).unwrap_or_else(|| Settings::default().title),
        sources: file.section("sources", sources),
        record: file.section("record", record),
        fetch: file.section("fetch", fetch),
        extract: file.section("extract", extract),
        pipeline: file.section("pipeline", pipeline),
        link: file.section("link", link),
        check: file.section("check", check),
        report: file.section("report", report),
        base: file.base().to_owned(),
    }
}

fn sources(section: &mut Section) -> Sources {
    let base = section.base();
    Sources {
        urls: section.list("urls", value::url).unwrap_or_default(),
        feeds: section
            .list("feeds", |text| {
                Ok(match value::location(text)? {
                    Location::Path(path) => Location::Path(base.join(path)),
                    url @ Location::Url(_) => url,
                })
            })
            .unwrap_or_default(),
        files: section.list("files", |text| Ok(base.join(value::path(text)?))).unwrap_or_default(),
    }
}

fn record(section: &mut Section) -> Record {
    Record { path: path(section, "path").unwrap_or_else(|| section.absolute(Record::default().path)) }
}

fn fetch(section: &mut Section) -> Fetch {
    let default = Fetch::default();
    let most = nonzero(1024);
    let concurrency = section.whole("concurrency", nonzero(1)..=most).unwrap_or(default.concurrency);
    let fetch = Fetch {
        user_agent: section.text("user_agent", value::header).unwrap_or(default.user_agent),
        concurrency,
        per_host: section.whole("per_host", nonzero(1)..=most).unwrap_or(default.per_host.min(concurrency)),
        delay: section.text("delay", value::duration).unwrap_or(default.delay),
        timeout: section.text("timeout", value::time_limit).unwrap_or(default.timeout),
        connect_timeout: section
            .text("connect_timeout", value::time_limit)
            .unwrap_or(default.connect_timeout),
        max_redirects: section.whole("max_redirects", 0..=50).unwrap_or(default.max_redirects),
        max_bytes: section.whole("max_bytes", 1024..=1 << 30).unwrap_or(default.max_bytes),
        retries: section.whole("retries", 0..=20).unwrap_or(default.retries),
        backoff: section.text("backoff", value::duration).unwrap_or(default.backoff),
        max_retry_after: section.text("max_retry_after", value::duration).unwrap_or(default.max_retry_after),
        respect_robots: section.boolean("respect_robots").unwrap_or(default.respect_robots),
    };
    if fetch.per_host > concurrency {
        section.fault(
            "per_host",
            Fault::new(format!("must not be above `fetch.concurrency`, which is {concurrency}")),
        );
    }
    fetch
}

fn extract(section: &mut Section) -> Extract {
    let default = Extract::default();
    Extract {
        time_limit: section.text("time_limit", value::time_limit).unwrap_or(default.time_limit),
        languages: section.filled_list("languages", value::language).unwrap_or(default.languages),
        min_words: section.whole("min_words", 0..=10_000).unwrap_or(default.min_words),
        engine: section.text("engine", value::engine).unwrap_or(default.engine),
    }
}

fn pipeline(section: &mut Section) -> Pipeline {
    let default = Pipeline::default();
    let range = nonzero(1)..=nonzero(65_536);
    Pipeline {
        workers: section.whole("workers", 0..=1024).unwrap_or(default.workers),
        channel_capacity: section
            .whole("channel_capacity", range.clone())
            .unwrap_or(default.channel_capacity),
        in_flight: section.whole("in_flight", range.clone()).unwrap_or(default.in_flight),
        batch: section.whole("batch", range).unwrap_or(default.batch),
    }
}

fn link(section: &mut Section) -> Link {
    Link {
        copy_similarity: section
            .real("copy_similarity", 0.0..=1.0)
            .unwrap_or_else(|| Link::default().copy_similarity),
    }
}

fn check(section: &mut Section) -> Check {
    let mut names = Vec::new();
    Check {
        table: section.tables("table", |section| table::table(section, &mut names)),
        published: section.tables("published", published),
    }
}

fn published(section: &mut Section) -> Option<Published> {
    section.require("path");
    let path = path(section, "path")?;
    if !path.is_file() {
        section.fault("path", Fault::new(format!("names a file that is not there: {}", path.display())));
    }
    Some(Published { path })
}

fn report(section: &mut Section) -> Report {
    let default = Report::default();
    Report {
        dir: path(section, "dir").unwrap_or_else(|| section.absolute(default.dir)),
        formats: section.filled_list("formats", value::format).unwrap_or(default.formats),
        url: section.text("url", value::url),
    }
}

/// A path, from the folder of the settings.
pub(crate) fn path(section: &mut Section, key: &'static str) -> Option<PathBuf> {
    let path = section.text(key, value::path)?;
    Some(section.absolute(path))
}
