//! What common nouns name: people, bodies, documents, places, and the words that stand before names.
//!
//! The table is `data/lexicon/nouns.tsv`, built in and read once; regular plurals and endings such as "-ologist" are
//! rules here.

use std::sync::LazyLock;

use onrecord_model::SpeakerKind;
use rustc_hash::FxHashMap;

use crate::lexicon::Gender;

/// What one noun can name; a noun may name several.
#[expect(clippy::struct_excessive_bools, reason = "each is a column of the table")]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Noun {
    /// Somebody.
    pub person: bool,
    /// Somebody by an office, of which one holds few at a time.
    pub office: bool,
    /// Somebody by party or people, written with a capital: "the Democrat", "the Scot".
    pub proper: bool,
    /// Somebody of this gender.
    pub gender: Option<Gender>,
    /// Somebody tied to another person.
    pub kin: bool,
    /// Somebody who stays unnamed: "an official".
    pub source: bool,
    /// Somebody called by a title of nobility or of the church and what it is of.
    pub noble: bool,
    /// What stands before the colon of a headline and is nobody who speaks: "Live".
    pub kicker: bool,
    /// Somebody who speaks for others.
    pub mouthpiece: bool,
    /// Several people, without a plural ending.
    pub people: bool,
    /// A body.
    pub body: Option<Body>,
    /// The last word of the name of a company or body.
    pub ending: Option<&'static str>,
    /// A writing that is said to say something.
    pub document: bool,
    /// It stands before a name without being part of it.
    pub before: bool,
    /// The last word of the name of a place.
    pub place: bool,
    /// No single state owns a body with this word in its name.
    pub worldly: bool,
    /// Those who hear evidence rather than give it.
    pub audience: bool,
}

/// A sort of body.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Body {
    /// Whether it speaks for a state.
    pub kind: SpeakerKind,
    /// Which descriptions fit it.
    pub class: &'static str,
}

static NOUNS: LazyLock<FxHashMap<&'static str, Noun>> = LazyLock::new(|| {
    let mut found: FxHashMap<&'static str, Noun> = FxHashMap::default();
    let table = include_str!("../../../../data/lexicon/nouns.tsv");
    for line in table.lines().filter(|line| !line.starts_with('#')) {
        let mut cells = line.split('\t');
        let (Some(sort), Some(class), Some(words)) = (cells.next(), cells.next(), cells.next()) else {
            continue;
        };
        for word in words.split_whitespace() {
            enter(found.entry(word).or_default(), sort, class);
        }
    }
    found
});

/// Groups of nouns that can call the same body or person: a minister may be a secretary.
static ALIKE: LazyLock<Vec<Vec<&'static str>>> = LazyLock::new(|| {
    let table = include_str!("../../../../data/lexicon/nouns.tsv");
    let lines = table.lines().filter_map(|line| line.strip_prefix("alike\t-\t"));
    lines.map(|line| line.split_whitespace().collect()).collect()
});

/// The nouns that can call the same one as `lower`, itself left out.
pub(super) fn alike(lower: &str) -> impl Iterator<Item = &str> + use<'_> {
    let groups = ALIKE.iter().filter(move |group| group.contains(&lower));
    groups.flatten().copied().filter(move |other| *other != lower)
}

fn enter(noun: &mut Noun, sort: &str, class: &'static str) {
    let body = |kind| Some(Body { kind, class });
    noun.office |= class == "office";
    noun.proper |= class == "proper";
    match sort {
        "person" => noun.person = true,
        "man" => (noun.person, noun.gender) = (true, Some(Gender::Male)),
        "woman" => (noun.person, noun.gender) = (true, Some(Gender::Female)),
        "kin" => {
            (noun.person, noun.kin) = (true, true);
            noun.gender = noun.gender.or(match class {
                "man" => Some(Gender::Male),
                "woman" => Some(Gender::Female),
                _ => None,
            });
        }
        "source" => (noun.person, noun.source) = (true, true),
        "noble" => noun.noble = true,
        "kicker" => noun.kicker = true,
        "mouthpiece" => noun.mouthpiece = true,
        "people" => noun.people = true,
        "government" => noun.body = noun.body.or(body(SpeakerKind::Government)),
        "organization" => noun.body = noun.body.or(body(SpeakerKind::Organization)),
        "ending" => noun.ending = Some(class),
        "document" => noun.document = true,
        "before" => noun.before = true,
        "place" => noun.place = true,
        "worldly" => noun.worldly = true,
        "audience" => noun.audience = true,
        _ => {}
    }
}

/// What the noun `lower` names; nothing where no list has it.
pub(super) fn noun(lower: &str) -> Noun {
    if let Some(noun) = NOUNS.get(lower) {
        return *noun;
    }
    let plain = lower.trim_end_matches('.').replace('’', "'");
    if let Some(noun) = NOUNS.get(plain.as_str()) {
        return *noun;
    }
    if let Some((head, _)) = lower.split_once("-of-") {
        return NOUNS.get(head).copied().unwrap_or_default();
    }
    let compound = lower.rsplit_once('-').and_then(|(_, last)| NOUNS.get(last)).copied();
    compound.unwrap_or_else(|| by_ending(lower))
}

/// Whether `lower` is a noun for those who hear evidence rather than give it: "the court heard".
pub(crate) fn is_audience(lower: &str) -> bool {
    NOUNS.get(lower).is_some_and(|noun| noun.audience)
}

/// Whether `lower` is a writing that is said to say something: "statement", "tweet".
pub(crate) fn is_writing(lower: &str) -> bool {
    noun(lower).document
}

/// Whether `lower` names one person or several: "teacher", "teachers", "people".
pub(crate) fn is_person(lower: &str) -> bool {
    let one = singular(lower).map(|one| noun(&one)).unwrap_or_default();
    let own = noun(lower);
    own.person || own.people || one.person
}

/// People by the endings of trades, for those that no list has.
fn by_ending(lower: &str) -> Noun {
    const TRADES: &[&str] = &["ologist", "ographer", "onomist", "ician", "woman", "keeper", "maker", "smith"];
    const MEN: &[&str] = &["sman", "rman", "lman", "dman", "hman"];
    let woman = lower.ends_with("woman");
    let man = MEN.iter().any(|ending| lower.ends_with(ending));
    let person = lower.len() > 6 && (man || TRADES.iter().any(|ending| lower.ends_with(ending)));
    let gender = if woman { Some(Gender::Female) } else { Some(Gender::Male).filter(|_| man) };
    Noun { person, gender: gender.filter(|_| person), ..Noun::default() }
}

/// Whether a noun that no list has ends like one for somebody who does something: "prehistorian".
pub(super) fn is_agent(lower: &str) -> bool {
    const ENDINGS: &[&str] = &["er", "or", "ist", "ian", "ant", "eer", "man", "ee"];
    matches!(lower, "star" | "celebrity" | "peer")
        || noun(lower) == Noun::default() && ENDINGS.iter().any(|ending| lower.ends_with(ending))
}

/// A word with a capital.
pub(super) fn capitalised(lower: &str) -> String {
    let mut chars = lower.chars();
    chars.next().map(|first| first.to_uppercase().chain(chars).collect()).unwrap_or_default()
}

/// The singular of a plural noun that a list has.
pub(super) fn singular(lower: &str) -> Option<String> {
    let stem = |ending: &str, single: &str| Some(format!("{}{single}", lower.strip_suffix(ending)?));
    let forms = [stem("ies", "y"), stem("men", "man"), stem("wives", "wife"), stem("es", ""), stem("s", "")];
    let known = |form: &String| noun(form) != Noun::default();
    if lower.ends_with("ss") || lower.ends_with("'s") {
        return None;
    }
    forms.into_iter().flatten().find(known)
}

/// Whether `lower` names several people or things.
pub(super) fn is_plural(lower: &str) -> bool {
    let noun = noun(lower);
    if noun.people {
        return true;
    }
    let single = noun.person
        || noun.body.is_some()
        || lower.ends_with("ss")
        || lower.ends_with("us")
        || lower.ends_with("is");
    if single || lower.chars().count() < 4 {
        return false;
    }
    lower.ends_with('s') || lower.ends_with("men")
}

/// A rank or title in full: "Col." is a colonel.
pub(super) fn title_in_full(title: &str) -> String {
    let lower = title.trim_end_matches('.').to_lowercase();
    let full = match lower.as_str() {
        "adm" => "admiral",
        "ald" => "alderman",
        "amb" => "ambassador",
        "brig" => "brigadier",
        "capt" => "captain",
        "cllr" => "councillor",
        "cdr" | "cmdr" => "commander",
        "col" => "colonel",
        "cpl" => "corporal",
        "det" => "detective",
        "dr" => "doctor",
        "fr" => "father",
        "gen" => "general",
        "gov" => "governor",
        "insp" => "inspector",
        "lt" => "lieutenant",
        "maj" => "major",
        "prof" => "professor",
        "pte" | "pvt" => "private",
        "rep" => "representative",
        "rev" => "reverend",
        "sen" => "senator",
        "sgt" => "sergeant",
        "supt" => "superintendent",
        other => other,
    };
    full.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nouns_by_list_ending_and_compound() {
        assert!(noun("goalkeeper").person && noun("limnologist").person && noun("dad-of-three").person);
        assert_eq!(noun("spokeswoman").gender, Some(Gender::Female));
        assert_eq!(noun("ministry").body.map(|body| body.kind), Some(SpeakerKind::Government));
        assert_eq!(noun("table-lamp"), Noun::default());
    }

    #[test]
    fn number_by_ending() {
        assert_eq!(singular("secretaries").as_deref(), Some("secretary"));
        assert_eq!(singular("watchmen").as_deref(), Some("watchman"));
        assert!(is_plural("plumbers") && is_plural("people") && !is_plural("boss") && !is_plural("police"));
    }
}
