//! Whether a quantity is said to have risen or fallen.

use onrecord_model::Trend;

use crate::{
    lexicon::Tags,
    token::{Kind, Line},
    unit,
};

/// Tokens before a quantity in which a verb of change is looked for.
const REACH: usize = 8;

/// The trend of the quantity `first..end`.
pub(crate) fn of(line: &Line, first: usize, end: usize, unit_name: &str) -> Option<Trend> {
    let measured = unit_name != unit::COUNT;
    after(line, end, measured).or_else(|| before(line, first, measured))
}

/// "30%, up from 20%", "a 5% increase", "12% higher".
fn after(line: &Line, end: usize, measured: bool) -> Option<Trend> {
    let at = end + usize::from(line.kind(end) == Kind::Comma);
    let trend = direction(line, at)?;
    let compared = line.any(at + 1, &["from", "on", "than", "compared", "since"]);
    let particle = line.any(at, &["up", "down", "higher", "lower"]);
    let noun = measured && !particle && at == end && is_noun(line.word(at));
    ((particle && compared) || noun).then_some(trend)
}

fn is_noun(word: &str) -> bool {
    matches!(
        word,
        "increase"
            | "rise"
            | "jump"
            | "surge"
            | "gain"
            | "growth"
            | "hike"
            | "climb"
            | "spike"
            | "uptick"
            | "decrease"
            | "drop"
            | "fall"
            | "decline"
            | "reduction"
            | "cut"
            | "dip"
            | "plunge"
            | "slump"
            | "slide"
            | "contraction"
            | "downturn"
    )
}

fn direction(line: &Line, i: usize) -> Option<Trend> {
    if line.has(i, Tags::UP) {
        return Some(Trend::Up);
    }
    line.has(i, Tags::DOWN).then_some(Trend::Down)
}

/// "rose to", "fell by 5%", "an increase of", "has doubled since May to".
fn before(line: &Line, first: usize, measured: bool) -> Option<Trend> {
    let last = first.checked_sub(1)?;
    let preposition = line.word(last);
    let (mut at, linked) = match preposition {
        "to" | "by" | "of" | "at" => (last, true),
        "from" => return None,
        _ => (first, false),
    };
    let near = at.saturating_sub(if linked { REACH } else { 3 });
    while at > near {
        at -= 1;
        if matches!(line.kind(at), Kind::Stop | Kind::Comma | Kind::Quote | Kind::Open | Kind::Close) {
            return None;
        }
        if let Some(trend) = direction(line, at) {
            let gap = last.saturating_sub(at);
            return fits(line, at, preposition, linked, measured, gap).then_some(trend);
        }
        if !linked && !may_stand_between(line, at) {
            return None;
        }
    }
    None
}

/// Words between a verb of change and its number: "rose another 5%", "fell sharply".
fn may_stand_between(line: &Line, i: usize) -> bool {
    line.word(i).ends_with("ly")
        || line.any(
            i,
            &["a", "an", "another", "back", "even", "further", "some", "about", "around", "nearly", "almost"],
        )
}

/// Whether the word of change at `at` speaks of the number: not "shot down 45 drones", not "cut aid to 45 villages".
fn fits(line: &Line, at: usize, preposition: &str, linked: bool, measured: bool, gap: usize) -> bool {
    let word = line.word(at);
    if matches!(word, "up" | "down") {
        let phrasal = at.checked_sub(1).is_some_and(|before| {
            let word = line.word(before);
            [
                "shot", "shoot", "shooting", "taken", "took", "take", "brought", "set", "broke", "made",
                "made", "gave", "end", "ended",
            ]
            .contains(&word)
        });
        return !phrasal && (preposition == "by" || (measured && !linked));
    }
    match preposition {
        "of" => is_noun(word) && gap <= 2,
        "by" => gap <= 2 || measured || !takes_object(word),
        "to" | "at" => (gap <= 1 || measured || !takes_object(word)) && (word != "up" || preposition != "at"),
        _ => measured,
    }
}

/// Verbs that also mean doing something to things: their number may count those.
fn takes_object(word: &str) -> bool {
    !matches!(
        word,
        "rose"
            | "rise"
            | "rises"
            | "risen"
            | "rising"
            | "fell"
            | "fallen"
            | "falls"
            | "grew"
            | "grow"
            | "grown"
            | "growing"
            | "climbed"
            | "doubled"
            | "tripled"
            | "quadrupled"
            | "increased"
            | "decreased"
            | "declined"
            | "soared"
            | "surged"
            | "jumped"
            | "plunged"
            | "plummeted"
            | "dropped"
            | "halved"
            | "shrank"
    )
}
