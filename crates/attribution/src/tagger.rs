//! The tagger: a linear-chain conditional random field (Lafferty et al. 2001) over hashed features, run twice; the
//! second pass also sees the labels of the first (stacked sequential learning, Cohen and Carvalho 2005).
//!
//! Weights are eight-bit integers and all sums are integers, so every machine gives the same labels.

use std::ops::Range;

use onrecord_model::Digest;

use crate::{
    features::{self, Paragraph},
    lexicon,
};

/// What a token is part of: BIO labels for source, cue and content.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Label {
    Outside,
    BeginSource,
    InSource,
    BeginCue,
    InCue,
    BeginContent,
    InContent,
}

/// How many labels there are.
pub const LABELS: usize = 7;

impl Label {
    /// All, in the order of their numbers.
    pub const ALL: [Self; LABELS] = [
        Self::Outside,
        Self::BeginSource,
        Self::InSource,
        Self::BeginCue,
        Self::InCue,
        Self::BeginContent,
        Self::InContent,
    ];

    /// The role it belongs to.
    pub fn role(self) -> Option<Role> {
        match self {
            Self::Outside => None,
            Self::BeginSource | Self::InSource => Some(Role::Source),
            Self::BeginCue | Self::InCue => Some(Role::Cue),
            Self::BeginContent | Self::InContent => Some(Role::Content),
        }
    }

    /// Whether it starts a span.
    pub fn begins(self) -> bool {
        matches!(self, Self::BeginSource | Self::BeginCue | Self::BeginContent)
    }

    /// Whether `next` may follow: inside a span comes only what began.
    pub fn allows(self, next: Self) -> bool {
        next.begins() || next == Self::Outside || self.role() == next.role()
    }
}

/// What a span is in an attribution.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Role {
    Source,
    Cue,
    Content,
}

/// A run of tokens in one role.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Tagged {
    /// Its role.
    pub role: Role,
    /// First token.
    pub start: usize,
    /// One past the last token.
    pub end: usize,
    /// Mean probability of its labels, between 0 and 1.
    pub probability: f64,
}

impl Tagged {
    /// Its tokens.
    pub fn range(&self) -> Range<usize> {
        self.start..self.end
    }
}

/// Why a file of weights can't be used.
#[derive(Debug, thiserror::Error, PartialEq, Eq, Clone)]
pub enum ModelError {
    /// Its hash is not the one its own head gives.
    #[error("the weights are damaged: their hash is {found}, their head says {stated}")]
    Damaged {
        /// Hash of what stands there.
        found: String,
        /// Hash that the head gives.
        stated: String,
    },
    /// It is something else, or of another version.
    #[error("no weights of this version: {0}")]
    Foreign(&'static str),
}

/// One pass: emission weights by feature, transition weights by pair of labels.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pass {
    /// `LABELS` weights for each of a power of two of buckets.
    pub emissions: Vec<i8>,
    /// From label, to label.
    pub transitions: [[i32; LABELS]; LABELS],
    /// How many integer steps make one nat.
    pub scale: i32,
}

/// The score that no path may take.
const FORBIDDEN: i32 = i32::MIN / 4;

impl Pass {
    fn scores(&self, paragraph: &Paragraph<'_>, first_pass: Option<&[Label]>) -> Vec<[i32; LABELS]> {
        let mask = (self.emissions.len() / LABELS).saturating_sub(1);
        let mut scores = Vec::with_capacity(paragraph.tokens.len());
        features::each(paragraph, first_pass, |ids| {
            let mut sum = [0_i32; LABELS];
            for &id in ids {
                let row = (id as usize & mask) * LABELS;
                if let Some(weights) = self.emissions.get(row..row + LABELS) {
                    for (total, &weight) in sum.iter_mut().zip(weights) {
                        *total += i32::from(weight);
                    }
                }
            }
            scores.push(sum);
        });
        scores
    }

    /// The best legal sequence of labels (Viterbi).
    fn decode(&self, scores: &[[i32; LABELS]]) -> Vec<Label> {
        let mut back: Vec<[u8; LABELS]> = Vec::with_capacity(scores.len());
        let mut best = [0_i64; LABELS];
        for (at, emission) in scores.iter().enumerate() {
            let (mut next, mut from) = ([i64::from(FORBIDDEN); LABELS], [0_u8; LABELS]);
            for (to, target) in Label::ALL.into_iter().enumerate() {
                for (source, label) in Label::ALL.into_iter().enumerate() {
                    if at == 0 && (source > 0 || !Label::Outside.allows(target)) || !label.allows(target) {
                        continue;
                    }
                    let score = best[source] + i64::from(self.transitions[source][to]);
                    if score > next[to] {
                        (next[to], from[to]) = (score, label as u8);
                    }
                }
                next[to] += i64::from(emission[to]);
            }
            best = next;
            back.push(from);
        }
        trace(&best, &back)
    }

    /// The probability of each label of `path` at its token, by the forward and backward sums.
    fn probabilities(&self, scores: &[[i32; LABELS]], path: &[Label]) -> Vec<f64> {
        let scale = f64::from(self.scale.max(1));
        let mut step = [[0.0; LABELS]; LABELS];
        for (from, row) in step.iter_mut().enumerate() {
            for (to, cell) in row.iter_mut().enumerate() {
                if Label::ALL[from].allows(Label::ALL[to]) {
                    *cell = (f64::from(self.transitions[from][to]) / scale).exp();
                }
            }
        }
        let emissions: Vec<[f64; LABELS]> = scores
            .iter()
            .map(|row| {
                let top = row.iter().copied().max().unwrap_or(0);
                row.map(|score| (f64::from(score - top) / scale).exp())
            })
            .collect();
        let forward = forward(&emissions, &step);
        let mut backward = [1.0; LABELS];
        let mut found = vec![0.0; path.len()];
        for at in (0..path.len()).rev() {
            let mut product = [0.0; LABELS];
            for label in 0..LABELS {
                product[label] = forward[at][label] * backward[label];
            }
            let total: f64 = product.iter().sum();
            found[at] = if total > 0.0 { product[path[at] as usize] / total } else { 0.0 };
            let mut before = [0.0; LABELS];
            for (from, cell) in before.iter_mut().enumerate() {
                *cell = (0..LABELS).map(|to| step[from][to] * emissions[at][to] * backward[to]).sum();
            }
            backward = normalised(before);
        }
        found
    }
}

fn trace(best: &[i64; LABELS], back: &[[u8; LABELS]]) -> Vec<Label> {
    let mut path = vec![Label::Outside; back.len()];
    let mut label = (0..LABELS).max_by_key(|&l| (best[l], std::cmp::Reverse(l))).unwrap_or(0);
    for at in (0..back.len()).rev() {
        path[at] = Label::ALL[label];
        label = usize::from(back[at][label]);
    }
    path
}

fn forward(emissions: &[[f64; LABELS]], step: &[[f64; LABELS]; LABELS]) -> Vec<[f64; LABELS]> {
    let mut sums = Vec::with_capacity(emissions.len());
    let mut last = [0.0; LABELS];
    last[Label::Outside as usize] = 1.0;
    for emission in emissions {
        let mut next = [0.0; LABELS];
        for (to, cell) in next.iter_mut().enumerate() {
            *cell = (0..LABELS).map(|from| last[from] * step[from][to]).sum::<f64>() * emission[to];
        }
        last = normalised(next);
        sums.push(last);
    }
    sums
}

fn normalised(mut values: [f64; LABELS]) -> [f64; LABELS] {
    let total: f64 = values.iter().sum();
    if total > 0.0 {
        for value in &mut values {
            *value /= total;
        }
    }
    values
}

/// The trained weights.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tagger {
    /// First pass.
    pub first: Pass,
    /// Second pass, which also sees the labels of the first.
    pub second: Pass,
}

const MAGIC: &[u8; 8] = b"onrecA01";
const HASH_LEN: usize = 64;

impl Tagger {
    /// Reads what [`Tagger::to_bytes`] wrote.
    ///
    /// # Errors
    /// [`ModelError`] where the hash does not hold, or it is no file of weights.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, ModelError> {
        let rest =
            bytes.strip_prefix(MAGIC).ok_or(ModelError::Foreign("its first bytes are not onrecA01"))?;
        let (stated, body) = rest.split_at_checked(HASH_LEN).ok_or(ModelError::Foreign("it is too short"))?;
        let (found, stated) = (Digest::of(body), String::from_utf8_lossy(stated).into_owned());
        if found.as_str() != stated {
            return Err(ModelError::Damaged { found: found.as_str().to_owned(), stated });
        }
        let (first, body) = Pass::read(body)?;
        let (second, _) = Pass::read(body)?;
        Ok(Self { first, second })
    }

    /// The weights as one file: magic, SHA-256 of the rest, the two passes.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut body = Vec::new();
        self.first.write(&mut body);
        self.second.write(&mut body);
        [MAGIC, Digest::of(&body).as_str().as_bytes(), &body].concat()
    }

    /// The labels of the first pass.
    pub fn first_pass(&self, paragraph: &Paragraph<'_>) -> Vec<Label> {
        self.first.decode(&self.first.scores(paragraph, None))
    }

    /// The spans of a paragraph, in the order of the text.
    pub fn tag(&self, paragraph: &Paragraph<'_>) -> Vec<Tagged> {
        let labels = self.first_pass(paragraph);
        let mut scores = self.second.scores(paragraph, Some(&labels));
        lean(paragraph, &mut scores, self.second.scale);
        let path = self.second.decode(&scores);
        if path.iter().all(|label| *label == Label::Outside) {
            return Vec::new();
        }
        spans(&path, &self.second.probabilities(&scores, &path))
    }
}

/// So many nats that no context makes up for them.
const NEVER: i32 = 20;

/// Leans towards cues, most of all verbs of speech: what the weights alone give has higher precision than recall. "Asked
/// not to be named" is no cue.
fn lean(paragraph: &Paragraph<'_>, scores: &mut [[i32; LABELS]], nat: i32) {
    let text = |at: usize| paragraph.tokens.get(at).map_or("", |token| token.text);
    for at in 0..scores.len() {
        let speech = paragraph.quotation_of[at].is_none() && lexicon::is_speech_verb(text(at));
        scores[at][Label::BeginCue as usize] += if speech { 2 * nat } else { nat };
        let unnamed =
            (at + 1..at + 6).any(|i| matches!(text(i), "named" | "identified") && text(i - 1) == "be");
        if unnamed && matches!(text(at), "asked" | "declined" | "refused" | "requested" | "wanted") {
            scores[at][Label::BeginCue as usize] -= NEVER * nat;
            // Nor does the source start at its "who".
            if let Some(before) = at.checked_sub(1).filter(|&before| text(before) == "who") {
                scores[before][Label::BeginSource as usize] -= NEVER * nat;
            }
        }
    }
}

/// The runs of equal roles in a sequence of labels.
pub fn spans(path: &[Label], probabilities: &[f64]) -> Vec<Tagged> {
    let mut found: Vec<Tagged> = Vec::new();
    for (at, label) in path.iter().enumerate() {
        let Some(role) = label.role() else { continue };
        let probability = probabilities.get(at).copied().unwrap_or(0.0);
        match found.last_mut() {
            Some(last) if !label.begins() && last.end == at && last.role == role => {
                last.end = at + 1;
                last.probability += probability;
            }
            _ => found.push(Tagged { role, start: at, end: at + 1, probability }),
        }
    }
    for span in &mut found {
        #[expect(clippy::cast_precision_loss, reason = "a span has far fewer than 2^52 tokens")]
        let len = (span.end - span.start) as f64;
        span.probability /= len;
    }
    found
}

impl Pass {
    fn write(&self, out: &mut Vec<u8>) {
        out.extend(self.scale.to_le_bytes());
        for row in &self.transitions {
            for cell in row {
                out.extend(cell.to_le_bytes());
            }
        }
        let buckets = u32::try_from(self.emissions.len() / LABELS).unwrap_or(u32::MAX);
        out.extend(buckets.to_le_bytes());
        out.extend(self.emissions.iter().flat_map(|weight| weight.to_le_bytes()));
    }

    fn read(bytes: &[u8]) -> Result<(Self, &[u8]), ModelError> {
        const SHORT: ModelError = ModelError::Foreign("it is too short");
        let mut rest = bytes;
        let mut number = || -> Result<i32, ModelError> {
            let (head, tail) = rest.split_first_chunk::<4>().ok_or(SHORT)?;
            rest = tail;
            Ok(i32::from_le_bytes(*head))
        };
        let scale = number()?;
        let mut transitions = [[0; LABELS]; LABELS];
        for cell in transitions.iter_mut().flatten() {
            *cell = number()?;
        }
        let buckets = usize::try_from(number()?).unwrap_or(0);
        if !buckets.is_power_of_two() {
            return Err(ModelError::Foreign("its table is not a power of two"));
        }
        let (table, rest) = rest.split_at_checked(buckets * LABELS).ok_or(SHORT)?;
        let emissions = table.iter().map(|&byte| i8::from_le_bytes([byte])).collect();
        Ok((Self { emissions, transitions, scale }, rest))
    }
}
