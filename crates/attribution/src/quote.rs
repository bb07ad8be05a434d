//! Quotation marks of one paragraph: which opens, which closes, and what stands between.

use crate::tokens::Token;

/// One quotation in a paragraph, as indices of its tokens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quotation {
    /// The opening mark.
    pub open: usize,
    /// The closing mark, or one past the last token where the paragraph ends first.
    pub close: usize,
    /// Whether there is a closing mark.
    pub closed: bool,
}

impl Quotation {
    /// How many tokens stand between the marks.
    pub fn len(&self) -> usize {
        self.close.saturating_sub(self.open + 1)
    }

    /// Whether nothing stands between the marks.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

/// The outermost quotations of a paragraph, in order. Knows curly, straight and single marks, guillemets, and two
/// grave accents with two apostrophes.
///
/// A straight mark opens after a space and closes after a word; a single one opens only where a later one closes.
pub fn quotations(tokens: &[Token<'_>]) -> Vec<Quotation> {
    let singles = single_closers(tokens);
    let mut found = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let Some(closer) = closer_of(tokens, at, &singles) else {
            at += 1;
            continue;
        };
        let close = match closer {
            Closer::At(close) => Some(close),
            Closer::Mark(mark) => find_close(tokens, at, mark),
        };
        let end = close.unwrap_or(tokens.len());
        found.push(Quotation { open: at, close: end, closed: close.is_some() });
        at = end + 1;
    }
    found
}

#[derive(Clone, Copy)]
enum Closer {
    Mark(&'static str),
    At(usize),
}

/// What closes the quotation that the token at `at` opens, if it opens one.
fn closer_of(tokens: &[Token<'_>], at: usize, singles: &[Option<usize>]) -> Option<Closer> {
    match tokens[at].text {
        "“" | "„" => Some(Closer::Mark("”")),
        "«" => Some(Closer::Mark("»")),
        "``" => Some(Closer::Mark("''")),
        "\"" => Some(Closer::Mark("\"")),
        "‘" | "'" => singles[at].map(Closer::At),
        _ => None,
    }
}

fn find_close(tokens: &[Token<'_>], open: usize, mark: &str) -> Option<usize> {
    let closes = |t: &Token<'_>| t.text == mark || (mark == "”" && t.text == "\"");
    let first = tokens.iter().skip(open + 1).position(closes)? + open + 1;
    Some(first)
}

/// For each single mark that may open a quotation, the mark that closes it. One pass from the end: a mark can close
/// where a word or punctuation stands before it without a space and no letter after it.
fn single_closers(tokens: &[Token<'_>]) -> Vec<Option<usize>> {
    let mut closers = vec![None; tokens.len()];
    let mut nearest = None;
    for at in (0..tokens.len()).rev() {
        let token = &tokens[at];
        let next = tokens.get(at + 1);
        match token.text {
            "’" | "'" if !token.spaced && next.is_none_or(|n| n.spaced || !n.is_word()) => {
                let punctuated = at > 0 && !tokens[at - 1].is_word();
                let plural = at > 0 && tokens[at - 1].text.ends_with('s') && next.is_some_and(Token::is_word);
                if punctuated || nearest.is_none() || !plural {
                    nearest = Some(at);
                }
            }
            "‘" => closers[at] = nearest,
            "'" if token.spaced && next.is_some_and(|n| !n.spaced) => closers[at] = nearest,
            _ => {}
        }
        if token.broken {
            nearest = None;
        }
    }
    closers
}

/// For each token the quotation it stands in (marks included), as an index into `quotations`.
pub fn membership(tokens: usize, quotations: &[Quotation]) -> Vec<Option<usize>> {
    let mut inside = vec![None; tokens];
    for (index, quotation) in quotations.iter().enumerate() {
        let end = tokens.min(quotation.close + 1);
        if let Some(slots) = inside.get_mut(quotation.open..end) {
            slots.fill(Some(index));
        }
    }
    inside
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tokens::tokenize;

    fn quoted(text: &str) -> Vec<String> {
        let tokens = tokenize(text, 0..text.len());
        quotations(&tokens)
            .iter()
            .map(|q| tokens[q.open + 1..q.close].iter().map(|t| t.text).collect::<Vec<_>>().join(" "))
            .collect()
    }

    #[test]
    fn every_kind_of_mark() {
        assert_eq!(quoted("“Go,” he said. “Now.”"), ["Go ,", "Now ."]);
        assert_eq!(quoted("\"Go,\" he said, \"now.\""), ["Go ,", "now ."]);
        assert_eq!(quoted("«Go», he said"), ["Go"]);
        assert_eq!(quoted("``Go,'' he said"), ["Go ,"]);
        assert_eq!(quoted("‘Don’t go,’ he said"), ["Don’t go ,"]);
        assert_eq!(quoted("'Go now,' the boys' father said"), ["Go now ,"]);
        assert_eq!(quoted("The boys’ father didn’t say"), Vec::<String>::new());
        assert_eq!(quoted("“And it goes on."), ["And it goes on ."]);
    }
}
