//! Units that measure the same, and how one is told in the other.

use onrecord_model::Quantity;

/// Unit, the unit it is told in, and factor and offset that lead there.
const UNITS: &[(&str, &str, f64, f64)] = &[
    ("mm", "m", 0.001, 0.0),
    ("cm", "m", 0.01, 0.0),
    ("km", "m", 1000.0, 0.0),
    ("mi", "m", 1609.344, 0.0),
    ("ft", "m", 0.3048, 0.0),
    ("yd", "m", 0.9144, 0.0),
    ("in", "m", 0.0254, 0.0),
    ("g", "t", 0.000_001, 0.0),
    ("kg", "t", 0.001, 0.0),
    ("lb", "t", 0.000_453_592_37, 0.0),
    ("acre", "ha", 0.404_686, 0.0),
    ("km2", "ha", 100.0, 0.0),
    ("mph", "km/h", 1.609_344, 0.0),
    ("ratio", "%", 100.0, 0.0),
    ("s", "min", 1.0 / 60.0, 0.0),
    ("h", "min", 60.0, 0.0),
    ("d", "min", 1440.0, 0.0),
    ("°F", "°C", 5.0 / 9.0, -160.0 / 9.0),
];

/// The unit in which figures of `unit` can be laid beside others: miles and kilometres in metres.
pub(crate) fn dimension(unit: &str) -> &str {
    UNITS.iter().find(|(name, ..)| *name == unit).map_or(unit, |(_, base, ..)| base)
}

/// Factor and offset that lead from `unit` to its [`dimension`].
fn scale(unit: &str) -> (f64, f64) {
    UNITS
        .iter()
        .find(|(name, ..)| *name == unit)
        .map_or((1.0, 0.0), |(_, _, factor, offset)| (*factor, *offset))
}

/// The figure in the unit of its dimension. What was told in another unit may have been rounded there: half a unit (of a
/// share, a hundredth: "a third" is 33 %) is let to both sides.
pub(crate) fn in_base(quantity: &Quantity) -> Quantity {
    let (factor, offset) = scale(&quantity.unit);
    let lead = |value: f64| value * factor + offset;
    let mut told = quantity.clone();
    told.value = lead(quantity.value);
    let slack = if quantity.unit == "ratio" { 0.01 } else { 0.5 };
    told.low = quantity.low.map(|low| lead(low - slack));
    told.high = quantity.high.map(|high| lead(high + slack));
    dimension(&quantity.unit).clone_into(&mut told.unit);
    told
}
