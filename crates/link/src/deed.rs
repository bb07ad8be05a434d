//! Which words tell the same deed: "announced" and "announcement", "killed" and "murder".
//!
//! The table `data/lexicon/deeds.tsv` holds verbs with their irregular forms and nouns, how often two deeds of one story
//! are one event, and kinds of deeds. `training/deeds.py` makes it; its README says from what.

use std::collections::{BTreeMap, HashMap};
use std::sync::LazyLock;

use crate::frame::{form, hashes, is_empty, opens};
use crate::linkage::{Pair, average_linkage};
use crate::words::words;

static TABLE: &str = include_str!("../../../data/lexicon/deeds.tsv");

/// How likely one word tells one event in a story, where the table says nothing. Of all such pairs of ECB+ train, eight in ten
/// do; the prior of the table's shares is a little lower, and this is the same.
const SAME_WORD: f64 = 0.7;

/// The cells of the table's lines of this sort.
fn lines(sort: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
    TABLE.lines().filter_map(move |line| line.strip_prefix(sort)?.strip_prefix('\t')).map(|line| {
        let (first, rest) = line.split_once('\t').unwrap_or((line, ""));
        (first, rest)
    })
}

/// The verb behind each form that the rules of spelling do not give.
static VERBS: LazyLock<HashMap<&'static str, &'static str>> = LazyLock::new(|| {
    let forms = |(verb, forms): (&'static str, &'static str)| {
        forms.split_whitespace().chain([verb]).map(move |form| (form, verb))
    };
    lines("deed").flat_map(forms).collect()
});

/// How likely two deeds of one story are one event; the two in the order of letters.
static ONE_EVENT: LazyLock<HashMap<(&'static str, &'static str), f64>> = LazyLock::new(|| {
    let share = |(one, rest): (&'static str, &'static str)| {
        let (other, hundredths) = rest.split_once('\t')?;
        Some(((one, other), hundredths.parse::<f64>().ok()? / 100.0))
    };
    lines("same").filter_map(share).collect()
});

/// The kinds of deed that each word tells, under the name of the deed.
static KINDS: LazyLock<HashMap<&'static str, Vec<&'static str>>> = LazyLock::new(|| {
    let mut kinds: HashMap<&str, Vec<&str>> = HashMap::new();
    for (words, _) in lines("kind") {
        let first = words.split(' ').next().unwrap_or_default();
        for word in words.split(' ') {
            let known = kinds.entry(deed(word).unwrap_or(word)).or_default();
            if !known.contains(&first) {
                known.push(first);
            }
        }
    }
    kinds
});

/// The deed that a word in small letters tells, by its verb: "announce" for "announcement"; none where it tells none.
pub fn deed(word: &str) -> Option<&'static str> {
    let known = |form: &str| VERBS.get(form).copied();
    known(word).or_else(|| {
        let regular = ENDINGS.iter().filter_map(|(ending, instead)| {
            let stem = word.strip_suffix(ending).filter(|stem| stem.len() >= 2)?;
            let doubled =
                stem.strip_suffix(|last| stem.len() > 3 && stem.ends_with(&format!("{last}{last}")));
            let undoubled = doubled.filter(|_| instead.is_empty() && ENDINGS_THAT_DOUBLE.contains(ending));
            undoubled.and_then(known).or_else(|| known(&format!("{stem}{instead}")))
        });
        regular.into_iter().next()
    })
}

/// Endings of verbs and plurals, and what stands in their place in the verb.
const ENDINGS: &[(&str, &str)] = &[
    ("ies", "y"),
    ("es", ""),
    ("s", ""),
    ("ied", "y"),
    ("ed", ""),
    ("ed", "e"),
    ("ing", ""),
    ("ing", "e"),
    ("ings", ""),
    ("ings", "e"),
];

/// Endings before which a verb may double its last letter: "robbed".
const ENDINGS_THAT_DOUBLE: &[&str] = &["ed", "ing", "ings"];

/// How likely two deeds told in one story are one event, 0 to 1, where the names are those that [`deed`] gives or, for
/// what is none, the word. In ECB+ train, with the prior that one word names one event and two words do not.
pub fn likelihood(one: &str, other: &str) -> f64 {
    let key = if one <= other { (one, other) } else { (other, one) };
    ONE_EVENT.get(&key).copied().unwrap_or(if one == other { SAME_WORD } else { 0.0 })
}

/// Whether two words in small letters tell one deed: forms and nouns of one verb, or deeds that are one event in more than
/// half of the stories that tell both.
pub(crate) fn is_one_deed(one: &str, other: &str) -> bool {
    const MOSTLY: f64 = 0.5;
    let (one, other) = (deed(one), deed(other));
    one.zip(other).is_some_and(|(one, other)| one == other || likelihood(one, other) > MOSTLY)
}

/// The kinds of deed that a word in small letters tells: news tell one deed by any word of its kind.
pub(crate) fn kinds(word: &str) -> &'static [&'static str] {
    KINDS.get(deed(word).unwrap_or(word)).map(Vec::as_slice).unwrap_or_default()
}

/// So much likelier one event are two tellings with the same words around them, for each of up to [`SHARED`] such words.
const SHARED_WORD: f64 = 0.2 / 3.0;

/// More shared words than that tell nothing more.
const SHARED: u32 = 3;

/// The mean likeness from which tellings are one event: best on ECB+ train, each topic by the shares learnt of the others.
const LEAST: f64 = 0.4;

/// With how many tellings after it in its story each is compared.
const NEIGHBOURS: usize = 1024;

/// One place in an article that tells of a deed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Telling {
    /// The story of its article.
    story: usize,
    /// By the name that [`deed`] gives it; for what is none, the word.
    deed: String,
    /// Hashes of the words beside it, sorted.
    around: Vec<u32>,
}

impl Telling {
    /// That of `text`, a few words in an article of `story` with the words `around` them. The last of them that tells a
    /// deed stands for all: "stepped down", "drunk driving".
    pub fn new(story: usize, text: &str, around: &str) -> Self {
        let told = words(text, 0);
        let known = told.iter().rev().find_map(|word| deed(&word.text)).map(str::to_owned);
        let last = || told.last().map(|word| form(&word.text)).unwrap_or_default();
        let around = words(around, 0);
        let around = around.iter().filter(|word| !is_empty(&word.text) && !opens(&word.text));
        Self { story, deed: known.unwrap_or_else(last), around: hashes(around) }
    }

    /// How likely the two tell one event, 0 to a little over 1, if their stories are one.
    fn likeness(&self, other: &Self) -> f64 {
        let likely = likelihood(&self.deed, &other.deed);
        let shared = self.around.iter().filter(|word| other.around.binary_search(word).is_ok()).count();
        let shared = u32::try_from(shared).unwrap_or(SHARED).min(SHARED);
        if likely > 0.0 { likely + SHARED_WORD * f64::from(shared) } else { 0.0 }
    }
}

/// For each telling, the number of the first telling of its event: average linkage within a story.
pub fn events(tellings: &[Telling]) -> Vec<usize> {
    let mut stories: BTreeMap<usize, Vec<(usize, &Telling)>> = BTreeMap::new();
    for (at, telling) in tellings.iter().enumerate() {
        stories.entry(telling.story).or_default().push((at, telling));
    }
    let mut alike: Vec<Pair> = Vec::new();
    for story in stories.values() {
        for (turn, (at, telling)) in story.iter().enumerate() {
            let others = story.iter().skip(turn + 1).take(NEIGHBOURS);
            let likeness = others.map(|(there, other)| (*at, *there, telling.likeness(other)));
            alike.extend(likeness.filter(|(_, _, likeness)| *likeness > 0.0));
        }
    }
    average_linkage(tellings.len(), &alike, LEAST)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_deed_goes_by_its_verb() {
        for (word, verb) in [
            ("announcement", Some("announce")),
            ("announced", Some("announce")),
            ("stopped", Some("stop")),
            ("robbing", Some("rob")),
            ("carries", Some("carry")),
            ("shot", Some("shoot")),
            ("death", Some("die")),
            ("killings", Some("kill")),
            ("premises", None),
            ("ing", None),
            ("", None),
            ("ł́ed", None),
        ] {
            assert_eq!(deed(word), verb, "{word}");
        }
    }

    #[test]
    fn one_word_is_likelier_one_event_than_two() {
        assert!(likelihood("resign", "resign") > likelihood("resign", "appoint"));
        assert!((likelihood("kill", "murder") - likelihood("murder", "kill")).abs() < f64::EPSILON);
        assert!(likelihood("murder", "kill") > likelihood("murder", "say"));
        assert!(likelihood("say", "say") < SAME_WORD, "much is said in a story");
    }

    #[test]
    fn the_table_is_read_whole() {
        let told = TABLE.lines().filter(|line| !line.starts_with('#'));
        assert_eq!(told.count(), lines("deed").count() + ONE_EVENT.len() + lines("kind").count());
        assert!(ONE_EVENT.values().all(|share| (0.0..=1.0).contains(share)));
        assert!(ONE_EVENT.keys().all(|(one, other)| one <= other));
        for (verb, forms) in lines("deed") {
            assert!(
                forms
                    .split(' ')
                    .chain([verb])
                    .filter(|form| !form.is_empty())
                    .all(|form| deed(form) == Some(verb)),
                "{verb}"
            );
        }
    }
}
