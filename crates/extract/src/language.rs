//! The language of a text.

use whatlang::{Info, Lang};

/// Bytes of the beginning that are looked at: enough for any language, and the same cost for every page.
const SAMPLE: usize = 4096;

/// Letters from which on a text in the script of the declared language tells better what it is in: names alone can make
/// a short note in English look like Dutch or French.
const PLAIN: usize = 500;

/// What [`of`] found.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Language {
    /// ISO 639-1 code; none when it is neither declared nor plain.
    pub(crate) code: Option<String>,
    /// What the page declares, where its text is plainly in another language.
    pub(crate) overruled: Option<String>,
}

/// The language of `text`: as it reads, where it is long enough to tell, else as the page declares it.
pub(crate) fn of(text: &str, declared: Option<String>) -> Language {
    let end = text.char_indices().map(|(at, _)| at).find(|at| *at >= SAMPLE).unwrap_or(text.len());
    let sample = text.get(..end).unwrap_or(text);
    let read = whatlang::detect(sample).filter(Info::is_reliable);
    let overrules = |read: &Info, declared: &str| {
        let long = sample.chars().filter(|c| c.is_alphabetic()).nth(PLAIN).is_some();
        code(read.lang()) != declared
            && (long || !read.script().langs().iter().any(|lang| code(*lang) == declared))
    };
    match (read, declared) {
        (Some(read), Some(declared)) if overrules(&read, &declared) => {
            Language { code: Some(code(read.lang()).to_owned()), overruled: Some(declared) }
        }
        (Some(read), None) => Language { code: Some(code(read.lang()).to_owned()), overruled: None },
        (_, declared) => Language { code: declared, overruled: None },
    }
}

/// The ISO 639-1 code.
fn code(language: Lang) -> &'static str {
    match language {
        Lang::Afr => "af",
        Lang::Aka => "ak",
        Lang::Amh => "am",
        Lang::Ara => "ar",
        Lang::Aze => "az",
        Lang::Bel => "be",
        Lang::Ben => "bn",
        Lang::Bul => "bg",
        Lang::Cat => "ca",
        Lang::Ces => "cs",
        Lang::Cmn => "zh",
        Lang::Cym => "cy",
        Lang::Dan => "da",
        Lang::Deu => "de",
        Lang::Ell => "el",
        Lang::Eng => "en",
        Lang::Epo => "eo",
        Lang::Est => "et",
        Lang::Fin => "fi",
        Lang::Fra => "fr",
        Lang::Guj => "gu",
        Lang::Heb => "he",
        Lang::Hin => "hi",
        Lang::Hrv => "hr",
        Lang::Hun => "hu",
        Lang::Hye => "hy",
        Lang::Ind => "id",
        Lang::Ita => "it",
        Lang::Jav => "jv",
        Lang::Jpn => "ja",
        Lang::Kan => "kn",
        Lang::Kat => "ka",
        Lang::Khm => "km",
        Lang::Kor => "ko",
        Lang::Lat => "la",
        Lang::Lav => "lv",
        Lang::Lit => "lt",
        Lang::Mal => "ml",
        Lang::Mar => "mr",
        Lang::Mkd => "mk",
        Lang::Mya => "my",
        Lang::Nep => "ne",
        Lang::Nld => "nl",
        Lang::Nob => "nb",
        Lang::Ori => "or",
        Lang::Pan => "pa",
        Lang::Pes => "fa",
        Lang::Pol => "pl",
        Lang::Por => "pt",
        Lang::Ron => "ro",
        Lang::Rus => "ru",
        Lang::Sin => "si",
        Lang::Slk => "sk",
        Lang::Slv => "sl",
        Lang::Sna => "sn",
        Lang::Spa => "es",
        Lang::Srp => "sr",
        Lang::Swe => "sv",
        Lang::Tam => "ta",
        Lang::Tel => "te",
        Lang::Tgl => "tl",
        Lang::Tha => "th",
        Lang::Tuk => "tk",
        Lang::Tur => "tr",
        Lang::Ukr => "uk",
        Lang::Urd => "ur",
        Lang::Uzb => "uz",
        Lang::Vie => "vi",
        Lang::Yid => "yi",
        Lang::Zul => "zu",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ENGLISH: &str = "The air force said that it had shot down most of the drones that were launched overnight, \
        and that the rest were lost on the way to the towns along the river.";

    const SHORT: &str =
        "SAINT-AUBIN — Le Guen rose to 46 points, coach Marc Le Bellec said. Les Bleus beat Nantes.";

    #[track_caller]
    fn check(text: &str, declared: Option<&str>, code: Option<&str>, overruled: Option<&str>) {
        let owned = |text: Option<&str>| text.map(str::to_owned);
        assert_eq!(of(text, owned(declared)), Language { code: owned(code), overruled: owned(overruled) });
    }

    #[test]
    fn text_goes_before_declaration_where_it_tells() {
        check(ENGLISH, None, Some("en"), None);
        check(ENGLISH, Some("en"), Some("en"), None);
        check(ENGLISH, Some("uk"), Some("en"), Some("uk"));
        check(&ENGLISH.repeat(5), Some("fr"), Some("en"), Some("fr"));
        check("Ok.", Some("uk"), Some("uk"), None);
        check("", None, None, None);
        check(SHORT, None, Some("fr"), None);
        check(SHORT, Some("en"), Some("en"), None);
        check(
            &"Повітряні сили повідомили, що збили більшість дронів, запущених уночі. ".repeat(80),
            None,
            Some("uk"),
            None,
        );
    }
}
