//! The text of an article as HTML, with its claims marked in it.
//!
//! Marks never nest: the text is cut wherever one begins or ends, and each piece carries the classes of all that cover
//! it. So overlapping and nested claims come out right, and the text content of the HTML is the text, byte for byte.

use std::{fmt::Write as _, ops::Range};

use onrecord_model::{Article, Block, BlockKind, Claim, Span};

use crate::{
    escape::{html, name},
    words::is_denial,
};

/// What a marked piece is to its claim.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    Content { denial: bool },
    Speaker,
    Cue,
    Number,
}

#[derive(Clone, Copy)]
struct Mark {
    span: Span,
    part: Part,
}

/// Where a claim begins in the text: a link to its details, shown as its number.
struct Anchor {
    at: usize,
    claim: String,
    number: usize,
}

/// The whole text in its blocks, every claim marked and numbered from 1.
pub(crate) fn article(article: &Article) -> String {
    let marks: Vec<Mark> = article.claims.iter().flat_map(marks).collect();
    let mut anchors: Vec<Anchor> = article
        .claims
        .iter()
        .enumerate()
        .filter_map(|(at, claim)| {
            let start = claim.content.spans.first()?.start();
            Some(Anchor { at: start, claim: name(claim.id.as_str()).into_owned(), number: at + 1 })
        })
        .collect();
    anchors.sort_by_key(|anchor| anchor.at);
    let page = Page { text: &article.text, marks, anchors };
    let mut out = String::with_capacity(article.text.len() * 2);
    let mut done = 0;
    for block in &article.blocks {
        let Block { kind, span } = *block;
        if span.start() < done || span.slice(&article.text).is_none() {
            continue; // not in order, or not of this text: its words still come, as plain text
        }
        page.between(done..span.start(), &mut out);
        let (open, close) = tags(kind);
        out.push_str(open);
        page.inline(span.range(), &mut out);
        out.push_str(close);
        done = span.end();
    }
    page.between(done..article.text.len(), &mut out);
    out
}

/// The sentence that a claim stands in, with this claim alone marked.
pub(crate) fn sentence(text: &str, claim: &Claim) -> String {
    let page = Page { text, marks: marks(claim), anchors: Vec::new() };
    let mut out = String::new();
    page.inline(claim.sentence.range(), &mut out);
    out
}

fn marks(claim: &Claim) -> Vec<Mark> {
    let denial = is_denial(claim.stance, claim.negated);
    let content = claim.content.spans.iter().map(|span| Mark { span: *span, part: Part::Content { denial } });
    let cue = claim.cue.iter().flat_map(|cue| &cue.spans).map(|span| Mark { span: *span, part: Part::Cue });
    let speaker =
        claim.speaker.mention.iter().map(|mention| Mark { span: mention.span, part: Part::Speaker });
    let numbers = claim.quantities.iter().map(|quantity| Mark { span: quantity.span, part: Part::Number });
    content.chain(cue).chain(speaker).chain(numbers).filter(|mark| !mark.span.is_empty()).collect()
}

fn tags(kind: BlockKind) -> (&'static str, &'static str) {
    match kind {
        BlockKind::Paragraph => ("<p dir=\"auto\">", "</p>"),
        BlockKind::Heading => ("<h3 dir=\"auto\">", "</h3>"),
        BlockKind::Quote => ("<blockquote dir=\"auto\">", "</blockquote>"),
        BlockKind::ListItem => ("<p class=\"item\" dir=\"auto\">", "</p>"),
        BlockKind::Embed => ("<blockquote class=\"embed\" dir=\"auto\">", "</blockquote>"),
        BlockKind::Caption => ("<p class=\"caption\" dir=\"auto\">", "</p>"),
    }
}

struct Page<'a> {
    text: &'a str,
    marks: Vec<Mark>,
    /// By place in the text.
    anchors: Vec<Anchor>,
}

impl Page<'_> {
    /// Text that no block holds.
    fn between(&self, range: Range<usize>, out: &mut String) {
        let blank = self.text.get(range.clone()).is_none_or(|text| text.trim().is_empty());
        let (open, close) = if blank { ("", "") } else { tags(BlockKind::Paragraph) };
        out.push_str(open);
        self.inline(range, out);
        out.push_str(close);
    }

    /// The text of `range`, cut wherever a mark or a claim begins or ends.
    fn inline(&self, range: Range<usize>, out: &mut String) {
        let here: Vec<Mark> = self
            .marks
            .iter()
            .copied()
            .filter(|mark| mark.span.start() < range.end && range.start < mark.span.end())
            .collect();
        let from = self.anchors.partition_point(|anchor| anchor.at < range.start);
        let to = self.anchors.partition_point(|anchor| anchor.at < range.end);
        let anchors = self.anchors.get(from..to).unwrap_or_default();
        let mut cuts: Vec<usize> =
            here.iter().flat_map(|mark| [mark.span.start(), mark.span.end()]).collect();
        cuts.extend(anchors.iter().map(|anchor| anchor.at));
        cuts.retain(|cut| range.contains(cut) && self.text.is_char_boundary(*cut));
        cuts.extend([range.start, range.end]);
        cuts.sort_unstable();
        cuts.dedup();
        let mut anchors = anchors.iter().peekable();
        for pair in cuts.windows(2) {
            let [start, end] = *pair else { continue };
            while let Some(anchor) = anchors.next_if(|anchor| anchor.at <= start) {
                link(anchor, out);
            }
            self.piece(start..end, &here, out);
        }
        anchors.for_each(|anchor| link(anchor, out));
    }

    /// Text that no mark begins or ends in.
    fn piece(&self, range: Range<usize>, marks: &[Mark], out: &mut String) {
        let text = self.text.get(range.clone()).unwrap_or_default();
        let parts: Vec<Part> = marks
            .iter()
            .filter(|mark| mark.span.start() <= range.start && range.end <= mark.span.end())
            .map(|mark| mark.part)
            .collect();
        if parts.is_empty() {
            html(text, out);
            return;
        }
        out.push_str("<mark class=\"");
        out.push_str(&classes(&parts).join(" "));
        out.push_str("\">");
        html(text, out);
        out.push_str("</mark>");
    }
}

fn classes(parts: &[Part]) -> Vec<&'static str> {
    let contents = parts.iter().filter(|part| matches!(part, Part::Content { .. })).count();
    let all = [
        (contents > 0, "content"),
        (contents > 1, "nested"),
        (parts.contains(&Part::Content { denial: true }), "denial"),
        (parts.contains(&Part::Speaker), "speaker"),
        (parts.contains(&Part::Cue), "cue"),
        (parts.contains(&Part::Number), "number"),
    ];
    all.into_iter().filter_map(|(holds, class)| holds.then_some(class)).collect()
}

fn link(anchor: &Anchor, out: &mut String) {
    let Anchor { claim, number, .. } = anchor;
    write!(
        out,
        "<a class=\"ref\" id=\"in_{claim}\" href=\"#{claim}\" data-n=\"{number}\" aria-label=\"Claim {number}\"></a>"
    )
    .ok();
}

#[cfg(test)]
mod tests {
    use onrecord_model::{
        ArticleId, ClaimId, Content, Cue, Excerpt, Mode, Quantity, ResolvedBy, Source, Speaker, SpeakerKind,
        Stance,
    };
    use proptest::prelude::*;

    use super::*;

    /// What a browser takes for the text of some HTML.
    fn text_content(html: &str) -> String {
        let mut out = String::new();
        let mut rest = html;
        while let Some((text, tag)) = rest.split_once('<') {
            out.push_str(text);
            rest = tag.split_once('>').unwrap().1;
        }
        out.push_str(rest);
        [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&#13;", "\r"), ("&amp;", "&")]
            .iter()
            .fold(out, |text, (from, to)| text.replace(from, to))
    }

    fn claim(text: &str, content: Vec<Span>, speaker: Span, cue: Span, stance: Stance) -> Claim {
        Claim {
            id: ClaimId::of(&[&format!("{content:?}")]),
            speaker: Speaker {
                mention: Some(Excerpt::of(text, speaker)),
                name: None,
                kind: SpeakerKind::Unknown,
                role: None,
                affiliation: None,
                resolved_by: ResolvedBy::None,
            },
            cue: Cue::new(text, vec![cue], "say").ok(),
            content: Content::new(text, content).unwrap(),
            mode: Mode::Indirect,
            stance,
            negated: false,
            hedges: Vec::new(),
            inside: None,
            target: None,
            quantities: Vec::<Quantity>::new(),
            times: Vec::new(),
            places: Vec::new(),
            sentence: Span::new(text, 0..text.len()).unwrap(),
            confidence: 1.0,
            slots: Vec::new(),
            findings: Vec::new(),
        }
    }

    fn page(text: &str, blocks: Vec<Block>, claims: Vec<Claim>) -> Article {
        Article {
            id: ArticleId::of(&["a"]),
            source: Source::default(),
            text: text.to_owned(),
            blocks,
            claims,
            sketch: Vec::new(),
        }
    }

    fn span(text: &str, part: &str) -> Span {
        let start = text.find(part).unwrap();
        Span::new(text, start..start + part.len()).unwrap()
    }

    #[test]
    fn nested_claims_share_their_words() {
        let text = "A said B denied <it>.";
        let outer = claim(
            text,
            vec![span(text, "B denied <it>")],
            span(text, "A"),
            span(text, "said"),
            Stance::Asserts,
        );
        let inner =
            claim(text, vec![span(text, "<it>")], span(text, "B"), span(text, "denied"), Stance::Denies);
        let (first, second) = (outer.id.clone(), inner.id.clone());
        let html = article(&page(text, Vec::new(), vec![outer, inner]));
        let anchor = |id: &ClaimId, n: u8| {
            format!(
                "<a class=\"ref\" id=\"in_{id}\" href=\"#{id}\" data-n=\"{n}\" aria-label=\"Claim {n}\"></a>"
            )
        };
        assert_eq!(
            html,
            format!(
                "<p dir=\"auto\"><mark class=\"speaker\">A</mark> <mark class=\"cue\">said</mark> {}\
                 <mark class=\"content speaker\">B</mark><mark class=\"content\"> </mark>\
                 <mark class=\"content cue\">denied</mark><mark class=\"content\"> </mark>{}\
                 <mark class=\"content nested denial\">&lt;it&gt;</mark>.</p>",
                anchor(&first, 1),
                anchor(&second, 2)
            )
        );
    }

    fn spans(text: &str, picks: &[(prop::sample::Index, prop::sample::Index)]) -> Vec<Span> {
        let cuts: Vec<usize> = (0..=text.len()).filter(|at| text.is_char_boundary(*at)).collect();
        let pick = |(a, b): &(prop::sample::Index, prop::sample::Index)| {
            let (a, b) = (cuts[a.index(cuts.len())], cuts[b.index(cuts.len())]);
            Span::new(text, a.min(b)..a.max(b)).unwrap()
        };
        picks.iter().map(pick).collect()
    }

    proptest! {
        #[test]
        fn the_text_of_the_page_is_the_text(
            text in "[a-c <>&\"'\\n\\ré“”\u{202e}🚀]{0,60}",
            picks in prop::collection::vec(any::<(prop::sample::Index, prop::sample::Index)>(), 0..24),
            blocks in prop::collection::vec(any::<(prop::sample::Index, prop::sample::Index)>(), 0..4),
        ) {
            let picked = spans(&text, &picks);
            let claims: Vec<Claim> = picked
                .chunks_exact(4)
                .map(|four| claim(&text, vec![four[0], four[1]], four[2], four[3], Stance::Denies))
                .collect();
            let blocks = spans(&text, &blocks).into_iter().map(|span| Block { kind: BlockKind::ListItem, span });
            let page = page(&text, blocks.collect(), claims);
            let html = article(&page);
            prop_assert_eq!(text_content(&html), text.as_str());
            let refs = html.matches("class=\"ref\"").count();
            let at_end = page.claims.iter().filter(|claim| claim.content.spans[0].start() == text.len()).count();
            prop_assert_eq!(refs + at_end, page.claims.len());
            for claim in &page.claims {
                prop_assert_eq!(text_content(&sentence(&text, claim)), text.as_str());
            }
        }
    }
}
