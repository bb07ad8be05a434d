//! The lines around the headline: where a reader finds byline and date, whatever the markup calls them.

use super::{Facts, author, date, shown::SHORT};
use crate::blocks::Blocks;
use crate::text::bare;

/// So many blocks before the headline and after it are looked at.
const BEFORE: usize = 3;
const AFTER: usize = 8;

/// Words that tell a later change from the first publication, in the languages of most news sites.
const CHANGED: [&str; 11] = [
    "updat",
    "modif",
    "revis",
    "reviewed",
    "edited",
    "aktualisi",
    "geändert",
    "mis à jour",
    "actualiz",
    "обновл",
    "оновл",
];

/// Facts from the short lines around the block that reads as `title`.
pub(super) fn read(page: &Blocks, title: Option<&str>) -> Facts {
    let blocks: Vec<&str> = page.iter().map(|(_, text)| text).collect();
    let wanted = title.map(bare).unwrap_or_default();
    let Some(at) = blocks.iter().position(|block| !wanted.is_empty() && bare(block) == wanted) else {
        return Facts::default();
    };
    let around = at.saturating_sub(BEFORE)..(at + AFTER + 1).min(blocks.len());
    let zone = blocks.get(around).unwrap_or_default();
    let short = |text: &&&str| text.chars().count() <= SHORT;
    let is_change = |text: &str| CHANGED.iter().any(|mark| text.to_lowercase().contains(mark));
    let first = |changed: bool| {
        zone.iter().filter(short).filter(|text| is_change(text) == changed).find_map(|text| date::shown(text))
    };
    Facts { authors: authors(zone), published: first(false), modified: first(true), ..Facts::default() }
}

/// The first line that opens as a byline does, together with the next one where the opening stands alone.
fn authors(zone: &[&str]) -> Vec<String> {
    let mut lines = zone.iter().flat_map(|block| block.lines()).filter(|line| line.chars().count() <= SHORT);
    while let Some(line) = lines.next() {
        let names = match author::after_opening(line) {
            Some("") => author::all(lines.next().map(|line| (*line).to_owned())),
            Some(rest) if rest.starts_with(|c: char| !c.is_lowercase()) => author::all([rest.to_owned()]),
            _ => continue,
        };
        if !names.is_empty() {
            return names;
        }
    }
    Vec::new()
}
