//! How days, speakers and figures are put into sentences.

use jiff::civil::Date;

use crate::slot::Statement;

/// "22–23 July 2025", "22 July 2025", "since 24 February 2022".
pub(crate) fn days(from: Option<Date>, to: Option<Date>) -> String {
    match (from, to) {
        (Some(from), Some(to)) if from == to => day(from),
        (Some(from), Some(to)) if (from.year(), from.month()) == (to.year(), to.month()) => {
            format!("{}–{}", from.day(), day(to))
        }
        (Some(from), Some(to)) => format!("{} to {}", day(from), day(to)),
        (Some(from), None) => format!("since {}", day(from)),
        (None, Some(to)) => format!("until {}", day(to)),
        (None, None) => "on a day not told".to_owned(),
    }
}

fn day(date: Date) -> String {
    date.strftime("%-d %B %Y").to_string()
}

/// A state, or that none is told.
pub(crate) fn state(name: Option<&str>) -> String {
    name.unwrap_or("not told").to_owned()
}

/// Who says it: the speaker, else the outlet in its own words.
pub(crate) fn voice(statement: &Statement) -> String {
    let claim = &statement.claim;
    claim.speaker.as_deref().map_or_else(|| format!("{} in its own words", outlet(statement)), str::to_owned)
}

/// The outlet, else the address.
pub(crate) fn outlet(statement: &Statement) -> String {
    let page = &statement.claim.page;
    page.outlet.as_ref().unwrap_or(&page.url).clone()
}

/// The figure as written, else the content.
pub(crate) fn figure(statement: &Statement) -> String {
    let claim = &statement.claim;
    format!("“{}”", claim.quantity.as_ref().map_or(&*claim.content, |quantity| quantity.text.as_str()))
}

/// "“45 drones” (Ukrainian Air Force, Northgate Ledger, 23 July 2025)".
pub(crate) fn cited(statement: &Statement) -> String {
    let when = statement.as_of.map(|date| format!(", {}", day(date))).unwrap_or_default();
    let outlet = outlet(statement);
    match &statement.claim.speaker {
        Some(speaker) => format!("{} ({speaker}, {outlet}{when})", figure(statement)),
        None => format!("{} ({outlet}{when})", figure(statement)),
    }
}
