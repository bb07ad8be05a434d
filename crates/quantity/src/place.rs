//! Places as written. A name counts as a place where the words around it say so: "Ukraine said" is no place, "in Ukraine"
//! is one.

use onrecord_model::Place;

use crate::{
    gazetteer::{self, Known},
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
        let read = || {
            dateline(line, i)
                .or_else(|| feature(line, i))
                .or_else(|| area(line, i))
                .or_else(|| known(line, i, last))
                .or_else(|| unknown(line, i))
        };
        named.then(read).flatten()
    })
}

/// "KAMPALA, July 22 —": the place that a dispatch is sent from.
fn dateline(line: &Line, i: usize) -> Option<Hit> {
    let raw = line.raw(i);
    let shouted = raw.len() > 3 && raw.chars().all(char::is_uppercase);
    let closed = matches!(line.kind(i + 1), Kind::Comma | Kind::Dash | Kind::Open);
    if !shouted || !closed || !line.opens_sentence(i) {
        return None;
    }
    let mut name: String = raw.chars().take(1).collect();
    name.push_str(&raw.chars().skip(1).collect::<String>().to_lowercase());
    let country = gazetteer::country_of(&name)?;
    Some(Hit { first: i, end: i + 1, name: Some(name), country: Some(country) })
}

/// Words that a name of a water or a mountain ends in.
const FEATURES_AFTER: &[&str] = &[
    "pass",
    "sea",
    "canal",
    "river",
    "bay",
    "strait",
    "island",
    "islands",
    "valley",
    "mountains",
    "mountain",
    "desert",
    "peninsula",
    "ocean",
    "gulf",
    "reef",
    "lake",
    "glacier",
    "falls",
    "dam",
    "archipelago",
    "plateau",
    "delta",
];

/// Words that such a name begins with.
const FEATURES_BEFORE: &[&str] = &["lake", "mount", "mont", "cape"];

/// "Lake Ohrid", "the Brenner Pass".
fn feature(line: &Line, i: usize) -> Option<Hit> {
    if line.has(i, Tags::FUNCTION) {
        return None;
    }
    if line.any(i, FEATURES_BEFORE)
        && line.capital(i + 1)
        && line.is_word(i + 1)
        && !line.has(i + 1, Tags::FUNCTION)
    {
        let known = by_name(line, i, i + 2);
        return Some(Hit {
            first: i,
            end: i + 2,
            name: Some(line.written(i, i + 2).to_owned()),
            country: known,
        });
    }
    let end = (i + 1..i + 4)
        .take_while(|at| line.is_word(*at) && line.capital(*at) && !line.has(*at, Tags::FUNCTION))
        .find(|at| line.any(*at, FEATURES_AFTER))?
        + 1;
    let before =
        i.checked_sub(1).is_some_and(|at| line.any(at, &["the", "a", "an"])) || located(line, i, true);
    let goes_on = line.is_word(end)
        && line.capital(end)
        && !line.has(end, Tags::FUNCTION | Tags::WEEKDAY | Tags::MONTH);
    let hit =
        Hit { first: i, end, name: Some(line.written(i, end).to_owned()), country: by_name(line, i, end) };
    (before && !goes_on && !gazetteer::is_demonym(line.raw(i)) || gazetteer_holds(line, i, end))
        .then_some(hit)
}

fn gazetteer_holds(line: &Line, first: usize, end: usize) -> bool {
    gazetteer::at(line, first).is_some_and(|(last, _)| last == end)
}

/// The country of the whole name, where the gazetteer has it.
fn by_name(line: &Line, first: usize, end: usize) -> Option<&'static str> {
    gazetteer::country_of(line.written(first, end))
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
    let nation = i.checked_sub(1).and_then(|at| gazetteer::country_of_demonym(line.raw(at)));
    let country =
        nation.or_else(|| country_around(line, end)).or_else(|| found.and_then(|known| known.country));
    Some(Hit { first: i, end, name: Some(name.to_owned()), country })
}

/// "Kharkiv region", "Donetsk and Luhansk oblasts".
fn area(line: &Line, i: usize) -> Option<Hit> {
    if gazetteer::is_demonym(line.raw(i)) || line.has(i, Tags::FUNCTION | Tags::DIRECTION) {
        return None;
    }
    let mut name = gazetteer::at(line, i).map_or_else(|| name_end(line, i), |(end, _)| end);
    if name > i + 1 && line.has(name - 1, Tags::AREA) && !line.has(name, Tags::AREA) {
        name -= 1;
    }
    if line.any(name, &["state", "airport"]) && !(located(line, i, true) && name > i) {
        return None;
    }
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
    // "Serra do Lobo" is another place than Serra.
    let whole = particle(line, end).map(|_| name_end(line, i));
    let end = whole.unwrap_or(end);
    let body_follows = line.capital(end)
        && line.is_word(end)
        && !line.has(end, Tags::FUNCTION | Tags::WEEKDAY | Tags::MONTH);
    let based = line.joins(end) && line.any(end + 1, &["based", "born"]);
    if based {
        return Some(Hit { first: i, end, name: Some(known.name.to_owned()), country: known.country });
    }
    if body_follows || line.joins(end) {
        return None;
    }
    if known.listed && line.has(i, Tags::BODY | Tags::FUNCTION) {
        return None;
    }
    let first = with_direction(line, i);
    let apposed = of_apposition(line, end).filter(|around| may_lie_in(known, *around));
    let country = apposed.and_then(|around| around.country).or(known.country);
    let listed = last.is_some_and(|last| continues(line, last, first));
    let placed = match known {
        Known { stands_for_state: true, .. } => state_is_place(line, first, i, end, known.capital),
        Known { listed: true, .. } => {
            let verb = line.has(i, Tags::MONTH) || crate::lexicon::tags(line.word(i)).any(Tags::WEEKDAY);
            let owner = i > 0 && line.any(i - 1, &["a", "an", "the"]) && line.any(end, LOCAL);
            !verb && (owner || located(line, first, true) || (i > 0 && on_island(line, i)))
        }
        _ => city_is_place(line, first, i, end),
    };
    let placed = placed || apposed.is_some();
    let (name, country) = match whole {
        Some(_) => (None, apposed.and_then(|around| around.country)),
        None => (Some(known.name.to_owned()), country),
    };
    (placed || listed).then_some(Hit { first, end, name, country })
}

/// ", Texas", ", in Pakistan" after a name: the region or country that it lies in.
fn of_apposition(line: &Line, end: usize) -> Option<Known> {
    if line.kind(end) != Kind::Comma {
        return None;
    }
    let at = end + 1 + usize::from(line.is(end + 1, "in"));
    let (after, known) = gazetteer::at(line, at)?;
    let region =
        (known.stands_for_state && !known.capital) || (known.country.is_some() && is_region(known.name));
    let closes = !line.is_word(after) || line.kind(after) == Kind::Comma || at > end + 1;
    (region && closes && !line.any(after, &["and", "or"])).then_some(known)
}

/// The country that the place ending at `end` is said to lie in.
fn country_around(line: &Line, end: usize) -> Option<&'static str> {
    of_apposition(line, end)?.country
}

/// Whether `around` can be what `known` lies in: a country is in none, and a capital is in its own ("Paris, France") or
/// shares its name with a town of a federal state ("Paris, Texas").
fn may_lie_in(known: Known, around: Known) -> bool {
    !known.stands_for_state
        || (known.capital && (known.country == around.country || !around.stands_for_state))
}

/// Parts of federal states that stand behind the names of their towns.
const REGIONS: &str = "Alabama,Alaska,Arizona,Arkansas,California,Colorado,Connecticut,Delaware,Florida,Hawaii,Idaho,Illinois,\
Indiana,Iowa,Kansas,Kentucky,Louisiana,Maine,Maryland,Massachusetts,Michigan,Minnesota,Mississippi,Missouri,Montana,Nebraska,\
Nevada,New Hampshire,New Jersey,New Mexico,New York,North Carolina,North Dakota,Ohio,Oklahoma,Oregon,Pennsylvania,Rhode Island,\
South Carolina,South Dakota,Tennessee,Texas,Utah,Vermont,Virginia,Washington,West Virginia,Wisconsin,Wyoming,Ontario,Quebec,\
Alberta,British Columbia,Manitoba,Saskatchewan,Nova Scotia,Queensland,New South Wales,Victoria,Tasmania,Gujarat,Kerala,\
Maharashtra,Uttar Pradesh,Bihar,Assam,Rajasthan,Sindh,England,Scotland,Wales,Northern Ireland,Bavaria,Sinaloa";

fn is_region(name: &str) -> bool {
    REGIONS.split(',').any(|region| region == name)
}

/// "on Crete", "on Annapurna": a name after "on" that is not the goal of an attack or a word on something.
fn on_island(line: &Line, i: usize) -> bool {
    line.is(i - 1, "on")
        && i > 1
        && !line.any(i - 2, &["attack", "attacks", "strike", "strikes", "sanctions", "war", "posted"])
}

/// Back over "eastern", "occupied" before a name.
fn with_direction(line: &Line, i: usize) -> usize {
    let of_the = i > 2
        && line.is(i - 1, "of")
        && line.any(i - 2, &["south", "north", "east", "west"])
        && line.is(i - 3, "the");
    if of_the {
        return i - 2;
    }
    if i > 2 && line.has(i - 1, Tags::DIRECTION) && line.joins(i - 2) && line.has(i - 3, Tags::DIRECTION) {
        return i - 3;
    }
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
fn state_is_place(line: &Line, first: usize, i: usize, end: usize, capital: bool) -> bool {
    let direction = first < i && (line.word(i - 1).ends_with("ern") || line.is(i - 1, "of"));
    let owner = line.kind(end) == Kind::Possessive;
    let local = capital && line.any(end, LOCAL);
    if owner {
        return !capital;
    }
    direction || local || (located(line, first, false) && !is_goal(line, first, capital))
}

/// Nouns that make a capital before them the town, not the government.
const LOCAL: &[&str] = &[
    "mayor",
    "bourse",
    "suburb",
    "suburbs",
    "airport",
    "metro",
    "police",
    "court",
    "courtroom",
    "hospital",
    "office",
    "street",
    "streets",
    "residents",
    "studio",
    "flat",
    "home",
    "apartment",
    "district",
    "embassy",
    "airports",
    "headquarters",
    "governor",
    "prosecutors",
    "prosecutor",
    "officials",
    "authorities",
    "council",
    "councillor",
    "councillors",
    "jury",
    "factory",
    "plant",
    "school",
    "university",
    "clinic",
    "stadium",
    "harbour",
    "harbor",
    "port",
    "station",
    "firm",
    "company",
    "newspaper",
    "jail",
    "prison",
    "hotel",
    "market",
    "museum",
    "theatre",
    "cathedral",
    "church",
    "mosque",
];

/// "the threat from Beijing, which": a capital that acts.
fn is_goal(line: &Line, first: usize, capital: bool) -> bool {
    let threat = [
        "threat",
        "threats",
        "pressure",
        "demand",
        "demands",
        "response",
        "reply",
        "statement",
        "aid",
        "support",
    ];
    capital && first > 1 && line.is(first - 1, "from") && line.any(first - 2, &threat)
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
    if line.is(before, "and") {
        return between(line, before);
    }
    if line.is(before, "for") {
        return (before.saturating_sub(4)..before).any(|at| line.any(at, LEAVING));
    }
    if line.is(before, "of") && before > 0 && line.any(before - 1, OFFICES) {
        return true;
    }
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
            "coast",
            "coasts",
            "beaches",
            "shores",
            "island",
            "districts",
            "provinces",
            "towns",
            "villages",
            "port",
            "airport",
            "centre",
            "middle",
            "heart",
            "rest",
            "siege",
            "recapture",
            "fall",
            "capture",
            "liberation",
            "edge",
            "roads",
            "hills",
            "skies",
            "upstream",
            "downstream",
            "control",
            "people",
            "residents",
            "way",
        ];
        return before > 0 && line.any(before - 1, &ground);
    }
    let to_a_body = line.is(before, "to") && before > 0 && line.has(before - 1, Tags::SPEECH);
    (line.has(before, Tags::LOCATIVE) && !to_a_body) || (any && line.any(before, REACHING))
}

/// Verbs whose object is a place: what is gone to, left, taken or attacked.
const REACHING: &[&str] = &[
    "visit",
    "visited",
    "visiting",
    "left",
    "leave",
    "leaving",
    "entered",
    "entering",
    "enter",
    "reach",
    "reached",
    "reaching",
    "crossed",
    "crossing",
    "fled",
    "fleeing",
    "invaded",
    "invading",
    "occupied",
    "occupying",
    "hit",
    "struck",
    "bombed",
    "bombing",
    "shelled",
    "shelling",
    "bombarded",
    "bombarding",
    "besieged",
    "besieging",
    "encircled",
    "encircling",
    "captured",
    "capturing",
    "recaptured",
    "recapturing",
    "retook",
    "retaking",
    "seized",
    "seizing",
    "liberated",
    "liberating",
    "flooded",
    "flooding",
    "stormed",
    "storming",
];

/// Words of leaving, after which "for" names where to.
const LEAVING: &[&str] = &[
    "left", "leave", "leaves", "leaving", "bound", "sail", "sailed", "sailing", "head", "headed", "heading",
    "depart", "departed", "fled", "set", "flight", "flights", "train", "bus",
];

/// Offices of a place: "the mayor of Kherson".
const OFFICES: &[&str] = &[
    "mayor",
    "governor",
    "bishop",
    "archbishop",
    "president",
    "minister",
    "king",
    "queen",
    "premier",
    "chancellor",
    "head",
    "city",
    "ruler",
    "sheriff",
    "ambassador",
];

/// "between Hungary and Serbia".
fn between(line: &Line, and: usize) -> bool {
    (1..=4).filter_map(|back| and.checked_sub(back)).any(|at| line.is(at, "between"))
}

/// "near Chasiv Yar": a name that no list holds, after a word that only places follow.
fn unknown(line: &Line, i: usize) -> Option<Hit> {
    if let Some(hit) = explained(line, i) {
        return Some(hit);
    }
    let before = i.checked_sub(1)?;
    let placed = line.any(before, &["in", "near", "outside", "inside", "around", "off"])
        && !line.capital(before)
        || line.ends(i, &["south", "of"]).or_else(|| line.ends(i, &["north", "of"])).is_some();
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
    let numbered = line.kind(end) == Kind::Number && !counts_subject(line, end);
    let goes_on = line.kind(end) == Kind::Name || numbered || line.joins(end);
    let owner = line.kind(end) == Kind::Possessive;
    let usable = end > i && !acronym && !last_is_body && !goes_on && !owner && !body_inside(line, end);
    usable.then_some(Hit { first: i, end, name: None, country: country_around(line, end) })
}

/// "In Brava | 57 fans were held": a number that counts the subject of the clause, so that it is no part of the name before
/// it, as in "Formula 1".
fn counts_subject(line: &Line, i: usize) -> bool {
    const MOST_WORDS: usize = 3;
    let verb = (i + 2..=i + 1 + MOST_WORDS).find(|at| line.any(*at, &["was", "were", "had", "have", "are"]));
    verb.is_some_and(|verb| {
        (i + 1..verb).all(|at| line.is_word(at) && !line.capital(at) && !line.has(at, Tags::FUNCTION))
    })
}

/// "Santa Rufina, a village in western Guatemala": a name that its apposition says to be a place.
fn explained(line: &Line, i: usize) -> Option<Hit> {
    /// Words from the article to the noun: "a small fishing village".
    const MOST_ADJECTIVES: usize = 4;
    if line.has(i, Tags::FUNCTION) || gazetteer::is_demonym(line.raw(i)) || !line.capital(i) {
        return None;
    }
    let end = name_end(line, i);
    let apposed = end > i && line.kind(end) == Kind::Comma && line.any(end + 1, &["a", "an", "the"]);
    if !apposed || line.has(end - 1, Tags::BODY) {
        return None;
    }
    let noun = (end + 2..end + 2 + MOST_ADJECTIVES)
        .take_while(|at| (line.is_word(*at) && !line.has(*at, Tags::FUNCTION)) || line.joins(*at))
        .find(|at| line.any(*at, SETTLEMENTS))?;
    if !line.any(noun + 1, &["in", "of", "on", "near", "outside", "north", "south", "east", "west"]) {
        return None;
    }
    let country = (noun + 2..noun + 6)
        .take_while(|at| line.is_word(*at) || line.joins(*at))
        .find_map(|at| gazetteer::at(line, at))
        .and_then(|(_, known)| known.country);
    Some(Hit { first: i, end, name: None, country })
}

/// What only a place is said to be.
const SETTLEMENTS: &[&str] =
    &["village", "hamlet", "town", "city", "settlement", "suburb", "port", "island", "township"];

/// "in Kostiantyn University of …": a name that goes on into a body.
fn body_inside(line: &Line, end: usize) -> bool {
    line.has(end, Tags::BODY) && line.capital(end)
}

/// Small words inside the names of places of other tongues: "Serra do Lobo", "Bab al-Nasr".
const PARTICLES: &[&str] =
    &["al", "da", "das", "de", "del", "della", "di", "do", "dos", "du", "el", "la", "le", "van", "von"];

/// The end of the capitalised words from `i` on, at most three, past small words between them.
fn name_end(line: &Line, i: usize) -> usize {
    let mut end = i;
    while end < i + MOST_WORDS {
        let part = particle(line, end).filter(|_| end > i).unwrap_or(end);
        if !part_of_name(line, part) {
            break;
        }
        end = part + 1;
        while line.joins(end) && line.is_word(end + 1) && end < i + 2 * MOST_WORDS {
            end += 2;
        }
    }
    end
}

/// Where a name goes on behind a small word at `i`.
fn particle(line: &Line, i: usize) -> Option<usize> {
    let part = i + 1 + usize::from(line.joins(i + 1));
    (line.any(i, PARTICLES) && !line.capital(i) && part_of_name(line, part)).then_some(part)
}

fn part_of_name(line: &Line, i: usize) -> bool {
    let name = line.is_word(i) && line.capital(i) && !line.is_taken(i);
    name && !line.has(i, Tags::FUNCTION | Tags::WEEKDAY | Tags::MONTH)
}
