//! Random works in random order and batches.

use onrecord_model::{Outcome, Request, Work};
use onrecord_store::conformance::{page, told};
use proptest::{prelude::*, sample::Index};

const SPEAKERS: [&str; 3] = ["Umerov", "Їжак", "O'Neil \"Bo\""];
const WORDS: [&str; 5] = ["alpha beta", "drones\0fell", "beta gamma", "Łódź", "alpha alpha"];
const DAYS: [Option<&str>; 4] =
    [None, Some("2025-07-23"), Some("2025-07-23T21:04:00+03:00"), Some("2025-07-24T00:00:00Z")];

fn done() -> impl Strategy<Value = Work> {
    let said = prop::collection::vec((0..SPEAKERS.len(), 0..WORDS.len()), 0..4);
    (0..4_u8, 0..DAYS.len(), said).prop_map(|(url, day, said)| {
        let said: Vec<_> = said.into_iter().map(|(who, what)| (SPEAKERS[who], WORDS[what], None)).collect();
        page(&format!("https://a.test/{url}"), DAYS[day], &said)
    })
}

fn listing() -> impl Strategy<Value = Work> {
    (0..3_u8, prop::collection::vec(0..8_u8, 0..4)).prop_map(|(feed, listed)| {
        let mut work = Work::new(Request::Feed(format!("feed {feed}")));
        work.outcome = Some(Outcome::Expanded { listed: listed.len() });
        work.discovered = listed.iter().map(|url| Request::Url(format!("https://a.test/{url}"))).collect();
        work
    })
}

/// Works, no two of one job: the scheduler hands out each request once.
fn works() -> impl Strategy<Value = Vec<Work>> {
    prop::collection::vec(prop_oneof![3 => done(), 1 => listing()], 1..10).prop_map(|mut works| {
        works.sort_by_key(|work| work.request.id());
        works.dedup_by_key(|work| work.request.id());
        works
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn one_record_from_any_order(
        (works, shuffled) in works().prop_flat_map(|works| (Just(works.clone()), Just(works).prop_shuffle())),
        sizes in (1..10_usize, 1..10_usize),
        again in prop::collection::vec(any::<Index>(), 0..3),
    ) {
        let mut with_repeats = shuffled.clone();
        with_repeats.extend(again.iter().map(|which| which.get(&shuffled).clone()));
        let once = told(crate::in_memory::fresh, &works, sizes.0).unwrap();
        let other = told(crate::in_memory::fresh, &with_repeats, sizes.1).unwrap();
        prop_assert_eq!(once, other);
    }
}
