//! Who speaks, and for which state.

use onrecord_model::SpeakerKind;

use super::reader::Reader;
use crate::party::{speaker_key, state_in};

impl Reader<'_> {
    /// Name, else mention; none for the outlet's own word.
    pub(super) fn named_speaker(&self) -> Option<String> {
        let speaker = &self.claim.speaker;
        let mention = || speaker.mention.as_ref().map(|mention| mention.text.clone());
        (speaker.kind != SpeakerKind::Outlet).then(|| speaker.name.clone().or_else(mention)).flatten()
    }

    pub(super) fn speaker_key(&self) -> Option<String> {
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

    pub(super) fn party(&self) -> Option<String> {
        let speaker = &self.claim.speaker;
        let affiliation = speaker.affiliation.as_deref().and_then(state_in);
        let name = || speaker.name.as_deref().and_then(state_in);
        let mention = || speaker.mention.as_ref().and_then(|mention| state_in(&mention.text));
        affiliation.or_else(name).or_else(mention).map(str::to_owned)
    }
}
