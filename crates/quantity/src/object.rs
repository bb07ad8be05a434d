//! What a number counts: the noun phrase after it, found without a tagger by function words, endings and small lists.

use crate::{
    lexicon::{self, Tags},
    token::{Kind, Line},
    verb::Forms,
};

/// Tokens that a noun phrase may take up to its head.
const REACH: usize = 9;

/// What kind of phrase is looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Sought {
    /// Several things: the phrase ends at a plural.
    Many,
    /// One thing.
    One,
    /// A stuff or a whole, in the singular or the plural.
    Mass,
}

/// Whether the lower-case `word` looks like a plural noun.
pub(crate) fn is_plural(word: &str) -> bool {
    plural_with(word, lexicon::tags(word))
}

fn plural_with(word: &str, tags: Tags) -> bool {
    if tags.any(Tags::PLURAL) {
        return true;
    }
    if tags.any(Tags::FUNCTION | Tags::NOT_PLURAL | Tags::WEEKDAY | Tags::MONTH) {
        return false;
    }
    let by_ending = word.ends_with('s') && !["ss", "us", "is", "'s"].iter().any(|end| word.ends_with(end));
    (by_ending && word.len() > 2) || (word.len() > 4 && word.ends_with("men"))
}

/// The end of the noun phrase that begins at token `i`.
pub(crate) fn phrase(line: &Line, i: usize, sought: Sought) -> Option<usize> {
    let end = match sought {
        Sought::Many => many(line, i)?,
        Sought::One => one(line, i)?,
        Sought::Mass => mass(line, i)?,
    };
    Some(coordinated(line, i, of_phrase(line, end)))
}

/// Whether the words `first..end` hold no verb form that would make a clause of them.
pub(crate) fn is_noun_phrase(line: &Line, first: usize, end: usize) -> bool {
    (first..end).all(|at| part(line, at).0 != Part::Participle)
}

/// How a token takes part in a noun phrase.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    /// May stand before the head or be the head of a singular phrase.
    Word,
    /// A plural noun.
    Plural,
    /// "wounded", "armed": an adjective where a noun follows.
    Participle,
    Stop,
}

/// What the token or joined group at `i` is, and where it ends.
fn part(line: &Line, i: usize) -> (Part, usize) {
    if line.is_taken(i) {
        return (Part::Stop, i);
    }
    match line.kind(i) {
        Kind::Name => (if line.word(i).ends_with('s') { Part::Plural } else { Part::Word }, i + 1),
        Kind::Number => counted_modifier(line, i).unwrap_or((Part::Stop, i)),
        Kind::Word => word_part(line, i),
        _ => (Part::Stop, i),
    }
}

fn word_part(line: &Line, i: usize) -> (Part, usize) {
    let (last, end) = joined(line, i);
    let hyphened = last > i;
    if line.raw(i) == "US" {
        return (Part::Word, end);
    }
    let tags = line.tags(i);
    if !hyphened && tags.any(Tags::FUNCTION | Tags::WEEKDAY | Tags::NUMBER | Tags::VAGUE) {
        return (Part::Stop, i);
    }
    if tags.any(Tags::MONTH) && line.capital(i) {
        return (Part::Stop, i);
    }
    let word = line.word(last);
    if plural_with(word, line.tags(last)) && !line.has(last, Tags::VERB) {
        return (Part::Plural, end);
    }
    if hyphened {
        return (Part::Word, end);
    }
    if tags.any(Tags::VERB) && !line.capital(i) {
        return (verb_part(line, i), end);
    }
    let past = word.ends_with("ed") && !word.ends_with("eed");
    let verbal = (past || word.ends_with("ing")) && word.len() > 3 && !line.capital(i);
    (if verbal || tags.any(Tags::STATE) { Part::Participle } else { Part::Word }, end)
}

/// What a verb form is inside a noun phrase: "12 wounded", "12 strike teams", "12 newly built homes".
fn verb_part(line: &Line, i: usize) -> Part {
    let built = i > 0 && line.word(i - 1).ends_with("ly") && !line.joins(i + 1);
    if line.has(i, Tags::STATE) || built {
        return Part::Participle;
    }
    let next = plural_with(line.word(i + 1), line.tags(i + 1)) && !line.has(i + 1, Tags::VERB);
    if next && line.any(i, VERB_OR_MODIFIER) { Part::Word } else { Part::Stop }
}

/// Verb forms that stand as nouns before nouns: "strike teams", "launch pads".
const VERB_OR_MODIFIER: &[&str] = &[
    "strike", "launch", "kill", "break", "test", "drop", "run", "fall", "work", "attack", "protest", "march",
    "trade",
];

/// The last token of a hyphened word and the token after it: "medium-range", "13-year-olds".
fn joined(line: &Line, i: usize) -> (usize, usize) {
    let mut last = i;
    while last < i + REACH
        && line.joins(last + 1)
        && matches!(line.kind(last + 2), Kind::Word | Kind::Name | Kind::Number)
    {
        last += 2;
    }
    (last, last + 1)
}

/// A number inside a noun phrase: "155mm shells", "13-year-olds".
fn counted_modifier(line: &Line, i: usize) -> Option<(Part, usize)> {
    let product = i.checked_sub(1).is_some_and(|name| line.is_word(name) && line.capital(name));
    if product
        && line.raw(i).len() < 5
        && line.is_word(i + 1)
        && !line.has(i + 1, Tags::FUNCTION | Tags::UNIT)
    {
        return Some((Part::Word, i + 1)); // "PlayStation 5 consoles"
    }
    if line.has(i + 1, Tags::UNIT) && line.glued(i + 1) {
        return Some((Part::Word, i + 2));
    }
    if !line.joins(i + 1) || !line.is_word(i + 2) {
        return None;
    }
    let (last, end) = joined(line, i);
    Some((if is_plural(line.word(last)) { Part::Plural } else { Part::Word }, end))
}

/// Verb forms that are the things counted when a number of more than one stands before them, or before a noun or adjective on
/// them: no verb in "-s" can ("17 strikes", "17 drone strikes").
const VERB_OR_PLURAL: &[&str] = &[
    "remains", "strikes", "hits", "works", "fires", "launches", "lives", "kills", "leaves", "flies", "finds",
    "wins", "runs", "shows", "falls", "fights", "stands", "leads", "holds", "sets", "wounds", "needs",
    "faces", "costs", "rises",
];

/// Past tenses that are no adjectives before what they take: "12 suffered burns".
const ONLY_VERBS: &[&str] = &[
    "suffered",
    "sustained",
    "received",
    "attended",
    "joined",
    "visited",
    "reported",
    "skipped",
    "refused",
    "faced",
    "reached",
    "entered",
    "crossed",
    "needed",
    "backed",
    "opposed",
    "signed",
];

fn many(line: &Line, i: usize) -> Option<usize> {
    if line.any(i, VERB_OR_PLURAL) {
        return Some(compound(line, i + 1));
    }
    if line.any(i, ONLY_VERBS) {
        return None;
    }
    let mut at = i;
    while at < i + REACH {
        let (part, end) = part(line, at);
        match part {
            Part::Plural => return Some(compound(line, end)),
            Part::Word | Part::Participle => at = possessive(line, past_mark(line, at, end)),
            Part::Stop if at > i && line.any(at, VERB_OR_PLURAL) && !line.is(at - 1, "and") => {
                return Some(compound(line, at + 1));
            }
            Part::Stop if at > i && joins_modifiers(line, i, at) => at += 1,
            Part::Stop => break,
        }
    }
    without_plural(line, i)
}

/// Past the numeral of a make: "Leopard 2 tanks", "Boeing 737 jets".
fn past_mark(line: &Line, name: usize, end: usize) -> usize {
    let mark = line.capital(name) && line.kind(end) == Kind::Number && !line.is_taken(end);
    if mark && plural_after(line, end + 1).is_some() { end + 1 } else { end }
}

/// "ballistic and cruise missiles", "killed and wounded soldiers": an "and" before any head.
fn joins_modifiers(line: &Line, first: usize, at: usize) -> bool {
    line.any(at, &["and", "or"])
        && at < first + 4
        && line.is_word(at + 1)
        && !line.has(at + 1, Tags::FUNCTION | Tags::VERB)
}

/// "children's homes": a possessive inside a phrase.
fn possessive(line: &Line, end: usize) -> usize {
    if line.kind(end) == Kind::Possessive && !line.capital(end.wrapping_sub(1)) { end + 1 } else { end }
}

/// A plural that goes on into a compound: "sports halls", "weapons depots", "teachers' unions", "Texas counties".
fn compound(line: &Line, end: usize) -> usize {
    let Some(last) = end.checked_sub(1) else { return end };
    let owner = line.kind(end) == Kind::Quote && line.glued(end) && matches!(line.raw(end), "'" | "’");
    if owner || (line.kind(end) == Kind::Possessive && !line.capital(last)) {
        return plural_after(line, end + 1).unwrap_or(end);
    }
    let may = line.has(last, Tags::COMPOUND) || line.capital(last);
    let further = if may { plural_after(line, end) } else { None };
    further.map_or(end, |further| if line.capital(further - 1) { compound(line, further) } else { further })
}

/// The end of a plural at `i` or one word later.
fn plural_after(line: &Line, i: usize) -> Option<usize> {
    let (first, end) = part(line, i);
    match first {
        Part::Plural => Some(end),
        Part::Word => {
            let (second, end) = part(line, end);
            (second == Part::Plural).then_some(end)
        }
        Part::Participle | Part::Stop => None,
    }
}

/// Where no plural is found: a state ("12 wounded"), or a name ("five Shahed", "20 Russian").
fn without_plural(line: &Line, i: usize) -> Option<usize> {
    if line.has(i, Tags::STATE) {
        return Some(i + 1);
    }
    let named = |at: usize| (line.is_word(at) && line.capital(at)) || line.kind(at) == Kind::Name;
    let usable = named(i) && part(line, i).0 == Part::Word;
    usable.then(|| {
        let mut end = part(line, i).1;
        while end < i + 3 && named(end) && part(line, end).0 == Part::Word {
            end = part(line, end).1;
        }
        end
    })
}

fn one(line: &Line, i: usize) -> Option<usize> {
    let mut at = i;
    while at < i + REACH {
        let (part, end) = part(line, at);
        let ends = match part {
            Part::Stop => true,
            Part::Participle | Part::Plural if at > i => true,
            Part::Participle
                if line.has(at, Tags::STATE)
                    && self::part(line, end).0 == Part::Stop
                    && !line.is(end, "by") =>
            {
                return Some(end);
            }
            _ => false,
        };
        if ends {
            break;
        }
        at = end;
    }
    let agent = at == i + 1 && part(line, i).0 == Part::Participle && line.is(at, "by");
    let adverb = at == i + 1 && (line.word(i).ends_with("ly") || line.has(i, Tags::MORE));
    let deed = at == i + 1 && is_past(line, i);
    (at > i && !adverb && !agent && !deed && !line.has(i, Tags::UP | Tags::DOWN)).then_some(at)
}

/// "one drowned", "one withdrew": a past tense that is no noun.
fn is_past(line: &Line, i: usize) -> bool {
    let verb = crate::verb::read(line.word(i)).filter(|_| !line.has(i, Tags::STATE) && !line.capital(i));
    verb.is_some_and(|verb| verb.forms.any(Forms::PAST) && !verb.forms.any(Forms::PLAIN | Forms::THIRD))
}

fn mass(line: &Line, i: usize) -> Option<usize> {
    let mut at = i;
    while at < i + 5 {
        let (part, end) = part(line, at);
        match part {
            Part::Plural if at > i && is_only_verb_in_s(line.word(at)) => break, // "the 3.0-litre V6 produces"
            Part::Plural => return Some(compound(line, end)),
            Part::Word => at = end,
            Part::Participle if at == i => at = end,
            Part::Participle | Part::Stop => break,
        }
    }
    let past = part(line, i).0 == Part::Participle && line.word(i).ends_with("ed");
    let lone_participle = at == i + 1 && past && !line.has(i, Tags::STATE);
    (at > i && !lone_participle).then_some(at)
}

/// Nouns that measure a stuff: "rounds of ammunition".
const CONTAINERS: &[&str] = &[
    "rounds",
    "crates",
    "boxes",
    "bags",
    "bottles",
    "sheets",
    "pieces",
    "loads",
    "truckloads",
    "lorryloads",
    "packs",
    "packets",
    "cans",
    "jars",
    "sacks",
    "bales",
    "rolls",
    "pallets",
    "containers",
    "vials",
    "doses",
    "items",
    "pairs",
    "sets",
    "slices",
    "cups",
    "glasses",
    "tubes",
    "wads",
    "kegs",
    "cartons",
    "bundles",
    "stacks",
    "heads",
    "head",
    "drums",
    "tins",
    "buckets",
    "cylinders",
    "shipments",
    "tankers",
    "bits",
    "plates",
    "bowls",
    "servings",
    "loaves",
    "sticks",
    "canisters",
    "batches",
];

/// Names of several words with "of" in them.
const FIXED: &[(&str, &str)] = &[
    ("prisoners", "war"),
    ("prisoner", "war"),
    ("members", "parliament"),
    ("member", "parliament"),
    ("heads", "state"),
    ("chiefs", "staff"),
    ("weapons", "mass"),
    ("places", "worship"),
    ("houses", "worship"),
    ("rights", "way"),
    ("articles", "clothing"),
    ("works", "art"),
    ("acts", "war"),
    ("bills", "exchange"),
    ("points", "sale"),
    ("means", "transport"),
    ("modes", "transport"),
    ("members", "congress"),
    ("secretaries", "state"),
    ("ministers", "state"),
    ("courts", "appeal"),
    ("bodies", "water"),
];

/// "prisoners of war", "rounds of ammunition": an "of" with a bare noun after it belongs to the phrase.
fn of_phrase(line: &Line, end: usize) -> usize {
    let head = line.word(end.saturating_sub(1));
    let fixed = FIXED.iter().any(|(first, second)| head == *first && line.is(end + 1, second));
    let bare = line.is(end, "of")
        && (fixed || CONTAINERS.contains(&head))
        && line.is_word(end + 1)
        && !line.capital(end + 1)
        && !line.has(end + 1, Tags::FUNCTION | Tags::NUMBER | Tags::VAGUE | Tags::SCALE | Tags::FRACTION);
    if bare { mass(line, end + 1).unwrap_or(end) } else { end }
}

/// "drones and decoys": two plurals, with the second not the subject of what follows.
fn coordinated(line: &Line, first: usize, end: usize) -> usize {
    let last = end.saturating_sub(1);
    let both = line.any(end, &["and", "or", "&"]) && plural_with(line.word(last), line.tags(last));
    if !both || end > first + REACH || line.has(end + 1, Tags::STATE) {
        return end;
    }
    let (opening, _) = part(line, end + 1);
    if matches!(opening, Part::Stop | Part::Participle) || is_verb_in_s(line, end + 1) {
        return end;
    }
    match plural_within(line, end + 1) {
        Some(second) if !begins_clause(line, end + 1, second) => of_phrase(line, second),
        _ => end,
    }
}

/// "85 people and sells shoes": a verb in "-s", by its stem or by an object right after it.
fn is_verb_in_s(line: &Line, i: usize) -> bool {
    let word = line.word(i);
    let Some(stem) = word.strip_suffix('s').filter(|_| !line.capital(i) && !line.has(i, Tags::COMPOUND))
    else {
        return false;
    };
    let verb = [Some(stem), stem.strip_suffix('e')]
        .into_iter()
        .flatten()
        .any(|stem| lexicon::tags(stem).any(Tags::VERB) || VERB_STEMS.contains(&stem));
    let object = line.any(i + 1, &["a", "an", "its", "their", "his", "her"])
        || (!line.capital(i + 1) && part(line, i + 1).0 == Part::Plural && !line.joins(i + 1));
    verb || object
}

/// Whether the word is the "-s" form of a verb that is no noun.
fn is_only_verb_in_s(word: &str) -> bool {
    let stems = [word.strip_suffix('s'), word.strip_suffix("es")];
    stems.into_iter().flatten().any(|stem| VERB_STEMS.contains(&stem))
}

/// Verbs that are no nouns, besides those of the lexicon.
const VERB_STEMS: &[&str] = &[
    "employ", "operate", "produce", "own", "serve", "provide", "manage", "publish", "earn", "expect", "hope",
    "add", "carry", "contain", "create", "deliver", "develop", "emit", "enjoy", "retire", "require", "spend",
    "weigh", "allow", "become", "bring", "follow", "generate", "receive", "reduce",
];

/// The end of the first plural at most three words from `i`.
fn plural_within(line: &Line, i: usize) -> Option<usize> {
    let mut at = i;
    for _ in 0..4 {
        let (part, end) = part(line, at);
        match part {
            Part::Plural => return Some(compound(line, end)),
            Part::Word => at = end,
            Part::Participle | Part::Stop => return None,
        }
    }
    None
}

/// Whether the phrase `first..end` after an "and" is the subject of a new clause: "… 45 drones and officials said".
fn begins_clause(line: &Line, first: usize, end: usize) -> bool {
    let verb = line.has(end, Tags::VERB | Tags::SPEECH)
        || line.any(end, &["are", "were", "have", "had", "will", "also"]);
    line.has(end, Tags::SPEECH) || (verb && line.capital(first))
}

// ---- normal forms

const IRREGULAR: &[(&str, &str)] = &[
    ("people", "person"),
    ("persons", "person"),
    ("children", "child"),
    ("schoolchildren", "schoolchild"),
    ("grandchildren", "grandchild"),
    ("feet", "foot"),
    ("teeth", "tooth"),
    ("mice", "mouse"),
    ("geese", "goose"),
    ("lives", "life"),
    ("wives", "wife"),
    ("knives", "knife"),
    ("wolves", "wolf"),
    ("halves", "half"),
    ("thieves", "thief"),
    ("leaves", "leaf"),
    ("shelves", "shelf"),
    ("movies", "movie"),
    ("cookies", "cookie"),
    ("buses", "bus"),
    ("gases", "gas"),
    ("viruses", "virus"),
    ("crises", "crisis"),
    ("analyses", "analysis"),
    ("bases", "base"),
    ("axes", "axe"),
    ("media", "media"),
    ("shoes", "shoe"),
    ("canoes", "canoe"),
];

/// The head of a counted phrase in the singular and in lower case, so that "Ukrainian drones and decoys" and "drone"
/// can be laid side by side. Of several things joined by "and" or "or" it is the first; [`object_kinds`] gives all.
///
/// `"prisoners of war"` → `"prisoner"`, `"people"` → `"person"`, `"ballistic and cruise missiles"` → `"missile"`.
pub fn normal_object(object: &str) -> String {
    object_kinds(object).into_iter().next().unwrap_or_default()
}

/// The heads of all that a counted phrase names: `"drones and decoys"` → `["drone", "decoy"]`.
pub fn object_kinds(object: &str) -> Vec<String> {
    let lower = object.to_lowercase();
    let mut kinds = Vec::new();
    let mut head: Option<&str> = None;
    let mut in_tail = false;
    for word in lower.split_whitespace().map(bare) {
        match word {
            "and" | "or" | "&" => {
                in_tail = false;
                // "ballistic and cruise missiles": what stands before the "and" is no head of its own.
                kinds.extend(head.take().filter(|head| is_plural(head)).map(singular));
            }
            _ if lexicon::tags(word).any(Tags::FUNCTION) => in_tail = true,
            "" => {}
            _ if in_tail => {}
            _ => head = Some(word),
        }
    }
    kinds.extend(head.map(singular));
    kinds
}

fn bare(word: &str) -> &str {
    word.trim_matches(|c: char| !c.is_alphanumeric())
}

/// The singular of a lower-case noun.
fn singular(word: &str) -> String {
    if let Some((stem, last)) = word.rsplit_once('-').filter(|(_, last)| last.len() > 2) {
        return format!("{stem}-{}", singular(last));
    }
    if let Some((_, singular)) = IRREGULAR.iter().find(|(plural, _)| *plural == word) {
        return (*singular).to_owned();
    }
    if let Some(stem) =
        word.strip_suffix("men").filter(|stem| !stem.ends_with("speci") && !stem.ends_with("regi"))
    {
        return format!("{stem}man");
    }
    let same = ["series", "species", "headquarters", "means", "news"].contains(&word);
    if same || !is_plural(word) || lexicon::tags(word).any(Tags::PLURAL) {
        return word.to_owned();
    }
    if let Some(stem) = word.strip_suffix("ies").filter(|stem| stem.len() > 1) {
        return format!("{stem}y");
    }
    let hissing = ["ches", "shes", "sses", "xes", "zes"].iter().any(|end| word.ends_with(end));
    let stem = if hissing { word.strip_suffix("es") } else { word.strip_suffix('s') };
    stem.unwrap_or(word).to_owned()
}
