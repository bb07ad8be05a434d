//! What a figure is a figure of, in words: the clause around the number without the number, the days and what every
//! report says. Two figures measure the same only where nothing in the one clause is missing in the other: a word that
//! only one of them has ("median", "second", "feared", "since the outbreak") is a reason not to compare them, whether or
//! not the tables of this crate know what it means.

mod vocabulary;

use std::ops::Range;
use std::sync::Arc;

use jiff::civil::Date;
use onrecord_model::{Block, BlockKind};

pub(crate) use self::vocabulary::{
    begins_clause, comments, form, form_of_land, form_of_two, idle, is_empty, is_kind_of_place, is_known_by,
    is_part_of_day, is_past, is_telling, is_trend, leaves, observes, opens, tells_where, tells_which,
};
use self::vocabulary::{is_being, is_calendar, is_doer, is_part_of_names, is_unsure};
use crate::deed::is_one_deed;
use crate::party::state_of;
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
    /// On which side of it, or by whom, what is counted happened.
    pub(crate) side: Option<Side>,
}

/// How the verb of a clause stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub(crate) enum Voice {
    #[default]
    Active,
    /// "Were shot".
    Passive,
    /// "There were": nothing but that they were there.
    There,
}

/// What a preposition tells of the words after it: two figures on two sides of one event are two figures.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Side {
    Before,
    After,
    During,
    At,
    In,
    Outside,
    /// Who did it, or by what: after "by".
    By,
    /// Who did it: before a verb in the active voice.
    Subject,
}

impl Side {
    /// The side that a preposition tells.
    pub(crate) fn of(word: &str) -> Option<Self> {
        Some(match word {
            "before" => Self::Before,
            "after" => Self::After,
            "during" => Self::During,
            "at" => Self::At,
            "in" | "inside" | "within" => Self::In,
            "outside" => Self::Outside,
            "by" => Self::By,
            _ => return None,
        })
    }

    /// Whether what happened here did not happen there. "Died after the blast" is "died in the blast"; "arrested after
    /// the match" is not "arrested at the match".
    fn excludes(self, other: Option<Self>) -> bool {
        match self {
            Self::Before => other != Some(Self::Before),
            Self::After => matches!(other, Some(Self::During | Self::At)),
            Self::Outside => other.is_none_or(|other| matches!(other, Self::In | Self::At)),
            Self::During | Self::At | Self::In | Self::By | Self::Subject => false,
        }
    }

    fn word(self) -> &'static str {
        match self {
            Self::Before => "before",
            Self::After => "after",
            Self::During => "during",
            Self::At => "at",
            Self::In => "in",
            Self::Outside => "outside",
            Self::By | Self::Subject => "by",
        }
    }
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
    /// The speaker's name, for "it" and "its", and the names beside a clause that has none: they may match and need not.
    pub(crate) own: Arc<[String]>,
    /// Hashes of the forms of headline and paragraph, sorted: what a report tells of the event besides.
    pub(crate) told: Arc<[u32]>,
    /// Where the report was written; empty where it does not tell.
    pub(crate) dateline: Arc<str>,
    /// All days that the clause tells.
    pub(crate) days: Box<[(Option<Date>, Option<Date>)]>,
    /// The figure is told as one that takes the place of another.
    pub(crate) told_anew: bool,
    /// How its verb stands.
    pub(crate) voice: Voice,
    /// It tells of two together: "in Nardo and Loma".
    pub(crate) joined: bool,
    /// The verb that follows the number at once, in its usual form: "burn" of "11 passengers were burned", "be" of "52
    /// passengers were on the coach". None where other words stand between.
    pub(crate) deed: Option<String>,
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

/// Where a report was written: the name in capitals before the dash that its text begins with, and the bytes up to there.
pub(crate) fn dateline(text: &str, blocks: &[Block]) -> (String, Range<usize>) {
    const LONGEST: usize = 40;
    let paragraphs = blocks.iter().filter(|block| block.kind == BlockKind::Paragraph);
    let lead = paragraphs.filter_map(|block| Some((block.span.start(), block.span.slice(text)?)));
    let mut told = lead.filter_map(|(start, text)| {
        let (place, _) = text.split_once(" — ").or_else(|| text.split_once(" – "))?;
        let name = place.split([',', '(']).next().unwrap_or(place).trim();
        let capitals = name.chars().any(char::is_alphabetic) && !name.chars().any(char::is_lowercase);
        (capitals && place.chars().count() <= LONGEST)
            .then(|| (name.to_lowercase(), start..start + place.len()))
    });
    told.next().unwrap_or_default()
}

/// The term of a word; none where it says nothing. `opened`: it stands in a phrase about the surroundings; `lead`: it
/// begins its sentence, so that its capital tells nothing.
pub(crate) fn term(word: &Word, opened: bool, lead: bool) -> Option<Term> {
    let written = word.text.clone();
    if is_empty(&written) || opens(&written) || is_calendar(&written) && word.capital {
        return None;
    }
    if let Some(state) = state_of(word) {
        return Some(Term { text: state.to_owned(), written, kind: TermKind::State, side: None });
    }
    let kind = match (word.capital && !lead, opened) {
        (true, _) => TermKind::Name,
        (false, true) => TermKind::Around,
        (false, false) => TermKind::Core,
    };
    // In a clause it can't be told for sure what is a name, so the form is one that hardly any other word has.
    let text = if word.capital { spelling::in_clause(&form(&written)) } else { form(&written) };
    Some(Term { text, written, kind, side: None })
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
        Self { text: name.to_owned(), written: written.to_owned(), kind: TermKind::Core, side: None }
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
        self.deed = self.deed.map(|deed| if deed == class { other.to_owned() } else { deed });
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

    /// Whether it speaks of that, under its usual form.
    pub(crate) fn has(&self, text: &str) -> bool {
        self.terms.iter().any(|term| term.text == text) || self.own.iter().any(|own| own == text)
    }

    /// Whether its report was written there.
    fn is_from(&self, place: &Term) -> bool {
        place.kind == TermKind::Name && self.dateline.split_whitespace().any(|word| word == place.written)
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
        let tells = |term: &Term| term.kind == TermKind::Name && !is_part_of_names(&term.written);
        let by_self = self.terms.iter().filter(|t| tells(t) && other.has(&t.text)).count();
        let by_other =
            other.terms.iter().filter(|t| tells(t) && self.has(&t.text) && !named(self, &t.text)).count();
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
        let of =
            |a: &Self, b: &Self| a.terms.iter().any(|term| term.kind == TermKind::State && b.has(&term.text));
        of(self, other) || of(other, self)
    }

    /// What this one says that the other does not say, and that nothing explains.
    fn beyond(&self, other: &Self) -> Vec<&Term> {
        self.terms.iter().map(Arc::as_ref).filter(|term| !other.has(&term.text)).collect()
    }

    /// How many of its terms the other has.
    pub(crate) fn common(&self, other: &Self) -> usize {
        self.terms.len() - self.beyond(other).len()
    }

    /// The prepositions that set it on another side of an event than the other.
    fn apart_from<'f>(&'f self, other: &'f Self) -> impl Iterator<Item = &'static str> + 'f {
        let there = |term: &Term| other.terms.iter().find(|their| their.text == term.text);
        let pairs = self.terms.iter().filter_map(move |term| Some((term.side?, there(term)?.side)));
        // "Police fired nine shots", "two shots were fired at police".
        let suffered = other.voice == Voice::Passive;
        let target = move |here: Side, there| here == Side::Subject && there == Some(Side::At) && suffered;
        let apart = pairs
            .filter(move |(here, there)| here.excludes(*there) || target(*here, *there))
            .map(|(here, _)| here.word());
        // "Vestby paid Ostby" and "Ostby paid Vestby": the same words.
        let of_others = self.is_by_somebody() && other.is_by_somebody() && !self.is_by_whom(other);
        apart.chain(of_others.then_some(Side::By.word()))
    }

    /// Whether both tell at once what the counted did or suffered, and not the same.
    fn has_other_deed(&self, other: &Self) -> bool {
        self.deed.as_ref().zip(other.deed.as_ref()).is_some_and(|(here, there)| here != there)
    }

    fn who(&self) -> impl Iterator<Item = &Term> {
        self.terms.iter().map(Arc::as_ref).filter(|term| matches!(term.side, Some(Side::By | Side::Subject)))
    }

    fn is_by_somebody(&self) -> bool {
        self.who().next().is_some()
    }

    /// Whether both tell who did it, and one word of that is the same.
    fn is_by_whom(&self, other: &Self) -> bool {
        self.who().any(|term| other.who().any(|their| their.text == term.text))
    }

    /// Whether both say of one state what it did to the same other state, or at some length what happened in it.
    pub(crate) fn is_of_states_of(&self, other: &Self) -> bool {
        const AT_LENGTH: usize = 5;
        let by = |frame: &Self, state: &str| frame.who().any(|term| term.text == state);
        let states: Vec<&Term> = self
            .terms
            .iter()
            .map(Arc::as_ref)
            .filter(|term| term.kind == TermKind::State && other.has(&term.text))
            .collect();
        let one_deed =
            states.len() > 1 && states.iter().any(|state| by(self, &state.text) && by(other, &state.text));
        one_deed || !states.is_empty() && self.common(other) >= AT_LENGTH
    }

    /// Whether each names what the other does not name.
    pub(crate) fn has_other_names(&self, other: &Self) -> bool {
        let lacks = |a: &Self, b: &Self| {
            a.terms.iter().any(|term| term.kind == TermKind::Name && !b.has(&term.text) && !b.tells(term))
        };
        lacks(self, other) && lacks(other, self)
    }

    /// Whether it tells what was done, and not by whom.
    fn leaves_out_who(&self) -> bool {
        self.voice == Voice::Passive && !self.is_by_somebody()
    }

    /// Whether it says all that the other says and only tells besides of which of them: where, why, by whom, what they are.
    /// A verb is more than that ("were asked to leave"), and so is a word that leaves it open whether they are any.
    pub(crate) fn narrows(&self, other: &Self) -> bool {
        // Whoever was killed there was there.
        let there = other.voice == Voice::There;
        let verb = |term: &Term| is_past(&term.written) || term.written.ends_with("ing");
        let open = |term: &Term| is_unsure(&term.text) || is_telling(&term.written) || !there && verb(term);
        // A whole without a name has one unsaid, which may be another.
        let of_them = |term: &Term| match term.kind {
            TermKind::Core => term.side == Some(Side::Subject) || there && verb(term),
            TermKind::Name => other.has_names(),
            TermKind::Around | TermKind::Title | TermKind::State => true,
        };
        let beyond = self.beyond(other);
        let explained = |term: &&Term| is_explained(term, self);
        !self.joined
            && !self.has_other_deed(other)
            && self.apart_from(other).chain(other.apart_from(self)).next().is_none()
            && other.beyond(self).iter().all(explained)
            && beyond.iter().all(|term| of_them(term) && !open(term))
            && self.common(other) >= 2
    }

    /// How well the two fit.
    pub(crate) fn fit(&self, other: &Self) -> Fit {
        let (mine, theirs) = (self.beyond(other), other.beyond(self));
        let common = self.common(other);
        let least = self.terms.len().min(other.terms.len());
        if common == 0 || common * 2 < least {
            return Fit::Far;
        }
        let named = self.shared_names(other) > 0;
        let unexplained = |list: &[&Term], by: &Self, alone: bool| -> Vec<String> {
            let of_place = |term: &Term| named && (alone && is_wider(term) || by.is_from(term));
            let left = list.iter().filter(|term| !of_place(term) && !is_explained(term, by));
            left.map(|term| term.written.clone()).collect()
        };
        let mut left = unexplained(&mine, other, theirs.is_empty());
        left.extend(unexplained(&theirs, self, mine.is_empty()));
        left.extend(self.deed.iter().chain(&other.deed).filter(|_| self.has_other_deed(other)).cloned());
        left.extend(self.apart_from(other).chain(other.apart_from(self)).map(str::to_owned));
        left.sort();
        left.dedup();
        if left.is_empty() { Fit::Same } else { Fit::Near(left) }
    }
}

/// Whether a word only tells in which state or part of it a place lies.
fn is_wider(term: &Term) -> bool {
    const PARTS: &[&str] = &["northern", "southern", "eastern", "western", "central", "nearby"];
    let state = term.kind == TermKind::State && term.side != Some(Side::Subject);
    state || PARTS.contains(&term.written.as_str())
}

/// Whether a word that the other clause lacks changes nothing: it is what a named thing is, the other report tells it
/// besides, it tells who did what the other clause tells in the passive voice, or no more than that things were there.
fn is_explained(term: &Term, by: &Frame) -> bool {
    let titled = term.kind == TermKind::Title && !is_telling(&term.written);
    let told = term.kind == TermKind::Around && !is_telling(&term.written) && by.tells(term);
    let who = term.side == Some(Side::Subject)
        && by.leaves_out_who()
        && match term.kind {
            TermKind::Core | TermKind::Around | TermKind::Title => {
                is_doer(&term.text) || singular(&term.written) == term.written
            }
            TermKind::Name => by.tells(term),
            TermKind::State => false,
        };
    let being = by.voice == Voice::There && is_being(&term.text);
    titled || told || who || being
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
            ("were trapped in Brod", "were freed in Brod", vec!["freed", "trapped"]),
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
            ("homes without electricity in Orland", "homes in Orland had no power"),
            ("were thrown away in Tabor", "threw away in Tabor"),
        ] {
            assert_eq!(frame(a).fit(&frame(b)), Fit::Same, "{a} / {b}");
        }
        assert_eq!(frame("runners finished in Olesna").fit(&frame("trees were felled")), Fit::Far);
    }

    #[test]
    fn what_came_before_an_event_is_not_what_came_after_it() {
        for (here, there, apart) in [
            (Side::Before, Some(Side::After), true),
            (Side::Before, None, true),
            (Side::After, Some(Side::At), true),
            (Side::After, Some(Side::In), false),
            (Side::Outside, Some(Side::In), true),
            (Side::In, Some(Side::At), false),
        ] {
            assert_eq!(here.excludes(there), apart, "{here:?} {there:?}");
        }
    }
}
