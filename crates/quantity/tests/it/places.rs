//! Places, told as `text = name country`, with `?` where it is not known.

use onrecord_model::Place;

use crate::read;

#[track_caller]
fn check(text: &str, expected: &[&str]) {
    let found: Vec<String> = read(text).places.iter().map(tell).collect();
    assert_eq!(found, expected, "{text}");
}

fn tell(place: &Place) -> String {
    let known = |part: &Option<String>| part.clone().unwrap_or_else(|| "?".to_owned());
    format!("{} = {} {}", place.text, known(&place.name), known(&place.country))
}

#[test]
fn places_and_what_only_looks_like_one() {
    check("Russia attacked Kharkiv region.", &["Kharkiv region = Kharkiv region UA"]);
    check("Fighting goes on in eastern Ukraine.", &["eastern Ukraine = Ukraine UA"]);
    check("Talks were held in Istanbul.", &["Istanbul = Istanbul TR"]);
    check("Ukraine said it would not.", &[]);
    check("Russia and Ukraine met in Turkey.", &["Turkey = Turkey TR"]);
    check("He flew to Brussels.", &["Brussels = Brussels BE"]);
    check("The village of Novopavlivka was taken.", &["village of Novopavlivka = Novopavlivka UA"]);
    check("A strike on the city of Kharkiv killed two.", &["city of Kharkiv = Kharkiv UA"]);
    check("Shells fell near Chasiv Yar.", &["Chasiv Yar = Chasiv Yar UA"]);
    check(
        "Drones hit the Donetsk and Luhansk oblasts.",
        &["Donetsk = Donetsk UA", "Luhansk oblasts = Luhansk oblast UA"],
    );
    check(
        "Sumy, Kharkiv and Dnipropetrovsk regions were hit.",
        &["Sumy = Sumy UA", "Kharkiv = Kharkiv UA", "Dnipropetrovsk regions = Dnipropetrovsk region UA"],
    );
    check("It happened in Kyiv, Ukraine.", &["Kyiv = Kyiv UA", "Ukraine = Ukraine UA"]);
    check("He lives in the United States.", &["United States = United States US"]);
    check("They met in New York City.", &["New York City = New York City US"]);
    check("Forces gathered near Malaya Tokmachka.", &["Malaya Tokmachka = ? ?"]);
    check("Rain fell in Serra do Ouro on Monday.", &["Serra do Ouro = ? ?"]);
    check("Lorries waited near Bab al-Qasr.", &["Bab al-Qasr = ? ?"]);
    check("After the match in Bravanza 57 fans were held.", &["Bravanza = ? ?"]);
    check("He drove in Formula 1 races.", &[]);
    check("He works in NATO.", &[]);
    check("He believes in God.", &[]);
    check("They trust in Putin.", &[]);
    check("It was said in Parliament.", &[]);
    check("He spoke in English.", &[]);
    check("They met in July.", &[]);
    check("The Kremlin said no.", &[]);
    check("Ukrainian forces advanced.", &[]);
    check("Moscow denied it.", &[]);
    check("Children were deported to Russia.", &["Russia = Russia RU"]);
    check("The invasion of Ukraine began.", &["Ukraine = Ukraine UA"]);
    check("The president of Ukraine spoke.", &["Ukraine = Ukraine UA"]);
    check("A source from Reuters said so.", &[]);
    check("It came from Medinsky.", &[]);
    check("They crossed the Black Sea.", &["Black Sea = Black Sea ?"]);
    check("Odesa was hit.", &["Odesa = Odesa UA"]);
    check("It fell on Belgorod.", &["Belgorod = Belgorod RU"]);
    check("He went to the UK.", &["UK = United Kingdom GB"]);
    check("It was near the border in Kursk Oblast.", &["Kursk Oblast = Kursk oblast RU"]);
    check("He spoke in Trump's favour.", &[]);
    check("They live in Gaza.", &["Gaza = Gaza PS"]);
    check("The Gaza Health Ministry said so.", &[]);
    check("It is in Rostov-on-Don.", &["Rostov-on-Don = Rostov-on-Don RU"]);
}

#[test]
fn a_town_that_is_taken_reached_or_explained_is_a_place() {
    check("The rebels retook Kidal after a siege.", &["Kidal = Kidal ML"]);
    check("Athens, Texas, has a festival.", &["Athens = Athens US", "Texas = Texas US"]);
    check("Athens, Greece, has a festival.", &["Athens = Athens GR", "Greece = Greece GR"]);
    check("Athens, Berlin and Oslo agreed.", &[]);
    check(
        "The mud reached Vesprina, a mining town in southern Chile.",
        &["Vesprina = ? CL", "southern Chile = Chile CL"],
    );
    check("Marta Vesprina, a teacher in Chile, agreed.", &["Chile = Chile CL"]);
    check("The Bank of Vesprina, a lender in the town of Osorno, closed.", &["town of Osorno = Osorno CL"]);
}
