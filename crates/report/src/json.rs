//! JSON: the messages of the record as arrays, one article in memory at a time.

use serde::{
    Serialize,
    ser::{SerializeSeq, Serializer},
};

use crate::{
    ReportError,
    gaps::Gaps,
    output::{Output, Sink},
    record::Record,
};

pub(crate) fn write(record: &Record<'_>, output: &mut Output) -> Result<(), ReportError> {
    let articles = record.each_article().map(|article| {
        article.map(|mut article| {
            article.sketch.clear(); // for finding copies: no help to a reader
            article
        })
    });
    array("articles.json", articles, output)?;
    array("threads.json", record.threads.iter().map(Ok), output)?;
    array("rulings.json", record.rulings.all().iter().map(Ok), output)?;
    array("changes.json", record.changes.all().iter().map(Ok), output)?;
    let mut sink = output.create("gaps.json")?;
    let written = serde_json::to_writer_pretty(&mut sink, &Gaps::of(record)).map_err(Fault::Json);
    finish(written, sink, output)
}

/// Streams `items` into a pretty array.
fn array<T: Serialize>(
    name: &str,
    items: impl Iterator<Item = Result<T, ReportError>>,
    output: &mut Output,
) -> Result<(), ReportError> {
    let mut sink = output.create(name)?;
    // The writer is lent to the serializer, so its errors get their path afterwards.
    let mut serializer = serde_json::Serializer::pretty(&mut sink);
    let written = (|| {
        let mut seq = serializer.serialize_seq(None).map_err(Fault::Json)?;
        for item in items {
            seq.serialize_element(&item.map_err(Fault::Report)?).map_err(Fault::Json)?;
        }
        seq.end().map_err(Fault::Json)
    })();
    finish(written, sink, output)
}

enum Fault {
    Json(serde_json::Error),
    Report(ReportError),
}

fn finish(written: Result<(), Fault>, mut sink: Sink, output: &mut Output) -> Result<(), ReportError> {
    match written {
        Ok(()) => {}
        Err(Fault::Json(error)) => return Err(sink.error(error)),
        Err(Fault::Report(error)) => return Err(error),
    }
    sink.text("\n")?;
    output.keep(sink)
}
