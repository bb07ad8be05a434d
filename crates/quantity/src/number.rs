//! Numbers as written, in digits or in words. What they count is not looked at here.

use crate::{
    lexicon::Tags,
    token::{Kind, Line},
};

/// Digits of a numeral that are read; a longer one is an identifier, not a number.
const MOST_DIGITS: usize = 15;
/// Whole numbers up to here are exact in a 64-bit float.
const EXACT: f64 = 9_007_199_254_740_992.0;
/// Tokens of one number in words.
const MOST_WORDS: usize = 24;

/// What kind of number it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    /// Digits alone, without grouping, decimals or scale: may as well be a year or a label.
    Bare,
    /// Digits with more to them.
    Digits,
    /// Words.
    Words,
    /// "dozens": an interval.
    Vague,
    /// "a third": a part of something.
    Share,
}

/// A number as written.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Amount {
    /// First token after it.
    pub(crate) end: usize,
    pub(crate) value: f64,
    pub(crate) low: f64,
    pub(crate) high: f64,
    pub(crate) form: Form,
    /// The number before its scale word, and the power of ten of that word: 1.2 and 6 for "1.2 million".
    pub(crate) mantissa: f64,
    pub(crate) exponent: i32,
    /// Digits after the decimal point.
    pub(crate) decimals: usize,
}

impl Amount {
    fn exact(end: usize, value: f64, form: Form) -> Self {
        Self { end, value, low: value, high: value, form, mantissa: value, exponent: 0, decimals: 0 }
    }

    /// "a" before a person.
    pub(crate) fn one(end: usize) -> Self {
        Self::exact(end, 1.0, Form::Words)
    }

    fn vague(end: usize, value: f64, high: f64) -> Self {
        Self { high, ..Self::exact(end, value, Form::Vague) }
    }

    /// The same number with `exponent` as its scale, for the first half of "1.2-1.5bn".
    pub(crate) fn scaled(self, exponent: i32) -> Self {
        let value = power(self.mantissa, exponent);
        Self { value, low: value, high: value, exponent, ..self }
    }

    /// Half of the place of the last digit that says something: 500 for 19,000, 0.05 for 4.7. None where single things are
    /// `counted` to the last one, and for small whole numbers that end in noughts, which are as often exact.
    pub(crate) fn precision(&self, counted: bool) -> Option<f64> {
        let digits = i32::try_from(self.decimals).ok()?;
        if digits > 0 || self.exponent != 0 {
            return Some(power(0.5, self.exponent - digits));
        }
        if self.form == Form::Share || self.value.abs() >= EXACT || self.value.fract() != 0.0 {
            return None;
        }
        let mut place = 1.0;
        while self.value.abs() >= 100.0 && self.value % (place * 10.0) == 0.0 && place < self.value.abs() {
            place *= 10.0;
        }
        (place > 1.0 || !counted).then_some(place / 2.0)
    }

    /// The value as a small whole number.
    pub(crate) fn whole(&self) -> Option<i32> {
        let fits = self.value.fract() == 0.0 && self.value.abs() < 1e6;
        fits.then(|| format!("{:.0}", self.value).parse().ok()).flatten()
    }
}

/// The number that begins at token `i`. With `money`, "m" and "k" are scales even where they could be units.
pub(crate) fn read(line: &Line, i: usize, money: bool) -> Option<Amount> {
    match line.kind(i) {
        Kind::Number => digits(line, i, money),
        Kind::Fraction => Some(Amount::exact(i + 1, fraction_sign(line.raw(i))?, Form::Share)),
        Kind::Word => {
            fold(line, i).or_else(|| vague(line, i)).or_else(|| share(line, i)).or_else(|| words(line, i))
        }
        _ => None,
    }
}

/// `mantissa` × 10^`exponent`, rounded once, as the decimal reads.
pub(crate) fn power(mantissa: f64, exponent: i32) -> f64 {
    if exponent == 0 {
        return mantissa;
    }
    format!("{mantissa}e{exponent}").parse().unwrap_or(mantissa)
}

// ---- digits

/// Whether the numeral at `i` has more digits than are read.
pub(crate) fn overflows(line: &Line, i: usize) -> bool {
    line.kind(i) == Kind::Number && line.raw(i).bytes().filter(u8::is_ascii_digit).count() > MOST_DIGITS
}

fn digits(line: &Line, i: usize, money: bool) -> Option<Amount> {
    let (mut value, plain) = numeral(line.raw(i))?;
    let mut end = i + 1;
    let mut form = if plain { Form::Bare } else { Form::Digits };
    if plain && let Some((grouped, after)) = spaced_groups(line, i, value) {
        (value, end, form) = (grouped, after, Form::Digits);
    }
    if let Some((part, after)) = fraction_after(line, end) {
        // "$5.36-1/2" is half a cent more.
        let place = i32::try_from(decimals(line.raw(i))).ok()?;
        (value, end, form) = (value + power(part, -place), after, Form::Digits);
    } else if plain && let Some((part, after)) = slashed(line, i) {
        return Some(Amount::exact(after, part, Form::Share));
    }
    let decimals = decimals(line.raw(i));
    Some(with_scale(line, Amount { decimals, ..Amount::exact(end, value, form) }, money))
}

/// The value of a numeral, and whether it is digits alone; none for a version, an address, a number with leading zeros.
fn numeral(raw: &str) -> Option<(f64, bool)> {
    let count = raw.bytes().filter(u8::is_ascii_digit).count();
    if count > MOST_DIGITS {
        return None;
    }
    let leading_zero = raw.starts_with('0') && raw.as_bytes().get(1).is_some_and(u8::is_ascii_digit);
    if leading_zero {
        return None;
    }
    if count == raw.len() {
        return Some((raw.parse().ok()?, true));
    }
    Some((separated(raw)?, false))
}

/// A numeral with separators: groups of digits, a decimal part, or both.
fn separated(raw: &str) -> Option<f64> {
    let (whole, decimals) = match raw.rsplit_once('.') {
        Some((whole, decimals)) if !whole.contains('.') => (whole, decimals),
        _ => (raw, ""),
    };
    if let Some((thousands, cents)) = raw.rsplit_once(',')
        && is_digits(cents)
        && matches!(cents.len(), 1 | 2)
        && thousands.contains('.')
        && is_grouped(thousands)
    {
        let digits: String = thousands.chars().filter(char::is_ascii_digit).collect();
        return format!("{digits}.{cents}").parse().ok(); // "1.234,56"
    }
    if !is_digits(decimals) {
        return None;
    }
    let mut clean: String = whole.chars().filter(char::is_ascii_digit).collect();
    let plain = clean.len() == whole.len();
    if !plain && !is_grouped(whole) {
        let (units, tenths) = whole.split_once(',').filter(|_| decimals.is_empty())?;
        if !matches!(tenths.len(), 1 | 2) || !is_digits(tenths) || !is_digits(units) {
            return None;
        }
        return format!("{units}.{tenths}").parse().ok();
    }
    if !decimals.is_empty() {
        clean.push('.');
        clean.push_str(decimals);
    }
    clean.parse().ok()
}

/// Digits after the decimal point of a numeral.
fn decimals(raw: &str) -> usize {
    match raw.rsplit_once('.') {
        Some((whole, decimals)) if !is_grouped(raw) && !whole.contains('.') => decimals.len(),
        _ => match raw.split_once(',') {
            Some((_, decimals)) if matches!(decimals.len(), 1 | 2) => decimals.len(),
            _ => 0,
        },
    }
}

/// One to three digits, then groups of three after the same separator; or the Indian 12,34,567.
fn is_grouped(whole: &str) -> bool {
    let separators = [',', '.', '\'', '’'];
    let Some(separator) = whole.chars().find(|c| separators.contains(c)) else { return false };
    let mut groups = whole.split(separator).peekable();
    let first = groups.next().unwrap_or_default();
    let mut indian = matches!(first.len(), 1 | 2);
    let mut western = matches!(first.len(), 1..=3);
    while let Some(group) = groups.next() {
        let last = groups.peek().is_none();
        let numeric = group.bytes().all(|byte| byte.is_ascii_digit());
        western &= numeric && group.len() == 3;
        indian &= numeric && group.len() == if last { 3 } else { 2 };
    }
    first.bytes().all(|byte| byte.is_ascii_digit()) && (western || indian)
}

/// "1 200": groups of three digits set apart by one space.
fn spaced_groups(line: &Line, i: usize, first: f64) -> Option<(f64, usize)> {
    if line.raw(i).len() > 3 || first == 0.0 {
        return None;
    }
    let mut written = line.raw(i).to_owned();
    let mut at = i + 1;
    while at < i + 5 && is_group(line, at) {
        written.push_str(line.raw(at));
        at += 1;
        if written.contains('.') {
            break;
        }
    }
    let value = written.parse().ok()?;
    let odd_rest = line.kind(at) == Kind::Number && !line.glued(at) && line.gap(at) == line.gap(i + 1);
    (at > i + 1 && !odd_rest).then_some((value, at))
}

fn is_group(line: &Line, i: usize) -> bool {
    let (whole, decimals) = line.raw(i).split_once('.').unwrap_or((line.raw(i), ""));
    let three = line.kind(i) == Kind::Number && whole.len() == 3 && is_digits(whole) && is_digits(decimals);
    three && matches!(line.gap(i), " " | "\u{a0}" | "\u{202f}" | "\u{2009}")
}

/// Whether it is digits alone, or nothing.
fn is_digits(raw: &str) -> bool {
    raw.bytes().all(|byte| byte.is_ascii_digit())
}

fn fraction_sign(raw: &str) -> Option<f64> {
    Some(match raw {
        "½" => 0.5,
        "¼" => 0.25,
        "¾" => 0.75,
        "⅓" => 1.0 / 3.0,
        "⅔" => 2.0 / 3.0,
        "⅕" => 0.2,
        "⅖" => 0.4,
        "⅗" => 0.6,
        "⅘" => 0.8,
        "⅙" => 1.0 / 6.0,
        "⅚" => 5.0 / 6.0,
        "⅐" => 1.0 / 7.0,
        "⅛" => 0.125,
        "⅜" => 0.375,
        "⅝" => 0.625,
        "⅞" => 0.875,
        "⅑" => 1.0 / 9.0,
        "⅒" => 0.1,
        _ => return None,
    })
}

/// "½" or "1/2" right after a number, which it adds to.
fn fraction_after(line: &Line, i: usize) -> Option<(f64, usize)> {
    if line.kind(i) == Kind::Fraction {
        return Some((fraction_sign(line.raw(i))?, i + 1));
    }
    // "11-1/4 cents": grain and bonds are told so.
    let at = i + usize::from(line.joins(i) && line.is(i + 2, "/"));
    if line.kind(at) == Kind::Number { slashed(line, at) } else { None }
}

/// "3/4": a proper fraction with a small denominator.
fn slashed(line: &Line, i: usize) -> Option<(f64, usize)> {
    if !line.is(i + 1, "/") || !line.glued(i + 1) || !line.glued(i + 2) {
        return None;
    }
    let part: u8 = line.raw(i).parse().ok()?;
    let whole: u8 = line.raw(i + 2).parse().ok()?;
    let fits = part > 0 && part < whole && (matches!(whole, 2..=8 | 10)) && !line.is(i + 3, "/");
    fits.then(|| (f64::from(part) / f64::from(whole), i + 3))
}

// ---- scales

/// The scale words after digits: "1.2 million", "5bn", "3 dozen", "3-million", "3 million and a half".
fn with_scale(line: &Line, amount: Amount, money: bool) -> Amount {
    let mut at = amount.end;
    if line.joins(at) && line.has(at + 1, Tags::SCALE) && line.word(at + 1).len() > 3 {
        at += 1;
    }
    let Some(scale) = scale_at(line, at, money) else { return amount };
    let form = Form::Digits;
    match scale {
        Scale::Power(mut exponent) => {
            let mut end = at + 1;
            if let Some(Scale::Power(more)) = long_scale(line, end).filter(|scale| scale.goes_on(exponent)) {
                (exponent, end) = (exponent + more, end + 1);
            }
            let scaled = Amount { end, form, ..amount.scaled(exponent) };
            smaller_after(line, &scaled).unwrap_or(scaled)
        }
        Scale::Times(times) => Amount::exact(at + 1, amount.value * times, form),
    }
}

/// What a smaller number adds to one with a scale: "3 million and a half", "2 lakh 50 thousand", "3 hundred and 21".
fn smaller_after(line: &Line, amount: &Amount) -> Option<Amount> {
    if line.word(amount.end - 1).len() < 4 {
        return None; // "2K and 4K"
    }
    if let Some((part, end)) = and_part(line, amount.end) {
        let value = amount.value + power(part, amount.exponent);
        return Some(Amount { mantissa: amount.mantissa + part, ..Amount::exact(end, value, Form::Digits) });
    }
    let and = usize::from(line.is(amount.end, "and"));
    let at = amount.end + and;
    let indian = matches!(amount.exponent, 5 | 7);
    if and > 0 && (amount.exponent <= 3 || indian) && line.has(at, Tags::NUMBER) {
        let rest = words(line, at).filter(|rest| rest.value < power(1.0, amount.exponent))?;
        return Some(Amount::exact(rest.end, amount.value + rest.value, Form::Digits));
    }
    let (rest, plain) = numeral(line.raw(at)).filter(|_| line.kind(at) == Kind::Number)?;
    let scale = match long_scale(line, at + 1) {
        Some(Scale::Power(exponent)) => exponent,
        _ => 0,
    };
    let told = scale > 0 || (and > 0 && amount.exponent <= 3);
    let rest = power(rest, scale);
    if !plain || !told || rest == 0.0 || rest >= power(1.0, amount.exponent) {
        return None;
    }
    let sum = Amount::exact(at + 1 + usize::from(scale > 0), amount.value + rest, Form::Digits);
    if scale == 0 {
        return Some(sum);
    }
    // Each scale is smaller than the one before it, so that this ends.
    let sum = Amount { exponent: scale, ..sum };
    Some(Amount { exponent: 0, ..smaller_after(line, &sum).unwrap_or(sum) })
}

enum Scale {
    Power(i32),
    Times(f64),
}

impl Scale {
    /// Whether it goes on after a scale of that power of ten: "thousand billion", "lakh crore".
    fn goes_on(&self, exponent: i32) -> bool {
        matches!(self, Self::Power(more) if exponent <= 3 || (exponent == 5 && *more == 7))
    }
}

fn scale_at(line: &Line, i: usize, money: bool) -> Option<Scale> {
    if let Some(scale) = long_scale(line, i) {
        return Some(scale);
    }
    if !line.has(i, Tags::SCALE) || line.any(i + 1, &["/"]) {
        return None;
    }
    let power = match line.word(i) {
        "bn" | "bln" | "mio" if line.is(i, "mio") => 6,
        "bn" | "bln" => 9,
        "mn" | "mln" => 6,
        "tn" | "tln" | "trn" => 12,
        "mil" if line.glued(i) => 6,
        "mm" if money && line.glued(i) && line.raw(i) == "MM" => 6,
        "k" if !line.glued(i) && line.raw(i) == "k" && !line.is_word(i + 1) => 3,
        "k" if line.glued(i) && (money || line.raw(i) == "k" || line.raw(i) == "K") => 3,
        "b" if line.glued(i) && (money || billions(line, i)) => 9,
        "m" if money && (line.glued(i) || line.kind(i + 1) != Kind::Word) => 6,
        "m" if line.raw(i) == "M" && !line.glued(i) && !line.is_word(i + 1) => 6,
        "m" if line.glued(i) && (line.raw(i) == "M" && !is_no_scale(line, i) || counts_millions(line, i)) => {
            6
        }
        _ => return None,
    };
    Some(Scale::Power(power))
}

/// Whether "b" after a number stands for billions: "1.2B people", but "HDMI 2.0b ports".
fn billions(line: &Line, i: usize) -> bool {
    line.raw(i - 1).contains('.') && (line.raw(i) == "B" || !line.is_word(i + 1))
}

/// Whether "100M" is a distance or a name: "the 100M sprint", "3M".
fn is_no_scale(line: &Line, i: usize) -> bool {
    const RACES: &[&str] = &[
        "sprint",
        "dash",
        "race",
        "final",
        "relay",
        "hurdles",
        "freestyle",
        "butterfly",
        "backstroke",
        "breaststroke",
        "medley",
        "rifle",
        "pistol",
        "run",
    ];
    line.any(i + 1, RACES) || line.any(i + 2, RACES) || line.is(i.wrapping_sub(1), "3") || line.capital(i + 1)
}

/// Whether "m" after a number stands for millions, not metres: a plural noun follows ("100m people", "5M users").
fn counts_millions(line: &Line, i: usize) -> bool {
    let next = line.word(i + 1);
    line.is_word(i + 1)
        && !line.has(i + 1, Tags::FUNCTION)
        && !line.capital(i + 1)
        && !matches!(next, "hurdles" | "sprints" | "heats" | "finals" | "races" | "dashes") // "the 400m hurdles"
        && (line.has(i + 1, Tags::PLURAL) || next.ends_with('s'))
}

/// The power of ten of the scale word at `i`, from a thousand up.
pub(crate) fn long_power(line: &Line, i: usize) -> Option<i32> {
    match long_scale(line, i)? {
        Scale::Power(exponent) if exponent > 2 => Some(exponent),
        _ => None,
    }
}

fn long_scale(line: &Line, i: usize) -> Option<Scale> {
    if !line.has(i, Tags::SCALE | Tags::VAGUE) {
        return None;
    }
    Some(match line.word(i) {
        "hundred" => Scale::Power(2),
        "thousand" => Scale::Power(3),
        "lakh" => Scale::Power(5),
        "million" => Scale::Power(6),
        "crore" => Scale::Power(7),
        "billion" => Scale::Power(9),
        "trillion" => Scale::Power(12),
        "dozen" => Scale::Times(12.0),
        "dozens" if i > 0 && (line.kind(i - 1) == Kind::Number || line.has(i - 1, Tags::NUMBER)) => {
            Scale::Times(12.0)
        }
        _ => return None,
    })
}

// ---- words

enum Term {
    Unit(f64),
    Teen(f64),
    Tens(f64),
    Scale(i32),
    Dozen,
}

fn term(line: &Line, i: usize) -> Option<Term> {
    if !line.has(i, Tags::NUMBER | Tags::SCALE | Tags::VAGUE) {
        return None;
    }
    Some(match line.word(i) {
        "zero" | "nought" => Term::Unit(0.0),
        "naught" if line.is(i + 1, "point") => Term::Unit(0.0),
        "one" => Term::Unit(1.0),
        "two" => Term::Unit(2.0),
        "three" => Term::Unit(3.0),
        "four" => Term::Unit(4.0),
        "five" => Term::Unit(5.0),
        "six" => Term::Unit(6.0),
        "seven" => Term::Unit(7.0),
        "eight" => Term::Unit(8.0),
        "nine" => Term::Unit(9.0),
        "ten" => Term::Teen(10.0),
        "eleven" => Term::Teen(11.0),
        "twelve" => Term::Teen(12.0),
        "thirteen" => Term::Teen(13.0),
        "fourteen" => Term::Teen(14.0),
        "fifteen" => Term::Teen(15.0),
        "sixteen" => Term::Teen(16.0),
        "seventeen" => Term::Teen(17.0),
        "eighteen" => Term::Teen(18.0),
        "nineteen" => Term::Teen(19.0),
        "twenty" => Term::Tens(20.0),
        "thirty" => Term::Tens(30.0),
        "forty" | "fourty" => Term::Tens(40.0),
        "fifty" => Term::Tens(50.0),
        "sixty" => Term::Tens(60.0),
        "seventy" => Term::Tens(70.0),
        "eighty" => Term::Tens(80.0),
        "ninety" => Term::Tens(90.0),
        "dozen" => Term::Dozen,
        _ => match long_scale(line, i)? {
            Scale::Power(exponent) => Term::Scale(exponent),
            Scale::Times(_) => Term::Dozen,
        },
    })
}

/// The whole number under twenty that one word at `i` tells.
pub(crate) fn small(line: &Line, i: usize) -> Option<i32> {
    match term(line, i)? {
        Term::Unit(value) | Term::Teen(value) => Amount::exact(i + 1, value, Form::Words).whole(),
        _ => None,
    }
}

/// What has been put together of a number in words.
struct Sum {
    /// Closed by a scale: "two million" of "two million three hundred".
    total: f64,
    /// Open: "three hundred".
    group: Option<f64>,
    /// What the next smaller word must stay under.
    room: f64,
    /// Scale that the next scale must stay under.
    scale_room: i32,
}

impl Sum {
    /// Takes in one more word; false where it begins another number.
    fn add(&mut self, term: &Term) -> bool {
        match *term {
            Term::Unit(value) if self.room >= 10.0 => self.put(value, 0.0),
            Term::Teen(value) if self.room >= 100.0 => self.put(value, 0.0),
            Term::Tens(value) if self.room >= 100.0 => self.put(value, 10.0),
            Term::Scale(2) => match self.group {
                Some(group) if group < 100.0 => {
                    self.group = Some(group * 100.0);
                    self.room = 100.0;
                    true
                }
                _ => false,
            },
            Term::Scale(7) if self.group.is_none() && self.scale_room == 5 => {
                self.total *= 1e7; // "three lakh crore"
                self.scale_room = 0;
                true
            }
            Term::Scale(exponent) if exponent < self.scale_room => match self.group.take() {
                Some(group) => {
                    self.total += power(group, exponent);
                    self.scale_room = exponent;
                    self.room = 1000.0;
                    true
                }
                None => false,
            },
            Term::Dozen => match self.group.take() {
                Some(group) if self.total == 0.0 => {
                    self.total = group * 12.0;
                    self.room = 0.0;
                    true
                }
                group => {
                    self.group = group;
                    false
                }
            },
            _ => false,
        }
    }

    /// Takes in "and a half": of the last scale from a million up ("two million and a half"), else of one.
    fn add_part(&mut self, part: f64, scale_follows: bool) {
        if self.group.is_some() || scale_follows {
            self.group = Some(self.group.unwrap_or(0.0) + part);
        } else {
            self.total += if self.scale_room >= 6 { power(part, self.scale_room) } else { part };
        }
        self.room = 0.0;
    }

    fn put(&mut self, value: f64, room: f64) -> bool {
        self.group = Some(self.group.unwrap_or(0.0) + value);
        self.room = room;
        true
    }

    fn value(&self) -> f64 {
        self.total + self.group.unwrap_or(0.0)
    }
}

/// "forty-five", "two dozen", "a million", "one hundred and twenty", "two and a half million", "nine point four".
fn words(line: &Line, i: usize) -> Option<Amount> {
    let mut sum = Sum { total: 0.0, group: None, room: 1000.0, scale_room: 99 };
    let mut at = i;
    if line.any(i, &["a", "an"]) && line.has(i + 1, Tags::SCALE) && line.word(i + 1).len() > 3 {
        sum.group = Some(1.0);
        at = i + 1;
    } else if line.has(i, Tags::SCALE) && opens_with_scale(line, i) {
        sum.group = Some(1.0);
    } else if !line.has(i, Tags::NUMBER) || line.is(i, "dozen") {
        return None;
    }
    while at < i + MOST_WORDS {
        if at > i
            && let Some((part, after)) = and_part(line, at)
        {
            sum.add_part(part, long_scale(line, after).is_some());
            at = after;
            continue;
        }
        let next = skip_joint(line, i, at, &sum);
        match term(line, next) {
            Some(term) if sum.add(&term) => at = next + 1,
            _ => break,
        }
    }
    if at == i {
        return None;
    }
    let value = sum.value();
    if let Some(decimals) = spoken_decimals(line, at).filter(|_| i == 0 || !line.is(i - 1, "at")) {
        return Some(Amount { form: Form::Words, ..with_scale(line, decimals.after(value), false) });
    }
    let mantissa = sum.group.filter(|_| sum.total == 0.0).unwrap_or(value);
    Some(last_scale(line, Amount { mantissa, ..Amount::exact(at, value, Form::Words) }))
}

/// "Hundred thousand" without an article before it.
fn opens_with_scale(line: &Line, i: usize) -> bool {
    line.any(i, &["hundred", "thousand"]) && line.any(i + 1, &["thousand", "million", "billion", "trillion"])
}

/// The digits after "point", each in a word of its own, or all in one number.
struct Decimals {
    end: usize,
    digits: String,
}

impl Decimals {
    /// They stand after the whole number `value`.
    fn after(&self, value: f64) -> Amount {
        let value = format!("{value}.{}", self.digits).parse().unwrap_or(value);
        Amount { decimals: self.digits.len(), ..Amount::exact(self.end, value, Form::Digits) }
    }
}

/// "point zero three", "point seventy-one" after a number in words.
fn spoken_decimals(line: &Line, i: usize) -> Option<Decimals> {
    if !line.is(i, "point") {
        return None;
    }
    let (mut digits, mut end) = (String::new(), i + 1);
    while digits.len() < 8 {
        let hyphen = usize::from(digits.len() == 2 && line.joins(end));
        match term(line, end + hyphen) {
            Some(Term::Unit(digit)) if hyphen > 0 && digits.ends_with('0') => {
                digits.pop();
                digits.push_str(&digit.to_string());
                return Some(Decimals { end: end + 2, digits });
            }
            Some(Term::Unit(digit)) if hyphen == 0 => digits.push_str(&digit.to_string()),
            Some(Term::Teen(value) | Term::Tens(value)) if digits.is_empty() => digits = value.to_string(),
            _ => break,
        }
        end += 1;
    }
    (!digits.is_empty()).then_some(Decimals { end, digits })
}

/// Notes the scale that a number in words ends in, so that "two to three million" can share it.
fn last_scale(line: &Line, amount: Amount) -> Amount {
    let last = amount.end.checked_sub(1).and_then(|last| long_scale(line, last));
    let Some(Scale::Power(exponent)) = last else {
        return amount;
    };
    Amount { exponent, mantissa: power(amount.value, -exponent), ..amount }
}

/// Past a hyphen or an "and" that may stand inside a number in words.
fn skip_joint(line: &Line, first: usize, at: usize, sum: &Sum) -> usize {
    if at == first {
        return at;
    }
    let spaced = line.is(at, "-")
        && sum.room > 9.0
        && sum.room < 11.0
        && matches!(term(line, at + 1), Some(Term::Unit(_)));
    if line.joins(at) || spaced {
        return at + 1;
    }
    let after_scale = at.checked_sub(1).is_some_and(|last| line.has(last, Tags::SCALE));
    let smaller = line.has(at + 1, Tags::NUMBER) && sum.room >= 100.0;
    if line.is(at, "and") && after_scale && smaller { at + 1 } else { at }
}

/// "and a half", "and three quarters", "and one fifth", also with hyphens, where no "of" makes it a part of something else.
pub(crate) fn and_part(line: &Line, i: usize) -> Option<(f64, usize)> {
    let hyphen = usize::from(line.joins(i));
    let and = i + hyphen;
    if !line.is(and, "and") {
        return None;
    }
    let count = and + 1 + hyphen;
    let bare = !line.is_word(count + 1)
        || line.has(count + 1, Tags::UNIT)
        || line.any(count + 1, &["is", "was", "are", "were", "later", "ago", "after", "before"]);
    if line.is(count, "half") && !line.joins(count + 1) && bare {
        return Some((0.5, count + 1));
    }
    let parts = match line.word(count) {
        "a" => 1.0,
        _ => match term(line, count)? {
            Term::Unit(value) if value > 0.0 => value,
            _ => return None,
        },
    };
    let word = count + 1 + usize::from(line.joins(count + 1));
    let (whole, plural) = denominator(line, word)?;
    let fits = plural == (parts > 1.0) && parts < whole;
    let half = whole <= 4.0 && parts <= 1.0 && !line.any(word, &["third", "fourth"]);
    let ends = line.is_word(word + 1) && !line.has(word + 1, Tags::FUNCTION | Tags::VERB | Tags::SCALE);
    (fits && !line.is(word + 1, "of") && (half || plural || !ends)).then_some((parts / whole, word + 1))
}

/// "fourfold", "ten-fold": so many times.
fn fold(line: &Line, i: usize) -> Option<Amount> {
    let number = line.word(i).strip_suffix("fold").filter(|_| line.has(i, Tags::NUMBER))?;
    let number = number.trim_end_matches('-');
    let value = FOLDS.split_whitespace().position(|word| word == number)?;
    Some(Amount::exact(i + 1, f64::from(u8::try_from(value).ok()?), Form::Share))
}

/// What "-fold" multiplies, from nought.
const FOLDS: &str = "zero one two three four five six seven eight nine ten";

// ---- vague numbers

/// "dozens", "tens of thousands", "several hundred", "a few thousand", "a couple of".
fn vague(line: &Line, i: usize) -> Option<Amount> {
    if line.has(i, Tags::VAGUE) {
        return vague_plural(line, i);
    }
    let (count_end, few) = match line.word(i) {
        "several" | "few" | "many" => (i + 1, true),
        "a" if line.any(i + 1, &["few", "couple"]) => (i + 2, line.is(i + 1, "few")),
        _ => return None,
    };
    let of = count_end + usize::from(!few && line.is(count_end, "of"));
    let scale = match long_scale(line, of) {
        Some(Scale::Power(exponent)) => power(1.0, exponent),
        Some(Scale::Times(times)) => times,
        None if !few && of > count_end => return Some(Amount::vague(of, 2.0, 3.0)),
        None => return None,
    };
    if few { Some(Amount::vague(of + 1, scale, scale * 10.0 - 1.0)) } else { Some(couple(of + 1, scale)) }
}

fn couple(end: usize, scale: f64) -> Amount {
    Amount { low: scale * 2.0, ..Amount::vague(end, scale * 2.0, scale * 3.0) }
}

fn vague_plural(line: &Line, i: usize) -> Option<Amount> {
    let (low, below) = vague_word(line.word(i))?;
    if line.is(i + 1, "of") && line.has(i + 2, Tags::VAGUE) {
        let (scale, _) = vague_word(line.word(i + 2)).filter(|(scale, _)| *scale >= 1000.0)?;
        return Some(Amount::vague(i + 3, low * scale, below * scale - 1.0));
    }
    if line.any(i, &["tens", "scores"]) && !line.is(i + 1, "of") {
        return None;
    }
    Some(Amount::vague(i + 1, low, below - 1.0))
}

/// The number that a vague word names, and the one that it stays below: where the next such word would be used.
fn vague_word(word: &str) -> Option<(f64, f64)> {
    Some(match word {
        "tens" => (10.0, 100.0),
        "dozens" => (12.0, 100.0),
        "scores" => (20.0, 200.0),
        "hundreds" => (1e2, 1e3),
        "thousands" => (1e3, 1e6),
        "millions" => (1e6, 1e9),
        "billions" => (1e9, 1e12),
        "trillions" => (1e12, 1e15),
        _ => return None,
    })
}

// ---- shares

/// "half of", "half a million", "a third of", "two-thirds", "three quarters".
fn share(line: &Line, i: usize) -> Option<Amount> {
    if line.is(i, "half") {
        return half(line, i);
    }
    if line.is(i, "quarter") {
        return of_scale(line, i + 1, 0.25);
    }
    let parts = match line.word(i) {
        "a" | "an" => 1.0,
        _ => match term(line, i)? {
            Term::Unit(value) => value,
            _ => return None,
        },
    };
    let at = i + 1 + usize::from(line.joins(i + 1) || line.is(i + 1, "-"));
    let (whole, plural) = denominator(line, at).filter(|_| parts > 0.0)?;
    let article = line.any(i, &["a", "an"]);
    if plural == (parts > 1.0)
        && parts < whole
        && let Some(amount) = of_scale(line, at + 1, parts / whole)
    {
        return Some(amount);
    }
    let fits = if article { is_part(line, i, at + 1) } else { plural == (parts > 1.0) };
    (fits && parts < whole).then(|| Amount::exact(at + 1, parts / whole, Form::Share))
}

/// "a quarter million", "two thirds of a billion": so many of a great scale, where `i` is after the fraction.
fn of_scale(line: &Line, i: usize, part: f64) -> Option<Amount> {
    let at = if line.starts(i, &["of", "a"]) { i + 2 } else { i };
    match long_scale(line, at)? {
        Scale::Power(exponent) if exponent >= 5 => {
            Some(Amount::exact(at + 1, power(part, exponent), Form::Words))
        }
        _ => None,
    }
}

/// Whether "a third" before `end` is a part, not the one after the second: "a third of", "by a third", "a fifth lower".
fn is_part(line: &Line, i: usize, end: usize) -> bool {
    let noun_follows = line.is_word(end) && !line.has(end, Tags::FUNCTION | Tags::VERB | Tags::TIME);
    let measured = i > 0
        && line.any(
            i - 1,
            &[
                "by", "from", "than", "nearly", "almost", "about", "over", "under", "around", "roughly",
                "least", "to", "only",
            ],
        );
    line.is(end, "of")
        || (i == 0 && end >= line.len())
        || line.any(end, &["lower", "higher", "less", "more", "fewer", "larger", "smaller", "cheaper"])
        || (measured && !noun_follows)
        || (line.any(end, &["must", "will", "have", "had", "are", "were"])
            && !line.is(end.wrapping_sub(1), "third"))
}

fn half(line: &Line, i: usize) -> Option<Amount> {
    if line.any(i.wrapping_sub(1), &["first", "second", "in", "other", "latter"]) && i > 0 {
        return None;
    }
    let article = usize::from(line.any(i + 1, &["a", "an"]));
    let hyphen = usize::from(line.joins(i + 1));
    let next = i + 1 + article + hyphen;
    if let Some(scale) = long_scale(line, next) {
        let value = match scale {
            Scale::Power(exponent) => power(0.5, exponent),
            Scale::Times(times) => times / 2.0,
        };
        return Some(Amount::exact(next + 1, value, Form::Words));
    }
    if article > 0 && (line.has(next, Tags::UNIT) || line.any(next, &["percentage", "per"])) {
        return Some(Amount::exact(next, 0.5, Form::Words));
    }
    let of_something =
        line.any(i + 1, &["of", "the", "its", "their", "his", "her", "our", "all", "this", "that", "those"]);
    let by_half = i > 0 && line.is(i - 1, "by") && !line.is_word(i + 1)
        || line.ends(i, &["by"]).is_some() && line.has(i + 1, Tags::FUNCTION);
    let than = i > 0
        && line.is(i - 1, "than")
        && (!line.is_word(i + 1)
            || line.has(i + 1, Tags::FUNCTION | Tags::VERB | Tags::SPEECH | Tags::PLURAL));
    (hyphen == 0 && (of_something || by_half || than)).then(|| Amount::exact(i + 1, 0.5, Form::Share))
}

/// What a fraction word at `i` divides by, and whether it is a plural.
fn denominator(line: &Line, i: usize) -> Option<(f64, bool)> {
    if !line.has(i, Tags::FRACTION) {
        return None;
    }
    let word = line.word(i);
    let singular = word.strip_suffix('s').unwrap_or(word);
    let whole = DENOMINATORS.iter().find(|(name, _)| *name == singular)?.1;
    Some((whole, singular.len() < word.len() || word == "halves"))
}

/// Fraction words in the singular, and what they divide by.
const DENOMINATORS: &[(&str, f64)] = &[
    ("half", 2.0),
    ("third", 3.0),
    ("quarter", 4.0),
    ("fourth", 4.0),
    ("fifth", 5.0),
    ("sixth", 6.0),
    ("seventh", 7.0),
    ("eighth", 8.0),
    ("ninth", 9.0),
    ("tenth", 10.0),
    ("twelfth", 12.0),
    ("fifteenth", 15.0),
    ("sixteenth", 16.0),
    ("twentieth", 20.0),
    ("thirtieth", 30.0),
    ("fortieth", 40.0),
    ("fiftieth", 50.0),
    ("hundredth", 1e2),
    ("thousandth", 1e3),
    ("millionth", 1e6),
    ("billionth", 1e9),
    ("trillionth", 1e12),
];
