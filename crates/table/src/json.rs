//! An array of flat objects.

use std::collections::BTreeSet;
use std::fs::File;
use std::io::BufReader;

use serde_json::{Map, Value};

use crate::{Part, Row, Source, TableError, numbered, places};

pub(crate) fn columns(source: &Source) -> Result<Vec<String>, TableError> {
    names(source, &objects(source)?)
}

pub(crate) fn rows(source: &Source, wanted: &[&str]) -> Result<Vec<Row>, TableError> {
    let objects = objects(source)?;
    places(source, &names(source, &objects)?, wanted)?;
    let cells = |(line, object): (u64, &Map<String, Value>)| {
        wanted.iter().map(|name| cell(source, line, name, object.get(*name))).collect()
    };
    let rows: Result<Vec<Vec<String>>, TableError> = (1..).zip(&objects).map(cells).collect();
    Ok(numbered(rows?.into_iter()))
}

fn objects(source: &Source) -> Result<Vec<Map<String, Value>>, TableError> {
    let file = File::open(&source.path).map_err(|error| TableError::io(source, &error))?;
    serde_json::from_reader(BufReader::new(file))
        .map_err(|error| TableError::broken(source, "JSON array of objects", error))
}

/// Every key that any object has.
fn names(source: &Source, objects: &[Map<String, Value>]) -> Result<Vec<String>, TableError> {
    let names: BTreeSet<&String> = objects.iter().flat_map(Map::keys).collect();
    if names.is_empty() {
        let advice = "write it as an array of objects, one for each row";
        return Err(TableError::new(source, Part::File, "has no rows", advice));
    }
    Ok(names.into_iter().cloned().collect())
}

fn cell(source: &Source, line: u64, column: &str, value: Option<&Value>) -> Result<String, TableError> {
    Ok(match value {
        None | Some(Value::Null) => String::new(),
        Some(Value::String(text)) => text.trim().to_owned(),
        Some(Value::Number(number)) => number.to_string(),
        Some(Value::Bool(truth)) => truth.to_string(),
        Some(Value::Array(_)) => return Err(TableError::nested(source, line, column, "a list")),
        Some(Value::Object(_)) => return Err(TableError::nested(source, line, column, "an object")),
    })
}
