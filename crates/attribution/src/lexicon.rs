//! Word lists: closed classes, abbreviations, words that attribute with what they do, names, states, roles.
//!
//! The long ones are tables under `data/lexicon/` (written for onrecord), built in and read once.

use std::sync::LazyLock;

use onrecord_model::Stance;
use rustc_hash::{FxHashMap, FxHashSet};

/// What an attributing word reports.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CueKind {
    /// Something said or written.
    Speech,
    /// A state of mind.
    Mind,
    /// An intention.
    Plan,
    /// What evidence shows.
    Evidence,
}

/// One attributing word in its dictionary form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CueWord {
    /// Dictionary form.
    pub lemma: &'static str,
    /// What it reports.
    pub kind: CueKind,
    /// What its subject does with the content.
    pub stance: Stance,
}

static CUES: LazyLock<FxHashMap<String, CueWord>> = LazyLock::new(|| {
    let mut found = FxHashMap::default();
    for line in rows(include_str!("../../../data/lexicon/cues.tsv")) {
        let mut cells = line.split('\t');
        let (Some(lemma), Some(kind), Some(stance)) = (cells.next(), cells.next(), cells.next()) else {
            continue;
        };
        let homograph = lemma.starts_with('~');
        let lemma = lemma.trim_start_matches('~');
        let word = CueWord { lemma, kind: cue_kind(kind), stance: stance_named(stance) };
        let irregular = cells.next().unwrap_or_default();
        for form in irregular.split_whitespace() {
            found.insert(form.to_owned(), word);
        }
        for form in forms(lemma).into_iter().skip(if homograph { 2 } else { 0 }) {
            found.entry(form).or_insert(word);
        }
    }
    found
});

fn rows(table: &'static str) -> impl Iterator<Item = &'static str> {
    table.lines().filter(|line| !line.is_empty() && !line.starts_with('#'))
}

fn cue_kind(name: &str) -> CueKind {
    match name {
        "mind" => CueKind::Mind,
        "plan" => CueKind::Plan,
        "evidence" => CueKind::Evidence,
        _ => CueKind::Speech,
    }
}

fn stance_named(name: &str) -> Stance {
    match name {
        "denies" => Stance::Denies,
        "accuses" => Stance::Accuses,
        "confirms" => Stance::Confirms,
        "rejects" => Stance::Rejects,
        "promises" => Stance::Promises,
        "calls_for" => Stance::CallsFor,
        "warns" => Stance::Warns,
        "expects" => Stance::Expects,
        "hopes" => Stance::Hopes,
        "asks" => Stance::Asks,
        "believes" => Stance::Believes,
        "plans" => Stance::Plans,
        _ => Stance::Asserts,
    }
}

/// The regular forms of a verb: itself, -s, -ed, -ing.
fn forms(lemma: &str) -> [String; 4] {
    let silent = lemma.strip_suffix('e');
    let consonant_y = lemma.strip_suffix('y').filter(|stem| !stem.ends_with(['a', 'e', 'o', 'u']));
    let stem = silent.unwrap_or(lemma);
    let (third, past) = if let Some(stem) = consonant_y {
        (format!("{stem}ies"), format!("{stem}ied"))
    } else if lemma.ends_with(['s', 'x', 'z']) || lemma.ends_with("sh") || lemma.ends_with("ch") {
        (format!("{lemma}es"), format!("{lemma}ed"))
    } else {
        (format!("{lemma}s"), format!("{stem}ed"))
    };
    let stem = if lemma.ends_with("ee") { lemma } else { stem };
    [lemma.to_owned(), third, past, format!("{stem}ing")]
}

/// The attributing word that `word` (any case) is a form of.
pub fn cue(word: &str) -> Option<CueWord> {
    CUES.get(word).or_else(|| CUES.get(&word.to_lowercase())).copied()
}

/// Whether `word` is a form of a verb of speech.
pub fn is_speech_verb(word: &str) -> bool {
    cue(word).is_some_and(|cue| cue.kind == CueKind::Speech)
}

/// A sort of words that decide what an attribution does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Act {
    /// Its "to …" does not happen: "declined".
    Avoiding,
    /// What somebody else says, which can be called untrue: "accusation".
    Claim,
    /// What a speaker who "will" do it promises: "withdraw".
    Deed,
    /// It weakens what is said: "reportedly".
    Hedge,
    /// It puts things out as well as words: "posted".
    Publishing,
    /// What a claim is called by who denies it: "baseless".
    Untrue,
}

static ACTS: LazyLock<FxHashMap<Act, FxHashSet<&'static str>>> = LazyLock::new(|| {
    let table = include_str!("../../../data/lexicon/acts.tsv");
    let lines = rows(table).filter_map(|line| line.split_once('\t'));
    let read = lines.filter_map(|(sort, words)| {
        let act = match sort {
            "avoiding" => Act::Avoiding,
            "claim" => Act::Claim,
            "deed" => Act::Deed,
            "hedge" => Act::Hedge,
            "publishing" => Act::Publishing,
            "untrue" => Act::Untrue,
            _ => return None,
        };
        Some((act, words.split_whitespace().collect()))
    });
    read.collect()
});

/// Whether `lower`, a word in small letters, is one of `act`.
pub fn acts(act: Act, lower: &str) -> bool {
    ACTS.get(&act).is_some_and(|words| words.contains(lower))
}

/// Whether `word`, written without its full stop, is an abbreviation.
pub fn is_abbreviation(word: &str) -> bool {
    const KNOWN: &[&str] = &[
        "Adm", "Ald", "Amb", "Apr", "Asst", "Atty", "Cllr", "Cpt", "Det", "Gens", "Govs", "Insp", "Msgr",
        "Pte", "Pvt", "Assn", "Aug", "Ave", "Bros", "Brig", "Capt", "Cmdr", "Co", "Col", "Corp", "Cpl",
        "Dec", "Dr", "Feb", "Fr", "Gen", "Gov", "Hon", "Inc", "Jan", "Jr", "Lt", "Ltd", "Maj", "Mar",
        "Messrs", "Mr", "Mrs", "Ms", "Mt", "No", "Nov", "Oct", "Prof", "Rep", "Reps", "Rev", "Sen", "Sens",
        "Sep", "Sept", "Sgt", "Sr", "St", "Supt", "a.m", "approx", "dept", "e.g", "est", "etc", "i.e", "p.m",
        "vs", "Ph.D", "v",
    ];
    KNOWN.contains(&word)
}

/// Whether `word` is a title or rank that stands before a name.
pub fn is_title(word: &str) -> bool {
    const KNOWN: &[&str] = &[
        "Adm.",
        "Admiral",
        "Ald.",
        "Amb.",
        "Ambassador",
        "Archbishop",
        "Attorney",
        "Bishop",
        "Brig.",
        "Brigadier",
        "Capt.",
        "Captain",
        "Chairman",
        "Chancellor",
        "Cmdr.",
        "Col.",
        "Colonel",
        "Commander",
        "Commissioner",
        "Congressman",
        "Congresswoman",
        "Councillor",
        "Dame",
        "Det.",
        "Dr",
        "Dr.",
        "Fr.",
        "Gen.",
        "General",
        "Gov.",
        "Governor",
        "Hon.",
        "Insp.",
        "Judge",
        "Justice",
        "King",
        "Lady",
        "Lieutenant",
        "Lord",
        "Lt.",
        "Maj.",
        "Major",
        "Mayor",
        "Minister",
        "Mr",
        "Mr.",
        "Mrs",
        "Mrs.",
        "Ms",
        "Ms.",
        "Officer",
        "Pope",
        "Premier",
        "President",
        "Prince",
        "Princess",
        "Prof.",
        "Professor",
        "Prosecutor",
        "Pte.",
        "Pvt.",
        "Queen",
        "Rep.",
        "Representative",
        "Rev.",
        "Secretary",
        "Sen.",
        "Senator",
        "Sens.",
        "Sgt.",
        "Sheriff",
        "Sir",
        "Speaker",
        "St.",
        "Supt.",
        "Vice",
    ];
    KNOWN.contains(&word)
}

/// Whether `word` often starts a sentence and seldom follows an abbreviation inside one.
pub fn starts_sentences(word: &str) -> bool {
    const KNOWN: &[&str] = &[
        "A", "After", "All", "Also", "Although", "An", "And", "As", "At", "Because", "Before", "But", "By",
        "For", "From", "He", "Her", "His", "However", "I", "If", "In", "It", "Its", "Last", "Many", "More",
        "Most", "No", "Not", "On", "One", "Our", "She", "Since", "So", "Some", "That", "The", "Their",
        "Then", "There", "These", "They", "This", "Those", "Two", "We", "What", "When", "Where", "While",
        "Who", "With", "You", "Yet",
    ];
    KNOWN.contains(&word)
}

/// A coarse part of speech, from closed lists and endings: enough for a linear tagger to see the frame of a clause.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
#[expect(missing_docs, reason = "the names are the usual ones")]
pub enum Pos {
    Punctuation,
    Number,
    Determiner,
    Preposition,
    Pronoun,
    Possessive,
    Be,
    Have,
    Do,
    Modal,
    Coordinator,
    Subordinator,
    Wh,
    Negation,
    To,
    Title,
    Role,
    Month,
    Name,
    Speech,
    Mind,
    Evidence,
    Adverb,
    Gerund,
    Past,
    Plural,
    Other,
}

static POS: LazyLock<FxHashMap<&'static str, Pos>> = LazyLock::new(|| {
    let lists: &[(Pos, &str)] = &[
        (
            Pos::Determiner,
            "the a an this that these those some any each every no another both all many several few \
          one two three four five six seven eight nine ten twelve dozens hundreds thousands most others",
        ),
        (
            Pos::Preposition,
            "of in on at by for with from about against between into through during before after above below under \
             over near without within among across toward towards upon since until despite per via amid",
        ),
        (Pos::Pronoun, "he she it they we i you him them us me himself herself themselves itself who"),
        (Pos::Possessive, "his her its their our my your whose 's ’s"),
        (Pos::Be, "is are was were be been being am isn't isn’t wasn't wasn’t aren't aren’t weren't weren’t"),
        (Pos::Have, "has have had having hasn't hasn’t haven't haven’t hadn't hadn’t"),
        (Pos::Do, "do does did done doing don't don’t doesn't doesn’t didn't didn’t"),
        (
            Pos::Modal,
            "will would can could may might shall should must won't won’t wouldn't wouldn’t can't can’t cannot \
             couldn't couldn’t shouldn't shouldn’t",
        ),
        (Pos::Coordinator, "and or but nor yet so"),
        (Pos::Subordinator, "because while although though if unless whether as than once like"),
        (Pos::Wh, "which what when where why how whom"),
        (Pos::Negation, "not never n't"),
        (Pos::To, "to"),
        (
            Pos::Month,
            "january february march april june july august september october november december jan. feb. aug. sept. \
             oct. nov. dec. monday tuesday wednesday thursday friday saturday sunday",
        ),
        (
            Pos::Adverb,
            "also still just now then there here again ever even too very only already however later earlier ago \
             instead meanwhile once twice yesterday today tomorrow",
        ),
    ];
    lists.iter().flat_map(|(pos, words)| words.split_whitespace().map(|word| (word, *pos))).collect()
});

/// The coarse part of speech of a token, from its text and its lower-case form.
pub fn pos(text: &str, lower: &str) -> Pos {
    if !text.chars().any(char::is_alphanumeric) {
        return Pos::Punctuation;
    }
    if let Some(pos) = POS.get(lower) {
        return *pos;
    }
    if text.starts_with(|c: char| c.is_numeric()) {
        return Pos::Number;
    }
    if is_title(text) {
        return Pos::Title;
    }
    if is_role(lower) {
        return Pos::Role;
    }
    match cue(lower).map(|cue| cue.kind) {
        Some(CueKind::Speech) => return Pos::Speech,
        Some(CueKind::Mind | CueKind::Plan) => return Pos::Mind,
        Some(CueKind::Evidence) => return Pos::Evidence,
        None => {}
    }
    if text.starts_with(char::is_uppercase) {
        return Pos::Name;
    }
    match lower {
        _ if lower.ends_with("ly") => Pos::Adverb,
        _ if lower.ends_with("ing") => Pos::Gerund,
        _ if lower.ends_with("ed") => Pos::Past,
        _ if lower.ends_with('s') && !lower.ends_with("ss") => Pos::Plural,
        _ => Pos::Other,
    }
}

static ROLES: LazyLock<FxHashSet<&str>> = LazyLock::new(|| {
    "adviser advisers advisor advisors advocate advocates agency aide aides allies ally ambassador \
     analyst analysts army attorney attorneys author authorities authority boss candidate captain chair \
     chairman chairwoman chancellor chief coach colonel columnist commander commissioner committee \
     company counsel court critic critics defense delegate delegation democrat democrats department \
     deputy diplomat diplomats director doctor doctors economist economists editor envoy executive expert \
     experts founder general government governor head historian investigator investigators journalist \
     judge lawmaker lawmakers lawyer lawyers leader leaders lieutenant manager mayor mediator minister \
     ministers ministry monitor negotiator negotiators nominee observer observers office officer officers \
     official officials ombudsman operator opposition organizer owner parliament partner party police \
     poll president professor prosecutor prosecutors regulator report reporter reporters representative \
     republican republicans researcher researchers resident residents rival scholar scientist scientists \
     secretary senator senators sergeant service soldier soldiers source sources speaker spokesman \
     spokespeople spokesperson spokeswoman staff statement strategist study supporter supporters survey \
     teacher team treasurer victim voters witness witnesses writer"
        .split_whitespace()
        .collect()
});

/// Whether `lower` is a noun for somebody who speaks by office, trade or part in the story.
pub fn is_role(lower: &str) -> bool {
    ROLES.contains(lower)
}

/// The gender that a name, title or pronoun tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Gender {
    /// He.
    Male,
    /// She.
    Female,
}

static FIRST_NAMES: LazyLock<FxHashMap<&'static str, Option<Gender>>> = LazyLock::new(|| {
    let mut found = FxHashMap::default();
    for line in rows(include_str!("../../../data/lexicon/first-names.tsv")) {
        let Some((gender, names)) = line.split_once('\t') else { continue };
        let gender = match gender {
            "f" => Some(Gender::Female),
            "m" => Some(Gender::Male),
            _ => None,
        };
        found.extend(names.split_whitespace().map(|name| (name, gender)));
    }
    found
});

/// Whether `word` is a common first name.
pub fn is_first_name(word: &str) -> bool {
    FIRST_NAMES.contains_key(word)
}

/// The gender of a common first name; none where it goes either way.
pub fn first_name(word: &str) -> Option<Gender> {
    FIRST_NAMES.get(word).copied().flatten()
}

/// The gender that a title or noun of office tells, in any case.
pub fn gender_of_title(lower: &str) -> Option<Gender> {
    match lower {
        "mr" | "mr." | "sir" | "lord" | "king" | "prince" | "pope" | "archbishop" | "bishop"
        | "spokesman" | "chairman" | "congressman" | "businessman" | "policeman" | "father" | "husband"
        | "son" | "brother" => Some(Gender::Male),
        "mrs" | "mrs." | "ms" | "ms." | "dame" | "lady" | "queen" | "princess" | "spokeswoman"
        | "chairwoman" | "congresswoman" | "businesswoman" | "policewoman" | "mother" | "wife"
        | "daughter" | "sister" => Some(Gender::Female),
        _ => None,
    }
}

/// A word or words that stand for a state.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct State {
    /// Its usual name.
    pub name: &'static str,
    /// How the word stands for it.
    pub by: StateWord,
}

/// How a word stands for a state.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StateWord {
    /// It is its name.
    Name,
    /// It is its adjective or the name of its people.
    Demonym,
    /// It is its capital or the seat of its government.
    Metonym,
}

static STATES: LazyLock<FxHashMap<&'static str, State>> = LazyLock::new(|| {
    let mut found = FxHashMap::default();
    for line in rows(include_str!("../../../data/lexicon/states.tsv")) {
        let mut cells = line.split('\t');
        let Some(name) = cells.next() else { continue };
        found.insert(name, State { name, by: StateWord::Name });
        for (cell, by) in cells.zip([StateWord::Demonym, StateWord::Metonym]) {
            let words = cell.split('|').filter(|word| !word.is_empty());
            found.extend(words.map(|word| (word, State { name, by })));
        }
    }
    let short = [("Britain", "United Kingdom"), ("America", "United States"), ("the EU", "European Union")];
    found.extend(short.map(|(word, name)| (word, State { name, by: StateWord::Name })));
    found
});

/// The state that `words` stand for.
pub fn state(words: &str) -> Option<State> {
    STATES.get(words).copied()
}

static BODIES: LazyLock<FxHashSet<&str>> = LazyLock::new(|| {
    "academy administration agency airline airlines alliance army assembly association authority bank \
     board brigade bureau cabinet campaign center centre church club coalition college command commission \
     committee company congress consortium corp corp. corps council court department directorate embassy \
     federation fleet force forces forum foundation front fund gazette government group guard \
     headquarters herald hospital house inc inc. institute institution intelligence journal league ltd \
     ltd. media military ministry mission museum nations navy network news newspaper newswire observatory \
     office organisation organization parliament party police post prosecution railway railways regiment \
     register security senate service services society staff syndicate team times treasury tribunal \
     tribune union university watch watchdog"
        .split_whitespace()
        .collect()
});

/// Whether `lower` is the head noun of the name of a body.
pub fn is_body(lower: &str) -> bool {
    BODIES.contains(lower)
}

/// Whether a body with this head noun speaks for a state.
pub fn is_government_body(lower: &str) -> bool {
    matches!(
        lower,
        "administration"
            | "cabinet"
            | "department"
            | "embassy"
            | "government"
            | "ministry"
            | "parliament"
            | "treasury"
    )
}

/// Whether `lower` is a noun for people who often speak without a name.
pub fn is_unnamed_source(lower: &str) -> bool {
    matches!(
        lower,
        "source"
            | "sources"
            | "official"
            | "officials"
            | "diplomat"
            | "diplomats"
            | "aide"
            | "aides"
            | "insider"
            | "insiders"
            | "person"
            | "people"
            | "officer"
            | "officers"
    )
}
