//! Puts claims together: tagged and linked spans, speakers, stance, numbers; the outlet's own figures; ids.

use std::{collections::BTreeSet, ops::Range};

use onrecord_encoder::EncoderError;
use onrecord_model::{
    BlockKind, Claim, ClaimId, Content, Cue, Excerpt, Mode, Quantity, ResolvedBy, Span, Speaker, SpeakerKind,
    Stance,
};
use onrecord_quantity::Found;

use crate::{
    Document, RULES_VERSION, addressee,
    addressee::Addressed,
    blocks, complete,
    engine::Reader,
    features::{Paragraph, Place},
    lexicon::{self, CueKind, Pos},
    link::Relation,
    speaker::{Asked, Cast, Resolver},
    stance::{self, Reading},
    tokens::{self, Token},
};

/// Every claim of the document, in the order of its text.
///
/// # Errors
/// [`EncoderError`] where the network can't be run.
pub(crate) fn find(reader: &Reader, document: &Document<'_>) -> Result<Vec<Claim>, EncoderError> {
    let (kinds, paragraphs) = paragraphs(document);
    let cast = Cast::of(&paragraphs);
    let resolver = Resolver::new(&cast, document.text);
    let mut finder = Finder { document, resolver, announced: None, claims: Vec::new() };
    let read = reader.read(&paragraphs.iter().collect::<Vec<_>>())?;
    let relations = finder.settle(&paragraphs, &kinds, read);
    let mut inner = inner(reader, document, &paragraphs, &relations)?.into_iter().peekable();
    let mut sentences_before = 0;
    for (number, (paragraph, relations)) in paragraphs.iter().zip(&relations).enumerate() {
        let within: Vec<Inner<'_>> =
            std::iter::from_fn(|| inner.next_if(|inner| inner.paragraph == number)).collect();
        finder.paragraph(paragraph, kinds[number], sentences_before, relations, &within);
        sentences_before += paragraph.sentences.len();
    }
    Ok(in_order(finder.claims))
}

/// A content read once more, for what is told inside it.
struct Inner<'a> {
    /// Number of the paragraph that it stands in.
    paragraph: usize,
    /// Its first token there.
    start: usize,
    /// Its text as a paragraph of its own.
    text: Paragraph<'a>,
    /// Whether it is the inside of a quotation.
    quoted: bool,
    /// What is told in it.
    relations: Vec<Relation>,
}

/// The contents in which somebody tells something outside quotation marks ("A said that B had told C …"), read once more.
fn inner<'a>(
    reader: &Reader,
    document: &Document<'a>,
    paragraphs: &[Paragraph<'a>],
    relations: &[Vec<Relation>],
) -> Result<Vec<Inner<'a>>, EncoderError> {
    let mut found = Vec::new();
    for (number, (paragraph, relations)) in paragraphs.iter().zip(relations).enumerate() {
        let mut contents: Vec<&Range<usize>> =
            relations.iter().flat_map(|relation| &relation.contents).collect();
        contents.sort_by_key(|content| content.start);
        for content in contents {
            let whole = within_marks(paragraph, content);
            let told = whole.clone().any(|at| {
                let free = paragraph.quotation_of[at].is_none() || whole != *content;
                free && lexicon::cue(paragraph.tokens[at].text).is_some()
            });
            let that = usize::from(paragraph.tokens[content.start].text == "that");
            let Some(bytes) = paragraph.bytes(whole.start + that..whole.end).filter(|_| told) else {
                continue;
            };
            let text = Paragraph::new(document.text, bytes, Place::Later);
            let quoted = whole != *content;
            found.push(Inner {
                paragraph: number,
                start: content.start,
                text,
                quoted,
                relations: Vec::new(),
            });
        }
    }
    let read = reader.read(&found.iter().map(|inner| &inner.text).collect::<Vec<_>>())?;
    for (inner, relations) in found.iter_mut().zip(read) {
        inner.relations =
            relations.into_iter().filter(|told| is_telling(&inner.text, told, inner.quoted)).collect();
    }
    Ok(found)
}

/// What stands between the marks of a quotation that is all of a content; else the content.
fn within_marks(paragraph: &Paragraph<'_>, content: &Range<usize>) -> Range<usize> {
    let range = trimmed(paragraph, content.clone()).unwrap_or_else(|| content.clone());
    match paragraph.quotation(range.start).filter(|quotation| quotation.open == range.start) {
        Some(quotation) if quotation.close + 1 >= range.end && range.len() > 2 => {
            quotation.open + 1..quotation.close.min(range.end)
        }
        _ => content.clone(),
    }
}

fn paragraphs<'a>(document: &Document<'a>) -> (Vec<BlockKind>, Vec<Paragraph<'a>>) {
    let mut seen_text = false;
    let mut found = (Vec::new(), Vec::new());
    for (number, (range, kind)) in blocks(document).into_iter().enumerate() {
        let place = match kind {
            BlockKind::Heading => Place::Heading,
            // A plain text gives no kinds: its first line is its headline.
            _ if number == 0 && document.blocks.iter().all(|block| block.kind == BlockKind::Paragraph) => {
                Place::Heading
            }
            _ if !seen_text => Place::First,
            _ => Place::Later,
        };
        seen_text |= place != Place::Heading;
        let range = after_dateline(document.text, range, place);
        found.0.push(kind);
        found.1.push(Paragraph::new(document.text, range, place));
    }
    found
}

/// A paragraph without "KYIV, July 23 (Reuters) -" at its start: what tells place, day and agency is nobody's word.
fn after_dateline(text: &str, range: Range<usize>, place: Place) -> Range<usize> {
    const LONGEST: usize = 120; // bytes
    const LONGEST_WORDS: usize = 16; // tokens
    let end = (range.start..range.end.min(range.start + LONGEST)).rev().find(|&at| text.is_char_boundary(at));
    let tokens = tokens::tokenize(text, range.start..end.unwrap_or(range.start));
    let is_dash = |token: &Token<'_>| matches!(token.text, "-" | "–" | "—" | "--");
    let Some(dash) = tokens.iter().take(LONGEST_WORDS).position(is_dash).filter(|&at| at > 0) else {
        return range;
    };
    let part = |token: &Token<'_>| {
        token.is_capitalised()
            || matches!(token.text, "," | "." | "(" | ")" | "/" | "'" | "’" | "of" | "and")
            || token.text.starts_with(|c: char| c.is_ascii_digit())
    };
    let signed = tokens[dash - 1].text == ")" && tokens[..dash].iter().any(|token| token.text == "(");
    let loud = tokens[0].text.len() > 2
        && tokens[0].text.chars().all(|c| c.is_uppercase() || matches!(c, '.' | '-' | '\'' | '’'));
    let free = tokens.get(dash + 1).is_some_and(|next| next.spaced || tokens[dash].text != "-");
    let told = tokens[0].is_capitalised() && tokens[..dash].iter().all(part) && free;
    match tokens.get(dash + 1) {
        Some(next) if told && (signed || (loud && place != Place::Heading)) => next.start..range.end,
        _ => range,
    }
}

fn in_order(mut claims: Vec<Claim>) -> Vec<Claim> {
    let start = |claim: &Claim| {
        let cue = claim.cue.iter().flat_map(|cue| cue.spans.iter()).map(|span| span.start()).min();
        let mention = claim.speaker.mention.as_ref().map(|mention| mention.span.start());
        let content = claim.content.spans.iter().map(|span| span.start()).min();
        [cue, mention, content].into_iter().flatten().min().unwrap_or(0)
    };
    claims.sort_by_cached_key(|claim| (start(claim), claim.inside.is_some(), claim.id.clone()));
    let mut known = BTreeSet::new();
    claims.retain(|claim| known.insert(claim.id.clone()));
    claims
}

/// Goes through an article paragraph by paragraph.
struct Finder<'f> {
    document: &'f Document<'f>,
    resolver: Resolver<'f>,
    /// Who was announced to speak in this paragraph.
    announced: Option<Announced>,
    claims: Vec<Claim>,
}

/// Who says what follows in paragraphs of its own, and how: "The governor added:".
#[derive(Clone)]
struct Announced {
    speaker: Speaker,
    cue: Option<Cue>,
    reading: Reading,
}

/// What surrounds a relation.
struct Around<'p, 'a> {
    paragraph: &'p Paragraph<'a>,
    sentences_before: usize,
    sentence: Option<Span>,
    outer: Option<(ClaimId, Speaker)>,
    /// For each token, whether it is of a source or cue outside quotations: part of nobody's content.
    taken: &'p [bool],
}

/// How the paragraph before ended.
#[derive(Clone, Copy, Debug, Default)]
struct Before {
    /// A quotation in it has no closing mark.
    open: bool,
    /// Somebody is quoted in it.
    quoted: bool,
    /// Whether what follows is announced.
    announced: Announcing,
}

/// Whether a paragraph tells that others below hold what somebody says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Announcing {
    #[default]
    Nothing,
    /// With a colon at its end.
    Here,
    /// It is an item of the list that one before announces.
    Listed,
}

impl Finder<'_> {
    /// The relations of each paragraph: as read, with quotations that go on from the paragraph before, and headlines
    /// settled; each paragraph's in the order of its text.
    fn settle(
        &self,
        paragraphs: &[Paragraph<'_>],
        kinds: &[BlockKind],
        read: Vec<Vec<Relation>>,
    ) -> Vec<Vec<Relation>> {
        let mut before = Before::default();
        let mut settled = Vec::with_capacity(read.len());
        for ((paragraph, kind), mut relations) in paragraphs.iter().zip(kinds).zip(read) {
            let direct = |relation: &Relation| mode(paragraph, &relation.contents) == Some(Mode::Direct);
            relations.retain(|relation| relation.cue.is_some() || direct(relation));
            let announced = complete::announced(paragraph);
            if let Some((source, cue)) = announced.clone() {
                let last = paragraph.sentence(source.start).start;
                relations.retain(|relation| relation.contents.iter().all(|content| content.end <= last));
                relations.push(Relation {
                    source: Some(source),
                    cue: Some(cue),
                    contents: Vec::new(),
                    probability: GOES_ON_CONFIDENCE,
                });
            }
            let listed = before.announced != Announcing::Nothing && is_listed(paragraph, *kind);
            if before.announced == Announcing::Here && !listed && is_voiced(paragraph, *kind) {
                relations = vec![going_on(0..paragraph.tokens.len())];
            } else {
                relations.extend(goes_on(paragraph, before, listed, &relations));
            }
            if *kind == BlockKind::Heading || paragraph.is_heading() {
                relations = self.headline(paragraph, relations);
            }
            relations.sort_by_key(first_token);
            let mut contents = relations.iter().flat_map(|relation| &relation.contents);
            before = Before {
                quoted: contents.any(|content| paragraph.quotation_of[content.start].is_some()),
                open: paragraph.quotations.last().is_some_and(|quotation| !quotation.closed),
                announced: match announced {
                    Some(_) => Announcing::Here,
                    None if listed => Announcing::Listed,
                    None => Announcing::Nothing,
                },
            };
            settled.push(relations);
        }
        settled
    }

    /// Finds the claims of one paragraph.
    fn paragraph(
        &mut self,
        paragraph: &Paragraph<'_>,
        kind: BlockKind,
        sentences_before: usize,
        relations: &[Relation],
        inner: &[Inner<'_>],
    ) {
        let mut covered = vec![false; paragraph.sentences.len()];
        let taken = taken(paragraph, relations);
        let mut announced = None;
        for relation in relations {
            let around = Around { paragraph, sentences_before, sentence: None, outer: None, taken: &taken };
            if relation.contents.is_empty() {
                announced = Some(self.announce(paragraph, sentences_before, relation));
            }
            // What nobody said after all may be the outlet's own word.
            let Some(claim) = self.claim(&around, relation) else { continue };
            self.nested(&around, relation, &claim, inner);
            self.claims.push(claim);
            for content in &relation.contents {
                let (first, last) =
                    (paragraph.sentence_of[content.start], paragraph.sentence_of[content.end - 1]);
                covered[first..=last].fill(true);
            }
        }
        // Of the announced, a list holds item after item; a quotation's next paragraph goes on like any other.
        if announced.is_some() || !is_listed(paragraph, kind) {
            self.announced = announced;
        }
        if matches!(kind, BlockKind::Paragraph | BlockKind::ListItem | BlockKind::Caption) {
            let own = paragraph.sentences.iter().zip(covered).filter(|(_, covered)| !covered);
            let own: Vec<Claim> =
                own.filter_map(|(sentence, _)| self.outlet(paragraph, sentence.clone())).collect();
            self.claims.extend(own);
        }
    }

    /// Who is announced here to speak in the paragraphs below.
    fn announce(
        &mut self,
        paragraph: &Paragraph<'_>,
        sentences_before: usize,
        relation: &Relation,
    ) -> Announced {
        let mention = relation.source.clone();
        let speaker = self.resolver.resolve(&Asked { paragraph, sentences_before, mention, outer: None });
        let cue = relation.cue.clone().unwrap_or_default();
        let reading = stance::read(paragraph.tokens.get(cue.clone()).unwrap_or_default(), &[]);
        let spans = self.spans(paragraph, &[cue]);
        let cue = Cue::new(self.document.text, spans, reading.lemma.clone()).ok();
        Announced { speaker, cue, reading }
    }

    /// "NAME: …" in a headline is a claim where the article knows NAME as somebody who can speak; "Istanbul: …" is none.
    fn headline(&self, paragraph: &Paragraph<'_>, relations: Vec<Relation>) -> Vec<Relation> {
        const LONGEST_NAME: usize = 5;
        let colon = paragraph.tokens.iter().take(LONGEST_NAME + 1).position(|token| token.text == ":");
        if let Some(relation) = self.signed_headline(paragraph) {
            return vec![relation];
        }
        let Some(colon) = colon.filter(|&at| at > 0) else {
            // "Talks on the dam end": a headline in which nobody speaks tells no claim.
            return relations.into_iter().filter(|relation| relation.source.is_some()).collect();
        };
        let known = self.can_speak(&paragraph.tokens[..colon]);
        let content = colon + 1..paragraph.tokens.len();
        let mut kept: Vec<Relation> =
            relations.into_iter().filter(|relation| first_token(relation) > colon && !known).collect();
        if known && !content.is_empty() {
            kept.push(Relation {
                source: Some(0..colon),
                cue: Some(colon..colon + 1),
                contents: vec![content],
                probability: HEADLINE_CONFIDENCE,
            });
        }
        kept
    }

    /// Whether these words of a headline name somebody who can speak: the article knows them, or they are an office or body.
    fn can_speak(&self, name: &[Token<'_>]) -> bool {
        let office = name.last().is_some_and(|last| {
            let lower = last.text.to_lowercase();
            lexicon::is_role(&lower) || lexicon::is_body(&lower) || lexicon::is_unnamed_source(&lower)
        });
        office || self.resolver.knows(name)
    }

    /// "Strikes to go ahead – union", "Owner knew: report": a headline that ends in a mark and who says it.
    fn signed_headline(&self, paragraph: &Paragraph<'_>) -> Option<Relation> {
        const LONGEST_NAME: usize = 4;
        let count = paragraph.tokens.len();
        let lowest = count.saturating_sub(LONGEST_NAME + 1).max(1);
        let mark = |token: &Token<'_>| token.text == ":" || (is_bullet(token) && token.spaced);
        let dash = (lowest..count).find(|&at| mark(&paragraph.tokens[at]))?;
        let (content, name) = (0..dash, dash + 1..count);
        let speaks = !name.is_empty()
            && paragraph.tokens[name.clone()].iter().all(Token::is_word)
            && self.can_speak(&paragraph.tokens[name.clone()]);
        speaks.then(|| Relation {
            source: Some(name),
            cue: Some(dash..dash + 1),
            contents: vec![content],
            probability: HEADLINE_CONFIDENCE,
        })
    }

    /// The claim that a relation makes; `None` where nothing of it is left, or nobody can have said it.
    fn claim(&mut self, around: &Around<'_, '_>, relation: &Relation) -> Option<Claim> {
        let (text, paragraph) = (self.document.text, around.paragraph);
        if !stance::is_said(&paragraph.tokens, paragraph.sentence(first_of_act(relation)), relation) {
            return None;
        }
        let (cue_range, avoided) = with_avoided_act(paragraph, relation);
        let addressed = addressed(paragraph, cue_range.as_ref(), &relation.contents);
        let told = addressed.as_ref().map_or(&relation.contents, |addressed| &addressed.contents);
        let target = addressed.as_ref().map(|addressed| addressed.target.clone());
        let is_taken = |at: usize| {
            let mut own = [&cue_range, &relation.source, &avoided].into_iter().flatten();
            around.taken.get(at) == Some(&true) || own.any(|range| range.contains(&at))
        };
        let (contents, mode) = clear(paragraph, told, is_taken)?;
        let first = contents.first()?.clone();
        // Who is accused or asked did not say it: "Parents are asked to wait".
        let is_target = |source: &&Range<usize>| {
            target.as_ref().is_some_and(|target| source.start < target.end && target.start < source.end)
        };
        let source = relation.source.as_ref().filter(|source| !is_target(source));
        let source = source.and_then(|source| match &cue_range {
            Some(cue) => addressee::teller(paragraph, cue, source, &contents),
            None => Some(source.clone()),
        });
        let source = source.as_ref();
        let announced = self.announced.as_ref().filter(|_| cue_range.is_none() && source.is_none()).cloned();
        let speaker = match (&cue_range, source) {
            (None, None) => match &announced {
                Some(announced) => announced.speaker.clone(),
                None => self.resolver.continued()?,
            },
            (_, source) => self.resolver.resolve(&Asked {
                paragraph,
                sentences_before: around.sentences_before,
                mention: source.cloned(),
                outer: around.outer.as_ref().map(|(_, speaker)| speaker.clone()),
            }),
        };
        let tokens = &paragraph.tokens;
        let cue_tokens = cue_range.clone().and_then(|range| tokens.get(range)).unwrap_or_default();
        let content_tokens = tokens.get(first.clone()).unwrap_or_default();
        let reading = match &announced {
            Some(announced) => announced.reading.clone(),
            None => stance::read(cue_tokens, content_tokens),
        };
        let is_withheld = cue_range.as_ref().is_some_and(|cue| {
            let sentence = paragraph.sentence(cue.start);
            let source = source.map(|source| source.end).filter(|&end| end <= cue.start);
            stance::is_withheld(tokens, sentence.start.max(source.unwrap_or(0)), cue)
        });
        let spans = self.spans(paragraph, &contents);
        let cue_spans: Vec<Span> =
            cue_range.iter().cloned().filter_map(|range| self.span(paragraph, range)).collect();
        let all = [cue_range.clone(), source.cloned()].into_iter().flatten().chain(contents.clone());
        let sentence = around.sentence.or_else(|| self.sentence(paragraph, all))?;
        let hedged = cue_tokens.iter().chain(contents.iter().flat_map(|range| &tokens[range.clone()]));
        let found = self.quantities(&spans, sentence);
        let own_cue = cue_range.and_then(|_| Cue::new(text, cue_spans, reading.lemma.clone()).ok());
        let cue = own_cue.or_else(|| announced.and_then(|announced| announced.cue));
        Some(Claim {
            id: self.id(&speaker, cue.as_ref().map_or(&[], |cue| &cue.spans), &spans),
            speaker,
            cue,
            content: Content::new(text, spans).ok()?,
            mode,
            stance: reading.stance,
            negated: reading.negated || is_withheld,
            hedges: stance::hedges(hedged),
            inside: around.outer.as_ref().map(|(id, _)| id.clone()),
            target: target.and_then(|range| Excerpt::new(text, paragraph.bytes(range)?).ok()),
            quantities: found.quantities,
            times: found.times,
            places: found.places,
            sentence,
            slots: Vec::new(),
            findings: Vec::new(),
            confidence: (relation.probability.clamp(0.0, 1.0) * 100.0).round() / 100.0,
        })
    }

    /// Claims told inside an indirect claim: "A said that B had told C …".
    fn nested(&mut self, around: &Around<'_, '_>, relation: &Relation, outer: &Claim, inner: &[Inner<'_>]) {
        // In the order of the paragraph, so that a paragraph of a hundred thousand contents stays quick.
        let of = |content: &Range<usize>| {
            let start = content.start;
            let from = inner.partition_point(|inner| inner.start < start);
            inner.get(from..).unwrap_or_default().iter().take_while(move |inner| inner.start == start)
        };
        for inner in relation.contents.iter().flat_map(of) {
            let taken = taken(&inner.text, &inner.relations);
            let around = Around {
                paragraph: &inner.text,
                sentences_before: around.sentences_before + around.paragraph.sentence_of[inner.start],
                sentence: Some(outer.sentence),
                outer: Some((outer.id.clone(), outer.speaker.clone())),
                taken: &taken,
            };
            for relation in &inner.relations {
                let claim = self.claim(&around, relation);
                self.claims.extend(claim.filter(|claim| claim.content.spans != outer.content.spans));
            }
        }
    }

    /// The outlet's own statement with a number, if the sentence is one.
    fn outlet(&self, paragraph: &Paragraph<'_>, sentence: Range<usize>) -> Option<Claim> {
        let text = self.document.text;
        let range = trimmed(paragraph, sentence.clone())?;
        let tokens = paragraph.tokens.get(range.clone())?;
        let asked = paragraph.tokens.get(sentence.clone())?.iter().any(|token| token.text == "?");
        if asked
            || is_told(paragraph, sentence.clone())
            || tokens.iter().filter(|token| token.is_word()).count() < 4
        {
            return None;
        }
        let span = self.span(paragraph, range.clone())?;
        let found = onrecord_quantity::find(text, span, self.document.published);
        if !found.quantities.iter().any(is_count_or_amount) {
            return None;
        }
        let speaker = Speaker {
            mention: None,
            name: self.document.outlet.map(str::to_owned),
            kind: SpeakerKind::Outlet,
            role: None,
            affiliation: None,
            resolved_by: if self.document.outlet.is_some() { ResolvedBy::Named } else { ResolvedBy::None },
        };
        Some(Claim {
            id: self.id(&speaker, &Vec::new(), &[span]),
            speaker,
            cue: None,
            content: Content::new(text, vec![span]).ok()?,
            mode: Mode::Indirect,
            stance: Stance::Asserts,
            negated: false,
            hedges: stance::hedges(tokens.iter()),
            inside: None,
            target: None,
            quantities: found.quantities,
            times: found.times,
            places: found.places,
            sentence: self.span(paragraph, sentence)?,
            slots: Vec::new(),
            findings: Vec::new(),
            confidence: OUTLET_CONFIDENCE,
        })
    }

    fn span(&self, paragraph: &Paragraph<'_>, range: Range<usize>) -> Option<Span> {
        Span::new(self.document.text, paragraph.bytes(range)?).ok()
    }

    fn spans(&self, paragraph: &Paragraph<'_>, ranges: &[Range<usize>]) -> Vec<Span> {
        ranges.iter().filter_map(|range| self.span(paragraph, range.clone())).collect()
    }

    /// The sentences that the given tokens stand in.
    fn sentence(&self, paragraph: &Paragraph<'_>, parts: impl Iterator<Item = Range<usize>>) -> Option<Span> {
        let whole =
            parts.map(|part| paragraph.sentence(part.start).start..paragraph.sentence(part.end - 1).end);
        let whole = whole.reduce(|a, b| a.start.min(b.start)..a.end.max(b.end))?;
        self.span(paragraph, whole)
    }

    /// What the content holds; times and places of its sentence where it has none.
    fn quantities(&self, contents: &[Span], sentence: Span) -> Found {
        let (text, published) = (self.document.text, self.document.published);
        let mut found = Found::default();
        for span in contents {
            let part = onrecord_quantity::find(text, *span, published);
            found.quantities.extend(part.quantities);
            found.times.extend(part.times);
            found.places.extend(part.places);
        }
        if found.times.is_empty() || found.places.is_empty() {
            let around = onrecord_quantity::find(text, sentence, published);
            if found.times.is_empty() {
                found.times = around.times;
            }
            if found.places.is_empty() {
                found.places = around.places;
            }
        }
        found
    }

    fn id(&self, speaker: &Speaker, cue: &[Span], contents: &[Span]) -> ClaimId {
        let mention = speaker.mention.as_ref().map(|mention| mention.span);
        let parts = [mention.as_slice(), cue, contents].map(|spans| {
            let ends: Vec<String> =
                spans.iter().map(|span| format!("{}-{}", span.start(), span.end())).collect();
            ends.join(" ")
        });
        ClaimId::of(&[RULES_VERSION, self.document.article.as_str(), &parts[0], &parts[1], &parts[2]])
    }
}

/// How sure it is that a sentence without an attribution is the outlet's own word: not more than the tagger's recall.
const OUTLET_CONFIDENCE: f64 = 0.75;

/// Whether a sentence quotes somebody or says that somebody said something, so that it is not the outlet's own word alone.
fn is_told(paragraph: &Paragraph<'_>, sentence: Range<usize>) -> bool {
    const QUOTE_AT_LEAST: usize = 5;
    const TELLING: &[&str] = &[
        "accuse", "add", "allege", "announce", "argue", "believe", "claim", "confirm", "deny", "estimate",
        "expect", "find", "insist", "note", "predict", "promise", "report", "reveal", "say", "show",
        "suggest", "tell", "warn", "write",
    ];
    let mut quotations = sentence.clone().filter_map(|at| paragraph.quotation_of[at]);
    let quoted = quotations.any(|index| paragraph.quotations[index].len() >= QUOTE_AT_LEAST);
    quoted
        || paragraph.tokens.get(sentence).unwrap_or_default().iter().any(|token| {
            token.text.eq_ignore_ascii_case("according")
                || lexicon::cue(token.text).is_some_and(|cue| TELLING.contains(&cue.lemma))
        })
}

fn first_token(relation: &Relation) -> usize {
    let starts =
        relation.contents.iter().chain(&relation.cue).chain(&relation.source).map(|range| range.start);
    starts.min().unwrap_or(0)
}

/// What of this paragraph goes on with what the one before tells: an item of the list announced there; a quotation at its
/// start that no cue of it has, one left open there or, where somebody is quoted or announced there, one that fills it.
fn goes_on(
    paragraph: &Paragraph<'_>,
    before: Before,
    listed: bool,
    relations: &[Relation],
) -> Option<Relation> {
    let count = paragraph.tokens.len();
    if listed {
        let start = usize::from(paragraph.tokens.first().is_some_and(is_bullet));
        return (relations.is_empty() && start < count).then(|| going_on(start..count));
    }
    let quotation =
        paragraph.quotations.first().filter(|quotation| quotation.open == 0 && quotation.len() > 2)?;
    let range = 0..count.min(quotation.close + 1);
    let fills = (before.quoted || before.announced == Announcing::Here)
        && !(range.end..count).any(|at| paragraph.tokens[at].is_word());
    let taken =
        relations.iter().flat_map(|relation| &relation.contents).any(|content| content.start < range.end);
    ((before.open || fills) && !taken).then(|| going_on(range))
}

/// A paragraph, or the start of one, that goes on with what the one before tells.
fn going_on(range: Range<usize>) -> Relation {
    Relation { source: None, cue: None, contents: vec![range], probability: GOES_ON_CONFIDENCE }
}

/// Whether a paragraph behind an announcement is quoted though no marks stand around it: a block quotation, or one in which
/// somebody speaks of himself or to somebody, as no reporter does.
fn is_voiced(paragraph: &Paragraph<'_>, kind: BlockKind) -> bool {
    const SPOKEN: &[&str] = &["i", "me", "my", "our", "us", "we", "you", "your"];
    let spoken = |token: &Token<'_>| {
        let word = token.text.split(['\'', '’']).next().unwrap_or_default();
        // "US" in capitals is a country.
        word != "US" && SPOKEN.contains(&word.to_lowercase().as_str())
    };
    let plain = paragraph.quotations.is_empty();
    plain && (kind == BlockKind::Quote || paragraph.tokens.iter().any(spoken))
}

/// Whether a paragraph is an item of a list.
fn is_listed(paragraph: &Paragraph<'_>, kind: BlockKind) -> bool {
    kind == BlockKind::ListItem || paragraph.tokens.first().is_some_and(is_bullet)
}

fn is_bullet(token: &Token<'_>) -> bool {
    matches!(token.text, "-" | "–" | "—" | "--" | "•" | "*" | "·" | "▪" | "●")
}

const HEADLINE_CONFIDENCE: f64 = 0.9;

const GOES_ON_CONFIDENCE: f64 = 0.9;

/// Whether a relation found inside another's content tells of speech, or of what a third one thinks. `quoted`: the content is
/// a quotation, in which a state of mind is none of our claims, nor is what the speaker says of the own speech.
fn is_telling(paragraph: &Paragraph<'_>, relation: &Relation, quoted: bool) -> bool {
    const LEAST: usize = 3; // words that a quoted content holds
    const THINKING: &[&str] = &["believe", "expect", "fear", "hope", "suspect", "think"];
    let tokens = |range: &Range<usize>| paragraph.tokens.get(range.clone()).unwrap_or_default();
    let cue = relation.cue.as_ref().map(tokens).unwrap_or_default();
    let Some(source) = relation.source.as_ref().map(tokens) else { return false };
    let pronoun = match source {
        [only] => {
            Some(only.text.to_lowercase()).filter(|lower| lexicon::pos(only.text, lower) == Pos::Pronoun)
        }
        _ => None,
    };
    let known = cue.iter().any(|token| lexicon::is_speech_verb(token.text));
    let reading = stance::read(cue, &[]);
    let speaks = known && reading.kind == CueKind::Speech;
    let thinks = !quoted && pronoun.is_none() && THINKING.contains(&reading.lemma.as_str());
    let content = || relation.contents.iter().flat_map(tokens).filter(|token| token.is_word());
    let own = match pronoun.as_deref() {
        Some("i" | "we") => !content().next().is_some_and(|first| stance::opens_clause(first.text)),
        Some("you" | "who") => true,
        _ => source.len() == 1 && matches!(source[0].text, "that" | "which"),
    };
    let told = !quoted || (!own && content().count() >= LEAST);
    (speaks || thinks) && told && relation.probability >= 0.5
}

/// Whether a quantity counts or measures something worth keeping: no time, date, age or result.
fn is_count_or_amount(quantity: &Quantity) -> bool {
    const TIMES: &[&str] =
        &["age", "century", "d", "decade", "h", "min", "mo", "ms", "night", "s", "score", "wk", "yr"];
    match quantity.unit.as_str() {
        "count" => quantity.object.is_some(),
        unit => !TIMES.contains(&unit),
    }
}

/// Whom the relation addresses or accuses, and its contents without them.
fn addressed(
    paragraph: &Paragraph<'_>,
    cue: Option<&Range<usize>>,
    contents: &[Range<usize>],
) -> Option<Addressed> {
    let first = paragraph.tokens.get(contents.first()?.clone())?;
    let reading = stance::read(paragraph.tokens.get(cue?.clone())?, first);
    addressee::find(paragraph, &reading, cue?, contents)
}

/// For each token of a paragraph, whether it is of a source or cue that no quotation holds.
fn taken(paragraph: &Paragraph<'_>, relations: &[Relation]) -> Vec<bool> {
    let mut taken = vec![false; paragraph.tokens.len()];
    for range in relations.iter().flat_map(|relation| relation.source.iter().chain(&relation.cue)) {
        if range.clone().all(|at| paragraph.quotation_of[at].is_none()) {
            taken[range.clone()].fill(true);
        }
    }
    taken
}

/// Where the act of a relation stands: its cue, else its content.
fn first_of_act(relation: &Relation) -> usize {
    relation.cue.as_ref().map_or_else(|| first_token(relation), |cue| cue.start)
}

/// "Declined | to confirm the report": the cue with the act that is left undone, and that act.
fn with_avoided_act(
    paragraph: &Paragraph<'_>,
    relation: &Relation,
) -> (Option<Range<usize>>, Option<Range<usize>>) {
    let Some(cue) = relation.cue.clone() else { return (None, None) };
    let follows = relation.contents.iter().any(|content| content.start == cue.end);
    match stance::avoided_act(&paragraph.tokens, &cue).filter(|_| follows) {
        Some(act) => (Some(cue.start..act.end), Some(act)),
        None => (Some(cue), None),
    }
}

/// The contents as a claim may hold them: no taken word, none twice, and, where they are a direct quotation, none
/// outside its marks. `None` where no word is left.
fn clear(
    paragraph: &Paragraph<'_>,
    contents: &[Range<usize>],
    is_taken: impl Fn(usize) -> bool,
) -> Option<(Vec<Range<usize>>, Mode)> {
    let trim = |range: &Range<usize>| trimmed(paragraph, range.clone());
    let mut ranges: Vec<Range<usize>> = contents.iter().filter_map(trim).collect();
    ranges.sort_by_key(|range| range.start);
    let mut pieces: Vec<Range<usize>> = Vec::new();
    let mut end = 0;
    for range in ranges {
        let free: Vec<usize> = range.clone().filter(|&at| at >= end && !is_taken(at)).collect();
        end = end.max(range.end);
        if free.len() == range.len() {
            pieces.push(range);
            continue;
        }
        let runs = free.chunk_by(|a, b| a + 1 == *b).filter_map(|run| Some(*run.first()?..*run.last()? + 1));
        pieces.extend(runs.filter_map(|run| without_edges(paragraph, run)));
    }
    let has_word = |range: &Range<usize>| range.clone().any(|at| paragraph.tokens[at].is_word());
    // "The trial, | which | is expected to last three weeks": a relative pronoun alone says nothing.
    let relative = |range: &Range<usize>| {
        range.len() == 1 && matches!(paragraph.tokens[range.start].text, "which" | "who" | "whom")
    };
    pieces.retain(|range| has_word(range) && !relative(range));
    let mode = mode(paragraph, &pieces)?;
    if mode == Mode::Direct {
        let quoted: Vec<usize> =
            pieces.iter().cloned().flatten().filter(|&at| paragraph.quotation_of[at].is_some()).collect();
        let together =
            |a: &usize, b: &usize| a + 1 == *b && paragraph.quotation_of[*a] == paragraph.quotation_of[*b];
        let runs = quoted.chunk_by(together).filter_map(|run| Some(*run.first()?..*run.last()? + 1));
        pieces = runs.filter(has_word).collect();
    }
    (!pieces.is_empty()).then_some((pieces, mode))
}

/// Punctuation that no content starts or ends with.
const EDGE: &[&str] = &[".", ",", ";", ":", "—", "–", "-", "--"];

/// A range without the punctuation around it, where it is not quoted.
fn without_edges(paragraph: &Paragraph<'_>, range: Range<usize>) -> Option<Range<usize>> {
    let edge = |at: usize| paragraph.quotation_of[at].is_none() && EDGE.contains(&paragraph.tokens[at].text);
    let start = range.clone().find(|&at| !edge(at))?;
    let end = range.rev().find(|&at| !edge(at))? + 1;
    Some(start..end)
}

/// A content without the punctuation around it; with the marks of a quotation that it fills from one end.
fn trimmed(paragraph: &Paragraph<'_>, range: Range<usize>) -> Option<Range<usize>> {
    let Range { mut start, mut end } = without_edges(paragraph, range)?;
    if let Some(before) = start.checked_sub(1)
        && paragraph.quotation(before).is_some_and(|quotation| quotation.open == before)
    {
        start = before;
    }
    if paragraph.quotation(end).is_some_and(|quotation| quotation.closed && quotation.close == end) {
        end += 1;
    }
    Some(start..end)
}

/// How much of the contents is quoted; `None` where there is no word in them.
fn mode(paragraph: &Paragraph<'_>, contents: &[Range<usize>]) -> Option<Mode> {
    let words = contents.iter().flat_map(Clone::clone).filter(|&at| Token::is_word(&paragraph.tokens[at]));
    let (mut quoted, mut all) = (0_usize, 0_usize);
    for at in words {
        all += 1;
        quoted += usize::from(paragraph.quotation_of[at].is_some());
    }
    match quoted {
        _ if all == 0 => None,
        0 => Some(Mode::Indirect),
        _ if quoted * 10 >= all * 9 => Some(Mode::Direct),
        _ => Some(Mode::Mixed),
    }
}
