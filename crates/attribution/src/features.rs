//! What the tagger sees of each token: hashed features of the words around it, the quotation and the sentence it
//! stands in, the attributing words near it, and, in the second pass, the labels of the first.
//!
//! Features are numbers: a template and the hashes of what it looked at, mixed to 32 bits (the hashing trick,
//! Weinberger et al. 2009). Training and tagging share this module, so the two can't drift apart.

use std::ops::Range;

use crate::{
    labels::{Label, Role},
    lexicon::{self, CueKind, Pos},
    quote::{self, Quotation},
    tokens::{self, Token},
};

/// A paragraph, split and looked up once.
#[derive(Debug)]
pub struct Paragraph<'a> {
    /// Its tokens.
    pub tokens: Vec<Token<'a>>,
    /// Its sentences, as ranges of tokens.
    pub sentences: Vec<Range<usize>>,
    /// For each token, the sentence it stands in.
    pub sentence_of: Vec<usize>,
    /// Its quotations.
    pub quotations: Vec<Quotation>,
    /// For each token, the quotation it stands in.
    pub quotation_of: Vec<Option<usize>>,
    words: Vec<Word>,
    place: Place,
}

/// Where in the article a paragraph stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// Headline or subheading.
    Heading,
    /// First paragraph of running text.
    First,
    /// Any other.
    Later,
}

#[derive(Clone, Copy, Debug)]
struct Word {
    exact: u32,
    lower: u32,
    suffix2: u32,
    suffix3: u32,
    prefix: u32,
    shape: u32,
    pos: Pos,
    cue: Option<(u32, CueKind)>,
}

impl<'a> Paragraph<'a> {
    /// The paragraph in the bytes `within` of `text`.
    pub fn new(text: &'a str, within: Range<usize>, place: Place) -> Self {
        let tokens = tokens::tokenize(text, within);
        let sentences = tokens::sentences(&tokens);
        let quotations = quote::quotations(&tokens);
        let quotation_of = quote::membership(tokens.len(), &quotations);
        let sentence_of =
            sentences.iter().enumerate().flat_map(|(index, s)| s.clone().map(move |_| index)).collect();
        let mut words: Vec<Word> = tokens.iter().map(|token| Word::new(token.text)).collect();
        // Every kind of quotation mark looks the same, so that what was learnt of one holds for all.
        for quotation in &quotations {
            for (at, mark) in [(quotation.open, "“"), (quotation.close, "”")] {
                if let Some(word) = words.get_mut(at) {
                    *word = Word::new(mark);
                }
            }
        }
        Self { tokens, sentences, sentence_of, quotations, quotation_of, words, place }
    }

    /// The sentence that token `at` stands in.
    pub fn sentence(&self, at: usize) -> Range<usize> {
        self.sentence_of.get(at).and_then(|&s| self.sentences.get(s)).cloned().unwrap_or(at..at)
    }

    /// The quotation that token `at` stands in, if it stands in one.
    pub fn quotation(&self, at: usize) -> Option<&Quotation> {
        self.quotation_of.get(at).copied().flatten().and_then(|index| self.quotations.get(index))
    }

    /// Whether it is a headline, or as short as one and without a full stop.
    pub fn is_heading(&self) -> bool {
        const LONGEST: usize = 25;
        let ends = self.tokens.last().is_some_and(Token::is_word);
        self.place == Place::Heading || (self.tokens.len() <= LONGEST && ends)
    }

    /// The bytes of the tokens in `range`; `None` where there are none.
    pub fn bytes(&self, range: Range<usize>) -> Option<Range<usize>> {
        let tokens = self.tokens.get(range)?;
        Some(tokens.first()?.start..tokens.last()?.end)
    }
}

impl Word {
    fn new(text: &str) -> Self {
        let lower = text.to_lowercase();
        let tail = |n: usize| lower.char_indices().rev().nth(n - 1).map_or(0, |(at, _)| at);
        let head = lower.char_indices().nth(4).map_or(lower.len(), |(at, _)| at);
        Self {
            exact: hash(text),
            lower: hash(&lower),
            suffix2: hash(lower.get(tail(2)..).unwrap_or_default()),
            suffix3: hash(lower.get(tail(3)..).unwrap_or_default()),
            prefix: hash(lower.get(..head).unwrap_or_default()),
            shape: shape(text),
            pos: lexicon::pos(text, &lower),
            cue: lexicon::cue(&lower).map(|cue| (hash(cue.lemma), cue.kind)),
        }
    }
}

/// The shape of a word: capitals, small letters, digits and marks, runs taken once.
fn shape(text: &str) -> u32 {
    let (mut mixed, mut last) = (SEED, ' ');
    for c in text.chars().take(12) {
        let kind = match c {
            _ if c.is_uppercase() => 'X',
            _ if c.is_alphabetic() => 'x',
            _ if c.is_numeric() => '0',
            _ => c,
        };
        if kind != last {
            mixed = mix(mixed, u32::from(kind));
        }
        last = kind;
    }
    mix(mixed, u32::from(text.chars().nth(1).is_some()))
}

const SEED: u32 = 0x811c_9dc5;

/// FNV-1a.
fn hash(text: &str) -> u32 {
    text.bytes().fold(SEED, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}

/// One round of a murmur-like mixer.
fn mix(hash: u32, value: u32) -> u32 {
    let mixed = (hash ^ value.wrapping_mul(0xcc9e_2d51)).rotate_left(13).wrapping_mul(0x1b87_3593);
    mixed ^ (mixed >> 15)
}

/// Small classes of a distance.
fn bucket(distance: usize) -> u32 {
    match distance {
        0..=4 => u32::try_from(distance).unwrap_or(0),
        5..=6 => 5,
        7..=9 => 6,
        10..=14 => 7,
        15..=24 => 8,
        25..=49 => 9,
        _ => 10,
    }
}

/// Gathers the features of one token.
struct Sink<'s> {
    out: &'s mut Vec<u32>,
    template: u32,
}

impl Sink<'_> {
    /// One feature: the next template, with what it looked at.
    fn put(&mut self, values: &[u32]) {
        self.template += 1;
        self.out.push(values.iter().fold(mix(SEED, self.template), |hash, &value| mix(hash, value)));
    }
}

/// Hands the features of each token of `paragraph` to `use_them`, in order: those that need no labels.
pub fn plain(paragraph: &Paragraph<'_>, mut use_them: impl FnMut(&[u32])) {
    let view = View::new(paragraph);
    let mut ids = Vec::new();
    for at in 0..paragraph.tokens.len() {
        ids.clear();
        let mut sink = Sink { out: &mut ids, template: 0 };
        view.words(at, &mut sink);
        view.quotes(at, &mut sink);
        view.sentence(at, &mut sink);
        view.cues(at, &mut sink);
        use_them(&ids);
    }
}

/// Hands the features of the labels that a first pass gave the tokens of `paragraph` to `use_them`, token by token.
pub fn labelled(paragraph: &Paragraph<'_>, labels: &[Label], mut use_them: impl FnMut(&[u32])) {
    let view = Labelled::new(paragraph, labels);
    let mut ids = Vec::new();
    for at in 0..paragraph.tokens.len() {
        ids.clear();
        view.labels(at, &mut Sink { out: &mut ids, template: 0 });
        use_them(&ids);
    }
}

/// Cues near each token, found in one pass each way.
struct View<'p, 'a> {
    paragraph: &'p Paragraph<'a>,
    cue_left: Vec<Option<usize>>,
    cue_right: Vec<Option<usize>>,
    sentence_cues: Vec<(u32, u32)>,
}

const BEFORE: u32 = 0xffff_fff1;
const AFTER: u32 = 0xffff_fff2;

impl<'p, 'a> View<'p, 'a> {
    fn new(paragraph: &'p Paragraph<'a>) -> Self {
        let count = paragraph.tokens.len();
        let is_cue = |at: usize| paragraph.words[at].cue.is_some();
        let sentence_cues =
            paragraph.sentences.iter().map(|s| speech_outside_quotes(paragraph, s.clone())).collect();
        Self {
            paragraph,
            cue_left: nearest(0..count, paragraph, is_cue),
            cue_right: nearest((0..count).rev(), paragraph, is_cue),
            sentence_cues,
        }
    }

    fn word(&self, at: usize, offset: isize) -> Option<&Word> {
        at.checked_add_signed(offset).and_then(|i| self.paragraph.words.get(i))
    }

    fn lower(&self, at: usize, offset: isize) -> u32 {
        self.word(at, offset).map_or(edge(offset), |w| w.lower)
    }

    fn pos(&self, at: usize, offset: isize) -> u32 {
        self.word(at, offset).map_or(edge(offset), |w| w.pos as u32)
    }

    fn words(&self, at: usize, sink: &mut Sink<'_>) {
        sink.template = 100;
        let word = &self.paragraph.words[at];
        let [l3, l2, l1, r1, r2, r3] = [-3, -2, -1, 1, 2, 3].map(|o| self.lower(at, o));
        let w = word.lower;
        sink.put(&[]);
        for values in [[w, 0], [w, word.shape], [word.exact, 1]] {
            sink.put(&values);
        }
        for one in [l1, l2, l3, r1, r2, r3] {
            sink.put(&[one]);
        }
        for pair in [[l1, w], [w, r1], [l1, r1], [l2, l1], [r1, r2]] {
            sink.put(&pair);
        }
        for triple in [[l1, w, r1], [l2, l1, w], [w, r1, r2]] {
            sink.put(&triple);
        }
        let suffix = |o: isize| self.word(at, o).map_or(edge(o), |w| w.suffix3);
        let shape = |o: isize| self.word(at, o).map_or(edge(o), |w| w.shape);
        for one in
            [word.suffix2, word.suffix3, word.prefix, word.shape, suffix(-1), suffix(1), shape(-1), shape(1)]
        {
            sink.put(&[one]);
        }
        sink.put(&[shape(-1), word.shape, shape(1)]);
        let [p3, p2, p1, n1, n2, n3] = [-3, -2, -1, 1, 2, 3].map(|o| self.pos(at, o));
        let p = word.pos as u32;
        sink.put(&[p]);
        for pair in [[p1, p], [p, n1], [p1, n1], [w, n1], [p1, w], [l1, p], [p, r1]] {
            sink.put(&pair);
        }
        for triple in [[p1, p, n1], [p2, p1, p], [p, n1, n2]] {
            sink.put(&triple);
        }
        sink.put(&[p2, p1, p, n1, n2]);
        sink.put(&[p3, p2, p1, p]);
        sink.put(&[p, n1, n2, n3]);
    }

    fn quotes(&self, at: usize, sink: &mut Sink<'_>) {
        sink.template = 200;
        let paragraph = self.paragraph;
        let word = &paragraph.words[at];
        let p = word.pos as u32;
        let Some(quotation) = paragraph.quotation(at) else {
            let after = (1..=5).find(|&d| at >= d && paragraph.quotation_of[at - d].is_some()).unwrap_or(0);
            let before = (1..=3).find(|&d| paragraph.quotation_of.get(at + d).is_some_and(Option::is_some));
            let (after, before) = (bucket(after), bucket(before.unwrap_or(0)));
            sink.put(&[0, after, before]);
            sink.put(&[0, after, word.lower]);
            sink.put(&[0, before, word.lower, 1]);
            sink.put(&[0, after, before, p]);
            return;
        };
        let part = match at {
            _ if at == quotation.open => 1,
            _ if at == quotation.close => 2,
            _ => 3,
        };
        let size = bucket(quotation.len());
        let ending =
            quotation.close.checked_sub(1).map_or(0, |i| paragraph.words.get(i).map_or(0, |w| w.lower));
        let ending = if paragraph.tokens.get(quotation.close.wrapping_sub(1)).is_some_and(Token::is_word) {
            0
        } else {
            ending
        };
        let follows = paragraph.words.get(quotation.close + 1).map_or(AFTER, |w| w.lower);
        let leads = quotation.open.checked_sub(1).map_or(BEFORE, |i| paragraph.words[i].lower);
        sink.put(&[part, size, u32::from(quotation.closed)]);
        sink.put(&[part, size, ending]);
        sink.put(&[part, follows, ending]);
        sink.put(&[part, leads, ending]);
        let [leads_pos, follows_pos] = [quotation.open.checked_sub(1), Some(quotation.close + 1)]
            .map(|i| i.and_then(|i| paragraph.words.get(i)).map_or(AFTER, |w| w.pos as u32));
        sink.put(&[part, size, leads_pos, follows_pos]);
        sink.put(&[part, p, bucket(at - quotation.open)]);
        sink.put(&[part, word.lower]);
    }

    fn sentence(&self, at: usize, sink: &mut Sink<'_>) {
        sink.template = 300;
        let paragraph = self.paragraph;
        let (word, index) = (&paragraph.words[at], paragraph.sentence_of[at]);
        let sentence = paragraph.sentence(at);
        let (from_start, to_end) = (bucket(at - sentence.start), bucket(sentence.end - 1 - at));
        let first = paragraph.words[sentence.start].lower;
        let place = paragraph.place as u32;
        sink.put(&[from_start]);
        sink.put(&[to_end]);
        sink.put(&[from_start, word.lower]);
        sink.put(&[to_end.min(3), word.lower]);
        sink.put(&[place, from_start.min(5), word.pos as u32]);
        sink.put(&[
            place,
            u32::try_from(index.min(3)).unwrap_or(3),
            u32::from(paragraph.quotation_of[at].is_some()),
        ]);
        sink.put(&[first, word.pos as u32]);
        sink.put(&[bucket(sentence.len()), place]);
        let cues = |offset: isize| {
            index
                .checked_add_signed(offset)
                .and_then(|i| self.sentence_cues.get(i))
                .copied()
                .unwrap_or((3, 0))
        };
        let quoted = u32::from(paragraph.quotation_of[at].is_some());
        sink.put(&[cues(0).0, cues(-1).0, cues(1).0, quoted]);
        sink.put(&[cues(0).1, quoted]);
        sink.put(&[cues(0).0, quoted, from_start]);
    }

    fn cues(&self, at: usize, sink: &mut Sink<'_>) {
        sink.template = 400;
        let word = &self.paragraph.words[at];
        let quoted = u32::from(self.paragraph.quotation_of[at].is_some());
        let near = |found: Option<usize>| {
            let Some(cue) = found else { return (0, 0, 0, 0) };
            let (lemma, kind) = self.paragraph.words[cue].cue.unwrap_or((0, CueKind::Speech));
            let same = u32::from(self.paragraph.quotation_of[cue] == self.paragraph.quotation_of[at]);
            (lemma, kind as u32 + 1, bucket(cue.abs_diff(at)), same)
        };
        let (left, right) = (near(self.cue_left[at]), near(self.cue_right[at]));
        let after = self.cue_left[at].map_or(0, |cue| self.lower(cue, 1));
        let commas = self.cue_left[at].map_or(0, |cue| self.commas(cue..at));
        sink.put(&[left.0, left.2]);
        sink.put(&[left.1, left.2, left.3, word.pos as u32]);
        sink.put(&[left.0, after, commas]);
        sink.put(&[left.0, word.lower]);
        sink.put(&[left.1, after, commas, quoted]);
        sink.put(&[right.0, right.2]);
        sink.put(&[right.1, right.2, right.3, word.pos as u32]);
        sink.put(&[right.0, word.pos as u32]);
        sink.put(&[left.1, right.1, quoted, commas]);
        sink.put(&[left.0, right.0]);
    }

    /// Commas in a short stretch, at most three.
    fn commas(&self, range: Range<usize>) -> u32 {
        let tokens = self.paragraph.tokens.get(range).unwrap_or_default();
        let found = tokens.iter().rev().take(40).filter(|t| t.text == ",").count();
        u32::try_from(found.min(3)).unwrap_or(3)
    }
}

/// Labels, and those of each role near each token.
struct Labelled<'p, 'a> {
    paragraph: &'p Paragraph<'a>,
    labels: &'p [Label],
    left: Vec<[Option<usize>; 3]>,
    right: Vec<[Option<usize>; 3]>,
}

impl<'p, 'a> Labelled<'p, 'a> {
    fn new(paragraph: &'p Paragraph<'a>, labels: &'p [Label]) -> Self {
        const ROLES: [Role; 3] = [Role::Source, Role::Cue, Role::Content];
        let count = paragraph.tokens.len();
        let sides = |left: bool| {
            let of = |role: Role| {
                let is = |at: usize| labels[at].role() == Some(role);
                if left { nearest(0..count, paragraph, is) } else { nearest((0..count).rev(), paragraph, is) }
            };
            let [s, k, c] = ROLES.map(of);
            (0..count).map(|at| [s[at], k[at], c[at]]).collect()
        };
        Self { paragraph, labels, left: sides(true), right: sides(false) }
    }

    fn labels(&self, at: usize, sink: &mut Sink<'_>) {
        sink.template = 500;
        let (words, labels) = (&self.paragraph.words, self.labels);
        let word = &words[at];
        let label = |offset: isize| {
            at.checked_add_signed(offset).and_then(|i| labels.get(i)).map_or(edge(offset), |l| *l as u32)
        };
        let l0 = label(0);
        for offset in -3..=3 {
            sink.put(&[label(offset)]);
        }
        sink.put(&[label(-1), l0]);
        sink.put(&[l0, label(1)]);
        sink.put(&[label(-1), l0, label(1)]);
        sink.put(&[label(-2), label(-1), l0, label(1), label(2)]);
        sink.put(&[l0, word.lower]);
        sink.put(&[l0, word.pos as u32, label(1)]);
        let near = |found: Option<usize>| found.map_or((99, 0), |i| (bucket(i.abs_diff(at)), words[i].lower));
        let (left, right) = (self.left[at].map(near), self.right[at].map(near));
        for (l, r) in left.iter().zip(&right) {
            sink.put(&[l0, l.0]);
            sink.put(&[l0, r.0]);
            sink.put(&[l0, l.0.min(98), r.0.min(98)]);
        }
        sink.put(&[l0, left[1].1, left[1].0.min(1)]);
        sink.put(&[l0, right[1].1, right[1].0.min(1)]);
        let sourceless = u32::from(left[0].0 == 99 && right[0].0 == 99);
        sink.put(&[word.pos as u32, left[1].0, sourceless, right[1].0]);
    }
}

fn edge(offset: isize) -> u32 {
    if offset < 0 { BEFORE } else { AFTER }
}

/// For each token the nearest one before it (in the order given) that `is` holds for, within its sentence.
fn nearest(
    order: impl Iterator<Item = usize>,
    paragraph: &Paragraph<'_>,
    is: impl Fn(usize) -> bool,
) -> Vec<Option<usize>> {
    let mut found = vec![None; paragraph.tokens.len()];
    let mut last: Option<usize> = None;
    for at in order {
        found[at] = last.filter(|&l| paragraph.sentence_of[l] == paragraph.sentence_of[at]);
        if is(at) {
            last = Some(at);
        }
    }
    found
}

/// Whether a sentence holds a verb of speech outside quotations, and which comes first.
fn speech_outside_quotes(paragraph: &Paragraph<'_>, sentence: Range<usize>) -> (u32, u32) {
    let mut best = (0, 0);
    for at in sentence {
        if paragraph.quotation_of[at].is_some() {
            continue;
        }
        match paragraph.words[at].cue {
            Some((lemma, CueKind::Speech)) => return (2, lemma),
            Some((lemma, _)) if best.0 == 0 => best = (1, lemma),
            _ => {}
        }
    }
    best
}
