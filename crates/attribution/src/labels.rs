//! Labels of tokens, how they follow one another, and the spans they make.
//!
//! A linear chain (Lafferty et al. 2001): a score for each label of each token and one for each step from label to label.
//! All scores are integers, so every machine finds the same best path.

use std::ops::Range;

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

/// How labels follow one another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Chain {
    /// Score of each step: from label, to label.
    pub steps: [[i32; LABELS]; LABELS],
    /// How many integer steps make one nat.
    pub scale: i32,
}

/// The score that no path may take.
const FORBIDDEN: i32 = i32::MIN / 4;

impl Chain {
    /// The best legal sequence of labels (Viterbi).
    pub fn decode(&self, scores: &[[i32; LABELS]]) -> Vec<Label> {
        let mut back: Vec<[u8; LABELS]> = Vec::with_capacity(scores.len());
        let mut best = [0_i64; LABELS];
        for (at, emission) in scores.iter().enumerate() {
            let (mut next, mut from) = ([i64::from(FORBIDDEN); LABELS], [0_u8; LABELS]);
            for (to, target) in Label::ALL.into_iter().enumerate() {
                for (source, label) in Label::ALL.into_iter().enumerate() {
                    if at == 0 && (source > 0 || !Label::Outside.allows(target)) || !label.allows(target) {
                        continue;
                    }
                    let score = best[source] + i64::from(self.steps[source][to]);
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
    pub fn probabilities(&self, scores: &[[i32; LABELS]], path: &[Label]) -> Vec<f64> {
        let scale = f64::from(self.scale.max(1));
        let mut step = [[0.0; LABELS]; LABELS];
        for (from, row) in step.iter_mut().enumerate() {
            for (to, cell) in row.iter_mut().enumerate() {
                if Label::ALL[from].allows(Label::ALL[to]) {
                    *cell = (f64::from(self.steps[from][to]) / scale).exp();
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
