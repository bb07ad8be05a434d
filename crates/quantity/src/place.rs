//! Places as written. A name counts as a place where the words around it say so: "Ukraine said" is no place, "in Ukraine"
//! is one.

use onrecord_model::Place;

use crate::{
    gazetteer,
    lexicon::Tags,
    token::{Kind, Line},
};

/// Words of an unknown place name.
const MOST_WORDS: usize = 3;

/// All places of the line, in its order.
pub(crate) fn find(line: &Line) -> Vec<Place> {
    let mut found = Vec::new();
    let mut last: Option<usize> = None;
    let mut i = 0;
    while i < line.len() {
        let hit = if line.is_taken(i) { None } else { at(line, i, last) };
        let Some((end, place)) = hit.and_then(|hit| Some((hit.end, hit.place(line)?))) else {
            i += 1;
            continue;
        };
        found.push(place);
        last = Some(end);
        i = end;
    }
    found
}

struct Hit {
    first: usize,
    end: usize,
    name: Option<String>,
    country: Option<&'static str>,
}

impl Hit {
    fn place(self, line: &Line) -> Option<Place> {
        let span = line.span(self.first, self.end)?;
        let text = line.written(self.first, self.end).to_owned();
        Some(Place { span, text, name: self.name, country: self.country.map(str::to_owned) })
    }
}

/// The place at token `i`; `last` is where the place before it ended.
fn at(line: &Line, i: usize, last: Option<usize>) -> Option<Hit> {
    if !line.is_word(i) {
        return None;
    }
    settlement(line, i).or_else(|| {
        let named = line.capital(i) && !line.has(i, Tags::WEEKDAY | Tags::MONTH);
        named.then(|| area(line, i).or_else(|| known(line, i, last)).or_else(|| unknown(line, i))).flatten()
    })
}

/// "city of Kharkiv", "the village of Chasiv Yar".
fn settlement(line: &Line, i: usize) -> Option<Hit> {
    let kind = [
        "city",
        "town",
        "village",
        "port",
        "settlement",
        "island",
        "region",
        "province",
        "district",
        "suburb",
        "state",
    ];
    if !line.any(i, &kind) || line.capital(i) || !line.is(i + 1, "of") || !line.capital(i + 2) {
        return None;
    }
    let (end, found) = gazetteer::at(line, i + 2)
        .map_or_else(|| (name_end(line, i + 2), None), |(end, known)| (end, Some(known)));
    if end == i + 2 || gazetteer::is_demonym(line.raw(i + 2)) || line.has(i + 2, Tags::FUNCTION) {
        return None;
    }
    let name = found.map_or_else(|| line.written(i + 2, end), |known| known.name);
    Some(Hit { first: i, end, name: Some(name.to_owned()), country: found.and_then(|known| known.country) })
}

/// "Kharkiv region", "Donetsk and Luhansk oblasts".
fn area(line: &Line, i: usize) -> Option<Hit> {
    if gazetteer::is_demonym(line.raw(i)) || line.has(i, Tags::FUNCTION | Tags::DIRECTION) {
        return None;
    }
    let name = gazetteer::at(line, i).map_or_else(|| name_end(line, i), |(end, _)| end);
    let written = line.written(i, name);
    let country = gazetteer::country_of(written).or_else(|| gazetteer::country_of(line.raw(i)));
    if name > i && line.has(name, Tags::AREA) && !line.glued(name) {
        let singular = line.word(name).strip_suffix('s').unwrap_or(line.word(name));
        return Some(Hit { first: i, end: name + 1, name: Some(format!("{written} {singular}")), country });
    }
    let listed =
        name > i && (line.is(name, "and") || line.kind(name) == Kind::Comma) && shares_area(line, name);
    listed.then(|| Hit { first: i, end: name, name: Some(written.to_owned()), country })
}

/// Whether a list of names from `i` on ends in "regions": "Sumy, Kharkiv and Donetsk regions".
fn shares_area(line: &Line, i: usize) -> bool {
    let mut at = i;
    for _ in 0..6 {
        at += if line.kind(at) == Kind::Comma {
            1 + usize::from(line.is(at + 1, "and"))
        } else {
            usize::from(line.is(at, "and"))
        };
        let end = name_end(line, at);
        if end == at {
            return false;
        }
        if line.has(end, Tags::AREA) {
            return line.word(end).ends_with('s');
        }
        if line.kind(end) != Kind::Comma && !line.is(end, "and") {
            return false;
        }
        at = end;
    }
    false
}

/// A name of the gazetteer, where it stands for the place.
fn known(line: &Line, i: usize, last: Option<usize>) -> Option<Hit> {
    let (end, known) = gazetteer::at(line, i)?;
    let body_follows = line.capital(end)
        && line.is_word(end)
        && !line.has(end, Tags::FUNCTION | Tags::WEEKDAY | Tags::MONTH);
    if body_follows || line.joins(end) {
        return None;
    }
    let first = with_direction(line, i);
    let listed = last.is_some_and(|last| continues(line, last, first));
    let placed = if known.stands_for_state {
        state_is_place(line, first, i, end)
    } else {
        city_is_place(line, first, i, end)
    };
    (placed || listed).then(|| Hit { first, end, name: Some(known.name.to_owned()), country: known.country })
}

/// Back over "eastern", "occupied" before a name.
fn with_direction(line: &Line, i: usize) -> usize {
    let mut first = i;
    while first > 0 && i - first < 2 && line.has(first - 1, Tags::DIRECTION) && !line.is_taken(first - 1) {
        first -= 1;
    }
    first
}

/// ", Ukraine" or "and Sumy" after a place.
fn continues(line: &Line, last: usize, first: usize) -> bool {
    let joint = line.kind(last) == Kind::Comma || line.any(last, &["and", "or"]);
    (joint && first == last + 1)
        || (line.kind(last) == Kind::Comma && line.is(last + 1, "and") && first == last + 2)
}

/// A state or its capital is a place after a word of place, or with a direction ("eastern Ukraine").
fn state_is_place(line: &Line, first: usize, i: usize, end: usize) -> bool {
    let direction = first < i && line.word(i - 1).ends_with("ern");
    let owner = line.kind(end) == Kind::Possessive;
    !owner && (direction || located(line, first, false))
}

/// Other known places are places unless they act ("Gaza said") or own a body ("Kharkiv's mayor" is in Kharkiv still).
fn city_is_place(line: &Line, first: usize, i: usize, end: usize) -> bool {
    let person_before = i > 0
        && line.is_word(i - 1)
        && line.capital(i - 1)
        && !line.opens_sentence(i - 1)
        && !line.has(i - 1, Tags::FUNCTION | Tags::DIRECTION);
    let of_body = i > 1 && line.is(i - 1, "of") && line.capital(i - 2) && line.has(i - 2, Tags::BODY);
    let acts = line.has(end, Tags::SPEECH) || of_body;
    !person_before && !acts || located(line, first, true)
}

/// Whether a word of place stands right before `first`, past a "the".
fn located(line: &Line, first: usize, any: bool) -> bool {
    let at = if first > 0 && line.is(first - 1, "the") { first - 1 } else { first };
    let Some(before) = at.checked_sub(1) else { return false };
    if line.is(before, "of") {
        let ground = [
            "city",
            "town",
            "village",
            "region",
            "east",
            "west",
            "north",
            "south",
            "parts",
            "part",
            "invasion",
            "occupation",
            "outskirts",
            "streets",
            "capital",
            "out",
            "suburb",
            "areas",
            "south-east",
            "half",
            "annexation",
            "border",
            "borders",
            "centre",
            "center",
            "bombing",
            "shelling",
            "territory",
            "inside",
            "outside",
            "quarter",
            "third",
        ];
        return before > 0 && line.any(before - 1, &ground);
    }
    let to_a_body = line.is(before, "to") && before > 0 && line.has(before - 1, Tags::SPEECH);
    let visited = line.any(
        before,
        &[
            "visit", "visited", "visiting", "left", "leave", "leaving", "entered", "entering", "enter",
            "reached", "fled", "invaded", "occupied", "hit", "struck",
        ],
    );
    (line.has(before, Tags::LOCATIVE) && !to_a_body) || (any && visited)
}

/// "near Chasiv Yar": a name that no list holds, after a word that only places follow.
fn unknown(line: &Line, i: usize) -> Option<Hit> {
    let before = i.checked_sub(1)?;
    let placed = line.any(before, &["in", "near", "outside", "inside", "around"]) && !line.capital(before);
    let believes = before > 0
        && line.any(
            before - 1,
            &[
                "trust",
                "confidence",
                "faith",
                "believe",
                "believes",
                "believed",
                "interest",
                "interested",
                "hope",
                "succeeded",
                "role",
                "belief",
                "involved",
                "results",
                "resulted",
                "specializes",
                "written",
                "fluent",
                "said",
            ],
        );
    if !placed
        || believes
        || gazetteer::is_demonym(line.raw(i))
        || line.has(i, Tags::BODY | Tags::FUNCTION | Tags::DIRECTION)
    {
        return None;
    }
    let end = name_end(line, i);
    let acronym = line.raw(i).chars().nth(1).is_some_and(char::is_uppercase);
    let last_is_body = line.has(end.saturating_sub(1), Tags::BODY);
    let goes_on = line.kind(end) == Kind::Name || line.kind(end) == Kind::Number || line.joins(end);
    let owner = line.kind(end) == Kind::Possessive;
    let usable = end > i && !acronym && !last_is_body && !goes_on && !owner && !body_inside(line, end);
    usable.then_some(Hit { first: i, end, name: None, country: None })
}

/// "in Kostiantyn University of …": a name that goes on into a body.
fn body_inside(line: &Line, end: usize) -> bool {
    line.has(end, Tags::BODY) && line.capital(end)
}

/// The end of the capitalised words from `i` on, at most three.
fn name_end(line: &Line, i: usize) -> usize {
    let mut end = i;
    while end < i + MOST_WORDS && part_of_name(line, end) {
        end += 1;
        while line.joins(end) && line.is_word(end + 1) && end < i + 2 * MOST_WORDS {
            end += 2;
        }
    }
    end
}

fn part_of_name(line: &Line, i: usize) -> bool {
    let name = line.is_word(i) && line.capital(i) && !line.is_taken(i);
    name && !line.has(i, Tags::FUNCTION | Tags::WEEKDAY | Tags::MONTH)
}
