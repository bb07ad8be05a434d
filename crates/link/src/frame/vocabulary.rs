//! The words by which clauses are read: which say nothing, which open a phrase, which always narrow what is counted, and
//! which are the same in other words. Tables of the language of news, not of any one text.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use crate::object;
use crate::predicate;
use crate::words::{Word, singular};

/// Words that say nothing of what is counted.
const EMPTY: &str = "a an the this that these those there here it its they their them he his she her we our us i my \
    you your who whom whose which what and or but as of is are was were be been being am has have had having do does \
    did shall also both all so too very just even still now then some more than \
    said says saying told tells according meanwhile however official officially final definitive actually \
    altogether mere merely barely exactly precisely really \
    firm company country same hamlet village town city people person accident disaster tragedy incident catastrophe \
    around about aboard roughly nearly almost approximately only at least up most over least \
    'll ll ve re s t";

/// Prepositions and joints that open a phrase about the surroundings of what is counted.
const OPENERS: &str = "in at on near from by off during over outside inside after before when while because across \
    through under around along towards to into for with amid between within";

/// Words that always narrow or change what is counted: no report's other words explain them away.
const TELLING: &str = "first second third fourth fifth last previous next another new other not no without never \
    median mean average gross net core total part share half quarter whole entire full only including excluding \
    confirmed feared estimated suspected possible likely expected planned projected presumed \
    critically seriously severely slightly minor major \
    civilian military child woman man soldier fighter attacker officer \
    would could may might if until since before after every each per daily weekly monthly yearly annual annually \
    sustained gust peak maximum minimum year month week day morning afternoon evening night noon hour";

/// Words that papers use for the same, first the usual one.
const SAME: &[&[&str]] = &[
    &[
        "attend",
        "join",
        "come",
        "came",
        "gather",
        "take part",
        "took part",
        "taken part",
        "taking part",
        "flock",
        "turned out",
        "draw",
        "drew",
        "drawn",
        "attract",
        "visit",
    ],
    &["buy", "bought", "purchase", "acquire"],
    &["build", "built", "construct", "erect"],
    &["begin", "began", "begun", "start"],
    &["close", "shut"],
    &["discover", "find", "found"],
    &["get", "got", "receive", "obtain"],
    &["grow", "grew", "grown", "rise", "rose", "risen", "increase", "climb"],
    &["drop", "decline", "decrease", "shrink", "shrank"],
    &["hire", "recruit"],
    &["hold", "held", "own"],
    &["send", "sent", "dispatch"],
    &["steal", "stole", "stolen"],
    &["weigh", "weight"],
    &["agreement", "deal"],
    &["ballot", "vote"],
    &["factory", "plant"],
    &["flood", "flooding"],
    &["landslide", "mudslide", "landslip"],
    &["salary", "wage", "pay"],
    &["shop", "store"],
    &["storm", "gale"],
    &["strike", "walkout"],
    &["cost", "price"],
    &["earthquake", "quake", "tremor", "temblor"],
    &["attack", "assault", "raid"],
    &["fire", "blaze"],
    &["crash", "collision"],
    &["protest", "demonstration", "rally", "march"],
    &["fell", "cut down", "chopped down"],
    &["flee", "escape"],
    &["flat", "apartment"],
    &["company", "firm"],
    &["explode", "explosion", "blast"],
    &["leak", "spill"],
    &["sink", "sank", "sunk", "sinking"],
    &["break", "broke", "broken"],
    &["fall", "fallen"],
    &["catch", "caught"],
    &["arrest", "detain"],
    &["cancel", "cancelled", "canceled", "cancellation"],
    &["match", "game", "derby", "fixture"],
    &["no", "without"],
    &["will", "would"],
    &["fine", "fined"],
    &["dismiss", "sack", "lay off", "laid off"],
    &["demolish", "raze", "bulldoze", "tear down", "tore down", "torn down", "pulled down", "knocked down"],
    &["register", "record", "log"],
    &["arrive", "land"],
    &["leave", "left", "quit", "depart"],
    &["vaccinate", "inoculate"],
    &["prison", "jail"],
    &["expel", "throw out", "threw out", "thrown out"],
    &["power", "electricity"],
    &["owe", "owed", "debt"],
    &["sell", "sold", "sale"],
    &["complain", "complaint"],
    &["measure", "measurement"],
];

/// Days and months: never the name of an event.
const CALENDAR: &str = "monday tuesday wednesday thursday friday saturday sunday january february march april may june \
    july august september october november december";

/// Words that papers use for the same where so much land is told: hectares that burned were destroyed.
const SAME_OF_LAND: &[&str] = &["burn", "destroy", "scorch", "consume", "ravage", "devastate", "char"];

/// Phrases that say nothing of what is counted.
const IDLE: &[&[&str]] = &[&["in", "the", "end"], &["in", "fact"], &["in", "all"], &["on", "board"]];

/// Many who do a deed that nobody else does, so that to leave them out changes nothing: wolves are shot by hunters. Others
/// ("foreigners", "volunteers") may be some of those who did it.
const DOERS: &str = "hunter trapper poacher police soldier troop guard officer rescuer firefighter diver medic doctor \
    inspector investigator prosecutor judge gunman gunmen rebel militant attacker thief robber burglar rioter logger \
    authority fighter force pirate smuggler";

/// Words that leave it open whether something is so, beside those that are always telling.
const UNSURE: &str = "want need hope plan expect ask try threaten refuse fail agree promise offer demand call urge fear \
    allow able unable ready intend order tell can could should must face risk danger threat request application if nearly \
    potential alleged intended due preliminary provisional initial interim unofficial partial invite seek";

/// Words with which many names begin: alone they tell no two things to be one.
const NAME_PARTS: &[&str] = &[
    "san", "santa", "santo", "sao", "saint", "st", "new", "north", "south", "east", "west", "upper", "lower",
    "great", "el", "la", "los", "las", "al", "de", "del", "da", "do", "le", "port", "lake", "mount", "river",
    "gate",
];

/// Verbs that say no more of things than that they were there: "the jail held 900 inmates", "there were 900 inmates".
const BEING: &str = "hold stand house contain lie";

/// Irregular verbs that news tell deeds with: the past tense, then the participle and the base where they differ from it.
const IRREGULAR: &str = "beat/beaten began/begun/begin bit/bitten/bite blew/blown/blow bought/buy broke/broken/break \
    brought/bring built/build burnt/burned/burn caught/catch chose/chosen/choose cut dealt/deal drank/drunk/drink \
    drew/drawn/draw drove/driven/drive ate/eaten/eat fed/feed felt/feel fought/fight flew/flown/fly fled/flee found/find \
    froze/frozen/freeze gave/given/give got/get grew/grown/grow held/hold hid/hidden/hide hit hurt kept/keep laid/lay \
    led/lead left/leave lent/lend let lost/lose made/make met/meet paid/pay put ran/run rose/risen/rise read rid \
    rode/ridden/ride saw/seen/see sent/send set shook/shaken/shake shot/shoot shut sank/sunk/sink slept/sleep sold/sell \
    spent/spend split spread stole/stolen/steal struck/strike swam/swum/swim swept/sweep took/taken/take taught/teach \
    threw/thrown/throw told/tell tore/torn/tear won/win withdrew/withdrawn/withdraw wore/worn/wear wrote/written/write";

/// Verbs with which somebody only tells what there was: "biologists counted 31 bears", "the station recorded 41
/// millimetres".
const OBSERVES: &[&str] = &["counted", "measured", "recorded", "registered", "logged", "observed", "noted"];

type Words = LazyLock<HashSet<&'static str>>;
/// Words under their usual forms.
type Forms = LazyLock<HashSet<String>>;

/// Second words and usual forms, by the first of two words.
static OF_TWO: LazyLock<HashMap<&'static str, Vec<(&'static str, &'static str)>>> = LazyLock::new(|| {
    let mut index: HashMap<&str, Vec<(&str, &str)>> = HashMap::new();
    for group in SAME {
        for (first, second) in group.iter().filter_map(|entry| entry.split_once(' ')) {
            index.entry(first).or_default().push((second, group.first().copied().unwrap_or_default()));
        }
    }
    index
});

static IS_IRREGULAR: Words = LazyLock::new(|| {
    let past = |verb: &'static str| verb.split('/').take(2);
    IRREGULAR.split_whitespace().flat_map(past).collect()
});

static IS_DOER: Forms = LazyLock::new(|| DOERS.split_whitespace().map(form).collect());
static IS_UNSURE: Forms = LazyLock::new(|| UNSURE.split_whitespace().map(form).collect());
static IS_BEING: Forms = LazyLock::new(|| BEING.split_whitespace().map(form).collect());
static IS_EMPTY: Words = LazyLock::new(|| EMPTY.split_whitespace().collect());
static IS_OPENER: Words = LazyLock::new(|| OPENERS.split_whitespace().collect());
static IS_TELLING: Words = LazyLock::new(|| TELLING.split_whitespace().collect());
static IS_CALENDAR: Words = LazyLock::new(|| CALENDAR.split_whitespace().collect());
static USUAL: LazyLock<HashMap<String, &'static str>> = LazyLock::new(|| {
    let of = |group: &'static &[&'static str]| {
        let first = group.first().copied().unwrap_or_default();
        let single = group.iter().filter(|entry| !entry.contains(' '));
        single.flat_map(move |entry| [((*entry).to_owned(), first), (stem(entry), first)])
    };
    let verbs = IRREGULAR.split_whitespace().flat_map(|verb| {
        let base = verb.split('/').next_back().unwrap_or(verb);
        verb.split('/').map(move |word| (word.to_owned(), base))
    });
    let mut usual: HashMap<String, &'static str> = verbs.collect();
    usual.extend(SAME.iter().flat_map(of));
    usual
});

/// Whether a word with a capital is a day or a month.
pub(super) fn is_calendar(word: &str) -> bool {
    IS_CALENDAR.contains(word)
}

/// Whether it begins so many names that it tells no two things to be one.
pub(super) fn is_part_of_names(word: &str) -> bool {
    NAME_PARTS.contains(&word)
}

/// Whether those whom a usual form names do a deed that nobody else does.
pub(super) fn is_doer(form: &str) -> bool {
    IS_DOER.contains(form)
}

/// Whether a usual form leaves it open whether something is so.
pub(super) fn is_unsure(form: &str) -> bool {
    IS_UNSURE.contains(form)
}

/// Whether a usual form says no more of things than that they were there.
pub(super) fn is_being(form: &str) -> bool {
    IS_BEING.contains(form)
}

/// The usual form of two words that stand for one verb: "took part".
pub(crate) fn form_of_two(first: &str, second: &str) -> Option<&'static str> {
    let seconds = OF_TWO.get(first)?;
    seconds.iter().find(|(word, _)| *word == second).map(|(_, usual)| *usual)
}

/// How many of the words that begin here say nothing of what is counted: "in the end".
pub(crate) fn idle(words: &[Word]) -> usize {
    let begins = |phrase: &&&[&str]| {
        phrase.iter().enumerate().all(|(at, part)| words.get(at).is_some_and(|word| word.text == *part))
    };
    IDLE.iter().find(begins).map_or(0, |phrase| phrase.len())
}

/// The usual form of a verb that a figure of land has.
pub(crate) fn form_of_land(usual: &str) -> &str {
    let first = SAME_OF_LAND.first().copied().unwrap_or(usual);
    if SAME_OF_LAND.contains(&usual) { first } else { usual }
}

/// Whether the word only holds a clause together.
pub(crate) fn is_empty(word: &str) -> bool {
    IS_EMPTY.contains(word)
}

/// Whether a phrase about the surroundings begins with it.
pub(crate) fn opens(word: &str) -> bool {
    IS_OPENER.contains(word)
}

/// Whether a word always narrows or changes what is counted.
pub(crate) fn is_telling(word: &str) -> bool {
    IS_TELLING.contains(word) || IS_TELLING.contains(singular(word).as_str())
}

/// Whether what follows it and "that" is the fact itself: "a survey found that".
pub(crate) fn is_known_by(word: &str) -> bool {
    const KNOWN_BY: &[&str] = &[
        "found",
        "shows",
        "showed",
        "says",
        "said",
        "reported",
        "counted",
        "revealed",
        "announced",
        "confirmed",
        "stated",
        "told",
        "added",
    ];
    KNOWN_BY.contains(&word)
}

/// Whether a word inside a number's phrase tells which of them it counts: "nine new teachers".
pub(crate) fn tells_which(word: &str) -> bool {
    matches!(word, "new" | "other" | "first" | "last" | "previous" | "next" | "remaining")
}

/// Whether a verb right before a number only tells what came of it: "the blast left 700 flats cold".
pub(crate) fn leaves(word: &str) -> bool {
    matches!(word, "left" | "leaving")
}

/// Whether "of" and a name after it tell which: "the island of Coron". A district is another place than its town.
pub(crate) fn is_kind_of_place(word: &str) -> bool {
    matches!(word, "island" | "port" | "resort" | "capital" | "peninsula")
}

/// Whether what follows "and" begins another clause with it: "and that all others left", "and I knew them all".
pub(crate) fn begins_clause(word: &str) -> bool {
    matches!(word, "that" | "no" | "said" | "i" | "we" | "they" | "he" | "she" | "it")
}

/// Whether a comma and this word open a remark on the figure: ", just above the threshold".
pub(crate) fn comments(word: &str) -> bool {
    const COMMENTS: &[&str] = &[
        "just", "well", "far", "slightly", "compared", "up", "down", "quoting", "citing", "making", "all",
        "none", "not", "most", "mostly", "many",
    ];
    COMMENTS.contains(&word)
}

/// Whether a verb in lower case stands in the past tense or is a participle, as far as its form tells.
pub(crate) fn is_past(word: &str) -> bool {
    let regular = word.len() > 3 && word.ends_with("ed") && !word.ends_with("eed") && word != "hundred";
    regular || IS_IRREGULAR.contains(word)
}

/// Whether a verb in lower case, of somebody, only tells what there was.
pub(crate) fn observes(word: &str) -> bool {
    OBSERVES.contains(&word)
}

/// Whether it says that a figure is told anew, where "to" and the figure follow.
pub(crate) fn is_trend(word: &str) -> bool {
    const TRENDS: &[&str] = &[
        "grown",
        "grew",
        "risen",
        "rose",
        "climbed",
        "increased",
        "fell",
        "fallen",
        "dropped",
        "up",
        "down",
    ];
    TRENDS.contains(&word)
}

/// Whether what follows it right after a number tells where they are, and not of what kind: "14 pupils at Hill School".
pub(crate) fn tells_where(word: &str) -> bool {
    !matches!(word, "with" | "for" | "from" | "to" | "into" | "under" | "over" | "between" | "towards")
}

/// Whether a word of a time tells two events of one day apart.
pub(crate) fn is_part_of_day(word: &str) -> bool {
    const PARTS: &[&str] = &[
        "morning",
        "afternoon",
        "evening",
        "night",
        "noon",
        "midday",
        "midnight",
        "dawn",
        "dusk",
        "early",
        "late",
        "overnight",
        "before",
        "after",
        "p",
    ];
    PARTS.contains(&word) || word.starts_with(|first: char| first.is_ascii_digit()) && word.len() <= 2
}

/// The usual form of a word in lower case.
pub(crate) fn form(word: &str) -> String {
    if let Some(class) = predicate::class_of_word(word) {
        return class.to_owned();
    }
    let one = stem(&object::noun(word));
    USUAL.get(word).or_else(|| USUAL.get(&one)).map_or(one, |usual| (*usual).to_owned())
}

/// Noun or verb without its usual endings.
fn stem(word: &str) -> String {
    let one = singular(word);
    let cut = |ending: &str| one.strip_suffix(ending).filter(|rest| rest.chars().count() >= 4);
    let rest = cut("ing").or_else(|| cut("ed")).map(str::to_owned);
    let rest = rest.unwrap_or(one);
    rest.strip_suffix('e').filter(|rest| rest.chars().count() >= 4).map_or(rest.clone(), str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::words;

    #[test]
    fn the_forms_of_one_verb_are_one() {
        for (a, b) in
            [("threw", "thrown"), ("stole", "stolen"), ("sold", "sale"), ("owed", "debts"), ("game", "derby")]
        {
            assert_eq!(form(a), form(b), "{a} / {b}");
        }
        assert_ne!(form("sought"), form("granted"));
        assert_eq!(form_of_two("took", "part"), Some("attend"));
        assert_eq!(form_of_two("took", "over"), None);
        assert_eq!(form_of_land(&form("burned")), form_of_land(&form("destroyed")));
    }

    #[test]
    fn deeds_are_told_by_the_form_of_their_verb() {
        for (word, past) in
            [("shot", true), ("fined", true), ("need", false), ("hundred", false), ("shoots", false)]
        {
            assert_eq!(is_past(word), past, "{word}");
        }
    }

    #[test]
    fn phrases_that_say_nothing_are_as_long_as_their_words() {
        assert_eq!(idle(&words("in the end 62 died", 0)), 3);
        assert_eq!(idle(&words("in the endless night", 0)), 0);
    }
}
