//! Names of places, from `data/gazetteer`.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use crate::token::Line;

const COUNTRIES: &str =
    include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/../../data/gazetteer/countries.tsv"));
const PLACES: &str = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/../../data/gazetteer/places.tsv"));
/// Sorted by bytes, so that it is searched as it is.
const CITIES: &str = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/../../data/gazetteer/cities.tsv"));

/// Words of the longest name, with the signs inside it as words of their own.
const LONGEST: usize = 6;

/// A known place.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Known {
    /// Its usual name.
    pub(crate) name: &'static str,
    /// ISO 3166-1 alpha-2 code of its country; none where it lies in several.
    pub(crate) country: Option<&'static str>,
    /// A state or its capital, which news also use for the government.
    pub(crate) stands_for_state: bool,
    /// From the long list of cities, where many names are words and persons too.
    pub(crate) listed: bool,
    /// A capital, which stands for its state oftener than the state's own name does.
    pub(crate) capital: bool,
}

struct Gazetteer {
    names: FxHashMap<&'static str, Known>,
    /// Longest name in bytes that begins with this word, so that most words need one look-up.
    starts: FxHashMap<&'static str, usize>,
    demonyms: FxHashMap<&'static str, &'static str>,
    cities: Vec<&'static str>,
}

static GAZETTEER: LazyLock<Gazetteer> = LazyLock::new(|| {
    let mut gazetteer = Gazetteer {
        names: FxHashMap::default(),
        starts: FxHashMap::default(),
        demonyms: FxHashMap::default(),
        cities: CITIES.lines().filter(|line| !line.starts_with('#')).collect(),
    };
    for row in rows(PLACES) {
        if let [name, code] = row[..] {
            gazetteer.add(
                name,
                Known { name, country: some(code), stands_for_state: false, listed: false, capital: false },
            );
        }
    }
    for row in rows(COUNTRIES) {
        let [code, name, capitals, demonyms, others] = row[..] else { continue };
        let known =
            Known { name, country: some(code), stands_for_state: true, listed: false, capital: false };
        gazetteer.add(name, known);
        list(others).for_each(|other| gazetteer.add(other, known));
        list(capitals)
            .for_each(|capital| gazetteer.add(capital, Known { name: capital, capital: true, ..known }));
        list(demonyms).for_each(|demonym| {
            gazetteer.demonyms.insert(demonym, code);
        });
    }
    gazetteer
});

impl Gazetteer {
    fn add(&mut self, name: &'static str, known: Known) {
        let first = name.split(|c: char| !c.is_alphanumeric() && c != '.').next().unwrap_or(name);
        let longest = self.starts.entry(first).or_default();
        *longest = (*longest).max(name.len());
        self.names.insert(name, known);
    }
}

fn rows(table: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    table.lines().filter(|line| !line.starts_with('#')).map(|line| line.split('\t').collect())
}

fn list(field: &'static str) -> impl Iterator<Item = &'static str> {
    field.split(';').filter(|item| !item.is_empty())
}

fn some(code: &'static str) -> Option<&'static str> {
    (!code.is_empty()).then_some(code)
}

/// The longest known name at token `i`, and the token after it.
pub(crate) fn at(line: &Line, i: usize) -> Option<(usize, Known)> {
    by_hand(line, i).or_else(|| city(line, i))
}

fn by_hand(line: &Line, i: usize) -> Option<(usize, Known)> {
    let longest = *GAZETTEER.starts.get(first_part(line.raw(i)))?;
    (1..=LONGEST).rev().find_map(|words| {
        let written = line.written(i, i + words);
        let known = (written.len() <= longest).then(|| GAZETTEER.names.get(written)).flatten()?;
        Some((i + words, *known))
    })
}

/// A city of the long list.
fn city(line: &Line, i: usize) -> Option<(usize, Known)> {
    let cities = &GAZETTEER.cities;
    let first = line.raw(i);
    let from = cities.partition_point(|row| *row < first);
    if !cities.get(from).is_some_and(|row| row.starts_with(first)) {
        return None;
    }
    (1..=LONGEST).rev().find_map(|words| {
        let (name, country) = row(line.written(i, i + words))?;
        Some((i + words, Known { name, country, stands_for_state: false, listed: true, capital: false }))
    })
}

/// The name and the country of a city.
fn row(name: &str) -> Option<(&'static str, Option<&'static str>)> {
    let cities = &GAZETTEER.cities;
    let at = cities.partition_point(|row| row.split('\t').next().unwrap_or(row) < name);
    let (found, code) = cities.get(at)?.split_once('\t')?;
    (found == name).then_some((found, some(code)))
}

fn first_part(raw: &str) -> &str {
    raw.split(['\'', '’']).next().unwrap_or(raw)
}

/// The country code of a known name.
pub(crate) fn country_of(name: &str) -> Option<&'static str> {
    GAZETTEER.names.get(name).map_or_else(|| row(name)?.1, |known| known.country)
}

/// Whether the name is that of a state: "Kenya", and not "Nairobi".
pub fn is_country(name: &str) -> bool {
    GAZETTEER.names.get(name).is_some_and(|known| known.stands_for_state && !known.capital)
}

/// The country whose people or whose adjective the word is.
pub(crate) fn country_of_demonym(word: &str) -> Option<&'static str> {
    GAZETTEER.demonyms.get(word).copied()
}

/// Whether the word is a demonym or its adjective.
pub(crate) fn is_demonym(word: &str) -> bool {
    GAZETTEER.demonyms.contains_key(word)
}
