//! Whether a quantity is said to have risen or fallen.

use std::sync::LazyLock;

use onrecord_model::Trend;
use rustc_hash::FxHashSet;

use crate::{
    lexicon::{self, Tags},
    token::{Kind, Line},
    unit,
};

/// Tokens before a quantity in which a verb of change is looked for.
const REACH: usize = 12;

/// The quantity whose trend is asked for.
#[derive(Clone, Copy)]
pub(crate) struct Asked<'u> {
    pub(crate) first: usize,
    pub(crate) end: usize,
    pub(crate) unit: &'u str,
    /// Its object is points of an index, or its own value.
    pub(crate) relative: bool,
}

impl Asked<'_> {
    fn is_count(self) -> bool {
        self.unit == unit::COUNT
    }

    /// A share or a step: what a movement is told in.
    fn is_step(self) -> bool {
        matches!(self.unit, "%" | "pp" | "bp" | unit::SHARE) || self.relative
    }
}

/// The trend of a quantity by the words around it.
pub(crate) fn of(line: &Line, asked: Asked) -> Option<Trend> {
    after(line, asked).or_else(|| before(line, asked))
}

// ---- behind the number

/// "30%, up from 20%", "a 5% increase", "12% higher", "15 pesos less than", "two points above".
fn after(line: &Line, asked: Asked) -> Option<Trend> {
    let end = asked.end;
    let at = end + usize::from(line.kind(end) == Kind::Comma);
    let by = at > end && line.kind(at + 1) == Kind::Number;
    if line.any(at, &["up", "down"]) && (by || line.any(at + 1, COMPARED)) {
        return direction(line, at);
    }
    if at > end {
        return by_so_much(line, at);
    }
    let multiple = asked.unit == unit::SHARE && line.is(at, "as") && line.is(at + 2, "as");
    if multiple && line.any(at + 1, &["many", "much", "high", "large"]) && line.any(at + 3, EARLIER) {
        return Some(Trend::Up); // "three times as many as in 1990"
    }
    let compared = line.is(at + 1, "than") || line.is(at + 2, "than") || line.is(at + 3, "than");
    if line.is(at, "than")
        && (asked.first..end).any(|at| line.any(at, &["more", "fewer", "less"]))
        && !line.any(asked.first, &["more", "fewer", "less"])
    {
        let more = (asked.first..end).any(|at| line.is(at, "more"));
        return Some(if more { Trend::Up } else { Trend::Down });
    }
    match line.word(at) {
        "higher" | "lower" if !asked.is_count() || compared => direction(line, at),
        "more" | "greater" | "larger" | "faster" if compared || asked.is_step() => Some(Trend::Up),
        "less" | "fewer" | "smaller" if compared || asked.is_step() => Some(Trend::Down),
        "above" | "below" if asked.is_step() && asked.unit != unit::SHARE => {
            Some(if line.is(at, "above") { Trend::Up } else { Trend::Down })
        }
        "dearer" | "costlier" | "pricier" if compared => Some(Trend::Up),
        "cheaper" if compared => Some(Trend::Down),
        word if !asked.is_count() && is_noun(word) => direction(line, at),
        _ if asked.unit == "%" && line.any(at, MOVED) && is_noun(line.word(at + 1)) => {
            direction(line, at + 1)
        }
        _ => None,
    }
}

/// What follows "up" and "down" where a number is told beside an earlier one.
const COMPARED: &[&str] = &["from", "on", "compared", "since", "over", "at"];

/// What a noun of change says has moved: "a 10% pay rise".
const MOVED: &[&str] = &[
    "pay", "wage", "salary", "price", "tax", "tariff", "rate", "rent", "fare", "fee", "budget", "job",
    "staff", "spending", "share",
];

/// What an earlier time begins with behind "as".
const EARLIER: &[&str] = &["in", "a", "last", "during", "before"];

/// "139p, 0.4p down on the week before": the movement told behind the number, of `at`.
fn by_so_much(line: &Line, at: usize) -> Option<Trend> {
    let moved = (at + 1..at + 4).find(|at| line.any(*at, &["up", "down", "higher", "lower"]))?;
    let told = line.any(moved + 1, COMPARED) || line.is(moved + 1, "than");
    (line.kind(at) == Kind::Number && told).then(|| direction(line, moved)).flatten()
}

/// Nouns of change.
const NOUNS: &str = "increase increases rise rises jump surge gain gains growth hike climb spike uptick leap boost
decrease decreases drop drops fall falls decline declines reduction reductions cut cuts dip plunge slump slide contraction
downturn discount";

/// Whether the word is a noun of change.
pub(crate) fn is_noun(word: &str) -> bool {
    static WORDS: LazyLock<FxHashSet<&str>> = LazyLock::new(|| lexicon::set(NOUNS));
    WORDS.contains(word)
}

fn direction(line: &Line, i: usize) -> Option<Trend> {
    if line.has(i, Tags::UP) {
        return Some(Trend::Up);
    }
    line.has(i, Tags::DOWN).then_some(Trend::Down)
}

// ---- before the number

/// "rose to", "fell by 5%", "an increase of", "has doubled since May to".
fn before(line: &Line, asked: Asked) -> Option<Trend> {
    let last = asked.first.checked_sub(1)?;
    let last = if line.any(last, &["just", "only"]) { last.checked_sub(1)? } else { last };
    match line.word(last) {
        "to" | "by" | "past" | "beyond" => linked(line, last, asked),
        "of" => {
            let noun = last.checked_sub(1)?;
            let near = if is_noun(line.word(noun)) {
                Some(noun)
            } else {
                noun.checked_sub(1).filter(|at| is_noun(line.word(*at)))
            };
            near.filter(|at| !line.is(*at, "growth")).and_then(|at| direction(line, at))
        }
        "from" | "at" => None,
        _ => direct(line, asked),
    }
}

/// "rose by", "shrank … to", also behind a comma: "doubled since 2016, to 1,900".
fn linked(line: &Line, preposition: usize, asked: Asked) -> Option<Trend> {
    let mut at = preposition;
    let mut commas = usize::from(preposition > 0 && line.kind(preposition - 1) == Kind::Comma);
    let mut numbers = 0;
    while at > preposition.saturating_sub(REACH) {
        at -= 1;
        match line.kind(at) {
            Kind::Stop | Kind::Quote | Kind::Open | Kind::Close => return None,
            Kind::Comma if commas == 0 => return None,
            Kind::Comma => commas -= 1,
            Kind::Number => numbers += 1,
            _ => {}
        }
        if line.any(at, &["and", "but", "who", "which", "while"]) && numbers == 0 && at + 1 < preposition {
            return None;
        }
        if let Some(trend) = direction(line, at) {
            return moves(line, at, preposition, asked).then_some(trend);
        }
        if line.any(at, BRINGS) && line.is(preposition, "to") {
            let total = (at + 1..preposition).any(|at| {
                line.any(at, &["total", "toll", "number", "tally", "count", "holding", "stake", "haul"])
            });
            return total.then_some(Trend::Up);
        }
    }
    None
}

/// "bringing the total to 45".
const BRINGS: &[&str] = &["bringing", "brings", "brought", "taking", "takes", "took", "pushing", "pushed"];

/// Verbs of change that take no object: what they are told of is the number itself.
const MOVERS: &str = "rose rise rises risen rising fell fallen fall falls falling grew grow grows grown growing climbed
climb climbs climbing doubled double doubles doubling tripled triple triples trebled quadrupled increased increase increases
increasing decreased decrease decreases declined decline declines declining soared soar soars surged surge surges jumped jump
jumps plunged plunge plunges plummeted dropped drop drops dropping halved halve shrank shrink shrinks shrunk slid slide slides
slipped slip slips sank sink sunk dipped dip tumbled tumble slumped slump spiked swelled swell swollen eased ease slowed slow
slows dwindled dwindle accelerated quickened narrowed widened expanded contracted rocketed skyrocketed ballooned leapt leaped
edged ticked inched rebounded recovered mounted went goes up down higher lower advanced weakened strengthened retreated
mushroomed rallied whittled pared dwindling slumping halving easing lowering slashing trimming sagged crashed collapsed worsened improved reduced cut slashed lowered raised hiked trimmed lifted boosted brought halving
tripling multiplied firmed warmed appreciated cooled softened depreciated";

fn is_mover(word: &str) -> bool {
    static WORDS: LazyLock<FxHashSet<&str>> = LazyLock::new(|| lexicon::set(MOVERS));
    WORDS.contains(word)
}

/// Whether the word of change at `at` moves the number behind the preposition: not "shot down by 45 crews", nor "cut aid to 45
/// villages".
fn moves(line: &Line, at: usize, preposition: usize, asked: Asked) -> bool {
    let word = line.word(at);
    if matches!(word, "up" | "down") {
        return !is_phrasal(line, at)
            && (line.is(preposition, "by")
                || !asked.is_count()
                || at + 1 == preposition
                || is_come_down(line, at));
    }
    if !is_mover(word) && !is_noun(word) {
        return false;
    }
    let adjacent = preposition - at <= if takes_object(word) { 1 } else { 2 };
    let passive = at > 0 && line.any(at - 1, &["be", "been", "was", "were", "is", "are", "being"]);
    let figure = (at + 1..preposition).any(|at| FIGURES.contains(&line.word(at)));
    figure || adjacent || line.is(preposition, "by") || !asked.is_count() || !takes_object(word) || passive
}

/// What has a size that verbs of change move: "raised the limit to 40".
const FIGURES: &[&str] = &[
    "number",
    "numbers",
    "total",
    "toll",
    "limit",
    "target",
    "forecast",
    "rate",
    "rates",
    "age",
    "size",
    "cost",
    "costs",
    "price",
    "prices",
    "fee",
    "fees",
    "tax",
    "budget",
    "wage",
    "pay",
    "salary",
    "fare",
    "fares",
    "quota",
    "cap",
    "share",
    "headcount",
    "workforce",
    "staff",
    "estimate",
    "count",
    "tally",
    "capacity",
    "output",
    "fleet",
    "membership",
    "deposit",
];

/// "brought … down to".
fn is_come_down(line: &Line, at: usize) -> bool {
    at.checked_sub(1).is_some_and(|before| {
        line.any(before, &["come", "came", "gone", "went", "goes", "go", "is", "was", "are", "were"])
    })
}

/// Verbs that make "up" and "down" say nothing of the number: "shot down", "set up".
const PHRASAL: &str = "shot shoot shooting taken took take set broke made make makes making gave give end ended ends pick picked
picks turn turned turns dug dig put sat sit stand stood rounded held hold lined line signed sign opened blow blew blown tied
called call caught catch tore tear pulled pull went going track tracked hunted gunned mowed burned burnt shut water watered";

fn is_phrasal(line: &Line, at: usize) -> bool {
    static WORDS: LazyLock<FxHashSet<&str>> = LazyLock::new(|| lexicon::set(PHRASAL));
    at.checked_sub(1).is_some_and(|before| WORDS.contains(line.word(before)))
}

/// Verbs that also mean doing something to things, so that their number may count those.
fn takes_object(word: &str) -> bool {
    const BOTH: &str = "cut slashed lowered raised hiked trimmed lifted boosted reduced expanded brought dropped drop double
        triple halve increase increases lower higher up down went goes recovered improved sink sunk sank advanced";
    BOTH.split_whitespace().any(|both| both == word)
}

/// "rose 5%", "shed a third of its value", "are down 3 percent".
fn direct(line: &Line, asked: Asked) -> Option<Trend> {
    let first = asked.first;
    let near = first.saturating_sub(4);
    let mut at = first;
    while at > near {
        at -= 1;
        if matches!(line.kind(at), Kind::Stop | Kind::Comma | Kind::Quote | Kind::Open | Kind::Close) {
            return None;
        }
        if let Some(trend) = direction(line, at) {
            return tells(line, at, asked).then_some(trend);
        }
        if let Some(trend) = gains_or_loses(line.word(at)) {
            return (asked.is_step() && at + 3 >= first).then_some(trend);
        }
        if !may_stand_between(line, at) {
            return None;
        }
    }
    None
}

/// Whether the word of change at `at` stands right before its number.
fn tells(line: &Line, at: usize, asked: Asked) -> bool {
    let word = line.word(at);
    if matches!(word, "up" | "down") {
        return asked.is_step() && !is_phrasal(line, at)
            || unit::is_money(asked.unit) && !is_phrasal(line, at);
    }
    let beyond = line.any(asked.first, &["below", "above", "under", "over", "past"]) && at + 1 == asked.first;
    if beyond && is_mover(word) && !takes_object(word) {
        return true;
    }
    asked.is_step()
        || (!asked.is_count()
            && is_mover(word)
            && !takes_object(word)
            && (!is_distance(asked.unit) || line.any(at, RISES)))
}

/// Verbs that a length behind them is how far a level moved: "the river rose five metres", not "climbed 300 metres".
const RISES: &[&str] = &["rose", "rise", "rises", "risen", "rising", "grew", "grown", "shrank", "shrunk"];

fn is_distance(unit: &str) -> bool {
    matches!(unit, "m" | "km" | "mi" | "ft" | "nmi" | "cm" | "mm" | "yd")
}

/// Verbs whose share or points are a movement: "shed a third of its value", "added 212 points".
fn gains_or_loses(word: &str) -> Option<Trend> {
    match word {
        "added" | "adds" | "gained" | "gains" | "adding" | "gaining" | "put" => Some(Trend::Up),
        "shed" | "sheds" | "lost" | "loses" | "losing" | "shedding" => Some(Trend::Down),
        _ => None,
    }
}

/// Words between a verb of change and its number: "rose another 5%", "fell sharply".
fn may_stand_between(line: &Line, i: usize) -> bool {
    line.word(i).ends_with("ly")
        || line.any(
            i,
            &[
                "a", "an", "another", "back", "even", "further", "some", "about", "around", "nearly",
                "almost", "value", "on", "average",
            ],
        )
}
