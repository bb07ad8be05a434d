//! Times as written, resolved to days against the day of publication.

use jiff::civil::Date;
use onrecord_model::TimeRef;

use crate::{
    calendar::{self, Days, Lean, Period},
    clock, date, holiday,
    lexicon::Tags,
    number, refuse,
    tense::{self, Tense},
    token::{Kind, Line},
};

/// A time found: tokens up to `end`, and the days.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Hit {
    pub(crate) end: usize,
    pub(crate) days: Days,
}

/// A hit with nothing told where there is no day of publication to count from.
pub(crate) fn hit(end: usize, days: Option<Days>) -> Hit {
    Hit { end, days: days.unwrap_or(Days::UNKNOWN) }
}

/// All times of the line, in its order. Their tokens, and those of clock readings, are marked as used up.
pub(crate) fn find(line: &mut Line, published: Option<Date>) -> Vec<TimeRef> {
    let mut found = Vec::new();
    let mut ahead = false;
    let mut anchor = None;
    let mut i = 0;
    while i < line.len() {
        ahead = lies_ahead(line, i, ahead);
        let reader = Reader { line, published, ahead: ahead || opens_ahead(line, i), anchor };
        let Some((hit, span)) = reader.at(i).and_then(|hit| Some((hit, line.span(i, hit.end)?))) else {
            // What only looks like a clock is no number either.
            let end = refuse::clock(line, i).unwrap_or(i);
            line.take(i, end);
            i = end.max(i + 1);
            continue;
        };
        let text = line.written(i, hit.end).to_owned();
        let compared = reader.period_before(i).is_some(); // "from the previous month"
        anchor = hit.days.to.filter(|_| !compared).map(|_| hit.days).or(anchor);
        found.push(TimeRef { span, text, from: hit.days.from, to: hit.days.to });
        line.take(i, hit.end);
        i = hit.end;
    }
    found
}

/// Whether what the sentence tells at token `i` lies ahead, from what was so before.
fn lies_ahead(line: &Line, i: usize, before: bool) -> bool {
    if line.kind(i) == Kind::Stop || line.has(i, Tags::SPEECH) {
        return false;
    }
    let are_to = line.any(i, &["is", "are"])
        && line.is(i + 1, "to")
        && (line.is(i + 2, "be") || !line.has(i + 2, Tags::FUNCTION));
    let was = i > 0 && line.any(i - 1, &["was", "were", "been", "had"]);
    before
        || are_to
        || (line.has(i, Tags::AHEAD) && !was)
        || (line.has(i, Tags::AHEAD_TO) && line.is(i + 1, "to"))
}

/// "On Friday the talks will resume": a time that opens its sentence, with a "will" after it.
fn opens_ahead(line: &Line, i: usize) -> bool {
    let opens =
        line.opens_sentence(i) || (i > 0 && line.any(i - 1, &["on", "in"]) && line.opens_sentence(i - 1));
    opens
        && (i..i + 12)
            .take_while(|at| {
                line.kind(*at) != Kind::Stop && !line.has(*at, Tags::SPEECH) && !tense::is_past(line, *at)
            })
            .any(|at| line.any(at, &["will", "'ll", "shall"]))
}

/// Words besides those of the lexicon that may open a time.
const OPENERS: &[&str] = &[
    "a",
    "an",
    "several",
    "few",
    "earliest",
    "noon",
    "midday",
    "midnight",
    "dawn",
    "dusk",
    "about",
    "around",
    "before",
    "shortly",
    "in",
    "morning",
    "afternoon",
    "evening",
    "night",
    "weekend",
    "just",
    "current",
    "year",
    "week",
    "more",
    "less",
    "fewer",
    "starting",
    "commencing",
    "effective",
];

/// Reads times at a token.
pub(crate) struct Reader<'l, 't> {
    pub(crate) line: &'l Line<'t>,
    pub(crate) published: Option<Date>,
    ahead: bool,
    /// The days that were told last, which "the next day" and "a year earlier" count from.
    anchor: Option<Days>,
}

impl Reader<'_, '_> {
    fn at(&self, i: usize) -> Option<Hit> {
        let line = self.line;
        let gate = Tags::TIME | Tags::MONTH | Tags::WEEKDAY | Tags::PART_OF_TIME | Tags::NUMBER;
        let may = match line.kind(i) {
            Kind::Word => line.has(i, gate) || line.any(i, OPENERS) || holiday::may_begin(line, i),
            Kind::Number | Kind::Ordinal | Kind::Name => true,
            _ => false,
        };
        if !may {
            return None;
        }
        if line.any(i, &["more", "less", "fewer"]) {
            return self.counted_from(i);
        }
        let lean = || self.lean(i);
        let clock = || clock::may_begin(line, i).then(|| clock::read(self, i, lean())).flatten();
        clock()
            .or_else(|| self.limited(i))
            .or_else(|| self.between(i))
            .or_else(|| self.open_from(i))
            .or_else(|| self.due_in(i))
            .or_else(|| self.counted_from(i))
            .or_else(|| self.through(i))
            .or_else(|| self.plain(i, lean()).map(|hit| self.or_beyond(hit)))
    }

    /// "2018 or later", "March 2020 or earlier": open to one side.
    fn or_beyond(&self, told: Hit) -> Hit {
        let line = self.line;
        if !line.any(told.end, &["or", "and"]) {
            return told;
        }
        match line.word(told.end + 1) {
            "later" | "beyond" | "onward" | "onwards" if !line.capital(told.end + 1) => {
                Hit { end: told.end + 2, days: Days { to: None, ..told.days } }
            }
            "earlier" => Hit { end: told.end + 2, days: Days { from: None, ..told.days } },
            _ => told,
        }
    }

    /// A time behind a limit: "the year 2019" besides what is read anywhere.
    fn base(&self, i: usize, lean: Lean) -> Option<Hit> {
        let day = i + usize::from(self.line.is(i, "the") && date::is_ordinal(self.line, i + 1));
        self.plain(day, lean).or_else(|| self.year_named(i))
    }

    /// "the year 2019", "year 2019".
    fn year_named(&self, i: usize) -> Option<Hit> {
        let at = i + usize::from(self.line.is(i, "the"));
        self.line.is(at, "year").then(|| date::read(self, at + 1, Lean::Unsaid)).flatten()
    }

    /// One end of a stretch, which may be now or a month in short: "from March to date", "Jan-Feb 2017".
    fn end_of_stretch(&self, i: usize, lean: Lean) -> Option<Hit> {
        let line = self.line;
        let now = match line.word(i) {
            "now" | "date" => Some(i + 1),
            "the" if line.is(i + 1, "present") => Some(i + 2),
            _ => None,
        };
        now.map(|end| self.today(end))
            .or_else(|| self.base(i, lean))
            .or_else(|| date::month_end(self, i, lean))
    }

    /// The day of publication, for what ends before `end`.
    pub(crate) fn today(&self, end: usize) -> Hit {
        hit(end, self.published.map(Days::day))
    }

    /// Where the time at `i` is to be looked for, by the verbs around it.
    fn lean(&self, i: usize) -> Lean {
        match tense::around(self.line, i) {
            Some(Tense::Was) => Lean::Told,
            Some(Tense::Did) if !self.ahead => Lean::Told,
            _ if self.ahead => Lean::Ahead,
            Some(Tense::Does) => Lean::Calendar,
            _ => Lean::Unsaid,
        }
    }

    /// "since 2014", "by the end of August", "until Friday", "before 2022", "after 23 July", "as of Wednesday".
    fn limited(&self, i: usize) -> Option<Hit> {
        let line = self.line;
        // "after Saturday's defeat" names the day only.
        self.limit(i).filter(|hit| line.kind(hit.end) != Kind::Possessive)
    }

    fn limit(&self, i: usize) -> Option<Hit> {
        let line = self.line;
        match line.word(i) {
            "since" => self.since(i + 1),
            "until" | "till" | "through" | "by" => self.deadline(i + 1),
            "no" if line.starts(i + 1, &["later", "than"]) => self.deadline(i + 3),
            "before" if self.line.starts(i + 1 + usize::from(line.is(i + 1, "the")), &["end", "of"]) => {
                self.deadline(i + 1)
            }
            "before" => {
                let hit = self.base(i + 1, self.lean(i))?;
                let last = hit.days.from.and_then(|day| calendar::plus_days(day, -1));
                Some(Hit { days: Days { from: None, to: last }, ..hit })
            }
            "after" => {
                let hit = self.base(i + 1, self.lean(i))?;
                let first = hit.days.to.and_then(|day| calendar::plus_days(day, 1));
                Some(Hit { days: Days { from: first, to: None }, ..hit })
            }
            "as" if line.any(i + 1, &["of", "from"]) => self.plain(i + 2, self.lean(i)),
            _ => None,
        }
    }

    fn deadline(&self, i: usize) -> Option<Hit> {
        let lean = if self.has_passed(i.saturating_sub(1)) { Lean::Past } else { Lean::Ahead };
        let part = self.line.is(i, "the") && self.line.any(i + 1, &["early", "mid", "late"]);
        let i = i + usize::from(part);
        let read = |lean| clock::read(self, i, lean).or_else(|| self.base(i, lean));
        let told = read(lean)?;
        // "lost 40 tanks by 10 March", told on the 11th: not that of next year.
        let far = self.published.and_then(|day| calendar::plus_days(day, HALF_A_YEAR)) < told.days.to;
        let passed = far && self.lean(i) == Lean::Told && !date::has_year(self.line, i, told.end);
        let hit = if passed { read(Lean::Past)? } else { told };
        Some(Hit { days: Days { from: None, to: hit.days.to }, ..hit })
    }

    /// Whether the deadline that begins at `i` has passed: "had reached three villages by Tuesday", "lasted until May".
    fn has_passed(&self, i: usize) -> bool {
        let line = self.line;
        if !line.is(i, "by") {
            return i.checked_sub(1).is_some_and(|at| line.any(at, LASTING));
        }
        let before = (i.saturating_sub(PERFECT)..i).rev().take_while(|at| line.kind(*at) != Kind::Stop);
        let opens = line.opens_sentence(i);
        let ends = |at: usize| line.kind(at) == Kind::Stop || (line.kind(at) == Kind::Comma && !opens);
        let after = (i..i + PERFECT).take_while(|at| !ends(*at));
        before.chain(after).any(|at| line.is(at, "had"))
    }

    /// "since February 2022": open to the end. "since the invasion began": a time that needs knowledge of the world.
    fn since(&self, i: usize) -> Option<Hit> {
        if let Some(hit) = clock::read(self, i, Lean::Past).or_else(|| self.base(i, Lean::Past)) {
            return Some(Hit { days: Days { from: hit.days.from, to: None }, ..hit });
        }
        let end = self.since_event(i)?;
        // "since the invasion began on 24 February 2022"
        let told = self.line.any(end, &["on", "in"]).then(|| date::read(self, end + 1, Lean::Past)).flatten();
        Some(told.map_or_else(
            || hit(end, None),
            |told| Hit { days: Days { from: told.days.from, to: None }, ..told },
        ))
    }

    fn since_event(&self, i: usize) -> Option<usize> {
        let line = self.line;
        let mut event = None;
        for at in i..i + 10 {
            if line.kind(at) != Kind::Word && line.kind(at) != Kind::Possessive && !line.joins(at) {
                break;
            }
            if line.has(at, Tags::EVENT) {
                event = Some(at + 1);
            } else if event.is_some()
                && line.has(at, Tags::FUNCTION)
                && !line.any(at, &["of", "on", "the", "in", "its"])
            {
                break;
            }
        }
        let end = event?;
        let names = (end + 1..end + 4)
            .take_while(|at| line.is_word(*at) && (line.capital(*at) || line.any(*at, &["the"])));
        let of_name = line.any(end, &["of", "in", "on"])
            && (line.capital(end + 1) || line.is(end + 1, "the"))
            && !line.has(end + 1, Tags::MONTH);
        Some(if of_name { names.last().map_or(end, |last| last + 1).max(end) } else { end })
    }

    /// "from 1 July to 5 August", "between 2014 and 2022", "from next Monday to Friday".
    fn between(&self, i: usize) -> Option<Hit> {
        let line = self.line;
        let links: &[&str] = match line.word(i) {
            "from" => &["to", "until", "till", "through"],
            "between" => &["and", "through"],
            _ => return None,
        };
        let at = i + 1 + usize::from(line.is(i + 1, "the") && date::is_ordinal(line, i + 2));
        let whole = self.plain(at, self.lean(i));
        if let Some(first) = whole {
            let several = first.days.from < first.days.to && (at..first.end).any(|at| line.any(at, links));
            if several && first.days.from.is_some() {
                return Some(first); // "from 3 to 7 March"
            }
        }
        let first = self.end_of_stretch(at, self.lean(i))?;
        if !line.any(first.end, links) && line.kind(first.end) != Kind::Dash {
            return None;
        }
        self.stretch(at, first, first.end + 1)
    }

    /// The stretch from the time `first`, whose words begin at `at`, to the one at `next`.
    fn stretch(&self, at: usize, first: Hit, next: usize) -> Option<Hit> {
        let line = self.line;
        let weekday = line.has(next, Tags::WEEKDAY) && first.days.is_day();
        let second = if weekday {
            Reader { published: first.days.from, ..*self }.weekday(next, Lean::Ahead)?
        } else {
            self.end_of_stretch(next, self.lean(at))?
        };
        let reversed = first.days.from.zip(second.days.to).is_some_and(|(from, to)| from > to);
        let year_behind = date::has_year(line, next, second.end) && !date::has_year(line, at, first.end);
        let fixed = line.has(at, Tags::MONTH) || matches!(line.kind(at), Kind::Number | Kind::Ordinal);
        let first = if reversed || (year_behind && fixed) {
            // "between March and May 2022": the year stands once, at the end.
            Reader { published: second.days.from, ..*self }.end_of_stretch(at, Lean::Past)?
        } else {
            first
        };
        Some(Hit { end: second.end, days: first.days.through(second.days) })
    }

    /// "from Thursday", "from Sunday noon", "starting Monday", "from 2014 onwards": open to the end.
    fn open_from(&self, i: usize) -> Option<Hit> {
        let line = self.line;
        let before = i.checked_sub(1);
        let noun = before.is_some_and(|at| line.is_word(at) && DATED_THINGS.contains(&line.word(at)));
        let from = line.is(i, "from") && !noun;
        let starts = line.any(i, &["starting", "beginning", "commencing", "effective"])
            && !before.is_some_and(|at| line.is(at, "the"));
        if !from && !starts {
            return None;
        }
        let lean = if self.lean(i) == Lean::Told { Lean::Told } else { Lean::Ahead };
        let at = i + 1 + usize::from(starts && line.any(i + 1, &["on", "from", "in"]));
        if from
            && let Some(told) = self.base(at, lean).filter(|told| line.any(told.end, &["onward", "onwards"]))
        {
            return Some(Hit { end: told.end + 1, days: Days { to: None, ..told.days } });
        }
        let month =
            || starts.then(|| date::read(self, at, lean)).flatten().filter(|_| line.has(at, Tags::MONTH));
        let told = self
            .weekday(at, lean)
            .or_else(|| date::full_day(self, at, lean))
            .or_else(month)
            .or_else(|| starts.then(|| self.relative(at, lean)).flatten())?;
        let open = line.kind(told.end) != Kind::Possessive && (told.days.is_day() || starts);
        open.then_some(Hit { days: Days { to: None, ..told.days }, ..told })
    }

    /// "will be decided in 10 days", "in two weeks' time".
    fn due_in(&self, i: usize) -> Option<Hit> {
        let line = self.line;
        let counts = line.kind(i + 1) == Kind::Number
            || line.has(i + 1, Tags::NUMBER)
            || line.any(i + 1, &["a", "an"]);
        if !line.is(i, "in") || !counts {
            return None;
        }
        let due = i.checked_sub(1).is_some_and(|at| DUE.contains(&line.word(at)));
        let (end, count) = match line.word(i + 1) {
            "a" | "an" => (i + 2, Some(1)),
            _ => whole_number(line, i + 1)?,
        };
        let period = period_word(line.word(end)).filter(|period| *period != Period::Hour)?;
        let owned = matches!(line.kind(end + 1), Kind::Possessive | Kind::Quote) && line.is(end + 2, "time");
        if !(self.ahead || due || owned) {
            return None;
        }
        let end = end + if owned { 3 } else { 1 };
        let day =
            count.zip(self.published).and_then(|(count, day)| calendar::stretch(day, period, count)?.to);
        Some(hit(end, day.map(Days::day)))
    }

    /// "three days after 12 January", "two weeks before Christmas", "more than two weeks before today".
    fn counted_from(&self, i: usize) -> Option<Hit> {
        let line = self.line;
        let bounded = line.any(i, &["more", "less", "fewer"]) && line.is(i + 1, "than");
        let at = i + if bounded { 2 } else { 0 };
        let (end, count) = match line.word(at) {
            "a" | "an" => (at + 1, Some(1)),
            _ => whole_number(line, at)?,
        };
        let period = period_word(line.word(end)).filter(|period| *period != Period::Hour)?;
        let shift = match line.word(end + 1) {
            "after" | "from" => 1,
            "before" => -1,
            _ => return None,
        };
        let now = || (shift > 0 && line.is(end + 2, "now")).then(|| self.today(end + 3));
        let base =
            self.simple(end + 2, self.lean(i)).or_else(|| self.named(end + 2, self.lean(i))).or_else(now);
        let told = base.filter(|told| told.days.is_day())?;
        let other = count.zip(told.days.from).and_then(|(count, day)| {
            let days = calendar::stretch(day, period, shift * count)?;
            if shift > 0 { days.to } else { days.from }
        });
        let days = match (line.word(i), shift > 0) {
            ("more", true) => Days { from: other, to: None },
            ("more", false) => Days { from: None, to: other },
            ("less" | "fewer", true) => Days { from: told.days.from, to: other },
            ("less" | "fewer", false) => Days { from: other, to: told.days.from },
            _ => other.map_or(Days::UNKNOWN, Days::day),
        };
        Some(Hit { end: told.end, days })
    }

    /// "Nov. 18-Dec. 19, 2015", "Jan-Feb 2017", "2014 to 2018", "28 February to 1 March": two dates with a link between them.
    fn through(&self, i: usize) -> Option<Hit> {
        let line = self.line;
        if !line.has(i, Tags::MONTH) && !matches!(line.kind(i), Kind::Number | Kind::Ordinal) {
            return None;
        }
        let linked =
            |at: usize| line.kind(at) == Kind::Dash || line.any(at, &["to", "through", "till", "until"]);
        if !(i + 1..i + 6).any(linked) {
            return None; // cheap, before anything is read
        }
        let lean = self.lean(i);
        let first = date::read(self, i, lean).or_else(|| date::month_end(self, i, lean))?;
        let dash = line.kind(first.end) == Kind::Dash;
        let next = first.end + 1;
        let word = line.any(first.end, &["to", "through", "till", "until"]) && !is_put_off(line, i);
        let date = line.has(next, Tags::MONTH) || matches!(line.kind(next), Kind::Number | Kind::Ordinal);
        let now = word && self.deictic(next).is_some();
        if !(dash && date || word && (date || now)) {
            return None;
        }
        let whole = self.stretch(i, first, next)?;
        let years = (date::has_year(line, i, first.end), date::has_year(line, next, whole.end));
        let months = (date::has_month(line, i, first.end), date::has_month(line, next, whole.end));
        let month_to_year = months == (true, false) && years == (false, true); // "July to 2025"
        let figures = dash && months == (false, false); // "5-7"
        if month_to_year || figures {
            return None;
        }
        let rises = whole.days.from.zip(whole.days.to).is_some_and(|(from, to)| from < to);
        (rises || years != (true, true)).then_some(whole)
    }

    /// "the next day", "the day before": told from the day that was told last.
    pub(crate) fn beside(&self, i: usize) -> Option<Hit> {
        let line = self.line;
        let at = i + usize::from(line.is(i, "the"));
        if at == i {
            return None;
        }
        let (end, shift) = match (line.word(at), line.word(at + 1)) {
            ("next" | "following", "day" | "morning") => (at + 2, 1),
            ("previous", "day" | "night") => (at + 2, -1),
            ("day", "before") if !line.is(at + 2, "yesterday") && ends_phrase(line, at + 2) => (at + 2, -1),
            ("day", "after") if !line.is(at + 2, "tomorrow") && ends_phrase(line, at + 2) => (at + 2, 1),
            _ => return None,
        };
        let day = self.anchor?.to?;
        Some(hit(end, calendar::plus_days(day, shift).map(Days::day)))
    }

    /// "the previous month", "the week before", told from the month or the week that was told last.
    fn period_before(&self, i: usize) -> Option<Hit> {
        let line = self.line;
        let (word, end) = match (line.word(i + 1), line.word(i + 2)) {
            ("previous", word) => (word, i + 3),
            (word, "before") if ends_phrase(line, i + 3) => (word, i + 3),
            _ => return None,
        };
        let period = period_word(word)
            .filter(|period| matches!(period, Period::Week | Period::Month | Period::Quarter | Period::Year));
        let told = self.anchor.filter(|days| line.is(i, "the") && !days.is_day())?;
        Some(hit(end, calendar::period(told.from?, period?, -1)))
    }

    /// "the three months to March", "the 12 weeks ended 24 May", "the year to April".
    fn periods_to(&self, i: usize) -> Option<Hit> {
        let line = self.line;
        let the = usize::from(line.is(i, "the"));
        let inside = i.checked_sub(1).is_some_and(|at| line.any(at, &["in", "over", "for"]));
        if the == 0 && !inside {
            return None;
        }
        let (end, count) = match period_word(line.word(i + the)) {
            Some(_) => (i + the, Some(1)),
            None => whole_number(line, i + the)?,
        };
        let period = period_word(line.word(end)).filter(|period| *period != Period::Hour)?;
        let linked = line.any(end + 1, &["to", "ended", "ending", "through"]);
        let at = end + 2 + usize::from(line.is(end + 2, "the"));
        let last = linked
            .then(|| self.weekday(at, Lean::Past).or_else(|| date::read(self, at, Lean::Past)))
            .flatten()?;
        let days = count.zip(last.days.to).and_then(|(count, day)| calendar::up_to(day, period, count));
        Some(hit(last.end, days))
    }

    /// "the first three months of 2025", "the last 10 days of March", "the first 10 days of the war".
    fn periods_of(&self, i: usize, lean: Lean) -> Option<Hit> {
        let line = self.line;
        let first = line.any(i + 1, &["first", "opening"]);
        if !line.is(i, "the") || !(first || line.any(i + 1, &["last", "final", "closing"])) {
            return None;
        }
        let (end, count) = whole_number(line, i + 2)?;
        let period = period_word(line.word(end)).filter(|period| *period != Period::Hour)?;
        let of = line.is(end + 1, "of").then_some(end + 2)?;
        if let Some(whole) = self.simple(of, lean).or_else(|| self.current(of)) {
            let days = count.and_then(|count| match whole.days.from.zip(whole.days.to)? {
                (day, _) if first => calendar::starting(day, period, count),
                (_, day) => calendar::up_to(day, period, count),
            });
            return Some(hit(whole.end, days));
        }
        let event = of + 1;
        let told = line.any(of, &["the", "this", "his", "her", "its", "their"])
            && line.is_word(event)
            && !line.has(event, Tags::FUNCTION | Tags::NUMBER);
        told.then(|| hit(event + 1, None))
    }

    /// A holiday, or the weekend or the season that is on or was last: "over the weekend", "since the spring".
    fn named(&self, i: usize, lean: Lean) -> Option<Hit> {
        let line = self.line;
        if let Some((end, day)) = holiday::at(line, i, self.published, lean) {
            return Some(hit(end, day));
        }
        let during = i.checked_sub(1).is_some_and(|at| {
            line.any(
                at,
                &[
                    "over", "at", "during", "in", "since", "until", "till", "by", "before", "after", "for",
                    "through",
                ],
            )
        });
        if !line.is(i, "the") {
            return None;
        }
        // "The weekend's floods" are those of the weekend that was last.
        let owns = line.kind(i + 2) == Kind::Possessive;
        if line.is(i + 1, "weekend") && (during || owns) {
            let shift = |day: Date| {
                if lean == Lean::Ahead || day.weekday().to_monday_zero_offset() >= 5 { 0 } else { -1 }
            };
            return Some(hit(
                i + 2,
                self.published.and_then(|day| calendar::period(day, Period::Weekend, shift(day))),
            ));
        }
        if during { date::season_near(self, i + 1, lean) } else { None }
    }

    /// A time without a limit around it.
    pub(crate) fn plain(&self, i: usize, lean: Lean) -> Option<Hit> {
        self.week_told(i, lean)
            .or_else(|| self.periods_of(i, lean))
            .or_else(|| self.periods_to(i))
            .or_else(|| self.edge(i, lean))
            .or_else(|| self.night(i, lean))
            .or_else(|| self.year_to_date(i))
            .or_else(|| self.deictic(i))
            .or_else(|| self.relative(i, lean))
            .or_else(|| self.ago(i))
            .or_else(|| self.beside(i))
            .or_else(|| self.period_before(i))
            .or_else(|| self.named(i, lean))
            .or_else(|| self.weekday(i, lean))
            .or_else(|| date::read(self, i, lean))
    }

    /// "the week of 10 April": Monday to Sunday; "the week beginning 4 February", "the week ended 3 March": seven days.
    fn week_told(&self, i: usize, lean: Lean) -> Option<Hit> {
        let line = self.line;
        let at = i + usize::from(line.is(i, "the"));
        if !line.is(at, "week") {
            return None;
        }
        let (first, last) = match line.word(at + 1) {
            "of" => (None, None),
            "beginning" | "starting" | "commencing" | "from" => (Some(0), Some(6)),
            "ending" | "ended" | "to" => (Some(-6), Some(0)),
            _ => return None,
        };
        let on = at + 2 + usize::from(line.is(at + 2, "on"));
        let told = self.weekday(on, lean).or_else(|| date::full_day(self, on, lean))?;
        let days = told.days.from.and_then(|day| match first.zip(last) {
            None => calendar::period(day, Period::Week, 0),
            Some((first, last)) => {
                Some(Days::new(calendar::plus_days(day, first)?, calendar::plus_days(day, last)?))
            }
        });
        Some(hit(told.end, days))
    }

    /// "the year to date".
    fn year_to_date(&self, i: usize) -> Option<Hit> {
        let at = i + usize::from(self.line.is(i, "the"));
        if !self.line.starts(at, &["year", "to", "date"]) {
            return None;
        }
        let year = self
            .published
            .and_then(|day| Some(Days { to: Some(day), ..calendar::period(day, Period::Year, 0)? }));
        Some(hit(at + 3, year))
    }

    // ---- edges of a period

    /// "early July", "mid-2022", "late on Wednesday", "the end of August", "earlier this week".
    fn edge(&self, i: usize, lean: Lean) -> Option<Hit> {
        let line = self.line;
        let word = line.word(i);
        if matches!(word, "early" | "earlier" | "mid" | "late" | "later") {
            if matches!(word, "earlier" | "later") && line.starts(i + 1, &["in", "the"]) {
                let period = period_word(line.word(i + 3)).filter(|period| *period != Period::Hour)?;
                let now = hit(i + 4, self.published.and_then(|day| calendar::period(day, period, 0)));
                return Some(self.up_to_today(word, now));
            }
            let at = i + 1 + usize::from(line.is(i + 1, "on") || line.joins(i + 1));
            let hit = self.simple(at, lean)?;
            let whole = matches!(word, "earlier" | "later");
            if whole && line.is(at, "this") && !hit.days.is_day() {
                return Some(self.up_to_today(word, hit));
            }
            return Some(if whole { hit } else { Hit { days: part_of(word, hit.days), ..hit } });
        }
        let at = i + usize::from(line.is(i, "the"));
        let word = line.word(at);
        if let Some(found) = self.week_of_month(at, lean).or_else(|| self.half_of_month(at, lean)) {
            return Some(found);
        }
        let early_hours = line.starts(at, &["early", "hours", "of"]);
        if early_hours {
            return self.simple(at + 3, lean);
        }
        if !matches!(word, "end" | "start" | "beginning" | "middle") || !line.is(at + 1, "of") {
            return None;
        }
        let hit = self.simple(at + 2, lean).or_else(|| self.current(at + 2))?;
        let limit =
            i.checked_sub(1).is_some_and(|before| line.any(before, &["by", "until", "till", "before"]));
        Some(if limit && word == "end" { hit } else { Hit { days: part_of(word, hit.days), ..hit } })
    }

    /// "earlier this month": the part of it that has passed; "later this month": what is left of it.
    fn up_to_today(&self, word: &str, found: Hit) -> Hit {
        let today = self.published.filter(|day| found.days.from.is_none_or(|from| from <= *day));
        let days = match word {
            "earlier" => Days { to: today.or(found.days.to), ..found.days },
            _ => Days { from: today.or(found.days.from), ..found.days },
        };
        Hit { days, ..found }
    }

    /// "the first week of July": seven days each from the first of the month on; "the last week": its last seven.
    fn week_of_month(&self, i: usize, lean: Lean) -> Option<Hit> {
        let line = self.line;
        let number = match line.word(i) {
            "first" => Some(0),
            "second" => Some(1),
            "third" => Some(2),
            "fourth" => Some(3),
            "last" => None,
            _ => return None,
        };
        if !line.starts(i + 1, &["week", "of"]) || !line.has(i + 3, Tags::MONTH) {
            return None;
        }
        let month = date::read(self, i + 3, lean)?;
        let first = match number {
            Some(number) => month.days.from.and_then(|day| calendar::plus_days(day, 7 * number)),
            None => month.days.to.and_then(|day| calendar::plus_days(day, -6)),
        };
        let days = first.and_then(|day| Some(Days::new(day, calendar::plus_days(day, 6)?)));
        Some(hit(month.end, days))
    }

    /// "the first half of March": up to the 15th; "the second half": from the 16th on.
    fn half_of_month(&self, i: usize, lean: Lean) -> Option<Hit> {
        const FIRST_HALF: i32 = 15;
        let line = self.line;
        let first = line.is(i, "first");
        if !(first || line.any(i, &["second", "latter"]))
            || !line.starts(i + 1, &["half", "of"])
            || !line.has(i + 3, Tags::MONTH)
        {
            return None;
        }
        let month = date::read(self, i + 3, lean)?;
        let days = month.days.from.zip(month.days.to).and_then(|(from, to)| {
            let middle = calendar::plus_days(from, FIRST_HALF)?;
            Some(if first {
                Days::new(from, calendar::plus_days(middle, -1)?)
            } else {
                Days::new(middle, to)
            })
        });
        Some(hit(month.end, days))
    }

    /// What an edge can be of.
    fn simple(&self, i: usize, lean: Lean) -> Option<Hit> {
        self.night(i, lean)
            .or_else(|| self.deictic(i))
            .or_else(|| self.relative(i, lean))
            .or_else(|| self.weekday(i, lean))
            .or_else(|| date::read(self, i, lean))
    }

    /// "the year" of "by the end of the year".
    fn current(&self, i: usize) -> Option<Hit> {
        let at = i + usize::from(self.line.is(i, "the"));
        let period = period_word(self.line.word(at)).filter(|period| *period != Period::Hour)?;
        Some(hit(at + 1, self.published.and_then(|day| calendar::period(day, period, 0))))
    }

    // ---- nights and days told from the day of publication

    /// "overnight", "overnight into Wednesday", "the night of 22 July", "the night to Tuesday", "last night", "tonight".
    fn night(&self, i: usize, lean: Lean) -> Option<Hit> {
        let line = self.line;
        let day_after = |days: Days| Days { to: days.to.and_then(|day| calendar::plus_days(day, 1)), ..days };
        let day_before =
            |days: Days| Days { from: days.from.and_then(|day| calendar::plus_days(day, -1)), ..days };
        if let Some(told) = self.night_between(i) {
            return Some(told);
        }
        if line.is(i, "overnight") {
            let at = i + 1 + usize::from(line.any(i + 1, &["on", "to", "into", "before"]));
            let told = self.weekday(at, lean).or_else(|| date::full_day(self, at, lean));
            return Some(told.map_or_else(
                || hit(i + 1, self.published.map(|day| day_before(Days::day(day)))),
                |told| Hit { end: told.end, days: day_before(told.days) },
            ));
        }
        if line.starts(i, &["last", "night"]) {
            return Some(self.day(i + 2, -1));
        }
        if line.is(i, "tonight") {
            return Some(self.today(i + 1));
        }
        let at = i + usize::from(line.is(i, "the"));
        if line.starts(at, &["night", "of"]) {
            let at = at + 2 + usize::from(line.is(at + 2, "the"));
            let told = self.weekday(at, lean).or_else(|| date::full_day(self, at, lean))?;
            return Some(if told.days.is_day() { Hit { days: day_after(told.days), ..told } } else { told });
        }
        if line.is(at, "night") && line.any(at + 1, &["to", "into", "before"]) {
            let told = self.weekday(at + 2, lean).or_else(|| date::full_day(self, at + 2, lean))?;
            return Some(if told.days.is_day() { Hit { days: day_before(told.days), ..told } } else { told });
        }
        None
    }

    /// "the night of 4 March to 5 March", "the night from 4 to 5 March", "the night between Tuesday and Wednesday",
    /// "overnight from Tuesday to Wednesday": a night by both of its days.
    fn night_between(&self, i: usize) -> Option<Hit> {
        let line = self.line;
        let night = if line.is(i, "overnight") { i } else { i + usize::from(line.is(i, "the")) };
        if !line.any(night, &["overnight", "night"]) {
            return None;
        }
        let at = night + 1 + usize::from(line.any(night + 1, &["of", "from", "between", "on"]));
        let day = |at| self.weekday(at, Lean::Told).or_else(|| date::full_day(self, at, Lean::Told));
        let linked =
            |first: &Hit| line.any(first.end, &["to", "into", "and"]) || line.kind(first.end) == Kind::Dash;
        let told = match day(at).filter(|first| first.days.is_day() && linked(first)) {
            Some(first) => self.stretch(at, first, first.end + 1)?,
            None => self.through(at).or_else(|| date::read(self, at, Lean::Told))?,
        };
        let (from, to) = told.days.from.zip(told.days.to)?;
        (calendar::plus_days(from, 1) == Some(to)).then_some(told)
    }

    /// "today", "yesterday evening", "the day after tomorrow".
    pub(crate) fn deictic(&self, i: usize) -> Option<Hit> {
        let line = self.line;
        if line.starts(i, &["the", "day", "before", "yesterday"]) {
            return Some(self.day(i + 4, -2));
        }
        if line.starts(i, &["the", "day", "after", "tomorrow"]) {
            return Some(self.day(i + 4, 2));
        }
        let shift = match line.word(i) {
            "today" => 0,
            "yesterday" => -1,
            "tomorrow" => 1,
            _ => return None,
        };
        let told = self.day(i + 1, shift);
        Some(self.part_of_day(told))
    }

    fn day(&self, end: usize, shift: i32) -> Hit {
        hit(end, self.published.and_then(|day| calendar::plus_days(day, shift)).map(Days::day))
    }

    /// "Wednesday night", "yesterday evening": the part says nothing of the day that it begins on.
    pub(crate) fn part_of_day(&self, told: Hit) -> Hit {
        let parts = ["morning", "afternoon", "evening", "night", "noon", "midnight", "lunchtime"];
        if self.line.any(told.end, &parts) { Hit { end: told.end + 1, ..told } } else { told }
    }

    /// "last week", "this morning", "next Monday", "last July", "the past 24 hours", "the coming days".
    fn relative(&self, i: usize, lean: Lean) -> Option<Hit> {
        let line = self.line;
        let at = i + usize::from(line.is(i, "the"));
        if let Some(found) = self.counted_before(at) {
            return Some(found);
        }
        let word = line.word(at);
        if !matches!(word, "this" | "last" | "next" | "past" | "previous" | "coming" | "current" | "upcoming")
        {
            return None;
        }
        if word == "last" && at == i && is_verb_before(line, i) {
            return None; // "the truce will last two weeks"
        }
        if matches!(word, "last" | "next" | "previous")
            && let Some((end, day)) = holiday::chosen(line, at + 1, self.published, word == "next")
        {
            return Some(hit(end, day));
        }
        let of = i.saturating_sub(usize::from(i > 0 && line.is(i - 1, "the")));
        let part = of > 1
            && line.is(of - 1, "of")
            && (line.kind(of - 2) == Kind::Number || line.has(of - 2, Tags::NUMBER));
        let verb = word == "last" && at == i && is_verb_of_lasting(line, i);
        if verb {
            return None;
        }
        if let Some(found) = self.counted(at + 1, word) {
            return (!part).then_some(found); // "in five of the past six years"
        }
        if line.is(at + 1, "week")
            && let Some(weekday) = weekday_at(line, at + 2)
            && let Some(shift) = shift_of(word)
        {
            return Some(hit(at + 3, self.weekday_of_week(weekday, shift))); // "next week Wednesday"
        }
        let next = line.word(at + 1);
        if word == "this" && matches!(next, "morning" | "afternoon" | "evening") {
            return Some(self.day(at + 2, 0));
        }
        if weekday_at(line, at + 1).is_some() {
            return self.chosen_weekday(at + 1, word);
        }
        if let Some(ahead) = shift_of(word).filter(|shift| *shift != 0).map(|shift| shift > 0)
            && let Some(told) = date::full_day(self, at + 1, if ahead { Lean::Ahead } else { Lean::Past })
        {
            return Some(told); // "next 6 April"
        }
        if let Some(found) = date::month_or_season_of(self, at + 1, word, lean) {
            return Some(found);
        }
        self.calendar_period(at, word)
    }

    /// "last week", "this year", "the past month", "the coming days".
    fn calendar_period(&self, at: usize, word: &str) -> Option<Hit> {
        let line = self.line;
        let at = at + usize::from(line.is(at + 1, "calendar"));
        let next = line.word(at + 1);
        let period = period_word(next)?;
        let plural = next.ends_with('s');
        if period == Period::Day && !plural && self.is_day_up_to_now(at, word) {
            return Some(hit(at + 2, self.published.and_then(|day| calendar::stretch(day, period, -1))));
        }
        if period == Period::Hour || (period == Period::Day && !plural) || word == "previous" {
            return None;
        }
        let days = self.published.and_then(|day| match (word, plural) {
            ("coming" | "upcoming", _) => Some(Days { from: Some(day), to: None }),
            (_, true) => None,
            ("past", _) if matches!(period, Period::Weekend | Period::Quarter) => {
                calendar::period(day, period, -1)
            }
            ("past", _) => calendar::stretch(day, period, -1),
            ("last", _) => calendar::period(day, period, -1),
            ("next", _) => calendar::period(day, period, 1),
            _ => calendar::period(day, period, 0),
        });
        (!plural || matches!(word, "coming" | "past" | "last")).then(|| hit(at + 2, days))
    }

    /// "over the past day": the day and night up to now, and not "on the last day of the talks".
    fn is_day_up_to_now(&self, at: usize, word: &str) -> bool {
        let line = self.line;
        let over = |at: usize| line.any(at, &["over", "in", "during", "within"]);
        at > 1
            && line.is(at - 1, "the")
            && over(at - 2)
            && matches!(word, "past" | "last" | "previous")
            && !line.is(at + 2, "of")
    }

    /// "24 hours" of "the past 24 hours".
    fn counted(&self, i: usize, word: &str) -> Option<Hit> {
        let line = self.line;
        let few = line.any(i, &["few", "several", "couple"]);
        let (end, count) =
            if few { (i + 1 + usize::from(line.is(i + 1, "of")), None) } else { whole_number(line, i)? };
        // "three quarters" is not read as a fraction here.
        let quarters = line.any(i + 1, &["quarters"]).then(|| number::small(line, i)).flatten();
        let (end, count) = quarters.map_or((end, count), |count| (i + 1, Some(count)));
        let period = period_word(line.word(end))?;
        if word == "this" || word == "current" {
            return None;
        }
        Some(self.run(end + 1, count, period, word))
    }

    /// "the 3 next weeks", "the five past years".
    fn counted_before(&self, i: usize) -> Option<Hit> {
        let line = self.line;
        let word = line.word(i + 1);
        if !matches!(word, "next" | "coming" | "upcoming" | "past" | "last" | "previous") {
            return None;
        }
        let (end, count) = whole_number(line, i).filter(|(end, _)| *end == i + 1)?;
        let period = period_word(line.word(end + 1)).filter(|_| line.word(end + 1).ends_with('s'))?;
        Some(self.run(end + 2, count, period, word))
    }

    /// So many periods up to the day of publication, or from it on.
    fn run(&self, end: usize, count: Option<i32>, period: Period, word: &str) -> Hit {
        let forward = matches!(word, "next" | "coming" | "upcoming");
        let days = count.zip(self.published).and_then(|(count, day)| match period {
            Period::Quarter if forward => whole_periods(day, period, (1, count)),
            Period::Quarter => whole_periods(day, period, (-count, -1)),
            _ => calendar::stretch(day, period, if forward { count } else { -count }),
        });
        hit(end, days)
    }

    /// "two days ago", "a week ago".
    fn ago(&self, i: usize) -> Option<Hit> {
        let line = self.line;
        let bounded = i + match line.word(i) {
            "more" | "less" if line.is(i + 1, "than") => 2,
            _ => 0,
        };
        let (end, count) = match line.word(bounded) {
            "several" | "few" => (bounded + 1, None),
            "a" | "an" if line.any(bounded + 1, &["few", "couple"]) => {
                (bounded + 2 + usize::from(line.is(bounded + 2, "of")), None)
            }
            "a" | "an" if period_word(line.word(bounded + 1)).is_some() => (bounded + 1, Some(1)),
            _ => whole_number(line, bounded)?,
        };
        let period = period_word(line.word(end))?;
        if line.any(end + 1, &["earlier", "later"]) && period != Period::Hour {
            return Some(self.apart(end, count, period));
        }
        if let Some(found) = self.ago_in_two(end, count, period) {
            return Some(found);
        }
        if !line.is(end + 1, "ago") {
            return None;
        }
        let days = count.zip(self.published).and_then(|(count, day)| match period {
            Period::Hour => calendar::stretch(day, period, -count),
            // Before our era no calendar tells days.
            _ if period_years(period)
                .is_some_and(|years| years.saturating_mul(count) > i32::from(day.year())) =>
            {
                None
            }
            Period::Decade | Period::Century => {
                let day = calendar::stretch(day, period, -count)?.from?;
                calendar::period(day, Period::Year, 0)
            }
            _ => calendar::stretch(day, period, -count)?.from.map(Days::day),
        });
        Some(hit(end + 2, days))
    }

    /// "two weeks and three days ago", "a year and a half ago", where the first length ends at `i`.
    fn ago_in_two(&self, i: usize, count: Option<i32>, period: Period) -> Option<Hit> {
        let line = self.line;
        if !line.is(i + 1, "and") {
            return None;
        }
        let half = line.starts(i + 2, &["a", "half"]) && period == Period::Year;
        let (end, more, smaller) = if half {
            (i + 3, Some(6), Period::Month)
        } else {
            let (end, more) = whole_number(line, i + 2)?;
            (end, more, period_word(line.word(end)).filter(|smaller| *smaller != period)?)
        };
        let ago = end + 1;
        let day = self.published.zip(count.zip(more)).and_then(|(day, (count, more))| {
            let day = calendar::stretch(day, period, -count)?.from?;
            calendar::stretch(day, smaller, -more)?.from
        });
        line.is(ago, "ago").then(|| hit(ago + 1, day.map(Days::day)))
    }

    /// "a year earlier", "two days later": told from the day that was told last.
    fn apart(&self, end: usize, count: Option<i32>, period: Period) -> Hit {
        let later = self.line.is(end + 1, "later");
        let months = count.zip(self.anchor).and_then(|(count, days)| {
            calendar::months_away(days, period, if later { count } else { -count })
        });
        if months.is_some() {
            return hit(end + 2, months);
        }
        let day = count.zip(self.anchor.and_then(|days| days.to)).and_then(|(count, day)| {
            let days = calendar::stretch(day, period, if later { count } else { -count })?;
            if later { days.to } else { days.from }
        });
        hit(end + 2, day.map(Days::day))
    }

    // ---- weekdays

    /// "Wednesday", "Wednesday, 23 July", "Monday next week", "Wednesday night".
    pub(crate) fn weekday(&self, i: usize, lean: Lean) -> Option<Hit> {
        let line = self.line;
        let star = line.is(i, "sun") && i > 0 && line.is(i - 1, "the");
        let weekday = weekday_at(line, i).filter(|_| !star && !is_named_after_day(line, i))?;
        let after = i + 1 + usize::from(line.is(i + 1, ".") && line.word(i).len() < 5 && line.glued(i + 1));
        let dated = after + usize::from(line.kind(after) == Kind::Comma);
        if let Some(told) = date::full_day(self, dated, lean) {
            return Some(told);
        }
        let the = after + usize::from(line.is(after, "the"));
        let ends = the + 1 >= line.len() || matches!(line.kind(the + 1), Kind::Stop | Kind::Comma);
        if let Some(day) = date::ordinal_at(line, the)
            .or_else(|| date::day_at(line, the).filter(|_| ends && line.word(i).len() > 5))
        {
            let day = self.published.and_then(|today| calendar::weekday_of_month(today, weekday, day));
            return Some(hit(the + 1, day.map(Days::day)));
        }
        if line.word(i).len() < 5 && after == i + 1 && dated == after {
            return None; // "Sat", "Sun" without a point or a date are words
        }
        let of = after + usize::from(line.is(after, "of"));
        if let Some(shift) = shift_of(line.word(of)).filter(|_| line.is(of + 1, "week")) {
            return Some(hit(of + 2, self.weekday_of_week(weekday, shift)));
        }
        let days = self.published.and_then(|day| calendar::weekday_near(day, weekday, lean)).map(Days::day);
        Some(self.part_of_day(hit(after, days)))
    }

    fn weekday_of_week(&self, weekday: i8, shift: i32) -> Option<Days> {
        let monday = calendar::period(self.published?, Period::Week, shift)?.from?;
        calendar::plus_days(monday, i32::from(weekday)).map(Days::day)
    }

    /// "last Monday", "next Monday", "this Monday".
    fn chosen_weekday(&self, i: usize, word: &str) -> Option<Hit> {
        let weekday = weekday_at(self.line, i)?;
        let days = self.published.and_then(|day| match word {
            "previous" => self.weekday_of_week(weekday, -1),
            "last" | "past" => {
                calendar::weekday_near(calendar::plus_days(day, -1)?, weekday, Lean::Past).map(Days::day)
            }
            "next" => self.weekday_of_week(weekday, 1),
            "coming" | "upcoming" => {
                calendar::weekday_near(calendar::plus_days(day, 1)?, weekday, Lean::Ahead).map(Days::day)
            }
            _ => self.weekday_of_week(weekday, 0),
        });
        Some(self.part_of_day(hit(i + 1, days)))
    }
}

/// "the Sunday Times", "Black Friday".
fn is_named_after_day(line: &Line, i: usize) -> bool {
    let Some(before) = i.checked_sub(1) else { return false };
    let title =
        line.is(before, "the") && line.is_word(i + 1) && line.capital(i + 1) && !line.has(i + 1, Tags::MONTH);
    title
        || (line.capital(before)
            && line.any(before, &["black", "bloody", "ash", "super", "cyber", "palm", "giving"]))
}

/// Whether "last" at `i` is a verb: "the earphones last five hours", "it will last two days".
fn is_verb_of_lasting(line: &Line, i: usize) -> bool {
    let number = line.kind(i + 1) == Kind::Number || line.has(i + 1, Tags::NUMBER);
    let subject = i.checked_sub(1).is_some_and(|at| {
        let noun =
            line.is_word(at) && !line.has(at, Tags::FUNCTION) && crate::object::is_plural(line.word(at));
        noun || line
            .any(at, &["will", "would", "can", "could", "may", "might", "should", "must", "to", "they"])
    });
    number && subject
}

/// Verbs before "in 10 days" that say that something lies ahead.
const DUE: &[&str] = &[
    "out", "due", "begin", "begins", "start", "starts", "end", "ends", "expire", "expires", "open", "opens",
    "meet", "meets", "resume", "resumes", "close", "closes", "arrive", "arrives", "up", "again", "back",
];

/// How far from a deadline "had" may stand.
const PERFECT: usize = 20;

/// Days.
const HALF_A_YEAR: i32 = 183;

/// Verbs that an "until" in the past follows.
const LASTING: &[&str] = &["lasted", "ran", "stayed", "remained", "continued", "lived", "worked", "served"];

/// Nouns that "from Thursday" dates.
const DATED_THINGS: &[&str] = &[
    "report",
    "footage",
    "video",
    "photo",
    "photos",
    "photograph",
    "letter",
    "statement",
    "data",
    "figures",
    "image",
    "images",
    "picture",
    "pictures",
    "edition",
    "game",
    "match",
    "attack",
    "attacks",
];

fn ends_phrase(line: &Line, i: usize) -> bool {
    !line.is_word(i) || line.has(i, Tags::FUNCTION | Tags::VERB)
}

/// The part of a period that "early", "mid", "late" and their like mean: a third of it, and of a month the days 1 to 10,
/// 11 to 20, and 21 to its last. One day stays one day.
fn part_of(word: &str, days: Days) -> Days {
    let Some((from, to)) = days.from.zip(days.to).filter(|(from, to)| from != to) else { return days };
    let length = (to - from).get_days() + 1;
    let third = length / 3;
    if from == date_of(from, 1, 1) && to == date_of(from, 12, 31) {
        return third_of_year(word, from.year()).unwrap_or(days);
    }
    if from.day() == 1 && from.month() == 1 && to.year() - from.year() == 9 {
        return part_of_decade(word, from.year()).unwrap_or(days);
    }
    if from.day() == 1 && from.month() == 1 && to.year() - from.year() == 99 {
        return part_of_century(word, from.year()).unwrap_or(days);
    }
    let is_month = from.day() == 1 && to == from.last_of_month();
    if let Some(days) = is_month.then(|| third_of_month(word, from, to)) {
        return days.unwrap_or(Days::new(from, to));
    }
    let part = match word {
        "early" | "start" | "beginning" => {
            calendar::plus_days(from, third - 1).map(|end| Days::new(from, end))
        }
        "mid" | "middle" => calendar::plus_days(from, third)
            .zip(calendar::plus_days(to, -third))
            .map(|(from, to)| Days::new(from, to)),
        _ => calendar::plus_days(to, 1 - third).map(|start| Days::new(start, to)),
    };
    part.filter(|_| third > 0).unwrap_or(days)
}

/// The day `month`/`day` of the year of `of`.
fn date_of(of: Date, month: i8, day: i8) -> Date {
    Date::new(of.year(), month, day).unwrap_or(of)
}

/// Years 0 to 3, 4 to 6 or 7 to 9 of a decade.
fn part_of_decade(word: &str, year: i16) -> Option<Days> {
    match word {
        "early" | "start" | "beginning" => calendar::years(year, year + 3),
        "mid" | "middle" => calendar::years(year + 4, year + 6),
        _ => calendar::years(year + 7, year + 9),
    }
}

/// Years 0 to 33, 34 to 66 or 67 to 99 of a century.
fn part_of_century(word: &str, year: i16) -> Option<Days> {
    match word {
        "early" | "start" | "beginning" => calendar::years(year, year + 33),
        "mid" | "middle" => calendar::years(year + 34, year + 66),
        _ => calendar::years(year + 67, year + 99),
    }
}

/// Four months of a year.
fn third_of_year(word: &str, year: i16) -> Option<Days> {
    match word {
        "early" | "start" | "beginning" => calendar::months(year, 1, 4),
        "mid" | "middle" => calendar::months(year, 5, 8),
        _ => calendar::months(year, 9, 12),
    }
}

fn third_of_month(word: &str, from: Date, to: Date) -> Option<Days> {
    let day = |shift| calendar::plus_days(from, shift);
    Some(match word {
        "early" | "start" | "beginning" => Days::new(from, day(9)?),
        "mid" | "middle" => Days::new(day(10)?, day(19)?),
        _ => Days::new(day(20)?, to),
    })
}

/// How far from now "last", "this" and "next" are.
fn shift_of(word: &str) -> Option<i32> {
    match word {
        "last" => Some(-1),
        "this" => Some(0),
        "next" => Some(1),
        _ => None,
    }
}

/// The periods from the one `first` away from the day's own to the one `last` away.
fn whole_periods(day: Date, period: Period, (first, last): (i32, i32)) -> Option<Days> {
    Some(calendar::period(day, period, first)?.through(calendar::period(day, period, last)?))
}

/// Whether "last" at `i` is a verb: "will last two weeks", "did not last a month".
fn is_verb_before(line: &Line, i: usize) -> bool {
    const MODALS: &[&str] = &[
        "will", "would", "may", "might", "can", "could", "should", "shall", "must", "not", "to", "'ll",
        "cannot",
    ];
    let length = line.kind(i + 1) == Kind::Number
        || line.has(i + 1, Tags::NUMBER)
        || line.any(i + 1, &["a", "an", "several", "few", "many"]);
    length
        && i.checked_sub(1).is_some_and(|at| {
            line.any(at, MODALS) || line.word(at).ends_with("n't") || line.word(at).ends_with("n’t")
        })
}

/// Whether the time at `i` is one that something was moved from: "pushed the vote in May to June".
fn is_put_off(line: &Line, i: usize) -> bool {
    const MOVED: &[&str] =
        &["moved", "postponed", "pushed", "delayed", "shifted", "rescheduled", "put", "brought", "deferred"];
    (i.saturating_sub(8)..i).rev().take_while(|at| line.kind(*at) != Kind::Stop).any(|at| line.any(at, MOVED))
}

/// A small whole number at `i`: its end and its value, none for a vague one.
fn whole_number(line: &Line, i: usize) -> Option<(usize, Option<i32>)> {
    let amount = number::read(line, i, false)?;
    Some((amount.end, amount.whole()))
}

/// Years in one of the longer periods.
fn period_years(period: Period) -> Option<i32> {
    match period {
        Period::Year => Some(1),
        Period::Decade => Some(10),
        Period::Century => Some(100),
        _ => None,
    }
}

fn period_word(word: &str) -> Option<Period> {
    Some(match word {
        "hour" | "hours" | "minute" | "minutes" => Period::Hour,
        "day" | "days" => Period::Day,
        "week" | "weeks" => Period::Week,
        "fortnight" => Period::Fortnight,
        "weekend" => Period::Weekend,
        "month" | "months" => Period::Month,
        "quarter" | "quarters" => Period::Quarter,
        "year" | "years" => Period::Year,
        "decade" | "decades" => Period::Decade,
        "century" => Period::Century,
        _ => return None,
    })
}

/// The weekday at `i`, 0 for Monday.
fn weekday_at(line: &Line, i: usize) -> Option<i8> {
    if !line.has(i, Tags::WEEKDAY) || line.word(i).ends_with("days") {
        return None;
    }
    if !line.capital(i) && !line.word(i).ends_with("day") {
        return None; // "sun", "sat"
    }
    let number =
        ["mo", "tu", "we", "th", "fr", "sa", "su"].iter().position(|day| line.word(i).starts_with(day))?;
    i8::try_from(number).ok()
}
