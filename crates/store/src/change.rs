//! What became of claims whose page was changed after it was read: another figure, other words, gone.
//!
//! The record keeps every form of a page. A claim counts as changed only where its words no longer stand in the newer
//! form, so that another way of reading the page is never taken for a correction by its publisher.

use std::{
    collections::{HashMap, HashSet, VecDeque},
    hash::{DefaultHasher, Hash as _, Hasher as _},
};

use onrecord_model::{Article, ArticleId, Claim, ClaimId, Quantity};
use serde::Serialize;

use crate::{Form, Store, StoreError};

/// With how many claims of the newer form one of the older form is compared: those of its speaker that come first.
const CANDIDATES: usize = 64;

/// What became of a claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ChangeKind {
    /// The page now gives another figure.
    Figure,
    /// The page now has somebody else say it.
    Speaker,
    /// The page now says it in other words.
    Words,
    /// The page no longer says it.
    Gone,
}

/// A claim of a page that was changed after it was read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Change {
    /// What happened to it.
    pub kind: ChangeKind,
    /// The claim in the older form of the page.
    pub was: ClaimId,
    /// What stands in its place in the newer form.
    pub now: Option<ClaimId>,
    /// The article of the older form.
    pub before: ArticleId,
    /// The article of the newer form.
    pub after: ArticleId,
    /// Number of the first run that got the newer form.
    pub since: u64,
    /// What happened, in one sentence.
    pub says: String,
}

/// All changes of a record's pages.
#[derive(Clone, Debug, Default)]
pub struct Changes {
    all: Vec<Change>,
    by_claim: HashMap<ClaimId, usize>,
    carried: HashSet<ClaimId>,
}

impl Changes {
    /// The changes of all pages that `store` holds in several forms.
    ///
    /// # Errors
    /// When the record can't be read.
    pub fn load(store: &dyn Store) -> Result<Self, StoreError> {
        let mut found = Self::default();
        for forms in store.pages_of_several_forms()? {
            for pair in forms.windows(2) {
                let [before, after] = pair else { continue };
                if let (true, Some(old), Some(new)) =
                    (follows(before, after), store.article(&before.article)?, store.article(&after.article)?)
                {
                    found.compare(&old, &new, after.first);
                }
            }
        }
        Ok(found)
    }

    /// Every change, by page, then by place in its older form.
    pub fn all(&self) -> &[Change] {
        &self.all
    }

    /// What became of a claim; none where its page still says it, or was not changed.
    pub fn of(&self, claim: &ClaimId) -> Option<&Change> {
        self.by_claim.get(claim).and_then(|at| self.all.get(*at))
    }

    /// Whether an older form of its page has this claim too, in these words or others.
    pub fn is_carried_over(&self, claim: &ClaimId) -> bool {
        self.carried.contains(claim)
    }

    fn compare(&mut self, old: &Article, new: &Article, since: u64) {
        let (was, now) = (read(old), read(new));
        let stands = Stands::new(new);
        let pairs = pairs(&was, &now);
        for (was, now) in was.iter().zip(pairs) {
            self.carried.extend(now.map(|now| now.claim.id.clone()));
            let Some((kind, says)) = became(was, now, old, &stands) else { continue };
            self.by_claim.insert(was.claim.id.clone(), self.all.len());
            self.all.push(Change {
                kind,
                was: was.claim.id.clone(),
                now: now.map(|now| now.claim.id.clone()),
                before: old.id.clone(),
                after: new.id.clone(),
                since,
                says,
            });
        }
    }
}

/// Whether one form is known to come after the other: a later run got it, or it was fetched later. Two documents that
/// one run was given under the same URL may be strangers.
fn follows(before: &Form, after: &Form) -> bool {
    let fetched = before.fetched_at.as_ref().zip(after.fetched_at.as_ref());
    before.last < after.last || fetched.is_some_and(|(before, after)| before < after)
}

/// A claim in a form to compare by.
struct Told<'a> {
    claim: &'a Claim,
    speaker: String,
    words: Vec<String>,
}

fn read(article: &Article) -> Vec<Told<'_>> {
    let told =
        |claim| Told { claim, speaker: named(claim).to_lowercase(), words: words(&claim.content.text) };
    article.claims.iter().map(told).collect()
}

fn named(claim: &Claim) -> &str {
    let mention = claim.speaker.mention.as_ref().map(|mention| mention.text.as_str());
    claim.speaker.name.as_deref().or(mention).unwrap_or("the outlet itself")
}

fn words(text: &str) -> Vec<String> {
    let text = text.to_lowercase();
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

/// For each claim of the older form the one of the newer form that stands in its place: of the same speaker and words
/// first, then of the same words, then of the same speaker with the most words in common, at least half.
fn pairs<'a>(was: &[Told<'_>], now: &'a [Told<'a>]) -> Vec<Option<&'a Told<'a>>> {
    let mut pairs = vec![None; was.len()];
    let mut taken = vec![false; now.len()];
    let both = |told: &Told<'_>| format!("{}|{}", told.speaker, told.words.join(" "));
    by_key(was, now, &mut pairs, &mut taken, both);
    by_key(was, now, &mut pairs, &mut taken, |told| told.words.join(" "));
    let mut by_speaker: HashMap<&str, VecDeque<&Told<'_>>> = HashMap::new();
    for (told, _) in now.iter().zip(&taken).filter(|(_, taken)| !**taken) {
        by_speaker.entry(&told.speaker).or_default().push_back(told);
    }
    for (was, pair) in was.iter().zip(&mut pairs).filter(|(_, pair)| pair.is_none()) {
        let Some(rest) = by_speaker.get_mut(was.speaker.as_str()) else { continue };
        let likeness = rest.iter().take(CANDIDATES).map(|now| common(was, now)).enumerate();
        let enough = likeness.filter(|(_, share)| *share >= 0.5);
        let best = enough.max_by(|(i, a), (j, b)| a.total_cmp(b).then(j.cmp(i)));
        *pair = best.and_then(|(at, _)| rest.remove(at));
    }
    pairs
}

/// Pairs claims of the same key, in the order of their texts.
fn by_key<'a>(
    was: &[Told<'_>],
    now: &'a [Told<'a>],
    pairs: &mut [Option<&'a Told<'a>>],
    taken: &mut [bool],
    key: impl Fn(&Told<'_>) -> String,
) {
    let mut free: HashMap<String, VecDeque<usize>> = HashMap::new();
    for (at, told) in now.iter().enumerate() {
        if taken.get(at) == Some(&false) {
            free.entry(key(told)).or_default().push_back(at);
        }
    }
    for (was, pair) in was.iter().zip(pairs).filter(|(_, pair)| pair.is_none()) {
        if let Some(at) = free.get_mut(&key(was)).and_then(VecDeque::pop_front) {
            *pair = now.get(at);
            taken.iter_mut().skip(at).take(1).for_each(|taken| *taken = true);
        }
    }
}

/// The share of words that two claims have in common, 0 to 1: the coefficient of Dice (1945) over their sets of words.
fn common(a: &Told<'_>, b: &Told<'_>) -> f64 {
    let [a, b] = [a, b].map(|told| told.words.iter().collect::<HashSet<_>>());
    #[expect(clippy::cast_precision_loss, reason = "counts of words")]
    let share = 2.0 * a.intersection(&b).count() as f64 / (a.len() + b.len()).max(1) as f64;
    share
}

/// What happened to a claim, and what says so; none where its page still says it.
fn became(
    was: &Told<'_>,
    now: Option<&Told<'_>>,
    old: &Article,
    stands: &Stands,
) -> Option<(ChangeKind, String)> {
    let quoted = |told: &Told<'_>| format!("“{}”", told.claim.content.text);
    let says = |told: &Told<'_>| format!("{} say {}", named(told.claim), quoted(told));
    let unchanged = now.is_some_and(|now| now.words == was.words && now.speaker == was.speaker);
    if unchanged || stands.still(was, old) {
        return None;
    }
    Some(match now {
        None => (ChangeKind::Gone, format!("The page no longer has {}.", says(was))),
        Some(now) if now.words == was.words => {
            (ChangeKind::Speaker, format!("The page now has {}, where it had {}.", says(now), says(was)))
        }
        Some(now) if have_other_figures(was, now) => (
            ChangeKind::Figure,
            format!("The page now gives {}, where it gave {}.", figures(now.claim), figures(was.claim)),
        ),
        Some(now) => {
            (ChangeKind::Words, format!("The page now reads {}, where it read {}.", quoted(now), quoted(was)))
        }
    })
}

fn have_other_figures(was: &Told<'_>, now: &Told<'_>) -> bool {
    let [before, after] = [was, now].map(|told| {
        let figure = |quantity: &Quantity| (quantity.value.to_bits(), quantity.bound, quantity.unit.clone());
        told.claim.quantities.iter().map(figure).collect::<Vec<_>>()
    });
    !before.is_empty() && !after.is_empty() && before != after
}

fn figures(claim: &Claim) -> String {
    let all: Vec<String> = claim.quantities.iter().map(|quantity| format!("“{}”", quantity.text)).collect();
    all.join(", ")
}

/// How many words in a row are looked for.
const RUN: usize = 3;

/// The runs of words of a text, up to three in a row: enough to tell whether a quotation still stands in it, in one pass
/// over the text however many quotations there are.
struct Stands(HashSet<u64>);

impl Stands {
    fn new(article: &Article) -> Self {
        let words = words(&article.text);
        Self((1..=RUN).flat_map(|length| words.windows(length).map(hash)).collect())
    }

    /// Whether the words of a claim, and those that name its speaker, stand in the text.
    fn still(&self, told: &Told<'_>, old: &Article) -> bool {
        let mention = told.claim.speaker.mention.iter().map(|mention| mention.span);
        let mut parts = told.claim.content.spans.iter().copied().chain(mention);
        parts.all(|span| {
            let words = words(span.slice(&old.text).unwrap_or_default());
            words.windows(words.len().clamp(1, RUN)).all(|run| self.0.contains(&hash(run)))
        })
    }
}

fn hash(words: &[String]) -> u64 {
    let mut hasher = DefaultHasher::new();
    words.hash(&mut hasher);
    hasher.finish()
}
