//! Ages of people, and people told one by one: "a 66-year-old woman", "Petrov, 45,", "children under five".

use std::sync::LazyLock;

use rustc_hash::FxHashSet;

use crate::{
    bound::{self, Limit},
    figure::Figure,
    item::{Item, Noun},
    lexicon::{self, Tags},
    number::{self, Amount, Form},
    object::{self, Sought},
    predicate,
    token::{Kind, Line},
    unit,
};

/// The greatest age that is read as one.
const OLDEST: f64 = 125.0;

/// The age, or the length of life of a thing, whose number stands at token `i`.
pub(crate) fn at(line: &Line, i: usize, floor: usize) -> Option<Item> {
    let amount = number::read(line, i, false).filter(|amount| amount.value <= OLDEST)?;
    if matches!(amount.form, Form::Share | Form::Vague) {
        return None;
    }
    old(line, i, &amount, floor)
        .or_else(|| after_age_word(line, i, &amount, floor))
        .or_else(|| after_limit(line, i, &amount, floor))
        .or_else(|| between_commas(line, i, &amount))
        .or_else(|| person_of(line, i, &amount))
        .or_else(|| person_was(line, i, &amount))
        .or_else(|| at_age(line, i, &amount))
}

/// "the eldest child was 13", "she was 29".
fn person_was(line: &Line, i: usize, amount: &Amount) -> Option<Item> {
    let was = i.checked_sub(1).filter(|at| line.any(*at, &["was", "is"]))?;
    let subject = was.checked_sub(1)?;
    let pronoun = line.any(subject, &["he", "she", "who"]);
    let ends = amount.end >= line.len()
        || matches!(line.kind(amount.end), Kind::Stop | Kind::Comma | Kind::Quote)
        || line.any(amount.end, &["when", "and"]);
    if !(pronoun || is_person(line.word(subject))) || !ends || amount.value < 1.0 {
        return None;
    }
    let mut item = item(i, amount.end, i, amount);
    item.object = (!pronoun).then_some(Noun::At(subject, subject + 1));
    Some(item)
}

/// "retires at 33", "At 21 he is the youngest champion".
fn at_age(line: &Line, i: usize, amount: &Amount) -> Option<Item> {
    let at = i.checked_sub(1).filter(|at| line.is(*at, "at"))?;
    let lived = at.checked_sub(1).is_some_and(|verb| line.any(verb, LIVED));
    let next = amount.end + usize::from(line.kind(amount.end) == Kind::Comma);
    let opens = line.opens_sentence(at) && line.any(next, &["he", "she"]);
    let ends = amount.end >= line.len()
        || matches!(line.kind(amount.end), Kind::Stop | Kind::Comma)
        || line.any(amount.end, &["and", "after", "in", "from"]);
    let years = (10.0..=110.0).contains(&amount.value) && amount.value.fract() == 0.0;
    ((opens || (lived && ends)) && years).then(|| item(i, amount.end, i, amount))
}

/// What people do at an age.
const LIVED: &[&str] = &[
    "retire",
    "retires",
    "retired",
    "retiring",
    "died",
    "dies",
    "dead",
    "married",
    "debuted",
    "widowed",
    "orphaned",
    "diagnosed",
    "graduated",
];

fn item(first: usize, end: usize, i: usize, amount: &Amount) -> Item {
    Item::bare(first, end, Figure::of(i, amount), unit::AGE)
}

/// The bound before an age, and where it begins.
fn limited(line: &Line, mut item: Item, floor: usize) -> Item {
    if let Some((start, limit)) = bound::before(line, item.first, floor) {
        item.first = start;
        item.limit = Some(limit);
    }
    item
}

// ---- "66-year-old"

/// "66-year-old woman", "13-year-olds", "five years old".
fn old(line: &Line, i: usize, amount: &Amount, floor: usize) -> Option<Item> {
    let at = amount.end + usize::from(line.kind(amount.end) == Kind::Dash);
    if line.is(at, "yo") || line.starts(at, &["y", "/", "o"]) {
        // As physicians write it.
        let end = if line.is(at, "yo") { at + 1 } else { at + 3 };
        return Some(limited(line, item(i, end, i, amount), floor));
    }
    let unit = match line.word(at) {
        "year" | "years" | "yr" => unit::AGE,
        "month" | "months" => "mo",
        "week" | "weeks" => "wk",
        "day" | "days" => "d",
        _ => return None,
    };
    let of_age = usize::from(line.starts(at + 1, &["of", "age"]));
    let old = at + 1 + of_age + usize::from(line.kind(at + 1) == Kind::Dash);
    if !line.any(old, &["old", "olds"]) && of_age == 0 {
        return None;
    }
    let mut item = item(i, old + 1, i, amount);
    unit.clone_into(&mut item.unit);
    let noun = (line.is(old, "old") && line.joins(old.wrapping_sub(1)))
        .then(|| object::phrase(line, old + 1, Sought::One))
        .flatten()
        .filter(|end| *end > old + 2 || !is_past(line, old + 1));
    item.object = noun.map(|end| Noun::At(old + 1, end));
    if item.object.is_some_and(|noun| is_thing(noun.head(line))) && unit == unit::AGE {
        "yr".clone_into(&mut item.unit);
    }
    Some(limited(line, item, floor))
}

/// "The 29-year-old signed": a verb, no noun that the age belongs to.
fn is_past(line: &Line, i: usize) -> bool {
    let verb = crate::verb::read(line.word(i)).is_some_and(|verb| verb.forms.any(crate::verb::Forms::PAST));
    verb && !line.has(i, Tags::STATE)
}

/// Things that have an age too.
const THINGS: &str = "building bridge church company war conflict ban law dispute tree ship plant reactor club record
institution firm factory house home treaty agreement deal truce ceasefire embargo rule reign regime system dam school
temple mosque tower castle tradition case feud bank hotel tanker vessel submarine aircraft plane jet boat car truck
insurgency occupation marriage career newspaper magazine museum palace stadium monument statue painting wine whisky
skeleton fossil wreck hatchback saloon sedan estate van lorry pickup pick-up suv coupe convertible roadster motorcycle
motorbike bike scooter engine gearbox battery phone smartphone handset laptop computer pc tablet console processor chip app
website platform software program programme satellite probe telescope spacecraft rocket rover star planet galaxy rock
meteorite crater glacier tomb mummy skull bone";

fn is_thing(word: &str) -> bool {
    static WORDS: LazyLock<FxHashSet<&str>> = LazyLock::new(|| lexicon::set(THINGS));
    WORDS.contains(word)
}

// ---- "aged 66", "at the age of 29"

fn after_age_word(line: &Line, i: usize, amount: &Amount, floor: usize) -> Option<Item> {
    if line.has(amount.end, Tags::FRACTION) || line.kind(amount.end) == Kind::Percent {
        return None;
    }
    let mut first = i;
    let mut limit = None;
    if let Some((start, found)) =
        bound::before(line, i, floor).filter(|(_, limit)| *limit != Limit::Is(onrecord_model::Bound::Exact))
    {
        (first, limit) = (start, Some(found));
    }
    let before = first.checked_sub(1)?;
    let aged = line.any(before, &["aged", "ages", "turned", "turns", "turning"]);
    let of_age = line.is(before, "of") && before > 0 && line.any(before - 1, &["age", "ages"]);
    let at_age = line.is(before, "age") && before > 0 && line.any(before - 1, &["at", "by", "from", "of"]);
    let between = line.is(before, "between") && before > 0 && line.any(before - 1, &["aged", "ages"]);
    let listed = listed_age(line, i);
    if !(aged || of_age || at_age || between || listed) || line.has(amount.end, Tags::SCALE) {
        return None;
    }
    let turned = line.any(before, &["turned", "turns", "turning"]);
    if turned && !ends_phrase(line, amount.end) {
        return None;
    }
    let mut item = item(first, amount.end, i, amount);
    item.limit = limit;
    if of_age {
        item = under_the_age(line, item, before - 1);
    }
    if let Some(range) = age_range(line, amount, i).filter(|_| limit.is_none()) {
        item.figure = range;
        item.end = item.figure.end;
        item.limit = item.figure.limit;
        item.first = if between { before } else { i };
    }
    item.object = aged_noun(line, item.first);
    Some(item)
}

/// "24 and 27": a second age after one that was read.
fn listed_age(line: &Line, i: usize) -> bool {
    let Some(joint) = i.checked_sub(1).filter(|at| line.is(*at, "and") || line.kind(*at) == Kind::Comma)
    else {
        return false;
    };
    let number =
        joint.checked_sub(1).filter(|at| line.kind(*at) == Kind::Number || line.has(*at, Tags::NUMBER));
    let first = number.is_some_and(|at| {
        at > 0
            && (line.any(at - 1, &["aged", "ages"])
                || (line.kind(at - 1) == Kind::Comma && listed_age(line, at)))
    });
    first && ends_phrase(line, i + 1)
}

/// "under the age of 10": the limit before "the age".
fn under_the_age(line: &Line, mut item: Item, age: usize) -> Item {
    let start = age - usize::from(age > 0 && line.is(age - 1, "the"));
    if let Some((first, limit)) = bound::before(line, start, 0) {
        (item.first, item.limit) = (first, Some(limit));
    } else if let Some(before) = start.checked_sub(1).filter(|at| line.is(*at, "before")) {
        (item.first, item.limit) = (before, Some(Limit::Is(onrecord_model::Bound::Under)));
    }
    item
}

fn age_range(line: &Line, low: &Amount, i: usize) -> Option<Figure> {
    let joint = low.end;
    if !(line.any(joint, &["to", "and", "through"]) || line.joins(joint)) {
        return None;
    }
    let high =
        number::read(line, joint + 1, false).filter(|high| high.value > low.value && high.value <= OLDEST)?;
    if line.is(joint, "and") && !i.checked_sub(1).is_some_and(|at| line.is(at, "between")) {
        return None;
    }
    let mut figure = Figure::of(i, low);
    figure.span_to(&high);
    Some(figure)
}

/// The noun whose age stands after "aged", "under": the word right before, past a comma.
fn aged_noun(line: &Line, first: usize) -> Option<Noun> {
    let mut at = first.checked_sub(1)?;
    for _ in 0..4 {
        if line.any(at, &["aged", "ages", "of", "age", "the", "at", "between", "those"])
            || line.kind(at) == Kind::Comma
        {
            at = at.checked_sub(1)?;
        }
    }
    let noun = line.is_word(at)
        && (!line.capital(at) || line.opens_sentence(at))
        && !line.has(at, Tags::FUNCTION | Tags::VERB | Tags::SPEECH | Tags::NUMBER)
        && !line.word(at).ends_with("ed");
    noun.then_some(Noun::At(at, at + 1))
}

// ---- "children under five", "those over 65"

const PEOPLE: &str = "people children adults those anyone women men voters kids everyone teenagers girls boys residents
users drivers workers pupils students patients citizens person persons females males babies toddlers players girls someone
nobody viewers smokers pensioners travellers travelers respondents americans britons employees infants youngsters teachers
ukrainians russians passengers customers residents members migrants applicants athletes candidates fans viewers them";

/// Whether the lower-case plural names people.
pub(crate) fn are_people(word: &str) -> bool {
    static WORDS: LazyLock<FxHashSet<&str>> = LazyLock::new(|| lexicon::set(PEOPLE));
    WORDS.contains(word)
}

fn after_limit(line: &Line, i: usize, amount: &Amount, floor: usize) -> Option<Item> {
    let (first, limit) = bound::before(line, i, floor)?;
    let moved = line.has(amount.end, Tags::UP | Tags::DOWN) && line.word(amount.end).ends_with("ed");
    if !line.any(i - 1, &["under", "over", "above", "below", "than"])
        || !(moved || ends_phrase(line, amount.end))
    {
        return None;
    }
    let older = line.is(i - 1, "than") && line.any(i.wrapping_sub(2), &["older", "younger"]);
    if line.is(i - 1, "than") && !older {
        return None;
    }
    let before = first.checked_sub(1)?;
    let of_people = are_people(line.word(before));
    let predicative = line.any(before, &["are", "were", "is", "was", "be", "aged"]) && amount.value >= 10.0;
    if !(of_people || predicative || older) || amount.value >= 100.0 {
        return None;
    }
    let mut item = item(first, amount.end, i, amount);
    item.limit = Some(limit);
    item.object = (of_people && !line.is(before, "them")).then_some(Noun::At(before, before + 1));
    Some(item)
}

// ---- ", 45,"

fn between_commas(line: &Line, i: usize, amount: &Amount) -> Option<Item> {
    let plain = amount.form == Form::Bare
        || (amount.form == Form::Words && amount.end == i + 1 && !line.is(i, "one"));
    if i < 2 || !plain || line.kind(i - 1) != Kind::Comma {
        return None;
    }
    let name = i - 2;
    let named = line.capital(name) && line.is_word(name) && !line.has(name, Tags::MONTH | Tags::WEEKDAY);
    let role = is_person(line.word(name));
    let follows = line.kind(amount.end);
    let closed =
        follows == Kind::Comma || (follows == Kind::Stop && (named || role)) || follows == Kind::Close;
    if !(named || role) || !closed || amount.value < 1.0 || !opens_clause(line, amount.end + 1) {
        return None;
    }
    let mut item = item(i, amount.end, i, amount);
    item.object =
        Some(if role { Noun::At(name, name + 1) } else { Noun::At(name_start(line, name), name + 1) });
    Some(item)
}

/// The first token of the name that ends at `last`: "Leila Moreau".
fn name_start(line: &Line, last: usize) -> usize {
    let part = |at: usize| {
        line.is_word(at)
            && line.capital(at)
            && !line.has(at, Tags::FUNCTION | Tags::MONTH | Tags::WEEKDAY)
            && !line.is_taken(at)
    };
    let mut first = last;
    while first > 0
        && last - first < 3
        && part(first - 1)
        && !(line.opens_sentence(first - 1) && is_person(line.word(first - 1)))
    {
        first -= 1;
    }
    first
}

/// Whether what follows a comma is not one more number of a list.
fn opens_clause(line: &Line, i: usize) -> bool {
    !matches!(line.kind(i), Kind::Number | Kind::Name) && !line.capital(i)
        || line.has(i, Tags::FUNCTION)
        || i >= line.len()
        || line.kind(i.wrapping_sub(1)) == Kind::Stop
}

/// "a man of 44".
fn person_of(line: &Line, i: usize, amount: &Amount) -> Option<Item> {
    let of = i.checked_sub(1).filter(|at| line.is(*at, "of"))?;
    let noun = of.checked_sub(1).filter(|at| is_person(line.word(*at)))?;
    let article = noun.checked_sub(1).is_some_and(|at| line.any(at, &["a", "an"]));
    let parent =
        line.any(noun, &["father", "mother", "couple", "grandfather", "grandmother"]) && amount.value < 15.0;
    if !article || parent || !ends_phrase(line, amount.end) || amount.value < 1.0 {
        return None;
    }
    let mut item = item(i, amount.end, i, amount);
    item.object = Some(Noun::At(noun, noun + 1));
    Some(item)
}

fn ends_phrase(line: &Line, i: usize) -> bool {
    i >= line.len()
        || matches!(
            line.kind(i),
            Kind::Comma | Kind::Stop | Kind::Close | Kind::Quote | Kind::Dash | Kind::Open
        )
        || (line.is_word(i) && (line.has(i, Tags::FUNCTION | Tags::VERB | Tags::SPEECH) || line.is_taken(i)))
}

// ---- people told one by one

/// Singular nouns for a person.
const PERSONS: &str = "woman man boy girl child person civilian soldier officer policeman policewoman firefighter baby
infant toddler teenager pensioner resident worker driver journalist reporter photographer cameraman nurse doctor paramedic
medic teacher student pupil schoolboy schoolgirl mother father son daughter brother sister wife husband grandmother
grandfather couple suspect gunman attacker passenger pilot sailor fisherman farmer miner rescuer volunteer protester
demonstrator activist politician lawmaker mayor guard sergeant general colonel captain lieutenant commander conscript
prisoner hostage refugee migrant tourist climber hiker cyclist pedestrian motorcyclist motorist bystander employee engineer
technician electrician lawyer judge priest businessman shopkeeper neighbour neighbor villager local youth adult
serviceman veteran contractor guest customer patient member player skier swimmer surfer diver jockey rider courier
fireman fighter militant insurgent rebel settler national citizen foreigner man-at-arms porter cleaner cook chef waiter
bricklayer builder carpenter labourer laborer watchman caretaker receptionist clerk cashier hunter ranger warden
deputy constable trooper marine airman seaman crewman deckhand skipper stewardess steward dancer singer actor actress
musician goalkeeper defender midfielder striker winger forward captain coach manager bowler batsman batter pitcher quarterback
sprinter rower boxer golfer wrestler gymnast goalscorer footballer cricketer champion jockey trainer referee umpire
astronaut chairman chairwoman chairperson director executive founder
artist writer blogger scientist researcher professor academic aid-worker retiree widow orphan twin niece nephew
uncle aunt cousin grandson granddaughter fiancée fiance girlfriend boyfriend partner spouse relative friend colleague";

fn is_person(word: &str) -> bool {
    static WORDS: LazyLock<FxHashSet<&str>> = LazyLock::new(|| lexicon::set(PERSONS));
    WORDS.contains(word)
}

/// "a 66-year-old woman" where it is said to have been killed: one person.
/// With `harmed`, what was done to people told before, it may also be one of them: "wounded seven, including a woman".
pub(crate) fn person(line: &Line, i: usize, harmed: Option<predicate::Deed>) -> Option<Item> {
    if !line.any(i, &["a", "an"]) {
        return None;
    }
    let end = object::phrase(line, past_age(line, i + 1), Sought::One)?;
    let past = past_age(line, i + 1);
    let noun = end - 1;
    let named = past > i + 1 && line.is(past - 1, "old") && end == past;
    if !is_person(line.word(noun)) && !named {
        return None;
    }
    let deed = predicate::before(line, i)
        .or_else(|| (!predicate::is_governed(line, i)).then(|| predicate::after(line, end, false)).flatten());
    let one_of_them = || harmed.filter(|_| i > 0 && line.is(i - 1, "including"));
    let deed = deed.filter(|deed| deed.harms).or_else(one_of_them)?;
    let amount = Amount::one(i + 1);
    let mut item = Item::bare(i, end, Figure::of(i, &amount), unit::COUNT);
    item.object = Some(Noun::At(past.min(noun), end));
    item.deed = Some(deed);
    Some(item)
}

/// Past "66-year-old".
fn past_age(line: &Line, i: usize) -> usize {
    let number =
        number::read(line, i, false).filter(|_| line.kind(i) == Kind::Number || line.has(i, Tags::NUMBER));
    match number.and_then(|amount| old(line, i, &amount, i)) {
        Some(age) => age.end,
        None => i,
    }
}

/// The ages inside the words of an item: "two 13-year-olds", "a 66-year-old woman".
pub(crate) fn inside(line: &Line, item: &Item) -> Option<Item> {
    let Some(Noun::At(start, end)) = item.object else { return None };
    let from = if item.is_count() { item.first.min(start) } else { start };
    let at = (from..end).find(|at| {
        let number = line.kind(*at) == Kind::Number || line.has(*at, Tags::NUMBER);
        number && line.joins(*at + 1) && *at != item.figure.number
    })?;
    let amount = number::read(line, at, false)?;
    let mut age = old(line, at, &amount, at)?;
    age.nested = true;
    (age.end <= item.end).then_some(age)
}
