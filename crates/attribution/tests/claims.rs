//! What the library finds in short articles written for these tests.

#![expect(clippy::unwrap_used, reason = "tests")]

use onrecord_attribution::{Attributor, Document, Engine, supports};
use onrecord_model::{
    Article, ArticleId, Block, BlockKind, Claim, Mode, ResolvedBy, Source, Span, SpeakerKind, Stance,
};
use proptest::prelude::*;

fn document<'a>(article: &'a ArticleId, text: &'a str) -> Document<'a> {
    Document { article, text, blocks: &[], published: None, outlet: Some("Test Gazette") }
}

fn claims(text: &str) -> Vec<Claim> {
    let article = ArticleId::of(&["test"]);
    Attributor::new(Engine::Full).unwrap().claims(&document(&article, text)).unwrap()
}

/// The one claim whose content holds `part`, the innermost where several do.
fn claim(text: &str, part: &str) -> Claim {
    let found = claims(text);
    let holding = found.iter().filter(|claim| claim.content.text.contains(part));
    holding
        .min_by_key(|claim| claim.content.text.len())
        .unwrap_or_else(|| panic!("{part:?} in {found:#?}"))
        .clone()
}

fn name(claim: &Claim) -> &str {
    claim.speaker.name.as_deref().unwrap_or("-")
}

fn mention(claim: &Claim) -> &str {
    claim.speaker.mention.as_ref().map_or("-", |mention| &mention.text)
}

const DISPUTE: &str = "Talks on the missing miners end without result\n\n\
    Borvia accuses Russia of having taken over 4,000 miners since the spring.\n\n\
    The Kremlin denies taking any miners.\n\n\
    Anton Belik, Borvia’s chief negotiator, said the lists were complete. “Every name is on them,” he said, “and every \
    name has a family.”\n\n\
    He called on Moscow to let doctors in. Belik said that Viktor Zaytsev had told him that 300 men were already free.\n\n\
    Two diplomats familiar with the talks said the next round would be held in Oslo.\n\n\
    Viktor Zaytsev, the Russian envoy, offered to hand over 120 bodies. The envoy did not confirm the other figures.";

const ANNOUNCED: &str = "Port workers reject the offer\n\n\
    Lena Marsh, who leads the dockers' union, turned the offer down on Monday. The union leader added:\n\n\
    I have told my members that we will not sign this. You could not feed a family on it.\n\n\
    On May 4, 2026, the port's owner Nordkai issued a short reply to the union:\n\n\
    \"The offer stands until Friday.\"\n\n\
    Marsh later posted:\n\n\
    The picture showed an empty quay and three cranes.";

#[test]
fn who_is_announced_says_the_paragraph_below() {
    let plain = claim(ANNOUNCED, "feed a family");
    assert_eq!((mention(&plain), name(&plain)), ("The union leader", "Lena Marsh"));
    assert_eq!(plain.cue.unwrap().text, "added");
    assert!(plain.content.text.starts_with("I have told"), "{:?}", plain.content);
    let quoted = claim(ANNOUNCED, "stands until Friday");
    assert_eq!(name(&quoted), "Nordkai");
    assert_eq!(quoted.cue.as_ref().unwrap().text, "issued a short reply");
    assert_eq!(quoted.mode, Mode::Direct);
    let voiceless = claims(ANNOUNCED);
    assert!(voiceless.iter().all(|claim| !claim.content.text.contains("three cranes")), "{voiceless:#?}");
}

#[test]
fn an_accusation_and_its_denial_keep_their_sides() {
    let accused = claim(DISPUTE, "over 4,000 miners");
    assert_eq!((accused.stance, mention(&accused)), (Stance::Accuses, "Borvia"));
    assert_eq!(accused.target.unwrap().text, "Russia");
    let denied = claim(DISPUTE, "taking any miners");
    assert_eq!((denied.stance, name(&denied)), (Stance::Denies, "Russia"));
    assert_eq!(
        (denied.speaker.kind, denied.speaker.resolved_by),
        (SpeakerKind::Government, ResolvedBy::Metonym)
    );
}

#[test]
fn a_quotation_split_by_its_cue_is_one_claim() {
    let split = claim(DISPUTE, "and every name has a family");
    assert_eq!(split.content.text, "“Every name is on them,” “and every name has a family.”");
    assert_eq!((split.content.spans.len(), split.mode), (2, Mode::Direct));
    assert_eq!((name(&split), split.speaker.resolved_by), ("Anton Belik", ResolvedBy::Pronoun));
    assert_eq!(split.speaker.role.as_deref(), Some("chief negotiator"));
}

#[test]
fn a_pronoun_reaches_over_a_paragraph() {
    let called = claim(DISPUTE, "let doctors in");
    assert_eq!((name(&called), called.stance), ("Anton Belik", Stance::CallsFor));
}

#[test]
fn what_one_tells_of_another_is_nested() {
    let inner = claim(DISPUTE, "300 men");
    assert_eq!((name(&inner), mention(&inner)), ("Viktor Zaytsev", "Viktor Zaytsev"));
    let outer = claims(DISPUTE).into_iter().find(|claim| Some(&claim.id) == inner.inside.as_ref()).unwrap();
    assert_eq!((name(&outer), outer.speaker.resolved_by), ("Anton Belik", ResolvedBy::Alias));
    assert!(outer.inside.is_none());
}

#[test]
fn unnamed_sources_stay_unnamed() {
    let unnamed = claim(DISPUTE, "next round");
    assert_eq!(unnamed.speaker.kind, SpeakerKind::Anonymous);
    assert_eq!((mention(&unnamed), name(&unnamed)), ("Two diplomats familiar with the talks", "-"));
}

#[test]
fn an_offer_is_a_promise_and_an_office_leads_to_its_holder() {
    let offer = claim(DISPUTE, "120 bodies");
    assert_eq!((offer.stance, name(&offer)), (Stance::Promises, "Viktor Zaytsev"));
    let unconfirmed = claim(DISPUTE, "the other figures");
    assert!(unconfirmed.negated);
    assert_eq!(
        (name(&unconfirmed), unconfirmed.speaker.resolved_by),
        ("Viktor Zaytsev", ResolvedBy::Nominal)
    );
    assert_eq!(unconfirmed.speaker.affiliation.as_deref(), Some("Russia"));
}

#[test]
fn a_content_runs_to_its_real_end() {
    let text = "Raid on Tolmar\n\nThe Borvian Air Force reported downing 12 of 31 gliders and balloons sent overnight by \
                northern troops.\n\nThe army has 40 guns.";
    let found = claim(text, "12 of 31");
    assert_eq!(found.content.text, "downing 12 of 31 gliders and balloons sent overnight by northern troops");
    assert_eq!(name(&found), "Borvian Air Force");
}

#[test]
fn ministries_and_staffs_keep_their_name_and_their_state() {
    let text = "Claims about a bridge\n\nRussia’s defence ministry said its forces had crossed the river near Tolmar.\n\n\
                Poland’s General Staff denied that the bridge had fallen. It said that the claim was false.";
    let claimed = claim(text, "crossed the river");
    assert_eq!(
        (name(&claimed), claimed.speaker.kind),
        ("Russia’s defence ministry", SpeakerKind::Government)
    );
    assert_eq!(claimed.speaker.affiliation.as_deref(), Some("Russia"));
    assert_eq!((claimed.stance, claimed.mode), (Stance::Asserts, Mode::Indirect));
    assert_eq!(claim(text, "bridge had fallen").stance, Stance::Denies);
    let again = claim(text, "claim was false");
    assert_eq!((again.stance, name(&again)), (Stance::Denies, "Poland’s General Staff"));
}

#[test]
fn a_headline_names_its_speaker_only_where_it_does() {
    let text = "Holm: the dam will hold\n\nKarin Holm, the mayor of Estby, spoke to farmers on Monday.\n\n\
                Estby: a town under water\n\n“The dam will hold,” Holm said.";
    let headline = claim(text, "the dam will hold");
    assert_eq!((name(&headline), headline.cue.as_ref().unwrap().lemma.as_str()), ("Karin Holm", ":"));
    assert!(claims(text).iter().all(|claim| !claim.content.text.contains("under water")));
}

#[test]
fn according_to_takes_the_apposition_along() {
    let text = "Costs of the storm\n\nAccording to her deputy, Oleg Brandt, the city has already spent $3 million.\n\n\
                The repairs will take two years, according to a report by the council.";
    let spent = claim(text, "$3 million");
    assert_eq!((name(&spent), spent.cue.as_ref().unwrap().lemma.as_str()), ("Oleg Brandt", "according to"));
    assert!(mention(&claim(text, "two years")).contains("report"));
}

#[test]
fn every_kind_of_quotation_mark() {
    for (open, close) in [("“", "”"), ("\"", "\""), ("‘", "’"), ("'", "'"), ("«", "»"), ("``", "''")]
    {
        let text = format!(
            "News from the harbour\n\n{open}We lost twelve boats in one night,{close} Maria Lund said.\n\nIt rained."
        );
        let found = claim(&text, "twelve boats");
        assert_eq!((found.mode, name(&found)), (Mode::Direct, "Maria Lund"), "{open}{close}");
    }
}

#[test]
fn a_quotation_goes_on_without_a_cue() {
    let text = "After the fire\n\n“We will rebuild the mill,” said Jonas Abel, its owner.\n\n\
                “We will do it with our own hands. It will take a year.";
    let found = claim(text, "our own hands");
    assert_eq!((name(&found), mention(&found)), ("Jonas Abel", "-"));
    assert!(found.cue.is_none());
}

#[test]
fn scare_quotes_are_nobodys_claim() {
    let text =
        "A model for others\n\nThe so-called “Estby model” has drawn visitors from all over the coast.";
    assert_eq!(claims(text), []);
}

#[test]
fn the_outlets_own_figures_are_kept_apart() {
    let text = "A bridge closes\n\nSome 2,300 lorries crossed the bridge every day. It was built in 1931.\n\n\
                Police said 40 drivers were turned back.";
    let own = claim(text, "2,300 lorries");
    assert_eq!((own.speaker.kind, name(&own)), (SpeakerKind::Outlet, "Test Gazette"));
    assert!(own.cue.is_none() && own.speaker.mention.is_none());
    assert_eq!(claims(text).iter().filter(|claim| claim.speaker.kind == SpeakerKind::Outlet).count(), 1);
}

#[test]
fn stances() {
    for (sentence, part, stance, negated) in [
        ("The company denies wrongdoing.", "wrongdoing", Stance::Denies, false),
        ("Ms. Hall rejected the offer of 40 houses.", "40 houses", Stance::Rejects, false),
        ("Ms. Hall warned that 300 jobs were at risk.", "300 jobs", Stance::Warns, false),
        ("Ms. Hall promised to build 12 schools.", "12 schools", Stance::Promises, false),
        ("Ms. Hall said she would release 12 prisoners.", "12 prisoners", Stance::Promises, false),
        ("Ms. Hall urged the council to repair 12 bridges.", "12 bridges", Stance::CallsFor, false),
        ("Ms. Hall called for a ban on 12 chemicals.", "12 chemicals", Stance::CallsFor, false),
        ("Ms. Hall expects 900 guests.", "900 guests", Stance::Expects, false),
        ("Ms. Hall hopes that 900 guests will come.", "900 guests", Stance::Hopes, false),
        ("Ms. Hall believes that 900 guests will come.", "900 guests", Stance::Believes, false),
        ("Ms. Hall plans to invite 900 guests.", "900 guests", Stance::Plans, false),
        ("Ms. Hall asked whether 900 guests would come.", "900 guests", Stance::Asks, false),
        ("Ms. Hall confirmed that 900 guests had come.", "900 guests", Stance::Confirms, false),
        ("Ms. Hall did not confirm that 900 guests had come.", "900 guests", Stance::Confirms, true),
        ("Ms. Hall did not say how many guests had come.", "how many guests", Stance::Asserts, true),
        ("“The report is false,” Ms. Hall said.", "report is false", Stance::Denies, false),
    ] {
        let text = format!("Northfield in spring\n\nIt was a warm day.\n\n{sentence}");
        let found = claim(&text, part);
        assert_eq!((found.stance, found.negated), (stance, negated), "{sentence}");
    }
}

#[test]
fn a_content_holds_neither_its_speaker_nor_its_cue() {
    let pay = "A dispute over debts\n\n\"We will not pay,\" said Finance Minister Olaf Scholz, \"until it is clear,\" he added.";
    let plan = "A plan for Estby\n\n\"A plan is ready,\" said Xavier Smith. \"It costs money.\" \"It costs too much,\" said Yvonne Jones.";
    for text in [pay, plan] {
        for claim in claims(text).iter().filter(|claim| claim.mode == Mode::Direct) {
            for span in &claim.content.spans {
                let part = text.get(span.range()).unwrap();
                assert!(part.starts_with('"') && part.ends_with('"'), "{part}");
                assert_eq!(part.matches('"').count(), 2, "{part}");
            }
        }
        let all = claims(text).into_iter().map(|claim| claim.content.text).collect::<String>();
        assert!(!all.contains("Scholz") && !all.contains("Jones"), "{all}");
    }
}

#[test]
fn what_nobody_said_is_no_claim() {
    for sentence in [
        "No one said the war would end this year.",
        "If the mayor says the dam will hold, farmers will stay.",
        "Critics could say that the plan is too dear.",
        "Kyiv may say that it won 12 battles.",
        "Contrary to what Trump said, the tariffs cost 3 billion dollars.",
        "Anyone who saw the crash is asked to call police.",
    ] {
        assert_eq!(
            claims(&format!("Northfield in spring\n\nIt was a warm day.\n\n{sentence}")),
            [],
            "{sentence}"
        );
    }
    let asked = claims("Talks in Oslo\n\nAsked whether 60 soldiers had died, Lavrov said no.");
    assert!(asked.iter().all(|claim| claim.stance != Stance::Asks), "{asked:#?}");
}

#[test]
fn an_act_left_undone_is_negated() {
    for (act, stance) in [
        ("failed to confirm", Stance::Confirms),
        ("has yet to confirm", Stance::Confirms),
        ("declined to confirm", Stance::Confirms),
        ("could not confirm", Stance::Confirms),
        ("was not able to confirm", Stance::Confirms),
        ("refused to say", Stance::Asserts),
        ("did not say", Stance::Asserts),
        ("has yet to say", Stance::Asserts),
    ] {
        let text = format!(
            "Northfield in spring\n\nIt was a warm day.\n\nMs. Hall {act} whether 60 guests had come."
        );
        let found = claim(&text, "60 guests");
        assert_eq!((found.stance, found.negated), (stance, true), "{act}");
    }
}

#[test]
fn a_dateline_is_nobodys_word() {
    let turkey = "Talks to come\n\nISTANBUL (Meridian Newswire) - Turkey said on Monday that it would host 3 rounds of talks.";
    let found = claim(turkey, "3 rounds");
    assert_eq!((name(&found), mention(&found)), ("Turkey", "Turkey"));
    let kyiv = "A night of raids\n\nKYIV, July 23 (Reuters) - Ukraine downed 12 drones, the air force said.";
    assert_eq!(claim(kyiv, "12 drones").content.text, "Ukraine downed 12 drones");
    let marked = claim("A wave\n\nSO'HELIA — Monday's wave broke 40 boats, the mayor said.", "40 boats");
    assert_eq!(marked.content.text, "Monday's wave broke 40 boats");
    let own = claim("A bridge closes\n\nOSLO, May 3 — Some 2,300 lorries crossed the bridge.", "2,300");
    assert!(own.content.text.starts_with("Some"), "{}", own.content.text);
}

#[test]
fn a_phrase_without_a_name_keeps_to_itself() {
    let text = "A night of raids\n\nThe Ukrainian Air Force said 12 drones were downed.\n\n\
                “Four more got through,” said an Air Force officer who was not allowed to speak publicly.\n\n\
                President Emmanuel Macron met voters. The wife of President Macron said she had 3 dogs.";
    let officer = claim(text, "Four more");
    assert_eq!((officer.speaker.kind, name(&officer)), (SpeakerKind::Anonymous, "-"));
    assert_eq!(name(&claim(text, "3 dogs")), "-");
    let text = "Taxes to rise\n\nAccording to Prime Minister Keir Starmer, taxes will rise.";
    assert_eq!(claim(text, "taxes will rise").speaker.role.as_deref(), Some("Prime Minister"));
}

#[test]
fn it_is_nobody_where_two_fit() {
    let text = "A war of figures\n\nRussia said 60 had died. Ukraine said 40 had died. It said that the talks would go on.";
    let found = claim(text, "talks would go on");
    assert_eq!((name(&found), found.speaker.resolved_by), ("-", ResolvedBy::None));
}

#[test]
fn who_hears_evidence_does_not_give_it() {
    let text = "Inquest opens\n\nThe inquest heard that the hatch was open. The jury was told by the engineer Sam Lister that \
                two bolts had sheared.\n\nMinisters heard the news in Oslo.";
    assert_eq!(mention(&claim(text, "hatch was open")), "-");
    assert_eq!(name(&claim(text, "two bolts")), "Sam Lister");
}

#[test]
fn the_first_lines_describe_who_is_named_below() {
    let text = "Beekeeper warns of ‘a silent spring’\n\nA beekeeper from Dunmore has warned that half of her hives are dead.\n\n\
                Speaking at a fair on Sunday, Ottilie Marr said the cold had come too late.";
    assert_eq!(name(&claim(text, "half of her hives")), "Ottilie Marr");
    let text = "Clerk tells of bribes\n\nA former clerk testified on Monday that she had counted 9,000 euros.\n\n\
                “It smelled of fish,” the witness, Ilka Roon, told the court.";
    assert_eq!(name(&claim(text, "9,000 euros")), "Ilka Roon");
}

#[test]
fn an_unnamed_speaker_is_taken_up_by_a_pronoun() {
    let text = "Harbour closed\n\nMayor Petra Lund met the crews at noon.\n\nA port spokeswoman said the gates were shut. She \
                said that they would open at dawn.";
    let taken = claim(text, "open at dawn");
    assert_eq!((name(&taken), taken.speaker.kind), ("-", SpeakerKind::Anonymous));
    let text = "Prize for a poet\n\nGreta Holm, a poet, won the prize. “I was asleep,” Holm said.\n\nHer mother watched at \
                home. “She was a quiet child,” she said.";
    assert_eq!(name(&claim(text, "quiet child")), "-");
}

#[test]
fn a_description_in_the_subject_is_taken_up_by_a_pronoun() {
    let text = "Charges dropped\n\nJudge Ada Venn dismissed all counts against Rosa Pike, who wept.\n\nPike thanked her \
                sister. The judge was not moved. “I have read the letters,” she said.";
    assert_eq!(name(&claim(text, "read the letters")), "Ada Venn");
}

#[test]
fn a_lawyer_of_one_is_not_the_lawyer_of_another() {
    let text = "Shots on Elm Street\n\nThe family’s attorney, Simone Dart, said that Officer Kyle Brand had lied.\n\nBrand has \
                not spoken. His lawyer said that he had feared for his life.";
    assert_eq!(name(&claim(text, "feared for his life")), "-");
}

#[test]
fn bodies_without_a_name_keep_what_they_are_called() {
    let text = "Lead in taps\n\nThe school district said it had shut 12 taps. The teachers’ union was sceptical: it said 30 were \
                leaking.\n\nNurses asked the transport ministry for buses. The ministry said it had 40.";
    assert_eq!(name(&claim(text, "12 taps")), "school district");
    assert_eq!(name(&claim(text, "30 were")), "teachers’ union");
    assert_eq!(name(&claim(text, "it had 40")), "transport ministry");
}

#[test]
fn a_general_noun_takes_up_the_body_at_hand() {
    let text = "Strike on the trams\n\nThe KVB union said trams would stop on Friday. Stadtwerke Ohm said it regretted the \
                strike.\n\nThe union said that 900 drivers would stay at home.";
    assert_eq!(name(&claim(text, "900 drivers")), "KVB");
    let text = "Rebels name a date\n\nWriters Beyond Walls condemned the arrests. The press freedom group said that 12 \
                reporters were missing.";
    assert_eq!(name(&claim(text, "12 reporters")), "Writers Beyond Walls");
}

#[test]
fn writings_lead_to_the_body_they_are_of() {
    let text = "Pool to close, report says\n\nThe council’s own accounts show that the pool lost 90,000 crowns. A survey carried \
                out in May by the Tarn Institute found that 8 in 10 swimmers would leave.\n\nA government report says that 3 \
                pumps are broken.";
    assert_eq!(name(&claim(text, "90,000 crowns")), "council");
    assert_eq!(name(&claim(text, "8 in 10")), "Tarn Institute");
    assert_eq!(name(&claim(text, "3 pumps")), "government");
}

#[test]
fn what_stands_behind_a_verb_is_no_apposition() {
    let text = "A walk for safer roads\n\nMarcus Hale said that the driver was sorry.\n\nThe founder of the walk, Hugh Bell, lost \
                his daughter in a crash. He said that every crash was a choice.";
    assert_eq!(name(&claim(text, "was a choice")), "Hugh Bell");
}

#[test]
fn who_speaks_behind_a_name_is_not_that_name() {
    for (sentence, mention) in [
        ("A fire in the port of Lund killed 12 sheep, the mayor said.", "the mayor"),
        ("No more than 12 men fought the fire in the Arvo sawmill in Lund, its owner said.", "its owner"),
        (
            "Of the crew of the freighter Saint Osk, which sank on Monday, 12 are missing, the seamen's union said.",
            "the seamen's union",
        ),
        (
            "Some 12 miners are trapped in the Santa Lena tunnel, the mining company said. It has a list.",
            "the mining company",
        ),
        (
            "The harbour fined the line 12,000 euros over a fire on the ferry Mirabel, the company said.",
            "the company",
        ),
        ("The barge was drifting 12 miles off Cape Orle, the coast guard said.", "the coast guard"),
        ("Smith Danilo Roque was struck by 12 stones, the family's doctor said.", "the family's doctor"),
        (
            "The Villa Serena was sold for 12 million euros, according to the buyer's bank.",
            "the buyer's bank",
        ),
    ] {
        let found = claim(&format!("News of the day\n\n{sentence}"), "12");
        let named = found.speaker.name.clone().unwrap_or_default();
        assert_eq!(self::mention(&found), mention, "{sentence}");
        assert!(named.is_empty() || mention.contains(&named), "{sentence}: {named}");
    }
    let taken_up = "News of the day\n\nPremiums will rise, according to Lars Brandt of the broker Havn & Co. “Nobody insures 12 \
                    mines,” the analyst said.";
    assert_eq!(name(&claim(taken_up, "12 mines")), "Lars Brandt");
    let union =
        "News of the day\n\nNorthpine Timber is closing a mill. It will lay off 120 workers, its union said.";
    assert_ne!(name(&claim(union, "120 workers")), "Northpine Timber");
    let whole = claim("News of the day\n\nThe wave was 7 feet high, the Tarn warning centre said.", "7 feet");
    assert_eq!(name(&whole), "Tarn warning centre");
}

#[test]
fn what_a_content_tells_of_is_no_deed_of_its_cue() {
    let vote = claim("A law\n\nEleven deputies voted to keep the law, spokeswoman Ida Moen said.", "Eleven");
    assert_eq!(name(&vote), "Ida Moen");
    for (sentence, least) in [
        ("The plant dismissed 340 workers on Friday, manager Lena Orre said.", "340 workers"),
        ("Some 610 workers at the plant were dismissed by the company, the union said.", "610 workers"),
        ("The school admitted 4,300 pupils this autumn, head Lena Orre said.", "4,300 pupils"),
    ] {
        let found = claims(&format!("News of the day\n\n{sentence}"));
        assert!(found.iter().all(|claim| claim.stance == Stance::Asserts), "{sentence} {found:#?}");
        assert!(found.iter().any(|claim| claim.content.text.contains(least)), "{sentence}");
    }
}

#[test]
fn a_figure_that_somebody_puts_is_whole() {
    let toll = claim(
        "A slide\n\nThe ministry now puts the toll of Sunday's slide in Brava at 23. It rained on.",
        "23",
    );
    assert_eq!((name(&toll), toll.quantities.len()), ("ministry", 1));
    let late = "A slide\n\nCivil defence now puts the death toll of Sunday's landslide in Ouro Belo at 23. It rained on.";
    assert_eq!(claim(late, "23").quantities.len(), 1);
    let money =
        claim("A gap\n\nThe central bank put Borvia's deficit at six billion crowns in May.", "six billion");
    assert_eq!(name(&money), "central bank");
}

#[test]
fn a_content_does_not_end_in_a_preposition() {
    let text = "State on leak\n\nNorth Tarn's environment department said 2,900 barrels of oil leaked at Pike Creek on \
                Monday. Farmers had raised the alarm.";
    assert!(claim(text, "2,900 barrels").content.text.ends_with("Creek on Monday"));
}

#[test]
fn a_subject_that_a_verb_follows_is_not_who_says_it() {
    let text =
        "Knives\n\nNorthfield saw 30 attacks in May, said the group Put It Down. It will march on Monday.";
    let found = claim(text, "30 attacks");
    assert!(found.content.text.starts_with("Northfield saw"), "{found:#?}");
    assert_eq!(mention(&found), "the group Put It Down");
}

#[test]
fn whom_somebody_accuses_is_somebody_else() {
    let text = "Flood defences cut\n\nEnvironment Secretary Lord Amery said the walls had held. Greenlane accused him of sleeping. \
                It said that 40 pumps had failed.";
    assert_eq!(name(&claim(text, "40 pumps")), "Greenlane");
}

#[test]
fn a_part_of_a_headline_that_names_no_speaker_is_none() {
    let text = "LIVE: Storm Agnes batters the west\n\nForecaster Gwen Parry said that gusts of 90 miles an hour were possible.";
    assert!(claims(text).iter().all(|claim| !claim.content.text.contains("batters")));
}

#[test]
fn words_in_capitals_at_the_start_are_words() {
    let text = "Fees rise\n\nSHOPKEEPERS in Wexmoor said that 12 shops would close.";
    let said = claim(text, "12 shops");
    assert_eq!((name(&said), said.speaker.kind), ("-", SpeakerKind::Group));
}

#[test]
fn an_office_with_a_complement_stands_before_its_holder() {
    let text = "Dam report\n\nCounsel to the inquiry Odile Marsh said that 9 letters were lost. A lawyer for the actor Jo Park \
                said that he had 2 homes.\n\nHead of the Tarvo region Anna Brandt said that 12 pumps had failed.";
    assert_eq!(name(&claim(text, "9 letters")), "Odile Marsh");
    assert_eq!(name(&claim(text, "2 homes")), "-");
    assert_eq!(name(&claim(text, "12 pumps")), "Anna Brandt");
}

#[test]
fn an_office_that_speaks_is_that_of_its_holder() {
    let text = "Pool to shut\n\nThe mayor’s office said that 40 lockers would go. Ald. Teresa Voss said that 300 swimmers \
                had written to her.\n\nLady Farrow said that the pool had 2 leaks.";
    assert_eq!(name(&claim(text, "40 lockers")), "mayor’s office");
    assert_eq!(name(&claim(text, "300 swimmers")), "Teresa Voss");
    assert_eq!(name(&claim(text, "2 leaks")), "Lady Farrow");
}

#[test]
fn a_client_is_whose_lawyer_speaks() {
    let text = "Officer cleared\n\nOfficer Ryan Cole was acquitted on Friday. Cole’s attorney, Jim Brandt, said the verdict was \
                just. He said that his client hoped to return to work.";
    assert_eq!(name(&claim(text, "to return to work")), "Ryan Cole");
}

#[test]
fn a_couple_shares_its_last_name() {
    let text = "Builder jailed\n\nHelen and Paul Carver lost 62,000 crowns. “We cooked on a stove for 9 months,” Mrs Carver \
                said. Mr Carver said that 4 walls had fallen.";
    assert_eq!(name(&claim(text, "9 months")), "Helen Carver");
    assert_eq!(name(&claim(text, "4 walls")), "Paul Carver");
}

#[test]
fn bodies_are_told_apart_by_their_place_or_person() {
    let text = "Phones out\n\nThe Fairmont school board said that 12 schools would take part. The teachers’ union said that it \
                welcomed 3 of the rules.";
    assert_eq!(name(&claim(text, "12 schools")), "Fairmont school board");
    let text = "Camp cut off\n\nRelief Watch said that 54 people were missing. The New York-based group said that 9 had died.";
    assert_eq!(name(&claim(text, "9 had died")), "Relief Watch");
    let text = "Shares fall\n\nShares in Telmark fell after the Dutch pump maker said that 3 plants would close.\n\nIts chief, \
                Pieter Vos, wrote on LinkedIn that he was sorry. The company said that 900 jobs would go.";
    assert_eq!(name(&claim(text, "3 plants")), "Telmark");
    assert_eq!(name(&claim(text, "900 jobs")), "Telmark");
}

#[test]
fn a_description_takes_up_whoever_has_just_spoken() {
    let text = "Bids wait\n\nMaplecrest offered 6 billion crowns. Analysts at Barrow & Stone said that 2 rivals could come. The \
                brokerage said that the price was 9 crowns a share.";
    assert_eq!(name(&claim(text, "9 crowns")), "Barrow & Stone");
    let text = "Rivers foul\n\nHigh water is expected. Water UK, which speaks for the companies, said that they had spent 3 \
                billion crowns. The trade body said that 40 pipes were old.";
    assert_eq!(name(&claim(text, "3 billion")), "Water UK");
    assert_eq!(name(&claim(text, "40 pipes")), "Water UK");
    let text = "Talks stall\n\nAndriy Molenko, the president’s chief of staff, wrote that 4 banks should be punished. The \
                official said that 9 partners agreed.";
    assert_eq!(name(&claim(text, "9 partners")), "Andriy Molenko");
}

#[test]
fn a_jury_foreman_is_no_witness_of_before() {
    let text = "Death in a cell\n\nPrison officer Glyn Parr told the inquest that he was alone. He said that 90 men were \
                locked up.\n\nThe jury foreman said that 6 checks had been missed.";
    assert_eq!(name(&claim(text, "6 checks")), "-");
}

#[test]
fn whom_a_quotation_names_does_not_say_it() {
    let text = "Votes counted\n\nThe opposition’s leader, Ilona Vesk, claimed victory. Prime Minister Bohdan Arel conceded. “I \
                called Mrs Vesk at 11,” the premier said.";
    assert_eq!(name(&claim(text, "at 11")), "Bohdan Arel");
}

#[test]
fn gender_and_number_decide() {
    let text = "A verdict in Tolmar\n\nJudge Helen Marsh sentenced Peter Crane, the former mayor, on Monday.\n\n\
                She said that 14 witnesses had lied. He said he would appeal.";
    assert_eq!(name(&claim(text, "14 witnesses")), "Helen Marsh");
    assert_eq!(name(&claim(text, "would appeal")), "Peter Crane");
}

#[test]
fn no_text_and_no_words_give_no_claims() {
    for text in ["", "\n\n", "…", "“”", "\"", "'", "’s", ":", "Said", "said: “", "— “ ” —"]
    {
        assert_eq!(claims(text), [], "{text:?}");
    }
    assert!(supports("en") && supports("en-GB") && !supports("de"));
}

#[test]
fn blocks_bound_what_is_read() {
    let text = "Ann Lee said 5 ships sank.Menu";
    let article = ArticleId::of(&["test"]);
    let block = |range| Block { kind: BlockKind::Paragraph, span: Span::new(text, range).unwrap() };
    let blocks = [block(0..26)];
    let attributor = Attributor::new(Engine::Full).unwrap();
    let found = attributor.claims(&Document { blocks: &blocks, ..document(&article, text) }).unwrap();
    assert_eq!(found[0].content.text, "5 ships sank");
}

/// Texts in one paragraph that tempt into quadratic time: with it, this test would not end within minutes.
#[test]
fn time_is_linear_in_the_text() {
    const LENGTH: usize = 200_000;
    for piece in [
        "“Ann Lee said he “",
        "\"I told him: ",
        "Ann Lee, the mayor, said that she ",
        "' \" ` ",
        "said, ",
        "Aaa Bbb ",
        "a",
    ] {
        claims(&piece.repeat(LENGTH / piece.len()));
    }
}

fn texts() -> impl Strategy<Value = String> {
    let words = prop::sample::select(vec![
        "He",
        "she",
        "said",
        "told",
        "denies",
        "according",
        "to",
        "that",
        "Ann",
        "Lee",
        "President",
        "the",
        "mayor",
        "Russia",
        "’s",
        "'s",
        "“",
        "”",
        "\"",
        "'",
        "‘",
        "’",
        "«",
        "»",
        "``",
        "''",
        ",",
        ".",
        "...",
        ":",
        "—",
        "\n",
        "\n\n",
        "19,000",
        "of",
        "71",
        "drones",
        "who",
        "asked",
        "not",
        "be",
        "named",
        "U.S.",
        "\u{a0}",
        "é",
        "🙂",
        "?",
        "(",
        ")",
        "accused",
        "claim",
        "was",
        "false",
        "they",
        "Two",
        "officials",
        "found",
    ]);
    let soup = prop::collection::vec((words, prop::sample::select(vec![" ", "", "  "])), 0..120)
        .prop_map(|parts| parts.into_iter().flat_map(|(word, gap)| [word, gap]).collect::<String>());
    prop_oneof![soup, any::<String>()]
}

/// What attributions are made of: shuffled, it leads rules to the ends of sentences where they expect more.
const PARTS: &[&str] = &[
    "said",
    "told",
    "accused",
    "of",
    "that",
    "the",
    "a",
    "minister",
    "Ann",
    "Bo",
    "Kyiv",
    ",",
    ":",
    "\"",
    "“",
    "”",
    "to",
    "who",
    "asked",
    "urged",
    ".",
    "claims",
    "denied",
    "she",
    "warned",
    "court",
    "heard",
    "allegedly",
    "put",
    "figure",
    "at",
    "–",
    "quoted",
    "as",
    "saying",
    "called",
    "on",
    "not",
    "was",
    "blamed",
    "for",
    "according",
    "had",
    "\n\n",
    "?",
    "been",
    "45",
    "ministry",
    "spokesman",
    "his",
    "dismissed",
    "nonsense",
    "believes",
    "'s",
];

proptest! {
    #[test]
    fn parts_in_any_order_are_read(parts in prop::collection::vec(prop::sample::select(PARTS), 0..300)) {
        let (text, article) = (parts.join(" "), ArticleId::of(&["test"]));
        let found = Attributor::new(Engine::Fast).unwrap().claims(&document(&article, &text)).unwrap();
        prop_assert!(found.iter().all(|claim| !claim.content.text.is_empty()));
    }

    #[test]
    fn any_text_proves(text in texts()) {
        let found = claims(&text);
        let mut ids: Vec<_> = found.iter().map(|claim| claim.id.clone()).collect();
        ids.sort();
        ids.dedup();
        prop_assert_eq!(ids.len(), found.len());
        for claim in &found {
            let cue = claim.cue.iter().flat_map(|cue| &cue.spans);
            for other in cue.chain(claim.speaker.mention.as_ref().map(|mention| &mention.span)) {
                let apart = |span: &Span| span.end() <= other.start() || other.end() <= span.start();
                prop_assert!(claim.content.spans.iter().all(apart), "{claim:?}");
            }
            prop_assert!((0.0..=1.0).contains(&claim.confidence));
            prop_assert!(claim.inside.is_none() || found.iter().any(|outer| Some(&outer.id) == claim.inside.as_ref()));
        }
        prop_assert_eq!(&claims(&text), &found);
        let article = Article {
            id: ArticleId::of(&["test"]),
            source: Source::default(),
            text,
            blocks: Vec::new(),
            claims: found,
            sketch: Vec::new(),
        };
        prop_assert_eq!(article.prove(), Ok(()));
    }
}
