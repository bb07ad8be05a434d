//! The whole of a part where it stands apart from it: "71 drones, 45 of which", "of the 71, 45", "the other six".

use std::sync::LazyLock;

use rustc_hash::FxHashSet;

use crate::{
    age,
    item::{Item, Noun, Total},
    lexicon::{self, Tags},
    predicate::{self, Deed},
    relate::{amounts_before, is_joint, same_kind, total_of},
    token::{Kind, Line},
    unit,
    verb::{self, Forms},
};

// ---- wholes told before

/// Looks for the whole of item `at`, where its own phrase does not tell it.
/// `earlier` are the items of the sentence before.
pub(crate) fn take(line: &Line, earlier: &[Item], items: &mut [Item], at: usize) {
    let item = &items[at];
    if item.whole.is_some() || item.nested || matches!(item.unit.as_str(), unit::AGE | unit::SCORE) {
        return;
    }
    let found = anaphor(line, items, at)
        .or_else(|| including(line, items, at))
        .or_else(|| among(line, items, at))
        .or_else(|| topic(line, items, at))
        .or_else(|| definite(line, items, at))
        .or_else(|| out_of_later(line, items, at))
        .or_else(|| told_earlier(line, earlier, items, at))
        .or_else(|| continued(line, items, at))
        .or_else(|| said_in_percent(line, items, at))
        .or_else(|| divided(line, items, at));
    let Some(total) = found else { return };
    let called = called_before(line, items, at, total);
    let item = &mut items[at];
    item.whole = Some(total);
    item.object = item.object.or(called).or(total.object);
}

/// "45 of the drones were shot down, 19 were lost": what another part of `total`, the Shahed drones, was called.
fn called_before(line: &Line, items: &[Item], at: usize, total: Total) -> Option<Noun> {
    let part = items.iter().take(at).rev().find(|part| part.is_amount() && !part.nested)?;
    let same = part.whole.is_some_and(|whole| same_value(whole.value, total.value));
    part.object.filter(|_| same && head(line, part.object) == head(line, total.object))
}

fn head<'l>(line: &'l Line, object: Option<Noun>) -> Option<&'l str> {
    object.map(|object| object.head(line))
}

/// "45 of them", "of which 45", "all of which", "the other six".
fn anaphor(line: &Line, items: &[Item], at: usize) -> Option<Total> {
    let item = &items[at];
    let of_which = follows_of_which(line, item);
    let share = matches!(item.unit.as_str(), unit::SHARE | "%");
    if item.rest && item.object.is_none() || item.rest && !item.anaphor && !of_which {
        return rest(item, items, at);
    }
    if !(item.anaphor || of_which) {
        return None;
    }
    let whole = amounts_before(items, at).find(|whole| share || is_room_in(item, whole))?;
    Some(sibling(line, item, whole).unwrap_or_else(|| total_of(whole)))
}

/// Whether `item` is of the kind of `whole` and not more than it.
fn is_room_in(item: &Item, whole: &Item) -> bool {
    let most = whole.figure.value.max(whole.figure.high);
    same_kind(item, whole) && (most >= item.figure.value || whole.limit.is_some())
}

/// "of whom 45", "of those, 45", "of which the state owns 45": what an item is said to be of stands before its clause.
fn follows_of_which(line: &Line, item: &Item) -> bool {
    const CLAUSE: usize = 9;
    for back in 1..=CLAUSE {
        let Some(at) = item.first.checked_sub(back) else { return false };
        let near = back <= 2;
        if line.any(at, &["which", "whom"]) || (near && line.any(at, &["them", "these", "those"])) {
            return at > 0 && line.any(at - 1, &["of", "among"]);
        }
        if !(line.is_word(at) || (near && line.kind(at) == Kind::Comma)) {
            return false;
        }
    }
    false
}

/// "Of these, 45 were intercepted", "Four of them had cracks", "Four had cracks": the whole was told in the sentence before.
fn told_earlier(line: &Line, earlier: &[Item], items: &[Item], at: usize) -> Option<Total> {
    let item = &items[at];
    let share = matches!(item.unit.as_str(), unit::SHARE | "%");
    if item.anaphor || follows_of_which(line, item) {
        return amounts_before(earlier, earlier.len())
            .find(|whole| share || is_room_in(item, whole))
            .map(total_of);
    }
    if item.rest && item.object.is_none() {
        return rest(item, earlier, earlier.len());
    }
    if let Some(whole) = left_over(line, earlier, item) {
        return Some(whole);
    }
    let first = items.iter().take(at).all(|before| !before.is_amount());
    if !first || item.object.is_some() || !is_bare_part(item) || item.trend.is_some() {
        return None;
    }
    let mut sets = earlier
        .iter()
        .filter(|set| set.is_count() && set.object.is_some() && !set.nested && set.whole.is_none());
    let set = sets.next().filter(|_| sets.next().is_none())?;
    let fits =
        (share || set.figure.value > item.figure.value) && (item.deed.is_none() || item.deed != set.deed);
    (fits && (is_subject(line, item) || item.deed.is_some()) && is_divided(line, item, set))
        .then(|| total_of(set))
}

/// "three of them firefighters and two of them nurses": what the part before is a part of.
fn sibling(line: &Line, item: &Item, before: &Item) -> Option<Total> {
    let whole = before.whole.filter(|_| before.anaphor)?;
    let coordinated = item.first > 0 && line.any(item.first - 1, &["and", "while", "but"]);
    let listed = before.object != whole.object && before.end + 1 == item.first;
    let room = before.figure.value + item.figure.value <= whole.value + 0.5;
    ((coordinated || listed) && room).then_some(whole)
}

/// "the other six" of "thirty of the 36 engines": what is left of the whole.
fn rest(item: &Item, items: &[Item], at: usize) -> Option<Total> {
    let before =
        amounts_before(items, at).find(|before| before.whole.is_some() && same_kind(item, before))?;
    let whole = before.whole?;
    (whole.value >= item.figure.value + before.figure.value - 0.5).then_some(whole)
}

/// Words that a clause opens on.
const OPENERS: &[&str] =
    &["and", "but", "that", "with", "while", "though", "although", "whereas", "as", "yet"];

/// Words that stand between the opening of a clause and a number.
const BEFORE_PART: &[&str] = &["only", "just", "another", "a", "further", "the", "other", "some", "still"];

/// "Nine of the 12 patients recovered. Three died": what makes a part told before a whole.
fn left_over(line: &Line, earlier: &[Item], item: &Item) -> Option<Total> {
    let part =
        amounts_before(earlier, earlier.len()).next().filter(|_| item.object.is_none() && item.is_count())?;
    let whole = part.whole.filter(|whole| same_value(part.figure.value + item.figure.value, whole.value))?;
    (part.is_count() && is_subject(line, item)).then_some(whole)
}

/// Whether the whole of `item`, or what it counts, is to be looked for before the sentence.
pub(crate) fn is_open(line: &Line, item: &Item) -> bool {
    match item.whole {
        Some(whole) => item.is_count() && whole.object.is_none(),
        None => item.anaphor || (item.rest && item.object.is_none()) || follows_of_which(line, item),
    }
}

/// What stands before the number and the words that belong to it.
fn place_before(line: &Line, first: usize) -> Option<usize> {
    let mut at = first.checked_sub(1)?;
    while line.any(at, BEFORE_PART) {
        at = at.checked_sub(1)?;
    }
    Some(at)
}

/// Whether the number is the subject of a clause of its own: "…, 22 voted against and seven abstained".
pub(crate) fn is_subject(line: &Line, item: &Item) -> bool {
    let opens = place_before(line, item.first).is_none_or(|at| {
        matches!(line.kind(at), Kind::Comma | Kind::Stop | Kind::Dash)
            || line.any(at, OPENERS)
            || line.has(at, Tags::SPEECH)
    });
    let verb = predicate::follows(line, item.end)
        || line.word(item.end).ends_with("ed")
        || line.any(item.end, &["against", "for", "in"]);
    opens && verb
}

/// Whether the deed may befall parts of the whole: an injury befalls people, and is told apart from another injury.
fn may_befall(line: &Line, item: &Item, whole: &Item) -> bool {
    let harms = |item: &Item| item.deed.as_ref().is_some_and(|deed| deed.harms);
    let people = whole.object.is_some_and(|object| age::are_people(object.head(line)));
    !harms(item) || (people && !harms(whole))
}

/// "Sixty of the 90 members voted yes, 22 voted against and eight abstained": a bare number that goes on after a part.
fn continued(line: &Line, items: &[Item], at: usize) -> Option<Total> {
    let item = &items[at];
    let others = item.object.is_some_and(|object| object.head(line) == "others");
    if (item.object.is_some() && !others) || !(is_bare_part(item) || item.is_amount()) {
        return None;
    }
    let before = items.iter().take(at).rev().find(|before| !before.nested && before.unit == item.unit)?;
    let whole = before.whole?;
    let same = |part: &&Item| {
        part.unit == item.unit && part.whole.is_some_and(|other| same_value(other.value, whole.value))
    };
    let told: f64 = items.iter().take(at).filter(same).map(|part| part.figure.value).sum();
    let sum = told + item.figure.value;
    let most = match item.unit.as_str() {
        unit::SHARE => 1.0,
        "%" => 100.0,
        _ => whole.value,
    };
    if sum > most + most * 1e-3 {
        return None;
    }
    if others || is_one_more(line, item) {
        let same = head(line, before.object) == head(line, whole.object) && !is_named(line, before);
        return Some(whole).filter(|_| same);
    }
    if let Some(part) = divided_in_turn(items, at, before) {
        return Some(part);
    }
    let governor = |item: &Item| {
        item.first.checked_sub(1).map(|at| line.word(at)).filter(|word| predicate::is_preposition(word))
    };
    let parallel = governor(item).is_some() && governor(item) == governor(before);
    let subject = (is_subject(line, item) || is_gapped(line, item)) && may_befall(line, item, before);
    (parallel || subject || (item.is_count() && same_value(sum, whole.value))).then_some(whole)
}

/// "…, the Greens five", "… and 12 by Labour": a number in a clause whose verb is that of the clause before.
fn is_gapped(line: &Line, item: &Item) -> bool {
    const SUBJECT: usize = 4;
    let ends = matches!(line.kind(item.end), Kind::Comma | Kind::Stop)
        || line.is(item.end, "and")
        || item.end >= line.len();
    let subject = (1..=SUBJECT).filter_map(|back| item.first.checked_sub(back)).find(|at| {
        let word = line.word(*at);
        let verb = line.has(*at, Tags::VERB)
            || word.ends_with("ing")
            || verb::read(word).is_some_and(|verb| verb.forms.any(Forms::PAST | Forms::PARTICIPLE));
        !line.is_word(*at) || verb || line.any(*at, OPENERS) || predicate::is_preposition(word)
    });
    let opens = |at: usize| matches!(line.kind(at), Kind::Comma | Kind::Stop) || line.any(at, OPENERS);
    let named = ends && subject.is_some_and(|at| at + 1 < item.first && opens(at));
    named
        || (place_before(line, item.first).is_some_and(opens)
            && predicate::is_preposition(line.word(item.end)))
}

/// "another 23", "a further nine", "three more".
fn is_one_more(line: &Line, item: &Item) -> bool {
    line.any(item.first, &["another"])
        || line.is(item.end, "more") && !line.is(item.end + 1, "than")
        || item.first > 0 && line.any(item.first - 1, &["another", "further"])
}

/// "lost 12 of its 400 members, five to illness and seven to other clubs": numbers that add up to the part before them.
fn divided_in_turn(items: &[Item], at: usize, before: &Item) -> Option<Total> {
    let bare =
        |item: &&Item| item.is_count() && item.object.is_none() && item.whole.is_none() && !item.nested;
    let mut sum = 0.0;
    let values = items.iter().skip(at).take_while(bare).map(|item| item.figure.value);
    let parts = values.take_while(|value| {
        sum += value;
        sum <= before.figure.value
    });
    let several = parts.count() > 1;
    (several && same_value(sum, before.figure.value)).then(|| total_of(before))
}

/// A count or a share.
fn is_bare_part(item: &Item) -> bool {
    item.is_count() || matches!(item.unit.as_str(), unit::SHARE | "%")
}

/// Verbs that bring up a set, which is then told apart: "launched 71 drones; 45 were shot down".
const SETTING: &str = "
launch fire send deploy order receive submit file examine inspect check test survey screen interview
review audit hear count record register hold own have run operate employ carry apply attend enter
start nominate invite propose plan schedule study sample question contact assess buy import make
build produce deliver ship collect find seize open issue grant add train vaccinate detain arrest
list visit request charge draft sign announce book poll";

fn is_setting(deed: &Deed) -> bool {
    static VERBS: LazyLock<FxHashSet<&str>> = LazyLock::new(|| lexicon::set(SETTING));
    VERBS.contains(deed.name.as_str())
}

/// "Russia launched 71 drones; 45 were shot down", "71 drones, with 45 shot down", "(45 shot down)".
fn divided(line: &Line, items: &[Item], at: usize) -> Option<Total> {
    let item = &items[at];
    if item.object.is_some() || !is_bare_part(item) || item.trend.is_some() {
        return None;
    }
    let share = !item.is_count();
    let whole = amounts_before(items, at).next().filter(|whole| {
        let part = whole.whole.is_some_and(|other| !same_value(other.value, whole.figure.value));
        whole.is_count()
            && whole.object.is_some()
            && (share || whole.figure.value > item.figure.value)
            && !part
    })?;
    let place = place_before(line, item.first)?;
    let apart = (line.is(place, "with") || line.kind(place) == Kind::Open) && !line.is(item.end, "in");
    let subject = is_subject(line, item) && !line.is(item.end, "in") && is_divided(line, item, whole);
    let told = apart && item.deed.is_some() && may_befall(line, item, whole);
    let how = line.kind(item.first.wrapping_sub(1)) == Kind::Comma
        && line.word(item.end).ends_with("ly")
        && !line.is_word(item.end + 1); // "40 people were hurt, nine badly"
    (told || subject || how).then(|| total_of(whole))
}

/// Whether `whole` is brought up as a set of which something else is then said of `item`.
fn is_divided(line: &Line, item: &Item, whole: &Item) -> bool {
    if line.any(item.end, &["did", "do", "does", "didn't", "don't"]) {
        return false; // "Ten paid, six did not"
    }
    let auxiliary = line.any(item.end, &["was", "were", "is", "are", "has", "have", "had"]);
    let hurt = item.deed.as_ref().is_some_and(|deed| deed.harms);
    let apart = place_before(line, item.first).is_none_or(|at| line.kind(at) == Kind::Stop);
    let set = |deed: &Deed| {
        let going_on = deed.stays && auxiliary;
        let told_of_hurt = deed.harms && !hurt && auxiliary && apart; // "Forty were hurt. Nine are in hospital"
        let other = !deed.harms && (going_on || (hurt && !deed.stays));
        is_setting(deed) || told_of_hurt || other
    };
    whole.deed.as_ref().is_none_or(set) && may_befall(line, item, whole)
}

/// "injured three others, including two children and a nurse".
fn including(line: &Line, items: &[Item], at: usize) -> Option<Total> {
    let item = &items[at];
    let first = opening_of_list(line, items, at);
    let opening = &items[first];
    if has_members(opening) && first < at {
        return opening.whole.filter(|whole| opening.figure.value + item.figure.value <= whole.value);
    }
    if !is_named(line, opening) {
        return None;
    }
    amounts_before(items, first).find(|whole| is_room_in(item, whole)).map(total_of)
}

/// "three of them women": a part that says what it is.
fn has_members(item: &Item) -> bool {
    item.anaphor && item.object.is_some() && item.whole.is_some_and(|whole| whole.object != item.object)
}

/// "including 45", "among them 45".
fn is_named(line: &Line, item: &Item) -> bool {
    item.first > 0 && line.any(item.first - 1, &["including", "includes", "included", "include"])
        || line.ends(item.first, &["among", "them"]).is_some()
}

/// The first of the counts that are joined up to the one at `at` by commas and "and" alone.
fn opening_of_list(line: &Line, items: &[Item], at: usize) -> usize {
    let mut first = at;
    while !(is_named(line, &items[first]) || has_members(&items[first]))
        && let Some(before) = items.iter().take(first).rposition(|item| !item.nested)
    {
        let (item, next) = (&items[before], &items[first]);
        if !item.is_count() || !is_joint(line, item.end, next.first) {
            break;
        }
        first = before;
    }
    first
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
    let share = matches!(item.unit.as_str(), "%" | unit::SHARE) && item.object.is_none();
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
            || (at > 0 && (matches!(line.kind(at - 1), Kind::Other | Kind::Comma) || line.is(at - 1, "that")))
    };
    for back in 1..=7 {
        let Some(at) = first.checked_sub(back) else { return false };
        if !matches!(line.kind(at), Kind::Word | Kind::Possessive | Kind::Name) {
            return false;
        }
        if line.is(at, "of") && (clause(at) || (at > 0 && line.is(at - 1, "out") && clause(at - 1))) {
            return true;
        }
        let of_group = line.is(at, "in") && line.is(first - 1, "of"); // "in a class of 30"
        if (of_group || line.any(at, &["from", "among"])) && line.opens_sentence(at) {
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
            && whole.object.is_some_and(|object| {
                object.head(line) == head || (is_human(head) && is_human(object.head(line)))
            })
    };
    amounts_before(items, at).find(same).map(total_of)
}

/// What people are called in reports of harm, besides by what they are.
const VICTIMS: &[&str] =
    &["victims", "bodies", "dead", "wounded", "injured", "casualties", "hostages", "prisoners", "suspects"];

fn is_human(noun: &str) -> bool {
    age::are_people(noun) || VICTIMS.contains(&noun)
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
    let of_after_verb = line.ends(item.first, &["of", "the"]).is_some_and(|of| {
        item.object.is_none() && of > 0 && (line.is_taken(of - 1) || line.has(of - 1, Tags::FUNCTION))
    });
    let of_group = at > 4 && line.starts(at - 5, &["out", "of"]) && line.is(at - 1, "of"); // "out of a flock of"
    of_after_verb
        || of_group
        || line.ends(at, &["out", "of"]).is_some()
        || line.ends(at, &["out", "of", "a", "total", "of"]).is_some()
}

// ---- wholes that sums show

/// Numbers without an object of their own that add up to one told before: "met one, missed four and dropped two" of seven.
pub(crate) fn sums(line: &Line, items: &mut [Item]) {
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
        let total_end = whole.end;
        let (mut sum, mut last) = (0.0, at);
        for (next, item) in
            items.iter().enumerate().skip(at + 1).filter(|(_, item)| item.is_count() && !item.nested)
        {
            let other = item.whole.is_some_and(|whole| !same_value(whole.value, total.value));
            if other || item.limit.is_some() || line.any(item.end, &["more", "fewer", "less"]) {
                break;
            }
            sum += item.figure.value;
            last = next;
            if sum >= total.value {
                break;
            }
        }
        let several = last > at + 1
            && items.get(at + 1).is_some_and(|item| {
                item.object.is_none() || item.whole.is_some() || is_apposed(line, total_end, item)
            });
        if several && same_value(sum, total.value) {
            for item in items.iter_mut().take(last + 1).skip(at + 1).filter(|item| item.is_count()) {
                item.whole = Some(total);
                item.object = item.object.or(total.object);
            }
        }
    }
}

/// "five hostages, three women and two men": a list right behind a count.
fn is_apposed(line: &Line, end: usize, item: &Item) -> bool {
    let mark = matches!(line.kind(end), Kind::Comma | Kind::Dash | Kind::Open) || line.is(end, ":");
    mark && end + 1 == item.first
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
        if (of_some || (second.rest && first.is_count()))
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

pub(crate) fn same_value(one: f64, other: f64) -> bool {
    (one - other).abs() < 0.5
}

/// A whole that stands without its object: "four helicopters out of the 10 sent".
pub(crate) fn named_by_parts(items: &mut [Item]) {
    for at in 1..items.len() {
        let item = &items[at];
        if item.object.is_some() || item.whole.is_some() || !item.is_count() || item.nested {
            continue;
        }
        let value = item.figure.value;
        let wholes = items.iter().take(at).filter_map(|part| part.whole);
        items[at].object =
            wholes.filter(|whole| same_value(whole.value, value)).find_map(|whole| whole.object);
    }
}

/// "a fraction of the 90,000 claims, about 1.5%, were paid": a percentage right behind what it is a share of.
fn said_in_percent(line: &Line, items: &[Item], at: usize) -> Option<Total> {
    let item = items.get(at).filter(|item| item.unit == "%" && item.object.is_none())?;
    let whole = items.get(at.checked_sub(1)?).filter(|whole| whole.is_count() && whole.object.is_some())?;
    let of = [1, 2].into_iter().any(|back| whole.first >= back && line.is(whole.first - back, "of"));
    let mark = |at: usize| matches!(line.kind(at), Kind::Comma | Kind::Dash | Kind::Open | Kind::Close);
    (of && whole.end + 1 == item.first && mark(whole.end) && mark(item.end)).then(|| total_of(whole))
}

/// "260 of the 1,100 files, or 24%": a percentage that says the same again.
pub(crate) fn shares(items: &mut [Item]) {
    for at in 1..items.len() {
        let item = &items[at];
        if item.unit != "%" || item.whole.is_some() || item.object.is_some() {
            continue;
        }
        let before = &items[at - 1];
        let Some(whole) = before.whole.filter(|whole| whole.value > 0.0 && before.is_amount()) else {
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
