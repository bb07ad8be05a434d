//! Numbers of one claim that do not fit each other. What fits is not worth a word.

use onrecord_model::{Claim, Evidence, Finding, FindingKind, Quantity};

use crate::wording::number;

/// What does not add up in `claim`.
pub(crate) fn findings(claim: &Claim) -> Vec<Finding> {
    let parts = claim.quantities.iter().filter_map(part_over_whole);
    let shares = claim.quantities.iter().filter_map(|quantity| wrong_share(quantity, &claim.quantities));
    parts
        .chain(shares)
        .map(|says| Finding {
            kind: FindingKind::Arithmetic,
            claims: vec![claim.id.clone()],
            says,
            evidence: vec![Evidence::Claim(claim.id.clone())],
        })
        .collect()
}

/// "45 of 31 drones": what is surely more than the whole.
fn part_over_whole(quantity: &Quantity) -> Option<String> {
    let whole = quantity.of.as_ref()?.value;
    let least = quantity.low?;
    let text = &quantity.text;
    (least > whole)
        .then(|| format!("“{text}” can't be: a part is not more than its whole ({})", number(whole)))
}

/// How far a percentage may stand from the numbers it belongs to, in bytes: "45 of 71 drones (63%)".
const BESIDE: usize = 6;

/// A percentage right beside "N of M" that is not what N of M gives, at the precision it is stated with.
fn wrong_share(part: &Quantity, all: &[Quantity]) -> Option<String> {
    let whole = part.of.as_ref()?.value;
    let beside = |other: &&Quantity| {
        let gap = other.span.start().checked_sub(part.span.end());
        other.unit == "%" && gap.is_some_and(|gap| gap <= BESIDE)
    };
    let percent = all.iter().find(beside)?;
    let (low, high) = (percent.low?, percent.high?);
    if whole <= 0.0 || part.low != part.high {
        return None;
    }
    let share = part.value / whole * 100.0;
    let slack = if percent.value.fract() == 0.0 { 0.5 } else { 0.05 };
    let fits = (low - slack..=high + slack).contains(&share);
    let (part, percent) = (&part.text, &percent.text);
    (!fits).then(|| {
        format!("“{percent}” stands beside “{part}”, which makes {} %", number((share * 10.0).round() / 10.0))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{claim, quantity};

    fn says(text: &str, quantities: Vec<Quantity>) -> Vec<String> {
        let mut claim = claim(text);
        claim.quantities = quantities;
        findings(&claim).into_iter().map(|finding| finding.says).collect()
    }

    #[test]
    fn a_part_is_not_more_than_its_whole() {
        let text = "45 of 31 drones";
        assert_eq!(
            says(text, vec![quantity(text, "45 of 31 drones", 45.0, Some(31.0), "count")]),
            ["“45 of 31 drones” can't be: a part is not more than its whole (31)"]
        );
        let text = "45 of 71 drones";
        assert!(says(text, vec![quantity(text, text, 45.0, Some(71.0), "count")]).is_empty());
    }

    #[test]
    fn a_share_fits_the_numbers_beside_it() {
        let shares = |percent: &str, value: f64| {
            let text = format!("45 of 71 drones ({percent}) were downed");
            let part = quantity(&text, "45 of 71 drones", 45.0, Some(71.0), "count");
            says(&text, vec![part, quantity(&text, percent, value, None, "%")])
        };
        assert!(shares("63%", 63.0).is_empty());
        assert!(shares("63.4%", 63.4).is_empty());
        assert_eq!(shares("73%", 73.0), ["“73%” stands beside “45 of 71 drones”, which makes 63.4 %"]);
    }

    #[test]
    fn a_share_elsewhere_in_the_claim_is_not_taken_for_it() {
        let text = "45 of 71 drones were downed, 20% fewer than before";
        let part = quantity(text, "45 of 71 drones", 45.0, Some(71.0), "count");
        assert!(says(text, vec![part, quantity(text, "20%", 20.0, None, "%")]).is_empty());
    }
}
