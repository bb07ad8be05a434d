//! How fast a record of so many claims is linked, and how much memory that takes: made-up news of many days, with copies
//! of wire stories, a few places and nights that everybody writes about, and figures of every kind.
//! `cargo run --release -p onrecord-link --example weave_speed [CLAIMS] [CLAIMS A DAY]`

#![expect(clippy::print_stdout, reason = "an example that measures")]

use std::{error::Error, time::Duration, time::Instant};

use onrecord_link::{Link, Options, Weaver};
use onrecord_model::{
    Article, ArticleId, Block, BlockKind, Bound, Claim, ClaimId, Content, Cue, Digest, Mode, Moment, Place,
    Quantity, Request, ResolvedBy, Source, Span, Speaker, SpeakerKind, Stance, TimeRef, Whole, Work,
};
use onrecord_pipeline::Transform as _;

/// Claims in an article.
const CLAIMS: usize = 8;

/// Words of other text after each claim, so that an article has about 350.
const FILLER: usize = 30;

fn main() -> Result<(), Box<dyn Error>> {
    let mut numbers = std::env::args().skip(1).map(|text| text.parse::<usize>());
    let claims = numbers.next().transpose()?.unwrap_or(100_000);
    let a_day = numbers.next().transpose()?.unwrap_or(2_000);
    let begun = Instant::now();
    let mut weaver = Weaver::new();
    let (mut passed, mut taken) = (Duration::ZERO, Duration::ZERO);
    for at in 0..claims / CLAIMS {
        let mut work = Work::new(Request::Url(format!("https://paper.example/{at}")));
        work.article = Some(article(at, a_day)?);
        let start = spent(begun);
        Link.apply(&mut work).map_err(|stop| format!("{stop:?}"))?;
        let linked = spent(begun);
        work.article.iter().for_each(|article| weaver.add(article));
        passed += linked.saturating_sub(start);
        taken += spent(begun).saturating_sub(linked);
    }
    let before = memory();
    let start = spent(begun);
    let threads = weaver.finish(&Options::default());
    let (woven, most) = (spent(begun).saturating_sub(start), memory());
    let told = |what: &str, took: Duration| {
        let each = f64::from(u32::try_from(claims).unwrap_or(u32::MAX)) / took.as_secs_f64();
        println!("{what:24} {:9.3} s of one core {each:10.0} claims/s", took.as_secs_f64());
    };
    told("each article by itself", passed);
    told("taken into the weaver", taken);
    told("woven", woven);
    told("all", passed + taken + woven);
    let relations: usize = threads.iter().map(|thread| thread.relations.len()).sum();
    let largest = threads.iter().map(|thread| thread.claims.len()).max().unwrap_or_default();
    let held: usize = threads.iter().map(|thread| thread.claims.len()).sum();
    println!(
        "{claims} claims: {} threads hold {held} of them, the largest {largest}; {relations} relations",
        threads.len()
    );
    let mut all = String::new();
    for thread in &threads {
        all += Digest::of(&serde_json::to_vec(thread)?).as_str();
    }
    println!("fingerprint of the threads: {}", Digest::of(all.as_bytes()).as_str());
    println!("memory: {before} MB before weaving, {most} MB at most");
    Ok(())
}

/// The processor time that this thread has used, so that other work on the machine does not count; the time since `begun`
/// where the system does not tell.
fn spent(begun: Instant) -> Duration {
    let told = std::fs::read_to_string("/proc/self/schedstat").unwrap_or_default();
    let nanoseconds = told.split_whitespace().next().and_then(|text| text.parse().ok());
    nanoseconds.map_or_else(|| begun.elapsed(), Duration::from_nanos)
}

/// The most memory that this process held, in megabytes; 0 where the system does not tell.
fn memory() -> usize {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.split_whitespace().next()?.parse::<usize>().ok()).unwrap_or_default() / 1024
}

/// Numbers that look random and are the same each time (`SplitMix64`).
struct Dice(u64);

impl Dice {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// Below `end`.
    fn below(&mut self, end: usize) -> usize {
        let end = u64::try_from(end).unwrap_or(1).max(1);
        usize::try_from(self.next() % end).unwrap_or_default()
    }

    /// Below `end`, small numbers much more often, as places are named in the news.
    fn often_small(&mut self, end: usize) -> usize {
        let most = self.below(end) + 1;
        self.below(most)
    }
}

/// A word or name of two or three syllables for each number.
fn name(number: usize, capital: bool) -> String {
    const SYLLABLES: [&str; 20] = [
        "ba", "do", "ker", "lim", "mo", "nar", "pel", "ru", "san", "tiv", "vor", "zu", "gre", "hol", "jen",
        "fa", "sto", "bri", "ol", "mar",
    ];
    let mut rest = number;
    let mut word = String::new();
    while word.is_empty() || rest > 0 {
        word += SYLLABLES[rest % SYLLABLES.len()];
        rest /= SYLLABLES.len();
    }
    word += if capital { "ka" } else { "en" };
    let mut letters = word.chars();
    match letters.next() {
        Some(first) if capital => first.to_uppercase().chain(letters).collect(),
        _ => word,
    }
}

/// One sentence: who says what, with the number, place and time in it.
struct Said {
    speaker: String,
    content: String,
    figure: String,
    value: usize,
    whole: Option<usize>,
    object: &'static str,
    unit: &'static str,
    place: Option<String>,
    night: bool,
}

/// The claim of an event. One in five is about the drones of the night, which all papers write about.
fn said(dice: &mut Dice) -> Said {
    const TOLLS: [(&str, &str); 6] = [
        ("people", "were killed"),
        ("people", "were injured"),
        ("civilians", "were killed"),
        ("residents", "were evacuated"),
        ("soldiers", "were captured"),
        ("houses", "were destroyed"),
    ];
    let place = name(dice.often_small(4_000), true);
    let value = dice.often_small(60) + 2;
    let speaker = format!("{} {}", name(dice.below(60), true), name(dice.often_small(3_000), true));
    match dice.below(10) {
        0 | 1 => {
            let (all, side) = (value + dice.below(40), dice.below(4));
            let (speaker, object) = match side {
                0 => ("Russia's defence ministry".to_owned(), "Ukrainian drones"),
                1 => (speaker, "drones"),
                _ => ("Ukrainian Air Force".to_owned(), "drones"),
            };
            let figure = format!("{value} of {all} {object}");
            Said {
                content: format!("it shot down {figure} overnight"),
                speaker,
                figure,
                value,
                whole: Some(all),
                object,
                unit: "count",
                place: None,
                night: true,
            }
        }
        2..=6 => {
            let (object, done) = TOLLS[dice.below(TOLLS.len())];
            let figure = format!("{value} {object}");
            let content = format!("{figure} {done} in {place}");
            let place = Some(place);
            Said { speaker, content, figure, value, whole: None, object, unit: "count", place, night: false }
        }
        7 => {
            let figure = format!("{value} percent");
            let what = name(dice.below(500), false);
            let content = format!("turnout in the {what} referendum in {place} was {figure}");
            Said {
                speaker,
                content,
                figure,
                value,
                whole: None,
                object: "",
                unit: "%",
                place: None,
                night: false,
            }
        }
        _ => {
            let figure = format!("{value} million dollars");
            let (what, other) = (name(dice.below(500), false), name(dice.below(500), false));
            let content = format!("{place} would pay {figure} for the {what} and the {other} of the port");
            let value = value * 1_000_000;
            Said {
                speaker,
                content,
                figure,
                value,
                whole: None,
                object: "",
                unit: "USD",
                place: None,
                night: false,
            }
        }
    }
}

/// Article number `at`. Four in ten print a story of the wire, cut by a little.
fn article(at: usize, a_day: usize) -> Result<Article, Box<dyn Error>> {
    let day = at * CLAIMS / a_day;
    let mut dice = Dice(u64::try_from(at)?);
    let copied = dice.below(10) < 4;
    let story = if copied { day * a_day / CLAIMS + dice.often_small(a_day / CLAIMS / 8 + 1) } else { at };
    let left_out = dice.below(CLAIMS);
    let mut words = Dice(u64::try_from(story)? ^ 0x5EED);
    let (mut text, mut sentences, mut blocks) = (String::new(), Vec::new(), Vec::new());
    for turn in 0..CLAIMS {
        let said = said(&mut words);
        let filler: Vec<String> = (0..FILLER).map(|_| name(words.often_small(6_000), false)).collect();
        let start = text.len();
        text += &[said.speaker.as_str(), " said ", &said.content, ". "].concat();
        sentences.push((start, said));
        if !(copied && turn == left_out) {
            text += &filler.join(" ");
            text += ".";
        }
        blocks.push(Block { kind: BlockKind::Paragraph, span: Span::new(&text, start..text.len())? });
        text += "\n";
    }
    let published: jiff::civil::Date = "2023-01-01".parse()?;
    let published = published.checked_add(jiff::Span::new().days(i64::try_from(day)?))?;
    let outlet = format!("{} Post", name(dice.often_small(300), true));
    let id = ArticleId::of(&[&at.to_string()]);
    let claims = sentences.iter().map(|(start, said)| claim(&id, &text, *start, said, published));
    Ok(Article {
        claims: claims.collect::<Result<_, _>>()?,
        source: Source {
            url: format!("https://paper.example/{at}"),
            outlet: Some(outlet),
            title: Some(format!("News of the {} and the {}", name(story, false), name(story / 3, false))),
            published: Some(Moment::parse(&published.to_string())?),
            ..Source::default()
        },
        blocks,
        id,
        text,
        sketch: Vec::new(),
    })
}

fn claim(
    article: &ArticleId,
    text: &str,
    start: usize,
    said: &Said,
    published: jiff::civil::Date,
) -> Result<Claim, Box<dyn Error>> {
    let content = start + said.speaker.len() + " said ".len();
    let end = content + said.content.len();
    let span = |part: &str| -> Result<Span, Box<dyn Error>> {
        let at = content + said.content.find(part).ok_or("the content lacks a part")?;
        Ok(Span::new(text, at..at + part.len())?)
    };
    let value = f64::from(u32::try_from(said.value)?);
    let object = Some(said.object.to_owned()).filter(|object| !object.is_empty());
    let whole = said.whole.map(u32::try_from).transpose()?;
    let quantity = Quantity {
        span: span(&said.figure)?,
        text: said.figure.clone(),
        value,
        low: Some(value),
        high: Some(value),
        precision: None,
        bound: Bound::Exact,
        unit: said.unit.to_owned(),
        of: whole.map(|all| Whole { value: all.into(), object: object.clone(), predicate: None }),
        object,
        predicate: None,
        trend: None,
    };
    let time = |span| TimeRef {
        span,
        text: "overnight".to_owned(),
        from: published.yesterday().ok(),
        to: Some(published),
    };
    let place = |name: &String| -> Result<Place, Box<dyn Error>> {
        Ok(Place { span: span(name)?, text: name.clone(), name: None, country: None })
    };
    Ok(Claim {
        id: ClaimId::of(&[article.as_str(), &start.to_string()]),
        speaker: Speaker {
            mention: None,
            name: Some(said.speaker.clone()),
            kind: SpeakerKind::Organization,
            role: None,
            affiliation: None,
            resolved_by: ResolvedBy::Named,
        },
        cue: Some(Cue { spans: vec![], text: String::new(), lemma: "say".to_owned() }),
        content: Content::new(text, vec![Span::new(text, content..end)?])?,
        mode: Mode::Indirect,
        stance: Stance::Asserts,
        negated: false,
        hedges: vec![],
        inside: None,
        target: None,
        quantities: vec![quantity],
        times: if said.night { vec![time(span("overnight")?)] } else { vec![] },
        places: said.place.iter().map(place).collect::<Result<_, _>>()?,
        sentence: Span::new(text, start..end + 1)?,
        confidence: 1.0,
        slots: vec![],
        findings: vec![],
    })
}
