//! Fact-checks that others have published, matched to claims by the words they share.
//!
//! Words are weighed by how rare they are among the reviewed claims (inverse document frequency, Spärck Jones 1972); the
//! score is the weighted share of common words in all words of both. A match says that somebody has looked into such a
//! statement, not what is true.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use onrecord_model::{Claim, Evidence, Finding, FindingKind};
use serde_json::Value;

use crate::table::CheckError;
use crate::wording::list;

/// Least weighted share of common words.
const LEAST: f64 = 0.5;
/// The same, where both name a speaker and the names share a word.
const LEAST_SAME_SPEAKER: f64 = 0.35;
/// Least number of common words.
const LEAST_WORDS: usize = 3;

/// One published fact-check.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Review {
    url: String,
    reviewed: String,
    rating: Option<String>,
    publisher: Option<String>,
    speaker: Option<String>,
}

/// All published fact-checks, read.
#[derive(Clone, Debug, Default)]
pub struct Published {
    reviews: Vec<(Review, BTreeSet<String>)>,
    /// Reviews that hold a word.
    holding: BTreeMap<String, Vec<usize>>,
}

impl Published {
    /// Reads JSON files: schema.org `ClaimReview` objects alone, in lists, in an `ItemList` or a `DataFeed`, and what
    /// Google's Fact Check Tools API exports (`{"claims": […]}`).
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
        Ok(Self::new(reviews))
    }

    fn new(reviews: BTreeSet<Review>) -> Self {
        let reviews: Vec<_> = reviews
            .into_iter()
            .map(|review| {
                let words = words(&review.reviewed);
                (review, words)
            })
            .collect();
        let mut holding: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (at, (_, words)) in reviews.iter().enumerate() {
            for word in words {
                holding.entry(word.clone()).or_default().push(at);
            }
        }
        Self { reviews, holding }
    }

    /// How many were read.
    pub fn len(&self) -> usize {
        self.reviews.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.reviews.is_empty()
    }

    /// The fact-checks that speak about `claim`.
    pub(crate) fn findings(&self, claim: &Claim) -> Vec<Finding> {
        if self.is_empty() {
            return Vec::new();
        }
        let own = words(&claim.content.text);
        let mut shared: BTreeMap<usize, usize> = BTreeMap::new();
        for at in own.iter().filter_map(|word| self.holding.get(word)).flatten() {
            *shared.entry(*at).or_default() += 1;
        }
        let candidates = shared.into_iter().filter(|(_, count)| *count >= LEAST_WORDS);
        candidates.filter_map(|(at, _)| self.matched(claim, &own, self.reviews.get(at)?)).collect()
    }

    fn matched(
        &self,
        claim: &Claim,
        own: &BTreeSet<String>,
        (review, words): &(Review, BTreeSet<String>),
    ) -> Option<Finding> {
        let weight =
            |words: &mut dyn Iterator<Item = &String>| words.map(|word| self.rarity(word)).sum::<f64>();
        let common: Vec<&String> = own.intersection(words).collect();
        let score = weight(&mut common.iter().copied()) / weight(&mut own.union(words));
        let least = if same_speaker(claim, review) { LEAST_SAME_SPEAKER } else { LEAST };
        if score < least {
            return None;
        }
        let who = review.publisher.as_deref().unwrap_or("A published fact-check");
        let rated =
            review.rating.as_ref().map(|rating| format!(" and rated it “{rating}”")).unwrap_or_default();
        let says =
            format!("{who} has reviewed “{}”{rated}; words in common: {}.", review.reviewed, list(&common));
        let evidence = Evidence::Check {
            url: review.url.clone(),
            reviewed: review.reviewed.clone(),
            rating: review.rating.clone(),
            publisher: review.publisher.clone(),
        };
        Some(Finding {
            kind: FindingKind::PublishedCheck,
            claims: vec![claim.id.clone()],
            says,
            evidence: vec![evidence],
        })
    }

    /// Inverse document frequency, smoothed so that no word weighs nothing.
    fn rarity(&self, word: &str) -> f64 {
        let real = |count: usize| u32::try_from(count).map_or(f64::MAX, f64::from);
        let held = self.holding.get(word).map_or(0, Vec::len);
        (1.0 + (real(self.reviews.len()) + 1.0) / (real(held) + 1.0)).ln()
    }
}

fn same_speaker(claim: &Claim, review: &Review) -> bool {
    let (Some(name), Some(other)) = (&claim.speaker.name, &review.speaker) else { return false };
    !words(name).is_disjoint(&words(other))
}

/// Words that carry the content: lower case, no function words, plural `s` off; numbers as digits.
fn words(text: &str) -> BTreeSet<String> {
    const FUNCTION: &[&str] = &[
        "about", "after", "all", "also", "and", "are", "been", "before", "but", "can", "could", "did",
        "does", "for", "from", "had", "has", "have", "her", "his", "how", "into", "its", "more", "not",
        "one", "our", "out", "over", "said", "says", "she", "should", "some", "than", "that", "the", "their",
        "them", "there", "they", "this", "was", "were", "what", "when", "which", "who", "will", "with",
        "would", "you",
    ];
    let text = text.to_lowercase().replace(',', "").replace('’', "'");
    text.split(|c: char| !c.is_alphanumeric())
        .filter(|word| {
            word.chars().count() >= 3 || word.chars().all(|c| c.is_ascii_digit()) && !word.is_empty()
        })
        .filter(|word| FUNCTION.binary_search(word).is_err())
        .map(|word| {
            word.strip_suffix('s')
                .filter(|stem| stem.len() > 3 && !stem.ends_with('s'))
                .unwrap_or(word)
                .to_owned()
        })
        .collect()
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
        rating: text(json, &["reviewRating", "alternateName"])
            .or_else(|| text(json, &["reviewRating", "ratingValue"])),
        publisher: name_of("author").or_else(|| name_of("publisher")),
        speaker: text(json, &["itemReviewed", "author", "name"]),
    })
}

fn google_reviews(json: &Value, reviews: &mut BTreeSet<Review>) {
    let Some(reviewed) = text(json, &["text"]) else { return };
    let list = json.get("claimReview").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    reviews.extend(list.iter().filter_map(|review| {
        Some(Review {
            url: text(review, &["url"])?,
            reviewed: reviewed.clone(),
            rating: text(review, &["textualRating"]),
            publisher: text(review, &["publisher", "name"]).or_else(|| text(review, &["publisher", "site"])),
            speaker: text(json, &["claimant"]),
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
        Published::new(reviews)
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
        let found = feed().findings(&claim("downing 45 of 71 drones launched overnight, the air force said"));
        assert_eq!(found.len(), 1);
        assert!(
            found[0].says.contains("Check has reviewed “Ukraine's air force")
                && found[0].says.contains("“Mostly true”")
        );
        assert!(found[0].says.contains("45, 71, air, drone, force and overnight"), "{}", found[0].says);
    }

    #[test]
    fn a_few_common_words_are_no_match() {
        assert!(
            feed()
                .findings(&claim("Four people were killed overnight in the air raid, the rescue force said"))
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
            all.reviews.iter().map(|(r, _)| (r.publisher.clone().unwrap(), r.rating.clone())).collect();
        assert_eq!(told, [("X".to_owned(), Some("False".to_owned())), ("y.example".to_owned(), None)]);
    }
}
