//! Accusations and denials: whether one answers the other, whatever word each has for the deed.
//!
//! Papers seldom tell a denial in the words of the charge: "accused the army of shelling the hospital" is answered by "We
//! did not hit any hospital", "denied any role" and "called the claims false". So the two are not joined by their verb,
//! but by who is accused and who denies, by the names and things of the event, and by who accuses.

use std::sync::{Arc, LazyLock};

use onrecord_model::Quantity;

use crate::deed::kinds;
use crate::frame::{Term, TermKind, form};
use crate::party::state_of;
use crate::sketch::word_hash;
use crate::words::{Gap, Word, singular, words};

/// How many words of one kind a charge keeps: claims have fewer, and whatever has more is no news.
const MOST: usize = 64;

/// Somebody, by the words that name him.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub(crate) struct Person {
    /// Words with a capital, states under their usual name, sorted.
    names: Vec<String>,
    /// The state among them.
    state: Option<String>,
    /// Other words ("police", "union"), under their usual form, sorted.
    nouns: Vec<String>,
    /// The last of these: what he is.
    head: Option<String>,
}

impl Person {
    /// Whom a phrase names: "the rebel group Frente Sur".
    pub(crate) fn read(phrase: &str) -> Self {
        const ARTICLES: &[&str] = &["the", "a", "an", "its", "their", "his", "her", "of", "and", "for", "s"];
        let mut person = Self::default();
        let row = words(phrase, 0);
        for (at, word) in row.iter().enumerate().filter(|(_, word)| !ARTICLES.contains(&word.text.as_str())) {
            // "Army spokesman Colonel Keita": what begins a sentence may be a name or not.
            let begins = at == 0 || word.gap > Gap::None;
            let next = row.get(at + 1).filter(|next| next.gap == Gap::None);
            let common = begins && next.is_none_or(|next| !next.capital);
            if let Some(state) = state_of(word) {
                person.state.get_or_insert_with(|| state.to_owned());
                continue;
            }
            if word.capital {
                person.names.push(word.text.clone());
            }
            if !word.capital || common {
                person.head = Some(form(&word.text));
                person.nouns.push(form(&word.text));
            }
        }
        person.names.sort();
        person.names.dedup();
        person.names.truncate(MOST);
        person.nouns.sort();
        person.nouns.dedup();
        person.nouns.truncate(MOST);
        person
    }

    /// Speaks for that state, where nothing else says for which.
    pub(crate) fn of_state(self, state: Option<String>) -> Self {
        Self { state: self.state.or(state), ..self }
    }

    /// Whether the one who denies is, or speaks for, the one accused, so far as their words tell.
    fn speaks_for(&self, accused: &Self) -> Option<Speaks> {
        let shared = accused.names.iter().filter(|name| self.names.contains(name)).count();
        // A surname alone is enough where nothing but it is told.
        let short = !self.names.is_empty() && self.names.iter().all(|name| accused.names.contains(name));
        let head = accused.head.as_ref().is_some_and(|head| self.nouns.contains(head));
        let least = accused.nouns.len().min(2);
        let nouns = head && accused.nouns.iter().filter(|noun| self.nouns.contains(noun)).count() >= least;
        let other_state = self.state.is_some() && accused.state.is_some() && self.state != accused.state;
        let by_name = if accused.names.is_empty() {
            if accused.state.is_some() { self.state == accused.state } else { nouns }
        } else {
            shared > 0 && (short || shared >= accused.names.len().min(2))
        };
        // "The army" and "army spokesman Colonel Keita": of whose army, only the event can tell.
        let spokesman = head && self.nouns.iter().any(|noun| noun.starts_with("spokes"));
        (by_name || spokesman && !other_state).then_some(Speaks { by_name })
    }

    /// The words by which another text would name him: his name, else what he is.
    fn known_by(&self) -> &[String] {
        if self.names.is_empty() { &self.nouns } else { &self.names }
    }
}

/// How somebody speaks for the accused.
struct Speaks {
    /// Their words tell so; else only what they are, and the event must tell the rest.
    by_name: bool,
}

/// An accusation or a denial.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Charge {
    /// It is denied, not raised.
    pub(crate) denied: bool,
    /// The accused; of a denial, whoever denies.
    pub(crate) accused: Person,
    /// Who accuses; of a denial, nobody.
    accuser: Person,
    /// Names of the event.
    names: Vec<String>,
    /// States in it that are not those of accuser and accused.
    states: Vec<String>,
    /// What was done, to what, in usual words.
    deed: Vec<String>,
    /// The denial tells no deed of its own: "any role", "the claims".
    general: bool,
    /// The figures told, as bits, each with its unit.
    figures: Vec<(u64, String)>,
    /// Hashes of the forms of headline and paragraph, sorted.
    told: Arc<[u32]>,
}

/// Words that speak of a charge and not of a deed.
const GENERAL: &str = "charge accusation allegation claim report story statement wrongdoing misconduct negligence \
    involvement involve involved role part responsibility responsible blame guilt guilty liability complicity complicit \
    knowledge link connection nothing anything \
    false falsely untrue baseless unfounded groundless nonsense lie liar slander fabrication fabricated invention \
    invented absurd ridiculous wrong fake propaganda";

static IS_GENERAL: LazyLock<Vec<String>> = LazyLock::new(|| GENERAL.split_whitespace().map(form).collect());

/// Whether a word speaks of a charge as such: "accusation", "claims".
pub(crate) fn names_a_charge(word: &Word) -> bool {
    const CHARGES: &[&str] = &["charge", "accusation", "allegation", "claim", "report", "wrongdoing"];
    CHARGES.contains(&singular(&word.text).as_str())
}

/// Whether a word says of a charge that it is not so: "false", "baseless".
pub(crate) fn calls_untrue(word: &Word) -> bool {
    const UNTRUE: &[&str] = &[
        "false",
        "untrue",
        "baseless",
        "unfounded",
        "groundless",
        "nonsense",
        "lie",
        "lies",
        "slander",
        "slanderous",
        "fabricated",
        "invented",
        "absurd",
        "ridiculous",
        "wrong",
        "fake",
    ];
    UNTRUE.contains(&word.text.as_str())
}

/// Whether a speaker says in these words that he did not do something, or that nothing was done: "We did not hit …", "it
/// had nothing to do with …", "no records had been altered".
pub(crate) fn disowns(row: &[Word]) -> bool {
    const SELF: &[&str] = &["i", "we", "it", "they", "he", "she", "our", "its", "my", "their"];
    const NOT: &[&str] = &["not", "never", "nothing", "no", "t"];
    const PAST: &[&str] = &[
        "did", "had", "has", "have", "was", "were", "didn", "hadn", "hasn", "haven", "wasn", "weren",
        "played",
    ];
    let text = |at: usize| row.get(at).map_or("", |word| word.text.as_str());
    let first = usize::from(text(0) == "that");
    if matches!(text(first), "no" | "none" | "nobody") {
        return true;
    }
    let reach = if matches!(text(first), "our" | "its" | "my" | "their") { 4 } else { 2 };
    SELF.contains(&text(first))
        && (first + 1..first + 1 + reach)
            .any(|at| text(at) == "never" || PAST.contains(&text(at)) && NOT.contains(&text(at + 1)))
}

impl Charge {
    /// One told in `terms`. `told`: hashes of what the report says besides, sorted.
    pub(crate) fn new(denied: bool, charged: Person, by: Person, terms: &[Term], told: Arc<[u32]>) -> Self {
        let of_somebody = |text: &str| {
            [&charged, &by].into_iter().any(|person| person.names.iter().any(|name| name == text))
        };
        let general = |term: &Term| IS_GENERAL.contains(&term.text);
        let mut names: Vec<String> = Vec::new();
        let mut deed: Vec<String> = Vec::new();
        let mut states: Vec<String> = Vec::new();
        let mut specific = false;
        for term in terms.iter().filter(|term| !of_somebody(&term.written)) {
            match term.kind {
                TermKind::Name => names.push(term.text.clone()),
                TermKind::State => {
                    let of_side = [&charged.state, &by.state].contains(&&Some(term.text.clone()));
                    states.extend((!of_side).then(|| term.text.clone()));
                }
                _ if general(term) || term.text.starts_with(char::is_numeric) => {}
                TermKind::Core | TermKind::Around | TermKind::Title => {
                    specific |= term.written.ends_with("ing") || term.written.ends_with("ed");
                    deed.push(term.text.clone());
                    let kinds = kinds(&term.written).iter().chain(kinds(&term.text));
                    deed.extend(kinds.map(|kind| format!("{kind}*")));
                }
            }
        }
        for list in [&mut names, &mut deed, &mut states] {
            list.sort();
            list.dedup();
            list.truncate(MOST);
        }
        let general = deed.is_empty() || !specific && terms.iter().any(general);
        Self {
            denied,
            accused: charged,
            accuser: by,
            names,
            states,
            deed,
            general,
            figures: Vec::new(),
            told,
        }
    }

    /// The same, with figures.
    pub(crate) fn with_figures<'q>(mut self, quantities: impl Iterator<Item = &'q Quantity>) -> Self {
        self.figures = quantities.map(|quantity| (quantity.value.to_bits(), quantity.unit.clone())).collect();
        self
    }

    /// Who denies 31 has not denied 12.
    fn has_other_figure(&self, other: &Self) -> bool {
        let of_unit = |unit: &str| other.figures.iter().any(|(_, there)| there == unit);
        let same = |figure: &(u64, String)| other.figures.contains(figure);
        self.figures.iter().any(|figure| of_unit(&figure.1)) && !self.figures.iter().any(same)
    }

    /// Words under which an accusation and its denial are both to be found.
    pub(crate) fn keys(&self) -> impl Iterator<Item = &str> {
        let accused = &self.accused;
        let nouns = accused.nouns.iter().filter(|noun| self.denied || accused.head.as_ref() == Some(*noun));
        accused.names.iter().chain(&accused.state).chain(nouns).map(String::as_str)
    }

    /// Whether this denial answers that accusation.
    pub(crate) fn answers(&self, accusation: &Self) -> bool {
        if !self.denied || accusation.denied {
            return false;
        }
        let Some(speaks) = self.accused.speaks_for(&accusation.accused) else { return false };
        let by = accusation.accuser.known_by();
        let of_event: Vec<&String> = self.names.iter().filter(|name| !by.contains(name)).collect();
        let named = of_event.iter().any(|name| accusation.names.contains(name));
        // "Stary Kut" is not "Novyi Kut": where each has a name that the other lacks, they are of two events.
        let own = of_event.iter().any(|name| !accusation.names.contains(name));
        let strange = accusation.names.iter().any(|name| !of_event.contains(&name));
        if own && strange || !named && !speaks.by_name || self.has_other_figure(accusation) {
            return false;
        }
        let deeds: Vec<&String> = self.deed.iter().filter(|word| !by.contains(word)).collect();
        let shared = deeds.iter().filter(|word| accusation.deed.contains(word)).count();
        let tells = |word: &String| self.told.binary_search(&word_hash(word)).is_ok();
        // "The nurse's allegations": who accused is named, or called what he is.
        let called = accusation.accuser.head.as_ref().is_some_and(|head| self.deed.contains(head));
        let by_whom = called || !by.is_empty() && by.iter().all(tells);
        let told = named || by_whom || accusation.names.iter().any(tells);
        if self.general || deeds.is_empty() {
            return told;
        }
        let in_state = self.states.iter().any(|state| accusation.states.contains(state));
        shared > 0 && (told || in_state || shared >= 2 || deeds.len() == shared)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::frame::{opens, term};

    fn terms(text: &str) -> Vec<Term> {
        let mut opened = false;
        let mut all = Vec::new();
        for (at, word) in words(text, 0).iter().enumerate() {
            opened |= opens(&word.text);
            all.extend(term(word, opened, at == 0));
        }
        all
    }

    fn accusation(by: &str, charged: &str, of: &str) -> Charge {
        Charge::new(false, Person::read(charged), Person::read(by), &terms(of), Arc::default())
    }

    fn denial(by: &str, of: &str) -> Charge {
        Charge::new(true, Person::read(by), Person::default(), &terms(of), Arc::default())
    }

    #[test]
    fn a_denial_needs_no_word_of_the_charge() {
        let charge = accusation("governor Oleh Saiko", "Russia", "of shelling the clinic in Novyi Kut");
        for (by, of) in [
            ("Russia's defence ministry", "that its forces had shelled the clinic in Novyi Kut"),
            ("the Kremlin", "any role in Novyi Kut"),
            ("Russian spokesman Lev Orlov", "the claims about Novyi Kut"),
            ("Russia's army", "We did not bomb a clinic in Novyi Kut"),
        ] {
            assert!(denial(by, of).answers(&charge), "{by}: {of}");
        }
        for (by, of) in [
            ("Belarus", "any role in Novyi Kut"),
            ("Russia's defence ministry", "that its forces had shelled the clinic in Stary Kut"),
            ("Russia's defence ministry", "laying mines in Novyi Kut"),
            ("Russia's defence ministry", "the claims"),
        ] {
            assert!(!denial(by, of).answers(&charge), "{by}: {of}");
        }
    }

    #[test]
    fn somebody_is_known_by_his_name_else_by_what_he_is() {
        for (denies, accused, same) in [
            ("Tom Hale spokesman of Aeris", "the airline Aeris", true),
            ("Minister Ana Duro", "transport minister Ana Duro", true),
            ("Duro", "transport minister Ana Duro", true),
            ("Luis Duro", "transport minister Ana Duro", false),
            ("the pilots' union", "the pilots' union", true),
            ("the dockers' union", "the pilots' union", false),
            ("police", "the police", true),
            ("Police", "the police", true),
        ] {
            let speaks = Person::read(denies).speaks_for(&Person::read(accused));
            assert_eq!(speaks.is_some_and(|speaks| speaks.by_name), same, "{denies} / {accused}");
        }
    }

    #[test]
    fn who_says_that_he_did_not_do_it_denies() {
        for (text, holds) in [
            ("We did not hit a bridge", true),
            ("it had nothing to do with the attack", true),
            ("that its forces had not been there", true),
            ("We never paid anyone", true),
            ("that no file had been altered", true),
            ("It was a cold day and nobody came", false),
            ("the bank did not open", false),
        ] {
            assert_eq!(disowns(&words(text, 0)), holds, "{text}");
        }
    }
}
