//! What a quantity says besides its number: precision, and the verb that it hangs on.

use onrecord_model::Span;
use onrecord_quantity::find;

use crate::read;

#[track_caller]
fn check_precision(text: &str, expected: Option<f64>) {
    let found = read(text);
    assert_eq!(found.quantities.first().and_then(|one| one.precision), expected, "{text}");
}

#[test]
fn precision_as_written() {
    check_precision("They took 19,000 children.", Some(500.0));
    check_precision("It weighs 4.7 tonnes.", Some(0.05));
    check_precision("Some 1.2 million people fled.", Some(50_000.0));
    check_precision("It lost 5 million users.", Some(500_000.0));
    check_precision("They counted 13,883 dead.", None);
    check_precision("They lost 45 tanks.", None);
    check_precision("It is 45 km away.", Some(0.5));
    check_precision("It grew by 3.10%.", Some(0.005));
    check_precision("Dozens of people fled.", None);
    check_precision("A third of voters agreed.", None);
}

#[track_caller]
fn check_predicates(text: &str, expected: &[Option<&str>]) {
    let found = read(text);
    let found: Vec<_> = found.quantities.iter().map(|one| one.predicate.as_deref()).collect();
    assert_eq!(found, expected, "{text}");
}

#[test]
fn verbs_that_numbers_hang_on() {
    check_predicates("The blast killed five people.", &[Some("kill")]);
    check_predicates("Five people were killed.", &[Some("kill")]);
    check_predicates("Five people have been killed in the blast.", &[Some("kill")]);
    check_predicates("Five people fled.", &[Some("flee")]);
    check_predicates("Five people attacked the town.", &[None]);
    check_predicates("Five people are ill.", &[None]);
    check_predicates("Crews shot down 45 drones.", &[Some("shoot down")]);
    check_predicates("It hit 12 tanks and three guns.", &[Some("hit"), Some("hit")]);
    check_predicates("Some 40 of the 60 men were laid off.", &[Some("lay off")]);
    check_predicates("He was found among 17 people killed there.", &[Some("kill")]);
    check_predicates("Nine miners are still missing.", &[Some("miss")]);
    check_predicates("He lived there for six years.", &[None]);
    check_predicates("The roof cost the parish 900 euros.", &[Some("cost")]);
    check_predicates("Five of the seven rockets fired at the port fell in the sea.", &[Some("fall")]);
}

#[test]
fn verb_of_the_whole() {
    let found = read("It reported downing 45 of 71 drones launched overnight.");
    let one = &found.quantities[0];
    assert_eq!(one.predicate.as_deref(), Some("down"));
    assert_eq!(one.of.as_ref().and_then(|whole| whole.predicate.as_deref()), Some("launch"));
}

#[test]
fn numerals_too_long_are_said_to_be() {
    let text = "The bank wrote 99999999999999999999 and 45 letters.";
    let found = read(text);
    assert_eq!(found.quantities.len(), 1);
    let words: Vec<_> = found.overflows.iter().map(|span| span.slice(text)).collect();
    assert_eq!(words, [Some("99999999999999999999")]);
}

#[test]
fn wholes_before_the_stretch() {
    let text = "Rebels fired 30 rockets on Monday. The army said it had shot down 12 of them.";
    let told = "it had shot down 12 of them";
    let start = text.find(told).expect("the text holds it");
    let within = Span::new(text, start..start + told.len()).expect("letters of one byte");
    let found = find(text, within, None);
    let part = found.quantities.first().expect("12");
    let whole = part.of.as_ref().expect("of the rockets");
    assert_eq!((found.quantities.len(), part.value, whole.value), (1, 12.0, 30.0));
    assert_eq!((part.object.as_deref(), whole.object.as_deref()), (Some("rockets"), Some("rockets")));
}
