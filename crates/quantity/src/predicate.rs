//! The verb that a quantity hangs on: what is done to it, or what it does.

use crate::{
    lexicon::Tags,
    token::{Kind, Line},
    verb::{self, Forms, Verb},
};

/// Tokens after a quantity in which its verb is looked for.
const REACH: usize = 22;

/// Words that make a verb before them another one: "shot down", "carried out".
const PARTICLES: &[&str] = &["up", "down", "off", "out", "away", "back", "through"];

/// Verbs that say what something is, or that somebody speaks, not what happens to it.
const NONE: &[&str] = &[
    "become", "remain", "include", "have", "do", "exceed", "say", "seem", "mean", "tell", "argue", "insist",
    "believe", "think", "know", "want", "need", "expect", "hope", "estimate", "add", "warn", "note",
    "announce", "claim", "deny", "confirm", "state", "feel", "try", "start", "begin", "continue", "keep",
    "stay",
];

/// Verbs that take a person before what they take: "owes its caterers $38m".
const DITRANSITIVE: &[&str] = &[
    "cost", "owe", "give", "pay", "offer", "lend", "take", "send", "fine", "promise", "award", "grant",
    "save", "earn", "charge", "hand", "buy", "sell", "deny", "allow", "allocate",
];

/// Verbs whose "object" is a clause or a complement: "said 12 were", "became 30".
const NOT_BEFORE: &[&str] = &[
    "become", "remain", "do", "exceed", "say", "seem", "mean", "tell", "argue", "insist", "believe", "think",
    "know", "hope", "estimate", "warn", "note", "announce", "deny", "state", "feel", "stay",
];

/// Words that stand between a verb and the number that it takes.
const BEFORE_NUMBER: &[&str] = &[
    "the",
    "a",
    "an",
    "its",
    "their",
    "his",
    "her",
    "our",
    "my",
    "only",
    "just",
    "another",
    "further",
    "additional",
    "also",
    "other",
    "remaining",
    "these",
    "those",
    "all",
    "both",
    "exactly",
    "record",
    "total",
    "average",
    "dead",
    "not",
    "of",
    "up",
    "to",
];

/// Words of number before "of": the group stands for its members.
const GROUPS: &[&str] = &[
    "group", "groups", "total", "crowd", "crowds", "team", "crew", "party", "convoy", "combined", "gang",
    "number",
];

/// Prepositions that a noun phrase after them hangs on, so that it is neither subject nor object.
const PREPOSITIONS: &[&str] = &[
    "of",
    "in",
    "on",
    "at",
    "by",
    "for",
    "with",
    "from",
    "to",
    "into",
    "onto",
    "over",
    "under",
    "above",
    "below",
    "between",
    "among",
    "amid",
    "during",
    "since",
    "until",
    "till",
    "after",
    "before",
    "through",
    "across",
    "against",
    "around",
    "about",
    "as",
    "than",
    "per",
    "via",
    "near",
    "inside",
    "outside",
    "within",
    "without",
    "toward",
    "towards",
    "upon",
    "despite",
    "except",
    "like",
    "unlike",
    "including",
    "worth",
    "versus",
    "behind",
    "beyond",
    "besides",
    "alongside",
    "throughout",
    "ago",
    "out",
];

const BE: &[&str] = &[
    "is", "are", "was", "were", "be", "been", "being", "isn't", "aren't", "wasn't", "weren't", "gets", "got",
];

const HAVE: &[&str] = &["has", "have", "had", "having", "hasn't", "haven't", "hadn't"];

const MODAL: &[&str] = &[
    "will", "would", "can", "could", "may", "might", "must", "shall", "should", "cannot", "won't", "did",
    "do", "does", "didn't", "don't", "doesn't",
];

const ADVERBS: &[&str] = &[
    "also",
    "not",
    "still",
    "already",
    "now",
    "then",
    "either",
    "both",
    "all",
    "never",
    "even",
    "just",
    "only",
    "yet",
    "since",
    "later",
    "once",
    "again",
    "either",
    "reportedly",
    "n't",
    "so",
    "far",
    "ever",
    "to",
    "yesterday",
    "today",
    "overnight",
];

const RELATIVES: &[&str] = &["who", "that", "which", "whom", "whose", "where", "when"];

/// What happens to a noun phrase.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Deed {
    /// "kill", "shoot down".
    pub(crate) name: String,
    /// The verb does something to people.
    pub(crate) harms: bool,
    /// The verb may stand without an object.
    pub(crate) stays: bool,
}

fn deed(verb: &Verb, particle: Option<&str>) -> Deed {
    let name = particle.map_or_else(|| verb.base.to_owned(), |particle| format!("{} {particle}", verb.base));
    // What is shot down or put down is no person.
    Deed { name, harms: verb.harms && particle != Some("down"), stays: verb.intransitive }
}

/// The verb at token `i`, where it may be one.
fn verb_at(line: &Line, i: usize) -> Option<Verb> {
    if !line.is_word(i) || line.is_taken(i) || (line.capital(i) && !line.opens_sentence(i)) {
        return None;
    }
    verb::read(line.word(i))
}

// ---- the verb before: the quantity is its object

/// The verb that the phrase beginning at token `first` is the object of.
pub(crate) fn before(line: &Line, first: usize) -> Option<Deed> {
    let at = verb_place(line, first)?;
    if line.any(at, PARTICLES) {
        let verb = object_verb(line, at.checked_sub(1)?)?;
        return Some(deed(&verb, Some(line.word(at))));
    }
    object_verb(line, at).or_else(|| past_person(line, at)).map(|verb| deed(&verb, None))
}

/// "owes its caterers", "cost the parish": a verb before the one that it gives to.
fn past_person(line: &Line, last: usize) -> Option<Verb> {
    for back in 1..=3 {
        let at = last.checked_sub(back)?;
        let word = line.is_word(at + 1) || line.kind(at + 1) == Kind::Possessive;
        if !word || line.any(at + 1, PREPOSITIONS) || line.any(at + 1, &["and", "or", "but"]) {
            return None;
        }
        let opens = line.has(at + 1, Tags::FUNCTION) || line.capital(at + 1) || back == 1;
        if let Some(verb) = verb_at(line, at).filter(|verb| DITRANSITIVE.contains(&verb.base) && opens) {
            return Some(verb);
        }
    }
    None
}

/// The token right before the phrase, past the words that belong to it.
fn verb_place(line: &Line, first: usize) -> Option<usize> {
    let mut at = first.checked_sub(1)?;
    for _ in 0..4 {
        let of_total = line.is(at, "of") && at > 0 && line.any(at - 1, &["total", "combined", "average"]);
        let up_to = line.is(at, "to") && at > 0 && line.is(at - 1, "up");
        let passes = match line.word(at) {
            "of" => of_total,
            "to" | "up" => up_to || (line.is(at, "up") && line.is(at + 1, "to")),
            _ => line.any(at, BEFORE_NUMBER) || (line.word(at).ends_with("ly") && line.is_word(at)),
        };
        if !passes {
            break;
        }
        at = at.checked_sub(1)?;
    }
    (line.kind(at) == Kind::Word).then_some(at)
}

/// A verb at `i` that takes what follows as its object.
fn object_verb(line: &Line, i: usize) -> Option<Verb> {
    let verb = verb_at(line, i)?;
    if NOT_BEFORE.contains(&verb.base) || line.is(i, "including") {
        return None;
    }
    let before = i.checked_sub(1);
    let noun = before.is_some_and(|at| {
        line.any(at, &["the", "a", "an", "of", "its", "their", "his", "her", "this", "that", "no"])
            || line.kind(at) == Kind::Possessive
    });
    let finite = verb.forms.any(Forms::PAST | Forms::PARTICIPLE | Forms::ING);
    (finite || !noun).then_some(verb)
}

// ---- the verb after: the quantity is its subject

/// What a scan behind a noun phrase has seen.
#[derive(Default)]
struct Scan {
    /// Inside a clause on "who" or "that".
    relative: bool,
    /// A form of "be" opens the verb.
    passive: bool,
    /// "have", "will" opens the verb.
    auxiliary: bool,
    /// "killed" of "soldiers killed in Donetsk": holds where no other verb follows.
    reduced: Option<Deed>,
}

/// What happens to the noun phrase that ends before token `end`. With `bound`, a preposition governs it, and only a
/// participle right behind it counts.
pub(crate) fn after(line: &Line, end: usize, bound: bool) -> Option<Deed> {
    let mut scan = Scan::default();
    let mut at = end;
    while at < end + REACH && at < line.len() {
        match line.kind(at) {
            Kind::Stop | Kind::Quote | Kind::Close => break,
            Kind::Comma | Kind::Dash if !line.joins(at) => match past_apposition(line, at) {
                Some(next) if !bound => {
                    at = next;
                    continue;
                }
                _ if line.kind(at) == Kind::Comma => break,
                _ => {}
            },
            Kind::Open => {
                at = (at..at + 12).find(|at| line.kind(*at) == Kind::Close).unwrap_or(at) + 1;
                continue;
            }
            _ => {}
        }
        match scan.step(line, at, end) {
            Step::Found(deed) if !bound => return deed,
            Step::Found(_) | Step::End => break,
            Step::To(next) => at = next,
        }
        let open = scan.relative || scan.passive || scan.auxiliary;
        if bound && !open && at > end + 1 {
            break;
        }
    }
    scan.reduced
}

/// Past ", aged 24 and 27,", ", mostly women,", ", two of whom had fled," or "— three drivers and five passengers —" where a
/// verb follows.
fn past_apposition(line: &Line, mark: usize) -> Option<usize> {
    const MEMBERS: &[&str] = &["mostly", "mainly", "most", "many", "largely", "including", "some", "all"];
    let of_them =
        (mark + 1..mark + 4).any(|at| line.starts(at, &["of", "whom"]) || line.starts(at, &["of", "them"]));
    let reach = if of_them { 14 } else { 9 };
    let close = (mark + 1..mark + reach)
        .take_while(|at| line.kind(*at) != Kind::Stop)
        .find(|at| line.kind(*at) == line.kind(mark) && !line.joins(*at))?;
    let past = verb_at(line, close + 1).is_some_and(|verb| verb.forms.any(Forms::PAST));
    let opens = line.any(close + 1, BE)
        || line.any(close + 1, HAVE)
        || (past && line.any(mark + 1, MEMBERS))
        || (of_them && follows(line, close + 1));
    let dashes = line.kind(mark) == Kind::Dash;
    let clause = (mark + 1..close)
        .any(|at| line.any(at, BE) || line.any(at, HAVE) || (!dashes && line.any(at, &["and", "but"])));
    (opens && (of_them || !clause)).then_some(close + 1)
}

enum Step {
    /// The verb is found, or it is one that names no deed.
    Found(Option<Deed>),
    To(usize),
    End,
}

impl Scan {
    fn step(&mut self, line: &Line, at: usize, end: usize) -> Step {
        let word = line.word(at);
        if RELATIVES.contains(&word) && !self.passive && !self.auxiliary {
            if self.relative || (word == "that" && at > end) || matches!(word, "where" | "when") && at > end {
                return Step::End;
            }
            self.relative = true;
            return Step::To(at + 1);
        }
        if BE.contains(&word) {
            self.passive = true;
            return Step::To(at + 1);
        }
        if HAVE.contains(&word) && (opens_verb(line, at + 1) || line.is(at + 1, "to")) {
            self.auxiliary = true;
            return Step::To(at + 1);
        }
        if MODAL.contains(&word) {
            self.auxiliary = true;
            return Step::To(at + 1);
        }
        if self.passive || self.auxiliary {
            return self.after_auxiliary(line, at);
        }
        let subordinate = matches!(word, "after" | "before") && self.reduced.is_none() && at > end;
        if matches!(word, "and" | "or" | "but" | "while" | "because" | "if" | "as" | "what" | "whether")
            || subordinate
        {
            return Step::End;
        }
        self.bare(line, at, end)
    }

    /// A word after "were" or "have".
    fn after_auxiliary(&mut self, line: &Line, at: usize) -> Step {
        let adverb = line.any(at, ADVERBS) || line.word(at).ends_with("ly");
        if adverb {
            return Step::To(at + 1);
        }
        if line.starts(at, &["no", "longer"]) {
            return Step::To(at + 2);
        }
        if line.is(at, "missing") {
            return self.closes(Some(missing()), at);
        }
        let Some(verb) = verb_at(line, at) else { return self.closes(None, at) };
        let found = if self.passive {
            let participle =
                verb.forms.any(Forms::PARTICIPLE) || (verb.intransitive && verb.forms.any(Forms::ING));
            participle.then(|| told(line, at, &verb))
        } else {
            let copula = names_none(line, at, &verb);
            (!copula && !takes_object(line, at)).then(|| told(line, at, &verb))
        };
        self.closes(found, at)
    }

    /// The verb of a relative clause says nothing where a main verb follows.
    fn closes(&mut self, found: Option<Deed>, at: usize) -> Step {
        (self.passive, self.auxiliary) = (false, false);
        if self.relative {
            self.relative = false;
            self.reduced = found;
            return Step::To(at + 1);
        }
        Step::Found(found)
    }

    /// A word without an auxiliary before it.
    fn bare(&mut self, line: &Line, at: usize, end: usize) -> Step {
        if line.is(at + 1, "missing") && line.any(at, &["remain", "remains", "remained", "still"]) {
            return Step::Found(Some(missing()));
        }
        let Some(verb) = verb_at(line, at).filter(|_| !inside_phrase(line, at, end)) else {
            return Step::To(at + 1);
        };
        let first = at == end || (at == end + 1 && line.any(end, ADVERBS));
        if verb.forms.any(Forms::ING) {
            return if at == end && takes_object(line, at) {
                Step::To(at + 1)
            } else {
                self.ing(line, at, &verb, first)
            };
        }
        let object = takes_object(line, at);
        let copula = names_none(line, at, &verb);
        if self.relative {
            return self.closes((!object && !copula).then(|| told(line, at, &verb)), at);
        }
        if copula {
            return if verb.forms.any(Forms::PAST) { Step::Found(None) } else { Step::To(at + 1) };
        }
        let finite = !first || !verb.forms.any(Forms::PARTICIPLE); // "12 shot down", but "12 gave up"
        let phrasal = line.any(at + 1, PARTICLES) && finite && verb.forms.any(Forms::PAST);
        if verb.forms.any(Forms::PAST) && (verb.intransitive || phrasal) && !object {
            return Step::Found(Some(told(line, at, &verb)));
        }
        if verb.forms.any(Forms::PARTICIPLE) && verb.transitive && !object {
            if first {
                self.reduced = Some(told(line, at, &verb));
                return Step::To(at + 1);
            }
            return Step::Found(None);
        }
        if verb.forms.any(Forms::PAST) && object {
            return Step::Found(None);
        }
        let present = verb.forms.any(Forms::PLAIN) && line.has(at, Tags::VERB);
        if present && verb.intransitive && !object {
            Step::Found(Some(told(line, at, &verb)))
        } else {
            Step::To(at + 1)
        }
    }

    fn ing(&mut self, line: &Line, at: usize, verb: &Verb, first: bool) -> Step {
        if first && verb.intransitive {
            self.reduced = Some(told(line, at, verb));
        }
        Step::To(at + 1)
    }
}

/// "are missing".
fn missing() -> Deed {
    Deed { name: "miss".to_owned(), harms: true, stays: true }
}

/// Whether the verb at `at` names no deed: a copula, or one that only opens another, "began to fall".
fn names_none(line: &Line, at: usize, verb: &Verb) -> bool {
    let opening = matches!(verb.base, "start" | "begin");
    let opens = line.is(at + 1, "to") || verb_at(line, at + 1).is_some_and(|next| next.forms.any(Forms::ING));
    (NONE.contains(&verb.base) && (!opening || opens)) || goes_on(line, at, verb)
}

/// "went on to sign": no deed of its own.
fn goes_on(line: &Line, at: usize, verb: &Verb) -> bool {
    verb.base == "go" && line.is(at + 1, "on")
}

/// The verb at `at` with its particle.
fn told(line: &Line, at: usize, verb: &Verb) -> Deed {
    if verb.base == "go" && line.is(at + 1, "missing") {
        return Deed { name: "go missing".to_owned(), harms: true, stays: true };
    }
    let next = at + 1;
    let object = line.capital(next + 1)
        || line.any(next + 1, &["of", "the", "a", "an", "its", "their", "his", "her"])
        || (line.is(next, "through") && line.has(next + 1, Tags::FUNCTION));
    let particle = line.any(next, PARTICLES) && !object;
    deed(verb, particle.then(|| line.word(next)))
}

/// Whether a verb group goes on at `i`, past adverbs.
fn opens_verb(line: &Line, i: usize) -> bool {
    let mut at = i;
    while at < i + 3 && (line.any(at, ADVERBS) || line.word(at).ends_with("ly")) {
        at += 1;
    }
    line.is(at, "been") || verb_at(line, at).is_some_and(|verb| verb.forms.any(Forms::PARTICIPLE))
}

/// Whether the word at `at` stands inside a phrase after a preposition or determiner: "in the strike", "of aid".
fn inside_phrase(line: &Line, at: usize, end: usize) -> bool {
    let Some(before) = at.checked_sub(1).filter(|before| *before >= end) else { return false };
    line.any(before, PREPOSITIONS)
        || line
            .any(before, &["the", "a", "an", "its", "their", "his", "her", "this", "that", "no", "and", "or"])
        || line.kind(before) == Kind::Possessive
        || line.joins(before)
}

/// Whether an object follows the verb at `at`.
fn takes_object(line: &Line, at: usize) -> bool {
    let mut next = at + 1;
    next += usize::from(line.any(next, PARTICLES));
    if line.any(next, PREPOSITIONS) || next >= line.len() || line.is_taken(next) {
        return line.any(next, &["about", "around", "over"]) && line.kind(next + 1) == Kind::Number;
    }
    match line.kind(next) {
        Kind::Number | Kind::Currency | Kind::Name => true,
        Kind::Word => {
            let adverb = line.word(next).ends_with("ly")
                || line.any(next, ADVERBS)
                || line.has(next, Tags::PART_OF_TIME | Tags::WEEKDAY)
                || line.any(
                    next,
                    &[
                        "when",
                        "while",
                        "because",
                        "and",
                        "or",
                        "but",
                        "if",
                        "where",
                        "underground",
                        "home",
                        "ashore",
                        "alive",
                        "dead",
                        "together",
                        "here",
                        "there",
                        "abroad",
                        "this",
                        "last",
                        "earlier",
                        "who",
                        "yes",
                        "no",
                        "unanimously",
                        "negative",
                        "positive",
                        "free",
                        "safely",
                        "straight",
                        "further",
                        "away",
                        "apart",
                        "ill",
                        "sick",
                    ],
                );
            let next_verb = verb_at(line, next)
                .is_some_and(|verb| verb.forms.any(Forms::PARTICIPLE | Forms::PAST))
                && !line.has(next, Tags::STATE);
            let auxiliary = line.any(next, BE) || line.any(next, HAVE) || line.any(next, MODAL);
            !adverb && !next_verb && !auxiliary
        }
        _ => false,
    }
}

/// Whether the word at `i` may be a verb in "-s" and is none of the common ones: as often a plural, "plants", "tests".
pub(crate) fn is_third_person(line: &Line, i: usize) -> bool {
    let third =
        verb_at(line, i).is_some_and(|verb| verb.forms.any(Forms::THIRD) && !verb.forms.any(Forms::PAST));
    third && !line.has(i, Tags::VERB)
}

/// Whether a verb of its own follows the words that end before `i`: "52% of them reported".
pub(crate) fn follows(line: &Line, i: usize) -> bool {
    let at = i + usize::from(line.any(i, ADVERBS) || line.word(i).ends_with("ly"));
    line.any(at, BE)
        || line.any(at, HAVE)
        || line.any(at, MODAL)
        || verb_at(line, at).is_some_and(|verb| {
            let present =
                verb.intransitive && verb.forms.any(Forms::PLAIN) && line.has(at + 1, Tags::FUNCTION);
            verb.forms.any(Forms::PAST | Forms::ING) || line.has(at, Tags::VERB) || present
        })
}

/// Whether a noun phrase after the lower-case `word` hangs on it.
pub(crate) fn is_preposition(word: &str) -> bool {
    PREPOSITIONS.contains(&word)
}

/// Whether a preposition governs the phrase that begins at token `first`.
pub(crate) fn is_governed(line: &Line, first: usize) -> bool {
    let mut at = first;
    for _ in 0..3 {
        let Some(before) = at.checked_sub(1) else { return false };
        if line.is(before, "of") && before > 0 && line.any(before - 1, GROUPS) {
            return false;
        }
        if line.any(before, PREPOSITIONS) {
            return true;
        }
        if line.kind(before) == Kind::Possessive {
            at = before.saturating_sub(1);
            continue;
        }
        if !line.any(before, BEFORE_NUMBER) {
            return false;
        }
        at = before;
    }
    false
}
