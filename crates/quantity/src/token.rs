//! A stretch of text as tokens: words, numerals, names with digits in them, signs.

use onrecord_model::Span;

use crate::{
    lexicon::{self, Tags},
    unit,
};

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Letters, with inner apostrophes; abbreviations with inner points ("U.S.").
    Word,
    /// A possessive `'s`.
    Possessive,
    /// ASCII digits with inner points, commas and apostrophes.
    Number,
    /// "23rd".
    Ordinal,
    /// Letters and digits that belong together: "G7", "Su-35", "1990s".
    Name,
    /// "½".
    Fraction,
    /// "$".
    Currency,
    /// "%".
    Percent,
    /// "°".
    Degree,
    /// Hyphen, dashes, minus.
    Dash,
    /// ",".
    Comma,
    /// Ends a sentence or a clause; also an empty line.
    Stop,
    /// Quotation mark or lone apostrophe.
    Quote,
    /// Opening bracket.
    Open,
    /// Closing bracket.
    Close,
    /// Any other character; also what a look past either end of the line gives.
    Other,
}

#[derive(Clone, Copy, Debug)]
pub(crate) struct Token {
    pub(crate) start: usize,
    pub(crate) end: usize,
    pub(crate) kind: Kind,
    pub(crate) tags: Tags,
    /// Nothing stands between it and the token before.
    glued: bool,
    capital: bool,
}

/// The tokens of one stretch of a text. Looking past an end is allowed and finds nothing.
pub(crate) struct Line<'t> {
    text: &'t str,
    /// The stretch in lower case (ASCII only, so that offsets stay).
    lower: String,
    base: usize,
    tokens: Vec<Token>,
    /// Tokens that a time or a clock reading has used up.
    taken: Vec<bool>,
}

impl<'t> Line<'t> {
    /// The tokens of `within`; none where it does not belong to `text`.
    pub(crate) fn new(text: &'t str, within: Span) -> Option<Self> {
        let stretch = within.slice(text)?;
        let lower = stretch.to_ascii_lowercase();
        let mut scanner =
            Scanner { stretch, lower: &lower, pos: 0, tokens: Vec::with_capacity(stretch.len() / 5 + 4) };
        scanner.run();
        let tokens = scanner.tokens;
        let taken = vec![false; tokens.len()];
        Some(Self { text, lower, base: within.start(), tokens, taken })
    }

    /// Marks tokens `first..end` as used up.
    pub(crate) fn take(&mut self, first: usize, end: usize) {
        if let Some(taken) = self.taken.get_mut(first..end) {
            taken.fill(true);
        }
    }

    pub(crate) fn is_taken(&self, i: usize) -> bool {
        self.taken.get(i).copied().unwrap_or(false)
    }

    pub(crate) fn len(&self) -> usize {
        self.tokens.len()
    }

    pub(crate) fn kind(&self, i: usize) -> Kind {
        self.tokens.get(i).map_or(Kind::Other, |token| token.kind)
    }

    pub(crate) fn tags(&self, i: usize) -> Tags {
        self.tokens.get(i).map_or(Tags::NONE, |token| token.tags)
    }

    pub(crate) fn has(&self, i: usize, tags: Tags) -> bool {
        self.tags(i).any(tags)
    }

    /// Token `i` in lower case; empty past the end.
    pub(crate) fn word(&self, i: usize) -> &str {
        self.tokens.get(i).and_then(|token| self.lower.get(token.start..token.end)).unwrap_or_default()
    }

    /// Token `i` as written.
    pub(crate) fn raw(&self, i: usize) -> &'t str {
        self.written(i, i + 1)
    }

    /// The text from token `first` to before token `end`, as written.
    pub(crate) fn written(&self, first: usize, end: usize) -> &'t str {
        self.span(first, end).and_then(|span| span.slice(self.text)).unwrap_or_default()
    }

    /// The span of tokens `first..end` in the whole text.
    pub(crate) fn span(&self, first: usize, end: usize) -> Option<Span> {
        let start = self.tokens.get(first)?.start;
        let stop = self.tokens.get(end.checked_sub(1)?)?.end;
        Span::new(self.text, self.base + start..self.base + stop).ok()
    }

    pub(crate) fn is(&self, i: usize, word: &str) -> bool {
        self.word(i) == word
    }

    pub(crate) fn any(&self, i: usize, words: &[&str]) -> bool {
        let word = self.word(i);
        !word.is_empty() && words.contains(&word)
    }

    /// Whether the tokens from `i` on are these words.
    pub(crate) fn starts(&self, i: usize, words: &[&str]) -> bool {
        words.iter().enumerate().all(|(n, word)| self.is(i + n, word))
    }

    /// Whether the tokens before `i` are these words; gives where they start.
    pub(crate) fn ends(&self, i: usize, words: &[&str]) -> Option<usize> {
        let start = i.checked_sub(words.len())?;
        self.starts(start, words).then_some(start)
    }

    /// Whether nothing stands between token `i` and the one before.
    pub(crate) fn glued(&self, i: usize) -> bool {
        self.tokens.get(i).is_some_and(|token| token.glued)
    }

    pub(crate) fn capital(&self, i: usize) -> bool {
        self.tokens.get(i).is_some_and(|token| token.capital)
    }

    pub(crate) fn is_word(&self, i: usize) -> bool {
        self.kind(i) == Kind::Word
    }

    /// A hyphen that joins the tokens on its two sides.
    pub(crate) fn joins(&self, i: usize) -> bool {
        self.kind(i) == Kind::Dash && self.glued(i) && self.glued(i + 1)
    }

    /// What stands between token `i` and the one before.
    pub(crate) fn gap(&self, i: usize) -> &'t str {
        let from = i.checked_sub(1).and_then(|p| self.tokens.get(p)).map_or(0, |token| token.end);
        let to = self.tokens.get(i).map_or(from, |token| token.start);
        self.text.get(self.base + from..self.base + to).unwrap_or_default()
    }

    /// Whether token `i` begins a sentence as far as the stretch shows.
    pub(crate) fn opens_sentence(&self, i: usize) -> bool {
        let mut at = i;
        while let Some(before) = at.checked_sub(1) {
            match self.kind(before) {
                Kind::Quote | Kind::Open if i - before <= 3 => at = before,
                Kind::Stop => return true,
                _ => return false,
            }
        }
        true
    }
}

struct Scanner<'s> {
    stretch: &'s str,
    lower: &'s str,
    pos: usize,
    tokens: Vec<Token>,
}

impl Scanner<'_> {
    fn run(&mut self) {
        while let Some(c) = self.peek(self.pos) {
            if c.is_whitespace() {
                self.space();
            } else if c.is_ascii_digit() || (c == '.' && self.starts_decimal()) {
                self.number();
            } else if is_letter(c) {
                self.word();
            } else {
                self.sign(c);
            }
        }
    }

    fn peek(&self, at: usize) -> Option<char> {
        self.stretch.get(at..).and_then(|rest| rest.chars().next())
    }

    fn run_end(&self, from: usize, accept: impl Fn(char) -> bool) -> usize {
        let rest = self.stretch.get(from..).unwrap_or_default();
        from + rest.find(|c| !accept(c)).unwrap_or(rest.len())
    }

    fn push(&mut self, end: usize, kind: Kind) {
        let start = self.pos;
        let tags = match kind {
            Kind::Word => lexicon::tags(self.lower.get(start..end).unwrap_or_default()),
            _ => Tags::NONE,
        };
        let glued = self.tokens.last().is_some_and(|last| last.end == start);
        let capital = self.peek(start).is_some_and(char::is_uppercase);
        self.tokens.push(Token { start, end, kind, tags, glued, capital });
        self.pos = end;
    }

    /// White space; an empty line in it ends a sentence.
    fn space(&mut self) {
        let end = self.run_end(self.pos, char::is_whitespace);
        let gap = self.stretch.get(self.pos..end).unwrap_or_default();
        let empty_line = gap.bytes().filter(|byte| *byte == b'\n').count() > 1;
        if empty_line {
            self.push(end, Kind::Stop);
        } else {
            self.pos = end;
        }
    }

    /// ".5", where nothing stands before the point.
    fn starts_decimal(&self) -> bool {
        self.peek(self.pos + 1).is_some_and(|c| c.is_ascii_digit())
            && self.tokens.last().is_none_or(|last| last.end != self.pos || last.kind == Kind::Currency)
    }

    fn number(&mut self) {
        let mut end = self.run_end(self.pos + 1, |c| c.is_ascii_digit());
        while let Some(c) = self.peek(end).filter(|c| matches!(c, '.' | ',' | '\'' | '’')) {
            let after = end + c.len_utf8();
            if !self.peek(after).is_some_and(|c| c.is_ascii_digit()) {
                break;
            }
            end = self.run_end(after, |c| c.is_ascii_digit());
        }
        let letters = self.run_end(end, is_letter);
        if letters == end {
            return self.push(end, Kind::Number);
        }
        let digits_follow = self.peek(letters).is_some_and(|c| c.is_ascii_digit());
        let power =
            self.stretch.get(end..letters + 1).filter(|_| digits_follow).is_some_and(unit::is_written_power);
        if power && !self.peek(letters + 1).is_some_and(char::is_alphanumeric) {
            return self.push(end, Kind::Number);
        }
        match self.lower.get(end..letters).unwrap_or_default() {
            "st" if self.is_stone(end) => self.push(end, Kind::Number),
            "st" | "nd" | "rd" | "th" => self.push(letters, Kind::Ordinal),
            suffix if !digits_follow && self.splits(suffix, end) => self.push(end, Kind::Number),
            _ => {
                let end = self.name_end(letters);
                self.push(end, Kind::Name);
            }
        }
    }

    /// "9st", "11st": no ordinal ends so, and it is a weight.
    fn is_stone(&self, end: usize) -> bool {
        let digits = self.stretch.get(self.pos..end).unwrap_or_default();
        !digits.ends_with('1') || digits.ends_with("11")
    }

    /// Whether letters glued to a number are a unit or a scale, not part of a name ("6km", but "5G", "1990s").
    fn splits(&self, suffix: &str, at: usize) -> bool {
        let network = self.stretch.get(at..at + 1) == Some("G");
        let degrees = matches!(suffix, "c" | "f");
        let upper = self.stretch.get(at..=at).is_some_and(|letter| letter.starts_with(char::is_uppercase));
        let decimal = self.stretch.get(self.pos..at).is_some_and(|digits| digits.contains('.'));
        let part_of_name = (suffix == "s" && !decimal) || (network && suffix == "g") || (degrees && !upper);
        let letters = self.stretch.get(at..at + suffix.len()).unwrap_or_default();
        unit::is_glued_symbol(letters)
            || lexicon::tags(suffix).any(Tags::UNIT | Tags::SCALE | Tags::CLOCK | Tags::MONEY_CODE)
                && !part_of_name
    }

    /// The end of a name with digits in it, from `at` inside it.
    fn name_end(&self, at: usize) -> usize {
        let mut end = self.run_end(at, |c| is_letter(c) || c.is_ascii_digit());
        while self.peek(end) == Some('-') && self.peek(end + 1).is_some_and(|c| c.is_ascii_digit()) {
            end = self.run_end(end + 1, |c| is_letter(c) || c.is_ascii_digit());
        }
        end
    }

    fn word(&mut self) {
        let mut end = self.run_end(self.pos, is_letter);
        if let Some(abbreviation) = self.abbreviation(end) {
            return self.push(abbreviation, Kind::Word);
        }
        while let Some(c) = self.peek(end).filter(|c| is_apostrophe(*c)) {
            let after = self.run_end(end + c.len_utf8(), is_letter);
            if after == end + c.len_utf8() || self.lower.get(end + c.len_utf8()..after) == Some("s") {
                break;
            }
            end = after;
        }
        match self.name_from(end) {
            Some(name) => self.push(name, Kind::Name),
            None => self.push(end, Kind::Word),
        }
    }

    /// "U.S.", "p.m.": single letters, each with its point.
    fn abbreviation(&self, first: usize) -> Option<usize> {
        let single =
            |from: usize, to: usize| self.stretch.get(from..to).is_some_and(|s| s.chars().count() == 1);
        if !single(self.pos, first) {
            return None;
        }
        let mut end = first;
        while self.peek(end) == Some('.') {
            let next = self.run_end(end + 1, is_letter);
            if !single(end + 1, next) {
                break;
            }
            end = next;
        }
        let closed = if self.peek(end) == Some('.') { end + 1 } else { end };
        (end > first).then_some(closed)
    }

    /// The end of a name where the word that ends at `end` goes on in digits: "G7", "Su-35".
    fn name_from(&self, end: usize) -> Option<usize> {
        let tags = lexicon::tags(self.lower.get(self.pos..end).unwrap_or_default());
        let next = self.peek(end)?;
        if next.is_ascii_digit() {
            let word = self.lower.get(self.pos..end).unwrap_or_default();
            let code = tags.any(Tags::MONEY_CODE) && !unit::is_wordlike(word);
            return (!code).then(|| self.name_end(end));
        }
        if self.hangs_on_number() {
            return None; // "5-foot-11", "12-for-19"
        }
        let digit_after = self.peek(end + next.len_utf8()).is_some_and(|c| c.is_ascii_digit());
        let joins = matches!(next, '-' | '‑' | '–') && digit_after;
        let apart = Tags::MONTH | Tags::WEEKDAY | Tags::PART_OF_TIME | Tags::NUMBER;
        (joins && !tags.any(apart)).then(|| self.name_end(end + next.len_utf8()))
    }

    /// Whether a hyphen joins what begins here to a number.
    fn hangs_on_number(&self) -> bool {
        match self.tokens.as_slice() {
            [.., number, dash] => {
                number.kind == Kind::Number && dash.kind == Kind::Dash && dash.glued && dash.end == self.pos
            }
            _ => false,
        }
    }

    fn sign(&mut self, c: char) {
        let mut end = self.pos + c.len_utf8();
        let kind = match c {
            '\'' | '’' if self.is_possessive(end) => {
                end += 1;
                Kind::Possessive
            }
            '-' | '‐' | '‑' | '‒' | '–' | '—' | '−' => Kind::Dash,
            ',' => Kind::Comma,
            '.' | '!' | '?' | ';' | '…' => Kind::Stop,
            '"' | '“' | '”' | '„' | '«' | '»' | '‘' | '’' | '\'' | '‹' | '›' => Kind::Quote,
            '(' | '[' | '{' => Kind::Open,
            ')' | ']' | '}' => Kind::Close,
            '%' | '٪' => Kind::Percent,
            '°' | 'º' => Kind::Degree,
            '¼'..='¾' | '⅐'..='⅞' => Kind::Fraction,
            '₾' | '₡' | '₫' | '₱' | '₲' | '₵' | '₼' | '₮' | '₭' | '฿' => Kind::Currency,
            '$' | '€' | '£' | '¥' | '₽' | '₴' | '₺' | '₹' | '₩' | '₪' | '₸' | '₦' | '₿' => {
                Kind::Currency
            }
            _ => Kind::Other,
        };
        self.push(end, kind);
    }

    /// An apostrophe glued to a word, with a lone `s` after it.
    fn is_possessive(&self, after: usize) -> bool {
        let word_before = self.tokens.last().is_some_and(|last| {
            last.end == self.pos && matches!(last.kind, Kind::Word | Kind::Name | Kind::Number)
        });
        word_before
            && self.lower.get(after..=after) == Some("s")
            && !self.peek(after + 1).is_some_and(is_letter)
    }
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | 'ʼ')
}

/// A letter, or a mark that belongs to the letter before it.
fn is_letter(c: char) -> bool {
    c.is_alphabetic() || ('\u{300}'..='\u{36f}').contains(&c)
}
