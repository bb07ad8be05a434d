//! How deep a page nests, before anything recurses into it.

use trafilatura::dom::Document;

/// The deepest nesting that is read, in elements. The deepest of some two thousand real pages has fewer than 100; at several times
/// that the parsers' recursion still fits a thread of 2 MiB, and the extractors stop looking at 500 anyway.
pub const MAX_DEPTH: usize = 400;

/// Elements that are open at once at the deepest place, as far as tags alone tell, in one pass without a tree.
///
/// Counts only elements that must be closed and that a parser will not close by itself: neither void elements, nor
/// those whose end tag may be left out (`<p>`, `<li>`), nor formatting (`<b>`, `<font>`), which old pages leave open by
/// the hundred. So it errs low, by a factor that markup bounds; the parsed tree gives the exact number.
pub(crate) fn nesting(html: &str) -> usize {
    let mut rest = html;
    let (mut open, mut deepest, mut foreign) = (0_usize, 0_usize, 0_usize);
    while let Some((_, tag)) = rest.split_once('<') {
        if let Some(comment) = tag.strip_prefix("!--") {
            rest = comment.split_once("-->").map_or("", |(_, after)| after);
            continue;
        }
        let closes = tag.starts_with('/');
        let name = tag.strip_prefix('/').unwrap_or(tag);
        let end = name.find(|c: char| !c.is_ascii_alphanumeric() && c != '-').unwrap_or(name.len());
        let (name, after) = name.split_at(end);
        rest = after;
        if name.is_empty() {
            continue;
        }
        let (attributes, after) = after.split_at(tag_end(after));
        rest = after;
        let is_foreign = FOREIGN.iter().any(|root| root.eq_ignore_ascii_case(name));
        // Only drawings and formulas have elements that close themselves with a slash.
        let is_done = (is_foreign || foreign > 0) && attributes.ends_with('/');
        if is_done || closes_itself(name) {
            continue;
        }
        if closes {
            open = open.saturating_sub(1);
            foreign = foreign.saturating_sub(usize::from(is_foreign));
        } else if let Some(raw) = RAW.iter().find(|raw| raw.eq_ignore_ascii_case(name)) {
            rest = past(after, raw);
        } else {
            open += 1;
            foreign += usize::from(is_foreign);
            deepest = deepest.max(open);
        }
    }
    deepest
}

/// Where the tag ends whose attributes `text` starts with: at the first `>` outside a quoted value.
fn tag_end(text: &str) -> usize {
    let mut quote = None;
    let mut last = b' ';
    for (i, byte) in text.bytes().enumerate() {
        match (quote, byte) {
            (None, b'>') => return i,
            (None, b'"' | b'\'') if last == b'=' => quote = Some(byte),
            (Some(open), close) if open == close => quote = None,
            _ => {}
        }
        if !byte.is_ascii_whitespace() {
            last = byte;
        }
    }
    text.len()
}

/// Roots of content that follows XML's rules.
const FOREIGN: [&str; 2] = ["svg", "math"];

/// Elements whose content is not markup.
const RAW: [&str; 4] = ["script", "style", "textarea", "title"];

/// What follows the next end tag of `name`.
fn past<'a>(mut html: &'a str, name: &str) -> &'a str {
    while let Some((_, tag)) = html.split_once("</") {
        html = tag;
        if tag.get(..name.len()).is_some_and(|start| start.eq_ignore_ascii_case(name)) {
            return tag;
        }
    }
    ""
}

/// Void elements, elements whose end tag is optional, and formatting elements.
fn closes_itself(name: &str) -> bool {
    const NAMES: [&str; 43] = [
        "a", "area", "b", "base", "big", "body", "br", "code", "col", "dd", "dt", "em", "embed", "font",
        "head", "hr", "html", "i", "img", "input", "li", "link", "meta", "nobr", "optgroup", "option", "p",
        "param", "rp", "rt", "s", "small", "source", "strike", "strong", "tbody", "td", "th", "thead", "tr",
        "track", "u", "wbr",
    ];
    NAMES.iter().any(|known| known.eq_ignore_ascii_case(name))
}

/// The exact depth of a parsed page, without recursion.
pub(crate) fn of_tree(document: &Document) -> usize {
    let mut deepest = 0;
    let mut todo = vec![(document.root(), 0)];
    while let Some((id, depth)) = todo.pop() {
        deepest = deepest.max(depth);
        todo.extend(document.children(id).into_iter().map(|child| (child, depth + 1)));
    }
    deepest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_what_stays_open() {
        assert_eq!(nesting("<div><div></div><div><section></section></div></div>"), 3);
        assert_eq!(nesting(&"<p>text<br><li><b>".repeat(5000)), 0);
        assert_eq!(nesting(&"<DIV class='a'>".repeat(5000)), 5000);
    }

    #[test]
    fn what_only_looks_like_tags_does_not_count() {
        let html = "<script>'<div><div>'</script ><style>a<div></style><!-- <div><div> --><textarea><div></textarea>1 < 2 <div>";
        assert_eq!(nesting(html), 1);
        assert_eq!(nesting("<script>never closed <div>"), 0);
        assert_eq!(nesting("<<<<é<"), 0);
        assert_eq!(nesting(r#"<div a="<div><div>" b='>' c=">"><span></span></div>"#), 2);
        assert_eq!(nesting(&format!("<svg>{}</svg>", "<path d='x'/>".repeat(500))), 1);
        assert_eq!(nesting("<div/><div/>"), 2);
    }
}
