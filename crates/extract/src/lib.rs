//! Stage: snapshot → article with its claims.
//!
//! [`Extract`] decodes the snapshot's bytes, takes the article out of them, tells its language and lets the
//! attribution library find who said what. It does no IO, and the same snapshot always gives the same article. An
//! article whose spans do not prove against its text never leaves this stage.

mod language;
mod page;

use std::sync::Arc;

use onrecord_article::Clean;
use onrecord_attribution::{Attributor, Document, supports};
use onrecord_model::{Article, ArticleId, Claim, Digest, Moment, Snapshot, Source, Work};
use onrecord_pipeline::{Stop, Transform};
use unicode_segmentation::UnicodeSegmentation;
use url::Url;

use crate::page::STAGE;

/// Version of the rules that make an article out of a snapshot; part of its id.
pub const EXTRACT_VERSION: &str = "1";

/// What a user may set.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Options {
    /// ISO 639-1 codes of the languages that claims are taken from. Articles in others are kept without claims.
    pub languages: Vec<String>,
    /// A text with fewer words is none.
    pub min_words: usize,
}

impl Default for Options {
    fn default() -> Self {
        Self { languages: vec!["en".to_owned()], min_words: 20 }
    }
}

/// The stage `extract`.
pub struct Extract {
    options: Options,
    attributor: Arc<Attributor>,
}

impl Extract {
    /// The stage with these options.
    pub fn new(options: Options, attributor: Arc<Attributor>) -> Self {
        Self { options, attributor }
    }

    /// The article of `snapshot`, its claims still missing.
    fn article(&self, work: &mut Work, snapshot: &Snapshot) -> Result<Article, Stop> {
        let bytes = snapshot.body.bytes().map_err(|error| Stop::fail("body_missing", error.to_string()))?;
        let (mut page, issue) = page::read(snapshot, &bytes)?;
        work.issues.extend(issue);
        self.expect_words(snapshot.location(), &page.text)?;
        page.language = tell_language(work, &page);
        let sha256 = snapshot.sha256.clone().unwrap_or_else(|| Digest::of(&bytes));
        Ok(Article {
            id: ArticleId::of(&[EXTRACT_VERSION, &snapshot.url, sha256.as_str()]),
            text: std::mem::take(&mut page.text),
            blocks: std::mem::take(&mut page.blocks),
            source: source(snapshot, sha256, page),
            claims: Vec::new(),
            sketch: Vec::new(),
        })
    }

    fn expect_words(&self, url: &str, text: &str) -> Result<(), Stop> {
        let least = self.options.min_words;
        let words = text.unicode_words().take(least).count();
        if words >= least.max(1) {
            return Ok(());
        }
        Err(Stop::fail("no_text", format!("{url} has {words} words of text, fewer than {least} (min_words)")))
    }

    /// The claims of `article`; none where its language is not one that they are taken from.
    fn claims(&self, work: &mut Work, article: &Article) -> Result<Vec<Claim>, Stop> {
        match &article.source.language {
            Some(language) if !self.reads(language) => {
                let languages = self.options.languages.join(", ");
                let message = format!("the text is in `{language}`; claims are taken from: {languages}");
                work.note(STAGE, "language_not_supported", message);
                return Ok(Vec::new());
            }
            Some(_) => {}
            None => work.note(STAGE, "language_unknown", "neither the page nor its text tells the language"),
        }
        if self.attributor.falls_back(&article.text) {
            let bytes = article.text.len();
            let message =
                format!("a text of {bytes} bytes is longer than the encoder reads: engine `fast` read it");
            work.note(STAGE, "long_text", message);
        }
        let found = self.attributor.claims(&Document {
            article: &article.id,
            text: &article.text,
            blocks: &article.blocks,
            published: article.source.published.as_ref().map(Moment::date),
            outlet: article.source.outlet.as_deref(),
        });
        found.map_err(|error| Stop::fail("attribution", error.to_string()))
    }

    fn reads(&self, language: &str) -> bool {
        self.options.languages.iter().any(|listed| listed == language) && supports(language)
    }
}

/// The language of a text without a page (ISO 639-1), where it is plain.
pub fn language_of(text: &str) -> Option<String> {
    language::of(text, None).code
}

/// The language of the page, as it reads or as it declares.
fn tell_language(work: &mut Work, page: &Clean) -> Option<String> {
    let language = language::of(&page.text, page.language.clone());
    if let (Some(code), Some(declared)) = (&language.code, &language.overruled) {
        let message = format!("the page declares `{declared}`, but its text is in `{code}`");
        work.note(STAGE, "language_differs", message);
    }
    language.code
}

fn source(snapshot: &Snapshot, sha256: Digest, page: Clean) -> Source {
    let moved = snapshot.final_url.clone().filter(|final_url| *final_url != snapshot.url);
    let canonical_url = page.canonical_url.or(moved);
    let outlet =
        page.outlet.or_else(|| site(snapshot.location())).or_else(|| canonical_url.as_deref().and_then(site));
    Source {
        url: snapshot.url.clone(),
        canonical_url,
        outlet,
        title: page.title,
        authors: page.authors,
        published: page.published,
        modified: page.modified,
        language: page.language,
        fetched_at: snapshot.fetched_at.clone(),
        sha256: Some(sha256),
    }
}

/// The host of an address of the web, without `www.`: what an outlet is called that does not say its name.
fn site(url: &str) -> Option<String> {
    let url = Url::parse(url).ok().filter(|url| matches!(url.scheme(), "http" | "https"))?;
    let host = url.host_str()?;
    Some(host.strip_prefix("www.").unwrap_or(host).to_owned())
}

impl Transform for Extract {
    fn name(&self) -> &'static str {
        STAGE
    }

    fn apply(&self, work: &mut Work) -> Result<(), Stop> {
        if work.article.is_some() {
            return Ok(());
        }
        // Taken out for as long as it is read, so that the work can take notes meanwhile.
        let Some(snapshot) = work.snapshot.take() else {
            return Err(Stop::fail("no_snapshot", "nothing was fetched for it"));
        };
        let article = self.article(work, &snapshot);
        work.snapshot = Some(snapshot);
        let mut article = article?;
        article.claims = self.claims(work, &article)?;
        article.prove().map_err(|error| Stop::fail("span", error.to_string()))?;
        work.article = Some(article);
        Ok(())
    }
}
