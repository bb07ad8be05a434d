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
        .or_else(|| definite(line, earlier, items, at))
        .or_else(|| out_of_later(line, items, at))
        .or_else(|| told_earlier(line, earlier, items, at))
        .or_else(|| continued(line, items, at))
        .or_else(|| said_in_number(line, items, at))
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
    let mut wholes = amounts_before(items, at).filter(|whole| share || is_room_in(item, whole));
    let nearest = wholes.next()?;
    let person = |whole: &Item| whole.object.is_some_and(|object| is_human(object.head(line)));
    let of_people = line.is(item.end.saturating_sub(1), "whom")
        || line.starts(item.end, &["of", "whom"])
        || item.object.is_some_and(|object| age::are_people(object.head(line)));
    let whole = if of_people && !person(nearest) { wholes.find(|whole| person(whole)) } else { None };
    let whole = whole.unwrap_or(nearest);
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
            return at > 0 && line.any(at - 1, &["of", "among"]) && !is_owned(line, at - 1);
        }
        if !(line.is_word(at) || (near && line.kind(at) == Kind::Comma)) {
            return false;
        }
    }
    false
}

/// Whether the "of" at `at` belongs to a number or a word of number before it: "some of whom own 12 cars".
fn is_owned(line: &Line, at: usize) -> bool {
    at.checked_sub(1).is_some_and(|before| {
        matches!(line.kind(before), Kind::Number | Kind::Percent | Kind::Fraction)
            || line.has(before, Tags::NUMBER | Tags::FRACTION | Tags::SCALE | Tags::VAGUE)
            || line.any(before, &["all", "none", "both", "most", "some", "many", "several", "few", "each"])
    })
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
    let set = only_set(earlier)?;
    let fits =
        (share || set.figure.value > item.figure.value) && (item.deed.is_none() || item.deed != set.deed);
    let opens = is_subject(line, item) || has_verb(line, item) && follows_time(line, item.first);
    let subject = opens && !is_echo(line, item) && may_befall(line, item, set);
    (fits && (subject || is_dealt_with(line, item))).then(|| total_of(set))
}

/// "By Tuesday 140 had been found", "So far nine have": nothing but a time stands before the number in its sentence.
fn follows_time(line: &Line, first: usize) -> bool {
    const TIME: usize = 6;
    let Some(mut at) = place_before(line, first) else { return false };
    for _ in 0..TIME {
        let time = line.is_taken(at)
            || line.any(
                at,
                &["so", "far", "by", "on", "in", "since", "then", "now", "at", "within", "later", "the"],
            );
        if !time {
            return false;
        }
        if line.opens_sentence(at) {
            return true;
        }
        at -= 1;
    }
    false
}

/// The only count of a sentence that is no part of another.
fn only_set(earlier: &[Item]) -> Option<&Item> {
    let is_set = |set: &&Item| {
        let entire = set.whole.is_none_or(|whole| same_value(whole.value, set.figure.value));
        set.is_count() && set.object.is_some() && !set.nested && entire
    };
    let mut sets = earlier.iter().filter(is_set);
    sets.next().filter(|_| sets.next().is_none())
}

/// Verbs of what is done with members of a set that is there, none of which brings up new things of the kind.
const DEALING: &str = "
approve reject uphold dismiss grant deny charge convict acquit clear free release rescue recover recapture find locate name
identify treat evacuate repair restore reopen intercept retrieve return repatriate deport accept adopt pass postpone
defer overturn quash hospitalise hospitalize relocate rehouse demolish save spare readmit reinstate vaccinate
pick_up throw_out shoot_down turn_away turn_back track_down send_back";

fn is_dealing(deed: &Deed) -> bool {
    static VERBS: LazyLock<FxHashSet<String>> =
        LazyLock::new(|| DEALING.split_whitespace().map(|verb| verb.replace('_', " ")).collect());
    VERBS.contains(&deed.name)
}

/// "Rescuers had freed 45 by midnight", "They freed 45": what has by then, or by those named, been done with some of a set
/// told before.
fn is_dealt_with(line: &Line, item: &Item) -> bool {
    const VERB: usize = 5;
    const AFTER_SET: &[&str] = &["has", "have", "had", "they", "it", "he", "she"];
    let known = (2..=VERB).filter_map(|back| item.first.checked_sub(back)).any(|at| line.any(at, AFTER_SET));
    known && predicate::before(line, item.first).is_some_and(|deed| is_dealing(&deed))
}

/// "tested 300 samples and cleared 12", "… and found lead in 41": a second verb of who brought up the set.
fn is_dealt_with_next(line: &Line, item: &Item, set: &Item) -> bool {
    const CLAUSE: usize = 7;
    if !set.deed.as_ref().is_some_and(is_setting)
        || line.is_word(item.end) && !line.has(item.end, Tags::FUNCTION)
    {
        return false;
    }
    let Some(joint) = (2..=CLAUSE)
        .filter_map(|back| item.first.checked_sub(back))
        .find(|at| *at >= set.end && line.any(*at, &["and", "but", "then"]))
    else {
        return false;
    };
    let verb = predicate::before(line, item.first).is_some_and(|deed| is_dealing(&deed));
    let direct = verb && item.first - joint <= 3;
    let located = line.any(joint + 1, &["found", "detected", "discovered"])
        && line.any(item.first - 1, &["in", "at", "on", "among"])
        && item.first - joint > 3;
    direct || located
}

/// "Ten paid. Six did not": a verb that stands for the one told; but "nine did so" has its set.
fn is_echo(line: &Line, item: &Item) -> bool {
    !line.is(item.end + 1, "so") && line.any(item.end, &["did", "do", "does", "didn't", "don't"])
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
            || line.is(at, ":")
            || line.any(at, OPENERS)
            || line.has(at, Tags::SPEECH)
    });
    opens && has_verb(line, item)
}

/// Whether a verb follows the number, or what stands for one: "six against".
fn has_verb(line: &Line, item: &Item) -> bool {
    let end = past_aside(line, item.end);
    predicate::follows(line, end)
        || line.word(end).ends_with("ed")
        || (end == item.end && line.any(end, &["against", "for", "in"]))
}

/// Past ", all from the north," behind a number.
fn past_aside(line: &Line, end: usize) -> usize {
    const ASIDE: usize = 8;
    if line.kind(end) != Kind::Comma {
        return end;
    }
    let mut inside = (end + 1..end + ASIDE).take_while(|at| line.kind(*at) != Kind::Stop);
    let close = inside.find(|at| line.kind(*at) == Kind::Comma || predicate::follows(line, *at));
    close.filter(|at| line.kind(*at) == Kind::Comma).map_or(end, |close| close + 1)
}

/// Whether the deed may befall parts of the whole: an injury befalls what lives, and is told apart from another injury, but
/// those who were hurt or held may be saved.
fn may_befall(line: &Line, item: &Item, whole: &Item) -> bool {
    let harms = |item: &Item| item.deed.as_ref().is_some_and(|deed| deed.harms);
    let people = whole.object.is_some_and(|object| is_living(object.head(line)));
    let saved = item.deed.as_ref().is_some_and(is_dealing);
    !harms(item) || (people && (saved || !harms(whole)))
}

/// "Sixty of the 90 members voted yes, 22 voted against and eight abstained": a bare number that goes on after a part.
fn continued(line: &Line, items: &[Item], at: usize) -> Option<Total> {
    let item = &items[at];
    let others = item.object.is_some_and(|object| object.head(line) == "others");
    if (item.object.is_some() && !others) || !(is_bare_part(item) || item.is_amount()) {
        return None;
    }
    if let Some(whole) = beside_share(line, items, at) {
        return Some(whole);
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

/// "Half of the 60 trucks got through; 22 were looted": a number beside a share of its whole.
fn beside_share(line: &Line, items: &[Item], at: usize) -> Option<Total> {
    let item = &items[at];
    let share = items.get(at.checked_sub(1)?).filter(|share| share.unit == unit::SHARE)?;
    let whole = share.whole.filter(|_| item.is_count() && item.object.is_none() && is_subject(line, item))?;
    let room = whole.value * (1.0 - share.figure.value) + 0.5;
    (item.figure.value <= room && !is_echo(line, item)).then_some(whole)
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
start search nominate invite propose plan schedule study sample question contact assess buy import make
build produce deliver ship collect find seize open issue grant add train vaccinate detain arrest
list visit request charge draft sign announce book poll ask follow track monitor detain canvass quiz hold";

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
    let other = item.deed.is_none() || item.deed != whole.deed;
    let own_clause = line.is(place, ";") && other && !is_echo(line, item) && may_befall(line, item, whole);
    let subject =
        is_subject(line, item) && !line.is(item.end, "in") && (own_clause || is_divided(line, item, whole));
    let told = apart && item.deed.is_some() && may_befall(line, item, whole);
    let how = line.kind(item.first.wrapping_sub(1)) == Kind::Comma
        && line.word(item.end).ends_with("ly")
        && !line.is_word(item.end + 1); // "40 people were hurt, nine badly"
    let next = item.is_count() && is_dealt_with_next(line, item, whole);
    (told || subject || how || next || is_described(line, item, whole)).then(|| total_of(whole))
}

/// "12 people were taken to hospital, three with burns": a number that only says what sort some of the set are.
fn is_described(line: &Line, item: &Item, set: &Item) -> bool {
    let word = line.word(item.end);
    let sort = matches!(word, "with" | "from" | "aged")
        || line.is(item.end, "in") && line.any(item.end + 1, CONDITIONS);
    let parallel = (set.first.saturating_sub(1)..item.first).any(|at| line.is(at, word)); // "30 from Spain, 12 from France"
    item.is_count() && item.first == set_mark(line, item) + 1 && sort && !parallel
}

/// The comma right before the item; the item itself where there is none.
fn set_mark(line: &Line, item: &Item) -> usize {
    item.first.checked_sub(1).filter(|at| line.kind(*at) == Kind::Comma).unwrap_or(item.first)
}

/// How the hurt are.
const CONDITIONS: &[&str] = &["critical", "serious", "grave", "stable", "intensive"];

/// Whether `whole` is brought up as a set of which something else is then said of `item`.
fn is_divided(line: &Line, item: &Item, whole: &Item) -> bool {
    if is_echo(line, item) {
        return false;
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
    (whole.deed.as_ref().is_none_or(set) || is_quantified(line, whole)) && may_befall(line, item, whole)
}

/// "most of the 80 stalls": a whole of which something is said in words.
fn is_quantified(line: &Line, whole: &Item) -> bool {
    line.ends(whole.first, &["of", "the"]).is_some_and(|of| {
        of > 0
            && line.any(
                of - 1,
                &["most", "all", "many", "some", "several", "few", "none", "much", "half", "majority"],
            )
    })
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

/// "including 45", "among them 45", "among them the groom and four of his cousins".
pub(crate) fn is_named(line: &Line, item: &Item) -> bool {
    opens_list(line, item.first) || is_named_with(line, item.first)
}

/// Whether the words before token `at` open a list of members.
fn opens_list(line: &Line, at: usize) -> bool {
    at > 0 && line.any(at - 1, &["including", "includes", "included", "include"])
        || line.ends(at, &["among", "them"]).is_some()
}

/// Whether token `first` is joined to a list of members that are told without a number.
fn is_named_with(line: &Line, first: usize) -> bool {
    const MEMBERS: usize = 9;
    let joined = first > 0 && (line.is(first - 1, "and") || line.kind(first - 1) == Kind::Comma);
    let places = (1..=MEMBERS).map_while(|back| first.checked_sub(back));
    let noun = |at: usize| {
        let verb = predicate::follows(line, at)
            && !line.any(at.wrapping_sub(1), &["a", "an", "the", "his", "her", "their", "its"]);
        matches!(line.kind(at), Kind::Word | Kind::Comma | Kind::Name | Kind::Possessive)
            && !line.has(at, Tags::NUMBER)
            && !verb
    };
    // "including nine locals and two Danes": a member with a number opens the list itself.
    joined && places.take_while(|at| noun(*at)).any(|at| opens_list(line, at))
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
fn definite(line: &Line, earlier: &[Item], items: &[Item], at: usize) -> Option<Total> {
    let item = &items[at];
    let Some(Noun::At(start, _)) = item.object else { return None };
    let of_the = line.ends(start, &["of", "the"]).is_some() && item.first < start;
    if !of_the || !is_bare_part(item) {
        return None;
    }
    let head = item.object?.head(line);
    let state = STATES.iter().find(|(names, _)| names.contains(&head));
    let same = |whole: &&Item| {
        let told = whole.object.map(|object| object.head(line));
        let suffers = |(names, deeds): &(&[&str], &[&str])| {
            told.is_some_and(|told| names.contains(&told))
                || whole.deed.as_ref().is_some_and(|deed| deeds.contains(&deed.name.as_str()))
        };
        // "81% of the points" is none of "five break points".
        let alike = item.is_count() || words(line, whole.object) == words(line, item.object);
        let human = |told: &str| (told == head && alike) || (is_human(head) && is_human(told));
        whole.is_count()
            && (!item.is_count() || whole.figure.value > item.figure.value)
            && state.map_or_else(|| told.is_some_and(human), suffers)
    };
    amounts_before(items, at).chain(amounts_before(earlier, earlier.len())).find(same).map(total_of)
}

fn words(line: &Line, object: Option<Noun>) -> Option<String> {
    object.map(|object| object.written(line))
}

/// What people are called by what befell them, and the verbs of it: "killing 32 worshippers. Ten of the dead were boys".
const STATES: &[(&[&str], &[&str])] = &[
    (&["dead", "killed", "deceased"], &["kill", "die", "shoot dead", "drown", "murder"]),
    (&["injured", "wounded", "hurt"], &["injure", "wound", "hurt", "hospitalise", "hospitalize"]),
    (&["missing"], &["miss", "go missing"]),
    (&["detained", "arrested", "detainees"], &["detain", "arrest"]),
    (&["survivors"], &["survive", "rescue"]),
];

/// What people are called by what they do or by what befell them, besides the words for people of any sort.
const ROLES: &str = "
victims bodies dead wounded injured casualties hostages prisoners suspects captives detainees inmates survivors
worshippers pilgrims tourists guests visitors villagers protesters demonstrators migrants refugees evacuees
soldiers troops officers policemen firefighters rescuers volunteers medics doctors nurses guards gunmen militants rebels
fighters sailors fishermen seamen miners climbers skiers hikers divers cyclists swimmers runners walkers campers
commuters motorists pedestrians riders pilots journalists reporters lawyers judges farmers builders labourers laborers
recruits cadets conscripts reservists schoolchildren schoolgirls schoolboys teens brothers sisters sons daughters relatives
civilians foreigners nationals";

fn is_human(noun: &str) -> bool {
    static WORDS: LazyLock<FxHashSet<&str>> = LazyLock::new(|| lexicon::set(ROLES));
    age::are_people(noun) || WORDS.contains(noun)
}

/// What lives and is no person.
const LIVING: &str = "
animals cattle cows calves sheep lambs goats pigs horses dogs puppies cats birds chickens hens geese ducks fish whales dolphins
seals turtles bees elephants lions tigers bears wolves deer trees saplings seedlings plants corals";

/// Whether a thing of this name may die.
fn is_living(noun: &str) -> bool {
    static WORDS: LazyLock<FxHashSet<&str>> = LazyLock::new(|| lexicon::set(LIVING));
    is_human(noun) || WORDS.contains(noun)
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
    let last = line.ends(item.first, &["of", "the"]).is_some_and(|of| {
        of > 0 && line.kind(of - 1) == Kind::Comma && line.any(item.end, &["who", "that", "which"])
    }); // "Twelve were found, of the 19 who had gone down"
    let of_group = at > 4 && line.starts(at - 5, &["out", "of"]) && line.is(at - 1, "of"); // "out of a flock of"
    of_after_verb
        || last
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
    let Some(before) = amounts_before(items, at).find(|before| before.is_count()) else { return };
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
        let first = head.iter_mut().rev().find(|first| !first.anaphor && !first.nested);
        let (Some(first), Some(second)) = (first, tail.first_mut()) else { continue };
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

/// Whether two shares are the same in whole percents.
fn same_share(one: f64, other: f64) -> bool {
    (one - other).abs() <= 0.01
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

/// "a fraction of the 90,000 claims, about 1.5%, were paid", "the rest of the 60 jobs, about 22, will go": a number right
/// behind what it is a part of.
fn said_in_number(line: &Line, items: &[Item], at: usize) -> Option<Total> {
    let item = items.get(at).filter(|item| (item.unit == "%" || item.is_count()) && item.object.is_none())?;
    let whole = items.get(at.checked_sub(1)?).filter(|whole| whole.is_count() && whole.object.is_some())?;
    let of = [1, 2].into_iter().any(|back| whole.first >= back && line.is(whole.first - back, "of"));
    let mark = |at: usize| matches!(line.kind(at), Kind::Comma | Kind::Dash | Kind::Open | Kind::Close);
    let room = !item.is_count() || item.figure.value < whole.figure.value && whole.whole.is_none();
    (of && room && whole.end + 1 == item.first && mark(whole.end) && mark(item.end)).then(|| total_of(whole))
}

/// "260 of the 1,100 files, or 24%", "nine of the 14 — two-thirds —", "three-quarters of the 80 votes, or 60": a number that
/// says the same again.
pub(crate) fn shares(line: &Line, items: &mut [Item]) {
    for at in 1..items.len() {
        let item = &items[at];
        if item.whole.is_some() || item.object.is_some() || item.nested {
            continue;
        }
        let before = &items[at - 1];
        let Some(whole) = before.whole.filter(|whole| whole.value > 0.0) else { continue };
        let apposed = item.first >= before.end
            && item.first - before.end <= 2
            && (line.is(item.first.saturating_sub(1), "or") || !line.is_word(item.first.saturating_sub(1)));
        let part = before.figure.value / whole.value;
        let same = match (before.unit.as_str(), item.unit.as_str()) {
            (unit::SHARE, unit::COUNT) => {
                apposed && same_share(before.figure.value, item.figure.value / whole.value)
            }
            ("%", unit::COUNT) => {
                apposed && same_share(before.figure.value / 100.0, item.figure.value / whole.value)
            }
            (_, unit::SHARE) => apposed && before.is_amount() && (part - item.figure.value).abs() <= 0.03,
            (_, "%") => before.is_amount() && same_share(part, item.figure.value / 100.0),
            _ => false,
        };
        if same {
            let deed = before.deed.clone();
            let item = &mut items[at];
            item.whole = Some(whole);
            item.object = whole.object;
            item.deed = item.deed.take().or(deed);
        }
    }
}
