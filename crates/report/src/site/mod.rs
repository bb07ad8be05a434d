//! The static site: pages without script or outside requests.

mod article;
mod figures;
mod gaps;
mod index;
mod lists;
mod ruling;
mod thread;
mod view;

use askama::Template;

pub(crate) use figures::revised;
pub(crate) use ruling::since;
pub(crate) use view::{article_page, thread_page};

use crate::{Options, ReportError, output::Output, record::Record};

/// Writes every page.
pub(crate) fn write(record: &Record<'_>, options: &Options, output: &mut Output) -> Result<(), ReportError> {
    output.write("style.css", include_str!("../../templates/style.css"))?;
    index::write(record, options, output)?;
    gaps::write(record, options, output)?;
    lists::write_threads(record, options, output)?;
    lists::write_articles(record, options, output)?;
    thread::write(record, options, output)?;
    let mut claims = lists::Claims::new(record, options);
    for article in record.each_article() {
        let article = article?;
        article::write(record, &article, options, output)?;
        claims.add(&article, output)?;
    }
    claims.end(output)
}

/// Renders one page into the file `name`.
fn page(name: &str, template: &impl Template, output: &mut Output) -> Result<(), ReportError> {
    let mut sink = output.create(name)?;
    Template::write_into(template, &mut sink).map_err(|error| sink.error(error))?;
    output.keep(sink)
}
