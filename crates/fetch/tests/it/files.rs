//! Files, folders, lines and given snapshots.

use onrecord_model::{Body, Digest, Request, Snapshot, Work};
use onrecord_testkit::Folder;

use crate::stage::{codes, failed, lists, options, run, run_on, skipped, stage, text};

async fn fetch(request: Request) -> Work {
    run(&stage(options()), request).await
}

fn file(path: &str) -> Request {
    Request::File(path.to_owned())
}

#[tokio::test]
async fn files_become_snapshots() {
    let folder = Folder::new();
    for (name, media_type) in
        [("a b.HTML", "text/html"), ("c.xhtml", "application/xhtml+xml"), ("d.txt", "text/plain")]
    {
        let path = folder.write(name, "Hello");
        let snapshot = fetch(file(&path)).await.snapshot.unwrap();
        assert_eq!(snapshot.url, format!("file://{}", path.replace(' ', "%20")));
        assert_eq!(snapshot.media_type.as_deref(), Some(media_type));
        assert_eq!(snapshot.sha256, Some(Digest::of(b"Hello")));
        assert!(snapshot.fetched_at.is_some_and(|moment| moment.as_str().ends_with('Z')));
        assert_eq!(snapshot.status, None);
    }
}

#[tokio::test]
async fn files_that_are_no_page() {
    let folder = Folder::new();
    let path = folder.join("none.html");
    let message = format!("there is no file {path}; check how it is spelled");
    failed(&fetch(file(&path)).await, "not_found", &message);
    let path = folder.join("none.doc");
    let message = format!("there is no file {path}; check how it is spelled");
    failed(&fetch(file(&path)).await, "not_found", &message);
    let path = folder.write("a.doc", "x");
    let message = format!("{path} is no kind of file that is read here (.html, .htm, .xhtml, .txt, .jsonl)");
    skipped(&fetch(file(&path)).await, "file_type", &message);
    let path = folder.write("empty.html", "");
    failed(&fetch(file(&path)).await, "empty_body", &format!("the file {path} is empty"));
    let path = folder.write("pdf.html", "%PDF-1.7");
    let message = format!("not a page: {path} is application/pdf (declared as text/html)");
    skipped(&fetch(file(&path)).await, "media_type", &message);
    let path = folder.write("large.txt", "x".repeat(65_537));
    let message = format!("{path} is larger than the 65536 bytes allowed (max_bytes)");
    failed(&fetch(file(&path)).await, "too_large", &message);
    let path = folder.join("");
    let message = format!("{path} is a folder, not a file; list it as a folder");
    failed(&fetch(file(&path)).await, "not_a_file", &message);
}

#[tokio::test]
async fn folder_lists_every_file() {
    let folder = Folder::new();
    for name in ["b.html", "a.html", "sub/c.txt", "sub/deep/d.doc", "sub-way.html", ".hidden", ".git/x.html"]
    {
        folder.write(name, "x");
    }
    let work = fetch(Request::Folder(folder.join("."))).await;
    let listed = ["a.html", "b.html", "sub-way.html", "sub/c.txt", "sub/deep/d.doc"];
    lists(&work, &listed.map(|name| file(&folder.join(&format!("./{name}")))));
}

#[cfg(unix)]
#[tokio::test]
async fn folder_with_odd_entries() {
    use std::{ffi::OsStr, fs, os::unix};

    let folder = Folder::new();
    folder.write("sub/a.html", "x");
    unix::fs::symlink(folder.join("sub"), folder.join("link")).unwrap();
    unix::fs::symlink(folder.join("nowhere"), folder.join("dangling.html")).unwrap();
    let name: &OsStr = unix::ffi::OsStrExt::from_bytes(b"\xff.html");
    fs::write(folder.path().join(name), "x").unwrap();
    let work = fetch(Request::Folder(folder.join(""))).await;
    let odd = folder.join("\u{fffd}.html");
    lists(&work, &[file(&folder.join("dangling.html")), file(&folder.join("sub/a.html")), file(&odd)]);
    assert_eq!(codes(&work), ["link_not_followed"]);
    let message = format!("the name of the file {odd} is not UTF-8; rename it");
    failed(&fetch(file(&odd)).await, "file_name", &message);
}

#[tokio::test]
async fn folders_that_are_none() {
    let folder = Folder::new();
    let path = folder.join("");
    skipped(
        &fetch(Request::Folder(path.clone())).await,
        "empty_folder",
        &format!("the folder {path} holds no files"),
    );
    let path = folder.join("none");
    let message = format!("there is no folder {path}; check how it is spelled");
    failed(&fetch(Request::Folder(path)).await, "not_found", &message);
    let path = folder.write("a.html", "x");
    failed(
        &fetch(Request::Folder(path.clone())).await,
        "not_a_folder",
        &format!("{path} is no folder; list it as a file"),
    );
}

#[tokio::test]
async fn feed_in_a_file() {
    let folder = Folder::new();
    let feed = r#"<rss version="2.0"><channel>
        <item><link>pages/one%201.html</link></item>
        <item><link>https://other.example/two</link></item>
        <item><link>../outside.html</link></item>
        <item><link>file:///etc/passwd</link></item></channel></rss>"#;
    let path = folder.write("feed.xml", feed);
    let work = fetch(Request::Feed(path)).await;
    let two = Request::Url("https://other.example/two".to_owned());
    lists(&work, &[file(&folder.join("pages/one 1.html")), two]);
    assert_eq!(codes(&work), ["link_not_followed"; 2]);
}

fn line(path: &str, line: u64, offset: u64) -> Request {
    Request::Line { path: path.to_owned(), line, offset }
}

#[tokio::test]
async fn lines_are_listed_and_read() {
    let folder = Folder::new();
    let one = r#"{"v":1,"kind":"snapshot","body":{"url":"https://a.example/1","body":{"text":"One"}}}"#;
    let two = r#"{"v":1,"kind":"snapshot","issues":[{"stage":"fetch","code":"c","message":"m"}],"body":{"url":"u","body":{"base64":"VHdv"}}}"#;
    let path = folder.write("a.jsonl", format!("{one}\r\n\n  \nno JSON\n{two}"));
    let bad = one.len() as u64 + 2 + 1 + 3;
    let last = bad + 8;
    lists(
        &fetch(Request::File(path.clone())).await,
        &[line(&path, 1, 0), line(&path, 4, bad), line(&path, 5, last)],
    );
    let work = fetch(line(&path, 1, 0)).await;
    assert_eq!(text(&work), "One");
    assert_eq!(work.snapshot.unwrap().sha256, Some(Digest::of(b"One")));
    let work = fetch(line(&path, 5, last)).await;
    assert_eq!(text(&work), "Two");
    assert_eq!(codes(&work), ["c"]);
    failed(
        &fetch(line(&path, 4, bad)).await,
        "bad_line",
        &format!("{path}:4: not a message: expected ident at line 1 column 2"),
    );
}

#[tokio::test]
async fn long_files_of_lines_are_listed_in_pieces() {
    let folder = Folder::new();
    let long = "x".repeat(100_000);
    let path = folder.write("a.jsonl", format!("{long}\n{long}\n"));
    lists(&fetch(Request::File(path.clone())).await, &[line(&path, 1, 0), line(&path, 2, 100_001)]);
    let path = folder.write("blank.jsonl", "\n \n");
    skipped(
        &fetch(Request::File(path.clone())).await,
        "empty_file",
        &format!("the file {path} holds no lines"),
    );
    let path = folder.write("huge.jsonl", "x".repeat((1 << 20) + (128 << 10) + 1));
    failed(
        &fetch(line(&path, 1, 0)).await,
        "bad_line",
        &format!("{path}:1: the line is longer than 1179648 bytes"),
    );
}

#[tokio::test]
async fn lines_of_other_kinds() {
    let folder = Folder::new();
    let article = r#"{"v":1,"kind":"article","body":{"id":"art_0123456789abcdef","source":{"url":"u"},"text":"Hi","blocks":[],"claims":[]}}"#;
    let path = folder.write("a.jsonl", format!("\u{feff}{article}\n{{\"v\":2,\"kind\":\"snapshot\"}}\n"));
    let work = fetch(line(&path, 1, 0)).await;
    assert_eq!(work.article.map(|article| article.text), Some("Hi".to_owned()), "{:?}", work.outcome);
    assert_eq!(work.snapshot, None);
    let message = format!("{path}:2: message version 2 is not supported (this onrecord reads version 1)");
    failed(&fetch(line(&path, 2, article.len() as u64 + 4)).await, "bad_line", &message);
}

async fn given(snapshot: Snapshot) -> Work {
    let mut work = Work::new(Request::Url("https://a.example/".to_owned()));
    work.snapshot = Some(snapshot);
    run_on(&stage(options()), work).await
}

#[tokio::test]
async fn given_snapshots_are_proven() {
    let folder = Folder::new();
    let right = Snapshot::of("https://a.example/", b"Hello".to_vec());
    let body = Body::Path(folder.write("body", "Hello").into());
    let bare = Snapshot { sha256: None, size: None, body: body.clone(), ..right.clone() };
    assert_eq!(given(bare).await.snapshot, Some(right.clone()));
    assert_eq!(given(Snapshot { body, ..right.clone() }).await.snapshot, Some(right.clone()));

    let (is, says) = (Digest::of(b"Hello"), Digest::of(b"Bye"));
    let message = format!("the bytes of https://a.example/ have SHA-256 {is}, but the snapshot says {says}");
    failed(&given(Snapshot { sha256: Some(says), ..right.clone() }).await, "sha256", &message);
    let message = "the snapshot of https://a.example/ has 5 bytes, but says 6";
    failed(&given(Snapshot { size: Some(6), ..right.clone() }).await, "size", message);
    let path = folder.join("none");
    let message = format!("there is no file {path}; check how it is spelled");
    failed(&given(Snapshot { body: Body::Path(path.into()), ..right }).await, "not_found", &message);
}
