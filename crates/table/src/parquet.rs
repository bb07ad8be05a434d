//! Columns of plain values of a Parquet file.

use std::fs::File;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use jiff::civil::Date;
use jiff::{Timestamp, ToSpan as _, Unit};
use parquet::basic::{ConvertedType, LogicalType, Repetition, TimeUnit, Type as Physical};
use parquet::data_type::AsBytes as _;
use parquet::errors::ParquetError;
use parquet::file::reader::{FileReader as _, SerializedFileReader};
use parquet::record::Field;
use parquet::schema::types::{Type, TypePtr};

use crate::{Row, Source, TableError, numbered, places};

pub(crate) fn columns(source: &Source) -> Result<Vec<String>, TableError> {
    guarded(source, || Ok(names(&fields(&open(source)?))))
}

pub(crate) fn rows(source: &Source, wanted: &[&str]) -> Result<Vec<Row>, TableError> {
    guarded(source, || read(source, wanted))
}

/// What `read` gives. The reader of the format panics on some damaged files, which is an error like any other here.
fn guarded<T>(source: &Source, read: impl FnOnce() -> Result<T, TableError>) -> Result<T, TableError> {
    // Nothing that outlives the call is changed by it.
    catch_unwind(AssertUnwindSafe(read))
        .unwrap_or_else(|_| Err(TableError::broken(source, "Parquet", "it contradicts itself")))
}

fn read(source: &Source, wanted: &[&str]) -> Result<Vec<Row>, TableError> {
    let file = open(source)?;
    let fields = fields(&file);
    // A column may be asked for twice, and a projection names it once.
    let mut chosen = places(source, &names(&fields), wanted)?;
    chosen.sort_unstable();
    chosen.dedup();
    let chosen: Vec<TypePtr> = chosen.into_iter().filter_map(|at| fields.get(at).cloned()).collect();
    for field in &chosen {
        plain(field).map_err(|what| TableError::odd(source, field.name(), what))?;
    }
    let names = names(&chosen);
    let places = places(source, &names, wanted)?;
    let broken = |error: ParquetError| TableError::broken(source, "Parquet", error);
    let projection =
        Type::group_type_builder(root(&file).name()).with_fields(chosen.clone()).build().map_err(broken)?;
    let mut rows = Vec::new();
    for row in file.get_row_iter(Some(projection)).map_err(broken)? {
        let row = row.map_err(broken)?;
        let cells: Vec<String> =
            row.get_column_iter().zip(&chosen).map(|((_, value), field)| cell(value, field)).collect();
        rows.push(places.iter().map(|at| cells.get(*at).cloned().unwrap_or_default()).collect());
    }
    Ok(numbered(rows.into_iter()))
}

fn open(source: &Source) -> Result<SerializedFileReader<File>, TableError> {
    let file = File::open(&source.path).map_err(|error| TableError::io(source, &error))?;
    SerializedFileReader::new(file).map_err(|error| TableError::broken(source, "Parquet", error))
}

fn root(file: &SerializedFileReader<File>) -> &Type {
    file.metadata().file_metadata().schema()
}

fn fields(file: &SerializedFileReader<File>) -> Vec<TypePtr> {
    root(file).get_fields().iter().map(Arc::clone).collect()
}

fn names(fields: &[TypePtr]) -> Vec<String> {
    fields.iter().map(|field| field.name().to_owned()).collect()
}

/// Whether the column holds plain values, which the reader knows; else what it holds.
fn plain(field: &Type) -> Result<(), &'static str> {
    let basics = field.get_basic_info();
    if field.is_group() || basics.repetition() == Repetition::REPEATED {
        return Err("lists or objects");
    }
    let converted = basics.converted_type();
    match (field.get_physical_type(), converted) {
        (_, ConvertedType::TIME_MILLIS | ConvertedType::TIME_MICROS) => Err("times of a day without the day"),
        (_, ConvertedType::INTERVAL) => Err("lengths of time"),
        (_, ConvertedType::BSON) | (Physical::FIXED_LEN_BYTE_ARRAY, ConvertedType::NONE) => Err("raw bytes"),
        _ => Ok(()),
    }
}

fn cell(value: &Field, field: &Type) -> String {
    match value {
        Field::Null => String::new(),
        Field::Str(text) => text.trim().to_owned(),
        // Old writers do not say that bytes are text.
        Field::Bytes(bytes) => String::from_utf8_lossy(bytes.as_bytes()).trim().to_owned(),
        Field::Date(days) => Date::constant(1970, 1, 1)
            .checked_add(i64::from(*days).days())
            .map_or_else(|_| String::new(), |day| day.to_string()),
        Field::TimestampMillis(millis) => time(Timestamp::from_millisecond(*millis)),
        Field::TimestampMicros(micros) => time(Timestamp::from_microsecond(*micros)),
        Field::Long(nanos) if is_nanoseconds(field) => time(Timestamp::from_nanosecond(i128::from(*nanos))),
        Field::Float(number) => number.to_string(),
        Field::Double(number) => number.to_string(),
        other => other.to_string(),
    }
}

/// The one unit of times that the reader gives as bare numbers.
fn is_nanoseconds(field: &Type) -> bool {
    let logical = field.get_basic_info().logical_type_ref();
    matches!(logical, Some(LogicalType::Timestamp(time)) if time.unit == TimeUnit::NANOS)
}

/// "2025-07-22 20:00:00"; nothing where no calendar has it.
fn time(moment: Result<Timestamp, jiff::Error>) -> String {
    let civil = moment.map(|moment| moment.to_zoned(jiff::tz::TimeZone::UTC).datetime());
    civil
        .and_then(|civil| civil.round(Unit::Second))
        .map_or_else(|_| String::new(), |civil| civil.strftime("%Y-%m-%d %H:%M:%S").to_string())
}
