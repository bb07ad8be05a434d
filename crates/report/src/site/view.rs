//! What several pages show: made from the model here, put into HTML by the templates.

use std::collections::{BTreeSet, HashMap};

use onrecord_model::{
    ArticleId, Claim, ClaimId, Evidence, Finding, FindingKind, Moment, Origin, Source, Thread,
};

use crate::{
    Options, ReportError,
    escape::{href, line, name, text_fragment},
    quote::{Piece, parts},
    record::{Card, Record, address, outlet, speaker, speaker_name, title},
    words,
};

/// What stands around every page.
pub(crate) struct Frame<'a> {
    pub(crate) report: &'a str,
    pub(crate) version: &'a str,
    /// Way from the page to the top of the report.
    pub(crate) root: &'static str,
    /// The page's own title.
    pub(crate) page: String,
    /// The page it belongs to in the navigation.
    pub(crate) at: &'static str,
}

impl<'a> Frame<'a> {
    /// The frame of a page at the top of the report.
    pub(crate) fn top(options: &'a Options, page: &str, at: &'static str) -> Self {
        Self { report: &options.title, version: &options.version, root: "", page: page.to_owned(), at }
    }

    /// The frame of a page in a folder.
    pub(crate) fn below(options: &'a Options, page: &str) -> Self {
        Self { root: "../", ..Self::top(options, page, "") }
    }

    /// The main pages: file, name, whether it is this one.
    pub(crate) fn nav(&self) -> [(&'static str, &'static str, bool); 5] {
        [
            ("index.html", "Overview"),
            ("threads.html", "Threads"),
            ("claims.html", "Claims"),
            ("articles.html", "Articles"),
            ("gaps.html", "Gaps"),
        ]
        .map(|(file, name)| (file, name, self.at == file))
    }
}

/// A short word on what a check found.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) struct Flag {
    pub(crate) label: &'static str,
    pub(crate) tone: &'static str,
}

impl From<FindingKind> for Flag {
    fn from(kind: FindingKind) -> Self {
        Self { label: words::finding(kind), tone: words::tone(kind) }
    }
}

/// A point in time for a `time` element.
pub(crate) struct When {
    pub(crate) iso: String,
    pub(crate) text: String,
    pub(crate) day: String,
}

impl When {
    pub(crate) fn of(moment: &Moment) -> Self {
        Self { iso: moment.to_string(), text: words::moment(moment), day: words::day(moment.date()) }
    }
}

/// A name with a value.
pub(crate) struct Fact {
    pub(crate) label: &'static str,
    pub(crate) text: String,
    /// Whether it is an address or a hash, not words.
    pub(crate) code: bool,
}

impl Fact {
    pub(crate) fn new(label: &'static str, text: &str) -> Self {
        Self { label, text: line(text), code: false }
    }
}

/// A link, or plain words where there is nothing safe to link to.
pub(crate) struct Link {
    pub(crate) href: Option<String>,
    pub(crate) text: String,
    /// Whether it leads out of the report.
    pub(crate) outside: bool,
}

impl Link {
    pub(crate) fn inside(href: String, text: &str) -> Self {
        Self { href: Some(href), text: line(text), outside: false }
    }

    /// A link to a page on the web; anything else is shown and not linked.
    pub(crate) fn outside(url: &str) -> Self {
        Self { href: href(url), text: line(url), outside: true }
    }

    /// Words with nothing to link to.
    pub(crate) fn words(text: &str) -> Self {
        Self { href: None, text: line(text), outside: false }
    }
}

/// One finding with its evidence.
pub(crate) struct FindingView {
    pub(crate) flag: Flag,
    pub(crate) says: String,
    /// The claims it is about; empty where that goes without saying.
    pub(crate) about: Vec<Link>,
    pub(crate) evidence: Vec<EvidenceView>,
    /// The claims it rests on whose pages were changed after they were read.
    pub(crate) changed: Vec<Link>,
}

pub(crate) enum EvidenceView {
    Link(Link),
    Row { table: String, line: u64, cells: Vec<(String, String)> },
    Check { link: Link, reviewed: String, rating: String, publisher: String },
}

/// One thread in a list.
pub(crate) struct ThreadRow {
    pub(crate) href: String,
    pub(crate) title: String,
    pub(crate) flags: Vec<Flag>,
    /// The first number in it, as written.
    pub(crate) figure: Option<String>,
    /// What its most telling findings say.
    pub(crate) says: Vec<String>,
    /// The rulings on it that stand, each in a line.
    pub(crate) rulings: Vec<String>,
    pub(crate) meta: String,
}

impl ThreadRow {
    pub(crate) fn of(record: &Record<'_>, thread: &Thread) -> Self {
        let kinds = record.telling(thread);
        let says = record.found_in(thread).filter(|finding| kinds.contains(&finding.kind));
        Self {
            href: thread_page(thread),
            title: line(&thread.title),
            flags: flags(record, thread),
            figure: thread.claims.iter().find_map(|claim| Some(line(&claim.quantity.as_ref()?.text))),
            says: says.take(2).map(|finding| line(&finding.says)).collect(),
            rulings: record.standing(thread).map(|ruling| line(&words::ruling(ruling))).collect(),
            meta: meta(thread),
        }
    }
}

/// One article in a list.
pub(crate) struct ArticleRow {
    pub(crate) href: String,
    pub(crate) title: String,
    pub(crate) outlet: String,
    pub(crate) published: Option<When>,
    pub(crate) claims: String,
}

impl ArticleRow {
    pub(crate) fn of(card: &Card) -> Self {
        Self {
            href: article_page(&card.id),
            title: line(title(&card.source)),
            outlet: line(&outlet(&card.source)),
            published: card.source.published.as_ref().map(When::of),
            claims: words::thousands(card.claims as u64),
        }
    }
}

/// Where a thread's page lies.
pub(crate) fn thread_page(thread: &Thread) -> String {
    format!("threads/{}.html", name(thread.id.as_str()))
}

/// Where an article's page lies.
pub(crate) fn article_page(id: &ArticleId) -> String {
    format!("articles/{}.html", name(id.as_str()))
}

/// Where a claim's details lie.
pub(crate) fn claim_place(article: &ArticleId, claim: &ClaimId) -> String {
    format!("{}#{}", article_page(article), name(claim.as_str()))
}

/// The words of a claim on the page that they come from.
pub(crate) fn original(claim: &Claim, source: &Source) -> Option<String> {
    let parts: Vec<&str> = parts(&claim.content).into_iter().map(|(_, text)| text).collect();
    text_fragment(address(source), &parts)
}

/// What the checks found in a thread, the loudest first.
pub(crate) fn flags(record: &Record<'_>, thread: &Thread) -> Vec<Flag> {
    let mut kinds: BTreeSet<FindingKind> = record.found_in(thread).map(|finding| finding.kind).collect();
    kinds.remove(&FindingKind::Origins); // every thread has it: its number stands beside
    kinds.extend(record.telling(thread));
    let mut flags: Vec<Flag> = kinds.into_iter().map(Flag::from).collect();
    let loudness = |tone: &str| ["strong", "notable", "quiet"].iter().position(|known| *known == tone);
    flags.sort_by_key(|flag| loudness(flag.tone));
    flags
}

/// `5 claims · 4 articles · 3 outlets · 2 origins · 22 to 24 July 2025`.
fn meta(thread: &Thread) -> String {
    let articles: BTreeSet<&ArticleId> = thread.claims.iter().map(|claim| &claim.article).collect();
    let outlets: BTreeSet<&str> = thread.claims.iter().filter_map(|claim| claim.outlet.as_deref()).collect();
    let published: BTreeSet<_> =
        thread.claims.iter().filter_map(|claim| Some(claim.published.as_ref()?.date())).collect();
    let mut parts = vec![words::count(thread.claims.len(), "claim"), words::count(articles.len(), "article")];
    if !outlets.is_empty() {
        parts.push(words::count(outlets.len(), "outlet"));
    }
    if !thread.origins.is_empty() {
        parts.push(words::count(thread.origins.len(), "origin"));
    }
    parts.extend(words::days(published.first().copied(), published.last().copied()));
    parts.join(" · ")
}

/// Turns ids of claims and origins into links, as seen from one page.
pub(crate) struct Links<'a> {
    record: &'a Record<'a>,
    /// Claims on the page itself, with what they are called there.
    here: HashMap<ClaimId, String>,
    origins: HashMap<&'a str, usize>,
}

impl<'a> Links<'a> {
    /// Links for a thread's page.
    pub(crate) fn of_thread(record: &'a Record<'a>, thread: &'a Thread) -> Self {
        let call = |at: usize, claim: &onrecord_model::ClaimRef| {
            let outlet = crate::record::outlet_name(claim.outlet.as_deref(), &claim.url);
            let speaker = speaker_name(claim.speaker.as_deref(), &outlet);
            (claim.id.clone(), format!("claim {} ({speaker}, {outlet})", at + 1))
        };
        let here = thread.claims.iter().enumerate().map(|(at, claim)| call(at, claim)).collect();
        let number = |(at, origin): (usize, &'a Origin)| (origin.id.as_str(), at + 1);
        Self { record, here, origins: thread.origins.iter().enumerate().map(number).collect() }
    }

    /// Links for an article's page.
    pub(crate) fn of_article(record: &'a Record<'a>, claims: &[Claim], source: &Source) -> Self {
        let call = |(at, claim): (usize, &Claim)| {
            (claim.id.clone(), format!("claim {} ({})", at + 1, speaker(claim, source)))
        };
        Self { record, here: claims.iter().enumerate().map(call).collect(), origins: HashMap::new() }
    }

    /// A link to a claim's details, on this page where it is here.
    pub(crate) fn claim(&self, id: &ClaimId) -> Result<Link, ReportError> {
        if let Some(call) = self.here.get(id) {
            return Ok(Link::inside(format!("#{}", name(id.as_str())), call));
        }
        let Some(filed) = self.record.store.claim(id)? else {
            return Ok(Link::words(id.as_str()));
        };
        let text = format!("{}, {}", speaker(&filed.claim, &filed.source), outlet(&filed.source));
        Ok(Link::inside(format!("../{}", claim_place(&filed.article, id)), &text))
    }

    fn origin(&self, id: &str) -> Link {
        match self.origins.get(id) {
            Some(number) => Link::inside(format!("#{}", name(id)), &format!("origin {number}")),
            None => Link::words(id),
        }
    }

    /// One finding with its evidence.
    pub(crate) fn finding(&self, finding: &Finding) -> Result<FindingView, ReportError> {
        let shown: BTreeSet<&ClaimId> = finding
            .evidence
            .iter()
            .filter_map(|evidence| match evidence {
                Evidence::Claim(id) => Some(id),
                _ => None,
            })
            .collect();
        let about = finding.claims.iter().filter(|id| !shown.contains(id));
        let rests_on: BTreeSet<&ClaimId> = finding.claims.iter().chain(shown.iter().copied()).collect();
        let changed = rests_on.into_iter().filter(|id| self.record.changes.of(id).is_some());
        Ok(FindingView {
            changed: changed.map(|id| self.claim(id)).collect::<Result<_, _>>()?,
            flag: finding.kind.into(),
            says: line(&finding.says),
            about: about.map(|id| self.claim(id)).collect::<Result<_, _>>()?,
            evidence: finding.evidence.iter().map(|one| self.evidence(one)).collect::<Result<_, _>>()?,
        })
    }

    fn evidence(&self, evidence: &Evidence) -> Result<EvidenceView, ReportError> {
        Ok(match evidence {
            Evidence::Claim(id) => EvidenceView::Link(self.claim(id)?),
            Evidence::Origin(id) => EvidenceView::Link(self.origin(id.as_str())),
            Evidence::Row { table, line: number, cells } => {
                let split = |cell: &String| match cell.split_once('=') {
                    Some((column, value)) => (line(column), line(value)),
                    None => (String::new(), line(cell)),
                };
                EvidenceView::Row {
                    table: line(table),
                    line: *number,
                    cells: cells.iter().map(split).collect(),
                }
            }
            Evidence::Check { url, reviewed, rating, publisher } => {
                let [rating, publisher] =
                    [rating, publisher].map(|text| line(text.as_deref().unwrap_or("not told")));
                EvidenceView::Check { link: Link::outside(url), reviewed: line(reviewed), rating, publisher }
            }
        })
    }
}

/// Pieces of a quotation as a page shows them.
pub(crate) fn shown(mut pieces: Vec<Piece>) -> Vec<Piece> {
    for piece in &mut pieces {
        piece.text = crate::escape::visible(&piece.text);
    }
    pieces
}
