//! Articles and claims written by hand, for the tests of this crate.

use onrecord_model::{
    Article, ArticleId, Block, BlockKind, Bound, Claim, ClaimId, Content, Cue, Mode, Moment, Place, Quantity,
    ResolvedBy, Source, Span, Speaker, SpeakerKind, Stance, Target, TimeRef, Whole,
};

/// An article of one paragraph per line, without claims.
pub(crate) fn article(outlet: &str, published: &str, text: &str) -> Article {
    let mut blocks = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let span = Span::new(text, start..start + line.trim_end().len()).unwrap();
        blocks.push(Block { kind: BlockKind::Paragraph, span });
        start += line.len();
    }
    Article {
        id: ArticleId::of(&[outlet, published, text]),
        source: Source {
            url: format!("https://{}.example/{published}/{}", outlet.replace(' ', "-"), text.len()),
            outlet: Some(outlet.to_owned()),
            published: Some(Moment::parse(published).unwrap()),
            ..Source::default()
        },
        text: text.to_owned(),
        blocks,
        claims: Vec::new(),
        sketch: Vec::new(),
    }
}

/// Adds a claim with `content`, a piece of the article's text, in the line that holds it.
pub(crate) fn claim<'a>(
    article: &'a mut Article,
    speaker: &str,
    stance: Stance,
    content: &str,
) -> &'a mut Claim {
    let text = &article.text;
    let at = text.find(content).unwrap_or_else(|| panic!("{content} is not in the text"));
    let span = Span::new(text, at..at + content.len()).unwrap();
    let sentence = article.blocks.iter().map(|block| block.span).find(|block| block.contains(span)).unwrap();
    let outlet = speaker.is_empty();
    let claim = Claim {
        id: ClaimId::of(&[article.id.as_str(), speaker, content]),
        speaker: Speaker {
            mention: None,
            name: (!outlet).then(|| speaker.to_owned()),
            kind: if outlet { SpeakerKind::Outlet } else { SpeakerKind::Organization },
            role: None,
            affiliation: None,
            resolved_by: ResolvedBy::Named,
        },
        cue: (!outlet).then(|| Cue { spans: vec![], text: String::new(), lemma: "say".to_owned() }),
        content: Content::new(text, vec![span]).unwrap(),
        mode: Mode::Indirect,
        stance,
        negated: false,
        hedges: vec![],
        inside: None,
        target: None,
        quantities: vec![],
        times: vec![],
        places: vec![],
        sentence,
        confidence: 1.0,
        slots: vec![],
        findings: vec![],
    };
    article.claims.push(claim);
    article.claims.last_mut().unwrap()
}

/// The span of `part` in the claim's content, else where `outside` says that its sentence starts.
fn span_in(claim: &Claim, part: &str) -> Span {
    let content = claim.content.spans[0];
    let at = content.start()
        + claim.content.text.find(part).unwrap_or_else(|| panic!("{part} is not in the content"));
    let padded = " ".repeat(at) + part;
    Span::new(&padded, at..at + part.len()).unwrap()
}

impl Shape for Claim {}

/// What a test adds to a claim.
pub(crate) trait Shape: AsClaim {
    /// `part` is a number: "45 of 71 drones" reads value, whole and object from the words; bounds from the lead.
    fn number(&mut self, part: &str) -> &mut Self {
        let quantity = quantity(self.claim(), part);
        self.claim().quantities.push(quantity);
        self
    }

    fn time(&mut self, part: &str, from: &str, to: &str) -> &mut Self {
        let span = span_in(self.claim(), part);
        let day = |text: &str| text.parse().ok();
        let time = TimeRef { span, text: part.to_owned(), from: day(from), to: day(to) };
        self.claim().times.push(time);
        self
    }

    fn place(&mut self, part: &str) -> &mut Self {
        let span = span_in(self.claim(), part);
        let place = Place { span, text: part.to_owned(), name: None, country: None };
        self.claim().places.push(place);
        self
    }

    fn target(&mut self, name: &str) -> &mut Self {
        let span = self.claim().sentence;
        self.claim().target = Some(Target { span, text: name.to_owned() });
        self
    }

    fn of_state(&mut self, state: &str) -> &mut Self {
        self.claim().speaker.affiliation = Some(state.to_owned());
        self
    }
}

pub(crate) trait AsClaim {
    fn claim(&mut self) -> &mut Claim;
}

impl AsClaim for Claim {
    fn claim(&mut self) -> &mut Claim {
        self
    }
}

fn quantity(claim: &Claim, part: &str) -> Quantity {
    const LEADS: &[(&str, Bound)] = &[
        ("over ", Bound::Over),
        ("at least ", Bound::AtLeast),
        ("At least ", Bound::AtLeast),
        ("up to ", Bound::AtMost),
        ("about ", Bound::About),
    ];
    let (lead, bound) =
        LEADS.iter().find(|(lead, _)| part.starts_with(lead)).copied().unwrap_or(("", Bound::Exact));
    let mut rest = part.strip_prefix(lead).unwrap();
    let mut whole = None;
    let value = take_number(&mut rest).unwrap_or_else(|| panic!("{part} has no number"));
    if let Some(after) = rest.strip_prefix("of ").map(|rest| rest.trim_start_matches("the ")) {
        let mut after = after;
        if let Some(value) = take_number(&mut after) {
            whole = Some(Whole { value, object: Some(after.to_owned()), predicate: None });
            rest = after;
        }
    }
    let (unit, object) = match rest.split_once(' ').unwrap_or((rest, "")) {
        ("tonnes", object) => ("t", object.trim_start_matches("of ")),
        ("hectares", object) => ("ha", object.trim_start_matches("of ")),
        ("hours", _) => ("h", "hours"),
        _ => ("count", rest),
    };
    let (low, high) = match bound {
        Bound::Over | Bound::AtLeast => (Some(value), None),
        Bound::AtMost | Bound::Under => (None, Some(value)),
        Bound::About => (Some(value * 0.9), Some(value * 1.1)),
        Bound::Exact | Bound::Between => (Some(value), Some(value)),
    };
    Quantity {
        span: span_in(claim, part),
        text: part.to_owned(),
        value,
        low,
        high,
        precision: None,
        bound,
        unit: unit.to_owned(),
        object: Some(object.to_owned()).filter(|object| !object.is_empty()),
        of: whole,
        predicate: None,
        trend: None,
    }
}

fn take_number(rest: &mut &str) -> Option<f64> {
    const WORDS: &[(&str, f64)] =
        &[("two", 2.0), ("six", 6.0), ("four", 4.0), ("seven", 7.0), ("five", 5.0), ("three", 3.0)];
    let (first, after) = rest.split_once(' ').unwrap_or((*rest, ""));
    let digits = first.replace(',', "");
    let word = first.to_lowercase();
    let value = digits
        .parse()
        .ok()
        .or_else(|| WORDS.iter().find(|(name, _)| *name == word).map(|(_, value)| *value))?;
    *rest = after;
    Some(value)
}
