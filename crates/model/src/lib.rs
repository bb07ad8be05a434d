//! The messages that pass between onrecord's stages, and the words they are made of.
//!
//! Everything here is owned data with a JSON form: what a channel carries inside one process is, byte for byte,
//! what `--tap` and the stage commands write as JSON Lines. Nothing here does IO, knows a clock or a network.
//!
//! All spans are `[start, end)` in UTF-8 bytes of the article's `text`, on character boundaries, and carry the
//! text they cover; [`Article`] refuses to be read from JSON where one of them does not.

mod article;
mod claim;
mod envelope;
mod figures;
mod id;
mod moment;
mod quantity;
mod ruling;
mod snapshot;
mod span;
mod thread;
mod work;

pub use article::{Article, Block, BlockKind, Source, SpanMismatch};
pub use claim::{Claim, Content, Cue, Mention, Mode, ResolvedBy, Speaker, SpeakerKind, Stance, Target};
pub use envelope::{Envelope, Issue, Message, MessageError, VERSION};
pub use figures::{Figures, Revision, Step, Way};
pub use id::{ArticleId, ClaimId, Digest, IdError, JobId, OriginId, RulingId, RunId, ThreadId};
pub use moment::{Moment, MomentError};
pub use quantity::{Bound, Place, Quantity, TimeRef, Trend, Whole};
pub use ruling::Ruling;
pub use snapshot::{Body, BodyError, Snapshot};
pub use span::{Excerpt, Span, SpanError};
pub use thread::{
    ClaimRef, ClaimSlot, Count, Evidence, Finding, FindingKind, Origin, Relation, RelationKind, Slot, Thread,
};
pub use work::{Outcome, Reason, Request, Tally, Work};
