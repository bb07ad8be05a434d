//! What a fetch got, kept as it came.

use std::{borrow::Cow, collections::BTreeMap, path::PathBuf};

use data_encoding::BASE64;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::{Digest, Moment};

/// The bytes that a fetch got, with where, when and how. Only `url` and `body` are required in JSON, so that anyone
/// can write one by hand.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Snapshot {
    /// The URL that was asked for, as it was written.
    pub url: String,
    /// The URL that answered, after redirects.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub final_url: Option<String>,
    /// HTTP status; none for a file.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status: Option<u16>,
    /// When the bytes were fetched; for a file, when it was last modified.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fetched_at: Option<Moment>,
    /// Media type as declared, parameters included (`text/html; charset=windows-1251`).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub media_type: Option<String>,
    /// SHA-256 of the bytes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sha256: Option<Digest>,
    /// Number of bytes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub size: Option<u64>,
    /// Response headers, names in lower case; several values of one name joined by `, `.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub headers: BTreeMap<String, String>,
    /// The bytes.
    pub body: Body,
}

/// The bytes of a snapshot: `{"text": …}`, `{"base64": …}` or `{"path": …}`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Body {
    /// Bytes that are UTF-8.
    Text(String),
    /// Any bytes, written as base64.
    Base64(#[serde(serialize_with = "to_base64", deserialize_with = "from_base64")] Vec<u8>),
    /// A file that holds the bytes; relative to the folder the process runs in.
    Path(PathBuf),
}

/// A body whose bytes lie elsewhere.
#[derive(Debug, thiserror::Error, PartialEq, Eq, Clone)]
#[error("the bytes lie in the file {0}, which has not been read")]
pub struct BodyError(pub PathBuf);

impl Body {
    /// The body that holds `bytes`: text where they are UTF-8.
    pub fn from_bytes(bytes: Vec<u8>) -> Self {
        match String::from_utf8(bytes) {
            Ok(text) => Self::Text(text),
            Err(error) => Self::Base64(error.into_bytes()),
        }
    }

    /// The bytes in memory.
    ///
    /// # Errors
    /// [`BodyError`] for [`Body::Path`]: whoever may do IO reads the file first.
    pub fn bytes(&self) -> Result<Cow<'_, [u8]>, BodyError> {
        match self {
            Self::Text(text) => Ok(Cow::Borrowed(text.as_bytes())),
            Self::Base64(bytes) => Ok(Cow::Borrowed(bytes)),
            Self::Path(path) => Err(BodyError(path.clone())),
        }
    }
}

fn to_base64<S: Serializer>(bytes: &[u8], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(&BASE64.encode(bytes))
}

fn from_base64<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<u8>, D::Error> {
    let text = String::deserialize(deserializer)?;
    BASE64.decode(text.as_bytes()).map_err(serde::de::Error::custom)
}

impl Snapshot {
    /// A snapshot of `bytes` at `url`, with their hash and size, and nothing else known.
    pub fn of(url: impl Into<String>, bytes: Vec<u8>) -> Self {
        Self {
            url: url.into(),
            final_url: None,
            status: None,
            fetched_at: None,
            media_type: None,
            sha256: Some(Digest::of(&bytes)),
            size: Some(bytes.len() as u64),
            headers: BTreeMap::new(),
            body: Body::from_bytes(bytes),
        }
    }

    /// The URL that the bytes came from: the final one where it is known.
    pub fn location(&self) -> &str {
        self.final_url.as_deref().unwrap_or(&self.url)
    }
}
