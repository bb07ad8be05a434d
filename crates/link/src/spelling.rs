//! One form for the spellings of a name: "Zelensky", "Zelenskyy" and "Zelenskiy", "Kyiv" and "Kiev".
//!
//! A short table has what no rule tells: towns under their old names, first names between Ukrainian, Russian and English.
//! The rest are letters. Romanizations of Cyrillic and Arabic (BGN/PCGN, the Ukrainian system of 2010, what papers do)
//! differ in a few groups of letters, and here each group has one form. The form is for comparing only, never shown.

use std::collections::HashMap;
use std::sync::LazyLock;

use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

const TABLE: &str = include_str!("../../../data/lexicon/spellings.tsv");

/// A name that has several spellings.
struct Name {
    usual: &'static str,
    others: Vec<&'static str>,
    /// Code of the country, of a place.
    country: &'static str,
}

fn names() -> impl Iterator<Item = Name> {
    let rows = TABLE.lines().filter(|line| !line.starts_with('#'));
    rows.filter_map(|row| {
        let mut cells = row.split('\t');
        let (usual, others) = (cells.next()?, cells.next()?);
        Some(Name { usual, others: others.split('|').collect(), country: cells.next().unwrap_or_default() })
    })
}

/// Usual names and countries by the other spellings in lower case.
static USUAL: LazyLock<HashMap<String, (&'static str, &'static str)>> = LazyLock::new(|| {
    let of = |name: Name| {
        let known = (name.usual, name.country);
        name.others.into_iter().map(move |other| (other.to_lowercase(), known))
    };
    names().flat_map(of).collect()
});

/// Names with fewer letters are left as they are: so short, two of them differ by what the rules take away.
const SHORTEST: usize = 5;

/// Endings of names, longest first, and what stands for them.
const ENDINGS: &[(&str, &str)] = &[
    ("iy", "i"),
    ("yi", "i"),
    ("ii", "i"),
    ("yy", "i"),
    ("ij", "i"),
    ("yj", "i"),
    ("ey", "i"),
    ("ei", "i"),
    ("y", "i"),
];

/// Groups of letters, longest first, and what stands for them.
const GROUPS: &[(&str, &str)] = &[
    ("shch", "sh"),
    ("iya", "a"),
    ("kh", "h"),
    ("zh", "z"),
    ("ck", "k"),
    ("ou", "u"),
    ("oo", "u"),
    ("ee", "i"),
    ("ya", "a"),
    ("ia", "a"),
    ("ja", "a"),
    ("yu", "u"),
    ("iu", "u"),
    ("ju", "u"),
    ("ye", "e"),
    ("ie", "e"),
    ("je", "e"),
    ("yo", "o"),
    ("io", "o"),
    ("y", "i"),
];

/// The usual name of a place in that country, where it has several; else the name itself: Odessa in Texas is no Odesa.
pub(crate) fn usual_place<'n>(name: &'n str, country: Option<&str>) -> &'n str {
    let known = USUAL.get(&name.to_lowercase()).filter(|(_, of)| Some(*of) == country);
    known.map_or(name, |(usual, _)| usual)
}

fn usual(name: &str) -> &str {
    USUAL.get(&name.to_lowercase()).map_or(name, |(usual, _)| usual)
}

/// The one form of a word with a capital, name or not, in lower case: the table, and the ending of "Zelensky" alone.
pub(crate) fn in_clause(word: &str) -> String {
    let name = usual(word).to_lowercase();
    let stem = ENDINGS.iter().find_map(|(end, _)| name.strip_suffix(end)).filter(|stem| stem.ends_with("sk"));
    stem.map_or(name.clone(), |stem| format!("{stem}i"))
}

/// The one form of a word of a name, in lower case: equal for all its spellings.
pub(crate) fn form(word: &str) -> String {
    let plain: String =
        usual(word).nfd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase).collect();
    let plain = plain.replace(['\'', '’', 'ʼ'], "").replace('ł', "l").replace('ø', "o").replace('ı', "i");
    if plain.chars().count() < SHORTEST {
        return plain;
    }
    let ending = ENDINGS.iter().find_map(|(end, stands)| Some((plain.strip_suffix(end)?, *stands)));
    let (stem, end) = ending.unwrap_or((&plain, ""));
    let mut text = String::with_capacity(plain.len());
    let mut rest = stem;
    while let Some(first) = rest.chars().next() {
        let group = GROUPS.iter().find_map(|(group, stands)| Some((rest.strip_prefix(group)?, *stands)));
        if let Some((after, stands)) = group {
            text.push_str(stands);
            rest = after;
        } else {
            text.push(first);
            rest = rest.get(first.len_utf8()..).unwrap_or_default();
        }
    }
    text.push_str(end);
    let mut letters: Vec<char> = text.chars().collect();
    letters.dedup_by(|next, kept| next == kept && next.is_alphabetic());
    letters.into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_name_has_one_form() {
        for spellings in [
            &["Zelensky", "Zelenskyy", "Zelenskiy", "Zelenskyi", "Zelenskii"][..],
            &["Kyiv", "Kiev"],
            &["Odesa", "Odessa", "ODESSA"],
            &["Podolyak", "Podoliak"],
            &["Yermak", "Ermak"],
            &["Syrskyi", "Syrsky", "Syrskiy"],
            &["Sergei", "Serhii", "Sergey"],
            &["Erdogan", "Erdoğan"],
            &["Mohammed", "Muhammad", "Mohamed"],
            &["Khamenei", "Khameney"],
            &["Lukaszewicz", "Łukaszewicz"],
        ] {
            let mut forms: Vec<String> = spellings.iter().map(|name| form(name)).collect();
            forms.dedup();
            assert_eq!(forms.len(), 1, "{spellings:?}: {forms:?}");
        }
    }

    #[test]
    fn other_names_have_other_forms() {
        for (one, other) in [
            ("Kyrylo", "Kyryl"),
            ("Petrov", "Petrova"),
            ("Ivanov", "Ivanenko"),
            ("Martin", "Marin"),
            ("Lee", "Li"),
            ("Sumner", "Summers"),
        ] {
            assert_ne!(form(one), form(other), "{one} and {other}");
        }
    }

    #[test]
    fn every_other_spelling_has_one_usual_name() {
        for name in names() {
            assert_eq!(usual(name.usual), name.usual, "{} is another name's spelling too", name.usual);
            for other in name.others {
                assert_eq!(usual(other), name.usual);
            }
        }
        assert_eq!(in_clause("Zelenskyy"), in_clause("Zelensky"));
        assert_eq!(usual_place("Odessa", Some("UA")), "Odesa");
        assert_eq!(usual_place("Odessa", Some("US")), "Odessa");
    }
}
