//! Bylines → names.

use crate::text::fold;

/// Names in a list of bylines, each once, in order.
pub(super) fn all(bylines: impl IntoIterator<Item = impl Lines>) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for name in bylines.into_iter().flat_map(Lines::lines).flat_map(|byline| in_byline(&byline)) {
        if !names.iter().any(|known| known.to_lowercase() == name.to_lowercase()) {
            names.push(name);
        }
    }
    names
}

/// One byline or several.
pub(super) trait Lines {
    fn lines(self) -> Vec<String>;
}

impl Lines for String {
    fn lines(self) -> Vec<String> {
        vec![self]
    }
}

impl Lines for Vec<String> {
    fn lines(self) -> Vec<String> {
        self
    }
}

/// What opens a byline.
const OPENINGS: [&str; 31] = [
    "by",
    "written by",
    "posted by",
    "published by",
    "reported by",
    "story by",
    "text by",
    "words by",
    "article by",
    "posts by",
    "view all posts by",
    "author",
    "authors",
    "author(s)",
    "autor",
    "autoren",
    "von",
    "text",
    "artikel von",
    "erstellt von",
    "geschrieben von",
    "verfasst von",
    "veröffentlicht von",
    "par",
    "écrit par",
    "publié par",
    "por",
    "escrito por",
    "publicado por",
    "автор",
    "di",
];

/// Words between two names.
const BETWEEN: [&str; 4] = [" and ", " und ", " et ", " y "];

/// Words of job titles: beside a name, what carries one is not another name.
const JOBS: [&str; 24] = [
    "editor",
    "editor-in-chief",
    "reporter",
    "correspondent",
    "writer",
    "contributor",
    "journalist",
    "columnist",
    "producer",
    "analyst",
    "director",
    "manager",
    "professor",
    "founder",
    "co-founder",
    "specialist",
    "expert",
    "redakteur",
    "redakteurin",
    "redaktion",
    "journaliste",
    "rédaction",
    "redacción",
    "university",
];

/// Accounts and labels that are nobody.
const NOBODY: [&str; 22] = [
    "anonymous",
    "unknown",
    "null",
    "undefined",
    "webmaster",
    "guest",
    "n/a",
    "admin",
    "administrator",
    "author",
    "autor",
    "authors",
    "by",
    "user",
    "publisher",
    "follow",
    "follow us",
    "sign in",
    "log in",
    "view more posts",
    "posts",
    "blog",
];

/// Longest name, in characters and words.
const LONGEST: usize = 60;
const MOST_WORDS: usize = 6;

/// What follows the opening of a byline; empty where it stands alone, none where there is none.
pub(super) fn after_opening(line: &str) -> Option<&str> {
    let line = line.trim();
    let mut best = None;
    for opening in OPENINGS {
        let Some(head) = line.get(..opening.len()) else { continue };
        let rest = line.get(opening.len()..).unwrap_or_default();
        if head.to_lowercase() == opening && (rest.is_empty() || rest.starts_with([' ', ':', '|'])) {
            let rest = rest.trim_start_matches([' ', ':', '|']);
            best = best.filter(|shorter: &&str| shorter.len() < rest.len()).or(Some(rest));
        }
    }
    best
}

fn without_opening(mut line: &str) -> &str {
    while let Some(rest) = after_opening(line) {
        line = rest;
    }
    line
}

/// The names in one byline: `By Jane Doe, Senior Editor, and John Roe | The Paper` → Jane Doe, John Roe, The Paper.
fn in_byline(byline: &str) -> Vec<String> {
    let byline = fold(byline);
    let words: Vec<&str> = byline.split(' ').filter(|word| !is_address(word)).collect();
    let mut line = without_opening(&words.join(" ")).to_owned();
    for word in BETWEEN.iter().chain(&[" - ", " – ", " — "]) {
        line = line.replace(word, ";");
    }
    let names: Vec<String> = line.split([';', ',', '|', '&', '•', '·', '⋅', '/']).filter_map(name).collect();
    let people: Vec<String> = names.iter().filter(|name| !is_job(name)).cloned().collect();
    if people.is_empty() { names } else { people }
}

fn is_address(word: &str) -> bool {
    word.contains('@') || word.contains("://") || word.starts_with("www.")
}

fn is_job(name: &str) -> bool {
    let name = name.to_lowercase();
    name.split_whitespace().any(|word| JOBS.contains(&word.trim_matches(|c: char| !c.is_alphanumeric())))
}

/// One name, or none where the piece is a degree, a date, nobody.
fn name(piece: &str) -> Option<String> {
    let piece = piece.split(['(', '[', '<']).next()?;
    let piece = without_opening(piece.trim()).split(" in ").next()?;
    let name = piece.trim_matches(|c: char| !c.is_alphanumeric() && c != '.').trim_start_matches('.');
    let lower = name.to_lowercase();
    let fits = (2..=LONGEST).contains(&name.chars().count()) && name.split(' ').count() <= MOST_WORDS;
    let is_name = fits
        && !is_degree(name)
        && name.chars().any(char::is_alphabetic)
        && !name.chars().any(|c| c.is_ascii_digit())
        && !NOBODY.contains(&lower.as_str());
    is_name.then(|| name.to_owned())
}

/// `PhD`, `M.D.`, `MSc`, `RD`, `Jr.`: one short word with hardly a small letter in it.
fn is_degree(name: &str) -> bool {
    let letters: Vec<char> = name.chars().filter(|c| c.is_alphabetic()).collect();
    let small = letters.iter().filter(|c| c.is_lowercase()).count();
    let has_capital = letters.iter().any(|c| c.is_uppercase());
    let is_short = !name.contains(' ') && has_capital && letters.len() <= 4;
    is_short && (name.contains('.') || small == 0 || (small == 1 && letters.len() == 3))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(byline: &str, want: &[&str]) {
        assert_eq!(all([byline.to_owned()]), want);
    }

    #[test]
    fn bylines_become_names() {
        check("By Jane Doe", &["Jane Doe"]);
        check("BY: JANE DOE and John Roe", &["JANE DOE", "John Roe"]);
        check("By Jane Doe, Senior Editor, and John Roe | Kyiv Reporter", &["Jane Doe", "John Roe"]);
        check("Written by: Jane Doe - Mar 27, 2024", &["Jane Doe"]);
        check("View all posts by Jane Doe", &["Jane Doe"]);
        check("Staff Writer", &["Staff Writer"]);
        check("Von Günter W. Kienitz und Anna Meier", &["Günter W. Kienitz", "Anna Meier"]);
        check("Jane Doe jane@example.org", &["Jane Doe"]);
        check("Jane Doe in Kyiv", &["Jane Doe"]);
        check("Dr. Jane Doe, PhD, M.D., RD", &["Dr. Jane Doe"]);
        check("Robert Downey Jr.", &["Robert Downey Jr."]);
        check("Byron Young", &["Byron Young"]);
        check("Олена Рощина", &["Олена Рощина"]);
        check("Reuters", &["Reuters"]);
    }

    #[test]
    fn what_is_no_name_gives_none() {
        for byline in [
            "https://www.facebook.com/paper",
            "admin",
            "View more posts",
            "",
            "12345",
            "desk@example.org",
            "null",
        ] {
            check(byline, &[]);
        }
    }
}
