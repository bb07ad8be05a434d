//! Trains the tagger: `train TRAIN.jsonl DEV.jsonl OUT.bin [epochs]`. Gold format: one article a line, `{"id","text",
//! "attributions":[{"source":[[s,e]..],"cue":[..],"content":[..]}]}`, offsets in code points.
//!
//! A linear-chain CRF by stochastic gradient with `AdaGrad` (Duchi et al. 2011), one paragraph a step, features dropped at
//! random. The second pass learns on labels that the first gave to articles it had not seen (five folds). Same
//! input, same bytes: the only randomness is a fixed-seed generator.

use std::{
    env, fs,
    io::{self, Write as _},
    path::Path,
};

use anyhow::{Context as _, Result};
use onrecord_attribution::{
    features::{self, Paragraph, Place},
    labels::{Chain, LABELS, Label, Role, Tagged, spans},
    linear::{Linear, Pass},
};
use serde::Deserialize;

#[derive(Deserialize)]
struct Gold {
    text: String,
    attributions: Vec<Attribution>,
}

#[derive(Deserialize)]
struct Attribution {
    source: Vec<[usize; 2]>,
    cue: Vec<[usize; 2]>,
    content: Vec<[usize; 2]>,
}

/// Features of every token of a paragraph: those of token `i` stand at `ends[i-1]..ends[i]`.
#[derive(Default)]
struct Features {
    ids: Vec<u32>,
    ends: Vec<usize>,
}

impl Features {
    fn new(paragraph: &Paragraph<'_>, first_pass: Option<&[Label]>) -> Self {
        let mut rows: Vec<Vec<u32>> = Vec::with_capacity(paragraph.tokens.len());
        features::plain(paragraph, |ids| rows.push(ids.to_vec()));
        if let Some(labels) = first_pass {
            let mut each = rows.iter_mut();
            features::labelled(paragraph, labels, |ids| {
                each.next().into_iter().for_each(|row| row.extend(ids));
            });
        }
        let mut found = Self::default();
        for row in rows {
            found.ids.extend(row);
            found.ends.push(found.ids.len());
        }
        found
    }

    fn of(&self, at: usize) -> &[u32] {
        let start = if at == 0 { 0 } else { self.ends[at - 1] };
        &self.ids[start..self.ends[at]]
    }

    fn len(&self) -> usize {
        self.ends.len()
    }
}

/// Buckets of each pass's table, as a power of two.
const BITS: u32 = 18;
/// Parts that the training articles are cut into, so that the second pass sees honest labels of the first.
const FOLDS: usize = 5;
/// Percentage of features hidden in each step of training.
const HIDDEN: u16 = 10;
/// First rate of learning.
const RATE: f32 = 0.03;
/// How fast weights in use decay.
const DECAY: f32 = 0.001;

type Example<'a> = (Paragraph<'a>, Vec<Label>);
type Sequence = (Features, Vec<Label>);

fn main() -> Result<()> {
    let args: Vec<String> = env::args().collect();
    let [_, train, dev, out, rest @ ..] = args.as_slice() else {
        anyhow::bail!("train TRAIN.jsonl DEV.jsonl OUT.bin [epochs]");
    };
    let epochs = rest.first().map_or(Ok(8), |epochs| epochs.parse())?;
    let (train, dev) = (read(train)?, read(dev)?);
    let train: Vec<Vec<Example<'_>>> = train.iter().map(examples).collect();
    let dev: Vec<Vec<Example<'_>>> = dev.iter().map(examples).collect();

    let plain = sequences(&train, None);
    let first = fit(&plain.iter().collect::<Vec<_>>(), epochs);
    let dev_plain = sequences(&dev, None);
    report("first pass", &first, &dev_plain)?;
    let stacked = sequences(&train, Some(&unseen_labels(&train, &plain, epochs)));
    drop(plain);
    let second = fit(&stacked.iter().collect::<Vec<_>>(), epochs);
    let dev_labels: Vec<Vec<Label>> = dev_plain.iter().map(|(features, _)| first.decode(features)).collect();
    report("second pass", &second, &sequences(&dev, Some(&dev_labels)))?;

    let bytes = Linear::to_bytes(&first.quantised(), &second.quantised());
    fs::write(out, bytes).with_context(|| format!("writing {out}"))
}

/// Features and gold labels of every paragraph; with `labels`, one sequence for each paragraph, those of the second pass.
fn sequences(articles: &[Vec<Example<'_>>], labels: Option<&[Vec<Label>]>) -> Vec<Sequence> {
    let paragraphs = articles.iter().flatten().enumerate();
    let features =
        |at: usize, paragraph| Features::new(paragraph, labels.map(|labels| labels[at].as_slice()));
    paragraphs.map(|(at, (paragraph, gold))| (features(at, paragraph), gold.clone())).collect()
}

/// Labels of the first pass for each training paragraph, from weights that have not seen its article.
fn unseen_labels(articles: &[Vec<Example<'_>>], plain: &[Sequence], epochs: usize) -> Vec<Vec<Label>> {
    let fold_of: Vec<usize> = articles
        .iter()
        .enumerate()
        .flat_map(|(at, paragraphs)| paragraphs.iter().map(move |_| at % FOLDS))
        .collect();
    let mut labels = vec![Vec::new(); plain.len()];
    for fold in 0..FOLDS {
        let others = plain.iter().zip(&fold_of).filter(|(_, of)| **of != fold).map(|(sequence, _)| sequence);
        let crf = fit(&others.collect::<Vec<_>>(), epochs);
        for at in (0..plain.len()).filter(|&at| fold_of[at] == fold) {
            labels[at] = crf.decode(&plain[at].0);
        }
    }
    labels
}

fn read(path: impl AsRef<Path>) -> Result<Vec<Gold>> {
    let text = fs::read_to_string(&path).with_context(|| format!("reading {}", path.as_ref().display()))?;
    text.lines().map(|line| Ok(serde_json::from_str(line)?)).collect()
}

/// Paragraphs of an article with their gold labels.
fn examples(gold: &Gold) -> Vec<Example<'_>> {
    let mut bytes: Vec<usize> = gold.text.char_indices().map(|(at, _)| at).collect();
    bytes.push(gold.text.len());
    let mut roles = vec![(None, usize::MAX); gold.text.len()];
    for (index, attribution) in gold.attributions.iter().enumerate() {
        let parts = [
            (Role::Source, &attribution.source),
            (Role::Cue, &attribution.cue),
            (Role::Content, &attribution.content),
        ];
        for (which, (role, spans)) in parts.into_iter().enumerate() {
            for (n, &[start, end]) in spans.iter().enumerate() {
                let id = index * 100 + which * 30 + n;
                roles[bytes[start]..bytes[end]].fill((Some(role), id));
            }
        }
    }
    let mut found = Vec::new();
    for (number, range) in onrecord_attribution::paragraphs(&gold.text).into_iter().enumerate() {
        let place = match number {
            0 => Place::Heading,
            1 => Place::First,
            _ => Place::Later,
        };
        let paragraph = Paragraph::new(&gold.text, range, place);
        let mut last = usize::MAX;
        let labels = paragraph.tokens.iter().map(|token| {
            // The role of a token is that of its last character: "t" alone was marked for "Clinton" more than once.
            let (role, id) = roles[token.end - 1];
            let label = match (role, id == last) {
                (None, _) => Label::Outside,
                (Some(Role::Source), false) => Label::BeginSource,
                (Some(Role::Source), true) => Label::InSource,
                (Some(Role::Cue), false) => Label::BeginCue,
                (Some(Role::Cue), true) => Label::InCue,
                (Some(Role::Content), false) => Label::BeginContent,
                (Some(Role::Content), true) => Label::InContent,
            };
            last = id;
            label
        });
        let labels = labels.collect();
        found.push((paragraph, labels));
    }
    found
}

/// Weights in training.
struct Crf {
    emissions: Vec<[f32; LABELS]>,
    transitions: [[f32; LABELS]; LABELS],
}

fn row(feature: u32) -> usize {
    feature as usize & ((1 << BITS) - 1)
}

/// xorshift32 with a fixed seed.
struct Random(u32);

impl Random {
    fn below(&mut self, bound: u32) -> u32 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 17;
        self.0 ^= self.0 << 5;
        self.0 % bound
    }
}

fn fit(sequences: &[&Sequence], epochs: usize) -> Crf {
    let mut crf = Crf { emissions: vec![[0.0; LABELS]; 1 << BITS], transitions: [[0.0; LABELS]; LABELS] };
    let mut seen = vec![0.0_f32; 1 << BITS];
    let mut seen_transitions = [[1e-6_f32; LABELS]; LABELS];
    let mut random = Random(7);
    let mut order: Vec<usize> = (0..sequences.len()).filter(|&i| sequences[i].0.len() > 0).collect();
    let mut kept: Vec<Vec<u32>> = Vec::new();
    for epoch in 0..epochs {
        for i in (1..order.len()).rev() {
            order.swap(i, random.below(u32::try_from(i + 1).unwrap_or(1)) as usize);
        }
        let mut loss = 0.0;
        for &i in &order {
            let (features, gold) = sequences[i];
            kept.resize_with(kept.len().max(features.len()), Vec::new);
            for (at, ids) in kept.iter_mut().enumerate().take(features.len()) {
                ids.clear();
                ids.extend(features.of(at).iter().filter(|_| random.below(100) >= u32::from(HIDDEN)));
            }
            let scale = 100.0 / (100.0 - f32::from(HIDDEN));
            loss += crf.step(&kept[..features.len()], gold, scale, &mut seen, &mut seen_transitions);
        }
        // Progress only: a closed standard error is no reason to stop.
        drop(writeln!(io::stderr(), "  epoch {} of {epochs}: loss {loss:.0}", epoch + 1));
    }
    crf
}

impl Crf {
    fn scores<'f>(&self, features: impl Iterator<Item = &'f [u32]>, scale: f32) -> Vec<[f32; LABELS]> {
        features
            .map(|ids| {
                let mut sum = [0.0; LABELS];
                for &id in ids {
                    let weights = &self.emissions[row(id)];
                    for label in 0..LABELS {
                        sum[label] += weights[label];
                    }
                }
                sum.map(|s| s * scale)
            })
            .collect()
    }

    /// One step of gradient on one paragraph; its loss.
    fn step(
        &mut self,
        features: &[Vec<u32>],
        gold: &[Label],
        scale: f32,
        seen: &mut [f32],
        seen_transitions: &mut [[f32; LABELS]; LABELS],
    ) -> f32 {
        let scores = self.scores(features.iter().map(Vec::as_slice), scale);
        let len = scores.len();
        let allowed = |from: usize, to: usize| Label::ALL[from].allows(Label::ALL[to]);
        let mut step = [[0.0_f32; LABELS]; LABELS];
        for (from, cells) in step.iter_mut().enumerate() {
            for (to, cell) in cells.iter_mut().enumerate() {
                *cell = if allowed(from, to) { self.transitions[from][to].exp() } else { 0.0 };
            }
        }
        let emissions: Vec<[f32; LABELS]> = scores
            .iter()
            .map(|s| {
                let top = s.iter().copied().fold(f32::MIN, f32::max);
                s.map(|v| (v - top).exp())
            })
            .collect();
        let mut forward = vec![[0.0_f32; LABELS]; len];
        let mut last = [0.0; LABELS];
        last[0] = 1.0;
        for at in 0..len {
            let mut next = [0.0; LABELS];
            for to in 0..LABELS {
                next[to] =
                    (0..LABELS).map(|from| last[from] * step[from][to]).sum::<f32>() * emissions[at][to];
            }
            let total = next.iter().sum::<f32>().max(1e-30);
            last = next.map(|v| v / total);
            forward[at] = last;
        }
        let mut loss = 0.0;
        let mut backward = [1.0_f32; LABELS];
        let mut transition_gradient = [[0.0_f32; LABELS]; LABELS];
        for at in (0..len).rev() {
            let product: [f32; LABELS] = std::array::from_fn(|l| forward[at][l] * backward[l]);
            let total = product.iter().sum::<f32>().max(1e-30);
            let mut gradient = product.map(|p| p / total);
            let target = gold[at] as usize;
            loss -= gradient[target].max(1e-9).ln();
            gradient[target] -= 1.0;
            let before = if at == 0 {
                let mut start = [0.0; LABELS];
                start[0] = 1.0;
                start
            } else {
                forward[at - 1]
            };
            let mut pairs = [[0.0_f32; LABELS]; LABELS];
            let mut sum = 0.0;
            let mut next = [0.0; LABELS];
            for from in 0..LABELS {
                for to in 0..LABELS {
                    let out = step[from][to] * emissions[at][to] * backward[to];
                    next[from] += out;
                    pairs[from][to] = before[from] * out;
                    sum += pairs[from][to];
                }
            }
            let gold_before = if at == 0 { 0 } else { gold[at - 1] as usize };
            for from in 0..LABELS {
                for to in 0..LABELS {
                    transition_gradient[from][to] += pairs[from][to] / sum.max(1e-30);
                }
            }
            transition_gradient[gold_before][target] -= 1.0;
            let norm: f32 = gradient.iter().map(|g| g * g).sum();
            if norm > 1e-5 {
                for &id in &features[at] {
                    let index = row(id);
                    seen[index] += norm;
                    let rate = RATE / (1.0 + seen[index].sqrt());
                    for (weight, g) in self.emissions[index].iter_mut().zip(&gradient) {
                        *weight -= rate * (g + DECAY * *weight);
                    }
                }
            }
            let total = next.iter().sum::<f32>().max(1e-30);
            backward = next.map(|v| v / total);
        }
        for from in 0..LABELS {
            for to in 0..LABELS {
                let g = transition_gradient[from][to];
                seen_transitions[from][to] += g * g;
                self.transitions[from][to] -= 0.05 * g / seen_transitions[from][to].sqrt();
            }
        }
        loss
    }

    fn decode(&self, features: &Features) -> Vec<Label> {
        let scores = self.scores((0..features.len()).map(|at| features.of(at)), 1.0);
        let mut best = [0.0_f32; LABELS];
        let mut back = Vec::new();
        for (at, emission) in scores.iter().enumerate() {
            let (mut next, mut from) = ([f32::MIN; LABELS], [0; LABELS]);
            for to in 0..LABELS {
                for (source, before) in best.iter().enumerate() {
                    if (at == 0 && source > 0) || !Label::ALL[source].allows(Label::ALL[to]) {
                        continue;
                    }
                    let score = before + self.transitions[source][to];
                    if score > next[to] {
                        (next[to], from[to]) = (score, source);
                    }
                }
                next[to] += emission[to];
            }
            best = next;
            back.push(from);
        }
        let mut label = (0..LABELS).max_by(|&a, &b| best[a].total_cmp(&best[b])).unwrap_or(0);
        let mut path = vec![Label::Outside; back.len()];
        for at in (0..back.len()).rev() {
            path[at] = Label::ALL[label];
            label = back[at][label];
        }
        path
    }

    #[expect(clippy::cast_possible_truncation, reason = "rounded and clamped before they become integers")]
    fn quantised(&self) -> Pass {
        let mut sizes: Vec<f32> =
            self.emissions.iter().flatten().map(|w| w.abs()).filter(|w| *w > 0.0).collect();
        sizes.sort_by(f32::total_cmp);
        // The few greatest weights are cut off, so that the rest get finer steps.
        let top = sizes.get(sizes.len().saturating_sub(1 + sizes.len() / 5000)).copied().unwrap_or(1.0);
        let scale = (127.0 / top).round();
        let step = |w: &f32| (w * scale).round().clamp(-127.0, 127.0) as i8;
        Pass {
            emissions: self.emissions.iter().flatten().map(step).collect(),
            chain: Chain {
                steps: self.transitions.map(|row| row.map(|w| (w * scale).round() as i32)),
                scale: scale as i32,
            },
        }
    }
}

fn report(name: &str, crf: &Crf, sequences: &[Sequence]) -> io::Result<()> {
    let mut counts = [[0_usize; 3]; 3];
    let mut exact = [[0_usize; 3]; 3];
    for (features, gold) in sequences {
        let path = crf.decode(features);
        let (found, wanted) = (spans(&path, &[]), spans(gold, &[]));
        for (index, role) in [Role::Source, Role::Cue, Role::Content].into_iter().enumerate() {
            for (guess, gold) in path.iter().zip(gold) {
                let (g, p) = (gold.role() == Some(role), guess.role() == Some(role));
                counts[index][0] += usize::from(g && p);
                counts[index][1] += usize::from(g);
                counts[index][2] += usize::from(p);
            }
            let of = |all: &[Tagged]| {
                all.iter().filter(|s| s.role == role).map(|s| (s.start, s.end)).collect::<Vec<_>>()
            };
            let (found, wanted) = (of(&found), of(&wanted));
            exact[index][0] += found.iter().filter(|s| wanted.contains(s)).count();
            exact[index][1] += wanted.len();
            exact[index][2] += found.len();
        }
    }
    #[expect(clippy::cast_precision_loss, reason = "counts of tokens")]
    let f1 = |c: &[usize; 3]| 200.0 * c[0] as f64 / (c[1] + c[2]).max(1) as f64;
    for (index, role) in ["source", "cue", "content"].iter().enumerate() {
        let (token, span) = (f1(&counts[index]), f1(&exact[index]));
        writeln!(io::stdout(), "{name}: {role}: token F1 {token:.1}, exact span F1 {span:.1}")?;
    }
    Ok(())
}
