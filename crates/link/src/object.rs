//! What is counted: a noun phrase as written, reduced to one head noun, what narrows it, and whose it is.

use crate::party::state_of;
use crate::words::{Word, singular, words};

/// A counted thing.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Object {
    /// Head noun in the singular, by its usual name ("drone").
    pub(crate) head: String,
    /// Other words that narrow it ("wounded"), sorted.
    pub(crate) narrowed_by: Vec<String>,
    /// The state it belongs to, where the words say so ("33 Ukrainian drones").
    pub(crate) owner: Option<String>,
}

/// Nouns that name the same thing in the news, under one name. Nouns that only mostly do (civilian, resident, person)
/// stay apart: three civilians among seven people are no contradiction.
const SAME: &[(&str, &[&str])] = &[
    ("drone", &["uav", "shahed", "uas", "quadcopter"]),
    ("body", &["remains", "corpse"]),
    ("child", &["minor", "kid"]),
    ("prisoner", &["pow", "captive", "detainee"]),
    ("soldier", &["troop", "serviceman", "servicemember"]),
    ("village", &["settlement", "town", "city", "hamlet"]),
    ("missile", &["rocket"]),
    ("person", &["people"]),
    ("aircraft", &["plane", "airplane", "aeroplane"]),
    ("lorry", &["truck"]),
    ("officer", &["policeman", "policewoman"]),
    ("pupil", &["schoolchild", "schoolboy", "schoolgirl"]),
    ("protester", &["demonstrator", "marcher"]),
    ("ship", &["vessel"]),
    ("worker", &["employee", "labourer", "laborer"]),
];

/// Things that are counted together by a wider word: figures about them look alike and are not comparable.
const FAMILIES: &[(&str, &[&str])] = &[
    (
        "person",
        &[
            "civilian", "resident", "child", "man", "woman", "soldier", "worker", "rescuer", "patient",
            "prisoner",
        ],
    ),
    ("drone", &["decoy", "target"]),
];

/// Words after which a noun phrase only goes on about its head.
const TAIL: &[&str] = &[
    "of", "from", "in", "at", "for", "who", "that", "which", "with", "on", "to", "by", "over", "and", "or",
    "as", "per", "each", "were", "was", "had", "have", "are",
];

/// Words that do not narrow what is counted.
const EMPTY: &[&str] =
    &["the", "its", "their", "our", "his", "enemy", "all", "other", "some", "such", "these", "those"];

/// Participles that papers use for the people themselves ("12 injured", "four dead").
const PEOPLE: &[&str] = &["dead", "injured", "wounded", "casualty", "death", "fatality", "injury"];

impl Object {
    /// The object that `phrase` names ("bodies of Ukrainian soldiers", "Ukrainian drones").
    pub(crate) fn read(phrase: &str) -> Option<Self> {
        let all = words(phrase, 0);
        let owner = all.iter().find_map(state_of).map(str::to_owned);
        let mut own: Vec<&Word> = all.iter().take_while(|word| !TAIL.contains(&word.text.as_str())).collect();
        own.retain(|word| state_of(word).is_none() && !EMPTY.contains(&word.text.as_str()));
        let head = own.pop()?;
        let mut narrowed_by: Vec<String> = own.into_iter().map(|word| word.text.clone()).collect();
        narrowed_by.sort();
        narrowed_by.dedup();
        Some(Self { head: noun(&head.text), narrowed_by, owner })
    }

    /// The name of the widest thing it is a kind of; itself, where it is of no known kind.
    pub(crate) fn family(head: &str) -> &str {
        FAMILIES.iter().find(|(_, kinds)| kinds.contains(&head)).map_or(head, |(family, _)| family)
    }
}

/// One noun by its usual name: "Shaheds" is "drone".
pub(crate) fn noun(word: &str) -> String {
    let one = singular(word);
    if PEOPLE.contains(&one.as_str()) {
        return "person".to_owned();
    }
    SAME.iter().find(|(_, others)| others.contains(&one.as_str())).map_or(one, |(name, _)| (*name).to_owned())
}

/// Whether `noun` is one that news count or name often enough to be looked for next to a verb.
pub(crate) fn is_known(noun: &str) -> bool {
    SAME.iter().chain(FAMILIES).any(|(name, others)| *name == noun || others.contains(&noun))
}

/// Plural for a title. Good enough for the nouns of the tables above and regular ones.
pub(crate) fn plural(noun: &str) -> String {
    match noun {
        "person" => "people".to_owned(),
        "child" => "children".to_owned(),
        "man" => "men".to_owned(),
        "woman" => "women".to_owned(),
        "grain" | "aircraft" | "remains" | "aid" | "equipment" => noun.to_owned(),
        _ => match noun.strip_suffix('y') {
            Some(stem) if !stem.ends_with(['a', 'e', 'o']) => format!("{stem}ies"),
            _ if noun.ends_with(['s', 'x']) || noun.ends_with("ch") || noun.ends_with("sh") => {
                format!("{noun}es")
            }
            _ => format!("{noun}s"),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_phrase_is_led_to_its_head() {
        for (phrase, head, owner) in [
            ("drones and decoys", "drone", None),
            ("Ukrainian drones", "drone", Some("Ukraine")),
            ("bodies of Ukrainian soldiers", "body", Some("Ukraine")),
            ("remains", "body", None),
            ("prisoners from each side", "prisoner", None),
            ("people", "person", None),
            ("injured", "person", None),
            ("UAVs", "drone", None),
            ("civilians", "civilian", None),
        ] {
            let object = Object::read(phrase).unwrap();
            assert_eq!((object.head.as_str(), object.owner.as_deref()), (head, owner), "{phrase}");
        }
        assert_eq!(Object::read("missing children").unwrap().narrowed_by, ["missing"]);
        assert_eq!(Object::read("of them"), None);
    }

    #[test]
    fn kinds_of_one_thing_share_a_family_and_no_name() {
        assert_eq!(Object::family("civilian"), Object::family("person"));
        assert_ne!(noun("civilians"), noun("people"));
    }
}
