//! Cells parted by commas, semicolons or tabs.

use std::fs;

use csv::{ByteRecord, Reader, ReaderBuilder};

use crate::{Part, Row, Source, TableError, places};

pub(crate) fn columns(source: &Source) -> Result<Vec<String>, TableError> {
    let bytes = read(source)?;
    header(source, &mut reader(&bytes))
}

pub(crate) fn rows(source: &Source, wanted: &[&str]) -> Result<Vec<Row>, TableError> {
    let bytes = read(source)?;
    let mut reader = reader(&bytes);
    let places = places(source, &header(source, &mut reader)?, wanted)?;
    let row = |record: ByteRecord| {
        let cell =
            |at: &usize| String::from_utf8_lossy(record.get(*at).unwrap_or_default()).trim().to_owned();
        Row {
            line: record.position().map_or(0, csv::Position::line),
            cells: places.iter().map(cell).collect(),
        }
    };
    let records = reader.into_byte_records();
    records.map(|record| record.map(row).map_err(|error| TableError::broken(source, "CSV", error))).collect()
}

fn read(source: &Source) -> Result<Vec<u8>, TableError> {
    fs::read(&source.path).map_err(|error| TableError::io(source, &error))
}

/// A reader of rows that may be shorter or longer than the first.
fn reader(bytes: &[u8]) -> Reader<&[u8]> {
    ReaderBuilder::new().flexible(true).delimiter(delimiter(bytes)).from_reader(bytes)
}

/// What parts the cells: of comma, semicolon and tab, the one that the first line has most of.
fn delimiter(bytes: &[u8]) -> u8 {
    let first = bytes.split(|byte| *byte == b'\n').next().unwrap_or_default();
    let count = |mark: &u8| first.split(|byte| byte == mark).count();
    // Of several that stand there equally often, the last of the list.
    [b'\t', b';', b','].into_iter().max_by_key(count).unwrap_or(b',')
}

fn header(source: &Source, reader: &mut Reader<&[u8]>) -> Result<Vec<String>, TableError> {
    let header = reader.headers().map_err(|error| TableError::broken(source, "CSV", error))?;
    if header.is_empty() {
        let advice = "put the names of the columns in its first line";
        return Err(TableError::new(source, Part::File, "has no line of column names", advice));
    }
    Ok(header.iter().map(|name| name.trim().to_owned()).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_line_tells_what_parts_cells() {
        for (line, mark) in
            [("a,b;c,d", b','), ("a;b;c", b';'), ("a\tb,c\td", b'\t'), ("a", b','), ("", b',')]
        {
            assert_eq!(delimiter(line.as_bytes()), mark, "{line}");
        }
    }
}
