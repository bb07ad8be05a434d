//! Whom an article credits: for the whole of it, or for what one claim says.

use std::sync::LazyLock;

use onrecord_model::{Article, Span};

use crate::party::speaker_key;

/// A newsroom or author by a key for all spellings, and as written.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Name {
    pub(crate) key: String,
    pub(crate) written: String,
}

/// News agencies and the short forms by which papers credit them.
const AGENCIES: &[(&str, &str)] = &[
    ("AAP", "Australian Associated Press"),
    ("AFP", "Agence France-Presse"),
    ("ANSA", "Agenzia Nazionale Stampa Associata"),
    ("AP", "Associated Press"),
    ("APA", "Austria Presse Agentur"),
    ("BELTA", "Belarusian Telegraph Agency"),
    ("BNS", "Baltic News Service"),
    ("CP", "Canadian Press"),
    ("DPA", "Deutsche Presse-Agentur"),
    ("EFE", "Agencia EFE"),
    ("IRNA", "Islamic Republic News Agency"),
    ("KCNA", "Korean Central News Agency"),
    ("PA", "Press Association"),
    ("PAP", "Polish Press Agency"),
    ("PTI", "Press Trust of India"),
    ("SANA", "Syrian Arab News Agency"),
    ("TASS", "TASS news agency"),
    ("UPI", "United Press International"),
    ("Interfax", "Interfax news agency"),
    ("Reuters", "Thomson Reuters"),
    ("Reuters", "Reuters news agency"),
    ("Xinhua", "Xinhua news agency"),
];

/// Keys of the short and of the long forms.
static KEYS: LazyLock<Vec<(String, String)>> =
    LazyLock::new(|| AGENCIES.iter().map(|(short, long)| (speaker_key(short), speaker_key(long))).collect());

/// The longest name that is read, in bytes.
const LONGEST: usize = 60;

impl Name {
    /// The name in `text`; none where there is none, or more than a name.
    pub(crate) fn read(text: &str) -> Option<Self> {
        let written = text.trim();
        let key = newsroom_key(written);
        (!key.is_empty() && written.len() <= LONGEST).then(|| Self { key, written: written.to_owned() })
    }
}

/// One key for all spellings of a newsroom's name, short or long.
pub(crate) fn newsroom_key(name: &str) -> String {
    let key = speaker_key(name);
    KEYS.iter().find(|(_, long)| *long == key).map_or(key, |(short, _)| short.clone())
}

/// Whether the key is that of a news agency.
pub(crate) fn is_agency(key: &str) -> bool {
    KEYS.iter().any(|(short, _)| short == key)
}

/// What stands before the name of whom the whole text is credited to.
const LEADS: &[&str] = &[
    "Source: ",
    "upplied by ",
    "rovided by ",
    "irst published by ",
    "irst published in ",
    "Courtesy of ",
    "ith material from ",
    "ith files from ",
    "ith reporting by ",
    "ith reporting from ",
    "dditional reporting by ",
];

/// What stands after it.
const TAILS: &[&str] = &[" contributed to this ", " contributed reporting"];

/// Names that the whole article credits: bylines, the agency of a dateline ("ISTANBUL (Reuters) -") or at the end of a
/// sentence ("(AFP)"), "Source: …", "supplied by …", "… contributed to this report".
pub(crate) fn credits(article: &Article) -> Vec<Name> {
    let text = &article.text;
    let mut names: Vec<&str> = article.source.authors.iter().map(String::as_str).collect();
    names.extend(in_brackets(text));
    for lead in LEADS {
        for (at, _) in text.match_indices(lead) {
            let rest = text.get(at + lead.len()..).unwrap_or_default();
            names.extend(rest.split(['\n', '.', ';']).next());
        }
    }
    for tail in TAILS {
        names.extend(text.match_indices(tail).filter_map(|(at, _)| name_before(text.get(..at)?)));
    }
    let mut credits: Vec<Name> = names.into_iter().filter_map(Name::read).collect();
    credits.sort();
    credits.dedup_by(|a, b| a.key == b.key);
    credits
}

/// Names alone in brackets, before the dash of a dateline or at the end of a sentence.
fn in_brackets(text: &str) -> impl Iterator<Item = &str> {
    text.match_indices('(').filter_map(|(open, _)| {
        let (before, after) = (text.get(..open)?, text.get(open + 1..)?);
        let (inside, rest) = after.split_once(')')?;
        let dateline = rest.trim_start_matches(' ').starts_with(['-', '–', '—']);
        let ends = rest.is_empty() || rest.starts_with(['.', '\n']);
        // "the World Health Organization (WHO)." explains a short form.
        let explained = before.trim_end().chars().next_back().is_some_and(char::is_alphanumeric)
            && inside.chars().next().is_some_and(|first| {
                let words = before.split_whitespace().rev().take(inside.chars().count());
                words.last().is_some_and(|word| word.starts_with(first))
            });
        let is_name = name_after(inside) == Some(inside);
        (is_name && (dateline || ends && !explained)).then_some(inside)
    })
}

/// A name that stands for what one claim says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Report {
    /// Index of the claim in its article.
    pub(crate) claim: usize,
    pub(crate) name: Name,
    /// Said in words that only a newsroom's finding has ("first reported by"), so that the name is one.
    pub(crate) sure: bool,
}

/// What stands before the name of a newsroom that found out, in words that nothing but a newsroom can follow.
const FOUND_BY: &[&str] = &[
    "irst reported by ",
    "irst revealed by ",
    "irst disclosed by ",
    "irst published by ",
    "irst published in ",
    "eported earlier by ",
];

/// What stands after it.
const FOUND: &[&str] = &[" first reported", " first revealed", " was first to report", " broke the story"];

/// What stands before the name of whoever tells it, a newsroom or not.
const TOLD_BY: &[&str] = &[
    " told ",
    "nterview with ",
    "nterview to ",
    "peaking to ",
    "omments to ",
    "emarks to ",
    "tatement to ",
    "ccording to ",
    "iting ",
    "uoted by ",
    "arried by ",
    "eported by ",
    "ublished by ",
    "btained by ",
    " seen by ",
];

/// What stands after it.
const TOLD: &[&str] =
    &[" reported", " reports", " revealed", " wrote", " writes", " quoted", " cited", " has learned"];

/// Names to which the claims of the article are credited as findings of another newsroom: in their sentence, or for sure
/// in their paragraph.
pub(crate) fn reports(article: &Article) -> Vec<Report> {
    let text = |span: Span| span.slice(&article.text).unwrap_or_default();
    let mut found: Vec<Report> = Vec::new();
    let mut names: Vec<(Name, bool)> = Vec::new();
    let mut last: Option<Span> = None;
    for (claim, told) in article.claims.iter().enumerate() {
        if last != Some(told.sentence) {
            let paragraph = article.blocks.iter().map(|block| block.span).find(|b| b.contains(told.sentence));
            names = named(text(paragraph.unwrap_or(told.sentence)), FOUND_BY, FOUND, true);
            names.extend(named(text(told.sentence), TOLD_BY, TOLD, false));
            names.sort_by(|a, b| (&a.0.key, !a.1).cmp(&(&b.0.key, !b.1)));
            names.dedup_by(|a, b| a.0.key == b.0.key);
            last = Some(told.sentence);
        }
        found.extend(names.iter().map(|(name, sure)| Report { claim, name: name.clone(), sure: *sure }));
    }
    found
}

/// The names that stand after one of `leads` or before one of `tails`.
fn named(text: &str, leads: &[&str], tails: &[&str], sure: bool) -> Vec<(Name, bool)> {
    let after = leads.iter().flat_map(|lead| {
        text.match_indices(lead).filter_map(|(at, _)| name_after(text.get(at + lead.len()..)?))
    });
    let before = tails
        .iter()
        .flat_map(|tail| text.match_indices(tail).filter_map(|(at, _)| name_before(text.get(..at)?)));
    after.chain(before).filter_map(|name| Some((Name::read(name)?, sure))).collect()
}

/// Small words that stand inside a name.
fn is_joint(word: &str) -> bool {
    matches!(word, "of" | "the" | "and" | "&" | "de" | "la")
}

fn is_capital(word: &str) -> bool {
    word.starts_with(char::is_uppercase) || AGENCIES.iter().any(|(short, _)| short.to_lowercase() == word)
}

/// The name that `text` begins with, after an article.
fn name_after(text: &str) -> Option<&str> {
    let text = text.strip_prefix("the ").unwrap_or(text);
    let mut end = 0;
    let mut at = 0;
    for word in text.split(' ') {
        let bare = word.trim_end_matches(['.', ',', ';', ':', '”', '"', ')']);
        if is_capital(bare) {
            end = at + bare.len();
        } else if !is_joint(bare) || end == 0 {
            break;
        }
        if bare.len() < word.len() {
            break;
        }
        at += word.len() + 1;
    }
    text.get(..end).filter(|name| !name.is_empty())
}

/// The name that `text` ends with.
fn name_before(text: &str) -> Option<&str> {
    let line = text.rsplit('\n').next().unwrap_or(text).trim_end_matches(' ');
    let mut start = line.len();
    let mut at = line.len();
    for word in line.rsplit(' ') {
        let ended = at < line.len() && word.ends_with(['.', ',', ';', ':', '”', '"']);
        at -= word.len();
        if ended {
            break;
        }
        if is_capital(word) {
            start = at;
        } else if !is_joint(word) {
            break;
        }
        at = at.saturating_sub(1);
    }
    line.get(start..).filter(|name| !name.is_empty())
}

#[cfg(test)]
mod tests {
    use onrecord_model::Stance;

    use super::*;
    use crate::testing::{article, claim};

    fn keys(text: &str) -> Vec<String> {
        credits(&article("Post", "2025-07-23", text)).into_iter().map(|name| name.key).collect()
    }

    #[test]
    fn the_whole_text_is_credited_in_many_ways() {
        for text in [
            "ISTANBUL (Reuters) - Twelve people were hurt.",
            "Twelve people were hurt. (Reuters)",
            "Twelve people were hurt, the mayor said (Reuters).",
            "Twelve people were hurt.\nReuters contributed to this report.",
            "Twelve people were hurt.\nWith material from Reuters.",
            "Twelve people were hurt.\nSource: Reuters",
        ] {
            assert_eq!(keys(text), ["reuters"], "{text}");
        }
        assert_eq!(keys("It was hot. The Associated Press contributed to this report."), ["ap"]);
        assert_eq!(keys("It was hot. (AFP)"), [newsroom_key("Agence France-Presse")]);
        assert_eq!(keys("It was hot. With material from dpa."), [newsroom_key("Deutsche Presse-Agentur")]);
    }

    #[test]
    fn what_credits_nothing_is_left() {
        for text in [
            "Nobody was hurt, said the World Health Organization (WHO).",
            "Twelve (of them children) were hurt.",
            "Prices rose (see page 3).",
            "Photo: AFP.",
        ] {
            assert_eq!(keys(text), Vec::<String>::new(), "{text}");
        }
    }

    #[test]
    fn a_claim_is_credited_to_who_found_out() {
        let told = |text: &str| -> Vec<(String, bool)> {
            let mut page = article("Post", "2025-07-23", text);
            claim(&mut page, "Lena Brack", Stance::Asserts, "12 people were hurt");
            reports(&page).into_iter().map(|report| (report.name.written, report.sure)).collect()
        };
        for (text, name, sure) in [
            (
                "12 people were hurt, Lena Brack said, as first reported by the Harbour Post.",
                "Harbour Post",
                true,
            ),
            (
                "12 people were hurt, Lena Brack said, Business Compass first reported.",
                "Business Compass",
                true,
            ),
            ("12 people were hurt, Lena Brack told Radio Sahil.", "Radio Sahil", false),
            ("According to Radio Sahil, Lena Brack said 12 people were hurt.", "Radio Sahil", false),
            ("He spoke after The Lantern reported that 12 people were hurt.", "The Lantern", false),
            ("12 people were hurt, dpa reported.", "dpa", false),
            ("12 people were hurt. The Lantern broke the story.", "The Lantern", true),
            ("12 people were hurt, Lena Brack said in remarks to Radio Sahil.", "Radio Sahil", false),
        ] {
            assert_eq!(told(text), [(name.to_owned(), sure)], "{text}");
        }
        assert!(told("12 people were hurt, Lena Brack told reporters.").is_empty());
    }
}
