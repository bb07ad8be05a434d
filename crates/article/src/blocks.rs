//! Text blocks: out of a tree of HTML elements, and out of plain text.

use onrecord_model::{Block, BlockKind, Span};
use trafilatura::dom::{Document, NodeId};

use crate::text::{bare, is_blank, is_invisible};

/// Text and the blocks that tile it, in order, with one blank line between each two.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Blocks {
    pub(crate) text: String,
    pub(crate) list: Vec<Block>,
}

/// What goes between two blocks.
const BETWEEN: &str = "\n\n";

impl Blocks {
    /// Adds one block; blank text adds none.
    pub(crate) fn push(&mut self, kind: BlockKind, text: &str) {
        let text = text.trim();
        if text.is_empty() {
            return;
        }
        if !self.list.is_empty() {
            self.text.push_str(BETWEEN);
        }
        let start = self.text.len();
        self.text.push_str(text);
        if let Ok(span) = Span::new(&self.text, start..self.text.len()) {
            self.list.push(Block { kind, span });
        }
    }

    /// Each block's kind and text.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (BlockKind, &str)> {
        self.list.iter().map(|block| (block.kind, block.span.slice(&self.text).unwrap_or_default()))
    }

    /// These blocks with `title` as their first heading, once: extractors keep the headline on some pages and not on
    /// others, and what a headline says somebody said is a claim like any other.
    pub(crate) fn headed(self, title: &str) -> Self {
        if title.is_empty() {
            return self;
        }
        let mut headed = Self::default();
        headed.push(BlockKind::Heading, title);
        for (kind, text) in
            self.iter().filter(|(kind, text)| *kind != BlockKind::Heading || bare(text) != bare(title))
        {
            headed.push(kind, text);
        }
        headed
    }

    /// How many words.
    pub(crate) fn words(&self) -> usize {
        self.text.split_whitespace().count()
    }

    /// The blocks of a piece of HTML.
    pub(crate) fn of_html(html: &str) -> Self {
        Self::of(&Document::parse(html))
    }

    /// All that a document shows.
    pub(crate) fn of(document: &Document) -> Self {
        Self::of_node(document, document.body().unwrap_or_else(|| document.root()))
    }

    /// All that one element shows.
    pub(crate) fn of_node(document: &Document, id: NodeId) -> Self {
        let mut writer = Writer::new(document);
        writer.node(id, BlockKind::Paragraph);
        writer.finish()
    }
}

/// What an element means for the flow of text.
enum Role {
    /// Part of the running line.
    Inline,
    /// Starts and ends a block of this kind, or of the kind around it.
    Block(Option<BlockKind>),
    /// A hard line break.
    Break,
    /// A cell of a table.
    Cell,
    /// No text of the page.
    Skip,
}

fn role(tag: &str) -> Role {
    match tag {
        "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "summary" => Role::Block(Some(BlockKind::Heading)),
        "li" | "dt" | "dd" => Role::Block(Some(BlockKind::ListItem)),
        "blockquote" => Role::Block(Some(BlockKind::Quote)),
        "figcaption" | "caption" => Role::Block(Some(BlockKind::Caption)),
        "address" | "article" | "aside" | "body" | "center" | "details" | "dialog" | "div" | "dl"
        | "fieldset" | "figure" | "footer" | "form" | "header" | "hgroup" | "hr" | "html" | "main"
        | "menu" | "nav" | "ol" | "p" | "pre" | "search" | "section" | "table" | "tbody" | "tfoot"
        | "thead" | "tr" | "ul" => Role::Block(None),
        "br" => Role::Break,
        "td" | "th" => Role::Cell,
        "head" | "script" | "style" | "template" | "noscript" | "svg" | "math" | "button" | "select"
        | "textarea" | "iframe" | "object" | "canvas" | "audio" | "video" => Role::Skip,
        _ => Role::Inline,
    }
}

/// Class names that the embed codes of social networks put on the quotation that carries a post's text.
fn is_embed(document: &Document, id: NodeId) -> bool {
    let class = document.class_name(id).to_ascii_lowercase();
    class
        .split_ascii_whitespace()
        .any(|name| ["embed", "tweet", "-media", "-post"].iter().any(|mark| name.contains(mark)))
}

/// Writes a tree as blocks, the way a browser's `innerText` reads it: lines fold their white space, `<br>` breaks a
/// line, two of them a block, cells of one row stand on one line with tabs between.
struct Writer<'a> {
    document: &'a Document,
    blocks: Blocks,
    line: String,
    kind: BlockKind,
}

impl<'a> Writer<'a> {
    fn new(document: &'a Document) -> Self {
        Self { document, blocks: Blocks::default(), line: String::new(), kind: BlockKind::Paragraph }
    }

    fn finish(mut self) -> Blocks {
        self.flush();
        self.blocks
    }

    /// Ends the block at hand.
    fn flush(&mut self) {
        self.blocks.push(self.kind, &self.line);
        self.line.clear();
    }

    fn children(&mut self, id: NodeId, kind: BlockKind) {
        for child in self.document.child_nodes(id) {
            self.node(child, kind);
        }
    }

    /// Recurses; how deep is bounded by [`crate::MAX_DEPTH`].
    fn node(&mut self, id: NodeId, kind: BlockKind) {
        if self.document.is_text(id) {
            self.kind = kind;
            return self.text(id);
        }
        match role(self.document.tag_name(id)) {
            Role::Inline => self.children(id, kind),
            Role::Block(own) => {
                self.flush();
                let own = own.map(|own| {
                    if own == BlockKind::Quote && is_embed(self.document, id) {
                        BlockKind::Embed
                    } else {
                        own
                    }
                });
                self.children(id, own.unwrap_or(kind));
                self.flush();
            }
            Role::Break => self.line_break(),
            Role::Cell => {
                self.children(id, kind);
                self.line.truncate(self.line.trim_end_matches(' ').len());
                self.line.push('\t');
            }
            Role::Skip => {}
        }
    }

    fn line_break(&mut self) {
        self.line.truncate(self.line.trim_end_matches(' ').len());
        if self.line.ends_with('\n') { self.flush() } else { self.line.push('\n') }
    }

    fn text(&mut self, id: NodeId) {
        // `outer_html` of a text node is its bare text.
        for c in self.document.outer_html(id).chars().filter(|&c| !is_invisible(c)) {
            if is_blank(c) {
                if !self.line.is_empty() && !self.line.ends_with([' ', '\n', '\t']) {
                    self.line.push(' ');
                }
            } else {
                self.line.push(c);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use BlockKind::{Caption, Embed, Heading, ListItem, Paragraph, Quote};

    #[track_caller]
    fn check(html: &str, want: &[(BlockKind, &str)]) {
        let blocks = Blocks::of_html(html);
        assert_eq!(blocks.iter().collect::<Vec<_>>(), want);
        let texts: Vec<&str> = want.iter().map(|(_, text)| *text).collect();
        assert_eq!(blocks.text, texts.join("\n\n"));
    }

    #[test]
    fn kinds() {
        check(
            "<h2>Denial</h2><p>Moscow <b>denies</b> it.</p><blockquote><p>No.</p><p>Never.</p></blockquote>\
             <blockquote class='twitter-tweet'>45 drones <a href=x>22 July</a></blockquote>\
             <ul><li>One</li><li><p>Two</p></li></ul><figure><img src=x><figcaption>A drone</figcaption></figure>",
            &[
                (Heading, "Denial"),
                (Paragraph, "Moscow denies it."),
                (Quote, "No."),
                (Quote, "Never."),
                (Embed, "45 drones 22 July"),
                (ListItem, "One"),
                (ListItem, "Two"),
                (Caption, "A drone"),
            ],
        );
    }

    #[test]
    fn white_space_folds_and_invisible_marks_go() {
        check(
            "<p> over&nbsp;19,000\n\t chil&shy;dren <i> </i>\u{200b}</p><p>&nbsp;</p>",
            &[(Paragraph, "over 19,000 children")],
        );
    }

    #[test]
    fn one_break_ends_a_line_and_two_a_block() {
        check(
            "<div>By Jane Doe <br> KYIV<br/><br>\n<br>The war<div>goes on</div></div>",
            &[(Paragraph, "By Jane Doe\nKYIV"), (Paragraph, "The war"), (Paragraph, "goes on")],
        );
    }

    #[test]
    fn a_row_of_a_table_is_a_line_with_tabs() {
        check(
            "<table><caption>Drones</caption><tr><th>Downed</th><th>Lost</th></tr><tr><td>27 </td><td> 18</td></tr></table>",
            &[(Caption, "Drones"), (Paragraph, "Downed\tLost"), (Paragraph, "27\t18")],
        );
    }

    #[test]
    fn what_is_not_shown_is_not_text() {
        check(
            "<style>p{}</style><script>1</script><p>Text</p><!-- no --><template>no</template><button>Share</button>",
            &[(Paragraph, "Text")],
        );
    }

    proptest! {
        #[test]
        fn blocks_tile_the_text(html in "(<(p|li|b|br|td|div|blockquote|h2|/p|/div|/li|/b)>|[a-zé \u{a0}\u{ad}\n]{0,5}){0,40}") {
            let blocks = Blocks::of_html(&html);
            let texts: Vec<&str> = blocks.iter().map(|(_, text)| text).collect();
            prop_assert!(texts.iter().all(|text| !text.is_empty() && text.trim() == *text && !text.contains("\n\n") && !text.contains("  ")));
            prop_assert_eq!(texts.join("\n\n"), blocks.text);
        }
    }
}
