//! What a thread as a whole shows: how many origins carry it, who denies it, where figures differ or were updated.

use std::collections::{BTreeMap, BTreeSet};

use onrecord_model::{
    ArticleId, Claim, ClaimId, ClaimRef, Evidence, Finding, FindingKind, Moment, Origin, Relation,
    RelationKind, Stance, Thread,
};

use crate::wording::{counted, list, number, outlet, source, voice};

/// Puts the findings on `thread`, given its claims. What `link` could not compare stays; anything else is found anew.
pub(crate) fn review(thread: &mut Thread, claims: &BTreeMap<ClaimId, Claim>) {
    let mut findings = std::mem::take(&mut thread.findings);
    findings.retain(|finding| finding.kind == FindingKind::NotComparable);
    let view = View::new(thread, claims);
    findings.extend(view.origins());
    findings.extend(view.denied());
    findings.extend(view.differing());
    findings.extend(view.updated());
    findings.extend(view.of_claims());
    findings.sort_by(|a, b| (a.kind, &a.says, &a.claims).cmp(&(b.kind, &b.says, &b.claims)));
    findings.dedup();
    thread.findings = findings;
}

/// Who gave the earlier figure, and who the later one.
type Step<'a> = (Vec<&'a ClaimRef>, Vec<&'a ClaimRef>);

struct View<'a> {
    thread: &'a Thread,
    claims: &'a BTreeMap<ClaimId, Claim>,
    refs: BTreeMap<&'a ClaimId, &'a ClaimRef>,
}

impl<'a> View<'a> {
    fn new(thread: &'a Thread, claims: &'a BTreeMap<ClaimId, Claim>) -> Self {
        Self { thread, claims, refs: thread.claims.iter().map(|claim| (&claim.id, claim)).collect() }
    }

    fn related(
        &self,
        kind: RelationKind,
    ) -> impl Iterator<Item = (&'a Relation, &'a ClaimRef, &'a ClaimRef)> {
        let pair = move |relation: &'a Relation| {
            let (from, to) = (self.refs.get(&relation.from)?, self.refs.get(&relation.to)?);
            Some((relation, *from, *to))
        };
        self.thread.relations.iter().filter(move |relation| relation.kind == kind).filter_map(pair)
    }

    /// How many articles from how many origins say it, and whether more than one party does.
    fn origins(&self) -> Option<Finding> {
        let carrying: Vec<&ClaimRef> =
            self.thread.claims.iter().filter(|claim| self.stands_for_it(claim)).collect();
        let articles: BTreeSet<&ArticleId> = carrying.iter().map(|claim| &claim.article).collect();
        if articles.is_empty() {
            return None;
        }
        let origins: Vec<&Origin> = self
            .thread
            .origins
            .iter()
            .filter(|origin| origin.articles.iter().any(|article| articles.contains(article)))
            .collect();
        let mut names: Vec<String> = origins.iter().map(|origin| self.outlets(origin, &articles)).collect();
        names.sort();
        let carried = format!(
            "Carried by {} from {}: {}.",
            counted(articles.len(), "article"),
            counted(origins.len(), "independent origin"),
            names.join("; ")
        );
        Some(Finding {
            kind: FindingKind::Origins,
            claims: sorted(carrying.iter().map(|claim| &claim.id)),
            says: format!("{carried} {}", self.parties(&carrying)),
            evidence: origins.iter().map(|origin| Evidence::Origin(origin.id.clone())).collect(),
        })
    }

    /// Who "did not confirm" it does not carry it, nor who "did not deny" it.
    fn stands_for_it(&self, claim: &ClaimRef) -> bool {
        let negated = self.claims.get(&claim.id).is_some_and(|claim| claim.negated);
        !negated && !matches!(claim.stance, Stance::Denies | Stance::Rejects | Stance::Asks)
    }

    /// "Kestrel Daily and Meridian Newswire (2 of one origin)".
    fn outlets(&self, origin: &Origin, articles: &BTreeSet<&ArticleId>) -> String {
        let held: Vec<&ArticleId> =
            origin.articles.iter().filter(|article| articles.contains(article)).collect();
        let names: BTreeSet<String> =
            self.thread.claims.iter().filter(|claim| held.contains(&&claim.article)).map(outlet).collect();
        let one_newsroom = names.len() == 1;
        let names = list(&names.into_iter().collect::<Vec<_>>());
        match held.len() {
            0 | 1 => names,
            count if one_newsroom => format!("{names} ({count} articles)"),
            count => format!("{names} ({count} of one origin)"),
        }
    }

    /// Who stands behind it: copies and a party's own word corroborate nothing.
    fn parties(&self, carrying: &[&ClaimRef]) -> String {
        let speakers = self.speakers(carrying);
        let names: Vec<&str> = speakers.keys().map(String::as_str).collect();
        let sides: BTreeSet<&Option<String>> = speakers.values().collect();
        match (names.as_slice(), sides.first()) {
            ([], _) => "No speaker is named.".to_owned(),
            ([one], _) => format!("All of it goes back to {one}: a speaker's own word is no corroboration."),
            (all, Some(Some(side))) if sides.len() == 1 => {
                format!(
                    "Said by {}, who all speak for {side}: a party's own word is no corroboration.",
                    list(all)
                )
            }
            (all, _) => format!("Said by {}.", list(all)),
        }
    }

    /// Speakers by name with the party they speak for; other spellings of one speaker, which `link` found to repeat
    /// himself, are left out.
    fn speakers(&self, carrying: &[&ClaimRef]) -> BTreeMap<String, Option<String>> {
        let mut again: BTreeSet<&ClaimId> = BTreeSet::new();
        again.extend(self.related(RelationKind::Repeats).map(|(relation, ..)| &relation.from));
        let mut speakers: BTreeMap<String, Option<String>> = BTreeMap::new();
        for claim in carrying.iter().filter(|claim| !again.contains(&claim.id)) {
            let party = self.claims.get(&claim.id).and_then(|claim| claim.speaker.affiliation.clone());
            if let Some(name) = claim.speaker.clone() {
                let known: &mut Option<String> = speakers.entry(name).or_default();
                *known = known.take().or(party);
            }
        }
        // One who speaks for nobody that is known speaks for himself.
        speakers.into_iter().map(|(name, party)| (name.clone(), party.or(Some(name)))).collect()
    }

    /// One finding for each speaker who denies it, wherever it was reported.
    fn denied(&self) -> Vec<Finding> {
        let mut by_denier: BTreeMap<String, BTreeSet<&ClaimId>> = BTreeMap::new();
        let mut denied: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for (_, denial, claim) in self.related(RelationKind::Denies) {
            let again = self.related(RelationKind::Repeats).filter(|(_, _, first)| first.id == denial.id);
            let ids = by_denier.entry(voice(denial)).or_default();
            ids.insert(&denial.id);
            ids.extend(again.map(|(_, repeated, _)| &repeated.id));
            denied.entry(voice(denial)).or_default().insert(voice(claim));
        }
        by_denier
            .into_iter()
            .map(|(denier, ids)| {
                let words = self.words_of(&ids);
                let of: Vec<String> = denied.remove(&denier).unwrap_or_default().into_iter().collect();
                let verb = if of.len() == 1 { "says" } else { "say" };
                let says = format!("{denier} denies what {} {verb}: {words}.", list(&of));
                let about: Vec<&ClaimRef> = ids.iter().filter_map(|id| self.refs.get(*id).copied()).collect();
                finding(FindingKind::Denied, &about, says)
            })
            .collect()
    }

    /// "“abducting children” (Northgate Ledger, 22 July 2025)", by publication.
    fn words_of(&self, ids: &BTreeSet<&ClaimId>) -> String {
        let words = self.thread.claims.iter().filter(|claim| ids.contains(&claim.id));
        words.map(|claim| format!("“{}” ({})", claim.content, source(claim))).collect::<Vec<_>>().join("; ")
    }

    /// One finding for each pair of figures that contradict each other.
    fn differing(&self) -> Vec<Finding> {
        let tell = |(_, later, earlier)| {
            finding(FindingKind::NumberDiffers, &[later, earlier], differs(later, earlier))
        };
        self.related(RelationKind::Contradicts).map(tell).collect()
    }

    /// One finding for each step from a figure to a later one, with everybody who took it.
    fn updated(&self) -> Vec<Finding> {
        let mut steps: BTreeMap<(String, String), Step<'_>> = BTreeMap::new();
        for (_, later, earlier) in self.related(RelationKind::Updates) {
            let value =
                |claim: &ClaimRef| claim.quantity.as_ref().map(|q| number(q.value)).unwrap_or_default();
            let (before, after) = steps.entry((value(earlier), value(later))).or_default();
            before.push(earlier);
            after.push(later);
        }
        let tell = |((from, to), (before, after)): ((String, String), Step<'_>)| {
            let says =
                format!("The figure went from {from} ({}) to {to} ({}).", voices(&before), voices(&after));
            finding(FindingKind::Updated, &[before, after].concat(), says)
        };
        steps.into_iter().map(tell).collect()
    }

    /// What was found on the claims alone; the same finding on several of them is told once. Copies and repetitions
    /// of a speaker say the same.
    fn of_claims(&self) -> Vec<Finding> {
        let mut gathered: Vec<Finding> = Vec::new();
        let own = self.thread.claims.iter().filter_map(|claim| self.claims.get(&claim.id));
        for finding in own.flat_map(|claim| &claim.findings) {
            let same = gathered.iter_mut().find(|other| {
                other.kind == finding.kind
                    && other.says == finding.says
                    && same_proof(&other.evidence, &finding.evidence)
            });
            match same {
                Some(other) => {
                    other.claims.extend(finding.claims.iter().cloned());
                    other.claims.sort();
                    other.claims.dedup();
                }
                None => gathered.push(finding.clone()),
            }
        }
        gathered
    }
}

/// Evidence that is the claim itself does not part two findings.
fn same_proof(a: &[Evidence], b: &[Evidence]) -> bool {
    let outside = |list: &[Evidence]| -> Vec<Evidence> {
        list.iter().filter(|evidence| !matches!(evidence, Evidence::Claim(_))).cloned().collect()
    };
    outside(a) == outside(b)
}

fn sorted<'a>(ids: impl IntoIterator<Item = &'a ClaimId>) -> Vec<ClaimId> {
    let ids: BTreeSet<&ClaimId> = ids.into_iter().collect();
    ids.into_iter().cloned().collect()
}

/// "Iryna Shevchuk says “12 people” (Lowland Post, 24 July 2025)".
fn told(claim: &ClaimRef) -> String {
    let figure = claim.quantity.as_ref().map_or(claim.content.as_str(), |quantity| quantity.text.as_str());
    match &claim.speaker {
        Some(speaker) => format!("{speaker} says “{figure}” ({})", source(claim)),
        None => format!("{} reports “{figure}” ({})", outlet(claim), source(claim)),
    }
}

fn differs(later: &ClaimRef, earlier: &ClaimRef) -> String {
    format!(
        "{}; {}. Both count the same, and onrecord does not know which is right.",
        told(earlier),
        told(later)
    )
}

/// "Andriy Holub, Meridian Newswire, 22 July 2025; …", each once, by publication.
fn voices(claims: &[&ClaimRef]) -> String {
    let named = |claim: &&ClaimRef| match &claim.speaker {
        Some(speaker) => format!("{speaker}, {}", source(claim)),
        None => source(claim),
    };
    let mut told: Vec<(Option<&Moment>, String)> =
        claims.iter().map(|claim| (claim.published.as_ref(), named(claim))).collect();
    told.sort();
    told.dedup();
    told.into_iter().map(|(_, text)| text).collect::<Vec<_>>().join("; ")
}

/// A finding about claims, which are its evidence.
fn finding(kind: FindingKind, about: &[&ClaimRef], says: String) -> Finding {
    let claims = sorted(about.iter().map(|claim| &claim.id));
    Finding { kind, evidence: claims.iter().cloned().map(Evidence::Claim).collect(), claims, says }
}

#[cfg(test)]
mod tests {
    use onrecord_model::{OriginId, Quantity, Slot, ThreadId};

    use super::*;
    use crate::testing::{claim, quantity};

    fn reference(
        outlet: &str,
        speaker: &str,
        stance: Stance,
        content: &str,
        quantity: Option<Quantity>,
    ) -> ClaimRef {
        ClaimRef {
            id: ClaimId::of(&[outlet, speaker, content]),
            article: ArticleId::of(&[outlet]),
            speaker: (!speaker.is_empty()).then(|| speaker.to_owned()),
            outlet: Some(outlet.to_owned()),
            url: format!("https://{outlet}.example"),
            published: Some(Moment::parse("2025-07-24").unwrap()),
            stance,
            content: content.to_owned(),
            quantity,
        }
    }

    fn thread(claims: Vec<ClaimRef>, groups: &[&[&str]]) -> Thread {
        let origins = groups
            .iter()
            .map(|outlets| Origin {
                id: OriginId::of(outlets),
                articles: outlets.iter().map(|outlet| ArticleId::of(&[outlet])).collect(),
                why: String::new(),
            })
            .collect();
        Thread {
            id: ThreadId::of(&["t"]),
            slot: Slot::default(),
            title: String::new(),
            claims,
            relations: vec![],
            origins,
            findings: vec![],
        }
    }

    fn relate(thread: &mut Thread, from: usize, to: usize, kind: RelationKind) {
        let id = |at: usize| thread.claims[at].id.clone();
        let relation = Relation { from: id(from), to: id(to), kind, why: String::new() };
        thread.relations.push(relation);
    }

    /// The claims behind the references, each speaking for `party`.
    fn behind(thread: &Thread, party: Option<&str>) -> BTreeMap<ClaimId, Claim> {
        let full = |reference: &ClaimRef| {
            let mut claim = claim(&reference.content);
            claim.id = reference.id.clone();
            claim.speaker.name.clone_from(&reference.speaker);
            claim.speaker.affiliation = party.map(str::to_owned);
            (claim.id.clone(), claim)
        };
        thread.claims.iter().map(full).collect()
    }

    fn says(thread: &Thread, kind: FindingKind) -> Vec<&str> {
        thread
            .findings
            .iter()
            .filter(|finding| finding.kind == kind)
            .map(|finding| finding.says.as_str())
            .collect()
    }

    #[test]
    fn copies_are_one_origin_and_one_speaker_no_corroboration() {
        let one = |outlet| reference(outlet, "Vladimir Medinsky", Stance::Asserts, "1,200 prisoners", None);
        let mut thread =
            thread(vec![one("Wire"), one("Daily"), one("Post")], &[&["Wire", "Daily"], &["Post"]]);
        relate(&mut thread, 1, 0, RelationKind::Repeats);
        relate(&mut thread, 2, 0, RelationKind::Repeats);
        let claims = behind(&thread, Some("Russia"));
        review(&mut thread, &claims);
        assert_eq!(
            says(&thread, FindingKind::Origins),
            [
                "Carried by 3 articles from 2 independent origins: Daily and Wire (2 of one origin); Post. All of it goes \
             back to Vladimir Medinsky: a speaker's own word is no corroboration."
            ]
        );
    }

    #[test]
    fn one_party_with_two_mouths_is_one_party() {
        let mut thread = thread(
            vec![
                reference("Wire", "Umerov", Stance::Accuses, "over 19,000 children", None),
                reference("Post", "Olena Marchuk", Stance::Asserts, "over 19,000 children", None),
            ],
            &[&["Wire"], &["Post"]],
        );
        let claims = behind(&thread, Some("Ukraine"));
        review(&mut thread, &claims);
        assert!(says(&thread, FindingKind::Origins)[0].contains("who all speak for Ukraine"));
    }

    #[test]
    fn what_is_not_confirmed_and_not_denied_is_not_carried() {
        let mut thread = thread(
            vec![
                reference("Wire", "A", Stance::Asserts, "31 injured", None),
                reference("Post", "B", Stance::Confirms, "31 injured", None),
                reference("Daily", "C", Stance::Denies, "31 injured", None),
            ],
            &[&["Wire"], &["Post"], &["Daily"]],
        );
        let mut claims = behind(&thread, None);
        for claim in claims.values_mut().filter(|claim| claim.speaker.name.as_deref() != Some("A")) {
            claim.negated = true;
        }
        review(&mut thread, &claims);
        let says = says(&thread, FindingKind::Origins);
        assert!(says[0].starts_with("Carried by 1 article from 1 independent origin: Wire."), "{says:?}");
    }

    #[test]
    fn a_denial_names_who_what_and_where() {
        let mut thread = thread(
            vec![
                reference("Wire", "Ukraine", Stance::Accuses, "abducted over 19,000 children", None),
                reference("Post", "The Kremlin", Stance::Denies, "abducting children", None),
                reference("Daily", "The Kremlin", Stance::Denies, "abducting children", None),
            ],
            &[&["Wire"], &["Post"], &["Daily"]],
        );
        relate(&mut thread, 1, 0, RelationKind::Denies);
        let claims = behind(&thread, None);
        review(&mut thread, &claims);
        assert_eq!(
            says(&thread, FindingKind::Denied),
            ["The Kremlin denies what Ukraine says: “abducting children” (Post, 24 July 2025)."]
        );
        assert!(
            says(&thread, FindingKind::Origins)[0]
                .starts_with("Carried by 1 article from 1 independent origin: Wire.")
        );
    }

    #[test]
    fn figures_that_differ_are_both_told() {
        let text = "12 drones, 31 drones";
        let number = |part: &str, value| Some(quantity(text, part, value, None, "count"));
        let mut thread = thread(
            vec![
                reference("Post", "Iryna Shevchuk", Stance::Asserts, "12", number("12 drones", 12.0)),
                reference("Ledger", "Serhiy Kostenko", Stance::Asserts, "31", number("31 drones", 31.0)),
            ],
            &[&["Post"], &["Ledger"]],
        );
        relate(&mut thread, 1, 0, RelationKind::Contradicts);
        let claims = behind(&thread, None);
        review(&mut thread, &claims);
        assert_eq!(
            says(&thread, FindingKind::NumberDiffers),
            [
                "Iryna Shevchuk says “12 drones” (Post, 24 July 2025); Serhiy Kostenko says “31 drones” (Ledger, 24 July \
             2025). Both count the same, and onrecord does not know which is right."
            ]
        );
    }

    #[test]
    fn findings_of_claims_are_gathered_and_reviewing_again_changes_nothing() {
        let one = |outlet| reference(outlet, "A", Stance::Asserts, "27 drones", None);
        let mut thread = thread(vec![one("Wire"), one("Post")], &[&["Wire"], &["Post"]]);
        let mut claims = behind(&thread, None);
        for (id, claim) in &mut claims {
            claim.findings.push(Finding {
                kind: FindingKind::NotChecked,
                claims: vec![id.clone()],
                says: "not checked".to_owned(),
                evidence: vec![Evidence::Claim(id.clone())],
            });
        }
        review(&mut thread, &claims);
        let found = thread.findings.iter().find(|finding| finding.kind == FindingKind::NotChecked).unwrap();
        assert_eq!(found.claims.len(), 2);
        let first = thread.clone();
        review(&mut thread, &claims);
        assert_eq!(thread, first);
    }
}
