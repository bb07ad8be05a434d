//! Times, told as `text = from .. to`, with `?` where a side is open or can't be told.

use jiff::civil::{Date, date};
use onrecord_model::{Span, TimeRef};
use onrecord_quantity::find;

use crate::{PUBLISHED, read};

#[track_caller]
fn check(text: &str, expected: &[&str]) {
    let found: Vec<String> = read(text).times.iter().map(tell).collect();
    assert_eq!(found, expected, "{text}");
}

fn tell(time: &TimeRef) -> String {
    let day = |day: Option<Date>| day.map_or_else(|| "?".to_owned(), |day| day.to_string());
    format!("{} = {} .. {}", time.text, day(time.from), day(time.to))
}

#[test]
fn nights_and_totals() {
    for night in [
        "the night of 21 July to 22 July",
        "the night of Monday to Tuesday",
        "the night from 21 to 22 July",
        "the night from July 21 to July 22",
        "the night from Monday into Tuesday",
        "the night between Monday and Tuesday",
        "overnight from Monday to Tuesday",
        "overnight Monday into Tuesday",
        "overnight on July 21-22",
    ] {
        check(&format!("Drones came in {night}."), &[&format!("{night} = 2025-07-21 .. 2025-07-22")]);
    }
    check("They lost 30 men over the past day.", &["the past day = 2025-07-22 .. 2025-07-23"]);
    check("They met on the last day of the talks.", &[]);
    check("They lost 30 men by 20 July.", &["by 20 July = ? .. 2025-07-20"]);
    check("They will lose 30 men by 20 July.", &["by 20 July = ? .. 2026-07-20"]);
    check(
        "They lost 30 men since the full-scale invasion began on February 24, 2022.",
        &["since the full-scale invasion began on February 24, 2022 = 2022-02-24 .. ?"],
    );
    check("They lost 30 men since the invasion of Ukraine.", &["since the invasion of Ukraine = ? .. ?"]);
}

#[test]
fn resolved_against_the_day_of_publication() {
    check("It was on 23 July 2025.", &["23 July 2025 = 2025-07-23 .. 2025-07-23"]);
    check("The talks of July 23, 2025 failed.", &["July 23, 2025 = 2025-07-23 .. 2025-07-23"]);
    check("They met on July 23.", &["July 23 = 2025-07-23 .. 2025-07-23"]);
    check("They met on 23 July.", &["23 July = 2025-07-23 .. 2025-07-23"]);
    check("They met on the 23rd of July.", &["23rd of July = 2025-07-23 .. 2025-07-23"]);
    check("The file is dated 2025-07-23.", &["2025-07-23 = 2025-07-23 .. 2025-07-23"]);
    check("The file is dated 23.07.2025.", &["23.07.2025 = 2025-07-23 .. 2025-07-23"]);
    check("The file is dated 23/07/2025.", &["23/07/2025 = 2025-07-23 .. 2025-07-23"]);
    check("The file is dated 03/07/2025.", &["03/07/2025 = ? .. ?"]);
    check("They spoke on Jan. 5, 2024.", &["Jan. 5, 2024 = 2024-01-05 .. 2024-01-05"]);
    check("Talks are set for 25 July.", &["25 July = 2025-07-25 .. 2025-07-25"]);
    check("He spoke on 30 December.", &["30 December = 2025-12-30 .. 2025-12-30"]);
    check("They met on Wednesday.", &["Wednesday = 2025-07-23 .. 2025-07-23"]);
    check("They met on Thursday.", &["Thursday = 2025-07-17 .. 2025-07-17"]);
    check("They will meet on Friday.", &["Friday = 2025-07-25 .. 2025-07-25"]);
    check("On Friday the talks will resume.", &["Friday = 2025-07-25 .. 2025-07-25"]);
    check("Zelensky said on Friday he will resign.", &["Friday = 2025-07-18 .. 2025-07-18"]);
    check("They met on Wednesday, 16 July.", &["Wednesday, 16 July = 2025-07-16 .. 2025-07-16"]);
    check("They meet next Monday.", &["next Monday = 2025-07-28 .. 2025-07-28"]);
    check("They met last Monday.", &["last Monday = 2025-07-21 .. 2025-07-21"]);
    check("They spoke this Friday.", &["this Friday = 2025-07-25 .. 2025-07-25"]);
    check("They fought on Tuesday night.", &["Tuesday night = 2025-07-22 .. 2025-07-22"]);
    check("He left on Monday of last week.", &["Monday of last week = 2025-07-14 .. 2025-07-14"]);
    check("He spoke earlier on Wednesday.", &["earlier on Wednesday = 2025-07-23 .. 2025-07-23"]);
    check("He spoke late on Tuesday.", &["late on Tuesday = 2025-07-22 .. 2025-07-22"]);
    check("He spoke today.", &["today = 2025-07-23 .. 2025-07-23"]);
    check("He spoke yesterday evening.", &["yesterday evening = 2025-07-22 .. 2025-07-22"]);
    check("He speaks tomorrow.", &["tomorrow = 2025-07-24 .. 2025-07-24"]);
    check("They met the day before yesterday.", &["the day before yesterday = 2025-07-21 .. 2025-07-21"]);
    check("Russia attacked overnight.", &["overnight = 2025-07-22 .. 2025-07-23"]);
    check("Russia attacked overnight into Tuesday.", &["overnight into Tuesday = 2025-07-21 .. 2025-07-22"]);
    check("The night of 22 July was loud.", &["The night of 22 July = 2025-07-22 .. 2025-07-23"]);
    check("On the night of July 21-22 drones came.", &["the night of July 21-22 = 2025-07-21 .. 2025-07-22"]);
    check("It burned last night.", &["last night = 2025-07-22 .. 2025-07-22"]);
    check("They meet tonight.", &["tonight = 2025-07-23 .. 2025-07-23"]);
    check("It rained this morning.", &["this morning = 2025-07-23 .. 2025-07-23"]);
    check("It rained last week.", &["last week = 2025-07-14 .. 2025-07-20"]);
    check("They meet next week.", &["next week = 2025-07-28 .. 2025-08-03"]);
    check("It is hot this month.", &["this month = 2025-07-01 .. 2025-07-31"]);
    check("It was cold last year.", &["last year = 2024-01-01 .. 2024-12-31"]);
    check("They meet next month.", &["next month = 2025-08-01 .. 2025-08-31"]);
    check("It grew over the past year.", &["the past year = 2024-07-23 .. 2025-07-23"]);
    check("They lost 30 men in the past 24 hours.", &["the past 24 hours = 2025-07-22 .. 2025-07-23"]);
    check("It fell in the first half of June.", &["the first half of June = 2025-06-01 .. 2025-06-15"]);
    check("It fell in the second half of June.", &["the second half of June = 2025-06-16 .. 2025-06-30"]);
    check("It fell in the last two weeks.", &["the last two weeks = 2025-07-09 .. 2025-07-23"]);
    check("It will open in the next three days.", &["the next three days = 2025-07-23 .. 2025-07-26"]);
    check("It changed in recent years.", &[]);
    check("It happened two days ago.", &["two days ago = 2025-07-21 .. 2025-07-21"]);
    check("It happened a week ago.", &["a week ago = 2025-07-16 .. 2025-07-16"]);
    check("It happened three months ago.", &["three months ago = 2025-04-23 .. 2025-04-23"]);
    check("It happened several days ago.", &["several days ago = ? .. ?"]);
    check("It happened in July.", &["July = 2025-07-01 .. 2025-07-31"]);
    check("It happened in November.", &["November = 2024-11-01 .. 2024-11-30"]);
    check("It happened last May.", &["last May = 2025-05-01 .. 2025-05-31"]);
    check("It will open in September.", &["September = 2025-09-01 .. 2025-09-30"]);
    check("It happened in July 2024.", &["July 2024 = 2024-07-01 .. 2024-07-31"]);
    check("It happened in 2022.", &["2022 = 2022-01-01 .. 2022-12-31"]);
    check("It happened in early July.", &["early July = 2025-07-01 .. 2025-07-10"]);
    check("It happened in mid-2023.", &["mid-2023 = 2023-05-01 .. 2023-08-31"]);
    check("It happened in late August 2024.", &["late August 2024 = 2024-08-21 .. 2024-08-31"]);
    check("They want it by the end of August.", &["by the end of August = ? .. 2025-08-31"]);
    check("They want it by the end of the year.", &["by the end of the year = ? .. 2025-12-31"]);
    check("They want it by Friday.", &["by Friday = ? .. 2025-07-25"]);
    check("They want it by 2030.", &["by 2030 = ? .. 2030-12-31"]);
    check("It ends at the end of July.", &["the end of July = 2025-07-21 .. 2025-07-31"]);
    check("It has held since February 2022.", &["since February 2022 = 2022-02-01 .. ?"]);
    check("It has held since Monday.", &["since Monday = 2025-07-21 .. ?"]);
    check("It has held since the invasion began.", &["since the invasion began = ? .. ?"]);
    check("It has held since the start of the war.", &["since the start of the war = ? .. ?"]);
    check(
        "It has held since Russia's full-scale invasion of Ukraine.",
        &["since Russia's full-scale invasion of Ukraine = ? .. ?"],
    );
    check("It holds until Sunday.", &["until Sunday = ? .. 2025-07-27"]);
    check("It holds until 1 September.", &["until 1 September = ? .. 2025-09-01"]);
    check("It began before 2014.", &["before 2014 = ? .. 2013-12-31"]);
    check("It began after 20 July.", &["after 20 July = 2025-07-21 .. ?"]);
    check("It ran from 1 July to 5 August.", &["from 1 July to 5 August = 2025-07-01 .. 2025-08-05"]);
    check("It ran from 2014 to 2022.", &["from 2014 to 2022 = 2014-01-01 .. 2022-12-31"]);
    check("It ran between March and May 2022.", &["between March and May 2022 = 2022-03-01 .. 2022-05-31"]);
    check("It ran in 2014-2022.", &["2014-2022 = 2014-01-01 .. 2022-12-31"]);
    check("It ran in 2024-25.", &["2024-25 = 2024-01-01 .. 2025-12-31"]);
    check("It ran on 22-23 July.", &["22-23 July = 2025-07-22 .. 2025-07-23"]);
    check("It was made in the 1990s.", &["the 1990s = 1990-01-01 .. 1999-12-31"]);
    check("It grew in the first quarter of 2024.", &["the first quarter of 2024 = 2024-01-01 .. 2024-03-31"]);
    check("It grew in Q1 2025.", &["Q1 2025 = 2025-01-01 .. 2025-03-31"]);
    check("It fell in the second half of 2024.", &["the second half of 2024 = 2024-07-01 .. 2024-12-31"]);
    check("It burned in summer 2023.", &["summer 2023 = 2023-06-01 .. 2023-08-31"]);
    check("It burned this summer.", &["this summer = 2025-06-01 .. 2025-08-31"]);
    check("It burned last winter.", &["last winter = 2024-12-01 .. 2025-02-28"]);
    check("As of Wednesday it held.", &["As of Wednesday = 2025-07-23 .. 2025-07-23"]);
    check("They met in May.", &["May = 2025-05-01 .. 2025-05-31"]);
    check("He may go.", &[]);
    check("Mark May spoke.", &[]);
    check("They march on.", &[]);
    check("He served five years.", &[]);
    check("They met at 10:30.", &["10:30 = 2025-07-23 .. 2025-07-23"]);
    check("The 2022 invasion changed that.", &["2022 = 2022-01-01 .. 2022-12-31"]);
    check("She won the 2024 elections.", &["2024 = 2024-01-01 .. 2024-12-31"]);
}

#[track_caller]
fn check_on(published: Date, text: &str, expected: &[&str]) {
    let within = Span::new(text, 0..text.len()).expect("a text is a span of itself");
    let found: Vec<String> = find(text, within, Some(published)).times.iter().map(tell).collect();
    assert_eq!(found, expected, "{text}");
}

/// A Tuesday.
const TUESDAY: Date = date(2025, 7, 22);

#[test]
fn night_to_a_day() {
    check("It burned in the night to Tuesday.", &["the night to Tuesday = 2025-07-21 .. 2025-07-22"]);
    check("It burned in the night into Tuesday.", &["the night into Tuesday = 2025-07-21 .. 2025-07-22"]);
    check("It burned in the night to 22 July.", &["the night to 22 July = 2025-07-21 .. 2025-07-22"]);
    check("Night to Monday was calm.", &["Night to Monday = 2025-07-20 .. 2025-07-21"]);
    check("They sang in the night to the end.", &[]);
}

#[test]
fn months_without_a_year() {
    let check = |text: &str, expected: &[&str]| check_on(TUESDAY, text, expected);
    check("They want it before the end of August.", &["before the end of August = ? .. 2025-08-31"]);
    check("They want it by the end of August.", &["by the end of August = ? .. 2025-08-31"]);
    check("They want it before August.", &["before August = ? .. 2025-07-31"]);
    check("The talks will resume in September.", &["September = 2025-09-01 .. 2025-09-30"]);
    check("In September the talks resume.", &["September = 2025-09-01 .. 2025-09-30"]);
    check("The elections in September matter.", &["September = 2025-09-01 .. 2025-09-30"]);
    check("The law signed in September holds.", &["September = 2024-09-01 .. 2024-09-30"]);
    check("He said the vote in September matters.", &["September = 2025-09-01 .. 2025-09-30"]);
    check("He said in September it held.", &["September = 2024-09-01 .. 2024-09-30"]);
    check("In November, troops entered the town.", &["November = 2024-11-01 .. 2024-11-30"]);
    check("Strikes killed 12 people in December.", &["December = 2024-12-01 .. 2024-12-31"]);
    check("The deal will be signed in October.", &["October = 2025-10-01 .. 2025-10-31"]);
    check("The figures for June are out.", &["June = 2025-06-01 .. 2025-06-30"]);
    check("The figures of June are out.", &["June = 2025-06-01 .. 2025-06-30"]);
    check(
        "The attacks in May and June are over.",
        &["May = 2025-05-01 .. 2025-05-31", "June = 2025-06-01 .. 2025-06-30"],
    );
    check(
        "They plan to rebuild what was hit in May and June.",
        &["May = 2025-05-01 .. 2025-05-31", "June = 2025-06-01 .. 2025-06-30"],
    );
    check_on(date(2025, 12, 20), "The vote in January matters.", &["January = 2026-01-01 .. 2026-01-31"]);
    // As far from both: the past one.
    check_on(date(2025, 7, 17), "The vote in January matters.", &["January = 2025-01-01 .. 2025-01-31"]);
    check_on(PUBLISHED, "The vote in July matters.", &["July = 2025-07-01 .. 2025-07-31"]);
}

#[test]
fn weekdays_by_tense() {
    let check = |text: &str, expected: &str| check_on(TUESDAY, text, &[expected]);
    check("Negotiators meet on Wednesday.", "Wednesday = 2025-07-23 .. 2025-07-23");
    check("Negotiators meet in Istanbul on Wednesday.", "Wednesday = 2025-07-23 .. 2025-07-23");
    check("The trial begins on Thursday.", "Thursday = 2025-07-24 .. 2025-07-24");
    check("The summit opens on Monday.", "Monday = 2025-07-21 .. 2025-07-21");
    check("The sides are to meet on Saturday.", "Saturday = 2025-07-26 .. 2025-07-26");
    check("Talks are due on Saturday.", "Saturday = 2025-07-26 .. 2025-07-26");
    check("Negotiators met on Wednesday.", "Wednesday = 2025-07-16 .. 2025-07-16");
    check("They did not meet on Wednesday.", "Wednesday = 2025-07-16 .. 2025-07-16");
    check("Talks start soon, he said on Wednesday.", "Wednesday = 2025-07-16 .. 2025-07-16");
    check("He says on Wednesday they met.", "Wednesday = 2025-07-16 .. 2025-07-16");
    check("The start on Wednesday failed.", "Wednesday = 2025-07-16 .. 2025-07-16");
}

#[test]
fn parts_of_a_month() {
    let check = |text: &str, expected: &str| check_on(TUESDAY, text, &[expected]);
    check("It fell in the first week of July.", "the first week of July = 2025-07-01 .. 2025-07-07");
    check("It fell in the second week of July.", "the second week of July = 2025-07-08 .. 2025-07-14");
    check("It fell in the third week of July.", "the third week of July = 2025-07-15 .. 2025-07-21");
    check("It fell in the last week of July.", "the last week of July = 2025-07-25 .. 2025-07-31");
    check("It fell in the last week of June 2024.", "the last week of June 2024 = 2024-06-24 .. 2024-06-30");
    check("It fell in the last week.", "the last week = 2025-07-14 .. 2025-07-20");
    check("It fell in early July.", "early July = 2025-07-01 .. 2025-07-10");
    check("It fell in mid-July.", "mid-July = 2025-07-11 .. 2025-07-20");
    check("It fell in mid July.", "mid July = 2025-07-11 .. 2025-07-20");
    check("It fell in late July.", "late July = 2025-07-21 .. 2025-07-31");
    check("It fell in late February 2025.", "late February 2025 = 2025-02-21 .. 2025-02-28");
}

#[test]
fn dates_in_words_and_figures() {
    check("It opened on the fourth of July 1995.", &["fourth of July 1995 = 1995-07-04 .. 1995-07-04"]);
    check("It opened on July the 4th, 1995.", &["July the 4th, 1995 = 1995-07-04 .. 1995-07-04"]);
    check("It opened on 4 July in 1995.", &["4 July in 1995 = 1995-07-04 .. 1995-07-04"]);
    check("In March second-placed Leeds lost.", &["March = 2025-03-01 .. 2025-03-31"]);
    check("The file is dated 05-Aug-2016.", &["05-Aug-2016 = 2016-08-05 .. 2016-08-05"]);
    check("The file is dated 2016/Aug/05.", &["2016/Aug/05 = 2016-08-05 .. 2016-08-05"]);
    check("They met on 22/04.", &["22/04 = 2025-04-22 .. 2025-04-22"]);
    check("They work 24/7.", &[]);
    check("Sales rose in 03/2021.", &["03/2021 = 2021-03-01 .. 2021-03-31"]);
    check("Sales rose in 2017-Q1.", &["2017-Q1 = 2017-01-01 .. 2017-03-31"]);
    check("Sales rose in Q3-2019.", &["Q3-2019 = 2019-07-01 .. 2019-09-30"]);
    check("The crash of 2008-9 hurt.", &["2008-9 = 2008-01-01 .. 2009-12-31"]);
    check("They met on Tuesday the 15th.", &["Tuesday the 15th = 2025-07-15 .. 2025-07-15"]);
    check("It is due on the 15th of next month.", &["15th of next month = 2025-08-15 .. 2025-08-15"]);
    check(
        "he left on 14 nov and came back in april.",
        &["14 nov = 2025-11-14 .. 2025-11-14", "april = 2025-04-01 .. 2025-04-30"],
    );
}

#[test]
fn stretches_of_two_dates() {
    check("It ran 2014 to 2018.", &["2014 to 2018 = 2014-01-01 .. 2018-12-31"]);
    check("It ran 28 February to 1 March 2024.", &["28 February to 1 March 2024 = 2024-02-28 .. 2024-03-01"]);
    check("It ran Nov-Feb 2017.", &["Nov-Feb 2017 = 2016-11-01 .. 2017-02-28"]);
    check("It ran from May to October 2020.", &["from May to October 2020 = 2020-05-01 .. 2020-10-31"]);
    check("It will run between now and 1 August.", &["between now and 1 August = 2025-07-23 .. 2025-08-01"]);
    check(
        "They pushed the vote in May to June.",
        &["May = 2025-05-01 .. 2025-05-31", "June = 2025-06-01 .. 2025-06-30"],
    );
    check(
        "It will run from next Monday to Friday.",
        &["from next Monday to Friday = 2025-07-28 .. 2025-08-01"],
    );
    check("It will run from 2027 onwards.", &["from 2027 onwards = 2027-01-01 .. ?"]);
    check("It will open in 2027 or later.", &["2027 or later = 2027-01-01 .. ?"]);
    check("Trams will stop starting Monday.", &["starting Monday = 2025-07-28 .. ?"]);
}

#[test]
fn periods_told_by_name() {
    check("The church dates from the 12th century.", &["the 12th century = 1100-01-01 .. 1199-12-31"]);
    check("He works for 21st Century Fox.", &[]);
    check("It was built in the early 20th century.", &["early 20th century = 1900-01-01 .. 1933-12-31"]);
    check("It was a hit in the nineties.", &["the nineties = 1990-01-01 .. 1999-12-31"]);
    check("It was a hit in the 1970's.", &["the 1970's = 1970-01-01 .. 1979-12-31"]);
    check("They met in the week of 10 July.", &["the week of 10 July = 2025-07-07 .. 2025-07-13"]);
    check("Claims fell in the week ended 12 July.", &["the week ended 12 July = 2025-07-06 .. 2025-07-12"]);
    check("Shares are up in the year to date.", &["the year to date = 2025-01-01 .. 2025-07-23"]);
    check("Sales fell in the past two quarters.", &["the past two quarters = 2025-01-01 .. 2025-06-30"]);
    check("It fell a fortnight ago.", &["a fortnight ago = 2025-07-09 .. 2025-07-09"]);
    check(
        "It closed two weeks and three days ago.",
        &["two weeks and three days ago = 2025-07-06 .. 2025-07-06"],
    );
    check("The truce will last two weeks.", &[]);
    check("It resembles last week.", &["last week = 2025-07-14 .. 2025-07-20"]);
    check("The weekend's floods reached 85 homes.", &["The weekend = 2025-07-19 .. 2025-07-20"]);
    check("The weekend was wet.", &[]);
    check("They meet two weeks from now.", &["two weeks from now = 2025-08-06 .. 2025-08-06"]);
}

#[test]
fn holidays() {
    check("They met on Memorial Day.", &["Memorial Day = 2025-05-26 .. 2025-05-26"]);
    check("Shops open on Black Friday 2010.", &["Black Friday 2010 = 2010-11-26 .. 2010-11-26"]);
    check("It was a Black Friday for them.", &[]);
    check("It opened over Labor Day weekend 2021.", &["Labor Day weekend 2021 = 2021-09-04 .. 2021-09-06"]);
    check("He left before last Easter.", &["before last Easter = ? .. 2025-04-19"]);
}

/// Nearest to the day of publication, unless two days are about as near.
#[test]
fn days_without_a_year() {
    check("The law passed on 14 January will take effect.", &["14 January = 2025-01-14 .. 2025-01-14"]);
    check("On 14 January the strike had begun.", &["14 January = 2025-01-14 .. 2025-01-14"]);
    check(
        "On 3 March ministers signed a treaty that will bind 12 states.",
        &["3 March = 2025-03-03 .. 2025-03-03"],
    );
    check("On 3 March the court will rule.", &["3 March = 2026-03-03 .. 2026-03-03"]);
    check("By Monday, the ritual had begun.", &["By Monday = ? .. 2025-07-21"]);
}

#[test]
fn a_stretch_told_backwards_is_turned_round() {
    check("It peaked between 2014 and 2009.", &["between 2014 and 2009 = 2009-01-01 .. 2014-12-31"]);
}
