//! Reads keys one by one out of the parsed tree and collects what is wrong with them.
//!
//! A key that is missing or wrong reads as `None` and reading goes on; the caller puts the default in. A key that
//! nobody asked for is unknown.

use std::collections::BTreeMap;
use std::fmt::Display;
use std::ops::{Range, RangeInclusive};
use std::path::{Path, PathBuf};
use std::str::FromStr;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::document::{Document, Kind, mismatch};
use crate::problem::Problem;
use crate::value::{self, Fault};

type Node<'a> = Spanned<DeValue<'a>>;

/// One table of the file.
pub(crate) struct Section<'a> {
    document: &'a Document<'a>,
    /// Its name with dots; empty for the file itself.
    path: String,
    /// None where the file leaves it out or has something else in its place.
    table: Option<&'a DeTable<'a>>,
    span: Range<usize>,
    /// Whether the environment goes before the file here; not in lists, whose items have no names.
    env: bool,
    /// The keys that were asked for.
    known: Vec<&'static str>,
}

impl<'a> Section<'a> {
    /// The file itself.
    pub(crate) fn root(document: &'a Document<'a>, table: &'a DeTable<'a>) -> Self {
        Self { document, path: String::new(), table: Some(table), span: 0..0, env: true, known: Vec::new() }
    }

    /// A string.
    pub(crate) fn text<T>(
        &mut self,
        key: &'static str,
        read: impl Fn(&str) -> Result<T, Fault>,
    ) -> Option<T> {
        self.scalar(key, Kind::Text, &read)
    }

    /// A string that must be there.
    pub(crate) fn required<T>(
        &mut self,
        key: &'static str,
        read: impl Fn(&str) -> Result<T, Fault>,
    ) -> Option<T> {
        self.require(key);
        self.text(key, read)
    }

    /// A whole number.
    pub(crate) fn whole<T>(&mut self, key: &'static str, range: RangeInclusive<T>) -> Option<T>
    where
        T: FromStr + PartialOrd + Display,
    {
        self.scalar(key, Kind::Whole, &|text| value::number(text, &range))
    }

    /// A number.
    pub(crate) fn real(&mut self, key: &'static str, range: RangeInclusive<f64>) -> Option<f64> {
        self.scalar(key, Kind::Real, &|text| value::number(text, &range))
    }

    /// `true` or `false`.
    pub(crate) fn boolean(&mut self, key: &'static str) -> Option<bool> {
        self.scalar(key, Kind::Boolean, &value::boolean)
    }

    /// A list of strings, each once; items that are wrong are left out.
    pub(crate) fn list<T: PartialEq>(
        &mut self,
        key: &'static str,
        read: impl Fn(&str) -> Result<T, Fault>,
    ) -> Option<Vec<T>> {
        let node = self.node(key)?;
        let name = self.name(key);
        let DeValue::Array(items) = node.get_ref() else {
            let fault = mismatch("a list of strings", node.get_ref()).with_hint("put it in `[` and `]`");
            self.document.fault(node.span(), &name, fault);
            return None;
        };
        let mut list = Vec::new();
        for item in items {
            match self.document.leaf(&name, item, Kind::Text, &read) {
                Some(value) if !list.contains(&value) => list.push(value),
                _ => {}
            }
        }
        Some(list)
    }

    /// A list with something in it.
    pub(crate) fn filled_list<T: PartialEq>(
        &mut self,
        key: &'static str,
        read: impl Fn(&str) -> Result<T, Fault>,
    ) -> Option<Vec<T>> {
        self.not_empty(key);
        self.list(key, read)
    }

    /// A table of strings whose keys are the user's own, checked by `check`.
    pub(crate) fn map(
        &mut self,
        key: &'static str,
        check: impl Fn(&str) -> Result<(), Fault>,
        read: impl Fn(&str) -> Result<String, Fault>,
    ) -> BTreeMap<String, String> {
        let mut map = BTreeMap::new();
        let Some(table) = self.node(key).and_then(|node| self.table(key, node)) else { return map };
        for (inner, node) in table {
            let name = format!("{}.{}", self.name(key), inner.get_ref());
            if let Err(fault) = check(inner.get_ref()) {
                self.document.fault(inner.span(), &name, fault);
            }
            if let Some(text) = self.document.leaf(&name, node, Kind::Text, &read) {
                map.insert(inner.get_ref().to_string(), text);
            }
        }
        map
    }

    /// The table at `key`, read with `read`; an empty one where there is none.
    pub(crate) fn section<T>(&mut self, key: &'static str, read: impl FnOnce(&mut Self) -> T) -> T {
        let node = self.node(key);
        let mut section = Self {
            document: self.document,
            path: self.name(key),
            table: node.and_then(|node| self.table(key, node)),
            span: node.map_or(0..0, Spanned::span),
            env: self.env,
            known: Vec::new(),
        };
        let value = read(&mut section);
        section.report_unknown();
        value
    }

    /// The list of tables at `key`, each read with `read`.
    pub(crate) fn tables<T>(
        &mut self,
        key: &'static str,
        mut read: impl FnMut(&mut Self) -> Option<T>,
    ) -> Vec<T> {
        let Some(node) = self.node(key) else { return Vec::new() };
        let path = self.name(key);
        let DeValue::Array(items) = node.get_ref() else {
            let fault = mismatch("a list of tables", node.get_ref())
                .with_hint(format!("start each of them with `[[{path}]]`"));
            self.document.fault(node.span(), &path, fault);
            return Vec::new();
        };
        let mut values = Vec::new();
        for item in items {
            let Some(table) = self.table(key, item) else { continue };
            let mut section = Self {
                document: self.document,
                path: path.clone(),
                table: Some(table),
                span: item.span(),
                env: false,
                known: Vec::new(),
            };
            values.extend(read(&mut section));
            section.report_unknown();
        }
        values
    }

    /// Notes that something must stand at `key`.
    pub(crate) fn require(&self, key: &str) {
        // Where the file does not parse, the key may be there all the same.
        if self.get(key).is_none() && self.document.is_whole() {
            let problem = Problem::new(format!("`{}` is missing", self.name(key)));
            self.document.note(self.span.clone(), problem);
        }
    }

    /// Notes that a list at `key` must have something in it.
    pub(crate) fn not_empty(&self, key: &str) {
        if self.get(key).and_then(|node| node.get_ref().as_array()).is_some_and(|items| items.is_empty()) {
            self.fault(key, Fault::new("must not be empty"));
        }
    }

    /// Notes a mistake with the value at `key`, wherever it came from.
    pub(crate) fn fault(&self, key: &str, fault: Fault) {
        let variable = self.variable(key);
        if let Some(variable) = variable.filter(|variable| self.document.variable(variable).is_some()) {
            self.document.fault_outside(&variable, fault);
        } else if let Some(node) = self.get(key) {
            self.document.fault(node.span(), &self.name(key), fault);
        } else {
            self.document.fault(self.span.clone(), &self.name(key), fault);
        }
    }

    /// The path at `key`, from the folder of the settings.
    pub(crate) fn absolute(&self, path: PathBuf) -> PathBuf {
        self.document.base().join(path)
    }

    /// The folder that relative paths start from.
    pub(crate) fn base(&self) -> &'a Path {
        self.document.base()
    }

    fn scalar<T>(
        &mut self,
        key: &'static str,
        kind: Kind,
        read: &dyn Fn(&str) -> Result<T, Fault>,
    ) -> Option<T> {
        let value = self.node(key).and_then(|node| self.document.leaf(&self.name(key), node, kind, read));
        let Some(variable) = self.variable(key) else { return value };
        let Some(text) = self.document.variable(&variable) else { return value };
        read(&text).map_err(|fault| self.document.fault_outside(&variable, fault)).ok().or(value)
    }

    /// The environment variable that goes before `key`, if one can.
    fn variable(&self, key: &str) -> Option<String> {
        self.env.then(|| format!("ONRECORD_{}", self.name(key).replace('.', "__").to_uppercase()))
    }

    fn name(&self, key: &str) -> String {
        if self.path.is_empty() { key.to_owned() } else { format!("{}.{key}", self.path) }
    }

    fn get(&self, key: &str) -> Option<&'a Node<'a>> {
        self.table?.get(key)
    }

    /// What stands at `key`, which is known from now on.
    fn node(&mut self, key: &'static str) -> Option<&'a Node<'a>> {
        if !self.known.contains(&key) {
            self.known.push(key);
        }
        self.get(key)
    }

    /// `node` as a table.
    fn table(&self, key: &str, node: &'a Node<'a>) -> Option<&'a DeTable<'a>> {
        let table = node.get_ref().as_table();
        if table.is_none() {
            self.document.fault(node.span(), &self.name(key), mismatch("a table", node.get_ref()));
        }
        table
    }

    /// Notes the keys that nobody asked for.
    pub(crate) fn report_unknown(&self) {
        for key in self.table.into_iter().flat_map(|table| table.keys()) {
            if !self.known.contains(&key.get_ref().as_ref()) {
                let problem = Problem::new(format!("`{}` is no known key", self.name(key.get_ref())))
                    .with_hint(value::choose(key.get_ref(), self.known.iter().copied()));
                self.document.note(key.span(), problem);
            }
        }
    }
}
