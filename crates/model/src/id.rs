//! Ids: hashes of what they name and of the version of the rules that made it, so that a replay writes the same rows.

use std::fmt;

use data_encoding::HEXLOWER;
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

/// A text that is no id of its kind, or no [`Digest`].
#[derive(Debug, thiserror::Error, PartialEq, Eq, Clone)]
#[error("`{text}` is not {wanted}")]
pub struct IdError {
    text: String,
    wanted: &'static str,
}

/// SHA-256 of some bytes, as 64 lower-case hexadecimal digits.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String")]
pub struct Digest(String);

impl Digest {
    /// The SHA-256 of `bytes`.
    pub fn of(bytes: &[u8]) -> Self {
        Self(HEXLOWER.encode(&Sha256::digest(bytes)))
    }

    /// The 64 digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// A digest as it was written down; `None` unless it is 64 lower-case hexadecimal digits.
    pub fn parse(text: &str) -> Option<Self> {
        let ok = text.len() == 64 && text.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'));
        ok.then(|| Self(text.to_owned()))
    }
}

impl TryFrom<String> for Digest {
    type Error = IdError;

    fn try_from(text: String) -> Result<Self, IdError> {
        Self::parse(&text).ok_or(IdError { text, wanted: "a SHA-256 of 64 lower-case hexadecimal digits" })
    }
}

impl fmt::Display for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// First 16 hexadecimal digits of the SHA-256 of `parts`, each preceded by its length, so that no two lists of parts
/// run together. 64 bits: a million claims collide with a chance of 3 in 10^8.
fn short_hash(parts: &[&str]) -> String {
    let mut hasher = Sha256::new();
    for part in parts {
        hasher.update((part.len() as u64).to_le_bytes());
        hasher.update(part.as_bytes());
    }
    let mut hex = HEXLOWER.encode(&hasher.finalize());
    hex.truncate(16);
    hex
}

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident = $prefix:literal;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(try_from = "String")]
        pub struct $name(String);

        impl $name {
            /// The id of what `parts` describe, in their order.
            pub fn of(parts: &[&str]) -> Self {
                Self(format!(concat!($prefix, "{}"), short_hash(parts)))
            }

            /// An id as somebody wrote it; `None` when it can't be one of this kind.
            pub fn parse(text: &str) -> Option<Self> {
                let hex = text.strip_prefix($prefix)?;
                let ok = hex.len() == 16 && hex.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'));
                ok.then(|| Self(text.to_owned()))
            }

            /// The id as text.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl TryFrom<String> for $name {
            type Error = IdError;

            fn try_from(text: String) -> Result<Self, IdError> {
                let wanted = concat!("an id: `", $prefix, "` and 16 lower-case hexadecimal digits");
                Self::parse(&text).ok_or(IdError { text, wanted })
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
    )*};
}

ids! {
    /// Names an article: `art_` and 16 hexadecimal digits.
    ArticleId = "art_";
    /// Names a claim: `clm_` and 16 hexadecimal digits.
    ClaimId = "clm_";
    /// Names a thread: `thr_` and 16 hexadecimal digits.
    ThreadId = "thr_";
    /// Names an origin: `org_` and 16 hexadecimal digits.
    OriginId = "org_";
    /// Names a job, that is what was asked for: `job_` and 16 hexadecimal digits.
    JobId = "job_";
    /// Names a run: `run_` and 16 hexadecimal digits.
    RunId = "run_";
    /// Names a ruling: `rul_` and 16 hexadecimal digits.
    RulingId = "rul_";
}
