//! What the numbers of a sentence have to do with one another: parts and their wholes (`whole.rs`), objects that are said once,
//! deeds that are shared by a list.

use onrecord_model::Trend;

use crate::{
    item::{Item, Noun, Total},
    lexicon::Tags,
    number::Form,
    object::{self, Sought},
    part, predicate,
    token::{Kind, Line},
    unit,
    whole::{self, same_value},
};

/// Items back in which the whole of an anaphor is looked for.
const BACK: usize = 6;

/// Fills in what the items of one sentence leave unsaid.
/// `earlier` are the items of the sentence before.
pub(crate) fn all(line: &Line, earlier: &[Item], items: &mut [Item]) {
    units_said_once(line, items);
    for at in 0..items.len() {
        take_deed(line, items, at);
    }
    for at in 0..items.len() {
        whole::take(line, earlier, items, at);
    }
    whole::sums(line, items);
    whole::shares(line, items);
    whole::named_by_parts(items);
    openings(line, earlier, items);
    others(line, items);
    owners_of_ages(line, items);
}

/// The items before `at` that count or weigh something, the nearest first.
pub(crate) fn amounts_before(items: &[Item], at: usize) -> impl Iterator<Item = &Item> {
    items.iter().take(at).rev().filter(|item| item.is_amount() && !item.nested).take(BACK)
}

/// A quantity of the same kind: both counted, or both in the same unit.
pub(crate) fn same_kind(one: &Item, other: &Item) -> bool {
    one.unit == other.unit || (one.is_count() && other.unit.starts_with("count/"))
}

/// Something that `item` may be a part of.
pub(crate) fn total_of(item: &Item) -> Total {
    Total { value: item.figure.value, object: item.object }
}

// ---- units said once

/// Verbs of paying: a bare number behind them is money where money was told before.
const PAYING: &[&str] =
    &["cost", "pay", "owe", "earn", "charge", "fetch", "bill", "fine", "donate", "raise", "spend", "sell"];

/// "served 11 of them" after "14 years", "now costs 1,100" after "300 dollars", "600 rupees" after "Pakistani rupees".
fn units_said_once(line: &Line, items: &mut [Item]) {
    for at in 1..items.len() {
        let item = &items[at];
        let before = items.iter().take(at).rev().find(|before| !before.nested && before.unit != unit::AGE);
        let Some(before) = before else { continue };
        let bare = item.is_count()
            && item.object.is_none()
            && item.whole.is_none()
            && item.figure.form != Form::Vague;
        let same_money =
            unit::is_money(&item.unit) && unit::is_money(base(&before.unit)) && same_word(line, item, before);
        let spent = bare && unit::is_money(base(&before.unit)) && pays(line, item);
        if bare && item.anaphor && before.is_amount() && !before.is_count() || spent || same_money {
            let unit = if item.anaphor { before.unit.clone() } else { base(&before.unit).to_owned() };
            items[at].unit = unit;
        }
    }
}

/// The unit without its rate.
fn base(unit: &str) -> &str {
    unit.split('/').next().unwrap_or(unit)
}

/// Whether both are told with the same word for money.
fn same_word(line: &Line, one: &Item, other: &Item) -> bool {
    let last = |item: &Item| item.figure.end.checked_sub(1).map(|at| line.word(at));
    last(one) == last(other) && last(one).is_some_and(|word| word.len() > 3)
}

fn pays(line: &Line, item: &Item) -> bool {
    predicate::before(line, item.first).is_some_and(|deed| PAYING.contains(&deed.name.as_str()))
        || line.any(item.first.wrapping_sub(1), &["wants", "want", "asks", "offered"])
}

// ---- objects said once

/// Objects for parts that have none: what was counted before them, or the noun that opens the sentence for the voters of
/// "11 of the 12 voted yes".
fn openings(line: &Line, earlier: &[Item], items: &mut [Item]) {
    for at in 0..items.len() {
        let item = &items[at];
        if item.object.is_none() && matches!(item.unit.as_str(), unit::SHARE | "%") {
            let object = share_before(line, items, at);
            let item = &mut items[at];
            item.object = object;
            if let Some(whole) = item.whole.as_mut() {
                whole.object = whole.object.or(object);
            }
            continue;
        }
        if item.object.is_some() || !item.is_count() || item.nested || item.rest && item.whole.is_none() {
            continue;
        }
        let Some(whole) = item.whole else {
            if let Some(object) = topic_noun(line, item).or_else(|| noun_before(line, item)) {
                items[at].object = Some(object);
            }
            continue;
        };
        let object = whole
            .object
            .or_else(|| named_behind(line, items, at))
            .or_else(|| counted_before(items, at, whole.value))
            .or_else(|| counted_before(earlier, earlier.len(), whole.value))
            .or_else(|| apposed_to(line, item))
            .or_else(|| part_before(items, at)?.whole?.object)
            .or_else(|| opening_noun(line, items, at))
            .or_else(|| part_before(items, at)?.object);
        let item = &mut items[at];
        item.object = object;
        if let Some(whole) = item.whole.as_mut() {
            whole.object = whole.object.or(object);
        }
    }
}

/// The object of a count of `value` before, or of what was left of it: "nine of the 14 matches, three of the other five".
fn counted_before(items: &[Item], at: usize, value: f64) -> Option<Noun> {
    let is = |before: &&Item| {
        let left = before.whole.map(|whole| whole.value - before.figure.value);
        before.is_count()
            && (same_value(before.figure.value, value) || left.is_some_and(|left| same_value(left, value)))
    };
    amounts_before(items, at).find(is).and_then(|before| before.object)
}

/// "Of the suspects, three are Danish": what a clause opens on, where no number is told of it.
fn topic_noun(line: &Line, item: &Item) -> Option<Noun> {
    let start = (item.first.saturating_sub(24)..item.first).rev().find(|at| line.opens_sentence(*at))?;
    if !line.is(start, "of") {
        return None;
    }
    let noun = part::of_unnumbered(line, start).filter(|noun| *noun > start + 1)?;
    let end = object::phrase(line, noun, Sought::Many)?;
    // "Of the buildings hit by the storm, four were schools"
    let comma = (end..item.first).any(|at| line.kind(at) == Kind::Comma);
    comma.then_some(Noun::At(noun, end))
}

/// "nine in 10 of whom", "nine in 10 of the 400 doctors": what stands behind "of".
fn named_behind(line: &Line, items: &[Item], at: usize) -> Option<Noun> {
    let item = &items[at];
    if !line.is(item.end, "of") {
        return None;
    }
    if line.any(item.end + 1, &["whom", "which", "them", "those", "these"]) {
        return amounts_before(items, at).next()?.object;
    }
    items.get(at + 1).filter(|next| next.is_count() && next.first <= item.end + 4)?.object
}

/// The object of a part told before: "one in 250 babies, one in 900 across Europe", "five of the 11".
fn part_before(items: &[Item], at: usize) -> Option<&Item> {
    amounts_before(items, at).find(|before| before.is_count())
}

/// "a majority of the bishops, 54 of 99,": what the words right before a part in apposition name.
fn apposed_to(line: &Line, item: &Item) -> Option<Noun> {
    const PHRASE: usize = 7;
    let mark = item.first.checked_sub(1)?;
    if !matches!(line.kind(mark), Kind::Comma | Kind::Dash | Kind::Open) {
        return None;
    }
    let of = (2..=PHRASE).filter_map(|back| mark.checked_sub(back)).find(|at| line.is(*at, "of"))?;
    let noun = part::of_unnumbered(line, of)?;
    (object::phrase(line, noun, Sought::Many)? == mark).then_some(Noun::At(noun, mark))
}

/// "on lawyers, three of whom": what "whom" stands for, where no number of them is given.
fn noun_before(line: &Line, item: &Item) -> Option<Noun> {
    const PHRASE: usize = 4;
    let mark = item.first.checked_sub(1).filter(|at| item.anaphor && line.kind(*at) == Kind::Comma)?;
    let start = (1..=PHRASE).filter_map(|back| mark.checked_sub(back)).take_while(|at| {
        line.is_word(*at) && !line.has(*at, Tags::FUNCTION | Tags::VERB) && !predicate::follows(line, *at)
    });
    let start = start.last()?;
    (object::phrase(line, start, Sought::Many)? == mark).then_some(Noun::At(start, mark))
}

/// "half of the pupils, and a third were ill", "40% of the jobs, half of them part-time", "12 homes (15% of the 80)".
fn share_before(line: &Line, items: &[Item], at: usize) -> Option<Noun> {
    let item = &items[at];
    let before = items.iter().take(at).rev().find(|before| !before.nested)?;
    let share = matches!(before.unit.as_str(), unit::SHARE | "%");
    let gap = item.first.saturating_sub(before.end);
    let apposed = item.whole.is_some() && before.is_count() && gap <= 2;
    let goes_on = item.trend.is_none()
        && before.trend.is_none()
        && share
        && (item.anaphor || whole::is_subject(line, item));
    before.object.filter(|_| apposed || goes_on)
}

/// The plural noun that opens the sentence.
fn opening_noun(line: &Line, items: &[Item], at: usize) -> Option<Noun> {
    if predicate::before(line, items[at].first).is_some() {
        return None; // "fishermen rescued nine of the 14"
    }
    let mut start = items[at].first;
    for _ in 0..40 {
        if start == 0 || line.kind(start - 1) == Kind::Stop && !line.is(start - 1, ";") {
            break;
        }
        start -= 1;
    }
    let quantified = line.any(start, &["most", "some", "many", "several", "few", "half", "all"]);
    let of = quantified.then(|| part::of_unnumbered(line, start + 1)).flatten(); // "Most of the boats"
    let start = of.unwrap_or(start);
    let start = start + usize::from(line.any(start, &["the", "these", "those", "its", "their"]));
    let end = object::phrase(line, start, Sought::Many).filter(|end| *end < items[at].first)?;
    let speaks = line.has(end, Tags::SPEECH) || line.has(start, Tags::FUNCTION | Tags::VERB);
    (object::is_plural(line.word(end - 1)) && !speaks).then_some(Noun::At(start, end))
}

/// "three others": what was counted before them, people where somebody was hurt.
fn others(line: &Line, items: &mut [Item]) {
    for at in 0..items.len() {
        let item = &items[at];
        if item.object.is_none_or(|object| object.head(line) != "others") {
            continue;
        }
        let before = items.iter().take(at).rev().find(|before| before.is_count() && !before.nested);
        let plural = |before: &Item| {
            before
                .object
                .is_some_and(|object| object::is_plural(object.head(line)) && object.head(line) != "others")
        };
        let hurt = item.deed.as_ref().is_some_and(|deed| deed.harms) || before.is_some_and(is_person);
        let object = match before.filter(|before| plural(before)) {
            Some(before) => before.whole.and_then(|whole| whole.object).or(before.object),
            None if hurt => Some(Noun::People),
            None => item.object,
        };
        let (old, item) = (item.object, &mut items[at]);
        item.object = object;
        for part in items.iter_mut().skip(at + 1) {
            if let Some(whole) = part.whole.as_mut().filter(|whole| whole.object == old) {
                whole.object = object;
            }
        }
    }
}

/// One that was told with "a".
fn is_person(item: &Item) -> bool {
    item.deed.as_ref().is_some_and(|deed| deed.harms) && item.figure.value < 2.0
}

/// "two girls aged seven and 15", "civilians, most of them over 60": whose ages they are.
fn owners_of_ages(line: &Line, items: &mut [Item]) {
    for at in 1..items.len() {
        let item = &items[at];
        if item.unit != unit::AGE || item.object.is_some() || item.nested {
            continue;
        }
        let before = &items[at - 1];
        let listed = before.unit == unit::AGE && before.end + 1 == item.first;
        let limited = item.limit.is_some() && before.object.is_some() && before.unit != unit::AGE;
        if !(listed || limited) {
            continue;
        }
        let object = before.object.map(|object| match object {
            Noun::At(_, end) if limited && line.is_word(end - 1) => Noun::At(end - 1, end),
            object => object,
        });
        items[at].object = object;
    }
}

// ---- deeds

/// The verb that the item hangs on: before it, behind it, or that of the item before it in a list.
fn take_deed(line: &Line, items: &mut [Item], at: usize) {
    let item = &items[at];
    if item.nested || item.deed.is_some() || matches!(item.unit.as_str(), unit::AGE | unit::SCORE) {
        return;
    }
    let governed = predicate::is_governed(line, item.first);
    let subject = item.is_amount() || matches!(item.unit.as_str(), unit::SHARE | "%");
    let found = verb_before(line, item)
        .or_else(|| named_by(line, items, at))
        .or_else(|| shared(line, items, at).filter(|_| !governed))
        .or_else(|| subject.then(|| predicate::after(line, past_mark(line, item), governed)).flatten())
        .or_else(|| listed(line, items, at));
    let whole = item.whole.and_then(|_| predicate::after(line, item.end, true));
    let item = &mut items[at];
    if item.trend.is_some() && item.first > 0 && line.any(item.first - 1, &["to", "by", "at", "from"]) {
        return;
    }
    item.deed = found;
    item.whole_deed = whole.filter(|whole| item.deed.as_ref() != Some(whole));
}

/// The first token after the item and, where it stands between two marks as a part in apposition, after the second: "most of
/// the bishops, 54 of 99, asked".
fn past_mark(line: &Line, item: &Item) -> usize {
    let end = item.tail.max(item.end);
    let mark = |at: usize| matches!(line.kind(at), Kind::Comma | Kind::Dash);
    let apposed = item.whole.is_some() && item.first > 0 && mark(item.first - 1) && mark(end);
    if apposed && predicate::follows(line, end + 1) { end + 1 } else { end }
}

/// The verb that the item is the object of.
fn verb_before(line: &Line, item: &Item) -> Option<predicate::Deed> {
    let reported = line.has(item.first.wrapping_sub(1), Tags::SPEECH) && predicate::follows(line, item.end);
    let stays = line.any(item.first, &["above", "below", "over", "under", "around", "about"]);
    let plural = predicate::follows(line, item.end)
        && item.first > 0
        && predicate::is_third_person(line, item.first - 1); // "of its 15 plants 12 have been hit"
    let compared = line.any(item.end, &["higher", "lower", "less", "fewer", "more"]) && !item.is_count();
    if reported || compared || plural {
        return None;
    }
    predicate::before(line, item.first).filter(|deed| !(stays && deed.stays))
}

/// The deed of the item before, where only "and" or a comma parts the two and no verb of its own follows.
fn shared(line: &Line, items: &[Item], at: usize) -> Option<predicate::Deed> {
    let before = items.get(..at)?.iter().rev().find(|item| !item.nested)?;
    let item = &items[at];
    if item.anaphor {
        return None;
    }
    let deed = before.deed.clone()?;
    let active = predicate::before(line, before.first).is_some() || joint(line, before);
    let linked = is_joint(line, before.end, item.first);
    (linked && active && predicate::after(line, item.end, false).is_none()).then_some(deed)
}

/// Whether the item itself hangs on one before it by a joint.
fn joint(line: &Line, item: &Item) -> bool {
    item.first > 0 && (line.any(item.first - 1, &["and", "or"]) || line.kind(item.first - 1) == Kind::Comma)
}

pub(crate) fn is_joint(line: &Line, from: usize, to: usize) -> bool {
    from < to
        && to - from <= 4
        && (from..to).all(|at| {
            line.kind(at) == Kind::Comma
                || line.any(
                    at,
                    &["and", "or", "including", "plus", "another", "a", "further", "the", "other", "&"],
                )
        })
}

/// "freed 53 captives, among them nine girls taken in May": the deed of the set whose members are named.
fn named_by(line: &Line, items: &[Item], at: usize) -> Option<predicate::Deed> {
    let before = items.get(..at)?.iter().rev().find(|before| before.is_count() && !before.nested)?;
    whole::is_named(line, &items[at]).then(|| before.deed.clone()).flatten()
}

/// "killed 11 people, five of them pensioners": a part shares the deed of its whole.
fn listed(line: &Line, items: &[Item], at: usize) -> Option<predicate::Deed> {
    let item = &items[at];
    let including = item.first.checked_sub(1).is_some_and(|at| line.is(at, "including"));
    if !(item.anaphor || including) || (item.anaphor && predicate::follows(line, item.tail)) {
        return None;
    }
    let before = items.get(..at)?.iter().rev().find(|before| !before.nested)?;
    before.deed.clone()
}

// ---- trends of two numbers

/// "rose from 10 to 30", "30%, up from 20%", "212 points, or 1.4%": the numbers of one movement have its trend, and a bare
/// one the other's unit.
pub(crate) fn movements(line: &Line, items: &mut [Item]) {
    elided_units(line, items);
    for at in 1..items.len() {
        let (head, tail) = items.split_at_mut(at);
        let Some(second) = tail.first_mut().filter(|second| second.first > 0) else { continue };
        if up_or_down_from(line, second).is_some_and(|trend| compare(head, second, trend)) {
            continue;
        }
        let Some(first) = head.last_mut() else { continue };
        if first.end >= second.first {
            continue;
        }
        let near = first.end < second.first && second.first - first.end <= 7;
        let from_to = line.is(second.first - 1, "to")
            && near
            && from_before(line, first)
            && between_is_short(line, first.end, second.first);
        let to_from = from_before(line, second) && between_is_short(line, first.end, second.first);
        let again = line.is(second.first - 1, "or") && second.first - first.end <= 2 && first.trend.is_some();
        let average = line
            .ends(second.first, &["average", "of"])
            .map_or(second.first, |at| at - usize::from(at > 0 && line.any(at - 1, &["an", "the"])));
        let by_to = average > 0
            && line.is(average - 1, "to")
            && first.trend.is_some()
            && between_is_short(line, first.end, second.first);
        // "fell to 145p while the pound rose to $1.27": each has its own verb.
        let own = second.trend.is_some()
            && (first.end..second.first).any(|at| line.any(at, &["while", "whereas", "but", "and", "as"]));
        // "rose 4% in June and 12% from a year earlier".
        let also = line.any(second.first - 1, &["and", "or"])
            && second.first - first.end <= ELISION
            && (first.unit == "%" && second.unit == "%" && first.trend.is_some())
            && line.any(second.end, &["from", "on", "over", "compared", "since", "year", "in"]);
        if !(from_to || to_from || again || by_to || also) || own {
            continue;
        }
        if from_to {
            share_unit(first, second);
        }
        let change = from_to
            .then(|| trend_of_change(line, first).or_else(|| by_values(line, first, second)))
            .flatten();
        let Some(trend) = first.trend.or(second.trend).or(change) else { continue };
        (first.trend, second.trend) = (Some(trend), Some(trend));
        if from_to || to_from {
            share_unit(first, second);
        }
    }
}

/// "2.4 bar at the front and 2.6 at the rear", "22 hours, or 26 with the case": a bare number has the unit that was told before
/// it, where a conjunction sets the two side by side, or where both are told to the same decimal place.
fn elided_units(line: &Line, items: &mut [Item]) {
    for at in 1..items.len() {
        let (head, tail) = items.split_at_mut(at);
        let (Some(first), Some(second)) = (head.last(), tail.first_mut()) else { continue };
        let bare = second.is_count()
            && second.object.is_none()
            && second.whole.is_none()
            && second.figure.form != Form::Vague;
        let measured = !matches!(first.unit.as_str(), unit::COUNT | unit::SHARE | unit::SCORE | unit::AGE)
            && !first.figure.joined
            && first.object.is_none()
            && !first.nested;
        if !(bare && measured) || second.first >= first.end + ELISION || second.first < first.end {
            continue;
        }
        let decimals = second.figure.amount.decimals;
        let alike =
            decimals > 0 && decimals == first.figure.amount.decimals && second.figure.amount.exponent == 0;
        let beside =
            second.first.checked_sub(1).is_some_and(|at| line.any(at, &["or", "and", "against", "plus"]))
                || line.is(second.first, "another");
        let closes = second.end >= line.len()
            || matches!(line.kind(second.end), Kind::Stop | Kind::Comma)
            || line.any(second.end, &["in", "on", "at", "for", "with", "from", "when"]);
        if alike || (beside && closes) {
            second.unit.clone_from(&first.unit);
        }
    }
}

/// Tokens within which a unit is not said again.
const ELISION: usize = 12;

/// "up from a third": the trend of the number behind.
fn up_or_down_from(line: &Line, item: &Item) -> Option<Trend> {
    let from = item.first - 1;
    if !line.any(from, &["from", "on"]) || from == 0 {
        return None;
    }
    match line.word(from - 1) {
        "up" | "higher" => Some(Trend::Up),
        "down" | "lower" => Some(Trend::Down),
        _ => None,
    }
}

/// Gives `trend` to `second` and to the number before it that it is compared with.
fn compare(before: &mut [Item], second: &mut Item, trend: Trend) -> bool {
    let bare = second.is_count() && second.object.is_none();
    let fits = |item: &&mut Item| {
        !item.nested
            && item.unit != unit::AGE
            && (bare || item.unit == second.unit || (item.is_count() && second.is_count()))
    };
    let Some(first) = before.iter_mut().rev().find(fits) else { return false };
    (first.trend, second.trend) = (Some(trend), Some(trend));
    share_unit(first, second);
    true
}

/// "went from 14,000 to 9,500": told by the numbers.
fn by_values(line: &Line, first: &Item, second: &Item) -> Option<Trend> {
    let from = first.first.checked_sub(1)?;
    let verbs = ["went", "moved", "changed", "swung", "gone", "going", "goes"];
    let moves = (from.saturating_sub(3)..from).any(|at| line.any(at, &verbs));
    let (old, new) = (first.figure.value, second.figure.value);
    let comparable =
        moves && (first.unit == second.unit || second.object.is_none() || first.object.is_none());
    (comparable && old < new).then_some(Trend::Up).or((comparable && old > new).then_some(Trend::Down))
}

/// "cut from 310 to 95": the trend of a verb before "from", or of the numbers.
fn trend_of_change(line: &Line, first: &Item) -> Option<Trend> {
    let from = first.first.checked_sub(1)?;
    (from.saturating_sub(6)..from).rev().find_map(|at| {
        if line.has(at, Tags::UP) {
            return Some(Trend::Up);
        }
        line.has(at, Tags::DOWN).then_some(Trend::Down)
    })
}

fn from_before(line: &Line, item: &Item) -> bool {
    item.first > 0 && line.is(item.first - 1, "from")
}

fn between_is_short(line: &Line, from: usize, to: usize) -> bool {
    from < to && to - from <= 8 && (from..to).all(|at| !matches!(line.kind(at), Kind::Stop))
}

/// "reduced to two years, from five": the bare number has the other's unit.
fn share_unit(first: &mut Item, second: &mut Item) {
    let bare = |item: &Item| item.is_count() && item.object.is_none() && item.figure.form != Form::Vague;
    if bare(second) && !first.is_count() && first.unit != unit::SHARE {
        second.unit.clone_from(&first.unit);
    } else if bare(first) && !second.is_count() && second.unit != unit::SHARE {
        first.unit.clone_from(&second.unit);
    }
}
