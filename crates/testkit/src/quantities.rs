//! The gold of quantities, times and places: sentences of our own with all of them marked, and how well what is found
//! agrees with them. What the marks mean: `tests/gold/quantity/README.md`.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    ops::Range,
    path::Path,
};

use onrecord_model::{Bound, Place, Quantity, TimeRef, Trend};
use serde::Deserialize;
use toml::value::Datetime;

use crate::gold::Count;

/// The file whose sentences are scored as a whole for "N of M".
const PARTS: &str = "part_of";

/// A file of sentences, as it is written.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Sheet {
    published: Datetime,
    #[serde(default)]
    sentence: Vec<Raw>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Raw {
    text: String,
    published: Option<Datetime>,
    #[serde(default)]
    quantities: Vec<GoldQuantity>,
    #[serde(default)]
    times: Vec<GoldTime>,
    #[serde(default)]
    places: Vec<GoldPlace>,
}

/// One sentence with its marks.
#[derive(Clone, Debug)]
pub struct Sentence {
    /// Name of its file, without the ending.
    pub file: String,
    /// Its number in the file, from 1.
    pub number: usize,
    /// The sentence.
    pub text: String,
    /// The day that it was published, as `2026-07-23`.
    pub published: String,
    /// Quantities in the order of the text, with where each stands.
    quantities: Vec<(Range<usize>, GoldQuantity)>,
    times: Vec<(Range<usize>, GoldTime)>,
    places: Vec<(Range<usize>, GoldPlace)>,
}

/// One marked quantity.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct GoldQuantity {
    text: String,
    value: f64,
    low: Option<f64>,
    high: Option<f64>,
    bound: Option<Bound>,
    unit: Option<String>,
    object: Option<String>,
    predicate: Option<String>,
    of: Option<GoldWhole>,
    trend: Option<Trend>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct GoldWhole {
    value: f64,
    object: Option<String>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct GoldTime {
    text: String,
    from: Option<Datetime>,
    to: Option<Datetime>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct GoldPlace {
    text: String,
    country: Option<String>,
}

/// The sentences of a folder, by file.
///
/// # Panics
/// Where a file can't be read, or what it marks does not stand in its sentence; the sentence itself is not printed, so
/// that nothing of a held half is.
pub fn sentences(folder: &Path) -> Vec<Sentence> {
    let entries = fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let mut paths: Vec<_> = entries.map(|entry| entry.expect("a folder that can be listed").path()).collect();
    paths.retain(|path| path.extension().is_some_and(|ending| ending == "toml"));
    paths.sort();
    paths.iter().flat_map(|path| sheet(path)).collect()
}

fn sheet(path: &Path) -> Vec<Sentence> {
    let file = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    let text = fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let sheet: Sheet = toml::from_str(&text).unwrap_or_else(|error| {
        let line = error.span().map_or(0, |span| text.get(..span.start).unwrap_or_default().lines().count());
        panic!("{}:{line}: {}", path.display(), error.message())
    });
    let raws = sheet.sentence.into_iter().enumerate();
    raws.map(|(at, raw)| sentence(&file, at + 1, raw, sheet.published)).collect()
}

fn sentence(file: &str, number: usize, raw: Raw, published: Datetime) -> Sentence {
    let place = |words: Option<Vec<Range<usize>>>, what: &str| {
        words.unwrap_or_else(|| panic!("{file}, sentence {number}: a {what} that does not stand in it"))
    };
    let marks = raw.quantities.iter().map(|mark| (mark.text.as_str(), mark.unit.as_deref() == Some("age")));
    let quantities = place(locate(&raw.text, marks), "quantity");
    let times = place(locate(&raw.text, raw.times.iter().map(|mark| (mark.text.as_str(), false))), "time");
    let places = place(locate(&raw.text, raw.places.iter().map(|mark| (mark.text.as_str(), false))), "place");
    Sentence {
        file: file.to_owned(),
        number,
        published: raw.published.unwrap_or(published).to_string(),
        quantities: quantities.into_iter().zip(raw.quantities).collect(),
        times: times.into_iter().zip(raw.times).collect(),
        places: places.into_iter().zip(raw.places).collect(),
        text: raw.text,
    }
}

/// Where marks stand, each after the one before; one that may stand inside the mark before it is looked for there first.
fn locate<'a>(text: &str, marks: impl Iterator<Item = (&'a str, bool)>) -> Option<Vec<Range<usize>>> {
    let mut last = 0..0;
    let mut found = Vec::new();
    for (mark, nested) in marks {
        let starts = if nested { [last.start, last.end, 0] } else { [last.end, last.start, 0] };
        last = starts.into_iter().find_map(|from| words_at(text, mark, from))?;
        found.push(last.clone());
    }
    Some(found)
}

/// The first place from `from` on where `mark` stands as whole words.
fn words_at(text: &str, mark: &str, from: usize) -> Option<Range<usize>> {
    let is_word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let starts = text.get(from..)?.match_indices(mark).map(|(at, _)| from + at);
    let whole = |start: &usize| {
        let (before, after) = (text.get(..*start), text.get(start + mark.len()..));
        let opens = is_word(mark.chars().next()) && is_word(before.and_then(|text| text.chars().next_back()));
        let closes = is_word(mark.chars().next_back()) && is_word(after.and_then(|text| text.chars().next()));
        !opens && !closes
    };
    starts.into_iter().find(whole).map(|start| start..start + mark.len())
}

/// What was found in a sentence.
#[derive(Clone, Copy, Debug)]
pub struct Read<'a> {
    /// Quantities, in the order of the text.
    pub quantities: &'a [Quantity],
    /// Times.
    pub times: &'a [TimeRef],
    /// Places.
    pub places: &'a [Place],
}

/// How well what was found agrees with the gold, by measure. A quantity that is found is right in `value` where it
/// overlaps a marked one of the same value, and the same ends for a range; in `unit`, `bound` and `object` where that agrees
/// too. `whole`, `predicate` and `trend` count those that are marked or found; `trend recall` only those that are marked. `n of m`
/// counts sentences: all parts with their wholes and objects right, and none read where none is. `times` have the right
/// days, `time words` also the right words; `places` the right words, `country` also the right country.
pub type Scores = BTreeMap<&'static str, Count>;

/// Adds one sentence to `scores`; what is wrong in it, a line each.
pub fn score(sentence: &Sentence, read: Read<'_>, scores: &mut Scores) -> Vec<String> {
    let mut sheet = Marks { scores, wrong: Vec::new() };
    sheet.quantities(sentence, read.quantities);
    sheet.times(sentence, read.times);
    sheet.places(sentence, read.places);
    sheet.wrong
}

struct Marks<'s> {
    scores: &'s mut Scores,
    wrong: Vec<String>,
}

impl Marks<'_> {
    fn add(&mut self, measure: &'static str, right: usize, gold: usize, found: usize) {
        let count = self.scores.entry(measure).or_default();
        count.right += right;
        count.gold += gold;
        count.found += found;
    }

    fn quantities(&mut self, sentence: &Sentence, found: &[Quantity]) {
        let gold = &sentence.quantities;
        let ranges: Vec<Range<usize>> = found.iter().map(|one| one.span.start()..one.span.end()).collect();
        let pairs = pairs(gold, &ranges, |gold, at| {
            let found = &found[at];
            (is_value(gold, found)).then(|| usize::from(is_unit(gold, found)))
        });
        let measures: [(&'static str, Agrees); 4] =
            [("value", is_value), ("unit", is_unit), ("bound", is_bound), ("object", is_object)];
        for (measure, agrees) in measures {
            let right = pairs.iter().filter(|(g, f)| agrees(&gold[*g].1, &found[*f])).count();
            self.add(measure, right, gold.len(), found.len());
        }
        self.hangs(gold, found, &pairs);
        self.parts(sentence, found, &pairs);
        self.tell_quantities(gold, found, &pairs);
    }

    /// The predicate and the trend.
    fn hangs(&mut self, gold: &[(Range<usize>, GoldQuantity)], found: &[Quantity], pairs: &[(usize, usize)]) {
        let both = |agrees: fn(&GoldQuantity, &Quantity) -> bool| {
            pairs.iter().filter(|(g, f)| agrees(&gold[*g].1, &found[*f])).count()
        };
        let predicates = both(|gold, found| gold.predicate.is_some() && gold.predicate == found.predicate);
        let marked = gold.iter().filter(|(_, gold)| gold.predicate.is_some()).count();
        self.add("predicate", predicates, marked, found.iter().filter(|one| one.predicate.is_some()).count());
        let wholes = both(
            |gold, found| matches!((&gold.of, &found.of), (Some(gold), Some(found)) if same(gold.value, found.value)),
        );
        let marked = gold.iter().filter(|(_, gold)| gold.of.is_some()).count();
        let told = found.iter().filter(|one| one.of.is_some()).count();
        self.add("whole", wholes, marked, told);
        let objects = both(|gold, found| gold.of.is_some() && is_whole(gold, found));
        self.add("whole's object", objects, marked, told);
        let trends = both(|gold, found| gold.trend.is_some() && gold.trend == found.trend);
        let marked = gold.iter().filter(|(_, gold)| gold.trend.is_some()).count();
        self.add("trend", trends, marked, found.iter().filter(|one| one.trend.is_some()).count());
        self.add("trend recall", trends, marked, marked);
    }

    /// All parts of a sentence of the file of parts.
    fn parts(&mut self, sentence: &Sentence, found: &[Quantity], pairs: &[(usize, usize)]) {
        if !sentence.file.starts_with(PARTS) {
            return;
        }
        let gold = &sentence.quantities;
        let exact = |(g, f): &(usize, usize)| is_part(&gold[*g].1, &found[*f]);
        let partitive = |gold: &GoldQuantity| gold.of.is_some() || gold.unit.as_deref() == Some("ratio");
        let read = (0..gold.len())
            .all(|g| !partitive(&gold[g].1) || pairs.iter().any(|pair| pair.0 == g && exact(pair)));
        let marked = (0..found.len())
            .filter(|f| found[*f].of.is_some())
            .all(|f| pairs.iter().any(|pair| pair.1 == f && exact(pair)));
        self.add("n of m", usize::from(read && marked), 1, 1);
        if !(read && marked) {
            self.wrong.push("n of m".to_owned());
        }
    }

    fn tell_quantities(
        &mut self,
        gold: &[(Range<usize>, GoldQuantity)],
        found: &[Quantity],
        pairs: &[(usize, usize)],
    ) {
        for (g, f) in pairs {
            let (gold, found) = (&gold[*g].1, &found[*f]);
            let mut tell = |what: &str, right: bool, is: String, not: String| {
                if !right {
                    self.wrong.push(format!("{what}: {is} not {not} | {}", gold.text));
                }
            };
            tell("unit", is_unit(gold, found), found.unit.clone(), format!("{:?}", gold.unit));
            tell("bound", is_bound(gold, found), format!("{:?}", found.bound), format!("{:?}", gold.bound));
            let object = format!("{:?}", gold.object);
            tell("object", is_object(gold, found), format!("{:?}", found.object), object);
            let predicate = format!("{:?}", gold.predicate);
            tell("predicate", gold.predicate == found.predicate, format!("{:?}", found.predicate), predicate);
            tell(
                "trend",
                gold.trend == found.trend,
                format!("{:?}", found.trend),
                format!("{:?}", gold.trend),
            );
            tell("whole", is_whole(gold, found), format!("{:?}", found.of), format!("{:?}", gold.of));
        }
        let missed = (0..gold.len()).filter(|g| pairs.iter().all(|pair| pair.0 != *g)).map(|g| &gold[g].1);
        self.wrong
            .extend(missed.map(|gold| format!("missed: {} = {} {:?}", gold.text, gold.value, gold.unit)));
        let extra = (0..found.len()).filter(|f| pairs.iter().all(|pair| pair.1 != *f)).map(|f| &found[f]);
        self.wrong
            .extend(extra.map(|found| format!("extra: {} = {} {}", found.text, found.value, found.unit)));
    }

    fn times(&mut self, sentence: &Sentence, found: &[TimeRef]) {
        let gold = &sentence.times;
        let ranges: Vec<Range<usize>> = found.iter().map(|one| one.span.start()..one.span.end()).collect();
        let day = |day: Option<Datetime>| day.map(|day| day.to_string());
        let is_days = |gold: &GoldTime, found: &TimeRef| {
            day(gold.from) == found.from.map(|day| day.to_string())
                && day(gold.to) == found.to.map(|day| day.to_string())
        };
        let pairs = pairs(gold, &ranges, |gold, at| {
            Some(usize::from(is_days(gold, &found[at])) + usize::from(gold.text == found[at].text))
        });
        let right: Vec<_> = pairs.iter().filter(|(g, f)| is_days(&gold[*g].1, &found[*f])).collect();
        let words = right.iter().filter(|(g, f)| gold[*g].1.text == found[*f].text).count();
        self.add("times", right.len(), gold.len(), found.len());
        self.add("time words", words, gold.len(), found.len());
        for (g, f) in &pairs {
            let (gold, found) = (&gold[*g].1, &found[*f]);
            if !is_days(gold, found) || gold.text != found.text {
                let (from, to) = (day(gold.from), day(gold.to));
                self.wrong.push(format!(
                    "time: {} {:?} {:?} not {} {from:?} {to:?}",
                    found.text, found.from, found.to, gold.text
                ));
            }
        }
        let texts = gold.iter().map(|(_, gold)| gold.text.as_str()).collect::<Vec<_>>();
        let founds = found.iter().map(|found| found.text.as_str()).collect::<Vec<_>>();
        self.tell_unpaired("time", &texts, &founds, &pairs);
    }

    fn places(&mut self, sentence: &Sentence, found: &[Place]) {
        let gold = &sentence.places;
        let ranges: Vec<Range<usize>> = found.iter().map(|one| one.span.start()..one.span.end()).collect();
        let pairs = pairs(gold, &ranges, |gold, at| (gold.text == found[at].text).then_some(0));
        let right = pairs.iter().filter(|(g, f)| gold[*g].1.country == found[*f].country).count();
        self.add("places", pairs.len(), gold.len(), found.len());
        self.add("country", right, gold.len(), found.len());
        for (g, f) in &pairs {
            let (gold, found) = (&gold[*g].1, &found[*f]);
            if gold.country != found.country {
                self.wrong
                    .push(format!("country: {:?} not {:?} | {}", found.country, gold.country, gold.text));
            }
        }
        let texts = gold.iter().map(|(_, gold)| gold.text.as_str()).collect::<Vec<_>>();
        let founds = found.iter().map(|found| found.text.as_str()).collect::<Vec<_>>();
        self.tell_unpaired("place", &texts, &founds, &pairs);
    }

    fn tell_unpaired(&mut self, what: &str, gold: &[&str], found: &[&str], pairs: &[(usize, usize)]) {
        let missed = (0..gold.len()).filter(|g| pairs.iter().all(|pair| pair.0 != *g));
        self.wrong.extend(missed.map(|g| format!("missed {what}: {}", gold[g])));
        let extra = (0..found.len()).filter(|f| pairs.iter().all(|pair| pair.1 != *f));
        self.wrong.extend(extra.map(|f| format!("extra {what}: {}", found[f])));
    }
}

type Agrees = fn(&GoldQuantity, &Quantity) -> bool;

/// One-to-one pairs of marks and findings that overlap and that `fit` lets pair, those first that fit and overlap best.
fn pairs<Mark>(
    gold: &[(Range<usize>, Mark)],
    found: &[Range<usize>],
    fit: impl Fn(&Mark, usize) -> Option<usize>,
) -> Vec<(usize, usize)> {
    let mut all = Vec::new();
    for (g, (span, mark)) in gold.iter().enumerate() {
        for (f, range) in found.iter().enumerate() {
            let shared = span.end.min(range.end).saturating_sub(span.start.max(range.start));
            if let Some(fit) = fit(mark, f).filter(|_| shared > 0) {
                let apart = span.start.abs_diff(range.start) + span.end.abs_diff(range.end);
                all.push((fit, apart, g, f));
            }
        }
    }
    all.sort_by_key(|(fit, apart, g, f)| (std::cmp::Reverse(*fit), *apart, *g, *f));
    let (mut golds, mut founds) = (BTreeSet::new(), BTreeSet::new());
    let mut pairs = Vec::new();
    for (_, _, g, f) in all {
        if !golds.contains(&g) && !founds.contains(&f) {
            golds.insert(g);
            founds.insert(f);
            pairs.push((g, f));
        }
    }
    pairs
}

/// Equal as far as three digits tell: a third is marked as 0.333.
fn same(one: f64, other: f64) -> bool {
    (one - other).abs() <= 1e-3 * one.abs().max(other.abs()).min(1.0)
}

fn is_value(gold: &GoldQuantity, found: &Quantity) -> bool {
    let end = |gold: Option<f64>, found: Option<f64>| {
        gold.is_none_or(|gold| found.is_some_and(|found| same(gold, found)))
    };
    same(gold.value, found.value) && end(gold.low, found.low) && end(gold.high, found.high)
}

fn is_unit(gold: &GoldQuantity, found: &Quantity) -> bool {
    gold.unit.as_deref().unwrap_or("count") == found.unit
}

fn is_bound(gold: &GoldQuantity, found: &Quantity) -> bool {
    gold.bound.unwrap_or(Bound::Exact) == found.bound
}

fn is_object(gold: &GoldQuantity, found: &Quantity) -> bool {
    same_object(gold.object.as_deref(), found.object.as_deref())
}

fn same_object(gold: Option<&str>, found: Option<&str>) -> bool {
    gold.map(str::to_lowercase) == found.map(str::to_lowercase)
}

fn is_whole(gold: &GoldQuantity, found: &Quantity) -> bool {
    match (&gold.of, &found.of) {
        (Some(gold), Some(found)) => {
            same(gold.value, found.value) && same_object(gold.object.as_deref(), found.object.as_deref())
        }
        (None, None) => true,
        _ => false,
    }
}

fn is_part(gold: &GoldQuantity, found: &Quantity) -> bool {
    is_unit(gold, found) && is_bound(gold, found) && is_object(gold, found) && is_whole(gold, found)
}
