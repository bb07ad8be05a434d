//! What the server answers to one request.

use std::{io::Write, time::Duration};

use flate2::{Compression, write::GzEncoder};

/// One answer, built by adding to [`Reply::html`] or another of its kind.
#[derive(Clone, Debug)]
pub struct Reply {
    pub(crate) status: u16,
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) body: Vec<u8>,
    pub(crate) delay: Duration,
    pub(crate) cut: Option<usize>,
}

impl Reply {
    /// 200 with `body` and no media type.
    pub fn bytes(body: impl Into<Vec<u8>>) -> Self {
        Self { status: 200, headers: Vec::new(), body: body.into(), delay: Duration::ZERO, cut: None }
    }

    /// 200 with `body` as `media_type`.
    pub fn typed(media_type: &str, body: impl Into<Vec<u8>>) -> Self {
        Self::bytes(body).header("content-type", media_type)
    }

    /// A page in UTF-8.
    pub fn html(body: &str) -> Self {
        Self::typed("text/html; charset=utf-8", body)
    }

    /// Another status than 200, with nothing to read.
    pub fn status(status: u16) -> Self {
        Self { status, ..Self::bytes("") }
    }

    /// 302 to `location`.
    pub fn redirect(location: &str) -> Self {
        Self::status(302).header("location", location)
    }

    /// With one more header; a name may come twice.
    pub fn header(mut self, name: &str, value: &str) -> Self {
        self.headers.push((name.to_owned(), value.to_owned()));
        self
    }

    /// With an entity tag: a request that names it in `If-None-Match` is answered 304 without a body.
    pub fn etag(self, tag: &str) -> Self {
        self.header("etag", tag)
    }

    /// Sent only after `delay`.
    pub fn delayed(mut self, delay: Duration) -> Self {
        self.delay = delay;
        self
    }

    /// With its body compressed.
    ///
    /// # Panics
    /// Never: memory takes every byte.
    pub fn gzip(mut self) -> Self {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
        encoder.write_all(&self.body).expect("memory takes every byte");
        self.body = encoder.finish().expect("memory takes every byte");
        self.header("content-encoding", "gzip")
    }

    /// Promises the whole body, sends `bytes` of it, and closes the connection.
    pub fn cut(mut self, bytes: usize) -> Self {
        self.cut = Some(bytes);
        self
    }

    /// The answer to a request that carries `if_none_match`.
    pub(crate) fn answer(&self, if_none_match: Option<&str>) -> Self {
        let tag = self.headers.iter().find(|(name, _)| name == "etag").map(|(_, tag)| tag.as_str());
        if tag.is_some() && tag == if_none_match {
            return Self { status: 304, body: Vec::new(), cut: None, ..self.clone() };
        }
        self.clone()
    }

    /// The bytes that go over the wire.
    pub(crate) fn wire(&self) -> Vec<u8> {
        let (status, length) = (self.status, self.body.len());
        let headers: Vec<String> =
            self.headers.iter().map(|(name, value)| format!("{name}: {value}\r\n")).collect();
        let headers = headers.concat();
        let head =
            format!("HTTP/1.1 {status} \r\n{headers}content-length: {length}\r\nconnection: close\r\n\r\n");
        let mut wire = head.into_bytes();
        wire.extend(self.body.iter().take(self.cut.unwrap_or(self.body.len())));
        wire
    }
}
