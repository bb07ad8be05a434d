//! The gold of attribution: articles of our own with every claim marked, and how well found claims agree with them.
//! What the marks mean: `tests/gold/attribution/README.md`.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::Path,
};

use onrecord_model::{Claim, ResolvedBy, SpeakerKind, Stance};
use serde::Deserialize;

/// One article with its claims.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GoldArticle {
    /// Name of the file, without its ending.
    #[serde(skip)]
    pub name: String,
    /// Name of the publication.
    pub outlet: String,
    /// Day of publication.
    pub published: toml::value::Datetime,
    /// The text: headline first, a line for each paragraph.
    pub text: String,
    /// Its claims, in the order of the text.
    #[serde(default)]
    pub claims: Vec<GoldClaim>,
}

/// One marked claim.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GoldClaim {
    /// The words of the source.
    pub mention: Option<String>,
    /// Names that are right for the speaker; none where the text does not tell.
    pub speaker: Vec<String>,
    /// What the speaker is.
    pub kind: SpeakerKind,
    /// How the mention leads to the speaker.
    pub by: ResolvedBy,
    /// The words that attribute.
    pub cue: Option<String>,
    /// Parts of the content, each standing once in the text.
    pub content: Vec<String>,
    /// What the speaker does.
    pub stance: Stance,
    /// Whether the act itself is negated.
    #[serde(default)]
    pub negated: bool,
    /// Who is accused, answered or urged.
    pub target: Option<String>,
    /// Number of the claim that this one is told in, from 1.
    pub inside: Option<usize>,
}

/// The articles of a folder, by name.
///
/// # Panics
/// Where a file can't be read, or what it marks does not stand in its text.
pub fn articles(folder: &Path) -> Vec<GoldArticle> {
    let entries = fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let mut paths: Vec<_> = entries.map(|entry| entry.expect("a folder that can be listed").path()).collect();
    paths.retain(|path| path.extension().is_some_and(|ending| ending == "toml"));
    paths.sort();
    paths.iter().map(|path| article(path)).collect()
}

fn article(path: &Path) -> GoldArticle {
    let text = fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let mut article: GoldArticle =
        toml::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    article.name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    for part in article.claims.iter().flat_map(|claim| claim.content.iter().chain(&claim.mention)) {
        assert!(article.text.contains(part), "{}: not in the text: {part}", path.display());
    }
    article
}

/// How many are right, of how many that are marked and how many that were found.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Count {
    /// Right ones.
    pub right: usize,
    /// Marked ones.
    pub gold: usize,
    /// Found ones.
    pub found: usize,
}

impl Count {
    /// Harmonic mean of precision and recall, in percent.
    #[expect(clippy::cast_precision_loss, reason = "a few hundred claims")]
    pub fn f1(self) -> f64 {
        200.0 * self.right as f64 / (self.gold + self.found).max(1) as f64
    }

    fn add(&mut self, is_right: bool) {
        self.right += usize::from(is_right);
        self.gold += 1;
        self.found += 1;
    }
}

/// What the claims found in some articles agree on with their gold, by measure:
/// `claim` content and resolved speaker right, `content` that alone; then, of the claims with the right content, how many have
/// the right `speaker`, the right speaker behind a `pronoun`, the right `kind`, `stance`, `negated`, `target`, `inside`.
pub type Scores = BTreeMap<&'static str, Count>;

/// The scores, a line a measure.
pub fn table(scores: &Scores) -> String {
    let width = scores.keys().map(|measure| measure.len()).max().unwrap_or_default().max(8);
    let row = |(measure, count): (&&str, &Count)| {
        let Count { right, gold, found } = count;
        format!("{measure:width$} F1 {:5.1}  right {right} gold {gold} found {found}\n", count.f1())
    };
    scores.iter().map(row).collect()
}

/// Adds one article to `scores`; what is wrong in it, a line each.
pub fn score(article: &GoldArticle, claims: &[Claim], scores: &mut Scores) -> Vec<String> {
    let words = words(&article.text);
    let golds = marked(article, &words);
    let founds = found(&article.text, claims, &words);
    let right = |gold: &Marked<'_>, found: &Found<'_>| is_speaker(gold, found.claim);
    let both = matched(&golds, &founds, right);
    let pairs = matched(&golds, &founds, |_, _| true);
    for (measure, matched) in [("claim", &both), ("content", &pairs)] {
        let total = scores.entry(measure).or_default();
        total.right += matched.len();
        total.gold += golds.len();
        total.found += founds.len();
    }
    let mut wrong = Vec::new();
    for &(g, f) in &pairs {
        let (gold, found) = (&golds[g], &founds[f]);
        let claim = found.claim;
        let mut check = |measure: &'static str, is_right: bool, what: String| {
            scores.entry(measure).or_default().add(is_right);
            if !is_right {
                wrong.push(format!("{measure}: {what} | {}", gold.claim.content.join(" … ")));
            }
        };
        let speaker = format!("{:?} not {:?}", claim.speaker.name, gold.claim.speaker);
        check("speaker", right(gold, found), speaker.clone());
        if gold.claim.by == ResolvedBy::Pronoun {
            check("pronoun", right(gold, found), speaker);
        }
        let of = |is: &dyn std::fmt::Debug, not: &dyn std::fmt::Debug| format!("{is:?} not {not:?}");
        let g = gold.claim;
        check("kind", claim.speaker.kind == g.kind, of(&claim.speaker.kind, &g.kind));
        check("stance", claim.stance == g.stance, of(&claim.stance, &g.stance));
        check("negated", claim.negated == g.negated, of(&claim.negated, &g.negated));
        check("inside", claim.inside.is_some() == g.inside.is_some(), of(&claim.inside, &g.inside));
        if let Some(target) = &g.target {
            let found = claim.target.as_ref().map(|target| target.text.as_str());
            let right = found.is_some_and(|found| plain(found) == plain(target));
            check("target", right, of(&found, target));
        }
    }
    let missed = (0..golds.len()).filter(|g| pairs.iter().all(|(other, _)| other != g));
    wrong.extend(missed.map(|g| {
        let gold = golds[g].claim;
        let part = |part: &Option<String>| part.clone().unwrap_or_default();
        format!("missed: [{}] [{}] {}", part(&gold.mention), part(&gold.cue), gold.content.join(" … "))
    }));
    let extra = (0..founds.len()).filter(|f| pairs.iter().all(|(_, other)| other != f));
    wrong.extend(extra.map(|f| {
        let claim = founds[f].claim;
        let mention = claim.speaker.mention.as_ref().map_or("", |mention| &mention.text);
        let cue = claim.cue.as_ref().map_or("", |cue| &cue.text);
        format!("extra: [{mention}] [{cue}] {}", claim.content.text)
    }));
    wrong
}

struct Marked<'a> {
    claim: &'a GoldClaim,
    words: BTreeSet<usize>,
    mention: BTreeSet<String>,
}

struct Found<'a> {
    claim: &'a Claim,
    words: BTreeSet<usize>,
}

/// The marked claims. A quotation that goes on in its paragraph belongs to the claim before, as in `PolNeAR`.
fn marked<'a>(article: &'a GoldArticle, words: &[(usize, usize)]) -> Vec<Marked<'a>> {
    let mut marked: Vec<Marked<'a>> = Vec::new();
    let mut last = 0;
    for claim in &article.claims {
        let spans: Vec<(usize, usize)> = claim
            .content
            .iter()
            .filter_map(|part| article.text.find(part.as_str()).map(|at| (at, at + part.len())))
            .collect();
        let held = held(words, &spans);
        let start = spans.first().map_or(0, |span| span.0);
        let bare = claim.mention.is_none() && claim.cue.is_none();
        let goes_on = bare && is_one_paragraph(&article.text, last, start);
        last = start;
        match marked.last_mut().filter(|_| goes_on) {
            Some(before) => before.words.extend(held),
            None => {
                marked.push(Marked { claim, words: held, mention: mention_words(claim.mention.as_deref()) });
            }
        }
    }
    marked
}

fn found<'a>(text: &str, claims: &'a [Claim], words: &[(usize, usize)]) -> Vec<Found<'a>> {
    let mut found: Vec<Found<'a>> = Vec::new();
    let mut last = 0;
    for claim in claims.iter().filter(|claim| claim.speaker.kind != SpeakerKind::Outlet) {
        let spans: Vec<(usize, usize)> =
            claim.content.spans.iter().map(|span| (span.start(), span.end())).collect();
        let held = held(words, &spans);
        let start = spans.first().map_or(0, |span| span.0);
        let bare = claim.speaker.mention.is_none() && claim.cue.is_none();
        let goes_on = bare && is_one_paragraph(text, last, start);
        last = start;
        match found.last_mut().filter(|before| goes_on && before.claim.speaker.name == claim.speaker.name) {
            Some(before) => before.words.extend(held),
            None => found.push(Found { claim, words: held }),
        }
    }
    found
}

/// Whether the bytes `from` and `to` stand in one paragraph, in this order.
fn is_one_paragraph(text: &str, from: usize, to: usize) -> bool {
    text.get(from..to).is_some_and(|between| !between.contains('\n'))
}

/// One-to-one pairs of claims whose contents share at least half of the words of the longer one, the most alike first.
fn matched(
    golds: &[Marked<'_>],
    founds: &[Found<'_>],
    may: impl Fn(&Marked<'_>, &Found<'_>) -> bool,
) -> Vec<(usize, usize)> {
    let mut pairs = Vec::new();
    for (g, gold) in golds.iter().enumerate() {
        for (f, found) in founds.iter().enumerate() {
            let shared = gold.words.intersection(&found.words).count();
            let all = gold.words.len() + found.words.len() - shared;
            let longer = gold.words.len().max(found.words.len());
            if shared > 0 && shared * 2 >= longer && may(gold, found) {
                let agrees = is_speaker(gold, found.claim);
                pairs.push((shared * 10_000 / all, agrees, g, f));
            }
        }
    }
    pairs.sort_by_key(|&(alike, agrees, g, f)| (std::cmp::Reverse((alike, agrees)), g, f));
    let (mut used_gold, mut used_found) = (BTreeSet::new(), BTreeSet::new());
    let free = |&(_, _, g, f): &(usize, bool, usize, usize)| {
        let free = !used_gold.contains(&g) && !used_found.contains(&f);
        if free {
            used_gold.insert(g);
            used_found.insert(f);
        }
        free
    };
    pairs.retain(free);
    pairs.into_iter().map(|(_, _, g, f)| (g, f)).collect()
}

/// Whether the claim resolves to a right name; where the text tells none, whether it names nobody and its mention is of
/// the same words.
fn is_speaker(gold: &Marked<'_>, claim: &Claim) -> bool {
    let name = claim.speaker.name.as_deref().map(plain);
    if !gold.claim.speaker.is_empty() {
        return name.is_some_and(|name| gold.claim.speaker.iter().any(|right| plain(right) == name));
    }
    let unnamed = name.is_none() || matches!(claim.speaker.kind, SpeakerKind::Anonymous | SpeakerKind::Group);
    let mention = mention_words(claim.speaker.mention.as_ref().map(|mention| mention.text.as_str()));
    let same = gold.mention.is_empty() && mention.is_empty() || !gold.mention.is_disjoint(&mention);
    unnamed && same
}

fn plain(name: &str) -> String {
    let lower = name.to_lowercase().replace(['’', '‘'], "'");
    lower.strip_prefix("the ").unwrap_or(&lower).to_owned()
}

fn mention_words(mention: Option<&str>) -> BTreeSet<String> {
    const SMALL: &[&str] = &["a", "an", "and", "at", "for", "in", "of", "on", "the", "to", "who", "with"];
    let mention = mention.map(plain).unwrap_or_default();
    let all = mention.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    all.filter(|word| !SMALL.contains(word)).map(str::to_owned).collect()
}

/// Where the words of a text stand.
fn words(text: &str) -> Vec<(usize, usize)> {
    let mut found: Vec<(usize, usize)> = Vec::new();
    for (at, c) in text.char_indices().filter(|(_, c)| c.is_alphanumeric()) {
        let end = at + c.len_utf8();
        match found.last_mut().filter(|word| word.1 == at) {
            Some(word) => word.1 = end,
            None => found.push((at, end)),
        }
    }
    found
}

fn held(words: &[(usize, usize)], spans: &[(usize, usize)]) -> BTreeSet<usize> {
    let inside = |word: &(usize, usize)| spans.iter().any(|span| span.0 <= word.0 && word.1 <= span.1);
    (0..words.len()).filter(|&at| inside(&words[at])).collect()
}
