//! Claims that speak about the same thing, what holds between them, and what the checks found.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::{ArticleId, ClaimId, Moment, OriginId, Quantity, Stance, ThreadId};

/// What the claims of a thread speak about. Parts that the claims do not tell are none.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Slot {
    /// Who did it or has it, as a normalised name.
    pub actor: Option<String>,
    /// What was done or is measured (`down`, `kill`, `exchange`), as a normalised class.
    pub predicate: Option<String>,
    /// What is counted or measured, normalised ("drone").
    pub object: Option<String>,
    /// As [`Quantity::unit`].
    pub unit: Option<String>,
    /// Where it happened, as a normalised name.
    pub place: Option<String>,
    /// First day of the event.
    pub from: Option<Date>,
    /// Last day of the event, inclusive.
    pub to: Option<Date>,
}

/// How a number counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Count {
    /// What one event or one stretch of time gave; nothing else is said.
    #[default]
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

impl Count {
    #[expect(clippy::trivially_copy_pass_by_ref, reason = "serde's signature")]
    fn is_plain(&self) -> bool {
        *self == Self::Plain
    }
}

/// What one claim speaks about, by one of its quantities or as a whole.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClaimSlot {
    /// Index into the claim's `quantities`; none for the claim as a whole.
    pub quantity: Option<usize>,
    /// What it is about.
    pub slot: Slot,
    /// How the number counts.
    #[serde(default, skip_serializing_if = "Count::is_plain")]
    pub count: Count,
    /// Promised, planned or wished, not done.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub planned: bool,
}

/// A claim as a thread lists it: enough to read the thread without the articles.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ClaimRef {
    /// Which claim.
    pub id: ClaimId,
    /// In which article.
    pub article: ArticleId,
    /// Resolved name of the speaker, else the mention; none for the outlet's own word.
    pub speaker: Option<String>,
    /// Publication.
    pub outlet: Option<String>,
    /// URL of the article.
    pub url: String,
    /// When the article was published.
    pub published: Option<Moment>,
    /// What the speaker does with it.
    pub stance: Stance,
    /// The content, as written.
    pub content: String,
    /// The number by which the claim stands in this thread.
    pub quantity: Option<Quantity>,
}

/// What holds between two claims of a thread.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RelationKind {
    /// The same words of the same speaker, or a copy.
    Repeats,
    /// Another speaker or origin says what fits.
    Agrees,
    /// A later figure of the same count.
    Updates,
    /// Comparable, and both can't be so.
    Contradicts,
    /// One says that what the other says is not so.
    Denies,
}

/// One relation; `from` is the later or denying claim.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Relation {
    /// The claim that repeats, agrees, updates, contradicts or denies.
    pub from: ClaimId,
    /// The claim it does so to.
    pub to: ClaimId,
    /// What holds.
    pub kind: RelationKind,
    /// Why, in words.
    pub why: String,
}

/// A group of documents that copy one another or one wire story.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Origin {
    /// Which.
    pub id: OriginId,
    /// Its articles, in the order of their ids.
    pub articles: Vec<ArticleId>,
    /// Why they are one origin, in words.
    pub why: String,
}

/// What a check looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FindingKind {
    /// How many independent origins carry it.
    Origins,
    /// Somebody denies it.
    Denied,
    /// Comparable figures differ.
    NumberDiffers,
    /// A later figure replaces it.
    Updated,
    /// Figures that look alike can't be compared.
    NotComparable,
    /// A part and its whole, or a sum, do not fit.
    Arithmetic,
    /// A reference table has the same.
    ReferenceMatches,
    /// A reference table has the same only as a derived sum.
    ReferenceMatchesDerived,
    /// A reference table has something else.
    ReferenceDiffers,
    /// A published fact-check speaks about it.
    PublishedCheck,
    /// A check could not run.
    NotChecked,
}

/// One field that a finding rests on, or one claim, or one row of a table.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Evidence {
    /// A claim.
    Claim(ClaimId),
    /// An origin.
    Origin(OriginId),
    /// A row of a reference table.
    Row {
        /// Name of the table in the configuration.
        table: String,
        /// Line of a CSV file, counted from 1 with its header; of other files the row, counted from 1.
        line: u64,
        /// The cells that were used, as `column=value`.
        cells: Vec<String>,
    },
    /// A published fact-check.
    Check {
        /// Where it stands.
        url: String,
        /// What it reviewed.
        reviewed: String,
        /// Its own rating, as written.
        rating: Option<String>,
        /// Who published it.
        publisher: Option<String>,
    },
}

/// The typed result of one check, with its evidence; never a score of truth.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Finding {
    /// What was found.
    pub kind: FindingKind,
    /// The claims it is about, in the order of their ids; all claims of the thread where empty.
    #[serde(default)]
    pub claims: Vec<ClaimId>,
    /// What, in one sentence a reader can publish.
    pub says: String,
    /// What it rests on.
    pub evidence: Vec<Evidence>,
}

/// The claims that speak about the same thing: same actor, predicate, object, unit, place and event time.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Thread {
    /// Hash of the slot and version of the rules.
    pub id: ThreadId,
    /// What it is about.
    pub slot: Slot,
    /// A line that names it for a reader.
    pub title: String,
    /// Its claims, by publication, then id.
    pub claims: Vec<ClaimRef>,
    /// What holds between them.
    #[serde(default)]
    pub relations: Vec<Relation>,
    /// Where they come from.
    #[serde(default)]
    pub origins: Vec<Origin>,
    /// What the checks found; empty before `check`.
    #[serde(default)]
    pub findings: Vec<Finding>,
}
