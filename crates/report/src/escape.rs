//! Texts from pages, made safe for the place they are written to.

use std::borrow::Cow;
use std::fmt::Write as _;

use onrecord_model::Digest;
use url::Url;

/// Appends `text` for HTML, in an element or a quoted attribute. A carriage return would be read back as a line feed.
pub(crate) fn html(text: &str, out: &mut String) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\r' => out.push_str("&#13;"),
            '\0' => out.push('\u{fffd}'),
            _ => out.push(c),
        }
    }
}

/// Whether a character turns the direction of the text around it, or is no character to print: it could make a line
/// read as another one.
fn deceives(c: char) -> bool {
    matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
        || (c.is_control() && !matches!(c, '\n' | '\r' | '\t'))
}

/// `text` with characters that could deceive the eye named instead.
pub(crate) fn visible(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if deceives(c) {
            write!(out, "⟨U+{:04X}⟩", u32::from(c)).ok();
        } else {
            out.push(c);
        }
    }
    out
}

/// As [`visible`], on one line.
pub(crate) fn line(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    visible(&words.join(" "))
}

/// `text` as plain words of a Markdown line: no link, no emphasis, no tag, no address that turns into a link.
pub(crate) fn markdown(text: &str) -> String {
    let line = line(text);
    let mut out = String::with_capacity(line.len());
    let mut rest = line.chars().peekable();
    while let Some(c) = rest.next() {
        let special = match c {
            '<' => {
                out.push_str("&lt;");
                continue;
            }
            '>' => {
                out.push_str("&gt;");
                continue;
            }
            '&' => rest.peek().is_some_and(|next| next.is_ascii_alphanumeric() || *next == '#'),
            ':' => rest.peek() == Some(&'/'),
            '(' => out.ends_with(']'),
            '.' => out.ends_with("www") || out.ends_with("WWW"),
            _ => "\\`*_{}[]#|~!@$".contains(c),
        };
        if special {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

/// `text` as a cell of CSV that a spreadsheet takes for text, never for a formula.
pub fn csv_cell(text: &str) -> String {
    let formula = ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'];
    if text.starts_with(formula) { format!("'{text}") } else { text.to_owned() }
}

/// `address` as a link; none for everything but the web, and for what is no address.
pub(crate) fn href(address: &str) -> Option<String> {
    let url = Url::parse(address).ok()?;
    (matches!(url.scheme(), "http" | "https") && url.has_host()).then(|| url.into())
}

/// `address` as a link to the place where all `parts` stand, as a text fragment.
pub(crate) fn text_fragment(address: &str, parts: &[&str]) -> Option<String> {
    const WHOLE: usize = 8; // words that are given in full
    const EDGE: usize = 4; // words that open and close a longer part
    let mut link = href(address)?;
    let mut found = Vec::new();
    for part in parts {
        let part = part.trim_matches(|c: char| !c.is_alphanumeric());
        let words: Vec<&str> = part.split_whitespace().collect();
        match words.as_slice() {
            [] => {}
            words if words.len() <= WHOLE && !part.contains('\n') => found.push(encode(&words.join(" "))),
            [only] => found.push(encode(only)),
            words => {
                let edge = EDGE.min(words.len() / 2);
                let (first, last) = (words.get(..edge), words.get(words.len() - edge..));
                let [first, last] = [first, last].map(|words| encode(&words.unwrap_or_default().join(" ")));
                found.push(format!("{first},{last}"));
            }
        }
    }
    if found.is_empty() {
        return Some(link);
    }
    link.push_str(if link.contains('#') { ":~:" } else { "#:~:" });
    let directives: Vec<String> = found.into_iter().map(|part| format!("text={part}")).collect();
    link.push_str(&directives.join("&"));
    Some(link)
}

/// Percent-encodes everything that could mean something in a text directive, `-` included.
fn encode(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'_' | b'~') {
            out.push(char::from(byte));
        } else {
            write!(out, "%{byte:02X}").ok();
        }
    }
    out
}

/// An id as the name of a file or anchor: itself where it has the form of one, else its hash.
pub(crate) fn name(id: &str) -> Cow<'_, str> {
    let plain = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit();
    let is_id = id.split_once('_').is_some_and(|(prefix, hex)| {
        prefix.len() == 3 && hex.len() == 16 && prefix.bytes().chain(hex.bytes()).all(plain)
    });
    if is_id {
        return Cow::Borrowed(id);
    }
    let digest = Digest::of(id.as_bytes());
    Cow::Owned(format!("x_{}", digest.as_str().get(..16).unwrap_or_default()))
}

/// A language tag as an attribute; none for what is no such tag.
pub(crate) fn language(tag: &str) -> Option<&str> {
    let ok = (2..=35).contains(&tag.len()) && tag.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
    ok.then_some(tag)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markdown_keeps_words_and_disarms_signs() {
        assert_eq!(markdown("1,200 - 45% (of 71)."), "1,200 - 45% (of 71).");
        assert_eq!(markdown("[x](javascript:alert(1))"), "\\[x\\]\\(javascript:alert(1))");
        assert_eq!(markdown("see https://a.example"), "see https\\://a.example");
        assert_eq!(markdown("www.a.example a@b"), "www\\.a.example a\\@b");
        assert_eq!(markdown("<b>\n# one\n\n| two"), "&lt;b&gt; \\# one \\| two");
        assert_eq!(markdown("A & B &lt; C"), "A & B \\&lt; C");
        assert_eq!(markdown("a\u{202e}b\0"), "a⟨U+202E⟩b⟨U+0000⟩");
    }

    #[test]
    fn a_cell_is_no_formula() {
        for text in ["=1+1", "+1", "-1", "@SUM", "\t=1", "\r=1", "＝1"] {
            assert_eq!(csv_cell(text), format!("'{text}"));
        }
        assert_eq!(csv_cell("45 of 71"), "45 of 71");
        assert_eq!(csv_cell("a=b"), "a=b");
    }

    #[test]
    fn only_the_web_is_linked() {
        for bad in
            ["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "a/b.html", "", "vbscript:x"]
        {
            assert_eq!(href(bad), None, "{bad}");
        }
        assert_eq!(href("HTTPS://a.example/\"><img>").unwrap(), "https://a.example/%22%3E%3Cimg%3E");
        assert_eq!(href(" java\nscript:alert(1)"), None);
    }

    #[test]
    fn text_fragments_encode_and_shorten() {
        let link = |parts: &[&str]| text_fragment("https://a.example/x", parts).unwrap();
        assert_eq!(link(&["“45 of 71 drones”"]), "https://a.example/x#:~:text=45%20of%2071%20drones");
        assert_eq!(
            link(&["The goal,", "is a well-kept peace"]),
            "https://a.example/x#:~:text=The%20goal&text=is%20a%20well%2Dkept%20peace"
        );
        assert_eq!(
            link(&["one two three four five six seven eight nine"]),
            "https://a.example/x#:~:text=one%20two%20three%20four,six%20seven%20eight%20nine"
        );
        assert_eq!(link(&["one\ntwo"]), "https://a.example/x#:~:text=one,two");
        assert_eq!(
            text_fragment("https://a.example/x#top", &["y"]).unwrap(),
            "https://a.example/x#top:~:text=y"
        );
        assert_eq!(text_fragment("file:///x", &["y"]), None);
    }

    #[test]
    fn names_come_from_ids_alone() {
        assert_eq!(name("thr_0123456789abcdef"), "thr_0123456789abcdef");
        for odd in ["../../etc/passwd", "thr_ABC", "", "con", "thr_0123456789abcde/"] {
            let name = name(odd);
            assert!(name.len() == 18 && name.starts_with("x_"), "{odd} -> {name}");
        }
    }
}
