//! Numbers as the pages on business, sport, technology, cars and science print them.

use crate::{check_quantities as check, read};

#[test]
fn pence_and_cents_are_parts_of_money() {
    check(
        "The stock slid 1.9 per cent to 87.35p while sterling climbed to $1.31.",
        &["1.9 per cent = 1.9 % down", "87.35p = 0.8735 GBP down", "$1.31 = 1.31 USD up"],
    );
    check("It pays 35 US cents a share.", &["35 US cents a share = 0.35 USD/share"]);
    check("Coffee rose 4 euro cents.", &["4 euro cents = 0.04 EUR up"]);
    check(
        "Soybeans fell 7-3/4 cents to $11.02-1/4 a bushel.",
        &["7-3/4 cents = 0.0775 USD down", "$11.02-1/4 a bushel = 11.0225 USD/bushel down"],
    );
}

#[test]
fn units_stand_right_behind_digits() {
    check("The hatch has 210PS and 320Nm.", &["210PS = 210 PS", "320Nm = 320 Nm"]);
    check(
        "The wagon makes 190 hp and 280 lb-ft of torque.",
        &["190 hp = 190 hp", "280 lb-ft of torque = 280 lbf.ft <torque>"],
    );
    check("It burned 6.4 l/100km and emits 141 g/km.", &["6.4 l/100km = 6.4 l/100km", "141 g/km = 141 g/km"]);
    check("A 12MP lens sits over a 14in panel.", &["12MP lens = 12 MP <lens>", "14in panel = 14 in <panel>"]);
    check("The lock weighs 17st 4lb.", &["17st 4lb = 242 lb"]);
    check("The chip has 5nm lines and draws 2.1 volts.", &["5nm = 5 nm", "2.1 volts = 2.1 V"]);
    check("Tyres need 2.2 bar.", &["2.2 bar = 2.2 bar"]);
    check("The plot covers 40m2.", &["40m2 = 40 m2"]);
}

#[test]
fn one_measure_in_several_units_is_told_in_one() {
    check("The flight took 3 hours 20 minutes 15 seconds.", &["3 hours 20 minutes 15 seconds = 12015 s"]);
    check("The 6-foot-8 centre scored.", &["6-foot-8 centre = 6.6667 ft <centre>"]);
}

#[test]
fn results_of_races_and_matches() {
    check("Bekele won in 2:03:41.", &["2:03:41 = 7421 s"]);
    check("Her 1:57.3 was a record.", &["1:57.3 = 117.3 s"]);
    check("Trains leave at 10:30.", &[]);
    check("Osei won 4-6, 6-3, 7-5.", &["4-6 = 4 score of 6", "6-3 = 6 score of 3", "7-5 = 7 score of 5"]);
    check("Noor took three for 28.", &["three for 28 = 3 score of 28"]);
    check("He hit 7-of-11 from the floor.", &["7-of-11 = 7 count of 11"]);
    check("The ratio is 9.5:1.", &["9.5:1 = 9.5 ratio"]);
    check("She won the 400m hurdles.", &["400m hurdles = 400 m <hurdles>"]);
}

#[test]
fn units_that_are_not_said_again() {
    check("Tyres need 2.2 bar in front and 2.5 behind.", &["2.2 bar = 2.2 bar", "2.5 = 2.5 bar"]);
    check("The radio lasts 20 hours, or 31 with the case.", &["20 hours = 20 h", "31 = 31 h"]);
    check("The sheet measures 210 by 297 mm.", &["210 = 210 mm", "297 mm = 297 mm"]);
}

#[test]
fn names_with_numbers() {
    check("A Boeing 737-800 landed.", &[]);
    check("Staff left 10 Downing Street at noon.", &[]);
    check("It records 4K video.", &[]);
    check("The deal hurt 12 Wall Street banks.", &["12 Wall Street banks = 12 count <Wall Street banks>"]);
}

#[test]
fn bounds_of_genres() {
    check("The van costs from £21,500.", &["from £21,500 = at_least 21500 GBP"]);
    check("It did 51mpg over 300 miles.", &["51mpg = 51 mpg", "300 miles = 300 mi"]);
    check("Most die before the age of 40.", &["before the age of 40 = under 40 age"]);
}

#[test]
fn stretches_that_place_something_are_times() {
    let told = |text: &str| {
        let found = read(text);
        assert!(found.quantities.is_empty(), "{text}");
        let days = |time: &onrecord_model::TimeRef| {
            let day = |day: Option<jiff::civil::Date>| day.map(|day| day.to_string()).unwrap_or_default();
            format!("{} {}..{}", time.text, day(time.from), day(time.to))
        };
        found.times.iter().map(days).collect::<Vec<_>>()
    };
    assert_eq!(
        told("Sales fell in the first three months of 2025."),
        ["the first three months of 2025 2025-01-01..2025-03-31"]
    );
    assert_eq!(
        told("Sales fell in the 12 weeks to 1 June."),
        ["the 12 weeks to 1 June 2025-03-10..2025-06-01"]
    );
    assert_eq!(told("Rents rose in the year to April."), ["the year to April 2024-05-01..2025-04-30"]);
    assert_eq!(told("It fell in the first 10 days of the war."), ["the first 10 days of the war .."]);
    assert_eq!(
        told("Output fell in May from the previous month."),
        ["May 2025-05-01..2025-05-31", "the previous month 2025-04-01..2025-04-30"]
    );
}

#[test]
fn a_verb_behind_an_apposition() {
    let found = read("Some 300,000 to 400,000 people, mostly women, fled.").quantities;
    assert_eq!(found.iter().map(|one| one.predicate.as_deref()).collect::<Vec<_>>(), [Some("flee")]);
}

#[test]
fn movements_told_in_other_ways() {
    check("Sales rose 4% in June and 12% from a year earlier.", &["4% = 4 % up", "12% = 12 % up"]);
    check("Joblessness edged up to 4.3%.", &["4.3% = 4.3 % up"]);
    check("A 10% pay rise was agreed.", &["10% = 10 % up"]);
    check("Milk is 5p cheaper than a month ago.", &["5p = 0.05 GBP down"]);
    check(
        "Diesel was 139p a litre, 2p up on the week.",
        &["139p a litre = 1.39 GBP/l up", "2p = 0.02 GBP up"],
    );
    check(
        "Nine clubs folded, three times as many as in 2020.",
        &["Nine clubs = 9 count <clubs>", "three times = 3 ratio up"],
    );
    check("Three times as many as expected came.", &["Three times = 3 ratio"]);
}
