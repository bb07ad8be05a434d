//! schema.org in `<script type="application/ld+json">`.

use serde_json::{Map, Value};
use trafilatura::dom::Document;

use super::{Facts, author, date, language};
use crate::text::fold;

type Node = Map<String, Value>;

/// Facts from all JSON-LD of a page: of its article, then of the page it stands on, then of the site.
pub(super) fn read(document: &Document) -> Facts {
    let scripts: Vec<Value> = document
        .iter(document.root(), &["script"])
        .into_iter()
        .filter(|&id| is_json_ld(document.get_attribute(id, "type").as_deref()))
        .filter_map(|id| parse(&document.text_content(id)))
        .collect();
    let mut nodes = Vec::new();
    for script in &scripts {
        collect(script, &mut nodes);
    }
    let of = |rank: Rank| {
        nodes.iter().filter(move |node| Rank::of(node) == Some(rank)).map(|node| facts(node, &nodes))
    };
    let mut all = Facts::default();
    for rank in [Rank::Article, Rank::Page, Rank::Site] {
        for found in of(rank) {
            all = all.or(found);
        }
    }
    all
}

fn is_json_ld(kind: Option<&str>) -> bool {
    kind.is_some_and(|kind| kind.trim().to_ascii_lowercase().starts_with("application/ld+json"))
}

/// Forgives what real pages do to JSON: comment marks around it, bare line breaks inside strings, a semicolon after it.
fn parse(script: &str) -> Option<Value> {
    let start = script.find(['{', '['])?;
    let end = script.rfind(['}', ']'])?;
    let json = script.get(start..=end)?;
    serde_json::from_str(json).ok().or_else(|| {
        let json: String = json.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
        serde_json::from_str(&json).ok()
    })
}

/// All nodes that stand for the page itself; lists of other articles are not followed.
fn collect<'a>(value: &'a Value, nodes: &mut Vec<&'a Node>) {
    match value {
        Value::Array(items) => items.iter().for_each(|item| collect(item, nodes)),
        Value::Object(node) => {
            nodes.push(node);
            for key in ["@graph", "mainEntity", "mainEntityOfPage"] {
                if let Some(inner) = node.get(key) {
                    collect(inner, nodes);
                }
            }
        }
        _ => {}
    }
}

/// What a node stands for, best first.
#[derive(Clone, Copy, PartialEq)]
enum Rank {
    Article,
    Page,
    Site,
}

impl Rank {
    fn of(node: &Node) -> Option<Self> {
        let is = |test: &dyn Fn(&str) -> bool| types(node).any(test);
        if is(&|kind| kind.ends_with("Article") || kind.ends_with("Posting") || kind.ends_with("Report")) {
            Some(Self::Article)
        } else if is(&|kind| kind.ends_with("Page")) {
            Some(Self::Page)
        } else {
            is(&|kind| kind == "WebSite" || kind.ends_with("Organization")).then_some(Self::Site)
        }
    }
}

fn types(node: &Node) -> impl Iterator<Item = &str> {
    let (one, many) = match node.get("@type") {
        Some(Value::String(one)) => (Some(one.as_str()), None),
        Some(Value::Array(many)) => (None, Some(many)),
        _ => (None, None),
    };
    one.into_iter().chain(many.into_iter().flatten().filter_map(Value::as_str))
}

fn facts(node: &Node, nodes: &[&Node]) -> Facts {
    let text =
        |key: &str| node.get(key).and_then(Value::as_str).map(unescaped).filter(|text| !text.is_empty());
    let names = |key: &str| node.get(key).map(|value| names(value, nodes)).unwrap_or_default();
    match Rank::of(node) {
        Some(Rank::Article | Rank::Page) => Facts {
            title: text("headline")
                .or_else(|| text("name"))
                .filter(|_| Rank::of(node) == Some(Rank::Article)),
            authors: author::all(
                [names("author"), names("creator")].into_iter().find(|names| !names.is_empty()),
            ),
            outlet: names("publisher").into_iter().next(),
            published: text("datePublished").as_deref().and_then(date::stated),
            modified: text("dateModified").as_deref().and_then(date::stated),
            language: node.get("inLanguage").and_then(|value| language(&names_or_code(value)?)),
            canonical_url: None,
        },
        Some(Rank::Site) => Facts { outlet: text("name"), ..Facts::default() },
        None => Facts::default(),
    }
}

/// `"en"`, `["en"]`, `{"name": "English", "alternateName": "en"}`.
fn names_or_code(value: &Value) -> Option<String> {
    match value {
        Value::String(code) => Some(code.clone()),
        Value::Array(items) => names_or_code(items.first()?),
        Value::Object(node) => node.get("alternateName").and_then(Value::as_str).map(str::to_owned),
        _ => None,
    }
}

/// The names that a property holds, whatever its form: a string, a node, a reference to one, a list of these.
fn names(value: &Value, nodes: &[&Node]) -> Vec<String> {
    match value {
        Value::String(name) => vec![unescaped(name)],
        Value::Array(items) => items.iter().flat_map(|item| names(item, nodes)).collect(),
        Value::Object(node) => match node.get("name") {
            Some(Value::Array(items)) => items.iter().filter_map(Value::as_str).map(unescaped).collect(),
            Some(name) => name.as_str().map(unescaped).into_iter().collect(),
            None => node.get("@id").and_then(|id| named(id, nodes)).into_iter().collect(),
        },
        _ => Vec::new(),
    }
}

/// The name of the node that `id` refers to.
fn named(id: &Value, nodes: &[&Node]) -> Option<String> {
    let node = nodes.iter().find(|node| node.get("@id") == Some(id) && node.contains_key("name"))?;
    node.get("name").and_then(Value::as_str).map(unescaped)
}

/// Many systems escape JSON-LD strings for HTML although nothing there unescapes them.
fn unescaped(text: &str) -> String {
    if text.contains(['&', '<']) { fold(&Document::parse(text).text_content_of_body()) } else { fold(text) }
}

/// The text of a parsed scrap.
trait Scrap {
    fn text_content_of_body(&self) -> String;
}

impl Scrap for Document {
    fn text_content_of_body(&self) -> String {
        self.text_content(self.body().unwrap_or_else(|| self.root()))
    }
}
