//! The text of a settings file with its parsed tree's values, and the problems found in it.

use std::cell::RefCell;
use std::ops::Range;
use std::path::Path;

use toml::Spanned;
use toml::de::{DeValue, Error};

use crate::problem::{Place, Problem, Source};
use crate::value::{self, Fault};

/// A parsed settings file, and what was found wrong with it so far.
pub(crate) struct Document<'a> {
    source: Source,
    base: &'a Path,
    env: &'a dyn Fn(&str) -> Option<String>,
    slips: Slips,
    problems: RefCell<Vec<Problem>>,
}

impl<'a> Document<'a> {
    /// A document whose text parsed with `errors`.
    pub(crate) fn new(
        source: Source,
        errors: &[Error],
        base: &'a Path,
        env: &'a dyn Fn(&str) -> Option<String>,
    ) -> Self {
        let slips = Slips::of(errors, &source);
        Self { source, base, env, problems: RefCell::new(slips.problems()), slips }
    }

    /// The folder that relative paths start from.
    pub(crate) fn base(&self) -> &'a Path {
        self.base
    }

    /// What the environment has under `name`.
    pub(crate) fn variable(&self, name: &str) -> Option<String> {
        (self.env)(name)
    }

    /// Whether all of the text parsed, so that a key that is not in the tree is not in the text.
    pub(crate) fn is_whole(&self) -> bool {
        self.slips.first.is_empty()
    }

    /// Everything that was found wrong.
    pub(crate) fn into_problems(self) -> Vec<Problem> {
        self.problems.into_inner()
    }

    /// Notes a mistake at `span`, unless it only follows from a slip: one slip is one problem.
    pub(crate) fn note(&self, span: Range<usize>, problem: Problem) {
        let place = self.source.place(span);
        if self.slips.spare(place.line) {
            self.problems.borrow_mut().push(Problem { place: Some(place), ..problem });
        }
    }

    /// Notes what is wrong with a value of the environment.
    pub(crate) fn fault_outside(&self, variable: &str, fault: Fault) {
        self.problems.borrow_mut().push(about(&format!("the environment variable `{variable}`"), fault));
    }

    /// Notes what is wrong with `key`, at `span`.
    pub(crate) fn fault(&self, span: Range<usize>, key: &str, fault: Fault) {
        self.note(span, about(&format!("`{key}`"), fault));
    }

    /// One scalar: its type is checked, then its text is read.
    pub(crate) fn leaf<T>(
        &self,
        key: &str,
        node: &Spanned<DeValue>,
        kind: Kind,
        read: &dyn Fn(&str) -> Result<T, Fault>,
    ) -> Option<T> {
        let Some(text) = kind.text(node.get_ref()) else {
            self.fault(node.span(), key, kind.mismatch(node.get_ref()));
            return None;
        };
        let text = match kind {
            Kind::Text => match value::interpolate(&text, self.env) {
                Ok(text) => text,
                Err((at, fault)) => {
                    self.fault(self.within(node.span(), &at), key, fault);
                    return None;
                }
            },
            _ => text,
        };
        read(&text).map_err(|fault| self.fault(node.span(), key, fault)).ok()
    }

    /// Where `part` stands inside `span`; `span` itself where it is written in another way.
    fn within(&self, span: Range<usize>, part: &str) -> Range<usize> {
        match self.source.text().get(span.clone()).and_then(|text| text.find(part)) {
            Some(offset) => span.start + offset..span.start + offset + part.len(),
            None => span,
        }
    }
}

fn about(subject: &str, fault: Fault) -> Problem {
    Problem { hint: fault.hint, ..Problem::new(format!("{subject} {}", fault.message)) }
}

/// Where the text is no TOML, and how far the tree can be trusted all the same.
struct Slips {
    /// The first on each line; the others come from it.
    first: Vec<(Place, String)>,
    /// Something is opened and never closed: nothing from the first slip on means what it seems to.
    unclosed: bool,
}

impl Slips {
    fn of(errors: &[Error], source: &Source) -> Self {
        let unclosed = errors.iter().any(|error| {
            error.message().starts_with("unclosed") || error.message().starts_with("invalid multi-line")
        });
        let mut first: Vec<(Place, String)> = Vec::new();
        for error in errors {
            let place = source.place(error.span().unwrap_or_default());
            if first.iter().all(|(known, _)| known.line != place.line && !unclosed) {
                first.push((place, error.message().to_owned()));
            }
        }
        Self { first, unclosed }
    }

    fn problems(&self) -> Vec<Problem> {
        let problem = |(place, message): &(Place, String)| Problem {
            place: Some(place.clone()),
            ..Problem::new(format!("not valid TOML: {message}"))
        };
        self.first.iter().map(problem).collect()
    }

    /// Whether what was read at `line` is what was written there.
    fn spare(&self, line: usize) -> bool {
        self.first.iter().all(|(place, _)| line != place.line && (line < place.line || !self.unclosed))
    }
}

/// What a scalar must be in TOML.
#[derive(Clone, Copy)]
pub(crate) enum Kind {
    Text,
    Whole,
    Real,
    Boolean,
}

impl Kind {
    /// The scalar's text, if it is of this kind.
    fn text(self, node: &DeValue) -> Option<String> {
        Some(match (self, node) {
            (Self::Text, DeValue::String(text)) => text.to_string(),
            (Self::Whole | Self::Real, DeValue::Integer(number)) => {
                i128::from_str_radix(number.as_str(), number.radix())
                    .map_or_else(|_| number.to_string(), |number| number.to_string())
            }
            (Self::Real, DeValue::Float(number)) => number.as_str().to_owned(),
            (Self::Boolean, DeValue::Boolean(yes)) => yes.to_string(),
            _ => return None,
        })
    }

    fn mismatch(self, found: &DeValue) -> Fault {
        let (wanted, hint) = match self {
            Self::Text => ("a string", "put it in quotes"),
            Self::Whole => ("a whole number", "write it in digits, without quotes"),
            Self::Real => ("a number", "write it in digits, without quotes"),
            Self::Boolean => ("`true` or `false`", "write it without quotes"),
        };
        let fault = mismatch(wanted, found);
        if matches!(found, DeValue::Array(_) | DeValue::Table(_)) { fault } else { fault.with_hint(hint) }
    }
}

/// The fault of a value of the wrong type.
pub(crate) fn mismatch(wanted: &str, found: &DeValue) -> Fault {
    let found = match found {
        DeValue::String(_) => "a string",
        DeValue::Integer(_) => "a whole number",
        DeValue::Float(_) => "a number with a fraction",
        DeValue::Boolean(_) => "`true` or `false`",
        DeValue::Datetime(_) => "a date or time",
        DeValue::Array(_) => "a list",
        DeValue::Table(_) => "a table",
    };
    Fault::new(format!("must be {wanted}, not {found}"))
}
