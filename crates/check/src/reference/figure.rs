//! The numbers of a claim, and what each counts.

use std::collections::HashMap;

use onrecord_model::{Bound, Claim, ClaimSlot, Count, Quantity, Slot};
use onrecord_quantity::{normal_object, object_kinds};

use crate::table::Measure;
use crate::wording::number;

/// Digits as written allow for rounding up to this share of the figure: "1.02 million" is 1,020,010, and "200" is not 231.
const ROUNDING: f64 = 0.05;

/// One number of a claim with what it is about.
pub(super) struct Figure<'a> {
    pub(super) quantity: &'a Quantity,
    pub(super) slot: &'a Slot,
    pub(super) count: Count,
    text: String,
    object: Option<&'a str>,
    pub(super) deed: Deed<'a>,
    /// Who did to a part of them what is told of that part: who downed 45 of the 71 drones.
    pub(super) other_side: Option<&'a str>,
    bound: Bound,
    low: Option<f64>,
    high: Option<f64>,
}

/// Who did what to how many.
#[derive(Clone, Copy)]
pub(super) struct Deed<'a> {
    pub(super) actor: Option<&'a str>,
    /// Base form of the verb.
    pub(super) verb: Option<&'a str>,
    value: f64,
    /// The whole of which they are a part.
    part_of: Option<f64>,
}

impl Deed<'_> {
    fn is_part_of(&self, whole: &Self) -> bool {
        self.part_of.is_some_and(|value| value.to_bits() == whole.value.to_bits())
    }
}

/// The numbers of the claim by its slots. The second slot of a quantity is about the whole of which it is a part.
pub(super) fn figures(claim: &Claim) -> Vec<Figure<'_>> {
    let mut seen: HashMap<usize, usize> = HashMap::new();
    let mut figures = Vec::new();
    for slot in &claim.slots {
        let Some((index, quantity)) = slot.quantity.and_then(|at| Some((at, claim.quantities.get(at)?)))
        else {
            continue;
        };
        let turn = seen.entry(index).and_modify(|turn| *turn += 1).or_insert(0);
        let figure = match *turn {
            0 => Some(Figure::part(quantity, slot)),
            _ => Figure::whole(quantity, slot),
        };
        figures.extend(figure.filter(|_| !slot.planned));
    }
    let deeds: Vec<Deed<'_>> = figures.iter().map(|figure| figure.deed).collect();
    for figure in &mut figures {
        let own = figure.deed;
        figure.other_side = deeds.iter().find(|part| part.is_part_of(&own)).and_then(|part| part.actor);
        let mut wholes = deeds.iter().filter(|whole| own.is_part_of(whole) && own.verb == whole.verb);
        figure.deed.actor = own.actor.or_else(|| wholes.find_map(|whole| whole.actor));
    }
    figures
}

impl<'a> Figure<'a> {
    fn part(quantity: &'a Quantity, slot: &'a ClaimSlot) -> Self {
        let rounded = quantity.precision.filter(|half| *half <= quantity.value.abs() * ROUNDING);
        let slack = rounded.filter(|_| quantity.bound == Bound::Exact).unwrap_or(0.0);
        Self {
            quantity,
            slot: &slot.slot,
            count: slot.count,
            text: quantity.text.clone(),
            object: quantity.object.as_deref(),
            deed: Deed {
                actor: slot.slot.actor.as_deref(),
                verb: quantity.predicate.as_deref(),
                value: quantity.value,
                part_of: quantity.of.as_ref().map(|whole| whole.value),
            },
            other_side: None,
            bound: quantity.bound,
            low: quantity.low.map(|low| low - slack),
            high: quantity.high.map(|high| high + slack),
        }
    }

    fn whole(quantity: &'a Quantity, slot: &'a ClaimSlot) -> Option<Self> {
        let whole = quantity.of.as_ref()?;
        let value = Some(whole.value);
        Some(Self {
            quantity,
            slot: &slot.slot,
            count: slot.count,
            text: format!("{} in “{}”", number(whole.value), quantity.text),
            object: whole.object.as_deref().or(quantity.object.as_deref()),
            deed: Deed {
                actor: slot.slot.actor.as_deref(),
                verb: whole.predicate.as_deref(),
                value: whole.value,
                part_of: None,
            },
            other_side: None,
            bound: Bound::Exact,
            low: value,
            high: value,
        })
    }

    /// Whether it is `quantity`, as a thread lists it: a whole ends where its part does and has a value of its own.
    pub(super) fn is(&self, quantity: &Quantity) -> bool {
        self.quantity.span.end() == quantity.span.end()
            && self.deed.value.to_bits() == quantity.value.to_bits()
    }

    /// Whether `item` of a measure names what it counts, or, as a single word, something wider: "drone" of "Ukrainian drones";
    /// but not "fuel tank" of "tanks".
    pub(super) fn is_a(&self, item: &str) -> bool {
        let head = self.slot.object.as_deref().unwrap_or_default();
        let phrase = self.object.unwrap_or(head);
        if item.contains(' ') {
            return is_same_phrase(item, phrase);
        }
        let named = object_kinds(phrase).contains(&normal_object(item));
        item.eq_ignore_ascii_case(head) || normal_object(item) == head || named
    }

    /// The figure in quotation marks.
    pub(super) fn quoted(&self) -> String {
        if self.text == self.quantity.text { format!("“{}”", self.text) } else { self.text.clone() }
    }

    /// Whether it allows `value`, give or take `tolerance` of it.
    pub(super) fn allows(&self, value: f64, tolerance: f64) -> bool {
        let slack = value.abs() * tolerance;
        let above = match self.bound {
            Bound::Over => value + slack > self.deed.value,
            _ => self.low.is_none_or(|low| value + slack >= low),
        };
        let below = match self.bound {
            Bound::Under => value - slack < self.deed.value,
            _ => self.high.is_none_or(|high| value - slack <= high),
        };
        above && below
    }
}

/// Words of the counted thing that narrow it beyond what the measure counts: "Ukrainian drones".
pub(super) fn narrowed<'a>(figure: &Figure<'a>, measure: &Measure) -> Option<&'a str> {
    let phrase = figure.object?;
    // "51 injured" says what became of people, not which people.
    let people = figure.slot.object.as_deref() == Some("person");
    if people && !phrase.contains(' ') {
        return None;
    }
    let lower = phrase.to_lowercase();
    let known = |kind: &str| {
        let kind = kind.strip_prefix("the ").unwrap_or(kind);
        measure.objects.iter().any(|item| {
            is_same_phrase(item, kind) || figure.slot.object.as_deref() == Some(item) && !kind.contains(' ')
        })
    };
    let mut kinds = lower.split(" and ").flat_map(|part| part.split(" or ")).map(str::trim);
    (!kinds.all(known)).then_some(phrase)
}

/// Whether two phrases are the same but for the number of their nouns: "artillery system", "artillery systems".
fn is_same_phrase(one: &str, other: &str) -> bool {
    let split = |text: &str| {
        let lower = text.trim().to_lowercase();
        let (lead, noun) = lower.rsplit_once(' ').unwrap_or(("", &lower));
        (lead.to_owned(), normal_object(noun))
    };
    split(one) == split(other)
}
