//! What each claim of an article speaks about, as far as its words tell: actor, predicate, object, unit, place, time.
//!
//! Everything is read from the words of the claim itself; what they do not say stays none. Three things are taken from
//! around it, and marked: the place of a toll from the nearest mention before it, the names before a claim that has none,
//! and the object of a bare denial from the accusation it stands beside.

mod actor;
mod charge;
mod clause;
mod counted;
mod nought;
mod page;
mod reader;
mod setting;
mod speaker;
mod told;
mod voice;

use std::sync::Arc;

use jiff::{Timestamp, civil::Date};
use onrecord_model::{
    Article, ArticleId, ClaimId, ClaimRef, ClaimSlot, Count, Moment, Quantity, Slot, Stance,
};

use self::page::{Page, content_words};
use self::reader::Reader;
use crate::charge::Charge;
use crate::frame::{self, Frame};
use crate::predicate::{Class, TOLD, Trait};

/// What a statement is worth by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Standing {
    /// Another claim inside this one says it; telling what others say is no statement of one's own.
    Retold,
    /// The paper's own word in passing: worth something only beside another.
    Aside,
    /// Attributed, or something was found on it: worth a thread of its own.
    Full,
}

/// A claim as far as a thread tells of it. A record of a million claims is held in this form, so what the claims of an
/// article have in common is there once.
#[derive(Clone, Debug)]
pub(crate) struct Said {
    pub(crate) id: ClaimId,
    pub(crate) page: Arc<Publication>,
    /// Resolved name of the speaker, else the mention; none for the outlet's own word.
    pub(crate) speaker: Option<Arc<str>>,
    pub(crate) stance: Stance,
    /// The content, as written.
    pub(crate) content: Arc<str>,
    /// The number by which the claim stands here.
    pub(crate) quantity: Option<Quantity>,
}

/// Where the claims of an article were published.
#[derive(Debug)]
pub(crate) struct Publication {
    pub(crate) article: ArticleId,
    pub(crate) outlet: Option<String>,
    /// The page's own name for itself, else `address`.
    pub(crate) url: String,
    /// The address that was asked for.
    pub(crate) address: String,
    pub(crate) published: Option<Moment>,
}

impl Publication {
    /// The instant of publication, where a time of day was stated.
    pub(crate) fn time(&self) -> Option<Timestamp> {
        self.published.as_ref().and_then(Moment::timestamp)
    }
}

impl From<Said> for ClaimRef {
    fn from(said: Said) -> Self {
        let Publication { article, outlet, url, published, .. } = &*said.page;
        Self {
            id: said.id,
            article: article.clone(),
            speaker: said.speaker.as_deref().map(str::to_owned),
            outlet: outlet.clone(),
            url: url.clone(),
            published: published.clone(),
            stance: said.stance,
            content: said.content.as_ref().to_owned(),
            quantity: said.quantity,
        }
    }
}

/// What a statement is about: a [`Slot`] whose words are shared.
#[derive(Clone, Debug, Default)]
pub(crate) struct About {
    pub(crate) actor: Option<Arc<str>>,
    pub(crate) predicate: Option<&'static str>,
    pub(crate) object: Option<Arc<str>>,
    pub(crate) unit: Option<Arc<str>>,
    pub(crate) place: Option<Arc<str>>,
    pub(crate) from: Option<Date>,
    pub(crate) to: Option<Date>,
}

impl From<About> for Slot {
    fn from(about: About) -> Self {
        let owned = |text: Option<Arc<str>>| text.as_deref().map(str::to_owned);
        Self {
            actor: owned(about.actor),
            predicate: about.predicate.map(str::to_owned),
            object: owned(about.object),
            unit: owned(about.unit),
            place: owned(about.place),
            from: about.from,
            to: about.to,
        }
    }
}

/// How far the share that a poll gives may be from the truth, in percentage points.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Margin {
    pub(crate) points: f64,
    /// The report tells it; else it is that of a usual poll of a thousand people.
    pub(crate) told: bool,
}

impl Margin {
    /// That of a poll of a thousand people at 95 percent confidence: 1.96 × √(0.25 ÷ 1000) is 3.1 points.
    pub(crate) const USUAL: Self = Self { points: 3.1, told: false };
}

/// One thing that one claim says, by one of its numbers or as a whole.
#[derive(Clone, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own about the words, no state")]
pub(crate) struct Statement {
    /// The claim, with the number by which it stands here.
    pub(crate) claim: Said,
    /// Index of the claim in its article.
    pub(crate) index: usize,
    /// Index of the number in its claim.
    pub(crate) number: Option<usize>,
    /// What it is about.
    pub(crate) slot: About,
    /// The class behind `slot.predicate`.
    pub(crate) class: Option<&'static Class>,
    /// Whose the counted things are.
    pub(crate) owner: Option<Arc<str>>,
    /// What narrows the counted things.
    pub(crate) narrowed_by: Box<[String]>,
    /// Promised, planned or wished, not done.
    pub(crate) planned: bool,
    /// How the number counts.
    pub(crate) count: Count,
    /// The claim itself names the place.
    pub(crate) place_stated: bool,
    /// The day on which it was so said: the day of saying where the sentence names one, else of publication.
    pub(crate) as_of: Option<Date>,
    /// One key for all spellings of the speaker; none for the unnamed and for the outlet itself.
    pub(crate) speaker: Option<Arc<str>>,
    /// The state for which the speaker speaks.
    pub(crate) party: Option<Arc<str>>,
    /// Hashes of the particular words of headline and sentence, sorted: what the event is known by.
    pub(crate) context: Box<[u32]>,
    /// Weakened by a word like "reportedly".
    pub(crate) hedged: bool,
    /// The act itself is negated: "did not confirm", "did not deny".
    pub(crate) negated: bool,
    /// Headline or sentence tells of a toll that rose: the figure is that of an event known before.
    pub(crate) tells_rise: bool,
    /// What it is worth where nothing else speaks about the same.
    pub(crate) standing: Standing,
    /// What the figure is a figure of, in words.
    pub(crate) frame: Frame,
    /// Where it stands for an accusation or a denial as such, whatever the deed: who is accused of what.
    pub(crate) charge: Option<Box<Charge>>,
    /// How far the share that a poll gives may be from the truth.
    pub(crate) margin: Option<Margin>,
    /// It is not said so, but follows: "all were rescued" says that none is missing.
    pub(crate) implied: bool,
    /// Names in the headline and just before a claim that itself has none: where and what it speaks of.
    pub(crate) setting: Box<[String]>,
    /// The number of the story that its article tells, known when all articles are.
    pub(crate) story: Option<usize>,
}

impl Statement {
    /// Whether the speaker stands for it: asks and wishes commit to nothing, nor does one who "did not confirm" it.
    pub(crate) fn commits(&self) -> bool {
        !self.negated
            && matches!(
                self.claim.stance,
                Stance::Asserts
                    | Stance::Accuses
                    | Stance::Confirms
                    | Stance::Promises
                    | Stance::Plans
                    | Stance::Believes
            )
    }

    /// Whether the speaker says that it is not so; one who "did not deny" it does not.
    pub(crate) fn denies(&self) -> bool {
        match &self.charge {
            Some(charge) => charge.denied,
            None => !self.negated && matches!(self.claim.stance, Stance::Denies | Stance::Rejects),
        }
    }

    /// Whether one speaker says both, as far as the names tell: "the Red Cross" may be "Lebanon's Red Cross".
    pub(crate) fn is_of_speaker_of(&self, other: &Self) -> bool {
        let (Some(one), Some(two)) = (&self.speaker, &other.speaker) else { return false };
        let holds = |wide: &str, narrow: &str| {
            narrow.split(' ').all(|word| wide.split(' ').any(|other| other == word))
        };
        holds(one, two) || holds(two, one)
    }

    /// Whether both stand on one page: in one article, or in two versions of it.
    pub(crate) fn is_on_page_of(&self, other: &Self) -> bool {
        let (one, two) = (&self.claim.page, &other.claim.page);
        one.article == two.article || one.url == two.url || one.address == two.address
    }

    /// Whether something but the place and the usual words of such news shows that they speak of one event.
    pub(crate) fn shares_context(&self, other: &Self) -> bool {
        self.context.iter().any(|word| other.context.binary_search(word).is_ok())
    }

    /// Whether only the words of its clause tell what it measures.
    pub(crate) fn is_open(&self) -> bool {
        self.class.is_some_and(|class| class.is(Trait::Open))
    }

    /// Whether it stands for what is told without a figure, whatever the deed.
    pub(crate) fn is_told(&self) -> bool {
        self.class == Some(&TOLD)
    }

    /// Whether both tell the same without a figure, in one story: each all that the other tells or, where one speaker says
    /// both, one of them all that the other tells, and more that does not change it.
    pub(crate) fn tells_as(&self, other: &Self) -> bool {
        let (mine, theirs) = (other.frame.untold(&self.frame), self.frame.untold(&other.frame));
        let changes = mine.iter().chain(&theirs).any(|term| frame::is_telling(&term.written));
        let same = match (mine.is_empty(), theirs.is_empty()) {
            (true, true) => true,
            (false, false) => false,
            _ => !changes && self.is_of_speaker_of(other),
        };
        self.story == other.story && same
    }

    /// Whether the words of the two clauses show that they speak of one thing: a name that both have.
    pub(crate) fn shares_name(&self, other: &Self) -> bool {
        let from_where = || {
            self.is_open()
                && other.is_open()
                && !self.is_set_elsewhere(other)
                && self.frame.is_from_where(&other.frame)
        };
        self.frame.shared_names(&other.frame) > 0 || self.shares_setting(other) || from_where()
    }

    /// Whether both stand beside names, and not one of these is the same.
    pub(crate) fn is_set_elsewhere(&self, other: &Self) -> bool {
        !self.setting.is_empty() && !other.setting.is_empty() && !self.shares_setting(other)
    }

    /// Whether a claim without a name of its own stands where the same is named.
    fn shares_setting(&self, other: &Self) -> bool {
        let named = |name: &String, s: &Self| s.setting.contains(name) || s.frame.has_name(name);
        self.setting.iter().any(|name| named(name, other))
            || other.setting.iter().any(|name| named(name, self))
    }

    /// The day by which it is laid next to others: that of the event, else that of the saying.
    pub(crate) fn anchor(&self) -> Option<Date> {
        self.slot.to.or(self.as_of)
    }
}

/// The slots of each claim of `article`, in the order of its claims; what is told in words alone has none. The slot of a
/// whole ("71 launched" of "45 of 71") follows that of its part and has the same `quantity`.
pub(crate) fn slots(article: &Article) -> Vec<Vec<ClaimSlot>> {
    let mut all = vec![Vec::new(); article.claims.len()];
    for statement in statements(article).into_iter().filter(|statement| !statement.is_told()) {
        if let Some(slots) = all.get_mut(statement.index) {
            let Statement { number: quantity, slot, count, planned, .. } = statement;
            slots.push(ClaimSlot { quantity, slot: slot.into(), count, planned });
        }
    }
    all
}

/// Everything that the claims of `article` say, in the order of its claims.
pub(crate) fn statements(article: &Article) -> Vec<Statement> {
    let page = Page::new(article);
    let mut all: Vec<Statement> = Vec::new();
    for (index, claim) in article.claims.iter().enumerate() {
        let reader = Reader { page: &page, claim, index, words: content_words(&page, claim) };
        let found = reader.read(&all);
        all.extend(found);
    }
    all
}

/// What orders statements without regard to arrival: the day, the time of publication, then ids.
pub(crate) type Order<'a> =
    (Option<Date>, Option<Timestamp>, &'a ArticleId, &'a ClaimId, Option<usize>, bool, Option<&'static str>);

/// The place of a statement in the order of all.
pub(crate) fn order(statement: &Statement) -> Order<'_> {
    let claim = &statement.claim;
    let published = claim.page.time();
    let whole = claim.quantity.as_ref().is_some_and(|quantity| quantity.of.is_none());
    let class = statement.class.map(|class| class.name);
    (statement.as_of, published, &claim.page.article, &claim.id, statement.number, whole, class)
}

#[cfg(test)]
mod tests {
    use jiff::civil::Date;
    use onrecord_model::{Span, TimeRef};

    use super::*;
    use crate::testing::{Shape, article, claim};

    /// The slots of the one claim of a page.
    fn slots_of(page: &Article) -> Vec<Slot> {
        slots(page).remove(0).into_iter().map(|slot| slot.slot).collect()
    }

    #[test]
    fn the_whole_follows_its_part() {
        let mut page = article(
            "Post",
            "2025-07-23",
            "downing 45 of 71 drones and decoys launched overnight by Russian forces",
        );
        let text = page.text.clone();
        claim(&mut page, "Ukrainian Air Force", Stance::Asserts, &text)
            .number("45 of 71 drones and decoys")
            .time("overnight", "2025-07-22", "2025-07-23");
        let slots = slots_of(&page);
        let read = |slot: &Slot| {
            (slot.actor.clone().unwrap(), slot.predicate.clone().unwrap(), slot.object.clone().unwrap())
        };
        let told = |a: &str, b: &str, c: &str| (a.to_owned(), b.to_owned(), c.to_owned());
        assert_eq!(read(&slots[0]), told("Ukraine", "down", "drone"));
        assert_eq!(read(&slots[1]), told("Russia", "launch", "drone"));
        assert_eq!(slots[0].from.map(|day| day.to_string()).as_deref(), Some("2025-07-22"));
    }

    #[test]
    fn who_downed_the_part_did_not_launch_the_whole() {
        let mut page =
            article("Post", "2025-07-24", "it had downed 90 of 103 drones launched in the night to Thursday");
        let text = page.text.clone();
        claim(&mut page, "Ukrainian Air Force", Stance::Asserts, &text).number("90 of 103 drones");
        let slots = slots_of(&page);
        assert_eq!(slots[0].actor.as_deref(), Some("Ukraine"));
        assert_eq!((slots[1].predicate.as_deref(), slots[1].actor.as_deref()), (Some("launch"), None));
    }

    #[test]
    fn a_verb_belongs_to_one_number() {
        for (text, numbers, predicates) in [
            (
                "had destroyed 33 Ukrainian drones overnight over six Russian regions",
                ["33 Ukrainian drones", "over six Russian regions"],
                [Some("down"), None],
            ),
            (
                "two countries exchanged 1,000 prisoners each",
                ["two countries", "1,000 prisoners"],
                [None, Some("exchange")],
            ),
            (
                "killed four people and seven dogs in a market",
                ["four people", "seven dogs"],
                [Some("kill"), Some("kill")],
            ),
            (
                "strikes left 12 civilians dead and 61 injured",
                ["12 civilians", "61"],
                [Some("kill"), Some("injure")],
            ),
            (
                "had neutralized 33 drones and 12 landmines",
                ["33 drones", "12 landmines"],
                [Some("down"), None],
            ),
        ] {
            let mut page = article("Post", "2025-07-23", text);
            let said = claim(&mut page, "Russia's defence ministry", Stance::Asserts, text);
            for number in numbers {
                said.number(number);
            }
            let slots = slots_of(&page);
            let found: Vec<Option<&str>> = slots.iter().map(|slot| slot.predicate.as_deref()).collect();
            assert_eq!(found, predicates, "{text}");
        }
    }

    #[test]
    fn where_and_when_it_was_agreed_is_not_where_it_will_be() {
        let text = "agreed in Istanbul on Wednesday to exchange at least 1,200 prisoners";
        let mut page = article("Post", "2025-07-23", text);
        claim(&mut page, "", Stance::Asserts, text)
            .number("at least 1,200 prisoners")
            .place("Istanbul")
            .time("Wednesday", "2025-07-23", "2025-07-23");
        let slots = slots_of(&page);
        assert_eq!((slots[0].place.as_deref(), slots[0].to), (None, None));
        assert_eq!(slots[0].predicate.as_deref(), Some("exchange"));
    }

    #[test]
    fn what_falls_need_not_be_a_village() {
        let text = "debris had fallen at five sites in Sumy";
        let mut page = article("Post", "2025-07-23", text);
        claim(&mut page, "Ukrainian Air Force", Stance::Asserts, text).place("Sumy");
        assert!(slots_of(&page).is_empty());
    }

    #[test]
    fn the_day_of_saying_is_not_the_day_of_the_event() {
        let mut page =
            article("Post", "2025-07-23", "On Tuesday the air force had reported downing 33 of 42 drones.");
        let said = claim(&mut page, "Ukraine's air force", Stance::Asserts, "downing 33 of 42 drones");
        said.number("33 of 42 drones");
        let day: Date = "2025-07-22".parse().unwrap();
        let span = Span::new("On Tuesday", 3..10).unwrap();
        said.times.push(TimeRef { span, text: "Tuesday".to_owned(), from: Some(day), to: Some(day) });
        let statements = statements(&page);
        assert_eq!(statements[0].slot.to, None);
        assert_eq!(statements[0].as_of, Some(day));
    }

    #[test]
    fn each_number_has_the_time_that_no_other_parts_from_it() {
        let text = "had lost 12,000 soldiers since the war began, including 300 over the past day";
        let mut page = article("Post", "2025-07-23", text);
        claim(&mut page, "Ukraine's General Staff", Stance::Asserts, text)
            .number("12,000 soldiers")
            .number("300")
            .time("since the war began", "", "")
            .time("the past day", "2025-07-22", "2025-07-23");
        let slots = slots(&page).remove(0);
        assert_eq!((slots[0].slot.from, slots[0].count), (None, Count::Running));
        assert_eq!((slots[1].slot.from, slots[1].count), ("2025-07-22".parse().ok(), Count::Part));
    }

    #[test]
    fn a_night_right_after_the_content_is_that_of_the_deed() {
        let text = "reported downing 33 drones overnight";
        let mut page = article("Post", "2025-07-23", text);
        let said = claim(&mut page, "Ukraine's air force", Stance::Asserts, "downing 33 drones");
        said.number("33 drones");
        let span = Span::new(text, text.len() - "overnight".len()..text.len()).unwrap();
        let [from, to] = ["2025-07-22", "2025-07-23"].map(|day| day.parse().ok());
        said.times.push(TimeRef { span, text: "overnight".to_owned(), from, to });
        assert_eq!(slots_of(&page)[0].to, to);
    }

    #[test]
    fn money_is_about_what_it_was_spent_on() {
        for (text, object) in [
            ("Germany spent 18 billion euros on road repairs", Some("repair")),
            ("Germany spent 18 billion euros on Tuesday", None),
        ] {
            let mut page = article("Post", "2025-07-23", text);
            let said = claim(&mut page, "Finance Ministry", Stance::Asserts, text);
            said.number("18 billion euros");
            said.quantities[0].unit = "EUR".to_owned();
            let found = slots_of(&page).remove(0).object;
            assert_eq!(found.filter(|found| found == "repair").as_deref(), object, "{text}");
        }
    }

    #[test]
    fn may_with_a_capital_is_a_month() {
        let text = "Between 13 May and 19 May, Russia lost 300 soldiers";
        let mut page = article("Post", "2025-05-23", text);
        claim(&mut page, "General Staff", Stance::Asserts, text).number("300 soldiers").time(
            "Between 13 May and 19 May",
            "2025-05-13",
            "2025-05-19",
        );
        let slots = slots(&page).remove(0);
        assert!(!slots[0].planned && slots[0].slot.to.is_some());
    }

    #[test]
    fn a_toll_takes_the_place_named_before_it_and_says_so() {
        let mut page = article(
            "Post",
            "2025-07-22",
            "Crews were digging in the town of Dobrovka. Four people were killed, the service said.",
        );
        claim(&mut page, "State Emergency Service", Stance::Asserts, "Four people were killed")
            .number("Four people");
        let statements = statements(&page);
        assert_eq!(statements[0].slot.place.as_deref(), Some("Dobrovka"));
        assert!(!statements[0].place_stated);
    }

    #[test]
    fn a_bare_denial_takes_the_charge_it_stands_beside() {
        let mut page = article(
            "Post",
            "2025-07-22",
            "Kyiv accuses Moscow of having abducted 300 children. Russia denies wrongdoing.",
        );
        claim(&mut page, "Kyiv", Stance::Accuses, "having abducted 300 children")
            .target("Moscow")
            .number("300 children");
        claim(&mut page, "Russia", Stance::Denies, "wrongdoing");
        let mut statements = statements(&page);
        statements.retain(|statement| statement.charge.is_none());
        assert_eq!(statements.len(), 2);
        assert_eq!(statements[1].slot.predicate, Some("abduct"));
        assert_eq!(statements[1].slot.actor.as_deref(), Some("Russia"));
    }

    #[test]
    fn a_figure_that_is_taken_back_says_nothing() {
        let text = "431,000 people were out of work, not 412,000";
        let mut page = article("Post", "2025-07-23", text);
        claim(&mut page, "Labour ministry", Stance::Asserts, text).number("431,000 people").number("412,000");
        let objects: Vec<_> = slots_of(&page).into_iter().map(|slot| slot.object.unwrap()).collect();
        assert_eq!(objects, ["person"]);
    }

    #[test]
    fn a_total_of_one_day_is_no_running_count() {
        for (text, count) in [
            ("a total of 120 flights were cancelled on Tuesday", Count::Plain),
            ("a total of 120 flights were cancelled", Count::Running),
            ("in total 120 flights were cancelled on Tuesday", Count::Running),
        ] {
            let mut page = article("Post", "2025-07-23", text);
            let said = claim(&mut page, "Pilots' union", Stance::Asserts, text).number("120 flights");
            if text.contains("Tuesday") {
                said.time("Tuesday", "2025-07-22", "2025-07-22");
            }
            assert_eq!(statements(&page)[0].count, count, "{text}");
        }
    }

    #[test]
    fn none_of_those_in_a_place_are_none() {
        let text = "No inmates of the Tarn prison were ill";
        let mut page = article("Post", "2025-07-23", text);
        claim(&mut page, "Prison service", Stance::Asserts, text);
        let told = statements(&page);
        let quantity = told.iter().find_map(|statement| statement.claim.quantity.clone()).unwrap();
        assert_eq!((quantity.text.as_str(), quantity.value.to_bits()), ("No inmates", 0.0_f64.to_bits()));
    }

    #[test]
    fn no_hours_are_wounded() {
        let mut page = article("Post", "2025-07-23", "a truce of up to 48 hours to collect wounded");
        let text = page.text.clone();
        claim(&mut page, "Vladimir Medinsky", Stance::Asserts, &text).number("up to 48 hours");
        assert!(slots_of(&page).iter().all(|slot| slot.predicate.is_none()));
    }

    #[test]
    fn what_is_measured_stands_before_a_unit() {
        let mut page =
            article("Post", "2025-07-23", "We have again proposed short ceasefires of up to 48 hours");
        let text = page.text.clone();
        claim(&mut page, "Vladimir Medinsky", Stance::Asserts, &text).number("up to 48 hours");
        let slots = slots_of(&page);
        assert_eq!(slots[0].object.as_deref(), Some("ceasefire"));
        assert_eq!(slots[0].predicate.as_deref(), Some("propose"));
    }
}
