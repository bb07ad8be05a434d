//! What an accusation, a denial or a claimed capture says without a number.

use onrecord_model::{Quantity, Stance};

use super::clause::Scope;
use super::reader::Reader;
use super::{About, Statement};
use crate::charge::{Charge, Person, calls_untrue, disowns, names_a_charge};
use crate::frame::{self, Term, TermKind};
use crate::object::{self, Object};
use crate::predicate::{self, Hit, Trait};
use crate::words::{Word, words};

impl Reader<'_> {
    /// What a denial, an accusation or a claimed capture says without a number.
    pub(super) fn as_a_whole(
        &self,
        hits: &[Hit],
        numbers: &[Statement],
        before: &[Statement],
    ) -> Option<Statement> {
        let denies = !self.claim.negated && (self.claim.stance == Stance::Denies || self.rejects_a_charge());
        let charged = denies || self.claim.stance == Stance::Accuses;
        let asserted =
            matches!(self.claim.stance, Stance::Asserts | Stance::Confirms) && self.claim.cue.is_some();
        if !charged && !asserted {
            return None;
        }
        let charge = if denies { self.charge_beside(before) } else { None };
        let read = hits.iter().find_map(|hit| self.bare(*hit, charged));
        let told = |statement: &Statement| numbers.iter().any(|number| number.class == statement.class);
        if let Some(mut statement) = read {
            // "Medinsky denied that children had been abducted": by those who were just accused of it.
            let same_deed = charge.filter(|charge| charge.class == statement.class);
            if let (None, Some(charge)) = (&statement.slot.actor, same_deed) {
                statement.slot.actor.clone_from(&charge.slot.actor);
            }
            return (!told(&statement)).then_some(statement);
        }
        let Some(charge) = charge.filter(|_| numbers.is_empty() && self.party().is_some()) else {
            return (charged && !denies && numbers.is_empty()).then(|| self.open_charge()).flatten();
        };
        let mut denial = self.statement(None, charge.class, None, None);
        denial.slot = About { unit: None, ..charge.slot.clone() };
        denial.owner.clone_from(&charge.owner);
        Some(denial)
    }

    /// The accusation or the denial that the claim is, whatever the deed.
    pub(super) fn charge(&self) -> Option<Statement> {
        let denied = self.denies_a_charge();
        if self.claim.negated || !denied && self.claim.stance != Stance::Accuses {
            return None;
        }
        let speaker = self.speaker_in_words();
        let (charged, by) = if denied {
            (speaker, Person::default())
        } else {
            (Person::read(&self.claim.target.as_ref()?.text), speaker)
        };
        // Of a figure, what is counted tells the deed; its number and its unit do not.
        let counted = |quantity: &Quantity| quantity.object.clone().unwrap_or_default();
        let is_figure = |term: &Term| {
            let of = |text: &str| words(text, 0).iter().any(|word| word.text == term.written);
            self.claim.quantities.iter().any(|quantity| of(&quantity.text) && !of(&counted(quantity)))
        };
        let mut terms = self.terms((0, self.words.len()), &Scope::default());
        terms.retain(|term| !is_figure(term));
        let mut statement = self.statement(None, Some(&predicate::CHARGE), None, None);
        // By when it was said the two are laid next to each other, not by when it is said to have happened.
        (statement.slot.from, statement.slot.to) = (None, None);
        let charge = Charge::new(denied, charged, by, &terms, self.told());
        statement.charge = Some(Box::new(charge.with_figures(self.claim.quantities.iter())));
        Some(statement)
    }

    /// Whether the claim denies a charge: as such, by what it says of one ("the claims were false"), or in the speaker's
    /// own words ("We did not hit …").
    fn denies_a_charge(&self) -> bool {
        let of_charge = self.words.iter().any(names_a_charge);
        match self.claim.stance {
            Stance::Denies => true,
            Stance::Rejects => of_charge,
            Stance::Asserts => of_charge && self.words.iter().any(calls_untrue) || disowns(&self.words),
            _ => false,
        }
    }

    /// The speaker by everything that the text says of him.
    fn speaker_in_words(&self) -> Person {
        let speaker = &self.claim.speaker;
        let mention = speaker.mention.as_ref().map(|mention| &mention.text);
        let told = [speaker.name.as_ref(), mention, speaker.role.as_ref(), speaker.affiliation.as_ref()];
        let told: Vec<&str> = told.into_iter().flatten().map(String::as_str).collect();
        Person::read(&told.join(", ")).of_state(self.party())
    }

    /// A charge whose verb stands in no class: its words and who is charged tell what it is about.
    pub(super) fn open_charge(&self) -> Option<Statement> {
        let mut statement = self.statement(None, Some(&predicate::OPEN), None, None);
        statement.frame = self.frame_of_charge();
        let named = statement.frame.terms.iter().any(|term| term.kind == TermKind::Name);
        named.then_some(statement)
    }

    pub(super) fn bare(&self, hit: Hit, charged: bool) -> Option<Statement> {
        if !charged && !hit.class.is(Trait::Bare) {
            return None;
        }
        // "Seized in Leith", "shells fell on the village": what was taken, or what fell, is something else.
        let next = self.words.get(hit.last + 1).map_or("", |word| word.text.as_str());
        let verb = self.words.get(hit.last).map_or("", |word| word.text.as_str());
        if hit.class.name == "capture"
            && (frame::opens(next) && next != "by" || verb == "fell" && next == "by")
        {
            return None;
        }
        let object = self.noun_near(hit);
        let mut statement = self.statement(None, Some(hit.class), object, Some(hit));
        if hit.class.name == "capture" && statement.slot.object.is_none() && self.takes_place(hit, &statement)
        {
            statement.slot.object = Some("village".into());
        }
        let class = predicate::reading(hit.class, statement.slot.object.as_deref())?;
        let tells = statement.slot.object.is_some()
            && (!class.is(Trait::Bare) || charged || statement.slot.place.is_some());
        statement.class = Some(class);
        statement.slot.predicate = Some(class.name);
        tells.then_some(statement)
    }

    /// "Stara Balka had been captured", "captured Stara Balka": what is taken is the place itself.
    pub(super) fn takes_place(&self, hit: Hit, statement: &Statement) -> bool {
        let Some(place) = statement.slot.place.as_deref().filter(|_| statement.place_stated) else {
            return false;
        };
        let name = words(place, 0);
        let falls =
            self.words.get(hit.last).is_some_and(|word| matches!(word.text.as_str(), "fallen" | "fell"));
        let after = if falls { hit.last } else { hit.last + 2 };
        let around = self.words.get(hit.first.saturating_sub(4)..(after + 1).min(self.words.len()));
        name.first()
            .is_some_and(|first| around.unwrap_or_default().iter().any(|word| word.text == first.text))
    }

    /// A noun that news often count, near the verb: after it, else before it.
    pub(super) fn noun_near(&self, hit: Hit) -> Option<Object> {
        let known = |word: &Word| object::is_known(&object::noun(&word.text));
        let after = self.words.iter().skip(hit.last + 1).take(5).find(|word| known(word));
        let before =
            || self.words.get(hit.first.saturating_sub(6)..hit.first)?.iter().rev().find(|word| known(word));
        let found = after.or_else(before)?;
        Some(Object { head: object::noun(&found.text), ..Object::default() })
    }

    fn rejects_a_charge(&self) -> bool {
        self.claim.stance == Stance::Rejects && self.words.iter().any(names_a_charge)
    }

    /// The accusation against the denying party, where that is told, that stands last before, in this paragraph or the one before it.
    pub(super) fn charge_beside<'s>(&self, before: &'s [Statement]) -> Option<&'s Statement> {
        let party = self.party();
        let blocks = &self.page.article.blocks;
        let here =
            blocks.iter().rposition(|block| block.span.start() <= self.claim.sentence.start()).unwrap_or(0);
        let from = blocks.get(here.saturating_sub(1)).map_or(0, |block| block.span.start());
        before.iter().rev().find(|statement| {
            let claim = self.page.article.claims.get(statement.index);
            statement.claim.stance == Stance::Accuses
                && statement.charge.is_none()
                && statement.class.is_some()
                && statement.slot.actor.is_some()
                && (party.is_none() || statement.slot.actor.as_deref() == party.as_deref())
                && claim.is_some_and(|claim| claim.sentence.start() >= from)
        })
    }
}
