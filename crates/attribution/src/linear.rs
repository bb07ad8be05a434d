//! The tagger: a linear-chain conditional random field (Lafferty et al. 2001) over hashed features, run twice; the
//! second pass also sees the labels of the first (stacked sequential learning, Cohen and Carvalho 2005).
//!
//! Weights are eight-bit integers and all sums are integers, so every machine gives the same labels.

use onrecord_encoder::{ModelError, prove};

use crate::{
    features::{self, Paragraph},
    labels::{self, Chain, LABELS, Label, Tagged},
    lexicon,
};

/// One pass as it is trained: emission weights by feature, transition weights by pair of labels.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pass {
    /// `LABELS` weights for each of a power of two of buckets.
    pub emissions: Vec<i8>,
    /// How labels follow one another.
    pub chain: Chain,
}

/// Labels and one more, so that a row is a round number of bytes.
const LANES: usize = LABELS + 1;

/// Weights of one bucket: those of the first pass, then those of the second, which look at the same features and more.
type Row = [i8; 2 * LANES];

/// Sums of weights: some hundred features of at most 127 each.
type Sums = [i16; 2 * LANES];

/// The trained weights.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Linear {
    /// A power of two of buckets.
    rows: Vec<Row>,
    /// How labels follow one another in the first pass.
    first: Chain,
    /// And in the second, which also sees the labels of the first.
    second: Chain,
}

const MAGIC: &[u8; 8] = b"onrecA01";
const HASH_LEN: usize = 64;

impl Linear {
    /// Two passes over the same number of buckets.
    ///
    /// # Errors
    /// [`ModelError`] where their numbers differ, or are no power of two.
    pub fn new(first: &Pass, second: &Pass) -> Result<Self, ModelError> {
        let buckets = first.emissions.len() / LABELS;
        if !buckets.is_power_of_two() || first.emissions.len() != second.emissions.len() {
            return Err(ModelError::Foreign("its tables are no power of two, or differ in size"));
        }
        let mut rows = vec![[0; 2 * LANES]; buckets];
        for (pass, at) in [(first, 0), (second, LANES)] {
            for (row, weights) in rows.iter_mut().zip(pass.emissions.chunks_exact(LABELS)) {
                row[at..at + LABELS].copy_from_slice(weights);
            }
        }
        Ok(Self { rows, first: first.chain, second: second.chain })
    }

    /// Reads what [`Linear::to_bytes`] wrote.
    ///
    /// # Errors
    /// [`ModelError`] where the hash does not hold, or it is no file of weights.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, ModelError> {
        let rest =
            bytes.strip_prefix(MAGIC).ok_or(ModelError::Foreign("its first bytes are not onrecA01"))?;
        let (stated, body) = rest.split_at_checked(HASH_LEN).ok_or(ModelError::Foreign("it is too short"))?;
        prove(body, &String::from_utf8_lossy(stated))?;
        let (first, body) = Pass::read(body)?;
        let (second, _) = Pass::read(body)?;
        Self::new(&first, &second)
    }

    /// The weights as one file: magic, SHA-256 of the rest, the two passes.
    pub fn to_bytes(first: &Pass, second: &Pass) -> Vec<u8> {
        let mut body = Vec::new();
        first.write(&mut body);
        second.write(&mut body);
        [MAGIC, onrecord_model::Digest::of(&body).as_str().as_bytes(), &body].concat()
    }

    /// What a paragraph says, as far as this tagger sees.
    pub fn tag(&self, paragraph: &Paragraph<'_>) -> Tagging {
        let mut sums: Vec<Sums> = Vec::with_capacity(paragraph.tokens.len());
        features::plain(paragraph, |ids| sums.push(self.sum([0; 2 * LANES], ids)));
        let scores_of = |sums: &[Sums], pass: usize| -> Vec<[i32; LABELS]> {
            sums.iter().map(|sum| std::array::from_fn(|label| i32::from(sum[pass * LANES + label]))).collect()
        };
        let labels = self.first.decode(&scores_of(&sums, 0));
        let mut each = sums.iter_mut();
        features::labelled(paragraph, &labels, |ids| {
            if let Some(sum) = each.next() {
                *sum = self.sum(*sum, ids);
            }
        });
        let mut scores = scores_of(&sums, 1);
        lean(paragraph, &mut scores, self.second.scale);
        let path = self.second.decode(&scores);
        let probabilities = self.second.probabilities(&scores, &path);
        Tagging {
            spans: labels::spans(&path, &probabilities),
            least: probabilities.iter().copied().fold(1.0, f64::min),
        }
    }

    fn sum(&self, start: Sums, ids: &[u32]) -> Sums {
        let mask = self.rows.len().saturating_sub(1);
        let rows = ids.iter().filter_map(|&id| self.rows.get(id as usize & mask));
        rows.fold(start, |mut sum, row| {
            for (total, &weight) in sum.iter_mut().zip(row) {
                *total += i16::from(weight);
            }
            sum
        })
    }
}

/// The spans of a paragraph, in the order of the text, and how sure they are.
#[derive(Clone, Debug, PartialEq)]
pub struct Tagging {
    /// They.
    pub spans: Vec<Tagged>,
    /// Probability of the label that is least sure, between 0 and 1.
    pub least: f64,
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

impl Pass {
    fn write(&self, out: &mut Vec<u8>) {
        out.extend(self.chain.scale.to_le_bytes());
        for row in &self.chain.steps {
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
        let mut steps = [[0; LABELS]; LABELS];
        for cell in steps.iter_mut().flatten() {
            *cell = number()?;
        }
        let buckets = usize::try_from(number()?).unwrap_or(0);
        if !buckets.is_power_of_two() {
            return Err(ModelError::Foreign("its table is not a power of two"));
        }
        let (table, rest) = rest.split_at_checked(buckets * LABELS).ok_or(SHORT)?;
        let emissions = table.iter().map(|&byte| i8::from_le_bytes([byte])).collect();
        Ok((Self { emissions, chain: Chain { steps, scale } }, rest))
    }
}
