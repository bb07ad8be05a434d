//! What each claim of an article speaks about, as far as its words tell: actor, predicate, object, unit, place, time.
//!
//! Everything is read from the words of the claim itself; what they do not say stays none. Two things are taken from
//! around it, and marked: the place of a toll from the nearest mention before it, and the object of a bare denial from
//! the accusation it stands beside.

use jiff::{Timestamp, civil::Date};
use onrecord_model::{
    Article, ArticleId, Bound, Claim, ClaimId, ClaimRef, ClaimSlot, Moment, Quantity, Slot, Span,
    SpeakerKind, Stance, TimeRef,
};

use crate::context::context_of;
use crate::frame::{self, Frame, Term, TermKind};
use crate::object::{self, Object};
use crate::party::{is_state, speaker_key, state_in, state_of};
use crate::place::{is_region, place_mentions, place_name};
use crate::predicate::{self, Class, Hit, Trait};
use crate::words::{Gap, Word, singular, words};

/// How a number counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Count {
    /// What one event or one stretch of time gave; nothing else is said.
    Plain,
    /// Everything up to a day ("since", "so far", "in total").
    Running,
    /// What came on top of an earlier figure ("three more").
    Added,
    /// Each day, month, time.
    Rate,
    /// Some of what another figure counts ("five of them").
    Part,
}

/// What a statement is worth by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Standing {
    /// Another claim inside this one says it; telling what others say is no statement of one's own.
    Retold,
    /// The paper's own word in passing: worth something only beside another.
    Aside,
    /// Attributed, or something was found on it: worth a thread of its own.
    Full,
}

/// One thing that one claim says, by one of its numbers or as a whole.
#[derive(Clone, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own about the words, no state")]
pub(crate) struct Statement {
    /// The claim, with the number by which it stands here.
    pub(crate) claim: ClaimRef,
    /// Index of the claim in its article.
    pub(crate) index: usize,
    /// Index of the number in its claim.
    pub(crate) number: Option<usize>,
    /// What it is about.
    pub(crate) slot: Slot,
    /// The class behind `slot.predicate`.
    pub(crate) class: Option<&'static Class>,
    /// Whose the counted things are.
    pub(crate) owner: Option<String>,
    /// What narrows the counted things.
    pub(crate) narrowed_by: Vec<String>,
    /// Promised, planned or wished, not done.
    pub(crate) planned: bool,
    /// How the number counts.
    pub(crate) count: Count,
    /// The claim itself names the place.
    pub(crate) place_stated: bool,
    /// The day on which it was so said: the day of saying where the sentence names one, else of publication.
    pub(crate) as_of: Option<Date>,
    /// One key for all spellings of the speaker; none for the unnamed and for the outlet itself.
    pub(crate) speaker: Option<String>,
    /// The state for which the speaker speaks.
    pub(crate) party: Option<String>,
    /// Hashes of the particular words of headline and sentence, sorted: what the event is known by.
    pub(crate) context: Vec<u32>,
    /// Weakened by a word like "reportedly".
    pub(crate) hedged: bool,
    /// The act itself is negated: "did not confirm", "did not deny".
    pub(crate) negated: bool,
    /// Headline or sentence tells of a toll that rose: the figure is that of an event known before.
    pub(crate) tells_rise: bool,
    /// The address that was asked for; `claim.url` is the page's own name for itself.
    pub(crate) address: String,
    /// What it is worth where nothing else speaks about the same.
    pub(crate) standing: Standing,
    /// What the figure is a figure of, in words.
    pub(crate) frame: Frame,
}

impl Statement {
    /// Whether the speaker stands for it: asks and wishes commit to nothing, nor does one who "did not confirm" it.
    pub(crate) fn commits(&self) -> bool {
        !self.negated
            && matches!(
                self.claim.stance,
                Stance::Asserts
                    | Stance::Accuses
                    | Stance::Confirms
                    | Stance::Promises
                    | Stance::Plans
                    | Stance::Believes
            )
    }

    /// Whether the speaker says that it is not so; one who "did not deny" it does not.
    pub(crate) fn denies(&self) -> bool {
        !self.negated && matches!(self.claim.stance, Stance::Denies | Stance::Rejects)
    }

    /// Whether one speaker says both, as far as the names tell: "the Red Cross" may be "Lebanon's Red Cross".
    pub(crate) fn is_of_speaker_of(&self, other: &Self) -> bool {
        let (Some(one), Some(two)) = (&self.speaker, &other.speaker) else { return false };
        let holds = |wide: &str, narrow: &str| {
            narrow.split(' ').all(|word| wide.split(' ').any(|other| other == word))
        };
        holds(one, two) || holds(two, one)
    }

    /// Whether both stand on one page: in one article, or in two versions of it.
    pub(crate) fn is_on_page_of(&self, other: &Self) -> bool {
        self.claim.article == other.claim.article
            || self.claim.url == other.claim.url
            || self.address == other.address
    }

    /// Whether something but the place and the usual words of such news shows that they speak of one event.
    pub(crate) fn shares_context(&self, other: &Self) -> bool {
        self.context.iter().any(|word| other.context.binary_search(word).is_ok())
    }

    /// Whether only the words of its clause tell what it measures.
    pub(crate) fn is_open(&self) -> bool {
        self.class.is_some_and(|class| class.is(Trait::Open))
    }

    /// Whether the words of the two clauses show that they speak of one thing: a name that both have.
    pub(crate) fn shares_name(&self, other: &Self) -> bool {
        self.frame.shared_names(&other.frame) > 0
            || self.is_open() && other.is_open() && self.frame.is_from_where(&other.frame)
    }

    /// The day by which it is laid next to others: that of the event, else that of the saying.
    pub(crate) fn anchor(&self) -> Option<Date> {
        self.slot.to.or(self.as_of)
    }
}

/// The slots of each claim of `article`, in the order of its claims. The slot of a whole ("71 launched" of "45 of 71")
/// follows that of its part and has the same `quantity`.
pub(crate) fn slots(article: &Article) -> Vec<Vec<ClaimSlot>> {
    let mut all = vec![Vec::new(); article.claims.len()];
    for statement in statements(article) {
        if let Some(slots) = all.get_mut(statement.index) {
            slots.push(ClaimSlot { quantity: statement.number, slot: statement.slot });
        }
    }
    all
}

/// Everything that the claims of `article` say, in the order of its claims.
pub(crate) fn statements(article: &Article) -> Vec<Statement> {
    let page = Page::new(article);
    let mut all: Vec<Statement> = Vec::new();
    for (index, claim) in article.claims.iter().enumerate() {
        let reader = Reader { page: &page, claim, index, words: content_words(article, claim) };
        let found = reader.read(&all);
        all.extend(found);
    }
    all
}

/// What is the same for all claims of an article.
struct Page<'a> {
    article: &'a Article,
    published: Option<Date>,
    /// Mentions of places smaller than a state, in the order of the text.
    places: Vec<(usize, String)>,
    /// Hashes of the words of their names, sorted: a town is not what tells two events in it apart.
    place_words: Vec<u32>,
    title: Vec<u32>,
    /// Where it was written, as the text begins with it ("SUMY — …").
    dateline: String,
}

impl<'a> Page<'a> {
    fn new(article: &'a Article) -> Self {
        let title = article.source.title.as_deref().map(context_of).unwrap_or_default();
        let places = place_mentions(article);
        let mut place_words: Vec<u32> = places.iter().flat_map(|(_, name)| context_of(name)).collect();
        place_words.sort_unstable();
        let published = article.source.published.as_ref().map(Moment::date);
        let dateline = frame::dateline(&article.text, &article.blocks);
        Self { article, published, places, place_words, title, dateline }
    }

    /// The place named last before `at`, in the same paragraph or the one before it; a town goes before its region.
    fn place_before(&self, at: usize) -> Option<String> {
        let blocks = &self.article.blocks;
        let here = blocks.iter().rposition(|block| block.span.start() <= at).unwrap_or(0);
        let from = blocks.get(here.saturating_sub(1)).map_or(0, |block| block.span.start());
        let mut near = self.places.iter().rev().filter(|(start, _)| *start < at && *start >= from);
        let last = near.clone().find(|(_, name)| !is_region(name)).or_else(|| near.next())?;
        Some(last.1.clone())
    }
}

/// Words of the content, each with its place in the article's text. Parts of a split quotation are kept apart.
fn content_words(article: &Article, claim: &Claim) -> Vec<Word> {
    let mut row: Vec<Word> = Vec::new();
    let mut last_end = 0;
    for span in &claim.content.spans {
        let Some(part) = span.slice(&article.text) else { continue };
        let before = row.len();
        row.extend(words(part, span.start()));
        if before > 0
            && let Some(first) = row.get_mut(before)
        {
            let between = article.text.get(last_end..span.start()).unwrap_or_default();
            // What goes on neither with a sentence nor with a phrase ("…, who has a list") is said about something else.
            let ended = first.capital && between.contains(['.', '!', '?'])
                || !first.capital && !frame::opens(&first.text) && !between.contains(['"', '”', '\'']);
            first.gap = first.gap.max(if ended { Gap::Sentence } else { Gap::Clause });
        }
        last_end = span.end();
    }
    row
}

/// Reads one claim.
struct Reader<'a> {
    page: &'a Page<'a>,
    claim: &'a Claim,
    index: usize,
    words: Vec<Word>,
}

impl Reader<'_> {
    fn read(&self, before: &[Statement]) -> Vec<Statement> {
        let hits = predicate::hits(&self.words);
        let mut found: Vec<Statement> = Vec::new();
        for (number, quantity) in self.figures() {
            found.extend(self.of_quantity(number, quantity, &hits));
        }
        if let Some(bare) = self.as_a_whole(&hits, &found, before) {
            found.push(bare);
        }
        found
    }

    /// The quantities that a thread may follow, each with its number among all: no ages, no results.
    fn figures(&self) -> impl Iterator<Item = (usize, &Quantity)> {
        let all = self.claim.quantities.iter().enumerate();
        all.filter(|(_, quantity)| !matches!(quantity.unit.as_str(), "age" | "score"))
    }

    /// The part or plain number, and the whole where there is one.
    fn of_quantity(&self, number: usize, quantity: &Quantity, hits: &[Hit]) -> Vec<Statement> {
        let (from, to) = self.word_range(quantity.span);
        let hit = predicate::of_number(&self.words, hits, from, to)
            .filter(|hit| !self.has_other_number(*hit, from, to));
        let counted = self.object_of(quantity, hit, from, to);
        let head = counted.as_ref().map(|object| object.head.as_str());
        let class =
            hit.and_then(|hit| predicate::reading(hit.class, head)).or_else(|| self.class_of_cue(head));
        // A verb that tells nothing of what it was done to ("paid 90 million") leaves it to the other words.
        let told = class.filter(|_| counted.is_some()).or(Some(&predicate::OPEN));
        let counted = counted.or_else(|| self.topic(from));
        let mut part = self.statement(Some((number, quantity.clone())), told, counted.clone(), hit);
        part.slot.predicate = class.map(|class| class.name.to_owned());
        part.count = self.count(from, to);
        part.frame = self.frame(number, (from, to), hit, hits);
        let mut all = vec![part];
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

    /// What is measured where the number names nothing: "turnout" of "turnout in the referendum was 52 percent".
    fn topic(&self, from: usize) -> Option<Object> {
        let start = self.sentence_of(from).0;
        let lead = self.words.get(start..from)?.iter().skip_while(|word| frame::is_empty(&word.text));
        let last =
            lead.take_while(|word| !frame::is_empty(&word.text) && !frame::opens(&word.text)).last()?;
        Some(Object { head: object::noun(&last.text), ..Object::default() })
    }

    /// Words `[from, to)` of the sentence that holds word `at`.
    fn sentence_of(&self, at: usize) -> (usize, usize) {
        let ends = |word: &Word| word.gap == Gap::Sentence;
        let start = self.words.iter().take(at + 1).rposition(ends).unwrap_or(0);
        let end =
            self.words.iter().skip(at + 1).position(ends).map_or(self.words.len(), |next| at + 1 + next);
        (start, end)
    }

    /// The sentence of a number without what only tells how it is known ("a survey found that …") before it, or goes on
    /// with something else ("… and that all others left") after it.
    fn clause_of(&self, from: usize, to: usize) -> (usize, usize) {
        let (start, end) = self.sentence_of(from);
        let text = |at: usize| self.words.get(at).map_or("", |word| word.text.as_str());
        let shell = (start..from)
            .rev()
            .find(|at| text(*at) == "that" && *at > start && frame::is_known_by(text(*at - 1)));
        let rest = (to..end)
            .find(|at| matches!(text(*at), "and" | "but") && matches!(text(*at + 1), "that" | "no" | "said"));
        let comment = (to..end).find(|at| {
            self.words.get(*at).is_some_and(|word| word.gap == Gap::Clause && frame::comments(&word.text))
        });
        let end = rest.unwrap_or(end).min(comment.unwrap_or(end));
        (shell.map_or(start, |at| at + 1), end)
    }

    /// The words of the clause around the number in words `[from, to)` that tell what it is a figure of.
    fn frame(&self, number: usize, (from, to): (usize, usize), hit: Option<Hit>, hits: &[Hit]) -> Frame {
        let own = self.claim.quantities.get(number).and_then(|q| q.object.as_deref()).unwrap_or_default();
        let others = || {
            let rest = self.claim.quantities.iter().enumerate().filter(|(at, _)| *at != number);
            rest.map(|(_, other)| self.word_range(other.span))
        };
        let scope = Scope {
            number: (from, to),
            object: words(own, 0).into_iter().map(|word| word.text).collect(),
            others: others().collect(),
            hit,
            hits_of_others: others()
                .filter_map(|(from, to)| predicate::of_number(&self.words, hits, from, to))
                .filter(|other| hit.is_none_or(|hit| hit.first != other.first))
                .collect(),
        };
        let mut terms = self.terms(self.clause_of(from, to), &scope);
        let clause = self.clause_of(from, to);
        let by_actor = hit.is_some_and(|hit| hit.class.is(Trait::ByActor));
        if !by_actor && self.speaks_of_own(clause.0, (from, to)) {
            let own = self.speaker_terms().into_iter().filter(|term| term.kind != TermKind::Around);
            terms.extend(own.map(|term| Term { kind: TermKind::Core, ..term }));
        }
        if self.claim.stance == Stance::Accuses || self.claim.stance == Stance::Denies {
            terms.extend(self.frame_of_charge().terms.into_iter().filter(|term| term.kind == TermKind::Name));
        }
        // Whose deed it is, the slot tells.
        if hit.is_some_and(|hit| hit.class.is(Trait::ByActor)) {
            terms.retain(|term| term.kind != TermKind::State);
        }
        let days = self.days_in(clause);
        let told_anew = self.is_told_anew(clause);
        Frame { days, told_anew, ..Frame::new(terms, self.own_names(), self.told()).at(&self.page.dateline) }
    }

    /// The words of a charge or a denial, with who is charged.
    fn frame_of_charge(&self) -> Frame {
        let mut terms = self.terms((0, self.words.len()), &Scope::default());
        let target = self.claim.target.as_ref().map(|target| words(&target.text, 0)).unwrap_or_default();
        if self.claim.stance == Stance::Accuses {
            let named = target.iter().filter_map(|word| frame::term(word, true, false));
            terms.extend(named.filter(|term| term.kind != TermKind::Around));
        } else {
            terms.extend(self.speaker_terms());
        }
        Frame::new(terms, self.own_names(), self.told())
    }

    fn terms(&self, (start, end): (usize, usize), scope: &Scope) -> Vec<Term> {
        let mut opened = false;
        let mut terms = Vec::new();
        for (at, word) in self.words.iter().enumerate().take(end).skip(start) {
            let holds = |(from, to): &(usize, usize)| (*from..*to).contains(&at);
            let of_hit = |hit: &Hit| (hit.first..=hit.last).contains(&at);
            if frame::opens(&word.text) {
                opened = true;
            } else if let Some(hit) = scope.hit.filter(of_hit) {
                opened = false;
                terms.extend((at == hit.first).then(|| Term::of_class(hit.class.name, &word.text)));
            } else if let Some(time) = self.time_of(word) {
                // The days stand in the slot; what is left are parts of a day.
                let clock = words(&time.text, 0).iter().any(|word| word.text == "m");
                let part =
                    frame::is_part_of_day(&word.text) && (clock || !word.text.starts_with(char::is_numeric));
                terms.extend(part.then(|| Term::of_class(&word.text, &word.text)));
            } else if !self.is_trend(at)
                && !scope.hits_of_others.iter().any(of_hit)
                && scope
                    .others
                    .iter()
                    .find(|other| holds(other))
                    .is_none_or(|(from, _)| self.is_opened(*from))
                && (!holds(&scope.number) || scope.object.contains(&word.text))
            {
                // "the freighter Saint Cado": what a name is besides its name.
                let named = !word.capital
                    && self.words.get(at + 1).is_some_and(|next| next.capital && next.gap == Gap::None);
                let term = frame::term(word, opened && !holds(&scope.number), at == start);
                terms.extend(
                    term.map(|term| if named { Term { kind: TermKind::Title, ..term } } else { term }),
                );
            }
        }
        terms
    }

    /// Whether word `at` follows a preposition: "in 14 villages" tells where, and is no other count.
    fn is_opened(&self, at: usize) -> bool {
        at.checked_sub(1)
            .and_then(|before| self.words.get(before))
            .is_some_and(|word| frame::opens(&word.text))
    }

    /// "had risen to 37", "has now arrested 37": the figure takes the place of an earlier one.
    fn is_told_anew(&self, (start, end): (usize, usize)) -> bool {
        const ANEW: &[&str] = &["now", "revised", "corrected", "updated", "withdrew"];
        let text = |at: usize| self.words.get(at).map_or("", |word| word.text.as_str());
        (start..end).any(|at| ANEW.contains(&text(at)) || text(at + 1) == "to" && frame::is_trend(text(at)))
    }

    /// "had grown to 37", "the number of": says how a figure is told.
    fn is_trend(&self, at: usize) -> bool {
        let text = |at: usize| self.words.get(at).map_or("", |word| word.text.as_str());
        match text(at + 1) {
            "to" => frame::is_trend(text(at)),
            "of" => text(at) == "number",
            _ => matches!(text(at), "reached" | "stands" | "stood"),
        }
    }

    /// The time that the word is a part of, where it tells a day.
    fn time_of(&self, word: &Word) -> Option<&TimeRef> {
        let known = self.claim.times.iter().filter(|time| time.from.is_some() || time.to.is_some());
        known.into_iter().find(|time| time.span.start() <= word.start && word.end <= time.span.end())
    }

    /// The days that words `[from, to)` tell, sorted.
    fn days_in(&self, (from, to): (usize, usize)) -> Vec<(Option<Date>, Option<Date>)> {
        let part = self.words.get(from..to).unwrap_or_default();
        let times = part.iter().filter_map(|word| self.time_of(word));
        let mut days: Vec<_> = times.map(|time| (time.from, time.to)).collect();
        days.sort_unstable();
        days.dedup();
        days
    }

    /// "34 of its trains", "it cancelled 34 trains": whose they are is part of what is counted.
    fn speaks_of_own(&self, start: usize, (from, to): (usize, usize)) -> bool {
        let phrase = self.words.get(from..to).unwrap_or_default();
        let subject = self.words.iter().skip(start).find(|word| word.text != "that");
        let body = matches!(self.claim.speaker.kind, SpeakerKind::Organization | SpeakerKind::Government);
        phrase.iter().any(|word| is_own(&word.text))
            || body && subject.is_some_and(|word| matches!(word.text.as_str(), "it" | "its" | "we" | "our"))
    }

    fn speaker_terms(&self) -> Vec<Term> {
        let speaker = self.named_speaker().unwrap_or_default();
        words(&speaker, 0).iter().filter_map(|word| frame::term(word, true, false)).collect()
    }

    /// What "it" and "its" stand for, and what a body that speaks of itself leaves out: the speaker.
    fn own_names(&self) -> Vec<String> {
        self.speaker_terms().into_iter().map(|term| term.text).collect()
    }

    /// The words of headline and paragraph.
    fn told(&self) -> Vec<u32> {
        let article = self.page.article;
        let title = article.source.title.as_deref().unwrap_or_default();
        let paragraph =
            article.blocks.iter().map(|block| block.span).find(|block| block.contains(self.claim.sentence));
        let paragraph = paragraph.and_then(|span| span.slice(&article.text)).unwrap_or_default();
        let (title, paragraph) = (words(title, 0), words(paragraph, 0));
        frame::hashes(title.iter().chain(&paragraph))
    }

    /// Whether the verb is about another number: "destroyed 33 drones over six regions", "two countries exchanged 1,000
    /// prisoners".
    fn has_other_number(&self, hit: Hit, from: usize, to: usize) -> bool {
        let others =
            self.figures().map(|(_, other)| self.word_range(other.span)).filter(|other| other.0 != from);
        if hit.first >= to {
            return !predicate::is_passive(&self.words, hit)
                && others.into_iter().any(|other| (hit.last + 1..=hit.last + 2).contains(&other.0));
        }
        let listed = |after: usize| {
            let between = self.words.get(after..from).unwrap_or_default();
            between.iter().any(|word| matches!(word.text.as_str(), "and" | "or"))
                || self.words.get(after..=from).unwrap_or_default().iter().any(|word| word.gap != Gap::None)
        };
        others.into_iter().any(|other| other.0 > hit.last && other.1 <= from && !listed(other.1))
    }

    /// The whole as a number of its own: "71 drones" of "45 of 71 drones".
    fn whole(&self, quantity: &Quantity) -> Option<Quantity> {
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
    fn class_of_cue(&self, object: Option<&str>) -> Option<&'static Class> {
        let cue = self.claim.cue.as_ref()?;
        let row = words(&cue.text, 0);
        let hit = *predicate::hits(&row).first()?;
        predicate::reading(hit.class, object)
    }

    /// Words `[from, to)` that lie in `span`.
    fn word_range(&self, span: Span) -> (usize, usize) {
        let from = self.words.partition_point(|word| word.end <= span.start());
        let to = self.words.partition_point(|word| word.start < span.end());
        (from, to.max(from))
    }

    fn object_of(&self, quantity: &Quantity, hit: Option<Hit>, from: usize, to: usize) -> Option<Object> {
        let named =
            quantity.object.as_deref().and_then(Object::read).filter(|object| !is_measure(&object.head));
        if named.is_some() {
            return named;
        }
        if quantity.unit != "count" {
            return self.measured_before(from);
        }
        if let Some(object) = self.number_of(from) {
            return Some(object);
        }
        let next =
            self.words.get(to).filter(|word| word.gap == Gap::None).map(|word| object::noun(&word.text));
        if let Some(head) = next.filter(|noun| object::is_known(noun)) {
            return Some(Object { head, ..Object::default() });
        }
        // "12 injured", "the death toll rose to seven"
        let people = hit.is_some_and(|hit| {
            let noun = self
                .words
                .get(hit.last)
                .is_some_and(|word| matches!(word.text.as_str(), "toll" | "deaths" | "injuries"));
            hit.class.is(Trait::Toll) && (noun || hit.first >= from)
        });
        people.then(|| Object { head: "person".to_owned(), ..Object::default() })
    }

    /// "the number of people arrested had grown to 37": what is counted stands before.
    fn number_of(&self, from: usize) -> Option<Object> {
        let start = self.sentence_of(from).0;
        let before = self.words.get(start..from)?;
        let at = before.windows(2).position(|pair| pair[0].text == "number" && pair[1].text == "of")?;
        Object::read(&before.get(at + 2)?.text)
    }

    /// "ceasefires of up to 48 hours": what is measured stands before.
    fn measured_before(&self, from: usize) -> Option<Object> {
        let of = self.words.get(from.checked_sub(1)?)?;
        let noun = self.words.get(from.checked_sub(2)?)?;
        (of.text == "of").then(|| Object { head: object::noun(&noun.text), ..Object::default() })
    }

    fn count(&self, from: usize, to: usize) -> Count {
        const RUNNING: &[&str] = &["since", "total", "altogether", "overall", "cumulative"];
        const EACH: &[&str] =
            &["daily", "weekly", "monthly", "annually", "yearly", "nightly", "per", "every"];
        const SPAN: &[&str] = &["day", "week", "month", "year", "night", "hour"];
        let near = || {
            self.words.iter().enumerate().skip(from.saturating_sub(5)).take_while(move |(at, _)| *at < to + 9)
        };
        let next = |at: usize| self.words.get(at + 1).map_or("", |word| word.text.as_str());
        let any = |test: &dyn Fn(usize, &str) -> bool| near().any(|(at, word)| test(at, &word.text));
        if self.is_some_of_them(from, to) {
            Count::Part
        } else if any(&|at, word| {
            EACH.contains(&word) || (matches!(word, "a" | "each") && SPAN.contains(&next(at)))
        }) {
            Count::Rate
        } else if any(&|at, word| {
            RUNNING.contains(&word)
                || (word == "so" && next(at) == "far")
                || (word == "to" && next(at) == "date")
        }) {
            Count::Running
        } else if (from.saturating_sub(1)..=to).any(|at| self.is_addition(at)) {
            Count::Added
        } else {
            Count::Plain
        }
    }

    fn is_addition(&self, at: usize) -> bool {
        let text = |at: usize| self.words.get(at).map_or("", |word| word.text.as_str());
        matches!(text(at), "another" | "further" | "additional")
            || (text(at) == "more" && text(at + 1) != "than")
    }

    /// "five of them", "including three children": counts inside another count.
    fn is_some_of_them(&self, from: usize, to: usize) -> bool {
        const INTRODUCES: &[&str] = &["including", "among", "whom"];
        let around =
            self.words.get(from.saturating_sub(3)..(to + 3).min(self.words.len())).unwrap_or_default();
        let pair = |first: &str, second: &str| {
            around.windows(2).any(|two| two[0].text == first && two[1].text == second)
        };
        let before = self.words.get(from.saturating_sub(3)..from).unwrap_or_default();
        before.iter().any(|word| INTRODUCES.contains(&word.text.as_str()))
            || ["them", "whom", "which", "these"].iter().any(|them| pair("of", them))
            || pair("of", "those") && !pair("those", "who")
    }

    fn statement(
        &self,
        number: Option<(usize, Quantity)>,
        class: Option<&'static Class>,
        counted: Option<Object>,
        hit: Option<Hit>,
    ) -> Statement {
        let article = self.page.article;
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
        let slot = Slot {
            actor: self.actor(
                class,
                hit,
                counted.owner.as_deref(),
                number.as_ref().map(|(_, quantity)| quantity),
            ),
            predicate: class.filter(|class| !class.is(Trait::Open)).map(|class| class.name.to_owned()),
            object: Some(counted.head).filter(|head| !head.is_empty()),
            unit: number.as_ref().map(|(_, quantity)| quantity.unit.clone()),
            place,
            from: time.and_then(|time| time.from),
            to: time.and_then(|time| time.to),
        };
        let (index_of_number, quantity) = number.unzip();
        Statement {
            index: self.index,
            number: index_of_number,
            slot,
            class,
            owner: counted.owner,
            narrowed_by: counted.narrowed_by,
            planned,
            count: Count::Plain,
            place_stated,
            as_of: self.as_of(),
            speaker: self.speaker_key(),
            party,
            context: self.context(),
            hedged: !self.claim.hedges.is_empty(),
            negated: self.claim.negated,
            tells_rise: self.tells_rise(),
            address: article.source.url.clone(),
            standing: self.standing(quantity.as_ref()),
            frame: Frame::default(),
            claim: ClaimRef {
                id: self.claim.id.clone(),
                article: article.id.clone(),
                speaker: self.named_speaker(),
                outlet: article.source.outlet.clone(),
                url: article.source.canonical_url.clone().unwrap_or_else(|| article.source.url.clone()),
                published: article.source.published.clone(),
                stance: self.claim.stance,
                content: self.claim.content.text.clone(),
                quantity,
            },
        }
    }

    /// Name, else mention; none for the outlet's own word.
    fn named_speaker(&self) -> Option<String> {
        let speaker = &self.claim.speaker;
        let mention = || speaker.mention.as_ref().map(|mention| mention.text.clone());
        (speaker.kind != SpeakerKind::Outlet).then(|| speaker.name.clone().or_else(mention)).flatten()
    }

    fn speaker_key(&self) -> Option<String> {
        let speaker = &self.claim.speaker;
        if matches!(
            speaker.kind,
            SpeakerKind::Anonymous | SpeakerKind::Group | SpeakerKind::Outlet | SpeakerKind::Unknown
        ) {
            return None;
        }
        let name =
            speaker.name.as_deref().or(speaker.mention.as_ref().map(|mention| mention.text.as_str()))?;
        Some(speaker_key(name)).filter(|key| !key.is_empty())
    }

    fn party(&self) -> Option<String> {
        let speaker = &self.claim.speaker;
        let affiliation = speaker.affiliation.as_deref().and_then(state_in);
        let name = || speaker.name.as_deref().and_then(state_in);
        let mention = || speaker.mention.as_ref().and_then(|mention| state_in(&mention.text));
        affiliation.or_else(name).or_else(mention).map(str::to_owned)
    }

    /// "Death toll in Dobrovka rises to seven", in the headline or the claim's own sentence.
    fn tells_rise(&self) -> bool {
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

    /// Headline and own sentence: what the event is known by.
    fn context(&self) -> Vec<u32> {
        let sentence = self.claim.sentence.slice(&self.page.article.text).unwrap_or_default();
        let mut all = context_of(sentence);
        all.extend(&self.page.title);
        all.retain(|word| self.page.place_words.binary_search(word).is_err());
        all.sort_unstable();
        all.dedup();
        all
    }

    fn standing(&self, quantity: Option<&Quantity>) -> Standing {
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

    fn is_planned(&self, class: Option<&Class>, hit: Option<Hit>) -> bool {
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

    /// The time in the content, from byte `since`, that stands nearest to byte `at`; one with both ends goes before an open one. A time
    /// outside the content says when it was said, not when it happened.
    fn time(&self, at: usize, since: usize) -> Option<&TimeRef> {
        let inside = |span: Span| self.claim.content.spans.iter().any(|part| part.contains(span));
        self.claim
            .times
            .iter()
            .filter(|time| inside(time.span) && time.span.start() >= since)
            .filter(|time| time.from.is_some() || time.to.is_some())
            .min_by_key(|time| {
                (time.from.is_none() || time.to.is_none(), time.span.start().abs_diff(at), time.span)
            })
    }

    fn as_of(&self) -> Option<Date> {
        let published = self.page.published;
        let inside = |span: Span| self.claim.content.spans.iter().any(|part| part.overlaps(span));
        let said = self.claim.times.iter().filter(|time| !inside(time.span)).find_map(|time| {
            let day = time.from.filter(|from| Some(*from) == time.to)?;
            let days_ago = published?.since(day).ok()?.get_days();
            (0..=7).contains(&days_ago).then_some(day)
        });
        said.or(published)
    }

    /// The place that the content names for it, and whether it does; for tolls and places taken, else the place
    /// named last before.
    fn place(&self, class: Option<&Class>, at: usize, since: usize) -> (Option<String>, bool) {
        let own = self
            .claim
            .places
            .iter()
            .filter(|place| self.claim.content.spans.iter().any(|part| part.contains(place.span)))
            .filter(|place| place.span.start() >= since && !self.is_origin(place.span))
            .map(|place| (place_name(place.name.as_deref().unwrap_or(&place.text)), place.span))
            .min_by_key(|(name, span)| (is_state(name), is_region(name), span.start().abs_diff(at), *span))
            .map(|(name, _)| name);
        let taken = class.is_some_and(|class| class.name == "capture");
        let named = own.or_else(|| self.known_place_in_content(since, taken));
        let local = class.is_some_and(|class| {
            class.is(Trait::Toll) || matches!(class.name, "capture" | "strike" | "damage")
        });
        match named {
            Some(name) if !is_state(&name) => (Some(name), true),
            Some(name) if local => (Some(name), true),
            _ if local => (self.page.place_before(at), false),
            _ => (None, false),
        }
    }

    /// A place that the article names elsewhere, too ("the village of Stara Balka"), or by its kind. Unless it may be
    /// what was `taken`, it must be said to be where it happened: "as Kyiv renews its demand" names no place.
    fn known_place_in_content(&self, since: usize, taken: bool) -> Option<String> {
        const WHERE: &[&str] =
            &["in", "at", "near", "around", "outside", "of", "on", "over", "across", "inside"];
        let inside = |at: usize| self.claim.content.spans.iter().any(|part| part.range().contains(&at));
        let told = |at: usize| {
            let next = self.words.partition_point(|word| word.end <= at);
            next.checked_sub(1).is_some_and(|last| WHERE.contains(&self.words[last].text.as_str()))
        };
        let mut places = self.page.places.iter().filter(|(at, _)| *at >= since && inside(*at));
        places.find(|(at, _)| taken || told(*at)).map(|(_, name)| name.clone())
    }

    /// "launched from Kursk", "deported to Russia": where it came from or went, not where it happened; nor is it what
    /// names a meeting: "agreed at Istanbul talks".
    fn is_origin(&self, span: Span) -> bool {
        const MEETINGS: &[&str] = &[
            "talks",
            "summit",
            "meeting",
            "negotiations",
            "conference",
            "agreement",
            "agreements",
            "accord",
            "accords",
        ];
        let at = self.words.partition_point(|word| word.end <= span.start());
        let after = self.words.partition_point(|word| word.start < span.end());
        if self.words.get(after).is_some_and(|word| MEETINGS.contains(&word.text.as_str())) {
            return true;
        }
        let lead = |back: usize| {
            at.checked_sub(back).and_then(|at| self.words.get(at)).map_or("", |word| word.text.as_str())
        };
        matches!(lead(1), "from" | "to" | "towards") || (lead(1) == "the" && matches!(lead(2), "from" | "to"))
    }

    /// Who did it.
    fn actor(
        &self,
        class: Option<&'static Class>,
        hit: Option<Hit>,
        owner: Option<&str>,
        number: Option<&Quantity>,
    ) -> Option<String> {
        // "it downed 90 of 103 drones launched …": whoever stands before the number did not launch.
        let end = number.map_or(0, |quantity| self.word_range(quantity.span).1);
        let after = if hit.is_some_and(|hit| hit.first >= end) { end } else { 0 };
        let party = self.party();
        let target =
            || self.claim.target.as_ref().and_then(|target| state_in(&target.text)).map(str::to_owned);
        let told = hit.and_then(|hit| self.actor_in_words(hit, party.as_ref(), after));
        if told.is_some() {
            return told;
        }
        if self.claim.stance == Stance::Accuses {
            return target();
        }
        let own = class.is_some_and(|class| class.is(Trait::OwnDeed)) && party.as_deref() != owner;
        if own {
            return party;
        }
        // "reported downing", "promised to hand over", "denies abducting": the one who speaks.
        let leads = hit
            .is_some_and(|hit| hit.first <= usize::from(self.words.first().is_some_and(|w| w.text == "to")));
        let gerund =
            hit.and_then(|hit| self.words.get(hit.first)).is_some_and(|word| word.text.ends_with("ing"));
        let infinitive = self.words.first().is_some_and(|word| word.text == "to");
        if leads && (gerund || infinitive) { party } else { None }
    }

    /// "… launched by Russian forces", "Russia had abducted …", "its forces had taken …".
    fn actor_in_words(&self, hit: Hit, party: Option<&String>, after: usize) -> Option<String> {
        let by = self
            .words
            .iter()
            .skip(hit.last + 1)
            .take(6)
            .position(|word| word.text == "by")
            .map(|at| hit.last + 1 + at);
        if let Some(by) = by {
            let between = self.words.get(hit.last + 1..by).unwrap_or_default();
            let named = self.words.iter().skip(by + 1).take(3).find_map(state_of);
            if predicate::hits(between).is_empty() && named.is_some() {
                return named.map(str::to_owned);
            }
        }
        if predicate::is_passive(&self.words, hit) {
            return None;
        }
        let subject = self.words.get(hit.first.saturating_sub(7).max(after)..hit.first).unwrap_or_default();
        subject.iter().rev().take_while(|word| word.gap == Gap::None || word.gap == Gap::Clause).find_map(
            |word| {
                if matches!(word.text.as_str(), "it" | "its" | "we" | "our" | "ours") {
                    return party.cloned();
                }
                state_of(word).map(str::to_owned)
            },
        )
    }

    /// What a denial, an accusation or a claimed capture says without a number.
    fn as_a_whole(&self, hits: &[Hit], numbers: &[Statement], before: &[Statement]) -> Option<Statement> {
        let denies = !self.claim.negated && (self.claim.stance == Stance::Denies || self.rejects_a_charge());
        let charged = denies || self.claim.stance == Stance::Accuses;
        let asserted =
            matches!(self.claim.stance, Stance::Asserts | Stance::Confirms) && self.claim.cue.is_some();
        if !charged && !asserted {
            return None;
        }
        let charge = if denies { self.charge_beside(before) } else { None };
        let read = hits.iter().find_map(|hit| self.bare(*hit, charged));
        let told = |statement: &Statement| numbers.iter().any(|number| number.class == statement.class);
        if let Some(mut statement) = read {
            // "Medinsky denied that children had been abducted": by those who were just accused of it.
            let same_deed = charge.filter(|charge| charge.class == statement.class);
            if let (None, Some(charge)) = (&statement.slot.actor, same_deed) {
                statement.slot.actor.clone_from(&charge.slot.actor);
            }
            return (!told(&statement)).then_some(statement);
        }
        let Some(charge) = charge.filter(|_| numbers.is_empty() && self.party().is_some()) else {
            return (charged && numbers.is_empty()).then(|| self.open_charge()).flatten();
        };
        let mut denial = self.statement(None, charge.class, None, None);
        denial.slot = Slot { unit: None, ..charge.slot.clone() };
        denial.owner.clone_from(&charge.owner);
        Some(denial)
    }

    /// A charge or a denial whose verb stands in no class: its words and who is charged tell what it is about.
    fn open_charge(&self) -> Option<Statement> {
        let mut statement = self.statement(None, Some(&predicate::OPEN), None, None);
        statement.frame = self.frame_of_charge();
        let named = statement.frame.terms.iter().any(|term| term.kind == TermKind::Name);
        named.then_some(statement)
    }

    fn bare(&self, hit: Hit, charged: bool) -> Option<Statement> {
        if !charged && !hit.class.is(Trait::Bare) {
            return None;
        }
        let object = self.noun_near(hit);
        let mut statement = self.statement(None, Some(hit.class), object, Some(hit));
        if hit.class.name == "capture" && statement.slot.object.is_none() && self.takes_place(hit, &statement)
        {
            statement.slot.object = Some("village".to_owned());
        }
        let class = predicate::reading(hit.class, statement.slot.object.as_deref())?;
        let tells = statement.slot.object.is_some()
            && (!class.is(Trait::Bare) || charged || statement.slot.place.is_some());
        statement.class = Some(class);
        statement.slot.predicate = Some(class.name.to_owned());
        tells.then_some(statement)
    }

    /// "Stara Balka had been captured", "captured Stara Balka": what is taken is the place itself.
    fn takes_place(&self, hit: Hit, statement: &Statement) -> bool {
        let Some(place) = statement.slot.place.as_deref().filter(|_| statement.place_stated) else {
            return false;
        };
        let name = words(place, 0);
        let falls =
            self.words.get(hit.last).is_some_and(|word| matches!(word.text.as_str(), "fallen" | "fell"));
        let after = if falls { hit.last } else { hit.last + 2 };
        let around = self.words.get(hit.first.saturating_sub(4)..(after + 1).min(self.words.len()));
        name.first()
            .is_some_and(|first| around.unwrap_or_default().iter().any(|word| word.text == first.text))
    }

    /// A noun that news often count, near the verb: after it, else before it.
    fn noun_near(&self, hit: Hit) -> Option<Object> {
        let known = |word: &Word| object::is_known(&object::noun(&word.text));
        let after = self.words.iter().skip(hit.last + 1).take(5).find(|word| known(word));
        let before =
            || self.words.get(hit.first.saturating_sub(6)..hit.first)?.iter().rev().find(|word| known(word));
        let found = after.or_else(before)?;
        Some(Object { head: object::noun(&found.text), ..Object::default() })
    }

    fn rejects_a_charge(&self) -> bool {
        const CHARGES: &[&str] = &["accusation", "allegation", "charge", "claim", "wrongdoing", "report"];
        self.claim.stance == Stance::Rejects
            && self.words.iter().any(|word| CHARGES.contains(&singular(&word.text).as_str()))
    }

    /// The accusation against the denying party, where that is told, that stands last before, in this paragraph or the one before it.
    fn charge_beside<'s>(&self, before: &'s [Statement]) -> Option<&'s Statement> {
        let party = self.party();
        let blocks = &self.page.article.blocks;
        let here =
            blocks.iter().rposition(|block| block.span.start() <= self.claim.sentence.start()).unwrap_or(0);
        let from = blocks.get(here.saturating_sub(1)).map_or(0, |block| block.span.start());
        before.iter().rev().find(|statement| {
            let claim = self.page.article.claims.get(statement.index);
            statement.claim.stance == Stance::Accuses
                && statement.class.is_some()
                && statement.slot.actor.is_some()
                && (party.is_none() || statement.slot.actor == party)
                && claim.is_some_and(|claim| claim.sentence.start() >= from)
        })
    }
}

/// What a reader of words about a number must know of the others around it.
#[derive(Default)]
struct Scope {
    /// The words of the number itself.
    number: (usize, usize),
    /// The nouns among them.
    object: Vec<String>,
    /// Words of the other numbers.
    others: Vec<(usize, usize)>,
    /// The verb of the number.
    hit: Option<Hit>,
    /// The verbs of other numbers.
    hits_of_others: Vec<Hit>,
}

/// A word by which speakers mean themselves.
fn is_own(word: &str) -> bool {
    matches!(word, "it" | "its" | "we" | "our" | "they" | "their" | "he" | "his" | "she" | "her" | "him")
}

fn is_measure(noun: &str) -> bool {
    const MEASURES: &[&str] = &[
        "hour",
        "minute",
        "second",
        "day",
        "week",
        "month",
        "year",
        "km",
        "kilometre",
        "kilometer",
        "metre",
        "meter",
        "mile",
        "tonne",
        "ton",
        "hectare",
        "percent",
        "cent",
        "dollar",
        "euro",
        "degree",
        "litre",
        "barrel",
    ];
    MEASURES.contains(&noun)
}

/// What orders statements without regard to arrival: the day, the time of publication, then ids.
pub(crate) type Order<'a> =
    (Option<Date>, Option<Timestamp>, &'a ArticleId, &'a ClaimId, Option<usize>, bool);

/// The place of a statement in the order of all.
pub(crate) fn order(statement: &Statement) -> Order<'_> {
    let claim = &statement.claim;
    let published = claim.published.as_ref().and_then(Moment::timestamp);
    let whole = claim.quantity.as_ref().is_some_and(|quantity| quantity.of.is_none());
    (statement.as_of, published, &claim.article, &claim.id, statement.number, whole)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{Shape, article, claim};

    /// The slots of the one claim of a page.
    fn slots_of(page: &Article) -> Vec<Slot> {
        slots(page).remove(0).into_iter().map(|slot| slot.slot).collect()
    }

    #[test]
    fn the_whole_follows_its_part() {
        let mut page = article(
            "Post",
            "2025-07-23",
            "downing 45 of 71 drones and decoys launched overnight by Russian forces",
        );
        let text = page.text.clone();
        claim(&mut page, "Ukrainian Air Force", Stance::Asserts, &text)
            .number("45 of 71 drones and decoys")
            .time("overnight", "2025-07-22", "2025-07-23");
        let slots = slots_of(&page);
        let read = |slot: &Slot| {
            (slot.actor.clone().unwrap(), slot.predicate.clone().unwrap(), slot.object.clone().unwrap())
        };
        let told = |a: &str, b: &str, c: &str| (a.to_owned(), b.to_owned(), c.to_owned());
        assert_eq!(read(&slots[0]), told("Ukraine", "down", "drone"));
        assert_eq!(read(&slots[1]), told("Russia", "launch", "drone"));
        assert_eq!(slots[0].from.map(|day| day.to_string()).as_deref(), Some("2025-07-22"));
    }

    #[test]
    fn who_downed_the_part_did_not_launch_the_whole() {
        let mut page =
            article("Post", "2025-07-24", "it had downed 90 of 103 drones launched in the night to Thursday");
        let text = page.text.clone();
        claim(&mut page, "Ukrainian Air Force", Stance::Asserts, &text).number("90 of 103 drones");
        let slots = slots_of(&page);
        assert_eq!(slots[0].actor.as_deref(), Some("Ukraine"));
        assert_eq!((slots[1].predicate.as_deref(), slots[1].actor.as_deref()), (Some("launch"), None));
    }

    #[test]
    fn a_verb_belongs_to_one_number() {
        for (text, numbers, predicates) in [
            (
                "had destroyed 33 Ukrainian drones overnight over six Russian regions",
                ["33 Ukrainian drones", "over six Russian regions"],
                [Some("down"), None],
            ),
            (
                "two countries exchanged 1,000 prisoners each",
                ["two countries", "1,000 prisoners"],
                [None, Some("exchange")],
            ),
            (
                "killed four people and seven dogs in a market",
                ["four people", "seven dogs"],
                [Some("kill"), Some("kill")],
            ),
        ] {
            let mut page = article("Post", "2025-07-23", text);
            let said = claim(&mut page, "Russia's defence ministry", Stance::Asserts, text);
            for number in numbers {
                said.number(number);
            }
            let slots = slots_of(&page);
            let found: Vec<Option<&str>> = slots.iter().map(|slot| slot.predicate.as_deref()).collect();
            assert_eq!(found, predicates, "{text}");
        }
    }

    #[test]
    fn where_and_when_it_was_agreed_is_not_where_it_will_be() {
        let text = "agreed in Istanbul on Wednesday to exchange at least 1,200 prisoners";
        let mut page = article("Post", "2025-07-23", text);
        claim(&mut page, "", Stance::Asserts, text)
            .number("at least 1,200 prisoners")
            .place("Istanbul")
            .time("Wednesday", "2025-07-23", "2025-07-23");
        let slots = slots_of(&page);
        assert_eq!((slots[0].place.as_deref(), slots[0].to), (None, None));
        assert_eq!(slots[0].predicate.as_deref(), Some("exchange"));
    }

    #[test]
    fn what_falls_need_not_be_a_village() {
        let text = "debris had fallen at five sites in Sumy";
        let mut page = article("Post", "2025-07-23", text);
        claim(&mut page, "Ukrainian Air Force", Stance::Asserts, text).place("Sumy");
        assert!(slots_of(&page).is_empty());
    }

    #[test]
    fn the_day_of_saying_is_not_the_day_of_the_event() {
        let mut page =
            article("Post", "2025-07-23", "On Tuesday the air force had reported downing 33 of 42 drones.");
        let said = claim(&mut page, "Ukraine's air force", Stance::Asserts, "downing 33 of 42 drones");
        said.number("33 of 42 drones");
        let day: Date = "2025-07-22".parse().unwrap();
        let span = Span::new("On Tuesday", 3..10).unwrap();
        said.times.push(TimeRef { span, text: "Tuesday".to_owned(), from: Some(day), to: Some(day) });
        let statements = statements(&page);
        assert_eq!(statements[0].slot.to, None);
        assert_eq!(statements[0].as_of, Some(day));
    }

    #[test]
    fn a_toll_takes_the_place_named_before_it_and_says_so() {
        let mut page = article(
            "Post",
            "2025-07-22",
            "Crews were digging in the town of Dobrovka. Four people were killed, the service said.",
        );
        claim(&mut page, "State Emergency Service", Stance::Asserts, "Four people were killed")
            .number("Four people");
        let statements = statements(&page);
        assert_eq!(statements[0].slot.place.as_deref(), Some("Dobrovka"));
        assert!(!statements[0].place_stated);
    }

    #[test]
    fn a_bare_denial_takes_the_charge_it_stands_beside() {
        let mut page = article(
            "Post",
            "2025-07-22",
            "Kyiv accuses Moscow of having abducted 300 children. Russia denies wrongdoing.",
        );
        claim(&mut page, "Kyiv", Stance::Accuses, "having abducted 300 children")
            .target("Moscow")
            .number("300 children");
        claim(&mut page, "Russia", Stance::Denies, "wrongdoing");
        let statements = statements(&page);
        assert_eq!(statements.len(), 2);
        assert_eq!(statements[1].slot.predicate.as_deref(), Some("abduct"));
        assert_eq!(statements[1].slot.actor.as_deref(), Some("Russia"));
    }

    #[test]
    fn what_is_measured_stands_before_a_unit() {
        let mut page =
            article("Post", "2025-07-23", "We have again proposed short ceasefires of up to 48 hours");
        let text = page.text.clone();
        claim(&mut page, "Vladimir Medinsky", Stance::Asserts, &text).number("up to 48 hours");
        let slots = slots_of(&page);
        assert_eq!(slots[0].object.as_deref(), Some("ceasefire"));
        assert_eq!(slots[0].predicate.as_deref(), Some("propose"));
    }
}
