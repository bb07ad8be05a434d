//! What a figure is a figure of, in words: the clause around the number without the number, the days and what every
//! report says. Two figures measure the same only where nothing in the one clause is missing in the other: a word that
//! only one of them has ("median", "second", "feared", "since the outbreak") is a reason not to compare them, whether or
//! not the tables of this crate know what it means.

use std::collections::{HashMap, HashSet};
use std::sync::{Arc, LazyLock};

use jiff::civil::Date;
use onrecord_model::{Block, BlockKind};

use crate::deed::is_one_deed;
use crate::object;
use crate::party::state_of;
use crate::predicate;
use crate::sketch::word_hash;
use crate::spelling;
use crate::words::{Word, singular};

/// One word of a frame, under its usual form.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Term {
    /// The usual form: "kill" of "were killed", "Ukraine" of "Ukrainian".
    pub(crate) text: String,
    /// As written, in lower case, for a reader.
    pub(crate) written: String,
    /// What sort of word it is.
    pub(crate) kind: TermKind,
}

/// What sort of word a term is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum TermKind {
    /// What is measured, or what narrows it.
    Core,
    /// Where, at what event, why: after a preposition that opens such a phrase.
    Around,
    /// A name after such a preposition or elsewhere.
    Name,
    /// What a named thing is ("the freighter"): the name tells it.
    Title,
    /// A state: too wide to tell two events apart.
    State,
}

/// The terms of one clause.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub(crate) struct Frame {
    /// Sorted, each once.
    pub(crate) terms: Box<[Arc<Term>]>,
    /// The speaker's name, for "it" and "its": its words may match and need not.
    pub(crate) own: Arc<[String]>,
    /// Hashes of the forms of headline and paragraph, sorted: what a report tells of the event besides.
    pub(crate) told: Arc<[u32]>,
    /// Where the report was written; empty where it does not tell.
    pub(crate) dateline: Arc<str>,
    /// All days that the clause tells.
    pub(crate) days: Box<[(Option<Date>, Option<Date>)]>,
    /// The figure is told as one that takes the place of another.
    pub(crate) told_anew: bool,
}

/// How well two frames fit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Fit {
    /// Nothing in one is missing in the other, but what its report tells elsewhere.
    Same,
    /// They speak of one thing, and one says something that the other does not: these words.
    Near(Vec<String>),
    /// Too little in common.
    Far,
}

/// Words that say nothing of what is counted.
const EMPTY: &str = "a an the this that these those there here it its they their them he his she her we our us i my \
    you your who whom whose which what and or but as of is are was were be been being am has have had having do does \
    did shall also both all so too very just even still now then some more than \
    said says saying told tells according meanwhile however official officially final definitive actually \
    altogether firm company country same hamlet village town city people person \
    around about roughly nearly almost approximately only at least up most over least \
    'll ll ve re s t";

/// Prepositions and joints that open a phrase about the surroundings of what is counted.
const OPENERS: &str = "in at on near from by off during over outside inside after before when while because across \
    through under around along towards to into for with amid between within";

/// Words that always narrow or change what is counted: no report's other words explain them away.
const TELLING: &str = "first second third fourth fifth last previous next another new other not no without never \
    median mean average gross net core total part share half quarter whole entire full only including excluding \
    confirmed feared estimated suspected possible likely expected planned projected presumed \
    critically seriously severely slightly minor major \
    civilian military child woman man soldier fighter attacker officer \
    would could may might if until since before after every each per daily weekly monthly yearly annual annually \
    sustained gust peak maximum minimum year month week day morning afternoon evening night noon hour";

/// Words that papers use for the same, first the usual one.
const SAME: &[&[&str]] = &[
    &[
        "attend",
        "join",
        "come",
        "came",
        "gather",
        "take part",
        "flock",
        "turn out",
        "draw",
        "drew",
        "drawn",
        "attract",
        "visit",
    ],
    &["buy", "bought", "purchase", "acquire"],
    &["build", "built", "construct", "erect"],
    &["begin", "began", "begun", "start"],
    &["close", "shut"],
    &["discover", "find", "found"],
    &["get", "got", "receive", "obtain"],
    &["grow", "grew", "grown", "rise", "rose", "risen", "increase", "climb"],
    &["drop", "decline", "decrease", "shrink", "shrank"],
    &["hire", "recruit"],
    &["hold", "held", "own"],
    &["sell", "sold"],
    &["send", "sent", "dispatch"],
    &["steal", "stole", "stolen"],
    &["weigh", "weight"],
    &["agreement", "deal"],
    &["ballot", "vote"],
    &["factory", "plant"],
    &["flood", "flooding"],
    &["landslide", "mudslide", "landslip"],
    &["salary", "wage", "pay"],
    &["shop", "store"],
    &["storm", "gale"],
    &["strike", "walkout"],
    &["cost", "price"],
    &["earthquake", "quake", "tremor", "temblor"],
    &["attack", "assault", "raid"],
    &["fire", "blaze"],
    &["crash", "collision"],
    &["protest", "demonstration", "rally", "march"],
    &["fell", "cut down"],
    &["flee", "escape"],
    &["flat", "apartment"],
    &["company", "firm"],
    &["percent", "per cent"],
    &["explode", "explosion", "blast"],
    &["leak", "spill"],
    &["sink", "sank", "sunk", "sinking"],
    &["break", "broke", "broken"],
    &["fall", "fallen"],
    &["catch", "caught"],
    &["arrest", "detain"],
    &["cancel", "cancelled", "canceled", "cancellation"],
];

/// Days and months: never the name of an event.
const CALENDAR: &str = "monday tuesday wednesday thursday friday saturday sunday january february march april may june \
    july august september october november december";

type Words = LazyLock<HashSet<&'static str>>;

static IS_EMPTY: Words = LazyLock::new(|| EMPTY.split_whitespace().collect());
static IS_OPENER: Words = LazyLock::new(|| OPENERS.split_whitespace().collect());
static IS_TELLING: Words = LazyLock::new(|| TELLING.split_whitespace().collect());
static IS_CALENDAR: Words = LazyLock::new(|| CALENDAR.split_whitespace().collect());
static USUAL: LazyLock<HashMap<String, &'static str>> = LazyLock::new(|| {
    let of = |group: &'static &[&'static str]| {
        let first = group.first().copied().unwrap_or_default();
        group.iter().flat_map(move |entry| [((*entry).to_owned(), first), (stem(entry), first)])
    };
    SAME.iter().flat_map(of).collect()
});

/// Whether the word only holds a clause together.
pub(crate) fn is_empty(word: &str) -> bool {
    IS_EMPTY.contains(word)
}

/// Whether a phrase about the surroundings begins with it.
pub(crate) fn opens(word: &str) -> bool {
    IS_OPENER.contains(word)
}

/// Whether a word always narrows or changes what is counted.
pub(crate) fn is_telling(word: &str) -> bool {
    IS_TELLING.contains(word) || IS_TELLING.contains(singular(word).as_str())
}

/// Whether what follows it and "that" is the fact itself: "a survey found that".
pub(crate) fn is_known_by(word: &str) -> bool {
    const KNOWN_BY: &[&str] = &[
        "found",
        "shows",
        "showed",
        "says",
        "said",
        "reported",
        "counted",
        "revealed",
        "announced",
        "confirmed",
        "stated",
        "told",
        "added",
    ];
    KNOWN_BY.contains(&word)
}

/// Whether what follows "and" begins another clause with it: "and that all others left", "and I knew them all".
pub(crate) fn begins_clause(word: &str) -> bool {
    matches!(word, "that" | "no" | "said" | "i" | "we" | "they" | "he" | "she" | "it")
}

/// Whether a comma and this word open a remark on the figure: ", just above the threshold".
pub(crate) fn comments(word: &str) -> bool {
    const COMMENTS: &[&str] = &[
        "just", "well", "far", "slightly", "compared", "up", "down", "quoting", "citing", "making", "all",
        "none", "not", "most", "mostly", "many",
    ];
    COMMENTS.contains(&word)
}

/// Whether it says that a figure is told anew, where "to" and the figure follow.
pub(crate) fn is_trend(word: &str) -> bool {
    const TRENDS: &[&str] = &[
        "grown",
        "grew",
        "risen",
        "rose",
        "climbed",
        "increased",
        "fell",
        "fallen",
        "dropped",
        "up",
        "down",
    ];
    TRENDS.contains(&word)
}

/// Where a report was written: the name in capitals before the dash that its text begins with.
pub(crate) fn dateline(text: &str, blocks: &[Block]) -> String {
    const LONGEST: usize = 40;
    let paragraphs = blocks.iter().filter(|block| block.kind == BlockKind::Paragraph);
    let lead = paragraphs.filter_map(|block| block.span.slice(text)).find_map(|text| {
        let (place, _) = text.split_once(" — ").or_else(|| text.split_once(" – "))?;
        let name = place.split([',', '(']).next().unwrap_or(place).trim();
        let capitals = name.chars().any(char::is_alphabetic) && !name.chars().any(char::is_lowercase);
        (capitals && place.chars().count() <= LONGEST).then(|| name.to_lowercase())
    });
    lead.unwrap_or_default()
}

/// Whether a word of a time tells two events of one day apart.
pub(crate) fn is_part_of_day(word: &str) -> bool {
    const PARTS: &[&str] = &[
        "morning",
        "afternoon",
        "evening",
        "night",
        "noon",
        "midday",
        "midnight",
        "dawn",
        "dusk",
        "early",
        "late",
        "overnight",
        "before",
        "after",
        "p",
    ];
    PARTS.contains(&word) || word.starts_with(|first: char| first.is_ascii_digit()) && word.len() <= 2
}

/// The usual form of a word in lower case.
pub(crate) fn form(word: &str) -> String {
    if let Some(class) = predicate::class_of_word(word) {
        return class.to_owned();
    }
    let one = stem(&object::noun(word));
    USUAL.get(word).or_else(|| USUAL.get(&one)).map_or(one, |usual| (*usual).to_owned())
}

/// Noun or verb without its usual endings.
fn stem(word: &str) -> String {
    let one = singular(word);
    let cut = |ending: &str| one.strip_suffix(ending).filter(|rest| rest.chars().count() >= 4);
    let rest = cut("ing").or_else(|| cut("ed")).map(str::to_owned);
    let rest = rest.unwrap_or(one);
    rest.strip_suffix('e').filter(|rest| rest.chars().count() >= 4).map_or(rest.clone(), str::to_owned)
}

/// The term of a word; none where it says nothing. `opened`: it stands in a phrase about the surroundings; `lead`: it
/// begins its sentence, so that its capital tells nothing.
pub(crate) fn term(word: &Word, opened: bool, lead: bool) -> Option<Term> {
    let written = word.text.clone();
    if is_empty(&written) || opens(&written) || IS_CALENDAR.contains(written.as_str()) && word.capital {
        return None;
    }
    if let Some(state) = state_of(word) {
        return Some(Term { text: state.to_owned(), written, kind: TermKind::State });
    }
    let kind = match (word.capital && !lead, opened) {
        (true, _) => TermKind::Name,
        (false, true) => TermKind::Around,
        (false, false) => TermKind::Core,
    };
    // In a clause it can't be told for sure what is a name, so the form is one that hardly any other word has.
    let text = if word.capital { spelling::in_clause(&form(&written)) } else { form(&written) };
    Some(Term { text, written, kind })
}

/// Whether a word with a capital inside its sentence is a name, and no day or state.
pub(crate) fn is_name(word: &Word) -> bool {
    term(word, true, false).is_some_and(|term| term.kind == TermKind::Name)
}

/// Hashes of the usual forms of some words, sorted.
pub(crate) fn hashes<'w>(words: impl Iterator<Item = &'w Word>) -> Vec<u32> {
    let mut all: Vec<u32> = words
        .map(|word| word_hash(&state_of(word).map_or_else(|| form(&word.text), str::to_owned)))
        .collect();
    all.sort_unstable();
    all.dedup();
    all
}

impl Term {
    /// The verb of a figure, by its class.
    pub(crate) fn of_class(name: &str, written: &str) -> Self {
        Self { text: name.to_owned(), written: written.to_owned(), kind: TermKind::Core }
    }
}

impl Frame {
    /// A frame of these terms.
    pub(crate) fn new(mut terms: Vec<Term>, own: Vec<String>, told: Arc<[u32]>) -> Self {
        terms.sort();
        terms.dedup_by(|a, b| a.text == b.text);
        let terms = terms.into_iter().map(Arc::new).collect();
        Self { terms, own: own.into(), told, ..Self::default() }
    }

    /// The same with another verb.
    pub(crate) fn with_class(mut self, class: &str, other: &str) -> Self {
        for term in self.terms.iter_mut().filter(|term| term.text == class) {
            other.clone_into(&mut Arc::make_mut(term).text);
        }
        self.terms.sort();
        self
    }

    /// The same, of a report written there.
    pub(crate) fn at(self, dateline: &Arc<str>) -> Self {
        Self { dateline: Arc::clone(dateline), ..self }
    }

    /// Whether both reports were written at one place, and two particular words of their clauses are the same.
    pub(crate) fn is_from_where(&self, other: &Self) -> bool {
        let tells = |term: &&Arc<Term>| {
            matches!(term.kind, TermKind::Core | TermKind::Around) && !is_telling(&term.written)
        };
        let same = self.terms.iter().filter(tells).filter(|term| other.has(&term.text)).count();
        !self.dateline.is_empty() && self.dateline == other.dateline && same >= 2
    }

    /// Whether that is a name in it.
    pub(crate) fn has_name(&self, name: &str) -> bool {
        self.terms.iter().any(|term| term.kind == TermKind::Name && term.written == name)
    }

    /// Whether it has any name.
    pub(crate) fn has_names(&self) -> bool {
        self.terms.iter().any(|term| term.kind == TermKind::Name)
    }

    fn has(&self, text: &str) -> bool {
        self.terms.iter().any(|term| term.text == text) || self.own.iter().any(|own| own == text)
    }

    fn tells(&self, term: &Term) -> bool {
        self.told.binary_search(&word_hash(&term.text)).is_ok()
    }

    /// Whether each tells days that the other does not tell.
    pub(crate) fn has_other_days(&self, other: &Self) -> bool {
        let holds = |a: &Self, b: &Self| b.days.iter().all(|days| a.days.contains(days));
        !holds(self, other) && !holds(other, self)
    }

    /// Names that both have, states left out.
    pub(crate) fn shared_names(&self, other: &Self) -> usize {
        let named = |frame: &Self, text: &str| {
            frame.terms.iter().any(|term| term.kind == TermKind::Name && term.text == text)
        };
        let by_self = self.terms.iter().filter(|t| t.kind == TermKind::Name && other.has(&t.text)).count();
        let by_other = other
            .terms
            .iter()
            .filter(|t| t.kind == TermKind::Name && self.has(&t.text) && !named(self, &t.text))
            .count();
        by_self + by_other
    }

    /// Whether both name the same event, reason or thing beside what is counted, where and when.
    pub(crate) fn shares_surroundings(&self, other: &Self) -> bool {
        self.terms.iter().any(|term| term.kind == TermKind::Around && other.has(&term.text))
    }

    /// Whether both say the same of what happened, beside names.
    pub(crate) fn shares_deed(&self, other: &Self) -> bool {
        let tells = |term: &&Arc<Term>| matches!(term.kind, TermKind::Core | TermKind::Around);
        let same = |a: &Term, b: &Term| a.text == b.text || is_one_deed(&a.written, &b.written);
        self.terms.iter().filter(tells).any(|term| other.terms.iter().filter(tells).any(|o| same(o, term)))
    }

    /// The words of the other that it does not tell.
    pub(crate) fn untold<'o>(&self, other: &'o Self) -> Vec<&'o Term> {
        let tells = |term: &Term| self.terms.iter().any(|own| own.text == term.text);
        other.terms.iter().map(Arc::as_ref).filter(|term| !tells(term)).collect()
    }

    /// Whether both name a state.
    pub(crate) fn shares_state(&self, other: &Self) -> bool {
        self.terms.iter().any(|term| term.kind == TermKind::State && other.has(&term.text))
    }

    /// What this one says that the other does not say, and that nothing explains.
    fn beyond(&self, other: &Self) -> Vec<&Term> {
        self.terms.iter().map(Arc::as_ref).filter(|term| !other.has(&term.text)).collect()
    }

    /// How many of its terms the other has.
    pub(crate) fn common(&self, other: &Self) -> usize {
        self.terms.len() - self.beyond(other).len()
    }

    /// How well the two fit.
    pub(crate) fn fit(&self, other: &Self) -> Fit {
        let (mine, theirs) = (self.beyond(other), other.beyond(self));
        let common = self.common(other);
        let least = self.terms.len().min(other.terms.len());
        if common == 0 || common * 2 < least {
            return Fit::Far;
        }
        let unexplained = |list: &[&Term], by: &Self, alone: bool| -> Vec<String> {
            list.iter()
                .filter(|term| !is_explained(term, by, alone))
                .map(|term| term.written.clone())
                .collect()
        };
        let named = self.shared_names(other) > 0;
        let mut left = unexplained(&mine, other, named && theirs.is_empty());
        left.extend(unexplained(&theirs, self, named && mine.is_empty()));
        left.sort();
        left.dedup();
        if left.is_empty() { Fit::Same } else { Fit::Near(left) }
    }
}

/// Whether a word that the other clause lacks changes nothing: the other report tells it besides, or it is the state
/// in which a place lies that both name.
fn is_explained(term: &Term, by: &Frame, widens: bool) -> bool {
    const SIDES: &[&str] = &["northern", "southern", "eastern", "western", "central", "nearby"];
    let wider = term.kind == TermKind::State || SIDES.contains(&term.written.as_str());
    let around = term.kind == TermKind::Around;
    let titled = term.kind == TermKind::Title && !is_telling(&term.written);
    titled || wider && widens || around && !is_telling(&term.written) && by.tells(term)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::words;

    /// The frame of a clause without number, days and speaker.
    fn frame(text: &str) -> Frame {
        let row = words(text, 0);
        let mut opened = false;
        let mut terms = Vec::new();
        for (at, word) in row.iter().enumerate() {
            opened |= opens(&word.text);
            terms.extend(term(word, opened, at == 0));
        }
        Frame::new(terms, Vec::new(), Arc::default())
    }

    #[test]
    fn a_word_that_only_one_clause_has_keeps_two_apart() {
        for (a, b, left) in [
            ("the mean wage in Estonia was", "the median wage in Estonia was", vec!["mean", "median"]),
            (
                "were killed in a strike on Drovets",
                "were killed in a second strike on Drovets",
                vec!["second"],
            ),
            ("are feared dead in Mundakal", "are dead in Mundakal", vec!["feared"]),
            ("houses burned in Zarghun district", "houses burned in Zarghun", vec!["district"]),
        ] {
            let left = Fit::Near(left.into_iter().map(str::to_owned).collect());
            assert_eq!(frame(a).fit(&frame(b)), left, "{a} / {b}");
            assert_eq!(frame(b).fit(&frame(a)), left, "{b} / {a}");
        }
    }

    #[test]
    fn the_same_in_other_words_is_the_same() {
        for (a, b) in [
            ("people joined the march in Dublin", "in Dublin people attended the march"),
            ("were killed in the quake near Azilal", "died near Azilal in the earthquake"),
        ] {
            assert_eq!(frame(a).fit(&frame(b)), Fit::Same, "{a} / {b}");
        }
        assert_eq!(frame("runners finished in Olesna").fit(&frame("trees were felled")), Fit::Far);
    }
}
