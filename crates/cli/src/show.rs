//! `onrecord show`: one claim, thread or article with its proof.

use std::io::Write;

use anyhow::Context as _;
use onrecord_model::{Article, ArticleId, Claim, ClaimId, Ruling, RulingId, Source, Span, Thread, ThreadId};
use onrecord_store::{Changes, SqliteStore, Store as _};

use crate::{
    args,
    exit::{Exit, usage},
    output,
    query::{Context, FiledJson, record},
    rule::unknown,
    words,
};

/// Shows what an id names.
pub(crate) fn show(args: &args::Show) -> anyhow::Result<Exit> {
    let store = record(&args.place)?;
    let mut page = Page { out: output::open(None)?, colour: output::colour(), json: args.json };
    let known = if let Some(id) = ClaimId::parse(&args.id) {
        page.claim(&store, &id)?
    } else if let Some(id) = ThreadId::parse(&args.id) {
        page.thread(&store, &id)?
    } else if let Some(id) = ArticleId::parse(&args.id) {
        page.article(&store, &id)?
    } else if let Some(id) = RulingId::parse(&args.id) {
        page.ruling(&store, &id)?
    } else {
        let hint = "an id starts with clm_ (claim), thr_ (thread), art_ (article) or rul_ (ruling); lists print them";
        return Err(usage(format!("{}: not an id; {hint}", args.id)));
    };
    page.out.flush()?;
    if known { Ok(Exit::Ok) } else { Err(unknown(&store, &args.id)?) }
}

/// A part of a text that is marked.
#[derive(Clone, Copy)]
enum Mark {
    Speaker,
    Cue,
    Content,
}

impl Mark {
    /// What stands before and after it, in colour and without.
    fn pens(self, colour: bool) -> (&'static str, &'static str) {
        match (self, colour) {
            (Self::Speaker, true) => ("\u{1b}[1;36m", "\u{1b}[0m"),
            (Self::Cue, true) => ("\u{1b}[4m", "\u{1b}[0m"),
            (Self::Content, true) => ("\u{1b}[1;33m", "\u{1b}[0m"),
            (Self::Speaker, false) => ("{", "}"),
            (Self::Cue, false) => ("<", ">"),
            (Self::Content, false) => ("[", "]"),
        }
    }
}

struct Page {
    out: Box<dyn Write + Send>,
    colour: bool,
    json: bool,
}

impl Page {
    fn json(&mut self, value: &impl serde::Serialize) -> anyhow::Result<bool> {
        serde_json::to_writer_pretty(&mut self.out, value)?;
        writeln!(self.out)?;
        Ok(true)
    }

    fn claim(&mut self, store: &SqliteStore, id: &ClaimId) -> anyhow::Result<bool> {
        let Some(filed) = store.claim(id)? else { return Ok(false) };
        if self.json {
            return self.json(&FiledJson::of(&filed));
        }
        let article =
            store.article(&filed.article)?.context("the claim's article is missing from the record")?;
        let claim = &filed.claim;
        writeln!(self.out, "{id}\n")?;
        self.marked(&article, claim)?;
        self.facts(claim)?;
        if let Some(change) = Changes::load(store)?.of(id) {
            let now = change.now.as_ref().map(|now| format!(" ({now})")).unwrap_or_default();
            self.row("changed", &format!("{}{now}", change.says))?;
        }
        self.source(store, &article)
    }

    /// The claim's sentences with speaker, cue and content marked.
    fn marked(&mut self, article: &Article, claim: &Claim) -> anyhow::Result<()> {
        let mut marks: Vec<(Span, Mark)> =
            claim.content.spans.iter().map(|span| (*span, Mark::Content)).collect();
        marks.extend(claim.cue.iter().flat_map(|cue| &cue.spans).map(|span| (*span, Mark::Cue)));
        marks.extend(claim.speaker.mention.iter().map(|mention| (mention.span, Mark::Speaker)));
        marks.sort_by_key(|(span, _)| *span);
        let whole = marks.iter().fold(claim.sentence, |whole, (span, _)| whole.cover(*span));
        let mut at = whole.start();
        write!(self.out, "  ")?;
        for (span, mark) in marks {
            // A mark inside another one is told by the outer one.
            if span.start() < at {
                continue;
            }
            let (open, close) = mark.pens(self.colour);
            let before = output::printable(article.text.get(at..span.start()).unwrap_or_default());
            let marked = output::printable(span.slice(&article.text).unwrap_or_default());
            write!(self.out, "{before}{open}{marked}{close}")?;
            at = span.end();
        }
        let rest = article.text.get(at..whole.end()).unwrap_or_default();
        writeln!(self.out, "{}\n", output::printable(rest))?;
        Ok(())
    }

    fn facts(&mut self, claim: &Claim) -> anyhow::Result<()> {
        let how = words::resolved(claim.speaker.resolved_by);
        self.row("speaker", &format!("{} ({how})", words::speaker(&claim.speaker)))?;
        for (name, value) in [("role", &claim.speaker.role), ("speaks for", &claim.speaker.affiliation)] {
            if let Some(value) = value {
                self.row(name, value)?;
            }
        }
        self.row("stance", words::stance(claim))?;
        if let Some(cue) = &claim.cue {
            self.row("cue", &format!("{} ({})", cue.text, cue.lemma))?;
        }
        if let Some(target) = &claim.target {
            self.row("target", &target.text)?;
        }
        if !claim.hedges.is_empty() {
            self.row("hedges", &claim.hedges.join(", "))?;
        }
        for quantity in &claim.quantities {
            self.row("number", &words::quantity(quantity))?;
        }
        for time in &claim.times {
            let days =
                [time.from, time.to].map(|day| day.map_or_else(|| "open".to_owned(), |day| day.to_string()));
            self.row("time", &format!("{} = {} to {}", time.text, days[0], days[1]))?;
        }
        if let Some(outer) = &claim.inside {
            self.row("inside", outer.as_str())?;
        }
        let spans: Vec<String> =
            claim.content.spans.iter().map(|span| format!("{}-{}", span.start(), span.end())).collect();
        self.row("content at", &format!("bytes {} of the article's text", spans.join(", ")))?;
        self.row(
            "read with",
            &format!("confidence {:.2} (of the reading, not of its truth)", claim.confidence),
        )?;
        for finding in &claim.findings {
            self.row("finding", &finding.says)?;
        }
        Ok(())
    }

    /// Where an article comes from, with the proof that its snapshot is there and unchanged.
    fn source(&mut self, store: &SqliteStore, article: &Article) -> anyhow::Result<bool> {
        let Source { url, canonical_url, outlet, title, authors, published, sha256, fetched_at, .. } =
            &article.source;
        self.row("article", article.id.as_str())?;
        let published = published.as_ref().map(ToString::to_string);
        let fetched = fetched_at.as_ref().map(ToString::to_string);
        let authors = Some(authors.join(", ")).filter(|authors| !authors.is_empty());
        for (name, value) in [
            ("outlet", outlet.as_ref()),
            ("title", title.as_ref()),
            ("authors", authors.as_ref()),
            ("published", published.as_ref()),
            ("url", Some(url)),
            ("own url", canonical_url.as_ref()),
            ("fetched", fetched.as_ref()),
        ] {
            if let Some(value) = value {
                self.row(name, value)?;
            }
        }
        if let Some(sha256) = sha256 {
            let proof = match store.snapshot(sha256) {
                Ok(Some(_)) => "stored, and its bytes still have this hash".to_owned(),
                Ok(None) => "NOT STORED".to_owned(),
                Err(error) => format!("NOT PROVEN: {error}"),
            };
            self.row("snapshot", &format!("{sha256} ({proof})"))?;
        }
        Ok(true)
    }

    fn thread(&mut self, store: &SqliteStore, id: &ThreadId) -> anyhow::Result<bool> {
        let Some(thread) = store.thread(id)? else { return Ok(false) };
        let context = Context::load(store)?;
        if self.json {
            return self.json(&context.json(&thread));
        }
        let Thread { id, title, claims, relations, origins, findings, .. } = &thread;
        writeln!(self.out, "{id}\n\n  {}\n", output::printable(title))?;
        for claim in claims {
            let who = claim.speaker.as_deref().unwrap_or("the outlet itself");
            let outlet = claim.outlet.as_deref().unwrap_or(&claim.url);
            let day = claim.published.as_ref().map(|day| day.date().to_string()).unwrap_or_default();
            self.row(claim.id.as_str(), &format!("{day} {outlet}: {who}: {}", claim.content))?;
            if let Some(change) = context.changes.of(&claim.id) {
                self.row("  changed", &change.says)?;
            }
        }
        self.figures(&thread)?;
        for relation in relations {
            let kind = format!("{:?}", relation.kind).to_lowercase();
            self.row(&kind, &format!("{} → {}: {}", relation.from, relation.to, relation.why))?;
        }
        for origin in origins {
            self.row("origin", &format!("{} articles: {}", origin.articles.len(), origin.why))?;
        }
        for finding in findings {
            self.row("finding", &finding.says)?;
            for change in finding.claims.iter().filter_map(|id| context.changes.of(id)) {
                self.row("  changed", &format!("it rests on {}, whose page was changed", change.was))?;
            }
        }
        for ruling in context.rulings.on(id) {
            self.ruled(ruling, &context)?;
        }
        Ok(true)
    }

    /// Who gave which figure when, and which way it was moved.
    fn figures(&mut self, thread: &Thread) -> anyhow::Result<()> {
        for figures in thread.figures() {
            let who = figures.speaker.as_deref().unwrap_or("the outlet itself");
            for (at, step) in figures.steps.iter().enumerate() {
                let day = step.published.as_ref().map(|day| day.date().to_string()).unwrap_or_default();
                let again = match step.again.len() {
                    0 => String::new(),
                    1 => ", again once".to_owned(),
                    times => format!(", again {times} times"),
                };
                let how = words::step(step, at == 0, figures.speaker.as_deref());
                self.row(
                    "figure",
                    &format!("{day} {who}: “{}”, {how}{again} ({})", step.figure, step.claim),
                )?;
            }
        }
        Ok(())
    }

    fn ruling(&mut self, store: &SqliteStore, id: &RulingId) -> anyhow::Result<bool> {
        let context = Context::load(store)?;
        let Some(ruling) = context.rulings.all().iter().find(|ruling| ruling.id == *id) else {
            return Ok(false);
        };
        if self.json {
            return self.json(&context.ruling(ruling));
        }
        self.row("thread", &format!("{} {}", ruling.thread, ruling.title))?;
        self.ruled(ruling, &context)?;
        Ok(true)
    }

    /// A ruling with what came after it.
    fn ruled(&mut self, ruling: &Ruling, context: &Context) -> anyhow::Result<()> {
        self.row("ruling", &format!("{} {}, {}: {}", ruling.id, ruling.made, ruling.by, ruling.verdict))?;
        if let Some(claim) = &ruling.claim {
            self.row("  on", claim.as_str())?;
        }
        self.row("  reasons", &ruling.reasons)?;
        for url in &ruling.evidence {
            self.row("  evidence", url)?;
        }
        if let Some(later) = context.rulings.superseded_by(&ruling.id) {
            self.row("  superseded", &format!("by {later}"))?;
        }
        for change in context.rulings.outdated_by(ruling, &context.changes) {
            let says = format!("the ruling was made before claim {} changed: {}", change.was, change.says);
            self.row("  outdated", &says)?;
        }
        Ok(())
    }

    fn article(&mut self, store: &SqliteStore, id: &ArticleId) -> anyhow::Result<bool> {
        let Some(article) = store.article(id)? else { return Ok(false) };
        if self.json {
            return self.json(&article);
        }
        self.source(store, &article)?;
        writeln!(self.out, "\n{}\n", output::printable(&article.text))?;
        for claim in &article.claims {
            self.row(
                claim.id.as_str(),
                &format!("{}: {}", words::speaker(&claim.speaker), claim.content.text),
            )?;
        }
        Ok(true)
    }

    fn row(&mut self, name: &str, value: &str) -> anyhow::Result<()> {
        Ok(writeln!(self.out, "{name:<12} {}", output::printable(value))?)
    }
}
