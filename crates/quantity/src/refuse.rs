//! Numbers that are no quantities: clock times, ages, scores, telephone numbers, labels, names, years.

use crate::{
    lexicon::Tags,
    number::{self, Amount, Form},
    object::{self, Sought},
    score,
    token::{Kind, Line},
    unit,
};

/// Where a stretch of numbers that begins at `i` and is no quantity ends.
pub(crate) fn skip(line: &Line, i: usize) -> Option<usize> {
    if line.kind(i) == Kind::Number {
        return clock(line, i)
            .or_else(|| sign_before(line, i))
            .or_else(|| list_number(line, i))
            .or_else(|| dialled(line, i))
            .or_else(|| lettered(line, i))
            .or_else(|| calibre(line, i))
            .or_else(|| model(line, i))
            .or_else(|| resolution(line, i))
            .or_else(|| address(line, i));
    }
    spoken_clock(line, i)
}

/// Where numbers that begin at `i` and are linked to no quantity end: telephone numbers, odds.
pub(crate) fn linked(line: &Line, i: usize) -> Option<usize> {
    if line.kind(i) == Kind::Number { chain(line, i).or_else(|| odds(line, i)) } else { None }
}

/// "three o'clock", "five p.m.".
pub(crate) fn spoken_clock(line: &Line, i: usize) -> Option<usize> {
    let clock = line.has(i, Tags::NUMBER) && line.has(i + 1, Tags::CLOCK);
    clock.then_some(i + 2)
}

/// "a 2 to 1 margin", "outvoted 2-to-1".
fn odds(line: &Line, i: usize) -> Option<usize> {
    let hyphen = usize::from(line.joins(i + 1));
    let second = i + 2 + 2 * hyphen;
    if !line.is(i + 1 + hyphen, "to") || line.kind(second) != Kind::Number {
        return None;
    }
    if i.checked_sub(1).is_some_and(|at| line.is(at, "from")) {
        return None;
    }
    let small = |at: usize| line.raw(at).parse::<u16>().ok();
    let falling = small(i)? >= small(second)?;
    (falling && unit::read(line, second + 1).is_none_or(|unit| unit.joined)).then_some(second + 1)
}

/// "10:30", "5 p.m.", "10.30am", "0500 GMT", "9 to 5 p.m.", "8 o'clock".
pub(crate) fn clock(line: &Line, i: usize) -> Option<usize> {
    let inner = i > 0 && line.is(i - 1, ":") && line.glued(i);
    if line.kind(i) != Kind::Number || inner || score::is_race_time(line, i) || score::is_to_one(line, i) {
        return None;
    }
    let mut end = i + 1;
    let mut sure = false;
    while line.is(end, ":") && line.glued(end) && line.glued(end + 1) && line.kind(end + 1) == Kind::Number {
        (end, sure) = (end + 2, true);
    }
    while line.has(end, Tags::CLOCK) && end < i + 8 {
        (end, sure) = (end + 1, true);
    }
    if sure {
        return Some(end);
    }
    let between = i > 0 && line.is(i - 1, "between") && line.is(end, "and");
    let span =
        (line.kind(end) == Kind::Dash || line.is(end, "to") || between) && line.kind(end + 1) == Kind::Number;
    (span && line.has(end + 2, Tags::CLOCK) && !line.has(end + 2, Tags::UNIT)).then_some(end + 3)
}

/// Numbers joined by hyphens or slashes that make no range: telephone numbers, scores, "24/7", "9/11".
fn chain(line: &Line, i: usize) -> Option<usize> {
    let mut end = i + 1;
    let mut links = 0;
    while (line.joins(end) || (line.is(end, "/") && line.glued(end) && line.glued(end + 1)))
        && line.kind(end + 1) == Kind::Number
    {
        (end, links) = (end + 2, links + 1);
    }
    match links {
        0 => None,
        1 => (!is_range(line, i) && number::read(line, i, false).is_none_or(|amount| amount.end == i + 1))
            .then_some(end),
        // "11-1/4" is one number.
        _ => number::read(line, i, false).is_none_or(|amount| amount.end < end).then_some(end),
    }
}

/// "10-20", with the second number the greater and no vote or match around.
fn is_range(line: &Line, i: usize) -> bool {
    if line.is(i + 1, "/") || score::contest_near(line, i) {
        return false;
    }
    let low = number::read(line, i, false).map(|amount| amount.mantissa);
    let high = number::read(line, i + 2, true);
    let telephone = line.raw(i).len() == 3 && line.raw(i + 2).len() == 4;
    let rising = low.zip(high).is_some_and(|(low, high)| low < high.value);
    rising && !telephone
}

/// "0800 555 014", "the helpline, 116 123": groups of figures that are dialled.
fn dialled(line: &Line, i: usize) -> Option<usize> {
    let zero = line.raw(i).starts_with('0') && line.raw(i).len() > 2 && !line.raw(i).contains('.');
    let near = (1..=4).filter_map(|back| i.checked_sub(back)).any(|at| line.any(at, LINES));
    let mut end = i + 1;
    while end < i + 6 && line.kind(end) == Kind::Number {
        end += 1;
    }
    (end > i + 1 && (zero || near)).then_some(end)
}

/// What has a telephone number.
const LINES: &[&str] =
    &["helpline", "hotline", "telephone", "phone", "tel", "call", "calling", "dial", "text", "fax"];

/// "22-cv-04817", "seat 41K", "runway 27L": figures with letters that make a label of them.
fn lettered(line: &Line, i: usize) -> Option<usize> {
    if !score::is_tried(line, i)
        && line.joins(i + 1)
        && line.joins(i + 3)
        && line.is_word(i + 2)
        && line.raw(i + 2).len() < 4
        && line.kind(i + 4) == Kind::Number
    {
        return Some(i + 5);
    }
    // "13F filing": a letter that no degree follows.
    let noun = line.is_word(i + 2) && !line.has(i + 2, Tags::FUNCTION | Tags::TIME | Tags::VERB);
    if line.glued(i + 1) && matches!(line.raw(i + 1), "C" | "F") && noun {
        return Some(i + 2);
    }
    let before = i.checked_sub(1)?;
    let letter = line.glued(i + 1) && line.raw(i + 1).len() == 1 && line.capital(i + 1);
    (letter && line.has(before, Tags::LABEL)).then_some(i + 2)
}

/// "Boeing 737-800": a maker's number with its variant.
fn model(line: &Line, i: usize) -> Option<usize> {
    let made = i.checked_sub(1).is_some_and(|at| line.any(at, MAKERS) && line.capital(at));
    (made && line.joins(i + 1) && line.kind(i + 2) == Kind::Number).then_some(i + 3)
}

/// Makers of aircraft who number what they make.
const MAKERS: &[&str] = &[
    "boeing",
    "airbus",
    "embraer",
    "antonov",
    "tupolev",
    "ilyushin",
    "bombardier",
    "douglas",
    "cessna",
    "fokker",
    "mcdonnell",
    "lockheed",
    "saab",
    "dassault",
    "gulfstream",
    "bell",
];

/// "4K video", "a 1080p screen", "a 10K race": a class of pictures or of races.
fn resolution(line: &Line, i: usize) -> Option<usize> {
    let letter = line.glued(i + 1).then(|| line.raw(i + 1))?;
    let shown = (i.saturating_sub(6)..i + 4).any(|at| line.any(at, SHOWN));
    let classed = match (line.raw(i), letter) {
        ("2" | "4" | "5" | "6" | "8" | "16", "K") if shown => true,
        ("5" | "10", "K" | "k") => line.any(i + 2, &["race", "races", "run", "runs"]),
        ("1080" | "1440" | "2160", "p") => true,
        ("480" | "720", "p") => shown,
        _ => false,
    };
    classed.then_some(i + 2)
}

/// What has a resolution.
const SHOWN: &[&str] = &[
    "video",
    "videos",
    "footage",
    "film",
    "tv",
    "tvs",
    "television",
    "televisions",
    "screen",
    "screens",
    "display",
    "displays",
    "monitor",
    "monitors",
    "resolution",
    "camera",
    "cameras",
    "panel",
    "projector",
    "streaming",
    "stream",
    "recording",
    "oled",
    "lcd",
    "uhd",
    "hdr",
    "image",
    "images",
    "picture",
    "webcam",
];

/// "10 Downing Street", "at 1600 Pennsylvania Avenue": a house by its number.
fn address(line: &Line, i: usize) -> Option<usize> {
    if !line.raw(i).bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let street = (i + 2..i + 5).find(|at| line.any(*at, STREETS) && line.capital(*at))?;
    let named = (i + 1..street).all(|at| line.is_word(at) && line.capital(at) && !line.glued(at));
    // "12 Wall Street banks" are counted.
    let next = street + 1;
    let noun = line.is_word(next) && !line.has(next, Tags::FUNCTION | Tags::VERB | Tags::TIME);
    (named && !noun).then_some(next)
}

/// The last words of the names of streets.
const STREETS: &[&str] = &[
    "street",
    "road",
    "avenue",
    "lane",
    "drive",
    "square",
    "boulevard",
    "place",
    "terrace",
    "crescent",
    "close",
    "row",
    "gardens",
    "way",
    "parade",
    "quay",
    "plaza",
    "st",
    "rd",
    "ave",
    "blvd",
];

/// "155mm shells", "12-gauge shotgun": a kind of weapon.
fn calibre(line: &Line, i: usize) -> Option<usize> {
    let unit = i + 1 + usize::from(line.joins(i + 1));
    let told = line.any(unit, &["mm", "millimetre", "millimeter", "gauge", "calibre", "caliber"])
        && (line.glued(unit) || unit > i + 1);
    (told && (line.any(unit + 1, WEAPONS) || line.any(unit + 2, WEAPONS))).then_some(unit + 1)
}

const WEAPONS: &[&str] = &[
    "shell",
    "shells",
    "round",
    "rounds",
    "gun",
    "guns",
    "howitzer",
    "howitzers",
    "mortar",
    "mortars",
    "artillery",
    "ammunition",
    "cannon",
    "cannons",
    "shotgun",
    "shotguns",
    "rifle",
    "rifles",
    "pistol",
    "pistols",
    "handgun",
    "bullets",
    "grenade",
    "grenades",
    "munitions",
    "projectiles",
    "rockets",
    "rocket",
];

/// "#5", "№ 5", "+380 …", a path or an address: a sign that makes a number a label.
fn sign_before(line: &Line, i: usize) -> Option<usize> {
    let before = i.checked_sub(1)?;
    if line.kind(before) != Kind::Other {
        return None;
    }
    let label = line.any(before, &["#", "№", "@", "_", "=", "&", "/", "\\", "*"]) && line.glued(i)
        || line.is(before, "№");
    if label {
        return Some(i + 1);
    }
    let dialled = line.is(before, "+") && line.glued(i) && line.kind(i + 1) == Kind::Number;
    dialled.then(|| {
        (i + 1..i + 8)
            .find(|at| line.kind(*at) != Kind::Number && line.kind(*at) != Kind::Dash)
            .unwrap_or(i + 8)
    })
}

/// "1. First", "(2)": the number of a list item or a note.
fn list_number(line: &Line, i: usize) -> Option<usize> {
    if line.raw(i).len() > 2 {
        return None;
    }
    let quoted = i > 0 && line.kind(i - 1) == Kind::Quote && line.opens_sentence(i);
    let sentence = i > 0 && line.kind(i - 1) == Kind::Stop;
    let opens_line = i == 0
        || quoted
        || sentence
        || line.gap(i).contains('\n')
        || line.gap(i - 1).contains('\n')
        || line.raw(i - 1).contains('\n');
    let point = line.glued(i + 1)
        && (line.is(i + 1, ".") || line.is(i + 1, ")"))
        && i + 2 < line.len()
        && (line.capital(i + 2) || line.gap(i).contains('\n') || i == 0);
    let bracketed = i > 0 && line.kind(i - 1) == Kind::Open && line.kind(i + 1) == Kind::Close;
    ((opens_line && point) || bracketed).then_some(i + 1)
}

/// Whether the numeral at `i` is a year.
pub(crate) fn is_year(line: &Line, i: usize) -> bool {
    let raw = line.raw(i);
    let ahead = ("2101".."2201").contains(&raw) && i > 0 && line.any(i - 1, &["in", "by", "until", "till"]);
    let fits = raw.len() == 4 && line.kind(i) == Kind::Number && (("1500".."2101").contains(&raw) || ahead);
    if !fits || raw.bytes().any(|byte| !byte.is_ascii_digit()) {
        return false;
    }
    let next = i + 1;
    let measured = unit::read(line, next).is_some_and(|unit| !unit.joined) || line.has(next, Tags::SCALE);
    if measured
        || (i > 0 && unit::money_before(line, i).is_some())
        || line.is(next, "+")
        || line.is(next, "/")
    {
        return false;
    }
    let Some(before) = i.checked_sub(1) else { return !counts(line, next) };
    let titled = line.is_word(before)
        && line.capital(before)
        && !line.opens_sentence(before)
        && !line.has(before, Tags::MONTH | Tags::WEEKDAY | Tags::FUNCTION | Tags::TIME);
    if titled && !line.joins(next) {
        return false;
    }
    if line.glued(i) && line.kind(before) == Kind::Other {
        return false;
    }
    let dated = line.any(
        before,
        &["in", "since", "until", "till", "during", "from", "year", "late", "early", "mid", "circa"],
    ) || line.has(before, Tags::MONTH);
    if dated {
        return !(line.is(before, "from") && counts(line, next));
    }
    let bounded = line
        .any(before, &["than", "least", "over", "nearly", "almost", "some", "roughly", "approximately"])
        || line.ends(i, &["up", "to"]).is_some();
    !bounded
        && (line.any(before, &["the", "of"]) || line.kind(before) == Kind::Possessive || !counts(line, next))
}

/// Whether a counted thing follows, which makes "1500 soldiers" a count and "2024 elections" not.
fn counts(line: &Line, i: usize) -> bool {
    let Some(end) = object::phrase(line, i, Sought::Many) else { return false };
    let head = line.word(end.saturating_sub(1));
    let dated_thing = line.has(end.saturating_sub(1), Tags::EVENT)
        || [
            "talks",
            "protests",
            "games",
            "olympics",
            "finals",
            "results",
            "sanctions",
            "agreements",
            "accords",
            "events",
            "wildfires",
            "floods",
            "riots",
            "wars",
            "figures",
            "data",
            "levels",
            "awards",
            "negotiations",
            "campaigns",
            "demonstrations",
            "primaries",
            "polls",
            "midterms",
            "borders",
            "hostilities",
            "battles",
        ]
        .contains(&head);
    !dated_thing && object::is_plural(head)
}

/// Whether the number at `i` is part of a name or a label: "Article 5", "Boeing 737", "the Five Eyes", "phase two".
pub(crate) fn is_label(line: &Line, i: usize, amount: &Amount, counts_plural: bool) -> bool {
    let Some(before) = i.checked_sub(1) else { return false };
    let version =
        amount.form == Form::Digits && amount.decimals > 0 && amount.exponent == 0 && !counts_plural;
    let small = matches!(amount.form, Form::Bare | Form::Words) || version && line.capital(before);
    if !small {
        return false;
    }
    if line.is(before, ".")
        && before > 0
        && line.any(before - 1, &["no", "nos", "nr", "art", "fig", "vol", "pp"])
        && line.glued(before)
    {
        return true;
    }
    let class_of =
        line.is(before, "of") && before > 0 && line.any(before - 1, &["class", "summer", "spirit"]);
    if class_of && line.capital(before - 1) && amount.value < 2101.0 {
        return true;
    }
    let titled = line.capital(before) && line.has(before, Tags::LABEL) && line.kind(i) == Kind::Number;
    if titled && !line.has(before, Tags::MONTH | Tags::VERB) {
        return true;
    }
    if line.has(before, Tags::LABEL) && line.is_word(before) {
        return !counts_plural
            || matches!(
                line.word(before),
                "article" | "fortune" | "boeing" | "airbus" | "no" | "number" | "flight"
            );
    }
    if line.is_word(i) {
        return named_in_words(line, i, counts_plural);
    }
    let plain = Tags::FUNCTION
        | Tags::VERB
        | Tags::BOUND
        | Tags::MONTH
        | Tags::WEEKDAY
        | Tags::UP
        | Tags::DOWN
        | Tags::SPEECH;
    let name_before = line.is_word(before)
        && line.capital(before)
        && !line.has(before, plain)
        && !line.opens_sentence(before);
    let verbal = line.word(before).ends_with("ed") || line.word(before).ends_with("ing");
    name_before && !verbal && !counts_plural
}

/// "the Six-Day War", "cloud nine": a number word that belongs to a name or an idiom.
pub(crate) fn is_title(line: &Line, i: usize, joined: bool) -> bool {
    let Some(before) = i.checked_sub(1) else { return false };
    let name = joined && line.is_word(i) && line.capital(i) && line.capital(i + 2) && !line.opens_sentence(i);
    name || IDIOMS.iter().any(|(word, number)| line.is(before, word) && line.is(i, number))
}

/// Idioms that end in a number.
const IDIOMS: &[(&str, &str)] = &[
    ("cloud", "nine"),
    ("square", "one"),
    ("at", "sixes"),
    ("day", "one"),
    ("absolute", "zero"),
    ("net", "zero"),
    ("patient", "zero"),
    ("sub", "zero"),
    ("number", "one"),
    ("to", "one-up"),
];

/// "the Five Eyes", "Group of Seven", "Ground Zero": a number word with a capital inside a sentence.
fn named_in_words(line: &Line, i: usize, counts_plural: bool) -> bool {
    let Some(before) = i.checked_sub(1).filter(|before| line.is_word(*before)) else { return false };
    if !line.capital(i) || line.opens_sentence(i) {
        return false;
    }
    let title = line.capital(before) && !line.has(before, Tags::FUNCTION);
    !title || (!counts_plural && !line.has(before, Tags::VERB))
}
