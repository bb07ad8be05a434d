//! Reads the quantities of a line one after another, then what they have to do with one another.

use onrecord_model::{Quantity, Span};

use crate::{
    age, bound,
    figure::{self, Figure},
    item::{Item, Noun, Total},
    lexicon::Tags,
    number, part,
    predicate::{self, Deed},
    refuse, relate, score,
    token::{Kind, Line},
    trend, whole,
};

/// What was read of a line.
#[derive(Default)]
pub(crate) struct Read {
    /// In the order of the line; only an age may lie inside another quantity.
    pub(crate) quantities: Vec<Quantity>,
    /// Numerals that are too great to be held.
    pub(crate) overflows: Vec<Span>,
    /// The first sentence with a quantity, where one may be a part of something told before the line: "45 of them".
    pub(crate) open: Option<Span>,
}

/// Reads the quantities of the line.
pub(crate) fn find(line: &Line) -> Read {
    let mut reader =
        Reader { line, floor: 0, sentence: Vec::new(), earlier: Vec::new(), read: Read::default() };
    let mut i = 0;
    while i < line.len() {
        i = reader.step(i).max(i + 1);
    }
    reader.close(line.len());
    reader.read
}

/// Items of one sentence that are looked at together: more are a table, and must not cost more than linear time.
const MOST_ITEMS: usize = 32;

/// Tokens within which a number stands beside another.
const BESIDE: usize = 12;

struct Reader<'l, 't> {
    line: &'l Line<'t>,
    /// First token after the last quantity: nothing before it is looked at.
    floor: usize,
    /// Items of the sentence so far.
    sentence: Vec<Item>,
    /// Items of the sentence before, in the same paragraph.
    earlier: Vec<Item>,
    read: Read,
}

impl Reader<'_, '_> {
    /// Looks for a quantity at token `i`; gives the token to go on with.
    fn step(&mut self, i: usize) -> usize {
        let line = self.line;
        match line.kind(i) {
            Kind::Stop if ends_sentence(line, i) => {
                self.close(i);
                if line.raw(i).contains('\n') {
                    self.earlier.clear();
                }
            }
            Kind::Number | Kind::Fraction if !line.is_taken(i) => return self.number(i),
            Kind::Word if !line.is_taken(i) && may_begin(line, i) => return self.number(i),
            _ => {}
        }
        i + 1
    }

    /// Ends the sentence before token `end`: what its items say of one another is filled in, and they are given out.
    fn close(&mut self, end: usize) {
        let mut items = std::mem::take(&mut self.sentence);
        for item in items.iter_mut().filter(|item| !item.nested) {
            item.trend = trend::of(self.line, item.asked(self.line));
        }
        relate::movements(self.line, &mut items);
        relate::all(self.line, &self.earlier, &mut items);
        if self.read.quantities.is_empty() && items.iter().any(|item| whole::is_open(self.line, item)) {
            self.read.open = self.line.span(0, end);
        }
        self.earlier.clone_from(&items);
        for item in items {
            let span = self.line.span(item.first, item.end);
            match item.finish(self.line) {
                Some(quantity) => self.read.quantities.push(quantity),
                None => self.read.overflows.extend(span),
            }
        }
    }

    fn number(&mut self, i: usize) -> usize {
        let line = self.line;
        if let Some(end) = refuse::skip(line, i) {
            return end;
        }
        if let Some(item) = self.told_otherwise(i) {
            return self.push(item);
        }
        if let Some(end) = refuse::linked(line, i) {
            return end;
        }
        let Some(figure) = figure::read(line, i, self.floor) else {
            if number::overflows(line, i) {
                self.read.overflows.extend(line.span(i, i + 1));
            }
            return i + 1;
        };
        let item = Item::read(line, figure, self.floor);
        let beside =
            self.sentence.last().is_some_and(|last| last.is_count() && i - last.end.min(i) <= BESIDE);
        if item.is_quantity(line, i, beside) {
            return self.push(item);
        }
        // What was read of the number is not read again, so that no input is gone over twice.
        figure_end(line, i)
    }

    /// What is no plain number: an age, a result, "none of the five", "both pilots", one person.
    fn told_otherwise(&self, i: usize) -> Option<Item> {
        let line = self.line;
        if line.any(i, &["a", "an"]) {
            return age::person(line, i, self.harmed()).or_else(|| self.bare_share(i));
        }
        if line.kind(i) == Kind::Number || line.has(i, Tags::NUMBER) {
            return age::at(line, i, self.floor)
                .or_else(|| score::at(line, i))
                .or_else(|| self.every_one_of(i));
        }
        match line.word(i) {
            "none" | "neither" => self.none_of(i),
            "not" => self.not_one(i),
            "both" => self.both(i),
            "each" => self.each(i),
            "all" => self.all(i),
            "half" => self.bare_share(i),
            _ => None,
        }
    }

    fn push(&mut self, item: Item) -> usize {
        let end = item.end;
        let inside = age::inside(self.line, &item);
        self.sentence.push(item);
        self.sentence.extend(inside);
        self.floor = end;
        if self.sentence.len() >= MOST_ITEMS {
            self.close(end);
        }
        end
    }

    // ---- parts told in words

    /// An item of so many of `whole`, whose words begin at `first`.
    fn part_of(&self, first: usize, whole: &part::Found, value: f64) -> Item {
        let mut item = self.worded(first, whole.end, value);
        let noun = whole_noun(self.line, whole.end);
        if let Some((start, end)) = noun {
            item.object = Some(Noun::At(start, end));
            item.end = end;
        }
        if let Some(unit) = &whole.unit {
            item.unit.clone_from(unit);
        }
        item.whole = Some(Total { value: whole.value, object: item.object });
        item
    }

    /// An item whose number is said by words that are no number.
    fn worded(&self, first: usize, end: usize, value: f64) -> Item {
        let mut figure = Figure::of(first, &number::Amount::one(end));
        (figure.value, figure.low, figure.high) = (value, value, value);
        let mut item = Item::bare(first, end, figure, crate::unit::COUNT);
        if let Some((start, limit)) = bound::before(self.line, first, self.floor) {
            (item.first, item.limit) = (start, Some(limit));
        }
        item
    }

    /// "none of the five", "none of whom", "neither of the two", "neither team".
    fn none_of(&self, i: usize) -> Option<Item> {
        let line = self.line;
        if let Some(whole) = part::whole(line, i + 1) {
            return Some(self.part_of(i, &whole, 0.0));
        }
        if of_pronoun(line, i + 1) {
            return Some(self.anaphor(i, i + 1, 0.0));
        }
        let told = if line.opens_sentence(i) { self.earlier.last() } else { self.sentence.last() };
        let counted = told.is_some_and(|item| item.is_count() && item.object.is_some());
        let verb = predicate::follows(line, i + 1) || line.word(i + 1).ends_with("ed");
        if counted && verb {
            return Some(Item { anaphor: true, ..self.worded(i, i + 1, 0.0) });
        }
        line.is(i, "neither").then(|| self.two(i, 0.0)).flatten()
    }

    /// "none" of "none of them": the words `first..end`, with "of them" behind.
    fn anaphor(&self, first: usize, end: usize, value: f64) -> Item {
        Item { anaphor: true, tail: end + 2, ..self.worded(first, end, value) }
    }

    /// "not one of the 30".
    fn not_one(&self, i: usize) -> Option<Item> {
        let line = self.line;
        if !line.any(i + 1, &["one", "a"]) {
            return None;
        }
        let of = i
            + 2
            + usize::from(line.is(i + 2, "single"))
            + usize::from(line.starts(i + 2, &["single", "one"]));
        part::whole(line, of).map(|whole| self.part_of(i, &whole, 0.0))
    }

    /// "both pilots", "both of the climbers", "both its branches", "both of those".
    fn both(&self, i: usize) -> Option<Item> {
        if of_pronoun(self.line, i + 1) {
            let mut item = self.anaphor(i, i + 1, 2.0);
            item.anaphor = false;
            item.whole = Some(Total { value: 2.0, object: None });
            return Some(item);
        }
        let line = self.line;
        if let Some(whole) =
            part::whole(line, i + 1).filter(|whole| whole.value.to_bits() == 2.0_f64.to_bits())
        {
            return Some(self.part_of(i, &whole, 2.0)); // "both of its two reactors"
        }
        let subject = i.checked_sub(1).is_none_or(|at| {
            matches!(line.kind(at), Kind::Stop | Kind::Comma | Kind::Quote)
                || line.any(at, &["and", "but", "that", "while"])
        });
        if subject && predicate::follows(line, i + 1) {
            let mut item = self.worded(i, i + 1, 2.0);
            item.whole = Some(Total { value: 2.0, object: None });
            return Some(item); // "both were killed"
        }
        self.two(i, 2.0)
    }

    /// `value` of two things that are named after the word at `i`.
    fn two(&self, i: usize, value: f64) -> Option<Item> {
        let line = self.line;
        let of = line.is(i + 1, "of");
        let start = if of { part::of_unnumbered(line, i + 1)? } else { part::past_determiner(line, i + 1) };
        let sought = if line.is(i, "neither") && !of {
            crate::object::Sought::One
        } else {
            crate::object::Sought::Many
        };
        let end = crate::object::phrase(line, start, sought)?;
        let plural = crate::object::is_plural(line.word(end - 1)) && !joined_pair(line, start, end);
        let fits = if line.is(i, "neither") && !of { !line.capital(start) } else { plural };
        fits.then(|| {
            let mut item = self.worded(i, end, value);
            item.object = Some(Noun::At(start, end));
            item.whole = Some(Total { value: 2.0, object: item.object });
            item
        })
    }

    /// "each of the 12 clubs".
    fn each(&self, i: usize) -> Option<Item> {
        let one = usize::from(self.line.is(i + 1, "one"));
        let whole = part::whole(self.line, i + 1 + one)?;
        Some(self.part_of(i, &whole, whole.value))
    }

    /// "every one of the 30 samples" and "all three of the hostages".
    fn every_one_of(&self, i: usize) -> Option<Item> {
        let line = self.line;
        let before = i.checked_sub(1).filter(|at| *at >= self.floor)?;
        let single = usize::from(line.is(before, "single"));
        let every = before.checked_sub(single).filter(|at| *at >= self.floor && line.is(*at, "every"));
        if let Some(every) = every.filter(|_| line.is(i, "one")) {
            let whole = part::whole(line, i + 1)?;
            return Some(self.part_of(every, &whole, whole.value));
        }
        if !line.is(before, "all") {
            return None;
        }
        let amount = number::read(line, i, false)?;
        let start = part::of_unnumbered(line, amount.end)?;
        let end = crate::object::phrase(line, start, crate::object::Sought::Many)?;
        let mut item = self.worded(before, end, amount.value);
        item.object = Some(Noun::At(start, end));
        item.whole = Some(Total { value: amount.value, object: item.object });
        Some(item)
    }

    /// "all of them", "all but four of the 19".
    fn all(&self, i: usize) -> Option<Item> {
        let line = self.line;
        if of_pronoun(line, i + 1) {
            return Some(self.anaphor(i, i + 1, self.counted_before()?));
        }
        if line.is(i + 1, "of") {
            let whole = part::whole(line, i + 1)?;
            let qualified =
                i.checked_sub(1).is_some_and(|at| line.any(at, &["almost", "nearly", "not", "virtually"]));
            return (!qualified).then(|| self.part_of(i, &whole, whole.value));
        }
        if !line.is(i + 1, "but") {
            let sentence = line.opens_sentence(i);
            let told = if sentence { self.earlier.last() } else { self.sentence.last() };
            let counted = told.filter(|item| item.is_count() && item.object.is_some())?;
            let opens = sentence || i.checked_sub(1).is_some_and(|at| line.any(at, &["and", "but"]));
            return (opens && predicate::follows(line, i + 1))
                .then(|| Item { anaphor: true, ..self.worded(i, i + 1, counted.figure.value) });
        }
        let but = number::read(line, i + 2, false)?;
        if of_pronoun(line, but.end) {
            return Some(self.anaphor(i, but.end, self.counted_before()? - but.value));
        }
        if let Some(whole) = part::whole(line, but.end) {
            return Some(self.part_of(i, &whole, whole.value - but.value));
        }
        let ends = matches!(line.kind(but.end), Kind::Stop | Kind::Comma) || but.end >= line.len();
        let bare = ends || predicate::follows(line, but.end);
        let value = self.counted_before().filter(|value| bare && *value >= but.value)?;
        Some(Item { anaphor: true, ..self.worded(i, but.end, value - but.value) })
    }

    /// "half were absent", "a third have left", "shut half": a share of what was counted before. "A third was hurt" is one more.
    fn bare_share(&self, i: usize) -> Option<Item> {
        let line = self.line;
        let word = i + usize::from(!line.is(i, "half"));
        let value = match line.word(word) {
            "half" => 2.0_f64,
            "third" => 3.0,
            "quarter" => 4.0,
            "fifth" => 5.0,
            "tenth" => 10.0,
            _ => return None,
        }
        .recip();
        let end = word + 1;
        let told = self.sentence.iter().rev().chain(self.earlier.iter().rev()).find(|item| !item.nested)?;
        let several = line.any(end, &["were", "are", "have", "had"]);
        let taken = word == i && line.kind(end) == Kind::Stop && predicate::before(line, i).is_some();
        let mut item = self.worded(i, end, value);
        crate::unit::SHARE.clone_into(&mut item.unit);
        item.figure.form = number::Form::Share;
        (told.object.is_some() && (several || taken)).then_some(item)
    }

    /// What was done to the people that were counted last.
    fn harmed(&self) -> Option<Deed> {
        let item = self.sentence.iter().rev().find(|item| item.is_count() && !item.nested)?;
        predicate::before(self.line, item.first).filter(|deed| deed.harms)
    }

    /// The number of things that were counted last.
    fn counted_before(&self) -> Option<f64> {
        let mut before = self.sentence.iter().rev().chain(self.earlier.iter().rev());
        before.find(|item| item.is_count() && !item.nested).map(|item| item.figure.value)
    }
}

/// A mark that ends the sentence; a semicolon does not.
fn ends_sentence(line: &Line, i: usize) -> bool {
    !line.is(i, ";")
}

/// "of them", "of which".
fn of_pronoun(line: &Line, i: usize) -> bool {
    line.is(i, "of") && line.any(i + 1, &["them", "which", "whom", "those", "these"])
}

/// The counted thing after the number of a whole.
fn whole_noun(line: &Line, i: usize) -> Option<(usize, usize)> {
    crate::object::phrase(line, i, crate::object::Sought::Many).map(|end| (i, end))
}

/// "both Kyiv and Moscow", "both men and women": two things that are named.
fn joined_pair(line: &Line, start: usize, end: usize) -> bool {
    let inside = (start..end).any(|at| line.is(at, "and"));
    inside || line.is(end, "and") && line.is_word(end + 1) && !line.has(end + 1, Tags::FUNCTION | Tags::VERB)
}

/// Whether a number in words may begin at `i`.
fn may_begin(line: &Line, i: usize) -> bool {
    line.has(i, Tags::NUMBER | Tags::VAGUE)
        || match line.word(i) {
            "a" | "an" => {
                line.has(i + 1, Tags::SCALE | Tags::FRACTION)
                    || line.any(i + 1, &["few", "couple"])
                    || may_be_person(line, i)
            }
            "half" | "none" | "neither" | "both" => true,
            "not" => line.any(i + 1, &["one", "a"]),
            "each" => line.is(i + 1, "of") || line.starts(i + 1, &["one", "of"]),
            "all" => line.any(i + 1, &["but", "of"]) || predicate::follows(line, i + 1),
            "several" | "few" | "many" | "quarter" | "hundred" | "thousand" => line.has(i + 1, Tags::SCALE),
            _ => false,
        }
}

/// Whether a noun phrase may follow "a" at `i`.
fn may_be_person(line: &Line, i: usize) -> bool {
    matches!(line.kind(i + 1), Kind::Word | Kind::Number) && !line.has(i + 1, Tags::FUNCTION | Tags::UNIT)
}

/// The end of the number at `i`, whether or not it is a quantity.
fn figure_end(line: &Line, i: usize) -> usize {
    number::read(line, i, false).map_or(i + 1, |amount| amount.end)
}
