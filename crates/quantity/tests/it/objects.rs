//! Normal forms that linking compares, and the intervals behind the bounds.

use onrecord_model::Bound;
use onrecord_quantity::{in_base_unit, normal_object, object_kinds};

use crate::read;

#[track_caller]
fn check(object: &str, expected: &str) {
    assert_eq!(normal_object(object), expected, "{object}");
}

#[test]
fn head_in_the_singular() {
    check("Ukrainian drones and decoys", "drone");
    check("prisoners of war", "prisoner");
    check("people", "person");
    check("persons", "person");
    check("Ukrainian soldiers", "soldier");
    check("children", "child");
    check("ballistic and cruise missiles", "missile");
    check("13-year-olds", "13-year-old");
    check("Ukrainian servicemen", "serviceman");
    check("bodies of fallen soldiers", "body");
    check("cities", "city");
    check("houses", "house");
    check("losses", "loss");
    check("aircraft", "aircraft");
    check("dead", "dead");
    check("F-16s", "f-16");
    check("", "");
    check("and", "");
}

#[test]
fn every_kind_named() {
    assert_eq!(object_kinds("drones and decoys"), ["drone", "decoy"]);
    assert_eq!(object_kinds("dead or wounded soldiers"), ["soldier"]);
    assert_eq!(object_kinds("ballistic and cruise missiles"), ["missile"]);
}

#[test]
fn units_of_a_kind_share_a_base() {
    assert_eq!(in_base_unit(6.0, "km"), Some((6000.0, "m")));
    assert_eq!(in_base_unit(2.0, "h"), Some((7200.0, "s")));
    assert_eq!(in_base_unit(30.0, "%"), Some((0.3, "ratio")));
    assert_eq!(in_base_unit(0.5, "ratio"), Some((0.5, "ratio")));
    assert_eq!(in_base_unit(3.0, "km2"), Some((3_000_000.0, "m2")));
    assert_eq!(in_base_unit(5.0, "USD"), None);
    assert_eq!(in_base_unit(5.0, "count"), None);
}

#[track_caller]
fn check_interval(text: &str, bound: Bound, low: Option<f64>, high: Option<f64>) {
    let quantities = read(text).quantities;
    let intervals: Vec<_> = quantities.iter().map(|found| (found.bound, found.low, found.high)).collect();
    assert_eq!(intervals, [(bound, low, high)], "{text}");
}

#[test]
fn bounds_leave_the_other_side_open() {
    check_interval("over 19,000 children", Bound::Over, Some(19_000.0), None);
    check_interval("at least 1,200 prisoners", Bound::AtLeast, Some(1200.0), None);
    check_interval("up to 48 hours", Bound::AtMost, None, Some(48.0));
    check_interval("fewer than 20 villages", Bound::Under, None, Some(20.0));
    check_interval("about 100 people", Bound::About, Some(90.0), Some(110.0));
    check_interval("nearly 100 people", Bound::About, Some(90.0), Some(100.0));
    check_interval("45 people", Bound::Exact, Some(45.0), Some(45.0));
    check_interval("10 to 20 people", Bound::Between, Some(10.0), Some(20.0));
    check_interval("dozens of people", Bound::Between, Some(12.0), Some(99.0));
    check_interval("more than 10-20 people", Bound::Between, Some(10.0), Some(20.0));
}

#[test]
fn middle_of_a_range_is_its_value() {
    let found = read("10 to 20 people");
    assert_eq!(found.quantities.first().map(|quantity| quantity.value), Some(15.0));
}
