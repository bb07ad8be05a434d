//! Numbers, currencies and units of every shape, also where nothing stands around them.

use crate::check_quantities as check;

#[test]
fn fractions() {
    check("two thirds", &["two thirds = 0.6667 ratio"]);
    check("a fifth", &["a fifth = 0.2 ratio"]);
    check("They finished second and a fifth.", &[]);
    check("The trip takes three and a half days.", &["three and a half days = 3.5 d"]);
    check("The trip takes an hour and a half.", &[]);
    check("The trip takes one hour and a half.", &["one hour and a half = 1.5 h"]);
    check(
        "The port moved 3 million and a half crates.",
        &["3 million and a half crates = 3500000 count <crates>"],
    );
    check("A quarter of a million people came.", &["A quarter of a million people = 250000 count <people>"]);
    check(
        "It fell to two million, and two thirds of it was sold.",
        &["two million = 2000000 count down", "two thirds = 0.6667 ratio of 2000000"],
    );
    check("One fourth of the pupils left.", &["One fourth of the pupils = 0.25 ratio <pupils>"]);
    check("The fourth quarter was weak.", &[]);
    check("More than half were women.", &["More than half = over 0.5 ratio"]);
}

#[test]
fn mixed_and_spoken_numbers() {
    check(
        "Some 3 lakh 50 thousand voters queued.",
        &["Some 3 lakh 50 thousand voters = about 350000 count <voters>"],
    );
    check("The scheme costs 2 lakh crore rupees.", &["2 lakh crore rupees = 2000000000000 INR"]);
    check("The rate is nine point four percent.", &["nine point four percent = 9.4 %"]);
    check("At one point two men ran.", &["two men = 2 count <men>"]);
    check("They record in 2K and 4K.", &["2K = 2000 count", "4K = 4000 count"]);
    check("The town has 12M followers.", &["12M followers = 12000000 count <followers>"]);
    check("She won the 100M sprint.", &["100M sprint = 100 m <sprint>"]);
    check(
        "Three dozen goats and 5 dozens of hens were sold.",
        &["Three dozen goats = 36 count <goats>", "5 dozens = 60 count"],
    );
    check("The parcel weighs 1.234,5 kg.", &["1.234,5 kg = 1234.5 kg"]);
    check("The lake holds 1 234 567.5 tonnes.", &["1 234 567.5 tonnes = 1234567.5 t"]);
    check("He drank ⅚ of the milk.", &["⅚ of the milk = 0.8333 ratio <milk>"]);
}

#[test]
fn currencies() {
    check("The loan is 75 USD million.", &["75 USD million = 75000000 USD"]);
    check("Sales came to MSEK 120.", &["MSEK 120 = 120000000 SEK"]);
    check("Sales came to 3 MEUR.", &["3 MEUR = 3000000 EUR"]);
    check("A loaf costs 2 dollars 50.", &["2 dollars 50 = 2.5 USD"]);
    check("They won 2 dollars and 50 prizes.", &["2 dollars = 2 USD", "50 prizes = 50 count <prizes>"]);
    check("It cost us $1 billion.", &["$1 billion = 1000000000 USD"]);
    check("The mill costs HK$10m and NZ$ 3m.", &["HK$10m = 10000000 HKD", "NZ$ 3m = 3000000 NZD"]);
    check("Leaders meet at COP 28.", &[]);
    check("A fine of COP 4,000 was set.", &["COP 4,000 = 4000 COP"]);
    check("They spent 20 bitcoins.", &["20 bitcoins = 20 XBT"]);
    check("He owes 300 Jamaican dollars.", &["300 Jamaican dollars = 300 JMD"]);
    check("Escape Mars 2.0 sold out.", &[]);
}

#[test]
fn units_of_all_kinds() {
    check("She is 5 ft 6 in tall.", &["5 ft 6 in = 5.5 ft"]);
    check("The recipe takes 1/2 cup of oil.", &["1/2 cup of oil = 0.5 cup <oil>"]);
    check("The club won two cups.", &["two cups = 2 count <cups>"]);
    check("The screen shows 16-bit colour.", &["16-bit colour = 16 bit <colour>"]);
    check("Frost of - 20 degrees is forecast.", &["- 20 degrees = -20 °"]);
    check("The load is 20 (kg).", &["20 (kg) = 20 kg"]);
    check("Pick the one(s) you like.", &[]);
    check("The pipe is 10\" wide.", &["10\" = 10 in"]);
    check("An 87 yo patient and a man of age 54 left.", &["87 yo = 87 age", "54 = 54 age <man>"]);
}
