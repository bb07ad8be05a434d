//! robots.txt (RFC 9309): what a host lets us fetch, and how often.

use std::time::Duration;

use onrecord_pipeline::Stop;
use reqwest::StatusCode;
use texting_robots::Robot;
use url::Url;

use crate::http::{Answer, Trouble};

/// Bytes of a robots.txt that are read; the rest is ignored (RFC 9309, 2.5).
pub(crate) const MAX_BYTES: u64 = 500 << 10;

/// Redirects followed on the way to a robots.txt (RFC 9309, 2.3.1.2).
pub(crate) const MAX_REDIRECTS: usize = 5;

/// Longest crawl-delay that is honoured. It is no part of RFC 9309, and some hosts ask for a day.
const MAX_CRAWL_DELAY: Duration = Duration::from_secs(30);

/// What a host's robots.txt says about us.
pub(crate) enum Rules {
    /// Nothing: there is none.
    Open,
    /// Something.
    Listed(Box<Robot>),
    /// Not known, so that nothing may be fetched.
    Closed(Trouble),
}

impl Rules {
    /// The rules for `product` in what came back for the robots.txt of `origin`.
    pub(crate) fn read(origin: &str, product: &str, came: Result<Answer, Trouble>) -> Self {
        let answer = match came {
            Ok(answer) => answer,
            // The host itself is out of reach: the page would end in the same way, so say just that.
            Err(trouble) if trouble.no_contact => return Self::Closed(trouble),
            Err(trouble) => {
                let message = format!(
                    "nothing is fetched from {origin} while its robots.txt can't be read: {}",
                    trouble.message
                );
                return Self::Closed(Trouble::new("robots_unavailable", message));
            }
        };
        if answer.status != StatusCode::OK {
            return Self::Open;
        }
        match Robot::new(product, &answer.body) {
            Ok(robot) => Self::Listed(Box::new(robot)),
            Err(error) => {
                let message = format!("the robots.txt of {origin} can't be understood: {error}");
                Self::Closed(Trouble::new("robots_unavailable", message))
            }
        }
    }

    /// The delay between requests that the host asks for.
    pub(crate) fn delay(&self) -> Option<Duration> {
        let Self::Listed(robot) = self else { return None };
        let asked = Duration::try_from_secs_f32(robot.delay?).ok()?;
        Some(asked.min(MAX_CRAWL_DELAY))
    }

    /// Whether `url` may be fetched.
    pub(crate) fn check(&self, url: &Url) -> Result<(), Stop> {
        match self {
            Self::Open => Ok(()),
            Self::Listed(robot) if robot.allowed(url.as_str()) => Ok(()),
            Self::Listed(_) => Err(Stop::skip("robots", format!("robots.txt of its host forbids {url}"))),
            Self::Closed(trouble) => Err(trouble.clone().into()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rules(text: &str) -> Rules {
        Rules::Listed(Box::new(Robot::new("onrecord", text.as_bytes()).unwrap()))
    }

    #[track_caller]
    fn check(text: &str, path: &str, allowed: bool) {
        let url = Url::parse("https://a.example").and_then(|url| url.join(path)).unwrap();
        assert_eq!(rules(text).check(&url).is_ok(), allowed, "{path} under\n{text}");
    }

    #[test]
    fn what_is_allowed() {
        check("", "/a", true);
        check("User-agent: *\nDisallow:", "/a", true);
        check("User-agent: *\nDisallow: /", "/a", false);
        check("<!doctype html><p>no such page", "/a", true);
        // Our own group goes before everybody's, and several groups of ours are one.
        check("User-agent: *\nDisallow: /\n\nUser-agent: ONRECORD\nDisallow: /b", "/a", true);
        check("User-agent: onrecord\nDisallow: /a\n\nUser-agent: onrecord\nDisallow: /b", "/b", false);
        check("User-agent: other\nUser-agent: onrecord\nDisallow: /a", "/a", false);
        check("User-agent: other\nDisallow: /", "/a", true);
        // The longest rule counts, allowing ones before others of the same length.
        check("User-agent: *\nDisallow: /a\nAllow: /a/b", "/a/b/c", true);
        check("User-agent: *\nAllow: /a\nDisallow: /a", "/a", true);
        // Wildcards, ends, queries, letters beyond ASCII.
        check("User-agent: *\nDisallow: /*.php$", "/x/a.php", false);
        check("User-agent: *\nDisallow: /*.php$", "/a.php?x=1", true);
        check("User-agent: *\nDisallow: /*?print=", "/a?print=1", false);
        check("User-agent: *\nDisallow: /новини", "/новини/1", false);
        check("\u{feff}User-agent: * # all\r\nDisallow: /a # this\r\n", "/a", false);
    }

    #[test]
    fn delays_that_are_honoured() {
        let delay = |asked: &str| rules(&format!("User-agent: *\nCrawl-delay: {asked}")).delay();
        assert_eq!(delay("2.5"), Some(Duration::from_millis(2500)));
        assert_eq!(delay("86400"), Some(MAX_CRAWL_DELAY));
        assert_eq!(delay("-1"), None);
        assert_eq!(delay("soon"), None);
    }
}
