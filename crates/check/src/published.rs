//! Fact-checks that others have published, matched to claims by their words, speaker and date.
//!
//! A match says that somebody has looked into such a statement, not what is true. How it is found and what its score
//! means: [`crate::matching`].

use std::collections::BTreeSet;
use std::path::PathBuf;

use jiff::civil::Date;
use onrecord_encoder::{EncoderError, ModelError};
use onrecord_model::{Claim, Evidence, Finding, FindingKind};
use serde_json::Value;

use crate::matching::{Floor, Index, Match, Statement};
use crate::table::CheckError;
use crate::wording::list;

/// What is told. On the train part of `CheckThat!` 2020, whose 800 statements have a fact-check among 10,375, something is
/// told of two thirds and the best match is right in 97.9 percent (65 and 98.4 percent of its dev part). The network reads three
/// fact-checks for a statement there, and for a fourth of them none; of what would be told, 0.2 percent are lost by that.
const TOLD: Floor = Floor { words: 3, wording: 8.0, score: 0.7 };
/// How many fact-checks are told of one claim at most.
const MOST: usize = 5;

/// One published fact-check.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Review {
    /// Where it stands.
    pub url: String,
    /// The claim that it reviewed, as it puts it.
    pub reviewed: String,
    /// Its headline.
    pub title: Option<String>,
    /// Its own rating, as written.
    pub rating: Option<String>,
    /// Who published it.
    pub publisher: Option<String>,
    /// Who is said to have made the claim.
    pub speaker: Option<String>,
    /// When the claim is said to have been made, as written.
    pub claimed: Option<String>,
}

impl Review {
    /// Reviewed claim, title and speaker; empty where not told.
    pub(crate) fn parts(&self) -> [&str; 3] {
        [
            &self.reviewed,
            self.title.as_deref().unwrap_or_default(),
            self.speaker.as_deref().unwrap_or_default(),
        ]
    }
}

/// All published fact-checks, read.
#[derive(Clone, Default)]
pub struct Published {
    index: Index,
}

impl Published {
    /// Reads JSON files: schema.org `ClaimReview` objects alone, in lists, in an `ItemList` or a `DataFeed`, as pages carry
    /// them in JSON-LD, and what Google's Fact Check Tools API exports (`{"claims": […]}`).
    ///
    /// # Errors
    /// [`CheckError`] when a file can't be read or is not JSON.
    pub fn load(paths: &[PathBuf]) -> Result<Self, CheckError> {
        let mut reviews = BTreeSet::new();
        for path in paths {
            let text = std::fs::read_to_string(path)
                .map_err(|source| CheckError::File { path: path.clone(), source })?;
            let json = serde_json::from_str(&text)
                .map_err(|source| CheckError::Json { path: path.clone(), source })?;
            collect(&json, &mut reviews);
        }
        Self::new(reviews).map_err(CheckError::Model)
    }

    /// Of these, whose order settles which of two equal matches comes first.
    ///
    /// # Errors
    /// [`ModelError`] where the weights that were built in are damaged.
    pub fn new(reviews: impl IntoIterator<Item = Review>) -> Result<Self, ModelError> {
        Ok(Self { index: Index::new(reviews)? })
    }

    /// How many were read.
    pub fn len(&self) -> usize {
        self.index.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The fact-checks that may be about the statement, at most 30, the best first, however low they score.
    ///
    /// # Errors
    /// [`EncoderError`] where the network can't be run.
    pub fn ranked(&self, statement: &Statement<'_>) -> Result<Vec<Match<'_>>, EncoderError> {
        self.index.ranked(statement, Floor::default())
    }

    /// The fact-checks that are told of the statement, the best first.
    ///
    /// # Errors
    /// [`EncoderError`] where the network can't be run.
    pub fn told(&self, statement: &Statement<'_>) -> Result<Vec<Match<'_>>, EncoderError> {
        let mut told = self.index.ranked(statement, TOLD)?;
        told.truncate(MOST);
        Ok(told)
    }

    /// The fact-checks that speak about `claim`, published on `day`.
    pub(crate) fn findings(&self, claim: &Claim, day: Option<Date>) -> Result<Vec<Finding>, EncoderError> {
        let speaker = claim.speaker.name.as_deref();
        let statement = Statement { text: &claim.content.text, speaker, day };
        Ok(self.told(&statement)?.iter().map(|found| finding(claim, found)).collect())
    }
}

fn finding(claim: &Claim, found: &Match<'_>) -> Finding {
    let review = found.review;
    let who = review.publisher.as_deref().unwrap_or("A published fact-check");
    let rated = review.rating.as_ref().map(|rating| format!(" and rated it “{rating}”")).unwrap_or_default();
    let says = format!(
        "{who} has reviewed “{}”{rated}; wording and meaning match with {:.2} of 1, words in common: {}.",
        review.reviewed,
        found.score,
        list(&found.shared)
    );
    let evidence = Evidence::Check {
        url: review.url.clone(),
        reviewed: review.reviewed.clone(),
        rating: review.rating.clone(),
        publisher: review.publisher.clone(),
    };
    Finding {
        kind: FindingKind::PublishedCheck,
        claims: vec![claim.id.clone()],
        says,
        evidence: vec![evidence],
    }
}

/// Every fact-check in a JSON value, however deep.
fn collect(json: &Value, reviews: &mut BTreeSet<Review>) {
    match json {
        Value::Array(items) => items.iter().for_each(|item| collect(item, reviews)),
        Value::Object(fields) => {
            if fields.contains_key("claimReviewed") {
                reviews.extend(schema_review(json));
            } else if fields.contains_key("claimReview") {
                google_reviews(json, reviews);
            } else {
                fields.values().for_each(|value| collect(value, reviews));
            }
        }
        _ => {}
    }
}

fn text(json: &Value, path: &[&str]) -> Option<String> {
    let mut at = json;
    for step in path {
        at = at.get(step)?;
        // schema.org lets any field be a list.
        if let Some(first) = at.as_array().and_then(|list| list.first()) {
            at = first;
        }
    }
    let found = at.as_str().map(str::to_owned).or_else(|| at.as_f64().map(|number| number.to_string()));
    found.map(|text| text.trim().to_owned()).filter(|text| !text.is_empty())
}

fn schema_review(json: &Value) -> Option<Review> {
    let name_of = |field: &str| text(json, &[field, "name"]).or_else(|| text(json, &[field]));
    Some(Review {
        url: text(json, &["url"]).or_else(|| text(json, &["@id"]))?,
        reviewed: text(json, &["claimReviewed"])?,
        title: text(json, &["headline"]).or_else(|| text(json, &["name"])),
        rating: text(json, &["reviewRating", "alternateName"])
            .or_else(|| text(json, &["reviewRating", "ratingValue"])),
        publisher: name_of("author").or_else(|| name_of("publisher")),
        speaker: text(json, &["itemReviewed", "author", "name"]),
        claimed: text(json, &["itemReviewed", "datePublished"]),
    })
}

fn google_reviews(json: &Value, reviews: &mut BTreeSet<Review>) {
    let Some(reviewed) = text(json, &["text"]) else { return };
    let list = json.get("claimReview").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    reviews.extend(list.iter().filter_map(|review| {
        Some(Review {
            url: text(review, &["url"])?,
            reviewed: reviewed.clone(),
            title: text(review, &["title"]),
            rating: text(review, &["textualRating"]),
            publisher: text(review, &["publisher", "name"]).or_else(|| text(review, &["publisher", "site"])),
            speaker: text(json, &["claimant"]),
            claimed: text(json, &["claimDate"]),
        })
    }));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::claim;

    fn published(json: &Value) -> Published {
        let mut reviews = BTreeSet::new();
        collect(json, &mut reviews);
        Published::new(reviews).unwrap()
    }

    fn feed() -> Published {
        published(&serde_json::json!({
            "@type": "DataFeed",
            "dataFeedElement": [
                {"item": [{"@type": "ClaimReview", "url": "https://check.example/1",
                    "claimReviewed": "Ukraine's air force downed 45 of 71 drones overnight",
                    "author": {"name": "Check"}, "reviewRating": {"alternateName": "Mostly true"},
                    "itemReviewed": {"author": {"name": "Ukrainian Air Force"}}}]},
                {"item": [{"@type": "ClaimReview", "url": "https://check.example/2",
                    "claimReviewed": "Drinking hot water cures a cold overnight",
                    "author": {"name": "Check"}, "reviewRating": {"ratingValue": 1}}]}
            ]
        }))
    }

    #[test]
    fn a_review_of_the_same_words_is_found() {
        let found = feed()
            .findings(&claim("downing 45 of 71 drones launched overnight, the air force said"), None)
            .unwrap();
        assert_eq!(found.len(), 1);
        assert!(
            found[0].says.contains("Check has reviewed “Ukraine's air force")
                && found[0].says.contains("“Mostly true”")
        );
        assert!(
            found[0].says.contains("45, 71, air, downing, drones, force and overnight"),
            "{}",
            found[0].says
        );
    }

    #[test]
    fn a_copy_with_other_marks_of_quotation_ties_and_stays_behind() {
        let review = |url: &str, reviewed: &str| serde_json::json!({"claimReviewed": reviewed, "url": url});
        let all = published(&serde_json::json!([
            review("https://check.example/2", "The mayor called the bridge 'a monument to patience'"),
            review("https://check.example/1", "The mayor called the bridge \"a monument to patience\""),
        ]));
        let statement = Statement {
            text: "the bridge is a monument to patience, the mayor said",
            ..Statement::default()
        };
        let found = all.ranked(&statement).unwrap();
        let urls: Vec<&str> = found.iter().map(|found| &*found.review.url).collect();
        assert_eq!(urls, ["https://check.example/1", "https://check.example/2"]);
        assert_eq!(found[0].score.to_bits(), found[1].score.to_bits());
    }

    #[test]
    fn other_words_for_the_same_raise_the_score() {
        let all = published(&serde_json::json!([
            {"claimReviewed": "Eating carrots cures blindness in children", "url": "https://check.example/1"},
            {"claimReviewed": "Eating carrots for children costs schools millions", "url": "https://check.example/2"},
        ]));
        let text = "Children who eat carrots get their eyesight back";
        let found = all.ranked(&Statement { text, ..Statement::default() }).unwrap();
        assert_eq!(found[0].review.url, "https://check.example/1");
    }

    #[test]
    fn a_few_common_words_are_no_match() {
        assert!(
            feed()
                .findings(
                    &claim("Four people were killed overnight in the air raid, the rescue force said"),
                    None
                )
                .unwrap()
                .is_empty()
        );
    }

    #[test]
    fn the_export_of_the_api_is_read() {
        let all = published(&serde_json::json!({"claims": [
            {"text": "A", "claimant": "B", "claimReview": [
                {"url": "https://x.example", "publisher": {"name": "X"}, "textualRating": "False"},
                {"url": "https://y.example", "publisher": {"site": "y.example"}}]}
        ]}));
        let told: Vec<_> =
            all.index.reviews().map(|r| (r.publisher.clone().unwrap(), r.rating.clone())).collect();
        assert_eq!(told, [("X".to_owned(), Some("False".to_owned())), ("y.example".to_owned(), None)]);
    }
}
