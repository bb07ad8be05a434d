//! What was done or is measured, from the words around a number: a table of verb classes, and where to look.

use std::collections::HashMap;
use std::sync::LazyLock;

use Trait::{Bare, ByActor, Ends, Grows, Open, OwnDeed, Toll};

use crate::words::{Gap, Word};

/// A class of verbs that say the same of what is counted.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Class {
    /// Its name, as slots carry it.
    pub(crate) name: &'static str,
    /// How a title puts it ("downed").
    pub(crate) done: &'static str,
    /// Verb forms and nouns, in lower case, with commas between.
    forms: &'static str,
    /// What holds of figures about it.
    traits: &'static [Trait],
}

/// What holds of figures about a class of acts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Trait {
    /// Counts of it about one event only grow as news comes in (a toll), and belong to a place.
    Toll,
    /// Counts of it grow or shrink within a day.
    Grows,
    /// It was done on its day: when that is over, no more of it is.
    Ends,
    /// Who did it is part of what is measured: figures with another actor, or one not told, are other figures.
    ByActor,
    /// A body that reports it without an actor reports its own deed.
    OwnDeed,
    /// Worth following without a number (a village taken).
    Bare,
    /// No class of its own: what is measured is told by the words of the clause alone.
    Open,
}

const fn class(
    name: &'static str,
    done: &'static str,
    traits: &'static [Trait],
    forms: &'static str,
) -> Class {
    Class { name, done, forms, traits }
}

impl Class {
    /// Whether `quality` holds of it.
    pub(crate) fn is(&self, quality: Trait) -> bool {
        self.traits.contains(&quality)
    }
}

/// The classes. A form stands in one class only; where the object decides, see [`READINGS`].
const CLASSES: &[Class] = &[
    class(
        "down",
        "downed",
        &[ByActor, OwnDeed],
        "downed, downing, downs, shot down, shoot down, shoots down, shooting down, brought down, \
         intercepted, intercepting, intercepts, intercept",
    ),
    class(
        "neutralize",
        "neutralized",
        &[],
        "neutralized, neutralizing, neutralizes, neutralize, neutralised, neutralising, neutralises, neutralise",
    ),
    class("launch", "launched", &[ByActor], "launched, launching, launches, launch, fired, firing"),
    class(
        "kill",
        "killed",
        &[Toll],
        "killed, killing, kills, kill, died, dead, deaths, death toll, toll, fatalities, dies, lost their lives, \
         lost his life, lost her life, losing their lives, lose their lives, perished, shot dead",
    ),
    class(
        "injure",
        "injured",
        &[Toll],
        "injured, injuring, injures, injure, wounded, wounding, wounds, hurt, injuries",
    ),
    class("go_missing", "missing", &[Grows], "missing, unaccounted for"),
    class(
        "abduct",
        "abducted",
        &[ByActor, Bare],
        "abducted, abducting, abduct, abducts, abduction, abductions, deported, deporting, deport, \
         deports, deportation, deportations, kidnapped, kidnapping, forcibly transferred, \
         forcibly taken",
    ),
    class(
        "exchange",
        "exchanged",
        &[],
        "exchanged, exchanging, exchange, exchanges, swapped, swapping, swap, freed, released, \
         releasing, release",
    ),
    class(
        "hand_over",
        "handed over",
        &[],
        "handed over, hand over, handing over, hands over, brought back, repatriated, repatriating, \
         repatriate, gave back, given back, returned, returning",
    ),
    class(
        "capture",
        "captured",
        &[ByActor, Bare],
        "captured, capturing, capture, captures, seized, seizing, seize, taken, took, take, taking, \
         liberated, liberating, conquered, occupied, fallen, fell, taken control of, \
         took control of",
    ),
    class(
        "strike",
        "hit",
        &[ByActor],
        "hit, hitting, struck, striking, shelled, shelling, bombed, bombing, targeted, targeting",
    ),
    class(
        "destroy",
        "destroyed",
        &[],
        "destroyed, destroying, destroys, destroy, burned down, burnt down, wiped out, levelled, leveled, \
         flattened",
    ),
    class("damage", "damaged", &[], "damaged, damaging, damages, wrecked"),
    class("evacuate", "evacuated", &[Grows, Ends], "evacuated, evacuating, evacuate, evacuates"),
    class(
        "displace",
        "displaced",
        &[Grows],
        "displaced, displacing, fled, flee, from their homes, fled their homes, made homeless, left homeless, \
         leave their homes, left their homes",
    ),
    class(
        "detain",
        "detained",
        &[Grows, Ends],
        "detained, detaining, arrested, arresting, arrests, taken into custody, rounded up",
    ),
    class(
        "rescue",
        "rescued",
        &[Grows, Ends],
        "rescued, rescuing, rescues, saved, brought to safety, taken to safety",
    ),
    class("survive", "survived", &[], "survived, surviving, survive, survives"),
    class("spend", "spent", &[], "spent, spending, spend, spends, paid, paying, pay"),
    class("produce", "produced", &[], "produced, producing, produce, produces"),
    class("export", "exported", &[], "exported, exporting, exports, export, shipped"),
    class("import", "imported", &[], "imported, importing, imports, import"),
    class("harvest", "harvested", &[], "harvested, harvesting, harvest, brought in"),
    class("lose", "lost", &[], "lost, losing, lose, loses"),
    class(
        "propose",
        "proposed",
        &[],
        "proposed, proposing, proposes, propose, offered, offering, offers, offer, suggested",
    ),
];

/// What a number measures whose verb stands in no class ("joined the march", "turnout was"): its clause tells.
pub(crate) static OPEN: Class = class("measure", "", &[Open], "");

/// An accusation or a denial, whatever the deed: who is accused and the words of the event tell (`charge.rs`).
pub(crate) static CHARGE: Class = class("charge", "", &[Open], "");

/// What is told without a figure and stands in no class: the words of the claim tell, under the names of their deeds.
pub(crate) static TOLD: Class = class("tell", "", &[Open], "");

/// Verbs that mean another class with some objects; `*` stands for any object, none included. First fit wins, and
/// an empty class means that the words tell nothing.
const READINGS: &[(&str, &[&str], &str)] = &[
    ("destroy", &["drone", "missile", "decoy", "projectile"], "down"),
    ("neutralize", &["drone", "missile", "decoy", "projectile"], "down"),
    ("neutralize", &["*"], ""),
    ("propose", &["body", "prisoner"], "hand_over"),
    ("lose", &["drone", "missile", "decoy"], ""),
    ("capture", &["village", "soldier", "tank", "vehicle"], "capture"),
    ("capture", &["*"], ""),
];

/// What the whole is, where a part of it is said to be this and nothing is said of the whole.
const WHOLES: &[(&str, &str)] = &[("down", "launch")];

/// What did not happen to any of those to all of whom the first happened.
const RULED_OUT: &[(&str, &[&str])] = &[("rescue", &["go_missing"]), ("survive", &["kill", "go_missing"])];

/// Actions that are only wished or planned where one of these stands shortly before.
const AHEAD: &[&str] = &["will", "would", "shall", "could", "may", "might", "should", "must", "plans", "ll"];

const BE: &[&str] = &["was", "were", "been", "be", "are", "is", "being"];
const RELATIVE: &[&str] = &["that", "which", "who", "whom"];
const JOINS: &[&str] = &["and", "or", "but", "while", "as", "after", "when", "because", "with"];

/// One place where a class is named: words `[first, last]`.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Hit {
    pub(crate) class: &'static Class,
    pub(crate) first: usize,
    pub(crate) last: usize,
}

/// The words of a form, and its class.
type Form = (Vec<&'static str>, &'static Class);

static BY_FIRST_WORD: LazyLock<HashMap<&'static str, Vec<Form>>> = LazyLock::new(|| {
    let mut index: HashMap<&str, Vec<Form>> = HashMap::new();
    for class in CLASSES {
        for form in class.forms.split(", ") {
            let parts: Vec<&str> = form.split(' ').collect();
            index.entry(parts.first().copied().unwrap_or_default()).or_default().push((parts, class));
        }
    }
    for forms in index.values_mut() {
        forms.sort_by_key(|(parts, _)| std::cmp::Reverse(parts.len()));
    }
    index
});

/// The class whose form this single word is, by name.
pub(crate) fn class_of_word(word: &str) -> Option<&'static str> {
    let forms = BY_FIRST_WORD.get(word)?;
    forms.iter().find(|(parts, _)| parts.len() == 1).map(|(_, class)| class.name)
}

/// The class called `name`.
pub(crate) fn named(name: &str) -> Option<&'static Class> {
    CLASSES.iter().find(|class| class.name == name)
}

/// Every place in `words` where a class is named, in order.
pub(crate) fn hits(words: &[Word]) -> Vec<Hit> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(word) = words.get(at) {
        let fit = BY_FIRST_WORD.get(word.text.as_str()).and_then(|forms| {
            forms.iter().find(|(parts, _)| {
                parts.iter().enumerate().all(|(i, part)| words.get(at + i).is_some_and(|w| w.text == *part))
            })
        });
        match fit {
            Some((parts, class)) => {
                let last = at + parts.len() - 1;
                found.push(Hit { class, first: at, last });
                at = last + 1;
            }
            None => at += 1,
        }
    }
    found
}

/// What `class` means of `object`; none where it tells nothing.
pub(crate) fn reading(class: &'static Class, object: Option<&str>) -> Option<&'static Class> {
    let fits =
        |objects: &[&str]| objects.contains(&"*") || object.is_some_and(|object| objects.contains(&object));
    match READINGS.iter().find(|(verb, objects, _)| *verb == class.name && fits(objects)) {
        Some((_, _, meant)) => named(meant),
        None => Some(class),
    }
}

/// What the whole is of which a part is `part`.
pub(crate) fn whole_of(part: &Class) -> Option<&'static Class> {
    WHOLES.iter().find(|(name, _)| *name == part.name).and_then(|(_, whole)| named(whole))
}

/// What happened to none, where `class` happened to all.
pub(crate) fn ruled_out_by(class: &Class) -> impl Iterator<Item = &'static Class> {
    let known = RULED_OUT.iter().find(|(name, _)| *name == class.name);
    known.into_iter().flat_map(|(_, others)| others.iter().filter_map(|other| named(other)))
}

/// The verb that says what happened to the things counted in words `[from, to)`.
pub(crate) fn of_number(words: &[Word], hits: &[Hit], from: usize, to: usize) -> Option<Hit> {
    let before =
        hits.iter().rev().find(|hit| hit.last < from && same_sentence(words, hit.last + 1, from)).copied();
    let after = hits.iter().find(|hit| hit.first >= to && same_sentence(words, to, hit.first)).copied();
    let inside = hits.iter().find(|hit| hit.first >= from && hit.last < to).copied();
    let near_before = before.filter(|hit| from - hit.last <= 5 && joined(words, hit.last + 1, from));
    let near_after = |most: usize| after.filter(|hit| hit.first - to <= most);
    let passive = near_after(8).filter(|hit| is_passive(words, *hit) && runs_on(words, to, hit.first));
    passive
        .or(near_before)
        .or_else(|| near_after(2).filter(|hit| runs_on(words, to, hit.first)))
        .or(inside)
        .or_else(|| before.filter(|hit| from - hit.last <= 12))
        .or_else(|| {
            near_after(8).filter(|hit| is_passive(words, *hit) || !has(words, to, hit.first, RELATIVE))
        })
        .or_else(|| after.filter(|hit| goes_on_after_remark(words, to, hit.first)))
}

/// The verb of a clause that only says more about the things counted in words up to `to`: "drones launched overnight",
/// "drones that Russia launched".
pub(crate) fn of_whole(words: &[Word], hits: &[Hit], to: usize, part: Option<Hit>) -> Option<Hit> {
    let after = hits.iter().find(|hit| hit.first >= to)?;
    let own = part.is_some_and(|part| part.first == after.first);
    let near = after.first - to <= 5 && same_sentence(words, to, after.first);
    (near && !own).then_some(*after)
}

/// Whether the word is a form of "be".
pub(crate) fn is_be(word: &str) -> bool {
    BE.contains(&word)
}

/// Whether a form of "be" stands before the verb: what is counted is what it was done to.
pub(crate) fn is_passive(words: &[Word], hit: Hit) -> bool {
    has(words, hit.first.saturating_sub(2), hit.first, BE)
}

/// Whether the verb is about something still to come. "To" counts only beside its verb: not in "rose to 11 dead".
pub(crate) fn is_ahead(words: &[Word], hit: Hit) -> bool {
    let from = hit.first.saturating_sub(3);
    let text = |back: usize| {
        hit.first.checked_sub(back).and_then(|at| words.get(at)).map_or("", |w| w.text.as_str())
    };
    let infinitive = text(1) == "to" || text(2) == "to" && (BE.contains(&text(1)) || text(1) == "have");
    let before = words.get(from..hit.first).unwrap_or_default();
    // "On May 19, Russia lost": a month.
    let ahead = before
        .iter()
        .any(|word| AHEAD.contains(&word.text.as_str()) && !(word.capital && word.text == "may"));
    (infinitive || ahead) && !has(words, from, hit.first, &["according"])
}

/// "…, which sank on Monday, were rescued", "… that crashed on Monday died": the verb after a relative clause of its own.
fn goes_on_after_remark(words: &[Word], to: usize, first: usize) -> bool {
    const FAR: usize = 20;
    let relative = |at: &usize| words.get(*at).is_some_and(|word| RELATIVE.contains(&word.text.as_str()));
    let Some(remark) = (to..first).find(relative).filter(|_| first - to <= FAR) else { return false };
    let gap = |at: usize| words.get(at).map_or(Gap::None, |word| word.gap);
    let closed =
        gap(remark) == Gap::Clause && (remark + 1..=first).rev().take(3).any(|at| gap(at) == Gap::Clause);
    let own_verb = words.get(remark + 1).is_some_and(|word| word.text.ends_with("ed"));
    closed || own_verb && (remark..=first).all(|at| gap(at) == Gap::None)
}

fn has(words: &[Word], from: usize, to: usize, any: &[&str]) -> bool {
    words.get(from..to).is_some_and(|part| part.iter().any(|word| any.contains(&word.text.as_str())))
}

/// No end of a sentence between word `from` and word `to`.
fn same_sentence(words: &[Word], from: usize, to: usize) -> bool {
    words
        .get(from..=to.min(words.len().saturating_sub(1)))
        .is_none_or(|part| part.iter().all(|w| w.gap < Gap::Sentence))
}

/// Nothing parts a verb from the number that follows it.
fn joined(words: &[Word], from: usize, to: usize) -> bool {
    words.get(from..=to).is_some_and(|part| part.iter().all(|w| w.gap == Gap::None))
        && !has(words, from, to, JOINS)
}

/// Nothing parts a number from the verb it is the subject of.
fn runs_on(words: &[Word], from: usize, to: usize) -> bool {
    joined(words, from, to) && !has(words, from, to, RELATIVE)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::words;

    /// Class of the verb for the words in brackets, and of the whole.
    fn read(text: &str) -> (Option<&'static str>, Option<&'static str>) {
        let bare = text.replace(['[', ']'], "");
        let start = text.find('[').unwrap();
        let end = text.find(']').unwrap() - 1;
        let row = words(&bare, 0);
        let found = hits(&row);
        let from = row.iter().position(|w| w.start >= start).unwrap();
        let to = row.iter().position(|w| w.start >= end).unwrap_or(row.len());
        let part = of_number(&row, &found, from, to);
        let whole = of_whole(&row, &found, to, part);
        (part.map(|hit| hit.class.name), whole.map(|hit| hit.class.name))
    }

    #[test]
    fn the_verb_of_a_number_is_found() {
        for (text, part) in [
            ("downing [45 of 71 drones] launched overnight by Russian forces", "down"),
            ("it had downed [45 of the 71 drones] that Russia launched overnight", "down"),
            ("it shot down [45 drones] overnight", "down"),
            ("[27 drones] had been shot down and 18 had been lost on the way", "down"),
            ("27 drones had been shot down and [18] had been lost on the way", "lose"),
            ("[Four people] were killed and 12 injured", "kill"),
            ("Four people were killed and [12] injured", "injure"),
            ("killed [four people] and injured 12", "kill"),
            ("killed four people and injured [12]", "injure"),
            ("As of noon, [12 people] were injured in Lypivtsi", "injure"),
            ("[at least 1,200 prisoners] from each side would be exchanged", "exchange"),
            ("to hand over [3,000 bodies] of Ukrainian soldiers", "hand_over"),
            ("having abducted [over 19,000 children] since the start", "abduct"),
            ("destroyed [3,000 tonnes of grain] on Monday night", "destroy"),
            ("the death toll rose to [seven]", "kill"),
            ("leaving [four people] dead", "kill"),
            ("all [nine people] on the helicopter that crashed at Ilulik on Friday survived", "survive"),
            ("all [12 crew] of the ship Eider, which sank off Anholt on Monday, were rescued", "rescue"),
        ] {
            assert_eq!(read(text).0, Some(part), "{text}");
        }
    }

    #[test]
    fn the_verb_of_the_whole_is_another() {
        assert_eq!(
            read("downing [45 of 71 drones and decoys] launched overnight by Russian forces").1,
            Some("launch")
        );
        assert_eq!(
            read("it had downed [45 of the 71 drones] that Russia launched overnight").1,
            Some("launch")
        );
        assert_eq!(read("[45 of the 71 drones] were shot down").1, None);
    }

    #[test]
    fn an_object_decides_what_a_verb_means() {
        let of = |verb, object| reading(named(verb).unwrap(), object).map(|class| class.name);
        assert_eq!(of("destroy", Some("drone")), Some("down"));
        assert_eq!(of("destroy", Some("grain")), Some("destroy"));
        assert_eq!(of("capture", Some("village")), Some("capture"));
        assert_eq!(of("capture", Some("time")), None);
    }

    #[test]
    fn no_form_stands_in_two_classes() {
        let mut forms: Vec<&str> = CLASSES.iter().flat_map(|class| class.forms.split(", ")).collect();
        forms.sort_unstable();
        assert!(forms.windows(2).all(|pair| pair[0] != pair[1]));
    }

    #[test]
    fn a_month_is_no_sign_of_what_is_to_come() {
        for (text, ahead) in [
            ("In May 340 people died", false),
            ("340 people may have died", true),
            ("it will have died out", true),
        ] {
            let row = words(text, 0);
            let hit = hits(&row).first().copied().unwrap();
            assert_eq!(is_ahead(&row, hit), ahead, "{text}");
        }
    }
}
