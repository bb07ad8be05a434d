//! The line that every message travels in: `{"v":1,"kind":…,"run":…,"issues":[…],"body":{…}}`.

use serde::{Deserialize, Serialize};

use crate::{Article, RunId, Snapshot, Thread};

/// Version of the messages. A line with another is refused.
pub const VERSION: u32 = 1;

/// Something worth telling about one item that did not stop it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Issue {
    /// The stage that saw it (`fetch`, `extract`, …).
    pub stage: String,
    /// A short name to branch on (`language_not_supported`).
    pub code: String,
    /// What it is, in words.
    pub message: String,
}

/// What a line carries. `kind` names it.
#[derive(Clone, Debug, PartialEq)]
pub enum Message {
    /// From `fetch`.
    Snapshot(Snapshot),
    /// From `extract`.
    Article(Article),
    /// From `link` and `check`.
    Thread(Thread),
}

impl Message {
    /// The name that stands in `kind`.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Snapshot(_) => "snapshot",
            Self::Article(_) => "article",
            Self::Thread(_) => "thread",
        }
    }
}

/// One message with what goes along with it.
#[derive(Clone, Debug, PartialEq)]
pub struct Envelope {
    /// The run that made it.
    pub run: Option<RunId>,
    /// What the stages noticed on the way.
    pub issues: Vec<Issue>,
    /// The message.
    pub message: Message,
}

/// Why a line is no message.
#[derive(Debug, thiserror::Error)]
pub enum MessageError {
    /// Not JSON, or not of the message's form.
    #[error("not a message: {0}")]
    Form(#[from] serde_json::Error),
    /// Another version.
    #[error("message version {0} is not supported (this onrecord reads version {VERSION})")]
    Version(u64),
    /// Another kind.
    #[error("unknown message kind `{0}` (known: snapshot, article, thread)")]
    Kind(String),
}

#[derive(Serialize, Deserialize)]
struct Line<B> {
    v: u64,
    kind: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    run: Option<RunId>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    issues: Vec<Issue>,
    body: B,
}

/// The head of a line: enough to know how to read the rest.
#[derive(Deserialize)]
struct Head {
    v: u64,
    kind: String,
}

impl From<Message> for Envelope {
    fn from(message: Message) -> Self {
        Self { run: None, issues: Vec::new(), message }
    }
}

impl Envelope {
    /// Reads one line.
    ///
    /// # Errors
    /// [`MessageError`] when it is not JSON, of another version or kind, lacks a field, has one too many, or holds a
    /// span that its text does not bear out.
    pub fn parse(line: &str) -> Result<Self, MessageError> {
        fn body<B: for<'de> Deserialize<'de>>(
            line: &str,
            wrap: fn(B) -> Message,
        ) -> Result<Envelope, MessageError> {
            let Line { run, issues, body, .. } = serde_json::from_str::<Line<B>>(line)?;
            Ok(Envelope { run, issues, message: wrap(body) })
        }
        let head: Head = serde_json::from_str(line)?;
        if head.v != u64::from(VERSION) {
            return Err(MessageError::Version(head.v));
        }
        match head.kind.as_str() {
            "snapshot" => body(line, Message::Snapshot),
            "article" => body(line, Message::Article),
            "thread" => body(line, Message::Thread),
            _ => Err(MessageError::Kind(head.kind)),
        }
    }

    /// The line, without its line feed.
    ///
    /// # Errors
    /// When a number is not finite or a path is not UTF-8, which JSON can't carry.
    pub fn to_line(&self) -> Result<String, serde_json::Error> {
        fn line<B: Serialize>(envelope: &Envelope, body: &B) -> Result<String, serde_json::Error> {
            serde_json::to_string(&Line {
                v: u64::from(VERSION),
                kind: envelope.message.kind().to_owned(),
                run: envelope.run.clone(),
                issues: envelope.issues.clone(),
                body,
            })
        }
        match &self.message {
            Message::Snapshot(snapshot) => line(self, snapshot),
            Message::Article(article) => line(self, article),
            Message::Thread(thread) => line(self, thread),
        }
    }
}
