//! What the numbers of a sentence have to do with one another: parts and their wholes told apart, what "the other six"
//! are, objects that are said once, deeds that are shared by a list.

use onrecord_model::Trend;

use crate::{
    item::{Item, Noun, Total},
    lexicon::Tags,
    number::Form,
    object::{self, Sought},
    part, predicate,
    token::{Kind, Line},
    unit,
};

/// Items back in which the whole of an anaphor is looked for.
const BACK: usize = 6;

/// Fills in what the items of one sentence leave unsaid.
pub(crate) fn all(line: &Line, items: &mut [Item]) {
    units_said_once(line, items);
    for at in 0..items.len() {
        take_deed(line, items, at);
    }
    for at in 0..items.len() {
        take_whole(line, items, at);
    }
    sums(line, items);
    shares(items);
    openings(line, items);
    others(line, items);
    owners_of_ages(line, items);
}

/// The items before `at` that count or weigh something, the nearest first.
fn amounts_before(items: &[Item], at: usize) -> impl Iterator<Item = &Item> {
    items.iter().take(at).rev().filter(|item| item.is_amount() && !item.nested).take(BACK)
}

/// A quantity of the same kind: both counted, or both in the same unit.
fn same_kind(one: &Item, other: &Item) -> bool {
    one.unit == other.unit || (one.is_count() && other.unit.starts_with("count/"))
}

/// Something that `item` may be a part of.
fn total_of(item: &Item) -> Total {
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

// ---- wholes told before

fn take_whole(line: &Line, items: &mut [Item], at: usize) {
    let item = &items[at];
    if item.whole.is_some() || item.nested || matches!(item.unit.as_str(), unit::AGE | unit::SCORE) {
        return;
    }
    let found = anaphor(line, items, at)
        .or_else(|| including(line, items, at))
        .or_else(|| among(line, items, at))
        .or_else(|| topic(line, items, at))
        .or_else(|| definite(line, items, at))
        .or_else(|| out_of_later(line, items, at));
    let Some(total) = found else { return };
    let item = &mut items[at];
    item.whole = Some(total);
    item.object = item.object.or(total.object);
}

/// "45 of them", "of which 45", "all of which", "the other six".
fn anaphor(line: &Line, items: &[Item], at: usize) -> Option<Total> {
    let item = &items[at];
    let of_which =
        [item.first, item.first.saturating_sub(1), item.first.saturating_sub(2)].into_iter().any(|first| {
            ["which", "whom", "them", "these"].iter().any(|word| line.ends(first, &["of", word]).is_some())
        });
    let share = matches!(item.unit.as_str(), unit::SHARE | "%");
    if item.rest && item.object.is_none() || item.rest && !item.anaphor && !of_which {
        return rest(items, at);
    }
    if !(item.anaphor || (of_which && item.first > 1)) {
        return None;
    }
    let fits = |whole: &&Item| {
        let most = whole.figure.value.max(whole.figure.high);
        share || (same_kind(item, whole) && (most >= item.figure.value || whole.limit.is_some()))
    };
    amounts_before(items, at).find(fits).map(total_of)
}

/// "the other six" of "thirty of the 36 engines": what is left of the whole.
fn rest(items: &[Item], at: usize) -> Option<Total> {
    let item = &items[at];
    let before =
        amounts_before(items, at).find(|before| before.whole.is_some() && same_kind(item, before))?;
    let whole = before.whole?;
    (whole.value >= item.figure.value + before.figure.value - 0.5).then_some(whole)
}

/// "injured three others, including two children".
fn including(line: &Line, items: &[Item], at: usize) -> Option<Total> {
    let item = &items[at];
    let word = item.first.checked_sub(1)?;
    let named = line.any(word, &["including", "includes", "included"])
        || line.ends(item.first, &["among", "them"]).is_some();
    if !named || !item.is_count() {
        return None;
    }
    let whole = amounts_before(items, at)
        .find(|whole| whole.is_count() && whole.figure.value >= item.figure.value)?;
    Some(total_of(whole))
}

/// "Six children were among the 22 migrants found", "among the 58 wounded are three teachers".
fn among(line: &Line, items: &[Item], at: usize) -> Option<Total> {
    let item = &items[at];
    let fits =
        |whole: &&Item| whole.is_count() && whole.whole.is_none() && whole.figure.value > item.figure.value;
    if !item.is_count() {
        return None;
    }
    let is_among = |whole: &Item| {
        let start = whole.first.saturating_sub(usize::from(line.is(whole.first.saturating_sub(1), "the")));
        start > 0 && line.is(start - 1, "among")
    };
    let before = items.iter().take(at).rev().take(3).find(|whole| {
        let start = whole.first.saturating_sub(2);
        is_among(whole) && line.opens_sentence(start)
    });
    if let Some(whole) = before.filter(fits) {
        return Some(total_of(whole));
    }
    let listed = |other: &Item| {
        other.end < line.len() && line.any(other.end, &["and"]) || line.kind(other.end) == Kind::Comma
    };
    let mut rest = items
        .iter()
        .enumerate()
        .skip(at + 1)
        .filter(|(_, item)| item.is_count() && !item.nested && !item.anaphor);
    let (mut index, mut next) = rest.next()?;
    while !is_among(next) && listed(&items[index - 1]) && next.first <= items[index - 1].end + 2 {
        (index, next) = rest.next()?;
    }
    let item = &items[index - 1];
    let near = next.first >= item.end && next.first - item.end <= 14;
    let member = near
        && is_among(next)
        && (item.end..next.first).any(|at| line.any(at, &["was", "were", "is", "are"]));
    Some(next).filter(|whole| member && fits(whole)).map(total_of)
}

/// "Of the 41 missiles fired, 37 were intercepted": a whole that opens its sentence.
fn topic(line: &Line, items: &[Item], at: usize) -> Option<Total> {
    let item = &items[at];
    let share = item.unit == "%" && item.object.is_none();
    if item.object.is_some() && item.is_count() || !(item.is_amount() || share) {
        return None;
    }
    let opening = items.iter().take(at).find(|item| item.is_amount() && !item.nested)?;
    let first = opening.first;
    let survey = share && surveyed(line, first);
    let whole = opens_as_whole(line, first) || survey;
    whole.then(|| part_of_topic(item, opening, share)).flatten()
}

/// "Of the 41 missiles", "Out of Kyiv's 50 buses", "From a total of 71 drones": whether a clause opens on them.
fn opens_as_whole(line: &Line, first: usize) -> bool {
    let clause = |at: usize| {
        at == 0
            || line.opens_sentence(at)
            || (at > 0 && matches!(line.kind(at - 1), Kind::Other | Kind::Comma))
    };
    for back in 1..=7 {
        let Some(at) = first.checked_sub(back) else { return false };
        if !matches!(line.kind(at), Kind::Word | Kind::Possessive | Kind::Name) {
            return false;
        }
        if line.is(at, "of") && (clause(at) || (at > 0 && line.is(at - 1, "out") && clause(at - 1))) {
            return true;
        }
        if line.is(at, "from") && line.opens_sentence(at) {
            return true;
        }
    }
    false
}

/// "in a survey of 2,150 firms".
fn surveyed(line: &Line, first: usize) -> bool {
    ["survey", "poll"].iter().any(|word| line.ends(first, &[word, "of"]).is_some())
}

fn part_of_topic(item: &Item, opening: &Item, share: bool) -> Option<Total> {
    let fits = share || (same_kind(item, opening) && opening.figure.value >= item.figure.value);
    fits.then(|| total_of(opening))
}

/// "36 of the flats" after "120 flats".
fn definite(line: &Line, items: &[Item], at: usize) -> Option<Total> {
    let item = &items[at];
    let Some(Noun::At(start, _)) = item.object else { return None };
    let of_the = line.ends(start, &["of", "the"]).is_some() && item.first < start;
    if !of_the || !item.is_count() {
        return None;
    }
    let head = item.object?.head(line);
    let same = |whole: &&Item| {
        whole.is_count()
            && whole.figure.value > item.figure.value
            && whole.object.is_some_and(|object| object.head(line) == head)
    };
    amounts_before(items, at).find(same).map(total_of)
}

/// "45 drones were downed, out of 71 launched": the whole stands later in the sentence.
fn out_of_later(line: &Line, items: &[Item], at: usize) -> Option<Total> {
    let item = &items[at];
    let next = items.iter().skip(at + 1).find(|next| is_out_of(line, next))?;
    let later = items.iter().skip(at + 1).take_while(|other| other.first < next.first);
    let nearest = later.into_iter().all(|other| other.anaphor || other.nested);
    let fits = nearest && same_kind(item, next) && next.figure.value >= item.figure.value && !item.anaphor;
    fits.then(|| Total { value: next.figure.value, object: next.object.or(item.object) })
}

fn is_out_of(line: &Line, item: &Item) -> bool {
    let at = item.first.saturating_sub(usize::from(item.first > 0 && line.is(item.first - 1, "the")));
    line.ends(at, &["out", "of"]).is_some() || line.ends(at, &["out", "of", "a", "total", "of"]).is_some()
}

// ---- wholes that sums show

/// Numbers without an object of their own that add up to one told before: "met one, missed four and dropped two" of seven.
fn sums(line: &Line, items: &mut [Item]) {
    for at in 0..items.len() {
        remainder(line, items, at);
    }
    told_later(line, items);
    for at in 0..items.len() {
        let whole = &items[at];
        if whole.nested || !whole.is_count() || whole.object.is_none() || whole.whole.is_some() {
            continue;
        }
        let total = total_of(whole);
        let (mut sum, mut last) = (0.0, at);
        for (next, item) in
            items.iter().enumerate().skip(at + 1).filter(|(_, item)| item.is_count() && !item.nested)
        {
            if item.whole.is_some() || item.limit.is_some() {
                break;
            }
            sum += item.figure.value;
            last = next;
            if sum >= total.value {
                break;
            }
        }
        let several = last > at + 1 && items.get(at + 1).is_some_and(|item| item.object.is_none());
        if several && same_value(sum, total.value) {
            for item in items.iter_mut().take(last + 1).skip(at + 1).filter(|item| item.is_count()) {
                item.whole = Some(total);
                item.object = item.object.or(total.object);
            }
        }
    }
}

/// "12 of the 17 projects, leaving five": what is left of a whole, by its number.
fn remainder(line: &Line, items: &mut [Item], at: usize) {
    let item = &items[at];
    if item.whole.is_some()
        || item.object.is_some()
        || !item.is_count()
        || item.limit.is_some()
        || item.nested
    {
        return;
    }
    let Some(before) = amounts_before(items, at).next().filter(|before| before.is_count()) else { return };
    let only = item.first.checked_sub(1).is_some_and(|at| line.any(at, &["just", "only"]));
    let total = match before.whole {
        Some(whole) if same_value(before.figure.value + item.figure.value, whole.value) => Some(whole),
        _ if only && before.figure.value > item.figure.value && before.object.is_some() => {
            Some(total_of(before))
        }
        _ => None,
    };
    if let Some(total) = total {
        items[at].whole = Some(total);
        items[at].object = total.object;
    }
}

/// "Six of the defendants were acquitted, five of the 11 jailed": the whole is told with the second part.
fn told_later(line: &Line, items: &mut [Item]) {
    for at in 1..items.len() {
        let (head, tail) = items.split_at_mut(at);
        let (Some(first), Some(second)) = (head.last_mut(), tail.first_mut()) else { continue };
        let Some(whole) = second.whole else { continue };
        let of_some = match first.object {
            Some(Noun::At(start, _)) => {
                start > first.first && (first.first..start).any(|at| line.is(at, "of"))
            }
            _ => false,
        };
        if of_some
            && first.whole.is_none()
            && same_value(first.figure.value + second.figure.value, whole.value)
        {
            let object = whole.object.or(first.object);
            let total = Total { value: whole.value, object };
            (first.whole, second.whole) = (Some(total), Some(total));
            second.object = second.object.or(object);
        }
    }
}

fn same_value(one: f64, other: f64) -> bool {
    (one - other).abs() < 0.5
}

/// "260 of the 1,100 files, or 24%": a percentage that says the same again.
fn shares(items: &mut [Item]) {
    for at in 1..items.len() {
        let item = &items[at];
        if item.unit != "%" || item.whole.is_some() || item.object.is_some() {
            continue;
        }
        let before = &items[at - 1];
        let Some(whole) = before.whole.filter(|whole| whole.value > 0.0 && before.is_count()) else {
            continue;
        };
        if (before.figure.value / whole.value * 100.0 - item.figure.value).abs() <= 1.0 {
            let deed = before.deed.clone();
            let item = &mut items[at];
            item.whole = Some(whole);
            item.object = whole.object;
            item.deed = item.deed.take().or(deed);
        }
    }
}

// ---- objects said once

/// Objects for parts that have none: what was counted before them, or the noun that opens the sentence for the voters of
/// "11 of the 12 voted yes".
fn openings(line: &Line, items: &mut [Item]) {
    for at in 0..items.len() {
        let item = &items[at];
        if item.object.is_some() || !item.is_count() || item.nested || item.rest && item.whole.is_none() {
            continue;
        }
        let Some(whole) = item.whole else {
            if let Some(object) = topic_noun(line, item) {
                items[at].object = Some(object);
            }
            continue;
        };
        let object = whole
            .object
            .or_else(|| counted_before(items, at))
            .or_else(|| part_before(items, at))
            .or_else(|| opening_noun(line, items, at));
        let item = &mut items[at];
        item.object = object;
        if let Some(whole) = item.whole.as_mut() {
            whole.object = whole.object.or(object);
        }
    }
}

fn counted_before(items: &[Item], at: usize) -> Option<Noun> {
    let value = items[at].whole.map_or(0.0, |whole| whole.value);
    amounts_before(items, at)
        .find(|before| before.is_count() && same_value(before.figure.value, value))
        .and_then(|before| before.object)
}

/// "Of the suspects, three are Danish": what a clause opens on, where no number is told of it.
fn topic_noun(line: &Line, item: &Item) -> Option<Noun> {
    let start = (item.first.saturating_sub(24)..item.first).rev().find(|at| line.opens_sentence(*at))?;
    if !line.is(start, "of") {
        return None;
    }
    let noun = part::of_unnumbered(line, start).filter(|noun| *noun > start + 1)?;
    let end = object::phrase(line, noun, Sought::Many)?;
    (line.kind(end) == Kind::Comma && end < item.first).then_some(Noun::At(noun, end))
}

/// The object of a part told before: "one in 250 babies, one in 900 across Europe", "five of the 11".
fn part_before(items: &[Item], at: usize) -> Option<Noun> {
    amounts_before(items, at).next().filter(|before| before.is_count()).and_then(|before| before.object)
}

/// The plural noun that opens the sentence.
fn opening_noun(line: &Line, items: &[Item], at: usize) -> Option<Noun> {
    if predicate::before(line, items[at].first).is_some() {
        return None; // "fishermen rescued nine of the 14"
    }
    let mut start = items[at].first;
    for _ in 0..40 {
        if start == 0 || line.kind(start - 1) == Kind::Stop {
            break;
        }
        start -= 1;
    }
    let plural = line.is_word(start)
        && !line.has(start, Tags::FUNCTION | Tags::VERB)
        && object::phrase(line, start, Sought::Many) == Some(start + 1);
    (plural && start + 1 < items[at].first).then_some(Noun::At(start, start + 1))
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
            Some(before) => before.object,
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
        .or_else(|| shared(line, items, at).filter(|_| !governed))
        .or_else(|| subject.then(|| predicate::after(line, item.tail.max(item.end), governed)).flatten())
        .or_else(|| listed(line, items, at));
    let whole = item.whole.and_then(|_| predicate::after(line, item.end, true));
    let item = &mut items[at];
    if item.trend.is_some() && item.first > 0 && line.any(item.first - 1, &["to", "by", "at", "from"]) {
        return;
    }
    item.deed = found;
    item.whole_deed = whole.filter(|whole| item.deed.as_ref() != Some(whole));
}

/// The verb that the item is the object of.
fn verb_before(line: &Line, item: &Item) -> Option<predicate::Deed> {
    let reported = line.has(item.first.wrapping_sub(1), Tags::SPEECH) && predicate::follows(line, item.end);
    let stays = line.any(item.first, &["above", "below", "over", "under", "around", "about"]);
    let compared = line.any(item.end, &["higher", "lower", "less", "fewer", "more"]) && !item.is_count();
    if reported || compared {
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

fn is_joint(line: &Line, from: usize, to: usize) -> bool {
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
        let by_to = line.is(second.first - 1, "to")
            && first.trend.is_some()
            && between_is_short(line, first.end, second.first);
        if !(from_to || to_from || again || by_to) {
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
