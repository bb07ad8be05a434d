//! One attributed statement: who said what, and how.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::{ClaimId, ClaimSlot, Excerpt, Finding, Place, Quantity, Span, SpanError, TimeRef, span::joined};

/// A mention of somebody in the text.
pub type Mention = Excerpt;

/// What kind of speaker it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SpeakerKind {
    /// One named person.
    Person,
    /// A body, company, agency, force.
    Organization,
    /// A state, ministry or other authority that speaks for one.
    Government,
    /// Several people named as a group ("residents").
    Group,
    /// A source kept unnamed ("two officials familiar with the talks").
    Anonymous,
    /// The outlet itself: no cue, no mention.
    Outlet,
    /// Not told.
    Unknown,
}

/// How the mention was led to a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ResolvedBy {
    /// The mention is the name.
    Named,
    /// A short or other form of a name given in full elsewhere ("Medinsky").
    Alias,
    /// A pronoun.
    Pronoun,
    /// A description ("the Ukrainian chief negotiator").
    Nominal,
    /// A place or building that stands for a state ("the Kremlin").
    Metonym,
    /// Not resolved.
    None,
}

/// Who is said to have said it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Speaker {
    /// The words that name the speaker here; none when nobody is named, and for the outlet itself.
    pub mention: Option<Mention>,
    /// Whom the mention resolves to; none is an honest answer.
    pub name: Option<String>,
    /// What kind of speaker.
    pub kind: SpeakerKind,
    /// "chief negotiator", where the text says so.
    pub role: Option<String>,
    /// For whom the speaker speaks: a state, party or body.
    pub affiliation: Option<String>,
    /// How `name` was found.
    pub resolved_by: ResolvedBy,
}

/// The word or words that attribute: "said", "denies", "according to", a bare colon.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cue {
    /// Where they stand.
    pub spans: Vec<Span>,
    /// The words, joined by one space.
    pub text: String,
    /// Dictionary form of the cue's head ("report"; "according to").
    pub lemma: String,
}

impl Cue {
    /// The cue that `spans` of `text` make.
    ///
    /// # Errors
    /// [`SpanError`] when a span does not lie on character boundaries of `text`.
    pub fn new(text: &str, spans: Vec<Span>, lemma: impl Into<String>) -> Result<Self, SpanError> {
        let covered = cover(text, &spans)?;
        Ok(Self { spans, text: covered, lemma: lemma.into() })
    }
}

/// What is attributed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Content {
    /// Its parts in the order of the text; several for a quotation split by its cue.
    pub spans: Vec<Span>,
    /// The parts, joined by one space.
    pub text: String,
}

impl Content {
    /// The content that `spans` of `text` make.
    ///
    /// # Errors
    /// [`SpanError`] when a span does not lie on character boundaries of `text`.
    pub fn new(text: &str, spans: Vec<Span>) -> Result<Self, SpanError> {
        let covered = cover(text, &spans)?;
        Ok(Self { spans, text: covered })
    }
}

fn cover(text: &str, spans: &[Span]) -> Result<String, SpanError> {
    for span in spans {
        Span::new(text, span.range())?;
    }
    Ok(joined(text, spans).unwrap_or_default())
}

/// How the content is given.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Mode {
    /// Wholly in quotation marks.
    Direct,
    /// Without quotation marks.
    Indirect,
    /// Partly quoted.
    Mixed,
}

/// What the speaker does with the content.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stance {
    /// Says that it is so.
    Asserts,
    /// Says that it is not so.
    Denies,
    /// Says that somebody did wrong.
    Accuses,
    /// Says that what others said is so.
    Confirms,
    /// Turns down a proposal or a view.
    Rejects,
    /// Says that they will do it.
    Promises,
    /// Says that others should do it.
    CallsFor,
    /// Says that something bad may come.
    Warns,
    /// Says that it will probably be so.
    Expects,
    /// Wishes it.
    Hopes,
    /// Puts a question.
    Asks,
    /// Is reported to hold it true, without having said so here.
    Believes,
    /// Is reported to intend it, without having said so here.
    Plans,
}

/// Who is accused, answered or addressed.
pub type Target = Excerpt;

/// One attributed statement, with spans into the text of the article that carries it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Claim {
    /// Hash of article, spans and version of the rules.
    pub id: ClaimId,
    /// Who.
    pub speaker: Speaker,
    /// The attributing words; none for the outlet's own statements, and for a quotation that goes on without one.
    pub cue: Option<Cue>,
    /// What.
    pub content: Content,
    /// Quoted or not.
    pub mode: Mode,
    /// What the speaker does with it.
    pub stance: Stance,
    /// Whether the act itself is negated ("did not confirm").
    #[serde(default)]
    pub negated: bool,
    /// Words that weaken it ("reportedly", "may").
    #[serde(default)]
    pub hedges: Vec<String>,
    /// The claim that this one is nested in.
    pub inside: Option<ClaimId>,
    /// Who is accused, answered or addressed.
    pub target: Option<Target>,
    /// Numbers in the content.
    #[serde(default)]
    pub quantities: Vec<Quantity>,
    /// Times in the content, or in its sentence where the content has none.
    #[serde(default)]
    pub times: Vec<TimeRef>,
    /// Places in the content, or in its sentence where the content has none.
    #[serde(default)]
    pub places: Vec<Place>,
    /// The sentence or sentences it stands in.
    pub sentence: Span,
    /// Between 0 and 1: how sure the extractor is that this attribution is read rightly; says nothing of its truth.
    pub confidence: f64,
    /// What it speaks about, one slot for each quantity and one for the claim as a whole; added by `link`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub slots: Vec<ClaimSlot>,
    /// What could be checked on this claim alone; added by `check`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub findings: Vec<Finding>,
}

impl Claim {
    /// The day on which it was so said: one that its sentence names outside the content ("said on Tuesday") and that is
    /// no more than a week before `published`, the day of publication; else that day.
    pub fn said_on(&self, published: Option<Date>) -> Option<Date> {
        let inside = |span: Span| self.content.spans.iter().any(|part| part.overlaps(span));
        let named = self.times.iter().filter(|time| !inside(time.span)).find_map(|time| {
            let day = time.from.filter(|from| Some(*from) == time.to)?;
            let days_ago = published?.since(day).ok()?.get_days();
            (0..=7).contains(&days_ago).then_some(day)
        });
        named.or(published)
    }
}
