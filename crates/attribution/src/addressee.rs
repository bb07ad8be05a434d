//! Whom a cue addresses or accuses, and where its content starts behind them: "accused | Russia | of …", "urged | all
//! sides | to …", "Parents | are asked | to …".
//!
//! The verb decides which words open the content behind its object (`FRAMES`).

use std::ops::Range;

use onrecord_model::Stance;

use crate::{
    features::Paragraph,
    lexicon::{self, Pos},
    speaker,
    stance::Reading,
    tokens::Token,
};

/// How verbs take the one they address and what they say to them.
struct Frame {
    lemmas: &'static [&'static str],
    /// May stand between verb and object: "called | on".
    prepositions: &'static [&'static str],
    /// Open the content wherever they stand.
    sure: &'static [&'static str],
    /// Open the content where nothing else does: they can also be part of the object.
    loose: &'static [&'static str],
}

const CLAUSE: &[&str] = &["that", "whether", "if", "how", "why", "what", "when", "where", "to", "not"];
const ACT: &[&str] = &["to", "not"];

const FRAMES: &[Frame] = &[
    Frame { lemmas: &["accuse", "suspect"], prepositions: &[], sure: &[], loose: &["of"] },
    Frame { lemmas: &["charge"], prepositions: &[], sure: &[], loose: &["with"] },
    Frame {
        lemmas: &["call", "appeal", "plead"],
        prepositions: &["on", "upon", "to", "with"],
        sure: ACT,
        loose: &["for"],
    },
    Frame {
        lemmas: &[
            "beg",
            "beseech",
            "encourage",
            "entreat",
            "exhort",
            "implore",
            "instruct",
            "order",
            "petition",
            "press",
            "request",
            "urge",
        ],
        prepositions: &[],
        sure: ACT,
        loose: &["for"],
    },
    Frame { lemmas: &["ask"], prepositions: &[], sure: CLAUSE, loose: &["for", "about"] },
    Frame {
        lemmas: &["advise", "assure", "caution", "inform", "promise", "remind", "tell", "warn"],
        prepositions: &[],
        sure: CLAUSE,
        loose: &["against", "of", "about"],
    },
];

/// Who is addressed or accused, and what they are told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Addressed {
    /// Their tokens.
    pub target: Range<usize>,
    /// The parts of the content without them.
    pub contents: Vec<Range<usize>>,
}

/// Finds the one whom the cue in `cue` addresses or accuses, and takes them out of `contents`.
pub(crate) fn find(
    paragraph: &Paragraph<'_>,
    reading: &Reading,
    cue: &Range<usize>,
    contents: &[Range<usize>],
) -> Option<Addressed> {
    let see = See { paragraph, sentence: paragraph.sentence(cue.start) };
    if reading.lemma == "allegedly" {
        let subject = contents.first().filter(|content| content.end <= cue.start)?;
        return Some(Addressed { target: subject.clone(), contents: contents.to_vec() });
    }
    let lemma = |at: &usize| lexicon::cue(see.text(*at)).is_some_and(|word| word.lemma == reading.lemma);
    let verb = cue.clone().rev().find(lemma)?;
    let main = contents.iter().position(|content| content.end > verb).unwrap_or(0);
    let content = contents.get(main)?;
    let with = |(target, told): (Range<usize>, Range<usize>)| {
        let mut contents = contents.to_vec();
        contents[main] = told;
        Addressed { target, contents }
    };
    let frame = FRAMES.iter().find(|frame| frame.lemmas.contains(&reading.lemma.as_str()));
    if see.is_passive(cue, verb) {
        let (target, told) = see.passive(cue, verb, contents)?;
        let contents = if frame.is_some() { vec![told] } else { contents.to_vec() };
        return Some(Addressed { target, contents });
    }
    let found = match (frame, reading.stance) {
        (Some(frame), _) => see.object(frame, verb, content).or_else(|| see.hearer(frame, verb, content)),
        (None, Stance::Accuses | Stance::CallsFor) if see.is(content.start, &["that"]) => {
            see.subject(content.start + 1).map(|target| (target, content.clone()))
        }
        (None, Stance::Accuses) => see.culprit(verb, content),
        _ => None,
    };
    found.map(with)
}

/// Who speaks where the subject of the cue only hears it: "the court heard that …", "the jury was told | by NAME | that …",
/// "Owner knew, court told". Gives back `source` where it is no hearer; nothing where nobody is told to have spoken.
pub(crate) fn teller(
    paragraph: &Paragraph<'_>,
    cue: &Range<usize>,
    source: &Range<usize>,
    contents: &[Range<usize>],
) -> Option<Range<usize>> {
    const TOLD: &[&str] = &["told", "informed", "assured", "warned", "advised", "reminded", "notified"];
    let see = See { paragraph, sentence: paragraph.sentence(cue.start) };
    let audience = source.clone().any(|at| speaker::is_audience(&see.text(at).to_lowercase()));
    let hears = |at: &usize| lexicon::cue(see.text(*at)).is_some_and(|word| word.lemma == "hear");
    let told = |at: &usize| TOLD.contains(&see.text(*at).to_lowercase().as_str());
    let last = contents.iter().all(|content| content.end <= source.start);
    // "Council accused | of waste", "staff told | to leave": without an object the verb is passive.
    let verb = cue.clone().rev().find(|&at| see.paragraph.tokens[at].is_word());
    let bare = verb.is_some_and(|verb| {
        let next = |words: &[&str]| see.is(cue.end, words) || see.is(verb + 1, words);
        match see.text(verb) {
            "accused" | "suspected" => next(&["of"]),
            "charged" => next(&["with"]),
            "blamed" => next(&["for"]),
            "told" | "urged" | "ordered" => next(&["to"]),
            _ => false,
        }
    });
    if bare && source.end == cue.start && see.sentence.end == paragraph.tokens.len() && paragraph.is_heading()
    {
        return None;
    }
    let hearer = source.end <= cue.start
        && match cue.clone().rev().find(|at| hears(at) || told(at)) {
            Some(verb) if hears(&verb) => audience,
            Some(verb) => see.is_passive(cue, verb) || audience && last && source.end == verb,
            None => false,
        };
    if !hearer {
        return Some(source.clone());
    }
    let by = Some(cue.end).filter(|&at| see.is(at, &["by", "from"]) && !see.is_led(at + 1))?;
    let end = see.nominal(by + 1).take_while(|&at| !see.is(at, CLAUSE)).last()? + 1;
    (end > by + 1).then_some(by + 1..end)
}

/// A target and the content behind it.
type Split = (Range<usize>, Range<usize>);

/// A paragraph and the sentence of the cue in it.
struct See<'p, 'a> {
    paragraph: &'p Paragraph<'a>,
    sentence: Range<usize>,
}

impl See<'_, '_> {
    fn text(&self, at: usize) -> &str {
        self.paragraph.tokens.get(at).map_or("", |token| token.text)
    }

    fn is(&self, at: usize, words: &[&str]) -> bool {
        words.iter().any(|word| self.text(at).eq_ignore_ascii_case(word))
    }

    fn pos(&self, at: usize) -> Pos {
        lexicon::pos(self.text(at), &self.text(at).to_lowercase())
    }

    /// "accused | the head of the port | of taking bribes": the object up to the opener of the content.
    fn object(&self, frame: &Frame, verb: usize, content: &Range<usize>) -> Option<Split> {
        let start = verb + 1 + usize::from(self.is(verb + 1, frame.prepositions));
        // "Called | the plan | a hoax to raise taxes" addresses nobody.
        let led = self.is(verb, &["call", "calls", "called", "calling"]) && start == verb + 1;
        if led || self.is_led(start) {
            return None;
        }
        let opener = self.opener(start, frame.sure).or_else(|| self.loose_opener(start, frame.loose))?;
        self.split(start, opener, content)
    }

    /// Whether the word at `at` leads a phrase or clause, so that no object starts there.
    fn is_led(&self, at: usize) -> bool {
        self.is(at, CLAUSE)
            || matches!(self.pos(at), Pos::Preposition | Pos::Subordinator | Pos::Wh | Pos::To)
    }

    /// The object from `start` and the content from `opener`, where what the tagger has of the content fits that.
    fn split(&self, start: usize, opener: usize, content: &Range<usize>) -> Option<Split> {
        const NEAR: usize = 3; // tokens between an opener and where the tagger starts the content
        let target = self.without_time(start..opener)?;
        let told = match content {
            before if before.end <= start => content.clone(),
            told if told.start <= opener + NEAR => {
                opener..self.act_end(opener, self.end_behind(opener, told.end))
            }
            _ => content.clone(),
        };
        Some((target, told))
    }

    /// "of spying | , and gave the envoy two days": where what somebody is told ends, and the next deed of who told it starts.
    fn act_end(&self, opener: usize, end: usize) -> usize {
        const DID: &[&str] = &[
            "began", "brought", "cut", "gave", "got", "held", "led", "left", "lost", "made", "met", "paid",
            "ran", "said", "sent", "set", "took", "told", "walked", "was", "went", "were", "won", "wrote",
        ];
        let free = |at: usize| self.paragraph.quotation_of.get(at).copied().flatten().is_none();
        let next = |at: &usize| {
            let deed = self.pos(at + 2) == Pos::Past || self.is(at + 2, DID);
            free(*at) && self.is(*at, &[","]) && self.is(at + 1, &["and", "but", "then"]) && deed
        };
        (opener..end).find(next).unwrap_or(end)
    }

    /// Where a content ends that the tagger ends at `end`, if that is behind its opener; else its sentence ends it.
    fn end_behind(&self, opener: usize, end: usize) -> usize {
        if end > opener + 1 { end } else { self.sentence.end }
    }

    /// The first of `openers` behind an object that starts at `start`.
    fn opener(&self, start: usize, openers: &[&str]) -> Option<usize> {
        let plain = self.nominal(start).find(|&at| self.is(at, openers) && self.opens(at));
        // "urged Slovaria | “to keep its door”": the content is a quotation from its opener on.
        let quoted = || {
            let mark = self.nominal(start).last()? + 1;
            let opens = self.paragraph.quotation(mark).is_some_and(|quotation| quotation.open == mark);
            (opens && self.is(mark + 1, openers)).then_some(mark)
        };
        plain.or_else(quoted).filter(|&at| at > start)
    }

    /// As [`See::opener`], for words that an object can hold too: "of" before a gerund or quotation rather than another.
    fn loose_opener(&self, start: usize, openers: &[&str]) -> Option<usize> {
        const SHORT: usize = 6; // tokens of an object before a word that may be part of it
        let found = || self.nominal(start).skip(1).filter(|&at| self.is(at, openers));
        let deed = |&at: &usize| {
            self.pos(at + 1) == Pos::Gerund
                || self.paragraph.quotation_of.get(at + 1) != self.paragraph.quotation_of.get(at)
        };
        found().find(deed).or_else(|| found().next().filter(|&at| at <= start + SHORT))
    }

    /// Whether the word at `at` opens a content: "to" only before a verb, "not" only before "to".
    fn opens(&self, at: usize) -> bool {
        let next = self.text(at + 1);
        match self.text(at) {
            "to" => {
                let thing = matches!(self.pos(at + 1), Pos::Determiner | Pos::Possessive | Pos::Number);
                !thing && !next.starts_with(char::is_uppercase)
            }
            "not" => next == "to",
            _ => true,
        }
    }

    /// The tokens from `start` on that can stand in one noun phrase, and the one behind it.
    fn nominal(&self, start: usize) -> impl Iterator<Item = usize> {
        const LONGEST: usize = 12;
        let limit = self.sentence.end.min(start + LONGEST);
        let quotation = self.paragraph.quotation_of.get(start).copied().flatten();
        let ends = move |at: usize| {
            let clausal = matches!(self.pos(at), Pos::Be | Pos::Have | Pos::Do | Pos::Modal);
            let subject = at > start && self.is(at, &["he", "she", "they", "we", "i"]);
            let token = &self.paragraph.tokens[at];
            let mark = !token.is_word() && !matches!(token.text, "’s" | "'s" | "-" | "’" | "'" | "&");
            clausal || subject || mark || self.paragraph.quotation_of[at] != quotation
        };
        (start..limit).take_while(move |&at| !ends(at))
    }

    /// A noun phrase without what tells the time of the act: "the army | on Tuesday".
    fn without_time(&self, range: Range<usize>) -> Option<Range<usize>> {
        let day = |at: usize| self.pos(at) == Pos::Month && self.text(at).to_lowercase().ends_with("day");
        let told = |at: usize| {
            (self.is(at, &["on", "late", "early"]) && (day(at + 1) || self.pos(at + 1) == Pos::Month))
                || self
                    .is(at, &["last", "yesterday", "earlier", "again", "repeatedly", "publicly", "directly"])
                || day(at)
        };
        let end = range.clone().find(|&at| told(at)).unwrap_or(range.end);
        (range.start < end).then_some(range.start..end)
    }

    /// "told | reporters | the dam would hold", "he told | the inquiry |": one who is told something without an opener.
    fn hearer(&self, frame: &Frame, verb: usize, content: &Range<usize>) -> Option<Split> {
        let start = verb + 1;
        if frame.sure != CLAUSE || self.is_led(start) {
            return None;
        }
        if content.start == start && self.is(start, &["him", "them", "us", "me"]) && content.len() > 2 {
            return Some((start..start + 1, start + 1..content.end));
        }
        let ends = |at: usize| {
            at == content.start
                || (at > start && self.pos(at) == Pos::Preposition && !self.is(at, &["of"]))
                || self.is(at, &["last", "this", "yesterday", "earlier"])
        };
        let end = self.nominal(start).take_while(|&at| !ends(at)).last()? + 1;
        let told = content.end <= start || content.start == end;
        let target = self.without_time(start..end).filter(|_| told)?;
        Some((target, content.clone()))
    }

    /// Whether the verb of a cue is passive.
    fn is_passive(&self, cue: &Range<usize>, verb: usize) -> bool {
        (cue.start..verb).any(|at| self.pos(at) == Pos::Be) && !self.text(verb).ends_with("ing")
    }

    /// "The parents | are asked | to wait": the subject, and what it is told or accused of.
    fn passive(&self, cue: &Range<usize>, verb: usize, contents: &[Range<usize>]) -> Option<Split> {
        let opener = (verb + 1..self.sentence.end.min(verb + 3))
            .find(|&at| self.is(at, &["of", "to", "not", "for"]))?;
        let subject = self.sentence.start..cue.start;
        let longest = self.nominal(subject.start).last()? + 1;
        let end = contents.iter().map(|content| content.end).max().filter(|&end| end > opener + 1)?;
        (!subject.is_empty() && longest >= subject.end).then_some((subject, opener..end))
    }

    /// "condemned | the rules | as bullying", "blamed | heavy rain | for the spill", "branded | the thugs | “cowards”".
    fn culprit(&self, verb: usize, content: &Range<usize>) -> Option<Split> {
        let start = verb + 1;
        let opener = self.opener(start, &["for", "over", "as"]);
        if let Some(opener) = opener.filter(|&at| !self.is(at, &["as"])) {
            return self.split(start, opener, content);
        }
        let quoted = |at: usize| self.paragraph.quotation_of.get(at).is_some_and(Option::is_some);
        let last = self.nominal(start).last()? + 1;
        let whole =
            self.is(verb, &["blame", "blames", "blamed"]) && content.start == start && last >= content.end;
        let end = opener.or_else(|| (whole || quoted(last)).then_some(last))?;
        let target = self.without_time(start..end)?;
        Some((target, content.clone()))
    }

    /// "that | the minister | resign", "that | Bluewater | copied it": the subject of a clause.
    fn subject(&self, start: usize) -> Option<Range<usize>> {
        const LONGEST: usize = 6;
        if self.pos(start) == Pos::Pronoun {
            return Some(start..start + 1);
        }
        let noun = start + usize::from(matches!(self.pos(start), Pos::Determiner | Pos::Possessive));
        let capital = |at: usize| self.paragraph.tokens.get(at).is_some_and(Token::is_capitalised);
        let name = (noun..self.sentence.end).find(|&at| !capital(at)).unwrap_or(noun);
        let verb = (noun..self.sentence.end.min(start + LONGEST))
            .find(|&at| matches!(self.pos(at), Pos::Be | Pos::Have | Pos::Do | Pos::Modal | Pos::Past));
        let end = if name > noun { name } else { verb.unwrap_or(noun + 1) };
        (start < end && end < self.sentence.end).then_some(start..end)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{features::Place, stance};

    /// Target and content of a sentence, in which `|` stands around the cue and what follows is tagged as the content.
    fn split(marked: &str) -> (String, String) {
        let text: String = marked.replace("| ", "");
        let paragraph = Paragraph::new(&text, 0..text.len(), Place::Later);
        let words = |part: &str| crate::tokens::tokenize(part, 0..part.len()).len();
        let parts: Vec<&str> = marked.split('|').collect();
        let cue = words(parts[0])..words(parts[0]) + words(parts[1]);
        let content = cue.end..paragraph.tokens.len() - 1;
        let tokens = &paragraph.tokens;
        let reading = stance::read(&tokens[cue.clone()], &tokens[content.clone()]);
        let found = find(&paragraph, &reading, &cue, &[content]).unwrap();
        let say = |range: Range<usize>| {
            text.get(tokens[range.start].start..tokens[range.end - 1].end).unwrap().to_owned()
        };
        (say(found.target), say(found.contents[0].clone()))
    }

    #[test]
    fn who_is_addressed_is_no_part_of_what_they_are_told() {
        for (marked, target, content) in [
            (
                "Kyiv | accused | the head of the port of taking bribes.",
                "the head of the port",
                "of taking bribes",
            ),
            ("Kyiv | accused | the army on Tuesday of theft.", "the army", "of theft"),
            ("She | called on | all parties in Sudan to wait.", "all parties in Sudan", "to wait"),
            ("They | appealed | to donors for help.", "donors", "for help"),
            ("He | urged | residents of the delta not to panic.", "residents of the delta", "not to panic"),
            ("He | asked | the firemen whether it was over.", "the firemen", "whether it was over"),
            ("He | warned | Druvia against any retaliation.", "Druvia", "against any retaliation"),
            ("He | blamed | heavy rain for the spill.", "heavy rain", "for the spill"),
            ("Parents | are asked | to wait.", "Parents", "to wait"),
            ("She | accused | Karvia of spying, and gave the envoy two days.", "Karvia", "of spying"),
        ] {
            assert_eq!(split(marked), (target.to_owned(), content.to_owned()), "{marked}");
        }
    }

    #[test]
    fn nobody_is_addressed_where_no_object_stands() {
        let text = "She called for calm to return.";
        let paragraph = Paragraph::new(text, 0..text.len(), Place::Later);
        let reading = stance::read(&paragraph.tokens[1..3], &paragraph.tokens[3..6]);
        let content = 3..6;
        assert_eq!(find(&paragraph, &reading, &(1..3), &[content]), None);
    }
}
