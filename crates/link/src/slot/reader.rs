//! Reads one claim: a statement for each of its numbers, and one for the claim as a whole.

use std::sync::Arc;

use onrecord_model::{Bound, Claim, Count, Quantity, Span, SpeakerKind, Stance};

use super::page::Page;
use super::{About, Margin, Said, Standing, Statement};
use crate::context::context_of;
use crate::frame::Frame;
use crate::object::Object;
use crate::predicate::{self, Class, Hit, Trait};
use crate::words::{Gap, Word, words};

/// The unit of a person's age.
const AGE: &str = "age";

/// Reads one claim.
pub(super) struct Reader<'a> {
    pub(super) page: &'a Page<'a>,
    pub(super) claim: &'a Claim,
    pub(super) index: usize,
    pub(super) words: Vec<Word>,
}

impl Reader<'_> {
    /// The word at `at` in small letters; empty behind the last.
    pub(super) fn text(&self, at: usize) -> &str {
        self.words.get(at).map_or("", |word| word.text.as_str())
    }

    pub(super) fn read(&self, before: &[Statement]) -> Vec<Statement> {
        let hits = predicate::hits(&self.words);
        let mut found: Vec<Statement> = Vec::new();
        for (number, quantity) in self.figures() {
            found.extend(self.of_quantity(Some(number), quantity, &hits));
        }
        for nought in self.noughts(&hits) {
            found.extend(self.of_quantity(None, &nought, &hits));
        }
        if let Some(bare) = self.as_a_whole(&hits, &found, before) {
            found.push(bare);
        }
        found.extend(self.charge());
        if found.is_empty() {
            found.extend(self.telling());
        }
        found
    }

    /// The quantities that a thread may follow, each with its number among all: no results, and ages only where the
    /// sentence is about one.
    pub(super) fn figures(&self) -> impl Iterator<Item = (usize, &Quantity)> {
        let all = self.claim.quantities.iter().enumerate();
        all.filter(|(_, quantity)| match quantity.unit.as_str() {
            "score" => false,
            AGE => self.is_said_of_one(quantity),
            _ => !self.is_taken_back(quantity),
        })
    }

    /// "431,000 people, not 412,000", "not nine but five": a figure that is said to be wrong is nobody's.
    fn is_taken_back(&self, quantity: &Quantity) -> bool {
        let (from, _) = self.word_range(quantity.span);
        let text = |back: usize| {
            from.checked_sub(back).and_then(|at| self.words.get(at)).map_or("", |word| word.text.as_str())
        };
        text(1) == "not" || matches!((text(2), text(1)), ("rather", "than") | ("instead", "of"))
    }

    /// "The man arrested over the fire was 19 years old": the age is what is said, and of one who is known. "A 19-year-old"
    /// may be one of several.
    fn is_said_of_one(&self, quantity: &Quantity) -> bool {
        let (from, to) = self.word_range(quantity.span);
        let (start, _) = self.clause_of(from, to);
        let told = (1..=2)
            .any(|back| from.checked_sub(back).is_some_and(|at| matches!(self.text(at), "was" | "is")));
        let known = matches!(self.text(start), "the" | "his" | "her" | "its" | "their")
            || self.words.get(start).is_some_and(|word| word.capital && start > 0);
        told && known
    }

    /// The part or plain number, the whole where there is one, and what "all were rescued" says of the others.
    fn of_quantity(&self, number: Option<usize>, quantity: &Quantity, hits: &[Hit]) -> Vec<Statement> {
        let (from, to) = self.word_range(quantity.span);
        let hit = self
            .hit_of_number_of(hits, from)
            .or_else(|| predicate::of_number(&self.words, hits, from, to))
            .filter(|_| quantity.unit != AGE)
            // "A ceasefire of 48 hours to collect wounded": only what is counted is killed or hurt.
            .filter(|hit| quantity.unit == "count" || !hit.class.is(Trait::Toll))
            .filter(|hit| !self.has_other_number(*hit, from, to));
        let counted = self.object_of(quantity, hit, from, to);
        let head = counted.as_ref().map(|object| object.head.as_str());
        let class =
            hit.and_then(|hit| predicate::reading(hit.class, head)).or_else(|| self.class_of_cue(head));
        let (class, hit) = if hit.is_some_and(|hit| self.is_told_of_part(quantity, hit, hits)) {
            (class.and_then(predicate::whole_of), None)
        } else {
            (class, hit)
        };
        // A verb that tells nothing of what it was done to ("paid 90 million") leaves it to the other words.
        let told = class.filter(|_| counted.is_some()).or(Some(&predicate::OPEN));
        let mut counted = counted.or_else(|| self.measured_before(from)).or_else(|| self.topic(from));
        // "11 dead seals": the class tells that they are dead.
        if let (Some(counted), Some(class)) = (&mut counted, class) {
            counted.narrowed_by.retain(|word| predicate::class_of_word(word) != Some(class.name));
        }
        let mut part = self.statement(Some((number, quantity.clone())), told, counted.clone(), hit);
        part.slot.predicate = class.map(|class| class.name);
        part.count = self.count(from, to);
        // "since Sunday", "by Monday night": everything up to a day.
        if part.count == Count::Plain && part.slot.from.is_some() != part.slot.to.is_some() {
            part.count = Count::Running;
        }
        part.frame = self.frame(number, quantity, hit, hits);
        part.margin = self.margin(quantity);
        let local = part.class.is_some_and(|class| class.is(Trait::Toll) || class.is(Trait::Open));
        if local && !part.place_stated && !part.frame.has_names() {
            part.setting = self.page.names_before(self.claim.sentence.start()).into();
        }
        let mut all = others_of_all(&part);
        all.insert(0, part);
        if let Some((whole, of)) = quantity.of.as_ref().and_then(|of| Some((self.whole(quantity)?, of))) {
            let hit_of_whole = predicate::of_whole(&self.words, hits, to, hit);
            let counted = of.object.as_deref().and_then(Object::read).or(counted);
            let head = counted.as_ref().map(|object| object.head.as_str());
            let class = match hit_of_whole {
                Some(hit) => predicate::reading(hit.class, head),
                None => class.and_then(predicate::whole_of),
            };
            all.push(self.statement(Some((number, whole)), class, counted, hit_of_whole));
        }
        all
    }

    /// How far a share may be from the truth, where a poll gives it.
    fn margin(&self, quantity: &Quantity) -> Option<Margin> {
        const POLLS: &[&str] = &["poll", "polls", "polled", "pollster", "survey", "surveyed", "respondents"];
        let sentence = self.claim.sentence.slice(&self.page.article.text).unwrap_or_default();
        let polled = || words(sentence, 0).iter().any(|word| POLLS.contains(&word.text.as_str()));
        let told = self.page.margin.map(|points| Margin { points, told: true });
        (quantity.unit == "%").then(|| told.or_else(|| polled().then_some(Margin::USUAL))).flatten()
    }

    /// "Out of 131 drones, 77 were shot down": what happened to the part is not told of the whole.
    fn is_told_of_part(&self, whole: &Quantity, hit: Hit, hits: &[Hit]) -> bool {
        let is_part = |other: &&Quantity| {
            let of = other.of.as_ref().filter(|_| other.span != whole.span);
            of.is_some_and(|of| of.value.to_bits() == whole.value.to_bits())
        };
        let has_no_verb = whole.predicate.is_none();
        self.claim.quantities.iter().filter(|other| has_no_verb && is_part(other)).any(|part| {
            let (from, to) = self.word_range(part.span);
            predicate::of_number(&self.words, hits, from, to).is_some_and(|other| other.first == hit.first)
        })
    }

    /// Whether the verb is about another number: "destroyed 33 drones over six regions", "two countries exchanged 1,000
    /// prisoners".
    pub(super) fn has_other_number(&self, hit: Hit, from: usize, to: usize) -> bool {
        let others =
            self.figures().map(|(_, other)| self.word_range(other.span)).filter(|other| other.0 != from);
        // "left 12 dead and 61 injured": what follows goes on with something else.
        let listed = |after: usize, at: usize| {
            let between = self.words.get(after..at).unwrap_or_default();
            between.iter().any(|word| matches!(word.text.as_str(), "and" | "or"))
                || self.words.get(after..=at).unwrap_or_default().iter().any(|word| word.gap != Gap::None)
        };
        if hit.first >= to {
            let next = hit.last + 1;
            return !predicate::is_passive(&self.words, hit)
                && others
                    .into_iter()
                    .any(|other| (next..=hit.last + 2).contains(&other.0) && !listed(next, other.0));
        }
        others.into_iter().any(|other| other.0 > hit.last && other.1 <= from && !listed(other.1, from))
    }

    /// The whole as a number of its own: "71 drones" of "45 of 71 drones".
    pub(super) fn whole(&self, quantity: &Quantity) -> Option<Quantity> {
        let value = quantity.of.as_ref()?.value;
        let of_at = quantity.text.find(" of ")? + " of ".len();
        let at = of_at + if quantity.text.get(of_at..)?.starts_with("the ") { "the ".len() } else { 0 };
        let span =
            Span::new(&self.page.article.text, quantity.span.start() + at..quantity.span.end()).ok()?;
        let of = quantity.of.as_ref()?;
        Some(Quantity {
            span,
            text: quantity.text.get(at..)?.to_owned(),
            value,
            low: Some(value),
            high: Some(value),
            precision: None,
            bound: Bound::Exact,
            unit: quantity.unit.clone(),
            object: of.object.clone().or_else(|| quantity.object.clone()),
            of: None,
            predicate: of.predicate.clone(),
            trend: None,
        })
    }

    /// "Medinsky proposed short ceasefires of 48 hours": the cue is the verb.
    pub(super) fn class_of_cue(&self, object: Option<&str>) -> Option<&'static Class> {
        let cue = self.claim.cue.as_ref()?;
        let row = words(&cue.text, 0);
        let hit = *predicate::hits(&row).first()?;
        predicate::reading(hit.class, object)
    }

    /// Words `[from, to)` that lie in `span`.
    pub(super) fn word_range(&self, span: Span) -> (usize, usize) {
        let from = self.words.partition_point(|word| word.end <= span.start());
        let to = self.words.partition_point(|word| word.start < span.end());
        (from, to.max(from))
    }

    pub(super) fn statement(
        &self,
        number: Option<(Option<usize>, Quantity)>,
        class: Option<&'static Class>,
        counted: Option<Object>,
        hit: Option<Hit>,
    ) -> Statement {
        let content = self.claim.content.spans.first().map_or(0, |span| span.start());
        let at = number.as_ref().map_or(content, |(_, quantity)| quantity.span.start());
        let counted = counted.unwrap_or_default();
        let planned = self.is_planned(class, hit);
        // "agreed in Istanbul on Wednesday to exchange": when and where it was agreed, not when it will be.
        let verb = hit.and_then(|hit| self.words.get(hit.first)).map(|word| word.start);
        let since = verb.filter(|_| planned && number.is_some()).unwrap_or(0);
        let (place, place_stated) = self.place(class, at, since);
        let time = self.time(at, since);
        let party = self.party();
        let slot = About {
            actor: self
                .actor(class, hit, counted.owner.as_deref(), number.as_ref().map(|(_, quantity)| quantity))
                .map(Arc::from),
            predicate: class.filter(|class| !class.is(Trait::Open)).map(|class| class.name),
            object: Some(counted.head).filter(|head| !head.is_empty()).map(Arc::from),
            unit: number.as_ref().map(|(_, quantity)| Arc::from(quantity.unit.as_str())),
            place: place.map(Arc::from),
            from: time.and_then(|time| time.from),
            to: time.and_then(|time| time.to),
        };
        let (index_of_number, quantity) = number.unzip();
        Statement {
            index: self.index,
            number: index_of_number.flatten(),
            slot,
            class,
            owner: counted.owner.map(Arc::from),
            narrowed_by: counted.narrowed_by.into(),
            planned,
            count: Count::Plain,
            place_stated,
            as_of: self.as_of(),
            speaker: self.speaker_key().map(Arc::from),
            party: party.map(Arc::from),
            context: self.context().into(),
            hedged: !self.claim.hedges.is_empty(),
            negated: self.claim.negated,
            tells_rise: self.tells_rise(),
            standing: self.standing(quantity.as_ref()),
            frame: Frame::default(),
            charge: None,
            implied: false,
            margin: None,
            setting: Box::default(),
            story: None,
            claim: Said {
                id: self.claim.id.clone(),
                page: Arc::clone(&self.page.publication),
                speaker: self.named_speaker().map(Arc::from),
                stance: self.claim.stance,
                content: Arc::from(self.claim.content.text.as_str()),
                quantity,
            },
        }
    }

    pub(super) fn standing(&self, quantity: Option<&Quantity>) -> Standing {
        let inside = |inner: &&Claim| inner.inside.as_ref() == Some(&self.claim.id);
        let retells = |inner: &Claim| {
            quantity.is_none_or(|own| inner.quantities.iter().any(|other| other.span.overlaps(own.span)))
        };
        let attributed = self.claim.speaker.kind != SpeakerKind::Outlet;
        if self.page.article.claims.iter().filter(inside).any(retells) {
            Standing::Retold
        } else if attributed || !self.claim.findings.is_empty() {
            Standing::Full
        } else {
            Standing::Aside
        }
    }

    pub(super) fn is_planned(&self, class: Option<&Class>, hit: Option<Hit>) -> bool {
        let stance = matches!(
            self.claim.stance,
            Stance::Promises
                | Stance::CallsFor
                | Stance::Warns
                | Stance::Expects
                | Stance::Hopes
                | Stance::Asks
                | Stance::Plans
        );
        stance
            || class.is_some_and(|class| class.name == "propose")
            || hit.is_some_and(|hit| hit.class.name == "propose" || predicate::is_ahead(&self.words, hit))
    }

    /// Headline and own sentence: what the event is known by.
    pub(super) fn context(&self) -> Vec<u32> {
        let sentence = self.claim.sentence.slice(&self.page.article.text).unwrap_or_default();
        let mut all = context_of(sentence);
        all.extend(&self.page.title);
        all.retain(|word| self.page.place_words.binary_search(word).is_err());
        all.sort_unstable();
        all.dedup();
        all
    }

    /// "Death toll in Dobrovka rises to seven", in the headline or the claim's own sentence.
    pub(super) fn tells_rise(&self) -> bool {
        const RISES: &[&str] =
            &["rise", "rises", "rose", "risen", "rising", "climbs", "climbed", "grows", "grew", "grown"];
        let title = self.page.article.source.title.as_deref().unwrap_or_default();
        let sentence = self.claim.sentence.slice(&self.page.article.text).unwrap_or_default();
        [title, sentence].into_iter().any(|text| {
            let row = words(text, 0);
            let has = |list: &[&str]| row.iter().any(|word| list.contains(&word.text.as_str()));
            has(&["toll"]) && has(RISES)
        })
    }
}

/// "All 12 crew were rescued": none of them is missing.
fn others_of_all(part: &Statement) -> Vec<Statement> {
    let told = part.claim.quantity.as_ref().zip(part.class);
    let Some((quantity, class)) = told else { return Vec::new() };
    let all = quantity.of.as_ref().is_some_and(|of| of.value.to_bits() == quantity.value.to_bits());
    if !all {
        return Vec::new();
    }
    let opposite = |class: &'static Class| {
        let mut other = part.clone();
        other.claim.quantity =
            Some(Quantity { value: 0.0, low: Some(0.0), high: Some(0.0), ..quantity.clone() });
        other.frame = part.frame.clone().with_class(part.class.map_or("", |class| class.name), class.name);
        other.slot.predicate = Some(class.name);
        other.class = Some(class);
        other.implied = true;
        other
    };
    predicate::ruled_out_by(class).map(opposite).collect()
}
