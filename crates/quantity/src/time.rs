//! Times as written, resolved to days against the day of publication.

use jiff::civil::Date;
use onrecord_model::TimeRef;

use crate::{
    calendar::{self, Days, Lean, Period},
    date,
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
    let mut i = 0;
    while i < line.len() {
        ahead = lies_ahead(line, i, ahead);
        if let Some(end) = refuse::clock(line, i) {
            line.take(i, end);
            i = end;
            continue;
        }
        let reader = Reader { line, published, ahead: ahead || opens_ahead(line, i) };
        let Some((hit, span)) = reader.at(i).and_then(|hit| Some((hit, line.span(i, hit.end)?))) else {
            i += 1;
            continue;
        };
        let text = line.written(i, hit.end).to_owned();
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
    before || are_to || line.has(i, Tags::AHEAD) || (line.has(i, Tags::AHEAD_TO) && line.is(i + 1, "to"))
}

/// "On Friday the talks will resume": a time that opens its sentence, with a "will" after it.
fn opens_ahead(line: &Line, i: usize) -> bool {
    let opens =
        line.opens_sentence(i) || (i > 0 && line.any(i - 1, &["on", "in"]) && line.opens_sentence(i - 1));
    opens
        && (i..i + 12)
            .take_while(|at| line.kind(*at) != Kind::Stop && !line.has(*at, Tags::SPEECH))
            .any(|at| line.any(at, &["will", "'ll", "shall"]))
}

/// Reads times at a token.
pub(crate) struct Reader<'l, 't> {
    pub(crate) line: &'l Line<'t>,
    pub(crate) published: Option<Date>,
    ahead: bool,
}

impl Reader<'_, '_> {
    fn at(&self, i: usize) -> Option<Hit> {
        let line = self.line;
        let gate = Tags::TIME | Tags::MONTH | Tags::WEEKDAY | Tags::PART_OF_TIME | Tags::NUMBER;
        let may = match line.kind(i) {
            Kind::Word => line.has(i, gate) || line.any(i, &["a", "an", "several", "few", "earliest"]),
            Kind::Number | Kind::Ordinal | Kind::Name => true,
            _ => false,
        };
        if !may {
            return None;
        }
        self.limited(i).or_else(|| self.between(i)).or_else(|| self.plain(i, self.lean(i)))
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
        match line.word(i) {
            "since" => self.since(i + 1),
            "until" | "till" | "through" | "by" => self.deadline(i + 1),
            "no" if line.starts(i + 1, &["later", "than"]) => self.deadline(i + 3),
            "before" if self.line.starts(i + 1 + usize::from(line.is(i + 1, "the")), &["end", "of"]) => {
                self.deadline(i + 1)
            }
            "before" => {
                let hit = self.plain(i + 1, self.lean(i))?;
                let last = hit.days.from.and_then(|day| calendar::plus_days(day, -1));
                Some(Hit { days: Days { from: None, to: last }, ..hit })
            }
            "after" => {
                let hit = self.plain(i + 1, self.lean(i))?;
                let first = hit.days.to.and_then(|day| calendar::plus_days(day, 1));
                Some(Hit { days: Days { from: first, to: None }, ..hit })
            }
            "as" if line.any(i + 1, &["of", "from"]) => self.plain(i + 2, self.lean(i)),
            _ => None,
        }
    }

    fn deadline(&self, i: usize) -> Option<Hit> {
        let hit = self.plain(i, Lean::Ahead)?;
        Some(Hit { days: Days { from: None, to: hit.days.to }, ..hit })
    }

    /// "since February 2022": open to the end. "since the invasion began": a time that needs knowledge of the world.
    fn since(&self, i: usize) -> Option<Hit> {
        if let Some(hit) = self.plain(i, Lean::Past) {
            return Some(Hit { days: Days { from: hit.days.from, to: None }, ..hit });
        }
        self.since_event(i).map(|end| hit(end, None))
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
        let of_name =
            line.any(end, &["of", "in", "on"]) && (line.capital(end + 1) || line.is(end + 1, "the"));
        Some(if of_name { names.last().map_or(end, |last| last + 1).max(end) } else { end })
    }

    /// "from 1 July to 5 August", "between 2014 and 2022".
    fn between(&self, i: usize) -> Option<Hit> {
        let line = self.line;
        let links: &[&str] = match line.word(i) {
            "from" => &["to", "until", "till", "through"],
            "between" => &["and"],
            _ => return None,
        };
        let first = self.plain(i + 1, self.lean(i))?;
        if !line.any(first.end, links) {
            return None;
        }
        let second = self.plain(first.end + 1, self.lean(i))?;
        let reversed = first.days.from.zip(second.days.to).is_some_and(|(from, to)| from > to);
        let first = if reversed {
            // "between March and May 2022": the year stands once, at the end.
            Reader { published: second.days.from, ..*self }.plain(i + 1, Lean::Past)?
        } else {
            first
        };
        Some(Hit { end: second.end, days: first.days.through(second.days) })
    }

    /// A time without a limit around it.
    pub(crate) fn plain(&self, i: usize, lean: Lean) -> Option<Hit> {
        self.edge(i, lean)
            .or_else(|| self.night(i, lean))
            .or_else(|| self.deictic(i))
            .or_else(|| self.relative(i, lean))
            .or_else(|| self.ago(i))
            .or_else(|| self.weekday(i, lean))
            .or_else(|| date::read(self, i, lean))
    }

    // ---- edges of a period

    /// "early July", "mid-2022", "late on Wednesday", "the end of August", "earlier this week".
    fn edge(&self, i: usize, lean: Lean) -> Option<Hit> {
        let line = self.line;
        let word = line.word(i);
        if matches!(word, "early" | "earlier" | "mid" | "late" | "later") {
            let at = i + 1 + usize::from(line.is(i + 1, "on") || line.joins(i + 1));
            let hit = self.simple(at, lean)?;
            let whole = matches!(word, "earlier" | "later");
            return Some(if whole { hit } else { Hit { days: part_of(word, hit.days), ..hit } });
        }
        let at = i + usize::from(line.is(i, "the"));
        let word = line.word(at);
        if let Some(found) = self.week_of_month(at, lean) {
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
        if line.is(i, "overnight") {
            let at = i + 1 + usize::from(line.any(i + 1, &["on", "to", "into", "before"]));
            let told = self.weekday(at, lean).or_else(|| date::full_day(self, at, lean));
            return Some(told.map_or_else(
                || hit(i + 1, self.published.map(|day| day_before(Days::day(day)))),
                |told| Hit { end: told.end, days: day_before(told.days) },
            ));
        }
        if line.starts(i, &["last", "night"]) {
            return Some(hit(i + 2, self.published.map(|day| day_before(Days::day(day)))));
        }
        if line.is(i, "tonight") {
            return Some(hit(i + 1, self.published.map(|day| day_after(Days::day(day)))));
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

    /// "today", "yesterday evening", "the day after tomorrow".
    fn deictic(&self, i: usize) -> Option<Hit> {
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

    /// "Wednesday night", "yesterday evening": a night goes on to the next day.
    pub(crate) fn part_of_day(&self, told: Hit) -> Hit {
        match self.line.word(told.end) {
            "morning" | "afternoon" | "evening" => Hit { end: told.end + 1, ..told },
            "night" => {
                let to = told.days.to.and_then(|day| calendar::plus_days(day, 1));
                Hit { end: told.end + 1, days: Days { to, ..told.days } }
            }
            _ => told,
        }
    }

    /// "last week", "this morning", "next Monday", "last July", "the past 24 hours", "the coming days".
    fn relative(&self, i: usize, lean: Lean) -> Option<Hit> {
        let line = self.line;
        let at = i + usize::from(line.is(i, "the"));
        let word = line.word(at);
        if !matches!(word, "this" | "last" | "next" | "past" | "previous" | "coming" | "current") {
            return None;
        }
        if let Some(found) = self.counted(at + 1, word) {
            return Some(found);
        }
        let next = line.word(at + 1);
        if word == "this" && matches!(next, "morning" | "afternoon" | "evening") {
            return Some(self.day(at + 2, 0));
        }
        if line.has(at + 1, Tags::WEEKDAY) && line.capital(at + 1) {
            return self.chosen_weekday(at + 1, word);
        }
        if let Some(found) = date::month_or_season_of(self, at + 1, word, lean) {
            return Some(found);
        }
        self.calendar_period(at, word)
    }

    /// "last week", "this year", "the past month", "the coming days".
    fn calendar_period(&self, at: usize, word: &str) -> Option<Hit> {
        let line = self.line;
        let next = line.word(at + 1);
        let period = period_word(next)?;
        let plural = next.ends_with('s');
        if period == Period::Hour || (period == Period::Day && !plural) || word == "previous" {
            return None;
        }
        let days = self.published.and_then(|day| match (word, plural) {
            ("coming", _) => Some(Days { from: Some(day), to: None }),
            (_, true) => None,
            ("past", _) if period == Period::Weekend => calendar::period(day, period, -1),
            ("past", _) => calendar::stretch(day, period, -1),
            ("last", _) => calendar::period(day, period, -1),
            ("next", _) => calendar::period(day, period, 1),
            _ => calendar::period(day, period, 0),
        });
        (!plural || matches!(word, "coming" | "past" | "last")).then(|| hit(at + 2, days))
    }

    /// "24 hours" of "the past 24 hours".
    fn counted(&self, i: usize, word: &str) -> Option<Hit> {
        let line = self.line;
        let few = line.any(i, &["few", "several", "couple"]);
        let (end, count) =
            if few { (i + 1 + usize::from(line.is(i + 1, "of")), None) } else { whole_number(line, i)? };
        let period = period_word(line.word(end))?;
        let forward = matches!(word, "next" | "coming");
        if word == "this" || word == "current" {
            return None;
        }
        let days = count
            .zip(self.published)
            .and_then(|(count, day)| calendar::stretch(day, period, if forward { count } else { -count }));
        Some(hit(end + 1, days))
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
        if !line.is(end + 1, "ago") {
            return None;
        }
        let days = count.zip(self.published).and_then(|(count, day)| match period {
            Period::Hour => calendar::stretch(day, period, -count),
            _ => calendar::period(day, period, -count),
        });
        Some(hit(end + 2, days))
    }

    // ---- weekdays

    /// "Wednesday", "Wednesday, 23 July", "Monday next week", "Wednesday night".
    fn weekday(&self, i: usize, lean: Lean) -> Option<Hit> {
        let line = self.line;
        let weekday = weekday_at(line, i)?;
        let after = i + 1 + usize::from(line.is(i + 1, ".") && line.word(i).len() < 5 && line.glued(i + 1));
        let dated = after + usize::from(line.kind(after) == Kind::Comma);
        if let Some(told) = date::full_day(self, dated, lean) {
            return Some(told);
        }
        if line.word(i).len() < 5 && after == i + 1 && dated == after {
            return None; // "Sat", "Sun" without a point or a date are words
        }
        let of = after + usize::from(line.is(after, "of"));
        if line.any(of, &["last", "next", "this"]) && line.is(of + 1, "week") {
            let shift = match line.word(of) {
                "last" => -1,
                "next" => 1,
                _ => 0,
            };
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
            "last" | "past" | "previous" => {
                calendar::weekday_near(calendar::plus_days(day, -1)?, weekday, Lean::Past).map(Days::day)
            }
            "next" | "coming" => {
                calendar::weekday_near(calendar::plus_days(day, 1)?, weekday, Lean::Ahead).map(Days::day)
            }
            _ => self.weekday_of_week(weekday, 0),
        });
        Some(self.part_of_day(hit(i + 1, days)))
    }
}

/// The part of a period that "early", "mid", "late" and their like mean: a third of it, and of a month the days 1 to 10,
/// 11 to 20, and 21 to its last. One day stays one day.
fn part_of(word: &str, days: Days) -> Days {
    let Some((from, to)) = days.from.zip(days.to).filter(|(from, to)| from != to) else { return days };
    let length = (to - from).get_days() + 1;
    let third = length / 3;
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

fn third_of_month(word: &str, from: Date, to: Date) -> Option<Days> {
    let day = |shift| calendar::plus_days(from, shift);
    Some(match word {
        "early" | "start" | "beginning" => Days::new(from, day(9)?),
        "mid" | "middle" => Days::new(day(10)?, day(19)?),
        _ => Days::new(day(20)?, to),
    })
}

/// A small whole number at `i`: its end and its value, none for a vague one.
fn whole_number(line: &Line, i: usize) -> Option<(usize, Option<i32>)> {
    let amount = number::read(line, i, false)?;
    Some((amount.end, amount.whole()))
}

fn period_word(word: &str) -> Option<Period> {
    Some(match word {
        "hour" | "hours" | "minute" | "minutes" => Period::Hour,
        "day" | "days" => Period::Day,
        "week" | "weeks" => Period::Week,
        "weekend" => Period::Weekend,
        "month" | "months" => Period::Month,
        "quarter" => Period::Quarter,
        "year" | "years" => Period::Year,
        "decade" | "decades" => Period::Decade,
        "century" => Period::Century,
        _ => return None,
    })
}

/// The weekday at `i`, 0 for Monday.
fn weekday_at(line: &Line, i: usize) -> Option<i8> {
    if !line.has(i, Tags::WEEKDAY) || !line.capital(i) || line.word(i).ends_with("days") {
        return None;
    }
    let number =
        ["mo", "tu", "we", "th", "fr", "sa", "su"].iter().position(|day| line.word(i).starts_with(day))?;
    i8::try_from(number).ok()
}
