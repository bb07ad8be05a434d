//! Bytes → text, by the encoding a page declares or the one its bytes betray.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252, X_USER_DEFINED};

/// How far into a page its `<meta charset>` is looked for. The standard says 1024 bytes; real pages put more before it.
const PRESCAN: usize = 4096;

/// Of the non-ASCII characters of a page declared as UTF-8, at most one in so many may be broken for the declaration to
/// stand. A page in another encoding breaks on nearly all of them, a cut or patched UTF-8 page on a few.
const BROKEN_ONE_IN: usize = 10;

/// Decodes a body, and names the encoding it was read in.
///
/// In the order of the WHATWG's encoding sniffing: byte order mark, `charset` of the media type, `<meta>` in the first
/// 4 KB, else a guess from the bytes (which may be UTF-8). A declared UTF-8 that the bytes do not bear out falls to the
/// guess too. Bytes that the encoding has no character for become U+FFFD.
pub fn decode(bytes: &[u8], media_type: Option<&str>) -> (String, &'static str) {
    if let Some((encoding, _)) = Encoding::for_bom(bytes) {
        return (encoding.decode_with_bom_removal(bytes).0.into_owned(), encoding.name());
    }
    let declared = media_type.and_then(charset_of_media_type).or_else(|| prescan(bytes));
    let text = match declared {
        Some(encoding) if encoding == UTF_8 => as_utf8(bytes).map(|text| (text, UTF_8)),
        Some(encoding) => Some((encoding.decode_without_bom_handling(bytes).0.into_owned(), encoding)),
        None => None,
    };
    let (text, encoding) = text.unwrap_or_else(|| {
        let encoding = guess(bytes);
        (encoding.decode_without_bom_handling(bytes).0.into_owned(), encoding)
    });
    (text, encoding.name())
}

/// The bytes as UTF-8, unless too many of them are not.
fn as_utf8(bytes: &[u8]) -> Option<String> {
    let text = String::from_utf8_lossy(bytes);
    let (broken, foreign) = text.chars().filter(|c| !c.is_ascii()).fold((0, 0), |(broken, foreign), c| {
        (broken + usize::from(c == char::REPLACEMENT_CHARACTER), foreign + 1)
    });
    (broken * BROKEN_ONE_IN <= foreign).then(|| text.into_owned())
}

fn guess(bytes: &[u8]) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    detector.guess(None, Utf8Detection::Allow)
}

/// `text/html; charset="windows-1251"` → windows-1251.
fn charset_of_media_type(media_type: &str) -> Option<&'static Encoding> {
    charset_in(media_type.as_bytes())
}

/// The value of the first `charset = …` in a parameter list.
fn charset_in(text: &[u8]) -> Option<&'static Encoding> {
    let at = find(text, b"charset")?;
    let rest = text.get(at + b"charset".len()..)?.trim_ascii_start();
    let rest = rest.strip_prefix(b"=")?.trim_ascii_start();
    let label = match rest.first()? {
        quote @ (b'"' | b'\'') => rest.get(1..)?.split(|b| b == quote).next()?,
        _ => rest.split(|b| b.is_ascii_whitespace() || *b == b';' || *b == b',').next()?,
    };
    Encoding::for_label(label)
}

/// Looks for `<meta charset>` or `<meta http-equiv=content-type content="…charset=…">` in the head of the bytes.
fn prescan(bytes: &[u8]) -> Option<&'static Encoding> {
    let mut rest = bytes.get(..PRESCAN.min(bytes.len()))?;
    loop {
        rest = rest.get(rest.iter().position(|&b| b == b'<')?..)?;
        if rest.starts_with(b"<!--") {
            rest = rest.get(2 + find(rest.get(2..)?, b"-->")?..)?;
            continue;
        }
        let end = rest.iter().position(|&b| b == b'>')?;
        let tag = rest.get(1..end)?;
        if tag.get(..4).is_some_and(|name| name.eq_ignore_ascii_case(b"meta"))
            && let Some(encoding) = charset_in(tag)
        {
            return Some(in_ascii(encoding));
        }
        rest = rest.get(end..)?;
    }
}

/// A page whose `<meta>` could be read byte by byte is not in UTF-16, whatever it says.
fn in_ascii(encoding: &'static Encoding) -> &'static Encoding {
    if encoding == UTF_16LE || encoding == UTF_16BE {
        UTF_8
    } else if encoding == X_USER_DEFINED {
        WINDOWS_1252
    } else {
        encoding
    }
}

/// Where `needle` (lower case) first stands in `hay`, in any case.
fn find(hay: &[u8], needle: &[u8]) -> Option<usize> {
    hay.windows(needle.len()).position(|window| window.eq_ignore_ascii_case(needle))
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str =
        "<title>Заявление</title><p>Министр обороны заявил, что сбито 45 из 71 беспилотника.</p>";

    #[track_caller]
    fn check(bytes: &[u8], media_type: Option<&str>, encoding: &str) {
        let (text, name) = decode(bytes, media_type);
        assert_eq!(name, encoding);
        assert!(text.contains("Министр обороны заявил"), "{text}");
    }

    fn windows_1251(page: &str) -> Vec<u8> {
        encoding_rs::WINDOWS_1251.encode(page).0.into_owned()
    }

    #[test]
    fn windows_1251_is_read_by_header_by_meta_and_by_guess() {
        let bytes = windows_1251(PAGE);
        check(&bytes, Some("text/html; charset=windows-1251"), "windows-1251");
        check(&bytes, Some("text/html; Charset = \"CP1251\""), "windows-1251");
        check(&bytes, Some("text/html"), "windows-1251");
        check(
            &windows_1251(&format!("<!-- charset=utf-8 --><META charset='windows-1251'>{PAGE}")),
            None,
            "windows-1251",
        );
        let equiv = r#"<meta http-equiv="Content-Type" content="text/html; charset=windows-1251">"#;
        check(&windows_1251(&format!("{equiv}{PAGE}")), None, "windows-1251");
    }

    #[test]
    fn declared_utf_8_that_is_none_falls_to_the_guess() {
        check(
            &windows_1251(&format!("<meta charset=utf-8>{PAGE}")),
            Some("text/html;charset=utf-8"),
            "windows-1251",
        );
    }

    #[test]
    fn one_broken_byte_does_not_turn_a_utf_8_page_into_another_encoding() {
        let mut bytes = PAGE.as_bytes().to_vec();
        bytes.push(0xd0);
        check(&bytes, Some("text/html; charset=utf-8"), "UTF-8");
    }

    #[test]
    fn a_byte_order_mark_wins() {
        let mut bytes = b"\xef\xbb\xbf".to_vec();
        bytes.extend(PAGE.as_bytes());
        check(&bytes, Some("text/html; charset=windows-1251"), "UTF-8");
        assert!(!decode(&bytes, None).0.starts_with('\u{feff}'));
        let utf_16: Vec<u8> =
            "\u{feff}Министр обороны заявил".encode_utf16().flat_map(u16::to_le_bytes).collect();
        check(&utf_16, None, "UTF-16LE");
    }

    #[test]
    fn undeclared_utf_8_is_guessed() {
        check(PAGE.as_bytes(), None, "UTF-8");
        check(PAGE.as_bytes(), Some("text/html; charset=nonsense"), "UTF-8");
        assert_eq!(decode(b"", None).0, "");
    }
}
